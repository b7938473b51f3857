/// Pasted text made into a cell.
///
/// Teaching material carries prompts: `>>> ` and `... ` of Python, `In [n]: ` and `...: ` of
/// IPython. They are removed, and with them the output lines between the inputs.

/// `pasted` with line ends as LF, control characters dropped, and, if its first line of
/// text begins with a prompt, without prompts and outputs. One line loses its line end, so
/// that it waits as if typed; of several line ends after a longer text one stays.
public func cleanPaste(_ pasted: String) -> String {
  let lines = splitLines(pasted)
  let first = lines.first { !$0.allSatisfy(\.isWhitespace) } ?? ""
  let kept: [String]
  if pythonPrompt(of: first) == .input {
    kept = withoutPrompts(lines, prompt: pythonPrompt)
  } else if ipythonPrompt(of: first) == .input {
    kept = withoutPrompts(lines, prompt: ipythonPrompt)
  } else {
    kept = lines
  }
  return joinTrimmingEnd(kept)
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

/// What a line of a transcript is; outputs have no prompt.
private enum PromptKind: Equatable { case input, continuation, none }

/// The inputs of a transcript; a line end at its end stays one.
private func withoutPrompts(_ lines: [String], prompt: (String) -> PromptKind) -> [String] {
  let inputs = lines.filter { prompt($0) != .none }.map(afterPrompt)
  return lines.last == "" ? inputs + [""] : inputs
}

/// `>>> x` and `... x`; both also without a blank when nothing follows.
private func pythonPrompt(of line: String) -> PromptKind {
  let text = line.drop { $0 == " " }
  if text == ">>>" || text.hasPrefix(">>> ") { return .input }
  if text == "..." || text.hasPrefix("... ") { return .continuation }
  return .none
}

/// `In [n]: x` and `...: x`.
private func ipythonPrompt(of line: String) -> PromptKind {
  let text = line.drop { $0 == " " }
  if text == "...:" || text.hasPrefix("...: ") { return .continuation }
  guard text.hasPrefix("In [") else { return .none }
  let afterNumber = text.dropFirst(4).drop { $0.isASCII && $0.isNumber }
  return afterNumber == "]:" || afterNumber.hasPrefix("]: ") ? .input : .none
}

/// What follows the prompt: the marker (which has no blank after its first character but in
/// `In [`) and one blank.
private func afterPrompt(_ line: String) -> String {
  var text = line.drop { $0 == " " }
  if text.hasPrefix("In [") { text = text.dropFirst(4) }
  text = text.drop { $0 != " " }
  return String(text.dropFirst())
}
