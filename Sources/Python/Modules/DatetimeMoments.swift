/// The content of a `date`, a `time` or a `datetime`.
final class Moment {
  let day: CalendarDay
  let hour, minute, second, microsecond: Int
  /// The time zone or None. Owned until the object is taken apart.
  fileprivate(set) var zone: Value
  /// 1 for the second of two times that the clock shows twice.
  let fold: Int

  init(_ day: CalendarDay, _ clock: ClockTime = ClockTime(), zone: Value = .none, fold: Int = 0) {
    self.day = day
    (hour, minute) = (clock.hour, clock.minute)
    (second, microsecond) = (clock.second, clock.microsecond)
    self.zone = own(zone)
    self.fold = fold
  }

  deinit { drop(zone) }

  @inline(__always)
  static func of(_ value: Value) -> Moment {
    let body = value.object.unsafelyUnwrapped.body(ForeignBody.self)
    return unsafeDowncast(body.pointee.content.takeUnretainedValue(), to: Moment.self)
  }

  var clock: ClockTime {
    ClockTime(hour: hour, minute: minute, second: second, microsecond: microsecond)
  }

  /// The time since the first day of the year 1, by the clock on the wall.
  var span: TimeSpan {
    TimeSpan(days: day.ordinal, seconds: clock.seconds, microseconds: microsecond)
  }

  /// The bytes by which CPython stores it: of the day, the clock, or both.
  func state(hasDay: Bool, hasClock: Bool) -> [UInt8] {
    var bytes: [Int] = []
    if hasDay { bytes += [day.year >> 8, day.year & 255, day.month, day.day] }
    if hasClock {
      bytes += [hour, minute, second, microsecond >> 16, microsecond >> 8 & 255, microsecond & 255]
    }
    return bytes.map { UInt8(truncatingIfNeeded: $0) }
  }

  /// Order by the clock on the wall.
  static func isOrderedBefore(_ a: Moment, _ b: Moment) -> Bool {
    (a.day.year, a.day.month, a.day.day, a.clock.seconds, a.microsecond)
      < (b.day.year, b.day.month, b.day.day, b.clock.seconds, b.microsecond)
  }
}

/// A time of day.
struct ClockTime: Equatable, BitwiseCopyable {
  var hour = 0, minute = 0, second = 0, microsecond = 0

  /// Since midnight.
  var seconds: Int { (hour * 60 + minute) * 60 + second }

  /// `12:34:56.000789`, as far as the time spec goes; nil for one that is not known.
  func text(_ spec: String) -> String? {
    let minutes = twoDigits(hour) + ":" + twoDigits(minute)
    switch spec {
    case "auto": return text(microsecond == 0 ? "seconds" : "microseconds")
    case "hours": return twoDigits(hour)
    case "minutes": return minutes
    case "seconds": return minutes + ":" + twoDigits(second)
    case "milliseconds":
      return minutes + ":" + twoDigits(second) + "." + digits(microsecond / 1000, 3)
    case "microseconds": return minutes + ":" + twoDigits(second) + "." + digits(microsecond, 6)
    default: return nil
    }
  }
}

/// How the heap treats what `_datetime` makes.
var momentTraits: ForeignTraits {
  ForeignTraits(
    visit: { content, isOnlyOwner, visit in
      if isOnlyOwner, let moment = content as? Moment { visit(moment.zone) }
    },
    cut: { content in
      guard let moment = content as? Moment else { return }
      let zone = moment.zone
      moment.zone = .none
      drop(zone)
    })
}

extension Machine {
  // MARK: Checks

  /// An argument that CPython reads as an `int` of C.
  fileprivate func cPart(_ value: Value) throws(Raised) -> Int {
    if case .int(let number) = value, Int32(exactly: number) != nil { return number }
    guard let number = try integerIndex(value).word else { throw tooLarge(for: "long") }
    guard Int32(exactly: number) != nil else {
      throw raise(
        .overflowError,
        number > 0 ? "signed integer is greater than maximum" : "signed integer is less than minimum")
    }
    return number
  }

