/// `container[key]`, dict and set look-ups, `del`, updates.
///
/// Comparing keys may run Python code that changes the table: each look-up notes the version and
/// starts again where it has changed.
extension Machine {
  // MARK: Tables

  /// The place of a key in a dict, or -1.
  @inline(__always)
  func find(_ key: Value, in dict: Dict) throws(Raised) -> Int {
    let hash = try hash(key)
    let place = Int(dict.indices[hash & dict.mask])
    if place >= 0, dict.entries[place].key.isIdentical(to: key) { return place }
    return place == -1 ? -1 : try find(key, hash: hash, in: dict)
  }

  func find(_ key: Value, hash: Int, in dict: Dict) throws(Raised) -> Int {
    search: while true {
      let version = dict.body.pointee.keysVersion
      let mask = dict.mask
      let indices = dict.indices
      var slot = hash & mask
      var perturb = UInt(bitPattern: hash)
      while true {
        let place = Int(indices[slot])
        if place == -1 { return -1 }
        if place >= 0, dict.entries[place].hash == hash {
          let candidate = dict.entries[place].key
          if candidate.isIdentical(to: key) { return place }
          let isMatch = try isEqualKey(candidate, key)
          if dict.body.pointee.keysVersion != version { continue search }
          if isMatch { return place }
        }
        perturb >>= 5
        slot = (slot &* 5 &+ 1 &+ Int(bitPattern: perturb)) & mask
      }
    }
  }

  /// Compares a key that the container may lose meanwhile.
  @inline(__always)
  private func isEqualKey(_ candidate: Value, _ key: Value) throws(Raised) -> Bool {
    if case .object(let a) = candidate, case .object(let b) = key, a.kind == .string,
      b.kind == .string
    {
      return StringObject(a).isEqual(to: StringObject(b))
    }
    let mark = heap.state.pointee.poolCount
    defer { heap.drain(to: mark) }
    return try isEqual(pooled(own(candidate)), key)
  }

  /// `dict[key]`, or undefined.
  public func value(_ key: Value, in dict: Dict) throws(Raised) -> Value {
    let place = try find(key, in: dict)
    return place >= 0 ? dict.entries[place].value : .undefined
  }

  /// `dict[key] = value`
  public func set(_ key: Value, _ value: Value, in dict: Dict) throws(Raised) {
    let hash = try hash(key)
    let place = try find(key, hash: hash, in: dict)
    if place >= 0 {
      store(&dict.entries[place].value, own(value))
    } else {
      dict.insert(hash: hash, key: own(key), value: own(value))
    }
  }

  /// Removes a key; its value, lent by the pool, or undefined.
  func remove(_ key: Value, from dict: Dict) throws(Raised) -> Value {
    let place = try find(key, in: dict)
    guard place >= 0 else { return .undefined }
    let removed = dict.remove(at: place)
    drop(removed.key)
    return pooled(removed.value)
  }

  /// The slot of a key in a set, or -1.
  @inline(__always)
  func find(_ key: Value, in set: SetObject) throws(Raised) -> Int {
    try find(key, hash: try hash(key), in: set)
  }

  /// The first slot mostly tells; a key that is there itself needs no comparison.
  @inline(__always)
  func find(_ key: Value, hash: Int, in set: SetObject) throws(Raised) -> Int {
    let slot = hash & set.mask
    let entry = set.table[slot]
    if entry.key.isIdentical(to: key) { return slot }
    if entry.key.isUndefined, entry.hash != SetObject.deletedHash { return -1 }
    return try search(key, hash: hash, in: set)
  }

  @inline(never)
  private func search(_ key: Value, hash: Int, in set: SetObject) throws(Raised) -> Int {
    search: while true {
      let version = set.body.pointee.version
      let mask = set.mask
      var slot = hash & mask
      var perturb = UInt(bitPattern: hash)
      while true {
        let last = slot + SetObject.linearProbes <= mask ? slot + SetObject.linearProbes : slot
        var candidate = slot &- 1
        while candidate < last {
          candidate &+= 1
          let entry = set.table[candidate]
          if entry.key.isUndefined {
            if entry.hash != SetObject.deletedHash { return -1 }
            continue
          }
          guard entry.hash == hash else { continue }
          if entry.key.isIdentical(to: key) { return candidate }
          let isMatch = try isEqualKey(entry.key, key)
          if set.body.pointee.version != version || set.mask != mask { continue search }
          if isMatch { return candidate }
        }
        perturb >>= 5
        slot = (slot &* 5 &+ 1 &+ Int(bitPattern: perturb)) & mask
      }
    }
  }

