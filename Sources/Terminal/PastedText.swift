import Interactive

/// Pasted text made into a cell.
///
/// Teaching material carries prompts: `>>> ` and `... ` of Python, `In [n]: ` and `...: ` of
/// IPython. They are removed, and with them the output lines between the inputs.

/// `pasted` with line ends as LF, control characters dropped, and, if its first line of
/// text begins with a prompt, without prompts and outputs. One line loses its line end, so
/// that it waits as if typed; of several line ends after a longer text one stays.
public func cleanPaste(_ pasted: String) -> String {
  let lines = splitLines(pasted)
  return joinTrimmingEnd(PastedPrompts.inputs(of: lines) ?? lines)
}

/// What the inputs of a pasted transcript show, if it tells.
func outputInPaste(_ pasted: String) -> String? {
  PastedPrompts.onlyOutput(of: splitLines(pasted))
}

/// Lines with CR LF and CR taken as line ends, and without control characters but tabs.
private func splitLines(_ text: String) -> [String] {
  var lines: [String] = []
  var line = String.UnicodeScalarView()
  var previous: Unicode.Scalar = " "
  for scalar in text.unicodeScalars {
    defer { previous = scalar }
    if scalar == "\n" && previous == "\r" { continue }
    if scalar == "\n" || scalar == "\r" {
      lines.append(String(line))
      line = .init()
    } else if scalar == "\t" || scalar.properties.generalCategory != .control {
      line.append(scalar)
    }
  }
  lines.append(String(line))
  return lines
}

private func joinTrimmingEnd(_ lines: [String]) -> String {
  var lines = lines
  var endedInNewline = false
  while lines.count > 1, lines[lines.count - 1].allSatisfy({ $0 == " " || $0 == "\t" }) {
    lines.removeLast()
    endedInNewline = true
  }
  let text = lines.joined(separator: "\n")
  return endedInNewline && lines.count > 1 ? text + "\n" : text
}
