import Glibc

/// `_json`, the half that reads: JSON text as values, for `json.JSONDecoder`.
let jsonDecodingFunctions: [Builtin] = [
  Builtin(
    """
    scan(text, start, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant, \
    strict, fail)
    """,
    "The value that begins at start, and where it ends. fail(message, text, place) raises."
  ) { (m, a) throws(Raised) in
    guard let object = a[0].object(.string) else {
      throw m.raise(
        .typeError, "first argument must be a string, not \(m.typeName(of: a[0]))")
    }
    let text = StringObject(object)
    let start = try m.index(a[1])
    guard start >= 0 else { throw m.raise(.valueError, "idx cannot be negative") }
    let hooks = try JSONHooks(a, m)
    switch text.width {
    case 1: return try JSONTextReader<UInt8>.read(text, start, hooks, m)
    case 2: return try JSONTextReader<UInt16>.read(text, start, hooks, m)
    default: return try JSONTextReader<UInt32>.read(text, start, hooks, m)
    }
  },
  Builtin("skip_blanks(text, start)", "The place of the first character that is no blank.") {
    (m, a) throws(Raised) in
    guard let text = a[0].object(.string).map(StringObject.init) else { return a[1] }
    var place = try m.index(a[1])
    while place < text.count, isJSONBlank(text[place]) { place += 1 }
    return .int(place)
  },
]

@inline(__always)
private func isJSONBlank(_ unit: some CodeUnit) -> Bool {
  unit == 0x20 || unit == 0x0A || unit == 0x0D || unit == 0x09
}

/// What the decoder's user has a say in; the arguments of `scan`.
private struct JSONHooks {
  let object, pairs, parseFloat, parseInt, parseConstant, fail: Value
  let isStrict: Bool

  init(_ a: Arguments, _ m: Machine) throws(Raised) {
    (object, pairs, parseFloat, parseInt, parseConstant) = (a[2], a[3], a[4], a[5], a[6])
    isStrict = try m.isTrue(a[7])
    fail = a[8]
  }
}

/// Reads JSON as CPython's scanner does, with its messages.
private struct JSONTextReader<Unit: CodeUnit>: ~Copyable {
  private let units: UnsafeBufferPointer<Unit>
  private let text: StringObject
  private let m: Machine
  private let hooks: JSONHooks
  private var keys: JSONKeys
  private var position: Int

  /// The value at `start` of a text, which the caller keeps, and the place behind it.
  static func read(_ text: StringObject, _ start: Int, _ hooks: JSONHooks, _ m: Machine)
    throws(Raised) -> Value
  {
    var reader = Self(
      units: text.units(Unit.self, 0..<text.count), text: text, m: m, hooks: hooks,
      keys: JSONKeys(), position: start)
    let value = try reader.value()
    return m.tuple(value, .int(reader.position))
  }

  private func failure(_ message: String, _ place: Int) throws(Raised) -> Raised {
    _ = try m.call(hooks.fail, [m.string(message), .object(text.object), .int(place)])
    return m.raise(.valueError, message)
  }

  /// The unit at a place; 0 beyond the end.
  @inline(__always)
  private func unit(_ place: Int) -> Unit { place < units.count ? units[place] : 0 }

  @inline(__always)
  private mutating func skipBlanks() {
    while position < units.count, isJSONBlank(units[position]) { position += 1 }
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard position + count <= units.count else { return false }
    for offset in 0..<count where units[position + offset] != Unit(word.utf8Start[offset]) {
      return false
    }
    position += count
    return true
  }

  /// One value; it begins right here.
  private mutating func value() throws(Raised) -> Value {
    try m.checkInterrupt()
    switch UInt32(unit(position)) {
    case 0x22:
      position += 1
      return try string(isKey: false)
    case 0x7B:
      return try nested(" while decoding a JSON object from a unicode string") {
        (reader) throws(Raised) in try reader.object()
      }
    case 0x5B:
      return try nested(" while decoding a JSON array from a unicode string") {
        (reader) throws(Raised) in try reader.array()
      }
    case 0x6E where take("null"): return .none
    case 0x74 where take("true"): return .bool(true)
    case 0x66 where take("false"): return .bool(false)
    case 0x4E where take("NaN"): return try m.call(hooks.parseConstant, with: m.string("NaN"))
    case 0x49 where take("Infinity"):
      return try m.call(hooks.parseConstant, with: m.string("Infinity"))
    case 0x2D where take("-Infinity"):
      return try m.call(hooks.parseConstant, with: m.string("-Infinity"))
    default: return try number()
    }
  }

  /// Counts the depth toward the recursion limit.
  private mutating func nested(
    _ activity: StaticString, _ read: (inout Self) throws(Raised) -> Value
  ) throws(Raised) -> Value {
    try m.enterNative(activity)
    defer { m.leaveNative() }
    position += 1
    return try read(&self)
  }

