import Python
import Tensors

/// `torch.dtype`, `torch.device` and `torch.Size`.

final class DTypeBox {
  let dtype: DType
  init(_ dtype: DType) { self.dtype = dtype }
}

/// A device by name; tensors live on `cpu` only.
final class DeviceBox {
  let type: String
  let index: Int?

  init(_ type: String = "cpu", _ index: Int? = nil) { (self.type, self.index) = (type, index) }

  var name: String { index.map { "\(type):\($0)" } ?? type }
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

let deviceMethods: [Builtin] = [
  Builtin("__new__(cls, type='cpu', index=None)", "A device by name.") { (m, a) throws(Raised) in
    guard case .object(let type) = a[0] else { return .none }
    if let box = a.given(1).flatMap({ m.unwrap($0, exactly: type, as: DeviceBox.self) }) {
      return m.wrap(box, type)
    }
    let name = try a.given(1).map { (v) throws(Raised) in try m.str(v) } ?? "cpu"
    let parts = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard deviceKinds.contains(parts[0]) else { throw unknownDevice(m, name) }
    let index = parts.count > 1 ? Int(parts[1]) : a.given(2).flatMap { m.word($0) }
    if parts.count > 1, index == nil {
      throw m.raise(.runtimeError, "Invalid device string: '\(name)'")
    }
    return m.wrap(DeviceBox(parts[0], index), type)
  },
  Builtin("__repr__(self, /)", "device(type='cpu')") { (m, a) throws(Raised) in
    let box = try device(m, a[0])
    return m.string("device(type='\(box.type)'\(box.index.map { ", index=\($0)" } ?? ""))")
  },
  Builtin("__str__(self, /)", "cpu") { (m, a) throws(Raised) in m.string(try device(m, a[0]).name) },
  Builtin("__hash__(self, /)", "Equal for equal devices.") { (m, a) throws(Raised) in
    .int(try device(m, a[0]).name.utf8.reduce(1) { $0 &* 31 &+ Int($1) })
  },
  Builtin("__eq__(self, other, /)", "Whether both are the same device.") { (m, a) throws(Raised) in
    guard let other = m.unwrap(a[1], exactly: m.typeObject(of: a[0]), as: DeviceBox.self) else {
      return .bool(false)
    }
    return .bool(try device(m, a[0]).name == other.name)
  },
]

let deviceProperties: [ForeignProperty] = [
  ForeignProperty("type", "The kind of device.") { (m, value) throws(Raised) in
    m.string(try device(m, value).type)
  },
  ForeignProperty("index", "The device's number.") { (m, value) throws(Raised) in
    try device(m, value).index.map { .int($0) } ?? .none
  },
]

private func device(_ m: Machine, _ value: Value) throws(Raised) -> DeviceBox {
  if let box = m.unwrap(value, exactly: m.typeObject(of: value), as: DeviceBox.self) { return box }
  throw m.raise(.typeError, "expected torch.device, got \(m.typeName(of: value))")
}

private func unknownDevice(_ m: Machine, _ name: String) -> Raised {
  m.raise(
    .runtimeError,
    "Expected one of \(deviceKinds.joined(separator: ", ")) device type at start of device string: \(name)")
}

/// Refuses devices other than the CPU as a PyTorch without CUDA does.
func requireCPU(_ m: Machine, _ name: String) throws(Raised) {
  let kind = name.prefix { $0 != ":" }
  if kind == "cpu" { return }
  if kind == "cuda" { throw m.raise(.assertionError, "Torch not compiled with CUDA enabled") }
  if deviceKinds.contains(String(kind)) { throw m.unsupported("the device \(name)") }
  throw unknownDevice(m, name)
}

private let deviceKinds = [
  "cpu", "cuda", "ipu", "xpu", "mkldnn", "opengl", "opencl", "ideep", "hip", "ve", "fpga", "maia",
  "xla", "lazy", "vulkan", "mps", "meta", "hpu", "mtia", "privateuseone",
]

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
        .typeError, "can only concatenate tuple (not \"\(m.typeName(of: a[1]))\") to tuple")
    }
    return m.tuple((m.items(a[0]) ?? []) + (m.items(a[1]) ?? []), of: m.typeObject(of: a[0]))
  },
]
