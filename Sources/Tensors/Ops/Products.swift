import CLoops

// Products of tensors beyond matrix times matrix: sums over named dimensions, outer and batched products.

extension Op {
  static let einsumOp = Op(
    "einsum(str equation, Any* operands) -> Tensor", [.function],
    doc: "Sums of products over dimensions named by letters.",
    forward: .general { args in
      try .tensor(einsum(args.string(0), args.tensors(1)))
    })

  static let outer = Op(
    "outer(Tensor self, Tensor vec2) -> Tensor", [.function, .method],
    doc: "All products of elements of two vectors.",
    forward: .general { args in
      let (a, b) = try (args.tensor(0), args.tensor(1))
      guard a.rank == 1, b.rank == 1 else {
        throw TensorError.runtime(
          "outer: Expected 1-D argument \(a.rank == 1 ? "vec2" : "self"), but got \((a.rank == 1 ? b : a).rank)-D")
      }
      return try .tensor(a.reshape(Dims(a.count, 1)) * b)
    })

  static let inner = Op(
    "inner(Tensor self, Tensor other) -> Tensor", [.function, .method],
    doc: "Sums of products over the last dimensions.",
    forward: .general { args in
      let (a, b) = try (args.tensor(0), args.tensor(1))
      if a.rank == 0 || b.rank == 0 { return try .tensor(a * b) }
      guard a.shape[a.rank - 1] == b.shape[b.rank - 1] else {
        throw TensorError.runtime(
          "inner() the last dimension must match on both input tensors but got shapes \(a.shape.text) and "
            + b.shape.text)
      }
      return try .tensor(a.tensordot(b, [a.rank - 1], [b.rank - 1]))
    })

  static let tensordot = Op(
    "tensordot(Tensor a, Tensor b, Any dims=2) -> Tensor", [.function],
    doc: "Sums of products over chosen dimensions.",
    forward: .general { args in
      let (a, b) = try (args.tensor(0), args.tensor(1))
      if case .list(let pair, _) = args[2], pair.count == 2 {
        let lists = try pair.indices.map { try Arguments(pair, args.context).ints($0).array }
        return try .tensor(a.tensordot(b, lists[0], lists[1]))
      }
      let number = try args.int(2)
      guard number >= 0 else {
        throw TensorError.runtime("tensordot expects dims >= 0, but got dims=\(number)")
      }
      guard number <= a.rank, number <= b.rank else {
        throw TensorError.runtime("tensordot expects dims < ndim_a or ndim_b, but got dims=\(number)")
      }
      return try .tensor(a.tensordot(b, Array((a.rank - number)..<a.rank), Array(0..<number)))
    })

  static let kron = Op(
    "kron(Tensor self, Tensor other) -> Tensor", [.function, .method],
    doc: "Every element of the first tensor times the second.",
    forward: .general { args in
      let (a, b) = try (args.tensor(0), args.tensor(1))
      let rank = Swift.max(a.rank, b.rank)
      guard 2 * rank <= Dims.maximum else { throw Dims.tooMany }
      var (first, second, size) = (Dims(), Dims(), Dims())
      for index in 0..<rank {
        let (i, j) = (index - (rank - a.rank), index - (rank - b.rank))
        let (m, n) = (i >= 0 ? a.shape[i] : 1, j >= 0 ? b.shape[j] : 1)
        first.append(m)
        first.append(1)
        second.append(1)
        second.append(n)
        size.append(m * n)
      }
      return try .tensor((a.reshape(first) * b.reshape(second)).unsafeView(size))
    },
    samples: { [[.sample([1, 2, 3, 4], [2, 2]), .sample([5, 6])]] })

