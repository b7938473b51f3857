import Python
import Tensors

/// What a session may ask of `torch` before any cell has imported it.
public struct SessionHooks {
  /// Sets the state of the default generator: the bytes of `torch.get_rng_state()`.
  public var setGeneratorState: (Machine, [UInt8]) throws(Raised) -> Void
  /// Shows graph nodes with the names of a PyTorch version: `"1.9"` and older had other ones.
  public var useNames: (Machine, String) -> Void
  /// How an operation of the table is called, in PyTorch's notation:
  /// `add(input, other, *, alpha=1) -> Tensor`; nil for other names.
  public var signature: (_ operation: String, _ isMethod: Bool) -> String?
  /// The graph behind a tensor; nil for what is no tensor.
  public var graph: (Machine, Python.Value) -> BackwardGraph?
  /// Up to where the default generator gave numbers that no seed determines; 0 if it gave none.
  public var unseededPosition: () -> UInt64
  /// Makes this machine the one whose interrupts stop long operations, after another one has run.
  public var activate: (Machine) -> Void
}

/// Makes `torch` and its submodules known to `import`. Nothing of them is made before.
@discardableResult
public func install(into machine: Machine) -> SessionHooks {
  let modules = TorchModules()
  modules.register(in: machine)
  // A session before this one may have ended within `no_grad`.
  setGradEnabled(true)
  return SessionHooks(
    setGeneratorState: { (machine, bytes) throws(Raised) in
      let torch = modules.binding(machine)
      try torch.run { try torch.context.generator.setState(bytes) }
    },
    useNames: { machine, version in
      modules.binding(machine).context.printOptions.usesFormerNodeNames = isOld(version)
    },
    signature: signature,
    graph: { machine, value in modules.binding(machine).graph(of: value) },
    unseededPosition: { modules.made?.context.generator.unseededPosition ?? 0 },
    activate: { setStopFlag($0.interrupt) })
}

/// The parameters of an operation, those of its first row.
private func signature(_ operation: String, isMethod: Bool) -> String? {
  guard let row = OpTable.shared[operation]?.rows.first else { return nil }
  var parameters: [String] = []
  var hasStar = false
  for parameter in row.schema.parameters.dropFirst(isMethod ? 1 : 0) {
    if parameter.isKeywordOnly, !hasStar {
      parameters.append("*")
      hasStar = true
    }
    parameters.append(parameter.pythonName + (parameter.defaultText.map { "=" + $0 } ?? ""))
  }
  // A result of several tensors stands in brackets.
  let result = row.schemaText.hasSuffix(")") ? "tuple of Tensors" : "Tensor"
  return "\(operation)(\(parameters.joined(separator: ", "))) -> \(result)"
}

/// Whether a version of PyTorch names nodes as 1.9 did.
private func isOld(_ version: String) -> Bool {
  let numbers = version.split(separator: ".").map { Int($0) ?? 0 }
  guard let major = numbers.first else { return false }
  return major < 1 || major == 1 && (numbers.count > 1 ? numbers[1] : 0) <= 9
}
