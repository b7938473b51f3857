import Notebooks
import Python

/// `%%capture`: what a cell shows, kept. `%%html` and its relatives: what a browser shows.
extension Kernel {
  static var captureMagics: [Magic<Kernel>] {
    displayMagics + [
      .action(
        "capture", .cell,
        doc: """
          Run the cell, capturing stdout, stderr and results under a name.

          --no-stdout, --no-stderr, --no-display: this is shown.
          """
      ) { try $0.capture($1) }
    ]
  }

  /// Cells that are no code; outside of a browser their text stays hidden.
  private static var displayMagics: [Magic<Kernel>] {
    [
      ("html", "HTML"), ("javascript", "Javascript"), ("js", "Javascript"), ("latex", "Latex"),
      ("markdown", "Markdown"), ("svg", "SVG"),
    ].map { name, className in
      .action(name, .cell, doc: "Render the cell as \(className).") { kernel, _ in
        kernel.recorder.display("<IPython.core.display.\(className) object>")
      }
    }
  }

  private func capture(_ call: Magic<Kernel>.Call) throws {
    let options = try MagicOptions(
      call.line, arguments: "", long: ["no-stdout", "no-stderr", "no-display"])
    let cell = call.cell ?? ""
    let shown = captured(options) { runNested(cell) }
    guard let name = options.words.first else { return }
    // IPython forgets the name where a semicolon silences the cell.
    if CellTranslation.isSilenced(cell) { return machine.remove(name, from: main) }
    let texts = ["stdout", "stderr"].map { stream in
      string(shown.compactMap { $0.text(ofStream: stream) }.joined())
    }
    let results = machine.list(shown.compactMap { $0.displayedText.map(string) })
    main.set(name, try make("CapturedIO", "IPython.utils.capture", texts + [results]))
  }

  /// What `body` shows; errors and what is not to be captured are shown.
  private func captured(_ options: MagicOptions, _ body: () -> Void) -> [Output] {
    let outer = (recorder: recorder, capture: captureResult)
    recorder = OutputRecorder()
    if !options.has("no-display") {
      captureResult = { [unowned self] (value) throws(Raised) in
        recorder.display(try ValuePrinter.text(of: value, in: machine, settings: settings))
      }
    }
    body()
    let outputs = recorder.finish()
    (recorder, captureResult) = (outer.recorder, outer.capture)
    return outputs.filter { output in
      let isKept = output.isCaptured(options)
      if !isKept { recorder.add(output) }
      return isKept
    }
  }
}

extension Output {
  fileprivate func text(ofStream wanted: String) -> String? {
    if case .stream(wanted, let text) = self { return text }
    return nil
  }

  fileprivate var displayedText: String? {
    if case .displayData = self { return plainText }
    return nil
  }

  fileprivate func isCaptured(_ options: MagicOptions) -> Bool {
    switch self {
    case .stream(let name, _): !options.has("no-" + name)
    case .displayData: !options.has("no-display")
    case .executeResult, .error: false
    }
  }
}
