import Glibc
import Interactive
import Notebooks
import Terminal

/// Replays several notebooks, each in a process of its own, some at a time.
///
/// Ctrl-C reaches those processes too; no further ones are started then.
final class ReplayJobs: Interruptible {
  private let files: [String]
  private let arguments: [String]
  private let limit: Int
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
  ///   - arguments: those for a process that makes a report as JSON, but for the file.
  ///   - limit: how many processes at a time; nil for one for each processor.
  init(files: [String], arguments: [String], limit: Int?) {
    self.files = files
    self.arguments = arguments
    self.limit = limit ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
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
      let (process, pipe) = try ChildProcess.start(arguments + ["--", files[index]])
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

/// Another process of this program, whose standard output is read.
enum ChildProcess {
  struct Failure: Error, CustomStringConvertible {
    var number: Int32
    var description: String { String(cString: strerror(number)) }
  }

  /// - Returns: the process, and the end of a pipe from its standard output.
  static func start(_ arguments: [String]) throws(Failure) -> (pid_t, Int32) {
    var pipes: [Int32] = [0, 0]
    guard pipe(&pipes) == 0 else { throw Failure(number: errno) }
    for end in pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, pipes[1], STDOUT_FILENO)
    let words: [UnsafeMutablePointer<CChar>?] =
      ([CommandLine.arguments[0]] + arguments).map { strdup($0) } + [nil]
    defer {
      posix_spawn_file_actions_destroy(&actions)
      words.forEach { free($0) }
      close(pipes[1])
    }
    var process: pid_t = 0
    let failure = posix_spawn(&process, "/proc/self/exe", &actions, nil, words, environ)
    guard failure == 0 else {
      close(pipes[0])
      throw Failure(number: failure)
    }
    return (process, pipes[0])
  }

  /// The exit status; for a signal, 128 and its number.
  static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}
