import CLoops

/// An n-dimensional array of numbers of one type, which may take part in automatic differentiation.
///
/// Tensors are references: views share the memory of the tensor they were made from.
///
/// Properties that operations read for every call are exempt from the run-time check of exclusive access: none is
/// passed `inout` across a call, and the check would cost more than a small operation.
public final class Tensor {
  @exclusivity(unchecked) public private(set) var shape: Dims
  /// Elements to skip for a step along each dimension.
  @exclusivity(unchecked) public private(set) var strides: Dims
  /// The number of elements.
  @exclusivity(unchecked) public private(set) var count: Int
  @exclusivity(unchecked) public private(set) var dtype: DType
  /// Whether the elements lie in memory in order, without gaps.
  @exclusivity(unchecked) public private(set) var isContiguous: Bool
  /// Whether operations on this tensor record the graph: a leaf that requires a gradient, or a result.
  @exclusivity(unchecked) public internal(set) var requiresGrad = false
  /// A tensor made by `detached(sharingVersion: false)`: changes through it are not noticed by the graph.
  @exclusivity(unchecked) var countsVersions = true
  /// Made in inference mode: cannot be changed or saved for a backward pass outside of it.
  @exclusivity(unchecked) public private(set) var isInference = false
  @exclusivity(unchecked) private var isMarkedParameter = false
  /// Whether a result keeps its gradient, as a leaf does.
  @exclusivity(unchecked) public internal(set) var retainsGrad = false
  /// Which output of its node this tensor is.
  @exclusivity(unchecked) public internal(set) var outputNumber: Int32 = 0

  @exclusivity(unchecked) var storage: Storage
  /// The first element.
  @exclusivity(unchecked) private(set) var data: UnsafeMutableRawPointer
  @exclusivity(unchecked) var node: Node?
  /// The node that adds to `grad`, while some graph holds it.
  @exclusivity(unchecked) var accumulator: Unmanaged<Node>?
  @exclusivity(unchecked) private var gradient: Tensor?
  /// For a view: the tensor whose memory it shows, and how it was made.
  @exclusivity(unchecked) var view: ViewOrigin?
  @exclusivity(unchecked) var hooks: TensorHooks?
  @exclusivity(unchecked) private var wrapper: UnsafeMutableRawPointer?

  /// A contiguous tensor whose elements are not set.
  @inline(__always) init(uninitialized shape: Dims, count: Int, _ dtype: DType) {
    self.shape = shape
    strides = shape.contiguousStrides
    self.count = count
    self.dtype = dtype
    isContiguous = true
    storage = Storage(byteCount: count &* dtype.size)
    data = storage.base
  }

  /// A tensor whose elements are not set, in another order of memory: `strides` are those of a dense tensor.
  init(uninitialized shape: Dims, denseStrides strides: Dims, count: Int, _ dtype: DType) {
    self.shape = shape
    self.strides = strides
    self.count = count
    self.dtype = dtype
    isContiguous = Tensor.contiguous(shape, strides)
    storage = Storage(byteCount: count &* dtype.size)
    data = storage.base
  }

  /// Another look at the memory of `other`.
  @inline(__always)
  convenience init(sharing other: Tensor, shape: Dims, strides: Dims, count: Int, byteOffset: Int) {
    self.init(
      sharing: other, shape: shape, strides: strides, count: count, byteOffset: byteOffset,
      isContiguous: Tensor.contiguous(shape, strides))
  }

  /// Another look at the memory of `other`, of which it is known whether its elements lie in order.
  @inline(__always)
  init(sharing other: Tensor, shape: Dims, strides: Dims, count: Int, byteOffset: Int, isContiguous: Bool) {
    self.shape = shape
    self.strides = strides
    self.count = count
    dtype = other.dtype
    self.isContiguous = isContiguous
    countsVersions = other.countsVersions
    isInference = other.isInference
    storage = other.storage
    data = other.data + byteOffset
  }