  // MARK: Containers

  private mutating func array() throws(Raised) -> Value {
    let list = m.newList()
    skipBlanks()
    if unit(position) == 0x5D {
      position += 1
      return .object(list.object)
    }
    while true {
      let mark = m.heap.state.pointee.poolCount
      list.append(try value())
      m.heap.drain(to: mark)
      skipBlanks()
      if unit(position) == 0x5D { break }
      guard unit(position) == 0x2C else { throw try failure("Expecting ',' delimiter", position) }
      position += 1
      skipBlanks()
    }
    position += 1
    return .object(list.object)
  }

  private mutating func object() throws(Raised) -> Value {
    let dict = m.newDict()
    let pairs = hooks.pairs.isNone ? nil : m.newList()
    skipBlanks()
    if unit(position) != 0x7D {
      repeat {
        skipBlanks()
        guard unit(position) == 0x22 else {
          throw try failure("Expecting property name enclosed in double quotes", position)
        }
        let mark = m.heap.state.pointee.poolCount
        try member(of: dict, pairs)
        m.heap.drain(to: mark)
        skipBlanks()
      } while try hasMoreMembers()
    }
    position += 1
    if let pairs { return try m.call(hooks.pairs, with: .object(pairs.object)) }
    return hooks.object.isNone
      ? .object(dict.object) : try m.call(hooks.object, with: .object(dict.object))
  }

  private mutating func member(of dict: Dict, _ pairs: List?) throws(Raised) {
    position += 1
    let key = try string(isKey: true)
    skipBlanks()
    guard unit(position) == 0x3A else { throw try failure("Expecting ':' delimiter", position) }
    position += 1
    skipBlanks()
    let value = try value()
    if let pairs {
      pairs.append(m.tuple(key, value))
    } else {
      try m.set(key, value, in: dict)
    }
  }

  private mutating func hasMoreMembers() throws(Raised) -> Bool {
    if unit(position) == 0x7D { return false }
    guard unit(position) == 0x2C else { throw try failure("Expecting ',' delimiter", position) }
    position += 1
    return true
  }

  // MARK: Numbers

  private mutating func number() throws(Raised) -> Value {
    let start = position
    var scan = JSONNumber()
    if unit(position) == 0x2D { position += 1 }
    guard isDigit(position) else {
      position = start
      throw try failure("Expecting value", start)
    }
    if unit(position) == 0x30 { position += 1 } else { digits(&scan) }
    if unit(position) == 0x2E, isDigit(position + 1) {
      scan.isFloat = true
      position += 1
      let first = position
      digits(&scan)
      scan.exponent = first - position
    }
    exponent(&scan)
    return try value(of: scan, start..<position)
  }

  @inline(__always)
  private func isDigit(_ place: Int) -> Bool { unit(place) >= 0x30 && unit(place) <= 0x39 }

  @inline(__always)
  private mutating func digits(_ scan: inout JSONNumber) {
    while isDigit(position) {
      scan.append(Int(truncatingIfNeeded: units[position]) &- 0x30)
      position += 1
    }
  }

  /// Reads an exponent; an `e` without digits behind it is left alone.
  private mutating func exponent(_ scan: inout JSONNumber) {
    guard unit(position) | 0x20 == 0x65 else { return }
    let isNegative = unit(position + 1) == 0x2D
    var place = position + (isNegative || unit(position + 1) == 0x2B ? 2 : 1)
    guard isDigit(place) else { return }
    scan.isFloat = true
    var power = 0
    while isDigit(place) {
      power = min(power &* 10 &+ Int(truncatingIfNeeded: units[place]) &- 0x30, 1 << 20)
      place += 1
    }
    scan.exponent += isNegative ? -power : power
    position = place
  }

  /// The number at a range: by itself where it is short and nobody else is to read it.
  private func value(of scan: JSONNumber, _ range: Range<Int>) throws(Raised) -> Value {
    let isNegative = units[range.lowerBound] == 0x2D
    let type = scan.isFloat ? m.types.float : m.types.int
    let parse = scan.isFloat ? hooks.parseFloat : hooks.parseInt
    if case .object(type) = parse, scan.digitCount <= JSONNumber.mostDigits {
      if !scan.isFloat { return .int(isNegative ? -scan.digits : scan.digits) }
      if let magnitude = FloatText.exact(scan.digits, exponent: scan.exponent) {
        return .float(isNegative ? -magnitude : magnitude)
      }
    }
    if scan.isFloat, case .object(type) = parse {
      let bytes = units[range].map { UInt8(truncatingIfNeeded: $0) }
      return .float(FloatText.parseDecimal(String(decoding: bytes, as: UTF8.self)))
    }
    return try m.call(parse, with: m.substring(text, range))
  }

  // MARK: Strings

