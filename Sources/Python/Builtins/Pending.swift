let intMethods: [Builtin] = []
let boolMethods: [Builtin] = []
let floatMethods: [Builtin] = []
let complexMethods: [Builtin] = []
let listMethods: [Builtin] = []
let tupleMethods: [Builtin] = []
let dictMethods: [Builtin] = []
let setMethods: [Builtin] = []
let frozenSetMethods: [Builtin] = []
let rangeMethods: [Builtin] = []
let sliceMethods: [Builtin] = []
let generatorMethods: [Builtin] = []
let dictViewMethods: [Builtin] = []
let mappingProxyMethods: [Builtin] = []
let enumerateMethods: [Builtin] = []
let zipMethods: [Builtin] = []
let mapMethods: [Builtin] = []
let filterMethods: [Builtin] = []
let reversedMethods: [Builtin] = []
let iteratorMethods: [Builtin] = []
let builtinFunctions: [Builtin] = [
  Builtin("print(*args, sep=' ', end='\\n', file=None, flush=False)", "Print the values.") {
    (m, a) throws(Raised) in
    var text = ""
    let separator = try a.given(0).flatMap { $0.isNone ? nil : $0 }.map { (v) throws(Raised) in try m.requireText(v, "sep") } ?? " "
    for (index, value) in a.rest.enumerated() {
      if index > 0 { text += separator }
      text += try m.str(value)
    }
    text += try a.given(1).flatMap { $0.isNone ? nil : $0 }.map { (v) throws(Raised) in try m.requireText(v, "end") } ?? "\n"
    m.host.write(text)
    return .none
  },
]
extension Machine {
  func registerStandardModules() {}
  func matchTest(_ a: UnsafeMutablePointer<Value>, _ b: UnsafeMutablePointer<Value>, _ test: Int) throws(Raised) { throw unsupported("match") }
}