  /// Another look at the memory of `other`, as elements of another type.
  init(
    reinterpreting other: Tensor, _ dtype: DType, shape: Dims, strides: Dims, count: Int, byteOffset: Int = 0
  ) {
    self.shape = shape
    self.strides = strides
    self.count = count
    self.dtype = dtype
    isContiguous = Tensor.contiguous(shape, strides)
    countsVersions = other.countsVersions
    storage = other.storage
    data = other.data + byteOffset
  }

  deinit {
    if node != nil || view != nil { releaseGraph() }
  }

  /// Gives up the references that may end a long chain, see `releasing`.
  @inline(never) private func releaseGraph() {
    releasing {
      node = nil
      view = nil
    } postpone: {
      postpone(node)
      if let view {
        postpone(view.parent)
        postpone(view.root)
        postpone(view.stamp)
        postpone(view.baseStamp)
      }
    }
  }

  @inline(__always) private func postpone(_ object: AnyObject?) {
    if let object { cl_defer_release(Unmanaged.passRetained(object).toOpaque()) }
  }

  @inline(__always) static func contiguous(_ shape: Dims, _ strides: Dims) -> Bool {
    var step = 1
    var index = shape.count &- 1
    while index >= 0 {
      let size = shape[index]
      if size == 0 { return true }
      if size != 1 {
        if strides[index] != step { return false }
        step = step &* size
      }
      index &-= 1
    }
    return true
  }

  /// Takes over the memory and the layout of another tensor.
  func adopt(_ other: Tensor) {
    (shape, strides, count, isContiguous) = (other.shape, other.strides, other.count, other.isContiguous)
    (storage, data, dtype) = (other.storage, other.data, other.dtype)
  }

  /// Makes this tensor show the memory of another one, unnoticed by the graph.
  public func setData(_ source: Tensor) throws {
    if requiresGrad && !source.dtype.isDifferentiable {
      throw TensorError.runtime(
        "data set to a tensor that requires gradients must be floating point or complex dtype")
    }
    // A node made for the former sizes must not take gradients of the new ones.
    if shape != source.shape || dtype != source.dtype { accumulator = nil }
    adopt(source)
  }

  // Not stored properties: another target would check its access to those for each object it wraps.

  /// The gradient added up by backward passes. Assign through `setGrad`, which checks it.
  public var grad: Tensor? {
    get { gradient }
    set { gradient = newValue }
  }
  /// Shown as `Parameter containing:`.
  public var isParameter: Bool {
    get { isMarkedParameter }
    set { isMarkedParameter = newValue }
  }
  /// The wrapper object of a language binding; not owned.
  public var peer: UnsafeMutableRawPointer? {
    get { wrapper }
    set { wrapper = newValue }
  }

  public var rank: Int { shape.count }
  /// Elements between the start of the memory and the first element.
  public var storageOffset: Int { (data - storage.base) / dtype.size }
  /// The address of the first element.
  public var address: Int { Int(bitPattern: data) }
  /// How often the memory was changed in place.
  public var version: Int { Int(storage.version) }
  public var isLeaf: Bool { node == nil }
  /// For a view: the tensor at the beginning of the chain of views.
  public var base: Tensor? { view?.base }
  /// The node that made this tensor, brought up to date if it is a view whose base was changed in place.
  public var gradFn: Node? {
    if view != nil { refreshViewHistory() }
    return node
  }

  /// The class name in messages: `torch.FloatTensor`.
  public var typeName: String { "torch.\(dtype.scalarTypeName)Tensor" }

  @inline(__always) func pointer<Element>(to type: Element.Type) -> UnsafeMutablePointer<Element> {
    data.assumingMemoryBound(to: type)
  }

  /// The elements of a float32 tensor.
  @inline(__always) var floats: UnsafeMutablePointer<Float> { pointer(to: Float.self) }

  /// Whether the elements fill their memory without gaps or overlaps, in some order of dimensions.
  var isDense: Bool {
    if isContiguous { return true }
    let order = shape.indices.filter { shape[$0] != 1 }.sorted { strides[$0] < strides[$1] }
    var step = 1
    for dimension in order {
      if strides[dimension] != step { return false }
      step *= shape[dimension]
    }
    return true
  }

  /// Makes this an inference tensor, unless it shows another tensor's memory.
  public func markInference() { isInference = isInference || view == nil && node == nil }

