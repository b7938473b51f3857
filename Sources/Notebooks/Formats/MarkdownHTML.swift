/// The prose of Markdown cells as HTML: headings, paragraphs, lists, quotations, code, tables,
/// rules; emphasis, code and links within a line. HTML in the source is shown as text.
enum MarkdownHTML {
  static func render(_ source: String) -> String {
    var lines = source.splitLines.map { $0.trimmedEnd }[...]
    return render(&lines, depth: 0)
  }

  /// Quotations and lists within each other; deeper ones are shown as text.
  private static let deepest = 16

  private static func render(_ lines: inout ArraySlice<String>, depth: Int) -> String {
    var result = ""
    while let line = lines.first {
      let trimmed = String(line.drop { $0 == " " })
      if trimmed.isEmpty {
        lines.removeFirst()
      } else if let level = headingLevel(trimmed) {
        lines.removeFirst()
        let text = trimmed.drop { $0 == "#" }.drop { $0 == " " }
        result += "<h\(level)>\(MarkdownSpans.render(String(text)))</h\(level)>\n"
      } else if isRule(trimmed) {
        lines.removeFirst()
        result += "<hr>\n"
      } else if let fence = Fence(TextLine(text: trimmed, offset: 0)) {
        result += code(fence, &lines)
      } else if trimmed.starts(with: ">"), depth < deepest {
        result += quotation(&lines, depth)
      } else if let marker = ListMarker(line), depth < deepest {
        result += list(marker, &lines, depth)
      } else if isTable(lines) {
        result += table(&lines)
      } else {
        result += paragraph(&lines)
      }
    }
    return result
  }

  // MARK: Kinds of lines

  private static func headingLevel(_ line: String) -> Int? {
    PastedCell.isHeading(line) ? line.utf8.prefix { $0 == UInt8(ascii: "#") }.count : nil
  }

  /// Three or more of `-`, `*` or `_`, perhaps with blanks between.
  private static func isRule(_ line: String) -> Bool {
    let signs = line.utf8.filter { $0 != 0x20 }
    return signs.count >= 3 && "-*_".utf8.contains(signs[0]) && Set(signs).count == 1
  }

  private static func startsBlock(_ line: String) -> Bool {
    let trimmed = String(line.drop { $0 == " " })
    return trimmed.isEmpty || headingLevel(trimmed) != nil || isRule(trimmed)
      || Fence(TextLine(text: trimmed, offset: 0)) != nil || trimmed.starts(with: ">")
      || ListMarker(line) != nil
  }

  // MARK: Blocks

  private static func paragraph(_ lines: inout ArraySlice<String>) -> String {
    var text = lines.removeFirst()
    while let next = lines.first, !startsBlock(next) {
      text += "\n" + next
      lines.removeFirst()
    }
    return "<p>\(MarkdownSpans.render(text))</p>\n"
  }

  private static func code(_ fence: Fence, _ lines: inout ArraySlice<String>) -> String {
    lines.removeFirst()
    let end = lines.firstIndex { line in
      fence.isEnded(by: TextLine(text: String(line.drop { $0 == " " }), offset: 0))
    }
    let content = lines[..<(end ?? lines.endIndex)].joined(separator: "\n")
    lines = end.map { lines[($0 + 1)...] } ?? []
    let isPython = fence.language.hasPrefix("py")
    let html = isPython ? HighlightedPython.html(content) : MarkupText.escaped(content)
    return "<pre><code>\(html)</code></pre>\n"
  }

  private static func quotation(_ lines: inout ArraySlice<String>, _ depth: Int) -> String {
    let quoted = lines.prefix { $0.drop { $0 == " " }.hasPrefix(">") }
    lines = lines.dropFirst(quoted.count)
    var inner = quoted.map { line in
      String(line.drop { $0 == " " }.dropFirst()).dropping(" ")
    }[...]
    return "<blockquote>\n\(render(&inner, depth: depth + 1))</blockquote>\n"
  }

