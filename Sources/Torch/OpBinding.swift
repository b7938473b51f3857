import Python
import Tensors

/// Every row of the table of operations becomes `torch.name`, `Tensor.name` or both.
extension TorchBinding {
  /// The functions of a module: the rows with a variant, such as `.function`.
  func functions(_ variant: Op.Variants) -> [Builtin] {
    var seen: Set<String> = []
    var functions: [Builtin] = []
    for row in OpTable.shared.rows where row.variants.contains(variant) {
      guard seen.insert(row.name).inserted else { continue }
      functions.append(function(row.name, row.doc, variant))
      if variant == .function || variant == .functional, row.variants.contains(.inPlace) {
        functions.append(function(row.name + "_", row.doc, .inPlace))
      }
    }
    for (alias, name) in OpTable.aliases
    where OpTable.shared[name] != nil && (seen.contains(name) || variant == .function && name.hasPrefix("linalg_"))
      && seen.insert(alias).inserted
    {
      functions.append(function(alias, "Alias of \(name).", variant))
    }
    return functions
  }

  /// The functions of `torch.linalg` and its like: their rows' names begin with the module's.
  func functions(_ variant: Op.Variants, withoutPrefix prefix: String) -> [Builtin] {
    var seen: Set<String> = []
    let rows = OpTable.shared.rows.compactMap { row -> Builtin? in
      guard row.variants.contains(variant), row.name.hasPrefix(prefix), seen.insert(row.name).inserted
      else { return nil }
      return function(
        row.name, row.doc, variant, shownAs: String(row.name.dropFirst(prefix.count)))
    }
    return rows + OpTable.aliases.filter { $0.alias.hasPrefix(prefix) }.map { alias, name in
      function(alias, "Alias of \(name).", .function, shownAs: String(alias.dropFirst(prefix.count)))
    }
  }

  /// The methods of `torch.Tensor`.
  var methods: [Builtin] {
    var seen: Set<String> = []
    var methods: [Builtin] = []
    for row in OpTable.shared.rows {
      if row.variants.contains(.method), seen.insert(row.name).inserted {
        methods.append(function(row.name, row.doc, .method))
      }
      if row.variants.contains(.inPlace), seen.insert(row.name + "_").inserted {
        methods.append(function(row.name + "_", row.doc, .inPlace, asMethod: true))
      }
    }
    for (alias, name) in OpTable.aliases {
      for suffix in ["", "_"] where (seen.contains(name + suffix) || name.hasPrefix("linalg_") && suffix.isEmpty)
        && OpTable.shared[name] != nil && seen.insert(alias + suffix).inserted
      {
        let variant = suffix.isEmpty ? Op.Variants.method : .inPlace
        methods.append(
          function(alias + suffix, "Alias of \(name + suffix).", variant, asMethod: true))
      }
    }
    return methods
  }

  /// A function that calls the rows of one name that have a variant.
  func function(
    _ name: String, _ doc: String, _ variant: Op.Variants, asMethod: Bool? = nil,
    shownAs shownName: String? = nil
  ) -> Builtin {
    let asMethod = asMethod ?? (variant == .method)
    let bound = BoundOp(name, variant, asMethod: asMethod)
    let builtin = Builtin(
      shownName ?? name, doc: doc, isMethod: asMethod,
      parameters: { PythonSignatures.text(of: name, variant) },
      call: { (m, a) throws(Raised) in try bound.call(self, a) })
    if shownName != nil { return builtin.shown(as: .builtinNamed(name)) }
    return builtin.shown(as: appearance(name, variant, asMethod: asMethod))
  }

  /// What PyTorch has in place of a function: some are written in Python, others belong to a class.
  private func appearance(
    _ name: String, _ variant: Op.Variants, asMethod: Bool
  ) -> Builtin.Appearance {
    if asMethod { return pythonMethods.contains(name) ? .function : .builtin }
    switch variant {
    case .functional:
      return Signatures.functionsOfTorch.contains(name)
        ? .torchFunction : functionalBuiltins.contains(name) ? .builtin : .function
    default: return pythonFunctions.contains(name) ? .function : .torchFunction
    }
  }
}

extension Builtin.Appearance {
  /// A function of `torch` that PyTorch has in C++.
  static let torchFunction = Builtin.Appearance.methodOfType("torch._VariableFunctionsClass")
}

extension TorchBinding {
  /// Writes a result into the tensors given as `out`, which take its sizes.
  fileprivate func store(_ result: Tensors.Value, into out: Value, _ name: String) throws(Raised) -> Value {
    let targets = try tensors(out)
    try run { try result.store(into: targets, name) }
    return out
  }
}

