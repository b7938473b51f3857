import Glibc

extension Machine {
  /// A time in seconds, a float or an integer.
  fileprivate func seconds(_ value: Value) throws(Raised) -> Double {
    if number(value) == nil { _ = try integerIndex(value) }
    let seconds = try double(value)
    if seconds.isNaN { throw raise(.valueError, "Invalid value NaN (not a number)") }
    return seconds
  }
}

/// `_time`: the clocks, and what the module `time` needs of C.
let timeFunctions: [Builtin] = [
  clock("time", CLOCK_REALTIME), clock("perf_counter", CLOCK_MONOTONIC),
  clock("monotonic", CLOCK_MONOTONIC), clock("process_time", CLOCK_PROCESS_CPUTIME_ID),
  nanoseconds("time_ns", CLOCK_REALTIME), nanoseconds("perf_counter_ns", CLOCK_MONOTONIC),
  nanoseconds("monotonic_ns", CLOCK_MONOTONIC),
  nanoseconds("process_time_ns", CLOCK_PROCESS_CPUTIME_ID),
  Builtin("sleep(seconds, /)", "Delay execution for a given number of seconds.") {
    (m, a) throws(Raised) in
    let seconds = try m.seconds(a[0])
    guard seconds >= 0 else { throw m.raise(.valueError, "sleep length must be non-negative") }
    let end = now(CLOCK_MONOTONIC) + seconds
    // In short naps, so that an interrupt is seen.
    while case let left = end - now(CLOCK_MONOTONIC), left > 0 {
      usleep(useconds_t(min(left, 0.05) * 1e6))
      try m.checkInterrupt()
    }
    return .none
  },
  Builtin("split(seconds, is_local)", "The fields of struct_time, with zone name and offset.") {
    (m, a) throws(Raised) in
    guard var seconds = Int(exactly: try m.seconds(a[0]).rounded(.down)), abs(seconds) < 1 << 55
    else {
      throw m.raise(.overflowError, "timestamp out of range for platform time_t")
    }
    var parts = tm()
    let isLocal = try m.isTrue(a[1])
    guard (isLocal ? localtime_r(&seconds, &parts) : gmtime_r(&seconds, &parts)) != nil else {
      throw m.raise(.overflowError, "timestamp out of range for platform time_t")
    }
    let fields = [
      Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday), Int(parts.tm_hour),
      Int(parts.tm_min), Int(parts.tm_sec), (Int(parts.tm_wday) + 6) % 7, Int(parts.tm_yday) + 1,
      Int(parts.tm_isdst),
    ]
    let zone = String(cString: parts.tm_zone)
    return m.tuple(fields.map { .int($0) } + [m.string(zone), .int(parts.tm_gmtoff)])
  },
  Builtin("format(format, fields)", "What strftime makes of the fields of a struct_time.") {
    (m, a) throws(Raised) in
    var parts = try m.brokenTime(a[1])
    let format = try m.requireText(a[0], "strftime() argument 1")
    guard !format.isEmpty else { return m.string("") }
    // A byte that is always there tells an empty result from a buffer that is too small.
    var buffer = [UInt8](repeating: 0, count: 256 + 32 * format.utf8.count)
    let count = buffer.withUnsafeMutableBytes {
      strftime($0.assumingMemoryBound(to: CChar.self).baseAddress.unsafelyUnwrapped, $0.count, format + ".", &parts)
    }
    return m.string(String(decoding: buffer.prefix(max(0, count - 1)), as: UTF8.self))
  },
  Builtin("seconds(fields)", "The time of local fields: mktime.") { (m, a) throws(Raised) in
    var parts = try m.brokenTime(a[0])
    return .float(Double(mktime(&parts)))
  },
]

extension Machine {
  /// The nine fields of a struct_time as C has them.
  fileprivate func brokenTime(_ value: Value) throws(Raised) -> tm {
    var fields: [Int32] = []
    for item in try collect(value) { fields.append(Int32(clamping: try index(item))) }
    guard fields.count >= 9 else {
      throw raise(.typeError, "function takes exactly 9 arguments (\(fields.count) given)")
    }
    var parts = tm()
    parts.tm_year = fields[0] &- 1900
    parts.tm_mon = fields[1] &- 1
    parts.tm_mday = fields[2]
    parts.tm_hour = fields[3]
    parts.tm_min = fields[4]
    parts.tm_sec = fields[5]
    parts.tm_wday = (fields[6] &+ 1) % 7
    parts.tm_yday = fields[7] &- 1
    parts.tm_isdst = fields[8]
    return parts
  }
}

private func now(_ id: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(id, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

private func clock(_ name: String, _ id: clockid_t) -> Builtin {
  Builtin("\(name)()", "Seconds of a clock as a float.") { (m, a) throws(Raised) in
    let time = m.host.clock(id)
    return .float(Double(time / 1_000_000_000) + Double(time % 1_000_000_000) / 1e9)
  }
}

private func nanoseconds(_ name: String, _ id: clockid_t) -> Builtin {
  Builtin("\(name)()", "Nanoseconds of a clock.") { (m, a) throws(Raised) in
    .int(m.host.clock(id))
  }
}
