/// Names the machine looks up itself.
final class WellKnownNames {
  let `init`, new, del, call, name, qualname, module, doc, dict, `class`, slots, bases, mro: Symbol
  let getattr, getattribute, setattr, delattr, get, set, delete, setName, initSubclass: Symbol
  let classGetitem, prepare, annotations, builtins, file, package, path, all, main: Symbol
  let repr, str, format, bytes, hash, bool, len, lengthHint, iter, next, contains, reversed: Symbol
  let getitem, setitem, delitem, missing, index, int, float, complex, round, trunc: Symbol
  let floor, ceil, abs, neg, pos, invert, enter, exit, instancecheck, subclasscheck, dir: Symbol
  let lt, le, eq, ne, gt, ge: Symbol
  let defaults, kwdefaults, code, globals, closure, wrapped, matchArgs, notes, traceback: Symbol
  let cause, context, suppressContext, args, value, send, `throw`, close, items, keys: Symbol
  let append, write, readline, stdout, sys: Symbol
  let abstractData, answers: Symbol
  let classCell, import_, self_, weakref, sizeof, copy, subclasses, func_: Symbol
  /// `__add__`, `__radd__`, `__iadd__` and so on, by `BinaryOperator.rawValue`.
  let binary, reflected, inPlace: [Symbol]
  /// `__lt__` and so on, by `CompareOperator.rawValue`, for the six orderings.
  let comparison: [Symbol]

  init(_ table: SymbolTable) {
    func special(_ name: String) -> Symbol { table.intern("__" + name + "__") }
    `init` = special("init"); new = special("new"); del = special("del"); call = special("call")
    name = special("name"); qualname = special("qualname"); module = special("module")
    doc = special("doc"); dict = special("dict"); `class` = special("class")
    slots = special("slots"); bases = special("bases"); mro = special("mro")
    getattr = special("getattr"); getattribute = special("getattribute")
    setattr = special("setattr"); delattr = special("delattr"); get = special("get")
    set = special("set"); delete = special("delete"); setName = special("set_name")
    initSubclass = special("init_subclass"); classGetitem = special("class_getitem")
    prepare = special("prepare"); annotations = special("annotations")
    builtins = special("builtins"); file = special("file"); package = special("package")
    path = special("path"); all = special("all"); main = special("main")
    repr = special("repr"); str = special("str"); format = special("format")
    bytes = special("bytes"); hash = special("hash"); bool = special("bool")
    len = special("len"); lengthHint = special("length_hint"); iter = special("iter")
    next = special("next"); contains = special("contains"); reversed = special("reversed")
    getitem = special("getitem"); setitem = special("setitem"); delitem = special("delitem")
    missing = special("missing"); index = special("index"); int = special("int")
    float = special("float"); complex = special("complex"); round = special("round")
    trunc = special("trunc"); floor = special("floor"); ceil = special("ceil")
    abs = special("abs"); neg = special("neg"); pos = special("pos")
    invert = special("invert"); enter = special("enter"); exit = special("exit")
    instancecheck = special("instancecheck"); subclasscheck = special("subclasscheck")
    dir = special("dir")
    lt = special("lt"); le = special("le"); eq = special("eq")
    ne = special("ne"); gt = special("gt"); ge = special("ge")
    defaults = special("defaults"); kwdefaults = special("kwdefaults"); code = special("code")
    globals = special("globals"); closure = special("closure"); wrapped = special("wrapped")
    matchArgs = special("match_args"); notes = special("notes")
    traceback = special("traceback"); cause = special("cause"); context = special("context")
    suppressContext = special("suppress_context"); func_ = special("func")
    self_ = special("self"); weakref = special("weakref"); sizeof = special("sizeof")
    copy = special("copy"); subclasses = special("subclasses")
    classCell = special("classcell"); import_ = special("import")
    args = table.intern("args"); value = table.intern("value"); send = table.intern("send")
    `throw` = table.intern("throw"); close = table.intern("close")
    items = table.intern("items"); keys = table.intern("keys")
    append = table.intern("append"); write = table.intern("write"); readline = table.intern("readline")
    stdout = table.intern("stdout"); sys = table.intern("sys")
    abstractData = table.intern("_abc_impl"); answers = table.intern("answers")
    let operators = [
      "add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift",
      "and", "or", "xor",
    ]
    binary = operators.map { special($0) }
    reflected = operators.map { special("r" + $0) }
    inPlace = operators.map { special("i" + $0) }
    comparison = [lt, le, eq, ne, gt, ge]
  }
}
