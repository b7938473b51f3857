/// The built-in classes, one field each. Their methods are rows in the files of the types and
/// are put into the namespaces by `Machine.init`.
final class BuiltinTypes {
  private let heap: Heap
  /// All classes made here, in order; owned.
  private(set) var all: [Object] = []
  /// The exception classes in the order of `ExceptionName`: looked at by each raise.
  private let exceptions: UnsafeMutablePointer<Object>

  let object, type: Object
  let int, bool, float, complex, string, bytes, byteArray: Object
  let tuple, list, dict, set, frozenSet, slice, range: Object
  let function, native, method, cell, generator, code, module: Object
  let property, classMethod, staticMethod, superType: Object
  let noneType, notImplementedType, ellipsisType: Object
  let dictKeys, dictValues, dictItems, mappingProxy: Object
  let listIterator, tupleIterator, stringIterator, rangeIterator, bytesIterator: Object
  let setIterator, dictKeyIterator, dictValueIterator, dictItemIterator: Object
  let callableIterator, sequenceIterator, reversedIterator: Object
  let enumerate, zip, map, filter: Object
  let listReverseIterator, dictReverseKeyIterator, dictReverseValueIterator: Object
  let dictReverseItemIterator, orderedDictIterator: Object
  let genericAlias, union: Object
  let weakReference, traceback, frame, methodDescriptor, slotWrapper, methodWrapper: Object
  let memberDescriptor, getSetDescriptor: Object
  /// Classes without instances, as long as there is no `async`.
  let coroutine, asyncGenerator: Object

  init(_ heap: Heap) {
    self.heap = heap
    var made: [Object] = []
    (type, object, dict) = BuiltinTypes.bootstrap(heap)
    made += [type, object, dict]
    let type = type, object = object, dict = dict
    func make(_ name: String, _ kind: Kind, base: Object? = nil, isBase: Bool = false) -> Object {
      let new = BuiltinTypes.make(
        heap, name, kind, base: base ?? object, metatype: type, dictType: dict)
      TypeObject(new).info.isBase = isBase
      made.append(new)
      return new
    }
    int = make("int", .bigInt, isBase: true)
    bool = make("bool", .bigInt, base: int)
    float = make("float", .float, isBase: true)
    complex = make("complex", .complex, isBase: true)
    string = make("str", .string, isBase: true)
    bytes = make("bytes", .bytes, isBase: true)
    byteArray = make("bytearray", .byteArray, isBase: true)
    tuple = make("tuple", .tuple, isBase: true)
    list = make("list", .list, isBase: true)
    set = make("set", .set, isBase: true)
    frozenSet = make("frozenset", .set, isBase: true)
    slice = make("slice", .slice)
    range = make("range", .range)
    function = make("function", .function)
    native = make("builtin_function_or_method", .native)
    methodDescriptor = make("method_descriptor", .native)
    slotWrapper = make("wrapper_descriptor", .native)
    methodWrapper = make("method-wrapper", .method)
    method = make("method", .method)
    memberDescriptor = make("member_descriptor", .foreign)
    getSetDescriptor = make("getset_descriptor", .foreign)
    for type in [memberDescriptor, getSetDescriptor] { TypeObject(type).info.isOfMembers = true }
    cell = make("cell", .cell)
    generator = make("generator", .generator)
    coroutine = make("coroutine", .foreign)
    asyncGenerator = make("async_generator", .foreign)
    code = make("code", .foreign)
    module = make("module", .module, isBase: true)
    property = make("property", .property, isBase: true)
    classMethod = make("classmethod", .classMethod, isBase: true)
    staticMethod = make("staticmethod", .staticMethod, isBase: true)
    superType = make("super", .super, isBase: true)
    noneType = make("NoneType", .free)
    notImplementedType = make("NotImplementedType", .instance)
    ellipsisType = make("ellipsis", .instance)
    dictKeys = make("dict_keys", .dictView)
    dictValues = make("dict_values", .dictView)
    dictItems = make("dict_items", .dictView)
    mappingProxy = make("mappingproxy", .dictView)
    listIterator = make("list_iterator", .iterator)
    tupleIterator = make("tuple_iterator", .iterator)
    stringIterator = make("str_iterator", .iterator)
    rangeIterator = make("range_iterator", .iterator)
    bytesIterator = make("bytes_iterator", .iterator)
    setIterator = make("set_iterator", .iterator)
    dictKeyIterator = make("dict_keyiterator", .iterator)
    dictValueIterator = make("dict_valueiterator", .iterator)
    dictItemIterator = make("dict_itemiterator", .iterator)
    callableIterator = make("callable_iterator", .iterator)
    sequenceIterator = make("iterator", .iterator)
    reversedIterator = make("reversed", .iterator, isBase: true)
    enumerate = make("enumerate", .iterator, isBase: true)
    zip = make("zip", .iterator, isBase: true)
    map = make("map", .iterator, isBase: true)
    filter = make("filter", .iterator, isBase: true)
    listReverseIterator = make("list_reverseiterator", .iterator)
    dictReverseKeyIterator = make("dict_reversekeyiterator", .iterator)
    dictReverseValueIterator = make("dict_reversevalueiterator", .iterator)
    dictReverseItemIterator = make("dict_reverseitemiterator", .iterator)
    orderedDictIterator = make("odict_iterator", .iterator)
    genericAlias = make("GenericAlias", .instance)
    TypeObject(genericAlias).info.module = "types"
    union = make("UnionType", .instance)
    TypeObject(union).info.module = "types"
    weakReference = make("ReferenceType", .weakReference, isBase: true)
    TypeObject(weakReference).info.module = "weakref"
    traceback = make("traceback", .foreign)
    frame = make("frame", .foreign)
    exceptions = .allocate(capacity: ExceptionName.allCases.count)
    for name in ExceptionName.allCases {
      let base = name.base.map { exceptions[$0.ordinal] }
      exceptions[name.ordinal] = make(name.rawValue, .exception, base: base, isBase: true)
    }
    BuiltinTypes.addBase(exceptions[ExceptionName.exception.ordinal],
      to: exceptions[ExceptionName.exceptionGroup.ordinal])
    for base in [object, type, dict] { TypeObject(base).info.isBase = true }
    all = made
  }

