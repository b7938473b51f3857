import XCTest

@testable import Python

/// Counting, cycles, deep structures: what the heap promises.
final class HeapTests: XCTestCase {
  func testEmptyProgramFreesEverything() {
    assertPrints("", "")
  }

  func testChainOfAMillionObjectsIsFreedWithoutDeepRecursion() {
    assertPrints(
      """
      class Node:
          def __init__(self, next):
              self.next = next
      chain = None
      for i in range(1000000):
          chain = Node(chain)
      del chain
      print('done')
      """, "done\n")
  }

  func testNestedListsOfAMillionLevelsAreFreed() {
    assertPrints(
      """
      nest = []
      for i in range(1000000):
          nest = [nest]
      nest = None
      print('done')
      """, "done\n")
  }

  func testCyclesThroughInstancesAreCollected() {
    let result = runPython(
      """
      class Node:
          pass
      for i in range(200000):
          a = Node()
          b = Node()
          a.other = b
          b.other = a
      """)
    XCTAssertNil(result.error)
    XCTAssertEqual(result.alive, 0)
  }

  func testCyclesThroughClosuresAndContainersAreCollected() {
    assertPrints(
      """
      def make():
          items = []
          def inner():
              return items
          items.append(inner)
          table = {'self': inner}
          items.append(table)
          return None
      for i in range(20000):
          make()
      print('done')
      """, "done\n")
  }

  func testObjectIsFreedAtDel() {
    assertPrints(
      """
      class Loud:
          def __del__(self):
              print('freed')
      a = Loud()
      del a
      for i in range(1):
          pass
      print('after')
      """, "freed\nafter\n")
  }

  func testTemporariesAreFreedAtTheEndOfTheStatement() {
    assertPrints(
      """
      class Loud:
          def __init__(self, name):
              self.name = name
          def __del__(self):
              print('freed', self.name)
      def work():
          Loud('a').name
          for i in range(1):
              pass
          print('middle')
          b = Loud('b')
          b = None
          for i in range(1):
              pass
          print('end')
      work()
      """, "freed a\nmiddle\nfreed b\nend\n")
  }

  func testExceptionInTheMiddleOfAnExpressionLeavesNothing() {
    assertPrints(
      """
      def fail(x):
          raise ValueError('no')
      class A:
          pass
      for i in range(3):
          try:
              [A(), A(), {1: A()}, fail(A())]
          except ValueError as e:
              print(e)
      """, "no\nno\nno\n")
  }

  func testGeneratorLeftInTheMiddleIsFreed() {
    assertPrints(
      """
      def count(items):
          for item in items:
              yield item
      g = count([[1], [2], [3]])
      for x in g:
          print(x)
          break
      del g
      """, "[1]\n")
  }
}
