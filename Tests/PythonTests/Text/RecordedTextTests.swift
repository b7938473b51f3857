import XCTest

@testable import Python

/// Every row about text that CPython 3.11 answered in Numbers/Recorded/*.tsv.
final class RecordedTextTests: XCTestCase {
  func testFormats() throws {
    try RecordedTable("formats").check { type, arguments in
      let spec = text(arguments[1])
      switch type {
      case "int", "bool":
        return escaped(
          try written(spec) {
            try Formatter.integer(integer(arguments[0]), spec: $0, typeName: type, to: &$1)
          })
      case "float":
        return escaped(
          try written(spec) { try Formatter.float(float(arguments[0]), spec: $0, to: &$1) })
      case "str":
        return escaped(try self.formatted(text(arguments[0]), spec))
      case "complex":
        return escaped(
          try written(spec) { try Formatter.complex(complex(arguments[0]), spec: $0, to: &$1) })
      default: return nil
      }
    }
  }

  /// A str in a format.
  private func formatted(_ value: [UInt32], _ spec: [UInt32]) throws -> [UInt32] {
    try value.withTextView { value in
      try written(spec) { try Formatter.string(value, spec: $0, to: &$1) }
    }
  }

  func testPercentFormats() throws {
    try RecordedTable("percent").check { type, arguments in
      if type == "parse" {
        return try self.percent(text(arguments[0])) { directive in
          if let key = directive.key, key.codePoints != "a".codePoints {
            return .small(key.isEmpty ? 3 : 2)
          }
          return .small(1)
        }
      }
      return try self.percent(text(arguments[1]), type: type, argument: arguments[0])
    }
  }

  /// Carries out a template whose directives are all of the type of one argument.
  private func percent(_ template: [UInt32], type: String, argument: String) throws -> String {
    try percent(template) { conversion, result in
      switch type {
      case "int": try conversion.integer(integer(argument), to: &result)
      case "float": try conversion.float(float(argument), to: &result)
      default: try text(argument).withTextView { try conversion.text($0, to: &result) }
      }
    }
  }

  private func percent(
    _ template: [UInt32], value: (PercentDirective) -> Integer
  ) throws -> String {
    try percent(template) { conversion, result in
      guard conversion.directive.type == UInt8(ascii: "d") else {
        throw conversion.directive.unsupported()
      }
      try conversion.integer(value(conversion.directive), to: &result)
    }
  }

  private func percent(
    _ template: [UInt32], convert: (PercentConversion, inout TextBuilder) throws -> Void
  ) throws -> String {
    let result = try written(template) { template, result in
      var parser = PercentParser(template)
      while let piece = try parser.next() {
        switch piece {
        case .literal(let literal): result.append(literal)
        case .directive(let directive) where directive.type == UInt8(ascii: "%"):
          result.append(directive.type)
        case .directive(let directive): try convert(PercentConversion(directive), &result)
        case .unfinishedKey: throw PercentParser.unfinishedKeyProblem
        }
      }
    }
    return escaped(result)
  }

  func testReplacementFields() throws {
    try RecordedTable("fields").check { _, arguments in
      var numbering = FieldNumbering()
      return escaped(try self.formatted(text(arguments[0]), &numbering))
    }
  }

  /// Does `str.format` with arguments that show how they were reached.
  private func formatted(
    _ template: [UInt32], _ numbering: inout FieldNumbering
  ) throws -> [UInt32] {
    try template.withTextView { try formatted($0, &numbering) }
  }

  private func formatted(
    _ template: TextView, _ numbering: inout FieldNumbering
  ) throws -> [UInt32] {
    var parser = FieldParser(template)
    var result: [UInt32] = []
    while let piece = try parser.next() {
      result += piece.literal.codePoints
      guard let field = piece.field else { continue }
      let reached = try path(field.name, &numbering)
      let spec =
        field.specHasFields ? try formatted(field.spec, &numbering) : field.spec.codePoints
      switch field.conversion {
      case nil: result += "<".codePoints + reached + ":".codePoints + spec + ">".codePoints
      case 0x72, 0x73:
        let conversion = field.conversion.map { [$0] } ?? []
        let converted = conversion + "(".codePoints + reached + ")".codePoints
        result += spec.isEmpty ? converted : try formatted(converted, spec)
      case .some(let conversion): throw ReplacementField.unknownConversion(conversion)
      }
    }
    return result
  }

