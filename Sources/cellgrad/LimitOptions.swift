import ArgumentParser
import Glibc
import Interactive

/// How much a run may take; see `Limits`.
struct LimitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Stop a cell after this many seconds; 0 for never. Without it, 600.", valueName: "seconds"))
  var cellTime: Double?

  @Option(
    help: ArgumentHelp(
      "Stop after this many seconds in all; 0 for never. Without it, 3600.", valueName: "seconds"))
  var time: Double?

  @Option(
    help: ArgumentHelp(
      """
      Stop a cell at this much memory, as 800M or 2G; a bare number counts MiB, 0 is no limit. \
      Without it, three quarters of the machine's.
      """, valueName: "size"),
    transform: { try byteSize($0, bareUnit: 1 << 20) })
  var memory: Int?

  @Option(
    help: ArgumentHelp(
      """
      Of a cell with more output than this, as 500K or 2M, keep the beginning and the end; a bare \
      number counts bytes, 0 is no limit. Without it, 16M.
      """, valueName: "size"),
    transform: { try byteSize($0, bareUnit: 1) })
  var output: Int?

  func validate() throws {
    guard cellTime ?? 0 >= 0, time ?? 0 >= 0 else {
      throw ValidationError("a time must not be negative")
    }
  }

  /// What cells may take.
  var limits: Limits {
    Limits(
      cellTime: (cellTime ?? 600).unlessZero, time: (time ?? 3600).unlessZero,
      memory: (memory ?? Self.defaultMemory).unlessZero, output: (output ?? 16 << 20).unlessZero)
  }

  /// What a plain script may take: all it needs, unless an option says otherwise.
  var limitsOfScript: Limits {
    Limits(
      cellTime: cellTime?.unlessZero, time: time?.unlessZero, memory: memory?.unlessZero)
  }

  private static let defaultMemory = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
    / 4 * 3

  /// `2G`, `500M`, `64K`, `100`: a number of bytes.
  private static func byteSize(_ text: String, bareUnit: Int) throws -> Int {
    let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
    let unit = text.last.flatMap { units[Character($0.uppercased())] }
    let digits = unit == nil ? text : String(text.dropLast())
    guard let number = Int(digits), number >= 0 else { throw ValidationError("\(text) is no size") }
    let (size, isTooLarge) = number.multipliedReportingOverflow(by: unit ?? bareUnit)
    return isTooLarge ? 0 : size
  }
}

extension Numeric {
  /// Nil for 0, which stands for no limit.
  fileprivate var unlessZero: Self? { self == 0 ? nil : self }
}
