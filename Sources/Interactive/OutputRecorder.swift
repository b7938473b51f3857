import Notebooks

/// Collects what a cell shows as the outputs of a notebook, and tells a sink of each at once.
struct OutputRecorder {
  private let sink: OutputSink
  private var outputs: [Output] = []
  /// The stream written to last; its text is not yet among the outputs.
  private var streamName = ""
  private var streamText = ""

  init(sink: @escaping OutputSink = { _ in }) { self.sink = sink }

  /// Adds text to `stdout` or `stderr`.
  mutating func write(_ text: String, to stream: String) {
    if stream != streamName { endStream() }
    streamName = stream
    streamText += text
    sink(stream == "stderr" ? .stderr(text) : .stdout(text))
  }

  mutating func beginResult(_ number: Int) { sink(.resultPrompt(number)) }

  mutating func endResult(_ text: String, _ number: Int) {
    endStream()
    outputs.append(.result(text, executionCount: number))
    sink(.result(text))
  }

  /// Adds a value shown while the cell runs.
  mutating func display(_ text: String) { show(text, as: .display(text)) }

  /// Adds help, which a notebook shows as it shows values.
  mutating func page(_ text: String) { show(text, as: .page(text)) }

  private mutating func show(_ text: String, as event: OutputEvent) {
    endStream()
    outputs.append(.displayData(data: ["text/plain": .string(text)]))
    sink(event)
  }

  /// Adds an error: its parts for a notebook, its text for a terminal.
  mutating func error(name: String, message: String, parts: [String], text: String) {
    endStream()
    outputs.append(.error(ename: name, evalue: message, traceback: parts))
    sink(.error(text))
  }

  /// Adds an output that another recorder has taken down.
  mutating func add(_ output: Output) {
    switch output {
    case .stream(let name, let text): write(text, to: name)
    case .displayData: display(output.plainText)
    case .executeResult(let number, _, _):
      beginResult(number ?? 0)
      endResult(output.plainText, number ?? 0)
    case .error(let name, let message, let parts):
      error(name: name, message: message, parts: parts, text: parts.joined(separator: "\n") + "\n")
    }
  }

  /// All outputs so far.
  mutating func finish() -> [Output] {
    endStream()
    return outputs
  }

  /// What the last error shows, in one line; nil if there was none.
  var errorText: String? {
    for case .error(let name, let message, _) in outputs.reversed() {
      return "\(name): \(message)"
    }
    return nil
  }

  private mutating func endStream() {
    if !streamText.isEmpty { outputs.append(.stream(name: streamName, text: streamText)) }
    streamText = ""
  }
}
