/// A page for a browser: all in one file, without scripts and without anything from elsewhere.
///
/// Text is escaped everywhere; of displayed values, images that are pixels (PNG, JPEG, GIF) and
/// plain text are shown, HTML and SVG never. A content policy in the page forbids the rest.
enum HTML {
  static let name = "html"

  static func write(_ notebook: Notebook) -> [UInt8] {
    var page = HTMLPage()
    page.append(header(title: title(of: notebook)))
    for cell in notebook.cells { append(cell, to: &page) }
    page.append("</main>\n</body>\n</html>\n")
    return page.bytes
  }

  /// The first heading of the notebook.
  private static func title(of notebook: Notebook) -> String {
    for cell in notebook.cells where cell.type == .markdown {
      for line in cell.source.splitLines where line.starts(with: "#") {
        let text = String(line.drop { $0 == "#" || $0 == " " }).trimmedEnd
        if !text.isEmpty { return text }
      }
    }
    return "Notebook"
  }

  private static func header(title: String) -> String {
    """
    <!DOCTYPE html>
    <html>
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
    style-src 'unsafe-inline'; img-src data:">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(MarkupText.escaped(title))</title>
    <style>
    \(HTMLStyle.sheet)</style>
    </head>
    <body>
    <main>

    """
  }

  private static func append(_ cell: Cell, to page: inout HTMLPage) {
    switch cell.type {
    case .markdown:
      page.append("<section class=\"prose\">\n")
      page.append(MarkdownHTML.render(cell.source))
      page.append("</section>\n")
    case .raw: page.append("<pre class=\"raw\">\(MarkupText.escaped(cell.source))</pre>\n")
    case .code:
      page.append("<section class=\"cell\">\n")
      page.appendPrompt("In [\(cell.executionCount.map(String.init) ?? " ")]:", "in")
      page.append("<pre class=\"code\">\(HighlightedPython.html(cell.source))</pre>\n")
      for output in cell.outputs { append(output, to: &page) }
      page.append("</section>\n")
    }
  }

  private static func append(_ output: Output, to page: inout HTMLPage) {
    switch output {
    case .stream(let name, let text):
      page.appendText(text, name == "stderr" ? "stderr" : "stdout")
    case .error: page.appendText(output.plainText, "error")
    case .executeResult(let count, let data, _):
      page.appendPrompt("Out[\(count.map(String.init) ?? " ")]:", "out")
      page.appendValue(data, output.plainText)
    case .displayData(let data, _): page.appendValue(data, output.plainText)
    }
  }
}

/// The text of a page while it is written.
struct HTMLPage {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func appendPrompt(_ text: String, _ kind: String) {
    append("<div class=\"prompt \(kind)\">\(MarkupText.escaped(text))</div>\n")
  }

  /// Text with colours as spans.
  mutating func appendText(_ text: String, _ kind: String) {
    append("<pre class=\"\(kind)\">")
    ColouredText.append(text, to: &bytes)
    append("</pre>\n")
  }

  /// A value: as an image if it has one, else as text.
  mutating func appendValue(_ data: Output.MimeBundle, _ plainText: String) {
    for type in ["image/png", "image/jpeg", "image/gif"] {
      guard let text = data[type]?.string else { continue }
      guard !Self.foreignInBase64.isMet(in: text) else { continue }
      append("<img alt=\"\(MarkupText.escaped(plainText))\" src=\"data:\(type);base64,")
      Self.blanks.append(text, to: &bytes) { _ in "" }
      return append("\">\n")
    }
    appendText(plainText, "result")
  }

  private static let blanks = ByteSet { $0 <= 0x20 }
  private static let foreignInBase64 = ByteSet { byte in
    let isLetter = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    return !isLetter && !(0x30...0x39 ~= byte) && !"+/=".utf8.contains(byte)
      && !blanks.contains(byte)
  }
}

/// The style of a page.
enum HTMLStyle {
  /// Colours by number as in a terminal: classes `c0` to `c15` of ``ColouredText``.
  private static let palette = [
    "#3e424d", "#d73a49", "#22863a", "#b08800", "#0366d6", "#8250df", "#1b7c83", "#6e7781",
    "#57606a", "#cb2431", "#2da44e", "#d4a72c", "#218bff", "#a475f9", "#3192aa", "#8c959f",
  ]

  static let sheet =
    """
    body { margin: 0; background: #fff; color: #1f2328; font: 16px/1.6 system-ui, sans-serif }
    main { max-width: 54rem; margin: 0 auto; padding: 2rem 1rem }
    pre, code { font: 14px/1.45 ui-monospace, Menlo, Consolas, monospace }
    pre { margin: .25rem 0; padding: .5rem .75rem; overflow-x: auto; white-space: pre }
    pre.code, .prose pre, pre.raw { background: #f6f8fa; border-radius: 6px }
    pre.stderr, pre.error { background: #fff1f0; border-radius: 6px }
    .cell { margin: 1rem 0 }
    .prompt { font: 12px/1.6 ui-monospace, monospace; color: #57606a }
    .prompt.in { color: #22863a }
    .prompt.out { color: #cb2431 }
    .prose code { background: #eff1f3; border-radius: 4px; padding: .1em .3em }
    .prose pre code { background: none; padding: 0 }
    blockquote { margin: 0; padding-left: 1rem; border-left: 4px solid #d0d7de; color: #57606a }
    table { border-collapse: collapse }
    td, th { border: 1px solid #d0d7de; padding: .3rem .6rem }
    img { max-width: 100% }
    .k { color: #cf222e } .s { color: #0a3069 } .n { color: #0550ae } .c { color: #6e7781 }
    .b { color: #8250df } .bold { font-weight: bold } .italic { font-style: italic }
    .underline { text-decoration: underline }

    """ + palette.enumerated().map { number, colour in
      ".c\(number) { color: \(colour) } .b\(number) { background: \(colour) }\n"
    }.joined()
}
