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
  mutating func next() -> Event {
    if let byte = buffer.popFirst() { return .byte(byte) }
    guard waitForInput(milliseconds: -1) else { return .signal }
    return read(atMost: 1)
  }

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

  private func waitForInput(milliseconds: Int32) -> Bool {
    var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, milliseconds) > 0
  }
}
