@_spi(_Unicode) import Swift

/// The module `unicodedata`, by Swift's tables.
extension Machine {
  func fillUnicodeData(_ module: ModuleBuilder) {
    module.set("unidata_version", string("14.0.0"))
    module.add(unicodeFunctions)
  }

  /// The one character of a string; `nil` for what Unicode 14 does not have.
  fileprivate func character(_ value: Value, _ function: String) throws(Raised) -> UInt32 {
    if let text = value.object(.string).map(StringObject.init), text.count == 1 { return text[0] }
    let what =
      isString(value) ? "need a single Unicode character as parameter"
      : "\(function)() argument\(function == "name" || function == "numeric" || function == "decimal" || function == "digit" ? " 1" : "") must be a unicode character, not \(typeName(of: value))"
    throw raise(.typeError, what)
  }

  /// The value found, or the default, or a ValueError.
  fileprivate func found(_ value: Value?, _ standard: Value?, _ message: String) throws(Raised) -> Value {
    if let value = value ?? standard { return value }
    throw raise(.valueError, message)
  }
}

private let unicodeFunctions: [Builtin] = [
  Builtin("category(chr, /)", "The general category, as two letters.") { (m, a) throws(Raised) in
    let character = try m.character(a[0], "category")
    if (0xD800...0xDFFF).contains(character) { return m.string("Cs") }
    guard let scalar = UnicodeTraits.scalar(character) else { return m.string("Cn") }
    return m.string(categoryNames[scalar.properties.generalCategory] ?? "Cn")
  },
  Builtin("name(chr, default=None, /)", "The name of a character.") { (m, a) throws(Raised) in
    let character = try m.character(a[0], "name")
    return try m.found(name(of: character).map { m.string($0) }, a.given(1), "no such name")
  },
  Builtin("lookup(name, /)", "The character of a name.") { (m, a) throws(Raised) in
    let wanted = try m.requireText(a[0], "name").uppercased()
    for value in UInt32(0)...0x1FFFF where name(of: value) == wanted { return m.string([value]) }
    throw m.raiseKeyError(m.string("undefined character name '\(try m.str(a[0]))'"))
  },
  Builtin("combining(chr, /)", "The canonical combining class.") { (m, a) throws(Raised) in
    let scalar = UnicodeTraits.scalar(try m.character(a[0], "combining"))
    return .int(Int(scalar?.properties.canonicalCombiningClass.rawValue ?? 0))
  },
  Builtin("mirrored(chr, /)", "Whether the character is mirrored in text from right to left.") {
    (m, a) throws(Raised) in
    let scalar = UnicodeTraits.scalar(try m.character(a[0], "mirrored"))
    return .int(scalar?.properties.isBidiMirrored == true ? 1 : 0)
  },
  Builtin("east_asian_width(chr, /)", "W for wide characters, Na for narrow ones.") {
    (m, a) throws(Raised) in
    m.string(EastAsianWidth.name(of: try m.character(a[0], "east_asian_width")))
  },
  Builtin("bidirectional(chr, /)", "The bidirectional class.") { (m, a) throws(Raised) in
    throw m.unsupported("unicodedata.bidirectional()")
  },
  Builtin("decimal(chr, default=None, /)", "The value as a decimal digit.") { (m, a) throws(Raised) in
    let value = numericValue(try m.character(a[0], "decimal"), [.decimal])
    return try m.found(value.map { .int(Int($0)) }, a.given(1), "not a decimal")
  },
  Builtin("digit(chr, default=None, /)", "The value as a digit.") { (m, a) throws(Raised) in
    let value = numericValue(try m.character(a[0], "digit"), [.decimal, .digit])
    return try m.found(value.map { .int(Int($0)) }, a.given(1), "not a digit")
  },
  Builtin("numeric(chr, default=None, /)", "The value as a number.") { (m, a) throws(Raised) in
    let value = numericValue(try m.character(a[0], "numeric"), [.decimal, .digit, .numeric])
    return try m.found(value.map { .float($0) }, a.given(1), "not a numeric character")
  },
  Builtin("normalize(form, unistr, /)", "The normal form of a string.") { (m, a) throws(Raised) in
    let form = try m.requireText(a[0], "normalize() argument 1")
    guard let text = a[1].object(.string).map(StringObject.init) else {
      throw m.raise(
        .typeError, "normalize() argument 2 must be str, not \(m.typeName(of: a[1]))")
    }
    return m.string(try m.normalized(text.codePoints, form))
  },
  Builtin("is_normalized(form, unistr, /)", "Whether a string is in the normal form.") {
    (m, a) throws(Raised) in
    let form = try m.requireText(a[0], "is_normalized() argument 1")
    guard let text = a[1].object(.string).map(StringObject.init) else { return .bool(false) }
    return .bool(try m.normalized(text.codePoints, form) == text.codePoints)
  },
]

