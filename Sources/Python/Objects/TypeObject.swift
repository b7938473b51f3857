/// `type`: a class. The Swift-side description is a class instance that the object owns; what the
/// virtual machine reads on hot paths stands in the body.
struct TypeBody {
  var header: Header
  var info: Unmanaged<TypeInfo>
  /// The shape of an instance without attributes.
  var rootShape: UnsafeRawPointer
  /// Attribute slots a new instance gets inline: what instances so far have come to need.
  var slotCapacity: Int
  /// The `__init__` to run for a plain instance, valid while `initVersion` is the type version.
  var initVersion: Int
  var initFunction: Value
  /// The native `__new__` that is all a call of the class takes, valid while `constructorVersion`
  /// is the type version; not owned.
  var constructorVersion = -1
  var constructor: Value = .undefined
  var hasFinalizer: Bool
  /// Whether the class has a `__getattribute__` of Python code.
  var hasCustomLookup: Bool
  /// Whether setting an attribute of an instance needs no more than a slot, unless the class
  /// itself has the name.
  var storesPlainly: Bool
}

/// What is known of a class besides what the loop reads.
final class TypeInfo {
  var name: String
  var qualifiedName: String
  var module: String
  /// The name in messages where it is not the plain one: CPython's classes in C have their module.
  var staticName: String?
  /// The memory layout of instances.
  let kind: Kind
  /// Whether instances have a `__dict__` (or attribute slots).
  var hasAttributes: Bool
  /// A class statement made it: it may be changed, and its instances own a count of it.
  let isUserDefined: Bool
  /// Whether its instances are members of classes, which a search for attributes passes over.
  var isOfMembers = false
  /// Whether a class statement may derive from it.
  var isBase = true
  /// Owned.
  var bases: [Object]
  /// The method resolution order, the class itself first; owned but for the first.
  @exclusivity(unchecked) var resolutionOrder: [Object] = []
  /// Owned: the class's `__dict__`.
  let namespace: Object
  private(set) var rootShape: Shape
  /// Shapes that instances no longer take, kept because inline caches may hold their addresses.
  private var retiredShapes: [Shape] = []
  /// Names of `__slots__`, where only these may be set.
  var slotNames: Set<Symbol>?
  /// Classes that derive from it directly, not owned.
  var subclasses: [Object] = []
  /// Extra state of foreign types: how to free and visit what an instance wraps.
  var foreign: ForeignTraits?

  init(
    name: String, qualifiedName: String, module: String, kind: Kind, hasAttributes: Bool,
    isUserDefined: Bool, bases: [Object], namespace: Object, rootShape: Shape
  ) {
    self.name = name
    self.qualifiedName = qualifiedName
    self.module = module
    self.kind = kind
    self.hasAttributes = hasAttributes
    self.isUserDefined = isUserDefined
    self.bases = bases
    self.namespace = namespace
    self.rootShape = rootShape
  }
}

extension TypeInfo {
  /// The built-in class that decides the memory layout of instances: nil for all whose instances
  /// hold nothing but attributes, `BaseException` for all exceptions.
  var layoutType: Object? {
    func decides(_ type: Object) -> Bool {
      let builtin = kind == .derivedIterator ? .iterator : kind
      return !TypeObject(type).isUserDefined && TypeObject(type).info.kind == builtin
    }
    switch kind {
    case .instance: return nil
    case .exception: return resolutionOrder.last(where: decides)
    default: return resolutionOrder.first(where: decides)
    }
  }

  /// Makes all inline caches about attributes of the class's instances void, for instances made
  /// from here on.
  func retireShapes() {
    retiredShapes.append(rootShape)
    rootShape = Shape()
  }
}

struct TypeObject: BitwiseCopyable {
  let body: UnsafeMutablePointer<TypeBody>

