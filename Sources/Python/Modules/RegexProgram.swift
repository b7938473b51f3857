import CPCRE2
import Glibc

/// A text that is searched: characters of one, two or four bytes, not UTF, so that positions are
/// those of the `str`. Its owner keeps the value it is made of.
struct RegexSubject {
  let start: UnsafeRawPointer
  let count: Int
  let width: Int
  /// Owns the characters where they are not those of the value itself.
  private let copy: RegexText?

  /// The text of a `str`, or the bytes of a bytes-like object; nil for others.
  init?(_ value: Value) {
    if let object = value.object(.string) {
      let string = StringObject(object)
      (start, count, width, copy) = (UnsafeRawPointer(string.data), string.count, string.width, nil)
    } else if let buffer = value.byteBuffer {
      // What can be changed may move while a function is called for each match.
      let copy = value.object(.bytes) == nil ? RegexText(buffer) : nil
      let bytes = UnsafeRawPointer(buffer.baseAddress)
      start = copy.map { UnsafeRawPointer($0.data) } ?? bytes ?? UnsafeRawPointer(bitPattern: 1)!
      (count, width) = (buffer.count, 1)
      self.copy = copy
    } else {
      return nil
    }
  }

  private init(_ text: RegexText, count: Int, width: Int) {
    (start, self.count, self.width, copy) = (UnsafeRawPointer(text.data), count, width, text)
  }

  /// The same text with wider characters.
  func widened(to wider: Int) -> RegexSubject {
    let text = RegexText(byteCount: count * wider)
    for index in 0..<count {
      let unit =
        width == 1
        ? UInt32(start.load(fromByteOffset: index, as: UInt8.self))
        : UInt32(start.load(fromByteOffset: index * 2, as: UInt16.self))
      if wider == 2 {
        text.data.storeBytes(
          of: UInt16(truncatingIfNeeded: unit), toByteOffset: index * 2, as: UInt16.self)
      } else {
        text.data.storeBytes(of: unit, toByteOffset: index * 4, as: UInt32.self)
      }
    }
    return RegexSubject(text, count: count, width: wider)
  }
}

/// Memory for characters.
private final class RegexText {
  let data: UnsafeMutableRawPointer

  init(byteCount: Int) { data = .allocate(byteCount: max(byteCount, 1), alignment: 4) }

  convenience init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.init(byteCount: bytes.count)
    if let start = bytes.baseAddress { memcpy(data, start, bytes.count) }
  }

  deinit { data.deallocate() }
}

/// A pattern in PCRE2's syntax, compiled for each width of characters once a text has it.
final class RegexProgram {
  private let pattern: String
  private let options: UInt32
  /// For texts of one, two and four bytes a character.
  private var patterns: [RegexWidthPattern?] = [nil, nil, nil]

  /// `pattern` is ASCII. Raises ValueError if PCRE2 has not what it asks for.
  init(_ pattern: String, _ options: UInt32, _ m: Machine) throws(Raised) {
    self.pattern = pattern
    self.options = options | PCRE2_NEVER_UTF | PCRE2_ALLOW_EMPTY_CLASS
    _ = try compiled(width: 1, m)
  }

  /// A match within `subject[start..<end]`: first and end of all groups, -1 for those that took
  /// no part, to be read before the next match; nil where there is none. Widens the subject
  /// where the pattern has characters that it cannot have.
  func match(
    _ subject: inout RegexSubject, _ start: Int, _ end: Int, _ options: UInt32, _ m: Machine
  ) throws(Raised) -> UnsafePointer<Int>? {
    guard start >= 0, start <= end, end <= subject.count else { return nil }
    let compiled = try compiled(width: subject.width, m)
    if compiled.width > subject.width { subject = subject.widened(to: compiled.width) }
    return try compiled.match(subject, start, end, options, m)
  }

  /// The pattern for a width or, where it has wider characters, for the least it can have.
  private func compiled(width: Int, _ m: Machine) throws(Raised) -> RegexWidthPattern {
    if let known = patterns[width >> 1] { return known }
    var tried = width
    while true {
      do throws(Raised) {
        let compiled = try RegexWidthPattern(pattern, options, width: tried, m)
        patterns[width >> 1] = compiled
        return compiled
      } catch {
        if tried == 4 { throw error }
        m.discardPending()
        tried *= 2
      }
    }
  }
}