  /// Gives a class a second base, which has its bases in common with the first one.
  private static func addBase(_ base: Object, to type: Object) {
    let info = TypeObject(type).info
    info.bases.append(own(base))
    info.resolutionOrder.insert(own(base), at: info.bases.count)
    TypeObject(base).info.subclasses.append(type)
  }

  @inline(__always) subscript(_ name: ExceptionName) -> Object { exceptions[name.ordinal] }

  /// `type`, `object` and `dict` need each other: they are made with their class still open.
  private static func bootstrap(_ heap: Heap) -> (type: Object, object: Object, dict: Object) {
    let size = MemoryLayout<TypeBody>.stride
    // A block that stands for the class of the first three, until they are there.
    let placeholder = UnsafeMutablePointer<Header>.allocate(capacity: 1)
    let none = Object(UnsafeMutableRawPointer(placeholder))
    placeholder.initialize(
      to: Header(
        count: 1, kind: .free, flags: 0, units: 1, listIndex: -1, extent: 0, type: none))
    let type = heap.allocate(size, .type, none)
    let object = heap.allocate(size, .type, none)
    let dict = heap.allocate(size, .type, none)
    for made in [type, object, dict] { made.header.pointee.type = type }
    // Given up by `releaseRing` alone.
    _ = (own(type), own(dict))
    placeholder.deallocate()
    fill(heap, object, "object", .instance, base: nil, dictType: dict)
    fill(heap, type, "type", .type, base: object, dictType: dict)
    fill(heap, dict, "dict", .dict, base: object, dictType: dict)
    return (type, object, dict)
  }

  private static func make(
    _ heap: Heap, _ name: String, _ kind: Kind, base: Object, metatype: Object, dictType: Object
  ) -> Object {
    let object = heap.allocate(MemoryLayout<TypeBody>.stride, .type, metatype)
    fill(heap, object, name, kind, base: base, dictType: dictType)
    return object
  }

  private static func fill(
    _ heap: Heap, _ object: Object, _ name: String, _ kind: Kind, base: Object?, dictType: Object
  ) {
    let shape = Shape()
    let info = TypeInfo(
      name: name, qualifiedName: name, module: "builtins", kind: kind,
      hasAttributes: kind == .exception, isUserDefined: false, bases: base.map { [own($0)] } ?? [],
      namespace: heap.allocateDict(type: dictType).object, rootShape: shape)
    TypeObject.initialize(object, info)
    let inherited = base.map { TypeObject($0).info.resolutionOrder } ?? []
    info.resolutionOrder = [object] + inherited.map { own($0) }
    base.map { TypeObject($0).info.subclasses.append(object) }
  }

  /// Makes a class for a type of another part: a native iterator, a foreign object.
  func add(_ name: String, module: String, kind: Kind, base: Object? = nil) -> Object {
    let new = BuiltinTypes.make(
      heap, name, kind, base: base ?? object, metatype: type, dictType: dict)
    TypeObject(new).info.module = module
    all.append(new)
    return new
  }

  /// Empties all classes, so that nothing they hold stays.
  func clearNamespaces() {
    for type in all { Dict(TypeObject(type).info.namespace).removeAll() }
  }

  func removeAll() {
    let all = all
    self.all = []
    exceptions.deallocate()
    for type in all { TypeObject(type).removeAll() }
    for type in all { drop(type) }
    heap.collect(everything: true)
    releaseRing()
  }

  /// `type` is its own class and `dict` the class of its own namespace: these two and their
  /// namespaces keep each other alive to the end.
  private func releaseRing() {
    let namespaces = [type, dict].map { TypeObject($0).info.namespace }
    for namespace in namespaces {
      heap.freeParts(of: namespace)
      heap.release(namespace)
    }
    for type in [type, dict] {
      heap.freeParts(of: type)
      heap.release(type)
    }
  }
}

extension TypeObject {
  static func initialize(_ object: Object, _ info: TypeInfo) {
    let body = object.body(TypeBody.self)
    var header = body.pointee.header
    if info.isUserDefined { header.flags |= Header.isUserDefined }
    body.initialize(
      to: TypeBody(
        header: header, info: .passRetained(info), rootShape: info.rootShape.raw, slotCapacity: 4,
        initVersion: -1, initFunction: .undefined, hasFinalizer: false,
        hasCustomLookup: false, storesPlainly: false))
  }
}
