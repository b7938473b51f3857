import Glibc

/// Memory beside objects: the items and tables of containers, of the C library's allocator.
///
/// Large blocks ask for huge pages: the kernel then gives and takes them hundreds of times faster, so
/// that an interrupted cell is soon rid of what it has filled. Blocks that grow do not: the kernel moves
/// a block without a copy only as long as all its pages are of one kind.
enum Memory {
  /// The size, in bytes, from which huge pages are asked for.
  private static let large = 1 << 24
  private static let hugePage = 1 << 21

  /// A block of so many bytes; ends the program where the system has none left.
  @inline(__always)
  static func allocate(_ size: Int) -> UnsafeMutableRawPointer {
    guard let block = malloc(size) else { outOfMemory() }
    if _slowPath(size >= large) { askForHugePages(block, size) }
    return block
  }

  /// A block of so many bytes that begins with what another, now freed, had.
  @inline(__always)
  static func resize(_ old: UnsafeMutableRawPointer, to size: Int) -> UnsafeMutableRawPointer {
    guard let block = realloc(old, size) else { outOfMemory() }
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

/// Blocks beside objects, whose sizes their owners know: small ones come from the heap's own
/// chunks, by size class as objects do.
extension Heap {
  @inline(__always)
  func allocateBlock(_ size: Int) -> UnsafeMutableRawPointer {
    let units = Heap.units(size)
    return units < Heap.largestUnits ? takeBlock(units) : Memory.allocate(size)
  }

  @inline(__always)
  func freeBlock(_ block: UnsafeMutableRawPointer, _ size: Int) {
    let units = Heap.units(size)
    // Pages that nobody has touched are not to be.
    if state.pointee.poisons { memset(block, 0xDB, min(size, 1 << 16)) }
    if units < Heap.largestUnits { giveBack(block, units) } else { free(block) }
  }

  /// A block of another size that begins with what the old one had, which is freed.
  func resizeBlock(_ old: UnsafeMutableRawPointer, from oldSize: Int, to size: Int)
    -> UnsafeMutableRawPointer
  {
    if min(Heap.units(oldSize), Heap.units(size)) >= Heap.largestUnits {
      return Memory.resize(old, to: size)
    }
    let block = allocateBlock(size)
    memcpy(block, old, min(oldSize, size))
    freeBlock(old, oldSize)
    return block
  }
}
