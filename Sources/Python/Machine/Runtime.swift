/// What every part of a machine needs at hand: the heap, the built-in classes, the names.
final class Runtime {
  let heap: Heap
  let types: BuiltinTypes
  let symbols: SymbolTable
  let names: WellKnownNames
  /// The 256 one-character strings of Latin-1; owned.
  let characters: UnsafeMutablePointer<Object>
  let emptyTuple: Object
  let emptyString: Object
  let notImplemented: Object
  let ellipsis: Object
  /// A cell has said `from __future__ import annotations`, which holds for all later ones.
  private var cellsHaveTextAnnotations = false
  /// `sys.get_int_max_str_digits()`: the most decimal digits of an int that become text or come
  /// from it; 0 for any number.
  var digitLimit = Integer.defaultDigitLimit
  /// What the compiler had to say about the text it is at, or was at last.
  var syntaxWarnings: [SyntaxWarningNote] = []

  init(poisons: Bool) {
    heap = Heap(poisons: poisons)
    types = BuiltinTypes(heap)
    symbols = SymbolTable(heap, stringType: types.string)
    names = WellKnownNames(symbols)
    characters = .allocate(capacity: 256)
    for code in 0..<256 {
      let text = String(UnicodeScalar(UInt8(code)))
      (characters + code).initialize(to: own(symbols.intern(text).object))
    }
    emptyTuple = heap.allocateTuple(0, type: types.tuple).object
    emptyString = symbols.intern("").object
    notImplemented = heap.allocateInstance(types.notImplementedType)
    ellipsis = heap.allocateInstance(types.ellipsisType)
  }

  /// Whether the annotations of a module or cell are kept as text.
  func keepsTextAnnotations(of module: Module, from origin: SourceFile.Origin) -> Bool {
    let asks = module.body.contains { statement in
      guard case .importFrom("__future__", let names, _) = statement.kind else { return false }
      return names.contains { $0.name == "annotations" }
    }
    guard case .cell = origin else { return asks }
    if asks { cellsHaveTextAnnotations = true }
    return cellsHaveTextAnnotations
  }

  /// Gives up what the runtime itself owns, classes last.
  func shutDown() {
    for code in 0..<256 { drop(characters[code]) }
    characters.deallocate()
    drop(emptyTuple)
    drop(notImplemented)
    drop(ellipsis)
    types.clearNamespaces()
    heap.collect(everything: true)
    symbols.removeAll()
    types.removeAll()
  }
}
