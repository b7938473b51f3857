/// The numbered inputs and outputs of a session, and the names that stand for them: `In`, `Out`,
/// `_`, `_3`, `_i`. It knows nothing of the values but whether two are the same object.
///
/// The caller owns the namespace: it asks which names to set, and tells what the user made of
/// `_`, `__` and `___`.
public struct History<Value> {
  /// The inputs as typed; `inputs[0]` is empty, so that an index is the number of the cell.
  public private(set) var inputs = [""]
  /// The inputs as translated into Python, with the same indices.
  public private(set) var translatedInputs = [""]
  /// The displayed values by the number of their cell: `Out`.
  public private(set) var outputs: [Int: Value] = [:]
  /// The last three displayed values, the latest first.
  public private(set) var lastOutputs: [Value]

  /// What `_`, `__`, `___` were last set to: not `lastOutputs` while the user holds one of them.
  private var assigned: [Value]
  private let empty: Value
  private let isSame: (Value, Value) -> Bool

  /// - Parameters:
  ///   - empty: the string `''`, which `_`, `__`, `___` are before anything is displayed.
  ///   - isSame: whether two values are one object: Python's `is`.
  public init(empty: Value, isSame: @escaping (Value, Value) -> Bool) {
    self.empty = empty
    self.isSame = isSame
    lastOutputs = [empty, empty, empty]
    assigned = lastOutputs
  }

  /// The number of the running cell, or of the last one: every cell that is not blank takes the
  /// next number.
  public var cellNumber: Int { inputs.count - 1 }

  /// Whether a cell takes a number.
  public static func isNumbered(_ source: String) -> Bool { !PythonText.isBlank(source) }

  // MARK: Inputs

  /// So many numbers can be passed over, so that a mistaken one costs no memory.
  private static var longestGap: Int { 100_000 }

  /// Gives the next cell this number, with empty inputs in between. Numbers do not go back.
  ///
  /// - Returns: how many numbers were passed over.
  @discardableResult
  public mutating func skip(to number: Int) -> Int {
    let gap = number - inputs.count
    guard gap > 0, gap <= Self.longestGap else { return 0 }
    inputs += Array(repeating: "", count: gap)
    translatedInputs += Array(repeating: "", count: gap)
    return gap
  }

  /// Numbers a cell that is about to run.
  ///
  /// - Returns: the names to set: `_i`, `_ii`, `_iii` for the inputs before it, and `_i3` if it is
  ///   the third.
  @discardableResult
  public mutating func begin(
    input: String, translated: String
  ) -> [(name: String, text: String)] {
    inputs.append(Self.withoutLastLineEnds(input))
    translatedInputs.append(Self.withoutLastLineEnds(translated))
    let before = ["_i", "_ii", "_iii"].enumerated().map { index, name in
      let number = inputs.count - 2 - index
      return (name: name, text: number > 0 ? inputs[number] : "")
    }
    return before + [(name: "_i\(cellNumber)", text: inputs[cellNumber])]
  }

  private static func withoutLastLineEnds(_ text: String) -> String {
    let end = text.utf8.lastIndex { $0 != UInt8(ascii: "\n") }
    return end.map { String(text[...$0]) } ?? ""
  }

  // MARK: Outputs

  /// The names of the last three displayed values.
  public static var outputNames: [String] { ["_", "__", "___"] }

  /// Keeps a displayed value of the running cell. (`Out` itself and `None` are not to be kept.)
  ///
  /// Once the user has assigned one of `_`, `__`, `___`, none of the three is set any more until
  /// the assigned one is deleted.
  /// - Parameter current: the present values of `_`, `__`, `___`; nil where there is no such name.
  /// - Returns: the names to set: in the third cell `_3`, and the other three unless the user has
  ///   taken one of them.
  public mutating func display(
    _ value: Value, current: [Value?]
  ) -> [(name: String, value: Value)] {
    let isTaken = zip(current, assigned).contains { present, ours in
      present.map { !isSame($0, ours) } ?? false
    }
    lastOutputs = [value] + lastOutputs.prefix(2)
    outputs[cellNumber] = value
    let numbered = (name: "_\(cellNumber)", value: value)
    guard !isTaken else { return [numbered] }
    assigned = lastOutputs
    return zip(Self.outputNames, lastOutputs).map { (name: $0, value: $1) } + [numbered]
  }

  /// Forgets the outputs, as `%reset out` does.
  public mutating func forgetOutputs() {
    outputs.removeAll()
    lastOutputs = [empty, empty, empty]
    assigned = lastOutputs
  }

  /// Forgets the inputs, whose numbers stay, as `%reset in` does.
  public mutating func forgetInputs() {
    inputs = Array(repeating: "", count: inputs.count)
    translatedInputs = inputs
  }
}
