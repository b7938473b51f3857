import Glibc
import Interactive
import Notebooks
import Terminal

/// Replays several notebooks, each in a process of its own, some at a time.
///
/// The processes are copies of this one, which has made a kernel and what most notebooks import:
/// so each begins with a fresh kernel, and none waits for the start of the program. A notebook
/// that ends its process ends only its own replay.
///
/// Ctrl-C reaches those processes too; no further ones are started then.
final class ReplayJobs: Interruptible {
  private let files: [String]
  private let replay: (String, Kernel) -> ReplayReport
  private let limit: Int
  /// The kernel of all processes: this one runs no cell in it.
  private let kernel: Kernel
  private var running: [Worker] = []
  private var reports: [Int: ReplayReport] = [:]
  /// Memory of its own, because a signal handler must not run into a checked access.
  nonisolated(unsafe) private let interrupted = UnsafeMutablePointer<Bool>.allocate(capacity: 1)

  /// A process, and what it has written so far.
  private struct Worker {
    var index: Int
    var process: pid_t
    var pipe: Int32
    var text: [UInt8] = []
  }

  /// - Parameters:
  ///   - options: say how many processes run at a time; without a word, one for each processor.
  ///   - permissions: those of the kernel.
  ///   - replay: runs a notebook in a kernel; called in a process of its own.
  init(
    files: [String], options: ReplayOptions, _ permissions: Permissions,
    replay: @escaping (String, Kernel) -> ReplayReport
  ) {
    self.files = files
    self.replay = replay
    limit = options.jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    kernel = Kernel(permissions: permissions)
    kernel.prepareImports()
    interrupted.initialize(to: false)
  }

  deinit { interrupted.deallocate() }

  func interrupt() { interrupted.pointee = true }

  /// Runs all; `didFinish` is told of each file in the order of the files.
  func run(didFinish: (ReplayReport) -> Void) -> [ReplayReport] {
    var next = 0
    var told = 0
    while told < files.count {
      while running.count < limit, next < files.count {
        start(next)
        next += 1
      }
      readSome()
      while let report = reports[told] {
        didFinish(report)
        told += 1
      }
    }
    return files.indices.compactMap { reports[$0] }
  }

  private func start(_ index: Int) {
    if interrupted.pointee { return finishInterrupted(index) }
    do {
      let (process, pipe) = try ChildProcess.start { [self] in
        if interrupted.pointee { _exit(ReplayStatus.interrupted) }
        return Array(ReportFormat.json.text(of: [replay(files[index], kernel)]).utf8)
      }
      running.append(Worker(index: index, process: process, pipe: pipe))
    } catch {
      finish(index, "cannot start a process: \(error)")
    }
  }

  private func finish(_ index: Int, _ problem: String) {
    let text = "\(files[index]): \(problem)"
    reports[index] = ReplayReport(
      file: files[index], problem: .init(text: text, status: ReplayStatus.different))
  }

  private func finishInterrupted(_ index: Int) {
    var report = ReplayReport(file: files[index])
    report.isInterrupted = true
    reports[index] = report
  }

  /// Waits for a process to write or to end.
  private func readSome() {
    guard !running.isEmpty else { return }
    var requests = running.map { pollfd(fd: $0.pipe, events: Int16(POLLIN), revents: 0) }
    guard poll(&requests, nfds_t(requests.count), -1) > 0 else { return }
    for position in running.indices.reversed() where requests[position].revents != 0 {
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(running[position].pipe, &chunk, chunk.count)
      if count > 0 {
        running[position].text += chunk[..<count]
      } else if count == 0 || errno != EINTR {
        end(running.remove(at: position))
      }
    }
  }

  private func end(_ worker: Worker) {
    close(worker.pipe)
    let status = ChildProcess.wait(for: worker.process)
    let text = String(decoding: worker.text, as: UTF8.self)
    let json = try? JSON(parsing: text, file: "report")
    let report = json?.object?["files"]?.array?.first.flatMap(ReplayReport.init(json:))
    if let report {
      reports[worker.index] = report
    } else if status == ReplayStatus.interrupted {
      finishInterrupted(worker.index)
    } else {
      finish(worker.index, "the process that ran it ended with status \(status)")
    }
  }
}

/// Another process that is a copy of this one, and writes what it has to tell to a pipe.
enum ChildProcess {
  struct Failure: Error, CustomStringConvertible {
    var number: Int32
    var description: String { String(cString: strerror(number)) }
  }

  /// Starts a process that runs `body` and ends. It has an empty standard input, and its standard
  /// output leads nowhere. Of this process's threads it has the one that calls.
  ///
  /// - Returns: the process, and the end of a pipe on which it writes what `body` returned.
  static func start(_ body: () -> [UInt8]) throws(Failure) -> (pid_t, Int32) {
    var pipes: [Int32] = [0, 0]
    guard pipe(&pipes) == 0 else { throw Failure(number: errno) }
    for end in pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let process = forkProcess()
    if process == 0 { run(body, writingTo: pipes[1]) }
    let number = errno
    close(pipes[1])
    guard process > 0 else {
      close(pipes[0])
      throw Failure(number: number)
    }
    return (process, pipes[0])
  }

  /// What the new process does. Until `body` takes care of it, Ctrl-C ends the process.
  private static func run(_ body: () -> [UInt8], writingTo pipe: Int32) -> Never {
    signal(SIGINT, SIG_DFL)
    let nowhere = open("/dev/null", O_RDWR)
    dup2(nowhere, STDIN_FILENO)
    dup2(nowhere, STDOUT_FILENO)
    let bytes = body()
    var position = 0
    while position < bytes.count {
      let count = bytes[position...].withUnsafeBytes { write(pipe, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      position += count
    }
    _exit(0)
  }

  /// The exit status; for a signal, 128 and its number.
  static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}

/// The `fork` of the C library, which its Swift module hides because threads are lost in the copy.
@_silgen_name("fork") private func forkProcess() -> pid_t