  /// A string whose opening quote has been passed.
  private mutating func string(isKey: Bool) throws(Raised) -> Value {
    let begin = position
    var place = position
    while place < units.count, case let unit = units[place], unit != 0x22, unit != 0x5C,
      unit >= 0x20
    {
      place += 1
    }
    guard place < units.count, units[place] == 0x22 else { return try escapedString(begin, place) }
    position = place + 1
    let range = begin..<place
    return isKey
      ? keys.key(UnsafeBufferPointer(rebasing: units[range]), m) { m.substring(text, range) }
      : m.substring(text, range)
  }

  /// A string that is plain only up to a place.
  private mutating func escapedString(_ begin: Int, _ end: Int) throws(Raised) -> Value {
    var result = TextBuilder()
    var plainStart = begin
    position = end
    while true {
      guard position < units.count else {
        throw try failure("Unterminated string starting at", begin - 1)
      }
      let unit = units[position]
      if unit == 0x22 { break }
      if unit < 0x20, hooks.isStrict {
        throw try failure("Invalid control character at", position)
      }
      position += 1
      guard unit == 0x5C else { continue }
      result.append(text.view[plainStart..<(position - 1)])
      result.append(try escape(begin - 1))
      plainStart = position
    }
    result.append(text.view[plainStart..<position])
    position += 1
    return try m.string(result)
  }

  /// The character that stands behind a backslash in other words.
  private mutating func escape(_ begin: Int) throws(Raised) -> UInt32 {
    guard position < units.count else {
      throw try failure("Unterminated string starting at", begin)
    }
    position += 1
    switch UInt32(units[position - 1]) {
    case 0x22: return 0x22
    case 0x5C: return 0x5C
    case 0x2F: return 0x2F
    case 0x62: return 8
    case 0x66: return 0xC
    case 0x6E: return 0xA
    case 0x72: return 0xD
    case 0x74: return 9
    case 0x75: return try unicodeEscape()
    default: throw try failure("Invalid \\escape", position - 2)
    }
  }

  /// `XXXX` of `\uXXXX`; two of them where they are a surrogate pair.
  private mutating func unicodeEscape() throws(Raised) -> UInt32 {
    let high = try hexUnit(at: position)
    position += 4
    guard (0xD800...0xDBFF).contains(high), unit(position) == 0x5C, unit(position + 1) == 0x75
    else { return high }
    let low = try hexUnit(at: position + 2)
    guard (0xDC00...0xDFFF).contains(low) else { return high }
    position += 6
    return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
  }

  private func hexUnit(at place: Int) throws(Raised) -> UInt32 {
    var result: UInt32 = 0
    for offset in 0..<4 {
      let character = UInt32(unit(place + offset))
      switch character {
      case 0x30...0x39: result = result << 4 | (character - 0x30)
      case 0x41...0x46, 0x61...0x66: result = result << 4 | (character & 0x1F + 9)
      default: throw try failure("Invalid \\uXXXX escape", place - 1)
      }
    }
    return result
  }
}

/// The digits of a number and the power of ten they are multiplied by.
private struct JSONNumber {
  var isFloat = false
  var digits = 0
  var digitCount = 0
  var exponent = 0

  /// More may not fit in `digits`.
  static let mostDigits = 18

  @inline(__always)
  mutating func append(_ digit: Int) {
    digits = digits &* 10 &+ digit
    digitCount &+= 1
  }
}

/// The keys read so far, or some of them: objects of a list mostly have the same ones.
private struct JSONKeys: ~Copyable {
  private var known = [Value](repeating: .undefined, count: 64)

  deinit { for key in known { drop(key) } }

  /// The string of some units, lent by the pool; `make` makes one that is not known.
  @inline(__always)
  mutating func key<Unit: CodeUnit>(
    _ units: UnsafeBufferPointer<Unit>, _ m: Machine, _ make: () -> Value
  ) -> Value {
    guard units.count > 1, units.count <= 32 else { return make() }
    var mixed = UInt32(units.count)
    for unit in units { mixed = mixed &* 31 &+ UInt32(truncatingIfNeeded: unit) }
    let slot = Int(mixed & 63)
    if let key = known[slot].object(.string), isEqual(StringObject(key), units) {
      return m.pooled(own(.object(key)))
    }
    let key = make()
    drop(known[slot])
    known[slot] = own(key)
    return key
  }

  @inline(__always)
  private func isEqual<Unit: CodeUnit>(
    _ key: StringObject, _ units: UnsafeBufferPointer<Unit>
  ) -> Bool {
    guard key.count == units.count else { return false }
    if key.width == MemoryLayout<Unit>.stride {
      return memcmp(key.data, UnsafeRawPointer(units.baseAddress.unsafelyUnwrapped), key.byteCount)
        == 0
    }
    for index in 0..<key.count where key[index] != UInt32(units[index]) { return false }
    return true
  }
}
