import ArgumentParser

/// `cellgrad convert IN OUT`: from one notebook format to another. Runs nothing.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Convert a notebook to another format; runs nothing.",
    discussion: """
      The formats are told by the extensions: .ipynb (Jupyter), .txt (a transcript of IPython's \
      terminal; text copied from a browser is read, too), .py (a script with # %% cells), .md \
      (Markdown with fenced code) and, to write only, .html. Outputs, ids and metadata go along.
      """)

  @ArgumentParser.Argument(help: "The notebook to read.")
  var input: String

  @ArgumentParser.Argument(help: "The file to write.")
  var output: String

  func run() throws {
    var notebook = try readNotebook(input)
    notebook.forgetFile(unlessOf: try writableFormat(of: output))
    try write(notebook, to: output)
  }
}
