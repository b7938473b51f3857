/// How a JSON file is laid out.
struct JSONStyle: Equatable, Sendable {
  /// One step of indentation; nil if everything stands on one line.
  var indentation: String?
  var lineEnd = "\n"
  var itemSeparator = ","
  var keySeparator = ": "
  var sortsKeys: Bool

  /// nbformat's own: `json.dumps(indent=1, sort_keys=True, ensure_ascii=False)`.
  static let nbformat = JSONStyle(indentation: " ", sortsKeys: true)
  /// One line, as `json.dumps` writes without options, in the order of the members.
  static let oneLine = JSONStyle(indentation: nil, itemSeparator: ", ", sortsKeys: false)
}

extension JSONStyle {
  /// The style of a file whose outermost value is the object `document`.
  init(of document: JSON.Object, in bytes: [UInt8]) {
    self.init(indentation: nil, sortsKeys: document.members == document.sorted().members)
    guard let first = document.members.first?.value else { return }
    let opening = bytes.firstIndex(of: UInt8(ascii: "{")).map { $0 + 1 } ?? 0
    let space = bytes[opening...].prefix { $0 <= 0x20 }
    if space.contains(0x0A) {
      lineEnd = space.first == 0x0D ? "\r\n" : "\n"
      indentation = String(decoding: space.reversed().prefix { $0 != 0x0A }, as: UTF8.self)
    } else if bytes.dropFirst(first.span.upperBound).starts(with: [UInt8(ascii: ","), 0x20]) {
      itemSeparator = ", "
    }
    let beforeValue = bytes[..<first.span.lowerBound].last
    keySeparator = beforeValue == 0x20 ? ": " : ":"
  }
}

/// Writes JSON text as Python's `json.dumps(ensure_ascii=False)` does.
struct JSONWriter {
  let style: JSONStyle
  private(set) var bytes: [UInt8] = []
  /// How a line begins, by its depth: the end of the line before it, and its indentation.
  private var lineStarts: [[UInt8]] = []

  init(style: JSONStyle) {
    self.style = style
  }

  /// The text of `value` on one line, safe to be shown on a terminal.
  static func oneLine(_ value: JSON) -> String {
    var writer = JSONWriter(style: .oneLine)
    writer.write(value, depth: 0)
    return TerminalText.safeJSON(String(decoding: writer.bytes, as: UTF8.self))
  }

  /// Appends `value`, whose first line is already indented; `depth` is that of the line it stands
  /// on.
  mutating func write(_ value: JSON, depth: Int) {
    switch value.kind {
    case .null: append("null")
    case .bool(let flag): append(flag ? "true" : "false")
    case .number(let text): append(text)
    case .string(let text): write(text)
    case .array(let items):
      writeList("[", items, "]", depth: depth) { writer, item in
        writer.write(item, depth: depth + 1)
      }
    case .object(let object):
      let members = style.sortsKeys ? object.sorted().members : object.members
      writeList("{", members, "}", depth: depth) { writer, member in
        writer.writeKey(member.key)
        writer.write(member.value, depth: depth + 1)
      }
    }
  }

  /// Appends the items between brackets, each on a line of its own if the style has lines.
  mutating func writeList<Item>(
    _ opening: String, _ items: [Item], _ closing: String, depth: Int,
    _ writeItem: (inout JSONWriter, Item) -> Void
  ) {
    append(opening)
    for (index, item) in items.enumerated() {
      if index > 0 { append(style.itemSeparator) }
      startLine(depth: depth + 1)
      writeItem(&self, item)
    }
    if !items.isEmpty { startLine(depth: depth) }
    append(closing)
  }

  mutating func writeKey(_ key: String) {
    write(key)
    append(style.keySeparator)
  }

  mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  mutating func append(_ original: ArraySlice<UInt8>) {
    bytes.append(contentsOf: original)
  }

  private mutating func startLine(depth: Int) {
    guard let indentation = style.indentation else { return }
    while lineStarts.count <= depth {
      let text = style.lineEnd + String(repeating: indentation, count: lineStarts.count)
      lineStarts.append(Array(text.utf8))
    }
    bytes.append(contentsOf: lineStarts[depth])
  }

  /// What a string cannot hold as it is.
  static let escaped = ByteSet {
    $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\")
  }

  private mutating func write(_ string: String) {
    bytes.append(UInt8(ascii: "\""))
    Self.escaped.append(string, to: &bytes, replacing: Self.escape)
    bytes.append(UInt8(ascii: "\""))
  }

  private static func escape(of byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\""): "\\\""
    case UInt8(ascii: "\\"): "\\\\"
    case 0x08: "\\b"
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0C: "\\f"
    case 0x0D: "\\r"
    default: "\\u00" + (byte < 0x10 ? "0" : "1") + String(byte & 15, radix: 16)
    }
  }
}
