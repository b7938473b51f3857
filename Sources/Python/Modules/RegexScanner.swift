/// `pattern.scanner(string)`: goes from match to match by its methods `match` and `search`.

/// The state of a scanner.
private final class RegexScanner {
  let pattern, string: Value
  private var search: RegexSearch
  private var hasEnded = false

  init(_ pattern: Value, _ string: Value, _ search: RegexSearch) {
    self.pattern = own(pattern)
    self.string = own(string)
    self.search = search
  }

  deinit {
    drop(pattern)
    drop(string)
  }

  /// The next match, or None; after that there are no more.
  func next(_ m: Machine, _ mode: RegexMode) throws(Raised) -> Value {
    guard !hasEnded, let bounds = try search.next(m, mode) else {
      hasEnded = true
      return .none
    }
    return search.pattern.match(bounds, pattern, string, search.range, m)
  }
}

extension Machine {
  /// The class of scanners.
  func makeScannerType() -> Object {
    let traits = ForeignTraits(visit: { content, _, visit in
      guard let scanner = content as? RegexScanner else { return }
      visit(scanner.pattern)
      visit(scanner.string)
    })
    let type = makeForeignType(
      "SRE_Scanner", module: "_sre", traits: traits,
      rows: [refusedConstruction, stepMethod("match", .start), stepMethod("search", .anywhere)],
      properties: [
        ForeignProperty("pattern", "The pattern.") { (m, value) throws(Raised) in
          try m.regexState(value, RegexScanner.self).pattern
        }
      ])
    nameWithModule(type)
    return type
  }

  /// The method of patterns that makes scanners, which are instances of `type`.
  func scannerMethod(_ type: Object) -> Builtin {
    Builtin(
      "scanner(self, /, string, pos=0, endpos=9223372036854775807)",
      "Return an object that goes from match to match."
    ) { (m, a) throws(Raised) in
      let pattern = a.receiver.regexPattern
      let subject = try pattern.subject(a[1], m)
      let range = try RegexRange(a.given(2), a.given(3), count: subject.count, m)
      return m.wrap(RegexScanner(a[0], a[1], RegexSearch(pattern, subject, range)), type)
    }
  }
}

private func stepMethod(_ name: String, _ mode: RegexMode) -> Builtin {
  Builtin("\(name)(self, /)", "Return the next match, or None.") { (m, a) throws(Raised) in
    try m.regexState(a[0], RegexScanner.self).next(m, mode)
  }
}
