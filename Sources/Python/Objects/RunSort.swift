import Glibc

/// The order of a sort.
protocol SortOrder {
  /// What is moved and compared.
  associatedtype Entry: BitwiseCopyable
  func isLess(_ left: Entry, _ right: Entry) throws(Raised) -> Bool
}

/// A stable merge sort of the runs that the data has already: the algorithm of CPython's
/// `listsort` (Tim Peters; the merges in the order of Munro and Wild's powersort). It makes the
/// same comparisons in the same order, which code with an `__lt__` of its own can see.
struct RunSort<Order: SortOrder> {
  typealias Entry = Order.Entry

  private struct Run {
    let start: Int
    var count: Int
    /// How near the end of the run is to the root of the merge tree.
    var power = 0
  }

  private let entries: UnsafeMutablePointer<Entry>
  private let count: Int
  private let order: Order
  /// Called now and then, so that a long sort can be stopped.
  private let poll: () throws(Raised) -> Void
  /// Room for the smaller run of a merge.
  private let scratch: UnsafeMutablePointer<Entry>
  private var runs: [Run] = []
  /// Wins in a row after which a merge looks for many at once; adapts to the data.
  private var gallopLimit = leastGallop

  private static var leastGallop: Int { 7 }
  private static var longestMinimalRun: Int { 64 }
  private static var pollMask: Int { 0xFFFF }

  /// Sorts in place. Where a comparison raises, all entries are still there, in some order.
  static func sort(
    _ entries: UnsafeMutableBufferPointer<Entry>, by order: Order,
    poll: @escaping () throws(Raised) -> Void
  ) throws(Raised) {
    guard entries.count > 1, let base = entries.baseAddress else { return }
    let block = Memory.allocate((entries.count / 2 + 1) * MemoryLayout<Entry>.stride)
    defer { free(block) }
    let scratch = block.assumingMemoryBound(to: Entry.self)
    var sort = RunSort(
      entries: base, count: entries.count, order: order, poll: poll, scratch: scratch)
    try sort.run()
  }

  private mutating func run() throws(Raised) {
    let minimum = minimalRun
    var start = 0
    while start < count {
      try poll()
      var length = try naturalRun(at: start)
      if length < minimum {
        let forced = min(minimum, count - start)
        try insert(from: start + length, into: start, to: start + forced)
        length = forced
      }
      try push(Run(start: start, count: length))
      start += length
    }
    while runs.count > 1 {
      var index = runs.count - 2
      if index > 0, runs[index - 1].count < runs[index + 1].count { index -= 1 }
      try merge(at: index)
    }
  }

  /// A run length such that the number of runs is a power of two or little less.
  private var minimalRun: Int {
    var (length, rest) = (count, 0)
    while length >= Self.longestMinimalRun {
      rest |= length & 1
      length >>= 1
    }
    return length + rest
  }

  @inline(__always)
  private func isLess(_ left: UnsafeMutablePointer<Entry>, _ right: UnsafeMutablePointer<Entry>)
    throws(Raised) -> Bool
  {
    try order.isLess(left.pointee, right.pointee)
  }

  /// The length of the run at `start`; one that descends is turned round.
  private func naturalRun(at start: Int) throws(Raised) -> Int {
    if start + 1 == count { return 1 }
    let isDescending = try isLess(entries + start + 1, entries + start)
    var end = start + 2
    while end < count, try isLess(entries + end, entries + end - 1) == isDescending { end += 1 }
    if isDescending {
      var run = UnsafeMutableBufferPointer(start: entries + start, count: end - start)
      run.reverse()
    }
    return end - start
  }

  /// Binary insertion of the entries from `first` to `end` into the sorted ones before them.
  private func insert(from first: Int, into start: Int, to end: Int) throws(Raised) {
    var index = first
    while index < end {
      var moving = entries[index]
      var (low, high) = (start, index)
      while low < high {
        let middle = low + (high - low) >> 1
        if try isLess(&moving, entries + middle) { high = middle } else { low = middle + 1 }
      }
      (entries + low + 1).update(from: entries + low, count: index - low)
      entries[low] = moving
      index += 1
    }
  }

