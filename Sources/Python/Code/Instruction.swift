/// One instruction: an operation and three operands, 8 bytes.
///
/// Operands name registers of the frame's window unless said otherwise. `target` is a jump
/// distance in 16 bits (`c`), `wide` a number of 32 bits in `b` and `c`.
struct Instruction: BitwiseCopyable {
  var op: Opcode
  var a: UInt16
  var b: UInt16
  var c: UInt16

  @inline(__always) var wide: Int { Int(b) | Int(c) << 16 }
  @inline(__always) var wideTarget: Int { Int(Int32(truncatingIfNeeded: wide)) }
  @inline(__always) var target: Int { Int(Int16(bitPattern: c)) }
  @inline(__always) var immediate: Int { Int(Int16(bitPattern: c)) }

  @inline(__always) mutating func setWide(_ value: Int) {
    b = UInt16(truncatingIfNeeded: value)
    c = UInt16(truncatingIfNeeded: value >> 16)
  }
}

/// The operations of the register machine. Arithmetic comes in CPython's order of operators, so
/// that an operator's number plus a base gives its opcode.
enum Opcode: UInt16, CaseIterable {
  // MARK: Moving values
  /// a = b
  case move
  /// a = b, a+1 = c
  case moveTwo
  /// a = b, and b gives its value up
  case take
  /// a = constant[wide]
  case loadConstant
  /// Empties b registers from a on.
  case kill
  /// Fails with UnboundLocalError unless a holds a value.
  case checkLocal
  /// Deletes the local a.
  case deleteLocal

  // MARK: Names; b is the index of an inline cache, whose name is the variable's
  case loadGlobal, storeGlobal, deleteGlobal
  /// loadGlobal, then a+1 = c
  case loadGlobalThenMove
  /// In class bodies: the namespace (register 0), then globals, then builtins.
  case loadName, storeName, deleteName
  /// Turns the local a into a cell that holds its value.
  case makeCell
  /// a = content of the cell in b; storeCell: content of the cell in a = b
  case loadCell, storeCell, deleteCell
  /// a = content of free variable b; storeFree: free variable a = b
  case loadFree, storeFree, deleteFree
  /// In class bodies: the namespace under the free variable's name, else free variable b.
  case loadClassFree

  // MARK: Arithmetic: a = b op c
  case add, subtract, multiply, matrixMultiply, divide, floorDivide, modulo, power
  case leftShift, rightShift, bitAnd, bitOr, bitXor
  /// a = b op= c
  case inPlaceAdd, inPlaceSubtract, inPlaceMultiply, inPlaceMatrixMultiply, inPlaceDivide
  case inPlaceFloorDivide, inPlaceModulo, inPlacePower
  case inPlaceLeftShift, inPlaceRightShift, inPlaceBitAnd, inPlaceBitOr, inPlaceBitXor
  /// a = b op immediate (c, signed)
  case addImmediate, subtractImmediate
  /// a = op b
  case negate, plus, invert, not

  // MARK: Comparison: a = b op c
  case less, lessEqual, equal, notEqual, greater, greaterEqual, `is`, isNot, `in`, notIn
  /// Jump by `target` unless a op b.
  case jumpUnlessLess, jumpUnlessLessEqual, jumpUnlessEqual, jumpUnlessNotEqual
  case jumpUnlessGreater, jumpUnlessGreaterEqual, jumpUnlessIs, jumpUnlessIsNot
  case jumpUnlessIn, jumpUnlessNotIn
  /// Jump by `target` unless a op immediate (b, signed).
  case jumpUnlessLessImmediate, jumpUnlessLessEqualImmediate, jumpUnlessEqualImmediate
  case jumpUnlessNotEqualImmediate, jumpUnlessGreaterImmediate, jumpUnlessGreaterEqualImmediate

  // MARK: Jumps by a signed wide distance
  case jump
  /// Back to a loop's start: looks at the interrupt flag and the collector.
  case loop
  /// Back to a `for` loop's forIterator, which it does at once.
  case loopFor
  /// The two after emptying a.
  case killThenLoop, killThenLoopFor
  case jumpIfFalse, jumpIfTrue

  // MARK: Attributes and items; c is an inline cache
  /// a = b.name
  case loadAttribute
  /// a.name = b
  case storeAttribute
  /// del a.name
  case deleteAttribute
  /// a = b[c]
  case loadItem
  /// a = b[c : c+1], which give their values up
  case loadSlice
  /// a[b] = c
  case storeItem
  /// del a[b]
  case deleteItem

