/// `str`: `format`, `format_map` and `encode`.
let stringFormatMethods: [Builtin] = [
  Builtin("format(self, /, *args, **kwargs)", "With the fields replaced.") {
    (m, a) throws(Raised) in
    let template = try m.receiver(a[0], "format")
    return try m.filled(template, positional: a.rest, named: a[1])
  },
  Builtin("format_map(self, mapping, /)", "With the fields replaced from a mapping.") {
    (m, a) throws(Raised) in
    let template = try m.receiver(a[0], "format_map")
    return try m.filled(template, positional: nil, named: a[1])
  },
  Builtin("encode(self, /, encoding='utf-8', errors='strict')", "As bytes.") {
    (m, a) throws(Raised) in
    try m.encoded(try m.receiver(a[0], "encode"), a.given(1), a.given(2))
  },
]

extension Machine {
  /// A `str.format` template with its fields replaced; `positional` is nil for `format_map`.
  fileprivate func filled(
    _ template: StringObject, positional: UnsafeBufferPointer<Value>?, named: Value
  ) throws(Raised) -> Value {
    var formatting = TemplateFormatting(machine: self, positional: positional, named: named)
    var text = TextBuilder(capacity: template.count + 64)
    try formatting.fill(template.view, depth: 2, to: &text)
    return try string(text)
  }
}

/// Fills the fields of one `str.format` template.
private struct TemplateFormatting {
  let machine: Machine
  /// nil for `format_map`, which has names only.
  let positional: UnsafeBufferPointer<Value>?
  /// A mapping.
  let named: Value
  private var numbering = FieldNumbering()

  init(machine: Machine, positional: UnsafeBufferPointer<Value>?, named: Value) {
    self.machine = machine
    self.positional = positional
    self.named = named
  }

  /// Appends the template with its fields replaced; specifiers may have fields of their own while
  /// `depth` lasts.
  mutating func fill(_ template: TextView, depth: Int, to text: inout TextBuilder) throws(Raised) {
    if depth == 0 { throw problem(ReplacementField.nestedTooDeep) }
    var parser = FieldParser(template)
    while let piece = try machine.solve({ try parser.next() }) {
      text.append(piece.literal)
      guard let field = piece.field else { continue }
      let mark = machine.heap.state.pointee.poolCount
      try replace(field, depth: depth, to: &text)
      machine.heap.drain(to: mark)
    }
  }

  private mutating func replace(
    _ field: ReplacementField, depth: Int, to text: inout TextBuilder
  ) throws(Raised) {
    let value = try converted(try self.value(of: field.name), field.conversion)
    guard field.specHasFields else {
      return try machine.appendFormat(value, field.spec, to: &text)
    }
    var spec = TextBuilder()
    try fill(field.spec, depth: depth - 1, to: &spec)
    let view = try machine.string(spec).object(.string).map { StringObject($0).view }
    try machine.appendFormat(value, view ?? spec.view, to: &text)
  }

  private func converted(_ value: Value, _ conversion: UInt32?) throws(Raised) -> Value {
    switch conversion.flatMap(Unicode.Scalar.init) {
    case nil where conversion == nil: return value
    case "r": return try machine.reprValue(value)
    case "s": return try machine.strValue(value)
    case "a": return machine.string(try machine.ascii(value))
    default: throw problem(ReplacementField.unknownConversion(conversion ?? 0))
    }
  }

  private mutating func value(of text: TextView) throws(Raised) -> Value {
    var name = try machine.solve { try FieldName(text) }
    var value = try firstValue(try machine.solve { try numbering.resolve(name.first) })
    while let accessor = try machine.solve({ try name.next() }) {
      switch accessor {
      case .attribute(let name):
        value = try machine.attribute(
          of: value, machine.symbol(String(codePoints: name.codePoints)))
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
