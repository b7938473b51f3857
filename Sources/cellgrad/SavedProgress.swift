import Glibc
import Notebooks

/// Writes a notebook while it is run, so that a killed process loses no cell that was finished.
///
/// Of a big notebook some cells are passed over: once writing has taken 50 ms, it takes no more than
/// a twentieth of the time.
struct SavedProgress {
  let path: String
  let format: NotebookFormat
  private let start = Self.now()
  private var spent = 0.0

  init(path: String, format: NotebookFormat) {
    self.path = path
    self.format = format
  }

  /// Problems are left to the writing at the end.
  mutating func save(_ notebook: Notebook) {
    let begin = Self.now()
    guard spent <= 0.05 + (begin - start) / 20 else { return }
    try? notebook.write(to: path, as: format, survivesPowerLoss: false)
    spent += Self.now() - begin
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
