import Python
import Tensors

/// The methods of tensors that are no operations of the table.

/// The special methods.
let tensorSpecialMethods: [Row] = [
  Row("__repr__(self, /)", "The numbers and what else there is to say.") { (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    return m.string(x.text(t.context.printOptions, defaultDType: t.context.defaultDType))
  },
  Row("__format__(self, spec, /)", "The number's format for a tensor without dimensions.") {
    (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    if x.rank == 0 { return try m.format(t.value(try t.run { try x.item() }), a[1]) }
    if try m.requireText(a[1], "format spec").isEmpty { return m.string(try m.repr(a[0])) }
    throw m.raise(.typeError, "unsupported format string passed to Tensor.__format__")
  },
  Row("__len__(self, /)", "The size of the first dimension.") { (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    guard x.rank > 0 else { throw m.raise(.typeError, "len() of a 0-d tensor") }
    return .int(x.shape[0])
  },
  Row("__bool__(self, /)", "The truth of the only element.") { (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    guard x.count == 1 else {
      let what = x.count == 0 ? "no values" : "more than one value"
      throw m.raise(.runtimeError, "Boolean value of Tensor with \(what) is ambiguous")
    }
    return .bool(try m.isTrue(t.value(try t.run { try x.item() })))
  },
  Row("__float__(self, /)", "The only element as a float.") { (t, m, a) throws(Raised) in
    .float(try t.onlyElement(a[0]).double)
  },
  Row("__int__(self, /)", "The only element as an int.") { (t, m, a) throws(Raised) in
    .int(try t.onlyElement(a[0]).int)
  },
  Row("__complex__(self, /)", "The only element as a complex number.") { (t, m, a) throws(Raised) in
    if case .complex(let real, let imaginary) = try t.onlyElement(a[0]) {
      return m.complex(real, imaginary)
    }
    return m.complex(try t.onlyElement(a[0]).double, 0)
  },
  Row("__index__(self, /)", "The only element where an index is wanted.") { (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    guard x.count == 1, x.dtype.isIntegral else {
      throw m.raise(
        .typeError, "only integer tensors of a single element can be converted to an index")
    }
    return .int(try t.run { try x.item().int })
  },
  Row("__getitem__(self, key, /)", "Elements.") { (t, m, a) throws(Raised) in
    try t.item(try t.requireTensor(a[0]), a[1])
  },
  Row("__setitem__(self, key, value, /)", "Sets elements.") { (t, m, a) throws(Raised) in
    try t.setItem(try t.requireTensor(a[0]), a[1], a[2])
    return .none
  },
  Row("__delitem__(self, key, /)", "Not possible.") { (t, m, a) throws(Raised) in
    throw m.raise(.typeError, "Tensor does not support deleting items")
  },
  Row("__iter__(self, /)", "The entries of the first dimension.") { (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    guard x.rank > 0 else { throw m.raise(.typeError, "iteration over a 0-d tensor") }
    let entries = try t.run { try x.unbind(0) }
    var items: [Value] = []
    items.reserveCapacity(entries.count)
    for (index, entry) in entries.enumerated() {
      if index & 0xFFFF == 0xFFFF { try m.checkInterrupt() }
      items.append(t.value(entry))
    }
    return try m.iterator(over: m.tuple(items))
  },
  Row("__contains__(self, element, /)", "Whether an element equals a number or tensor.") {
    (t, m, a) throws(Raised) in
    guard let equal = try t.compare(.equal, a[0], a[1]), let mask = t.tensor(equal) else {
      throw m.raise(
        .runtimeError,
        "Tensor.__contains__ only supports Tensor or scalar, but you passed in a "
          + "\(try m.repr(.object(m.typeObject(of: a[1])))).")
    }
    return .bool(try t.run { try mask.to(.float32).sum().item().double != 0 })
  },
  Row("__hash__(self, /)", "By identity.") { (t, m, a) throws(Raised) in
    guard case .object(let object) = a[0] else { return .int(0) }
    return .int(Int(bitPattern: object.address) >> 4)
  },
  Row("__neg__(self, /)", "-self") { (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    return t.value(try t.run { try x.neg() })
  },
  Row("__invert__(self, /)", "~self") { (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    guard x.dtype.isIntegral else {
      throw m.raise(
        .typeError, "~ (operator.invert) is only implemented on integer and Boolean-type tensors")
    }
    return t.value(try t.run { try t.call("bitwise_not", .tensor(x)) })
  },
  Row("__pos__(self, /)", "+self") { (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    guard x.dtype == .bool else { return a[0] }
    return t.value(try t.run { try t.call("positive", .tensor(x)) })
  },
  Row("__abs__(self, /)", "abs(self)") { (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    return t.value(try t.run { try x.abs() })
  },
  Row("__deepcopy__(self, memo, /)", "A copy of a leaf.") { (t, m, a) throws(Raised) in
    try t.deepCopy(a[0])
  },
]

extension TorchBinding {
  /// The element of a tensor of one.
  fileprivate func onlyElement(_ value: Value) throws(Raised) -> Scalar {
    let x = try requireTensor(value)
    guard x.count == 1 else {
      throw machine.raise(
        .valueError, "only one element tensors can be converted to Python scalars")
    }
    try warnOfConversion(x)
    return try run { try x.item() }
  }

  fileprivate func deepCopy(_ original: Value) throws(Raised) -> Value {
    let x = try requireTensor(original)
    guard x.isLeaf else {
      throw machine.raise(
        .runtimeError,
        "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol "
          + "at the moment.  If you were attempting to deepcopy a module, this may be because of "
          + "a torch.nn.utils.weight_norm usage, see https://github.com/pytorch/pytorch/pull/103001")
    }
    let copy = try run { try x.detach().clone() }
    copy.isParameter = x.isParameter
    if x.requiresGrad { try run { try copy.setRequiresGrad(true) } }
    if let gradient = x.grad { copy.grad = try run { try gradient.detach().clone() } }
    return value(copy)
  }
}

/// The operators as methods, for code that calls or overrides them: `__add__`, `__radd__` and so on.
func operatorMethods() -> [Row] {
  let names = [
    "add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and",
    "or", "xor",
  ]
  var rows: [Row] = []
  for (index, name) in names.enumerated() {
    guard let op = BinaryOperator(rawValue: UInt8(index)) else { continue }
    rows.append(
      Row("__\(name)__(self, other, /)", "") { (t, m, a) throws(Raised) in
        try t.binary(op, a[0], a[1], isInPlace: false) ?? m.notImplemented
      })
    rows.append(
      Row("__r\(name)__(self, other, /)", "") { (t, m, a) throws(Raised) in
        try t.binary(op, a[1], a[0], isInPlace: false) ?? m.notImplemented
      })
    rows.append(
      Row("__i\(name)__(self, other, /)", "") { (t, m, a) throws(Raised) in
        try t.binary(op, a[0], a[1], isInPlace: true) ?? m.notImplemented
      })
  }
  for (index, name) in ["lt", "le", "eq", "ne", "gt", "ge"].enumerated() {
    guard let op = CompareOperator(rawValue: UInt8(index)) else { continue }
    rows.append(
      Row("__\(name)__(self, other, /)", "") { (t, m, a) throws(Raised) in
        try t.compare(op, a[0], a[1]) ?? m.notImplemented
      })
  }
  return rows
}

/// The ordinary methods.
let tensorMethods: [Row] = [
  Row("__new__(cls, *args, device=None)", "A float32 tensor of sizes, or of the numbers in a list.") {
    (t, m, a) throws(Raised) in
    guard case .object(let type) = a[0] else { return .none }
    if let device = a.given(1), !device.isNone, try Torch.device(m, device).kind != "cpu" {
      let kind = try Torch.device(m, device).kind
      throw m.raise(
        .runtimeError,
        "legacy constructor expects device type: cpu but device type: \(kind) was passed")
    }
    return t.value(try t.legacyTensor(Array(a.rest), .float32), as: type)
  },
  Row("size(self, dim=None)", "The sizes, or one of them.") { (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    guard let given = a.given(1), !given.isNone else { return t.size(x.shape) }
    guard let dim = m.word(given) else {
      throw m.raise(
        .typeError, "size(): argument 'dim' (position 1) must be int, not \(m.typeName(of: given))")
    }
    let limit = max(x.rank, 1)
    guard x.rank > 0, dim >= -limit, dim < limit else {
      throw m.raise(
        .indexError,
        "Dimension out of range (expected to be in range of [\(-limit), \(limit - 1)], but got "
          + "\(dim))")
    }
    return .int(x.shape[dim < 0 ? dim + limit : dim])
  },
  Row("dim(self, /)", "The number of dimensions.") { (t, m, a) throws(Raised) in
    .int(try t.requireTensor(a[0]).rank)
  },
  Row("ndimension(self, /)", "The number of dimensions.") { (t, m, a) throws(Raised) in
    .int(try t.requireTensor(a[0]).rank)
  },
  Row("numel(self, /)", "The number of elements.") { (t, m, a) throws(Raised) in
    .int(try t.requireTensor(a[0]).count)
  },
  Row("nelement(self, /)", "The number of elements.") { (t, m, a) throws(Raised) in
    .int(try t.requireTensor(a[0]).count)
  },
  Row("element_size(self, /)", "The bytes of an element.") { (t, m, a) throws(Raised) in
    .int(try t.requireTensor(a[0]).dtype.size)
  },
  Row("stride(self, dim=None)", "The steps in memory along the dimensions.") { (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    guard let dim = a.given(1).flatMap({ m.word($0) }) else {
      return m.tuple(x.strides.array.map { .int($0) })
    }
    guard dim >= -x.rank, dim < x.rank else {
      throw m.raise(.indexError, "Dimension out of range")
    }
    return .int(x.strides[dim < 0 ? dim + x.rank : dim])
  },
  Row("storage_offset(self, /)", "Elements before the first one in memory.") { (t, m, a) throws(Raised) in
    .int(try t.requireTensor(a[0]).storageOffset)
  },
  Row("_is_view(self, /)", "Whether it shows another tensor's memory.") { (t, m, a) throws(Raised) in
    .bool(try t.requireTensor(a[0]).base != nil)
  },
  Row("untyped_storage(self, /)", "The bytes that it shares with its views.") { (t, m, a) throws(Raised) in
    let type = try m.attribute(of: try m.importModule("torch.storage"), m.symbol("UntypedStorage"))
    return try m.call(try m.attribute(of: type, m.symbol("_of")), [a[0]])
  },
  Row("storage(self, /)", "The numbers that it shares with its views.") { (t, m, a) throws(Raised) in
    try m.call(try m.attribute(of: try m.importModule("torch.storage"), m.symbol("_typed")), [a[0]])
  },
  Row("data_ptr(self, /)", "The address of the first element.") { (t, m, a) throws(Raised) in
    .int(try t.requireTensor(a[0]).address)
  },
  Row("is_contiguous(self, memory_format=None)", "Whether the elements lie in memory in order.") {
    (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    guard let rank = try t.memoryFormat(a.given(1), "is_contiguous").rank else { return .bool(x.isContiguous) }
    return .bool(try t.run { try x.isChannelsLast(rank: rank) })
  },
  Row("is_floating_point(self, /)", "Whether elements are floating point numbers.") {
    (t, m, a) throws(Raised) in .bool(try t.requireTensor(a[0]).dtype.isFloatingPoint)
  },
  Row("is_complex(self, /)", "Whether elements are complex.") { (t, m, a) throws(Raised) in
    .bool(try t.requireTensor(a[0]).dtype.isComplex)
  },
  Row("item(self, /)", "The only element as a Python number.") { (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    return t.value(try t.run { try x.item() })
  },
  Row("tolist(self, /)", "The elements in nested lists.") { (t, m, a) throws(Raised) in
    try t.nestedList(try t.requireTensor(a[0]))
  },
  Row("numpy(self, *, force=False)", "NumPy arrays do not exist here.") { (t, m, a) throws(Raised) in
    if try t.requireTensor(a[0]).requiresGrad, try t.flag(a.given(1)) != true {
      throw m.raise(
        .runtimeError,
        "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.")
    }
    throw m.unsupported("Tensor.numpy")
  },
  Row("cpu(self, *, memory_format=None)", "The tensor itself.") { (t, m, a) throws(Raised) in
    guard let format = a.given(1) else { return a[0] }
    return t.value(try t.arranged(try t.requireTensor(a[0]), try t.memoryFormat(format, "cpu")))
  },
  Row("cuda(self, device=None, non_blocking=False, memory_format=None)", "There is no GPU.") {
    (t, m, a) throws(Raised) in
    if let device = a.given(1), m.word(device) != nil {
      throw m.raise(.runtimeError, "Cannot access accelerator device when none is available.")
    }
    if let device = a.given(1), !device.isNone, try Torch.device(m, device).kind != "cuda" {
      throw m.raise(.runtimeError, "Invalid device, must be cuda device")
    }
    throw m.raise(.assertionError, "Torch not compiled with CUDA enabled")
  },
  Row("to(self, *args, dtype=None, device=None, non_blocking=False, copy=False, memory_format=None, **others)",
    "The tensor with another type of elements, or another order in memory.") {
    (t, m, a) throws(Raised) in try t.convert(a)
  },
  Row("type(self, dtype=None, non_blocking=False)", "The name of the class, or the tensor converted.") { (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    guard let wanted = a.given(1), !wanted.isNone else { return m.string(x.typeName) }
    guard let dtype = t.dtype(wanted) ?? t.typeOfOldName(wanted) else {
      let text = m.text(wanted)
      throw text == nil
        ? m.raise(.typeError, "dtype must be a type, str, or dtype object")
        : m.raise(.valueError, "invalid type: '\(text ?? "")'")
    }
    return t.value(try t.run { try x.to(dtype) })
  },
  Row("type_as(self, other, /)", "The tensor with the other's type of elements.") { (t, m, a) throws(Raised) in
    let (x, other) = (try t.requireTensor(a[0]), try t.requireTensor(a[1]))
    return t.value(try t.run { try x.to(other.dtype) })
  },
  Row("view_as(self, other, /)", "The tensor with the other's sizes.") { (t, m, a) throws(Raised) in
    let (x, other) = (try t.requireTensor(a[0]), try t.requireTensor(a[1], "view_as", "other", position: 1))
    return t.value(try t.run { try x.view(other.shape) })
  },
  Row("reshape_as(self, other, /)", "The tensor with the other's sizes.") { (t, m, a) throws(Raised) in
    let (x, other) = (try t.requireTensor(a[0]), try t.requireTensor(a[1], "reshape_as", "other", position: 1))
    return t.value(try t.run { try x.reshape(other.shape) })
  },
  Row("expand_as(self, other, /)", "The tensor repeated to the other's sizes.") { (t, m, a) throws(Raised) in
    let (x, other) = (try t.requireTensor(a[0]), try t.requireTensor(a[1], "expand_as", "other", position: 1))
    return t.value(try t.run { try x.expand(other.shape) })
  },
  Row("detach_(self, /)", "Cuts the tensor off from the graph.") { (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    try t.run { try x.detachInPlace() }
    return a[0]
  },
  libraryMethod("split_with_sizes", ["split_sizes", "dim"], "Parts of the sizes given along a dimension."),
  libraryMethod("adjoint", [], "The transposed and conjugated matrices."),
  libraryMethod(
    "stft", [
      "n_fft", "hop_length", "win_length", "window", "center", "pad_mode", "normalized", "onesided",
      "return_complex", "align_to_window",
    ], "The spectra of windows that move along the signal."),
  libraryMethod(
    "istft", [
      "n_fft", "hop_length", "win_length", "window", "center", "normalized", "onesided", "length",
      "return_complex",
    ], "The signal of such spectra."),
  Row("is_inference(self, /)", "Whether the tensor was made in inference mode.") {
    (t, m, a) throws(Raised) in .bool(try t.requireTensor(a[0]).isInference)
  },
] + gradientMethods + hookMethods + conversionMethods + layoutMethods

/// `float()`, `long()` and their like.
private let conversionMethods: [Row] = [
  ("float", DType.float32), ("double", .float64), ("half", .float16), ("bfloat16", .bfloat16),
  ("long", .int64), ("int", .int32), ("short", .int16), ("char", .int8), ("byte", .uint8),
  ("bool", .bool),
].map { name, dtype in
  Row("\(name)(self, /)", "The tensor with elements of \(dtype.name).") { (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    return x.dtype == dtype ? a[0] : t.value(try t.run { try x.to(dtype) })
  }
}

/// Methods that have to do with gradients.
private let gradientMethods: [Row] = [
  Row("backward(self, gradient=None, retain_graph=None, create_graph=False, inputs=None)",
    "Adds the gradients of the leaves to their `grad`.") { (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    let gradient = try t.gradients(a.given(1))?.first ?? nil
    let retain = try t.engineFlag(a.given(2))
    let create = try t.engineFlag(a.given(3)) ?? false
    let inputs = try a.given(4).flatMap { $0.isNone ? nil : $0 }.map {
      (v) throws(Raised) in try t.tensors(v)
    }
    if create { try t.warnOfGraphOfGradients() }
    try t.run {
      try x.backward(gradient: gradient, retainGraph: retain, createGraph: create, inputs: inputs)
    }
    return .none
  },
  Row("requires_grad_(self, requires_grad=True)", "Sets whether gradients are computed for it.") {
    (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    let flag = try t.requireFlag(a.given(1) ?? .bool(true), "requires_grad_", "requires_grad", position: 1)
    if flag, !x.dtype.isDifferentiable {
      throw m.raise(
        .runtimeError, "only Tensors of floating point dtype can require gradients")
    }
    try t.run { try x.setRequiresGrad(flag) }
    return a[0]
  },
  Row("retain_grad(self, /)", "Makes a result keep its gradient.") { (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    try t.run { try x.retainGrad() }
    return .none
  },
]

extension TorchBinding {
  /// A bool argument, which nothing else can stand for.
  func requireFlag(_ value: Value, _ function: String, _ name: String, position: Int) throws(Raised) -> Bool {
    if case .bool(let flag) = value { return flag }
    throw machine.raise(
      .typeError,
      "\(function)(): argument '\(name)' (position \(position)) must be bool, not \(machine.typeName(of: value))")
  }

  /// An optional bool argument.
  func flag(_ value: Value?) throws(Raised) -> Bool? {
    guard let value, !value.isNone else { return nil }
    return try machine.isTrue(value)
  }

  /// An optional bool that the engine takes as an integer.
  func engineFlag(_ value: Value?) throws(Raised) -> Bool? {
    guard let value, !value.isNone else { return nil }
    if machine.word(value) == nil, try machine.callSpecial(specials.index, value).isUndefined {
      throw machine.raise(
        .typeError,
        "'\(machine.typeName(of: value))' object cannot be interpreted as an integer")
    }
    return try machine.isTrue(value)
  }

  func generator(_ value: Value?) -> Generator {
    guard let value else { return context.generator }
    return machine.unwrap(value, exactly: generatorType, as: Generator.self) ?? context.generator
  }

  /// `x.to(...)`: a type, a device, both, or another tensor.
  fileprivate func convert(_ a: Arguments) throws(Raised) -> Value {
    let x = try requireTensor(a[0])
    var wanted = x.dtype
    let others = machine.entries(of: a[6], limit: .max)
    if !others.isEmpty { throw noConversion(Array(a.rest), others) }
    for argument in [a[1], a[2]] + Array(a.rest) where !argument.isNone && !argument.isUndefined {
      if let dtype = dtype(argument) {
        wanted = dtype
      } else if let other = tensor(argument) {
        wanted = other.dtype
      } else if let name = machine.text(argument), DType.allCases.contains(where: { $0.name == name }) {
        throw machine.raise(.runtimeError, "Invalid device string: '\(name)'")
      } else if try isMeta(argument) {
        return try metaTensor(like: x)
      } else if machine.items(argument) != nil {
        throw noConversion(Array(a.rest), [])
      } else {
        try requireCPU(machine, argument)
      }
    }
    let copies = try flag(a.given(4)) ?? false
    let format = try memoryFormat(a.given(5), "to")
    if wanted == x.dtype, format == .preserve { return copies ? value(try run { try x.clone() }) : a[0] }
    let converted = try run { try x.to(wanted) }
    let result = try arranged(converted, format, byConversion: true)
    return copies && result === x ? value(try run { try x.clone() }) : value(result)
  }

  /// The error for arguments that none of the forms of `to` takes.
  private func noConversion(_ given: [Value], _ others: [(key: Value, value: Value)]) -> Raised {
    let keywords = others.map { (name: machine.text($0.key) ?? "", value: argument($0.value)) }
    guard let problem = explain("to", .method, given.map { argument($0) }, keywords) else {
      return machine.unsupported("to with these arguments")
    }
    return machine.raise(.typeError, problem)
  }

  /// The type of the elements of an old class of tensors, `torch.LongTensor` or its name.
  fileprivate func typeOfOldName(_ value: Value) -> DType? {
    guard let name = machine.text(value) else {
      return machine.classAttribute("dtype", of: value).flatMap { dtype($0) }
    }
    return DType.allCases.first { "torch.\($0.scalarTypeName)Tensor" == name }
  }

  /// `torch.Tensor(...)` and `torch.FloatTensor(...)`.
  func legacyTensor(_ arguments: [Value], _ dtype: DType) throws(Raised) -> Tensor {
    if let first = arguments.first, arguments.count == 1, machine.word(first) == nil {
      if let tensor = tensor(first) { return tensor.detach() }
      let data = try nestedNumbers(machine.isList(first) ? first : machine.list(try machine.collect(first)))
      return try run { try Tensor.from(data, dtype: dtype) }
    }
    if arguments.isEmpty { return try run { try Tensor.zeros([0], dtype) } }
    let sizes = arguments.compactMap { machine.word($0) }
    return try run { try Tensor.zeros(Dims(sizes), dtype) }
  }
}

/// A method that calls the function of its name in the library text of `torch`, whose first parameter is the tensor
/// and the second required.
private func libraryMethod(_ name: String, _ parameters: [String], _ doc: String) -> Row {
  let list = parameters.enumerated().map { $0 == 0 ? ", \($1)" : ", \($1)=None" }.joined()
  return Row("\(name)(self\(list))", doc) { (t, m, a) throws(Raised) in
    let function = try m.attribute(of: m.importModule("torch"), m.symbol(name))
    var keywords: [(name: Symbol, value: Value)] = []
    for (index, parameter) in parameters.enumerated() {
      if let value = a.given(index + 1) { keywords.append((m.symbol(parameter), value)) }
    }
    return try m.call(function, [a[0]], keywords)
  }
}
