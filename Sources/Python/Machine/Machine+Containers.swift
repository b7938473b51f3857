import Glibc

/// Operators and items of the built-in containers.
extension Machine {
  // MARK: Operators

  /// `left op right` on exact built-in sequences, sets and dicts, or nil.
  func builtinOperator(
    _ op: BinaryOperator, _ left: Value, _ right: Value, isInPlace: Bool
  ) throws(Raised) -> Value? {
    guard case .object(let a) = left else { return nil }
    switch (op, a.kind) {
    case (.add, .string):
      guard let b = right.object(.string) else { return nil }
      return .object(try concatenate(StringObject(a), StringObject(b)))
    case (.modulo, .string): return try percentFormat(StringObject(a), right)
    case (.add, .list) where isInPlace && a.type == types.list:
      try extend(left, right, isUnpacking: false)
      return left
    case (.bitAnd, .set), (.bitOr, .set), (.subtract, .set), (.bitXor, .set):
      guard let b = right.object(.set) else { return nil }
      return try setOperator(op, SetObject(a), SetObject(b), isInPlace: isInPlace)
    case (.bitOr, .dict) where a.type == types.dict:
      guard let b = right.object(.dict), b.type == types.dict else { return nil }
      let result = isInPlace ? left : .object(try copy(Dict(a)).object)
      try updateDict(result, .object(b))
      return result
    default: return nil
    }
  }

  /// Concatenation and repetition, which CPython tries after the number methods.
  func sequenceOperator(_ op: BinaryOperator, _ left: Value, _ right: Value, isInPlace: Bool)
    throws(Raised) -> Value?
  {
    switch op {
    case .add:
      guard case .object(let a) = left else { return nil }
      return try concatenate(a, left, right)
    case .multiply:
      if isSequence(left) {
        return try repeated(left, count: right, isInPlace: isInPlace)
      }
      // In place, objects that could be sequences themselves leave the right operand alone.
      let isPlain = left.isNone || !left.isOfUserClass && number(left) != nil
      guard isSequence(right), !isInPlace || isPlain else { return nil }
      return try repeated(right, count: left, isInPlace: false)
    default: return nil
    }
  }

  func isSequence(_ value: Value) -> Bool {
    guard case .object(let object) = value else { return false }
    switch object.kind {
    case .string, .bytes, .byteArray, .tuple, .list: return true
    default: return false
    }
  }

  private func concatenate(_ a: Object, _ left: Value, _ right: Value) throws(Raised) -> Value? {
    switch a.kind {
    case .list:
      guard let b = right.object(.list) else {
        throw raise(
          .typeError, "can only concatenate list (not \"\(typeName(of: right))\") to list")
      }
      let result = newList(capacity: List(a).count + List(b).count)
      for source in [List(a), List(b)] {
        for index in 0..<source.count { result.append(source[index]) }
      }
      return .object(result.object)
    case .tuple:
      guard let b = right.object(.tuple) else {
        throw raise(
          .typeError, "can only concatenate tuple (not \"\(typeName(of: right))\") to tuple")
      }
      return tuple((items(left) ?? []) + (items(.object(b)) ?? []))
    case .string:
      guard let b = right.object(.string) else {
        throw raise(
          .typeError, "can only concatenate str (not \"\(typeName(of: right))\") to str")
      }
      return .object(try concatenate(StringObject(a), StringObject(b)))
    case .bytes, .byteArray:
      guard let first = byteContent(left), let second = byteContent(right) else {
        throw raise(.typeError, "can't concat \(typeName(of: right)) to \(typeName(of: left))")
      }
      return bytes(first + second, like: left)
    default: return nil
    }
  }

  func concatenate(_ a: StringObject, _ b: StringObject) throws(Raised) -> Object {
    if b.count == 0, a.object.type == types.string { return a.object }
    if a.count == 0, b.object.type == types.string { return b.object }
    let width = max(a.width, b.width)
    _ = try checkedSize(a.count + b.count, 1)
    let result = heap.allocateString(
      count: a.count + b.count, width: width, type: types.string,
      spare: min(a.byteCount, 1 << 20))
    a.copy(0..<a.count, to: result, at: 0)
    b.copy(0..<b.count, to: result, at: a.count)
    return heap.pooled(result.object)
  }

