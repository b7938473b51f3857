/// Binding arguments to the parameters of native functions, with CPython's error texts.
extension Machine {
  /// Arranges the arguments of a native call in place: declared slots first, then the rest.
  func bind(
    _ row: NativeRow, _ signature: Signature, _ window: UnsafeMutablePointer<Value>, _ count: Int,
    _ keywords: [(name: Symbol, value: Value)]
  ) throws(Raised) -> Arguments {
    if !signature.admits(count, keywords: keywords.count),
      let problem = NativeCallShape(row, signature, count, keywords.count).problem
    {
      throw misfit(row, window, count, keywords, problem)
    }
    let slots = signature.slotCount
    let arguments = arrange(window, count, slots: slots, positional: signature.positionalCount)
    if signature.keywordVariadicName != nil {
      window[slots - 1] = .object(heap.allocateDict(type: types.dict).object)
    }
    var unknown: Symbol?
    for (name, value) in keywords where !(try bind(row, signature, window, name, value)) {
      unknown = unknown ?? name
    }
    for index in signature.parameters.indices where window[index].isUndefined {
      let parameter = signature.parameters[index]
      if parameter.defaultText != nil { continue }
      let call = NativeCallShape(row, signature, count, keywords.count)
      throw misfit(row, window, min(count, signature.positionalCount), keywords, call.missing(parameter, index))
    }
    if let unknown {
      throw misfit(
        row, window, min(count, signature.positionalCount), keywords,
        "'\(unknown.text)' is an invalid keyword argument for \(row.keywordName)()")
    }
    return arguments
  }

  /// TypeError for a call that does not fit: in the language's words for a function that stands for one of Python, in the
  /// function's own, or else in CPython's.
  private func misfit(
    _ row: NativeRow, _ window: UnsafeMutablePointer<Value>, _ count: Int,
    _ keywords: [(name: Symbol, value: Value)], _ text: String
  ) -> Raised {
    let positional = UnsafeMutableBufferPointer(start: window, count: count)
    let call = CallArguments(positional: positional, keywords: keywords)
    return raise(.typeError, row.misfit(count, keywords) ?? row.builtin.explanation?(self, call) ?? text)
  }

  /// Spreads `count` positional arguments over the slots; those beyond the positional parameters
  /// move behind the slots.
  @inline(__always)
  func arrange(
    _ window: UnsafeMutablePointer<Value>, _ count: Int, slots: Int, positional: Int
  ) -> Arguments {
    let move = slots - positional
    var index = count - 1
    // From the end, as the ranges may overlap.
    while index >= positional, move > 0 {
      let value = window[index]
      window[index] = .undefined
      store(window + index + move, value)
      index -= 1
    }
    index = min(count, positional)
    while index < slots {
      store(window + index, .undefined)
      index += 1
    }
    return Arguments(
      base: window, parameterCount: slots, restCount: max(0, count - positional))
  }

  /// Puts a keyword where it belongs; false if there is no such parameter.
  private func bind(
    _ row: NativeRow, _ signature: Signature, _ window: UnsafeMutablePointer<Value>,
    _ name: Symbol, _ value: Value
  ) throws(Raised) -> Bool {
    let text = name.text
    if let index = signature.parameters.firstIndex(where: { $0.name == text && !$0.isPositionalOnly }) {
      guard window[index].isUndefined else {
        let place = signature.hasReceiver && row.ownerName != nil ? index : index + 1
        throw raise(
          .typeError,
          "argument for \(row.calledName)() given by name ('\(text)') and position (\(place))")
      }
      store(window + index, own(value))
      return true
    }
    guard signature.keywordVariadicName != nil,
      let dict = window[signature.slotCount - 1].object(.dict)
    else { return false }
    Dict(dict).set(name, value)
    return true
  }
}

extension NativeRow {
  /// What is said of arguments that do not fit where CPython or a library has a function written in the language.
  fileprivate func misfit(_ count: Int, _ keywords: [(name: Symbol, value: Value)]) -> String? {
    guard isShownAsFunction else { return nil }
    return CallShape(builtin.signature).misfit(count, keywords.map(\.name.text)).map {
      "\(qualifiedName)() \($0)"
    }
  }

  /// The name in messages about keywords: `sorted` passes them on to `list.sort`.
  fileprivate var keywordName: String { name == "sorted" ? "sort" : calledName }

  /// Whether CPython's function reads its arguments one by one and so counts them in other words:
  /// the searching methods of texts.
  fileprivate var isSearch: Bool {
    ["str", "bytes", "bytearray"].contains(ownerName)
      && ["count", "find", "index", "rfind", "rindex", "startswith", "endswith"].contains(name)
  }

  /// A method of Python's data model that CPython calls through a slot of the class.
  var isSlot: Bool {
    guard ownerName != nil, name.hasPrefix("__"), name.hasSuffix("__"), name != "__new__",
      !NativeRow.plainMethods.contains(name)
    else { return false }
    return !(["list", "dict"].contains(ownerName) && name == "__getitem__")
      && !(["set", "frozenset", "dict"].contains(ownerName) && name == "__contains__")
  }

  /// Special methods that are ordinary methods in CPython.
  private static let plainMethods: Set<String> = [
    "__reversed__", "__format__", "__round__", "__sizeof__", "__getnewargs__", "__ceil__",
    "__floor__", "__trunc__", "__complex__", "__bytes__", "__length_hint__", "__dir__",
    "__reduce__", "__reduce_ex__", "__getstate__", "__setstate__", "__class_getitem__",
    "__init_subclass__", "__subclasshook__", "__instancecheck__", "__subclasscheck__",
    "__prepare__", "__mro_entries__", "__missing__",
  ]
}

