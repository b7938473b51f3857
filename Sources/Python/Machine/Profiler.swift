import Glibc

/// Counts calls and measures their times while code runs: what the modules `cProfile` and `pstats`
/// show. The figures are those of CPython's `_lsprof`.
final class Profiler {
  /// What the calls of a function came to; times in nanoseconds.
  struct Figures {
    var calls = 0
    /// Calls while another one of the function was under way.
    var recursiveCalls = 0
    /// Time in the function itself.
    var ownTime = 0
    /// Time in it and in what it called; of calls within each other, that of the outermost.
    var totalTime = 0
    /// Calls under way.
    fileprivate var depth = 0

    fileprivate mutating func end(own: Int, total: Int) {
      depth -= 1
      if depth == 0 { totalTime &+= total } else { recursiveCalls += 1 }
      ownTime &+= own
      calls += 1
    }
  }

  /// A function, and who called it.
  final class Entry {
    enum Function {
      case code(Code)
      case native(NativeRow)
    }

    let function: Function
    fileprivate(set) var figures = Figures()
    /// The part of the calls that each function made.
    fileprivate(set) var callers: [(caller: Entry, figures: Figures)] = []

    fileprivate init(_ function: Function) { self.function = function }

    /// The place of a caller among the callers.
    fileprivate func place(of caller: Entry) -> Int {
      if let place = callers.firstIndex(where: { $0.caller === caller }) { return place }
      callers.append((caller, Figures()))
      return callers.count - 1
    }
  }

  /// A call under way.
  private struct Call {
    let entry: Entry
    /// The place of its caller in the entry.
    let caller: Int?
    /// Nil for a native.
    let frame: UnsafeMutablePointer<Frame>?
    let start: Int
    /// The time in what it has called.
    var innerTime = 0
  }

  private(set) var entries: [Entry] = []
  private var known: [ObjectIdentifier: Entry] = [:]
  private var calls: [Call] = []

  func enter(_ code: Code, _ frame: UnsafeMutablePointer<Frame>) {
    enter(entry(ObjectIdentifier(code), .code(code)), frame)
  }

  func enter(_ native: NativeRow) {
    enter(entry(ObjectIdentifier(native), .native(native)), nil)
  }

  private func entry(_ key: ObjectIdentifier, _ function: Entry.Function) -> Entry {
    if let entry = known[key] { return entry }
    let entry = Entry(function)
    known[key] = entry
    entries.append(entry)
    return entry
  }

  private func enter(_ entry: Entry, _ frame: UnsafeMutablePointer<Frame>?) {
    let caller = (calls.last?.entry).map(entry.place)
    entry.figures.depth += 1
    if let caller { entry.callers[caller].figures.depth += 1 }
    calls.append(Call(entry: entry, caller: caller, frame: frame, start: Self.now))
  }

  /// A frame has ended, or the native that was entered last. Frames that began before the
  /// profiler are not known.
  func leave(_ frame: UnsafeMutablePointer<Frame>?) {
    guard let call = calls.last, call.frame == frame else { return }
    calls.removeLast()
    let total = Self.now &- call.start
    let own = total &- call.innerTime
    if let outer = calls.indices.last { calls[outer].innerTime &+= total }
    call.entry.figures.end(own: own, total: total)
    if let caller = call.caller { call.entry.callers[caller].figures.end(own: own, total: total) }
  }

  /// Ends the calls that are under way.
  func finish() {
    while let call = calls.last { leave(call.frame) }
  }

  func clear() {
    (entries, known, calls) = ([], [:], [])
  }

  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) &* 1_000_000_000 &+ Int(time.tv_nsec)
  }
}

extension Machine {
  /// Has calls counted from now on. Every frame then goes the slow way of `pushFrame`, as no frame
  /// is within the limit.
  func startProfiling(_ profiler: Profiler) {
    self.profiler = profiler
    state.pointee.isProfiling = true
    state.pointee.frameLimit = frames
  }

  func stopProfiling() {
    profiler?.finish()
    profiler = nil
    state.pointee.isProfiling = false
    state.pointee.frameLimit = state.pointee.recursionEnd
  }

  /// Runs a native under the eyes of the profiler. What operators do, and making instances, counts
  /// as no call.
  func profiled<Result>(
    _ row: NativeRow, _ body: () throws(Raised) -> Result
  ) throws(Raised) -> Result {
    guard state.pointee.isProfiling else { return try body() }
    if row.ownerName != nil, row.name.hasPrefix("__") { return try body() }
    profiler?.enter(row)
    defer { profiler?.leave(nil) }
    return try body()
  }
}
