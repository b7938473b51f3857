import Python
import Torch

/// What is written at the nodes of a backward graph.
struct GraphLabels {
  /// A node: its name, and what is known about it.
  struct Label: Equatable {
    var name: String
    var details: [String]

    var line: String { ([name] + details).joined(separator: "  ") }
  }

  let labels: [Label]

  init(_ graph: BackwardGraph, in kernel: Kernel) {
    let names = LeafNames(kernel)
    labels = graph.nodes.map { node in
      var details = [Self.text(ofSizes: node.sizes)]
      if let leaf = node.leaf {
        details.append(Self.text(ofGradient: node.gradient, in: kernel))
        return Label(name: names.name(of: leaf) ?? "a leaf without a name", details: details)
      }
      if node.isFreed { details.append("freed") }
      return Label(name: node.name, details: details)
    }
  }

  /// `(3, 1)` as Python writes it.
  private static func text(ofSizes sizes: [Int]) -> String {
    "(" + sizes.map(String.init).joined(separator: ", ") + (sizes.count == 1 ? ",)" : ")")
  }

  /// A short gradient as numbers, a long one by what `repr` begins with.
  private static func text(ofGradient gradient: Value?, in kernel: Kernel) -> String {
    guard let gradient else { return "grad None" }
    let machine = kernel.machine
    do throws(Raised) {
      let text = try machine.repr(gradient)
      let shape = try machine.str(try machine.attribute(of: gradient, machine.symbol("shape")))
      return text.utf8.contains(UInt8(ascii: "\n")) || text.utf8.count > 50
        ? "grad " + shape : "grad " + text
    } catch {
      machine.discardPending()
      return "grad"
    }
  }
}

/// The names under which tensors are known to the user: variables, and parameters of modules that
/// variables hold, as `model.0.weight`.
private struct LeafNames {
  private let known: [(name: String, value: Value)]

  init(_ kernel: Kernel) {
    let machine = kernel.machine
    var known = kernel.userNames
    var seen: [Value] = []
    func addParameters(_ module: Value, _ path: String, depth: Int) {
      guard depth < 50, !seen.contains(where: { $0.isIdentical(to: module) }) else { return }
      seen.append(module)
      if let parameters = machine.plainAttribute("_parameters", of: module) {
        for entry in machine.entries(of: parameters, limit: 10_000) {
          if let name = machine.text(entry.key) { known.append(("\(path).\(name)", entry.value)) }
        }
      }
      guard let children = machine.plainAttribute("_modules", of: module) else { return }
      for entry in machine.entries(of: children, limit: 10_000) {
        if let name = machine.text(entry.key) {
          addParameters(entry.value, "\(path).\(name)", depth: depth + 1)
        }
      }
    }
    for (name, value) in kernel.userNames { addParameters(value, name, depth: 0) }
    self.known = known
  }

  func name(of leaf: Value) -> String? {
    known.first { $0.value.isIdentical(to: leaf) }?.name
  }
}
