import Python
import XCTest

@testable import Torch

/// The parts of PyTorch that are written in Python.
final class LibraryTextTests: XCTestCase {
  /// Functions are compiled when they are first called: an error in one would wait for its user.
  func testEveryTextCompilesWhole() {
    let machine = Machine(host: Host())
    let modules =
      librarySources + deviceSources + [
        ("torch", torchSource + numberSource), ("torch.nn", nnSources),
        ("torch.autograd", autogradSources), ("torch.nn.functional", [functionalSource]),
      ]
    for part in modules.flatMap(\.1) {
      let source = Source(part.text)
      let file = SourceFile(.library(part.module), source)
      XCTAssertNoThrow(try machine.compile(source, file: file), part.module)
    }
    _ = machine.shutDown()
  }
}
