@preconcurrency import CReadline
import Glibc

/// A cell editor on GNU readline.
///
/// Readline reads keys, keeps the text with undo, kill ring and incremental search, and
/// prepares the terminal. What is particular to cells is here: one buffer holds all lines of
/// a cell, the screen is drawn by `Screen`, and a few keys know of lines (`KeyBindings`).
final class ReadlineEditor: LineEditor {
  let session: CellSession
  let buffer = ReadlineBuffer()
  var history: CellHistory
  private var isHistoryRead = false
  var menu: CompletionMenu?
  private let terminalStyle: Style
  private let historyFile: HistoryFile?
  private var screen = Screen()
  private var input = KeyInput()
  private var number = 1
  /// What stands at the prompt before a key is pressed.
  private var prefill = ""
  private var isInitialized = false
  /// The cell as it was pasted, and the output that was pasted with it.
  var pasted: (cell: String, output: String)?

  /// Does nothing yet: readline is initialised by the first prompt, and the history read
  /// when that prompt stands.
  init(session: CellSession, style: Style, historyFile: HistoryFile?) {
    self.session = session
    terminalStyle = style
    self.historyFile = historyFile
    history = CellHistory()
  }

  /// Those that `readHistoryOnce` has found.
  private(set) var earlierCells: [String] = []

  func readCell(number: Int, text: String) -> Entry {
    self.number = number
    prefill = text
    menu = nil
    pasted = nil
    screen.forget()
    initializeOnce()
    return ActiveEditor.with(self) {
      guard let line = readline(style.inputPrompt(number)) else { return .endOfInput }
      defer { free(line) }
      let cell = String(cString: line)
      return .cell(cell, pastedOutput: pasted?.cell == cell ? pasted?.output : nil)
    }
  }

  func remember(_ cell: String) {
    guard history.add(cell), let newest = history.cells.last else { return }
    add_history(newest)
    historyFile?.append(newest)
  }

  /// Runs a key's effect on the editor that readline is working for.
  static func perform(_ effect: (ReadlineEditor) -> Void) -> Int32 {
    if let editor = ActiveEditor.current { effect(editor) }
    return 0
  }

  // MARK: Drawing

  /// Brings the screen up to date; called by readline after each key. While more input
  /// waits, the drawing is left to the key that comes last.
  func redisplay() {
    write(screen.resize(columns: terminalSize().columns, height: terminalSize().rows))
    if input.isReady(milliseconds: 0) && !isSearching { return }
    write(screen.update(to: layout()))
  }

  private var style: Style { terminalStyle.with(session.appearance) }

  /// Whether readline shows a prompt of its own, as incremental search does.
  private var isSearching: Bool { rl_display_prompt != nil && rl_display_prompt != rl_prompt }

  private func layout() -> CellLayout {
    let cell = buffer.cell
    var layout = CellLayout(
      cell, prompts: prompts, spans: spans(of: cell), style: style, columns: screen.columns)
    if let menu, menu.cell == cell {
      let rows = menu.rows(columns: screen.columns, height: screen.height, style: style)
      layout.append(rows)
    }
    return layout
  }

  private var prompts: CellPrompts {
    var prompts = CellPrompts(
      number: number, style: style, isPlainPython: session.appearance.isPlainPython)
    if isSearching, let shown = rl_display_prompt { prompts.first = String(cString: shown) }
    return prompts
  }

  private func spans(of cell: CellText) -> [HighlightSpan] {
    guard style.isEnabled else { return [] }
    return withMatchingBrackets(session.highlight(cell.text), in: cell)
  }

  private func insertPrefill() {
    if !prefill.isEmpty { buffer.insert(prefill) }
    prefill = ""
  }

  private func write(_ bytes: [UInt8]) {
    if !bytes.isEmpty { _ = writeAll(bytes, to: STDOUT_FILENO) }
  }

  /// Draws the cell for good and lets `readline()` return it.
  func accept() {
    menu = nil
    buffer.moveCursor(to: buffer.cell.bytes.count)
    write(screen.finish(layout()))
    rl_done = 1
  }

  func clearScreen() {
    screen.forget()
    write(Array("\u{1B}[H\u{1B}[2J".utf8))
  }

  /// F2: the cell as the user's editor leaves it. The terminal is given back meanwhile.
  func openInExternalEditor() {
    write(screen.erase())
    rl_deprep_term_function?()
    let edited = editInExternalEditor(buffer.cell.text)
    rl_prep_term_function?(1)
    _ = Interrupts.takePending()
    if let edited { buffer.replace(0..<buffer.cell.bytes.count, with: edited) }
  }

  // MARK: Keys