  static let cross: Op = Op(
    "cross(Tensor self, Tensor other, int? dim=None) -> Tensor", [.function, .method],
    doc: "The cross products of vectors of three elements.",
    forward: .general { args in
      let (a, b) = try (args.tensor(0), args.tensor(1))
      let found = a.shape.array.firstIndex(of: 3)
      guard let dim = try args.optionalInt(2) ?? found else {
        throw TensorError.runtime("no dimension of size 3 in input")
      }
      return try .tensor(a.crossProduct(b, dim))
    })
  static let linalgCross: Op = Op(
    "linalg_cross(Tensor self, Tensor other, *, int dim=-1) -> Tensor", [.linalg],
    doc: "The cross products of vectors of three elements.",
    forward: .general { args in
      try .tensor(args.tensor(0).crossProduct(args.tensor(1), args.int(2)))
    },
    node: "LinalgCrossBackward0",
    samples: { [[.sample([1, 2, 3]), .sample([4, 0.5, 6]), .int(0)]] }
  ) { node, grad in
    let (a, b) = try (node.saved(0), node.saved(1))
    return try node.gradients(b.crossProduct(grad, node.firstInt), grad.crossProduct(a, node.firstInt))
  }

  /// A row for a product added to a tensor.
  private static func addedProduct(
    _ schema: String, node: String, doc: String, sample: [Argument],
    product: @escaping (Tensor, Tensor) throws -> Tensor,
    gradients: @escaping (Tensor, Tensor, Tensor) throws -> (Tensor, Tensor)
  ) -> Op {
    let own = OpReference()
    let row = Op(
      schema + ", *, Scalar beta=1, Scalar alpha=1) -> Tensor", [.function, .method, .inPlace], doc: doc,
      forward: .general { args in
        let (x, a, b) = try (args.tensor(0), args.tensor(1), args.tensor(2))
        let (beta, alpha) = try (args.scalar(3), args.scalar(4))
        let result = try noGrad {
          let product = try product(a, b)
          let scaled = alpha == 1 ? product : try product * alpha
          if beta.isZero { return try scaled.zerosLike() + scaled }
          return try (beta == 1 ? x : x * beta) + scaled
        }
        return .tensor(own.op.record(result, [x, a, b]) { node in
          node.save(0, a)
          node.save(1, b)
          (node.firstNumber, node.secondNumber) = (alpha.double, beta.double)
        })
      },
      node: node, samples: { [sample] }
    ) { node, grad in
      let scaled = try grad * .double(node.firstNumber)
      let (first, second) = try gradients(scaled, node.saved(0), node.saved(1))
      return try node.gradients(grad * .double(node.secondNumber), first, second)
    }
    own.op = row
    return row
  }
  static let baddbmm = addedProduct(
    "baddbmm(Tensor self, Tensor batch1, Tensor batch2", node: "BaddbmmBackward0",
    doc: "Batches of matrix products, plus `input`.",
    sample: [.sample([1], [1, 1, 1]), .sample([1, 2], [1, 1, 2]), .sample([3, 4], [1, 2, 1])],
    product: { try $0.bmm($1) },
    gradients: { try ($0.bmm($2.transpose(1, 2)), $1.transpose(1, 2).bmm($0)) })
  static let addbmm = addedProduct(
    "addbmm(Tensor self, Tensor batch1, Tensor batch2", node: "AddbmmBackward0",
    doc: "The sum of batches of matrix products, plus `input`.",
    sample: [.sample([1], [1, 1]), .sample([1, 2], [1, 1, 2]), .sample([3, 4], [1, 2, 1])],
    product: { try $0.bmm($1).sum(Dims(0)) },
    gradients: { grad, a, b in
      let spread = try grad.unsqueeze(0).expand([a.shape[0], grad.shape[0], grad.shape[1]])
      return try (spread.bmm(b.transpose(1, 2)), a.transpose(1, 2).bmm(spread))
    })
  static let addmv = addedProduct(
    "addmv(Tensor self, Tensor mat, Tensor vec", node: "AddmvBackward0",
    doc: "A matrix times a vector, plus `input`.",
    sample: [.sample([1, 2]), .sample([1, 2, 3, 4], [2, 2]), .sample([3, 4])],
    product: { try $0.mv($1) },
    gradients: { try ($0.unsqueeze(1) * $2.unsqueeze(0), $1.t().mv($0)) })
  static let addr = addedProduct(
    "addr(Tensor self, Tensor vec1, Tensor vec2", node: "AddrBackward0",
    doc: "The outer product of vectors, plus `input`.",
    sample: [.sample([1, 2, 3, 4], [2, 2]), .sample([1, 2]), .sample([3, 4])],
    product: { try $0.unsqueeze(1) * $1.unsqueeze(0) },
    gradients: { try ($0.mv($2), $0.t().mv($1)) })

