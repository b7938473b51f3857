/// `_json`, the half that writes: values as JSON, for `json.JSONEncoder`.
let jsonEncodingFunctions: [Builtin] = [
  Builtin(
    """
    encode(value, default, ensure_ascii, check_circular, allow_nan, indent, key_separator, \
    item_separator, sort_keys, skipkeys)
    """,
    "The JSON text of a value; indent is None or a string. default(value) replaces what JSON has not."
  ) { (m, a) throws(Raised) in
    var writer = JSONTextWriter(a, m, style: try JSONStyle(a, m))
    try writer.write(a[0])
    return try m.string(writer.text)
  },
  quoting("encode_basestring(s, /)", isASCII: false),
  quoting("encode_basestring_ascii(s, /)", isASCII: true),
]

private func quoting(_ signature: String, isASCII: Bool) -> Builtin {
  Builtin(signature, "Return the JSON text of a string.") { (m, a) throws(Raised) in
    guard let string = a[0].object(.string) else {
      throw m.raise(
        .typeError, "first argument must be a string, not \(m.typeName(of: a[0]))")
    }
    var text = TextBuilder()
    text.append(quoted: StringObject(string).view, isASCII: isASCII)
    return try m.string(text)
  }
}

/// How a text is to be laid out; the arguments of `encode`.
private struct JSONStyle {
  let isASCII, checksCircles, allowsNaN, sortsKeys, skipsKeys: Bool
  let indent: StringObject?
  let keySeparator, itemSeparator: StringObject

  init(_ a: Arguments, _ m: Machine) throws(Raised) {
    isASCII = try m.isTrue(a[2])
    checksCircles = try m.isTrue(a[3])
    allowsNaN = try m.isTrue(a[4])
    indent = a[5].object(.string).map(StringObject.init)
    keySeparator = try Self.separator(a[6], 5, m)
    itemSeparator = try Self.separator(a[7], 6, m)
    sortsKeys = try m.isTrue(a[8])
    skipsKeys = try m.isTrue(a[9])
  }

  private static func separator(_ value: Value, _ place: Int, _ m: Machine) throws(Raised)
    -> StringObject
  {
    if let string = value.object(.string) { return StringObject(string) }
    let name = m.typeName(of: value)
    throw m.raise(.typeError, "make_encoder() argument \(place) must be str, not \(name)")
  }
}

/// Writes JSON as CPython's encoder does, with its messages.
private struct JSONTextWriter: ~Copyable {
  var text = TextBuilder()
  private let m: Machine
  private let style: JSONStyle
  private let substitute: Value
  private var depth = 0
  /// What is being written at the moment, by identity.
  private var parents: [Int] = []

  /// The arguments lend the writer what it is given.
  init(_ a: Arguments, _ m: Machine, style: JSONStyle) {
    self.m = m
    self.style = style
    substitute = a[1]
  }

  mutating func write(_ value: Value) throws(Raised) {
    if try writeScalar(value) { return }
    if case .object(let object) = value {
      switch object.kind {
      case .dict: return try write(Dict(object))
      case .list, .tuple: return try writeItems(of: object)
      default: break
      }
    }
    try within(value) { (writer) throws(Raised) in
      try writer.write(try writer.m.call(writer.substitute, with: value))
    }
  }

  /// Writes what is no container; false for all else.
  private mutating func writeScalar(_ value: Value) throws(Raised) -> Bool {
    switch value {
    case .none: text.append("null")
    case .bool(let value): text.append(value ? "true" : "false")
    case .int(let number): text.append(decimal: number)
    case .float(let number): try write(number)
    case .undefined: return false
    case .object(let object):
      switch object.kind {
      case .string: text.append(quoted: StringObject(object).view, isASCII: style.isASCII)
      case .bigInt, .float: try writeNumber(value)
      default: return false
      }
    }
    return true
  }

  /// A number that has an object, as instances of derived classes do.
  private mutating func writeNumber(_ value: Value) throws(Raised) {
    switch m.number(value) {
    case .float(let number)?: try write(number)
    case .integer(let integer)?:
      let limit = m.runtime.digitLimit
      text.append(try m.solve { try integer.text(digitLimit: limit) })
    default: break
    }
  }

