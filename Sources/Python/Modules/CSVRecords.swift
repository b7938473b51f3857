/// What readers and writers share: values they own, of which the collector has to know.
class CSVEnd {
  /// The iterator over lines, or the function that writes. Owned.
  @exclusivity(unchecked) fileprivate var partner: Value
  fileprivate let dialectValue: Value
  fileprivate let dialect: CSVDialect
  fileprivate let csv: CSVModule

  init(_ partner: Value, _ dialectValue: Value, _ dialect: CSVDialect, _ csv: CSVModule) {
    self.partner = own(partner)
    self.dialectValue = own(dialectValue)
    (self.dialect, self.csv) = (dialect, csv)
  }

  deinit {
    drop(partner)
    drop(dialectValue)
  }

  fileprivate func visit(_ visit: (Value) -> Void) {
    visit(partner)
    visit(dialectValue)
  }

  fileprivate func cut() {
    let old = partner
    partner = .undefined
    drop(old)
  }
}

/// How the heap treats readers and writers.
var csvTraits: ForeignTraits {
  ForeignTraits(
    visit: { content, isOnlyOwner, visit in
      if isOnlyOwner { unsafeDowncast(content, to: CSVEnd.self).visit(visit) }
    },
    cut: { unsafeDowncast($0, to: CSVEnd.self).cut() })
}

// MARK: - Reading

let csvReaderMethods: [Builtin] = [
  Builtin("__iter__(self, /)", "Implement iter(self).") { (m, a) throws(Raised) in a[0] },
  Builtin("__next__(self, /)", "Implement next(self).") { (m, a) throws(Raised) in
    if let row = try CSVReader.of(a[0]).next(m) { return row }
    throw m.raise(m.types[.stopIteration], [])
  },
]

let csvReaderProperties = [
  ForeignProperty("dialect", "The dialect of the reader.") { (m, a) throws(Raised) in
    CSVReader.of(a).dialectValue
  },
  ForeignProperty("line_num", "How many lines have been read.") { (m, a) throws(Raised) in
    .int(CSVReader.of(a).lineCount)
  },
]

final class CSVReader: CSVEnd {
  fileprivate static func of(_ value: Value) -> CSVReader {
    let body = value.object.unsafelyUnwrapped.body(ForeignBody.self)
    return unsafeDowncast(body.pointee.content.takeUnretainedValue(), to: CSVReader.self)
  }

  @exclusivity(unchecked) fileprivate private(set) var lineCount = 0

  /// The next row, a list; nil at the end of the lines.
  fileprivate func next(_ m: Machine) throws(Raised) -> Value? {
    guard let first = try line(m) else { return nil }
    let record = CSVRecord(m, dialect, csv)
    try record.read(first)
    while record.state != .startRecord {
      guard let line = try line(m) else {
        if dialect.isStrict { throw csv.failure("unexpected end of data", m) }
        try record.finishField()
        break
      }
      try record.read(line)
    }
    return .object(record.fields.object)
  }

  /// The next line, which the pool keeps; nil at the end.
  private func line(_ m: Machine) throws(Raised) -> StringObject? {
    guard let line = try m.nextKept(partner) else { return nil }
    guard let text = line.object(.string).map(StringObject.init) else {
      throw csv.failure(
        "iterator should return strings, not \(m.typeName(of: line)) (the file should be opened "
          + "in text mode)", m)
    }
    lineCount += 1
    return text
  }
}

/// A row that is being read: a state machine over characters, which takes runs of plain ones at
/// once.
private final class CSVRecord {
  enum State {
    case startRecord, startField, escaped, inField, inQuotes, escapedInQuotes, quoteInQuotes
    case endOfLine, afterEscapedEnd
  }

  private let m: Machine
  private let dialect: CSVDialect
  private let csv: CSVModule
  let fields: List
  @exclusivity(unchecked) private(set) var state = State.startRecord
  /// What has been read of the field: a part of the line, behind what the builder has.
  @exclusivity(unchecked) private var run = 0..<0
  /// The line that the run is part of.
  @exclusivity(unchecked) private var line: StringObject?
  @exclusivity(unchecked) private var earlier = TextBuilder(capacity: 0)
  /// Whether the field is to become a number.
  @exclusivity(unchecked) private var isNumber = false

  init(_ m: Machine, _ dialect: CSVDialect, _ csv: CSVModule) {
    (self.m, self.dialect, self.csv) = (m, dialect, csv)
    fields = m.newList(capacity: 8)
  }

  /// Reads a line, in characters of its width.
  func read(_ text: StringObject) throws(Raised) {
    switch text.width {
    case 1: try read(text, text.units(UInt8.self, 0..<text.count))
    case 2: try read(text, text.units(UInt16.self, 0..<text.count))
    default: try read(text, text.units(UInt32.self, 0..<text.count))
    }
  }

