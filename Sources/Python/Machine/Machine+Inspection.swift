/// What a front end asks about values without running the user's code: how to lay them out,
/// what names there are.
extension Machine {
  /// How a value is shown by a pretty printer: decided by the first class in its method
  /// resolution order that has a layout or a `__repr__` of its own.
  public enum Layout: Sendable {
    case list, tuple, dict, set, frozenSet, mappingProxy
    case type, function, exception
    case float
    /// The class has the method `_repr_pretty_`.
    case custom
    /// As a call, in the way of the class of this full name.
    case call(String)
    /// By `repr`.
    case representation
    /// `super(A, a)`.
    case `super`
    /// No class but `object` has a `__repr__`.
    case plain
  }

  /// The layout of a value.
  ///
  /// - Parameter isCall: whether instances of the class of a full name are shown as calls.
  public func layout(of value: Value, isCall: (String) -> Bool) -> Layout {
    switch value {
    case .float: return .float
    case .object(let object): return layout(of: object, isCall: isCall)
    default: return .representation
    }
  }

  private func layout(of object: Object, isCall: (String) -> Bool) -> Layout {
    if object.kind == .native {
      return object.nativeRow.ownerName == nil ? .function : .representation
    }
    if object.kind == .method {
      let function = object.body(MethodBody.self).pointee.function
      let isFunction = function.object(.native) != nil && object.type == types.native
      return isFunction ? .function : .representation
    }
    if object.kind == .super { return .super }
    let custom = symbol("_repr_pretty_")
    for type in TypeObject(object.type).info.resolutionOrder {
      if let layout = layouts[type] { return layout }
      let name = TypeObject(type).fullName
      if isCall(name) { return .call(name) }
      let namespace = TypeObject(type).namespace
      if !namespace.value(custom).isUndefined { return .custom }
      if type != types.object, !namespace.value(names.repr).isUndefined { return .representation }
    }
    return .plain
  }

  private var layouts: [Object: Layout] {
    [
      types.list: .list, types.tuple: .tuple, types.dict: .dict, types.set: .set,
      types.frozenSet: .frozenSet, types.mappingProxy: .mappingProxy, types.type: .type,
      types.function: .function, types[.baseException]: .exception, types.float: .float,
    ]
  }

  /// The first `limit` entries of a dict or mapping proxy, kept alive by the pool.
  public func entries(of value: Value, limit: Int) -> [(key: Value, value: Value)] {
    guard let dict = dictionary(value) else { return [] }
    var result: [(key: Value, value: Value)] = []
    for index in 0..<dict.entryCount where result.count < limit {
      let entry = dict.entries[index]
      if entry.key.isUndefined { continue }
      result.append((pooled(own(entry.key)), pooled(own(entry.value))))
    }
    return result
  }

  private func dictionary(_ value: Value) -> Dict? {
    if let dict = value.object(.dict) { return Dict(dict) }
    if let view = value.object(.dictView), view.type == types.mappingProxy {
      return view.body(CellBody.self).pointee.content.object(.dict).map(Dict.init)
    }
    return nil
  }

  /// The number of items of a built-in container; nil for other values.
  public func containerCount(_ value: Value) -> Int? {
    guard case .object(let object) = value else { return nil }
    switch object.kind {
    case .list: return List(object).count
    case .tuple: return Tuple(object).count
    case .set: return SetObject(object).count
    case .dict, .dictView: return dictionary(value)?.count
    default: return nil
    }
  }

  /// Whether a value is an exception of a class.
  public func isException(_ value: Value, _ name: ExceptionName) -> Bool {
    isInstance(value, of: types[name])
  }

  /// `args` of an exception.
  public func arguments(ofException value: Value) -> [Value] {
    guard let object = value.object(.exception),
      let tuple = ExceptionObject(object).arguments
    else { return [] }
    return (0..<tuple.count).map { tuple[$0] }
  }

  /// The class of a value, with its module unless built in: `int`, `__main__.Point`.
  public func fullTypeName(of value: Value) -> String { TypeObject(type(of: value)).fullName }

  /// The name of a class with its module unless built in; nil for what is no class.
  public func fullName(ofClass value: Value) -> String? {
    value.object(.type).map { TypeObject($0).fullName }
  }

  // MARK: Functions

  /// A function as `inspect.signature` describes it.
  public struct FunctionDescription {
    /// `__qualname__` with its module unless built in.
    public var name: String
    public var parameters: [Parameter]
    /// The parameters of a native function as text, brackets included.
    public var nativeSignature: String?
    public var returnAnnotation: Value?

    public struct Parameter {
      public enum Kind: Sendable {
        case positionalOnly, positional, keywordOnly, variadic, keywords
      }
      public var name: String
      public var kind: Kind
      public var defaultValue: Value?
      public var annotation: Value?
    }
  }