  /// `a = b + c` for strings: in place where the variable is the only owner.
  @inline(never)
  func addStrings(
    _ instruction: Instruction, _ registers: UnsafeMutablePointer<Value>,
    _ code: UnsafeMutablePointer<BoundCode>, _ left: Object, _ right: Object
  ) throws(Raised) {
    let locals = code.pointee.localCount
    let (b, c) = (Int(instruction.b), Int(instruction.c))
    let isInPlace =
      instruction.a == instruction.b && left.header.pointee.count == 1
      && appendInPlace(left, right)
    if !isInPlace {
      let sum = own(Value.object(try concatenate(StringObject(left), StringObject(right))))
      if b >= locals { store(registers + b, .undefined) }
      store(registers + Int(instruction.a), sum)
    }
    if c >= locals { store(registers + c, .undefined) }
  }

  /// `left += right` where the variable is the only owner and there is room behind the text.
  @inline(__always)
  private func appendInPlace(_ left: Object, _ right: Object) -> Bool {
    let a = StringObject(left)
    let b = StringObject(right)
    guard !a.body.pointee.isInterned, b.width <= a.width, left != right,
      (a.count + b.count) * a.width <= a.capacity, a.count + b.count <= StringObject.largestCount
    else { return false }
    b.copy(0..<b.count, to: a, at: a.count)
    a.body.pointee.count &+= b.body.pointee.count
    a.body.pointee.hash = -1
    return true
  }

  private func repeated(_ sequence: Value, count: Value, isInPlace: Bool) throws(Raised) -> Value {
    guard integer(count) != nil || !find(names.index, in: type(of: count)).isUndefined else {
      throw raise(
        .typeError, "can't multiply sequence by non-int of type '\(typeName(of: count))'")
    }
    guard let word = try integerIndex(count).word else {
      throw raise(.overflowError, "cannot fit 'int' into an index-sized integer")
    }
    let times = max(0, word)
    guard case .object(let object) = sequence else { return sequence }
    switch object.kind {
    case .tuple, .list:
      let source = items(sequence) ?? []
      let total = try checkedSize(source.count, times)
      if object.kind == .tuple, times == 1, object.type == types.tuple { return sequence }
      let result = isInPlace && object.kind == .list ? List(object) : newList(capacity: total)
      if result.object == object {
        if times == 0 { result.removeAll() }
        try append(source, times - 1, to: result)
        return sequence
      }
      try append(source, times, to: result)
      return object.kind == .list ? .object(result.object) : tuple(items(.object(result.object)) ?? [])
    case .string:
      let text = StringObject(object)
      _ = try checkedSize(text.byteCount, times)
      let result = heap.allocateString(
        count: text.count * times, width: text.width, type: types.string)
      let pooled = heap.pooled(result.object)
      try fill(UnsafeMutableRawBufferPointer(start: result.data, count: result.byteCount), text.bytes)
      return .object(pooled)
    default:
      let content = byteContent(sequence) ?? []
      var result: [UInt8] = []
      result.reserveCapacity(try checkedSize(content.count, times))
      for turn in 0..<(content.isEmpty ? 0 : times) {
        if turn & 0xFFF == 0 { try checkInterrupt() }
        result += content
      }
      return bytes(result, like: sequence)
    }
  }

  /// Appends items so many times.
  private func append(_ items: [Value], _ times: Int, to list: List) throws(Raised) {
    guard !items.isEmpty else { return }
    for _ in 0..<max(times, 0) {
      try checkInterrupt()
      for item in items { list.append(item) }
    }
  }

  /// Fills memory with copies of some bytes, each step as many as there are already.
  private func fill(_ target: UnsafeMutableRawBufferPointer, _ bytes: UnsafeRawBufferPointer)
    throws(Raised)
  {
    guard let start = target.baseAddress, let source = bytes.baseAddress, !bytes.isEmpty else { return }
    var filled = min(bytes.count, target.count)
    memcpy(start, source, filled)
    while filled < target.count {
      try checkInterrupt()
      // Whole copies, in steps that take no time worth mentioning.
      let whole = min(filled, max(bytes.count, 1 << 24 / bytes.count * bytes.count))
      let step = min(whole, target.count - filled)
      memcpy(start + filled, start, step)
      filled += step
    }
  }