  func add(_ key: Value, to set: SetObject) throws(Raised) {
    try add(key, hash: try hash(key), to: set)
  }

  @inline(__always)
  func add(_ key: Value, hash: Int, to set: SetObject) throws(Raised) {
    if try find(key, hash: hash, in: set) < 0 { set.insert(hash: hash, key: own(key)) }
  }

  func addToSet(_ set: Value, _ item: Value) throws(Raised) {
    if let set = set.object(.set) { try add(item, to: SetObject(set)) }
  }

  /// Adds the items of an iterable.
  func updateSet(_ set: Value, _ items: Value) throws(Raised) {
    guard let target = set.object(.set) else { return }
    try forEach(items) { (item) throws(Raised) in try self.add(item, to: SetObject(target)) }
  }

  func copy(_ dict: Dict) throws(Raised) -> Dict {
    let result = newDict()
    if result.clone(dict) { return result }
    for index in 0..<dict.entryCount where !dict.entries[index].key.isUndefined {
      let entry = dict.entries[index]
      result.insert(hash: entry.hash, key: own(entry.key), value: own(entry.value))
    }
    return result
  }

  /// `dict.update(other)` for a mapping or an iterable of pairs.
  func updateDict(_ target: Value, _ other: Value) throws(Raised) {
    guard let object = target.object(.dict) else { return }
    let dict = Dict(object)
    if let source = other.object(.dict), !TypeObject(source.type).isUserDefined {
      if dict.clone(Dict(source)) { return }
      var index = 0
      while index < Dict(source).entryCount {
        let entry = Dict(source).entries[index]
        index += 1
        if entry.key.isUndefined { continue }
        let mark = heap.state.pointee.poolCount
        try set(pooled(own(entry.key)), pooled(own(entry.value)), in: dict)
        heap.drain(to: mark)
      }
      return
    }
    let keys = try findAttribute(of: other, names.keys)
    guard !keys.isUndefined else { return try updateFromPairs(dict, other) }
    try forEach(try call(keys, [])) { (key) throws(Raised) in
      try self.set(key, try self.item(of: other, key), in: dict)
    }
  }

  /// `**mapping` of a dict display.
  func unpackMapping(_ mapping: Value, into target: Value) throws(Raised) {
    if mapping.object(.dict) == nil, try findAttribute(of: mapping, names.keys).isUndefined {
      throw raise(.typeError, "'\(typeName(of: mapping))' object is not a mapping")
    }
    try updateDict(target, mapping)
  }

  private func updateFromPairs(_ dict: Dict, _ pairs: Value) throws(Raised) {
    var position = 0
    try forEach(pairs) { (pair) throws(Raised) in
      guard self.isIterable(pair) else {
        throw self.raise(
          .typeError,
          "cannot convert dictionary update sequence element #\(position) to a sequence")
      }
      let items = try self.collect(pair)
      guard items.count == 2 else {
        throw self.raise(
          .valueError,
          "dictionary update sequence element #\(position) has length \(items.count); "
            + "2 is required")
      }
      try self.set(items[0], items[1], in: dict)
      position += 1
    }
  }

