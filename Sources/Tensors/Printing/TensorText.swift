import CLoops

extension Tensor {
  /// What `repr`, `str` and `print` show, as PyTorch writes it.
  public func text(_ options: PrintOptions = PrintOptions(), defaultDType: DType = .float32) -> String {
    let text = TensorText(self, options, defaultDType).text
    return isParameter ? "Parameter containing:\n" + text : text
  }
}

extension Tensor: CustomStringConvertible {
  public var description: String { text() }
}

/// One tensor being written.
private struct TensorText {
  private let tensor: Tensor
  private let options: PrintOptions
  private let defaultDType: DType
  private let prefix = "tensor("
  private let isSummarized: Bool
  private var real: NumberFormat
  /// For complex numbers, the format of the imaginary parts.
  private var imaginary: NumberFormat?

  init(_ tensor: Tensor, _ options: PrintOptions, _ defaultDType: DType) {
    self.tensor = tensor
    self.options = options
    self.defaultDType = defaultDType
    isSummarized = tensor.count > options.threshold
    real = NumberFormat([], options)
    var shown: [Scalar] = []
    // Without elements a dimension can still be as long as it likes.
    if tensor.count > 0 { collect(0, 0, &shown) }
    if tensor.dtype.isComplex {
      real = NumberFormat(shown.map { .double($0.double) }, options)
      imaginary = NumberFormat(shown.map { .double($0.imaginary) }, options)
    } else {
      real = NumberFormat(shown, options)
    }
  }

  var text: String {
    var text = prefix + (tensor.count == 0 ? "[]" : body(0, 0, indent: prefix.count))
    var column = text.utf8.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 2
    for suffix in suffixes {
      if column + suffix.count + 2 > options.lineWidth {
        text += ",\n" + String(repeating: " ", count: prefix.count) + suffix
        column = prefix.count + suffix.count
      } else {
        text += ", " + suffix
        column += suffix.count + 2
      }
    }
    return text + ")"
  }

  private var suffixes: [String] {
    var suffixes: [String] = []
    let dtype = tensor.dtype
    let complexDefault: DType = defaultDType == .float64 ? .complex128 : .complex64
    if tensor.count == 0 {
      if tensor.rank != 1 { suffixes.append("size=" + sizeText) }
      if dtype != defaultDType { suffixes.append("dtype=torch.\(dtype.name)") }
    } else {
      if options.edgeItems == 0 { suffixes.append("size=" + sizeText) }
      if dtype != defaultDType && dtype != .int64 && dtype != .bool && dtype != complexDefault {
        suffixes.append("dtype=torch.\(dtype.name)")
      }
    }
    if let node = tensor.gradFn {
      let name = options.usesFormerNodeNames ? node.formerName : node.name
      suffixes.append("grad_fn=<\(name)>")
    } else if tensor.requiresGrad {
      suffixes.append("requires_grad=True")
    }
    return suffixes
  }

  /// The sizes as a Python tuple.
  private var sizeText: String {
    let sizes = tensor.shape.array
    return sizes.count == 1
      ? "(\(sizes[0]),)" : "(" + sizes.map(String.init).joined(separator: ", ") + ")"
  }

  /// The entries of a dimension that are shown; nil stands for the dots.
  private func entries(of dimension: Int) -> [Int?] {
    let size = tensor.shape[dimension]
    let edge = options.edgeItems
    if !isSummarized || size <= 2 * edge { return Array(0..<size) }
    return Array(0..<edge) + [nil] + Array((size - edge)..<size)
  }

  private func collect(_ dimension: Int, _ offset: Int, _ shown: inout [Scalar]) {
    if dimension == tensor.rank {
      shown.append(tensor.element(at: offset))
      return
    }
    for case let index? in entries(of: dimension) {
      if shown.count & 0xFFFF == 0xFFFF, cl_stop_requested() { return }
      collect(dimension + 1, offset + index * tensor.strides[dimension], &shown)
    }
  }

  private func number(_ offset: Int) -> String {
    let value = tensor.element(at: offset)
    guard let imaginary else { return real.padded(value) }
    let second = imaginary.text(.double(value.imaginary)) + "j"
    let sign = second.hasPrefix("-") ? "" : "+"
    return real.padded(.double(value.double)) + sign + second
  }

  /// The entries from a dimension on. A text that nobody waits for any more need not be whole.
  private func body(_ dimension: Int, _ offset: Int, indent: Int) -> String {
    if cl_stop_requested() { return "" }
    if dimension == tensor.rank { return number(offset) }
    if dimension == tensor.rank - 1 { return line(dimension, offset, indent) }
    let parts = entries(of: dimension).map { index in
      index.map { body(dimension + 1, offset + $0 * tensor.strides[dimension], indent: indent + 1) }
        ?? "..."
    }
    let newlines = String(repeating: "\n", count: tensor.rank - dimension - 1)
    let separator = "," + newlines + String(repeating: " ", count: indent + 1)
    return "[" + parts.joined(separator: separator) + "]"
  }

  /// The last dimension: numbers in lines of as many as fit.
  private func line(_ dimension: Int, _ offset: Int, _ indent: Int) -> String {
    let step = tensor.strides[dimension]
    var parts: [String] = []
    for index in entries(of: dimension) {
      if parts.count & 0xFFF == 0xFFF, cl_stop_requested() { return "" }
      parts.append(index.map { number(offset + $0 * step) } ?? (options.edgeItems == 0 ? "..." : " ..."))
    }
    var width = real.width + 2
    if let imaginary { width += imaginary.width + 1 }
    let perLine = Swift.max(1, (options.lineWidth - indent) / width)
    var lines: [String] = []
    for start in Swift.stride(from: 0, to: parts.count, by: perLine) {
      if lines.count & 0xFFF == 0xFFF, cl_stop_requested() { return "" }
      lines.append(parts[start..<Swift.min(start + perLine, parts.count)].joined(separator: ", "))
    }
    return "[" + lines.joined(separator: ",\n" + String(repeating: " ", count: indent + 1)) + "]"
  }
}