  func check(_ day: CalendarDay) throws(Raised) {
    guard CalendarDay.years.contains(day.year) else {
      throw raise(.valueError, "year \(day.year) is out of range")
    }
    guard (1...12).contains(day.month) else {
      throw raise(.valueError, "month must be in 1..12")
    }
    guard day.day >= 1, day.day <= 28 || day.day <= CalendarDay.days(in: day.month, of: day.year)
    else { throw raise(.valueError, "day is out of range for month") }
  }

  private func check(_ clock: ClockTime, fold: Int) throws(Raised) {
    let parts = [
      (clock.hour, 23, "hour"), (clock.minute, 59, "minute"), (clock.second, 59, "second"),
      (clock.microsecond, 999_999, "microsecond"),
    ]
    for (value, most, name) in parts where value < 0 || value > most {
      throw raise(.valueError, "\(name) must be in 0..\(most)")
    }
    guard fold == 0 || fold == 1 else {
      throw raise(.valueError, "fold must be either 0 or 1")
    }
  }

  private func check(zone: Value, _ types: DatetimeModule) throws(Raised) {
    guard !zone.isNone, let type = types.zone.object, !isInstance(zone, of: type) else { return }
    throw raise(
      .typeError, "tzinfo argument must be None or of a tzinfo subclass, not type "
        + "'\(typeName(of: zone))'")
  }

  // MARK: Making

  /// A `date`; of a derived class by calling it.
  func makeDate(_ day: CalendarDay, _ type: Object, _ types: DatetimeModule) throws(Raised) -> Value {
    if type == types.date { return wrap(Moment(day), type) }
    return try call(.object(type), [.int(day.year), .int(day.month), .int(day.day)])
  }

  /// A `datetime`; of a derived class by calling it.
  func makeDatetime(
    _ day: CalendarDay, _ clock: ClockTime, _ zone: Value, _ type: Object, _ types: DatetimeModule
  ) throws(Raised) -> Value {
    if type == types.datetime { return wrap(Moment(day, clock, zone: zone), type) }
    let parts = [
      day.year, day.month, day.day, clock.hour, clock.minute, clock.second, clock.microsecond,
    ]
    return try call(.object(type), parts.map { .int($0) } + [zone])
  }

  /// The `datetime` so long after the first day of the year 1, by the clock on the wall.
  func makeDatetime(_ span: TimeSpan, _ zone: Value, _ type: Object, _ types: DatetimeModule)
    throws(Raised) -> Value
  {
    guard (1...CalendarDay.lastOrdinal).contains(span.days) else {
      throw raise(.overflowError, "date value out of range")
    }
    let clock = ClockTime(
      hour: span.seconds / 3600, minute: span.seconds / 60 % 60, second: span.seconds % 60,
      microsecond: span.microseconds)
    return try makeDatetime(CalendarDay(ordinal: span.days), clock, zone, type, types)
  }

  /// What the constructors take: a day, a clock or both. A pickle gives the stored bytes.
  fileprivate func makeMoment(
    _ given: CallArguments, _ names: [Symbol], hasDay: Bool, hasClock: Bool,
    _ types: DatetimeModule
  ) throws(Raised) -> Value {
    if given.count > 1, let stored = given[1].byteBuffer {
      if let moment = stored.moment(hasDay: hasDay, hasClock: hasClock, zone: given.count > 2 ? given[2] : .none) {
        return wrap(moment, given[0].object.unsafelyUnwrapped)
      }
    }
    var day = CalendarDay(year: 1900, month: 1, day: 1)
    var clock = ClockTime()
    var (zone, fold) = (Value.none, 0)
    let first = hasDay ? 0 : 3
    try parameters(
      given, names, required: hasDay ? 3 : 0, positional: hasClock ? names.count - 1 : names.count
    ) { (place, value) throws(Raised) in
      switch place + first {
      case 0: day.year = try cPart(value)
      case 1: day.month = try cPart(value)
      case 2: day.day = try cPart(value)
      case 3: clock.hour = try cPart(value)
      case 4: clock.minute = try cPart(value)
      case 5: clock.second = try cPart(value)
      case 6: clock.microsecond = try cPart(value)
      case 7: zone = value
      default: fold = try cPart(value)
      }
    }
    if hasDay { try check(day) }
    if hasClock {
      try check(clock, fold: fold)
      try check(zone: zone, types)
    }
    return wrap(
      Moment(day, clock, zone: zone, fold: fold), given[0].object.unsafelyUnwrapped)
  }

