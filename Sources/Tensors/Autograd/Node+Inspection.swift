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
