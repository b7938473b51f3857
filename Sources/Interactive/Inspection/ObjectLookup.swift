import Python

/// What a name typed for help stands for: `x.y`, `lib.f`, `%time`.
struct FoundObject {
  enum Place: Equatable {
    case user, builtin
    /// A magic, with its documentation.
    case magic(String)
    /// A name for a command of the system.
    case alias(String)
  }

  var place: Place
  /// Undefined for magics and aliases.
  var value: Value
  /// Whether the name has a dot in it.
  var isAttribute = false
}

extension Kernel {
  /// Looks a name up as IPython's `_ofind` does: the user's names, the built-in ones, magics. Each
  /// further part is an attribute or a number in brackets. Nil where there is no such thing.
  func find(_ text: String) -> FoundObject? {
    let name = PythonText.strip(text)
    if let magic = findMagic(name) { return magic }
    guard let path = ObjectPath(name), let first = path.steps.first, case .name(let root) = first
    else { return nil }
    if let value = machine.value(root, in: main) {
      return follow(path, from: value, place: .user)
    }
    if let value = machine.builtin(root) ?? Self.constants[root] {
      return follow(path, from: value, place: .builtin)
    }
    return path.steps.count == 1 ? findMagic("%" + name) : nil
  }

  /// Words of the language that help treats as built-in names.
  private static let constants: [String: Value] = [
    "True": .bool(true), "False": .bool(false), "None": .none,
  ]

  private func findMagic(_ name: String) -> FoundObject? {
    let bare = String(name.drop { $0 == "%" })
    guard bare != name else { return nil }
    let kinds: [Magic<Kernel>.Kinds] = name.hasPrefix("%%") ? [.cell] : [.line, .cell]
    guard let magic = kinds.lazy.compactMap({ self.magics.find(bare, $0) }).first else {
      return nil
    }
    if let command = aliases[bare] {
      return FoundObject(place: .alias(command.text), value: .undefined)
    }
    return FoundObject(place: .magic(magic.documentation), value: .undefined)
  }

  private func follow(
    _ path: ObjectPath, from root: Value, place: FoundObject.Place
  ) -> FoundObject? {
    var found = FoundObject(place: place, value: root)
    for step in path.steps.dropFirst() {
      found.isAttribute = true
      do throws(Raised) {
        found.value = try value(of: step, in: found.value)
      } catch {
        machine.discardPending()
        return nil
      }
    }
    return found
  }

  /// One step along a path. A property of an instance is shown itself, not its value.
  private func value(of step: ObjectPath.Step, in value: Value) throws(Raised) -> Value {
    switch step {
    case .index(let index): return try machine.item(of: value, .int(index))
    case .key(let key): return try machine.item(of: value, machine.string(key))
    case .name(let name):
      if let property = machine.property(name, ofClassOf: value) { return property }
      return try machine.attribute(of: value, machine.symbol(name))
    }
  }
}

/// A name, and what leads on from it: `a.b[0].c`.
struct ObjectPath: Equatable {
  enum Step: Equatable {
    case name(String)
    case index(Int)
    /// An index that is a string without escapes.
    case key(String)
  }

  private(set) var steps: [Step] = []

  /// Nil if the text is nothing of the kind.
  init?(_ text: String) {
    var rest = Array(text.unicodeScalars)[...]
    guard let root = Self.name(&rest) else { return nil }
    steps.append(.name(root))
    while let next = rest.popFirst() {
      if next == ".", let name = Self.name(&rest) {
        steps.append(.name(name))
      } else if next == "[", let index = Self.index(&rest) {
        steps.append(index)
      } else {
        return nil
      }
    }
  }

  private static func name(_ rest: inout ArraySlice<Unicode.Scalar>) -> String? {
    let name = rest.prefix(while: \.isWordCharacter)
    guard let first = name.first, first.properties.numericType != .decimal else { return nil }
    rest = rest.dropFirst(name.count)
    return String(String.UnicodeScalarView(name))
  }

  private static func index(_ rest: inout ArraySlice<Unicode.Scalar>) -> Step? {
    let inside = rest.prefix { $0 != "]" }
    rest = rest.dropFirst(inside.count)
    guard rest.popFirst() == "]" else { return nil }
    if let quote = inside.first, quote == "'" || quote == "\"", inside.count > 1,
      inside.last == quote, !inside.contains("\\")
    {
      return .key(String(String.UnicodeScalarView(inside.dropFirst().dropLast())))
    }
    return Int(String(String.UnicodeScalarView(inside))).map(Step.index)
  }
}
