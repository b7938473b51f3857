import Python
import Tensors

/// The modules of `torch` of one machine.
final class TorchModules: @unchecked Sendable {
  /// The binding, if something has used it.
  private(set) var made: TorchBinding?

  /// The binding, made at its first use.
  func binding(_ machine: Machine) -> TorchBinding {
    if let made { return made }
    let binding = TorchBinding(machine)
    made = binding
    binding.fillClasses()
    machine.foreignOperators = binding.operators
    return binding
  }

  /// Registers every module; each is filled in at its first import.
  func register(in machine: Machine) {
    machine.registerModule("torch") { (m, module) throws(Raised) in
      self.binding(m).fill(torch: module)
    }
    machine.registerModule("torch.autograd") { (m, module) throws(Raised) in
      let torch = self.binding(m)
      module.add(
        (autogradFunctions + customFunctionRows).map { $0.builtin(torch).shown(as: .function) })
      try self.attach("torch.autograd", autogradSources, to: module, m)
    }
    machine.registerModule("torch.autograd.graph") { (m, module) throws(Raised) in
      module.set("Node", .object(self.binding(m).nodeType))
      module.add(graphFunctionRows.map { $0.builtin(self.binding(m)) })
      try self.attach("torch.autograd.graph", [graphSource], to: module, m)
    }
    machine.registerModule("torch.nn.functional") { (m, module) throws(Raised) in
      let torch = self.binding(m)
      module.add(torch.functions(.functional))
      try self.attach("torch.nn.functional", [functionalSource], to: module, m)
    }
    for (name, variant, prefix) in prefixedModules {
      machine.registerModule(name) { (m, module) throws(Raised) in
        let torch = self.binding(m)
        module.add(torch.functions(variant, withoutPrefix: prefix))
        if variant == .linalg {
          module.set("LinAlgError", try m.attribute(of: m.importModule("torch"), m.symbol("_LinAlgError")))
        }
        module.add([
          Builtin("__getattr__(name, /)", "Names that are missing.") { (m, a) throws(Raised) in
            if let wanted = m.text(a[0]) { try m.refuseAbsentName(wanted, of: name) }
            return .undefined
          }
        ])
      }
    }
    machine.registerModule("torch.nn") { (m, module) throws(Raised) in
      module.set("Parameter", .object(self.binding(m).parameterType))
      module.add(moduleDecorators.map { $0.builtin(self.binding(m)) })
      try self.attach("torch.nn", nnSources, to: module, m)
      module.set("functional", try m.importModule("torch.nn.functional"))
    }
    machine.registerModule("torch.nn.modules") { (m, module) throws(Raised) in
      LibraryModule("torch.nn", []).attach(as: module, named: "torch.nn.modules")
    }
    registerParts(of: "torch.nn", nnSources, in: machine)
    registerParts(of: "torch.autograd", autogradSources, in: machine)
    registerAbsentLibraries(in: machine)
    for (name, sources) in librarySources + deviceSources {
      machine.registerModule(name) { (m, module) throws(Raised) in
        try self.attach(name, sources, to: module, m)
      }
      registerParts(of: name, sources, in: machine)
    }
  }

  /// Registers the modules that PyTorch keeps the parts of a module in, such as
  /// `torch.nn.modules.linear`; they show what the whole module has.
  private func registerParts(of name: String, _ sources: [LibraryText], in machine: Machine) {
    for part in Set(sources.map(\.module)) where part != name {
      machine.registerModule(part) { (m, module) throws(Raised) in
        LibraryModule(name, []).attach(as: module, named: part)
      }
    }
  }

  /// A module of library text, in which `torch` is a global.
  private func attach(
    _ name: String, _ sources: [LibraryText], to module: ModuleBuilder, _ m: Machine
  ) throws(Raised) {
    module.set("torch", try m.importModule("torch"))
    LibraryModule(name, sources).attach(to: module)
  }
}

let librarySources: [(String, [LibraryText])] = [
  ("torch.nn.init", [LibraryText("torch.nn.init", initSource)]),
  ("torch.optim", optimSources),
  ("torch.optim.lr_scheduler", [schedulerSource]),
  ("torch.optim.swa_utils", [averagingSource]),
  ("torch.nn.utils", nnUtilsSources),
  ("torch.nn.utils.parametrize", [parametrizeSource]),
  ("torch.nn.utils.parametrizations", [parametrizationsSource]),
  ("torch.nn.utils.rnn", [packedSequenceSource]),
  ("torch.autograd.functional", [functionalDerivativesSource]),
  ("torch.autograd.forward_ad", [forwardSource]),
  ("torch.func", [functionTransformsSource]),
  ("torch.serialization", [serializationSource]),
  ("torch.random", randomSource),
  ("torch.fft", [fourierSource]),
  ("torch.testing", [testingSource]),
  ("torch.utils", []),
  ("torch.utils.benchmark", benchmarkSources),
  ("torch.utils.benchmark.utils", []),
  ("torch.nn.attention", [LibraryText("torch.nn.attention", attentionBackendText)]),
  ("torch.utils.data", dataSources),
  ("torch.distributions", distributionsSources),
  ("torch.distributions.constraints", [constraintsSource]),
  ("torch.distributions.transforms", [transformsSource]),
  ("torch.storage", [storageSource]),
]

