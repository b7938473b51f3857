import Glibc

/// `_digests`: the hash functions of `hashlib` and the check sums of `zlib`.
let digestFunctions: [Builtin] = [
  digest("md5", MD5.self), digest("sha1", SHA1.self), digest("sha256", SHA256.self),
  digest("sha224", SHA224.self), digest("sha384", SHA384.self), digest("sha512", SHA512.self),
  Builtin("crc32(data, value=0, /)", "The check sum CRC-32.") { (m, a) throws(Raised) in
    var sum = ~UInt32(truncatingIfNeeded: try a.given(1).map { (v) throws(Raised) in try m.index(v) } ?? 0)
    for byte in try m.requireBytes(a[0]) {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum >> 1 ^ (0xEDB8_8320 & (0 &- (sum & 1))) }
    }
    return .int(Int(~sum))
  },
  Builtin("adler32(data, value=1, /)", "The check sum Adler-32.") { (m, a) throws(Raised) in
    let start = try a.given(1).map { (v) throws(Raised) in try m.index(v) } ?? 1
    var (low, high) = (start & 0xFFFF, start >> 16 & 0xFFFF)
    for byte in try m.requireBytes(a[0]) {
      low = (low + Int(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return .int(high << 16 | low)
  },
] + base64Functions

private func digest(_ name: String, _ function: (some HashFunction).Type) -> Builtin {
  Builtin("\(name)(data, /)", "The digest of bytes.") { (m, a) throws(Raised) in
    guard let data = a[0].byteBuffer else { return m.bytes(function.digest(try m.requireBytes(a[0]))) }
    return m.bytes(function.digest(data))
  }
}

/// A hash function that mixes blocks of bytes into a state of words.
protocol HashFunction: SendableMetatype {
  associatedtype Word: FixedWidthInteger & UnsignedInteger & BitwiseCopyable
  static var initial: [Word] { get }
  /// Bytes of the digest, the first of the state.
  static var size: Int { get }
  static var isBigEndian: Bool { get }
  /// Mixes a block of sixteen words, which stand as bytes.
  static func mix(_ state: UnsafeMutablePointer<Word>, _ block: UnsafePointer<UInt8>)
}

extension HashFunction {
  static func digest(_ message: [UInt8]) -> [UInt8] { message.withUnsafeBufferPointer(digest) }

  static func digest(_ message: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let blockSize = 16 * MemoryLayout<Word>.size
    var state = initial
    let whole = message.count / blockSize * blockSize
    var tail = Array(message[whole...]) + [0x80]
    let lengthSize = blockSize / 8
    let room = (2 * blockSize - lengthSize - tail.count % blockSize) % blockSize
    tail += [UInt8](repeating: 0, count: room + lengthSize - 8)
    let length = UInt64(message.count) &* 8
    tail += bytes(of: isBigEndian ? length.bigEndian : length.littleEndian)
    state.withUnsafeMutableBufferPointer { state in
      guard let state = state.baseAddress else { return }
      mixAll(message[..<whole], state)
      tail.withUnsafeBufferPointer { mixAll($0[...], state) }
    }
    let words = state.map { isBigEndian ? $0.bigEndian : $0.littleEndian }
    return Array(words.flatMap { bytes(of: $0) }.prefix(size))
  }

  private static func mixAll(
    _ part: Slice<UnsafeBufferPointer<UInt8>>, _ state: UnsafeMutablePointer<Word>
  ) {
    guard let start = UnsafeBufferPointer(rebasing: part).baseAddress else { return }
    let blockSize = 16 * MemoryLayout<Word>.size
    for offset in stride(from: 0, to: part.count, by: blockSize) { mix(state, start + offset) }
  }

  private static func bytes<T: BitwiseCopyable>(of value: T) -> [UInt8] {
    withUnsafeBytes(of: value) { Array($0) }
  }

  /// A word of a block.
  @inline(__always)
  static func word(_ block: UnsafePointer<UInt8>, _ index: Int) -> Word {
    let size = MemoryLayout<Word>.size
    let word = UnsafeRawPointer(block).loadUnaligned(fromByteOffset: index * size, as: Word.self)
    return isBigEndian ? Word(bigEndian: word) : Word(littleEndian: word)
  }

  @inline(__always)
  static func turned(_ word: Word, right count: Int) -> Word {
    word &>> Word(truncatingIfNeeded: count)
      | word &<< Word(truncatingIfNeeded: Word.bitWidth - count)
  }
}

/// MD5 (RFC 1321).
private enum MD5: HashFunction {
  static let initial: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476]
  static var size: Int { 16 }
  static var isBigEndian: Bool { false }

  static func mix(_ state: UnsafeMutablePointer<UInt32>, _ block: UnsafePointer<UInt8>) {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    constants.withUnsafeBufferPointer { constants in
      shifts.withUnsafeBufferPointer { shifts in
        for i in 0..<64 {
          let (f, g) =
            switch i >> 4 {
            case 0: (b & c | ~b & d, i)
            case 1: (d & b | ~d & c, (5 * i + 1) & 15)
            case 2: (b ^ c ^ d, (3 * i + 5) & 15)
            default: (c ^ (b | ~d), 7 * i & 15)
            }
          let sum = a &+ f &+ constants[i] &+ word(block, g)
          let next = b &+ turned(sum, right: 32 - shifts[i / 16 * 4 + i % 4])
          (a, d, c, b) = (d, c, b, next)
        }
      }
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
  }

  private static let shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
  /// floor(2^32 * |sin(i + 1)|)
  private static let constants = (0..<64).map { UInt32(abs(sin(Double($0 + 1))) * 4_294_967_296) }
}

/// SHA-1 (FIPS 180-4).
private enum SHA1: HashFunction {
  static let initial: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
  static var size: Int { 20 }
  static var isBigEndian: Bool { true }

  static func mix(_ state: UnsafeMutablePointer<UInt32>, _ block: UnsafePointer<UInt8>) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 80) { w in
      for i in 0..<16 { w[i] = word(block, i) }
      for i in 16..<80 { w[i] = turned(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], right: 31) }
      var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
      for i in 0..<80 {
        let (f, k): (UInt32, UInt32) =
          switch i / 20 {
          case 0: (b & c | ~b & d, 0x5A82_7999)
          case 1: (b ^ c ^ d, 0x6ED9_EBA1)
          case 2: (b & c | b & d | c & d, 0x8F1B_BCDC)
          default: (b ^ c ^ d, 0xCA62_C1D6)
          }
        let next = turned(a, right: 27) &+ f &+ e &+ k &+ w[i]
        (e, d, c, b, a) = (d, c, turned(b, right: 2), a, next)
      }
      state[0] &+= a
      state[1] &+= b
      state[2] &+= c
      state[3] &+= d
      state[4] &+= e
    }
  }
}

