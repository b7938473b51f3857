import ArgumentParser
import Glibc
import Interactive

/// How much a run may take; see `Limits`.
struct LimitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Stop a cell after this many seconds; 0 for never.", valueName: "seconds"))
  var cellTime = 600.0

  @Option(
    help: ArgumentHelp("Stop after this many seconds in all; 0 for never.", valueName: "seconds"))
  var time = 3600.0

  @Option(
    help: ArgumentHelp(
      """
      Stop a cell at this much memory, as 800M or 2G; a bare number counts MiB, 0 is no limit. \
      Without it, three quarters of the machine's.
      """, valueName: "size"),
    transform: { try byteSize($0, bareUnit: 1 << 20) })
  var memory: Int = defaultMemory

  @Option(
    help: ArgumentHelp(
      """
      Of a cell with more output than this, as 500K or 2M, keep the beginning and the end; a bare \
      number counts bytes, 0 is no limit. Without it, 16M.
      """, valueName: "size"),
    transform: { try byteSize($0, bareUnit: 1) })
  var output: Int = 16 << 20

  func validate() throws {
    guard cellTime >= 0, time >= 0 else { throw ValidationError("a time must not be negative") }
  }

  var limits: Limits {
    Limits(
      cellTime: cellTime > 0 ? cellTime : nil, time: time > 0 ? time : nil,
      memory: memory > 0 ? memory : nil, output: output > 0 ? output : nil)
  }

  /// The options as words of a command line.
  var arguments: [String] {
    [
      "--cell-time", "\(cellTime)", "--time", "\(time)", "--memory", "\(memory >> 10)K",
      "--output", "\(output)",
    ]
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
