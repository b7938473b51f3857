import Python
import Tensors

/// What the library text needs of Swift to record computations and to warn.
let recordingFunctions: [Row] = [
  Row("_record_backward(name, inputs, output, backward, /)",
    "Records a computation: `backward` gives a tuple of the inputs' gradients.") {
    (t, m, a) throws(Raised) in
    let output = try t.requireTensor(a[2])
    let held = HeldValue(a[3], m)
    _ = CustomFunction(
      try m.requireText(a[0], "name"), inputs: try t.tensors(a[1]), outputs: [output]
    ) { [unowned(unsafe) t] gradients in
      let given = gradients.map { gradient in gradient.map { t.value($0) } ?? .none }
      let result = try t.machine.call(held.value, given)
      return (t.machine.items(result) ?? []).map { t.tensor($0) }
    }.record()
    return .none
  },
  Row("_named(tensor, name, /)", "The tensor with a node of this name as its history.") {
    (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    guard x.requiresGrad, isGradEnabled else { return a[0] }
    let result = x.detach(sharingVersion: true)
    _ = CustomFunction(try m.requireText(a[1], "name"), inputs: [x], outputs: [result]) { $0 }.record()
    return t.value(result)
  },
  Row("_named_results(name, fields, values, /)", "Several results as an operation of this name gives them.") {
    (t, m, a) throws(Raised) in
    let fields = try m.collect(a[1]).compactMap { m.text($0) }
    return m.tuple(try m.collect(a[2]), of: t.resultType(try m.requireText(a[0], "name"), fields))
  },
  Row("_warn(message, category=None, /)", "Issues a warning at the line that called the library.") {
    (t, m, a) throws(Raised) in
    try t.warn(a[0], a.given(1) ?? .none)
    return .none
  },
  Row("typename(obj, /)", "The name of an object or its class, with its module.") {
    (t, m, a) throws(Raised) in
    m.string(try t.typeName(of: a[0]))
  },
]

/// The functions behind `torch.autograd.Function` and the anomaly mode.
let customFunctionRows: [Row] = [
  Row("_record_function(function, context, inputs, outputs, /)", "Records a custom function.") {
    (t, m, a) throws(Raised) in try t.recordFunction(a[0], a[1], m.items(a[2]) ?? [], a[3])
  },
  Row("_saved_tensors(context, /)", "What `save_for_backward` kept.") { (t, m, a) throws(Raised) in
    try t.savedTensors(of: a[0])
  },
  Row("_anomaly_mode()", "Whether backward passes look for anomalies, and whether for NaN.") {
    (t, m, _) in m.tuple([.bool(t.anomalyMode.isOn), .bool(t.anomalyMode.checksNaN)])
  },
  Row("_set_anomaly_mode(mode, check_nan=True, /)", "Switches the search for anomalies.") {
    (t, m, a) throws(Raised) in
    t.anomalyMode = (try m.isTrue(a[0]), try t.flag(a.given(1)) ?? true)
    setAnomalyMode(t.anomalyMode.isOn && t.anomalyMode.checksNaN)
    return .none
  },
]

extension TorchBinding {
  /// The name `torch.typename` gives.
  func typeName(of value: Value) throws(Raised) -> String {
    if let tensor = tensor(value) { return tensor.typeName }
    func text(_ name: String, of value: Value) throws(Raised) -> String? {
      machine.text(try machine.attributeUnlessMissing(of: value, machine.symbol(name)))
    }
    var named = value
    var name = try text("__qualname__", of: value)
    if name == nil { name = try text("__name__", of: value) }
    if name == nil {
      named = .object(machine.typeObject(of: value))
      name = try text("__qualname__", of: named)
    }
    let module = try text("__module__", of: named) ?? ""
    return (["", "builtins"].contains(module) ? "" : module + ".") + (name ?? "")
  }

  /// Records what a `torch.autograd.Function` computed; its class's `backward` is the derivative.
  /// Returns the outputs; an input that is an output becomes a view of itself.
  fileprivate func recordFunction(
    _ function: Value, _ context: Value, _ arguments: [Value], _ given: Value
  ) throws(Raised) -> Value {
    let positions = arguments.indices.filter { tensor(arguments[$0]) != nil }
    let inputs = positions.compactMap { tensor(arguments[$0]) }
    let dirty = try contextTensors(context, "dirty_tensors")
    let values = machine.isTuple(given) ? machine.items(given) ?? [] : [given]
    var results: [Value] = []
    for value in values {
      guard let output = tensor(value), inputs.contains(where: { $0 === output }),
        !dirty.contains(where: { $0 === output })
      else {
        results.append(value)
        continue
      }
      results.append(self.value(output.detach(sharingVersion: true)))
    }
    let outputs = results.compactMap { tensor($0) }
    let name =
      try machine.str(try machine.attribute(of: function, machine.symbol("__name__"))) + "Backward"
    let (heldFunction, heldContext) = (HeldValue(function, machine), HeldValue(context, machine))
    var record = CustomFunction(name, inputs: inputs, outputs: outputs) {
      [unowned(unsafe) self] gradients in
      try self.callBackward(
        name, heldFunction.value, heldContext.value, gradients, arguments.count, positions)
    }
    record.saved = try contextTensors(context, "to_save")
    record.nonDifferentiable = try contextTensors(context, "non_differentiable")
    record.dirty = dirty
    record.materializesGradients = try machine.isTrue(
      try machine.attribute(of: context, machine.symbol("materialize_grads")))
    if let node = record.record() {
      try machine.setAttribute(
        of: context, machine.symbol("_node"), machine.wrap(CustomNodeBox(node), handleType))
      let kept = machine.items(try machine.attribute(of: context, machine.symbol("to_save"))) ?? []
      try machine.setAttribute(
        of: context, machine.symbol("to_save"), machine.tuple(kept.map { .bool(!$0.isNone) }))
    }
    return machine.isTuple(given) ? machine.tuple(results) : results.first ?? given
  }

  private func contextTensors(_ context: Value, _ name: String) throws(Raised) -> [Tensor] {
    let value = try machine.attribute(of: context, machine.symbol(name))
    return (machine.items(value) ?? []).compactMap { tensor($0) }
  }

  private func callBackward(
    _ name: String, _ function: Value, _ context: Value, _ gradients: [Tensor?], _ count: Int,
    _ positions: [Int]
  ) throws(Raised) -> [Tensor?] {
    var method = machine.symbol("backward")
    let base = try machine.attribute(of: function, machine.symbol("vjp"))
    let backward = try machine.attribute(of: function, method)
    let isUnset = backward.isIdentical(to: try machine.attribute(of: autogradFunction, method))
    if isUnset, !base.isIdentical(to: backward) { method = machine.symbol("vjp") }
    let given = gradients.map { gradient in gradient.map { self.value($0) } ?? .none }
    let result = try machine.call(
      try machine.attribute(of: function, method), [context] + given)
    var results = machine.isTuple(result) ? machine.items(result) ?? [] : [result]
    while results.count > count, let last = results.last, last.isNone { results.removeLast() }
    guard results.count == count else {
      throw machine.raise(
        .runtimeError,
        "function \(name) returned an incorrect number of gradients (expected \(count), got "
          + "\(results.count))")
    }
    for (index, value) in results.enumerated() where !value.isNone {
      guard positions.contains(index) else {
        throw machine.raise(
          .runtimeError,
          "function \(name) returned a gradient different from None at position \(index + 1), but "
            + "the corresponding forward input was not a Variable")
      }
      guard tensor(value) != nil else {
        throw machine.raise(
          .runtimeError,
          "function \(name) returned a gradient at position \(index + 1) that is not a Variable")
      }
    }
    return positions.map { self.tensor(results[$0]) }
  }

  private var autogradFunction: Value {
    get throws(Raised) {
      try machine.attribute(
        of: try machine.importModule("torch.autograd"), machine.symbol("Function"))
    }
  }

  fileprivate func savedTensors(of context: Value) throws(Raised) -> Value {
    let kept = try machine.attribute(of: context, machine.symbol("to_save"))
    guard let held = machine.ownValue(machine.symbol("_node"), of: context),
      let box = machine.unwrap(held, exactly: handleType, as: AnyObject.self) as? CustomNodeBox
    else { return kept }
    var tensors: [Value] = []
    var index = 0
    for item in machine.items(kept) ?? [] {
      guard case .bool(true) = item else {
        tensors.append(.none)
        continue
      }
      tensors.append(value(try run { try box.node.saved(index) }))
      index += 1
    }
    return machine.tuple(tensors)
  }
}

/// A recorded custom function behind a Python object.
private final class CustomNodeBox {
  let node: CustomNode
  init(_ node: CustomNode) { self.node = node }
}
