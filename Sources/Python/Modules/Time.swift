import Glibc

/// The module `time`.
let timeFunctions: [Builtin] = [
  clock("time", CLOCK_REALTIME), clock("perf_counter", CLOCK_MONOTONIC),
  clock("monotonic", CLOCK_MONOTONIC), clock("process_time", CLOCK_PROCESS_CPUTIME_ID),
  nanoseconds("time_ns", CLOCK_REALTIME), nanoseconds("perf_counter_ns", CLOCK_MONOTONIC),
  nanoseconds("monotonic_ns", CLOCK_MONOTONIC),
  nanoseconds("process_time_ns", CLOCK_PROCESS_CPUTIME_ID),
  Builtin("sleep(seconds, /)", "Delay execution for a given number of seconds.") {
    (m, a) throws(Raised) in
    let seconds = try m.double(a[0])
    guard seconds >= 0 else { throw m.raise(.valueError, "sleep length must be non-negative") }
    let end = now(CLOCK_MONOTONIC) + seconds
    // In short naps, so that an interrupt is seen.
    while case let left = end - now(CLOCK_MONOTONIC), left > 0 {
      usleep(useconds_t(min(left, 0.05) * 1e6))
      try m.checkInterrupt()
    }
    return .none
  },
  Builtin("strftime(format, t=None, /)", "Format the local time.") { (m, a) throws(Raised) in
    guard a.given(1) == nil else { throw m.unsupported("time.strftime of a given time") }
    var seconds = time(nil)
    var parts = tm()
    localtime_r(&seconds, &parts)
    var buffer = [CChar](repeating: 0, count: 1024)
    let count = strftime(&buffer, buffer.count, try m.requireText(a[0], "format"), &parts)
    return m.string(String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self))
  },
]

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
