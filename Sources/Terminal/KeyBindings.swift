@preconcurrency import CReadline

/// What keys do beyond readline's own bindings: a row per key.
///
/// Each function is given to C and can capture nothing; it finds its editor by
/// `ReadlineEditor.perform`.
typealias KeyFunction = @convention(c) (Int32, Int32) -> Int32

/// Ctrl-C, which can also stand in the middle of another key's sequence: the terminal drops the rest of it.
private let interruptSequences = ["", "\\e", "\\e[", "\\eO", "\\e[1", "\\e[2", "\\e[3", "\\e[4", "\\e[[", "\\C-x"].map {
  $0 + "\\C-c"
}

/// Key sequences in readline's notation, for emacs and vi insert mode.
private let keyBindings: [(sequences: [String], function: KeyFunction)] = [
  (["\\C-m", "\\C-j"], { _, _ in ReadlineEditor.perform { $0.enter() } }),
  (["\\e\\C-m", "\\e\\C-j"], { _, _ in ReadlineEditor.perform { $0.accept() } }),
  (["\\C-o"], { _, _ in ReadlineEditor.perform { $0.insertNewLine() } }),
  (interruptSequences, { _, _ in ReadlineEditor.perform { $0.dropCell() } }),
  (["\\C-p", "\\e[A", "\\eOA"], { _, _ in ReadlineEditor.perform { $0.up() } }),
  (["\\C-n", "\\e[B", "\\eOB"], { _, _ in ReadlineEditor.perform { $0.down() } }),
  (["\\C-a", "\\e[H", "\\eOH", "\\e[1~"], { _, _ in
    ReadlineEditor.perform { $0.moveToLineStart() }
  }),
  (["\\C-e", "\\e[F", "\\eOF", "\\e[4~"], { _, _ in
    ReadlineEditor.perform { $0.moveToLineEnd() }
  }),
  (["\\C-k"], { _, _ in ReadlineEditor.perform { $0.killToLineEnd() } }),
  (["\\C-u"], { _, _ in ReadlineEditor.perform { $0.killToLineStart() } }),
  (["\\C-?", "\\C-h"], { count, key in
    ReadlineEditor.perform { $0.backspace(count: count, key: key) }
  }),
  (["\\C-i"], { _, _ in ReadlineEditor.perform { $0.complete(backwards: false) } }),
  (["\\e[Z"], { _, _ in ReadlineEditor.perform { $0.complete(backwards: true) } }),
  ([":"], { count, key in ReadlineEditor.perform { $0.colon(count: count, key: key) } }),
  (["\\C-r"], { count, key in
    ReadlineEditor.perform { $0.search(with: rl_reverse_search_history, count: count, key: key) }
  }),
  (["\\C-s"], { count, key in
    ReadlineEditor.perform { $0.search(with: rl_forward_search_history, count: count, key: key) }
  }),
  (["\\C-l", "\\e\\C-l"], { _, _ in ReadlineEditor.perform { $0.clearScreen() } }),
  (["\\eOQ", "\\e[12~", "\\e[[B"], { _, _ in
    ReadlineEditor.perform { $0.openInExternalEditor() }
  }),
  (["\\e[200~"], { _, _ in ReadlineEditor.perform { $0.paste() } }),
]

/// Keys in vi command mode, where letters move.
private let viCommandBindings: [(sequences: [String], function: KeyFunction)] = [
  (["\\C-m", "\\C-j"], { _, _ in ReadlineEditor.perform { $0.enter() } }),
  (interruptSequences, { _, _ in ReadlineEditor.perform { $0.dropCell() } }),
  (["k", "\\C-p", "\\e[A", "\\eOA"], { _, _ in ReadlineEditor.perform { $0.up() } }),
  (["j", "\\C-n", "\\e[B", "\\eOB"], { _, _ in ReadlineEditor.perform { $0.down() } }),
  (["\\C-l", "\\e\\C-l"], { _, _ in ReadlineEditor.perform { $0.clearScreen() } }),
]

/// Binds the keys over whatever `inputrc` says: these keys make a cell out of lines.
func bindKeys() {
  let maps = [("emacs", keyBindings), ("vi-insert", keyBindings), ("vi-command", viCommandBindings)]
  for (name, bindings) in maps {
    guard let map = rl_get_keymap_by_name(name) else { continue }
    for (sequences, function) in bindings {
      for sequence in sequences { rl_bind_keyseq_in_map(sequence, function, map) }
    }
  }
}
