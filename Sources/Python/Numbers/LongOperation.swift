import CGMP
import CInterrupts

/// An operation of GMP that takes long: it runs on a thread of its own, which is abandoned when
/// the work of this thread is to stop.
///
/// GMP looks at no flag, and its products of billions of digits take minutes.
struct LongOperation {
  private var operation = ci_operation()
  private let operands: [BigInt]

  /// Operands and results of so many bits take milliseconds where the time is not linear.
  static let bits = 1 << 20

  /// - Parameters:
  ///   - operands: what the operation calls a, b and c.
  ///   - word: the exponent of a power.
  init(_ kind: ci_kind, _ operands: Integer..., word: Int = 0) {
    operation.kind = kind
    operation.word = UInt64(word)
    self.operands = operands.map(\.boxed)
  }

  /// The result. Throws `Problem.interrupted`, or a MemoryError.
  func result() throws -> Integer { try results().first }

  /// The results of an operation that has two.
  func results() throws -> (first: Integer, second: Integer) {
    var operation = operation
    return try run(&operation)
  }

  /// The inverse, if there is one.
  func inverse() throws -> Integer? {
    var operation = operation
    let inverse = try run(&operation).first
    return operation.answer == 0 ? nil : inverse
  }

  /// Writes the digits, and a zero behind them, to a place with room for them.
  func write(to text: UnsafeMutablePointer<CChar>, base: Int) throws {
    var operation = operation
    operation.text = text
    operation.base = Int32(base)
    _ = try run(&operation)
  }

  /// The number of a text that ends with a zero.
  static func read(_ text: UnsafeMutablePointer<CChar>, base: Int) throws -> Integer {
    var operation = LongOperation(CI_READ).operation
    operation.text = text
    operation.base = Int32(base)
    return try LongOperation(CI_READ).run(&operation).first
  }

  private func run(_ operation: inout ci_operation) throws -> (first: Integer, second: Integer) {
    var numbers = operands.map(\.storage)
    var results = [__mpz_struct(), __mpz_struct()]
    for index in results.indices { __gmpz_init(&results[index]) }
    let status = withExtendedLifetime(operands) {
      numbers.withUnsafeMutableBufferPointer { numbers in
        results.withUnsafeMutableBufferPointer { results in
          LongOperation.run(&operation, numbers, results)
        }
      }
    }
    let made = (Integer(normalizing: results[0]), Integer(normalizing: results[1]))
    switch status {
    case CI_STOPPED: throw Problem.interrupted
    case CI_OUT_OF_MEMORY: throw Problem.memoryError
    default: return made
    }
  }

  private static func run(
    _ operation: inout ci_operation, _ numbers: UnsafeMutableBufferPointer<__mpz_struct>,
    _ results: UnsafeMutableBufferPointer<__mpz_struct>
  ) -> ci_status {
    func place(_ index: Int) -> UnsafeRawPointer? {
      numbers.baseAddress.flatMap { index < numbers.count ? UnsafeRawPointer($0 + index) : nil }
    }
    operation.a = place(0)
    operation.b = place(1)
    operation.c = place(2)
    operation.result = results.baseAddress.map { UnsafeMutableRawPointer($0) }
    operation.second_result = results.baseAddress.map { UnsafeMutableRawPointer($0 + 1) }
    return ci_run(&operation)
  }
}

/// What makes long work on plain Swift values stop: the flag of the machine of this thread.
enum Interruption {
  /// Loops ask when these bits of their counter are 0.
  static let mask = 0xFFFF

  /// Throws if someone wants the work to stop.
  static func check() throws {
    if ci_is_stopped() { throw Problem.interrupted }
  }
}
