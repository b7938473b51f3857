import ArgumentParser
import Interactive

/// What cells may reach; see `Permissions`.
struct PermissionOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .singleValue,
    help: "Let cells read files of this folder; . for the current one, / for all.")
  var allowRead: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: "Let cells write files of this folder; . for the current one, / for all.")
  var allowWrite: [String] = []

  @Flag(help: "Let cells start other programs; without it, only the prompt asks.")
  var allowRun = false

  @Flag(help: "Let cells read environment variables.")
  var allowEnv = false

  @Flag(help: "Let cells do all of this.")
  var allowAll = false

  var permissions: Permissions {
    if allowAll { return .all }
    return Permissions(
      reading: Self.files(allowRead), writing: Self.files(allowWrite), canRun: allowRun,
      canReadEnvironment: allowEnv)
  }

  /// The words that stand for a bare `--allow-read`; see `withValues`.
  private static let everything = "/"

  private static func files(_ folders: [String]) -> Permissions.Files {
    if folders.contains(everything) { return .all }
    return folders.isEmpty ? .none : .folders(folders)
  }

  /// Arguments in which a bare `--allow-read` or `--allow-write` has its meaning, all folders.
  static func withValues(_ arguments: [String]) -> [String] {
    arguments.map { argument in
      argument == "--allow-read" || argument == "--allow-write"
        ? argument + "=" + everything : argument
    }
  }
}
