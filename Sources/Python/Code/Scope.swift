/// What a name means in one scope.
enum Binding: UInt8 {
  /// A register of the frame.
  case local
  /// A register that holds a cell, because a nested function uses the name too.
  case cell
  /// A cell captured from a function around.
  case free
  case global
  /// In class bodies: namespace, then globals, then builtins.
  case name
}

/// What a scope does with a name.
struct NameUses: OptionSet {
  let rawValue: UInt8

  static let bound = NameUses(rawValue: 1)
  static let used = NameUses(rawValue: 2)
  static let parameter = NameUses(rawValue: 4)
  /// Named by a `global` statement.
  static let global = NameUses(rawValue: 8)
  static let nonlocal = NameUses(rawValue: 16)
  /// Some `del` unassigns it.
  static let deleted = NameUses(rawValue: 32)
  /// The target of a comprehension's `for`.
  static let iteration = NameUses(rawValue: 64)
}

/// A name in a scope, and where the scope's code finds its value.
struct Variable {
  let name: Name
  var uses: NameUses = []
  /// Decided once all scopes are known.
  var binding = Binding.global
  /// The register of a local or cell; of a captured variable its index among the captures.
  /// -1: it has none.
  var place: Int32 = -1
  /// The inline caches that all loads and all stores of a global name share; -1: none yet.
  var loadCache: Int32 = -1
  var storeCache: Int32 = -1

  /// Whether it has a register in the frames of the scope.
  var hasRegister: Bool { binding == .local || binding == .cell }

  /// Whether the scope itself is where the variable lives, if it is one of those that own names.
  var isOwn: Bool { uses.contains(.bound) && uses.isDisjoint(with: [.global, .nonlocal]) }
}

/// The names of a module, function, class body or comprehension.
struct Scope {
  enum Kind: Equatable {
    case module, function, lambda, classBody
    case comprehension(Comprehension)
  }

  let kind: Kind
  /// The number of the scope around; nil for the module's.
  let parent: Int?
  /// The innermost class around, for names such as `__private`.
  let className: Name?
  /// In the order of their first mention; parameters come first.
  private(set) var variables: [Variable] = []
  private var variableIndex = RowIndex()
  /// Captured names, in the order of the function's captures.
  private(set) var freeNames: [Name] = []
  var isGenerator = false
  /// Whether `await` may stand in it: `async def`, and cells.
  var isAsync = false
  /// A class body whose methods use `super` or `__class__`.
  var needsClassCell = false
  /// Whether names live in a namespace of their own: class bodies, and the code of `exec` and
  /// `eval` with locals that are not the globals.
  var hasNamespace: Bool
  /// How many iterables of comprehensions the present expression is inside of.
  var iterableDepth = 0

  init(_ kind: Kind, parent: Int? = nil, className: Name? = nil) {
    self.kind = kind
    self.parent = parent
    self.className = className
    hasNamespace = kind == .classBody
    variables.reserveCapacity(8)
  }

  var isFunctionLike: Bool { kind != .module && kind != .classBody }

  var isComprehension: Bool {
    if case .comprehension = kind { true } else { false }
  }

  /// The index of a name's variable, or nil if the scope does not mention it.
  @inline(__always)
  func index(_ name: Name) -> Int? {
    variableIndex.find(name.index) { variables[$0].name == name }
  }

  /// The variable of a name that the scope mentions.
  @inline(__always)
  subscript(index: Int) -> Variable {
    get { variables[index] }
    _modify { yield &variables[index] }
  }

  /// What is done with a name; nothing if the scope does not mention it.
  func uses(_ name: Name) -> NameUses { index(name).map { variables[$0].uses } ?? [] }

  /// The binding of a name that is used here.
  func binding(_ name: Name) -> Binding {
    index(name).map { variables[$0].binding } ?? (hasNamespace ? .name : .global)
  }

  /// Notes what is done with a name. Its variable's index.
  @discardableResult
  mutating func note(_ name: Name, _ uses: NameUses) -> Int {
    if let known = index(name) {
      variables[known].uses.formUnion(uses)
      return known
    }
    variables.append(Variable(name: name, uses: uses))
    let added = variables.count &- 1
    variableIndex.insert(added, name.index) { variables[$0].name.index }
    return added
  }