  /// Describes a function of Python or native code; nil for other values.
  ///
  /// - Parameter followsWrapped: whether the signature is that of the function which the attribute
  ///   `__wrapped__` names.
  public func describe(
    function value: Value, followsWrapped: Bool = false
  ) -> FunctionDescription? {
    guard case .object(let object) = value else { return nil }
    switch object.kind {
    case .function:
      let description = describe(Function(object))
      return followsWrapped ? withSignatureOfWrapped(description, Function(object)) : description
    case .native: return describe(native: object, isBound: false)
    case .method:
      guard case .object(let function) = object.body(MethodBody.self).pointee.function else {
        return nil
      }
      return function.kind == .native ? describe(native: function, isBound: true) : nil
    default: return nil
    }
  }

  private func withSignatureOfWrapped(
    _ description: FunctionDescription, _ function: Function
  ) -> FunctionDescription {
    let value = Value.object(function.object)
    let inner = unwrapped(value)
    guard !inner.isIdentical(to: value), var result = describe(function: inner) else {
      return description
    }
    result.name = description.name
    return result
  }

  /// The function that a function stands for by its attribute `__wrapped__`; other values as they
  /// are.
  public func unwrapped(_ value: Value) -> Value {
    guard let function = value.object(.function) else { return value }
    var seen = [function]
    while let next = seen.last.map({ Function($0).attribute(symbol("__wrapped__")) }),
      let wrapped = next.object(.function), !seen.contains(wrapped)
    {
      seen.append(wrapped)
    }
    return seen.last.map { .object($0) } ?? value
  }

  private func describe(native object: Object, isBound: Bool) -> FunctionDescription {
    let row = object.nativeRow
    let bytes = Array(row.builtin.signature.utf8)
    let open = bytes.firstIndex(of: UInt8(ascii: "(")) ?? bytes.count
    var signature = String(decoding: bytes[open...], as: UTF8.self)
    if isBound {
      for receiver in ["(self, /, ", "(self, /", "(self, ", "(self", "(cls, ", "(cls"]
      where signature.hasPrefix(receiver) {
        signature = "(" + signature.dropFirst(receiver.count)
        break
      }
    }
    let hidesModule = row.module == "builtins" || row.ownerName != nil
    var owner = hidesModule ? "" : row.module + "."
    if case .methodOfType(let type) = row.builtin.appearance { owner = type + "." }
    return FunctionDescription(
      name: owner + row.qualifiedName, parameters: [], nativeSignature: signature)
  }

  private func describe(_ function: Function) -> FunctionDescription {
    let code = function.code
    let layout = code.parameters
    let defaults = items(function.body.pointee.defaults) ?? []
    let annotations = function.body.pointee.annotations.object(.dict).map(Dict.init)
    let keywordDefaults = function.body.pointee.keywordDefaults.object(.dict).map(Dict.init)
    func annotation(_ name: String) -> Value? {
      annotations.map { $0.value(symbol(name)) }.flatMap { $0.isUndefined ? nil : $0 }
    }
    let parameters = code.localNames.prefix(layout.count).enumerated().map { index, symbol in
      let kind = layout.kind(of: index)
      var defaultValue: Value?
      if index < layout.positional {
        let place = index - (layout.positional - defaults.count)
        defaultValue = place >= 0 ? defaults[place] : nil
      } else if kind == .keywordOnly {
        let given = keywordDefaults?.value(symbol) ?? .undefined
        defaultValue = given.isUndefined ? nil : given
      }
      return FunctionDescription.Parameter(
        name: symbol.text, kind: kind, defaultValue: defaultValue,
        annotation: annotation(symbol.text))
    }
    let changed = ownAttribute(of: function, names.module)
    let module = changed.isUndefined ? Dict(function.body.pointee.globals).value(names.name) : changed
    let prefix = text(module).map { $0 == "builtins" ? "" : $0 + "." } ?? ""
    return FunctionDescription(
      name: prefix + functionName(function.object), parameters: layout.inSignatureOrder(parameters),
      returnAnnotation: annotation("return"))
  }

  // MARK: Names

  /// The names in a module's namespace in order of their making, with their values.
  public func names(in module: ModuleBuilder) -> [(name: String, value: Value)] {
    var result: [(name: String, value: Value)] = []
    moduleNamespace(module.object).forEach { key, value in
      if let name = text(key) { result.append((name, value)) }
    }
    return result
  }

  /// Removes a name from a module's namespace, if it is there.
  public func remove(_ name: String, from module: ModuleBuilder) {
    let namespace = moduleNamespace(module.object)
    let place = namespace.find(symbol(name))
    guard place >= 0 else { return }
    let removed = namespace.remove(at: place)
    drop(removed.key)
    drop(removed.value)
  }

  /// The names that `dir` gives for a value. Runs no Python code, unlike `dir` itself.
  public func attributeNames(of value: Value) -> [String] {
    (try? directory(of: value)) ?? []
  }

