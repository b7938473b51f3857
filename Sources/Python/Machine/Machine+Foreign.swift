/// What other targets need to show their own Swift objects to Python: classes, wrapped objects,
/// natives that take any arguments, values kept for the machine's life.

/// The arguments of a native that reads them itself: borrowed, in the order of the call.
public struct CallArguments {
  public let positional: UnsafeMutableBufferPointer<Value>
  public let keywords: [(name: Symbol, value: Value)]

  @inline(__always) public var count: Int { positional.count }
  @inline(__always) public subscript(index: Int) -> Value { positional[index] }
}

/// A native function that receives the arguments of a call as they are.
public typealias AnyNativeCall = @Sendable (Machine, CallArguments) throws(Raised) -> Value

/// An attribute computed by Swift code; without a setter it is read-only.
public struct ForeignProperty: Sendable {
  let getter: Builtin
  let setter: Builtin?

  public init(
    _ name: String, _ doc: String, _ get: @escaping @Sendable (Machine, Value) throws(Raised) -> Value,
    set: (@Sendable (Machine, Value, Value) throws(Raised) -> Void)? = nil
  ) {
    getter = Builtin("\(name)(self, /)", doc) { (m, a) throws(Raised) in try get(m, a[0]) }
    setter = set.map { set in
      Builtin("\(name)(self, value, /)", doc) { (m, a) throws(Raised) in
        try set(m, a[0], a[1])
        return .none
      }
    }
  }
}

extension Machine {
  /// A class whose instances wrap Swift objects. `rows` are its methods.
  public func makeForeignType(
    _ name: String, module: String, base: Object? = nil, hasAttributes: Bool = false,
    isBase: Bool = false, traits: ForeignTraits = ForeignTraits(), rows: [Builtin] = [],
    properties: [ForeignProperty] = []
  ) -> Object {
    makeType(
      name, module, kind: .foreign, base: base, hasAttributes: hasAttributes, isBase: isBase,
      traits: traits, rows: rows, properties: properties)
  }

  /// A class of tuples with methods and attributes of its own, such as a named tuple.
  public func makeTupleType(
    _ name: String, module: String, rows: [Builtin], properties: [ForeignProperty] = []
  ) -> Object {
    makeType(
      name, module, kind: .tuple, base: types.tuple, hasAttributes: false, isBase: false,
      traits: nil, rows: rows, properties: properties)
  }

  /// Lets messages name a class with its module, as they do CPython's classes in C.
  public func nameWithModule(_ type: Object) {
    let info = TypeObject(type).info
    info.staticName = info.module + "." + info.name
  }

  private func makeType(
    _ name: String, _ module: String, kind: Kind, base: Object?, hasAttributes: Bool, isBase: Bool,
    traits: ForeignTraits?, rows: [Builtin], properties: [ForeignProperty]
  ) -> Object {
    let type = types.add(name, module: module, kind: kind, base: base)
    let info = TypeObject(type).info
    info.foreign = traits ?? base.flatMap { TypeObject($0).info.foreign }
    info.hasAttributes = hasAttributes
    info.isBase = isBase
    install(rows, in: type)
    for property in properties { install(property, in: type) }
    refreshSpecials(type, nil)
    return type
  }

  private func install(_ property: ForeignProperty, in type: Object) {
    let object = heap.allocate(MemoryLayout<PropertyBody>.stride, .property, types.property)
    let module = TypeObject(type).info.module
    let body = object.body(PropertyBody.self)
    body.pointee.getter = own(native(property.getter, module: module))
    body.pointee.setter = property.setter.map { own(native($0, module: module)) } ?? .none
    body.pointee.deleter = .none
    body.pointee.doc = own(string(property.getter.doc))
    Dict(TypeObject(type).info.namespace)
      .set(symbol(property.getter.name), .object(heap.pooled(object)))
  }

  /// Adds methods to a class made here.
  public func add(_ rows: [Builtin], to type: Object) {
    install(rows, in: type)
    refreshSpecials(type, nil)
  }

  /// Adds computed attributes to a class made here.
  public func add(_ properties: [ForeignProperty], to type: Object) {
    for property in properties { install(property, in: type) }
    typeChanged()
  }

  /// A tuple of a class made by `makeTupleType`.
  public func tuple(_ items: [Value], of type: Object) -> Value {
    let tuple = heap.allocateTuple(items.count, type: type)
    for (index, item) in items.enumerated() { tuple.items[index] = own(item) }
    return .object(heap.pooled(tuple.object))
  }

  /// A new Python object of a foreign class around a Swift object, which it retains.
  @inline(__always)
  public func wrap(_ content: AnyObject, _ type: Object) -> Value {
    let object = heap.allocate(MemoryLayout<ForeignBody>.stride, .foreign, type)
    let body = object.body(ForeignBody.self)
    body.pointee.content = .passRetained(content)
    body.pointee.attributes = .undefined
    return .object(heap.pooled(object))
  }

