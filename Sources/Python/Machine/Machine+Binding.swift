/// Binding arguments to parameters, with CPython's error texts.
extension Machine {
  // MARK: Functions of Python code

  /// Arranges the `count` positional arguments in a function's window and the keywords into the
  /// order of its parameters, defaults filled in.
  @inline(never)
  func bind(
    _ function: Function, _ window: UnsafeMutablePointer<Value>, _ count: Int,
    _ keywords: [(name: Symbol, value: Value)]
  ) throws(Raised) {
    if function.code.deferred != nil { try complete(function.body.pointee.code) }
    let code = function.code
    let layout = code.parameters
    let named = layout.positional + layout.keywordOnly
    let surplus = max(0, count - layout.positional)
    let rest =
      layout.hasVariadic ? tuple(count: surplus) { window[layout.positional + $0] } : .undefined
    // Registers behind the arguments may hold leftovers.
    for index in min(count, layout.positional)..<max(count, layout.count) {
      store(window + index, .undefined)
    }
    var extra: Dict?
    if layout.hasKeywordVariadic { extra = Dict(heap.pooled(heap.allocateDict(type: types.dict).object)) }
    for (name, value) in keywords { try bind(name, value, function, window, extra, keywords) }
    if !layout.hasVariadic, surplus > 0 {
      throw tooManyPositional(function, given: count, keywords)
    }
    fillDefaults(function, window)
    try checkMissing(function, window)
    var next = named
    if layout.hasVariadic {
      store(window + next, own(rest))
      next += 1
    }
    if let extra { store(window + next, own(.object(extra.object))) }
  }

  /// Arranges `count` positional arguments and the keywords behind them in the window of a function
  /// without `*args` and `**kwargs`, defaults filled in. False, and nothing is changed, where they
  /// don't fit: `bind` then finds the words for it.
  @inline(never)
  func arrange(
    _ function: Function, _ window: UnsafeMutablePointer<Value>, positional count: Int,
    keywords: Tuple?
  ) -> Bool {
    let code = function.body.pointee.code
    let layout = code.pointee.parameters
    let named = layout.positional + layout.keywordOnly
    let given = count + (keywords?.count ?? 0)
    guard named == layout.count, count <= layout.positional, given <= named,
      code.pointee.isComplete
    else { return false }
    return withUnsafeTemporaryAllocation(of: Value.self, capacity: named) { values in
      values.initialize(repeating: .undefined)
      for index in count..<given {
        guard let name = keywords?[index - count],
          let place = parameter(name, code, from: max(count, layout.positionalOnly)),
          values[place].isUndefined
        else { return false }
        values[place] = window[index]
      }
      for index in count..<named where values[index].isUndefined {
        values[index] = defaultValue(function, index)
        if values[index].isUndefined { return false }
      }
      for index in count..<named { _ = own(values[index]) }
      for index in count..<named { store(window + index, values[index]) }
      return true
    }
  }

  /// The place of a named parameter, from `first` on.
  @inline(__always)
  private func parameter(
    _ name: Value, _ code: UnsafeMutablePointer<BoundCode>, from first: Int
  ) -> Int? {
    let layout = code.pointee.parameters
    for index in first..<max(first, layout.positional + layout.keywordOnly)
    where name.isIdentical(to: code.pointee.localNames[index].value) {
      return index
    }
    return nil
  }

  /// The default of a named parameter, or undefined.
  private func defaultValue(_ function: Function, _ index: Int) -> Value {
    let code = function.body.pointee.code
    let positional = code.pointee.parameters.positional
    if index >= positional {
      guard case .object(let dict) = function.body.pointee.keywordDefaults else { return .undefined }
      return Dict(dict).value(code.pointee.localNames[index])
    }
    guard let tuple = function.body.pointee.defaults.object(.tuple).map(Tuple.init),
      positional - index <= tuple.count
    else { return .undefined }
    return tuple[tuple.count - (positional - index)]
  }

