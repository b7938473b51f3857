import CLoops

/// Makes long operations of this thread give up, with an error of kind `interrupted`, while the flag is not zero.
/// The flag must stay in place until nil is set.
public func setStopFlag(_ flag: UnsafePointer<Int32>?) { cl_thread().pointee.stop = flag }

/// Throws if the operation that runs, or has just run, is to give up.
///
/// Loops that cannot throw end early where they see the flag, with a result that is of no use. So whoever calls an
/// operation for a user looks here when it has ended.
@inline(__always)
public func checkStop() throws {
  if _slowPath(cl_stop_requested()) { throw TensorError(.interrupted, "") }
}

extension Sequence {
  /// The results of a function for each element, which takes about as long as `cost` elements of a simple loop.
  func interruptibleMap<Result>(cost: Int = 1, _ transform: (Element) throws -> Result) throws -> [Result] {
    var poll = StopPoll()
    return try map { element in
      try poll.check(after: cost)
      return try transform(element)
    }
  }
}

/// Looks at the stop flag about every million steps of a loop.
struct StopPoll {
  private var steps = 0

  /// Notes work of so many elements; throws if the operation is to give up.
  @inline(__always)
  mutating func check(after count: Int = 1) throws {
    steps &+= count &+ 1
    if _slowPath(steps >= 1 << 20) {
      steps = 0
      try checkStop()
    }
  }
}
