import Glibc

/// The bytes of the keyboard, one at a time.
///
/// Normally no byte is read before it is asked for, so that what is typed ahead stays where
/// a running cell's `input()` finds it. Only within a paste whole blocks are read.
struct KeyInput {
  private var buffer: ArraySlice<UInt8> = []

  /// What the wait for a key ended with.
  enum Event: Equatable {
    case byte(UInt8)
    /// A signal came.
    case signal
    case end
  }

  /// Waits for the next byte or a signal.
  ///
  /// - Parameter hasNews: whether a signal has come that is still to be dealt with.
  mutating func next(hasNews: () -> Bool) -> Event {
    if let byte = buffer.popFirst() { return .byte(byte) }
    guard waitForInputOrSignal(hasNews) else { return .signal }
    return read(atMost: 1)
  }

  /// Makes a byte the next one.
  mutating func putBack(_ byte: UInt8) { buffer = [byte] + buffer }

  /// The next byte of a paste; nil if it broke off.
  mutating func nextOfPaste() -> UInt8? {
    if buffer.isEmpty {
      guard case .byte(let byte) = read(atMost: 1 << 14) else { return nil }
      return byte
    }
    return buffer.popFirst()
  }

  /// Whether a byte is there, or comes within the time given.
  func isReady(milliseconds: Int32) -> Bool {
    !buffer.isEmpty || waitForInput(milliseconds: milliseconds)
  }

  private mutating func read(atMost count: Int) -> Event {
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { memory, filled in
      filled = max(0, Glibc.read(STDIN_FILENO, memory.baseAddress, count))
    }
    guard let first = bytes.first else { return errno == EINTR ? .signal : .end }
    buffer = bytes.dropFirst()
    return .byte(first)
  }

  /// False for a signal. One that comes before the wait begins must not be missed: signals are held
  /// back from the look at what they have left until the wait lets them through.
  private func waitForInputOrSignal(_ hasNews: () -> Bool) -> Bool {
    var held = sigset_t()
    var former = sigset_t()
    sigfillset(&held)
    pthread_sigmask(SIG_BLOCK, &held, &former)
    defer { pthread_sigmask(SIG_SETMASK, &former, nil) }
    if hasNews() { return false }
    var keyboard = fd_set()
    keyboard.__fds_bits.0 = 1 << STDIN_FILENO
    return pselect(STDIN_FILENO + 1, &keyboard, nil, nil, nil, &former) > 0
  }

  private func waitForInput(milliseconds: Int32) -> Bool {
    var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, milliseconds) > 0
  }
}