  /// The size of a repetition; MemoryError beyond what can be allocated.
  func checkedSize(_ size: Int, _ times: Int) throws(Raised) -> Int {
    let (total, overflow) = size.multipliedReportingOverflow(by: times)
    guard !overflow, total < 1 << 31 else { throw raise(.memoryError, "") }
    return total
  }

  /// A copy of the content of `bytes` or `bytearray`; nil for other values.
  func byteContent(_ value: Value) -> [UInt8]? { value.byteBuffer.map { Array($0) } }

  // MARK: Comparison

  /// Comparison of exact built-in strings and containers, or nil.
  func compareBuiltins(_ op: CompareOperator, _ left: Value, _ right: Value) throws(Raised) -> Value? {
    guard case .object(let a) = left, case .object(let b) = right, a.kind == b.kind,
      !TypeObject(a.type).isUserDefined, !TypeObject(b.type).isUserDefined
    else { return nil }
    // Sequences are ordered by their first different items, whose comparison is the answer.
    if a.kind == .tuple || a.kind == .list { return try compareSequences(op, left, right) }
    // Classes derived from `dict` may compare by order, too.
    if a.kind == .dict, a.type != types.dict || b.type != types.dict { return nil }
    return try compareContents(op, a, b).map { .bool($0) }
  }

  /// Comparison of two objects of one built-in kind by what they hold, whatever their classes
  /// define; nil where the kind has no such comparison.
  func compareContents(_ op: CompareOperator, _ a: Object, _ b: Object) throws(Raised) -> Bool? {
    let left = Value.object(a)
    let right = Value.object(b)
    switch a.kind {
    case .string:
      if op == .equal || op == .notEqual {
        return StringObject(a).isEqual(to: StringObject(b)) == (op == .equal)
      }
      return op.ordered(StringObject(a).compare(StringObject(b)), 0)
    case .tuple, .list, .deque: return try isTrue(try compareSequences(op, left, right))
    case .bytes, .byteArray:
      let x = byteContent(left) ?? []
      let y = byteContent(right) ?? []
      if x == y { return op.ordered(0, 0) }
      return op.ordered(x.lexicographicallyPrecedes(y) ? -1 : 1, 0)
    case .set: return try compareSets(op, SetObject(a), SetObject(b))
    case .dict:
      guard op == .equal || op == .notEqual else { return nil }
      return try isEqual(Dict(a), Dict(b)) == (op == .equal)
    case .range:
      guard op == .equal || op == .notEqual else { return nil }
      return try isEqualRange(a, b) == (op == .equal)
    case .slice:
      let x = a.body(SliceBody.self).pointee
      let y = b.body(SliceBody.self).pointee
      let (first, second) = (tuple([x.start, x.stop, x.step]), tuple([y.start, y.stop, y.step]))
      return try isTrue(try compareSequences(op, first, second))
    case .method:
      guard op == .equal || op == .notEqual else { return nil }
      let x = a.body(MethodBody.self).pointee
      let y = b.body(MethodBody.self).pointee
      let same = x.receiver.isIdentical(to: y.receiver) && x.function.isIdentical(to: y.function)
      return same == (op == .equal)
    default: return nil
    }
  }

