/// Which rows belong to which class.
extension Machine {
  var methodTables: [(Object, [Builtin])] {
    [
      (types.object, objectMethods), (types.type, typeMethods),
      (types[.baseException], exceptionMethods), (types[.keyError], keyErrorMethods),
      (types[.baseExceptionGroup], exceptionGroupMethods),
      (types[.syntaxError], syntaxErrorMethods),
      (types[.unicodeEncodeError], unicodeErrorMethods),
      (types[.unicodeDecodeError], unicodeErrorMethods),
      (types.property, propertyMethods), (types.classMethod, classMethodMethods),
      (types.staticMethod, staticMethodMethods), (types.function, functionMethods),
      (types.method, [methodMaker] + functionMethods), (types.native, functionMethods),
      (types.methodDescriptor, functionMethods), (types.slotWrapper, functionMethods),
      (types.methodWrapper, functionMethods), (types.superType, superMethods),
      (types.int, intMethods), (types.bool, boolMethods), (types.float, floatMethods),
      (types.complex, complexMethods), (types.string, stringMethods),
      (types.list, listMethods), (types.tuple, tupleMethods),
      (types.dict, dictMethods), (types.set, setMethods), (types.frozenSet, frozenSetMethods),
      (types.range, rangeMethods), (types.slice, sliceMethods), (types.generator, generatorMethods),
      (types.bytes, bytesMethods), (types.byteArray, byteArrayMethods),
      (types.module, moduleMethods),
      (types.dictKeys, dictViewMethods), (types.dictValues, dictValuesMethods),
      (types.dictItems, dictViewMethods), (types.mappingProxy, mappingProxyMethods),
      (types.enumerate, enumerateMethods), (types.zip, zipMethods), (types.map, mapMethods),
      (types.filter, filterMethods), (types.reversedIterator, reversedMethods),
      (types.genericAlias, genericAliasMethods), (types.union, unionMethods),
      (types.weakReference, weakReferenceMethods),
      (types.memberDescriptor, classMemberMethods), (types.getSetDescriptor, classMemberMethods),
    ] + iteratorTypes.map { ($0, iteratorMethods) } + exceptionConstructors
  }

  /// The `__new__` of exceptions, of which most classes have one each; messages name the class.
  private var exceptionConstructors: [(Object, [Builtin])] {
    ExceptionName.allCases.filter { !$0.sharesConstructor && $0 != .baseExceptionGroup }
      .map { (types[$0], [exceptionConstructor]) }
  }

  private var iteratorTypes: [Object] {
    [
      types.listIterator, types.tupleIterator, types.stringIterator, types.rangeIterator,
      types.bytesIterator, types.setIterator, types.dictKeyIterator, types.dictValueIterator,
      types.dictItemIterator, types.callableIterator, types.sequenceIterator,
      types.listReverseIterator, types.dictReverseKeyIterator, types.dictReverseValueIterator,
      types.dictReverseItemIterator, types.orderedDictIterator,
    ]
  }
}