  /// A row for a product of several matrices, multiplied in the cheapest order.
  private static func chain(_ schema: String, _ variants: Variants) -> Op {
    Op(
      schema, variants, doc: "The product of matrices, in the order that takes least work.",
      forward: .general { args in
        guard case .list(let elements, _) = args[0] else { return .none }
        let given = try elements.indices.map { try Arguments(elements, args.context).tensor($0) }
        guard given.count >= 2 else {
          throw TensorError.runtime("multi_dot(): expected at least 2 tensors but got \(given.count)")
        }
        var matrices = given
        if given[0].rank == 1 { matrices[0] = try given[0].unsqueeze(0) }
        if given[given.count - 1].rank == 1 { matrices[given.count - 1] = try given[given.count - 1].unsqueeze(1) }
        let product = try chainProduct(matrices)
        var result = try product.view(product.shape)
        if given[0].rank == 1 { result = try result.squeeze(0) }
        if given[given.count - 1].rank == 1 { result = try result.squeeze(-1) }
        return .tensor(result)
      })
  }
  static let multiDot = chain("linalg_multi_dot(Any* tensors) -> Tensor", .linalg)
  static let chainMatmul = chain("chain_matmul(Any* matrices) -> Tensor", .function)

  static let vdot: Op = Op(
    "vdot(Tensor self, Tensor other) -> Tensor", [.function, .method],
    doc: "The sum of products of two vectors' elements, the first conjugated.",
    forward: .general { args in
      let (a, b) = try (args.tensor(0), args.tensor(1))
      let result = try noGrad { try a.detach().conjugatedIfComplex().dot(b.detach()) }
      return .tensor(Op.vdot.record(result, a, b))
    },
    saves: .crosswise, node: "VdotBackward0", samples: { [[.sample([1, 2, 3]), .sample([1, -1, 2])]] }
  ) { node, grad in
    try node.gradients(grad.conjugatedIfComplex() * node.saved(1), grad * node.saved(0))
  }
  static let vecdot = Op(
    "linalg_vecdot(Tensor x, Tensor y, *, int dim=-1) -> Tensor", [.linalg],
    doc: "Sums of products along a dimension.",
    forward: .general { args in
      let x = try args.tensor(0)
      if x.dtype.isIntegral {
        throw TensorError.runtime(
          "linalg.vecdot: Expected a floating point or complex tensor as input. Got "
            + x.dtype.scalarTypeName)
      }
      return try .tensor((args.tensor(0) * args.tensor(1)).sum(Dims(args.int(2))))
    })

  static var productRows: [Op] {
    [
      einsumOp, outer, inner, tensordot, kron, cross, linalgCross, baddbmm, addbmm, addmv, addr, multiDot,
      chainMatmul, vdot, vecdot,
    ] + linalgRows
  }
}

