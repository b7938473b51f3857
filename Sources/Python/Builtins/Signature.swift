/// The parameters of a native function, read from text such as
/// `print(*args, sep=' ', end='\n', file=None, flush=False)`. Shared by all calls of the function.
final class Signature {
  struct Parameter {
    let name: String
    let isPositionalOnly: Bool
    let isKeywordOnly: Bool
    /// The text of the default, or nil for a required parameter.
    let defaultText: String?
  }

  let text: String
  /// Declared parameters without `*args` and `**kwargs`, in the order of their slots.
  let parameters: [Parameter]
  let variadicName: String?
  /// The slot after the declared ones receives a dict of the other keywords.
  let keywordVariadicName: String?
  let positionalCount: Int
  let requiredPositional: Int
  /// Whether there is a parameter that a keyword may name.
  let namesParameters: Bool

  init(_ text: String) {
    self.text = text
    let bytes = Array(text.utf8)
    let open = bytes.firstIndex(of: UInt8(ascii: "(")) ?? bytes.count
    let close = bytes.lastIndex(of: UInt8(ascii: ")")) ?? bytes.count
    var parameters: [Parameter] = []
    var variadicName, keywordVariadicName: String?
    var isKeywordOnly = false
    for piece in open < close ? Signature.pieces(bytes[(open + 1)..<close]) : [] {
      if piece == "/" {
        parameters = parameters.map {
          Parameter(
            name: $0.name, isPositionalOnly: true, isKeywordOnly: false,
            defaultText: $0.defaultText)
        }
      } else if piece == "*" {
        isKeywordOnly = true
      } else if piece.hasPrefix("**") {
        keywordVariadicName = String(piece.dropFirst(2))
      } else if piece.hasPrefix("*") {
        variadicName = String(piece.dropFirst())
        isKeywordOnly = true
      } else {
        parameters.append(Signature.parameter(piece, isKeywordOnly: isKeywordOnly))
      }
    }
    self.parameters = parameters
    self.variadicName = variadicName
    self.keywordVariadicName = keywordVariadicName
    namesParameters = keywordVariadicName != nil || parameters.contains { !$0.isPositionalOnly }
    positionalCount = parameters.count { !$0.isKeywordOnly }
    requiredPositional = parameters.count { !$0.isKeywordOnly && $0.defaultText == nil }
  }

  /// Whether the first parameter is the receiver or class, which messages do not count.
  var hasReceiver: Bool { ["self", "cls"].contains(parameters.first?.name) }

  /// Whether the numbers of arguments are right beyond doubt.
  @inline(__always)
  func admits(_ positional: Int, keywords: Int) -> Bool {
    positional <= positionalCount && positional + keywords <= parameters.count
      && (keywords == 0 || namesParameters)
  }

  /// Slots of the call: declared parameters and the dict of other keywords.
  var slotCount: Int { parameters.count + (keywordVariadicName == nil ? 0 : 1) }

  private static func parameter(_ piece: String, isKeywordOnly: Bool) -> Parameter {
    let parts = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    return Parameter(
      name: String(parts[0]), isPositionalOnly: false, isKeywordOnly: isKeywordOnly,
      defaultText: parts.count > 1 ? String(parts[1]) : nil)
  }

  /// The text between the brackets, cut at commas that are not inside brackets or quotes.
  private static func pieces(_ bytes: ArraySlice<UInt8>) -> [String] {
    var pieces: [String] = []
    var current: [UInt8] = []
    var depth = 0
    var quote: UInt8?
    func finish() {
      let text = String(decoding: current, as: UTF8.self)
      let trimmed = text.drop { $0 == " " }
      if !trimmed.isEmpty { pieces.append(String(trimmed)) }
      current = []
    }
    for byte in bytes {
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      } else if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") {
        depth += 1
      } else if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") {
        depth -= 1
      } else if byte == UInt8(ascii: ","), depth == 0 {
        finish()
        continue
      }
      current.append(byte)
    }
    finish()
    return pieces
  }
}
