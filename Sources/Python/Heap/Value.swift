/// What a Python variable holds: 16 trivial bytes, copied freely and counted by hand.
///
/// Small values stand in the enum itself; everything else is an `Object` in the machine's own
/// heap. Swift knows nothing of the reference counts. Only the heap, the object files and the
/// virtual machine call `own` and `drop`; library code borrows its arguments and returns
/// borrowed values (see `Machine+Values.swift`).
public enum Value: BitwiseCopyable, Sendable {
  /// No value: an unassigned local, an omitted argument, the end of an iteration.
  case undefined
  case none
  case bool(Bool)
  case int(Int)
  case float(Double)
  case object(Object)
}

/// An object of the heap, by address. Two are the same Python object if the addresses are equal.
public struct Object: BitwiseCopyable, Hashable, @unchecked Sendable {
  public let address: UnsafeMutableRawPointer

  @inline(__always) public init(_ address: UnsafeMutableRawPointer) { self.address = address }

  /// Objects do not move: their spread addresses are hash enough for tables inside the program.
  @inline(__always) public func _rawHashValue(seed: Int) -> Int {
    let spread = UInt(bitPattern: address) &* 0x9E37_79B9_7F4A_7C15
    return Int(bitPattern: spread >> 16) ^ seed
  }

  @inline(__always) var header: UnsafeMutablePointer<Header> {
    address.assumingMemoryBound(to: Header.self)
  }
  @inline(__always) public var kind: Kind { header.pointee.kind }
  /// The Python class of the object.
  @inline(__always) var type: Object { header.pointee.type }

  /// Bytes of the object's memory.
  var blockSize: Int {
    let units = Int(header.pointee.units)
    return units > 0 ? units << Heap.unitShift : Heap.largeSize(self)
  }

  /// The object's memory as the body struct of its kind.
  @inline(__always) func body<Body>(_ body: Body.Type) -> UnsafeMutablePointer<Body> {
    address.assumingMemoryBound(to: Body.self)
  }
}

/// The memory layout of an object, which decides how its parts are visited and freed.
/// Instances of user classes that derive from a built-in type keep that type's kind, but for
/// iterators: a derived one is stepped by the `__next__` of its class.
public enum Kind: UInt8, Sendable, BitwiseCopyable {
  case free
  case bigInt, float, complex, string, bytes, byteArray
  case tuple, list, dict, set, deque, slice, range
  case type, instance, exception, module
  case function, native, method, cell, generator
  case property, classMethod, staticMethod, `super`
  case iterator, derivedIterator, dictView, weakReference, foreign

  /// Whether objects of this kind own nothing, neither values nor memory besides their block.
  @inline(__always) var isLeaf: Bool {
    self == .string || self == .float || self == .bytes || self == .bigInt
  }

  /// Whether objects of this kind have nothing outside their own block that `freeParts` would free.
  @inline(__always) var hasNoParts: Bool {
    switch self {
    case .free, .bigInt, .float, .complex, .string, .bytes, .tuple, .slice, .range, .module, .method,
      .cell, .generator, .property, .classMethod, .staticMethod, .super, .dictView:
      true
    default: false
    }
  }

  /// Whether objects of this kind can be part of a reference cycle.
  @inline(__always) var isTracked: Bool { rawValue >= Kind.tuple.rawValue }
}

/// The first 24 bytes of each object.
struct Header: BitwiseCopyable {
  /// Owners of the object.
  var count: Int32
  var kind: Kind
  var flags: UInt8
  /// Size in units; 0 if the object has a block of its own from malloc.
  var units: UInt16
  /// The position in the collector's list; -1 if untracked.
  var listIndex: Int32
  /// A size that the kind keeps here and not in its body: live entries of a dict, keys of a set, the
  /// capacity of a list, bytes of a `bytes`, limbs of an int.
  var extent: Int32
  var type: Object

  static let isOld: UInt8 = 1
  static let isMarked: UInt8 = 2
  static let isReached: UInt8 = 4
  static let isFinalized: UInt8 = 8
  /// The object has an entry in the heap's table of extras.
  static let hasExtras: UInt8 = 16
  /// Of a class: a class statement made it. Its instances own a count of it, and can be part of a cycle
  /// through it, whatever their kind; built-in classes live as long as the heap.
  static let isUserDefined: UInt8 = 32
  /// Of an int: its `extent` is a limb.
  static let holdsLimb: UInt8 = 64
}

extension Value {
  @inline(__always) public var object: Object? {
    if case .object(let object) = self { return object }
    return nil
  }

  @inline(__always) public var isUndefined: Bool {
    if case .undefined = self { return true }
    return false
  }

  @inline(__always) public var isNone: Bool {
    if case .none = self { return true }
    return false
  }

  /// The object, if it has the given memory layout.
  @inline(__always) func object(_ kind: Kind) -> Object? {
    if case .object(let object) = self, object.kind == kind { return object }
    return nil
  }

  /// Whether the value is an int of a machine word.
  var isWord: Bool {
    if case .int = self { return true }
    return false
  }

  var isPlainFloat: Bool {
    if case .float = self { return true }
    return false
  }

  /// Whether the value is an instance of a class that a class statement made.
  var isOfUserClass: Bool {
    if case .object(let object) = self { return TypeObject(object.type).isUserDefined }
    return false
  }

  /// Python's `is`.
  @inline(__always) public func isIdentical(to other: Value) -> Bool {
    switch (self, other) {
    case (.object(let a), .object(let b)): return a == b
    case (.int(let a), .int(let b)): return a == b
    case (.bool(let a), .bool(let b)): return a == b
    case (.none, .none), (.undefined, .undefined): return true
    case (.float(let a), .float(let b)): return a.bitPattern == b.bitPattern
    default: return false
    }
  }
}

/// A Python exception is on its way; the exception object waits in the heap's `pending`.
/// An empty struct, so that a typed throw costs a register test.
public struct Raised: Error {}
