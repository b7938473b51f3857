import Python

/// Values of the library's classes as calls, the way IPython's printers for these classes write
/// them: `deque([1, 2], maxlen=3)`.
struct CallForm {
  enum Argument {
    case value(Value)
    case keyword(String, Value)
    /// The entries of a value that is a dict.
    case plainDict(Value)
    /// A text that is shown as it is.
    case text(String)
  }

  /// What stands before the bracket; nil for the name of the class.
  var name: String?
  var arguments: [Argument]

  init(_ arguments: [Argument], named name: String? = nil) {
    self.name = name
    self.arguments = arguments
  }

  typealias Row = @Sendable (Subject) throws(Raised) -> CallForm

  /// The classes, by their full names; those derived from them are shown alike.
  static let rows: [String: Row] = [
    "collections.defaultdict": { (value) throws(Raised) in
      CallForm([.value(try value.attribute("default_factory")), .plainDict(value.value)])
    },
    "collections.OrderedDict": { (value) throws(Raised) in
      let pairs = value.machine.entries(of: value.value, limit: .max).map {
        value.machine.tuple([$0.key, $0.value])
      }
      return CallForm(pairs.isEmpty ? [] : [.value(value.machine.list(pairs))])
    },
    "collections.Counter": { (value) throws(Raised) in
      let counts = try value.machine.collect(try value.result(of: "most_common"))
      guard !counts.isEmpty else { return CallForm([]) }
      guard let dict = value.machine.builtin("dict") else { return CallForm([]) }
      return CallForm([.value(try value.machine.call(dict, [value.machine.list(counts)]))])
    },
    "collections.deque": { (value) throws(Raised) in
      let items = Argument.value(value.machine.list(try value.machine.collect(value.value)))
      let limit = try value.attribute("maxlen")
      return CallForm(limit.isNone ? [items] : [items, .keyword("maxlen", limit)])
    },
    "collections.UserList": { (value) throws(Raised) in
      CallForm([.value(try value.attribute("data"))])
    },
    "types.SimpleNamespace": { (value) throws(Raised) in
      let variables = value.machine.entries(of: try value.attribute("__dict__"), limit: .max)
      let keywords = variables.map { Argument.keyword(value.machine.text($0.key) ?? "", $0.value) }
      return CallForm(keywords, named: "namespace")
    },
    "re.Pattern": { (value) throws(Raised) in
      let pattern = try value.machine.repr(try value.attribute("pattern"))
      let flags = try value.machine.index(try value.attribute("flags"))
      let names = patternFlags.filter { flags & $0.bit != 0 }.map { "re." + $0.name }
      let raw = Argument.text("r" + pattern.replacingDoubledBackslashes)
      let parts = flags == 0 ? [raw] : [raw, .text(names.joined(separator: "|"))]
      return CallForm(parts, named: "re.compile")
    },
  ]

  private static let patternFlags: [(name: String, bit: Int)] = [
    ("IGNORECASE", 2), ("LOCALE", 4), ("MULTILINE", 8), ("DOTALL", 16), ("UNICODE", 32),
    ("VERBOSE", 64), ("DEBUG", 128),
  ]

  /// A value to be described.
  struct Subject {
    let machine: Machine
    let value: Value

    init(_ machine: Machine, _ value: Value) {
      self.machine = machine
      self.value = value
    }

    func attribute(_ name: String) throws(Raised) -> Value {
      try machine.attribute(of: value, machine.symbol(name))
    }

    /// What a method answers that takes no arguments.
    func result(of method: String) throws(Raised) -> Value {
      try machine.call(try attribute(method), [])
    }
  }
}

extension String {
  /// Each two backslashes as one.
  fileprivate var replacingDoubledBackslashes: String {
    var result: [UInt8] = []
    var isHalf = false
    for byte in utf8 {
      if byte == UInt8(ascii: "\\"), isHalf {
        isHalf = false
      } else {
        isHalf = byte == UInt8(ascii: "\\")
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
