import Python
import TestSupport
import XCTest

@testable import Interactive

/// What Tab offers. No user code runs for it.
final class CompletionTests: XCTestCase {
  /// The matches for a text after some cells have run.
  private func matches(_ text: String, after cells: String...) -> [String] {
    completion(text, cells).matches
  }

  private func completion(_ text: String, _ cells: [String]) -> Completion {
    let box = Box()
    onBigStack {
      let kernel = Kernel()
      for cell in cells { XCTAssertEqual(kernel.run(cell).end, .ok, cell) }
      box.completion = kernel.completions(of: text, at: text.utf8.count)
    }
    return box.completion
  }

  private final class Box: @unchecked Sendable {
    var completion = Completion(start: 0, matches: [])
  }

  func testKeysOfADict() {
    let cell = "d = {'한글': 1, 'key': 2, 3: 4}"
    XCTAssertEqual(matches("d['", after: cell), ["한글", "key"])
    XCTAssertEqual(matches("x = d[\"k", after: cell), ["key"])
    XCTAssertEqual(matches("d[", after: cell), ["'한글'", "'key'", "3"])
  }

  func testKeywordArguments() {
    let cell = "def f(alpha, beta=1, *, gamma=2): pass"
    XCTAssertEqual(matches("f(al", after: cell), ["alpha=", "all"])
    XCTAssertEqual(matches("f(alpha=1, g", after: cell).first, "gamma=")
    XCTAssertFalse(matches("f(alpha=1, ", after: cell).contains("alpha="))
    XCTAssertEqual(completion("f(", [cell]).signature, "f(alpha, beta=1, *, gamma=2)")
  }

  func testKeywordArgumentsOfTorch() {
    let cell = "import torch, torch.nn as nn"
    XCTAssertEqual(matches("torch.add(x, y, alp", after: cell), ["alpha="])
    XCTAssertEqual(matches("nn.Linear(in_", after: cell), ["in_features="])
    XCTAssertEqual(matches("nn.Lin", after: cell), ["Linear"])
  }

  func testAttributesOfItems() {
    let cell = """
      from torch import nn
      layers = nn.Sequential(nn.Linear(3, 2), nn.ReLU())
      named = {'가 나': [nn.Linear(1, 1)]}
      """
    XCTAssertEqual(matches("layers[0].wei", after: cell), ["weight"])
    XCTAssertEqual(matches("layers[-2].weight.requires_grad_", after: cell), ["requires_grad_"])
    XCTAssertEqual(matches("layers[9].wei", after: cell), [])
    XCTAssertEqual(matches("named['가 나'][0].wei", after: cell), ["weight"])
    XCTAssertEqual(matches("named[\"가 나\"][0].wei", after: cell), ["weight"])
    XCTAssertEqual(matches("named['다'][0].wei", after: cell), [])
  }

  func testLayersAndParameters() {
    let cell = """
      from torch import nn
      class 모델(nn.Module):
          def __init__(self):
              super().__init__()
              self.은닉층 = nn.Linear(3, 2)
              self.register_buffer('mean_of_data', None)
          def __getattr__(self, name):
              if name == 'trap': raise SystemExit
              return super().__getattr__(name)
      model = 모델()
      """
    XCTAssertEqual(matches("model.은", after: cell), ["은닉층"])
    XCTAssertEqual(matches("model.mean", after: cell), ["mean_of_data"])
    XCTAssertEqual(matches("model.은닉층.bi", after: cell), ["bias"])
    XCTAssertEqual(matches("model.은닉층.bias.backw", after: cell), ["backward"])
    XCTAssertEqual(matches("model.trap.", after: cell), [])
  }

  func testAttributesOfLiterals() {
    XCTAssertEqual(matches("'a'.upp"), ["upper"])
    XCTAssertEqual(matches("[1].app"), ["append"])
  }

  func testUserCodeDoesNotRun() {
    let cell = """
      class C:
          @property
          def p(self): raise SystemExit
          def __getattr__(self, name): raise SystemExit
          def __dir__(self): raise SystemExit
          def __getitem__(self, i): raise SystemExit
      c = C()
      """
    XCTAssertEqual(matches("c.p.x", after: cell), [])
    XCTAssertEqual(matches("c.zz", after: cell), [])
    XCTAssertEqual(matches("c.p", after: cell), ["p"])
    XCTAssertEqual(matches("c[0].a", after: cell), [])
  }

  func testModules() {
    XCTAssertEqual(matches("import itertoo"), ["itertools"])
    XCTAssertEqual(matches("from torch.nn import Lin"), ["Linear"])
    XCTAssertEqual(matches("import torch.opti"), ["torch.optim"])
  }

  func testMagics() {
    XCTAssertEqual(matches("%whos"), ["%whos"])
    XCTAssertEqual(matches("%%captu"), ["%%capture"])
    XCTAssertEqual(matches("%xmode V"), ["Verbose"])
  }

  func testFilesInStringsAndMagics() throws {
    let folder = try temporaryFolder()
    XCTAssertTrue(FileManager.default.createFile(atPath: folder + "/자료.py", contents: nil))
    XCTAssertEqual(matches("open('\(folder)/자"), ["자료.py"])
    XCTAssertEqual(matches("%run \(folder)/"), ["자료.py"])
  }

  func testNothingInComments() {
    XCTAssertEqual(matches("x = 1  # impo"), [])
  }

  func testBrokenText() {
    for text in ["", ".", "][)(", "'''", "\"\\", "a.[0].", "%", "%%%", "from", "import ", "d[-", "\u{0}"] {
      _ = matches(text)
    }
  }
}
