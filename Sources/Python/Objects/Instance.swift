import Glibc

/// An instance of a user class: attributes in slots by shape, or, once someone has asked for its
/// `__dict__` or deleted an attribute, in a dict.
struct InstanceBody {
  var header: Header
  /// nil while the attributes are in a dict.
  var shape: UnsafeRawPointer?
  var count: Int32
  var capacity: Int32
  /// Behind the body or in a block of their own; the dict's address where there is one.
  var slots: UnsafeMutablePointer<Value>
  static let inlineOffset = MemoryLayout<InstanceBody>.stride

  /// The attribute dict, or undefined.
  @inline(__always) var attributes: Value {
    shape == nil ? .object(Object(UnsafeMutableRawPointer(slots))) : .undefined
  }
}

struct Instance: BitwiseCopyable {
  let body: UnsafeMutablePointer<InstanceBody>
  /// Instances with more attributes than this keep them in a dict.
  static let largestShape = 64

  @inline(__always) init(_ object: Object) { body = object.body(InstanceBody.self) }
  var object: Object { Object(UnsafeMutableRawPointer(body)) }

  private var inlineSlots: UnsafeMutablePointer<Value> {
    (UnsafeMutableRawPointer(body) + InstanceBody.inlineOffset).assumingMemoryBound(to: Value.self)
  }

  /// Prepares the attribute part of a new object; `capacity` slots stand behind the body.
  @inline(__always)
  func initialize(inlineCapacity capacity: Int) {
    body.pointee.shape = TypeObject(object.type).body.pointee.rootShape
    body.pointee.count = 0
    body.pointee.capacity = Int32(truncatingIfNeeded: capacity)
    body.pointee.slots = inlineSlots
  }

  func forEachOwned(_ visit: (Value) -> Void) {
    for index in 0..<Int(body.pointee.count) { visit(body.pointee.slots[index]) }
    visit(body.pointee.attributes)
  }

  @inline(__always)
  func freeSlots() {
    if body.pointee.shape != nil, body.pointee.slots != inlineSlots { free(body.pointee.slots) }
  }

  /// The value of the object's own attribute, or undefined.
  func value(_ name: Symbol) -> Value {
    guard let raw = body.pointee.shape else {
      if case .object(let dict) = body.pointee.attributes { return Dict(dict).value(name) }
      return .undefined
    }
    guard let slot = Shape.slot(name, in: raw) else { return .undefined }
    return body.pointee.slots[slot]
  }

  /// Sets the object's own attribute.
  func set(_ name: Symbol, _ value: Value, _ runtime: Runtime) {
    guard let raw = body.pointee.shape else {
      attributeDict(runtime).set(name, value)
      return
    }
    let shape = Shape.of(raw)
    if let slot = shape.slot(name) {
      store(body.pointee.slots + slot, own(value))
    } else if shape.names.count >= Instance.largestShape {
      attributeDict(runtime).set(name, value)
    } else {
      if body.pointee.count == body.pointee.capacity { grow() }
      body.pointee.slots[Int(body.pointee.count)] = own(value)
      body.pointee.count += 1
      body.pointee.shape = shape.adding(name).raw
    }
  }

  @inline(never)
  private func grow() {
    let capacity = max(4, Int(body.pointee.capacity) * 2)
    let block = Memory.allocate(capacity * MemoryLayout<Value>.stride)
    let slots = block.assumingMemoryBound(to: Value.self)
    slots.update(from: body.pointee.slots, count: Int(body.pointee.count))
    freeSlots()
    body.pointee.slots = slots
    body.pointee.capacity = Int32(truncatingIfNeeded: capacity)
    let type = TypeObject(object.type)
    if object.kind == .instance, type.body.pointee.slotCapacity < capacity, capacity <= 32 {
      type.body.pointee.slotCapacity = capacity
    }
  }

  /// The `__dict__`; from here on the attributes live in it.
  func attributeDict(_ runtime: Runtime) -> Dict {
    if case .object(let dict) = body.pointee.attributes { return Dict(dict) }
    let dict = runtime.heap.allocateDict(type: runtime.types.dict)
    let names = body.pointee.shape.map { Shape.of($0).names } ?? []
    for (index, name) in names.enumerated() {
      dict.insert(hash: name.hash, key: own(name.value), value: body.pointee.slots[index])
    }
    freeSlots()
    moveAttributes(to: dict.object)
    return dict
  }

  /// Replaces the whole `__dict__`.
  func setAttributeDict(_ dict: Object, _ runtime: Runtime) {
    let old = attributeDict(runtime)
    moveAttributes(to: own(dict))
    drop(old.object)
  }

  /// From here on the attributes are those of a dict, which the instance owns.
  private func moveAttributes(to dict: Object) {
    body.pointee.count = 0
    body.pointee.capacity = 0
    body.pointee.shape = nil
    body.pointee.slots = dict.address.assumingMemoryBound(to: Value.self)
  }

  func removeAll() {
    let count = Int(body.pointee.count)
    let attributes = body.pointee.attributes
    body.pointee.count = 0
    body.pointee.shape = TypeObject(object.type).body.pointee.rootShape
    if !attributes.isUndefined { body.pointee.slots = inlineSlots }
    for index in 0..<count { drop(body.pointee.slots[index]) }
    drop(attributes)
  }
}

extension Heap {
  /// A new instance of a class whose instances are plain.
  @inline(__always)
  func allocateInstance(_ type: Object) -> Object {
    let capacity = TypeObject(type).body.pointee.slotCapacity
    let object = allocate(
      InstanceBody.inlineOffset + capacity * MemoryLayout<Value>.stride, .instance, type)
    Instance(object).initialize(inlineCapacity: capacity)
    return object
  }
}
