/// Patterns with `*` for any text and `?` for any character.
enum Wildcard {
  /// Whether a whole text fits a pattern.
  static func matches(_ text: String, _ pattern: String, ignoringCase: Bool = false) -> Bool {
    let text = Array((ignoringCase ? text.lowercased() : text).unicodeScalars)
    let pattern = Array((ignoringCase ? pattern.lowercased() : pattern).unicodeScalars)
    var (position, place) = (0, 0)
    // Where the last `*` stands, and up to where its text reaches so far.
    var star: (place: Int, reach: Int)?
    while position < text.count {
      if place < pattern.count, pattern[place] == "*" {
        star = (place, position)
        place += 1
      } else if place < pattern.count, pattern[place] == "?" || pattern[place] == text[position] {
        position += 1
        place += 1
      } else if let last = star {
        star = (last.place, last.reach + 1)
        position = last.reach + 1
        place = last.place + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }
}
