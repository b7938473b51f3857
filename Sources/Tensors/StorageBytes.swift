/// The memory of tensors as bytes, for files.
extension Tensor {
  /// All bytes of the memory that this tensor and its views share.
  public var storageBytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: storage.base, count: storage.byteCount)
  }

  /// The address of the memory: the same for all views of a tensor.
  public var storageAddress: Int { Int(bitPattern: storage.base) }

  /// A tensor of one dimension with a copy of the bytes; a last incomplete element is left out.
  public static func copying(_ bytes: UnsafeRawBufferPointer, _ dtype: DType) throws -> Tensor {
    let count = bytes.count / dtype.size
    let result = try Tensor.empty(Dims([count]), dtype)
    UnsafeMutableRawBufferPointer(start: result.data, count: count * dtype.size)
      .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<(count * dtype.size)]))
    return result
  }
}