/// How many arguments a native call has against how many its function takes, and the words that
/// CPython has for a mismatch. They depend on how a function is made there: a special method, a
/// constructor, a function of one argument, one without keywords, one with them.
private struct NativeCallShape {
  let row: NativeRow
  let signature: Signature
  /// Positional arguments and bounds without the receiver.
  let given, least, most: Int
  let keywordCount: Int

  init(_ row: NativeRow, _ signature: Signature, _ count: Int, _ keywordCount: Int) {
    self.row = row
    self.signature = signature
    self.keywordCount = keywordCount
    let receiver = signature.hasReceiver && row.ownerName != nil ? 1 : 0
    given = count - receiver
    least = signature.requiredPositional - receiver
    most = signature.positionalCount - receiver
  }

  /// Named parameters that are not positional-only. `sorted` counts its own argument before it
  /// passes on the others.
  private var takesKeywords: Bool {
    if row.name == "sorted", given != 1 { return false }
    return namesParameters
  }

  /// Required arguments that no keyword may name, without the receiver.
  private var leastPositionalOnly: Int {
    let required = signature.parameters.count { $0.isPositionalOnly && $0.defaultText == nil }
    return required - (signature.positionalCount - most)
  }

  private var namesParameters: Bool { signature.namesParameters }

  private var isConstructor: Bool { ["__new__", "__init__"].contains(row.name) }

  private var isSlot: Bool { row.isSlot && !isConstructor }

  /// Slots of sequences: their texts begin with a blank.
  private var isSequenceSlot: Bool {
    switch row.name {
    case "__mul__", "__rmul__", "__imul__":
      return !["int", "float", "complex"].contains(row.ownerName)
    case "__setitem__", "__pow__", "__rpow__": return true
    default: return false
    }
  }

  /// What is wrong with the numbers, or nil.
  var problem: String? {
    let isVariadic = signature.variadicName != nil
    if keywordCount > 0, !namesParameters {
      if isSlot { return "wrapper \(row.name)() takes no keyword arguments" }
      let name = isConstructor ? row.calledName : row.fullName
      return "\(name)() takes no keyword arguments"
    }
    if takesKeywords, !isVariadic, signature.keywordVariadicName == nil {
      let parameters = signature.parameters.count - (most < signature.positionalCount ? 1 : 0)
      if given + keywordCount > parameters {
        let kind = given == 0 ? "keyword " : ""
        return "\(row.calledName)() takes at most \(counted(parameters, kind + "argument")) "
          + "(\(given + keywordCount) given)"
      }
    }
    guard given > most, !isVariadic else { return nil }
    return tooMany
  }

  private var tooMany: String {
    if isSlot { return slotText }
    if row.name == "sort", given > signature.parameters.count - 1 {
      return "sort() takes at most 2 arguments (\(given) given)"
    }
    if takesKeywords {
      if most == 0 { return "\(row.calledName)() takes no positional arguments" }
      let bound = least < most ? "at most" : "exactly"
      return "\(row.calledName)() takes \(bound) \(counted(most, "positional argument")) "
        + "(\(given) given)"
    }
    if most == 0, !isConstructor { return "\(row.fullName)() takes no arguments (\(given) given)" }
    if most == 1, least == 1, !isConstructor, row.name != "sorted" { return oneText }
    if row.isSearch { return "\(row.name)() takes at most \(counted(most, "argument")) (\(given) given)" }
    let bound = least == most ? "" : "at most "
    let name = row.calledName == "super" ? "super()" : row.calledName
    return "\(name) expected \(bound)\(counted(most, "argument")), got \(given)"
  }

  /// The words for a required parameter without an argument.
  func missing(_ parameter: Signature.Parameter, _ index: Int) -> String {
    if signature.parameters.first?.name == "self", index == 0 {
      if isSlot {
        return "descriptor '\(row.name)' of '\(row.ownerName ?? "")' object needs an argument"
      }
      return "unbound method \(row.qualifiedName)() needs an argument"
    }
    if row.name == "__new__", index == 0 {
      return "\(row.qualifiedName)(): not enough arguments"
    }
    if isSlot { return slotText }
    if row.isSearch {
      return "\(row.name)() takes at least \(counted(least, "argument")) (\(given) given)"
    }
    let place = index + (most < signature.positionalCount ? 0 : 1)
    if !parameter.isPositionalOnly {
      let position = row.ownerName == "enumerate" ? "" : " (pos \(place))"
      return "\(row.calledName)() missing required argument '\(parameter.name)'\(position)"
    }
    if takesKeywords {
      let needed = leastPositionalOnly
      let bound = needed < most ? "at least" : "exactly"
      return "\(row.calledName)() takes \(bound) \(counted(needed, "positional argument")) "
        + "(\(given) given)"
    }
    if least == most, least == 1, !isConstructor, row.name != "sorted" { return oneText }
    let bound = least == most && signature.variadicName == nil ? "" : "at least "
    return "\(row.calledName) expected \(bound)\(counted(least, "argument")), got \(given)"
  }

  private var oneText: String {
    "\(row.fullName)() takes exactly one argument (\(given) given)"
  }

  private var slotText: String {
    let bound = least == most ? "" : "at most "
    return (isSequenceSlot ? " " : "") + "expected \(bound)\(counted(most, "argument")), got \(given)"
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
