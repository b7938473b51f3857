import Python
import Tensors

/// The functions of `torch` that are no operations of the table.
let torchFunctions: [Row] = [
  Row("tensor(data, *, dtype=None, device=None, requires_grad=False, pin_memory=False)",
    "A tensor of the numbers in nested lists.") { (t, m, a) throws(Raised) in
    if t.tensor(a[0]) != nil { try t.warnOfCopy() }
    try requireCPU(m, a[2])
    let x = try t.newTensor(a[0], dtype: try t.requireDType(a.given(1), "tensor"))
    if try t.flag(a.given(3)) == true {
      guard x.dtype.isDifferentiable else {
        throw m.raise(
          .runtimeError,
          "Only Tensors of floating point and complex dtype can require gradients")
      }
      try t.run { try x.setRequiresGrad(true) }
    }
    return t.value(x)
  },
  Row("as_tensor(data, *, dtype=None, device=None)", "The tensor itself, or one of the data.") {
    (t, m, a) throws(Raised) in
    let dtype = try t.requireDType(a.given(1), "as_tensor")
    try requireCPU(m, a[2])
    if let x = t.tensor(a[0]) {
      guard let dtype, dtype != x.dtype else { return a[0] }
      return t.value(try t.run { try x.to(dtype) })
    }
    return t.value(try t.newTensor(a[0], dtype: dtype))
  },
  Row("frombuffer(buffer, *, dtype, count=-1, offset=0, requires_grad=False)",
    "A tensor of the bytes of a buffer, copied.") { (t, m, a) throws(Raised) in
    guard let bytes = m.rawBytes(a[0]) else {
      throw m.raise(.typeError, "a bytes-like object is required, not '\(m.typeName(of: a[0]))'")
    }
    guard try t.requireDType(a[1], "frombuffer") == .uint8, a.given(2) == nil, a.given(3) == nil
    else { throw m.unsupported("torch.frombuffer of other types than uint8") }
    return t.value(try t.run {
      try Tensor.from(.list(bytes.map { .int(Int($0)) }, isTuple: false), dtype: .uint8)
    })
  },
  Row("_require_cpu(device=None, /)", "Refuses other devices than the CPU.") { (t, m, a) throws(Raised) in
    try requireCPU(m, a[0])
    return .none
  },
  Row("_typed_tensor(dtype, *args)", "A tensor of a type, of sizes or of the numbers in a list.") {
    (t, m, a) throws(Raised) in
    guard let dtype = try t.requireDType(a[0], "tensor") else { return .none }
    return t.value(try t.legacyTensor(Array(a.rest), dtype))
  },
  Row("is_tensor(obj, /)", "Whether an object is a tensor.") { (t, m, a) in
    .bool(t.tensor(a[0]) != nil)
  },
  Row("numel(input, /)", "The number of elements.") { (t, m, a) throws(Raised) in
    .int(try t.requireTensor(a[0], "numel", "input", position: 1).count)
  },
  Row("is_floating_point(input, /)", "Whether elements are floating point numbers.") {
    (t, m, a) throws(Raised) in
    .bool(try t.requireTensor(a[0], "is_floating_point", "input", position: 1).dtype.isFloatingPoint)
  },
  Row("is_grad_enabled()", "Whether operations record the graph.") { (_, _, _) in
    .bool(isGradEnabled)
  },
  Row("_set_grad_enabled(mode, /)", "Switches the recording of the graph.") { (t, m, a) throws(Raised) in
    setGradEnabled(try m.isTrue(a[0]))
    return .none
  },
  Row("is_inference_mode_enabled()", "Whether new tensors are inference tensors.") { (t, _, _) in
    .bool(isInferenceMode)
  },
  Row("_set_inference_mode(mode, /)", "Switches the inference mode.") { (t, m, a) throws(Raised) in
    setInferenceMode(try m.isTrue(a[0]))
    return .none
  },
  Row("get_default_dtype()", "The type of new floating point tensors.") { (t, m, a) in
    t.value(t.context.defaultDType)
  },
  Row("set_default_dtype(d, /)", "Sets the type of new floating point tensors.") {
    (t, m, a) throws(Raised) in
    let dtype = t.dtype(a[0])
    guard let dtype, dtype.isFloatingPoint else {
      throw m.raise(
        .typeError, (dtype == nil ? "invalid dtype object: " : "")
          + "only floating-point types are supported as the default type")
    }
    t.context.defaultDType = dtype
    return .none
  },
  Row("set_num_threads(n, /)", "Accepted; tensors are computed on one thread.") { (_, _, _) in .none },
  Row("get_num_threads()", "1") { (_, _, _) in .int(1) },
  Row("use_deterministic_algorithms(mode, *, warn_only=False)", "Accepted; everything is deterministic.") {
    (_, _, _) in .none
  },
  Row("_print_options()", "What `set_printoptions` has set.") { (t, m, _) in
    let options = t.context.printOptions
    let scientific: Value = options.scientific.map { .bool($0) } ?? .none
    let threshold: Value = options.threshold == .max ? .float(.infinity) : .int(options.threshold)
    return m.tuple([
      .int(options.precision), threshold, .int(options.edgeItems), .int(options.lineWidth), scientific,
    ])
  },
  Row("set_printoptions(precision=None, threshold=None, edgeitems=None, linewidth=None, profile=None, sci_mode=None)",
    "Sets how tensors are printed.") { (t, m, a) throws(Raised) in
    try t.setPrintOptions(a)
    return .none
  },
]

