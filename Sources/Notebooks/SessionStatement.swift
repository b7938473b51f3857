/// What a session needs before its first cell, stated in the notebook itself, apart from the cells.
///
/// In an `.ipynb` file it is the member `cellgrad` of the notebook's metadata. In text files it is
/// a comment of lines `key: value`; a value of several lines follows its key, indented:
///
///     torch_names: 1.9
///     start: 181
///     replay: number rtol=1e-4
///     prepare:
///         from torch.autograd import grad
///     rng_state:
///         oDEAAAAAAABwAgAAAQAAAAEAAAAAAAAA...
public struct SessionStatement: Equatable, Sendable {
  /// The version of PyTorch that the names of `grad_fn` are those of, as `1.9`.
  public var torchNames: String?
  /// The number of the first code cell; cells count from 1 if it is nil.
  public var start: Int?
  /// Code that is run before the first cell: not counted, not shown.
  public var prepare: String?
  /// Base64 of the generator state that `torch.set_rng_state` takes, without line ends.
  public var rngState: String?
  /// How a replay compares the cells: what ``ReplaySettings`` reads.
  public var replay: String?
  /// Text that stood before the first cell of a script, word for word.
  public var header: String?

  public init(
    torchNames: String? = nil, start: Int? = nil, prepare: String? = nil, rngState: String? = nil,
    replay: String? = nil, header: String? = nil
  ) {
    self.torchNames = torchNames
    self.start = start
    self.prepare = prepare
    self.rngState = rngState
    self.replay = replay
    self.header = header
  }

  public var isEmpty: Bool { self == SessionStatement() }

  /// The bytes of the generator state.
  public var rngStateBytes: [UInt8]? {
    rngState.flatMap { Base64.decode(Array($0.utf8)) }
  }
}

// MARK: - Keys

extension SessionStatement {
  /// A key of the statement: its name in files, and how its value is read and written as text.
  /// An assigned text that makes no sense is refused with a reason.
  struct Key: Sendable {
    let name: String
    /// Whether the value may have several lines.
    let isBlock: Bool
    let get: @Sendable (SessionStatement) -> String?
    let set: @Sendable (inout SessionStatement, String) -> Problem?
  }

  typealias Problem = String

  static let keys: [Key] = [
    Key(name: "torch_names", isBlock: false, get: { $0.torchNames }) { statement, text in
      let isVersion = text.utf8.allSatisfy { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: ".") }
      guard isVersion, !text.isEmpty else { return "a version such as 1.9 is expected" }
      statement.torchNames = text
      return nil
    },
    Key(name: "start", isBlock: false, get: { $0.start.map(String.init) }) { statement, text in
      guard let number = Int(text), number >= 0 else { return "a whole number is expected" }
      statement.start = number
      return nil
    },
    Key(name: "prepare", isBlock: true, get: { $0.prepare }) { statement, text in
      statement.prepare = text
      return nil
    },
    Key(name: "rng_state", isBlock: true, get: { $0.rngState.map(Base64.wrap) }) { statement, text in
      let characters = text.utf8.filter { $0 > 0x20 }
      guard Base64.decode(characters) != nil else { return "base64 text is expected" }
      statement.rngState = String(decoding: characters, as: UTF8.self)
      return nil
    },
    Key(name: "replay", isBlock: false, get: { $0.replay }) { statement, text in
      do throws(ReplaySettingsError) {
        _ = try ReplaySettings(text)
      } catch { return error.reason }
      statement.replay = text
      return nil
    },
    Key(name: "header", isBlock: true, get: { $0.header }) { statement, text in
      statement.header = text
      return nil
    },
  ]

  static func key(named name: String) -> Key? {
    keys.first { $0.name == name }
  }
}

// MARK: - As JSON

extension SessionStatement {
  /// The member `cellgrad` of a notebook's metadata.
  var json: JSON {
    var object = JSON.Object()
    for key in Self.keys {
      guard let text = key.get(self) else { continue }
      object[key.name] = key.isBlock ? .lines(of: text) : .string(text)
    }
    object["start"] = start.map(JSON.number)
    return .object(object)
  }

  init(json: JSON) throws(PositionedError) {
    self.init()
    for member in try json.expectObject("metadata.cellgrad").members {
      let offset = member.value.span.lowerBound
      guard let key = Self.key(named: member.key) else {
        throw PositionedError(offset: offset, reason: "metadata.cellgrad has no key \(member.key)")
      }
      let name = "metadata.cellgrad." + member.key
      let number = member.value.integer.map { String($0) }
      let text = if let number { number } else { try member.value.expectText(name) }
      if let problem = key.set(&self, text) {
        throw PositionedError(offset: offset, reason: "\(name): \(problem)")
      }
    }
  }
}

// MARK: - As lines of a comment

extension SessionStatement {
  private static let indentation = "    "

  /// The statement as lines, without the comment signs of the format it stands in.
  var lines: [String] {
    Self.keys.flatMap { key -> [String] in
      guard let text = key.get(self) else { return [] }
      if !key.isBlock { return ["\(key.name): \(text)"] }
      return ["\(key.name):"] + text.splitLines.map { Self.indentation + $0 }
    }
  }

  /// Reads what ``lines`` gives.
  init(lines: [TextLine]) throws(PositionedError) {
    self.init()
    var rest = lines[...]
    while let line = rest.popFirst() {
      if line.isBlank { continue }
      let (name, value) = Self.splitAtColon(line.text)
      guard let key = Self.key(named: name), line.text.utf8.contains(UInt8(ascii: ":")) else {
        throw line.error("the session statement has no key \(name)")
      }
      var text = value
      if text.isEmpty {
        let block = rest.prefix { $0.text.isEmpty || $0.text.hasPrefix(Self.indentation) }
        rest = rest.dropFirst(block.count)
        text = block.map { $0.text.dropping(Self.indentation) }.joined(separator: "\n")
      }
      if let problem = key.set(&self, text) {
        throw line.error("session statement, \(name): \(problem)")
      }
    }
  }

  static func splitAtColon(_ line: String) -> (name: String, value: String) {
    let bytes = Array(line.utf8)
    let colon = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.count
    let value = bytes.dropFirst(colon + 1).drop { $0 == 0x20 }
    return (String(decoding: bytes[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self))
  }
}
