import Glibc

/// Files read whole.
public enum WholeFile {
  /// Why a file cannot be read: the number of a system error.
  public struct Failure: Error, Equatable {
    public var number: Int32
    public var reason: String { String(cString: strerror(number)) }
  }

  /// The bytes of a file.
  ///
  /// - Parameters:
  ///   - flags: of `open`, besides those for reading.
  ///   - largestSize: a file with more bytes is refused with `EFBIG`.
  ///   - wasInterrupted: called when a signal comes while the file is waited for.
  /// - Throws: ``Failure``, and what `wasInterrupted` throws.
  public static func read(
    _ path: String, flags: Int32 = 0, largestSize: Int = .max,
    wasInterrupted: () throws -> Void = {}
  ) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | flags)
    guard descriptor >= 0 else { throw Failure(number: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Failure(number: errno) }
    guard status.st_size <= largestSize else { throw Failure(number: EFBIG) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size) + 1)
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR {
        try wasInterrupted()
        continue
      }
      guard count >= 0 else { throw Failure(number: errno) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= largestSize else { throw Failure(number: EFBIG) }
    }
  }
}
