/// An error of a tensor operation; `message` is PyTorch's text.
public struct TensorError: Error, Equatable, CustomStringConvertible {
  /// The Python exception that shows it.
  public enum Kind: Sendable {
    case runtime, type, value, index, notImplemented, attribute, zeroDivision
    /// An argument that an operation which looks at it itself cannot take; the call is explained as a whole.
    case argument
    /// A matrix that an operation cannot factorize.
    case linearAlgebra
    /// Not an error of the program: the user asked a long operation to stop.
    case interrupted
  }

  public let kind: Kind
  public let message: String

  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  public var description: String { message }

  static func runtime(_ message: String) -> TensorError { TensorError(.runtime, message) }
  static func value(_ message: String) -> TensorError { TensorError(.value, message) }
  static func type(_ message: String) -> TensorError { TensorError(.type, message) }
  static func index(_ message: String) -> TensorError { TensorError(.index, message) }

  /// What this program does not do and PyTorch does.
  static func notSupported(_ what: String) -> TensorError {
    TensorError(.notImplemented, "cellgrad: not supported: \(what)")
  }

  /// A kernel that PyTorch lacks for a type too.
  static func noKernel(_ kernel: String, _ dtype: DType) -> TensorError {
    TensorError(.notImplemented, "\"\(kernel)\" not implemented for '\(dtype.scalarTypeName)'")
  }
}
