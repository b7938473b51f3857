import CInterrupts
import Glibc

/// One call in progress.
struct Frame {
  var code: UnsafeMutablePointer<BoundCode>
  /// Where the frame goes on; while it is the topmost one the loop holds the truth.
  var instruction: UnsafeMutablePointer<Instruction>
  /// The window. The function object stands right before it.
  var registers: UnsafeMutablePointer<Value>
  /// Receives the result; unused in a plain frame.
  var destination: UnsafeMutablePointer<Value>
  var kind: Kind
  /// A call whose result replaces the function object and after which the same loop goes on.
  var isPlain: Bool
  /// The generator whose frame it is, or the new instance (owned) that `__init__` fills in; else
  /// unused.
  var owner: Object
  /// The first free register of the stack, for a generator, whose registers are elsewhere.
  var stackTop: UnsafeMutablePointer<Value>

  enum Kind: UInt8 {
    case call
    /// `__init__` of a new instance: the result is the instance.
    case initializer
    /// A binary operator's method: on NotImplemented the reflected one is tried.
    case binaryOperator
    /// A generator resumed by native code, by a `for` loop, by a call of `next` or `send`, by the
    /// `yield from` of another generator.
    case generator, forLoop, next, delegate
    /// `__next__` of an instance over which a `for` loop goes: StopIteration ends the loop.
    case step
  }
}

/// The changing part of a machine, in one raw block: no exclusivity checks.
struct MachineState {
  /// The frame that runs; where there is none, the place before the first.
  var top: UnsafeMutablePointer<Frame>
  /// A frame from here on goes the slow way: it is beyond the recursion limit, or calls are
  /// profiled.
  var frameLimit: UnsafeMutablePointer<Frame>
  /// The first frame beyond the recursion limit.
  var recursionEnd: UnsafeMutablePointer<Frame>
  var isProfiling = false
  /// The exception that the innermost `except` clause handles, owned; `.none` outside of any.
  var handled: Value = .none
  /// Runs of the loop that are nested by native code calling Python.
  var nesting = 0
  /// Native recursion through Python objects: comparisons and representations under way.
  var nativeDepth = 0
  /// Containers whose representation is under way.
  var reprStack: [Object] = []
  /// A `__del__` is running: others that come due wait for its end.
  var isFinalizing = false
  /// The exception under way has already noted the present frame.
  var isReraising = false
  /// What the generator or other iterator that ended last returned, owned.
  var lastReturn: Value = .none
  /// The first register above the arguments of the native call in progress.
  var nativeTop: UnsafeMutablePointer<Value>
}

/// A machine runs Python code: it owns heap, stack, modules and the built-in objects.
///
/// It must be used on one thread, with a stack of some hundred megabytes (`onBigStack`), as
/// native code may nest. `interrupt` may be set from a signal handler.
public final class Machine {
  let runtime: Runtime
  let heap: Heap
  let types: BuiltinTypes
  let names: WellKnownNames
  let state: UnsafeMutablePointer<MachineState>
  let stack: UnsafeMutablePointer<Value>
  let stackLimit: UnsafeMutablePointer<Value>
  let frames: UnsafeMutablePointer<Frame>
  /// Receives the result of a run of the loop when it ends.
  let result: UnsafeMutablePointer<Value>
  let methodCache: MethodCache
  /// Set to ``interruptedOnce`` to stop the running code with a KeyboardInterrupt, which it may
  /// catch; to ``interruptedForGood`` to raise one again and again until all code has ended.
  public var interrupt: UnsafeMutablePointer<Int32> {
    heap.signals.pointer(to: \.interrupt).unsafelyUnwrapped
  }
  public static let interruptedOnce: Int32 = 1
  public static let interruptedForGood: Int32 = 2
  /// How many numbers the module `random` has drawn without a seed of the program's choice.
  public internal(set) var unseededDraws = 0
  /// Frames that count toward the recursion limit and are not the machine's: those of a shell in
  /// which the code would run.
  public var framesBelow = 0 {
    didSet { recursionLimit += oldValue - framesBelow }
  }
  /// The namespace of the module `builtins`.
  let builtins: Dict
  /// `sys.modules`.
  let modules: Dict
  public let host: Host
  /// Modules that can be imported, by name.
  var importers: [String: ModuleMaker] = [:]
  /// What to ask for a name that globals lack, by the dict of globals.
  var loaders: [Object: ModuleLoader] = [:]
  /// Modules made before code has imported them; owned. See ``makeAhead(_:)``.
  var modulesAhead: [String: Value] = [:]
  /// Modules that are being imported.
  var modulesInProgress: Set<String> = []
  /// The files of modules that have been imported, by path.
  var importedFiles: [String: SourceFile] = [:]
  /// The `sys.stdout` at the start, which `print` passes by; kept.
  var standardOutput = Value.undefined
  /// Classes that other targets have registered, by Swift type.
  var foreignTypes: [ObjectIdentifier: Object] = [:]
  /// Values that other targets keep until the end; owned.
  var kept: [Value] = []
  /// Code of functions that got other code; owned.
  var retiredCode: [UnsafeMutablePointer<BoundCode>] = []
  /// `functools.partial`, once that module is there.
  var partialType: Object?
  /// What counts calls at present.
  @exclusivity(unchecked) var profiler: Profiler?
  /// Whether exceptions note the variables of the frames they pass, which tracebacks may show.
  @exclusivity(unchecked) public var keepsVariables = false
  /// `ABCMeta.__instancecheck__`, once that is there; kept.
  @exclusivity(unchecked) var abstractCheck = Value.undefined
  /// How operators treat foreign objects, if any are there.
  @exclusivity(unchecked) public var foreignOperators: ForeignOperators?