  /// An object seen again by its address: lent by the pool.
  @inline(__always)
  public func lend(_ object: Object) -> Value { .object(heap.pooled(own(object))) }

  /// The Swift object in an instance of exactly this foreign class, or nil.
  @inline(__always)
  public func unwrap<Content: AnyObject>(
    _ value: Value, exactly type: Object, as _: Content.Type
  ) -> Content? {
    guard case .object(let object) = value, object.kind == .foreign, object.type == type else {
      return nil
    }
    return unsafeDowncast(
      object.body(ForeignBody.self).pointee.content.takeUnretainedValue(), to: Content.self)
  }

  /// The Swift object in an instance of a foreign class or of a class derived from it, or nil.
  @inline(__always)
  public func unwrap<Content: AnyObject>(_ value: Value, _ type: Object, as kind: Content.Type)
    -> Content?
  {
    if let content = unwrap(value, exactly: type, as: kind) { return content }
    guard case .object(let object) = value, object.kind == .foreign,
      TypeObject(object.type).isSubclass(of: type)
    else { return nil }
    return unsafeDowncast(
      object.body(ForeignBody.self).pointee.content.takeUnretainedValue(), to: Content.self)
  }

  /// Keeps a value alive until the machine is shut down.
  @discardableResult
  public func keep(_ value: Value) -> Value {
    kept.append(own(value))
    return value
  }

  /// Adds an owner for a Swift object that holds a Python one; to be given up by `release`.
  public func retain(_ value: Value) -> Value { own(value) }
  public func release(_ value: Value) { drop(value) }

  /// The class of a value.
  public func typeObject(of value: Value) -> Object { type(of: value) }
  public func typeName(_ type: Object) -> String { TypeObject(type).name }

  /// A Python int within 64 bits, also as a bool or through `__index__`; nil for other values.
  public func word(_ value: Value) -> Int? {
    switch value {
    case .int(let value): value
    case .bool(let value): value ? 1 : 0
    case .object(let object) where object.kind == .bigInt: integer(value)?.word
    default: nil
    }
  }

  /// The low 64 bits of a Python int of any size, and whether it is out of `-2^63 ..< 2^64`.
  public func wrappedWord(_ value: Value) -> UInt64? {
    if let word = word(value) { return UInt64(bitPattern: Int64(word)) }
    guard let integer = integer(value), let text = try? integer.text() else { return nil }
    return UInt64(text)
  }

  /// The parts of a `complex`, or nil.
  public func complexParts(_ value: Value) -> (real: Double, imaginary: Double)? {
    guard let object = value.object(.complex) else { return nil }
    let complex = object.body(ComplexBody.self).pointee.value
    return (complex.real, complex.imaginary)
  }

  public func complex(_ real: Double, _ imaginary: Double) -> Value {
    .object(heap.pooled(runtime.makeComplex(Complex(real, imaginary))))
  }

  /// The bytes of `bytes` or `bytearray`, or nil.
  public func rawBytes(_ value: Value) -> [UInt8]? { byteContent(value) }

  /// The value of a name in a dict with string keys, or nil.
  public func entry(_ name: Symbol, of dict: Value) -> Value? {
    guard let object = dict.object(.dict) else { return nil }
    let value = Dict(object).value(name)
    return value.isUndefined ? nil : value
  }

  /// Whether a module can be imported by this name without the host's files.
  public func knowsModule(_ name: String) -> Bool { importers[name] != nil }

  /// What `object.__setattr__` does.
  public func setOwnAttribute(of value: Value, _ name: Symbol, _ new: Value) throws(Raised) {
    try setOrdinaryAttribute(of: value, name, new)
  }

  /// An attribute the object has itself, without its class; nil if there is none.
  public func ownValue(_ name: Symbol, of value: Value) -> Value? {
    let found = ownAttribute(of: value, name)
    return found.isUndefined ? nil : found
  }
}

/// The operators of foreign objects, asked before special methods are looked up.
///
/// They return nil for operands they do not take; the ordinary rules then go on.
public final class ForeignOperators {
  let binary:
    (Machine, BinaryOperator, Value, Value, _ isInPlace: Bool) throws(Raised) -> Value?
  let compare: (Machine, CompareOperator, Value, Value) throws(Raised) -> Value?
  let item: (Machine, _ container: Value, _ key: Value) throws(Raised) -> Value?

  public init(
    binary: @escaping (Machine, BinaryOperator, Value, Value, _ isInPlace: Bool) throws(Raised)
      -> Value?,
    compare: @escaping (Machine, CompareOperator, Value, Value) throws(Raised) -> Value?,
    item: @escaping (Machine, _ container: Value, _ key: Value) throws(Raised) -> Value?
  ) {
    self.binary = binary
    self.compare = compare
    self.item = item
  }
}

extension Value {
  /// Whether the value is an instance of a foreign class.
  @inline(__always) var isForeign: Bool {
    if case .object(let object) = self { return object.kind == .foreign }
    return false
  }
}
