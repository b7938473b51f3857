/// A short list of integers held in place: the sizes or strides of a tensor, or a list of dimensions.
///
/// An array would cost an allocation for each tensor; at most `Dims.maximum` dimensions are supported instead.
public struct Dims: Equatable, Sendable, ExpressibleByArrayLiteral {
  public static let maximum = 8

  public private(set) var count: Int
  private var values: (Int, Int, Int, Int, Int, Int, Int, Int)

  @inline(__always) public init() {
    count = 0
    values = (0, 0, 0, 0, 0, 0, 0, 0)
  }

  /// A list with one value.
  @inline(__always) init(_ value: Int) {
    count = 1
    values = (value, 0, 0, 0, 0, 0, 0, 0)
  }

  @inline(__always) init(_ first: Int, _ second: Int) {
    count = 2
    values = (first, second, 0, 0, 0, 0, 0, 0)
  }

  /// A list of a programmer's values; at most eight.
  public init(arrayLiteral elements: Int...) {
    self.init()
    for element in elements { append(element) }
  }

  /// A list of a user's values: throws if there are more than `maximum`.
  public init(_ elements: [Int]) throws(TensorError) {
    guard elements.count <= Dims.maximum else { throw Dims.tooMany }
    self.init()
    for element in elements { append(element) }
  }

  init(repeating value: Int, count: Int) {
    self.init()
    for _ in 0..<count { append(value) }
  }

  static var tooMany: TensorError {
    .notSupported("tensors of more than \(maximum) dimensions")
  }

  @inline(__always) public subscript(index: Int) -> Int {
    get {
      precondition(index >= 0 && index < count)
      return withUnsafeBytes(of: values) { $0.load(fromByteOffset: index &* 8, as: Int.self) }
    }
    set {
      precondition(index >= 0 && index < count)
      withUnsafeMutableBytes(of: &values) {
        $0.storeBytes(of: newValue, toByteOffset: index &* 8, as: Int.self)
      }
    }
  }

  /// Adds a value to a list of fewer than `maximum`.
  @inline(__always) public mutating func append(_ value: Int) {
    precondition(count < Dims.maximum)
    count &+= 1
    self[count &- 1] = value
  }

  mutating func insert(_ value: Int, at index: Int) throws(TensorError) {
    guard count < Dims.maximum else { throw Dims.tooMany }
    append(0)
    var position = count - 1
    while position > index {
      self[position] = self[position - 1]
      position -= 1
    }
    self[index] = value
  }

  mutating func remove(at index: Int) {
    for position in index..<(count - 1) { self[position] = self[position + 1] }
    self[count - 1] = 0
    count -= 1
  }

  @inline(__always) public static func == (first: Dims, second: Dims) -> Bool {
    if first.count != second.count { return false }
    for index in 0..<first.count where first[index] != second[index] { return false }
    return true
  }

  public var array: [Int] { (0..<count).map { self[$0] } }
  var indices: Range<Int> { 0..<count }

  /// The product of the sizes, or nil if it overflows.
  @inline(__always) var product: Int? {
    var product = 1
    for index in 0..<count {
      let (next, overflow) = product.multipliedReportingOverflow(by: self[index])
      if overflow { return nil }
      product = next
    }
    return product
  }

  /// The number of elements of a tensor of these sizes, or nil if it overflows or a size is negative.
  @inline(__always) var elementCount: Int? {
    var product = 1
    for index in 0..<count {
      let size = self[index]
      let (next, overflow) = product.multipliedReportingOverflow(by: size)
      if overflow || size < 0 { return nil }
      product = next
    }
    return product
  }

  /// The strides of a contiguous tensor of these sizes.
  @inline(__always) var contiguousStrides: Dims {
    var strides = self
    var step = 1
    var index = count &- 1
    while index >= 0 {
      strides[index] = step
      step = step &* Swift.max(self[index], 1)
      index &-= 1
    }
    return strides
  }

  /// The text in messages, such as `[2, 3]`.
  public var text: String { "[" + array.map(String.init).joined(separator: ", ") + "]" }
}

/// The dimension a user means by `dim`, which counts from the end if negative.
func wrapped(_ dim: Int, rank: Int) throws(TensorError) -> Int {
  let limit = Swift.max(rank, 1)
  if dim >= -limit && dim < limit { return dim < 0 ? dim + limit : dim }
  throw TensorError(
    .index,
    "Dimension out of range (expected to be in range of [\(-limit), \(limit - 1)], but got \(dim))")
}

/// `wrapped` for operations that refuse tensors without dimensions.
func wrappedOfSome(_ dim: Int, rank: Int) throws(TensorError) -> Int {
  let dimension = try wrapped(dim, rank: rank)
  if rank > 0 { return dimension }
  throw TensorError(.index, "Dimension specified as \(dim) but tensor has no dimensions")
}

/// The sizes two operands are broadcast to.
func broadcast(_ a: Dims, _ b: Dims) throws(TensorError) -> Dims {
  if a == b { return a }
  var result = a.count >= b.count ? a : b
  let rank = result.count
  for fromEnd in 0..<Swift.min(a.count, b.count) {
    let first = a[a.count - 1 - fromEnd]
    let second = b[b.count - 1 - fromEnd]
    guard first == second || first == 1 || second == 1 else {
      throw .runtime(
        "The size of tensor a (\(first)) must match the size of tensor b (\(second)) "
          + "at non-singleton dimension \(rank - 1 - fromEnd)")
    }
    result[rank - 1 - fromEnd] = first == 1 ? second : first
  }
  return result
}