  private func path(_ name: TextView, _ numbering: inout FieldNumbering) throws -> [UInt32] {
    var name = try FieldName(name)
    var result: [UInt32] = []
    switch try numbering.resolve(name.first) {
    case .automatic: break
    case .index(let index): result = index.description.codePoints
    case .key(let key): result = Quoting.string(key.codePoints)
    }
    while let accessor = try name.next() {
      switch accessor {
      case .attribute(let attribute): result += ".".codePoints + attribute.codePoints
      case .index(let index): result += "[\(index)]".codePoints
      case .key(let key): result += "[\(String(codePoints: Quoting.string(key.codePoints)))]".codePoints
      }
    }
    return result
  }

  func testText() throws {
    try RecordedTable("text").check { operation, arguments in
      try self.quoted(operation, arguments) ?? self.hash(operation, arguments)
        ?? self.cased(operation, arguments)
        ?? self.searched(operation, arguments.map(text))
    }
  }

  private func quoted(_ operation: String, _ arguments: [String]) -> String? {
    switch operation {
    case "repr": escaped(Quoting.string(text(arguments[0])))
    case "ascii": escaped(Quoting.ascii(text(arguments[0])))
    case "bytesrepr": escaped(Quoting.bytes(bytes(arguments[0])))
    default: nil
    }
  }

  private func hash(_ operation: String, _ arguments: [String]) -> String? {
    func hashes() -> [Int] { arguments[0].split(separator: " ").map { Int($0) ?? 0 } }
    switch operation {
    case "hash": return String(self.hash(text(arguments[0])))
    case "byteshash": return String(bytes(arguments[0]).withUnsafeBytes { TextHash.hash($0) })
    case "tuplehash": return String(TextHash.tuple(hashes().map(NumberHash.hash)))
    case "frozensethash": return String(TextHash.frozenSet(hashes().map(NumberHash.hash)))
    default: return nil
    }
  }

  /// The hash of text in the narrowest units that hold it.
  private func hash(_ text: [UInt32]) -> Int {
    switch text.max() ?? 0 {
    case ...0xFF: text.map(UInt8.init).withUnsafeBufferPointer { TextHash.hash($0) }
    case ...0xFFFF: text.map(UInt16.init).withUnsafeBufferPointer { TextHash.hash($0) }
    default: text.withUnsafeBufferPointer { TextHash.hash($0) }
    }
  }

  private func cased(_ operation: String, _ arguments: [String]) -> String? {
    let known: [String: ([UInt32]) -> [UInt32]] = [
      "upper": CaseMapping.uppercased, "lower": CaseMapping.lowercased,
      "title": CaseMapping.titlecased, "casefold": CaseMapping.folded,
      "swapcase": CaseMapping.swapped, "capitalize": CaseMapping.capitalized,
    ]
    return known[operation].map { escaped($0(text(arguments[0]))) }
  }

  private func searched(_ operation: String, _ arguments: [[UInt32]]) throws -> String? {
    try arguments[0].withUnsafeBufferPointer { text in
      func shown(_ ranges: [Range<Int>]) -> String {
        ranges.map { escaped(Array(text[$0])) }.joined(separator: "|")
      }
      let last = String(codePoints: arguments[arguments.count - 1])
      let limit = Int(last) ?? -1
      switch operation {
      case "splitlines": return shown(try Lines.ranges(of: text, keepsEnds: last == "True"))
      case "splitspace": return shown(try Search.splitAtSpaces(text, limit: limit))
      case "rsplitspace": return shown(try Search.splitAtSpacesFromEnd(text, limit: limit))
      default: break
      }
      return try arguments[1].withUnsafeBufferPointer { part in
        switch operation {
        case "find": return String(Search.first(part, in: text) ?? -1)
        case "rfind": return String(Search.last(part, in: text) ?? -1)
        case "count": return String(try Search.count(part, in: text))
        case "split": return shown(try Search.split(text, separator: part, limit: limit))
        case "rsplit": return shown(try Search.splitFromEnd(text, separator: part, limit: limit))
        case "replace":
          return try "<>".codePoints.withUnsafeBufferPointer {
            escaped(try Search.replacing(part, by: $0, in: text, limit: limit))
          }
        default: return nil
        }
      }
    }
  }
}
