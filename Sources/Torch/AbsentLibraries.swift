import Python

/// Libraries that notebooks import and that do not exist here: `import` succeeds, and the first
/// use says which name is not supported.
private let absentLibraries = [
  "numpy", "numpy.random", "numpy.linalg", "matplotlib", "matplotlib.pyplot", "pandas", "torchvision",
  "torchvision.transforms", "torchvision.datasets", "torchvision.models", "torchvision.utils",
  "sklearn", "sklearn.datasets", "sklearn.model_selection", "sklearn.metrics",
  "sklearn.preprocessing", "scipy", "scipy.stats", "seaborn", "torch.utils.tensorboard",
  "torch.jit", "torch.onnx", "torch.hub", "torch.profiler", "torch.autograd.profiler",
  "torch.distributed", "torch.multiprocessing", "torch.sparse", "torch.quantization", "torch.fx",
  "torch.nn.utils.prune",
  "torch.masked", "torch.nested",
  "torch.ops", "torch.library", "torch._dynamo", "torch._inductor", "torch._logging", "torch.export",
  "torch.classes", "torch.futures", "torch.overrides", "torch._subclasses",
  "torch.utils.data.distributed",
]

extension TorchModules {
  func registerAbsentLibraries(in machine: Machine) {
    for library in absentLibraries {
      machine.registerModule(library) { (m, module) throws(Raised) in
        module.add([
          Builtin("__getattr__(name, /)", "There is no such name.") { (m, a) throws(Raised) in
            guard let name = m.text(a[0]), !name.hasPrefix("__") else { return .undefined }
            let full = library + "." + name
            if m.knowsModule(full) { return try m.importModule(full) }
            throw m.unsupported(full)
          }
        ])
      }
    }
  }
}
