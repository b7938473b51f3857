/// An entry of a traceback after recursion is shortened.
enum FrameRun {
  case frame(FrameRecord)
  /// Frames left out: `f at line 4 (6 times), g at line 9 (2 times)`.
  case similar(String)

  /// Two frames of a recursion are the same if they stand at the same line of the same function.
  private struct Key: Hashable {
    let source: FrameRecord.Source
    let name: String
    let qualifiedName: String
    let firstLine: Int
    let line: Int

    init(_ frame: FrameRecord) {
      source = frame.source
      name = frame.name
      qualifiedName = frame.qualifiedName
      firstLine = frame.firstLine
      line = frame.line
    }
  }

  /// From this count on, equal frames are shortened.
  private static let commonCount = 4

  /// Shortens recursion as the `stack_data` package does: in a stretch of frames that are common,
  /// the first, second and last of each kind stay.
  ///
  /// - Parameter hasSource: frames without source are never counted as common.
  static func collapse(
    _ frames: [FrameRecord], hasSource: (FrameRecord.Source) -> Bool
  ) -> [FrameRun] {
    let keys = frames.map(Key.init)
    let counts = Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +)
    let isCommon = zip(frames, keys).map { frame, key in
      counts[key, default: 0] >= commonCount && hasSource(frame.source)
    }
    var runs: [FrameRun] = []
    for stretch in isCommon.stretches {
      guard isCommon[stretch.lowerBound] else {
        runs += frames[stretch].map(FrameRun.frame)
        continue
      }
      let isShown = shownFrames(keys[stretch])
      for part in isShown.stretches {
        let indices = part.lowerBound + stretch.lowerBound..<part.upperBound + stretch.lowerBound
        if isShown[part.lowerBound] {
          runs += frames[indices].map(FrameRun.frame)
        } else {
          runs.append(.similar(description(keys[indices])))
        }
      }
    }
    return runs
  }

  /// Which of some common frames are the first, second or last of their kind.
  private static func shownFrames(_ keys: ArraySlice<Key>) -> [Bool] {
    var shown = Array(repeating: false, count: keys.count)
    var positions: [Key: (count: Int, last: Int)] = [:]
    for (index, key) in keys.enumerated() {
      let count = positions[key]?.count ?? 0
      shown[index] = count < 2
      positions[key] = (count + 1, index)
    }
    for (_, last) in positions.values {
      shown[last] = true
    }
    return shown
  }

  /// The kinds by falling count, then by name.
  private static func description(_ keys: ArraySlice<Key>) -> String {
    var order: [Key] = []
    var counts: [Key: Int] = [:]
    for key in keys {
      if counts[key] == nil {
        order.append(key)
      }
      counts[key, default: 0] += 1
    }
    let sorted = order.enumerated().sorted { left, right in
      let leftCount = counts[left.element, default: 0]
      let rightCount = counts[right.element, default: 0]
      return (-leftCount, left.element.name, left.offset)
        < (-rightCount, right.element.name, right.offset)
    }
    return sorted.map { _, key in
      "\(key.qualifiedName) at line \(key.line) (\(counts[key, default: 0]) times)"
    }.joined(separator: ", ")
  }
}

extension [Bool] {
  /// The longest stretches of equal elements, in order.
  fileprivate var stretches: [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    for index in indices where index + 1 == count || self[index + 1] != self[index] {
      result.append(start..<index + 1)
      start = index + 1
    }
    return result
  }
}
