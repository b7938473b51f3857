import CLoops

// A direction of an LSTM or GRU layer over all steps as one operation.

/// The operands of a recurrent layer: an input [steps, batch, features], the states before the first step [batch,
/// size], and weights whose rows are the gates'.
public struct RecurrentLayer {
  public var input: Tensor
  public var hidden: Tensor
  /// The cell before the first step; nil makes the layer a GRU.
  public var cell: Tensor?
  public var inputWeight: Tensor
  public var hiddenWeight: Tensor
  public var biases: (input: Tensor, hidden: Tensor)?
  /// Whether the steps are taken from the last to the first.
  public var isReversed: Bool

  public init(
    input: Tensor, hidden: Tensor, cell: Tensor? = nil, inputWeight: Tensor, hiddenWeight: Tensor,
    biases: (input: Tensor, hidden: Tensor)? = nil, isReversed: Bool = false
  ) {
    (self.input, self.hidden, self.cell) = (input, hidden, cell)
    (self.inputWeight, self.hiddenWeight, self.biases) = (inputWeight, hiddenWeight, biases)
    self.isReversed = isReversed
  }

  /// The states of all steps [steps, batch, size], and hidden state and cell after the last one.
  public struct Results {
    public let states: Tensor
    public let hidden: Tensor
    public let cell: Tensor?

    fileprivate var tensors: [Tensor] { [states, hidden] + (cell.map { [$0] } ?? []) }
  }

  fileprivate var operands: [Tensor] {
    [input, hidden, inputWeight, hiddenWeight] + (biases.map { [$0.input, $0.hidden] } ?? [])
      + (cell.map { [$0] } ?? [])
  }

  fileprivate var size: Int { hidden.shape[1] }
  fileprivate var gateCount: Int { cell == nil ? 3 : 4 }
  /// The numbers of the steps in the order they are taken.
  fileprivate var order: [Int] {
    let steps = Array(0..<input.shape[0])
    return isReversed ? steps.reversed() : steps
  }

  /// Whether the loops take these operands; other types and forms are left to composed operations.
  public var isSupported: Bool {
    let (rows, width) = (gateCount * size, input.shape[input.rank - 1])
    return operands.allSatisfy { $0.dtype == .float32 } && input.rank == 3 && input.count > 0 && size > 0
      && hidden.shape == Dims(input.shape[1], size) && (cell?.shape ?? hidden.shape) == hidden.shape
      && inputWeight.shape == Dims(rows, width) && hiddenWeight.shape == Dims(rows, size)
      && (biases.map { $0.input.shape == Dims(rows) && $0.hidden.shape == Dims(rows) } ?? true)
  }
}

/// What a layer's derivative needs besides its operands.
private final class RecurrentHistory {
  let layer: RecurrentLayer
  let states: Tensor
  /// The gates of all steps, and for each the cell (LSTM) or the state's part of the new gate (GRU).
  let gates: Tensor
  let inner: Tensor

  init(_ layer: RecurrentLayer, states: Tensor, gates: Tensor, inner: Tensor) {
    (self.layer, self.states, self.gates, self.inner) = (layer, states, gates, inner)
  }
}

extension Op {
  private static func recurrentNode(_ node: String) -> Op {
    Op(
      "recurrent_layer() -> Tensor", [], doc: "", forward: .internalOnly, node: node,
      formula: .multiple { node, gradients in
        guard let history = node.extra as? RecurrentHistory else { throw Node.releasedError }
        // Reading what was saved checks that nothing was changed since.
        for index in history.layer.operands.indices { _ = try node.saved(index) }
        // What follows the last result that has a gradient is left out.
        let given = (0..<3).map { $0 < gradients.count ? gradients[$0] : nil }
        return try Gradients(
          list: isGradEnabled ? history.layer.composedGradients(given) : history.gradients(given))
      })
  }
  fileprivate static let lstmLayer = recurrentNode("MkldnnRnnLayerBackward0")
  fileprivate static let gruLayer = recurrentNode("StackBackward0")
}

extension RecurrentLayer {
  /// Runs all steps. The operands are as `isSupported` wants them.
  public func run() throws -> Results {
    let (results, history) = try noGrad { try steps() }
    let op = cell == nil ? Op.gruLayer : Op.lstmLayer
    op.record(results.tensors, operands) { node in
      for (index, operand) in operands.enumerated() { node.save(index, operand) }
      node.extra = history
    }
    return results
  }

  private func steps() throws -> (Results, RecurrentHistory) {
    let (batch, size) = (input.shape[1], size)
    let parts = try linear(input, inputWeight, biases?.input).contiguous()
    let states = try Tensor.empty([input.shape[0], batch, size], .float32)
    let (gates, inner) = try (Tensor.empty(parts.shape, .float32), Tensor.empty(states.shape, .float32))
    var (before, cellBefore) = try (hidden.contiguous(), cell?.contiguous())
    let weight = try hiddenWeight.t()
    for step in order {
      let (gate, state, kept) = try (gates.select(0, step), states.select(0, step), inner.select(0, step))
      try before.multiply(weight, into: gate.data, bias: biases?.hidden)
      let part = try parts.select(0, step)
      if let former = cellBefore {
        cl_lstm_step(Int64(batch), Int64(size), part.floats, gate.floats, former.floats, kept.floats, state.floats)
        cellBefore = kept
      } else {
        cl_gru_step(
          Int64(batch), Int64(size), part.floats, gate.floats, kept.floats, before.floats, state.floats)
      }
      before = state
    }
    let detached = states.detach()
    let results = try Results(states: states, hidden: before.clone(), cell: cellBefore?.clone())
    return (results, RecurrentHistory(self, states: detached, gates: gates, inner: inner))
  }