  static let stackSize = 1 << 20
  static let frameCapacity = 60_000
  static let standardRecursionLimit = 1000

  /// - Parameter poisons: fill freed memory with a pattern, to find uses after the end.
  public init(host: Host = Host(), poisons: Bool = false) {
    runtime = Runtime(poisons: poisons)
    heap = runtime.heap
    types = runtime.types
    names = runtime.names
    self.host = host
    // A mapping costs memory only where it is touched, and zero bytes are a plain value.
    stack = Machine.mapStack(Machine.stackSize)
    stackLimit = stack + Machine.stackSize - 70_000
    frames = .allocate(capacity: Machine.frameCapacity) + 1
    result = .allocate(capacity: 1)
    result.initialize(to: .undefined)
    state = .allocate(capacity: 1)
    state.initialize(
      to: MachineState(
        top: frames - 1, frameLimit: frames + Machine.standardRecursionLimit,
        recursionEnd: frames + Machine.standardRecursionLimit, nativeTop: stack))
    methodCache = MethodCache()
    builtins = heap.allocateDict(type: types.dict)
    modules = heap.allocateDict(type: types.dict)
    installBuiltins()
  }

  private static func mapStack(_ count: Int) -> UnsafeMutablePointer<Value> {
    let size = count * MemoryLayout<Value>.stride
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    guard let memory = mmap(nil, size, PROT_READ | PROT_WRITE, flags, -1, 0),
      memory != MAP_FAILED
    else { Memory.outOfMemory() }
    let values = memory.bindMemory(to: Value.self, capacity: count)
    return values
  }

  /// Frees everything. Returns the number of objects that were still alive, which is 0 unless
  /// counts went wrong somewhere: the count audit.
  @discardableResult
  public func shutDown() -> Int {
    store(&heap.state.pointee.pending, .undefined)
    store(&state.pointee.handled, .none)
    store(&state.pointee.lastReturn, .none)
    clear(stack, 4096)
    clearModules()
    heap.drain(to: 0)
    runFinalizers()
    heap.state.pointee.closesGenerators = false
    // What the finalizers have left behind, in registers too.
    heap.drain(to: 0)
    clear(stack, 4096)
    store(&state.pointee.lastReturn, .none)
    for type in foreignTypes.values { drop(type) }
    foreignTypes = [:]
    for module in modulesAhead.values { drop(module) }
    modulesAhead = [:]
    let kept = kept
    self.kept = []
    for value in kept { drop(value) }
    foreignOperators = nil
    builtins.removeAll()
    drop(builtins.object)
    drop(modules.object)
    collectEverything()
    // Generators among the garbage may have stood in it.
    for code in retiredCode { code.release() }
    retiredCode = []
    collectEverything()
    runtime.shutDown()
    ci_forget(interrupt)
    let alive = heap.state.pointee.liveCount
    heap.destroy()
    munmap(stack, Machine.stackSize * MemoryLayout<Value>.stride)
    (frames - 1).deallocate()
    result.deallocate()
    state.deallocate()
    return alive
  }