  /// Makes a name one of those that the function captures.
  mutating func capture(_ name: Name) {
    let index = note(name, [])
    guard variables[index].place < 0 else { return }
    variables[index].place = Int32(truncatingIfNeeded: freeNames.count)
    freeNames.append(name)
    if !(kind == .classBody && variables[index].isOwn) { variables[index].binding = .free }
  }

  /// Brings the captures into the order of their texts, as CPython has them.
  mutating func sortCaptures(_ names: NameTable) {
    guard freeNames.count > 1 else { return }
    freeNames.sort { names.text($0).utf8.lexicographicallyPrecedes(names.text($1).utf8) }
    for (place, name) in freeNames.enumerated() {
      if let index = index(name) { variables[index].place = Int32(truncatingIfNeeded: place) }
    }
  }
}

/// The four forms of comprehensions, by the names of their code.
enum Comprehension {
  case list, set, dict, generator

  var codeName: String {
    switch self {
    case .list: "<listcomp>"
    case .set: "<setcomp>"
    case .dict: "<dictcomp>"
    case .generator: "<genexpr>"
    }
  }

  static let asyncOutside = "asynchronous comprehension outside of an asynchronous function"

  /// As error messages call it.
  var description: String {
    switch self {
    case .list: "list comprehension"
    case .set: "set comprehension"
    case .dict: "dict comprehension"
    case .generator: "generator expression"
    }
  }
}

/// All scopes of a text, those around before those inside.
struct ScopeTable {
  var scopes: [Scope] = []
  private var numbers: [ObjectIdentifier: Int] = [:]

  /// The scope that a definition, lambda or comprehension opens.
  subscript(node: AnyObject) -> Scope? { numbers[ObjectIdentifier(node)].map { scopes[$0] } }

  /// Adds the scope of a node. Its number.
  mutating func add(_ scope: Scope, of node: AnyObject?) -> Int {
    if let node { numbers[ObjectIdentifier(node)] = scopes.count }
    scopes.append(scope)
    return scopes.count - 1
  }

  // MARK: Resolution

  /// Decides what each name means.
  mutating func resolve(_ names: NameTable) {
    for scope in scopes.indices {
      for variable in scopes[scope].variables.indices { decide(variable, in: scope) }
    }
    for scope in scopes.indices { scopes[scope].sortCaptures(names) }
  }

  private mutating func decide(_ index: Int, in scope: Int) {
    let variable = scopes[scope].variables[index]
    if variable.uses.contains(.global) { return }
    if variable.isOwn, scopes[scope].isFunctionLike {
      scopes[scope][index].binding = .local
    } else if variable.isOwn, scopes[scope].kind == .classBody {
      scopes[scope][index].binding = .name
    } else if scopes[scope].parent == nil || !capture(variable.name, in: scope) {
      scopes[scope][index].binding = scopes[scope].hasNamespace ? .name : .global
    }
  }

  /// Captures a name from the innermost function around that has such a variable, through the
  /// scopes between. False if there is none.
  private mutating func capture(_ name: Name, in scope: Int) -> Bool {
    guard let owner = owner(of: name, around: scope) else { return false }
    if scopes[owner].kind == .classBody {
      scopes[owner].needsClassCell = true
    } else if let index = scopes[owner].index(name) {
      scopes[owner][index].binding = .cell
    }
    var inner: Int? = scope
    while let number = inner, number != owner {
      scopes[number].capture(name)
      inner = scopes[number].parent
    }
    return true
  }

  /// The innermost scope around whose variable a name is. A class shares `__class__` only.
  private func owner(of name: Name, around scope: Int) -> Int? {
    var outer = scopes[scope].parent
    while let number = outer {
      if scopes[number].isFunctionLike, let index = scopes[number].index(name) {
        if scopes[number][index].isOwn { return number }
        if scopes[number][index].uses.contains(.global) { return nil }
      }
      if scopes[number].kind == .classBody, name == .classCell { return number }
      outer = scopes[number].parent
    }
    return nil
  }
}
