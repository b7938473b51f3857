import Python
import Tensors

/// `torch.device`: any device has a name; only the CPU has tensors.

/// A kind of device and its number.
final class DeviceBox {
  let kind: String
  let index: Int?

  init(_ kind: String = "cpu", _ index: Int? = nil) {
    self.kind = kind
    self.index = index
  }

  var text: String { index.map { "\(kind):\($0)" } ?? kind }
}

private let deviceKinds = [
  "cpu", "cuda", "ipu", "xpu", "mkldnn", "opengl", "opencl", "ideep", "hip", "ve", "fpga", "maia",
  "xla", "lazy", "vulkan", "mps", "meta", "hpu", "mtia", "privateuseone",
]

let deviceMethods: [Builtin] = [
  Builtin("__new__(cls, type, index=None)", "A device by name, or by kind and number.") {
    (m, a) throws(Raised) in
    guard case .object(let type) = a[0] else { return .none }
    let device = try device(m, a[1])
    guard let index = a.given(2), !index.isNone else { return m.wrap(device, type) }
    guard device.index == nil else {
      throw m.raise(
        .runtimeError, "type (string) must not include an index because index was passed explicitly: "
          + device.text)
    }
    guard let number = m.word(index), number >= 0 else {
      throw m.raise(.runtimeError, "Device index must not be negative")
    }
    return m.wrap(DeviceBox(device.kind, number), type)
  },
  Builtin("__repr__(self, /)", "device(type='cpu')") { (m, a) throws(Raised) in
    let device = try device(m, a[0])
    let index = device.index.map { ", index=\($0)" } ?? ""
    return m.string("device(type='\(device.kind)'\(index))")
  },
  Builtin("__str__(self, /)", "cpu") { (m, a) throws(Raised) in m.string(try device(m, a[0]).text) },
  Builtin("__hash__(self, /)", "Equal for equal devices.") { (m, a) throws(Raised) in
    let device = try device(m, a[0])
    return .int((deviceKinds.firstIndex(of: device.kind) ?? 0) * 1000 + (device.index ?? -1))
  },
  Builtin("__eq__(self, other, /)", "Whether both are the same device.") { (m, a) throws(Raised) in
    guard let other = deviceBox(m, a[1]) else { return m.notImplemented }
    return .bool(try device(m, a[0]).text == other.text)
  },
  Builtin("__enter__(self, /)", "New tensors are on the device.") { (m, a) throws(Raised) in
    try requireCPU(m, a[0])
    return a[0]
  },
  Builtin("__exit__(self, *args)", "New tensors are where they were before.") { (_, _) in .none },
]

let deviceProperties: [ForeignProperty] = [
  ForeignProperty("type", "The kind of device.") { (m, value) throws(Raised) in
    m.string(try device(m, value).kind)
  },
  ForeignProperty("index", "The device's number.") { (m, value) throws(Raised) in
    try device(m, value).index.map { .int($0) } ?? .none
  },
]

private func deviceBox(_ m: Machine, _ value: Value) -> DeviceBox? {
  m.unwrap(value, exactly: m.typeObject(of: value), as: AnyObject.self) as? DeviceBox
}

/// The device a value stands for: a device, a name, or the number of an accelerator.
func device(_ m: Machine, _ value: Value) throws(Raised) -> DeviceBox {
  if let box = deviceBox(m, value) { return box }
  if m.word(value) != nil {
    throw m.raise(.runtimeError, "Cannot access accelerator device when none is available.")
  }
  guard let text = m.text(value) else {
    throw m.raise(
      .typeError,
      "device() received an invalid combination of arguments - got (\(m.typeName(of: value))), but "
        + "expected one of:\n * (torch.device device)\n      didn't match because some of the "
        + "arguments have invalid types: (!\(m.typeName(of: value))!)\n * (str type, int index = -1)\n")
  }
  let kind = String(text.prefix { $0 != ":" })
  guard deviceKinds.contains(kind) else {
    throw m.raise(
      .runtimeError,
      "Expected one of \(deviceKinds.joined(separator: ", ")) device type at start of device string: "
        + kind)
  }
  guard kind.count < text.count else { return DeviceBox(kind) }
  guard let index = Int(text.dropFirst(kind.count + 1)), index >= 0 else {
    throw m.raise(.runtimeError, "Invalid device string: '\(text)'")
  }
  return DeviceBox(kind, index)
}

extension TorchBinding {
  /// Whether a value is the device `meta`, whose tensors have no elements.
  func isMeta(_ value: Value) throws(Raised) -> Bool {
    if value.isNone || value.isUndefined { return false }
    return try Torch.device(machine, value).kind == "meta"
  }

  /// A tensor of the sizes and type of another one on the device `meta`.
  func metaTensor(like x: Tensor) throws(Raised) -> Value {
    let module = try machine.importModule("torch._meta")
    let type = try machine.attribute(of: module, machine.symbol("Tensor"))
    return try machine.call(type, [size(x.shape), value(x.dtype)])
  }
}

/// Refuses devices other than the CPU as a PyTorch without accelerators does.
func requireCPU(_ m: Machine, _ value: Value) throws(Raised) {
  if value.isNone || value.isUndefined { return }
  let device = try device(m, value)
  switch device.kind {
  case "cpu": return
  case "cuda", "xpu":
    throw m.raise(.assertionError, "Torch not compiled with \(device.kind.uppercased()) enabled")
  case "mps": throw m.raise(.runtimeError, "PyTorch is not linked with support for mps devices")
  default: throw m.unsupported("the device \(device.text)")
  }
}