extension Tensor {
  fileprivate func crossProduct(_ other: Tensor, _ dim: Int) throws -> Tensor {
    let size = try broadcast(shape, other.shape)
    let dimension = try wrapped(dim, rank: size.count)
    guard size.count > 0, size[dimension] == 3 else {
      throw TensorError.runtime(
        "linalg.cross: inputs dimension \(dim) must have length 3. Got \(size.count > 0 ? size[dimension] : 1) and "
          + "\(size.count > 0 ? size[dimension] : 1)")
    }
    let result = try noGrad {
      let (a, b) = try (expand(size).unbind(dimension), other.expand(size).unbind(dimension))
      return try stack(
        [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]], dimension)
    }
    return Op.linalgCross.record(result, self, other) { node in
      node.save(0, self)
      node.save(1, other)
      node.firstInt = dimension
    }
  }

  /// Sums of products over pairs of dimensions: both operands as matrices, one product, and the shape back.
  func tensordot(_ other: Tensor, _ dims: [Int], _ otherDims: [Int]) throws -> Tensor {
    guard dims.count == otherDims.count else {
      throw TensorError.runtime("both dimension lists should have same length")
    }
    let own = try dims.map { try wrapped($0, rank: rank) }
    let others = try otherDims.map { try wrapped($0, rank: other.rank) }
    for (a, b) in zip(own, others) where shape[a] != other.shape[b] {
      throw TensorError.runtime(
        "contracted dimensions need to match, but first has size \(shape[a]) in dim \(a - rank) and second has "
          + "size \(other.shape[b]) in dim \(b)")
    }
    let kept = (0..<rank).filter { !own.contains($0) }
    let otherKept = (0..<other.rank).filter { !others.contains($0) }
    let inner = own.reduce(1) { $0 * shape[$1] }
    let a = try permute(Dims(kept + own)).reshape(Dims(kept.reduce(1) { $0 * shape[$1] }, inner))
    let b = try other.permute(Dims(others + otherKept))
      .reshape(Dims(inner, otherKept.reduce(1) { $0 * other.shape[$1] }))
    let size = try Dims(kept.map { shape[$0] } + otherKept.map { other.shape[$0] })
    return try a.mm(b).view(size)
  }
}

/// The product of matrices in the cheapest order, by dynamic programming.
func chainProduct(_ matrices: [Tensor]) throws -> Tensor {
  let n = matrices.count
  for (a, b) in zip(matrices, matrices.dropFirst()) where a.rank != 2 || b.rank != 2 || a.shape[1] != b.shape[0] {
    throw TensorError.runtime(
      "multi_dot(): tensors must be matrices that can be multiplied, but got \(a.shape.text) and \(b.shape.text)")
  }
  let sizes = [matrices[0].shape[0]] + matrices.map { $0.shape[1] }
  var cost = Array(repeating: Array(repeating: 0.0, count: n), count: n)
  var cut = Array(repeating: Array(repeating: 0, count: n), count: n)
  for length in 1..<n {
    for i in 0..<(n - length) {
      let j = i + length
      cost[i][j] = .infinity
      for k in i..<j {
        let work = cost[i][k] + cost[k + 1][j] + Double(sizes[i]) * Double(sizes[k + 1]) * Double(sizes[j + 1])
        if work < cost[i][j] { (cost[i][j], cut[i][j]) = (work, k) }
      }
    }
  }
  func multiply(_ i: Int, _ j: Int) throws -> Tensor {
    i == j ? matrices[i] : try multiply(i, cut[i][j]).mm(multiply(cut[i][j] + 1, j))
  }
  return try multiply(0, n - 1)
}

/// A letter of an equation, or a dimension an ellipsis stands for.
private enum Label: Hashable {
  case letter(Character)
  case hidden(Int)

  var text: String {
    if case .letter(let letter) = self { String(letter) } else { "..." }
  }
}