  private mutating func write(_ number: Double) throws(Raised) {
    if number.isFinite { return text.append(FloatText.repr(number)) }
    guard style.allowsNaN else {
      // The encoder of indented text, which is another one there, names the number.
      let name = style.indent == nil ? "" : ": " + FloatText.repr(number)
      throw m.raise(.valueError, "Out of range float values are not JSON compliant" + name)
    }
    text.append(number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity")
  }

  // MARK: Containers

  /// Counts the depth toward the recursion limit, and notices a value that is part of itself.
  private mutating func within(
    _ value: Value, _ body: (inout Self) throws(Raised) -> Void
  ) throws(Raised) {
    let identity = style.checksCircles ? m.identity(value) : 0
    if style.checksCircles {
      if parents.contains(identity) {
        throw m.raise(.valueError, "Circular reference detected")
      }
      parents.append(identity)
    }
    try m.enterNative(" while encoding a JSON object")
    defer { m.leaveNative() }
    let mark = m.heap.state.pointee.poolCount
    try body(&self)
    m.heap.drain(to: mark)
    if style.checksCircles { parents.removeLast() }
  }

  private mutating func writeItems(of object: Object) throws(Raised) {
    // A derived class may iterate over other items than those it stores.
    let isDerived = TypeObject(object.type).isUserDefined
    let items = isDerived ? m.list(try m.collect(.object(object))) : .object(object)
    guard case .object(let stored) = items, stored.itemCount > 0 else {
      return text.append("[]")
    }
    try within(.object(object)) { (writer) throws(Raised) in
      writer.open("[")
      var index = 0
      // Where code of the language runs, a list may change.
      while index < stored.itemCount {
        let item = stored.kind == .list ? List(stored)[index] : Tuple(stored)[index]
        writer.separate(isFirst: index == 0)
        let mark = writer.m.heap.state.pointee.poolCount
        try writer.write(writer.m.pooled(own(item)))
        writer.m.heap.drain(to: mark)
        try writer.m.checkInterrupt()
        index += 1
      }
      writer.close("]")
    }
  }

  private mutating func write(_ dict: Dict) throws(Raised) {
    if dict.count == 0 { return text.append("{}") }
    try within(.object(dict.object)) { (writer) throws(Raised) in
      let pairs = try writer.pairs(of: dict)
      writer.open("{")
      var isFirst = true
      for (key, value) in pairs {
        try writer.m.checkInterrupt()
        guard try writer.begins(key, isFirst: isFirst) else { continue }
        isFirst = false
        writer.text.append(writer.style.keySeparator.view)
        let mark = writer.m.heap.state.pointee.poolCount
        try writer.write(value)
        writer.m.heap.drain(to: mark)
      }
      writer.close("}")
    }
  }

  /// The entries as they are now, lent by the pool: sorted by their keys where that is asked for,
  /// and what `items()` of a derived class says.
  private func pairs(of dict: Dict) throws(Raised) -> [(key: Value, value: Value)] {
    var pairs: [(key: Value, value: Value)] = []
    if !style.sortsKeys, !TypeObject(dict.object.type).isUserDefined {
      pairs.reserveCapacity(dict.count)
      dict.forEach { key, value in pairs.append((m.pooled(own(key)), m.pooled(own(value)))) }
      return pairs
    }
    let method = try m.attribute(of: .object(dict.object), m.symbol("items"))
    guard let items = m.list(try m.collect(try m.call(method, []))).object(.list).map(List.init)
    else { return pairs }
    if style.sortsKeys { try m.sort(items, key: .none, isReversed: false) }
    for index in 0..<items.count {
      guard let pair = m.items(items[index]), pair.count == 2 else {
        throw m.raise(.valueError, "items must return 2-tuples")
      }
      pairs.append((pair[0], pair[1]))
    }
    return pairs
  }

  /// Writes the key of an entry and what stands before it; false if the entry is left out.
  private mutating func begins(_ key: Value, isFirst: Bool) throws(Raised) -> Bool {
    if key.object(.string) != nil {
      separate(isFirst: isFirst)
      return try writeScalar(key)
    }
    guard key.isNone || isRealNumber(key) else {
      if style.skipsKeys { return false }
      throw m.raise(
        .typeError,
        "keys must be str, int, float, bool or None, not \(m.typeName(of: key))")
    }
    separate(isFirst: isFirst)
    text.append(0x22)
    _ = try writeScalar(key)
    text.append(0x22)
    return true
  }

  private func isRealNumber(_ value: Value) -> Bool {
    switch m.number(value) {
    case .integer?, .float?: true
    case .complex?, nil: false
    }
  }

  // MARK: Layout

  private mutating func open(_ bracket: Unicode.Scalar) {
    text.append(bracket.value)
    depth += 1
    breakLine()
  }

  private mutating func separate(isFirst: Bool) {
    if isFirst { return }
    text.append(style.itemSeparator.view)
    breakLine()
  }

  private mutating func close(_ bracket: Unicode.Scalar) {
    depth -= 1
    breakLine()
    text.append(bracket.value)
  }

  private mutating func breakLine() {
    guard let indent = style.indent else { return }
    text.append(0x0A)
    for _ in 0..<depth { text.append(indent.view) }
  }
}

extension TextBuilder {
  /// Appends a string as JSON writes it, between quotes.
  fileprivate mutating func append(quoted string: TextView, isASCII: Bool) {
    append(0x22)
    var plainStart = 0
    for index in 0..<string.count {
      let character = string[index]
      let isPlain =
        character >= 0x20 && character != 0x22 && character != 0x5C
        && (character < 0x7F || !isASCII)
      if isPlain { continue }
      append(string[plainStart..<index])
      append(escaped: character)
      plainStart = index + 1
    }
    append(string[plainStart..<string.count])
    append(0x22)
  }

  private mutating func append(escaped character: UInt32) {
    switch character {
    case 0x22: append("\\\"")
    case 0x5C: append("\\\\")
    case 0x0A: append("\\n")
    case 0x0D: append("\\r")
    case 0x09: append("\\t")
    case 0x0C: append("\\f")
    case 0x08: append("\\b")
    case ..<0x10000: append(unit: character)
    default:
      append(unit: 0xD800 + (character - 0x10000) >> 10)
      append(unit: 0xDC00 + (character - 0x10000) & 0x3FF)
    }
  }

  /// Appends `\uXXXX`.
  private mutating func append(unit: UInt32) {
    append(atMost: 6) { target in
      target[0] = 0x5C
      target[1] = 0x75
      for place in 2..<6 {
        let digit = UInt8(truncatingIfNeeded: unit >> UInt32(20 - 4 * place) & 0xF)
        target[place] = digit < 10 ? 0x30 + digit : 0x61 + digit - 10
      }
      return 6
    }
  }
}

extension Object {
  /// The items of a list or a tuple.
  fileprivate var itemCount: Int { kind == .list ? List(self).count : Tuple(self).count }
}