  // MARK: Time zones

  /// How far the time zone is ahead of UTC: what its `utcoffset` says; nil without one.
  ///
  /// - Parameter argument: The `datetime`, or None for a `time`.
  func offset(_ moment: Moment, _ argument: Value, _ types: DatetimeModule) throws(Raised)
    -> TimeSpan?
  {
    if moment.zone.isNone { return nil }
    let answer = try call(try attribute(of: moment.zone, symbol("utcoffset")), with: argument)
    if answer.isNone { return nil }
    guard let span = span(answer, types) else {
      throw raise(
        .typeError,
        "tzinfo.utcoffset() must return None or timedelta, not '\(typeName(of: answer))'")
    }
    guard span.days == 0 || span.days == -1 && span.seconds + span.microseconds > 0 else {
      throw raise(
        .valueError, "offset must be a timedelta strictly between -timedelta(hours=24) and "
          + "timedelta(hours=24).")
    }
    return span
  }

  /// `+09:00`, or nothing without a zone.
  func offsetText(
    _ moment: Moment, _ argument: Value, separator: String = ":", _ types: DatetimeModule
  ) throws(Raised) -> String {
    guard let offset = try offset(moment, argument, types) else { return "" }
    let size = offset.days < 0 ? -offset : offset
    var text = (offset.days < 0 ? "-" : "+") + twoDigits(size.seconds / 3600) + separator
    text += twoDigits(size.seconds / 60 % 60)
    if size.seconds % 60 != 0 || size.microseconds != 0 {
      text += separator + twoDigits(size.seconds % 60)
    }
    return size.microseconds == 0 ? text : text + "." + digits(size.microseconds, 6)
  }

  // MARK: Comparing

