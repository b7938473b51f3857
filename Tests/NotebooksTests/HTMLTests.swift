import Notebooks
import XCTest

/// A page holds nothing but text, colours and pictures.
final class HTMLTests: XCTestCase {
  private func page(_ cells: [Cell]) throws -> String {
    text(try Notebook(cells: cells).bytes(as: format("html"), file: "a.html"))
  }

  /// What stands between `<main>` and `</main>`.
  private func body(_ cells: [Cell]) throws -> String {
    let page = try page(cells)
    let start = try XCTUnwrap(page.firstRange(of: "<main>\n")).upperBound
    let end = try XCTUnwrap(page.firstRange(of: "</main>")).lowerBound
    return String(page[start..<end])
  }

  func testCell() throws {
    let cell = Cell.code(
      "print(1) # <a>", executionCount: 2,
      outputs: [.stream(name: "stdout", text: "1\n"), .result("<x>", executionCount: 2)])
    XCTAssertEqual(
      try body([cell]),
      """
      <section class="cell">
      <div class="prompt in">In [2]:</div>
      <pre class="code"><span class="b">print</span>(<span class="n">1</span>) \
      <span class="c"># &lt;a&gt;</span></pre>
      <pre class="stdout">1
      </pre>
      <div class="prompt out">Out[2]:</div>
      <pre class="result">&lt;x&gt;</pre>
      </section>

      """)
  }

  func testPageIsWholeAndHasAPolicy() throws {
    let page = try page([.markdown("text\n\n# 제목 <b>")])
    XCTAssert(page.hasPrefix("<!DOCTYPE html>\n"))
    XCTAssert(page.contains("<title>제목 &lt;b&gt;</title>"))
    XCTAssert(page.contains("Content-Security-Policy\" content=\"default-src 'none';"))
    XCTAssertFalse(page.contains("<script") || page.contains("<link") || page.contains("http:"))
  }

  func testColours() throws {
    let output = Output.stream(
      name: "stdout", text: "\u{1B}[1;31mred\u{1B}[0m \u{1B}[38;5;208mx\u{1B}[39my\u{1B}]0;t\u{7}")
    XCTAssert(
      try body([.code("", outputs: [output])]).contains(
        "<span class=\"c1 bold\">red</span> <span class=\"\" style=\"color: #ff8700\">x</span>y"
          + "\\x1b]0;t\\x07"))
  }

  func testPicturesOfPixelsOnly() throws {
    let png = Output.displayData(data: ["image/png": "iVBO\nRw0=", "text/plain": "<Figure \"a\">"])
    XCTAssert(
      try body([.code("", outputs: [png])]).contains(
        "<img alt=\"&lt;Figure &quot;a&quot;&gt;\" src=\"data:image/png;base64,iVBORw0=\">"))
    let others: [Output.MimeBundle] = [
      ["image/svg+xml": "<svg onload='x()'/>", "text/plain": "plain"],
      ["text/html": "<b onclick='x()'>", "text/plain": "plain"],
      ["image/png": "\" onerror=\"x()", "text/plain": "plain"],
    ]
    for data in others {
      let body = try body([.code("", outputs: [.displayData(data: data)])])
      XCTAssert(body.contains("<pre class=\"result\">plain</pre>"), body)
      for word in ["onload", "onclick", "onerror"] { XCTAssertFalse(body.contains(word)) }
    }
  }

  func testMarkdown() throws {
    let source = """
      ## A `b` *c* **d** \\*e\\* <f>

      a
      b $x_1 * y_2$

      - one
        - inner
      - two

      1. first

      > quoted

      | a | b |
      |---|---|
      | 1 | 2 |

      ```python
      if x: pass
      ```
      ---
      [k](https://k.org/?a=1&b) [l](javascript:x)
      ![m](https://m.org/m.png)
      """
    XCTAssertEqual(
      try body([.markdown(source)]),
      """
      <section class="prose">
      <h2>A <code>b</code> <em>c</em> <strong>d</strong> *e* &lt;f&gt;</h2>
      <p>a
      b <i>$x_1 * y_2$</i></p>
      <ul>
      <li><p>one</p>
      <ul>
      <li>inner</li>
      </ul>
      </li>
      <li>two</li>
      </ul>
      <ol>
      <li>first</li>
      </ol>
      <blockquote>
      <p>quoted</p>
      </blockquote>
      <table>
      <tr><th>a</th><th>b</th></tr>
      <tr><td>1</td><td>2</td></tr>
      </table>
      <pre><code><span class="k">if</span> x: <span class="k">pass</span></code></pre>
      <hr>
      <p><a href="https://k.org/?a=1&amp;b">k</a> [l](javascript:x)
      <a href="https://m.org/m.png">m</a></p>
      </section>

      """)
  }

  /// Every way to put a script into a text, in every place that a notebook has for text.
  func testNoScriptGetsThrough() throws {
    let attacks = [
      "<script>x()</script>", "<img src=x onerror=x()>", "<svg/onload=x()>",
      "\"><script>x()</script>", "'><script>x()</script>", "</pre><script>x()</script>", "</title><script>x()</script>",
      "<iframe src=javascript:x()>", "[a](javascript:x())", "[a](JaVaScRiPt:x())",
      "[a](data:text/html,<script>x()</script>)", "[a](https://\"onclick=\"x())",
      "![a](x\" onerror=\"x())", "`<script>`", "```\"><script>\nx\n```",
      "<!--><script>x()</script>", "# <script>x()</script>", "> <script>", "- <script>",
      "| <script> | a |\n|---|---|\n| <b> | c |",
      "$<script>$", "**<script>**", "&lt;script&gt;", "\u{1B}[31m<script>\u{1B}[0m",
      "\u{1B}[38;2;1;2;\"><script>m",
    ]
    for attack in attacks {
      let metadata: JSON.Object = ["tags": .array([.string(attack)])]
      let cells = [
        Cell(.markdown, source: attack, metadata: metadata), Cell(.raw, source: attack),
        .code(
          attack, outputs: [
            .stream(name: attack, text: attack), .result(attack, executionCount: 1),
            .displayData(data: ["text/html": .string(attack), attack: .string(attack)]),
            .error(ename: attack, evalue: attack, traceback: [attack]),
          ]),
      ]
      for tag in tags(in: try body(cells)) {
        XCTAssert(isAllowed(tag), "\(tag) from \(attack)")
      }
    }
  }

  /// The texts between `<` and `>`.
  private func tags(in page: String) -> [String] {
    page.split(separator: "<").dropFirst().map { String($0.prefix { $0 != ">" }) }
  }

  private func isAllowed(_ tag: String) -> Bool {
    let name = String(tag.drop { $0 == "/" }.prefix { $0 != " " })
    let names: Set<String> = [
      "section", "pre", "div", "span", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li",
      "code", "em", "strong", "i", "a", "blockquote", "table", "tr", "td", "th", "hr", "img",
    ]
    let attributes = tag.split(separator: " ").dropFirst().filter { $0.contains("=\"") }
    return names.contains(name) && attributes.allSatisfy { attribute in
      [
        "class=", "style=", "href=\"https://", "href=\"http://", "href=\"#", "alt=",
        "src=\"data:image/",
      ].contains { attribute.hasPrefix($0) }
    }
  }

  func testReadingIsNotSupported() {
    XCTAssertEqual(
      readingError("<html>", file: "a.html"),
      "a.html:1:1: cellgrad: not supported: reading the format html, page for a browser")
  }
}