  /// `**mapping` of a call: keys must be new strings.
  func mergeKeywords(_ target: Value, _ mapping: Value, of callee: Value) throws(Raised) {
    guard let object = target.object(.dict) else { return }
    if let source = mapping.object(.dict), source.type == types.dict, Dict(source).count == 0 { return }
    let keys = try findAttribute(of: mapping, names.keys)
    guard mapping.object(.dict) != nil || !keys.isUndefined else {
      throw raise(
        .typeError,
        "\(callText(callee)) argument after ** must be a mapping, not \(typeName(of: mapping))")
    }
    let source = newDict()
    try updateDict(.object(source.object), mapping)
    for index in 0..<source.entryCount {
      let entry = source.entries[index]
      guard let name = entry.key.object(.string) else {
        throw raise(.typeError, "keywords must be strings")
      }
      guard try find(entry.key, hash: entry.hash, in: Dict(object)) < 0 else {
        throw raise(
          .typeError,
          "\(callText(callee)) got multiple values for keyword argument "
            + "'\(StringObject(name).text)'")
      }
      Dict(object).insert(hash: entry.hash, key: own(entry.key), value: own(entry.value))
    }
  }

  // MARK: Items

  /// `container[key]`, borrowed.
  @inline(never)
  public func item(of container: Value, _ key: Value) throws(Raised) -> Value {
    if case .object(let object) = container, !TypeObject(object.type).isUserDefined {
      switch object.kind {
      case .dict:
        let found = try value(key, in: Dict(object))
        if !found.isUndefined { return found }
        if object.type == types.dict { throw raiseKeyError(key) }
      case .deque:
        if case .int(let place) = key, place >= 0, place < Deque(object).count {
          return Deque(object)[place]
        }
      case .tuple where object.type != types.tuple: break
      case .list, .tuple, .string, .bytes, .byteArray, .range:
        return try sequenceItem(object, container, key)
      case .foreign:
        if let found = try foreignOperators?.item(self, container, key) { return found }
      default: break
      }
    }
    let result = try callSpecial(names.getitem, container, [key])
    if !result.isUndefined { return result }
    if let type = container.object(.type) {
      if type == types.type { return genericAlias(type, key) }
      let method = try findAttribute(of: container, names.classGetitem)
      if !method.isUndefined { return try call(method, with: key) }
      throw raise(.typeError, "type '\(TypeObject(type).name)' is not subscriptable")
    }
    throw raise(.typeError, "'\(typeName(of: container))' object is not subscriptable")
  }

  /// `sequence[key]` for a built-in sequence and an index or slice.
  func sequenceItem(_ object: Object, _ sequence: Value, _ key: Value) throws(Raised) -> Value {
    if case .int(let position) = key, let item = plainItem(object, position) { return item }
    if let slice = key.object(.slice) { return try sliceItem(object, sequence, slice) }
    let index = try sequenceIndex(object, sequence, key)
    switch object.kind {
    case .list: return List(object)[index]
    case .tuple: return Tuple(object)[index]
    case .string: return character(StringObject(object)[index])
    case .range: return try rangeItem(object, index)
    default: return .int(sequence.byteBuffer.map { Int($0[index]) } ?? 0)
    }
  }

  /// The item at a place, or so far from the end; nil for other kinds and beyond the ends.
  @inline(__always)
  private func plainItem(_ object: Object, _ position: Int) -> Value? {
    let count: Int
    switch object.kind {
    case .list: count = List(object).count
    case .tuple: count = Tuple(object).count
    case .string: count = StringObject(object).count
    default: return nil
    }
    let index = position < 0 ? position &+ count : position
    guard index >= 0, index < count else { return nil }
    switch object.kind {
    case .list: return List(object)[index]
    case .tuple: return Tuple(object)[index]
    default: return character(StringObject(object)[index])
    }
  }

  /// A one-character string; those of Latin-1 exist already.
  @inline(__always)
  func character(_ codePoint: UInt32) -> Value {
    if codePoint < 256 { return .object(runtime.characters[Int(codePoint)]) }
    return string([codePoint])
  }

