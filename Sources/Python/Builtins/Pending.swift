extension Machine {
  func registerStandardModules() {}
  func matchTest(_ a: UnsafeMutablePointer<Value>, _ b: UnsafeMutablePointer<Value>, _ test: Int) throws(Raised) { throw unsupported("match") }
}
