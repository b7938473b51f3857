/// `bytearray`: constructor and changes in place.
let byteArrayMethods: [Builtin] =
  [
    Builtin("__new__(cls, /, *args, **kwargs)", "Make a new bytearray.") { (m, a) throws(Raised) in
      .object(m.heap.pooled(m.heap.allocateByteArray([], type: a.receiver).object))
    },
    Builtin("__init__(self, source=b'', encoding='', errors='')", "Initialize self.") {
      (m, a) throws(Raised) in
      let array = try m.byteArray(a[0])
      let content = try m.byteContent(a, "bytearray")
      try m.replace(0..<array.count, of: array, by: content)
      return .none
    },
    Builtin("append(self, item, /)", "Add a byte at the end.") { (m, a) throws(Raised) in
      let byte = try m.byte(a[1])
      let array = try m.byteArray(a[0])
      try m.checkResizable(array)
      array.append(byte)
      return .none
    },
    Builtin("extend(self, iterable_of_ints, /)", "Add bytes at the end.") {
      (m, a) throws(Raised) in
      guard m.isIterable(a[1]) else {
        throw m.raise(
          .typeError, "can't extend bytearray with \(m.typeName(of: a[1]))")
      }
      let content: [UInt8]
      if let known = m.byteContent(a[1]) { content = known }
      else { content = try m.bytes(from: a[1], "byte") }
      let array = try m.byteArray(a[0])
      try m.replace(array.count..<array.count, of: array, by: content)
      return .none
    },
    Builtin("insert(self, index, item, /)", "Insert a byte.") { (m, a) throws(Raised) in
      let index = try m.cSize(a[1])
      let byte = try m.byte(a[2])
      let array = try m.byteArray(a[0])
      let place = index < 0 ? max(0, index &+ array.count) : min(index, array.count)
      try m.replace(place..<place, of: array, by: [byte])
      return .none
    },
    Builtin("pop(self, index=-1, /)", "Take a byte out.") { (m, a) throws(Raised) in
      let index = try a.given(1).map { (v) throws(Raised) in try m.cSize(v) } ?? -1
      let array = try m.byteArray(a[0])
      if array.count == 0 { throw m.raise(.indexError, "pop from empty bytearray") }
      let place = index < 0 ? index &+ array.count : index
      guard place >= 0, place < array.count else {
        throw m.raise(.indexError, "pop index out of range")
      }
      let byte = array.body.pointee.bytes[place]
      try m.replace(place..<(place + 1), of: array, by: [])
      return .int(Int(byte))
    },
    Builtin("remove(self, value, /)", "Remove the first occurrence of a byte.") {
      (m, a) throws(Raised) in
      let byte = try m.byte(a[1])
      let array = try m.byteArray(a[0])
      guard let place = a[0].byteBuffer?.firstIndex(of: byte) else {
        throw m.raise(.valueError, "value not found in bytearray")
      }
      try m.replace(place..<(place + 1), of: array, by: [])
      return .none
    },
    Builtin("clear(self, /)", "Remove all bytes.") { (m, a) throws(Raised) in
      let array = try m.byteArray(a[0])
      try m.replace(0..<array.count, of: array, by: [])
      return .none
    },
    Builtin("reverse(self, /)", "Reverse the bytes in place.") { (m, a) throws(Raised) in
      let array = try m.byteArray(a[0])
      try m.replace(0..<array.count, of: array, by: m.requireBytes(a[0]).reversed())
      return .none
    },
    Builtin("copy(self, /)", "A copy.") { (m, a) throws(Raised) in
      m.bytes(try m.requireBytes(a[0]), like: a[0])
    },
    Builtin("__setitem__(self, key, value, /)", "Set self[key] to value.") {
      (m, a) throws(Raised) in
      try m.setByteItem(a[0], a[1], a[2])
      return .none
    },
    Builtin("__delitem__(self, key, /)", "Delete self[key].") { (m, a) throws(Raised) in
      try m.deleteByteItem(a[0], a[1])
      return .none
    },
    Builtin("__iadd__(self, value, /)", "Implement self+=value.") { (m, a) throws(Raised) in
      let content = try m.requireBytes(
        a[1], "can't concat \(m.typeName(of: a[1])) to bytearray")
      let array = try m.byteArray(a[0])
      try m.replace(array.count..<array.count, of: array, by: content)
      return a[0]
    },
    Builtin("__imul__(self, value, /)", "Implement self*=value.") { (m, a) throws(Raised) in
      guard let product = try m.sequenceOperator(.multiply, a[0], a[1], isInPlace: false) else {
        return m.notImplemented
      }
      let array = try m.byteArray(a[0])
      try m.replace(0..<array.count, of: array, by: m.requireBytes(product))
      return a[0]
    },
  ] + sharedByteMethods

