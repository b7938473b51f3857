import Python

/// What a session may set of `torch` from outside the language, before its first cell.
public struct SessionHooks {
  /// Sets the state of the default generator from the bytes of `torch.get_rng_state()`.
  public var setGeneratorState: (Machine, [UInt8]) throws(Raised) -> Void
  /// Makes names of `grad_fn` those of a version of PyTorch, such as `1.9`.
  public var useNames: (Machine, String) -> Void

  public init(
    setGeneratorState: @escaping (Machine, [UInt8]) throws(Raised) -> Void,
    useNames: @escaping (Machine, String) -> Void
  ) {
    self.setGeneratorState = setGeneratorState
    self.useNames = useNames
  }
}

/// Makes `torch` known to `import`.
public func install(into machine: Machine) -> SessionHooks {
  SessionHooks(
    setGeneratorState: { (machine, _) throws(Raised) in
      throw machine.unsupported("the generator state of torch")
    },
    useNames: { _, _ in })
}
