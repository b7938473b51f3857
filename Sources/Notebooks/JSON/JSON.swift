/// A JSON value (RFC 8259) that keeps what JSON leaves open: the order of members and the text of
/// numbers. A value that was read also knows where it stood, for error messages and for writing
/// unchanged parts of a file as they were; equality does not look at that.
public struct JSON: Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    case null
    case bool(Bool)
    /// The number as it was written, so that no digit is lost.
    case number(String)
    case string(String)
    case array([JSON])
    case object(Object)
  }

  public var kind: Kind
  /// Bytes of the file this value was read from; empty for a value made by the program.
  @Uncompared var span: Range<Int> = 0..<0

  public init(_ kind: Kind) {
    self.kind = kind
  }

  init(_ kind: Kind, span: Range<Int>) {
    self.kind = kind
    self.span = span
  }
}

/// A stored property that takes no part in the equality of the value it belongs to.
@propertyWrapper
public struct Uncompared<Value: Sendable>: Equatable, Sendable {
  public var wrappedValue: Value

  public init(wrappedValue: Value) {
    self.wrappedValue = wrappedValue
  }

  public static func == (left: Uncompared, right: Uncompared) -> Bool { true }
}

extension JSON {
  public static let null = JSON(.null)

  public static func bool(_ value: Bool) -> JSON { JSON(.bool(value)) }
  public static func number(_ value: Int) -> JSON { JSON(.number(String(value))) }
  public static func string(_ value: String) -> JSON { JSON(.string(value)) }
  public static func array(_ items: [JSON]) -> JSON { JSON(.array(items)) }
  public static func object(_ object: Object) -> JSON { JSON(.object(object)) }

  public var string: String? {
    if case .string(let text) = kind { text } else { nil }
  }

  public var array: [JSON]? {
    if case .array(let items) = kind { items } else { nil }
  }

  public var object: Object? {
    if case .object(let object) = kind { object } else { nil }
  }

  /// The value of a number written without fraction or exponent that fits a machine integer.
  public var integer: Int? {
    if case .number(let text) = kind { Int(text) } else { nil }
  }

  /// What kind of value this is, in the words of an error message.
  var kindName: String {
    switch kind {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

extension JSON {
  /// The members of a JSON object, in the order of the file. Keys are distinct.
  public struct Object: Sendable {
    public struct Member: Equatable, Sendable {
      public var key: String
      public var value: JSON

      public init(key: String, value: JSON) {
        self.key = key
        self.value = value
      }
    }

    public internal(set) var members: [Member]

    public init() {
      members = []
    }

    init(distinct members: [Member]) {
      self.members = members
    }

    public var isEmpty: Bool { members.isEmpty }
    public var keys: [String] { members.map(\.key) }

    /// The value of a key. A new key goes last; assigning nil removes the member.
    public subscript(key: String) -> JSON? {
      get { members.first { $0.key == key }?.value }
      set {
        let index = members.firstIndex { $0.key == key }
        switch (index, newValue) {
        case (let index?, let value?): members[index].value = value
        case (let index?, nil): members.remove(at: index)
        case (nil, let value?): members.append(Member(key: key, value: value))
        case (nil, nil): break
        }
      }
    }

    /// The same members, sorted by key as Python sorts strings: by code point.
    func sorted() -> Object {
      Object(distinct: members.sorted {
        $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars)
      })
    }
  }
}

extension JSON.Object: Equatable, ExpressibleByDictionaryLiteral {
  /// Equality as JSON means it: the order of members does not count.
  public static func == (left: JSON.Object, right: JSON.Object) -> Bool {
    guard left.members.count == right.members.count else { return false }
    return left.members == right.members || left.sorted().members == right.sorted().members
  }

  /// Of a key that occurs twice, the last value counts.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self.init()
    for (key, value) in elements { self[key] = value }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral {
  public init(stringLiteral value: String) {
    self = .string(value)
  }

  public init(dictionaryLiteral elements: (String, JSON)...) {
    var object = Object()
    for (key, value) in elements { object[key] = value }
    self = .object(object)
  }
}