  private func bind(
    _ name: Symbol, _ value: Value, _ function: Function, _ window: UnsafeMutablePointer<Value>,
    _ extra: Dict?, _ keywords: [(name: Symbol, value: Value)]
  ) throws(Raised) {
    let code = function.code
    let layout = code.parameters
    let named = layout.positional + layout.keywordOnly
    if let index = code.localNames.prefix(named).firstIndex(of: name), index >= layout.positionalOnly {
      guard window[index].isUndefined else {
        throw raise(
          .typeError, "\(functionName(function.object))() got multiple values for argument '\(name.text)'")
      }
      store(window + index, own(value))
    } else if let extra {
      extra.set(name, value)
    } else if code.localNames.prefix(layout.positionalOnly).contains(name) {
      let misplaced = code.localNames.prefix(layout.positionalOnly).filter { parameter in
        keywords.contains { $0.name == parameter }
      }
      throw raise(
        .typeError,
        "\(functionName(function.object))() got some positional-only arguments passed as keyword arguments: "
          + "'\(misplaced.map(\.text).joined(separator: ", "))'")
    } else {
      throw raise(
        .typeError,
        "\(functionName(function.object))() got an unexpected keyword argument '\(name.text)'")
    }
  }

  private func fillDefaults(_ function: Function, _ window: UnsafeMutablePointer<Value>) {
    let layout = function.code.parameters
    if let tuple = function.body.pointee.defaults.object(.tuple) {
      let defaults = Tuple(tuple)
      let first = layout.positional - defaults.count
      for index in 0..<defaults.count where first + index >= 0 {
        if window[first + index].isUndefined { store(window + first + index, own(defaults[index])) }
      }
    }
    guard let dict = function.body.pointee.keywordDefaults.object(.dict) else { return }
    for index in layout.positional..<(layout.positional + layout.keywordOnly) {
      guard window[index].isUndefined else { continue }
      store(window + index, own(Dict(dict).value(function.code.localNames[index])))
    }
  }

  private func checkMissing(
    _ function: Function, _ window: UnsafeMutablePointer<Value>
  ) throws(Raised) {
    let code = function.code
    let layout = code.parameters
    let named = layout.positional + layout.keywordOnly
    if !(0..<named).contains(where: { window[$0].isUndefined }) { return }
    func missing(_ range: Range<Int>) -> [String] {
      range.filter { window[$0].isUndefined }.map { "'\(code.localNames[$0].text)'" }
    }
    let positional = missing(0..<layout.positional)
    if !positional.isEmpty {
      throw missingArguments(functionName(function.object), "positional", positional)
    }
    let keywordOnly = missing(layout.positional..<named)
    if !keywordOnly.isEmpty {
      throw missingArguments(functionName(function.object), "keyword-only", keywordOnly)
    }
  }

  private func missingArguments(_ name: String, _ kind: String, _ names: [String]) -> Raised {
    let plural = names.count == 1 ? "" : "s"
    let list: String
    switch names.count {
    case 1: list = names[0]
    case 2: list = names[0] + " and " + names[1]
    default: list = names.dropLast().joined(separator: ", ") + ", and " + names[names.count - 1]
    }
    return raise(
      .typeError, "\(name)() missing \(names.count) required \(kind) argument\(plural): \(list)")
  }

  private func tooManyPositional(
    _ function: Function, given: Int, _ keywords: [(name: Symbol, value: Value)]
  ) -> Raised {
    let code = function.code
    let layout = code.parameters
    let defaults = function.body.pointee.defaults.object(.tuple).map { Tuple($0).count } ?? 0
    let takes: String
    let plural: String
    if defaults > 0 {
      takes = "from \(layout.positional - defaults) to \(layout.positional)"
      plural = "s"
    } else {
      takes = "\(layout.positional)"
      plural = layout.positional == 1 ? "" : "s"
    }
    let keywordOnly = code.localNames[layout.positional..<(layout.positional + layout.keywordOnly)]
    let givenKeywords = keywords.count { keywordOnly.contains($0.name) }
    var given = "\(given)"
    var verb = given == "1" ? "was" : "were"
    if givenKeywords > 0 {
      let ending = given == "1" ? "" : "s"
      given += " positional argument\(ending) (and \(givenKeywords) keyword-only argument"
        + "\(givenKeywords == 1 ? "" : "s"))"
      verb = "were"
    }
    return raise(
      .typeError,
      "\(functionName(function.object))() takes \(takes) positional argument\(plural) but \(given) \(verb) given")
  }
}