  /// Cuts the tensor off from the graph.
  public func detachInPlace() throws {
    guard view == nil else {
      throw TensorError.runtime(
        "Can't detach views in-place; use detach() instead.")
    }
    node = nil
    requiresGrad = false
    retainsGrad = false
    outputNumber = 0
  }

  /// Marks the memory as changed.
  @inline(__always) func bumpVersion() {
    if countsVersions { storage.version &+= 1 }
  }
}

/// Runs a destructor's releases at once or, when destructors are nested too deeply, later: a graph may be a chain
/// of a million nodes, and releasing each from the destructor of the one before would exhaust the stack.
@inline(__always)
func releasing(_ release: () -> Void, postpone: () -> Void) {
  let thread = cl_thread()
  if thread.pointee.release_depth >= 64 {
    postpone()
    return
  }
  thread.pointee.release_depth += 1
  release()
  if thread.pointee.release_depth == 1 {
    while let object = cl_next_deferred() { Unmanaged<AnyObject>.fromOpaque(object).release() }
  }
  thread.pointee.release_depth -= 1
}

extension Dims {
  /// Why there is no tensor of these sizes.
  fileprivate var refusedSizes: TensorError {
    for index in indices where self[index] < 0 {
      return .runtime("Trying to create tensor with negative dimension \(self[index]): \(text)")
    }
    return .runtime("Storage size calculation overflowed with sizes=\(text)")
  }

  /// Refuses sizes for whose elements there is no memory.
  @inline(never)
  func requireMemory(_ dtype: DType) throws(TensorError) {
    let (bytes, overflows) = (product ?? Int.max).multipliedReportingOverflow(by: dtype.size)
    if overflows { throw .runtime("Storage size calculation overflowed with sizes=\(text)") }
    guard !cl_can_allocate(bytes) else { return }
    throw .runtime(
      "[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory: "
        + "you tried to allocate \(bytes) bytes. Error code 12 (Cannot allocate memory)")
  }

  /// Refuses sizes whose elements cannot be counted or would take more than 64 GiB, whether or not they are stored.
  func requireReasonableSize(_ dtype: DType) throws(TensorError) {
    guard let count = product, count < 1 << 40 else {
      throw .runtime("Storage size calculation overflowed with sizes=\(text)")
    }
    guard count &* dtype.size < 1 << 36 else {
      throw .notSupported("tensors of more than 64 GiB")
    }
  }
}

extension Tensor {
  /// A contiguous tensor whose elements are not set; throws for sizes that are negative or too large.
  static func empty(_ shape: Dims, _ dtype: DType) throws(TensorError) -> Tensor {
    guard let count = shape.elementCount else { throw shape.refusedSizes }
    return try uninitialized(shape, count: count, dtype)
  }

  /// A contiguous tensor whose elements are not set; throws where there is no memory for it.
  @inline(__always)
  static func uninitialized(_ shape: Dims, count: Int, _ dtype: DType) throws(TensorError) -> Tensor {
    if count > smallCount { try shape.requireMemory(dtype) }
    return Tensor(uninitialized: shape, count: count, dtype)
  }

  /// An uninitialized tensor of the sizes and, if its elements are dense, the order in memory of this one.
  @inline(__always) func emptyLike(_ dtype: DType) throws(TensorError) -> Tensor {
    if !isContiguous && isDense {
      if count > Tensor.smallCount { try shape.requireMemory(dtype) }
      return Tensor(uninitialized: shape, denseStrides: strides, count: count, dtype)
    }
    return try Tensor.uninitialized(shape, count: count, dtype)
  }

  /// So many elements always find memory.
  private static var smallCount: Int { 1 << 24 }

  /// A tensor of one number, without dimensions.
  public convenience init(_ value: Scalar, _ dtype: DType) {
    self.init(uninitialized: Dims(), count: 1, dtype)
    value.store(to: data, dtype)
  }