  /// Rows of the six comparisons. `compare` gives the order of two objects that can be compared,
  /// nil where they are just unequal.
  fileprivate func order(
    _ a: Value, _ b: Value, isTime: Bool, _ op: CompareOperator, _ types: DatetimeModule
  ) throws(Raised) -> Value {
    let (left, right) = (Moment.of(a), Moment.of(b))
    if left.zone.isIdentical(to: right.zone) {
      return .bool(op.holds(left, right))
    }
    let (ours, theirs) = (
      try offset(left, isTime ? .none : a, types), try offset(right, isTime ? .none : b, types))
    if (ours == nil) != (theirs == nil) {
      if op == .equal || op == .notEqual { return .bool(op == .notEqual) }
      throw raise(
        .typeError,
        "can't compare offset-naive and offset-aware \(isTime ? "times" : "datetimes")")
    }
    let nothing = TimeSpan(days: 0, seconds: 0, microseconds: 0)
    return .bool(op.ordered(left.span - (ours ?? nothing), right.span - (theirs ?? nothing)) ?? false)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The moment that CPython's stored bytes are; nil where they are not such bytes.
  fileprivate func moment(hasDay: Bool, hasClock: Bool, zone: Value) -> Moment? {
    guard count == (hasDay ? 4 : 0) + (hasClock ? 6 : 0) else { return nil }
    let bytes = map { Int($0) }
    var day = CalendarDay(year: 1900, month: 1, day: 1)
    var fold = 0
    if hasDay {
      let month = bytes[2] & 0x7F
      fold = hasClock ? bytes[2] >> 7 : 0
      guard (1...12).contains(month), hasClock || bytes[2] < 128 else { return nil }
      day = CalendarDay(year: bytes[0] << 8 | bytes[1], month: month, day: bytes[3])
      guard CalendarDay.years.contains(day.year), day.day >= 1, day.day <= 31 else { return nil }
    }
    guard hasClock else { return Moment(day) }
    let clock = bytes.suffix(6).map { $0 }
    if !hasDay { fold = clock[0] >> 7 }
    let time = ClockTime(
      hour: hasDay ? clock[0] : clock[0] & 0x7F, minute: clock[1], second: clock[2],
      microsecond: clock[3] << 16 | clock[4] << 8 | clock[5])
    guard time.hour < 24, time.minute < 60, time.second < 60, time.microsecond < 1_000_000 else {
      return nil
    }
    return Moment(day, time, zone: zone, fold: fold)
  }
}

extension CompareOperator {
  /// Whether it holds between two moments by the clock on the wall.
  fileprivate func holds(_ a: Moment, _ b: Moment) -> Bool {
    let isLess = Moment.isOrderedBefore(a, b)
    return ordered(isLess ? -1 : Moment.isOrderedBefore(b, a) ? 1 : 0, 0) ?? false
  }
}

/// The six comparisons by name.
private let comparisons: [(String, CompareOperator)] = [
  ("__eq__", .equal), ("__ne__", .notEqual), ("__lt__", .less), ("__le__", .lessEqual),
  ("__gt__", .greater), ("__ge__", .greaterEqual),
]

private func part(
  _ name: String, _ get: @escaping @Sendable (Moment) -> Value
) -> ForeignProperty {
  ForeignProperty(name, "The \(name).") { (m, value) throws(Raised) in get(Moment.of(value)) }
}

let dateProperties = [
  part("year") { .int($0.day.year) }, part("month") { .int($0.day.month) },
  part("day") { .int($0.day.day) },
]

let clockProperties = [
  part("hour") { .int($0.hour) }, part("minute") { .int($0.minute) },
  part("second") { .int($0.second) }, part("microsecond") { .int($0.microsecond) },
  part("tzinfo") { $0.zone }, part("fold") { .int($0.fold) },
]

extension CalendarDay {
  /// `2024-01-02`
  var text: String { digits(year, 4) + "-" + twoDigits(month) + "-" + twoDigits(day) }
}

// MARK: - date

func dateMethods(_ types: DatetimeModule) -> [Builtin] {
  let comparing = comparisons.map { name, op in
    Builtin("\(name)(self, value, /)", "Compare.") { (m, a) throws(Raised) in
      guard m.isInstance(a[1], of: types.date), m.isInstance(a[0], of: types.date),
        !m.isInstance(a[1], of: types.datetime)
      else { return m.notImplemented }
      return .bool(op.holds(Moment.of(a[0]), Moment.of(a[1])))
    }
  }
  /// The day so many days later or earlier.
  @Sendable func moved(_ m: Machine, _ value: Value, _ span: Value, _ sign: Int) throws(Raised)
    -> Value
  {
    guard let span = m.span(span, types), let type = value.object?.type else { return m.notImplemented }
    let ordinal = Moment.of(value).day.ordinal + sign * span.days
    guard (1...CalendarDay.lastOrdinal).contains(ordinal) else {
      throw m.raise(.overflowError, "date value out of range")
    }
    return try m.makeDate(CalendarDay(ordinal: ordinal), type, types)
  }
  return comparing + [
    Builtin("__new__", doc: "date(year, month, day) --> date object") { (m, call) throws(Raised) in
      try m.makeMoment(
        call, types.constructorNames.date, hasDay: true, hasClock: false, types)
    },
    Builtin("__add__(self, value, /)", "Return self+value.") { (m, a) throws(Raised) in
      try moved(m, a[0], a[1], 1)
    },
    Builtin("__radd__(self, value, /)", "Return value+self.") { (m, a) throws(Raised) in
      try moved(m, a[0], a[1], 1)
    },
    Builtin("__sub__(self, value, /)", "Return self-value.") { (m, a) throws(Raised) in
      if m.isInstance(a[1], of: types.date), !m.isInstance(a[1], of: types.datetime) {
        let days = Moment.of(a[0]).day.ordinal - Moment.of(a[1]).day.ordinal
        return try m.timedelta(TimeSpan(days: days, seconds: 0, microseconds: 0), types)
      }
      return try moved(m, a[0], a[1], -1)
    },
    Builtin("__hash__(self, /)", "Return hash(self).") { (m, a) throws(Raised) in
      .int(Moment.of(a[0]).state(hasDay: true, hasClock: false).withUnsafeBytes { TextHash.hash($0) })
    },
    Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
      let day = Moment.of(a[0]).day
      return m.string("\(m.className(of: a[0]))(\(day.year), \(day.month), \(day.day))")
    },
    Builtin("__str__(self, /)", "Return str(self).") { (m, a) throws(Raised) in
      try m.call(try m.attribute(of: a[0], m.symbol("isoformat")), [])
    },
    Builtin("isoformat(self, /)", "Return string in ISO 8601 format, YYYY-MM-DD.") {
      (m, a) throws(Raised) in m.string(Moment.of(a[0]).day.text)
    },
    Builtin("toordinal(self, /)", "Return proleptic Gregorian ordinal.  January 1 of year 1 is day 1.") {
      (m, a) throws(Raised) in .int(Moment.of(a[0]).day.ordinal)
    },
    Builtin("weekday(self, /)", "Return the day of the week represented by the date.\nMonday == 0 ... Sunday == 6") {
      (m, a) throws(Raised) in .int(Moment.of(a[0]).day.weekday)
    },
    Builtin("isoweekday(self, /)", "Return the day of the week represented by the date.\nMonday == 1 ... Sunday == 7") {
      (m, a) throws(Raised) in .int(Moment.of(a[0]).day.weekday + 1)
    },
    Builtin("fromordinal(cls, ordinal, /)", "int -> date corresponding to a proleptic Gregorian ordinal.") {
      (m, a) throws(Raised) in
      let ordinal = try m.cPart(a[1])
      guard ordinal >= 1 else { throw m.raise(.valueError, "ordinal must be >= 1") }
      let day = CalendarDay(ordinal: ordinal)
      try m.check(day)
      guard let type = a[0].object else { return .none }
      return try m.makeDate(day, type, types)
    },
    Builtin("strftime(self, format)", "format -> strftime() style string.") {
      (m, a) throws(Raised) in
      guard m.isString(a[1]) else {
        throw m.raise(
          .typeError, "strftime() argument 1 must be str, not \(m.typeName(of: a[1]))")
      }
      let isDatetime = m.isInstance(a[0], of: types.datetime)
      return try m.formatted(Moment.of(a[0]), a[0], isDatetime ? a[0] : .none, a[1], types)
    },
    Builtin("__reduce__(self, /)", "__reduce__() -> (cls, state)") { (m, a) throws(Raised) in
      let state = m.bytes(Moment.of(a[0]).state(hasDay: true, hasClock: false))
      return m.tuple(.object(a.receiver.type), m.tuple([state]))
    },
  ]
}