  /// The value of an attribute where looking it up runs no code of the user; else nil. Methods
  /// come unbound.
  public func plainAttribute(_ name: String, of value: Value) -> Value? {
    if let module = value.object(.module) { return libraryAttribute(symbol(name), of: module) }
    if value.object(.type) != nil { return classAttribute(name, of: value) }
    let found = ownAttribute(of: value, symbol(name))
    if !found.isUndefined { return found }
    return classAttribute(name, of: classOf(value)).flatMap { isFunction($0) ? $0 : nil }
  }

  /// A name of a module; one that the library makes at first use is made.
  private func libraryAttribute(_ name: Symbol, of module: Object) -> Value? {
    let namespace = moduleNamespace(module)
    let found = namespace.value(name)
    if !found.isUndefined { return found }
    let hook = namespace.value(names.getattr)
    guard hook.object(.native) != nil else { return nil }
    do throws(Raised) {
      let made = try call(hook, with: name.value)
      return made.isUndefined ? nil : made
    } catch {
      discardPending()
      return nil
    }
  }

  /// An item of a list, tuple or dict by a number, where finding it runs no code of the user.
  public func plainItem(_ index: Int, of value: Value) -> Value? {
    if let items = items(value) {
      let place = index < 0 ? index + items.count : index
      return items.indices.contains(place) ? items[place] : nil
    }
    return entries(of: value, limit: 1000).first { entry in
      if case .int(index) = entry.key { true } else { false }
    }?.value
  }

  /// The modules that can be imported without a file.
  public var moduleNames: [String] {
    var result = importers.keys.filter { !$0.hasPrefix("_") } + libraryModuleNames
    modules.forEach { key, _ in if let name = text(key) { result.append(name) } }
    return Array(Set(result)).sorted()
  }

  /// The names of a module that is imported or part of the library, which is imported for it.
  public func libraryNames(ofModule name: String) -> [String] {
    let known = modules.value(symbol(name))
    if !known.isUndefined { return attributeNames(of: known) }
    guard importers[name] != nil else { return [] }
    do throws(Raised) {
      return attributeNames(of: try importModule(name))
    } catch {
      discardPending()
      return []
    }
  }

  /// An attribute as a class or one of its bases has it, unbound; nil if there is none.
  public func classAttribute(_ name: String, of type: Object) -> Value? {
    let found = find(symbol(name), in: type)
    return found.isUndefined ? nil : found
  }

  /// A name of the module `builtins`.
  public func builtin(_ name: String) -> Value? {
    let found = builtins.value(symbol(name))
    return found.isUndefined ? nil : found
  }

  /// The names of the module `builtins`.
  public var builtinNames: [String] {
    var result: [String] = []
    builtins.forEach { key, _ in if let name = text(key) { result.append(name) } }
    return result
  }

  // MARK: Ownership and errors

  /// Runs `body` and gives up the objects it has borrowed.
  public func withPool<Result>(_ body: () throws(Raised) -> Result) throws(Raised) -> Result {
    let mark = heap.state.pointee.poolCount
    defer { heap.drain(to: mark) }
    return try body()
  }

  /// Counts `body` toward the recursion limit: for native code that calls itself along values.
  public func nesting<Result>(_ body: () throws(Raised) -> Result) throws(Raised) -> Result {
    try enterNative()
    defer { leaveNative() }
    return try body()
  }

  /// Makes an exception instance pending.
  public func raise(instance: Value) -> Raised { setPending(own(instance)) }

  /// `format % value`, of a `%` format and one value.
  public func percentFormatted(_ format: String, _ value: Value) throws(Raised) -> String {
    guard let template = string(format).object(.string) else { return format }
    return try str(try percentFormat(StringObject(template), tuple([value])))
  }

  /// `list.append` for native code.
  public func append(_ value: Value, to list: Value) {
    if let object = list.object(.list) { List(object).append(value) }
  }
}

/// A value that Swift code keeps beyond the pool. Must be gone before the machine is shut down.
public final class KeptValue {
  public let value: Value

  public init(_ value: Value) { self.value = own(value) }

  deinit { drop(value) }
}

extension ParameterLayout {
  fileprivate func kind(of index: Int) -> Machine.FunctionDescription.Parameter.Kind {
    if index < positionalOnly { return .positionalOnly }
    if index < positional { return .positional }
    if index < positional + keywordOnly { return .keywordOnly }
    return hasVariadic && index == positional + keywordOnly ? .variadic : .keywords
  }

  /// `*args` stands before the keyword-only parameters.
  fileprivate func inSignatureOrder(
    _ parameters: [Machine.FunctionDescription.Parameter]
  ) -> [Machine.FunctionDescription.Parameter] {
    guard hasVariadic else { return parameters }
    var result = parameters
    result.insert(result.remove(at: positional + keywordOnly), at: positional)
    return result
  }
}
