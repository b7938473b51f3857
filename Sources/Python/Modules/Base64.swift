/// Base 64, for the modules `base64` and `binascii`.
let base64Functions: [Builtin] = [
  Builtin("base64_encoded(data, /)", "Bytes in base 64.") { (m, a) throws(Raised) in
    m.bytes(Base64.encoded(try m.requireBytes(a[0])))
  },
  Builtin(
    "base64_decoded(data, /)",
    "The bytes, how many digits the last group had, and whether it was padded as it must be."
  ) { (m, a) throws(Raised) in
    let (bytes, count, isComplete) = Base64.decoded(try m.requireBytes(a[0]))
    return m.tuple([m.bytes(bytes), .int(count), .bool(isComplete)])
  },
]

private enum Base64 {
  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let padding = UInt8(ascii: "=")

  /// The value of each digit; 64 for bytes that are none.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 64, count: 256)
    for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
    return values
  }()

  static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var group = 0
      for offset in 0..<3 {
        group = group << 8 | (offset < count ? Int(bytes[start + offset]) : 0)
      }
      for place in 0..<4 {
        result.append(place <= count ? digits[group >> (18 - 6 * place) & 63] : padding)
      }
    }
    return result
  }

  /// The bytes that text stands for. Characters that are no digits are passed over; padding that
  /// ends a group ends the text.
  static func decoded(_ text: [UInt8]) -> (bytes: [UInt8], digitCount: Int, isComplete: Bool) {
    var result: [UInt8] = []
    result.reserveCapacity(text.count / 4 * 3)
    var (group, count, paddingCount) = (0, 0, 0)
    for byte in text {
      if byte == padding {
        paddingCount += 1
        if count >= 2, count + paddingCount >= 4 { break }
        continue
      }
      let value = values[Int(byte)]
      if value == 64 { continue }
      paddingCount = 0
      (group, count) = (group << 6 | Int(value), count + 1)
      if count < 4 { continue }
      for shift in [16, 8, 0] { result.append(UInt8(truncatingIfNeeded: group >> shift)) }
      (group, count) = (0, 0)
    }
    if count == 2 { result.append(UInt8(truncatingIfNeeded: group >> 4)) }
    if count == 3 {
      for shift in [10, 2] { result.append(UInt8(truncatingIfNeeded: group >> shift)) }
    }
    return (result, count, count == 0 || count + paddingCount >= 4)
  }
}
