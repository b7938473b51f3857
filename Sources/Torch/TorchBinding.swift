import Python
import Tensors

typealias Value = Python.Value
typealias Arguments = Python.Arguments
typealias Argument = Tensors.Argument
typealias Generator = Tensors.Generator

/// What the `torch` module of one machine shares: classes, the default generator, print options.
///
/// It is made at the first `import torch` (or earlier by a session hook) and lives as long as the
/// functions that refer to it.
final class TorchBinding: @unchecked Sendable {
  unowned(unsafe) let machine: Machine
  let context = TorchContext()

  // Classes; the machine owns them.
  let tensorType, parameterType, sizeType, dtypeType, deviceType, generatorType, nodeType: Object
  let handleType: Object

  /// The one object of each element type, by raw value; kept by the machine.
  private(set) var dtypeValues: [Value] = []
  private(set) var cpu: Value = .none
  private(set) var defaultGenerator: Value = .none
  /// Wrappers of graph nodes that Python holds at present; not owned.
  var nodeWrappers: [ObjectIdentifier: Object] = [:]
  /// The classes of graph nodes by the name of their operation, made at first use.
  var nodeTypes: [String: Object] = [:]
  /// Named tuples such as `torch.return_types.max`, made at first use.
  private var resultTypes: [String: Object] = [:]
  /// The parameters of operations that keywords name, as seen so far.
  var parameterNames: [Symbol: String] = [:]
  let specials: SpecialNames
  /// What `torch.autograd.set_detect_anomaly` set.
  var anomalyMode = (isOn: false, checksNaN: true)
  let savedTensorHooks = SavedTensorHookStack()

  init(_ machine: Machine) {
    self.machine = machine
    specials = SpecialNames(machine)
    tensorType = machine.makeForeignType(
      "Tensor", module: "torch", hasAttributes: true, isBase: true, traits: .tensor)
    parameterType = machine.makeForeignType(
      "Parameter", module: "torch.nn.parameter", base: tensorType, hasAttributes: true,
      isBase: true)
    sizeType = machine.makeTupleType(
      "Size", module: "torch", rows: sizeMethods)
    dtypeType = machine.makeForeignType(
      "dtype", module: "torch", rows: dtypeMethods,
      properties: dtypeProperties)
    deviceType = machine.makeForeignType(
      "device", module: "torch", rows: deviceMethods,
      properties: deviceProperties)
    generatorType = machine.makeForeignType("Generator", module: "torch._C")
    for type in [sizeType, dtypeType, deviceType, generatorType] { machine.nameWithModule(type) }
    nodeType = machine.makeForeignType("Node", module: "torch.autograd.graph")
    handleType = machine.makeForeignType("RemovableHandle", module: "torch.utils.hooks")
    dtypeValues = DType.allCases.map { machine.keep(machine.wrap(DTypeBox($0), dtypeType)) }
    cpu = machine.keep(machine.wrap(DeviceBox(), deviceType))
    setStopFlag(machine.interrupt)
    defaultGenerator = machine.keep(machine.wrap(context.generator, generatorType))
  }

  deinit { setStopFlag(nil) }

  /// The class of an operation's named results, such as `torch.return_types.max`.
  func resultType(_ name: String, _ fields: [String]) -> Object {
    if let known = resultTypes[name] { return known }
    let properties = fields.enumerated().map { index, field in
      ForeignProperty(field, "") { (m, value) throws(Raised) in
        m.items(value).flatMap { index < $0.count ? $0[index] : nil } ?? .none
      }
    }
    let repr = Row("__repr__(self, /)", "The names and values, a line each.") {
      (t, m, a) throws(Raised) in
      var lines: [String] = []
      for (field, item) in zip(fields, m.items(a[0]) ?? []) {
        lines.append("\(field)=\(try m.repr(item))")
      }
      return m.string("torch.return_types.\(name)(\n\(lines.joined(separator: ",\n")))")
    }
    let type = machine.makeTupleType(
      name, module: "torch.return_types", rows: [repr.builtin(self)],
      properties: properties)
    resultTypes[name] = type
    return type
  }