extension TorchBinding {
  /// A tensor of a Python value, which is copied.
  func newTensor(_ data: Value, dtype: DType?) throws(Raised) -> Tensor {
    if let source = tensor(data) {
      let copy = try run { try source.detach().clone() }
      guard let dtype, dtype != copy.dtype else { return copy }
      return try run { try copy.to(dtype) }
    }
    if let line = try line(of: data, dtype) { return line }
    let argument = try nestedNumbers(data)
    return try run {
      try Tensor.from(argument, dtype: dtype, default: context.defaultDType)
    }
  }

  /// A tensor of a list of floats only or of integers only, read without a detour; nil for anything else.
  private func line(of data: Value, _ wanted: DType?) throws(Raised) -> Tensor? {
    guard let items = machine.items(data), let first = items.first else { return nil }
    switch first {
    case .float:
      switch wanted ?? context.defaultDType {
      case .float32: return try line(of: items, .float32, Float.self) { $0.double.map { Float($0) } }
      case .float64: return try line(of: items, .float64, Double.self, \.double)
      default: return nil
      }
    case .int where wanted == nil || wanted == .int64:
      return try line(of: items, .int64, Int.self, \.integer)
    default: return nil
    }
  }

  private func line<Number>(
    of items: [Value], _ dtype: DType, _: Number.Type, _ number: (Value) -> Number?
  ) throws(Raised) -> Tensor? {
    let result = try run { try Tensor.zeros([items.count], dtype) }
    return try result.withElements(of: Number.self) { (elements) throws(Raised) -> Tensor? in
      for (index, item) in items.enumerated() {
        if index & 0xFFFF == 0xFFFF { try machine.checkInterrupt() }
        guard let value = number(item) else { return nil }
        elements[index] = value
      }
      return result
    }
  }

  fileprivate func setPrintOptions(_ a: Arguments) throws(Raised) {
    var options = context.printOptions
    if let name = a.given(4).flatMap({ machine.text($0) }) {
      guard let profile = PrintOptions.profile(name) else {
        throw machine.raise(.valueError, "unknown profile '\(name)'")
      }
      let former = options.usesFormerNodeNames
      options = profile
      options.usesFormerNodeNames = former
    }
    // Bounded, so that sums of widths stay in range.
    let most = 1 << 40
    func number(_ index: Int) -> Int? {
      guard let value = a.given(index) else { return nil }
      if case .float(let value) = value {
        return value < Double(most) ? Int(max(0, value)) : most
      }
      return machine.word(value).map { max(0, min($0, most)) }
    }
    if let value = number(0) { options.precision = value }
    if let value = number(1) { options.threshold = value }
    if let value = number(2) { options.edgeItems = value }
    if let value = number(3) { options.lineWidth = value }
    if let value = a.given(5) { options.scientific = value.isNone ? nil : try machine.isTrue(value) }
    context.printOptions = options
  }
}

