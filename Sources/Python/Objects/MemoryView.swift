/// `memoryview`: the bytes of a `bytes` or `bytearray` in place, or every so many of them.
final class MemoryView {
  /// The `bytes` or `bytearray`; undefined once the view is released. Owned.
  private(set) var owner: Value
  let start, count, step: Int

  init(_ owner: Value, start: Int, count: Int, step: Int) {
    self.owner = own(owner)
    self.start = start
    self.count = count
    self.step = step
    countExport(1)
  }

  deinit { release() }

  func release() {
    countExport(-1)
    let old = owner
    owner = .undefined
    drop(old)
  }

  /// A `bytearray` knows how many views see it.
  private func countExport(_ change: Int) {
    owner.object(.byteArray)?.body(ByteArrayBody.self).pointee.exports += change
  }

  /// The bytes as they are now; nil where the view is not of bytes in a row, or of bytes that a
  /// `bytearray` no longer has.
  var buffer: UnsafeBufferPointer<UInt8>? {
    guard step == 1 || count <= 1, let bytes = owner.byteBuffer, start >= 0, start + count <= bytes.count
    else { return nil }
    return UnsafeBufferPointer(rebasing: bytes[start..<(start + count)])
  }

  /// The place of an index in the owner's bytes; nil where these have become fewer.
  func place(_ index: Int) -> Int? {
    let place = start + index * step
    guard let bytes = owner.byteBuffer, bytes.indices.contains(place) else { return nil }
    return place
  }

  static var traits: ForeignTraits {
    ForeignTraits(
      visit: { content, isOnlyOwner, visit in
        if isOnlyOwner, let view = content as? MemoryView { visit(view.owner) }
      },
      cut: { ($0 as? MemoryView)?.release() })
  }
}

let memoryViewMethods: [Builtin] = [
  Builtin("__new__(cls, object)", "Create a new memoryview object which references the given object.") {
    (m, a) throws(Raised) in
    if case .object(let object) = a[1], object.type == a.receiver {
      let view = try m.memoryView(a[1])
      return m.wrap(
        MemoryView(view.owner, start: view.start, count: view.count, step: view.step), a.receiver)
    }
    guard let bytes = a[1].byteBuffer else {
      throw m.raise(
        .typeError, "memoryview: a bytes-like object is required, not '\(m.typeName(of: a[1]))'")
    }
    return m.wrap(MemoryView(a[1], start: 0, count: bytes.count, step: 1), a.receiver)
  },
  Builtin("__len__(self, /)", "Return len(self).") { (m, a) throws(Raised) in
    .int(try m.memoryView(a[0]).count)
  },
  Builtin("__iter__(self, /)", "Implement iter(self).") { (m, a) in
    m.iterator(SequenceIterator(own(a[0])), m.types.sequenceIterator)
  },
  Builtin("__getitem__(self, key, /)", "Return self[key].") { (m, a) throws(Raised) in
    let view = try m.memoryView(a[0])
    guard let slice = a[1].object(.slice) else {
      let place = try m.place(a[1], in: view)
      return .int(view.owner.byteBuffer.map { Int($0[place]) } ?? 0)
    }
    let (start, step, count) = try m.indices(slice) { () throws(Raised) in view.count }
    return m.wrap(
      MemoryView(
        view.owner, start: view.start + start * view.step, count: count, step: step * view.step),
      a.receiver.type)
  },
  Builtin("__setitem__(self, key, value, /)", "Set self[key] to value.") { (m, a) throws(Raised) in
    let view = try m.memoryView(a[0])
    guard let array = view.owner.object(.byteArray) else {
      throw m.raise(.typeError, "cannot modify read-only memory")
    }
    guard let slice = a[1].object(.slice) else {
      let byte = try m.memoryByte(a[2])
      let place = try m.place(a[1], in: view)
      array.body(ByteArrayBody.self).pointee.bytes[place] = byte
      return .none
    }
    let (start, step, count) = try m.indices(slice) { () throws(Raised) in view.count }
    guard let content = m.byteContent(a[2]) else {
      throw m.raise(
        .typeError, "a bytes-like object is required, not '\(m.typeName(of: a[2]))'")
    }
    guard content.count == count else {
      throw m.raise(
        .valueError,
        "memoryview assignment: lvalue and rvalue have different structures")
    }
    for (index, byte) in content.enumerated() {
      guard let place = view.place(start + index * step) else { break }
      array.body(ByteArrayBody.self).pointee.bytes[place] = byte
    }
    return .none
  },
  Builtin("tobytes(self, /, order='C')", "Return the data in the buffer as a byte string.") {
    (m, a) throws(Raised) in m.bytes(try m.content(of: try m.memoryView(a[0])))
  },
  Builtin("tolist(self, /)", "Return the data in the buffer as a list of elements.") {
    (m, a) throws(Raised) in
    m.list(try m.content(of: try m.memoryView(a[0])).map { .int(Int($0)) })
  },
  Builtin("hex(self, /, sep=None, bytes_per_sep=1)", "As hexadecimal digits.") {
    (m, a) throws(Raised) in
    let bytes = m.bytes(try m.content(of: try m.memoryView(a[0])))
    let arguments = [a.given(1), a.given(2)].compactMap { $0 }
    return try m.call(try m.attribute(of: bytes, m.symbol("hex")), arguments)
  },
  Builtin("toreadonly(self, /)", "Return a readonly version of the memoryview.") {
    (m, a) throws(Raised) in
    let bytes = m.bytes(try m.content(of: try m.memoryView(a[0])))
    return m.wrap(
      MemoryView(bytes, start: 0, count: try m.length(of: bytes), step: 1), a.receiver.type)
  },
  Builtin("cast(self, /, format, shape=None)", "Cast a memoryview to a new format or shape.") {
    (m, a) throws(Raised) in
    guard m.text(a[1]) == "B", a.given(2) == nil else {
      throw m.unsupported("memoryview of anything but bytes in a row")
    }
    return a[0]
  },
  Builtin("release(self, /)", "Release the underlying buffer.") { (m, a) throws(Raised) in
    m.unwrap(a[0], a.receiver.type, as: MemoryView.self)?.release()
    return .none
  },
  Builtin("__enter__(self, /)", "The view itself.") { (m, a) throws(Raised) in
    _ = try m.memoryView(a[0])
    return a[0]
  },
  Builtin("__exit__(self, /, *args)", "Release the underlying buffer.") { (m, a) throws(Raised) in
    m.unwrap(a[0], a.receiver.type, as: MemoryView.self)?.release()
    return .none
  },
  Builtin("__repr__(self, /)", "Return repr(self).") { (m, a) throws(Raised) in
    let isReleased = m.unwrap(a[0], a.receiver.type, as: MemoryView.self)?.owner.isUndefined ?? true
    return m.string("<\(isReleased ? "released memory" : "memory") at \(m.addressText(a.receiver))>")
  },
  Builtin("__eq__(self, value, /)", "Return self==value.") { (m, a) throws(Raised) in
    let view = try m.memoryView(a[0])
    guard let other = m.byteContent(a[1]) else { return m.notImplemented }
    return .bool(try m.content(of: view) == other)
  },
  Builtin("__hash__(self, /)", "Return hash(self).") { (m, a) throws(Raised) in
    let view = try m.memoryView(a[0])
    guard view.owner.object(.byteArray) == nil else {
      throw m.raise(.valueError, "cannot hash writable memoryview object")
    }
    return .int(try m.hash(m.bytes(try m.content(of: view))))
  },
]