  private func sequenceIndex(_ object: Object, _ sequence: Value, _ key: Value) throws(Raised) -> Int {
    let name = typeName(of: sequence)
    guard integer(key) != nil || !find(names.index, in: type(of: key)).isUndefined else {
      if object.kind == .string {
        throw raise(.typeError, "string indices must be integers, not '\(typeName(of: key))'")
      }
      let kind = object.kind == .bytes ? "byte" : name
      throw raise(
        .typeError, "\(kind) indices must be integers or slices, not \(typeName(of: key))")
    }
    let position = try index(key)
    // Counted last, as `__index__` may be user code that changes the sequence.
    let count = try builtinLength(object) ?? 0
    let index = position < 0 ? position + count : position
    guard index >= 0, index < count else {
      let names = [Kind.string: "string", .range: "range object", .list: "list", .tuple: "tuple"]
      let kind = names[object.kind] ?? name
      throw raise(.indexError, kind == "bytes" ? "index out of range" : "\(kind) index out of range")
    }
    return index
  }

  /// The indices that a slice takes of a sequence of `count` items.
  /// `length` is asked for last, as `__index__` may be user code that changes the sequence.
  func indices(_ slice: Object, length: () throws(Raised) -> Int) throws(Raised)
    -> (start: Int, step: Int, count: Int)
  {
    let body = slice.body(SliceBody.self)
    let step = body.pointee.step.isNone ? 1 : max(try sliceIndex(body.pointee.step), -Int.max)
    guard step != 0 else { throw raise(.valueError, "slice step cannot be zero") }
    func position(_ value: Value) throws(Raised) -> Int? {
      value.isNone ? nil : try self.sliceIndex(value)
    }
    let givenStart = try position(body.pointee.start)
    let givenStop = try position(body.pointee.stop)
    let count = try length()
    func clamp(_ index: Int) -> Int {
      if index < 0 { return index < -count ? (step < 0 ? -1 : 0) : index + count }
      return index >= count ? (step < 0 ? count - 1 : count) : index
    }
    let start = givenStart.map(clamp) ?? (step < 0 ? count - 1 : 0)
    let stop = givenStop.map(clamp) ?? (step < 0 ? -1 : count)
    let taken: Int
    if step > 0 {
      taken = stop > start ? (stop - start - 1) / step + 1 : 0
    } else {
      taken = start > stop ? (start - stop - 1) / -step + 1 : 0
    }
    return (start, step, taken)
  }

  func sliceIndex(_ value: Value) throws(Raised) -> Int {
    guard integer(value) != nil || !find(names.index, in: type(of: value)).isUndefined else {
      throw raise(
        .typeError, "slice indices must be integers or None or have an __index__ method")
    }
    return try index(value, clamps: true)
  }

  private func sliceItem(_ object: Object, _ sequence: Value, _ slice: Object) throws(Raised)
    -> Value
  {
    let (start, step, count) = try indices(slice) { () throws(Raised) in
      try self.builtinLength(object) ?? 0
    }
    if object.kind == .range {
      let length = try builtinLength(object) ?? 0
      let stop = try sliceStop(slice, length, isBackward: step < 0)
      return try rangeSlice(object, start, step, to: stop)
    }
    return part(of: object, sequence, start, step, count)
  }

  /// `count` items of a built-in sequence in memory, every `step`th from `start` on.
  private func part(of object: Object, _ sequence: Value, _ start: Int, _ step: Int, _ count: Int)
    -> Value
  {
    switch object.kind {
    case .list:
      let result = newList(capacity: count)
      for index in 0..<count { result.append(List(object)[start + index * step]) }
      return .object(result.object)
    case .tuple: return tuple((0..<count).map { Tuple(object)[start + $0 * step] })
    case .string: return substring(StringObject(object), start, step, count)
    default:
      let content = byteContent(sequence) ?? []
      return bytes((0..<count).map { content[start + $0 * step] }, like: sequence)
    }
  }

  /// `container[bounds[0]:bounds[1]]`; the bounds are given up.
  func slice(of container: Value, _ bounds: UnsafeMutablePointer<Value>) throws(Raised) -> Value {
    if case .object(let object) = container, !TypeObject(object.type).isUserDefined,
      let count = plainLength(object), let start = plainBound(bounds[0], 0, count),
      let stop = plainBound(bounds[1], count, count)
    {
      bounds[0] = .undefined
      bounds[1] = .undefined
      return part(of: object, container, start, 1, max(0, stop - start))
    }
    let slice = heap.pooled(
      heap.makeSlice(bounds[0], bounds[1], .none, type: types.slice))
    bounds[0] = .undefined
    bounds[1] = .undefined
    return try item(of: container, .object(slice))
  }