// MARK: - datetime

func datetimeMethods(_ types: DatetimeModule) -> [Builtin] {
  let comparing = comparisons.map { name, op in
    Builtin("\(name)(self, value, /)", "Compare.") { (m, a) throws(Raised) in
      guard m.isInstance(a[1], of: types.datetime) else {
        guard m.isInstance(a[1], of: types.date) else { return m.notImplemented }
        if op == .equal || op == .notEqual { return .bool(op == .notEqual) }
        throw m.raise(
          .typeError, "can't compare \(m.className(of: a[0])) to \(m.className(of: a[1]))")
      }
      return try m.order(a[0], a[1], isTime: false, op, types)
    }
  }
  @Sendable func moved(_ m: Machine, _ value: Value, _ span: Value, isBack: Bool) throws(Raised)
    -> Value
  {
    guard let span = m.span(span, types), let type = value.object?.type else { return m.notImplemented }
    let moment = Moment.of(value)
    return try m.makeDatetime(
      isBack ? moment.span - span : moment.span + span, moment.zone, type, types)
  }
  return comparing + [
    Builtin("__new__", doc: "datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])") {
      (m, call) throws(Raised) in
      try m.makeMoment(
        call, types.constructorNames.datetime, hasDay: true, hasClock: true, types)
    },
    Builtin("__add__(self, value, /)", "Return self+value.") { (m, a) throws(Raised) in
      try moved(m, a[0], a[1], isBack: false)
    },
    Builtin("__radd__(self, value, /)", "Return value+self.") { (m, a) throws(Raised) in
      try moved(m, a[0], a[1], isBack: false)
    },
    Builtin("__sub__(self, value, /)", "Return self-value.") { (m, a) throws(Raised) in
      guard m.isInstance(a[1], of: types.datetime) else {
        return try moved(m, a[0], a[1], isBack: true)
      }
      let (left, right) = (Moment.of(a[0]), Moment.of(a[1]))
      var span = left.span - right.span
      if !left.zone.isIdentical(to: right.zone) {
        let ours = try m.offset(left, a[0], types)
        let theirs = try m.offset(right, a[1], types)
        guard (ours == nil) == (theirs == nil) else {
          throw m.raise(
            .typeError, "can't subtract offset-naive and offset-aware datetimes")
        }
        if let ours, let theirs { span = span - (ours - theirs) }
      }
      return try m.timedelta(span, types)
    },
    Builtin("__hash__(self, /)", "Return hash(self).") { (m, a) throws(Raised) in
      let moment = Moment.of(a[0])
      guard let offset = try m.offset(moment, a[0], types) else {
        return .int(moment.state(hasDay: true, hasClock: true).withUnsafeBytes { TextHash.hash($0) })
      }
      return .int(try m.hash(of: moment.span - offset))
    },
    Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
      let moment = Moment.of(a[0])
      var parts = [
        moment.day.year, moment.day.month, moment.day.day, moment.hour, moment.minute,
        moment.second, moment.microsecond,
      ]
      while parts.count > 5, parts.last == 0 { parts.removeLast() }
      return m.string(
        "\(m.className(of: a[0]))(\(parts.map(String.init).joined(separator: ", "))"
          + "\(try m.zoneArguments(moment)))")
    },
    Builtin("__str__(self, /)", "Return str(self).") { (m, a) throws(Raised) in
      let moment = Moment.of(a[0])
      return m.string(
        moment.day.text + " " + (moment.clock.text("auto") ?? "")
          + (try m.offsetText(moment, a[0], types)))
    },
    Builtin("isoformat(self, sep='T', timespec='auto')", "[sep] -> string in ISO 8601 format.") {
      (m, a) throws(Raised) in
      let moment = Moment.of(a[0])
      var separator = "T"
      if let given = a.given(1) {
        guard let text = m.text(given), text.unicodeScalars.count == 1 else {
          throw m.raise(
            .typeError,
            "isoformat() argument 1 must be a unicode character, not \(m.typeName(of: given))")
        }
        separator = text
      }
      let clock = try m.clockText(moment, a.given(2))
      return m.string(
        moment.day.text + separator + clock + (try m.offsetText(moment, a[0], types)))
    },
    Builtin("_at(cls, days, seconds, microseconds, tzinfo)", "The time so long after the year 1 begins.") {
      (m, a) throws(Raised) in
      let span = TimeSpan(
        days: try m.cPart(a[1]), seconds: try m.cSize(a[2]), microseconds: try m.cSize(a[3]))
      return try m.makeDatetime(span, a[4], a[0].object ?? types.datetime, types)
    },
    Builtin("_parsed(cls, text, format)", "What strptime makes of plain formats; None of others.") {
      (m, a) throws(Raised) in
      guard let text = m.text(a[1]), let format = m.text(a[2]), let type = a[0].object,
        let (day, clock) = PlainTimeReader.read(text, format: format)
      else { return .none }
      return try m.makeDatetime(day, clock, .none, type, types)
    },
    Builtin("__reduce_ex__(self, protocol, /)", "__reduce_ex__(proto) -> (cls, state)") {
      (m, a) throws(Raised) in
      m.reduced(a[0], hasDay: true, keepsFold: try m.index(a[1]) > 3)
    },
    Builtin("__reduce__(self, /)", "__reduce__() -> (cls, state)") { (m, a) throws(Raised) in
      m.reduced(a[0], hasDay: true, keepsFold: false)
    },
  ]
}

