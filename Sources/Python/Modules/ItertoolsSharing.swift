/// `tee` and `groupby`: iterators that read from one source together.

// MARK: - tee

/// `tee(iterable, n=2)`; `type` is the class of the iterators it gives.
func teeFunction(_ type: Object) -> Builtin {
  Builtin("tee(iterable, n=2, /)", "Returns a tuple of n independent iterators.") {
    (m, a) throws(Raised) in
    let count = try m.cSize(a.given(1) ?? .int(2))
    guard count >= 0 else { throw m.raise(.valueError, "n must be >= 0") }
    guard count < 1 << 24 else { throw m.raise(m.types[.memoryError], []) }
    let source = try m.iterator(over: a[0])
    let group = TeeGroup()
    return m.tuple((0..<count).map { _ in m.iterator(TeeIterator(source, group), type) })
  }
}

let teeMethods: [Builtin] = [
  Builtin("__copy__(self, /)", "An independent iterator at the same place.") {
    (m, a) throws(Raised) in
    guard let native = a.native(TeeIterator.self) else { return .none }
    return m.iterator(TeeIterator(copying: native), a.receiver.type)
  }
]

/// The iterators that one `tee` has made.
private final class TeeGroup {
  var members: [Unmanaged<TeeIterator>] = []
}

/// One of them: what others have read before it waits in its queue.
private final class TeeIterator: NativeIterator {
  private let source: Value
  private let group: TeeGroup
  private var queue: [Value] = []
  private var queueStart = 0

  init(_ source: Value, _ group: TeeGroup) {
    self.source = own(source)
    self.group = group
    super.init()
    group.members.append(.passUnretained(self))
  }

  convenience init(copying other: TeeIterator) {
    self.init(other.source, other.group)
    queue = other.queue[other.queueStart...].map { own($0) }
  }

  deinit {
    let address = Unmanaged.passUnretained(self).toOpaque()
    group.members.removeAll { $0.toOpaque() == address }
  }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    if queueStart == queue.count {
      guard let item = try machine.nextKept(source) else { return .undefined }
      for member in group.members { member.takeUnretainedValue().queue.append(own(item)) }
    }
    guard queueStart < queue.count else { return .undefined }
    let item = machine.pooled(queue[queueStart])
    queueStart += 1
    if queueStart > 64, queueStart * 2 > queue.count {
      queue.removeFirst(queueStart)
      queueStart = 0
    }
    return item
  }

  override func forEachOwned(_ visit: (Value) -> Void) {
    visit(source)
    queue[queueStart...].forEach(visit)
  }
}

// MARK: - groupby

/// The rows of `groupby`; `grouper` is the class of the iterators over one group.
func groupByMethods(_ grouper: Object) -> [Builtin] {
  [
    Builtin("__new__(cls, iterable, key=None)", "Keys and groups of neighbours that share them.") {
      (m, a) throws(Raised) in
      let native = GroupByIterator(try m.iterator(over: a[1]), a[2].orNone, grouper)
      let made = m.iterator(native, a.receiver)
      native.object = made.object
      return made
    }
  ]
}

private final class GroupByIterator: NativeIterator {
  private let iterator, key: Value
  private let grouperType: Object
  /// The Python object of this iterator, which lives as long as it; not owned.
  var object: Object?
  /// The item read last and its key; undefined once it has been handed out.
  @exclusivity(unchecked) private var item = Value.undefined
  @exclusivity(unchecked) private var itemKey = Value.undefined
  /// The key of the group handed out last.
  @exclusivity(unchecked) private var groupKey = Value.undefined
  /// Counts the groups: the iterator of an old one has ended.
  @exclusivity(unchecked) private var group = 0

  init(_ iterator: Value, _ key: Value, _ grouperType: Object) {
    self.iterator = own(iterator)
    self.key = own(key)
    self.grouperType = grouperType
  }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    group += 1
    while try needsNextKey(machine) {
      let mark = machine.heap.state.pointee.poolCount
      guard try advance(machine) else { return .undefined }
      machine.heap.drain(to: mark)
      try machine.checkInterrupt()
    }
    guard let object else { return .undefined }
    replace(&groupKey, own(itemKey))
    let items = GrouperIterator(.object(object), self, group)
    return machine.tuple(groupKey, machine.iterator(items, grouperType))
  }

  /// The next item of a group; undefined where that has ended.
  func next(ofGroup number: Int, _ machine: Machine) throws(Raised) -> Value {
    guard number == group else { return .undefined }
    if item.isUndefined, !(try advance(machine)) { return .undefined }
    guard try isInGroup(machine) else { return .undefined }
    let found = item
    item = .undefined
    return machine.pooled(found)
  }

  /// Whether what was read last does not begin a new group.
  private func needsNextKey(_ machine: Machine) throws(Raised) -> Bool {
    if itemKey.isUndefined { return true }
    if groupKey.isUndefined { return false }
    return try isInGroup(machine)
  }

  private func isInGroup(_ machine: Machine) throws(Raised) -> Bool {
    if groupKey.isIdentical(to: itemKey) { return true }
    return try machine.isEqual(machine.pooled(own(groupKey)), machine.pooled(own(itemKey)))
  }

  /// Reads one item and its key; false at the end.
  private func advance(_ machine: Machine) throws(Raised) -> Bool {
    guard let read = try machine.nextKept(iterator) else { return false }
    let readKey = key.isNone ? read : try machine.call(key, with: read)
    replace(&item, own(read))
    replace(&itemKey, own(readKey))
    return true
  }

  /// No code of the language runs when the old value goes.
  private func replace(_ slot: inout Value, _ owned: Value) {
    let old = slot
    slot = owned
    drop(old)
  }

  override func forEachOwned(_ visit: (Value) -> Void) {
    visit(iterator)
    visit(key)
    visit(item)
    visit(itemKey)
    visit(groupKey)
  }
}

/// Over the items of one group.
private final class GrouperIterator: NativeIterator {
  /// The `groupby` that it reads from, and its Swift side.
  private let parent: Value
  private let source: Unmanaged<GroupByIterator>
  private let group: Int

  init(_ parent: Value, _ source: GroupByIterator, _ group: Int) {
    self.parent = own(parent)
    self.source = .passUnretained(source)
    self.group = group
  }

  override func next(_ machine: Machine) throws(Raised) -> Value {
    var failure: Raised?
    let item = source._withUnsafeGuaranteedRef { source in
      do throws(Raised) {
        return try source.next(ofGroup: group, machine)
      } catch {
        failure = error
        return .undefined
      }
    }
    if let failure { throw failure }
    return item
  }

  override func forEachOwned(_ visit: (Value) -> Void) { visit(parent) }
}
