/// Text that cannot act on the terminal.
///
/// Control characters, C1 controls and bidirectional overrides are replaced by a visible
/// form. Where the program's own colours and carriage returns are wanted (output of a cell
/// just run), `sanitized` lets SGR sequences and CR through.

/// What is shown in place of a character that would act on the terminal; nil for others.
public func visibleForm(of scalar: Unicode.Scalar) -> String? {
  let code = scalar.value
  switch code {
  case 0..<0x20: return "^" + String(Unicode.Scalar(UInt8(code + 0x40)))
  case 0x7F: return "^?"
  case 0x80..<0xA0: return "\\x" + String(code, radix: 16)
  case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029:
    return "\\u" + String(code, radix: 16)
  default: return nil
  }
}

/// `text` with everything but line ends, tabs, colours (SGR) and, if `keepingReturns`,
/// carriage returns made visible.
public func sanitized(_ text: String, keepingReturns: Bool) -> String {
  guard mayActOnTerminal(text, keepingReturns: keepingReturns) else { return text }
  let scalars = Array(text.unicodeScalars)
  var result = String.UnicodeScalarView()
  var index = 0
  while index < scalars.count {
    let scalar = scalars[index]
    if scalar == "\u{1B}", let end = endOfColourSequence(scalars, from: index) {
      result.append(contentsOf: scalars[index..<end])
      index = end
      continue
    }
    let passes = scalar == "\n" || scalar == "\t" || (scalar == "\r" && keepingReturns)
    if !passes, let form = visibleForm(of: scalar) {
      result.append(contentsOf: form.unicodeScalars)
    } else {
      result.append(scalar)
    }
    index += 1
  }
  return String(result)
}

/// A quick look at the bytes, so that ordinary text is not copied. May say yes too often:
/// C2 and E2 begin the UTF-8 forms of C1 controls and of the bidirectional marks.
private func mayActOnTerminal(_ text: String, keepingReturns: Bool) -> Bool {
  text.utf8.contains { byte in
    switch byte {
    case 0x0A, 0x09: return false
    case 0x0D: return !keepingReturns
    case 0..<0x20, 0x7F, 0xC2, 0xE2: return true
    default: return false
    }
  }
}

/// The index after `ESC [ digits ; : m` that begins at `start`; nil for other sequences.
private func endOfColourSequence(_ scalars: [Unicode.Scalar], from start: Int) -> Int? {
  guard start + 1 < scalars.count, scalars[start + 1] == "[" else { return nil }
  for index in (start + 2)..<max(scalars.count, start + 2) {
    switch scalars[index] {
    case "0"..."9", ";", ":": continue
    case "m": return index + 1
    default: return nil
    }
  }
  return nil
}
