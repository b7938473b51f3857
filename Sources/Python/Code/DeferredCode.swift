/// What the code of a library function is made from when it is first called. Until then the code
/// has its parameters, and no instructions.
final class DeferredCode {
  let body: DeferredBody
  /// The class around the function.
  let className: String?
  let hasTextAnnotations: Bool
  let range: SourceRange
  unowned let runtime: Runtime
  /// The whole code, once it was asked for.
  fileprivate var code: Code?

  init(
    _ body: DeferredBody, className: String?, hasTextAnnotations: Bool, range: SourceRange,
    runtime: Runtime
  ) {
    self.body = body
    self.className = className
    self.hasTextAnnotations = hasTextAnnotations
    self.range = range
    self.runtime = runtime
  }
}

extension Code {
  /// The code with its instructions.
  func whole() throws(SyntaxProblem) -> Code {
    guard let deferred else { return self }
    if let known = deferred.code { return known }
    let code = try Compiler.compile(deferred, of: self)
    deferred.code = code
    return code
  }
}

extension Compiler {
  /// The code of a function whose body was passed over.
  fileprivate static func compile(_ deferred: DeferredCode, of code: Code) throws(SyntaxProblem)
    -> Code
  {
    var (definition, names) = try Parser.parse(deferred.body, of: code.file.source)
    let scopes = try ScopeBuilder.build(
      definition, inClass: deferred.className.map { names.name($0) }, names: names,
      range: deferred.range)
    guard let scope = scopes[definition] else { return code }
    var draft = CodeDraft(name: code.name, qualifiedName: code.qualifiedName)
    draft.captures = Array(UnsafeBufferPointer(start: code.captures, count: code.captureCount))
    var compiler = Compiler(
      runtime: deferred.runtime, file: code.file,
      names: CompiledNames(names, deferred.runtime.symbols), scopes: scopes, scope: scope,
      unit: draft, range: deferred.range)
    compiler.hasTextAnnotations = deferred.hasTextAnnotations
    compiler.declare(definition.parameters)
    return try compiler.complete(lines: code.lines) { (compiler) throws(SyntaxProblem) in
      try compiler.functionBody(definition.body)
    }
  }
}

extension Machine {
  /// Gives a function of the library its instructions.
  func complete(_ code: UnsafeMutablePointer<BoundCode>) throws(Raised) {
    do throws(SyntaxProblem) {
      code.replace(with: try code.source.whole())
    } catch {
      throw raise(.systemError, "\(code.source.qualifiedName): \(error.message)")
    }
  }
}
