import Notebooks

/// Collects what a cell shows as the outputs of a notebook, and tells a sink of each at once.
///
/// Beyond a limit of bytes only the beginning and the end of a text are kept and told, and no
/// further outputs are added.
struct OutputRecorder {
  private let sink: OutputSink
  private let limit: Int?
  private var outputs: [Output] = []
  /// Bytes of the outputs, and what each of them costs besides.
  private var size = 0
  /// The stream written to last; its text is not yet among the outputs.
  private var streamName = ""
  private var streamText: BoundedText
  /// Whether something was left out.
  private(set) var isCut = false
  /// The next output takes the place of all before it.
  private var clearsBeforeNext = false

  private static let outputCost = 100

  /// - Parameter limit: bytes of output to keep; nil for all.
  init(limit: Int? = nil, sink: @escaping OutputSink = { _ in }) {
    self.limit = limit
    self.sink = sink
    streamText = BoundedText(limit: limit)
  }

  /// Forgets the outputs so far: `clear_output`. A terminal keeps what it has shown.
  ///
  /// - Parameter wait: not before there is another one.
  mutating func clear(wait: Bool) {
    clearsBeforeNext = wait
    guard !wait else { return }
    outputs = []
    size = 0
    streamText = BoundedText(limit: limit)
  }

  private mutating func beginOutput() {
    if clearsBeforeNext { clear(wait: false) }
  }

  /// Adds text to `stdout` or `stderr`.
  mutating func write(_ text: String, to stream: String) {
    beginOutput()
    if stream != streamName { endStream() }
    streamName = stream
    let isShown = !streamText.isCut && room > 0
    streamText.append(text)
    if isShown { sink(stream == "stderr" ? .stderr(text) : .stdout(text)) }
  }

  mutating func beginResult(_ number: Int) { sink(.resultPrompt(number)) }

  mutating func endResult(_ text: String, _ number: Int) {
    beginOutput()
    endStream()
    let text = bounded(text)
    add(.result(text, executionCount: number), size: text.utf8.count)
    sink(.result(text))
  }

  /// Adds a value shown while the cell runs.
  mutating func display(_ text: String) { show(text, as: .display(text)) }

  /// Adds help, which a notebook shows as it shows values.
  mutating func page(_ text: String) { show(text, as: .page(text)) }

  private mutating func show(_ text: String, as event: OutputEvent) {
    beginOutput()
    endStream()
    let text = bounded(text)
    add(.displayData(data: ["text/plain": .string(text)]), size: text.utf8.count)
    sink(event)
  }

  /// Adds an error: its parts for a notebook, its text for a terminal. It is never left out.
  mutating func error(name: String, message: String, parts: [String], text: String) {
    beginOutput()
    endStream()
    let message = bounded(message)
    let parts = parts.map { bounded($0) }
    outputs.append(.error(ename: name, evalue: message, traceback: parts))
    sink(.error(bounded(text)))
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
    if !streamText.isEmpty {
      if streamText.isCut {
        isCut = true
        sink(streamName == "stderr" ? .stderr(streamText.ending) : .stdout(streamText.ending))
      }
      let text = streamText.text
      add(.stream(name: streamName, text: text), size: text.utf8.count)
    }
    streamText = BoundedText(limit: limit)
  }

  /// The bytes that may still be added.
  private var room: Int { limit.map { $0 - size } ?? Int.max }

  private mutating func add(_ output: Output, size count: Int) {
    guard room > 0 else {
      isCut = true
      return
    }
    size += count + Self.outputCost
    outputs.append(output)
  }

  private mutating func bounded(_ text: String) -> String {
    guard let limit, text.utf8.count > limit else { return text }
    isCut = true
    var bounded = BoundedText(limit: limit)
    bounded.append(text)
    return bounded.text
  }
}
