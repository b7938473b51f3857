/// Hashes of text and of containers, equal to CPython's with `PYTHONHASHSEED=0`, so that sets
/// iterate in the same order in every run.
public enum TextHash {
  /// The hash of a str (its units as stored) or of bytes.
  public static func hash<Unit: CodeUnit>(_ units: UnsafeBufferPointer<Unit>) -> Int {
    hash(UnsafeRawBufferPointer(units))
  }

  /// SipHash-1-3 with a zero key; no text hashes to 0.
  public static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
    if bytes.isEmpty { return 0 }
    var state = SipState()
    let wordBytes = bytes.count & ~7
    var offset = 0
    while offset < wordBytes {
      state.absorb(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    var last = UInt64(truncatingIfNeeded: bytes.count) << 56
    while offset < bytes.count {
      last |= UInt64(bytes[offset]) << UInt64(8 * (offset & 7))
      offset += 1
    }
    state.absorb(last)
    return NumberHash.withoutMinusOne(Int(bitPattern: UInt(state.finish())))
  }

  /// The hash of a tuple, made of its items' hashes one by one (the lanes of xxHash).
  public struct TupleLanes {
    private static let prime1: UInt = 11_400_714_785_074_694_791
    private static let prime2: UInt = 14_029_467_366_897_019_727
    private static let prime5: UInt = 2_870_177_450_012_600_261
    private var lanes = prime5
    private var count: UInt = 0

    public init() {}

    @inline(__always)
    public mutating func add(_ hash: Int) {
      lanes &+= UInt(bitPattern: hash) &* TupleLanes.prime2
      lanes = (lanes << 31 | lanes >> 33) &* TupleLanes.prime1
      count += 1
    }

    public func finish() -> Int {
      let sum = lanes &+ (count ^ (TupleLanes.prime5 ^ 3_527_539))
      return sum == .max ? 1_546_275_796 : Int(bitPattern: sum)
    }
  }

  /// The hash of a tuple from its items' hashes.
  public static func tuple(_ hashes: some Collection<Int>) -> Int {
    var lanes = TupleLanes()
    for hash in hashes { lanes.add(hash) }
    return lanes.finish()
  }

  /// The hash of a frozenset from its items' hashes, in any order.
  public static func frozenSet(_ hashes: some Collection<Int>) -> Int {
    var combined: UInt = 0
    for hash in hashes {
      let bits = UInt(bitPattern: hash)
      combined ^= ((bits ^ 89_869_747) ^ (bits << 16)) &* 3_644_798_167
    }
    combined ^= (UInt(hashes.count) &+ 1) &* 1_927_868_237
    combined ^= (combined >> 11) ^ (combined >> 25)
    combined = combined &* 69069 &+ 907_133_923
    return combined == .max ? 590_923_713 : Int(bitPattern: combined)
  }
}

/// The four words of SipHash with a zero key: one round a word, three at the end.
private struct SipState {
  private var v0: UInt64 = 0x736f_6d65_7073_6575
  private var v1: UInt64 = 0x646f_7261_6e64_6f6d
  private var v2: UInt64 = 0x6c79_6765_6e65_7261
  private var v3: UInt64 = 0x7465_6462_7974_6573

  @inline(__always)
  mutating func absorb(_ word: UInt64) {
    v3 ^= word
    round()
    v0 ^= word
  }

  mutating func finish() -> UInt64 {
    v2 ^= 0xFF
    for _ in 0..<3 { round() }
    return v0 ^ v1 ^ v2 ^ v3
  }

  @inline(__always)
  private mutating func round() {
    v0 &+= v1
    v2 &+= v3
    v1 = rotated(v1, 13) ^ v0
    v3 = rotated(v3, 16) ^ v2
    v0 = rotated(v0, 32)
    v2 &+= v1
    v0 &+= v3
    v1 = rotated(v1, 17) ^ v2
    v3 = rotated(v3, 21) ^ v0
    v2 = rotated(v2, 32)
  }

  @inline(__always)
  private func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 {
    word << count | word >> (64 - count)
  }
}
