import Python
import XCTest

@testable import Interactive

/// `name?` and its kin, as IPython lays them out.
final class InspectionTests: XCTestCase {
  func testLongSignatureTakesALineAParameter() {
    assertSession([
      (
        "def g(a_long_parameter_name, another_long_parameter_name=None, *, keyword_only_one=4):\n"
          + "    'doc'\ng?",
        """
        Signature:
        g(
            a_long_parameter_name,
            another_long_parameter_name=None,
            *,
            keyword_only_one=4,
        )
        Docstring: doc
        File:      <ipython-input-1>
        Type:      function
        """
      )
    ])
  }

  func testBoundMethodHasNoReceiver() {
    assertSession([
      (
        "class 가:\n    def 나(self, x=1): '설명'\na = 가()\na.나?",
        "Signature: a.나(x=1)\nDocstring: 설명\nFile:      <ipython-input-1>\nType:      method"
      )
    ])
  }

  func testBuiltins() {
    assertSession([
      (
        "True?",
        "Type:        bool\nString form: True\nNamespace:   Python builtin\n"
          + "Docstring:   Return the truth of the argument."
      ),
      ("nothing.there?", "Object `nothing.there` not found.\n"),
      ("%pinfo", "Object `` not found.\n"),
    ])
  }

  func testPropertyIsShownItself() {
    onBigStack {
      let kernel = Kernel()
      let cell = "class C:\n    @property\n    def p(self):\n        'prop'\n        1/0\nC().p\n"
      _ = kernel.run(cell)
      _ = kernel.run("c = C()")
      let text = kernel.run("c.p?").outputs.first?.plainText ?? ""
      XCTAssertTrue(text.hasPrefix("Type:        property\n"), text)
      XCTAssertTrue(text.hasSuffix("Docstring:   prop"), text)
    }
  }

  func testTorchOperation() {
    assertSession([
      (
        "import torch\ntorch.add?",
        "Docstring:\nadd(input, other, *, alpha=1) -> Tensor\n\n"
          + "Adds `other`, multiplied by `alpha`, to `input`.\nType:      builtin_function_or_method"
      )
    ])
  }

  func testSourceAndSignature() {
    assertSession([
      ("def f(x): return x", ""), ("%psource f", "def f(x): return x\n"), ("%pdef f", " f(x)\n "),
      ("%psource int", "No source found for int\n"), ("%pdef 3", "Object `3` not found.\n"),
    ])
  }

  func testNamesByPattern() {
    assertSession([
      ("area = 1; arena = 2; b = 3", ""), ("ar*?", "area\narena"), ("*ren*?", "ReferenceError\narena"),
      ("%psearch -i A*a", "area\narena"),
    ])
  }

  func testHelpAboutAMagic() {
    assertSession([("%who?", "Docstring: Print all interactive variables, or those of the types given.")])
  }
}