/// Functions of `torch` that PyTorch has in Python.
let pythonFunctions: Set = [
  "atleast_1d", "atleast_2d", "atleast_3d", "block_diag", "broadcast_tensors", "cartesian_prod", "cdist",
  "chain_matmul", "eig", "einsum", "initial_seed", "is_tensor", "lstsq", "manual_seed", "matrix_rank", "meshgrid", "norm", "seed",
  "set_default_dtype", "set_printoptions", "set_rng_state", "get_rng_state", "solve", "split", "stft", "symeig", "tensordot",
  "typename", "unique", "unique_consecutive",
]
/// Functions of `torch` that PyTorch has in a module of C.
let moduleFunctions: Set = [
  "get_default_dtype", "get_num_threads", "get_num_interop_threads", "is_grad_enabled",
  "is_inference_mode_enabled", "set_num_threads", "set_num_interop_threads", "is_autocast_enabled",
]
/// Methods of tensors that PyTorch has in Python.
let pythonMethods: Set = [
  "backward", "dim_order", "eig", "index", "is_shared", "istft", "lstsq", "lu", "module_load", "norm",
  "register_hook", "register_post_accumulate_grad_hook", "reinforce", "resize", "resize_as",
  "share_memory_", "solve", "split", "stft", "storage", "storage_type", "symeig", "to_sparse_coo",
  "unflatten", "unique", "unique_consecutive", "__len__", "__iter__", "__format__", "__repr__",
  "__contains__", "__deepcopy__", "__array__",
]
/// Functions of `torch.nn.functional` that PyTorch has in a module of C.
private let functionalBuiltins: Set = [
  "avg_pool2d", "avg_pool3d", "elu_", "gelu", "hardtanh_", "leaky_relu_", "linear", "logsigmoid",
  "one_hot", "scaled_dot_product_attention", "softplus", "softshrink",
]

/// NumPy's names of arguments, which PyTorch takes as well, and names that differ between function and method.
private let otherNames = [
  "axis": "dim", "keepdims": "keepdim", "x": "input", "axis0": "dim0", "axis1": "dim1",
  "split_size_or_sections": "split_size",
]

extension TorchBinding {
  /// The parameter that a keyword names.
  func parameterName(_ keyword: Symbol) -> String {
    if let known = parameterNames[keyword] { return known }
    let name = otherNames[keyword.text] ?? keyword.text
    parameterNames[keyword] = name
    return name
  }
}
private let operationsWithWarnings: Set = [
  "mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss", "kl_div", "meshgrid", "std", "var",
]

/// An operation with its frequent forms of call resolved, at the first call.
final class BoundOp: @unchecked Sendable {
  private let name: String
  private let variant: Op.Variants
  private let form: CallForm
  private let hasWarnings: Bool

  // The rows of the operation and the first typed way to call one of them for each form of call, set by the first call.
  // Not in an object of their own, whose users would be counted with each call; and no optional functions, which would
  // be called through another one that passes all arguments in memory.
  @exclusivity(unchecked) private var knownOverloads: Overloads?
  @exclusivity(unchecked) private var unary = Op.Entry.none
  @exclusivity(unchecked) private var binary = Op.Entry.none
  @exclusivity(unchecked) private var dimension = Op.Entry.none
  @exclusivity(unchecked) private var ternary = Op.Entry.none
  @exclusivity(unchecked) private var sizes = Op.Entry.none
  @exclusivity(unchecked) private var create = Op.Entry.none

  init(_ name: String, _ variant: Op.Variants, asMethod: Bool) {
    self.name = name
    self.variant = variant
    form = asMethod ? .method : variant == .functional ? .functional : .function
    hasWarnings = operationsWithWarnings.contains(name)
  }

  @inline(never)
  private func resolve(_ torch: TorchBinding) throws(Raised) {
    guard let overloads = OpTable.shared[name]?.limited(to: variant) else { throw torch.machine.unsupported(name) }
    knownOverloads = overloads
    for row in overloads.rows {
      let entry = overloads.isInPlace ? row.fastInPlaceEntry : row.fastEntry
      switch entry {
      case .unary: note(entry, as: &unary)
      case .binary: note(entry, as: &binary)
      case .dimension: note(entry, as: &dimension)
      case .ternary: note(entry, as: &ternary)
      case .sizes: note(entry, as: &sizes)
      case .create: note(entry, as: &create)
      case .binaryScalar, .none: break
      }
    }
  }

  private func note(_ entry: Op.Entry, as known: inout Op.Entry) {
    if case .none = known { known = entry }
  }

  func call(_ torch: TorchBinding, _ a: CallArguments) throws(Raised) -> Value {
    if knownOverloads == nil { try resolve(torch) }
    if a.keywords.isEmpty, a.count >= 1, let result = try callTyped(torch, a) { return result }
    guard let overloads = knownOverloads else { throw torch.machine.unsupported(name) }
    return try callGeneral(overloads, torch, a)
  }

