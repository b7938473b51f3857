/// An exception in parts, as whoever writes a traceback needs it.
extension Machine {
  public struct ExceptionParts {
    /// `__name__` of the class.
    public var typeName: String
    /// With the module, unless that is `builtins` or `__main__`.
    public var fullTypeName: String
    /// `str(exception)`; `<exception str() failed>` where that raises.
    public var message: String
    public var notes: [String]
    public var cause: Value?
    public var context: Value?
    public var suppressesContext: Bool
    /// The places passed, outermost first.
    public var entries: [Traceback.Entry]
  }

  /// Takes an exception apart. Runs its `__str__`.
  public func parts(ofException value: Value) -> ExceptionParts? {
    guard let object = value.object(.exception) else { return nil }
    let body = ExceptionObject(object).body
    let info = TypeObject(object.type).info
    let hidesModule = info.module == "builtins" || info.module == "__main__"
    return ExceptionParts(
      typeName: info.name,
      fullTypeName: (hidesModule ? "" : info.module + ".") + info.qualifiedName,
      message: message(of: value), notes: notes(of: object),
      cause: exception(body.pointee.cause), context: exception(body.pointee.context),
      suppressesContext: body.pointee.suppressesContext,
      entries: ExceptionObject(object).traceback.entries.reversed())
  }

  private func message(of value: Value) -> String {
    do throws(Raised) {
      return try str(value)
    } catch {
      discardPending()
      return "<exception str() failed>"
    }
  }

  private func exception(_ value: Value) -> Value? {
    value.object(.exception).map { .object($0) }
  }

  private func notes(of object: Object) -> [String] {
    let notes = Instance(object).value(names.notes)
    guard let list = items(notes) else { return [] }
    return list.map { text($0) ?? (try? repr($0)) ?? "" }
  }

  /// An attribute that an exception carries itself, such as `lineno` of a SyntaxError.
  public func ownAttribute(_ name: String, ofException value: Value) -> Value? {
    guard let object = value.object(.exception) else { return nil }
    let found = Instance(object).value(symbol(name))
    return found.isUndefined ? nil : found
  }
}
