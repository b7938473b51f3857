import Glibc
import Python

let path = CommandLine.arguments[1]
let file = fopen(path, "r")!
var bytes: [UInt8] = []
var buffer = [UInt8](repeating: 0, count: 65536)
while true { let n = fread(&buffer, 1, buffer.count, file); if n <= 0 { break }; bytes += buffer[0..<n] }
onBigStack {
  let host = Host()
  host.write = { Swift.print($0, terminator: "") }
  host.writeError = { Swift.print($0, terminator: "") }
  let machine = Machine(host: host)
  do {
    let source = Source(bytes)
    let code = try machine.compile(source, file: SourceFile(.file(path), source))
    try machine.run(code, in: machine.mainModule())
  } catch let problem as SyntaxProblem {
    print("SyntaxError", problem)
  } catch {
    let e = machine.takePending()
    print("error:", machine.typeName(of: e), (try? machine.str(e)) ?? "?")
  }
  let alive = machine.shutDown()
  if alive != 0 { print("alive", alive) }
}
