import Python

/// Values shown as calls: `defaultdict(list, {...})`, `deque([...], maxlen=3)`.
extension ValuePrinter {
  /// An argument of the call: a value, or text as it is.
  private enum Argument {
    case value(Value)
    case text(String)
  }

  func printCall(
    of value: Value, _ kind: Machine.NamedLayout, _ isInside: Bool
  ) throws(Raised) {
    let name = kind == .namespace ? "namespace" : machine.typeName(of: value)
    if isInside { return try printCall(name, [(nil, .text("..."))]) }
    var arguments: [(String?, Argument)] = []
    switch kind {
    case .counter:
      let pairs = try machine.call(try attribute("most_common", value), [])
      if try machine.length(of: value) > 0 { arguments = [(nil, .value(try dict(pairs)))] }
    case .defaultDict:
      arguments = [(nil, .value(try attribute("default_factory", value)))]
      arguments.append((nil, .value(try dict(value))))
    case .orderedDict:
      let items = try machine.collect(try machine.call(try attribute("items", value), []))
      if !items.isEmpty { arguments = [(nil, .value(machine.list(items)))] }
    case .deque:
      arguments = [(nil, .value(machine.list(try machine.collect(value))))]
      let limit = try attribute("maxlen", value)
      if !limit.isNone { arguments.append(("maxlen", .value(limit))) }
    case .userList: arguments = [(nil, .value(try attribute("data", value)))]
    case .namespace:
      for entry in machine.entries(of: try attribute("__dict__", value), limit: Int.max) {
        arguments.append((machine.text(entry.key), .value(entry.value)))
      }
    }
    try printCall(name, arguments)
  }

  private func attribute(_ name: String, _ value: Value) throws(Raised) -> Value {
    try machine.attribute(of: value, machine.symbol(name))
  }

  private func dict(_ source: Value) throws(Raised) -> Value {
    guard let type = machine.builtin("dict") else { return source }
    return try machine.call(type, [source])
  }

  private func printCall(_ name: String, _ arguments: [(String?, Argument)]) throws(Raised) {
    let start = name + "("
    layout.beginGroup(indent: start.unicodeScalars.count, open: start)
    for (index, (name, argument)) in arguments.enumerated() {
      if index > 0 {
        layout.text(",")
        layout.breakable()
      }
      let prefix = name.map { $0 + "=" } ?? ""
      let indentation = prefix.unicodeScalars.count
      if !prefix.isEmpty { layout.beginGroup(indent: indentation, open: prefix) }
      switch argument {
      case .value(let value): try print(value)
      case .text(let text): layout.text(text)
      }
      if !prefix.isEmpty { layout.endGroup(dedent: indentation) }
    }
    layout.endGroup(dedent: start.unicodeScalars.count, close: ")")
  }
}
