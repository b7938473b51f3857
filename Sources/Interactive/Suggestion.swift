/// The name that somebody may have meant: CPython's `Did you mean: '...'?`.
enum Suggestion {
  private static let moveCost = 2
  private static let caseCost = 1
  private static let maximumLength = 40
  private static let maximumCandidates = 750

  /// The nearest of the candidates, if no more than a third of the letters would have to change.
  static func nearest(to name: String, among candidates: [String]) -> String? {
    guard candidates.count < maximumCandidates else { return nil }
    let wanted = Array(name.utf8)
    var best: (name: String, distance: Int)?
    for candidate in candidates where candidate != name {
      let letters = Array(candidate.utf8)
      var limit = (wanted.count + letters.count + 3) * moveCost / 6
      if let best { limit = min(limit, best.distance - 1) }
      let distance = distance(wanted, letters, limit: limit)
      if distance <= limit { best = (candidate, distance) }
    }
    return best?.name
  }

  /// The edit distance; more than `limit` where it is beyond that.
  private static func distance(_ first: [UInt8], _ second: [UInt8], limit: Int) -> Int {
    var (a, b) = (first[...], second[...])
    while let x = a.first, let y = b.first, x == y {
      a.removeFirst()
      b.removeFirst()
    }
    while let x = a.last, let y = b.last, x == y {
      a.removeLast()
      b.removeLast()
    }
    if a.isEmpty || b.isEmpty { return (a.count + b.count) * moveCost }
    if max(a.count, b.count) > maximumLength { return limit + 1 }
    if b.count < a.count { swap(&a, &b) }
    if (b.count - a.count) * moveCost > limit { return limit + 1 }
    var row = (1...a.count).map { $0 * moveCost }
    var result = 0
    for (index, letter) in b.enumerated() {
      var distance = index * moveCost
      result = distance
      var least = Int.max
      for (column, other) in a.enumerated() {
        let substitute = distance + substitutionCost(letter, other)
        distance = row[column]
        result = min(min(result, distance) + moveCost, substitute)
        row[column] = result
        least = min(least, result)
      }
      if least > limit { return limit + 1 }
    }
    return result
  }

  private static func substitutionCost(_ a: UInt8, _ b: UInt8) -> Int {
    if a & 31 != b & 31 { return moveCost }
    if a == b { return 0 }
    func lower(_ letter: UInt8) -> UInt8 { (0x41...0x5A).contains(letter) ? letter + 32 : letter }
    return lower(a) == lower(b) ? caseCost : moveCost
  }
}
