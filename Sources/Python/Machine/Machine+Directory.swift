/// Names that `dir()` gives of built-in objects beside those in the namespaces of their classes:
/// attributes that the machine knows itself.
extension Machine {
  func ownMemberNames(of type: Object) -> [String] {
    var names: [String] = []
    for ancestor in TypeObject(type).info.resolutionOrder {
      names += memberNames[ancestor] ?? []
    }
    return names
  }

  private var memberNames: [Object: [String]] {
    [
      types.object: ["__class__", "__doc__"],
      types.int: ["real", "imag", "numerator", "denominator"],
      types.float: ["real", "imag"], types.complex: ["real", "imag"],
      types.range: ["start", "stop", "step"], types.slice: ["start", "stop", "step"],
      types.function: [
        "__annotations__", "__builtins__", "__closure__", "__code__", "__defaults__", "__dict__",
        "__globals__", "__kwdefaults__", "__module__", "__name__", "__qualname__",
      ],
      types.method: ["__func__", "__self__"],
      types.native: ["__module__", "__name__", "__qualname__", "__self__", "__text_signature__"],
      types.generator: [
        "__name__", "__qualname__", "gi_code", "gi_frame", "gi_running", "gi_suspended",
        "gi_yieldfrom",
      ],
      types.property: ["fdel", "fget", "fset"],
      types[.baseException]: [
        "__cause__", "__context__", "__dict__", "__suppress_context__", "__traceback__", "args",
      ],
      types[.osError]: ["errno", "filename", "filename2", "strerror", "characters_written"],
      types[.importError]: ["msg", "name", "path"], types[.nameError]: ["name"],
      types[.attributeError]: ["name", "obj"], types[.stopIteration]: ["value"],
      types[.systemExit]: ["code"],
    ]
  }
}
