import Python

/// `_repr_pretty_(self, p, cycle)`: classes that lay themselves out. `p` is a Python object whose
/// methods are those of the printer.
extension ValuePrinter {
  func printByMethod(_ value: Value, _ isInside: Bool) throws(Raised) {
    let method = try machine.attribute(of: value, machine.symbol("_repr_pretty_"))
    let printer = machine.wrap(self, try printerType("RepresentationPrinter"))
    _ = try machine.call(method, [printer, .bool(isInside)])
  }

  /// A class of the module `IPython.lib.pretty`, made at first use.
  private func printerType(_ name: String) throws(Raised) -> Object {
    let module = machine.mainModule("IPython.lib.pretty")
    if machine.value(name, in: module) == nil {
      let printer = machine.makeForeignType(
        "RepresentationPrinter", module: "IPython.lib.pretty", rows: Self.methods,
        properties: [
          ForeignProperty("max_width", "") { (m, a) throws(Raised) in .int(79) },
          ForeignProperty("indentation", "") { (m, a) throws(Raised) in
            .int(try Self.printer(m, a).layout.indentation)
          },
        ])
      let group = machine.makeForeignType(
        "_Group", module: "IPython.lib.pretty", rows: PrinterGroup.methods)
      module.set("RepresentationPrinter", .object(printer))
      module.set("_Group", .object(group))
    }
    guard let type = machine.value(name, in: module)?.object else {
      throw machine.raise(.systemError, "the class \(name) is gone")
    }
    return type
  }

  fileprivate static func printer(_ machine: Machine, _ value: Value) throws(Raised) -> ValuePrinter
  {
    let type = machine.typeObject(of: value)
    guard let printer = machine.unwrap(value, exactly: type, as: ValuePrinter.self) else {
      throw machine.raise(.typeError, "not a printer")
    }
    return printer
  }

  private static let methods: [Builtin] = [
    method("text(self, obj, /)") { (printer, a) throws(Raised) in
      printer.layout.text(try printer.machine.requireText(a[1], "obj"))
    },
    method("breakable(self, sep=' ')") { (printer, a) throws(Raised) in
      let separator = try a.given(1).map { (v) throws(Raised) in
        try printer.machine.requireText(v, "sep")
      }
      printer.layout.breakable(separator ?? " ")
    },
    method("break_(self)") { (printer, a) throws(Raised) in printer.layout.forcedBreak() },
    method("pretty(self, obj, /)") { (printer, a) throws(Raised) in try printer.print(a[1]) },
    method("begin_group(self, indent=0, open='')") { (printer, a) throws(Raised) in
      let group = try PrinterGroup(printer, a, textAt: 2)
      printer.layout.beginGroup(indent: group.indentation, open: group.open)
    },
    method("end_group(self, dedent=0, close='')") { (printer, a) throws(Raised) in
      let group = try PrinterGroup(printer, a, textAt: 2)
      printer.layout.endGroup(dedent: group.indentation, close: group.open)
    },
    method("flush(self)") { (printer, a) throws(Raised) in },
    Builtin("group(self, indent=0, open='', close='')", "A context manager for a group.") {
      (m, a) throws(Raised) in
      let printer = try printer(m, a[0])
      let group = try PrinterGroup(printer, a, textAt: 2)
      group.close = try a.given(3).map { (v) throws(Raised) in try m.requireText(v, "close") } ?? ""
      return m.wrap(group, try printer.printerType("_Group"))
    },
    Builtin("indent(self, indent)", "A context manager for more indentation.") {
      (m, a) throws(Raised) in
      let printer = try printer(m, a[0])
      let group = try PrinterGroup(printer, a, textAt: nil)
      group.isGroup = false
      return m.wrap(group, try printer.printerType("_Group"))
    },
  ]

  private static func method(
    _ signature: String, _ body: @escaping @Sendable (ValuePrinter, Arguments) throws(Raised) -> Void
  ) -> Builtin {
    Builtin(signature, "") { (m, a) throws(Raised) in
      try body(try printer(m, a[0]), a)
      return .none
    }
  }
}

/// What `with p.group(4, '(', ')'):` opens and closes.
private final class PrinterGroup {
  let printer: ValuePrinter
  let indentation: Int
  let open: String
  var close = ""
  /// False for a change of indentation only.
  var isGroup = true

  /// The arguments of a method: the indentation first, a text at a place.
  init(_ printer: ValuePrinter, _ a: Arguments, textAt place: Int?) throws(Raised) {
    self.printer = printer
    let machine = printer.machine
    indentation = try a.given(1).map { (v) throws(Raised) in try machine.index(v) } ?? 0
    open = try place.flatMap { a.given($0) }.map { (v) throws(Raised) in
      try machine.requireText(v, "open")
    } ?? ""
  }

  static let methods: [Builtin] = [
    Builtin("__enter__(self)", "") { (m, a) throws(Raised) in
      guard let group = m.unwrap(a[0], exactly: m.typeObject(of: a[0]), as: PrinterGroup.self) else {
        return .none
      }
      if group.isGroup {
        group.printer.layout.beginGroup(indent: group.indentation, open: group.open)
      } else {
        group.printer.layout.indentation += group.indentation
      }
      return .none
    },
    Builtin("__exit__(self, type, value, traceback)", "") { (m, a) throws(Raised) in
      guard let group = m.unwrap(a[0], exactly: m.typeObject(of: a[0]), as: PrinterGroup.self) else {
        return .none
      }
      if group.isGroup {
        group.printer.layout.endGroup(dedent: group.indentation, close: group.close)
      } else {
        group.printer.layout.indentation -= group.indentation
      }
      return .none
    },
  ]
}
