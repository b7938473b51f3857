import Python
import Tensors

/// Methods of tensors that change what they are seen as, and rarer questions about them.
let layoutMethods: [Row] = [
  Row("new(self, *args)", "A tensor of the same type, of sizes or of the numbers in a list.") {
    (t, m, a) throws(Raised) in
    t.value(try t.legacyTensor(Array(a.rest), try t.requireTensor(a[0]).dtype))
  },
  Row("fill_diagonal_(self, fill_value, wrap=False)", "Sets the elements of the diagonal.") {
    (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    guard let value = t.scalar(a[1]) else {
      throw m.raise(
        .typeError, "fill_diagonal_(): argument 'fill_value' (position 1) must be Number, not "
          + m.typeName(of: a[1]))
    }
    guard try t.flag(a.given(2)) != true else { throw m.unsupported("fill_diagonal_ with wrap") }
    guard x.rank == 2 else {
      if x.rank < 2 {
        throw m.raise(.runtimeError, "dimensions must larger than 1")
      }
      throw m.unsupported("fill_diagonal_ of more than two dimensions")
    }
    _ = try t.run { try x.diagonal(0, 0, 1).fill_(value) }
    return a[0]
  },
  Row("get_device(self, /)", "-1: the tensor is on the CPU.") { (_, _, _) in .int(-1) },
  Row("is_same_size(self, other, /)", "Whether both have the same sizes.") { (t, m, a) throws(Raised) in
    .bool(try t.requireTensor(a[0]).shape == t.requireTensor(a[1], "is_same_size", "other", position: 1).shape)
  },
  Row("is_signed(self, /)", "Whether elements can be negative.") { (t, m, a) throws(Raised) in
    let dtype = try t.requireTensor(a[0]).dtype
    return .bool(dtype != .uint8 && dtype != .bool)
  },
  Row("is_nonzero(self, /)", "Whether the only element is other than zero.") { (t, m, a) throws(Raised) in
    .bool(try m.isTrue(a[0]))
  },
  Row("is_conj(self, /)", "Never.") { (_, _, _) in .bool(false) },
  Row("is_pinned(self)", "Never.") { (_, _, _) in .bool(false) },
  Row("is_shared(self, /)", "Never.") { (_, _, _) in .bool(false) },
  Row("pin_memory(self)", "The tensor itself.") { (_, _, a) in a[0] },
  Row("share_memory_(self, /)", "The tensor itself.") { (_, _, a) in a[0] },
] + [("cfloat", DType.complex64), ("cdouble", .complex128)].map { name, dtype in
  Row("\(name)(self, /)", "The tensor with elements of \(dtype.name).") { (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0])
    return x.dtype == dtype ? a[0] : t.value(try t.run { try x.to(dtype) })
  }
}

extension TorchBinding {
  /// The attributes of `torch.Generator`.
  var generatorProperties: [ForeignProperty] {
    [
      ForeignProperty("device", "Where the generator is.") {
        [unowned(unsafe) self] (_, _) throws(Raised) in cpu
      }
    ]
  }

  /// The `_LinAlgError` of a factorization that does not exist.
  func linearAlgebraError(_ message: String) -> Raised {
    do {
      let module = try machine.importModule("torch")
      let type = try machine.attribute(of: module, machine.symbol("_LinAlgError"))
      if case .object(let object) = type { return machine.raise(object, [machine.string(message)]) }
    } catch let raised {
      return raised
    }
    return machine.raise(.runtimeError, message)
  }
}