/// Random number generators.
let randomFunctions: [Row] = [
  Row("manual_seed(seed)", "Seeds the default generator.") { (t, m, a) throws(Raised) in
    let integer = try m.call(m.builtin("int") ?? .none, [a[0]])
    t.context.generator.seed(try t.seed(integer))
    return t.defaultGenerator
  },
  Row("seed()", "Seeds the default generator at random.") { (t, m, a) throws(Raised) in
    let seed = m.host.entropy(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    t.context.generator.seed(seed)
    return try t.number(seed)
  },
  Row("initial_seed()", "The seed of the default generator.") { (t, m, a) throws(Raised) in
    try t.number(t.context.generator.initialSeed)
  },
  Row("_random_seed(generator=None)", "A seed of 63 bits drawn from a generator.") {
    (t, m, a) throws(Raised) in
    .int(Int(truncatingIfNeeded: t.generator(a.given(0)).next64() & UInt64(Int.max)))
  },
  Row("get_rng_state()", "The state of the default generator.") { (t, m, a) throws(Raised) in
    try t.state(of: t.context.generator)
  },
  Row("set_rng_state(new_state)", "Sets the state of the default generator.") { (t, m, a) throws(Raised) in
    try t.setState(of: t.context.generator, a[0])
    return .none
  },
]

/// The methods of `torch.Generator`.
let generatorMethods: [Row] = [
  Row("__new__(cls, device='cpu')", "A generator with the default seed.") { (t, m, a) throws(Raised) in
    guard case .object(let type) = a[0] else { return .none }
    return m.wrap(Generator(), type)
  },
  Row("manual_seed(self, seed)", "Seeds the generator.") { (t, m, a) throws(Raised) in
    t.generator(a[0]).seed(try t.seed(a[1]))
    return a[0]
  },
  Row("initial_seed(self)", "The seed.") { (t, m, a) throws(Raised) in
    try t.number(t.generator(a[0]).initialSeed)
  },
  Row("clone_state(self)", "A generator in the same state.") { (t, m, a) throws(Raised) in
    let copy = Generator()
    let state = t.generator(a[0]).state
    try t.run { try copy.setState(state) }
    return m.wrap(copy, t.generatorType)
  },
  Row("get_state(self)", "The state, as a tensor of bytes.") { (t, m, a) throws(Raised) in
    try t.state(of: t.generator(a[0]))
  },
  Row("set_state(self, new_state)", "Sets the state.") { (t, m, a) throws(Raised) in
    try t.setState(of: t.generator(a[0]), a[1])
    return .none
  },
]

extension TorchBinding {
  fileprivate func seed(_ value: Value) throws(Raised) -> UInt64 {
    if let seed = machine.wrappedWord(value) { return seed }
    let type = machine.typeName(of: value)
    throw type == "int"
      ? machine.raise(.valueError, "Overflow when unpacking long long")
      : machine.raise(.runtimeError, "manual_seed expected a long, but got \(type)")
  }

  /// An unsigned number as a Python int.
  fileprivate func number(_ value: UInt64) throws(Raised) -> Value {
    if let small = Int(exactly: value) { return .int(small) }
    let half = Value.int(Int(value >> 1))
    let double = try machine.binary(.multiply, half, .int(2))
    return try machine.binary(.add, double, .int(Int(value & 1)))
  }

  fileprivate func state(of generator: Generator) throws(Raised) -> Value {
    let bytes = generator.state.map { Argument.int(Int($0)) }
    return value(try run { try Tensor.from(.list(bytes, isTuple: false), dtype: .uint8) })
  }

  fileprivate func setState(of generator: Generator, _ state: Value) throws(Raised) {
    guard let tensor = tensor(state) else {
      throw machine.raise(
        .typeError,
        "expected a torch.ByteTensor, but got \(machine.typeName(of: state))")
    }
    guard tensor.dtype == .uint8 else {
      throw machine.raise(.typeError, "RNG state must be a torch.ByteTensor")
    }
    let bytes = tensor.scalars.map { UInt8(truncatingIfNeeded: $0.int) }
    try run { try generator.setState(bytes) }
  }
}

/// `torch.autograd`
let autogradFunctions: [Row] = [
  Row("grad(outputs, inputs, grad_outputs=None, retain_graph=None, create_graph=False, only_inputs=True, allow_unused=None, is_grads_batched=False, materialize_grads=False)",
    "The gradients of outputs with respect to inputs.") { (t, m, a) throws(Raised) in
    let outputs = try t.tensors(a[0])
    let inputs = try t.tensors(a[1])
    if inputs.isEmpty {
      throw m.raise(.runtimeError, "`inputs` argument to `grad()` cannot be empty.")
    }
    let gradients = try t.gradients(a.given(2))
    let retain = try t.engineFlag(a.given(3))
    let create = try t.engineFlag(a.given(4)) ?? false
    let allowUnused = try t.flag(a.given(6))
    let materialize = try t.flag(a.given(8)) ?? false
    let results = try t.run {
      try grad(
        outputs, inputs, gradOutputs: gradients, retainGraph: retain, createGraph: create,
        allowUnused: allowUnused, materializeGrads: materialize)
    }
    return m.tuple(results.map { result in result.map { t.value($0) } ?? .none })
  },
  Row("backward(tensors, grad_tensors=None, retain_graph=None, create_graph=False, grad_variables=None, inputs=None)",
    "Adds gradients to the leaves of a graph.") { (t, m, a) throws(Raised) in
    let tensors = try t.tensors(a[0])
    let gradients = try t.gradients(a.given(1)) ?? tensors.map { _ in nil }
    let retain = try t.engineFlag(a.given(2))
    let create = try t.engineFlag(a.given(3)) ?? false
    if create { try t.warnOfGraphOfGradients() }
    try t.run {
      try backward(tensors, gradients: gradients, retainGraph: retain, createGraph: create)
    }
    return .none
  },
]

extension TorchBinding {
  /// Gradients given for outputs: a tensor, or a sequence of tensors and None.
  func gradients(_ value: Value?) throws(Raised) -> [Tensor?]? {
    guard let value, !value.isNone else { return nil }
    if let tensor = tensor(value) { return [tensor] }
    var gradients: [Tensor?] = []
    for item in try machine.collect(value) {
      guard let tensor = tensor(item) else {
        guard item.isNone else {
          throw machine.raise(
            .typeError,
            "gradients can be either Tensors or None, but got \(machine.typeName(of: item))")
        }
        gradients.append(nil)
        continue
      }
      gradients.append(tensor)
    }
    return gradients
  }
}

/// The methods of graph nodes.
let nodeMethods: [Row] = [
  Row("name(self)", "The name of the operation.") { (t, m, a) throws(Raised) in
    m.string(try t.node(a[0]).qualifiedName)
  },
]

extension TorchBinding {
  func node(_ value: Value) throws(Raised) -> Node {
    if let box = machine.unwrap(value, nodeType, as: NodeBox.self) { return box.node }
    throw machine.raise(.typeError, "expected a graph node")
  }

  var nodeProperties: [ForeignProperty] {
    [
      ForeignProperty("next_functions", "The nodes that made the operands.") {
        [unowned(unsafe) self] (m, value) throws(Raised) in
        m.tuple(
          try node(value).nextFunctions.map { edge in
            m.tuple([edge.node.map { self.value($0) } ?? .none, .int(edge.number)])
          })
      },
      ForeignProperty("variable", "The leaf that a node adds gradients to.") {
        [unowned(unsafe) self] (m, value) throws(Raised) in
        try node(value).variable.map { self.value($0) } ?? .none
      },
    ]
  }
}

extension String {
  fileprivate func replacingPrefix(_ prefix: String, with new: String) -> String {
    hasPrefix(prefix) ? new + dropFirst(prefix.count) : self
  }
}

extension Value {
  fileprivate var double: Double? { if case .float(let value) = self { value } else { nil } }
  fileprivate var integer: Int? { if case .int(let value) = self { value } else { nil } }
}