  /// The result of a call in a form that has a typed entry, else nil.
  @inline(__always)
  private func callTyped(_ torch: TorchBinding, _ a: CallArguments) throws(Raised) -> Value? {
    guard let x = torch.tensor(a[0]) else {
      guard case .create(let create) = create, let sizes = torch.sizes(a, from: 0) else { return nil }
      return torch.value(try torch.run { try create(sizes, torch.context.defaultDType) })
    }
    if a.count == 1 {
      guard case .unary(let unary) = unary else { return nil }
      return torch.value(try torch.run { try unary(x) })
    }
    if a.count == 2 {
      if case .binary(let binary) = binary, let y = torch.tensor(a[1]) {
        return torch.value(try torch.run { try binary(x, y) })
      }
      if case .dimension(let dimension) = dimension, case .int(let dim) = a[1] {
        return torch.value(try torch.run { try dimension(x, dim) })
      }
    }
    if case .sizes(let sizes) = sizes, let dims = torch.sizes(a, from: 1) {
      return torch.value(try torch.run { try sizes(x, dims) })
    }
    if a.count == 3, case .ternary(let ternary) = ternary, let y = torch.tensor(a[1]), let z = torch.tensor(a[2]) {
      return torch.value(try torch.run { try ternary(x, y, z) })
    }
    return nil
  }

  @inline(never)
  private func callGeneral(
    _ overloads: Overloads, _ torch: TorchBinding, _ a: CallArguments
  ) throws(Raised) -> Value {
    let positional = a.positional.map { torch.argument($0) }
    if a.keywords.isEmpty && !hasWarnings && variant != .functional {
      return torch.value(try torch.run {
        try overloads.call(positional, as: form, torch.context)
      })
    }
    let keywords = a.keywords.map { (name: torch.parameterName($0.name), value: torch.argument($0.value)) }
    // Functions that PyTorch has in Python do not know NumPy's names.
    let isRenamed = zip(a.keywords, keywords).contains { $0.name.text != $1.name }
    if isRenamed, let problem = misfit(a) { throw torch.machine.raise(.typeError, problem) }
    if hasWarnings { try torch.warnBefore(name, positional, keywords) }
    if variant == .functional { try torch.warnOfOldReduction(keywords) }
    let device = a.keywords.first { $0.name == torch.specials.device }?.value ?? Value.none
    let isMeta = variant == .function ? try torch.isMeta(device) : false
    if !isMeta { try requireCPU(torch.machine, device) }
    let out = a.keywords.first { $0.name == torch.specials.out && !$0.value.isNone }?.value
    let result = try torch.run {
      do {
        return try overloads.call(positional, keywords: keywords, as: form, torch.context)
      } catch let error as TensorError where error.kind == .type {
        if let problem = misfit(a) { throw torch.machine.raise(.typeError, problem) }
        guard isRenamed else { throw error }
        let written = zip(a.keywords, keywords).map { (name: $0.name.text, value: $1.value) }
        let explained = overloads.explanation(positional, written, as: form, torch.context)
        throw explained.kind == .type ? explained : error
      }
    }
    if isMeta, case .tensor(let x) = result { return try torch.metaTensor(like: x) }
    if case .tensor(let x) = result, let format = a.keywords.first(where: { $0.name == torch.specials.memoryFormat }) {
      return torch.value(try torch.arranged(x, try torch.memoryFormat(format.value, name)))
    }
    guard let out else { return torch.value(result) }
    return try torch.store(result, into: out, name)
  }

  /// What the language says of arguments that the function, where PyTorch has it in Python, does not have.
  private func misfit(_ a: CallArguments) -> String? {
    guard let text = PythonSignatures.text(of: name, variant) else { return nil }
    let shownName = form == .method ? "Tensor.\(name)" : name
    return CallShape(text).misfit(a.count, a.keywords.map(\.name.text)).map { "\(shownName)() \($0)" }
  }
}

extension TorchBinding {
  /// Sizes or dimensions given one by one as plain integers, or in one sequence of them; nil for anything else.
  fileprivate func sizes(_ a: CallArguments, from first: Int) -> Dims? {
    var dims = Dims()
    if a.count == first + 1, case .object = a[first] {
      guard let items = machine.items(a[first]), items.count <= Dims.maximum else { return nil }
      for item in items {
        guard case .int(let size) = item else { return nil }
        dims.append(size)
      }
      return dims
    }
    guard a.count - first <= Dims.maximum else { return nil }
    for index in first..<a.count {
      guard case .int(let size) = a[index] else { return nil }
      dims.append(size)
    }
    return dims
  }
}