  /// The next byte for readline. Readline's own handlers only take note of a signal; it is
  /// dealt with here, between keys, where the screen can be drawn anew.
  func nextKey() -> Int32 {
    readHistoryOnce()
    while true {
      switch input.next(hasNews: { hasCaughtSignal || isResized }) {
      case .byte(let byte):
        guard isInterrupted else { return Int32(byte) }
        // The key came right after Ctrl-C, which drops what was typed before.
        input.putBack(byte)
        rl_check_signals()
        _ = Interrupts.takePending()
        return ctrlC
      case .end: return EOF
      case .signal:
        let isResize = isResized
        rl_check_signals()
        if Interrupts.takePending() { return ctrlC }
        // After a stop the shell has written below the cell: a fresh start where the cursor is.
        if !isResize { screen.forget() }
        redisplay()
      }
    }
  }

  /// Whether Ctrl-C came: a signal that readline has caught reaches our handler only later.
  private var isInterrupted: Bool { Interrupts.hasPending || rl_pending_signal() == SIGINT }

  /// Whether a signal came that is still to be dealt with, Ctrl-C or Ctrl-Z, say.
  private var hasCaughtSignal: Bool { Interrupts.hasPending || rl_pending_signal() != 0 }

  private var isResized: Bool { terminalSize() != (screen.columns, screen.height) }

  /// Whether a further byte is there, or comes within the time that readline allows it: none after
  /// a letter, which would otherwise appear late, and some after an Escape.
  func isKeyReady() -> Bool {
    let allowed = rl_set_keyboard_input_timeout(-1) / 1000  // -1 only asks
    // Letters that readline takes in together are missing in the macro it records.
    if allowed == 0, rl_readline_state & macroIsRecorded != 0 { return false }
    return input.isReady(milliseconds: min(allowed, Self.keySequenceTimeout))
  }

  /// How long an Escape waits for the rest of its sequence, in milliseconds.
  private static let keySequenceTimeout: Int32 = 100

  /// The pasted bytes up to the end mark.
  func readPaste() -> [UInt8] {
    let endMark = Array("\u{1B}[201~".utf8)
    var bytes: [UInt8] = []
    while let byte = input.nextOfPaste() {
      bytes.append(byte)
      if byte == endMark[endMark.count - 1], bytes.suffix(endMark.count).elementsEqual(endMark) {
        bytes.removeLast(endMark.count)
        break
      }
    }
    return bytes
  }

  // MARK: Readline

  private func initializeOnce() {
    guard !isInitialized else { return }
    isInitialized = true
    useUTF8()
    rl_readline_name = UnsafePointer(strdup("cellgrad"))
    rl_initialize()
    rl_getc_function = { _ in ActiveEditor.current?.nextKey() ?? EOF }
    rl_input_available_hook = { ActiveEditor.current?.isKeyReady() == true ? 1 : 0 }
    rl_startup_hook = {
      ActiveEditor.current?.insertPrefill()
      return 0
    }
    rl_redisplay_function = { ActiveEditor.current?.redisplay() }
    // Readline switches bracketed paste off where the drawing is not its own.
    rl_variable_bind("enable-bracketed-paste", "on")
    // Its `^C` would stand in the middle of the cell.
    rl_variable_bind("echo-control-characters", "off")
    // The terminal's own Backspace and Ctrl-U would take the place of ours at each prompt.
    rl_variable_bind("bind-tty-special-chars", "off")
    bindKeys()
    using_history()
  }

  /// Called before the first key is waited for, so that the prompt need not wait for a long
  /// history.
  private func readHistoryOnce() {
    guard !isHistoryRead else { return }
    isHistoryRead = true
    earlierCells = historyFile?.read() ?? []
    history = CellHistory(cells: earlierCells)
    for cell in earlierCells { add_history(cell) }
    using_history()
  }
}

private let ctrlC: Int32 = 3

/// `RL_STATE_MACRODEF`: the keys pressed are being recorded.
private let macroIsRecorded: UInt = 0x1000

/// Tells the C library that text is UTF-8. Only the character type is set: with a whole
/// locale numbers might be written with commas.
private func useUTF8() {
  if setlocale(LC_CTYPE, "") != nil, String(cString: nl_langinfo(CInt(CODESET))) == "UTF-8" {
    return
  }
  setlocale(LC_CTYPE, "C.UTF-8")
}

/// The terminal's size; 80 by 24 where it does not tell.
public func terminalSize() -> (columns: Int, rows: Int) {
  var size = winsize()
  guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
    return (80, 24)
  }
  return (Int(size.ws_col), Int(size.ws_row))
}
