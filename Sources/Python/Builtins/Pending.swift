let stringMethods: [Builtin] = []
let bytesMethods: [Builtin] = []
extension Machine {
  func registerStandardModules() {}
  func percentFormat(_ format: StringObject, _ arguments: Value) throws(Raised) -> Value { throw unsupported("%") }
  func find(_ part: StringObject, in text: StringObject, _ range: Range<Int>) -> Int? { nil }
  func matchTest(_ a: UnsafeMutablePointer<Value>, _ b: UnsafeMutablePointer<Value>, _ test: Int) throws(Raised) { throw unsupported("match") }
}