  @inline(__always) init(_ object: Object) { body = object.body(TypeBody.self) }
  var object: Object { Object(UnsafeMutableRawPointer(body)) }
  @inline(__always) var hasFinalizer: Bool { body.pointee.hasFinalizer }
  /// Whether a class statement made it; stands in the header, as most slow paths ask first.
  @inline(__always) var isUserDefined: Bool {
    body.pointee.header.flags & Header.isUserDefined != 0
  }
  var info: TypeInfo { body.pointee.info.takeUnretainedValue() }
  var name: String { info.name }
  var namespace: Dict { Dict(info.namespace) }

  /// The name in messages and default representations: with its module unless built in.
  var fullName: String {
    let info = info
    if info.module == "builtins" { return info.qualifiedName }
    return info.module + "." + info.qualifiedName
  }

  /// Whether the class is `other` or derives from it.
  func isSubclass(of other: Object) -> Bool {
    if object == other { return true }
    return body.pointee.info._withUnsafeGuaranteedRef { $0.resolutionOrder.contains(other) }
  }

  /// The value of an attribute as found along the method resolution order, or undefined.
  func find(_ name: Symbol) -> Value {
    for type in info.resolutionOrder {
      let value = TypeObject(type).namespace.value(name)
      if !value.isUndefined, !TypeObject.isMember(value) { return value }
    }
    return .undefined
  }

  /// The member of a name along the method resolution order, or undefined.
  func findMember(_ name: Symbol) -> Value {
    for type in info.resolutionOrder {
      let value = TypeObject(type).namespace.value(name)
      if TypeObject.isMember(value) { return value }
    }
    return .undefined
  }

  private static func isMember(_ value: Value) -> Bool {
    guard case .object(let object) = value, object.kind == .foreign else { return false }
    return TypeObject(object.type).info.isOfMembers
  }

  func forEachOwned(_ visit: (Value) -> Void) {
    let info = info
    visit(.object(info.namespace))
    for base in info.bases { visit(.object(base)) }
    for type in info.resolutionOrder.dropFirst() { visit(.object(type)) }
  }

  /// Cuts the class out of cycles: its namespace falls, it can no longer be used.
  func removeAll() {
    let info = info
    Dict(info.namespace).removeAll()
    leaveBases()
    let bases = info.bases
    let order = info.resolutionOrder.dropFirst()
    info.bases = []
    info.resolutionOrder = []
    for base in bases { drop(base) }
    for type in order { drop(type) }
  }

  /// The class is about to go: its bases, which do not own it, forget it.
  func leaveBases() {
    for base in info.bases { TypeObject(base).info.subclasses.removeAll { $0 == object } }
  }
}

/// The attribute layout that instances share: which name stands in which slot.
final class Shape {
  /// Attribute names in order of first assignment.
  let names: [Symbol]
  private let slots: [Symbol: Int]
  private var transitions: [Symbol: Shape] = [:]

  init(names: [Symbol] = []) {
    self.names = names
    slots = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
  }

  func slot(_ name: Symbol) -> Int? {
    if names.count > 8 { return slots[name] }
    for index in names.indices where names[index].object == name.object { return index }
    return nil
  }

  /// The shape with one more name.
  func adding(_ name: Symbol) -> Shape {
    if let next = transitions[name] { return next }
    let next = Shape(names: names + [name])
    transitions[name] = next
    return next
  }

  /// The shape as a word to compare and to store; classes keep their shapes alive.
  var raw: UnsafeRawPointer { UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque()) }

  @inline(__always)
  static func of(_ raw: UnsafeRawPointer) -> Shape {
    Unmanaged<Shape>.fromOpaque(raw).takeUnretainedValue()
  }

  /// The slot of a name in a shape, whose users are not counted meanwhile.
  @inline(__always)
  static func slot(_ name: Symbol, in raw: UnsafeRawPointer) -> Int? {
    Unmanaged<Shape>.fromOpaque(raw)._withUnsafeGuaranteedRef { $0.slot(name) }
  }
}
