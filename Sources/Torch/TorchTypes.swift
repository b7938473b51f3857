import Python
import Tensors

/// `torch.dtype` and `torch.Size`.

final class DTypeBox {
  let dtype: DType
  init(_ dtype: DType) { self.dtype = dtype }
}

let dtypeMethods: [Builtin] = [
  Builtin("__repr__(self, /)", "The name.") { (m, a) throws(Raised) in
    m.string("torch.\(try dtype(m, a[0]).name)")
  },
]

let dtypeProperties: [ForeignProperty] = [
  ForeignProperty("is_floating_point", "Whether elements are floating point numbers.") {
    (m, value) throws(Raised) in .bool(try dtype(m, value).isFloatingPoint)
  },
  ForeignProperty("is_complex", "Whether elements are complex numbers.") {
    (m, value) throws(Raised) in .bool(try dtype(m, value).isComplex)
  },
  ForeignProperty("is_signed", "Whether elements can be negative.") { (m, value) throws(Raised) in
    let dtype = try dtype(m, value)
    return .bool(dtype != .uint8 && dtype != .bool)
  },
  ForeignProperty("itemsize", "The bytes of an element.") { (m, value) throws(Raised) in
    .int(try dtype(m, value).size)
  },
]

private func dtype(_ m: Machine, _ value: Value) throws(Raised) -> DType {
  if let box = m.unwrap(value, exactly: m.typeObject(of: value), as: AnyObject.self) as? DTypeBox {
    return box.dtype
  }
  throw m.raise(.typeError, "expected torch.dtype, got \(m.typeName(of: value))")
}

let sizeMethods: [Builtin] = [
  Builtin("__new__(cls, iterable=(), /)", "Sizes from integers.") { (m, a) throws(Raised) in
    guard case .object(let type) = a[0] else { return .none }
    let items = try a.given(1).map { (v) throws(Raised) in try m.collect(v) } ?? []
    for (index, item) in items.enumerated() where m.word(item) == nil {
      throw m.raise(
        .typeError,
        "torch.Size() takes an iterable of 'int' (item \(index) is '\(m.typeName(of: item))')")
    }
    return m.tuple(items, of: type)
  },
  Builtin("__repr__(self, /)", "torch.Size([2, 3])") { (m, a) throws(Raised) in
    var texts: [String] = []
    for item in m.items(a[0]) ?? [] { texts.append(try m.repr(item)) }
    return m.string("torch.Size([\(texts.joined(separator: ", "))])")
  },
  Builtin("numel(self, /)", "The number of elements of a tensor of these sizes.") { (m, a) in
    .int((m.items(a[0]) ?? []).reduce(1) { $0 &* (m.word($1) ?? 0) })
  },
  Builtin("__getitem__(self, key, /)", "A size, or the sizes of a slice.") {
    (m, a) throws(Raised) in
    let found = try m.item(of: m.tuple(m.items(a[0]) ?? []), a[1])
    guard m.isTuple(found), let items = m.items(found) else { return found }
    return m.tuple(items, of: m.typeObject(of: a[0]))
  },
  Builtin("__mul__(self, times, /)", "The sizes repeated.") { (m, a) throws(Raised) in
    let items = m.tuple(m.items(a[0]) ?? [])
    return m.tuple(m.items(try m.binary(.multiply, items, a[1])) ?? [], of: m.typeObject(of: a[0]))
  },
  Builtin("__add__(self, other, /)", "The sizes of both.") { (m, a) throws(Raised) in
    guard m.isTuple(a[1]) else {
      throw m.raise(
        .typeError, "can only concatenate tuple (not \(m.typeName(of: a[1]))) to torch.Size")
    }
    return m.tuple((m.items(a[0]) ?? []) + (m.items(a[1]) ?? []), of: m.typeObject(of: a[0]))
  },
  Builtin("__radd__(self, other, /)", "The sizes after those of a tuple.") { (m, a) in
    guard m.isTuple(a[1]) else { return m.notImplemented }
    return m.tuple((m.items(a[1]) ?? []) + (m.items(a[0]) ?? []), of: m.typeObject(of: a[0]))
  },
]