  /// Items with the same kind of marker, perhaps with empty lines between.
  private static func list(
    _ first: ListMarker, _ lines: inout ArraySlice<String>, _ depth: Int
  ) -> String {
    let tag = first.isOrdered ? "ol" : "ul"
    var items = ""
    while let marker = lines.first.flatMap(ListMarker.init), marker.isSibling(of: first) {
      items += "<li>\(item(marker, &lines, depth))</li>\n"
      while lines.first?.isEmpty ?? false, lines.dropFirst().first.flatMap(ListMarker.init) != nil {
        lines.removeFirst()
      }
    }
    return "<\(tag)>\n\(items)</\(tag)>\n"
  }

  /// The content of an item: its line, the lines indented below it, and those that go on with its
  /// paragraph.
  private static func item(
    _ marker: ListMarker, _ lines: inout ArraySlice<String>, _ depth: Int
  ) -> String {
    lines.removeFirst()
    var content = [marker.content][...]
    while let next = lines.first {
      let blanks = next.prefix { $0 == " " }.count
      let isInside = blanks > marker.indentation && !next.isEmpty
      let isGap = next.isEmpty && (lines.dropFirst().first?.hasPrefix("  ") ?? false)
      let goesOn = !next.isEmpty && content.last?.isEmpty == false && !startsBlock(next)
      guard isInside || isGap || goesOn else { break }
      content.append(String(next.dropFirst(min(blanks, marker.width))))
      lines.removeFirst()
    }
    if content.count == 1 { return MarkdownSpans.render(marker.content) }
    return render(&content, depth: depth + 1)
  }

  // MARK: Tables

  /// A row, and below it a row of dashes.
  private static func isTable(_ lines: ArraySlice<String>) -> Bool {
    guard let head = lines.first, head.contains("|"), let rule = lines.dropFirst().first else {
      return false
    }
    return rule.contains("-") && rule.contains("|")
      && rule.utf8.allSatisfy { "-|: ".utf8.contains($0) }
  }

  private static func table(_ lines: inout ArraySlice<String>) -> String {
    let rows = lines.prefix { $0.contains("|") }
    lines = lines.dropFirst(rows.count)
    let head = cells(of: rows[rows.startIndex]).map { "<th>\($0)</th>" }.joined()
    let body = rows.dropFirst(2).map { row in
      "<tr>" + cells(of: row).map { "<td>\($0)</td>" }.joined() + "</tr>\n"
    }
    return "<table>\n<tr>\(head)</tr>\n\(body.joined())</table>\n"
  }

  private static func cells(of row: String) -> [String] {
    var parts = row.split(separator: "|", omittingEmptySubsequences: false)
      .map { String($0.drop { $0 == " " }).trimmedEnd }
    if parts.first == "" { parts.removeFirst() }
    if parts.last == "" { parts.removeLast() }
    return parts.map(MarkdownSpans.render)
  }
}

/// `- `, `* `, `+ ` or `1. ` at the start of a line.
private struct ListMarker {
  var indentation: Int
  var isOrdered: Bool
  /// Columns up to the content.
  var width: Int
  var content: String

  init?(_ line: String) {
    indentation = line.prefix { $0 == " " }.count
    let rest = line.dropFirst(indentation)
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    let mark = rest.dropFirst(digits.count).prefix(1)
    isOrdered = !digits.isEmpty
    guard isOrdered ? [".", ")"].contains(mark) : ["-", "*", "+"].contains(mark) else { return nil }
    let after = rest.dropFirst(digits.count + 1)
    guard after.first == " " || after.isEmpty, digits.count < 10 else { return nil }
    content = String(after.drop { $0 == " " })
    width = line.count - content.count
  }

  /// Whether both belong to one list.
  func isSibling(of other: ListMarker) -> Bool {
    isOrdered == other.isOrdered && indentation == other.indentation
  }
}