  /// The first pair of items that differ decides.
  private func compareSequences(_ op: CompareOperator, _ left: Value, _ right: Value)
    throws(Raised) -> Value
  {
    try enterNative()
    defer { leaveNative() }
    let count = { (value: Value) in self.length(value) }
    let version = { (value: Value) in value.object(.deque).map { Deque($0).version } }
    let (leftVersion, rightVersion) = (version(left), version(right))
    if op == .equal || op == .notEqual, count(left) != count(right) { return .bool(op == .notEqual) }
    var index = 0
    while index < count(left), index < count(right) {
      try checkInterrupt()
      let (leftItem, rightItem) = (sequenceItem(left, index), sequenceItem(right, index))
      if leftItem.isIdentical(to: rightItem) {
        index += 1
        continue
      }
      let mark = heap.state.pointee.poolCount
      // The items are kept, as comparing them may change the sequences.
      let (x, y) = (pooled(own(leftItem)), pooled(own(rightItem)))
      if !(try isEqual(x, y)) {
        // Comparing the items may have shortened a list: then the counts decide.
        if leftVersion == nil, index >= count(left) || index >= count(right) { break }
        if op == .equal || op == .notEqual { return .bool(op == .notEqual) }
        return try compare(op, x, y)
      }
      heap.drain(to: mark)
      if leftVersion != nil, version(left) != leftVersion || version(right) != rightVersion {
        throw dequeHasChanged()
      }
      index += 1
    }
    return .bool(op.ordered(count(left), count(right)) ?? false)
  }

  private func length(_ value: Value) -> Int {
    guard case .object(let object) = value else { return 0 }
    switch object.kind {
    case .list: return List(object).count
    case .deque: return Deque(object).count
    default: return Tuple(object).count
    }
  }

  private func sequenceItem(_ value: Value, _ index: Int) -> Value {
    guard case .object(let object) = value else { return .undefined }
    switch object.kind {
    case .list: return List(object)[index]
    case .deque: return Deque(object)[index]
    default: return Tuple(object)[index]
    }
  }

  // MARK: Membership

  /// `item in container` for a text as key of a dict or set, which runs no code; nil for others.
  @inline(__always)
  func containsText(_ container: Value, _ item: Value) throws(Raised) -> Bool? {
    guard case .object(let object) = container, case .object(let key) = item,
      key.type == types.string
    else { return nil }
    if object.type == types.set { return try find(item, in: SetObject(object)) >= 0 }
    return object.type == types.dict ? try find(item, in: Dict(object)) >= 0 : nil
  }

  /// `item in container`
  func contains(_ container: Value, _ item: Value) throws(Raised) -> Bool {
    if case .object(let object) = container, !TypeObject(object.type).isUserDefined {
      if object.kind == .dict { return try find(item, in: Dict(object)) >= 0 }
      if object.kind == .set { return try find(setElement(item), in: SetObject(object)) >= 0 }
      if let answer = try builtinContains(object, item) { return answer }
    }
    let mark = heap.state.pointee.poolCount
    defer { heap.drain(to: mark) }
    let answer = try callSpecial(names.contains, container, [item])
    if !answer.isUndefined { return try isTrue(answer) }
    let iterator: Value
    do throws(Raised) {
      iterator = try self.iterator(over: container)
    } catch {
      guard isPending(.typeError) else { throw error }
      discardPending()
      throw raise(.typeError, "argument of type '\(typeName(of: container))' is not iterable")
    }
    while let next = try next(iterator) {
      if try isEqual(next, item) { return true }
      try checkInterrupt()
    }
    return false
  }

  /// Membership in a built-in container by what it holds; nil for other kinds.
  func builtinContains(_ object: Object, _ item: Value) throws(Raised) -> Bool? {
    switch object.kind {
    case .dict: return try find(item, in: Dict(object)) >= 0
    case .set: return try find(setElement(item), in: SetObject(object)) >= 0
    case .list, .tuple: return try firstIndex(of: item, in: object, from: 0, to: Int.max) != nil
    case .deque:
      return try firstIndex(of: item, in: Deque(object), from: 0, to: Int.max) != nil
    case .string:
      guard let part = item.object(.string) else {
        throw raise(
          .typeError,
          "'in <string>' requires string as left operand, not \(typeName(of: item))")
      }
      return find(StringObject(part), in: StringObject(object), 0..<StringObject(object).count) != nil
    case .range: return try rangeContains(object, item)
    case .dictView: return try viewContains(object, item)
    default: return nil
    }
  }