let memoryViewProperties: [ForeignProperty] = [
  property("obj", "The underlying object of the memoryview.") { _, view in view.owner },
  property("nbytes", "The amount of space in bytes.") { _, view in .int(view.count) },
  property("readonly", "Whether the memory is read only.") { _, view in
    .bool(view.owner.object(.byteArray) == nil)
  },
  property("itemsize", "The size in bytes of each element.") { _, _ in .int(1) },
  property("format", "The format of each element.") { m, _ in m.string("B") },
  property("ndim", "The number of dimensions.") { _, _ in .int(1) },
  property("shape", "The number of elements in each dimension.") { m, view in
    m.tuple([.int(view.count)])
  },
  property("strides", "The steps in bytes in each dimension.") { m, view in
    m.tuple([.int(view.step)])
  },
  property("contiguous", "Whether the bytes stand in a row.") { _, view in
    .bool(view.step == 1 || view.count <= 1)
  },
]

private func property(
  _ name: String, _ doc: String, _ get: @escaping @Sendable (Machine, MemoryView) -> Value
) -> ForeignProperty {
  ForeignProperty(name, doc) { (m, value) throws(Raised) in get(m, try m.memoryView(value)) }
}

extension Machine {
  /// A view that is not released.
  fileprivate func memoryView(_ value: Value) throws(Raised) -> MemoryView {
    guard case .object(let object) = value,
      let view = unwrap(value, exactly: object.type, as: MemoryView.self), !view.owner.isUndefined
    else {
      throw raise(.valueError, "operation forbidden on released memoryview object")
    }
    return view
  }

  /// The place of an index in the owner's bytes.
  fileprivate func place(_ index: Value, in view: MemoryView) throws(Raised) -> Int {
    guard integer(index) != nil || !find(names.index, in: type(of: index)).isUndefined else {
      throw raise(.typeError, "memoryview: invalid slice key")
    }
    let position = try self.index(index)
    let wanted = position < 0 ? position &+ view.count : position
    guard wanted >= 0, wanted < view.count, let place = view.place(wanted) else {
      throw raise(.indexError, "index out of bounds on dimension 1")
    }
    return place
  }

  /// The bytes seen, in order.
  fileprivate func content(of view: MemoryView) throws(Raised) -> [UInt8] {
    if let buffer = view.buffer { return Array(buffer) }
    var result: [UInt8] = []
    for index in 0..<view.count {
      guard let place = view.place(index), let bytes = view.owner.byteBuffer else { break }
      result.append(bytes[place])
    }
    return result
  }

  fileprivate func memoryByte(_ value: Value) throws(Raised) -> UInt8 {
    guard integer(value) != nil || !find(names.index, in: type(of: value)).isUndefined else {
      throw raise(.typeError, "memoryview: invalid type for format 'B'")
    }
    guard let byte = UInt8(exactly: try index(value, clamps: true)) else {
      throw raise(.valueError, "memoryview: invalid value for format 'B'")
    }
    return byte
  }
}
