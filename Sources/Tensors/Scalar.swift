/// A Python number given to an operation: its category takes part in promotion, its width does not.
public enum Scalar: Equatable, Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral
{
  case bool(Bool)
  case int(Int)
  case double(Double)
  case complex(Double, Double)

  public init(floatLiteral value: Double) { self = .double(value) }
  public init(integerLiteral value: Int) { self = .int(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }

  /// The value as a double; the real part of a complex number.
  public var double: Double {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .int(let value): Double(value)
    case .double(let value): value
    case .complex(let real, _): real
    }
  }

  /// The value as an integer: truncated, and the smallest integer if out of range or NaN.
  public var int: Int {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .int(let value): value
    case .double(let value), .complex(let value, _): Int(exactly: value.rounded(.towardZero)) ?? .min
    }
  }

  /// The integer next to zero, at most the largest and at least the least there is; 0 for NaN.
  var clampedInt: Int64 {
    let value = double
    if value.isNaN { return 0 }
    return value >= 0x1p63 ? .max : value <= -0x1p63 ? .min : Int64(value)
  }

  var imaginary: Double {
    if case .complex(_, let imaginary) = self { imaginary } else { 0 }
  }

  var isZero: Bool { double == 0 && imaginary == 0 }

  /// The steps of promotion, as in `DType.category`.
  var category: Int {
    switch self {
    case .bool: 0
    case .int: 1
    case .double: 2
    case .complex: 3
    }
  }

  /// The type of a tensor made from this number alone.
  public func dtype(default defaultDType: DType = .float32) -> DType {
    switch self {
    case .bool: .bool
    case .int: .int64
    case .double: defaultDType
    case .complex: defaultDType == .float64 ? .complex128 : .complex64
    }
  }

  /// The Python name of the number's type.
  var typeName: String {
    switch self {
    case .bool: "bool"
    case .int: "int"
    case .double: "float"
    case .complex: "complex"
    }
  }

  /// The number as C++ streams write it: six digits, no trailing zeros.
  var text: String {
    switch self {
    case .bool(let value): value ? "1" : "0"
    case .int(let value): String(value)
    case .double(let value), .complex(let value, _):
      value == value.rounded() && Swift.abs(value) < 1e6 ? String(Int(value)) : "\(value)"
    }
  }
}
