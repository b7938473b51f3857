/// `exit` and `quit`, which Python's `site` gives to scripts.
extension Machine {
  public func addSiteFunctions() {
    let type = makeCallableType(
      "Quitter", module: "_sitebuiltins", rows: [
        Builtin("__call__(self, code=None)", "Leave the program.") { (m, a) throws(Raised) in
          throw m.raise(m.types[.systemExit], [a[1].orNone])
        },
        Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
          let name = try m.callable(a[0], Quitter.self).name
          return m.string("Use \(name)() or Ctrl-D (i.e. EOF) to exit")
        },
      ])
    for name in ["exit", "quit"] { builtins.set(symbol(name), wrap(Quitter(name), type)) }
  }
}

private final class Quitter: CallableState {
  let name: String

  init(_ name: String) { self.name = name }
}
