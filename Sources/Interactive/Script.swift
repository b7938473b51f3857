import Python
import Torch

/// Runs a plain Python script, as `python FILE` does: only what it prints is shown, an uncaught
/// error as CPython's traceback on standard error.
public final class Script {
  private let machine: Machine
  private let write: (String, _ isForStandardError: Bool) -> Void
  private var sources: [FrameRecord.Source: String] = [:]
  private let watch: LimitWatch

  /// - Parameters:
  ///   - arguments: `sys.argv`.
  ///   - limits: what the script may take; its output is not limited.
  ///   - flush: hands on text that was received and is kept back.
  ///   - write: receives the text that the script prints.
  public init(
    arguments: [String], permissions: Permissions, limits: Limits = Limits(), flush: @escaping () -> Void = {},
    write: @escaping (String, _ isForStandardError: Bool) -> Void
  ) {
    machine = Machine()
    nonisolated(unsafe) let flag = machine.interrupt
    watch = LimitWatch(limits) { flag.pointee = Machine.interruptedForGood }
    self.write = write
    machine.host.write = { write($0, false) }
    machine.host.writeError = { write($0, true) }
    machine.host.flush = flush
    machine.host.interruptReason = { [unowned self] in watch.met.map(limits.reason) }
    machine.host.permits = { permissions.permits($0, $1) }
    machine.host.didLoad = { [unowned self] file in
      guard let place = FrameRecord.Source(file.origin) else { return }
      sources[place] = String(decoding: file.source.bytes, as: UTF8.self)
    }
    _ = Torch.install(into: machine)
    machine.setArguments(arguments)
    machine.addSiteFunctions()
  }

  /// Stops the script with a KeyboardInterrupt. May be called from a signal handler.
  public func interrupt() { machine.interrupt.pointee = Machine.interruptedOnce }

  /// Runs source text and answers the exit status of the process.
  public func run(_ bytes: [UInt8], from origin: SourceFile.Origin) -> Int32 {
    let source = Source(bytes)
    let place = FrameRecord.Source(origin)
    if let place, case .file = origin {
      sources[place] = String(decoding: source.bytes, as: UTF8.self)
    }
    do throws(SyntaxProblem) {
      let code = try machine.compile(source, file: SourceFile(origin, source))
      if case .file(let path) = origin {
        machine.mainModule().set("__file__", machine.string(absolutePath(path)))
      }
      let status = watch.watch { run(code) }
      return watch.met == nil ? status : ReplayStatus.limit
    } catch {
      show([ExceptionRecord(error, in: source, from: place ?? .file("<string>"))])
      return 1
    }
  }

  private func run(_ code: Code) -> Int32 {
    defer { machine.endProgram() }
    do throws(Raised) {
      try machine.run(code, in: machine.mainModule())
      return 0
    } catch {
      // A limit has raised the flag for good: what shows the error is not to meet it.
      machine.interrupt.pointee = 0
      let exception = machine.takePending()
      let type = machine.fullTypeName(of: exception)
      if type == "SystemExit" { return status(ofExit: exception) }
      show(ExceptionReader(machine).chain(of: exception))
      return type == "KeyboardInterrupt" ? 130 : 1
    }
  }

  /// What `sys.exit(value)` asks for: a number is the status, anything else a message.
  private func status(ofExit exception: Value) -> Int32 {
    let arguments = machine.arguments(ofException: exception)
    guard let first = arguments.first, !first.isNone else { return 0 }
    if arguments.count == 1, case .int(let status) = first {
      return Int32(truncatingIfNeeded: status & 0xFF)
    }
    write((machine.parts(ofException: exception)?.message ?? "") + "\n", true)
    return 1
  }

  private func show(_ chain: [ExceptionRecord]) {
    let formatter = ScriptTraceback { [sources] place in
      sources[place].map { CellPieces(parsing: $0) }
    }
    write(formatter.text(of: chain), true)
  }
}

extension Machine {
  /// `sys.argv`
  var arguments: [String] {
    guard let sys = try? importModule("sys"), let list = plainAttribute("argv", of: sys) else {
      return []
    }
    return (items(list) ?? []).compactMap { text($0) }
  }

  /// Sets `sys.argv`, and makes the folder of the file that runs, the first argument, the one
  /// whose modules can be imported.
  func setArguments(_ arguments: [String]) {
    if let file = arguments.first, let slash = file.lastIndex(of: "/") {
      host.sessionFolder = resolvedPath(String(file[...slash]))
    }
    do throws(Raised) {
      let values = list(arguments.map { string($0) })
      try setAttribute(of: try importModule("sys"), symbol("argv"), values)
    } catch {
      discardPending()
    }
  }

  /// Makes modules of the current folder importable, beside those of the session's folder.
  func importFromCurrentFolder() {
    do throws(Raised) {
      let path = try attribute(of: try importModule("sys"), symbol("path"))
      let isThere = (items(path) ?? []).contains { text($0) == "" }
      if !isThere { append(string(""), to: path) }
    } catch {
      discardPending()
    }
  }
}
