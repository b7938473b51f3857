/// `format`, and what f-strings do.
extension Machine {
  /// `format(value, spec)`, borrowed.
  public func format(_ value: Value, _ spec: Value) throws(Raised) -> Value {
    guard let view = spec.object(.string).map({ StringObject($0).view }), !view.isEmpty else {
      guard hasOwnFormat(value) else { return try strValue(value) }
      return try formatByMethod(value, spec.isUndefined ? .object(runtime.emptyString) : spec)
    }
    var text = TextBuilder()
    if try appendPlain(value, view, to: &text) { return try string(text) }
    return try formatByMethod(value, spec)
  }

  /// Appends `format(value, spec)` to a text.
  func appendFormat(_ value: Value, _ spec: TextView, to text: inout TextBuilder) throws(Raised) {
    if spec.isEmpty, !hasOwnFormat(value) { return try appendStr(value, to: &text) }
    if !spec.isEmpty, try appendPlain(value, spec, to: &text) { return }
    let result = try formatByMethod(value, string(spec))
    if let object = result.object(.string) { text.append(StringObject(object).view) }
  }

  /// Whether a value is asked for its format even where that is empty.
  private func hasOwnFormat(_ value: Value) -> Bool {
    guard case .object(let object) = value, object.type != types.string else { return false }
    return object.kind == .foreign || find(names.format, in: object.type).object(.function) != nil
  }

  /// Appends a number or a str by a format that is not empty; false for all other values.
  private func appendPlain(_ value: Value, _ spec: TextView, to text: inout TextBuilder)
    throws(Raised) -> Bool
  {
    if value.isOfUserClass { return false }
    if let object = value.object(.string) {
      try solve { try Formatter.string(StringObject(object).view, spec: spec, to: &text) }
      return true
    }
    switch number(value) {
    case .integer(let integer)?:
      try solve {
        try Formatter.integer(
          integer, spec: spec, typeName: typeName(of: value), digitLimit: runtime.digitLimit,
          to: &text)
      }
    case .float(let double)?: try solve { try Formatter.float(double, spec: spec, to: &text) }
    case .complex(let complex)?:
      try solve { try Formatter.complex(complex, spec: spec, to: &text) }
    case nil: return false
    }
    return true
  }

  private func formatByMethod(_ value: Value, _ spec: Value) throws(Raised) -> Value {
    let result = try callSpecial(names.format, value, [spec])
    if result.object(.string) != nil { return result }
    if result.isUndefined {
      throw raise(
        .typeError, "unsupported format string passed to \(typeName(of: value)).__format__")
    }
    throw raise(
      .typeError, "__format__ must return a str, not \(typeName(of: result))")
  }

  // MARK: Writing texts

  /// A str of what was written.
  func string(_ text: borrowing TextBuilder) throws(Raised) -> Value {
    if text.isTooLong { throw raise(.memoryError, "") }
    return string(text.view)
  }

  /// A str of code points that stand elsewhere.
  func string(_ view: TextView) -> Value {
    guard let start = view.start, view.count > 0 else { return .object(runtime.emptyString) }
    if view.count == 1 { return character(view[0]) }
    let width = view.width == 1 ? 1 : stringWidth(ofWidest: view.widest)
    let string = heap.allocateString(count: view.count, width: width, type: types.string)
    if width == view.width {
      string.data.copyMemory(from: start, byteCount: view.byteCount)
    } else {
      for index in 0..<view.count { string.set(index, view[index]) }
    }
    return .object(heap.pooled(string.object))
  }

  /// Appends `str(value)`.
  func appendStr(_ value: Value, to text: inout TextBuilder) throws(Raised) {
    switch value {
    case .int(let number): text.append(decimal: number)
    case .float(let number): text.append(FloatText.repr(number))
    default:
      let result = try strValue(value)
      if let object = result.object(.string) { text.append(StringObject(object).view) }
    }
  }

  // MARK: f-strings

  /// A field of an f-string: conversion in the low bits, a format spec in the next register if
  /// bit 3 is set.
  func formatField(_ operand: UnsafeMutablePointer<Value>, _ code: Int) throws(Raised) -> Value {
    var value = operand.pointee
    switch code & 7 {
    case 1: value = try strValue(value)
    case 2: value = try reprValue(value)
    case 3: value = string(try ascii(value))
    default: break
    }
    let result = try format(value, code & 8 != 0 ? operand[1] : .undefined)
    let owned = own(result)
    clear(operand, code & 8 != 0 ? 2 : 1)
    return pooled(owned)
  }

  /// Joins the strings of an f-string into a, which they give up.
  func buildString(_ a: UnsafeMutablePointer<Value>, _ first: UnsafeMutablePointer<Value>, _ count: Int) {
    var total = 0
    var width = 1
    for index in 0..<count {
      guard let part = first[index].object(.string).map(StringObject.init) else { continue }
      total += part.count
      width = max(width, part.width)
    }
    let result = heap.allocateString(count: total, width: width, type: types.string)
    var offset = 0
    for index in 0..<count {
      guard let part = first[index].object(.string).map(StringObject.init) else { continue }
      part.copy(0..<part.count, to: result, at: offset)
      offset += part.count
      store(first + index, .undefined)
    }
    store(a, .object(result.object))
  }
}

