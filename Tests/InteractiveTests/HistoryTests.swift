import Interactive
import XCTest

final class HistoryTests: XCTestCase {
  func testInputsBeforeTheRunningCell() {
    var session = Session()
    session.run("a")
    session.run("b\n\n")
    session.run("c\nd")
    XCTAssertEqual(session.names["_i"], "b")
    XCTAssertEqual(session.names["_ii"], "a")
    XCTAssertEqual(session.names["_iii"], "")
    XCTAssertEqual(session.names["_i3"], "c\nd")
    XCTAssertEqual(session.history.inputs, ["", "a", "b", "c\nd"])
    XCTAssertEqual(session.history.cellNumber, 3)
  }

  func testNumbersPassedOver() {
    var session = Session()
    XCTAssertEqual(session.history.skip(to: 5), 4)
    session.run("a")
    XCTAssertEqual(session.history.cellNumber, 5)
    XCTAssertEqual(session.history.skip(to: 3), 0)
    XCTAssertEqual(session.history.skip(to: .max), 0)
    XCTAssertEqual(session.history.inputs, ["", "", "", "", "", "a"])
  }

  func testBlankCellsTakeNoNumber() {
    XCTAssertFalse(History<String>.isNumbered(" \n\t\n"))
    XCTAssertTrue(History<String>.isNumbered("# 주석"))
  }

  func testLastThreeOutputs() {
    var session = Session()
    for value in ["1", "2", "3", "4"] { session.run(value, displaying: value) }
    XCTAssertEqual(session.lastThree, ["4", "3", "2"])
    XCTAssertEqual(session.names["_1"], "1")
    XCTAssertEqual(session.history.outputs, [1: "1", 2: "2", 3: "3", 4: "4"])
  }

  func testCellWithoutOutputLeavesTheNamesAlone() {
    var session = Session()
    session.run("1", displaying: "1")
    session.run("x = 2")
    session.run("3", displaying: "3")
    XCTAssertEqual(session.lastThree, ["3", "1", ""])
    XCTAssertNil(session.history.outputs[2])
  }

  func testUserAssignsUnderscore() {
    var session = Session()
    session.run("1", displaying: "1")
    session.names["_"] = "mine"
    session.run("2", displaying: "2")
    XCTAssertEqual(session.lastThree, ["mine", "", ""])
    XCTAssertEqual(session.names["_2"], "2")
  }

  func testOutputsGoOnAfterTheUserDeletesUnderscore() {
    var session = Session()
    session.run("1", displaying: "1")
    session.names["_"] = "mine"
    session.run("2", displaying: "2")
    session.names["_"] = nil
    session.run("3", displaying: "3")
    XCTAssertEqual(session.lastThree, ["3", "2", "1"])
  }

  func testUserAssignsTwoUnderscores() {
    var session = Session()
    session.run("1", displaying: "1")
    session.names["__"] = "mine"
    session.run("2", displaying: "2")
    session.run("3", displaying: "3")
    XCTAssertEqual(session.lastThree, ["1", "mine", ""])
    session.names["__"] = nil
    session.run("4", displaying: "4")
    XCTAssertEqual(session.lastThree, ["4", "3", "2"])
  }

  func testForgettingOutputs() {
    var session = Session()
    session.run("1", displaying: "1")
    session.history.forgetOutputs()
    XCTAssertEqual(session.history.outputs, [:])
    XCTAssertEqual(session.history.lastOutputs, ["", "", ""])
  }
}

/// A namespace of strings, with the names that the history sets.
private struct Session {
  var history = History<String>(empty: "", isSame: ==)
  var names = ["_": "", "__": "", "___": ""]

  var lastThree: [String?] { History<String>.outputNames.map { names[$0] } }

  mutating func run(_ source: String, displaying value: String? = nil) {
    for (name, text) in history.begin(input: source, translated: source) {
      names[name] = text
    }
    guard let value else { return }
    for (name, value) in history.display(value, current: lastThree) {
      names[name] = value
    }
  }
}
