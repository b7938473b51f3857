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
    names.add(source)
    let mentioned = Set(PythonLines(source).lines.flatMap(\.rootNames))
    let variables = mentioned.filter { !names.imported.contains($0) && !PythonNames.isBuiltin($0) }
    guard drew || !variables.isDisjoint(with: randomNames) else { return false }
    randomNames.formUnion(variables)
    return true
  }
}
