import Glibc

/// `_digests`: the hash functions of `hashlib` and the check sums of `zlib`.
let digestFunctions: [Builtin] = [
  digest("md5") { MD5.digest($0) }, digest("sha1") { SHA1.digest($0) },
  digest("sha256") { SHA256.digest($0, SHA256.initial256, count: 32) },
  digest("sha224") { SHA256.digest($0, SHA256.initial224, count: 28) },
  digest("sha512") { SHA512.digest($0) },
  Builtin("crc32(data, value=0, /)", "The check sum CRC-32.") { (m, a) throws(Raised) in
    var sum = ~UInt32(truncatingIfNeeded: try a.given(1).map { (v) throws(Raised) in try m.index(v) } ?? 0)
    for byte in try m.requireBytes(a[0]) {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 0 ? 0 : 0xEDB8_8320) }
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

private func digest(_ name: String, _ body: @escaping @Sendable ([UInt8]) -> [UInt8]) -> Builtin {
  Builtin("\(name)(data, /)", "The digest of bytes.") { (m, a) throws(Raised) in
    m.bytes(body(try m.requireBytes(a[0])))
  }
}

/// The message, a one bit, zeros and the length in bits: whole blocks of 64 bytes.
private func padded(_ message: [UInt8], isBigEndian: Bool) -> [UInt8] {
  var bytes = message + [0x80]
  bytes += [UInt8](repeating: 0, count: (120 - bytes.count % 64) % 64)
  let length = UInt64(message.count) &* 8
  let shifts = stride(from: UInt64(0), to: 64, by: 8)
  let digits = shifts.map { UInt8(truncatingIfNeeded: length >> $0) }
  return bytes + (isBigEndian ? digits.reversed() : digits)
}

private func words(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> [UInt32] {
  stride(from: bytes.startIndex, to: bytes.endIndex, by: 4).map { start in
    var word: UInt32 = 0
    for offset in 0..<4 {
      let byte = UInt32(bytes[start + (isBigEndian ? offset : 3 - offset)])
      word = word << 8 | byte
    }
    return word
  }
}

private func bytes(_ words: [UInt32], isBigEndian: Bool) -> [UInt8] {
  let shifts: [UInt32] = isBigEndian ? [24, 16, 8, 0] : [0, 8, 16, 24]
  return words.flatMap { word in shifts.map { UInt8(truncatingIfNeeded: word >> $0) } }
}

private func rotatedLeft(_ word: UInt32, _ count: UInt32) -> UInt32 {
  word << count | word >> (32 - count)
}

/// MD5 (RFC 1321).
private enum MD5 {
  static func digest(_ message: [UInt8]) -> [UInt8] {
    var hash: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476]
    let text = padded(message, isBigEndian: false)
    for start in stride(from: 0, to: text.count, by: 64) {
      mix(&hash, words(text[start..<(start + 64)], isBigEndian: false))
    }
    return bytes(hash, isBigEndian: false)
  }

  private static func mix(_ hash: inout [UInt32], _ block: [UInt32]) {
    var (a, b, c, d) = (hash[0], hash[1], hash[2], hash[3])
    for i in 0..<64 {
      let (f, g) =
        switch i / 16 {
        case 0: (b & c | ~b & d, i)
        case 1: (d & b | ~d & c, (5 * i + 1) % 16)
        case 2: (b ^ c ^ d, (3 * i + 5) % 16)
        default: (c ^ (b | ~d), 7 * i % 16)
        }
      let turned = rotatedLeft(a &+ f &+ constants[i] &+ block[g], shifts[i / 16][i % 4])
      (a, d, c, b) = (d, c, b, b &+ turned)
    }
    hash = [hash[0] &+ a, hash[1] &+ b, hash[2] &+ c, hash[3] &+ d]
  }

  private static let shifts: [[UInt32]] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]]
  /// floor(2^32 * |sin(i + 1)|)
  private static let constants = (0..<64).map { UInt32(abs(sin(Double($0 + 1))) * 4_294_967_296) }
}

/// SHA-1 (FIPS 180-4).
private enum SHA1 {
  static func digest(_ message: [UInt8]) -> [UInt8] {
    var hash: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
    let text = padded(message, isBigEndian: true)
    for start in stride(from: 0, to: text.count, by: 64) {
      var w = words(text[start..<(start + 64)], isBigEndian: true)
      for i in 16..<80 { w.append(rotatedLeft(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1)) }
      mix(&hash, w)
    }
    return bytes(hash, isBigEndian: true)
  }

  private static func mix(_ hash: inout [UInt32], _ w: [UInt32]) {
    var (a, b, c, d, e) = (hash[0], hash[1], hash[2], hash[3], hash[4])
    for i in 0..<80 {
      let (f, k): (UInt32, UInt32) =
        switch i / 20 {
        case 0: (b & c | ~b & d, 0x5A82_7999)
        case 1: (b ^ c ^ d, 0x6ED9_EBA1)
        case 2: (b & c | b & d | c & d, 0x8F1B_BCDC)
        default: (b ^ c ^ d, 0xCA62_C1D6)
        }
      let next = rotatedLeft(a, 5) &+ f &+ e &+ k &+ w[i]
      (e, d, c, b, a) = (d, c, rotatedLeft(b, 30), a, next)
    }
    hash = [hash[0] &+ a, hash[1] &+ b, hash[2] &+ c, hash[3] &+ d, hash[4] &+ e]
  }
}

/// SHA-256 and SHA-224 (FIPS 180-4).
private enum SHA256 {
  static let initial256: [UInt32] = [
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB,
    0x5BE0_CD19,
  ]
  static let initial224: [UInt32] = [
    0xC105_9ED8, 0x367C_D507, 0x3070_DD17, 0xF70E_5939, 0xFFC0_0B31, 0x6858_1511, 0x64F9_8FA7,
    0xBEFA_4FA4,
  ]

  static func digest(_ message: [UInt8], _ initial: [UInt32], count: Int) -> [UInt8] {
    var hash = initial
    let text = padded(message, isBigEndian: true)
    for start in stride(from: 0, to: text.count, by: 64) {
      mix(&hash, words(text[start..<(start + 64)], isBigEndian: true))
    }
    return Array(bytes(hash, isBigEndian: true).prefix(count))
  }

  private static func right(_ word: UInt32, _ count: UInt32) -> UInt32 { rotatedLeft(word, 32 - count) }

  private static func mix(_ hash: inout [UInt32], _ block: [UInt32]) {
    var w = block
    for i in 16..<64 {
      let s0 = right(w[i - 15], 7) ^ right(w[i - 15], 18) ^ w[i - 15] >> 3
      let s1 = right(w[i - 2], 17) ^ right(w[i - 2], 19) ^ w[i - 2] >> 10
      w.append(w[i - 16] &+ s0 &+ w[i - 7] &+ s1)
    }
    var v = hash
    for i in 0..<64 {
      let s1 = right(v[4], 6) ^ right(v[4], 11) ^ right(v[4], 25)
      let choice = v[4] & v[5] ^ ~v[4] & v[6]
      let first = v[7] &+ s1 &+ choice &+ SHA512.constants32[i] &+ w[i]
      let s0 = right(v[0], 2) ^ right(v[0], 13) ^ right(v[0], 22)
      let majority = v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]
      v = [first &+ s0 &+ majority, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
    }
    for i in 0..<8 { hash[i] = hash[i] &+ v[i] }
  }
}
