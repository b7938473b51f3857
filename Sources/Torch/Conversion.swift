import Python
import Tensors

/// Python values as arguments of operations, and results of operations as Python values.
extension TorchBinding {
  /// The argument an operation sees; no operation looks deeper than that into lists.
  func argument(_ value: Value, depth: Int = 3) -> Argument {
    switch value {
    case .none, .undefined: return .none
    case .bool(let value): return .bool(value)
    case .int(let value): return .int(value)
    case .float(let value): return .double(value)
    case .object: break
    }
    if let tensor = tensor(value) { return .tensor(tensor) }
    if let text = machine.text(value) { return .string(text) }
    if let items = machine.items(value) {
      guard depth > 0 else { return .other(typeName: machine.typeName(of: value)) }
      var elements: [Argument] = []
      elements.reserveCapacity(items.count)
      for (index, item) in items.enumerated() {
        // Whoever takes it gives up too.
        if index & 0xFFFF == 0xFFFF, (try? checkStop()) == nil { return .none }
        elements.append(argument(item, depth: depth - 1))
      }
      return .list(elements, isTuple: machine.isTuple(value))
    }
    if let box = machine.unwrap(value, exactly: dtypeType, as: DTypeBox.self) {
      return .dtype(box.dtype)
    }
    if let dtype = pythonType(value) { return .pythonType(dtype) }
    if let generator = machine.unwrap(value, exactly: generatorType, as: Generator.self) {
      return .generator(generator)
    }
    if let (real, imaginary) = machine.complexParts(value) { return .complex(real, imaginary) }
    return .other(typeName: machine.typeName(of: value))
  }

  /// Nested sequences of numbers as `torch.tensor` takes them, as deep as their first elements are.
  func nestedNumbers(_ data: Value) throws(Raised) -> Argument {
    var depth = 0
    var level = data
    while let first = try elements(level)?.first {
      depth += 1
      guard depth <= 64 else {
        throw machine.raise(.valueError, "too many dimensions '\(machine.typeName(of: data))'")
      }
      level = first
    }
    return try numbers(data, depth: depth)
  }

  private func numbers(_ data: Value, depth: Int) throws(Raised) -> Argument {
    guard let elements = try elements(data) else { return argument(data) }
    guard depth > 0 else { return .list([], isTuple: machine.isTuple(data)) }
    var converted: [Argument] = []
    converted.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      if index & 0xFFFF == 0xFFFF { try machine.checkInterrupt() }
      converted.append(try numbers(element, depth: depth - 1))
    }
    return .list(converted, isTuple: machine.isTuple(data))
  }

  /// The elements of a sequence that is neither a text nor a tensor.
  private func elements(_ value: Value) throws(Raised) -> [Value]? {
    if let items = machine.items(value) { return items }
    guard machine.hasItems(value), machine.text(value) == nil, tensor(value) == nil else { return nil }
    return try machine.collect(value)
  }

  /// A number as an operand, or nil for anything else.
  @inline(__always)
  func scalar(_ value: Value) -> Scalar? {
    switch value {
    case .int(let value): return .int(value)
    case .float(let value): return .double(value)
    case .bool(let value): return .bool(value)
    case .none, .undefined: return nil
    case .object:
      return machine.complexParts(value).map { .complex($0.real, $0.imaginary) }
    }
  }

  /// What an operation returned.
  func value(_ result: Tensors.Value) -> Value {
    switch result {
    case .tensor(let tensor): return value(tensor)
    case .tensors(let tensors): return machine.tuple(tensors.map { value($0) })
    case .named(let type, let names, let tensors):
      let name = type.split(separator: ".").last.map(String.init) ?? type
      return machine.tuple(tensors.map { value($0) }, of: resultType(name, names))
    case .bool(let value): return .bool(value)
    case .none: return .none
    }
  }

  /// A tensor's number as a Python one.
  func value(_ scalar: Scalar) -> Value {
    switch scalar {
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .double(let value): .float(value)
    case .complex(let real, let imaginary): machine.complex(real, imaginary)
    }
  }

  /// Sizes as `torch.Size`.
  func size(_ dims: Dims) -> Value {
    machine.tuple(dims.array.map { .int($0) }, of: sizeType)
  }

  func value(_ dtype: DType) -> Value { dtypeValues[Int(dtype.rawValue)] }

  func dtype(_ value: Value) -> DType? {
    machine.unwrap(value, exactly: dtypeType, as: DTypeBox.self)?.dtype ?? pythonType(value)
  }

  /// The type of elements that a class of Python's numbers stands for.
  private func pythonType(_ value: Value) -> DType? {
    guard machine.isClass(value), case .object(let type) = value else { return nil }
    let meanings: [(Value, DType)] = [
      (.float(0), .float64), (.int(0), .int64), (.bool(false), .bool), (machine.complex(0, 0), .complex128),
    ]
    return meanings.first { machine.typeObject(of: $0.0) == type }?.1
  }

  func requireDType(_ value: Value?, _ function: String) throws(Raised) -> DType? {
    guard let value, !value.isNone else { return nil }
    if let dtype = dtype(value) { return dtype }
    throw machine.raise(
      .typeError,
      "\(function)(): argument 'dtype' must be torch.dtype, not \(machine.typeName(of: value))")
  }

  /// A tensor, or tensors of a list, a tuple or any other iterable; an edge of the graph stands for its tensor.
  func tensors(_ value: Value) throws(Raised) -> [Tensor] {
    if let tensor = tensor(value) ?? edge(value) { return [tensor] }
    let items = try machine.collect(value)
    var tensors: [Tensor] = []
    tensors.reserveCapacity(items.count)
    for item in items {
      guard let tensor = tensor(item) ?? edge(item) else {
        throw machine.raise(
          .runtimeError,
          "all inputs have to be Tensors or GradientEdges, but got "
            + machine.typeName(of: item))
      }
      tensors.append(tensor)
    }
    return tensors
  }

  /// Nested lists of a tensor's numbers.
  func nestedList(_ tensor: Tensor) throws(Raised) -> Value {
    func level(_ dimension: Int, _ offset: Int) throws(Raised) -> Value {
      if dimension == tensor.rank { return value(tensor.element(at: offset)) }
      guard tensor.shape[dimension] < 1 << 31 else { throw machine.raise(.memoryError, "") }
      var items: [Value] = []
      items.reserveCapacity(tensor.shape[dimension])
      for index in 0..<tensor.shape[dimension] {
        if index & 0xFFFF == 0xFFFF { try machine.checkInterrupt() }
        items.append(try level(dimension + 1, offset + index * tensor.strides[dimension]))
      }
      return machine.list(items)
    }
    return try level(0, 0)
  }
}