  // MARK: Building: a = container of c values from register b on, which give them up
  case buildTuple, buildList, buildSet
  /// a = empty dict with room for c keys
  case buildDict
  /// a = slice(b, b+1, b+2)
  case buildSlice
  /// Joins c strings.
  case buildString
  /// a = format(b); c: conversion, plus 8 if a format spec stands in b + 1
  case formatValue
  /// a.append(b), a.extend(b), a = tuple(b)
  case listAppend, listExtend, listToTuple
  case setAdd, setUpdate
  /// a[b] = c for a dict display or comprehension
  case dictAdd
  /// a.update(b); dictMerge: `**b` of a call to a - 2, where a repeated key is an error
  case dictUpdate, dictMerge

  // MARK: Calls: the result replaces the callee in a
  /// a(a+1, ..., a+b)
  case call
  /// b positional and keyword arguments, the names in the tuple constant[c]
  case callKeywords
  /// a(*(a+1), **(a+2)); a+2 undefined without keywords
  case callUnpacked
  /// (a+1).name(a+2, ..., a+1+b), name from cache c
  case callMethod
  /// The same four in a generator, whose registers are not on the stack.
  case callDetached, callKeywordsDetached, callUnpackedDetached, callMethodDetached
  /// a = function of child c; b: defaults tuple, b+1: keyword defaults, b+2: annotations, or
  /// `noParts` for none of them
  case makeFunction
  /// a = class from body function a, name a+1, bases tuple a+2, keyword dict a+3
  case buildClass
  /// Ends the frame with the value a; the first b registers may hold objects.
  case `return`

  // MARK: Generators
  /// Hands b out, which keeps its value if c is 1; what `send` gives arrives in a.
  case yield
  /// Hands out what the iterator b gives until it ends; its value arrives in a.
  case yieldFrom

  // MARK: Iteration
  /// a = iter(b)
  case getIterator
  /// b = next(a), or jump by `target` at the end
  case forIterator
  /// Registers from c on = the b items of a
  case unpack
  /// unpack, then empties a
  case unpackThenKill
  /// As unpack with a starred target; the counts before and after it are the bytes of b.
  case unpackStarred

  // MARK: Exceptions and contexts
  /// raise a from b; b undefined without `from`
  case raise
  /// Raises the handled exception again.
  case raiseAgain
  /// Goes on with the exception in a.
  case reraise
  /// a+1 = the exception handled so far; the one in a is now handled.
  case beginHandling
  /// The exception handled before, kept in a+1, is handled again.
  case endHandling
  /// Jump by `target` unless the exception a matches b.
  case jumpUnlessMatch
  /// a: context manager; a+1 = its bound `__exit__`; b = result of `__enter__`
  case enterContext
  /// a = (a+1)(None, None, None)
  case exitContext
  /// a+2 = (a+1)(type, exception in a, traceback)
  case exitContextWithException
  case loadAssertionError
  /// Raises NotImplementedError: constant[a] names what is not supported.
  case refuse
  /// `except*`: takes what handler b takes out of the rest in a, into a+2; a jump by `target` if
  /// that is nothing.
  case splitGroup
  /// After `except*` clauses: b+2 = what is left of the exception a to raise, from the rest in b and
  /// the list b+1 of what clauses handled and raised; a jump by `target` if that is nothing.
  case joinGroups

  // MARK: The rest
  /// a = import of constant[b] with from-list and level in constant[c]
  case importName
  /// a = attribute of module b named constant[c], or its submodule
  case importFrom
  /// Copies the public names of module a into the namespace.
  case importStar
  /// Shows a as the result of a cell.
  case display
  /// Notes the annotation b for the simple name constant[a].
  case annotate
  /// Pattern matching: a = subject b tested in the way of `MatchTest` c; operands follow b.
  case matchTest
}

extension Opcode {
  /// The operation that does the same in a generator.
  var detached: Opcode {
    switch self {
    case .call: .callDetached
    case .callKeywords: .callKeywordsDetached
    case .callUnpacked: .callUnpackedDetached
    case .callMethod: .callMethodDetached
    default: self
    }
  }

  /// The operand of `makeFunction` for a function without defaults and annotations.
  static let noParts = 0xFFFF

  /// The most keys for which a `buildDict` makes room ahead.
  static let largestDictHint = 1000
}