  /// A tensor of doubles converted to `dtype`, in row-major order.
  public convenience init(_ values: [Double], shape: Dims, _ dtype: DType = .float32) {
    precondition(values.count == shape.product)
    self.init(uninitialized: shape, count: values.count, dtype)
    for (index, value) in values.enumerated() {
      if index & 0xFFFFF == 0xFFFFF, cl_stop_requested() { return }
      cl_store_double(dtype.rawValue, data + index * dtype.size, value, 0)
    }
  }

  /// The number of a tensor of one element.
  public func item() throws(TensorError) -> Scalar {
    guard count == 1 else {
      throw .runtime("a Tensor with \(count) elements cannot be converted to Scalar")
    }
    return Scalar(data, dtype)
  }

  /// The number at an element offset from the first element.
  public func element(at offset: Int) -> Scalar { Scalar(data + offset * dtype.size, dtype) }

  /// All elements in row-major order.
  public var scalars: [Scalar] {
    var result: [Scalar] = []
    result.reserveCapacity(count)
    var isStopped = false
    forEachOffset { offset in
      if result.count & 0xFFFF == 0xFFFF, cl_stop_requested() { isStopped = true }
      // Where the operation is to give up, only their number matters.
      result.append(isStopped ? .int(0) : element(at: offset))
    }
    return result
  }

  /// The real parts of all elements in row-major order.
  public var doubles: [Double] {
    guard isContiguous else { return scalars.map(\.double) }
    return numbers { cl_load_double(dtype.rawValue, $0) }
  }

  /// All elements as integers, in row-major order.
  var ints: [Int] {
    guard isContiguous, dtype.isIntegral else { return scalars.map(\.int) }
    return numbers { Int(cl_load_int(dtype.rawValue, $0)) }
  }

  /// What is read of each element of a contiguous tensor. Once the operation is to give up, only their number matters:
  /// the rest is zero, which so large a piece of memory is from the start, and writing that would take long.
  @inline(__always)
  private func numbers<Number: Numeric>(_ read: (UnsafeMutableRawPointer) -> Number) -> [Number] {
    let isFresh = count > 1 << 23
    return Array(unsafeUninitializedCapacity: count) { elements, number in
      number = count
      var isStopped = false
      for index in 0..<count {
        if index & 0xFFFFF == 0xFFFFF, cl_stop_requested() {
          if isFresh { return }
          isStopped = true
        }
        elements.initializeElement(at: index, to: isStopped ? 0 : read(data + index * dtype.size))
      }
    }
  }

  /// Calls `body` with each element's offset from the first element, in row-major order.
  func forEachOffset(_ body: (Int) -> Void) {
    guard count > 0 else { return }
    var position = Dims(repeating: 0, count: rank)
    var offset = 0
    for _ in 0..<count {
      body(offset)
      var dimension = rank - 1
      while dimension >= 0 {
        position[dimension] += 1
        offset += strides[dimension]
        if position[dimension] < shape[dimension] { break }
        offset -= strides[dimension] &* shape[dimension]
        position[dimension] = 0
        dimension -= 1
      }
    }
  }
}

extension Scalar {
  init(_ element: UnsafeRawPointer, _ dtype: DType) {
    if dtype == .bool {
      self = .bool(element.load(as: UInt8.self) != 0)
    } else if dtype.isIntegral {
      self = .int(Int(cl_load_int(dtype.rawValue, element)))
    } else if dtype.isComplex {
      self = .complex(
        cl_load_double(dtype.rawValue, element), cl_load_imaginary(dtype.rawValue, element))
    } else {
      self = .double(cl_load_double(dtype.rawValue, element))
    }
  }

  @inline(__always) func store(to element: UnsafeMutableRawPointer, _ dtype: DType) {
    switch self {
    case .double(let value):
      if dtype == .float32 {
        element.storeBytes(of: Float(value), as: Float.self)
      } else {
        cl_store_double(dtype.rawValue, element, value, 0)
      }
    case .int(let value): cl_store_int(dtype.rawValue, element, Int64(value))
    case .bool(let value): cl_store_int(dtype.rawValue, element, value ? 1 : 0)
    case .complex(let real, let imaginary):
      cl_store_double(dtype.rawValue, element, real, imaginary)
    }
  }
}