  // MARK: The order of merges

  private mutating func push(_ run: Run) throws(Raised) {
    if let last = runs.last {
      let power = power(between: last, and: run)
      while runs.count > 1, runs[runs.count - 2].power > power { try merge(at: runs.count - 2) }
      runs[runs.count - 1].power = power
    }
    runs.append(run)
  }

  /// The depth in the merge tree of the boundary between two neighbours: the first binary digit
  /// in which the places of their middles differ, as fractions of the whole.
  private func power(between left: Run, and right: Run) -> Int {
    var a = 2 * left.start + left.count
    var b = a + left.count + right.count
    var power = 1
    while true {
      if a >= count {
        a -= count
        b -= count
      } else if b >= count {
        return power
      }
      a <<= 1
      b <<= 1
      power += 1
    }
  }

  /// Merges a run and the next one, without what is in its place already at both ends.
  private mutating func merge(at index: Int) throws(Raised) {
    try poll()
    let (left, right) = (runs[index], runs[index + 1])
    runs[index].count += right.count
    runs.remove(at: index + 1)
    let skipped = try gallopRight(
      entries + right.start, entries + left.start, left.count, hint: 0)
    let (start, lefts) = (left.start + skipped, left.count - skipped)
    if lefts == 0 { return }
    let rights = try gallopLeft(
      entries + right.start - 1, entries + right.start, right.count, hint: right.count - 1)
    if rights == 0 { return }
    if lefts <= rights {
      try mergeUpward(start, lefts, rights)
    } else {
      try mergeDownward(start, lefts, rights)
    }
  }

  // MARK: Galloping

  /// Where `entry` belongs in a sorted run, before those equal to it: searched from `hint` in
  /// growing steps, then by halving.
  private func gallopLeft(
    _ entry: UnsafeMutablePointer<Entry>, _ run: UnsafeMutablePointer<Entry>, _ count: Int,
    hint: Int
  ) throws(Raised) -> Int {
    var (last, offset) = (0, 1)
    if try isLess(run + hint, entry) {
      let limit = count - hint
      while offset < limit, try isLess(run + hint + offset, entry) {
        (last, offset) = (offset, offset << 1 + 1)
      }
      (last, offset) = (last + hint + 1, min(offset, limit) + hint)
    } else {
      let limit = hint + 1
      while offset < limit, !(try isLess(run + hint - offset, entry)) {
        (last, offset) = (offset, offset << 1 + 1)
      }
      (last, offset) = (hint - min(offset, limit) + 1, hint - last)
    }
    while last < offset {
      let middle = last + (offset - last) >> 1
      if try isLess(run + middle, entry) { last = middle + 1 } else { offset = middle }
    }
    return offset
  }

  /// The same, behind those equal to it.
  private func gallopRight(
    _ entry: UnsafeMutablePointer<Entry>, _ run: UnsafeMutablePointer<Entry>, _ count: Int,
    hint: Int
  ) throws(Raised) -> Int {
    var (last, offset) = (0, 1)
    if try isLess(entry, run + hint) {
      let limit = hint + 1
      while offset < limit, try isLess(entry, run + hint - offset) {
        (last, offset) = (offset, offset << 1 + 1)
      }
      (last, offset) = (hint - min(offset, limit) + 1, hint - last)
    } else {
      let limit = count - hint
      while offset < limit, !(try isLess(entry, run + hint + offset)) {
        (last, offset) = (offset, offset << 1 + 1)
      }
      (last, offset) = (last + hint + 1, min(offset, limit) + hint)
    }
    while last < offset {
      let middle = last + (offset - last) >> 1
      if try isLess(entry, run + middle) { offset = middle } else { last = middle + 1 }
    }
    return offset
  }

  // MARK: Merging