/// Modules whose functions are rows that begin with the module's name.
private let prefixedModules: [(String, Op.Variants, String)] = [
  ("torch.linalg", .linalg, "linalg_"), ("torch.special", .special, "special_"),
]

extension TorchBinding {
  /// Gives the classes their methods; done once, when the binding is there to be captured.
  func fillClasses() {
    context.warn = { [unowned self] in try warn($0) }
    let methods = operatorMethods() + tensorSpecialMethods + tensorMethods + removedMethods
    machine.add(self.methods, to: tensorType)
    machine.add(
      methods.map {
        let builtin = $0.builtin(self, .method)
        return pythonMethods.contains(String($0.name)) ? builtin.shown(as: .function) : builtin
      }, to: tensorType)
    machine.add(tensorProperties.map { $0.property(self) }, to: tensorType)
    machine.add([missingAttribute], to: tensorType)
    machine.add(parameterMethods.map { $0.builtin(self) }, to: parameterType)
    machine.add(generatorProperties, to: generatorType)
    machine.add(generatorMethods.map { $0.builtin(self) }, to: generatorType)
    machine.add((nodeMethods + nodeHookMethods).map { $0.builtin(self) }, to: nodeType)
    machine.add(nodeProperties, to: nodeType)
    machine.add(handleMethods.map { $0.builtin(self) }, to: handleType)
  }

  /// The names of the module `torch`.
  func fill(torch module: ModuleBuilder) {
    module.add(functions(.function))
    let rows = torchFunctions + typeFunctions + randomFunctions + recordingFunctions + serializationFunctions
      + optimizerFunctions + recurrentFunctions + removedFunctions
    module.add(
      rows.map { row in
        let name = String(row.name)
        let appearance: Builtin.Appearance =
          pythonFunctions.contains(name) ? .function : moduleFunctions.contains(name) ? .builtin : .torchFunction
        return row.builtin(self, .function).shown(as: appearance)
      })
    module.set("Tensor", .object(tensorType))
    module.set("Size", .object(sizeType))
    module.set("dtype", .object(dtypeType))
    module.set("device", .object(deviceType))
    module.set("Generator", .object(generatorType))
    module.set("default_generator", defaultGenerator)
    for dtype in DType.allCases { module.set(dtype.name, value(dtype)) }
    for (name, dtype) in dtypeAliases { module.set(name, value(dtype)) }
    module.set("pi", .float(.pi))
    module.set("e", .float(2.718281828459045))
    module.set("inf", .float(.infinity))
    module.set("nan", .float(.nan))
    module.set("newaxis", .none)
    module.set("__version__", machine.string("2.13.0+cpu"))
    module.set("torch", module.value)
    LibraryModule("torch", torchSource + numberSource + [lowLevelSource, signalSource]).attach(to: module)
  }
}

/// What a tensor says about an attribute it has not: whether PyTorch's has it.
private let missingAttribute = Builtin("__getattr__(self, name, /)", "Names that are missing.") {
  (m, a) throws(Raised) in
  let name = m.text(a[1]) ?? ""
  try m.refuseAbsentName(name, of: "Tensor")
  throw m.raise(.attributeError, "'\(m.typeName(of: a[0]))' object has no attribute '\(name)'")
}

private let dtypeAliases: [(String, DType)] = [
  ("float", .float32), ("double", .float64), ("half", .float16), ("long", .int64), ("int", .int32),
  ("short", .int16), ("cfloat", .complex64), ("cdouble", .complex128),
]

/// The methods of `torch.nn.Parameter`.
private let parameterMethods: [Row] = [
  Row("__new__(cls, data=None, requires_grad=True)", "A tensor that a module counts among its parameters.") {
    (t, m, a) throws(Raised) in
    guard case .object(let type) = a[0] else { return .none }
    let source: Tensor
    if let data = a.given(1), !data.isNone {
      guard let tensor = t.tensor(data) else {
        throw m.raise(
          .attributeError, "'\(m.typeName(of: data))' object has no attribute 'detach'")
      }
      source = tensor
    } else {
      source = try t.run { try Tensor.zeros([0]) }
    }
    let parameter = source.detach()
    parameter.isParameter = true
    if try t.flag(a.given(2)) ?? true {
      guard parameter.dtype.isDifferentiable else {
        throw m.raise(
          .runtimeError,
          "Only Tensors of floating point and complex dtype can require gradients")
      }
      try t.run { try parameter.setRequiresGrad(true) }
    }
    return t.value(parameter, as: type)
  },
]
