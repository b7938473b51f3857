import Python

/// `*abs*?` and `%psearch`: the names that match a pattern.
extension Kernel {
  /// The names, sorted; with dots the attributes of what matches before the dot.
  ///
  /// - Parameters:
  ///   - type: only values of this type, `all` for any.
  ///   - showsPrivate: also names that begin with an underscore, which else the pattern must.
  func names(
    matching pattern: String, type: String = "all", ignoringCase: Bool = false,
    showsPrivate: Bool = false, inBuiltins: Bool = true, inUser: Bool = true
  ) -> [String] {
    let parts = pattern.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    var found: Set<String> = []
    func search(_ names: [String], _ value: (String) -> Value?, _ prefix: String, _ rest: Int) {
      let part = parts[rest]
      let isLast = rest == parts.count - 1
      for name in names where Wildcard.matches(name, part, ignoringCase: ignoringCase) {
        // The names of the session itself are shown only where the pattern asks for them.
        let isHidden = name.hasPrefix("_") && !showsPrivate && !part.hasPrefix("_") && rest == 0
        guard !isHidden, let value = value(name) else { continue }
        if !isLast {
          search(
            machine.attributeNames(of: value), { self.machine.plainAttribute($0, of: value) },
            prefix + name + ".", rest + 1)
        } else if type == "all" || Self.typeName(type) == machine.typeName(of: value) {
          found.insert(prefix + name)
        }
      }
    }
    if inUser {
      search(machine.names(in: main).map(\.name), { self.machine.value($0, in: self.main) }, "", 0)
    }
    if inBuiltins { search(machine.builtinNames, { self.machine.builtin($0) }, "", 0) }
    return found.sorted()
  }

  /// The name of a type as the module `types` and IPython's older texts call it.
  private static func typeName(_ name: String) -> String {
    switch name {
    case "string": "str"
    case "integer", "long": "int"
    case "class", "classobj": "type"
    case "builtin", "builtinfunction": "builtin_function_or_method"
    default: name
    }
  }
}
