/// Characters that were in Unicode 14 and whose properties changed since: what Swift's newer
/// tables say of them is not what CPython 3.11 says.
enum LaterUnicode {
  /// Given a numeric value later.
  static let newNumerics: Set<UInt32> = [
    0x4E24, 0x4EAC, 0x4FE9, 0x5006, 0x62D0, 0x6D1E, 0x7695, 0x79ED, 0x920E, 0x94A9,
    0x12038, 0x12039, 0x12079, 0x12226, 0x1222B, 0x1230B, 0x1230D, 0x12399,
  ]
  /// Made lower case later.
  static let newLowercase: Set<UInt32> = [0x10FC, 0xA7F2, 0xA7F3, 0xA7F4, 0xAB69]
  /// No longer lower case: the pharyngeal voiced fricative.
  static let formerLowercase: UInt32 = 0x295
  /// Allowed inside identifiers later.
  static let newIdentifierParts: Set<UInt32> = [0x200C, 0x200D, 0x30FB, 0xFF65]
}
