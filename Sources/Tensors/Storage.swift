import CLoops

/// The memory of one or more tensors that are views of one another.
final class Storage {
  let base: UnsafeMutableRawPointer
  let byteCount: Int
  /// How often the values were changed in place; graph nodes compare it with the number they saved.
  @exclusivity(unchecked) var version: UInt32 = 0

  @inline(__always) init(byteCount: Int) {
    self.byteCount = byteCount
    guard let block = cl_allocate(Swift.max(byteCount, 1)) else {
      fatalError("out of memory: \(byteCount) bytes")
    }
    base = block
  }

  deinit { cl_deallocate(base, Swift.max(byteCount, 1)) }
}
