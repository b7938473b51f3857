/// Runs what `fuzz.py` sends, one piece after another, and answers what became of each.
///
/// A piece is a line `KIND LENGTH` on standard input and so many bytes; the answer is one line on
/// standard output: `ok`, or what is wrong. A trap ends the process: the driver sees that.
/// With the argument `operations` it lists the table of ops instead, a schema a line.
import Glibc
import Python
import Tensors

if CommandLine.arguments.dropFirst().first == "operations" {
  for row in OpTable.shared.rows { print(row.variants.rawValue, row.schemaText) }
  exit(0)
}
let watch = Watch()
watch.start()
while let piece = Piece.read() {
  nonisolated(unsafe) var answer = "ok"
  onBigStack { answer = piece.run(under: watch) }
  Piece.write(answer)
}
