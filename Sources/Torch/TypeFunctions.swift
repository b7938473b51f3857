import Python
import Tensors

/// Functions of `torch` about types and sizes, which are no operations of the table.
let typeFunctions: [Row] = [
  Row("can_cast(from_, to)", "Whether a type converts to another under the rules of promotion.") {
    (t, m, a) throws(Raised) in
    let (from, to) = try (t.requireType(a, 0, "can_cast"), t.requireType(a, 1, "can_cast"))
    return .bool(from.canCast(to: to))
  },
  Row("promote_types(type1, type2)", "The type two types have in common in arithmetic.") { (t, m, a) throws(Raised) in
    let (first, second) = try (t.requireType(a, 0, "promote_types"), t.requireType(a, 1, "promote_types"))
    return t.value(DType.promote(first, second))
  },
  Row("result_type(tensor, other)", "The type of the result of arithmetic.") { (t, m, a) throws(Raised) in
    guard let result = resultType(t.argument(a[0]), t.argument(a[1]), t.context) else {
      throw t.misfit("result_type", .function, [a[0], a[1]])
    }
    return t.value(result)
  },
  Row("is_nonzero(input)", "Whether the only element is other than zero.") { (t, m, a) throws(Raised) in
    _ = try t.requireTensor(a[0], "is_nonzero", "input", position: 1)
    return .bool(try m.isTrue(a[0]))
  },
  Row("is_complex(input)", "Whether elements are complex.") { (t, m, a) throws(Raised) in
    .bool(try t.requireTensor(a[0], "is_complex", "input", position: 1).dtype.isComplex)
  },
  Row("is_same_size(input, other)", "Whether two tensors have the same sizes.") { (t, m, a) throws(Raised) in
    let x = try t.requireTensor(a[0], "is_same_size", "input", position: 1)
    return .bool(try x.shape == t.requireTensor(a[1], "is_same_size", "other", position: 2).shape)
  },
  Row("asarray(obj, *, dtype=None, device=None, copy=None, requires_grad=False)",
    "A tensor of an object, the tensor itself if possible.") { (t, m, a) throws(Raised) in
    let dtype = try t.requireDType(a.given(1), "asarray")
    try requireCPU(m, a[2])
    let copy = try t.flag(a.given(3))
    let requiresGrad = try t.flag(a.given(4)) ?? false
    guard let x = t.tensor(a[0]) else {
      if copy == false { throw m.raise(.valueError, "can't alias arbitrary sequence into a tensor.") }
      let result = try t.newTensor(a[0], dtype: dtype)
      if requiresGrad {
        guard result.dtype.isDifferentiable else {
          throw m.raise(.runtimeError, "Only Tensors of floating point and complex dtype can require gradients")
        }
        try t.run { try result.setRequiresGrad(true) }
      }
      return t.value(result)
    }
    let isOther = dtype.map { $0 != x.dtype } ?? false
    if isOther && copy == false {
      throw m.raise(
        .valueError, "can't alias tensor with dtype '\(x.dtype.scalarTypeName)' into dtype "
          + "'\((dtype ?? x.dtype).scalarTypeName)'.")
    }
    if !isOther && copy != true && x.requiresGrad == requiresGrad { return a[0] }
    let result = try t.run {
      let source = isOther ? try x.to(dtype ?? x.dtype) : copy == true ? try x.clone() : x
      let result = requiresGrad ? source : source.detach()
      if requiresGrad, !result.requiresGrad { try result.setRequiresGrad(true) }
      return result
    }
    return t.value(result)
  },
]

extension TorchBinding {
  /// The type given as an argument, which is not optional.
  fileprivate func requireType(_ a: Arguments, _ index: Int, _ function: String) throws(Raised) -> DType {
    guard let type = dtype(a[index]) else { throw misfit(function, .function, [a[0], a[1]]) }
    return type
  }

  /// What PyTorch says of arguments that a function takes in number but not in kind.
  ///
  /// The arguments of a method come without the tensor it is called on.
  func misfit(_ name: String, _ form: CallForm, _ arguments: [Value]) -> Raised {
    let text = explain(name, form, arguments.map { argument($0) }, [])
    return machine.raise(.typeError, text ?? "\(name)() received arguments of other types")
  }
}
