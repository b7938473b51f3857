/// Which cells depend on random numbers that no seed determines.
///
/// A cell does if it draws such numbers itself, or speaks of a variable that such a cell spoke of
/// before. This is judged by names alone, so it may find more cells than really depend.
public struct RandomDependence: Sendable {
  private var names = PythonNames()
  private var randomNames: Set<String> = []

  public init() {}

  /// Takes note of a cell that was run.
  ///
  /// - Parameter drew: whether it drew numbers without a seed.
  /// - Returns: whether it depends on such numbers.
  public mutating func add(_ source: String, drew: Bool) -> Bool {
    let variables = names.add(source).filter { !names.imported.contains($0) && !PythonNames.isBuiltin($0) }
    guard drew || !variables.isDisjoint(with: randomNames) else { return false }
    randomNames.formUnion(variables)
    return true
  }

  /// Names of functions, methods and modules that draw numbers when they are called.
  private static let drawing: Set<String> = [
    "rand", "randn", "randint", "randperm", "rand_like", "randn_like", "randint_like", "normal",
    "bernoulli", "multinomial", "dropout", "normal_", "uniform_", "bernoulli_", "random_",
    "exponential_", "kaiming_uniform_", "kaiming_normal_", "xavier_uniform_", "xavier_normal_",
    "random", "uniform", "choice", "choices", "sample", "shuffle", "gauss", "randrange",
    "normalvariate", "random_split", "DataLoader", "Linear", "Bilinear", "Embedding", "Conv1d",
    "Conv2d", "Conv3d", "ConvTranspose2d", "RNN", "LSTM", "GRU", "MultiheadAttention",
    "TransformerEncoderLayer",
  ]

  /// The first line of a cell, from 1, that calls something that draws numbers; nil if it does so
  /// only in what is defined elsewhere. This, too, is judged by names.
  public static func drawingLine(of source: String) -> Int? {
    source.splitLines.firstIndex { line in
      PythonLines(line).lines.contains { logical in
        zip(logical.tokens, logical.tokens.dropFirst()).contains {
          drawing.contains($0.text) && $1.text == "("
        }
      }
    }.map { $0 + 1 }
  }
}
