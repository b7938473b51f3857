import CLoops

// Windows of signals: new tensors whose elements fall off towards the ends.

extension Op {
  /// The rows of a window: of its length alone, also with whether it is periodic, and with each of the numbers that
  /// give its shape. `values` makes a symmetric window of so many elements, more than one.
  private static func window(
    _ name: String, doc: String, numbers: KeyValuePairs<String, Double> = [:],
    values: @escaping (Int, DType, [Double]) throws -> Tensor
  ) -> [Op] {
    let parameters = ["int window_length", "bool periodic"] + numbers.map { "float \($0.key)" }
    return (1...parameters.count).map { count in
      Op(
        "\(name)(\(parameters[..<count].joined(separator: ", ")))", [.function, .factory], doc: doc,
        forward: .general { args in
          let length = try args.int(0)
          let shape = try numbers.enumerated().map { try $0 + 2 < count ? args.double($0 + 2) : $1.value }
          return try args.make(count) { dtype in
            try checkWindow(name, length, dtype)
            guard length > 1 else { return try Tensor.ones(Dims(length), dtype) }
            guard count < 2 || args.bool(1) else { return try values(length, dtype, shape) }
            // A period is a symmetric window without its last element.
            guard length < Int.max else { throw TensorError.runtime("invalid size, possible overflow?") }
            let whole = try values(length + 1, dtype, shape)
            return try noGrad { try whole.slice(0, from: 0, to: length, step: 1).clone() }
          }
        })
    }
  }

  private static func checkWindow(_ name: String, _ length: Int, _ dtype: DType) throws {
    if dtype.isComplex { throw TensorError.noKernel("arange_cpu", dtype) }
    guard dtype.isFloatingPoint else {
      throw TensorError.runtime(
        "\(name) expects floating point dtypes, got: TensorOptions(dtype=\(dtype.nativeName), device=cpu, "
          + "layout=Strided (default), requires_grad=false (default), pinned_memory=false, memory_format=(nullopt))")
    }
    guard length >= 0 else {
      throw TensorError.runtime("\(name) requires non-negative window_length, got window_length=\(length)")
    }
  }

  /// A raised cosine: `alpha` less `beta` times the cosine.
  private static func raisedCosine(_ length: Int, _ dtype: DType, _ alpha: Double, _ beta: Double) throws -> Tensor {
    let angles = try Tensor.arange(0, .int(length), 1, dtype) * .double(2 * Double.pi / Double(length - 1))
    return try Op.cos.unary(angles) * .double(-beta) + .double(alpha)
  }

  private static let hannWindow = window("hann_window", doc: "A Hann window.") { length, dtype, _ in
    try raisedCosine(length, dtype, 0.5, 0.5)
  }
  private static let hammingWindow = window(
    "hamming_window", doc: "A Hamming window.", numbers: ["alpha": 0.54, "beta": 0.46]
  ) { length, dtype, shape in try raisedCosine(length, dtype, shape[0], shape[1]) }
  private static let blackmanWindow = window("blackman_window", doc: "A Blackman window.") { length, dtype, _ in
    let angles = try Tensor.arange(0, .int(length), 1, dtype) * .double(Double.pi / Double(length - 1))
    let (fast, slow) = try (Op.cos.unary(angles * 4) * 0.08, Op.cos.unary(angles * 2) * 0.5)
    return try fast - slow + 0.42
  }
  private static let bartlettWindow = window(
    "bartlett_window", doc: "A Bartlett window: a triangle."
  ) { length, dtype, _ in
    let rise = try Tensor.arange(0, .int(length), 1, dtype) * .double(2 / Double(length - 1))
    let half = (length - 1) / 2 + 1
    let fall = try rise.slice(0, from: half, to: length, step: 1) * -1 + 2
    return try Tensors.cat([rise.slice(0, from: 0, to: half, step: 1), fall])
  }
  private static let kaiserWindow = window(
    "kaiser_window", doc: "A Kaiser window.", numbers: ["beta": 12]
  ) { length, dtype, shape in
    let wide = dtype.isHalf ? DType.float32 : dtype
    let places = try Tensor.arange(0, .int(length), 1, wide) * .double(2 / Double(length - 1)) - 1
    let heights = try (1 - places * places).clamp(min: 0).sqrt() * .double(shape[0])
    let top = try Op.i0.mapped(Tensor(.double(shape[0]), wide), CL_I0, (0, 0)).item().double
    return try (Op.i0.mapped(heights, CL_I0, (0, 0)) * .double(1 / top)).converted(to: dtype)
  }

  static var windowRows: [Op] {
    hannWindow + hammingWindow + blackmanWindow + bartlettWindow + kaiserWindow
  }
}
