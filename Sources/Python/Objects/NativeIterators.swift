/// Iterators of built-in containers, written in Swift.

/// Over an object with `__getitem__` only: 0, 1, 2 ... until IndexError.
final class SequenceIterator: NativeIterator {
  private var sequence: Value
  private var index = 0

  /// Takes ownership of the sequence.
  init(_ sequence: Value) { self.sequence = sequence }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    guard !sequence.isUndefined else { return .undefined }
    index += 1
    do throws(Raised) {
      return try machine.item(of: sequence, .int(index - 1))
    } catch {
      guard machine.isPending(.indexError) || machine.isPending(.stopIteration) else { throw error }
      machine.discardPending()
      return .undefined
    }
  }

  override func forEachOwned(_ visit: (Value) -> Void) { visit(sequence) }
}

/// Over values known beforehand that need no owner: numbers.
final class ArrayIterator: NativeIterator {
  private let values: [Value]
  private var index = 0

  init(_ values: [Value]) { self.values = values }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    guard index < values.count else { return .undefined }
    index += 1
    return values[index - 1]
  }

  override func lengthHint(_ machine: Machine) -> Int? { values.count - index }
}

/// What a dict's iterators and views hand out of each entry.
enum DictPart {
  case keys, values, items

  init?(_ view: Object, _ types: BuiltinTypes) {
    switch view {
    case types.dictKeys: self = .keys
    case types.dictValues: self = .values
    case types.dictItems: self = .items
    case types.mappingProxy: self = .keys
    default: return nil
    }
  }

  var mode: IteratorBody.Mode {
    switch self {
    case .keys: .keys
    case .values: .values
    case .items: .items
    }
  }

  fileprivate func iteratorType(_ types: BuiltinTypes, isReversed: Bool) -> Object {
    switch self {
    case .keys: isReversed ? types.dictReverseKeyIterator : types.dictKeyIterator
    case .values: isReversed ? types.dictReverseValueIterator : types.dictValueIterator
    case .items: isReversed ? types.dictReverseItemIterator : types.dictItemIterator
    }
  }
}

extension Machine {
  /// The class of the iterators over a part of a dict.
  func iteratorType(of dict: Object, _ part: DictPart, isReversed: Bool) -> Object {
    isOrderedDict(dict)
      ? types.orderedDictIterator : part.iteratorType(types, isReversed: isReversed)
  }

  /// An iterator over a part of a dict, from the last entry to the first.
  func reversedIterator(over dict: Value, _ part: DictPart) -> Value {
    guard let object = dict.object(.dict) else { return .none }
    return iterator(
      ReversedDictIterator(own(dict), part), iteratorType(of: object, part, isReversed: true))
  }
}

/// Over the keys, values or items of a dict, from the last to the first.
private final class ReversedDictIterator: NativeIterator {
  private let dict: Value
  private let part: DictPart
  private let count: Int
  private var index = 0

  /// Takes ownership of the dict.
  init(_ dict: Value, _ part: DictPart) {
    self.dict = dict
    self.part = part
    let table = dict.object(.dict).map(Dict.init)
    count = table?.count ?? 0
    index = (table?.entryCount ?? 0) - 1
  }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    guard let object = dict.object(.dict) else { return .undefined }
    let table = Dict(object)
    guard table.count == count else {
      let isOrdered = machine.isOrderedDict(object)
      throw machine.raise(
        .runtimeError,
        isOrdered
          ? "OrderedDict mutated during iteration" : "dictionary changed size during iteration")
    }
    while index >= 0, index < table.entryCount {
      let entry = table.entries[index]
      index -= 1
      if entry.key.isUndefined { continue }
      switch part {
      case .keys: return entry.key
      case .values: return entry.value
      case .items: return machine.tuple(entry.key, entry.value)
      }
    }
    return .undefined
  }

  override func forEachOwned(_ visit: (Value) -> Void) { visit(dict) }
}

/// Over the keys of a set, in the order of its table.
final class SetIterator: NativeIterator {
  private let set: Value
  private let count: Int
  private var slot = 0

  /// Takes ownership of the set.
  init(_ set: Value) {
    self.set = set
    count = set.object(.set).map { SetObject($0).count } ?? 0
  }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    guard let object = set.object(.set) else { return .undefined }
    let table = SetObject(object)
    guard table.count == count else {
      throw machine.raise(.runtimeError, "Set changed size during iteration")
    }
    while slot < table.slotCount {
      let key = table.table[slot].key
      slot += 1
      if !key.isUndefined { return key }
    }
    return .undefined
  }

  override func forEachOwned(_ visit: (Value) -> Void) { visit(set) }
}