  /// The length of a sequence that slices need no code of the user for.
  private func plainLength(_ object: Object) -> Int? {
    switch object.kind {
    case .list: List(object).count
    case .tuple: object.type == types.tuple ? Tuple(object).count : nil
    case .string: StringObject(object).count
    default: nil
    }
  }

  /// A bound of a slice within `0...count`, where it is an int or None.
  private func plainBound(_ value: Value, _ standard: Int, _ count: Int) -> Int? {
    switch value {
    case .none: standard
    case .int(let index): index < 0 ? max(0, index &+ count) : min(index, count)
    default: nil
    }
  }

  /// Every `step`th character from `start` on.
  func substring(_ string: StringObject, _ start: Int, _ step: Int, _ count: Int) -> Value {
    if step == 1 { return pooled(makeSubstring(string, start..<(start + count))) }
    return self.string((0..<count).map { string[start + $0 * step] })
  }

  /// The part of a string in a range, owned.
  func makeSubstring(_ string: StringObject, _ range: Range<Int>) -> Value {
    if range.isEmpty { return .object(own(runtime.emptyString)) }
    if range.count == 1 { return own(character(string[range.lowerBound])) }
    if range.count == string.count, string.object.type == types.string {
      return .object(own(string.object))
    }
    let width = string.width == 1 ? 1 : stringWidth(ofWidest: string.widest(in: range))
    let result = heap.allocateString(count: range.count, width: width, type: types.string)
    string.copy(range, to: result, at: 0)
    return .object(result.object)
  }

  /// `len(value)`
  public func length(of value: Value) throws(Raised) -> Int {
    if case .object(let object) = value, !TypeObject(object.type).isUserDefined,
      let length = try builtinLength(object)
    {
      return length
    }
    let result = try callSpecial(names.len, value)
    if !result.isUndefined { return try checkLength(result) }
    throw raise(.typeError, "object of type '\(typeName(of: value))' has no len()")
  }

  /// The number of items that a built-in container really has, whatever a subclass's `__len__`
  /// says; nil for other kinds.
  @inline(__always)
  func builtinLength(_ object: Object) throws(Raised) -> Int? {
    switch object.kind {
    case .string: return StringObject(object).count
    case .list: return List(object).count
    case .tuple: return Tuple(object).count
    case .dict: return Dict(object).count
    case .set: return SetObject(object).count
    case .deque: return Deque(object).count
    case .bytes: return object.byteCount
    case .byteArray: return object.body(ByteArrayBody.self).pointee.count
    case .range: return try rangeLength(object)
    case .dictView:
      let content = object.body(CellBody.self).pointee.content
      return content.object(.dict).map { Dict($0).count }
    default: return nil
    }
  }

  /// `container[key] = value`
  @inline(never)
  public func setItem(of container: Value, _ key: Value, _ value: Value) throws(Raised) {
    if case .object(let object) = container, !TypeObject(object.type).isUserDefined {
      switch object.kind {
      case .dict: return try set(key, value, in: Dict(object))
      case .list:
        if let slice = key.object(.slice) {
          return try setSlice(List(object), slice, value)
        }
        let index = try listIndex(List(object), key, "assignment ")
        return store(List(object).items + index, own(value))
      default: break
      }
    }
    let result = try callSpecial(names.setitem, container, [key, value])
    if result.isUndefined {
      throw raise(
        .typeError, "'\(typeName(of: container))' object does not support item assignment")
    }
  }

  func listIndex(_ list: List, _ key: Value, _ what: String) throws(Raised) -> Int {
    if case .int(let position) = key, position >= 0, position < list.count { return position }
    guard integer(key) != nil || !find(names.index, in: type(of: key)).isUndefined else {
      throw raise(
        .typeError, "list indices must be integers or slices, not \(typeName(of: key))")
    }
    let position = try index(key)
    let index = position < 0 ? position + list.count : position
    guard index >= 0, index < list.count else {
      throw raise(.indexError, "list \(what)index out of range")
    }
    return index
  }

