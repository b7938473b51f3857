import Glibc

/// What each kind of object owns, told in one place: freeing, cutting cycles and the collector
/// all go through here.
extension Heap {
  /// Calls `visit` for each value the object owns, its class aside.
  @inline(__always)
  func forEachChild(of object: Object, _ visit: (Value) -> Void) {
    if object.header.pointee.flags & Header.hasExtras != 0 { visit(attributes(of: object)) }
    switch object.kind {
    case .free, .bigInt, .float, .complex, .string, .bytes, .byteArray: break
    case .tuple:
      let tuple = Tuple(object)
      for index in 0..<tuple.count { visit(tuple.items[index]) }
    case .list:
      let list = List(object)
      for index in 0..<list.count { visit(list.items[index]) }
    case .dict: Dict(object).forEachOwned(visit)
    case .set: SetObject(object).forEachOwned(visit)
    case .deque: Deque(object).forEachOwned(visit)
    case .slice:
      let slice = object.body(SliceBody.self)
      visit(slice.pointee.start)
      visit(slice.pointee.stop)
      visit(slice.pointee.step)
    case .range:
      let range = object.body(RangeBody.self)
      visit(range.pointee.start)
      visit(range.pointee.stop)
      visit(range.pointee.step)
    case .type: TypeObject(object).forEachOwned(visit)
    case .instance: Instance(object).forEachOwned(visit)
    case .exception:
      Instance(object).forEachOwned(visit)
      let body = object.body(ExceptionBody.self)
      visit(body.pointee.arguments)
      visit(body.pointee.cause)
      visit(body.pointee.context)
      visit(body.pointee.value)
    case .module:
      visit(object.body(ModuleBody.self).pointee.namespace)
    case .function: Function(object).forEachOwned(visit)
    case .native:
      visit(object.body(NativeBody.self).pointee.owner)
    case .method:
      visit(object.body(MethodBody.self).pointee.receiver)
      visit(object.body(MethodBody.self).pointee.function)
    case .cell: visit(object.body(CellBody.self).pointee.content)
    case .generator: GeneratorObject.forEachOwned(object, visit)
    case .property:
      let property = object.body(PropertyBody.self)
      visit(property.pointee.getter)
      visit(property.pointee.setter)
      visit(property.pointee.deleter)
      visit(property.pointee.doc)
    case .classMethod, .staticMethod: visit(object.body(CellBody.self).pointee.content)
    case .super:
      visit(object.body(SuperBody.self).pointee.start)
      visit(object.body(SuperBody.self).pointee.receiver)
    case .iterator, .derivedIterator: object.body(IteratorBody.self).pointee.forEachOwned(visit)
    case .dictView: visit(object.body(CellBody.self).pointee.content)
    case .weakReference: visit(object.body(WeakReferenceBody.self).pointee.callback)
    case .foreign: object.body(ForeignBody.self).pointee.forEachOwned(visit)
    }
  }

  /// Frees what the object has outside its own block; its children are already dropped. A kind that
  /// is not here has none (`Kind.hasNoParts`).
  func freeParts(of object: Object) {
    switch object.kind {
    case .list: List(object).freeItems()
    case .dict: Dict(object).freeTables()
    case .set: SetObject(object).freeTable()
    case .deque: free(Deque(object).body.pointee.items)
    case .type: object.body(TypeBody.self).pointee.info.release()
    case .instance: Instance(object).freeSlots()
    case .exception:
      Instance(object).freeSlots()
      object.body(ExceptionBody.self).pointee.firstCode?.release()
      object.body(ExceptionBody.self).pointee.traceback?.release()
    case .function: object.body(FunctionBody.self).pointee.code.release()
    case .native: object.body(NativeBody.self).pointee.row.release()
    case .iterator, .derivedIterator: object.body(IteratorBody.self).pointee.freeParts()
    case .foreign: object.body(ForeignBody.self).pointee.freeParts(object)
    case .byteArray: object.body(ByteArrayBody.self).pointee.bytes.deallocate()
    case .weakReference: forget(weakReference: object)
    default: break
    }
  }

  /// Empties the containers among the garbage of a cycle, so that counts can fall to zero.
  func cut(_ object: Object) {
    if object.header.pointee.flags & Header.hasExtras != 0 { cutExtras(of: object) }
    switch object.kind {
    case .list: List(object).removeAll()
    case .dict: Dict(object).removeAll()
    case .set: SetObject(object).removeAll()
    case .deque: Deque(object).removeAll()
    case .instance: Instance(object).removeAll()
    case .exception:
      Instance(object).removeAll()
      ExceptionObject(object).removeAll()
    case .cell: store(&object.body(CellBody.self).pointee.content, .undefined)
    case .type: TypeObject(object).removeAll()
    case .generator: GeneratorObject.removeAll(object)
    case .function: Function(object).removeAll()
    case .foreign: object.body(ForeignBody.self).pointee.cut()
    default: break
    }
  }
}
