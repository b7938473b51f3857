/// Base 64, for the modules `base64` and `binascii`.
let base64Functions: [Builtin] = [
  Builtin("base64_encoded(data, /)", "Bytes in base 64.") { (m, a) throws(Raised) in
    guard let data = a[0].byteBuffer else { return m.bytes(try m.requireBytes(a[0])) }
    return m.bytes(Base64.encoded(data))
  },
  Builtin(
    "base64_decoded(data, /)",
    "The bytes, how many digits the last group had, and whether it was padded as it must be."
  ) { (m, a) throws(Raised) in
    guard let data = a[0].byteBuffer else { return m.bytes(try m.requireBytes(a[0])) }
    let (bytes, count, isComplete) = Base64.decoded(data)
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

  static func encoded(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let length = (bytes.count + 2) / 3 * 4
    return [UInt8](unsafeUninitializedCapacity: length) { target, count in
      digits.withUnsafeBufferPointer { digits in
        var (source, end) = (0, 0)
        while source + 3 <= bytes.count {
          let group = Int(bytes[source]) << 16 | Int(bytes[source + 1]) << 8 | Int(bytes[source + 2])
          target[end] = digits[group >> 18]
          target[end + 1] = digits[group >> 12 & 63]
          target[end + 2] = digits[group >> 6 & 63]
          target[end + 3] = digits[group & 63]
          source += 3
          end += 4
        }
        let left = bytes.count - source
        if left == 0 { return }
        let group = Int(bytes[source]) << 16 | (left == 2 ? Int(bytes[source + 1]) << 8 : 0)
        target[end] = digits[group >> 18]
        target[end + 1] = digits[group >> 12 & 63]
        target[end + 2] = left == 2 ? digits[group >> 6 & 63] : padding
        target[end + 3] = padding
      }
      count = length
    }
  }

  /// The bytes that text stands for. Characters that are no digits are passed over; padding that
  /// ends a group ends the text.
  static func decoded(_ text: UnsafeBufferPointer<UInt8>)
    -> (bytes: [UInt8], digitCount: Int, isComplete: Bool)
  {
    var (group, count, paddingCount) = (0, 0, 0)
    let result = [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3 + 3) { target, end in
      values.withUnsafeBufferPointer { values in
        for byte in text {
          let value = values[Int(byte)]
          if value == 64 {
            guard byte == padding else { continue }
            paddingCount += 1
            if count >= 2, count + paddingCount >= 4 { break }
            continue
          }
          paddingCount = 0
          (group, count) = (group << 6 | Int(value), count + 1)
          if count < 4 { continue }
          target[end] = UInt8(truncatingIfNeeded: group >> 16)
          target[end + 1] = UInt8(truncatingIfNeeded: group >> 8)
          target[end + 2] = UInt8(truncatingIfNeeded: group)
          end += 3
          (group, count) = (0, 0)
        }
      }
      if count == 2 || count == 3 {
        target[end] = UInt8(truncatingIfNeeded: group >> (count == 2 ? 4 : 10))
        end += 1
      }
      if count == 3 {
        target[end] = UInt8(truncatingIfNeeded: group >> 2)
        end += 1
      }
    }
    return (result, count, count == 0 || count + paddingCount >= 4)
  }
}
