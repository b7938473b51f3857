import Python
import Torch

/// A backward graph as a picture: a text for Graphviz, or an SVG drawing.
enum GraphPicture {
  // MARK: Graphviz

  /// The graph in the language of `dot`. Arrows point the way gradients flow.
  static func dot(_ graph: BackwardGraph, _ labels: GraphLabels) -> String {
    var lines = ["digraph backward {", "  node [shape=box, fontname=\"monospace\"];"]
    for (index, node) in graph.nodes.enumerated() {
      let label = labels.labels[index]
      let text = ([label.name] + label.details).map(quoted).joined(separator: "\\n")
      let style = node.leaf == nil ? "" : ", style=filled, fillcolor=\"\(leafColor)\""
      lines.append("  n\(index) [label=\"\(text)\"\(style)];")
    }
    for (index, node) in graph.nodes.enumerated() {
      for case let input? in node.inputs { lines.append("  n\(index) -> n\(input);") }
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : $0 == "\n" ? "\\n" : String($0) }.joined()
  }

  // MARK: SVG

  private static let leafColor = "#d8ecff"
  private static let freedColor = "#eeeeee"
  private static let rowHeight = 34
  private static let lineHeight = 15
  private static let gap = 24
  private static let columnWidth = 8

  private struct Box {
    var x = 0
    var y = 0
    var width = 0
    var height = 0
    var center: Int { x + width / 2 }
  }

  /// The graph as a drawing: the tensor at the top, leaves where their last user is above them.
  static func svg(_ graph: BackwardGraph, _ labels: GraphLabels) -> String {
    let rows = rows(of: graph)
    var boxes = graph.nodes.indices.map { size(of: labels.labels[$0]) }
    let width = max(200, place(&boxes, in: rows))
    let height = (boxes.map { $0.y + $0.height }.max() ?? 0) + gap
    var parts = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" "
        + "font-family=\"monospace\" font-size=\"13\">"
    ]
    for (index, node) in graph.nodes.enumerated() {
      for case let input? in node.inputs { parts.append(arrow(boxes[index], boxes[input])) }
    }
    for (index, node) in graph.nodes.enumerated() {
      let color = node.leaf != nil ? leafColor : node.isFreed ? freedColor : "white"
      parts.append(drawing(boxes[index], labels.labels[index], color))
    }
    return (parts + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  /// The nodes by their longest way from the first, in the order in which their users stand.
  private static func rows(of graph: BackwardGraph) -> [[Int]] {
    var depth = [Int](repeating: 0, count: graph.nodes.count)
    for node in topologicalOrder(graph) {
      for case let input? in graph.nodes[node].inputs {
        depth[input] = max(depth[input], depth[node] + 1)
      }
    }
    var rows = [[Int]](repeating: [], count: (depth.max() ?? 0) + 1)
    for node in graph.nodes.indices { rows[depth[node]].append(node) }
    var places = [Double](repeating: 0, count: graph.nodes.count)
    for row in rows.indices {
      rows[row].sort { places[$0] < places[$1] }
      for (place, node) in rows[row].enumerated() {
        for (order, input) in graph.nodes[node].inputs.enumerated() {
          if let input { places[input] = Double(place) + Double(order) / 10 }
        }
      }
    }
    return rows
  }

  /// The nodes, each after all that lead to it.
  private static func topologicalOrder(_ graph: BackwardGraph) -> [Int] {
    var users = [Int](repeating: 0, count: graph.nodes.count)
    for node in graph.nodes { for case let input? in node.inputs { users[input] += 1 } }
    var ready = users.indices.filter { users[$0] == 0 }
    var order: [Int] = []
    while let node = ready.popLast() {
      order.append(node)
      for case let input? in graph.nodes[node].inputs {
        users[input] -= 1
        if users[input] == 0 { ready.append(input) }
      }
    }
    return order
  }

  private static func size(of label: GraphLabels.Label) -> Box {
    let texts = [label.name] + label.details
    let columns = texts.map { TerminalWidth.cells($0.unicodeScalars.map(\.value)) }.max() ?? 0
    return Box(
      width: columns * columnWidth + 16, height: texts.count * lineHeight + 10)
  }

  /// Sets the boxes out row by row, each row in the middle; answers the width of all.
  private static func place(_ boxes: inout [Box], in rows: [[Int]]) -> Int {
    let widths = rows.map { row in row.reduce(gap) { $0 + boxes[$1].width + gap } }
    let width = widths.max() ?? 0
    var y = gap
    for (row, rowWidth) in zip(rows, widths) {
      var x = (width - rowWidth) / 2 + gap
      for node in row {
        boxes[node].x = x
        boxes[node].y = y
        x += boxes[node].width + gap
      }
      y += (row.map { boxes[$0].height }.max() ?? 0) + rowHeight
    }
    return width
  }

  private static func arrow(_ from: Box, _ to: Box) -> String {
    let (x, y) = (to.center, to.y)
    return "<path d=\"M\(from.center) \(from.y + from.height) L\(x) \(y) M\(x - 4) \(y - 7) "
      + "L\(x) \(y) L\(x + 4) \(y - 7)\" fill=\"none\" stroke=\"#555\"/>"
  }

  private static func drawing(_ box: Box, _ label: GraphLabels.Label, _ color: String) -> String {
    var text =
      "<rect x=\"\(box.x)\" y=\"\(box.y)\" width=\"\(box.width)\" height=\"\(box.height)\" "
      + "rx=\"4\" fill=\"\(color)\" stroke=\"#555\"/>"
    for (row, line) in ([label.name] + label.details).enumerated() {
      let y = box.y + (row + 1) * lineHeight + 2
      text += "<text x=\"\(box.center)\" y=\"\(y)\" text-anchor=\"middle\">\(escaped(line))</text>"
    }
    return text
  }

  private static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\n": " "
      default: String(character)
      }
    }.joined()
  }
}
