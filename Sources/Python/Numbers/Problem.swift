/// An error of Python's that a pure algorithm found: which exception to raise, and its text.
///
/// Numbers and texts are computed on plain Swift values, so that they can be tested without an
/// interpreter; the code that calls them turns a `Problem` into an exception object.
public struct Problem: Error, Equatable, Sendable {
  /// The exception classes these algorithms raise.
  public enum Kind: Sendable {
    case valueError, overflowError, zeroDivisionError, typeError, memoryError
    /// Someone wants the work to stop.
    case interrupted
  }

  public let kind: Kind
  /// The text of the exception, as CPython words it.
  public let message: String

  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  public static func valueError(_ message: String) -> Problem { Problem(.valueError, message) }

  public static func overflowError(_ message: String) -> Problem {
    Problem(.overflowError, message)
  }

  public static func zeroDivisionError(_ message: String) -> Problem {
    Problem(.zeroDivisionError, message)
  }

  /// A result too large to be stored. CPython's MemoryError has no text either.
  public static let memoryError = Problem(.memoryError, "")

  /// What long work ends with when someone wants it to stop: a KeyboardInterrupt.
  public static let interrupted = Problem(.interrupted, "")

  /// A float operation whose result is beyond the largest float (C's `ERANGE`).
  public static let resultOutOfRange = Problem(
    .overflowError, "(34, 'Numerical result out of range')")
}

/// The result of an operation that leaves the type of its operands: `2 ** -1` is a float,
/// `(-8.0) ** 0.5` is complex.
public enum Number: Equatable, Sendable {
  case integer(Integer)
  case float(Double)
  case complex(Complex)
}
