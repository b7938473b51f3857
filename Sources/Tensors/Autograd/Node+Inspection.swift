import CLoops

/// What programs that show the graph ask of a node.
extension Node {
  /// Whether a backward pass has freed what the node had saved, so that there can be no second.
  /// A node that saves nothing is never freed; products by a number count as saving it.
  public var isFreed: Bool {
    let hadSaved = [saved0, saved1, saved2].contains { $0.version == SavedTensor.released.version }
    return isReleased && (hadSaved || op === Op.mul)
  }

  /// The sizes of the outputs of the operation that the node stands for.
  public var outputSizes: [[Int]] {
    (0..<outputCount).map { shape(ofOutput: $0).array }
  }
}

extension Tensor {
  /// The node that takes this tensor's gradient: its maker, or for a leaf the one that adds to `grad`.
  public var gradientNode: Node { gradientEdge }
}

/// The number of the innermost backward pass that runs; -1 if none does.
public var backwardPassNumber: Int {
  cl_thread().pointee.engine_active > 0 ? Int(cl_thread().pointee.engine_epoch) : -1
}

extension Node {
  /// Whether the innermost backward pass that runs brings gradients here.
  public var isReached: Bool {
    cl_thread().pointee.engine_active > 0 && epoch == cl_thread().pointee.engine_epoch && isNeeded
  }

  /// A tensor that stands for a result of this node in a backward pass: of its sizes, without its values. Nil for a
  /// number it has no result of.
  public func standIn(forResult number: Int) -> Tensor? {
    if let variable { return variable }
    guard number >= 0, number < outputCount else { return nil }
    let size = shape(ofOutput: number)
    let result = Tensor(
      sharing: Tensor(0, outputType), shape: size, strides: Dims(repeating: 0, count: size.count),
      count: size.product ?? 0, byteOffset: 0)
    result.node = self
    result.outputNumber = Int32(number)
    result.requiresGrad = true
    return result
  }
}
