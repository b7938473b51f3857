import Python

/// Prints values as results of cells: IPython's `PlainTextFormatter` with the printers of
/// `IPython.lib.pretty`.
final class ValuePrinter {
  let machine: Machine
  private let settings: ShellSettings
  var layout = PrettyLayout()
  /// The containers being printed, to see one inside itself.
  private var open: [Value] = []

  private static let maximumCount = 1000

  private init(_ machine: Machine, _ settings: ShellSettings) {
    self.machine = machine
    self.settings = settings
  }

  /// The text of a result.
  static func text(
    of value: Value, in machine: Machine, settings: ShellSettings
  ) throws(Raised) -> String {
    let printer = ValuePrinter(machine, settings)
    guard settings.isPrettyPrinting else { return try machine.repr(value) }
    try printer.print(value)
    return printer.layout.finish()
  }

  /// Prints one value in a group of its own.
  func print(_ value: Value) throws(Raised) {
    let isInside = open.contains { $0.isIdentical(to: value) }
    open.append(value)
    layout.beginGroup()
    defer {
      layout.endGroup()
      open.removeLast()
    }
    guard open.count < 900 else {
      throw machine.raise(.recursionError, "maximum recursion depth exceeded")
    }
    switch machine.layout(of: value, isCall: { CallForm.rows[$0] != nil }) {
    case .list: try printSequence(value, "[", "]", isInside)
    case .tuple: try printSequence(value, "(", ")", isInside)
    case .dict: try printDict(value, "{", "}", isInside)
    case .mappingProxy: try printDict(value, "mappingproxy({", "})", isInside)
    case .set: try printSet(value, "{", "}", isInside, empty: "set()")
    case .frozenSet: try printSet(value, "frozenset({", "})", isInside, empty: "frozenset()")
    case .type: layout.text(machine.fullName(ofClass: value) ?? "")
    case .function: try printFunction(value)
    case .exception: try printException(value)
    case .float: layout.text(try floatText(value))
    case .custom: try printByMethod(value, isInside)
    case .call(let name): try printCall(value, CallForm.rows[name], isInside)
    case .representation: layout.representation(try machine.repr(value))
    case .super: try printSuper(value)
    case .plain: try printPlain(value)
    }
  }

  private func floatText(_ value: Value) throws(Raised) -> String {
    settings.floatFormat == "%r"
      ? try machine.repr(value) : try machine.percentFormatted(settings.floatFormat, value)
  }
}

// MARK: - Containers

extension ValuePrinter {
  private func printSequence(
    _ value: Value, _ start: String, _ end: String, _ isInside: Bool
  ) throws(Raised) {
    guard !isInside else { return layout.text(start + "..." + end) }
    let items = machine.items(value) ?? []
    layout.beginGroup(indent: 1, open: start)
    try printItems(items)
    if items.count == 1, start == "(" { layout.text(",") }
    layout.endGroup(dedent: 1, close: end)
  }

  private func printSet(
    _ value: Value, _ start: String, _ end: String, _ isInside: Bool, empty: String
  ) throws(Raised) {
    guard !isInside else { return layout.text(start + "..." + end) }
    var items = try machine.collect(value)
    guard !items.isEmpty else { return layout.text(empty) }
    if items.count < Self.maximumCount { items = try sorted(items) }
    let indentation = start.utf8.count
    layout.beginGroup(indent: indentation, open: start)
    try printItems(items)
    layout.endGroup(dedent: indentation, close: end)
  }

  private func printItems(_ items: [Value]) throws(Raised) {
    for (index, item) in items.prefix(Self.maximumCount).enumerated() {
      if index > 0 {
        layout.text(",")
        layout.breakable()
      }
      try print(item)
    }
    if items.count > Self.maximumCount { printEllipsis() }
  }

  private func printDict(
    _ value: Value, _ start: String, _ end: String, _ isInside: Bool
  ) throws(Raised) {
    guard !isInside else { return layout.text("{...}") }
    let indentation = start.utf8.count
    layout.beginGroup(indent: indentation, open: start)
    let entries = machine.entries(of: value, limit: Self.maximumCount)
    for (index, entry) in entries.enumerated() {
      if index > 0 {
        layout.text(",")
        layout.breakable()
      }
      try print(entry.key)
      layout.text(": ")
      try print(entry.value)
    }
    if let count = machine.containerCount(value), count > Self.maximumCount { printEllipsis() }
    layout.endGroup(dedent: indentation, close: end)
  }

