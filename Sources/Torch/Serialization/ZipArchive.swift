/// ZIP files whose entries are stored as they are, as PyTorch writes them.
enum ZipArchive {
  struct Entry {
    let name: String
    let bytes: [UInt8]
  }

  /// What is wrong with a file.
  struct Problem: Error { let message: String }

  private static let localSignature: UInt32 = 0x0403_4b50
  private static let centralSignature: UInt32 = 0x0201_4b50
  private static let endSignature: UInt32 = 0x0605_4b50
  /// The contents of entries begin at multiples of this, for programs that map the file.
  private static let alignment = 64

  /// A file of these entries.
  static func file(_ entries: [Entry]) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let start = file.count
      let checksum = CRC32.checksum(entry.bytes)
      let name = [UInt8](entry.name.utf8)
      file.append32(localSignature)
      appendDescription(&file, checksum, entry.bytes.count, name.count, extra: padding(start, name))
      file += name
      appendPadding(&file, padding(start, name))
      file += entry.bytes
      directory.append32(centralSignature)
      directory.append16(0)
      appendDescription(&directory, checksum, entry.bytes.count, name.count, extra: 0)
      directory += [UInt8](repeating: 0, count: 10)
      directory.append32(UInt32(truncatingIfNeeded: start))
      directory += name
    }
    let start = file.count
    file += directory
    file.append32(endSignature)
    file.append32(0)
    file.append16(UInt16(truncatingIfNeeded: entries.count))
    file.append16(UInt16(truncatingIfNeeded: entries.count))
    file.append32(UInt32(truncatingIfNeeded: directory.count))
    file.append32(UInt32(truncatingIfNeeded: start))
    file.append16(0)
    return file
  }

  /// The bytes of filler that bring the content of an entry to a multiple of the alignment.
  private static func padding(_ start: Int, _ name: [UInt8]) -> Int {
    let content = start + 30 + name.count
    let rest = (alignment - content % alignment) % alignment
    return rest >= 4 || rest == 0 ? rest : rest + alignment
  }

  private static func appendPadding(_ file: inout [UInt8], _ count: Int) {
    guard count >= 4 else { return }
    file += [UInt8(ascii: "F"), UInt8(ascii: "B")]
    file.append16(UInt16(count - 4))
    file += [UInt8](repeating: UInt8(ascii: "Z"), count: count - 4)
  }

  /// What the header of an entry and the directory have in common.
  private static func appendDescription(
    _ bytes: inout [UInt8], _ checksum: UInt32, _ size: Int, _ nameSize: Int, extra: Int
  ) {
    bytes.append16(0)  // version needed
    bytes.append16(0x0800)  // names are UTF-8
    bytes.append16(0)  // stored
    bytes.append32(0)  // no time
    bytes.append32(checksum)
    bytes.append32(UInt32(truncatingIfNeeded: size))
    bytes.append32(UInt32(truncatingIfNeeded: size))
    bytes.append16(UInt16(truncatingIfNeeded: nameSize))
    bytes.append16(UInt16(truncatingIfNeeded: extra))
  }

  /// The entries of a file.
  static func entries(of file: [UInt8]) throws(Problem) -> [Entry] {
    guard file.count >= 22,
      let end = stride(from: file.count - 22, through: max(0, file.count - 66_000), by: -1)
        .first(where: { file.number32($0) == Int(endSignature) })
    else {
      throw Problem(
        message: "PytorchStreamReader failed reading zip archive: failed finding central directory")
    }
    let count = file.number16(end + 10)
    var position = file.number32(end + 16)
    var entries: [Entry] = []
    for _ in 0..<count {
      guard position + 46 <= file.count, file.number32(position) == Int(centralSignature) else {
        throw corrupt
      }
      let nameSize = file.number16(position + 28)
      let following =
        position + 46 + nameSize + file.number16(position + 30) + file.number16(position + 32)
      guard position + 46 + nameSize <= file.count else { throw corrupt }
      let name = String(decoding: file[(position + 46)..<(position + 46 + nameSize)], as: UTF8.self)
      entries.append(Entry(name: name, bytes: try content(of: file, position)))
      position = following
    }
    return entries
  }

  private static func content(of file: [UInt8], _ position: Int) throws(Problem) -> [UInt8] {
    let size = file.number32(position + 24)
    let start = file.number32(position + 42)
    guard file.number16(position + 10) == 0, file.number32(position + 20) == size else {
      throw Problem(message: "cellgrad: not supported: compressed entries of zip archives")
    }
    guard start + 30 <= file.count, file.number32(start) == Int(localSignature) else {
      throw corrupt
    }
    let content = start + 30 + file.number16(start + 26) + file.number16(start + 28)
    guard content + size <= file.count else { throw corrupt }
    let bytes = [UInt8](file[content..<(content + size)])
    guard CRC32.checksum(bytes) == UInt32(file.number32(position + 16)) else { throw corrupt }
    return bytes
  }

  private static var corrupt: Problem {
    Problem(message: "PytorchStreamReader failed reading zip archive: not a ZIP archive")
  }
}

extension [UInt8] {
  fileprivate mutating func append16(_ value: UInt16) {
    append(UInt8(truncatingIfNeeded: value))
    append(UInt8(truncatingIfNeeded: value >> 8))
  }

  fileprivate mutating func append32(_ value: UInt32) {
    append16(UInt16(truncatingIfNeeded: value))
    append16(UInt16(truncatingIfNeeded: value >> 16))
  }

  /// The two bytes at a position as a number; bytes behind the end are zeros.
  fileprivate func number16(_ position: Int) -> Int {
    position + 1 < count ? Int(self[position]) | Int(self[position + 1]) << 8 : 0
  }

  fileprivate func number32(_ position: Int) -> Int {
    number16(position) | number16(position + 2) << 16
  }
}

/// The checksum of ZIP files.
enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? 0xedb8_8320 ^ value >> 1 : value >> 1 }
  }

  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    let table = table
    var value: UInt32 = 0xffff_ffff
    for byte in bytes { value = table[Int(UInt8(truncatingIfNeeded: value) ^ byte)] ^ value >> 8 }
    return ~value
  }
}