  /// Merges neighbours from the start; the left run, which is copied aside, is the shorter one.
  /// The first of the right run comes first, the last of the left one last.
  private mutating func mergeUpward(_ start: Int, _ leftCount: Int, _ rightCount: Int)
    throws(Raised)
  {
    scratch.update(from: entries + start, count: leftCount)
    var (left, lefts) = (scratch, leftCount)
    var (right, rights) = (entries + start + leftCount, rightCount)
    var target = entries + start
    // Whatever happens, the rest of the copy goes where the merge has got to.
    defer { target.update(from: left, count: lefts) }
    func takeLeft(_ count: Int) {
      target.update(from: left, count: count)
      target += count
      left += count
      lefts -= count
    }
    func takeRight(_ count: Int) {
      target.update(from: right, count: count)
      target += count
      right += count
      rights -= count
    }
    takeRight(1)
    var turns = 0
    merging: while lefts > 1, rights > 0 {
      var (leftWins, rightWins) = (0, 0)
      while leftWins < gallopLimit, rightWins < gallopLimit {
        turns &+= 1
        if turns & Self.pollMask == 0 { try poll() }
        if try isLess(right, left) {
          takeRight(1)
          (leftWins, rightWins) = (0, rightWins + 1)
          if rights == 0 { return }
        } else {
          takeLeft(1)
          (leftWins, rightWins) = (leftWins + 1, 0)
          if lefts == 1 { break merging }
        }
      }
      gallopLimit += 1
      repeat {
        gallopLimit = max(gallopLimit - 1, 1)
        turns &+= 1
        if turns & Self.pollMask == 0 { try poll() }
        leftWins = try gallopRight(right, left, lefts, hint: 0)
        takeLeft(leftWins)
        if lefts <= 1 { break merging }
        takeRight(1)
        if rights == 0 { return }
        rightWins = try gallopLeft(left, right, rights, hint: 0)
        takeRight(rightWins)
        if rights == 0 { return }
        takeLeft(1)
        if lefts == 1 { break merging }
      } while leftWins >= Self.leastGallop || rightWins >= Self.leastGallop
      gallopLimit += 1
    }
    if lefts == 1 { takeRight(rights) }
  }

  /// Merges neighbours from the end; the right run, which is copied aside, is the shorter one.
  private mutating func mergeDownward(_ start: Int, _ leftCount: Int, _ rightCount: Int)
    throws(Raised)
  {
    let first = entries + start
    scratch.update(from: first + leftCount, count: rightCount)
    // How many are left of each run; the target ends behind both.
    var (lefts, rights) = (leftCount, rightCount)
    defer { (first + lefts).update(from: scratch, count: rights) }
    func takeLeft(_ count: Int) {
      lefts -= count
      (first + lefts + rights).update(from: first + lefts, count: count)
    }
    func takeRight(_ count: Int) {
      rights -= count
      (first + lefts + rights).update(from: scratch + rights, count: count)
    }
    takeLeft(1)
    var turns = 0
    merging: while rights > 1, lefts > 0 {
      var (leftWins, rightWins) = (0, 0)
      while leftWins < gallopLimit, rightWins < gallopLimit {
        turns &+= 1
        if turns & Self.pollMask == 0 { try poll() }
        if try isLess(scratch + rights - 1, first + lefts - 1) {
          takeLeft(1)
          (leftWins, rightWins) = (leftWins + 1, 0)
          if lefts == 0 { return }
        } else {
          takeRight(1)
          (leftWins, rightWins) = (0, rightWins + 1)
          if rights == 1 { break merging }
        }
      }
      gallopLimit += 1
      repeat {
        gallopLimit = max(gallopLimit - 1, 1)
        turns &+= 1
        if turns & Self.pollMask == 0 { try poll() }
        leftWins = lefts - (try gallopRight(scratch + rights - 1, first, lefts, hint: lefts - 1))
        takeLeft(leftWins)
        if lefts == 0 { return }
        takeRight(1)
        if rights == 1 { break merging }
        rightWins = rights - (try gallopLeft(first + lefts - 1, scratch, rights, hint: rights - 1))
        takeRight(rightWins)
        if rights <= 1 { break merging }
        takeLeft(1)
        if lefts == 0 { return }
      } while leftWins >= Self.leastGallop || rightWins >= Self.leastGallop
      gallopLimit += 1
    }
    if rights == 1 { takeLeft(lefts) }
  }
}
