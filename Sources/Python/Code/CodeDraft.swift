/// Code while it is being compiled: what becomes a `Code`.
struct CodeDraft {
  var name: String
  var qualifiedName: String
  var parameters = ParameterLayout()
  var localNames: [Symbol] = []
  var registerCount = 0
  var instructions: [Instruction] = []
  /// One for each instruction.
  var ranges: [SourceRange] = []
  var handlers: [Handler] = []
  /// Owned.
  var constants: [Value] = []
  var cacheNames: [Symbol] = []
  var children: [Code] = []
  var captures: [Capture] = []
  var freeNames: [Symbol] = []
  var isGenerator = false
  var isClassBody = false
  var doc: String?
  var deferred: DeferredCode?

  init(name: String, qualifiedName: String) {
    self.name = name
    self.qualifiedName = qualifiedName
    // Room that most functions need, and only a few need more than.
    instructions.reserveCapacity(48)
    ranges.reserveCapacity(48)
  }
}

/// Which expression statements of a cell are shown: IPython's `ast_node_interactivity`.
public enum DisplayPolicy: Sendable {
  case none, lastExpression, all
}

/// A register of the frame's window.
typealias Register = Int

/// Where a jump stands whose target is not known yet.
struct PendingJump {
  let instruction: Int
}
