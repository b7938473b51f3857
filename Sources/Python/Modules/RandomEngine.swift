/// The Mersenne Twister MT19937 as Python's `random` uses it.
struct MersenneTwister {
  private var words = [UInt32](repeating: 0, count: 624)
  private var index = 624

  /// Seeds with 32-bit digits, lowest first (`init_by_array`).
  init(_ key: [UInt32]) {
    var state = [UInt32](repeating: 0, count: 624)
    state[0] = 19_650_218
    for i in 1..<624 {
      state[i] = 1_812_433_253 &* (state[i - 1] ^ state[i - 1] >> 30) &+ UInt32(i)
    }
    var (i, j) = (1, 0)
    for _ in 0..<max(624, key.count) {
      let mixed = (state[i - 1] ^ state[i - 1] >> 30) &* 1_664_525
      state[i] = (state[i] ^ mixed) &+ key[j] &+ UInt32(truncatingIfNeeded: j)
      MersenneTwister.advance(&i, &state)
      j = j + 1 == key.count ? 0 : j + 1
    }
    for _ in 0..<623 {
      let mixed = (state[i - 1] ^ state[i - 1] >> 30) &* 1_566_083_941
      state[i] = (state[i] ^ mixed) &- UInt32(i)
      MersenneTwister.advance(&i, &state)
    }
    state[0] = 0x8000_0000
    words = state
  }

  /// The 624 words and the index of the next one, as `random.getstate` gives them.
  var state: [Int] { words.map { Int($0) } + [index] }

  init?(state: [Int]) {
    guard state.count == 625, (0...624).contains(state[624]) else { return nil }
    words = state.prefix(624).map { UInt32(truncatingIfNeeded: $0) }
    index = state[624]
  }

  private static func advance(_ i: inout Int, _ state: inout [UInt32]) {
    i += 1
    if i < 624 { return }
    state[0] = state[623]
    i = 1
  }

  mutating func next() -> UInt32 {
    if index == 624 { refill() }
    var word = words[index]
    index += 1
    word ^= word >> 11
    word ^= word << 7 & 0x9d2c_5680
    word ^= word << 15 & 0xefc6_0000
    return word ^ word >> 18
  }

  private mutating func refill() {
    for i in 0..<624 {
      let joined = words[i] & 0x8000_0000 | words[(i + 1) % 624] & 0x7fff_ffff
      words[i] = words[(i + 397) % 624] ^ joined >> 1 ^ (joined & 1 == 0 ? 0 : 0x9908_b0df)
    }
    index = 0
  }

  /// A float in [0, 1) with 53 random bits.
  mutating func double() -> Double {
    let (high, low) = (next() >> 5, next() >> 6)
    return (Double(high) * 67_108_864 + Double(low)) / 9_007_199_254_740_992
  }

  /// A random number from 0 up to `limit`, which is positive, without it: as many bits as that has,
  /// until they are fewer.
  mutating func below(_ limit: Int) -> Int {
    let count = UInt32(Int.bitWidth - limit.leadingZeroBitCount)
    while true {
      let low = count < 32 ? next() >> (32 - count) : next()
      let high = count > 32 ? Int(next() >> (64 - count)) << 32 : 0
      let drawn = high | Int(low)
      if drawn < limit { return drawn }
    }
  }

  /// `count` random bits as little-endian bytes.
  mutating func bits(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var left = count
    while left > 0 {
      let word = left < 32 ? next() >> UInt32(32 - left) : next()
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> shift))
      }
      left -= 32
    }
    return bytes
  }
}

/// A generator as the Python code of `random` holds it: an object that gives floats.
final class RandomEngine: NativeIterator {
  var twister = MersenneTwister([0])
  /// Whether the program has chosen the seed.
  var isSeeded = false

  override func next(_ machine: Machine) throws(Raised) -> Value {
    if !isSeeded { machine.unseededDraws &+= 1 }
    return .float(twister.double())
  }
}

/// SHA-512 (FIPS 180-4), by which `random.seed` spreads strings.
enum SHA512 {
  static func digest(_ message: [UInt8]) -> [UInt8] {
    var padded = message + [0x80]
    while padded.count % 128 != 112 { padded.append(0) }
    padded += [UInt8](repeating: 0, count: 8)
    padded += bigEndian(UInt64(message.count) &* 8)
    var hash = initialHash
    for start in stride(from: 0, to: padded.count, by: 128) {
      compress(&hash, padded[start..<(start + 128)])
    }
    return hash.flatMap(bigEndian)
  }

  private static func bigEndian(_ word: UInt64) -> [UInt8] {
    stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
  }

  private static func compress(_ hash: inout [UInt64], _ block: ArraySlice<UInt8>) {
    let bytes = Array(block)
    var w = (0..<16).map { i in bytes[(i * 8)..<(i * 8 + 8)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
    for i in 16..<80 {
      let s0 = rotated(w[i - 15], 1) ^ rotated(w[i - 15], 8) ^ w[i - 15] >> 7
      let s1 = rotated(w[i - 2], 19) ^ rotated(w[i - 2], 61) ^ w[i - 2] >> 6
      w.append(w[i - 16] &+ s0 &+ w[i - 7] &+ s1)
    }
    var v = hash
    for i in 0..<80 {
      let s1 = rotated(v[4], 14) ^ rotated(v[4], 18) ^ rotated(v[4], 41)
      let choice = v[4] & v[5] ^ ~v[4] & v[6]
      let first = v[7] &+ s1 &+ choice &+ constants[i] &+ w[i]
      let s0 = rotated(v[0], 28) ^ rotated(v[0], 34) ^ rotated(v[0], 39)
      let majority = v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]
      v = [first &+ s0 &+ majority, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
    }
    for i in 0..<8 { hash[i] = hash[i] &+ v[i] }
  }

  private static func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 {
    word >> count | word << (64 - count)
  }

  private static let primes: [Int] = (2...409).filter { n in !(2..<n).contains { n % $0 == 0 } }
  /// The first 64 bits of the fractional parts of the square roots of the first 8 primes.
  private static let initialHash = primes.prefix(8).map { fraction(of: $0, root: 2) }
  /// Those of the cube roots of the first 80 primes.
  private static let constants = primes.prefix(80).map { fraction(of: $0, root: 3) }

  /// Those of SHA-256: the upper halves of the first 64.
  static let constants32 = constants.prefix(64).map { UInt32(truncatingIfNeeded: $0 >> 32) }

  /// floor(n^(1/root) * 2^64) mod 2^64, found bit by bit with big integers.
  private static func fraction(of n: Int, root: Int) -> UInt64 {
    let target = (try? Integer(n).shiftedLeft(by: Integer(64 * root))) ?? 0
    var result = Integer(0)
    for bit in stride(from: 69, through: 0, by: -1) {
      guard let step = try? Integer(1).shiftedLeft(by: Integer(bit)),
        let candidate = try? result.adding(step), let power = try? candidate.power(Integer(root))
      else { continue }
      if power <= target { result = candidate }
    }
    let low = (try? result.bytes(length: 16, bigEndian: false, signed: false)) ?? []
    return low.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
  }
}
