import Python
import Tensors

/// Python values as arguments of operations, and results of operations as Python values.
extension TorchBinding {
  /// The argument an operation sees.
  func argument(_ value: Value) -> Argument {
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
      var elements: [Argument] = []
      elements.reserveCapacity(items.count)
      for (index, item) in items.enumerated() {
        // Whoever takes it gives up too.
        if index & 0xFFFF == 0xFFFF, (try? checkStop()) == nil { return .none }
        elements.append(argument(item))
      }
      return .list(elements, isTuple: machine.isTuple(value))
    }
    if let box = machine.unwrap(value, exactly: dtypeType, as: DTypeBox.self) {
      return .dtype(box.dtype)
    }
    if let generator = machine.unwrap(value, exactly: generatorType, as: Generator.self) {
      return .generator(generator)
    }
    if let (real, imaginary) = machine.complexParts(value) { return .complex(real, imaginary) }
    return .other(typeName: machine.typeName(of: value))
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
    machine.unwrap(value, exactly: dtypeType, as: DTypeBox.self)?.dtype
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
