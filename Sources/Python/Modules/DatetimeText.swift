import Glibc

extension Machine {
  /// What strftime makes of a moment: C's function, after the directives that it does not know.
  ///
  /// - Parameter argument: What the time zone is asked about: the `datetime`, or None.
  func formatted(
    _ moment: Moment, _ value: Value, _ argument: Value, _ format: Value, _ types: DatetimeModule
  ) throws(Raised) -> Value {
    let known = try withoutOwnDirectives(text(format) ?? "", moment, value, argument, types)
    if known.isEmpty { return string("") }
    var parts = tm()
    parts.tm_year = Int32(moment.day.year - 1900)
    parts.tm_mon = Int32(moment.day.month - 1)
    parts.tm_mday = Int32(moment.day.day)
    parts.tm_hour = Int32(moment.hour)
    parts.tm_min = Int32(moment.minute)
    parts.tm_sec = Int32(moment.second)
    parts.tm_wday = Int32((moment.day.weekday + 1) % 7)
    parts.tm_yday = Int32(moment.day.dayOfYear - 1)
    parts.tm_isdst = -1
    // A character that is always there tells an empty result from a buffer that is too small.
    let pattern = known + "."
    let capacity = 256 + 32 * pattern.utf8.count
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
      guard let start = buffer.baseAddress else { return .none }
      let count = max(1, strftime(start, capacity, pattern, &parts)) - 1
      let bytes = UnsafeRawBufferPointer(start: start, count: count)
      if bytes.isASCII { return string(latin1: bytes.bindMemory(to: UInt8.self)) }
      return string(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// The format with `%f`, `%z` and `%Z` filled in.
  private func withoutOwnDirectives(
    _ format: String, _ moment: Moment, _ value: Value, _ argument: Value, _ types: DatetimeModule
  ) throws(Raised) -> String {
    let bytes = Array(format.utf8)
    let percent = UInt8(ascii: "%")
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      let next = place + 1 < bytes.count ? bytes[place + 1] : 0
      guard bytes[place] == percent, next != 0 else {
        result.append(bytes[place])
        place += 1
        continue
      }
      switch next {
      case UInt8(ascii: "f"): result += Array(digits(moment.microsecond, 6).utf8)
      case UInt8(ascii: "z"):
        result += Array(try offsetText(moment, argument, separator: "", types).utf8)
      case UInt8(ascii: "Z"):
        result += Array(try zoneName(moment, argument).utf8)
      default: result += [percent, next]
      }
      place += 2
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The name of the time zone, its percent signs doubled.
  private func zoneName(_ moment: Moment, _ argument: Value) throws(Raised) -> String {
    if moment.zone.isNone { return "" }
    let name = try call(try attribute(of: moment.zone, symbol("tzname")), with: argument)
    var result = ""
    for character in text(name) ?? "" { result += character == "%" ? "%%" : String(character) }
    return result
  }
}

/// Reads times in formats of plain numbers. Whatever it is not sure of it leaves to the full reader,
/// which knows all directives and makes the error texts.
struct PlainTimeReader {
  private let text: [UInt8]
  private var place = 0
  private var day = CalendarDay(year: 1900, month: 1, day: 1)
  private var clock = ClockTime()

  private init(_ text: String) { self.text = Array(text.utf8) }

  static func read(_ text: String, format: String) -> (CalendarDay, ClockTime)? {
    var reader = PlainTimeReader(text)
    let format = Array(format.utf8)
    var index = 0
    var seen = Set<UInt8>()
    while index < format.count {
      let byte = format[index]
      index += 1
      if byte == UInt8(ascii: "%"), index < format.count {
        guard seen.insert(format[index]).inserted, reader.take(directive: format[index]) else {
          return nil
        }
        index += 1
      } else {
        guard reader.take(literal: byte) else { return nil }
      }
    }
    let day = reader.day
    guard reader.place == reader.text.count, CalendarDay.years.contains(day.year),
      day.day <= CalendarDay.days(in: day.month, of: day.year)
    else { return nil }
    return (day, reader.clock)
  }

  /// A character that stands for itself: no letter, as case does not matter, and one blank.
  private mutating func take(literal byte: UInt8) -> Bool {
    let isPlain = byte < 128 && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & ~0x20)
    guard isPlain, place < text.count, text[place] == byte else {
      guard byte == UInt8(ascii: "T"), place < text.count, text[place] == byte else { return false }
      place += 1
      return true
    }
    place += 1
    // A blank in the format is any number of them.
    return byte > 0x20 || byte == 0x20 && (place == text.count || text[place] > 0x20)
  }

  private mutating func take(directive: UInt8) -> Bool {
    switch Character(Unicode.Scalar(directive)) {
    case "Y": return take(4...4, 1...9999, \.day.year)
    case "m": return take(2...2, 1...12, \.day.month)
    case "d": return take(2...2, 1...31, \.day.day)
    case "H": return take(2...2, 0...23, \.clock.hour)
    case "M": return take(2...2, 0...59, \.clock.minute)
    case "S": return take(2...2, 0...59, \.clock.second)
    case "f": return take(6...6, 0...999_999, \.clock.microsecond)
    default: return false
    }
  }

  /// A number of just so many digits; with more or fewer the full reader has to decide.
  private mutating func take(
    _ counts: ClosedRange<Int>, _ values: ClosedRange<Int>, _ part: WritableKeyPath<Self, Int>
  ) -> Bool {
    var number = 0
    let end = place + counts.upperBound
    guard end <= text.count else { return false }
    while place < end {
      guard text[place] >= 0x30, text[place] <= 0x39 else { return false }
      number = number * 10 + Int(text[place] - 0x30)
      place += 1
    }
    guard values.contains(number) else { return false }
    self[keyPath: part] = number
    return true
  }
}
