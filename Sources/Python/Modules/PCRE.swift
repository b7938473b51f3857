import CPCRE2

/// `_pcre`: matching for the module `re`, whose Python text translates Python's patterns.
///
/// Subjects and patterns are 32-bit code points, not UTF: positions are those of the `str`.
extension Machine {
  func fillPCRE(_ module: ModuleBuilder) {
    let type = makeForeignType("Program", module: "_pcre")
    module.add([
      Builtin("compile(pattern, caseless, multiline, dotall, unicode)", "Compile a PCRE2 pattern.") {
        (m, a) throws(Raised) in
        var options = PCRE2_NEVER_UTF | PCRE2_ALLOW_EMPTY_CLASS
        let flags = [PCRE2_CASELESS, PCRE2_MULTILINE, PCRE2_DOTALL, PCRE2_UCP]
        for (index, flag) in flags.enumerated() where try m.isTrue(a[index + 1]) { options |= flag }
        return m.wrap(try Program(try m.subject(a[0]), options, m), type)
      },
      Builtin(
        "search(program, subject, start, end, mode)",
        "The bounds of groups of the first match, flat; None where there is none."
      ) { (m, a) throws(Raised) in
        guard let program = m.unwrap(a[0], exactly: type, as: Program.self) else { return .none }
        let subject = try m.subject(a[1])
        let (start, end) = (try m.index(a[2]), try m.index(a[3]))
        let modes = [0, PCRE2_ANCHORED, PCRE2_ANCHORED | PCRE2_ENDANCHORED]
        guard let mode = modes.indices.contains(try m.index(a[4])) ? modes[try m.index(a[4])] : nil,
          let bounds = try program.match(subject, start, end, mode, m)
        else { return .none }
        return m.tuple(bounds.map { .int($0) })
      },
      Builtin(
        "every(program, subject, start, end, limit)", "The bounds of up to limit matches; 0 is no limit."
      ) { (m, a) throws(Raised) in
        guard let program = m.unwrap(a[0], exactly: type, as: Program.self) else { return .none }
        let subject = try m.subject(a[1])
        var (start, end) = (try m.index(a[2]), try m.index(a[3]))
        let limit = try m.index(a[4])
        end = min(end, subject.count)
        let found = m.newList()
        var option: UInt32 = 0
        while start <= end, limit == 0 || found.count < limit,
          let bounds = try program.match(subject, start, end, option, m)
        {
          if found.count & 0xFF == 0 { try m.checkInterrupt() }
          let tuple = m.tuple(bounds.map { .int($0) })
          found.append(tuple)
          start = bounds[1]
          // After an empty match the next one must not be empty at the same place.
          option = bounds[0] == bounds[1] ? PCRE2_NOTEMPTY_ATSTART : 0
        }
        return .object(found.object)
      },
    ])
  }

  /// The code points of a `str`, or the bytes of a bytes-like object.
  fileprivate func subject(_ value: Value) throws(Raised) -> [UInt32] {
    if let string = value.object(.string) { return try subject(StringObject(string)) }
    if let buffer = value.byteBuffer { return buffer.map { UInt32($0) } }
    throw raise(.typeError, "expected string or bytes-like object, got '\(typeName(of: value))'")
  }

  /// The code points of a text. Many are read in parts, so that an interrupt need not wait.
  private func subject(_ text: StringObject) throws(Raised) -> [UInt32] {
    let part = 1 << 20
    if text.count <= part { return text.codePoints }
    var codePoints: [UInt32] = []
    codePoints.reserveCapacity(text.count)
    for start in stride(from: 0, to: text.count, by: part) {
      codePoints += text.codePoints(in: start..<min(start + part, text.count))
      try checkInterrupt()
    }
    return codePoints
  }
}

/// A pattern, compiled twice at most: the second time so that a search can be stopped.
private final class Program {
  private let pattern: [UInt32]
  private let options: UInt32
  private let quick: CompiledPattern
  /// Asks at each step whether to stop, which costs time: for searches that take long.
  private var stoppable: CompiledPattern?

  /// What a search may take before it is begun anew in a way that can be stopped: some 20 ms.
  private static let quickLimit: UInt32 = 500_000

  init(_ pattern: [UInt32], _ options: UInt32, _ m: Machine) throws(Raised) {
    self.pattern = pattern
    self.options = options
    quick = try CompiledPattern(pattern, options, m)
    pcre2_set_match_limit_32(quick.context, Self.quickLimit)
  }

  /// The bounds of all groups, -1 for those that took no part; nil where nothing matches.
  func match(_ subject: [UInt32], _ start: Int, _ end: Int, _ options: UInt32, _ m: Machine)
    throws(Raised) -> [Int]?
  {
    let length = max(0, min(end, subject.count))
    guard start >= 0, start <= length else { return nil }
    var compiled = quick
    while true {
      let result = pcre2_match_32(
        compiled.code, subject, length, start, options, compiled.data, compiled.context)
      switch result {
      case PCRE2_ERROR_NOMATCH: return nil
      case PCRE2_ERROR_MATCHLIMIT where compiled === quick: compiled = try stoppablePattern(m)
      // Where the flag has been taken back meanwhile, the search begins again.
      case PCRE2_ERROR_CALLOUT: try m.checkInterrupt()
      case 0...: return compiled.bounds()
      default: throw m.raise(.memoryError, "")
      }
    }
  }

  private func stoppablePattern(_ m: Machine) throws(Raised) -> CompiledPattern {
    if let stoppable { return stoppable }
    let compiled = try CompiledPattern(pattern, options | PCRE2_AUTO_CALLOUT, m)
    pcre2_set_match_limit_32(compiled.context, .max)
    pcre2_set_callout_32(
      compiled.context,
      { _, flag in
        flag?.assumingMemoryBound(to: Int32.self).pointee == 0 ? 0 : PCRE2_ERROR_CALLOUT
      }, m.interrupt)
    stoppable = compiled
    return compiled
  }
}

/// What PCRE2 makes of a pattern, and what it works with.
private final class CompiledPattern {
  let code: OpaquePointer
  let data: OpaquePointer
  let context: OpaquePointer

  init(_ pattern: [UInt32], _ options: UInt32, _ m: Machine) throws(Raised) {
    var error: Int32 = 0
    var offset = 0
    guard let code = pcre2_compile_32(pattern, pattern.count, options, &error, &offset, nil) else {
      var message = [UInt32](repeating: 0, count: 256)
      let count = pcre2_get_error_message_32(error, &message, message.count)
      throw m.raise(.valueError, String(codePoints: Array(message.prefix(Int(max(0, count))))))
    }
    guard let data = pcre2_match_data_create_from_pattern_32(code, nil),
      let context = pcre2_match_context_create_32(nil)
    else {
      pcre2_code_free_32(code)
      throw m.raise(.memoryError, "")
    }
    self.code = code
    self.data = data
    self.context = context
    // In KiB: what backtracking may take.
    pcre2_set_heap_limit_32(context, 1 << 20)
  }

  deinit {
    pcre2_match_context_free_32(context)
    pcre2_match_data_free_32(data)
    pcre2_code_free_32(code)
  }

  func bounds() -> [Int] {
    guard let vector = pcre2_get_ovector_pointer_32(data) else { return [] }
    return (0..<Int(pcre2_get_ovector_count_32(data)) * 2).map {
      vector[$0] == Int.max || vector[$0] == ~0 ? -1 : Int(vector[$0])
    }
  }
}