/// A pattern for one width, compiled twice at most: the second time so that a search can be stopped.
private final class RegexWidthPattern {
  private let pattern: String
  private let options: UInt32
  let width: Int
  private let quick: RegexCode
  /// Asks at each step whether to stop, which costs time: for searches that take long.
  private var stoppable: RegexCode?

  /// What a search may take before it is begun anew in a way that can be stopped: some 20 ms.
  private static let quickLimit: UInt32 = 500_000

  init(_ pattern: String, _ options: UInt32, width: Int, _ m: Machine) throws(Raised) {
    self.pattern = pattern
    self.options = options
    self.width = width
    quick = try RegexCode(pattern, options, width: width, limit: Self.quickLimit, m)
  }

  func match(
    _ subject: RegexSubject, _ start: Int, _ end: Int, _ options: UInt32, _ m: Machine
  ) throws(Raised) -> UnsafePointer<Int>? {
    var code = quick
    while true {
      switch code.match(subject, start, end, options) {
      case PCRE2_ERROR_NOMATCH: return nil
      case PCRE2_ERROR_MATCHLIMIT where code === quick: code = try stoppableCode(m)
      // Where the flag has been taken back meanwhile, the search begins again.
      case PCRE2_ERROR_CALLOUT: try m.checkInterrupt()
      case 0...: return code.bounds
      default: throw m.raise(.memoryError, "")
      }
    }
  }

  private func stoppableCode(_ m: Machine) throws(Raised) -> RegexCode {
    if let stoppable { return stoppable }
    let code = try RegexCode(pattern, options | PCRE2_AUTO_CALLOUT, width: width, limit: .max, m)
    code.stop(by: m.interrupt)
    stoppable = code
    return code
  }
}

/// What PCRE2 makes of a pattern, and what it works with.
private final class RegexCode {
  private let code, data, context: UnsafeMutableRawPointer
  private let width: Int32
  /// Matches and characters so far, until there is machine code.
  private var work = 0
  private let canBecomeMachineCode: Bool

  /// Machine code costs as much as some thousand short matches without it.
  private static let workBeforeMachineCode = 100_000
  private static let workOfMatch = 100

  init(_ pattern: String, _ options: UInt32, width: Int, limit: UInt32, _ m: Machine)
    throws(Raised)
  {
    self.width = Int32(width)
    canBecomeMachineCode = limit != .max
    let text = pattern.utf8.map { UInt32($0) }
    let units: [UInt8] = text.flatMap { unit in
      withUnsafeBytes(of: unit.littleEndian) { Array($0.prefix(width)) }
    }
    var error: Int32 = 0
    guard let code = regex_compile(self.width, units, text.count, options, &error) else {
      var message = [CChar](repeating: 0, count: 256)
      let count = regex_error_text(error, &message, message.count)
      let bytes = message.prefix(Int(max(0, count))).map { UInt8(bitPattern: $0) }
      throw m.raise(.valueError, String(decoding: bytes, as: UTF8.self))
    }
    guard let data = regex_match_data(self.width, code),
      let context = regex_context(self.width, limit, 1 << 20)
    else {
      regex_code_free(self.width, code)
      throw m.raise(.memoryError, "")
    }
    (self.code, self.data, self.context) = (code, data, context)
  }

  deinit {
    regex_context_free(width, context)
    regex_match_data_free(width, data)
    regex_code_free(width, code)
  }

  func stop(by flag: UnsafeMutablePointer<Int32>) { regex_stop_by(width, context, flag) }

  /// The bounds of the last match.
  var bounds: UnsafePointer<Int>? { regex_bounds(width, data) }

  /// PCRE2's result of a match.
  func match(_ subject: RegexSubject, _ start: Int, _ end: Int, _ options: UInt32) -> Int32 {
    func run(_ options: UInt32) -> Int32 {
      regex_match(width, code, subject.start, end, start, options, data, context)
    }
    let result = run(options)
    // Machine code has little room for backtracking.
    if result == PCRE2_ERROR_JIT_STACKLIMIT { return run(options | PCRE2_NO_JIT) }
    if canBecomeMachineCode, work <= Self.workBeforeMachineCode {
      let reached = result > 0 ? bounds?[1] ?? end : end
      work += Self.workOfMatch + max(0, reached - start)
      if work > Self.workBeforeMachineCode { _ = regex_make_machine_code(width, code) }
    }
    return result
  }
}
