/// A day of the Gregorian calendar, also before it was in use.
struct CalendarDay: Equatable, BitwiseCopyable {
  var year, month, day: Int

  static let lastOrdinal = 3_652_059
  static let years = 1...9999

  init(year: Int, month: Int, day: Int) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The day by its number, 1 for the first day of the year 1.
  init(ordinal: Int) {
    let (cycles, rest) = (ordinal - 1).quotientAndRemainder(dividingBy: 146_097)
    let century = min(rest / 36_524, 3)
    let inCentury = rest - century * 36_524
    let leapCycle = inCentury / 1461
    let inCycle = inCentury - leapCycle * 1461
    let lastYear = min(inCycle / 365, 3)
    year = cycles * 400 + century * 100 + leapCycle * 4 + lastYear + 1
    var left = inCycle - lastYear * 365
    month = min(left >> 5 + 1, 12)
    while month < 12, CalendarDay.days(before: month + 1, in: year) <= left { month += 1 }
    left -= CalendarDay.days(before: month, in: year)
    day = left + 1
  }

  static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  /// Days of the year before a month.
  static func days(before month: Int, in year: Int) -> Int {
    let shift = month > 2 ? (isLeap(year) ? 1 : 2) : 0
    return (367 * month - 362) / 12 - shift
  }

  static func days(in month: Int, of year: Int) -> Int {
    month == 12 ? 31 : days(before: month + 1, in: year) - days(before: month, in: year)
  }

  var dayOfYear: Int { CalendarDay.days(before: month, in: year) + day }

  var ordinal: Int {
    let last = year - 1
    return last * 365 + last / 4 - last / 100 + last / 400 + dayOfYear
  }

  /// 0 for Monday.
  var weekday: Int { (ordinal + 6) % 7 }
}

/// A span of time as Python has it: days of any sign, the rest within a day.
struct TimeSpan: Equatable, Comparable, BitwiseCopyable {
  let days, seconds, microseconds: Int

  static let mostDays = 999_999_999

  /// Brings the parts within their bounds; none may be near the ends of Int.
  init(days: Int, seconds: Int, microseconds: Int) {
    let carried = seconds + microseconds.flooredQuotient(1_000_000)
    self.microseconds = microseconds.flooredRemainder(1_000_000)
    self.days = days + carried.flooredQuotient(86_400)
    self.seconds = carried.flooredRemainder(86_400)
  }

  /// All of it in microseconds, where that fits in a word.
  var word: Int? {
    abs(days) <= 106_000_000 ? (days * 86_400 + seconds) * 1_000_000 + microseconds : nil
  }

  static func < (a: TimeSpan, b: TimeSpan) -> Bool {
    (a.days, a.seconds, a.microseconds) < (b.days, b.seconds, b.microseconds)
  }

  static func + (a: TimeSpan, b: TimeSpan) -> TimeSpan {
    TimeSpan(
      days: a.days + b.days, seconds: a.seconds + b.seconds,
      microseconds: a.microseconds + b.microseconds)
  }

  static prefix func - (a: TimeSpan) -> TimeSpan {
    TimeSpan(days: -a.days, seconds: -a.seconds, microseconds: -a.microseconds)
  }

  static func - (a: TimeSpan, b: TimeSpan) -> TimeSpan { a + -b }
}

extension Int {
  /// The quotient rounded down; the divisor is positive.
  @inline(__always)
  func flooredQuotient(_ divisor: Int) -> Int {
    self >= 0 ? self / divisor : -((-1 - self) / divisor) - 1
  }

  /// What that leaves, never negative.
  @inline(__always)
  func flooredRemainder(_ divisor: Int) -> Int {
    let rest = self % divisor
    return rest < 0 ? rest + divisor : rest
  }
}
