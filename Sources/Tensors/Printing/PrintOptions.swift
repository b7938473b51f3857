/// How tensors are printed: what `torch.set_printoptions` changes.
public struct PrintOptions: Sendable {
  /// Digits after the point.
  public var precision = 4
  /// Tensors with more elements are summarized.
  public var threshold = 1000
  /// How many entries a summary shows at each end of a dimension.
  public var edgeItems = 3
  public var lineWidth = 80
  /// Scientific notation always, never, or (nil) chosen by the values.
  public var scientific: Bool?
  /// Whether nodes are shown with the names of PyTorch 1.9 and older.
  public var usesFormerNodeNames = false

  public init() {}

  /// The named sets of `set_printoptions(profile=)`.
  public static func profile(_ name: String) -> PrintOptions? {
    var options = PrintOptions()
    switch name {
    case "default": break
    case "short": (options.precision, options.edgeItems) = (2, 2)
    case "full": options.threshold = .max
    default: return nil
    }
    return options
  }
}
