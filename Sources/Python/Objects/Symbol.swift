/// An interned string: the one object of its text, so that names compare by address.
public struct Symbol: BitwiseCopyable, Hashable, @unchecked Sendable {
  let object: Object

  @inline(__always) var hash: Int { object.body(StringBody.self).pointee.hash }

  /// Symbols are where they are: their addresses, spread, are hash enough for tables inside the
  /// program.
  @inline(__always) public func _rawHashValue(seed: Int) -> Int { object._rawHashValue(seed: seed) }
  public var text: String { StringObject(object).text }
  public var value: Value { .object(object) }
}

/// The table of interned strings. It owns them for the machine's life.
final class SymbolTable {
  private let heap: Heap
  private let stringType: Object
  private var symbols: [TextKey: Symbol] = [:]

  init(_ heap: Heap, stringType: Object) {
    self.heap = heap
    self.stringType = stringType
    symbols.reserveCapacity(2048)
  }

  /// The symbol of a text.
  func intern(_ text: String) -> Symbol {
    if let known = symbols[text] { return known }
    let string = heap.makeString(text, type: stringType)
    return adopt(string, text)
  }

  /// The symbol that a string object is, or nil.
  @inline(__always)
  static func known(_ string: StringObject) -> Symbol? {
    string.body.pointee.isInterned ? Symbol(object: string.object) : nil
  }

  /// The symbol of a string object's text: the object itself where it is the first of its text.
  func intern(_ string: StringObject) -> Symbol {
    if string.body.pointee.isInterned { return Symbol(object: string.object) }
    let text = string.text
    if let known = symbols[text] { return known }
    if string.object.type != stringType { return intern(text) }
    _ = own(string.object)
    return adopt(string, text)
  }

  private func adopt(_ string: StringObject, _ text: String) -> Symbol {
    _ = string.hash
    string.body.pointee.isInterned = true
    let symbol = Symbol(object: string.object)
    symbols[text] = symbol
    return symbol
  }

  func removeAll() {
    for symbol in symbols.values { drop(symbol.object) }
    symbols = [:]
  }
}

extension Heap {
  /// A new string with the text of a Swift string, owned by the caller.
  func makeString(_ text: String, type: Object) -> StringObject {
    var text = text
    return text.withUTF8 { makeString(utf8: $0, type: type) }
  }

  /// A new string from valid UTF-8.
  func makeString(utf8: UnsafeBufferPointer<UInt8>, type: Object) -> StringObject {
    if utf8.allSatisfy({ $0 < 0x80 }) {
      let string = allocateString(count: utf8.count, width: 1, type: type)
      if let start = utf8.baseAddress { string.data.copyMemory(from: start, byteCount: utf8.count) }
      return string
    }
    return makeString(String(decoding: utf8, as: UTF8.self).unicodeScalars.map(\.value), type: type)
  }

  /// A new string of code points.
  func makeString(_ codePoints: some Collection<UInt32>, type: Object) -> StringObject {
    let width = stringWidth(ofWidest: codePoints.max() ?? 0)
    let string = allocateString(count: codePoints.count, width: width, type: type)
    for (index, codePoint) in codePoints.enumerated() { string.set(index, codePoint) }
    return string
  }
}
