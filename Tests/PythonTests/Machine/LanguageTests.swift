import XCTest

@testable import Python

/// Control flow, scopes and classes as the compiler lays them out.
final class LanguageTests: XCTestCase {
  func testTextsAreEqualByCodePoints() {
    assertPrints(
      """
      composed, decomposed = 'é', 'e\\u0301'
      print(len(composed), len(decomposed), composed == decomposed)
      print({composed: 1, decomposed: 2})
      """,
      "1 2 False\n{'é': 1, 'e\u{301}': 2}\n")
  }

  func testNamesAreComposed() {
    assertPrints("e\u{301}t\u{e9} = 1\nprint(\u{e9}te\u{301})", "1\n")
  }

  func testFinallyRunsOnEveryWayOut() {
    assertPrints(
      """
      def f(how):
          for i in range(2):
              try:
                  if how == 'return': return 'returned'
                  if how == 'break': break
                  if how == 'continue': continue
                  if how == 'raise': raise KeyError(how)
              finally:
                  print('finally', how, i)
          return 'end'
      for how in ['return', 'break', 'continue', 'fall']:
          print(f(how))
      try:
          f('raise')
      except KeyError as e:
          print('KeyError', e)
      """,
      """
      finally return 0
      returned
      finally break 0
      end
      finally continue 0
      finally continue 1
      end
      finally fall 0
      finally fall 1
      end
      finally raise 0
      KeyError 'raise'

      """)
  }

  func testNameOfAnExceptClauseIsGoneAfterIt() {
    assertRaises(
      "try:\n  1/0\nexcept ZeroDivisionError as e:\n  pass\nprint(e)",
      "NameError: name 'e' is not defined")
  }

  func testBareRaiseGoesOnWithTheHandledException() {
    assertPrints(
      """
      try:
          try:
              1/0
          except ZeroDivisionError:
              try:
                  {}['k']
              except KeyError:
                  pass
              raise
      except ZeroDivisionError as e:
          print('outer', e)
      """, "outer division by zero\n")
  }

  func testWithSwallowsAnException() {
    assertPrints(
      """
      class Manager:
          def __enter__(self):
              print('enter')
              return 'value'
          def __exit__(self, kind, error, place):
              print('exit', kind and kind.__name__, error)
              return True
      with Manager() as m:
          print(m)
          raise ValueError('inside')
      with Manager(), Manager():
          print('body')
      def f():
          with Manager():
              return 'returned'
      print(f())
      """,
      """
      enter
      value
      exit ValueError inside
      enter
      enter
      body
      exit None None
      exit None None
      enter
      exit None None
      returned

      """)
  }

  func testClosuresShareVariables() {
    assertPrints(
      """
      def make():
          n = 0
          def add():
              nonlocal n
              n += 1
              return n
          return add, lambda: n
      add, get = make()
      add(); add()
      print(get())
      """, "2\n")
  }

  func testUnboundLocalIsReported() {
    assertRaises(
      "def f():\n  print(x)\n  x = 1\nf()",
      "UnboundLocalError: cannot access local variable 'x' where it is not associated with a value")
  }

  func testArgumentsInEveryForm() {
    assertPrints(
      """
      def f(a, /, b, c=3, *rest, d, e=5, **more):
          print(a, b, c, rest, d, e, more)
      f(1, 2, d=4)
      f(1, b=2, d=4, z=9)
      f(*[1, 2, 3, 4, 5], **{'d': 6, 'e': 7})
      """,
      """
      1 2 3 () 4 5 {}
      1 2 3 () 4 5 {'z': 9}
      1 2 3 (4, 5) 6 7 {}

      """)
  }

  func testMissingAndSurplusArguments() {
    assertRaises(
      "def f(a, b): pass\nf(1)", "TypeError: f() missing 1 required positional argument: 'b'")
    assertRaises(
      "def f(a): pass\nf(1, 2)", "TypeError: f() takes 1 positional argument but 2 were given")
    assertRaises(
      "def f(a): pass\nf(1, b=2)", "TypeError: f() got an unexpected keyword argument 'b'")
  }

  func testSuperInBothForms() {
    assertPrints(
      """
      class A:
          def __init__(self):
              print('A')
      class B(A):
          def __init__(self):
              super(B, self).__init__()
              print('B')
      class C(B):
          def __init__(self):
              super().__init__()
              print('C')
      C()
      """, "A\nB\nC\n")
  }

  func testDiamondOrder() {
    assertPrints(
      """
      class A: pass
      class B(A): pass
      class C(A): pass
      class D(B, C): pass
      print([k.__name__ for k in D.__mro__])
      """, "['D', 'B', 'C', 'A', 'object']\n")
  }

  func testReflectedOperatorsAndNotImplemented() {
    assertPrints(
      """
      class A:
          def __add__(self, other):
              return NotImplemented
      class B:
          def __radd__(self, other):
              return 'B.__radd__'
      print(A() + B())
      try:
          A() + 1
      except TypeError as e:
          print(e)
      """, "B.__radd__\nunsupported operand type(s) for +: 'A' and 'int'\n")
  }

  func testRepetitionAsksForAnIndex() {
    assertPrints(
      """
      class Two:
          def __index__(self):
              return 2
          def __mul__(self, other):
              return NotImplemented
      print((1, 'a') * Two(), Two() * (1,), [0] * Two())
      try:
          (1,) * 2.0
      except TypeError as e:
          print(e)
      """,
      "(1, 'a', 1, 'a') (1, 1) [0, 0]\ncan't multiply sequence by non-int of type 'float'\n")
  }

  func testGeneratorsSendAndDelegate() {
    assertPrints(
      """
      def inner():
          got = yield 1
          print('got', got)
          return 'result'
      def outer():
          value = yield from inner()
          print('value', value)
          yield 2
      print([x for x in outer()])
      """, "got None\nvalue result\n[1, 2]\n")
  }

  func testStopIterationInAGeneratorIsARuntimeError() {
    assertRaises(
      "def g():\n  yield 1\n  raise StopIteration\nfor x in g(): pass",
      "RuntimeError: generator raised StopIteration")
  }

  func testChainedComparisonEvaluatesTheMiddleOnce() {
    assertPrints(
      """
      def middle():
          print('once')
          return 5
      print(1 < middle() < 10, 1 < middle() > 10)
      """, "once\nonce\nTrue False\n")
  }

  func testWalrusInAnOperandDoesNotChangeTheLeftOne() {
    assertPrints("def f():\n  x = 1\n  return x + (x := 5) + x\nprint(f())", "11\n")
  }

  func testClassBodyScopes() {
    assertPrints(
      """
      x = 'global'
      class A:
          x = 'class'
          y = x
          def f(self):
              return x
          z = [x for _ in (1,)]
      print(A.y, A().f(), A.z)
      """, "class global ['global']\n")
  }

  func testKoreanNamesAndText() {
    assertPrints("이름 = '한국어'\nprint(이름[1], 이름 + '!', 이름 * 2)", "국 한국어! 한국어한국어\n")
  }

  func testUnsupportedSyntaxIsRefusedByName() {
    assertRaises("async def f(): pass", "NotImplementedError: cellgrad: not supported: async def")
  }
}
