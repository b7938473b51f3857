// swift-tools-version: 6.0
// Targets are layered so that the build itself refuses cycles:
//   Tensors, Python and Notebooks know nothing of each other;
//   Torch shows Tensors to Python; Interactive runs cells; Terminal is keys and screen.
import PackageDescription

let package = Package(
  name: "cellgrad",
  products: [
    .executable(name: "cellgrad", targets: ["cellgrad"]),
    .library(name: "Tensors", targets: ["Tensors"]),
    .library(name: "Notebooks", targets: ["Notebooks"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(name: "CGMP"),
    .systemLibrary(name: "CReadline"),
    .systemLibrary(name: "CPCRE2"),
    // The modules of the standard library that are written in Python, as bytes.
    .target(name: "CLibrary", exclude: ["modules", "modules.inc", "list-modules"]),
    // Gives up long work when a flag is set, GMP's included.
    .target(name: "CInterrupts", linkerSettings: [.linkedLibrary("gmp")]),
    .target(name: "CLoops", linkerSettings: [.linkedLibrary("sleef"), .linkedLibrary("m")]),
    .target(name: "Tensors", dependencies: ["CLoops"]),
    .target(name: "Python", dependencies: ["CGMP", "CInterrupts", "CLibrary", "CPCRE2"]),
    .target(name: "Torch", dependencies: ["Tensors", "Python"]),
    .target(name: "Notebooks"),
    .target(name: "Interactive", dependencies: ["Python", "Torch", "Notebooks"]),
    .target(
      name: "Terminal", dependencies: ["Interactive", "Notebooks", "Python", "CReadline"]),
    .executableTarget(
      name: "cellgrad",
      dependencies: [
        "Terminal", "Interactive", "Notebooks", "Python",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    // A program that uses `Tensors` from plain Swift.
    .executableTarget(name: "TrainMLP", dependencies: ["Tensors"], path: "Examples/TrainMLP"),
    .testTarget(
      name: "TensorsTests", dependencies: ["Tensors"],
      exclude: ["Recorded", "record.py", "record_operations.py"]),
    .testTarget(
      name: "PythonTests", dependencies: ["Python", "CLibrary"],
      exclude: [
        "Numbers/record.py", "Numbers/Recorded", "Text/wide_characters.py", "Syntax/Recorded",
        "Syntax/record_ast.py", "Syntax/record_errors.py",
        "Syntax/broken_sources.py", "Programs/Cases", "Programs/record.py",
      ]),
    .testTarget(
      name: "TorchTests", dependencies: ["Torch", "Python"], exclude: ["Comparison", "Recorded", "record.py", "record_signatures.py"]),
    .testTarget(name: "NotebooksTests", dependencies: ["Notebooks"], exclude: ["Recorded"]),
    .testTarget(
      name: "InteractiveTests", dependencies: ["Interactive", "TestSupport"], exclude: ["Recorded"]),
    .target(name: "TestSupport", dependencies: ["Terminal"], path: "Tests/TestSupport"),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal", "TestSupport"]),
    .testTarget(name: "CellgradTests", dependencies: ["Notebooks", "TestSupport"]),
    .testTarget(name: "FuzzTests", dependencies: ["CellgradFuzz"], path: "Tests/FuzzTests"),
    // Not a product: `make fuzz` and the fuzz tests run it.
    .executableTarget(
      name: "CellgradFuzz", dependencies: ["Interactive", "Notebooks", "Python", "Tensors", "Torch"],
      path: "Tests/Fuzz/Runner"),
  ]
)