extension Machine {
  fileprivate func normalized(_ text: [UInt32], _ form: String) throws(Raised) -> [UInt32] {
    let string = String(codePoints: text)
    switch form {
    case "NFC": return string._nfc.map(\.value)
    case "NFD": return string._nfd.map(\.value)
    case "NFKC", "NFKD":
      // Compatibility mappings are not in Swift's tables: only those of full-width forms, which
      // Korean and Japanese text has, are made here.
      let mapped = try text.map { (unit) throws(Raised) in try compatible(unit, form) }
      return try normalized(mapped, form == "NFKC" ? "NFC" : "NFD")
    default: throw raise(.valueError, "invalid normalization form")
    }
  }

  private func compatible(_ unit: UInt32, _ form: String) throws(Raised) -> UInt32 {
    switch unit {
    case 0xFF01...0xFF5E: return unit - 0xFEE0
    case 0x3000, 0xA0: return 0x20
    case ..<0x80, 0xAC00...0xD7A3, 0x4E00...0x9FFF, 0x3041...0x309A, 0x30A1...0x30FA, 0x300...0x36F,
      0xC0...0x131, 0x134...0x13E, 0x141...0x148, 0x14A...0x17E, 0x400...0x481, 0x391...0x3C9:
      return unit
    default:
      throw unsupported("unicodedata.normalize('\(form)') of U+\(String(unit, radix: 16, uppercase: true))")
    }
  }
}

private func name(of value: UInt32) -> String? {
  if (0xAC00...0xD7A3).contains(value) { return "HANGUL SYLLABLE " + syllableName(value - 0xAC00) }
  guard let scalar = UnicodeTraits.scalar(value) else { return nil }
  return scalar.properties.name
}

/// The name of a Hangul syllable: those of its letters.
private func syllableName(_ index: UInt32) -> String {
  let initials = ["G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"]
  let vowels = [
    "A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE",
    "WI", "YU", "EU", "YI", "I",
  ]
  let finals = [
    "", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M",
    "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H",
  ]
  return initials[Int(index / 588)] + vowels[Int(index % 588 / 28)] + finals[Int(index % 28)]
}

private func numericValue(_ value: UInt32, _ types: [Unicode.NumericType]) -> Double? {
  guard let properties = UnicodeTraits.scalar(value)?.properties,
    let type = properties.numericType, types.contains(type)
  else { return nil }
  return properties.numericValue
}

private let categoryNames: [Unicode.GeneralCategory: String] = [
  .uppercaseLetter: "Lu", .lowercaseLetter: "Ll", .titlecaseLetter: "Lt", .modifierLetter: "Lm",
  .otherLetter: "Lo", .nonspacingMark: "Mn", .spacingMark: "Mc", .enclosingMark: "Me",
  .decimalNumber: "Nd", .letterNumber: "Nl", .otherNumber: "No", .connectorPunctuation: "Pc",
  .dashPunctuation: "Pd", .openPunctuation: "Ps", .closePunctuation: "Pe", .initialPunctuation: "Pi",
  .finalPunctuation: "Pf", .otherPunctuation: "Po", .mathSymbol: "Sm", .currencySymbol: "Sc",
  .modifierSymbol: "Sk", .otherSymbol: "So", .spaceSeparator: "Zs", .lineSeparator: "Zl",
  .paragraphSeparator: "Zp", .control: "Cc", .format: "Cf", .surrogate: "Cs", .privateUse: "Co",
  .unassigned: "Cn",
]
