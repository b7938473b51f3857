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
