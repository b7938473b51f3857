import XCTest

@testable import Tensors

final class PrintingTests: XCTestCase {
  func testRecordedTexts() throws {
    for (source, text) in try recorded("printing.tsv") {
      let wanted = text.replacingOccurrences(of: "\\n", with: "\n")
      XCTAssertEqual(try tensor(source)?.text(), wanted, source)
    }
  }

  /// The tensor of a line of Python in `record.py`.
  private func tensor(_ source: String) throws -> Tensor? {
    if source.hasPrefix("torch.tensor([1+2j") || source.hasPrefix("torch.tensor(1-1j") || source.contains("1e-6j") {
      return try complex(source)
    }
    if source.hasPrefix("torch.tensor(") { return try literal(String(source.dropFirst(13))) }
    let leaf = { (tensor: Tensor) throws -> Tensor in
      try tensor.setRequiresGrad(true)
      return tensor
    }
    switch source {
    case "torch.arange(30)": return try Tensor.arange(0, 30, 1, .int64)
    case "torch.arange(12).reshape(2, 2, 3)": return try Tensor.arange(0, 12, 1, .int64).reshape([2, 2, 3])
    case "torch.arange(8).reshape(2, 2, 2, 1)":
      return try Tensor.arange(0, 8, 1, .int64).reshape([2, 2, 2, 1])
    case "torch.linspace(0, 1, 12)": return try Tensor.linspace(0, 1, 12)
    case "torch.zeros(1, 28)": return try Tensor.zeros([1, 28])
    case "torch.arange(1001)": return try Tensor.arange(0, 1001, 1, .int64)
    case "torch.arange(1200.).reshape(30, 40) / 4":
      return try Tensor.arange(0, 1200, 1, .float32).reshape([30, 40]) / 4
    case "torch.arange(2000).reshape(1000, 2)":
      return try Tensor.arange(0, 2000, 1, .int64).reshape([1000, 2])
    case "torch.ones(3, 400)": return try Tensor.ones([3, 400])
    case "torch.arange(1024).reshape(8, 8, 16)":
      return try Tensor.arange(0, 1024, 1, .int64).reshape([8, 8, 16])
    case "torch.zeros(0, 3)": return try Tensor.zeros([0, 3])
    case "torch.zeros(2, 0, dtype=torch.bool)": return try Tensor.zeros([2, 0], .bool)
    case "torch.ones(2, dtype=torch.float64, requires_grad=True)": return try leaf(.ones([2], .float64))
    case "torch.ones(2, requires_grad=True).double()": return try leaf(.ones([2])).to(.float64)
    case "torch.zeros(0, 2, requires_grad=True) * 2": return try leaf(.zeros([0, 2])) * 2
    case "torch.zeros(12, requires_grad=True)": return try leaf(.zeros([12]))
    case "torch.zeros(13, requires_grad=True)": return try leaf(.zeros([13]))
    case "torch.zeros(2, 13, requires_grad=True)": return try leaf(.zeros([2, 13]))
    case "torch.zeros(3, 12, requires_grad=True)": return try leaf(.zeros([3, 12]))
    case "torch.linspace(0, 1, 8, requires_grad=True)": return try leaf(.linspace(0, 1, 8))
    case "torch.zeros(3, 7, dtype=torch.float64, requires_grad=True) * 2.5":
      return try leaf(.zeros([3, 7], .float64)) * 2.5
    case "torch.nn.Parameter(torch.tensor([1., 2.]))":
      let parameter = try leaf(vector([1, 2]))
      parameter.isParameter = true
      return parameter
    default: return nil
    }
  }

  private func complex(_ source: String) throws -> Tensor {
    let values: [Argument] =
      source.contains("0.5j")
      ? [.complex(1, 2), .complex(-0.0, -0.5)] : source.contains("1e-6") ? [.complex(1, 1e-6), .complex(2, 0)] : []
    return try Tensor.from(values.isEmpty ? .complex(1, -1) : .list(values, isTuple: false))
  }

  /// A number or flat list, perhaps followed by a dtype.
  private func literal(_ text: String) throws -> Tensor {
    let names: [String: DType] = [
      "float64": .float64, "float16": .float16, "bfloat16": .bfloat16, "int64": .int64,
    ]
    let type = names.first { text.contains("dtype=torch.\($0.key)") }?.value
    let isList = text.hasPrefix("[")
    let body = isList ? text.dropFirst().prefix { $0 != "]" } : text.dropLast()
    let elements = body.split(separator: ",").map { piece -> Argument in
      var word = piece.trimmingCharacters(in: .whitespaces)
      if word == "True" || word == "False" { return .bool(word == "True") }
      word = word.replacingOccurrences(of: "float('", with: "").replacingOccurrences(of: "')", with: "")
      if let integer = Int(word) { return .int(integer) }
      return .double(Double(word.hasSuffix(".") ? word + "0" : word)!)
    }
    return try Tensor.from(isList ? .list(elements, isTuple: false) : elements[0], dtype: type)
  }

  func testOptions() throws {
    var options = PrintOptions()
    options.precision = 2
    XCTAssertEqual(try vector([1.234, 5]).text(options), "tensor([1.23, 5.00])")
    options.scientific = true
    XCTAssertEqual(try vector([1.234, 5]).text(options), "tensor([1.23e+00, 5.00e+00])")
    options = PrintOptions()
    options.edgeItems = 0
    options.threshold = 1
    XCTAssertEqual(try vector([1, 2, 3]).text(options), "tensor([...], size=(3,))")
  }
}
