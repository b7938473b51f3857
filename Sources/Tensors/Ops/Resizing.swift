// Tensors that take other sizes.

extension Op {
  static let resize = Op(
    "resize_(Tensor self, int[] size, *, Any memory_format=None) -> Tensor", .method,
    doc: "Gives the tensor other sizes; new elements are zero.",
    forward: .general { args in
      let x = try args.tensor(0)
      try x.resize(to: args.ints(1))
      return .tensor(x)
    })
  static let resizeAs = Op(
    "resize_as_(Tensor self, Tensor the_template, *, Any memory_format=None) -> Tensor", .method,
    doc: "Gives the tensor the sizes of another one.",
    forward: .general { args in
      let x = try args.tensor(0)
      try x.resize(to: args.tensor(1).shape)
      return .tensor(x)
    })
  static let toDense = Op(
    "to_dense(Tensor self, ScalarType? dtype=None, *, Any masked_grad=None) -> Tensor", .method,
    doc: "The tensor itself, as all are dense; or with elements of another type.",
    forward: .general { args in
      let x = try args.tensor(0)
      return try .tensor(args.dtype(1).map { try x.to($0) } ?? x)
    })
  static let sumToSize = Op(
    "sum_to_size(Tensor self, int[] size) -> Tensor", .method,
    doc: "Sums along dimensions, so that the result has sizes that broadcast to the tensor's.",
    forward: .general { args in
      let (x, size) = try (args.tensor(0), args.ints(1))
      let leading = x.rank - size.count
      guard leading >= 0, size.indices.allSatisfy({ size[$0] == 1 || size[$0] == x.shape[$0 + leading] }) else {
        throw TensorError.runtime("size {\(size.text)} is not expandable to size {\(x.shape.text)}.")
      }
      if size == x.shape { return .tensor(x) }
      let summed = x.shape.indices.filter { $0 < leading || size[$0 - leading] == 1 && x.shape[$0] != 1 }
      return try .tensor(x.sum(Dims(summed), keepDim: true).view(size))
    })

  static var resizingRows: [Op] { [resize, resizeAs, toDense, sumToSize] }
}
