/// The type of a tensor's elements. Raw values are the numbers the inner loops use.
public enum DType: Int32, CaseIterable, Sendable {
  case uint8, int8, int16, int32, int64, float16, bfloat16, float32, float64, complex64, complex128
  case bool

  /// Bytes of one element.
  public var size: Int {
    switch self {
    case .uint8, .int8, .bool: 1
    case .int16, .float16, .bfloat16: 2
    case .int32, .float32: 4
    case .int64, .float64, .complex64: 8
    case .complex128: 16
    }
  }

  /// The name after `torch.`, such as `float32`.
  public var name: String { String(describing: self) }

  /// The name error messages use, such as `Float` or `Long`.
  public var scalarTypeName: String {
    switch self {
    case .uint8: "Byte"
    case .int8: "Char"
    case .int16: "Short"
    case .int32: "Int"
    case .int64: "Long"
    case .float16: "Half"
    case .bfloat16: "BFloat16"
    case .float32: "Float"
    case .float64: "Double"
    case .complex64: "ComplexFloat"
    case .complex128: "ComplexDouble"
    case .bool: "Bool"
    }
  }

  /// The C++ name that matrix products use in messages, such as `long int`.
  public var nativeName: String {
    switch self {
    case .uint8: "unsigned char"
    case .int8: "signed char"
    case .int16: "short int"
    case .int32: "int"
    case .int64: "long int"
    case .float16: "c10::Half"
    case .bfloat16: "c10::BFloat16"
    case .float32: "float"
    case .float64: "double"
    case .complex64: "c10::complex<float>"
    case .complex128: "c10::complex<double>"
    case .bool: "bool"
    }
  }

  @inline(__always) public var isFloatingPoint: Bool {
    rawValue >= DType.float16.rawValue && rawValue <= DType.float64.rawValue
  }
  @inline(__always) public var isComplex: Bool { self == .complex64 || self == .complex128 }
  /// An integer type or bool.
  @inline(__always) public var isIntegral: Bool {
    rawValue <= DType.int64.rawValue || self == .bool
  }
  /// Whether tensors of this type can require gradients.
  @inline(__always) public var isDifferentiable: Bool { !isIntegral }

  /// A type of 16 bits, which is computed in float32.
  @inline(__always) var isHalf: Bool { self == .float16 || self == .bfloat16 }
  /// The type of the parts of a complex type.
  var partType: DType { self == .complex128 ? .float64 : .float32 }

  /// 0 bool, 1 integer, 2 floating point, 3 complex: the steps of promotion.
  var category: Int { self == .bool ? 0 : isIntegral ? 1 : isFloatingPoint ? 2 : 3 }

  /// Whether a result of this type may be stored in another: its category is not a lower one.
  public func canCast(to other: DType) -> Bool { category <= other.category }

  /// The smallest type that holds both, as PyTorch's table has it.
  public static func promote(_ first: DType, _ second: DType) -> DType {
    if first == second { return first }
    if first.category != second.category {
      let (low, high) = first.category < second.category ? (first, second) : (second, first)
      return high.isComplex && low == .float64 ? .complex128 : high
    }
    switch (first, second) {
    case (.uint8, .int8), (.int8, .uint8): return .int16
    case (.float16, .bfloat16), (.bfloat16, .float16): return .float32
    case (.uint8, let other), (let other, .uint8): return other
    default: return first.rawValue > second.rawValue ? first : second
    }
  }
}