  /// `list[slice] = value`
  func setSlice(_ list: List, _ slice: Object, _ value: Value) throws(Raised) {
    guard isIterable(value) else {
      let (_, step, _) = try indices(slice) { () throws(Raised) in list.count }
      throw raise(
        .typeError,
        step == 1 ? "can only assign an iterable" : "must assign iterable to extended slice")
    }
    let values = try collect(value)
    let (start, step, count) = try indices(slice) { () throws(Raised) in list.count }
    if step == 1 {
      list.replace(start..<(start + count), owned: values.map { own($0) })
      return
    }
    guard values.count == count else {
      throw raise(
        .valueError,
        "attempt to assign sequence of size \(values.count) to extended slice of size \(count)")
    }
    for (index, value) in values.enumerated() { store(list.items + start + index * step, own(value)) }
  }

  /// `del container[key]`
  @inline(never)
  public func deleteItem(of container: Value, _ key: Value) throws(Raised) {
    if case .object(let object) = container, !TypeObject(object.type).isUserDefined {
      switch object.kind {
      case .dict:
        if try remove(key, from: Dict(object)).isUndefined { throw raiseKeyError(key) }
        return
      case .list: return try deleteFromList(List(object), key)
      default: break
      }
    }
    let result = try callSpecial(names.delitem, container, [key])
    if result.isUndefined {
      // CPython asks in other words where the item of a sequence is meant.
      let words = isIndexed(container, by: key) ? "doesn't" : "does not"
      throw raise(
        .typeError, "'\(typeName(of: container))' object \(words) support item deletion")
    }
  }

  /// Whether a key is a place in what CPython holds for a sequence: collections, and whatever has a class of its own.
  private func isIndexed(_ container: Value, by key: Value) -> Bool {
    let type = type(of: container)
    guard !find(names.index, in: self.type(of: key)).isUndefined else { return false }
    return TypeObject(type).isUserDefined || !find(names.len, in: type).isUndefined
  }

  func deleteFromList(_ list: List, _ key: Value) throws(Raised) {
    guard let slice = key.object(.slice) else {
      drop(list.take(at: try listIndex(list, key, "assignment ")))
      return
    }
    let (start, step, count) = try indices(slice) { () throws(Raised) in list.count }
    if step == 1 {
      list.replace(start..<(start + count), owned: [])
      return
    }
    let places = Set((0..<count).map { start + $0 * step })
    let kept = (0..<list.count).filter { !places.contains($0) }.map { own(list[$0]) }
    list.replace(0..<list.count, owned: kept)
  }

  // MARK: Building instructions

  func buildSlice(_ a: UnsafeMutablePointer<Value>, _ b: UnsafeMutablePointer<Value>) {
    let slice = heap.makeSlice(b[0], b[1], b[2], type: types.slice)
    for index in 0..<3 { b[index] = .undefined }
    store(a, .object(slice))
  }

  func listToTuple(_ a: UnsafeMutablePointer<Value>, _ b: UnsafeMutablePointer<Value>) {
    let items = (self.items(b.pointee) ?? []).map { own($0) }
    store(a, .object(runtime.makeTuple(owned: items)))
  }

  /// `list.extend(items)`; for `*items` of a display or call the text of the error differs.
  func extend(_ target: Value, _ items: Value, isUnpacking: Bool) throws(Raised) {
    guard let object = target.object(.list) else { return }
    let list = List(object)
    if let known = plainItems(items) {
      list.reserve(list.count + known.count)
      for item in known { list.append(item) }
      return
    }
    if isUnpacking, !isIterable(items) {
      throw raise(
        .typeError, "Value after * must be an iterable, not \(typeName(of: items))")
    }
    let iterator = try self.iterator(over: items)
    try askLength(of: items)
    try forEach(iterator) { (item) throws(Raised) in list.append(item) }
  }

