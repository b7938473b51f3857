/// `str`: `format`, `format_map` and `encode`.
let stringFormatMethods: [Builtin] = [
  Builtin("format(self, /, *args, **kwargs)", "With the fields replaced.") {
    (m, a) throws(Raised) in
    let template = try m.receiver(a[0], "format")
    let formatting = TemplateFormatting(m, positional: Array(a.rest), named: a[1])
    return m.string(try formatting.fill(template.codePoints, depth: 2))
  },
  Builtin("format_map(self, mapping, /)", "With the fields replaced from a mapping.") {
    (m, a) throws(Raised) in
    let template = try m.receiver(a[0], "format_map")
    let formatting = TemplateFormatting(m, positional: nil, named: a[1])
    return m.string(try formatting.fill(template.codePoints, depth: 2))
  },
  Builtin("encode(self, /, encoding='utf-8', errors='strict')", "As bytes.") {
    (m, a) throws(Raised) in
    try m.encoded(try m.receiver(a[0], "encode"), a.given(1), a.given(2))
  },
]

/// Fills the fields of one `str.format` template.
final class TemplateFormatting {
  private let machine: Machine
  /// nil for `format_map`, which has names only.
  private let positional: [Value]?
  /// A mapping.
  private let named: Value
  private var numbering = FieldNumbering()

  init(_ machine: Machine, positional: [Value]?, named: Value) {
    self.machine = machine
    self.positional = positional
    self.named = named
  }

  /// The template's text with its fields replaced; specifiers may have fields of their own while
  /// `depth` lasts.
  func fill(_ template: [UInt32], depth: Int) throws(Raised) -> [UInt32] {
    if depth == 0 { throw problem(ReplacementField.nestedTooDeep) }
    var parser = FieldParser(template)
    var result: [UInt32] = []
    while let piece = try machine.solve({ try parser.next() }) {
      result += piece.literal
      guard let field = piece.field else { continue }
      let mark = machine.heap.state.pointee.poolCount
      let text = try replace(field, depth: depth)
      if let object = text.object(.string) { result += StringObject(object).codePoints }
      machine.heap.drain(to: mark)
    }
    return result
  }

  private func replace(_ field: ReplacementField, depth: Int) throws(Raised) -> Value {
    var value = try converted(try self.value(of: field.name), field.conversion)
    let spec = field.specHasFields ? try fill(field.spec, depth: depth - 1) : field.spec
    value = try machine.format(value, machine.string(spec))
    return value
  }

  private func converted(_ value: Value, _ conversion: UInt32?) throws(Raised) -> Value {
    switch conversion.flatMap(Unicode.Scalar.init) {
    case nil where conversion == nil: return value
    case "r": return machine.string(try machine.repr(value))
    case "s": return try machine.strValue(value)
    case "a": return machine.string(try machine.ascii(value))
    default: throw problem(ReplacementField.unknownConversion(conversion ?? 0))
    }
  }

  private func value(of text: [UInt32]) throws(Raised) -> Value {
    var name = try machine.solve { try FieldName(text) }
    var value = try firstValue(try machine.solve { try numbering.resolve(name.first) })
    while let accessor = try machine.solve({ try name.next() }) {
      switch accessor {
      case .attribute(let name):
        value = try machine.attribute(of: value, machine.symbol(String(codePoints: name)))
      case .index(let index): value = try machine.item(of: value, .int(index))
      case .key(let key): value = try machine.item(of: value, machine.string(key))
      }
      value = machine.pooled(own(value))
    }
    return value
  }

  private func firstValue(_ first: FieldName.First) throws(Raised) -> Value {
    switch first {
    case .key(let key): return machine.pooled(own(try machine.item(of: named, machine.string(key))))
    case .index(let index):
      guard let positional else {
        throw machine.raise(.valueError, "Format string contains positional fields")
      }
      guard index < positional.count else {
        throw machine.raise(
          .indexError, "Replacement index \(index) out of range for positional args tuple")
      }
      return positional[index]
    case .automatic: return .none
    }
  }

  private func problem(_ problem: Problem) -> Raised {
    machine.raise(problem.kind.exception, problem.message)
  }
}