/// The family of SHA-2 (FIPS 180-4): one way of mixing, in words of 32 or 64 bits.
private protocol SHA2: HashFunction {
  static var constants: [Word] { get }
  /// Turns, and one shift, of the two sigmas of the schedule; then the turns of the two of the rounds.
  static var turns: SHA2Turns { get }
}

struct SHA2Turns {
  let schedule0, schedule1, round0, round1: (Int, Int, Int)
}

extension SHA2 {
  static var isBigEndian: Bool { true }

  static func mix(_ state: UnsafeMutablePointer<Word>, _ block: UnsafePointer<UInt8>) {
    let turns = turns
    constants.withUnsafeBufferPointer { constants in
      withUnsafeTemporaryAllocation(of: Word.self, capacity: constants.count) { w in
        for i in 0..<16 { w[i] = word(block, i) }
        for i in 16..<constants.count {
          let s0 = scheduled(w[i - 15], turns.schedule0)
          w[i] = w[i - 16] &+ s0 &+ w[i - 7] &+ scheduled(w[i - 2], turns.schedule1)
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for i in 0..<constants.count {
          let choice = e & f ^ ~e & g
          let first = h &+ rounded(e, turns.round1) &+ choice &+ constants[i] &+ w[i]
          let majority = a & b ^ a & c ^ b & c
          let second = rounded(a, turns.round0) &+ majority
          (h, g, f, e) = (g, f, e, d &+ first)
          (d, c, b, a) = (c, b, a, first &+ second)
        }
        for (index, value) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= value }
      }
    }
  }

  @inline(__always)
  private static func scheduled(_ word: Word, _ turns: (Int, Int, Int)) -> Word {
    turned(word, right: turns.0) ^ turned(word, right: turns.1)
      ^ word &>> Word(truncatingIfNeeded: turns.2)
  }

  @inline(__always)
  private static func rounded(_ word: Word, _ turns: (Int, Int, Int)) -> Word {
    turned(word, right: turns.0) ^ turned(word, right: turns.1) ^ turned(word, right: turns.2)
  }
}

private protocol SHA2Of32: SHA2 where Word == UInt32 {}

extension SHA2Of32 {
  static var constants: [UInt32] { SHA2Constants.short }
  static var turns: SHA2Turns {
    SHA2Turns(schedule0: (7, 18, 3), schedule1: (17, 19, 10), round0: (2, 13, 22), round1: (6, 11, 25))
  }
}

private enum SHA256: SHA2Of32 {
  static let initial = SHA2Constants.roots[..<8].map { UInt32(truncatingIfNeeded: $0 >> 32) }
  static var size: Int { 32 }
}

private enum SHA224: SHA2Of32 {
  static let initial = SHA2Constants.roots[8...].map { UInt32(truncatingIfNeeded: $0) }
  static var size: Int { 28 }
}

private protocol SHA2Of64: SHA2 where Word == UInt64 {}

extension SHA2Of64 {
  static var constants: [UInt64] { SHA2Constants.long }
  static var turns: SHA2Turns {
    SHA2Turns(
      schedule0: (1, 8, 7), schedule1: (19, 61, 6), round0: (28, 34, 39), round1: (14, 18, 41))
  }
}

/// SHA-512, by which `random.seed` also spreads strings.
enum SHA512: SHA2Of64 {
  static let initial = Array(SHA2Constants.roots[..<8])
  static var size: Int { 64 }
}

private enum SHA384: SHA2Of64 {
  static let initial = Array(SHA2Constants.roots[8...])
  static var size: Int { 48 }
}

/// Numbers that nobody chose: fractional parts of roots of primes.
private enum SHA2Constants {
  private static let primes: [Int] = (2...409).filter { n in !(2..<n).contains { n % $0 == 0 } }
  /// The first 64 bits of the fractional parts of the square roots of the first 16 primes.
  static let roots = primes.prefix(16).map { fraction(of: $0, root: 2) }
  /// Those of the cube roots of the first 80 primes.
  static let long = primes.prefix(80).map { fraction(of: $0, root: 3) }
  /// The upper halves of the first 64.
  static let short = long.prefix(64).map { UInt32(truncatingIfNeeded: $0 >> 32) }

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
