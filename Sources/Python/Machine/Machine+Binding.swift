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

  /// Arranges `count` positional arguments and the keywords behind them in the window of a
  /// function, defaults filled in. False, and nothing is changed, where they don't fit: `bind` then
  /// finds the words for it.
  @inline(never)
  func arrange(
    _ function: Function, _ window: UnsafeMutablePointer<Value>, positional count: Int,
    keywords: Tuple?
  ) -> Bool {
    let code = function.body.pointee.code
    guard code.pointee.isComplete else { return false }
    let layout = code.pointee.parameters
    if layout.hasVariadic || layout.hasKeywordVariadic {
      return arrangeVariadic(function, window, count, keywords)
    }
    guard count <= layout.positional else { return false }
    return arrangeOrdered(function, window, count, keywords)
      || keywords != nil && arrangeNamed(function, window, count, keywords)
  }

  /// Arranges arguments whose keywords come in the order of the parameters, in place: each moves up
  /// to its parameter, the last one first.
  private func arrangeOrdered(
    _ function: Function, _ window: UnsafeMutablePointer<Value>, _ count: Int, _ keywords: Tuple?
  ) -> Bool {
    let code = function.body.pointee.code
    let layout = code.pointee.parameters
    let named = layout.positional + layout.keywordOnly
    let keywordCount = keywords?.count ?? 0
    @inline(__always) func isNamed(_ index: Int, _ keyword: Int) -> Bool {
      keywords.unsafelyUnwrapped[keyword].isIdentical(to: code.pointee.localNames[index].value)
    }
    var keyword = 0
    for index in count..<max(count, named) {
      if keyword < keywordCount, index >= layout.positionalOnly, isNamed(index, keyword) {
        keyword &+= 1
      } else if defaultValue(function, index).isUndefined {
        return false
      }
    }
    guard keyword == keywordCount else { return false }
    var index = named - 1
    while index >= count {
      if keyword > 0, isNamed(index, keyword - 1) {
        keyword &-= 1
        let value = window[count + keyword]
        window[count + keyword] = .undefined
        store(window + index, value)
      } else {
        store(window + index, own(defaultValue(function, index)))
      }
      index &-= 1
    }
    return true
  }

  /// Arranges arguments whose keywords come in any order.
  private func arrangeNamed(
    _ function: Function, _ window: UnsafeMutablePointer<Value>, _ count: Int, _ keywords: Tuple?
  ) -> Bool {
    let layout = function.body.pointee.code.pointee.parameters
    let named = layout.positional + layout.keywordOnly
    guard count + (keywords?.count ?? 0) <= named else { return false }
    return withUnsafeTemporaryAllocation(of: Value.self, capacity: named) { values in
      guard let values = values.baseAddress,
        choose(values, function, window, count, keywords, extra: nil)
      else { return false }
      for index in count..<named { _ = own(values[index]) }
      for index in count..<named { store(window + index, values[index]) }
      return true
    }
  }

  /// Arranges the arguments of a function with `*args` or `**kwargs`.
  private func arrangeVariadic(
    _ function: Function, _ window: UnsafeMutablePointer<Value>, _ count: Int, _ keywords: Tuple?
  ) -> Bool {
    let layout = function.body.pointee.code.pointee.parameters
    let named = layout.positional + layout.keywordOnly
    let filled = min(count, layout.positional)
    let given = count + (keywords?.count ?? 0)
    guard layout.hasVariadic || count == filled else { return false }
    return withUnsafeTemporaryAllocation(of: Value.self, capacity: max(1, named)) { values in
      let extra = layout.hasKeywordVariadic
        ? heap.allocateDict(type: types.dict, capacity: given - count) : nil
      guard let values = values.baseAddress,
        choose(values, function, window, count, keywords, extra: extra)
      else {
        if let extra { drop(extra.object) }
        return false
      }
      for index in filled..<named { _ = own(values[index]) }
      let rest = layout.hasVariadic ? takeTuple(window + filled, count - filled) : .undefined
      for index in filled..<named { store(window + index, values[index]) }
      var next = named
      if layout.hasVariadic {
        store(window + next, rest)
        next += 1
      }
      if let extra {
        store(window + next, .object(extra.object))
        next += 1
      }
      if given > next { clear(window + next, given - next) }
      return true
    }
  }

  /// Chooses a value, not owned, for each parameter that is not given by position. Keywords without
  /// a parameter go to the dict. False where an argument has no place or a parameter no value.
  private func choose(
    _ values: UnsafeMutablePointer<Value>, _ function: Function,
    _ window: UnsafeMutablePointer<Value>, _ count: Int, _ keywords: Tuple?, extra: Dict?
  ) -> Bool {
    let code = function.body.pointee.code
    let layout = code.pointee.parameters
    let named = layout.positional + layout.keywordOnly
    let filled = min(count, layout.positional)
    for index in 0..<named { values[index] = .undefined }
    let keywordCount = keywords?.count ?? 0
    var index = 0
    while index < keywordCount {
      guard case .object(let name) = keywords.unsafelyUnwrapped[index] else { return false }
      let value = window[count + index]
      index &+= 1
      if let place = parameter(.object(name), code, from: layout.positionalOnly) {
        guard place >= filled, values[place].isUndefined else { return false }
        values[place] = value
      } else if let extra {
        let symbol = Symbol(object: name)
        extra.insert(hash: symbol.hash, key: own(symbol.value), value: own(value))
      } else {
        return false
      }
    }
    for index in filled..<named where values[index].isUndefined {
      values[index] = defaultValue(function, index)
      if values[index].isUndefined { return false }
    }
    return true
  }

  /// A tuple, with one owner, of values taken out of registers.
  private func takeTuple(_ items: UnsafeMutablePointer<Value>, _ count: Int) -> Value {
    if count == 0 { return .object(own(runtime.emptyTuple)) }
    let tuple = heap.makeTuple(count, type: types.tuple) { index in
      let item = items[index]
      items[index] = .undefined
      return item
    }
    return .object(tuple.object)
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
