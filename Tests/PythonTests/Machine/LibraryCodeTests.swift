import CLibrary
import XCTest

@testable import Python

/// Library texts: functions whose bodies are compiled when they are first called.
final class LibraryCodeTests: XCTestCase {
  func testEveryModuleCompilesWhole() {
    let machine = Machine(host: Host())
    var index: Int32 = 0
    while let name = library_module_name(index) {
      index += 1
      guard let text = library_module_text(name) else { continue }
      let source = Source(String(cString: text))
      let file = SourceFile(.library(String(cString: name)), source)
      XCTAssertNoThrow(try machine.compile(source, file: file), file.name)
    }
    XCTAssertGreaterThan(index, 50)
    _ = machine.shutDown()
  }

  func testBodiesRunAtTheFirstCall() {
    assertLibrary(
      """
      def double(x, *, times=2):
          return x * times
      def squares(n):
          for i in range(n):
              yield i * i
      """,
      "print(double(3), double(3, times=5), double(4), list(squares(4)), list(squares(2)))",
      "6 15 8 [0, 1, 4, 9] [0, 1]\n")
  }

  func testMethodsFindTheirClass() {
    assertLibrary(
      """
      class Base:
          def __init__(self, x):
              self.__x = x
          def x(self):
              return self.__x
      class Derived(Base):
          '''Derived's own text.'''
          def __init__(self, x):
              super().__init__(x + 1)
          @property
          def own(self):
              return __class__.__name__
          def pair(self):
              def inner():
                  return super(Derived, self).x()
              return inner(), self.own
      """,
      "print(Derived(1).pair(), Derived(2).x(), Derived.__doc__)",
      "(2, 'Derived') 3 Derived's own text.\n")
  }

  func testWhatAFunctionTellsOfItselfNeedsItsBody() {
    assertLibrary(
      """
      def described(first, second=2, *rest, **named):
          "What it does."
          local = first
          return local
      def generator(): yield
      """,
      """
      import inspect
      print(described.__doc__, described.__code__.co_varnames, described.__defaults__)
      print(inspect.isgeneratorfunction(generator), inspect.signature(described))
      """,
      "What it does. ('first', 'second', 'rest', 'named', 'local') (2,)\n"
        + "True (first, second=2, *rest, **named)\n")
  }

  func testBodiesEndWhereTheirIndentationEnds() {
    assertLibrary(
      """
      def text():
          return '''first
      second''' + (
      ' third')
      # A comment at the margin belongs to nothing.

          # Nor does this one.
      def short(): return 'one line'
      if True:
          def nested(
              x=1,
          ):
              if x: return 'nested'

              return 'zero'
      after = 'after'
      """,
      "print(text(), short(), nested(), nested(0), after)",
      "first\nsecond third one line nested zero after\n")
  }

  func testNamesThatAModuleLacksAreAskedFor() {
    var asked: [String] = []
    let result = runPython("import lazy; print(lazy.total())") { machine in
      machine.registerModule("lazy") { (m, module) throws(Raised) in
        module.setLoader { (m, name) throws(Raised) in
          asked.append(name)
          if name == "part" { module.set(name, .int(40)) }
        }
        try m.runLibrary(
          Array("def total():\n    return part + len([1, 2]) + part - part\n".utf8), name: "lazy",
          in: module)
      }
    }
    XCTAssertNil(result.error)
    XCTAssertEqual(result.output, "42\n")
    XCTAssertEqual(asked, ["part", "len"])
    XCTAssertEqual(result.alive, 0)
  }

  /// Runs `library` as a module's text and then a script that has its names.
  private func assertLibrary(
    _ library: String, _ script: String, _ expected: String, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let result = runPython("from lib import *\n" + script) { machine in
      machine.registerModule("lib") { (m, module) throws(Raised) in
        try m.runLibrary(Array(library.utf8), name: "lib", in: module)
      }
    }
    XCTAssertNil(result.error, file: file, line: line)
    XCTAssertEqual(result.output, expected, file: file, line: line)
    XCTAssertEqual(result.alive, 0, "objects not freed", file: file, line: line)
  }
}
