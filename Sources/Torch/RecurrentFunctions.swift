import Python
import Tensors

/// Recurrent layers as one operation.
let recurrentFunctions: [Row] = [
  Row("_recurrent_layer(weights, input, states, reverse, /)",
    "All steps of an LSTM (two states) or GRU layer: outputs and final states; None for operands that are left to "
      + "single operations.") { (t, m, a) throws(Raised) in
    let (weights, states) = try (t.tensors(a[0]), t.tensors(a[2]))
    let layer = RecurrentLayer(
      input: try t.requireTensor(a[1]), hidden: states[0], cell: states.count > 1 ? states[1] : nil,
      inputWeight: weights[0], hiddenWeight: weights[1],
      biases: weights.count > 3 ? (weights[2], weights[3]) : nil, isReversed: try m.isTrue(a[3]))
    guard layer.isSupported else { return .none }
    let results = try t.run { try layer.run() }
    let finals = [t.value(results.hidden)] + (results.cell.map { [t.value($0)] } ?? [])
    return m.tuple([t.value(results.states), m.list(finals)])
  }
]