extension Machine {
  /// `, tzinfo=..., fold=1` as far as a moment has them.
  fileprivate func zoneArguments(_ moment: Moment) throws(Raised) -> String {
    let fold = moment.fold == 0 ? "" : ", fold=1"
    // As CPython puts it: the fold stands before the zone.
    return moment.zone.isNone ? fold : fold + ", tzinfo=\(try repr(moment.zone))"
  }

  fileprivate func clockText(_ moment: Moment, _ spec: Value?) throws(Raised) -> String {
    let name = try spec.map { (v) throws(Raised) in
      guard let text = text(v) else {
        throw raise(
          .typeError, "isoformat() argument 2 must be str, not \(typeName(of: v))")
      }
      return text
    }
    guard let text = moment.clock.text(name ?? "auto") else {
      throw raise(.valueError, "Unknown timespec value")
    }
    return text
  }

  /// The class with what its constructor makes the same object of.
  fileprivate func reduced(_ value: Value, hasDay: Bool, keepsFold: Bool) -> Value {
    let moment = Moment.of(value)
    var state = moment.state(hasDay: hasDay, hasClock: true)
    if keepsFold, moment.fold == 1 { state[hasDay ? 2 : 0] |= 0x80 }
    let arguments = moment.zone.isNone ? tuple([bytes(state)]) : tuple(bytes(state), moment.zone)
    return tuple(.object(type(of: value)), arguments)
  }
}

