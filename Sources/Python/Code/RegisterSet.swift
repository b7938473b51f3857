/// A set of registers, a bit for each.
struct RegisterSet {
  private var words: [UInt64] = []

  @inline(__always)
  func contains(_ register: Register) -> Bool {
    let word = register >> 6
    return word < words.count && words[word] & (1 << UInt64(register & 63)) != 0
  }

  mutating func insert(_ register: Register) {
    while register >> 6 >= words.count { words.append(0) }
    words[register >> 6] |= 1 << UInt64(register & 63)
  }

  mutating func remove(_ register: Register) {
    if contains(register) { words[register >> 6] &= ~(1 << UInt64(register & 63)) }
  }

  mutating func formIntersection(_ other: RegisterSet) {
    if words.count > other.words.count { words.removeLast(words.count - other.words.count) }
    for index in words.indices { words[index] &= other.words[index] }
  }

  func intersection(_ other: RegisterSet) -> RegisterSet {
    var result = self
    result.formIntersection(other)
    return result
  }

  func union(_ other: RegisterSet) -> RegisterSet {
    var (longer, shorter) = (words, other.words)
    if longer.count < shorter.count { swap(&longer, &shorter) }
    for index in shorter.indices { longer[index] |= shorter[index] }
    return RegisterSet(words: longer)
  }
}
