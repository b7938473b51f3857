/// `str`: questions about its characters. All but `isascii` and `isprintable` want at least one.
let stringTestMethods: [Builtin] = [
  characterTest("isalpha", UnicodeTraits.isAlphabetic),
  characterTest("isalnum", UnicodeTraits.isAlphanumeric),
  characterTest("isdecimal", UnicodeTraits.isDecimal),
  characterTest("isdigit", UnicodeTraits.isDigit),
  characterTest("isnumeric", UnicodeTraits.isNumeric),
  characterTest("isspace", UnicodeTraits.isSpace),
  characterTest("isascii", emptyAnswer: true) { $0 < 0x80 },
  characterTest("isprintable", emptyAnswer: true, UnicodeTraits.isPrintable),
  Builtin("isupper(self, /)", "Whether all letters with case are capitals.") {
    (m, a) throws(Raised) in
    let text = try m.receiver(a[0], "isupper")
    let isOther = { UnicodeTraits.isLowercase($0) || UnicodeTraits.isTitlecase($0) }
    return .bool(text.hasCase(UnicodeTraits.isUppercase, butNo: isOther))
  },
  Builtin("islower(self, /)", "Whether all letters with case are small.") {
    (m, a) throws(Raised) in
    let text = try m.receiver(a[0], "islower")
    let isOther = { UnicodeTraits.isUppercase($0) || UnicodeTraits.isTitlecase($0) }
    return .bool(text.hasCase(UnicodeTraits.isLowercase, butNo: isOther))
  },
  Builtin("istitle(self, /)", "Whether capitals stand at the start of words only.") {
    (m, a) throws(Raised) in
    .bool(CaseMapping.isTitlecased(try m.receiver(a[0], "istitle").codePoints))
  },
  Builtin("isidentifier(self, /)", "Whether it could be a name.") { (m, a) throws(Raised) in
    .bool(UnicodeTraits.isIdentifier(try m.receiver(a[0], "isidentifier").codePoints))
  },
]

private func characterTest(
  _ name: String, emptyAnswer: Bool = false, _ holds: @escaping @Sendable (UInt32) -> Bool
) -> Builtin {
  Builtin("\(name)(self, /)", "Whether \(name.dropFirst(2)) holds for all characters.") {
    (m, a) throws(Raised) in
    let text = try m.receiver(a[0], name)
    if text.count == 0 { return .bool(emptyAnswer) }
    return .bool(text.range.allSatisfy { holds(text[$0]) })
  }
}

extension StringObject {
  /// Whether one character is of a case and none of another.
  fileprivate func hasCase(_ holds: (UInt32) -> Bool, butNo isOther: (UInt32) -> Bool) -> Bool {
    range.contains { holds(self[$0]) } && !range.contains { isOther(self[$0]) }
  }
}