  /// Reads a line and its end.
  private func read<Unit: CodeUnit>(_ text: StringObject, _ units: UnsafeBufferPointer<Unit>)
    throws(Raised)
  {
    let delimiter = dialect.delimiter
    let quote = dialect.quote ?? .max
    let escape = dialect.escape ?? .max
    var place = 0
    while place < units.count {
      if state == .inField || state == .inQuotes {
        let isQuoted = state == .inQuotes
        let start = place
        while place < units.count {
          let unit = UInt32(truncatingIfNeeded: units[place])
          if unit == escape { break }
          if isQuoted ? unit == quote : unit == delimiter || unit == 0x0A || unit == 0x0D { break }
          place &+= 1
        }
        try add(start..<place, text)
        if place == units.count { break }
      }
      try take(UInt32(truncatingIfNeeded: units[place]), at: place, text)
      place &+= 1
    }
    try takeEnd(text)
    keepRun(of: text)
  }

  /// One character.
  private func take(_ character: UInt32, at place: Int, _ text: StringObject)
    throws(Raised)
  {
    let isEnd = character == 0x0A || character == 0x0D
    switch state {
    case .startRecord, .startField: try begin(character, at: place, isEnd: isEnd, text)
    case .escaped:
      try add(place..<(place + 1), text)
      state = isEnd ? .afterEscapedEnd : .inField
    case .afterEscapedEnd, .inField:
      state = .inField
      if isEnd {
        try finishField()
        state = .endOfLine
      } else if character == dialect.escape {
        state = .escaped
      } else if character == dialect.delimiter {
        try finishField()
        state = .startField
      } else {
        try add(place..<(place + 1), text)
      }
    case .inQuotes:
      if character == dialect.escape {
        state = .escapedInQuotes
      } else if character == dialect.quote, dialect.quoting != .none {
        state = dialect.doublesQuotes ? .quoteInQuotes : .inField
      } else {
        try add(place..<(place + 1), text)
      }
    case .escapedInQuotes:
      try add(place..<(place + 1), text)
      state = .inQuotes
    case .quoteInQuotes: try takeAfterQuote(character, at: place, isEnd: isEnd, text)
    case .endOfLine:
      guard isEnd else {
        throw csv.failure(
          "new-line character seen in unquoted field - do you need to open the file in "
            + "universal-newline mode?", m)
      }
    }
  }

  /// The first character of a field.
  private func begin(
    _ character: UInt32, at place: Int, isEnd: Bool, _ text: StringObject
  ) throws(Raised) {
    if isEnd {
      if state == .startField { try finishField() }
      state = .endOfLine
    } else if character == dialect.quote, dialect.quoting != .none {
      state = .inQuotes
    } else if character == dialect.escape {
      state = .escaped
    } else if character == 0x20, dialect.skipsSpace {
      state = .startField
    } else if character == dialect.delimiter {
      try finishField()
      state = .startField
    } else {
      isNumber = dialect.quoting == .nonNumeric
      try add(place..<(place + 1), text)
      state = .inField
    }
  }

  /// What follows a quote within quotes.
  private func takeAfterQuote(
    _ character: UInt32, at place: Int, isEnd: Bool, _ text: StringObject
  ) throws(Raised) {
    if character == dialect.quote, dialect.quoting != .none {
      try add(place..<(place + 1), text)
      state = .inQuotes
    } else if character == dialect.delimiter {
      try finishField()
      state = .startField
    } else if isEnd {
      try finishField()
      state = .endOfLine
    } else if !dialect.isStrict {
      try add(place..<(place + 1), text)
      state = .inField
    } else {
      let delimiter = Unicode.Scalar(dialect.delimiter).map(String.init) ?? ""
      let quote = dialect.quote.flatMap(Unicode.Scalar.init).map(String.init) ?? ""
      throw csv.failure("'\(delimiter)' expected after '\(quote)'", m)
    }
  }

  /// The end of a line, which may lie within quotes.
  private func takeEnd(_ text: StringObject) throws(Raised) {
    switch state {
    case .startRecord, .endOfLine: state = .startRecord
    case .startField, .inField, .quoteInQuotes:
      try finishField()
      state = .startRecord
    case .escaped, .escapedInQuotes:
      keepRun(of: text)
      earlier.append(0x0A)
      state = state == .escaped ? .inField : .inQuotes
    case .afterEscapedEnd, .inQuotes: break
    }
  }

  /// Adds a part of the line to the field.
  @inline(__always)
  private func add(_ range: Range<Int>, _ text: StringObject) throws(Raised) {
    if range.isEmpty { return }
    if run.upperBound == range.lowerBound, !run.isEmpty {
      run = run.lowerBound..<range.upperBound
    } else {
      keepRun(of: text)
      run = range
      line = text
    }
    guard earlier.count + run.count <= csv.fieldLimit else {
      throw csv.failure("field larger than field limit (\(csv.fieldLimit))", m)
    }
  }

  /// Copies the run, as another one begins or the line goes.
  private func keepRun(of text: StringObject) {
    if run.isEmpty { return }
    earlier.append(text.view[run])
    run = 0..<0
  }