  /// Runs tensor code: its errors become Python exceptions.
  @inline(__always)
  func run<Result>(_ body: () throws -> Result) throws(Raised) -> Result {
    do {
      let result = try body()
      try checkStop()
      try Node.refuseUnsaved()
      return result
    } catch {
      throw translate(error)
    }
  }

  /// The Python exception of an error of a tensor operation.
  @inline(never)
  func translate(_ error: any Error) -> Raised {
    if let raised = error as? Raised { return raised }
    guard let error = error as? TensorError else {
      return machine.raise(.systemError, "\(error)")
    }
    // What went wrong as an operation gave up is of no interest.
    let isStopped = (try? checkStop()) == nil
    switch isStopped ? .interrupted : error.kind {
    case .runtime: return machine.raise(.runtimeError, error.message)
    case .type, .argument: return machine.raise(.typeError, error.message)
    case .value: return machine.raise(.valueError, error.message)
    case .index: return machine.raise(.indexError, error.message)
    case .notImplemented: return machine.raise(.notImplementedError, error.message)
    case .attribute: return machine.raise(.attributeError, error.message)
    case .linearAlgebra: return linearAlgebraError(error.message)
    case .zeroDivision: return machine.raise(.zeroDivisionError, error.message)
    case .interrupted:
      do {
        try machine.checkInterrupt()
      } catch let raised {
        return raised
      }
      return machine.raise(.keyboardInterrupt, "")
    }
  }
}

/// Names of attributes that the binding looks up itself.
struct SpecialNames {
  let index, isParameter, requiresGrad, out, device, memoryFormat: Symbol

  init(_ machine: Machine) {
    index = machine.symbol("__index__")
    isParameter = machine.symbol("_is_param")
    requiresGrad = machine.symbol("requires_grad")
    out = machine.symbol("out")
    device = machine.symbol("device")
    memoryFormat = machine.symbol("memory_format")
  }
}

/// A row of a table of functions that need the binding: signature, doc, code.
struct Row: Sendable {
  typealias Body = @Sendable (TorchBinding, Machine, Arguments) throws(Raised) -> Value
  let signature: String
  let doc: String
  let body: Body

  init(_ signature: String, _ doc: String, _ body: @escaping Body) {
    self.signature = signature
    self.doc = doc
    self.body = body
  }

  /// The name, before its parameters.
  var name: Substring { signature.prefix { $0 != "(" } }

  func builtin(_ torch: TorchBinding) -> Builtin {
    let body = body
    return Builtin(signature, doc) { (m, a) throws(Raised) in
      try body(torch, m, a)
    }
  }

  /// The row as a function of `torch` or a method of tensors, whose wrong calls PyTorch explains.
  func builtin(_ torch: TorchBinding, _ form: CallForm) -> Builtin {
    let name = String(name)
    return builtin(torch).explained { [unowned(unsafe) torch] (_, a) in
      let own = form == .method ? a.positional.dropFirst() : a.positional[...]
      return explain(
        name, form, own.map { torch.argument($0) },
        a.keywords.map { (torch.parameterName($0.name), torch.argument($0.value)) })
    }
  }
}

/// A row of a table of computed attributes of tensors.
struct TensorProperty: Sendable {
  let name: String
  let doc: String
  let get: @Sendable (TorchBinding, Tensor) throws(Raised) -> Value
  let set: (@Sendable (TorchBinding, Tensor, Value) throws(Raised) -> Void)?

  init(
    _ name: String, _ doc: String,
    _ get: @escaping @Sendable (TorchBinding, Tensor) throws(Raised) -> Value,
    set: (@Sendable (TorchBinding, Tensor, Value) throws(Raised) -> Void)? = nil
  ) {
    self.name = name
    self.doc = doc
    self.get = get
    self.set = set
  }

  func property(_ torch: TorchBinding) -> ForeignProperty {
    let (get, set) = (get, set)
    return ForeignProperty(name, doc) { (m, value) throws(Raised) in
      try get(torch, try torch.requireTensor(value))
    } set: { [unowned(unsafe) torch, name] (m, value, new) throws(Raised) in
      guard let set else {
        throw m.raise(
          .attributeError,
          "attribute '\(name)' of 'torch._C.TensorBase' objects is not writable")
      }
      try set(torch, try torch.requireTensor(value), new)
    }
  }
}
