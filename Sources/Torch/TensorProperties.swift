import Python
import Tensors

/// The attributes of tensors.
let tensorProperties: [TensorProperty] = [
  TensorProperty("shape", "The sizes.") { (t, x) in t.size(x.shape) },
  TensorProperty("ndim", "The number of dimensions.") { (_, x) in .int(x.rank) },
  TensorProperty("dtype", "The type of the elements.") { (t, x) in t.value(x.dtype) },
  TensorProperty("device", "Where the elements are.") { (t, _) in t.cpu },
  TensorProperty("volatile", "False: it was taken away.") { (t, _) throws(Raised) in
    try t.warn("volatile was removed (Variable.volatile is always False)")
    return .bool(false)
  } set: { (t, _, _) throws(Raised) in
    try t.warn("volatile was removed and now has no effect. Use `with torch.no_grad():` instead.")
  },
  TensorProperty("is_cpu", "Whether the elements are in memory.") { (_, _) in .bool(true) },
  TensorProperty("itemsize", "The bytes of an element.") { (_, x) in .int(x.dtype.size) },
  TensorProperty("nbytes", "The bytes of all elements.") { (_, x) in .int(x.count &* x.dtype.size) },
  TensorProperty("is_leaf", "Whether no operation of the graph made it.") { (_, x) in
    .bool(x.isLeaf)
  },
  TensorProperty("requires_grad", "Whether gradients are computed for it.") { (_, x) in
    .bool(x.requiresGrad)
  } set: { (t, x, value) throws(Raised) in
    guard case .bool(let flag) = value else {
      throw t.machine.raise(.runtimeError, "requires_grad must be a bool")
    }
    try t.run { try x.setRequiresGrad(flag) }
  },
  TensorProperty("retains_grad", "Whether a result keeps its gradient.") { (_, x) in
    .bool(x.retainsGrad)
  },
  TensorProperty("grad", "The gradient added up by `backward`, or None.") { (t, x) throws(Raised) in
    if let gradient = x.grad { return t.value(gradient) }
    try t.warnOfMissingGradient(x)
    return .none
  } set: { (t, x, value) throws(Raised) in
    guard let gradient = t.tensor(value) else {
      guard value.isNone else {
        throw t.machine.raise(
          .typeError,
          "assigned grad expected to be a Tensor or None but got grad of type "
            + t.machine.typeName(of: value))
      }
      return x.grad = nil
    }
    try t.run { try x.setGrad(gradient) }
  },
  TensorProperty("grad_fn", "The node of the graph that made it, or None.") { (t, x) in
    x.gradFn.map { t.value($0) } ?? .none
  },
  TensorProperty("output_nr", "Which result of its node it is.") { (_, x) in
    .int(Int(x.outputNumber))
  },
  TensorProperty("_version", "How often the memory was changed in place.") { (_, x) in
    .int(x.version)
  },
  TensorProperty("_base", "The tensor whose memory a view shows, or None.") { (t, x) in
    x.base.map { t.value($0) } ?? .none
  },
  TensorProperty("data", "The same memory, cut off from the graph.") { (t, x) in
    t.value(x.detach(sharingVersion: false))
  } set: { (t, x, value) throws(Raised) in
    guard let source = t.tensor(value) else {
      throw t.machine.raise(
        .typeError, "Variable data has to be a tensor, but got \(t.machine.typeName(of: value))")
    }
    try t.run { try x.setData(source) }
  },
  TensorProperty("T", "Dimensions in reverse order.") { (t, x) throws(Raised) in
    try t.warnOfTranspose(x)
    return t.value(try t.run { try x.permute(Dims((0..<x.rank).reversed())) })
  },
  TensorProperty("mT", "The last two dimensions exchanged.") { (t, x) throws(Raised) in
    t.value(try t.run { try x.transpose(-2, -1) })
  },
  TensorProperty("layout", "How the elements are stored.") { (t, _) throws(Raised) in
    try t.machine.attribute(
      of: try t.machine.importModule("torch"), t.machine.symbol("strided"))
  },
  TensorProperty("mH", "The last two dimensions exchanged, conjugated.") { (t, x) throws(Raised) in
    t.value(try t.run { try x.dtype.isComplex ? t.call("conj", .tensor(x.transpose(-2, -1))) : x.transpose(-2, -1) })
  },
  TensorProperty("H", "The transpose of a matrix, conjugated.") { (t, x) throws(Raised) in
    guard x.rank == 2 || x.rank == 0 else {
      throw t.machine.raise(
        .runtimeError, "tensor.H is only supported on matrices (2-D tensors). Got \(x.rank)-D tensor.")
    }
    return t.value(try t.run { try x.dtype.isComplex ? t.call("conj", .tensor(x.transpose(0, 1))) : x.transpose(0, 1) })
  },
  TensorProperty("real", "The real parts.") { (t, x) throws(Raised) in
    t.value(try t.run { try x.dtype.isComplex ? x.part(0) : x })
  },
  TensorProperty("imag", "The imaginary parts.") { (t, x) throws(Raised) in
    guard x.dtype.isComplex else {
      throw t.machine.raise(
        .runtimeError, "imag is not implemented for tensors with non-complex dtypes.")
    }
    return t.value(try t.run { try x.part(1) })
  },
] + absentKinds.map { name in TensorProperty(name, "Never.") { (_, _) in .bool(false) } }

/// Kinds of tensors that do not exist here.
private let absentKinds = [
  "is_cuda", "is_sparse", "is_sparse_csr", "is_quantized", "is_mkldnn", "is_meta", "is_nested", "is_mps",
  "is_xpu", "is_xla", "is_ipu", "is_vulkan", "is_mtia", "is_maia",
]