  /// A callable as the texts of its argument errors name it: `f()`, with its module.
  func callText(_ callee: Value) -> String {
    func text(_ name: Symbol) -> String? {
      let found = try? findAttribute(of: callee, name)
      return found.flatMap { self.text($0) }
    }
    guard let name = text(names.qualname) else { return (try? str(callee)) ?? "" }
    guard let module = text(names.module), module != "builtins" else { return name + "()" }
    return "\(module).\(name)()"
  }

  /// Asks an object of a user's class how many items are to come, as CPython does before it makes
  /// room for them: errors of `__len__` and `__length_hint__` show.
  func askLength(of value: Value) throws(Raised) {
    if value.isOfUserClass { _ = try lengthHint(of: value) }
  }

  /// The length of a value, or what its `__length_hint__` says; nil where it says nothing. A
  /// TypeError that these methods raise counts as nothing.
  func lengthHint(of value: Value) throws(Raised) -> Int? {
    if try hasLength(value), let length = try unlessTypeError({ () throws(Raised) in
      try self.length(of: value)
    }) {
      return length
    }
    let hint = try unlessTypeError { () throws(Raised) in
      try self.callSpecial(self.names.lengthHint, value)
    }
    guard let hint, !hint.isUndefined, !hint.isIdentical(to: notImplemented) else { return nil }
    guard let length = integer(hint) else {
      throw raise(
        .typeError, "__length_hint__ must be an integer, not \(typeName(of: hint))")
    }
    guard let word = length.word else { throw tooLarge(for: "ssize_t") }
    if word < 0 { throw raise(.valueError, "__length_hint__() should return >= 0") }
    return word
  }

  private func hasLength(_ value: Value) throws(Raised) -> Bool {
    if !find(names.len, in: type(of: value)).isUndefined { return true }
    guard case .object(let object) = value else { return false }
    return try builtinLength(object) != nil
  }

  /// The result, or nil where there is a TypeError.
  private func unlessTypeError<T>(_ body: () throws(Raised) -> T) throws(Raised) -> T? {
    do throws(Raised) {
      return try body()
    } catch {
      guard isPending(.typeError) else { throw error }
      discardPending()
      return nil
    }
  }

  /// `a, b = value`
  func unpack(_ value: Value, _ count: Int, into target: UnsafeMutablePointer<Value>)
    throws(Raised)
  {
    if let items = plainBuffer(value) {
      guard items.count == count else { throw unpackError(items.count, count) }
      // What a register gives up may be the last that keeps the items.
      let kept = own(value)
      for index in 0..<count { store(target + index, own(items[index])) }
      return drop(kept)
    }
    guard isIterable(value) else {
      throw raise(.typeError, "cannot unpack non-iterable \(typeName(of: value)) object")
    }
    let iterator = try self.iterator(over: value)
    // No target changes before all items are there.
    var items: [Value] = []
    while items.count < count {
      guard let item = try nextKept(iterator) else {
        throw raise(
          .valueError, "not enough values to unpack (expected \(count), got \(items.count))")
      }
      items.append(item)
    }
    if try next(iterator) != nil {
      throw raise(.valueError, "too many values to unpack (expected \(count))")
    }
    for (index, item) in items.enumerated() { store(target + index, own(item)) }
  }

  private func unpackError(_ got: Int, _ expected: Int) -> Raised {
    if got > expected {
      return raise(.valueError, "too many values to unpack (expected \(expected))")
    }
    return raise(.valueError, "not enough values to unpack (expected \(expected), got \(got))")
  }

  /// `a, *b, c = value`
  func unpackStarred(
    _ value: Value, before: Int, after: Int, into target: UnsafeMutablePointer<Value>
  ) throws(Raised) {
    guard isIterable(value) else {
      throw raise(.typeError, "cannot unpack non-iterable \(typeName(of: value)) object")
    }
    let items = try collect(value)
    guard items.count >= before + after else {
      throw raise(
        .valueError,
        "not enough values to unpack (expected at least \(before + after), got \(items.count))")
    }
    for index in 0..<before { store(target + index, own(items[index])) }
    store(target + before, own(list(Array(items[before..<(items.count - after)]))))
    for index in 0..<after {
      store(target + before + 1 + index, own(items[items.count - after + index]))
    }
  }
}