  private func printEllipsis() {
    layout.text(",")
    layout.breakable()
    layout.text("...")
  }

  /// Sorted by value, where that fails by text, and where that fails too, as they are.
  private func sorted(_ items: [Value]) throws(Raised) -> [Value] {
    do throws(Raised) {
      return try mergeSorted(items, key: { (value) throws(Raised) in value })
    } catch {
      machine.discardPending()
    }
    do throws(Raised) {
      return try mergeSorted(items) { (value) throws(Raised) in
        machine.string(try machine.str(value))
      }
    } catch {
      machine.discardPending()
      return items
    }
  }

  private func mergeSorted(
    _ items: [Value], key: (Value) throws(Raised) -> Value
  ) throws(Raised) -> [Value] {
    guard items.count > 1 else { return items }
    let middle = items.count / 2
    let left = try mergeSorted(Array(items[..<middle]), key: key)
    let right = try mergeSorted(Array(items[middle...]), key: key)
    var result: [Value] = []
    var (i, j) = (0, 0)
    while i < left.count, j < right.count {
      let isLess = try machine.compare(.less, try key(right[j]), try key(left[i]))
      if try machine.isTrue(isLess) {
        result.append(right[j])
        j += 1
      } else {
        result.append(left[i])
        i += 1
      }
    }
    return result + left[i...] + right[j...]
  }
}

// MARK: - Objects without a representation of their own

extension ValuePrinter {
  /// `<module.Class at 0x...>`
  private func printPlain(_ value: Value) throws(Raised) {
    let representation = try machine.repr(value)
    guard representation == machine.defaultRepr(value), let address = machine.addressText(of: value)
    else { return layout.representation(representation) }
    layout.text("<\(machine.fullTypeName(of: value)) at \(address)>")
  }

  /// `<super: A, a>`, both laid out.
  private func printSuper(_ value: Value) throws(Raised) {
    let start = "<super: "
    layout.beginGroup(indent: start.utf8.count, open: start)
    try print(try machine.attribute(of: value, machine.symbol("__thisclass__")))
    layout.text(",")
    layout.breakable()
    try print(try machine.attribute(of: value, machine.symbol("__self__")))
    layout.endGroup(dedent: start.utf8.count, close: ">")
  }
}

// MARK: - Calls, functions and exceptions

extension ValuePrinter {
  /// `Name(argument, keyword=value)`.
  private func printCall(_ value: Value, _ form: CallForm.Row?, _ isInside: Bool) throws(Raised) {
    let className = machine.typeName(machine.type(of: value))
    guard let form = try form?(CallForm.Subject(machine, value)) else { return }
    let name = form.name ?? className
    if isInside { return layout.text(name + "(...)") }
    let indentation = name.unicodeScalars.count + 1
    layout.beginGroup(indent: indentation, open: name + "(")
    for (index, argument) in form.arguments.enumerated() {
      if index > 0 {
        layout.text(",")
        layout.breakable()
      }
      try print(argument)
    }
    layout.endGroup(dedent: indentation, close: ")")
  }

  private func print(_ argument: CallForm.Argument) throws(Raised) {
    switch argument {
    case .value(let value): try print(value)
    case .text(let text): layout.text(text)
    // Not by its own layout, which would be this call once more.
    case .plainDict(let value): try printDict(value, "{", "}", false)
    case .keyword(let name, let value):
      let keyword = name + "="
      layout.beginGroup(indent: keyword.unicodeScalars.count, open: keyword)
      try print(value)
      layout.endGroup(dedent: keyword.unicodeScalars.count, close: "")
    }
  }

  /// `Name(args...)`, the arguments laid out.
  private func printException(_ value: Value) throws(Raised) {
    let start = machine.fullTypeName(of: value) + "("
    let indentation = start.unicodeScalars.count
    layout.beginGroup(indent: indentation, open: start)
    for (index, argument) in machine.arguments(ofException: value).enumerated() {
      if index > 0 {
        layout.text(",")
        layout.breakable()
      }
      try print(argument)
    }
    layout.endGroup(dedent: indentation, close: ")")
  }

  private func printFunction(_ value: Value) throws(Raised) {
    guard let function = machine.describe(function: value, followsWrapped: true) else {
      return layout.representation(try machine.repr(value))
    }
    let signature = try SignatureText.text(of: function, in: machine)
    layout.text("<function \(function.name)\(signature)>")
  }
}
