import XCTest

@testable import Python

/// Every row that CPython 3.11 answered in Recorded/*.tsv.
final class RecordedNumbersTests: XCTestCase {
  func testIntegers() throws {
    try RecordedTable("integers").check { operation, arguments in
      try self.binary(operation, arguments) ?? self.unary(operation, arguments)
        ?? self.conversion(operation, arguments)
    }
  }

  private func binary(_ operation: String, _ arguments: [String]) throws -> String? {
    let known: [String: (Integer, Integer) throws -> String] = [
      "add": { shown(try $0.adding($1)) },
      "sub": { shown(try $0.subtracting($1)) },
      "mul": { shown(try $0.multiplied(by: $1)) },
      "floordiv": { shown(try $0.floorDivided(by: $1)) },
      "mod": { shown(try $0.modulo($1)) },
      "divmod": {
        let (quotient, remainder) = try $0.dividedWithRemainder(by: $1)
        return shown(quotient) + " " + shown(remainder)
      },
      "truediv": { shown(try $0.trueDivided(by: $1)) },
      "and": { shown($0 & $1) }, "or": { shown($0 | $1) }, "xor": { shown($0 ^ $1) },
      "gcd": { shown(try $0.greatestCommonDivisor($1)) },
      "lcm": { shown(try $0.leastCommonMultiple($1)) },
      "less": { shown($0 < $1) }, "equal": { shown($0 == $1) },
      "lshift": { shown(try $0.shiftedLeft(by: $1)) },
      "rshift": { shown(try $0.shiftedRight(by: $1)) },
      "pow": { shown(try $0.raised(to: $1)) },
      "round": { shown(try $0.rounded(digits: $1)) },
    ]
    guard let compute = known[operation] else { return nil }
    return try compute(integer(arguments[0]), integer(arguments[1]))
  }

  private func unary(_ operation: String, _ arguments: [String]) throws -> String? {
    let known: [String: (Integer) throws -> String] = [
      "neg": { shown($0.negated) }, "abs": { shown($0.absolute) }, "invert": { shown(~$0) },
      "bitlength": { shown(Integer($0.bitLength)) }, "bitcount": { shown(Integer($0.bitCount)) },
      "isqrt": { shown(try $0.squareRoot()) }, "float": { shown(try $0.asDouble()) },
      "hash": { shown(Integer(NumberHash.hash($0))) },
      "hex": { try $0.prefixedDigits(base: 16) }, "oct": { try $0.prefixedDigits(base: 8) },
      "bin": { try $0.prefixedDigits(base: 2) }, "str": { try $0.text() },
    ]
    return try known[operation].map { try $0(integer(arguments[0])) }
  }

  private func conversion(_ operation: String, _ arguments: [String]) throws -> String? {
    switch operation {
    case "powmod":
      let numbers = try arguments.map(integer)
      return shown(try numbers[0].power(numbers[1], modulo: numbers[2]))
    case "tobytes":
      let length = try integer(arguments[1]).word ?? 0
      return try integer(arguments[0]).bytes(
        length: length, bigEndian: arguments[2] == "big", signed: arguments[3] == "True"
      ).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    case "frombytes":
      return shown(
        Integer(
          bytes: bytes(arguments[0]), bigEndian: arguments[1] == "big",
          signed: arguments[2] == "True"))
    case "parse":
      return shown(try Integer(parsing: text(arguments[0]), base: Int(arguments[1]) ?? 10))
    case "parsebytes": return shown(try Integer(parsing: text(arguments[0]), isBytes: true))
    default: return nil
    }
  }

  func testFloats() throws {
    try RecordedTable("floats").check { operation, arguments in
      try self.floatProperty(operation, arguments) ?? self.floatArithmetic(operation, arguments)
    }
  }

  private func floatProperty(_ operation: String, _ arguments: [String]) throws -> String? {
    let known: [String: (Double) throws -> String] = [
      "repr": { FloatText.repr($0) }, "hex": { FloatText.hexadecimal($0) },
      "hash": { shown(Integer(NumberHash.hash($0))) },
      "isinteger": { shown(FloatArithmetic.isInteger($0)) },
      "ratio": {
        let (numerator, denominator) = try FloatArithmetic.integerRatio($0)
        return shown(numerator) + " " + shown(denominator)
      },
      "floor": { shown(try FloatArithmetic.floor($0)) },
      "ceil": { shown(try FloatArithmetic.ceil($0)) },
      "round": { shown(try FloatArithmetic.round($0)) },
      "int": { shown(try Integer(truncating: $0)) },
    ]
    return try known[operation].map { try $0(float(arguments[0])) }
  }

  private func floatArithmetic(_ operation: String, _ arguments: [String]) throws -> String? {
    func operands() -> (Double, Double) { (float(arguments[0]), float(arguments[1])) }
    switch operation {
    case "truediv": return shown(try FloatArithmetic.divide(operands().0, operands().1))
    case "floordiv": return shown(try FloatArithmetic.floorDivide(operands().0, operands().1))
    case "mod": return shown(try FloatArithmetic.modulo(operands().0, operands().1))
    case "pow": return shown(try FloatArithmetic.power(operands().0, operands().1))
    case "divmod":
      let (quotient, remainder) = try FloatArithmetic.dividedWithRemainder(
        operands().0, operands().1)
      return shown(quotient) + " " + shown(remainder)
    case "roundto":
      return shown(
        try FloatArithmetic.round(float(arguments[0]), digits: Int(arguments[1]) ?? 0))
    case "parse": return shown(try FloatText.parse(text(arguments[0])))
    case "parsebytes": return shown(try FloatText.parse(text(arguments[0]), isBytes: true))
    case "fromhex": return shown(try FloatText.parseHexadecimal(text(arguments[0])))
    default: return nil
    }
  }

  func testComplexNumbers() throws {
    try RecordedTable("complex").check { operation, arguments in
      switch operation {
      case "repr": complex(arguments[0]).description
      case "abs": shown(try complex(arguments[0]).magnitude())
      case "hash": String(NumberHash.hash(complex(arguments[0])))
      case "mul": shown(complex(arguments[0]) * complex(arguments[1]))
      case "truediv": shown(try complex(arguments[0]).divided(by: complex(arguments[1])))
      case "pow": shown(try complex(arguments[0]).power(complex(arguments[1])))
      case "parse": shown(try Complex(parsing: text(arguments[0])))
      default: nil
      }
    }
  }
}