  /// Each pass may come upon one more object whose finalizer can no longer run.
  private func collectEverything() {
    repeat { heap.collect(everything: true) } while heap.discardFinalizers()
  }

  private func clearModules() {
    modules.forEach { _, value in
      guard let module = value.object(.module) else { return }
      // The built-in names stay until finalizers have run.
      if case .object(let namespace) = module.body(ModuleBody.self).pointee.namespace,
        namespace != builtins.object
      {
        Dict(namespace).removeAll()
      }
    }
    modules.removeAll()
  }

  /// The number of frames.
  var depth: Int { state.pointee.top - frames + 1 }

  /// The number of frames there may be.
  var recursionLimit: Int {
    get { state.pointee.recursionEnd - frames }
    set {
      state.pointee.recursionEnd = frames + min(newValue, Machine.frameCapacity - 10)
      if !state.pointee.isProfiling { state.pointee.frameLimit = state.pointee.recursionEnd }
    }
  }

  /// The first free register above the topmost frame.
  @inline(__always) var stackTop: UnsafeMutablePointer<Value> {
    let top = state.pointee.top
    guard top >= frames else { return stack + 1 }
    if top.pointee.code.pointee.isGenerator { return top.pointee.stackTop }
    return top.pointee.registers + top.pointee.code.pointee.registerCount + 1
  }
}

/// What a machine asks of the program around it.
public final class Host {
  /// Receives what `print` and `sys.stdout.write` give.
  public var write: (String) -> Void = { _ in }
  /// Receives what `sys.stderr.write` and warnings give.
  public var writeError: (String) -> Void = { _ in }
  /// Hands over what was written before and is kept back: a program asks for it, with `flush=True` say.
  public var flush: () -> Void = {}
  /// Shows the value of a cell's expression.
  public var display: (Machine, Value) throws(Raised) -> Void = { (_, _) throws(Raised) in }
  /// What code may reach outside the session, if the program around it lets it.
  public enum Access: Sendable { case read, write, run, environment }
  /// Whether code may reach a path (which is empty where the access has none). Nothing, unless the
  /// program around it says so.
  public var permits: (Access, String) -> Bool = { _, _ in false }
  /// The folder whose modules may be imported without a permission.
  public var sessionFolder = "."
  /// Learns of each file that is imported, before its code runs.
  public var didLoad: (SourceFile) -> Void = { _ in }
  /// A line for `input(prompt)`, or nil at the end of the input.
  public var readLine: ((String) -> String?)?
  /// What `input` raises where nobody can be asked; nil for the end of the input.
  public var refuseInput: () -> Raised? = { nil }
  /// Nanoseconds of a clock of the system, given by its number.
  public var clock: (clockid_t) -> Int = readClock
  /// So many random bytes from the system.
  public var entropy: (Int) -> [UInt8] = readEntropy
  /// Answers what code asks of the shell around it: a method of `get_ipython()` and its arguments.
  public var callShell: ((String, [Value]) throws(Raised) -> Value)?
  /// The message of a KeyboardInterrupt; nil if a key was its cause.
  public var interruptReason: () -> String? = { nil }

  public init() {}
}

private func readClock(_ id: clockid_t) -> Int {
  var time = timespec()
  clock_gettime(id, &time)
  return time.tv_sec &* 1_000_000_000 &+ time.tv_nsec
}

private func readEntropy(_ count: Int) -> [UInt8] {
  var generator = SystemRandomNumberGenerator()
  return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
}

/// Runs a body on a thread of its own with a stack of 512 MB: parser, printer and natives nest.
public func onBigStack(_ body: @escaping () -> Void) {
  final class Box {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  pthread_attr_setstacksize(&attributes, 512 << 20)
  var thread = pthread_t()
  let box = Unmanaged.passRetained(Box(body))
  let failed = pthread_create(&thread, &attributes, { pointer in
    guard let pointer else { return nil }
    Unmanaged<Box>.fromOpaque(pointer).takeRetainedValue().body()
    return nil
  }, box.toOpaque())
  pthread_attr_destroy(&attributes)
  guard failed == 0 else { return box.takeRetainedValue().body() }
  // Signals belong to the thread that works: an interrupt has to end its `read` at the prompt.
  var everything = sigset_t()
  var before = sigset_t()
  sigfillset(&everything)
  pthread_sigmask(SIG_BLOCK, &everything, &before)
  pthread_join(thread, nil)
  pthread_sigmask(SIG_SETMASK, &before, nil)
}