extension Machine {
  /// The receiver of a method of `bytearray`.
  fileprivate func byteArray(_ value: Value) throws(Raised) -> ByteArray {
    if let object = value.object(.byteArray) { return ByteArray(object) }
    throw raise(
      .typeError, "a bytearray is required, not '\(typeName(of: value))'")
  }

  /// Replaces the bytes of a range by others. BufferError where memory views see the bytes and
  /// their number would change.
  fileprivate func replace(_ range: Range<Int>, of array: ByteArray, by new: [UInt8])
    throws(Raised)
  {
    if range.count != new.count { try checkResizable(array) }
    array.replace(range, new)
  }

  fileprivate func checkResizable(_ array: ByteArray) throws(Raised) {
    guard array.body.pointee.exports == 0 else {
      throw raise(.bufferError, "Existing exports of data: object cannot be re-sized")
    }
  }

  fileprivate func setByteItem(_ target: Value, _ key: Value, _ value: Value) throws(Raised) {
    guard let slice = key.object(.slice) else {
      _ = try byteIndex(target, key)
      let byte = try byte(value)
      // Asking for the number may have run code that changed the length.
      let place = try byteIndex(target, key)
      try byteArray(target).body.pointee.bytes[place] = byte
      return
    }
    let new: [UInt8]
    if let content = byteContent(value) { new = content }
    else if isIterable(value) { new = try bytes(from: value, "byte") }
    else {
      throw raise(
        .typeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)")
    }
    let (start, step, count) = try indices(slice, of: target)
    let array = try byteArray(target)
    if step == 1 { return try replace(start..<(start + count), of: array, by: new) }
    guard new.count == count else {
      throw raise(
        .valueError,
        "attempt to assign bytes of size \(new.count) to extended slice of size \(count)")
    }
    for (offset, byte) in new.enumerated() {
      array.body.pointee.bytes[start + offset * step] = byte
    }
  }

  /// The indices a slice takes; its bounds may be objects whose `__index__` changes the length.
  private func indices(_ slice: Object, of target: Value) throws(Raised)
    -> (start: Int, step: Int, count: Int)
  {
    try indices(slice) { () throws(Raised) in try self.byteArray(target).count }
  }

  fileprivate func deleteByteItem(_ target: Value, _ key: Value) throws(Raised) {
    guard let slice = key.object(.slice) else {
      let place = try byteIndex(target, key)
      return try replace(place..<(place + 1), of: try byteArray(target), by: [])
    }
    let (start, step, count) = try indices(slice, of: target)
    let array = try byteArray(target)
    let removed = Set((0..<count).map { start + $0 * step })
    let kept = try requireBytes(target).enumerated().filter { !removed.contains($0.offset) }
    try replace(0..<array.count, of: array, by: kept.map(\.element))
  }

  private func byteIndex(_ target: Value, _ key: Value) throws(Raised) -> Int {
    guard integer(key) != nil || !find(names.index, in: type(of: key)).isUndefined else {
      throw raise(
        .typeError, "bytearray indices must be integers or slices, not \(typeName(of: key))")
    }
    let index = try index(key)
    let count = try byteArray(target).count
    let place = index < 0 ? index &+ count : index
    guard place >= 0, place < count else {
      throw raise(.indexError, "bytearray index out of range")
    }
    return place
  }
}
