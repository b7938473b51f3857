import Glibc
import Notebooks
import XCTest

/// The folder of the package.
let packageFolder = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }

func sessionPath(_ name: String) -> String { "\(packageFolder)/sessions/\(name)" }

func recordedPath(_ name: String) -> String {
  "\(packageFolder)/Tests/NotebooksTests/Recorded/\(name)"
}

/// The names of the recorded notebooks.
func recordedNames() -> [String] {
  guard let folder = opendir(recordedPath("")) else { return [] }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name.hasSuffix(".ipynb") { names.append(name) }
  }
  return names.sorted()
}

func fileBytes(_ path: String) -> [UInt8] {
  guard let file = fopen(path, "r") else { return [] }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
    bytes += chunk[..<count]
  }
  return bytes
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

func format(_ name: String) throws -> NotebookFormat { try XCTUnwrap(NotebookFormat.named(name)) }

/// The notebook a text is in the format of `file`.
func read(_ text: String, file: String) throws -> Notebook {
  try Notebook.read(Array(text.utf8), file: file)
}

/// The error that reading gives, as it is printed; nil if there is none.
func readingError(_ text: String, file: String = "a.ipynb") -> String? {
  readingError(Array(text.utf8), file: file)
}

func readingError(_ bytes: [UInt8], file: String = "a.ipynb") -> String? {
  do {
    _ = try Notebook.read(bytes, file: file)
    return nil
  } catch {
    return error.description
  }
}