/// Sums of products over named dimensions, one pair of operands after the other.
public func einsum(_ equation: String, _ operands: [Tensor]) throws -> Tensor {
  guard !operands.isEmpty else { throw TensorError.runtime("einsum(): must provide at least one operand") }
  let text = equation.filter { $0 != " " }
  let sides = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
  let inputs = sides[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  guard inputs.count == operands.count else {
    throw TensorError.runtime(
      inputs.count > operands.count ? "einsum(): fewer operands were provided than specified in the equation"
        : "einsum(): more operands were provided than specified in the equation")
  }
  var sizes: [Label: Int] = [:]
  var terms: [(labels: [Label], tensor: Tensor)] = []
  var hidden = 0
  for (index, (subscripts, operand)) in zip(inputs, operands).enumerated() {
    let labels = try einsumLabels(subscripts, operand, index)
    hidden = Swift.max(hidden, labels.filter { if case .hidden = $0 { true } else { false } }.count)
    terms.append(try einsumDiagonals(labels, operand, index, &sizes))
  }
  let output: [Label]
  if sides.count > 1 {
    guard sides[1].first == ">" else { throw TensorError.runtime("einsum(): invalid equation \(equation)") }
    output = try einsumOutput(String(sides[1].dropFirst()), hidden, sizes)
  } else {
    let all = inputs.joined().filter { $0.isLetter }
    let once = Set(all).filter { letter in all.filter { $0 == letter }.count == 1 }.sorted()
    output = (0..<hidden).reversed().map { Label.hidden($0) } + once.map { Label.letter($0) }
  }
  var (labels, result) = terms[0]
  for (index, term) in terms.enumerated().dropFirst() {
    let later = Set(terms[(index + 1)...].flatMap(\.labels) + output)
    (labels, result) = try einsumPair(labels, result, term.labels, term.tensor, later)
  }
  return try einsumFinish(labels, result, output)
}

private func einsumLabels(_ subscripts: String, _ operand: Tensor, _ index: Int) throws -> [Label] {
  let letters = subscripts.filter { $0 != "." }
  let dots = subscripts.count - letters.count
  guard dots == 0 || dots == 3 && subscripts.contains("...") else {
    throw TensorError.runtime(
      "einsum(): found '.' for operand \(index) that is not part of any ellipsis")
  }
  for letter in letters where !(letter.isASCII && letter.isLetter) {
    throw TensorError.runtime(
      "einsum(): invalid subscript given at index \(index) in the equation string, subscripts must be in [a-zA-Z]")
  }
  let missing = operand.rank - letters.count
  guard missing >= 0, dots > 0 || missing == 0 else {
    throw TensorError.runtime(
      "einsum(): the number of subscripts in the equation (\(letters.count)) \(missing < 0 ? "is more" : "does not match") "
        + (missing < 0 ? "than the number of dimensions (\(operand.rank)) for operand \(index)"
          : "the number of dimensions (\(operand.rank)) for operand \(index) and no ellipsis was given"))
  }
  var labels: [Label] = []
  var isExpanded = false
  for character in subscripts {
    if character != "." {
      labels.append(.letter(character))
    } else if !isExpanded {
      labels += (0..<missing).reversed().map { .hidden($0) }
      isExpanded = true
    }
  }
  return labels
}

/// Takes diagonals where a letter repeats within an operand, and notes the sizes.
private func einsumDiagonals(
  _ labels: [Label], _ operand: Tensor, _ index: Int, _ sizes: inout [Label: Int]
) throws -> (labels: [Label], tensor: Tensor) {
  var (kept, x): ([Label], Tensor) = ([], operand)
  for label in labels {
    let place = kept.count
    if let former = kept.firstIndex(of: label) {
      guard x.shape[former] == x.shape[place] else {
        throw TensorError.runtime(
          "einsum(): subscript is repeated for operand \(index) but the sizes don't match, "
            + "\(x.shape[place]) != \(x.shape[former])")
      }
      x = try x.diagonal(0, former, place).movedim(-1, former)
    } else {
      kept.append(label)
    }
  }
  for (place, label) in kept.enumerated() {
    let size = x.shape[place]
    if let known = sizes[label], known != size, known != 1, size != 1 {
      throw TensorError.runtime(
        "einsum(): subscript \(label.text) has size \(size) for operand \(index) which does not broadcast with "
          + "previously seen size \(known)")
    }
    sizes[label] = size == 1 ? sizes[label] ?? 1 : size
  }
  return (kept, x)
}

private func einsumOutput(_ text: String, _ hidden: Int, _ sizes: [Label: Int]) throws -> [Label] {
  var labels: [Label] = []
  var isExpanded = false
  for character in text {
    if character == "." {
      if !isExpanded { labels += (0..<hidden).reversed().map { .hidden($0) } }
      isExpanded = true
      continue
    }
    let label = Label.letter(character)
    guard sizes[label] != nil else {
      throw TensorError.runtime(
        "einsum(): output subscript \(character) does not appear in the equation for any input operand")
    }
    guard !labels.contains(label) else {
      throw TensorError.runtime("einsum(): output subscript \(character) appears more than once in the output")
    }
    labels.append(label)
  }
  return labels
}

/// The product of two terms, summed over the labels that nothing later needs.
private func einsumPair(
  _ first: [Label], _ a: Tensor, _ second: [Label], _ b: Tensor, _ later: Set<Label>
) throws -> ([Label], Tensor) {
  let isShared = { (label: Label) in first.contains(label) && second.contains(label) }
  let batch = first.filter { isShared($0) && later.contains($0) }
  let summed = first.filter { isShared($0) && !later.contains($0) }
  let own = first.filter { !second.contains($0) }
  let other = second.filter { !first.contains($0) }
  if summed.isEmpty {
    // Nothing to sum: a product of elements.
    let labels = batch + own + other
    return try (labels, a.aligned(first, labels) * b.aligned(second, labels))
  }
  let (x, y) = try (a.aligned(first, batch + own + summed), b.aligned(second, batch + summed + other))
  let size = { (x: Tensor, range: Range<Int>) in range.map { x.shape[$0] } }
  let batchSizes = zip(size(x, 0..<batch.count), size(y, 0..<batch.count)).map { Swift.max($0, $1) }
  let inner = zip(
    size(x, (batch.count + own.count)..<x.rank), size(y, batch.count..<(batch.count + summed.count))
  ).map { Swift.max($0, $1) }
  let ownSizes = size(x, batch.count..<(batch.count + own.count))
  let otherSizes = size(y, (batch.count + summed.count)..<y.rank)
  let count = { (sizes: [Int]) in sizes.reduce(1, *) }
  let left = try x.expand(Dims(batchSizes + ownSizes + inner))
    .reshape([count(batchSizes), count(ownSizes), count(inner)])
  let right = try y.expand(Dims(batchSizes + inner + otherSizes))
    .reshape([count(batchSizes), count(inner), count(otherSizes)])
  let product = try left.bmm(right).view(Dims(batchSizes + ownSizes + otherSizes))
  return (batch + own + other, product)
}

extension Tensor {
  /// Dimensions in the order of labels; labels this tensor lacks get size 1.
  fileprivate func aligned(_ labels: [Label], _ order: [Label]) throws -> Tensor {
    let places = order.compactMap { labels.firstIndex(of: $0) }
    var x = try places == Array(0..<rank) ? self : permute(Dims(places))
    for (index, label) in order.enumerated() where !labels.contains(label) { x = try x.unsqueeze(index) }
    return x
  }
}

private func einsumFinish(_ labels: [Label], _ x: Tensor, _ output: [Label]) throws -> Tensor {
  var (labels, x) = (labels, x)
  let gone = labels.indices.filter { !output.contains(labels[$0]) }
  if !gone.isEmpty {
    x = try x.sum(Dims(gone))
    labels = labels.filter { output.contains($0) }
  }
  let order = output.compactMap { labels.firstIndex(of: $0) }
  return try order == Array(0..<x.rank) && !gone.isEmpty || order == Array(0..<x.rank) && x.node != nil
    ? x : x.permute(Dims(order))
}