  /// The gradients by operations that are recorded themselves.
  fileprivate func composedGradients(_ gradients: [Tensor?]) throws -> [Tensor?] {
    let outputs = try composed().tensors
    let given = gradients.indices.filter { gradients[$0] != nil }
    let wanted = operands.indices.filter { operands[$0].requiresGrad }
    let found = try grad(
      given.map { outputs[$0] }, wanted.map { operands[$0] }, gradOutputs: given.map { gradients[$0] },
      createGraph: true, allowUnused: true)
    var results = [Tensor?](repeating: nil, count: operands.count)
    for (index, gradient) in zip(wanted, found) { results[index] = gradient }
    return results
  }

  private func composed() throws -> Results {
    let parts = try linear(input, inputWeight, biases?.input)
    var (before, cellBefore) = (hidden, cell)
    var states = [Tensor?](repeating: nil, count: input.shape[0])
    for step in order {
      let (part, own) = try (parts.select(0, step), linear(before, hiddenWeight, biases?.hidden))
      if let former = cellBefore {
        let sums = try part + own
        let next = try gate(sums, 1).sigmoid() * former + gate(sums, 0).sigmoid() * gate(sums, 2).tanh()
        before = try gate(sums, 3).sigmoid() * next.tanh()
        cellBefore = next
      } else {
        let (reset, update) = try (
          (gate(own, 0) + gate(part, 0)).sigmoid(), (gate(own, 1) + gate(part, 1)).sigmoid()
        )
        let new = try (gate(own, 2) * reset + gate(part, 2)).tanh()
        before = try (before - new) * update + new
      }
      states[step] = before
    }
    return Results(states: try stack(states.compactMap { $0 }), hidden: before, cell: cellBefore)
  }

  private func gate(_ x: Tensor, _ number: Int) throws -> Tensor {
    try x.slice(1, from: number * size, to: (number + 1) * size, step: 1)
  }
}

extension RecurrentHistory {
  /// The gradients of the operands from those of all states, the last state and the last cell.
  func gradients(_ given: [Tensor?]) throws -> [Tensor?] {
    let (size, batch) = (layer.size, layer.input.shape[1])
    let fromStates = try given[0]?.contiguous()
    let ofHidden = try given[1]?.contiguous().clone() ?? Tensor.zeros(layer.hidden.shape)
    let ofCell = try layer.cell.map { try given[2]?.contiguous().clone() ?? Tensor.zeros($0.shape) }
    let ofParts = try Tensor.empty(gates.shape, .float32)
    let ofOwn = layer.cell == nil ? try Tensor.empty(gates.shape, .float32) : ofParts
    let befores = try formerStates(states, layer.hidden)
    let formerCells = try layer.cell.map { try formerStates(inner, $0) }
    for step in layer.order.reversed() {
      if let fromStates { _ = try ofHidden.add_(fromStates.select(0, step)) }
      let (gate, kept, part) = try (gates.select(0, step), inner.select(0, step), ofParts.select(0, step))
      let own = try ofOwn.select(0, step)
      let before = try (formerCells ?? befores).select(0, step)
      if let ofCell {
        cl_lstm_step_backward(
          Int64(batch), Int64(size), gate.floats, before.floats, kept.floats, ofHidden.floats, ofCell.floats,
          part.floats)
        try part.multiply(layer.hiddenWeight, into: ofHidden.data)
      } else {
        cl_gru_step_backward(
          Int64(batch), Int64(size), gate.floats, kept.floats, before.floats, ofHidden.floats, part.floats,
          own.floats)
        _ = try ofHidden.add_(own.mm(layer.hiddenWeight))
      }
    }
    let (flatParts, flatOwn) = try (ofParts.view(Dims(-1, gates.shape[2])), ofOwn.view(Dims(-1, gates.shape[2])))
    let input = try layer.input.reshape(Dims(-1, layer.input.shape[2]))
    let weights: [Tensor?] = try [
      layer.input.requiresGrad ? flatParts.mm(layer.inputWeight).view(layer.input.shape) : nil, ofHidden,
      flatParts.t().mm(input), flatOwn.t().mm(befores.view(Dims(-1, size))),
    ]
    return try weights + biasGradients(flatParts, flatOwn) + (ofCell.map { [$0] } ?? [])
  }

  /// The sums of the gates' gradients, which for LSTM are the same for both biases.
  private func biasGradients(_ parts: Tensor, _ own: Tensor) throws -> [Tensor?] {
    guard layer.biases != nil else { return [] }
    let ofInput = try parts.sum(Dims(0))
    return [ofInput, layer.cell == nil ? try own.sum(Dims(0)) : ofInput]
  }

  /// For each step the state before it.
  private func formerStates(_ states: Tensor, _ first: Tensor) throws -> Tensor {
    let steps = states.shape[0]
    let start = try first.detach().unsqueeze(0)
    return try layer.isReversed
      ? cat([states.slice(0, from: 1, to: steps, step: 1), start])
      : cat([start, states.slice(0, from: 0, to: steps - 1, step: 1)])
  }
}
