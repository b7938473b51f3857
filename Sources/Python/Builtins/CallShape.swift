/// The parameters of a function of the language, against which the shape of a call is checked.
public struct CallShape {
  private let names: [String]
  private let required: [Bool]
  /// Parameters that positional arguments fill.
  private let positionalCount: Int
  private let takesAny: Bool

  /// Reads `(input: torch.Tensor, *, inplace: bool = False) -> torch.Tensor`, with or without a name in front.
  public init(_ signature: String) {
    let list = signature.drop { $0 != "(" }.prefix { $0 != ">" }.dropFirst()
    var depth = 0
    let pieces = list.split { character in
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      return character == "," && depth == 0 || character == ")"
    }.map { $0.drop { $0 == " " } }.filter { !$0.isEmpty && $0 != "-" && $0 != "/" }
    let parameters = pieces.filter { !$0.hasPrefix("*") }
    names = parameters.map { String($0.prefix { $0 != ":" && $0 != "=" }) }
    required = parameters.map { !$0.contains("=") }
    positionalCount = pieces.firstIndex { $0 == "*" } ?? names.count
    takesAny = pieces.contains { $0.hasPrefix("*") && $0 != "*" }
  }

  /// What CPython says, after the function's name, of a call that does not fit; nil of one that does.
  public func misfit(_ count: Int, _ keywords: [String]) -> String? {
    if takesAny { return nil }
    if let twice = keywords.first(where: { names.prefix(min(count, positionalCount)).contains($0) }) {
      return "got multiple values for argument '\(twice)'"
    }
    if let unknown = keywords.first(where: { !names.contains($0) }) {
      return "got an unexpected keyword argument '\(unknown)'"
    }
    if count > positionalCount { return tooMany(count) }
    let missing = names.indices.filter { $0 >= count && required[$0] && !keywords.contains(names[$0]) }
      .map { "'\(names[$0])'" }
    guard let last = missing.last else { return nil }
    let comma = missing.count > 2 ? "," : ""
    let list = missing.count == 1 ? last : missing.dropLast().joined(separator: ", ") + comma + " and " + last
    return "missing \(missing.count) required positional argument\(missing.count == 1 ? "" : "s"): \(list)"
  }

  private func tooMany(_ count: Int) -> String {
    let least = required.prefix(positionalCount).count { $0 }
    let bound = least == positionalCount ? "\(least)" : "from \(least) to \(positionalCount)"
    return "takes \(bound) positional argument\(bound == "1" ? "" : "s") but \(count) "
      + (count == 1 ? "was given" : "were given")
  }
}