  /// The place of the first item of a list or tuple that equals a value. The items are kept while
  /// they are compared, as that may change the list.
  func firstIndex(of item: Value, in sequence: Object, from start: Int, to end: Int)
    throws(Raised) -> Int?
  {
    let value = Value.object(sequence)
    var index = start
    while index < end, index < length(value) {
      let candidate = sequenceItem(value, index)
      if candidate.isIdentical(to: item) { return index }
      let mark = heap.state.pointee.poolCount
      let isMatch = try isEqual(pooled(own(candidate)), item)
      heap.drain(to: mark)
      if isMatch { return index }
      index += 1
    }
    return nil
  }

  // MARK: Hashing

  /// `hash(value)`
  @inline(__always)
  public func hash(_ value: Value) throws(Raised) -> Int {
    switch value {
    case .object(let object) where object.type == types.string: return StringObject(object).hash
    case .int(let number): return NumberHash.hash(number)
    default: return try hashSlow(value)
    }
  }

  @inline(never)
  private func hashSlow(_ value: Value) throws(Raised) -> Int {
    if case .object(let object) = value, object.type == types.tuple {
      return try hash(Tuple(object))
    }
    if case .object(let object) = value, TypeObject(object.type).isUserDefined {
      return try hashByMethod(value, object)
    }
    switch number(value) {
    case .integer(let integer)?: return NumberHash.hash(integer)
    case .float(let double)?: return NumberHash.hash(double)
    case .complex(let complex)?: return NumberHash.hash(complex)
    case nil: break
    }
    guard case .object(let object) = value else { return 0xfca86420 }
    if let hash = try contentHash(object) { return hash }
    return try hashByMethod(value, object)
  }

  /// The hash of a built-in container by what it holds; nil for other kinds.
  func contentHash(_ object: Object) throws(Raised) -> Int? {
    switch object.kind {
    case .string: return StringObject(object).hash
    case .tuple: return try hash(Tuple(object))
    case .set where object.type != types.set: return hash(frozen: SetObject(object))
    case .bytes:
      let content = byteContent(.object(object)) ?? []
      return content.isEmpty ? 0 : content.withUnsafeBytes { TextHash.hash($0) }
    case .range: return try hashRange(object)
    case .method:
      let body = object.body(MethodBody.self).pointee
      let receiver = body.receiver.object.map { identityHash($0) } ?? 0
      return receiver ^ (body.function.object.map { identityHash($0) } ?? 0)
    case .list, .dict, .set, .deque, .slice, .byteArray:
      throw raise(.typeError, "unhashable type: '\(typeName(of: .object(object)))'")
    default: return nil
    }
  }

  private func hashByMethod(_ value: Value, _ object: Object) throws(Raised) -> Int {
    let method = find(names.hash, in: object.type)
    if method.isNone { throw raise(.typeError, "unhashable type: '\(typeName(of: value))'") }
    if method.isUndefined || method.object(.native) != nil, !method.isUndefined {
      if method.isIdentical(to: find(names.hash, in: types.object)) { return identityHash(object) }
    }
    if method.isUndefined { return identityHash(object) }
    let result = try callMethodValue(method, value, [])
    guard let integer = integer(result) else {
      throw raise(.typeError, "__hash__ method should return an integer")
    }
    // What fits a word counts as it is; only bigger results are reduced.
    if let word = integer.word { return word == -1 ? -2 : word }
    return NumberHash.hash(integer)
  }

  func identityHash(_ object: Object) -> Int {
    let bits = UInt(bitPattern: object.address)
    return Int(bitPattern: bits >> 4 | bits << 60)
  }

  private func hash(_ tuple: Tuple) throws(Raised) -> Int {
    try enterNative()
    defer { leaveNative() }
    var lanes = TextHash.TupleLanes()
    for index in 0..<tuple.count {
      try checkInterrupt()
      lanes.add(try hash(tuple[index]))
    }
    return lanes.finish()
  }

  private func hash(frozen set: SetObject) -> Int {
    let body = set.object.body(FrozenSetBody.self)
    if body.pointee.hash != -1 { return body.pointee.hash }
    var hashes: [Int] = []
    for index in 0..<set.slotCount where !set.table[index].key.isUndefined {
      hashes.append(set.table[index].hash)
    }
    let hash = TextHash.frozenSet(hashes)
    body.pointee.hash = hash
    return hash
  }
}
