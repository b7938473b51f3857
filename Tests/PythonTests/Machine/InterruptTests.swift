import Foundation
import XCTest

@testable import Python

/// Natives that run long are ended by an interrupt: each row in the first part of
/// `Tests/Torture/operations.txt` is interrupted some milliseconds after it has begun. How soon it
/// ends is measured elsewhere (`make torture`); here it must end, as a KeyboardInterrupt, and leave
/// no object behind.
final class InterruptTests: XCTestCase {
  func testLongNativesEndAsKeyboardInterrupt() throws {
    for row in try rows() {
      let result = runPython(row.program) { machine in
        machine.registerModule("moment") { (_, module) throws(Raised) in module.add(momentFunctions) }
      }
      XCTAssertEqual(result.error, "KeyboardInterrupt: ", row.native)
      XCTAssertEqual(result.alive, 0, "\(row.native): objects left over")
    }
  }

  private struct Row {
    let native: String
    let setUp: String

    var program: String {
      """
      import collections, copy, difflib, functools, heapq, itertools, json, math, operator
      import pickle, pprint, random, re, statistics, sys, textwrap
      import moment
      \(setUp)
      moment.interrupt_soon()
      \(native)
      """
    }
  }

  private func rows() throws -> [Row] {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = tests.appendingPathComponent("Torture/operations.txt")
    let text = try String(contentsOf: file, encoding: .utf8)
    let lines = text.components(separatedBy: "\n[PyTorch]\n")[0].split(separator: "\n")
    return lines.filter { !$0.hasPrefix("#") && $0 != "[Python]" }.map { line in
      let parts = line.components(separatedBy: " ## ")
      return Row(native: parts[0], setUp: parts.count > 1 ? parts[1] : "")
    }
  }
}

/// The module `moment`: an interrupt from another thread, some time from now.
private let momentFunctions = [
  Builtin("interrupt_soon()", "Does what Ctrl-C does, in 30 milliseconds.") { (m, _) throws(Raised) in
    nonisolated(unsafe) let flag = m.interrupt
    Thread.detachNewThread {
      usleep(30_000)
      flag.pointee = Machine.interruptedOnce
    }
    return .none
  }
]
