import Torch

/// A backward graph as a tree of lines. A node that several others lead to is drawn once, with a
/// mark, and named by its mark elsewhere.
struct GraphTree {
  private let graph: BackwardGraph
  private let labels: [GraphLabels.Label]
  /// The marks of nodes that are met more than once, in the order of the drawing.
  private var marks: [Int: Int] = [:]
  private var isShared: [Bool]
  private var lines: [String] = []

  /// More lines than these are not drawn.
  private static let mostLines = 500

  /// The lines, each with its end.
  static func text(of graph: BackwardGraph, _ labels: GraphLabels) -> String {
    var tree = GraphTree(graph, labels.labels)
    tree.draw()
    return tree.lines.map { $0 + "\n" }.joined()
  }

  private init(_ graph: BackwardGraph, _ labels: [GraphLabels.Label]) {
    self.graph = graph
    self.labels = labels
    var counts = [Int](repeating: 0, count: graph.nodes.count)
    for node in graph.nodes { for case let input? in node.inputs { counts[input] += 1 } }
    isShared = counts.map { $0 > 1 }
  }

  /// A line that is still to be drawn, the deepest first.
  private struct Pending {
    /// Nil for an operand without a gradient.
    var node: Int?
    var indentation: String
    var isLast: Bool
  }

  private mutating func draw() {
    guard !graph.nodes.isEmpty else { return }
    var pending = [Pending(node: 0, indentation: "", isLast: true)]
    while let next = pending.popLast() {
      guard lines.count < Self.mostLines else {
        lines.append("... the rest of \(graph.nodes.count) nodes is left out; see --svg")
        return
      }
      let isRoot = lines.isEmpty
      let branch = isRoot ? "" : next.isLast ? "└─ " : "├─ "
      guard let node = next.node else {
        lines.append(next.indentation + branch + "None")
        continue
      }
      if let mark = marks[node], isShared[node] {
        lines.append(next.indentation + branch + "\(labels[node].name) *\(mark), as above")
        continue
      }
      var line = next.indentation + branch + labels[node].line
      if isShared[node] {
        marks[node] = marks.count + 1
        line += "  *\(marks.count)"
      }
      lines.append(line)
      let indentation = next.indentation + (isRoot ? "" : next.isLast ? "   " : "│  ")
      let inputs = graph.nodes[node].inputs
      for (place, input) in inputs.enumerated().reversed() {
        let isLast = place == inputs.count - 1
        pending.append(Pending(node: input, indentation: indentation, isLast: isLast))
      }
    }
  }
}
