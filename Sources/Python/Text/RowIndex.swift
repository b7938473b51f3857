/// Finds the rows of a table by their hashes: a hash table with open addressing that holds only
/// the rows' numbers. The rows themselves, and what makes two of them equal, are its owner's.
struct RowIndex: Sendable {
  /// Row numbers plus one; 0 is free. A power of two of them, at most half of them used.
  private var slots: [UInt32]
  private var count = 0

  /// - Parameter capacity: how many rows it takes without growing.
  init(capacity: Int = 8) {
    let slotCount = 1 << (Int.bitWidth - (max(capacity, 4) * 2 - 1).leadingZeroBitCount)
    slots = Array(repeating: 0, count: slotCount)
  }

  /// The row that `isWanted` recognizes among those with this hash.
  @inline(__always)
  func find(_ hash: Int, where isWanted: (Int) -> Bool) -> Int? {
    let mask = slots.count &- 1
    var slot = hash & mask
    while slots[slot] != 0 {
      let row = Int(slots[slot]) &- 1
      if isWanted(row) { return row }
      slot = (slot &+ 1) & mask
    }
    return nil
  }

  /// Adds a row that is not there yet; `hashOf` is asked for the hashes of all when it grows.
  mutating func insert(_ row: Int, _ hash: Int, hashOf: (Int) -> Int) {
    count &+= 1
    if count &* 2 > slots.count {
      let rows = slots.filter { $0 != 0 }
      slots = Array(repeating: 0, count: slots.count &* 2)
      for row in rows { place(row, hashOf(Int(row) &- 1)) }
    }
    place(UInt32(truncatingIfNeeded: row &+ 1), hash)
  }

  @inline(__always)
  private mutating func place(_ row: UInt32, _ hash: Int) {
    let mask = slots.count &- 1
    var slot = hash & mask
    while slots[slot] != 0 { slot = (slot &+ 1) & mask }
    slots[slot] = row
  }
}