// MARK: - time

func timeMethods(_ types: DatetimeModule) -> [Builtin] {
  let comparing = comparisons.map { name, op in
    Builtin("\(name)(self, value, /)", "Compare.") { (m, a) throws(Raised) in
      guard m.isInstance(a[1], of: types.time) else { return m.notImplemented }
      return try m.order(a[0], a[1], isTime: true, op, types)
    }
  }
  return comparing + [
    Builtin("__new__", doc: "time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object") {
      (m, call) throws(Raised) in
      try m.makeMoment(
        call, types.constructorNames.time, hasDay: false, hasClock: true, types)
    },
    Builtin("__hash__(self, /)", "Return hash(self).") { (m, a) throws(Raised) in
      let moment = Moment.of(a[0])
      guard let offset = try m.offset(moment, .none, types) else {
        return .int(moment.state(hasDay: false, hasClock: true).withUnsafeBytes { TextHash.hash($0) })
      }
      let span = TimeSpan(
        days: 0, seconds: moment.clock.seconds, microseconds: moment.microsecond)
      return .int(try m.hash(of: span - offset))
    },
    Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
      let moment = Moment.of(a[0])
      var parts = [moment.hour, moment.minute, moment.second, moment.microsecond]
      while parts.count > 2, parts.last == 0 { parts.removeLast() }
      return m.string(
        "\(m.className(of: a[0]))(\(parts.map(String.init).joined(separator: ", "))"
          + "\(try m.zoneArguments(moment)))")
    },
    Builtin("__str__(self, /)", "Return str(self).") { (m, a) throws(Raised) in
      try m.call(try m.attribute(of: a[0], m.symbol("isoformat")), [])
    },
    Builtin("isoformat(self, timespec='auto')", "Return string in ISO 8601 format.") {
      (m, a) throws(Raised) in
      let moment = Moment.of(a[0])
      return m.string(
        try m.clockText(moment, a.given(1)) + (try m.offsetText(moment, .none, types)))
    },
    Builtin("strftime(self, format)", "format -> strftime() style string.") {
      (m, a) throws(Raised) in
      guard m.isString(a[1]) else {
        throw m.raise(
          .typeError, "strftime() argument 1 must be str, not \(m.typeName(of: a[1]))")
      }
      return try m.formatted(Moment.of(a[0]), a[0], .none, a[1], types)
    },
    Builtin("__reduce_ex__(self, protocol, /)", "__reduce_ex__(proto) -> (cls, state)") {
      (m, a) throws(Raised) in
      m.reduced(a[0], hasDay: false, keepsFold: try m.index(a[1]) > 3)
    },
    Builtin("__reduce__(self, /)", "__reduce__() -> (cls, state)") { (m, a) throws(Raised) in
      m.reduced(a[0], hasDay: false, keepsFold: false)
    },
  ]
}
