import Glibc

/// Memory beside objects: the items and tables of containers, of the C library's allocator.
///
/// Large blocks ask for huge pages: the kernel then gives and takes them hundreds of times faster, so
/// that an interrupted cell is soon rid of what it has filled.
enum Memory {
  /// The size, in bytes, from which huge pages are asked for.
  private static let large = 1 << 24
  private static let hugePage = 1 << 21

  /// A block of so many bytes; ends the program where the system has none left.
  @inline(__always)
  static func allocate(_ size: Int) -> UnsafeMutableRawPointer {
    resize(nil, to: size)
  }

  /// A block of so many bytes that begins with what another, now freed, had.
  @inline(__always)
  static func resize(_ old: UnsafeMutableRawPointer?, to size: Int) -> UnsafeMutableRawPointer {
    guard let block = realloc(old, size) else { outOfMemory() }
    if _slowPath(size >= large) { askForHugePages(block, size) }
    return block
  }

  @inline(never)
  private static func askForHugePages(_ block: UnsafeMutableRawPointer, _ size: Int) {
    let start = (UInt(bitPattern: block) + UInt(hugePage - 1)) & ~UInt(hugePage - 1)
    let end = (UInt(bitPattern: block) + UInt(size)) & ~UInt(hugePage - 1)
    _ = madvise(UnsafeMutableRawPointer(bitPattern: start), Int(end - start), MADV_HUGEPAGE)
  }

  /// Ends the program where small pieces of memory cannot be had: then no exception can be raised either.
  @inline(never)
  static func outOfMemory() -> Never {
    let message: StaticString = "cellgrad: out of memory\n"
    _ = write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
    _exit(5)
  }
}
