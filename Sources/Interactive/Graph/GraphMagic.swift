import Python
import Torch

/// `%graph`: the backward graph of a tensor.
extension Kernel {
  static var graphMagics: [Magic<Kernel>] {
    [
      .action(
        "graph",
        doc: """
          Draw the backward graph of a tensor: %graph [--dot file] [--svg file] expression.

          Each line is a node, with PyTorch's name and the shape of what the operation gave; below
          it stand the nodes of its operands, None for one that takes no gradient. Leaves stand by
          the names of their variables, with their gradients. What a backward pass has freed is
          marked so.
          """
      ) { try $0.drawGraph($1) }
    ]
  }

  private func drawGraph(_ call: Magic<Kernel>.Call) throws {
    let options = try MagicOptions(
      call.line, "", long: ["dot=", "svg="], keepsQuotes: true)
    let expression = PythonText.strip(options.rest)
    guard !expression.isEmpty else { throw MagicProblem.usage("%graph: which tensor?") }
    let value = try self.value(of: expression)
    guard let graph = torch.graph(machine, value) else {
      throw MagicProblem.usage(
        "%graph: \(expression) is no tensor but of type \(machine.typeName(of: value))")
    }
    guard !graph.nodes.isEmpty else {
      return write(
        "\(expression) has no graph: it was computed without a tensor that requires grad\n")
    }
    let labels = GraphLabels(graph, in: self)
    if let path = options["dot"] {
      try writePicture(GraphPicture.dot(graph, labels), to: path)
    }
    if let path = options["svg"] {
      try writePicture(GraphPicture.svg(graph, labels), to: path)
    }
    guard !options.has("dot"), !options.has("svg") else { return }
    write(GraphTree.text(of: graph, labels))
  }

  private func writePicture(_ text: String, to path: String) throws {
    let path = expandUser(path)
    try writeFile(path, text)
    write("Writing \(path)\n")
  }

  /// The value of an expression; its error is the cell's.
  private func value(of expression: String) throws -> Value {
    let source = Source(expression)
    let file = SourceFile(.string("<string>"), source)
    let code: Code
    do throws(SyntaxProblem) {
      code = try machine.compile(source, file: file, mode: .evaluation)
    } catch {
      throw MagicProblem.exception(type: error.kind.typeName, message: error.message)
    }
    return try machine.run(code, in: main)
  }
}
