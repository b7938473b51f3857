import ArgumentParser
import Interactive
import Notebooks

/// How strictly a replay compares; see `ReplaySettings`.
struct ComparisonOptions: ParsableArguments {
  @Option(
    help: """
      How strictly: exact (byte for byte), text (without addresses, timings and colours), number \
      (numbers may differ within the tolerance), shape (any numbers) or ran (no new error). \
      Without it, as the notebook says, or text.
      """)
  var level: Notebooks.Comparison.Level?

  @Option(help: "For the level number: how much numbers may differ, as a part of the saved ones.")
  var rtol: Double?

  @Option(help: "For the level number: how much numbers may differ.")
  var atol: Double?

  @Option(
    parsing: .singleValue,
    help: """
      Accept a kind of difference: random (numbers drawn without a seed) or torch-1.x (grad_fn \
      names without a number).
      """)
  var accept: [String] = []

  func validate() throws {
    for name in accept where name != ReplayVerdict.randomName && KnownVariation.named(name) == nil {
      let known = [ReplayVerdict.randomName] + KnownVariation.all.map(\.name)
      throw ValidationError("--accept \(name): known are \(known.joined(separator: ", "))")
    }
    for tolerance in [rtol, atol].compactMap({ $0 }) where !(tolerance >= 0) {
      throw ValidationError("a tolerance must not be negative")
    }
  }

  /// What counts where a cell says nothing: these options, then what the notebook says.
  func settings(for notebook: Notebook) -> ReplaySettings {
    var own = ReplaySettings()
    own.level = level
    own.relativeTolerance = rtol
    own.absoluteTolerance = atol
    // The reader of the notebook has checked the text.
    let stated = notebook.session.replay.flatMap { try? ReplaySettings($0) }
    return own.over(stated ?? ReplaySettings())
  }

  /// All options of a replay of a notebook.
  func options(
    for notebook: Notebook, limits: Limits, permissions: Permissions
  ) -> Replay.Options {
    var options = Replay.Options()
    options.settings = settings(for: notebook)
    options.accepted = Set(accept)
    options.limits = limits
    options.permissions = permissions
    return options
  }
}

extension Notebooks.Comparison.Level: ExpressibleByArgument {}
