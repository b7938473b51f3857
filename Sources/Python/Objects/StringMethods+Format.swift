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

/// What the fields of one `str.format` template are filled from.
private struct TemplateArguments {
  /// nil for `format_map`, which has names only.
  let positional: UnsafeBufferPointer<Value>?
  /// A mapping.
  let named: Value
  var numbering = FieldNumbering()
}

extension Machine {
  /// A `str.format` template with its fields replaced; `positional` is nil for `format_map`.
  fileprivate func filled(
    _ template: StringObject, positional: UnsafeBufferPointer<Value>?, named: Value
  ) throws(Raised) -> Value {
    var arguments = TemplateArguments(positional: positional, named: named)
    var text = TextBuilder(capacity: template.count + 64)
    try fill(template.view, depth: 2, &arguments, to: &text)
    return try string(text)
  }

  /// Appends the template with its fields replaced; specifiers may have fields of their own while
  /// `depth` lasts.
  private func fill(
    _ template: TextView, depth: Int, _ arguments: inout TemplateArguments,
    to text: inout TextBuilder
  ) throws(Raised) {
    if depth == 0 { try solve { throw ReplacementField.nestedTooDeep } }
    var parser = FieldParser(template)
    while let piece = try solve({ try parser.next() }) {
      text.append(piece.literal)
      guard let field = piece.field else { continue }
      let mark = heap.state.pointee.poolCount
      try fill(field, depth: depth, &arguments, to: &text)
      heap.drain(to: mark)
    }
  }

  private func fill(
    _ field: ReplacementField, depth: Int, _ arguments: inout TemplateArguments,
    to text: inout TextBuilder
  ) throws(Raised) {
    let value = try converted(try value(of: field.name, &arguments), field.conversion)
    guard field.specHasFields else { return try appendFormat(value, field.spec, to: &text) }
    var spec = TextBuilder()
    try fill(field.spec, depth: depth - 1, &arguments, to: &spec)
    let view = try string(spec).object(.string).map { StringObject($0).view }
    try appendFormat(value, view ?? spec.view, to: &text)
  }

  private func converted(_ value: Value, _ conversion: UInt32?) throws(Raised) -> Value {
    guard let conversion else { return value }
    switch Unicode.Scalar(conversion) {
    case "r": return try reprValue(value)
    case "s": return try strValue(value)
    case "a": return string(try ascii(value))
    default: return try solve { throw ReplacementField.unknownConversion(conversion) }
    }
  }

  private func value(of text: TextView, _ arguments: inout TemplateArguments) throws(Raised)
    -> Value
  {
    var name = try solve { try FieldName(text) }
    let first = try solve { try arguments.numbering.resolve(name.first) }
    var value = try self.value(at: first, arguments)
    while let accessor = try solve({ try name.next() }) {
      switch accessor {
      case .attribute(let name):
        value = try attribute(of: value, symbol(name.text))
      case .index(let index): value = try item(of: value, .int(index))
      case .key(let key): value = try item(of: value, string(key))
      }
      value = pooled(own(value))
    }
    return value
  }

  private func value(at place: FieldName.First, _ arguments: TemplateArguments) throws(Raised)
    -> Value
  {
    switch place {
    case .key(let key): return pooled(own(try item(of: arguments.named, string(key))))
    case .index(let index):
      guard let positional = arguments.positional else {
        throw raise(.valueError, "Format string contains positional fields")
      }
      guard index < positional.count else {
        throw raise(
          .indexError, "Replacement index \(index) out of range for positional args tuple")
      }
      return positional[index]
    case .automatic: return .none
    }
  }
}