  /// Adds the field to the row.
  func finishField() throws(Raised) {
    let owned: Value
    if earlier.count == 0, let line {
      owned = m.makeSubstring(line, run)
    } else {
      if let line { keepRun(of: line) }
      owned = own(m.string(earlier.view))
      earlier = TextBuilder(capacity: 0)
    }
    run = 0..<0
    if isNumber {
      isNumber = false
      fields.append(try m.call(.object(m.types.float), with: m.pooled(owned)))
    } else {
      fields.append(owned: owned)
    }
  }
}

// MARK: - Writing

let csvWriterMethods: [Builtin] = [
  Builtin(
    "writerow(self, row, /)", "Construct and write a CSV record from an iterable of fields."
  ) {
    (m, a) throws(Raised) in try CSVWriter.of(a[0]).write(row: a[1], m)
  },
  Builtin("writerows(self, rows, /)", "Construct and write a series of iterables to a csv file.") {
    (m, a) throws(Raised) in
    let writer = CSVWriter.of(a[0])
    try m.forEach(a[1]) { (row) throws(Raised) in _ = try writer.write(row: row, m) }
    return .none
  },
]

let csvWriterProperties = [
  ForeignProperty("dialect", "The dialect of the writer.") { (m, a) throws(Raised) in
    CSVWriter.of(a).dialectValue
  }
]

final class CSVWriter: CSVEnd {
  fileprivate static func of(_ value: Value) -> CSVWriter {
    let body = value.object.unsafelyUnwrapped.body(ForeignBody.self)
    return unsafeDowncast(body.pointee.content.takeUnretainedValue(), to: CSVWriter.self)
  }

  /// Writes a row; what the file's `write` returns.
  fileprivate func write(row: Value, _ m: Machine) throws(Raised) -> Value {
    guard m.isIterable(row) else {
      throw csv.failure("iterable expected, not \(m.typeName(of: row))", m)
    }
    var text = TextBuilder()
    var count = 0
    try m.forEach(row) { (field) throws(Raised) in
      if count > 0 { text.append(dialect.delimiter) }
      try append(field, to: &text, m)
      count += 1
    }
    if count > 0, text.count == 0 {
      if dialect.quoting == .none {
        throw csv.failure("single empty field record must be quoted", m)
      }
      text.append(repeating: dialect.quote ?? 0, count: 2)
    }
    text.append(StringObject(dialect.lineTerminator.object.unsafelyUnwrapped).view)
    return try m.call(partner, with: try m.string(text))
  }

  private func append(_ field: Value, to text: inout TextBuilder, _ m: Machine) throws(Raised) {
    let isQuoted =
      dialect.quoting == .all || dialect.quoting == .nonNumeric && !m.isNumber(field)
    if case .int(let number) = field, !isQuoted, dialect.isPlainForNumbers {
      return text.append(decimal: number)
    }
    if field.isNone {
      return try append(TextView(start: nil, count: 0, width: 1), isQuoted, to: &text, m)
    }
    let content = m.isString(field) ? field : try m.strValue(field)
    guard let string = content.object(.string) else { return }
    try append(StringObject(string).view, isQuoted, to: &text, m)
  }

  private var terminator: TextView {
    StringObject(dialect.lineTerminator.object.unsafelyUnwrapped).view
  }

  private func append(
    _ field: TextView, _ isQuoted: Bool, to text: inout TextBuilder, _ m: Machine
  ) throws(Raised) {
    let start = text.count
    var isQuoted = isQuoted
    if let first = firstSpecial(in: field) {
      text.append(field[0..<first])
      for index in first..<field.count {
        let character = field[index]
        if isSpecial(character) { try mark(character, &isQuoted, in: &text, m) }
        text.append(character)
      }
    } else {
      text.append(field)
    }
    if isQuoted, let quote = dialect.quote {
      text.insert(quote, times: 1, at: start)
      text.append(quote)
    }
  }

  /// Puts what has to stand before a special character.
  private func mark(
    _ character: UInt32, _ isQuoted: inout Bool, in text: inout TextBuilder, _ m: Machine
  ) throws(Raised) {
    var escapes = dialect.quoting == .none
    if !escapes {
      if character == dialect.quote {
        if dialect.doublesQuotes { text.append(character) } else { escapes = true }
      } else if character == dialect.escape {
        escapes = true
      }
      if !escapes { isQuoted = true }
    }
    guard escapes else { return }
    guard let escape = dialect.escape else {
      throw csv.failure("need to escape, but no escapechar set", m)
    }
    text.append(escape)
  }

  private func isSpecial(_ character: UInt32) -> Bool {
    character == dialect.delimiter || character == dialect.quote || character == dialect.escape
      || terminator.firstIndex(of: character) != nil
  }

  private func firstSpecial(in field: TextView) -> Int? {
    let ends = terminator
    let (delimiter, quote) = (dialect.delimiter, dialect.quote ?? .max)
    let escape = dialect.escape ?? .max
    let first = ends.count > 0 ? ends[0] : .max
    let second = ends.count > 1 ? ends[1] : .max
    for index in 0..<field.count {
      let character = field[index]
      if character == delimiter || character == quote || character == escape
        || character == first || character == second
        || ends.count > 2 && ends.firstIndex(of: character) != nil
      {
        return index
      }
    }
    return nil
  }
}
