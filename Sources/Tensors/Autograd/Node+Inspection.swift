/// What programs that show the graph ask of a node.
extension Node {
  /// Whether a backward pass has freed what the node had saved.
  public var isFreed: Bool { isReleased }

  /// The sizes of the outputs of the operation that the node stands for.
  public var outputSizes: [[Int]] {
    (0..<outputCount).map { shape(ofOutput: $0).array }
  }
}
