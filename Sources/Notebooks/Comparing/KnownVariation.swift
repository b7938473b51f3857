/// A way in which saved outputs of other versions differ without meaning anything else: a row of
/// the table ``all``. Each may be accepted by its name.
public struct KnownVariation: Sendable {
  /// The name on the command line.
  public let name: String
  /// What it is, in a few words.
  public let summary: String
  /// A text without what varies.
  let neutralize: @Sendable (String) -> String

  public static let all = [
    KnownVariation(
      name: "torch-1.x", summary: "grad_fn=<MulBackward> for <MulBackward0>",
      neutralize: withoutNodeNumbers)
  ]

  public static func named(_ name: String) -> KnownVariation? { all.first { $0.name == name } }

  /// `Backward0>` becomes `Backward>`: PyTorch before 1.10 gave nodes no number.
  private static func withoutNodeNumbers(_ text: String) -> String {
    let mark = Array("Backward".utf8)
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let start = rest.firstRange(of: mark) {
      result += rest[..<start.upperBound]
      rest = rest[start.upperBound...]
      let digits = rest.prefix { 0x30...0x39 ~= $0 }
      if rest.dropFirst(digits.count).first == UInt8(ascii: ">") { rest = rest[digits.endIndex...] }
    }
    return String(decoding: result + rest, as: UTF8.self)
  }
}

extension [Output] {
  /// The outputs without what varies.
  public func without(_ variations: [KnownVariation]) -> [Output] {
    variations.reduce(self) { outputs, variation in
      outputs.map { $0.mapText(variation.neutralize) }
    }
  }
}

extension Output {
  /// The output with its texts rewritten.
  fileprivate func mapText(_ transform: (String) -> String) -> Output {
    switch self {
    case .stream(let name, let text): return .stream(name: name, text: transform(text))
    case .executeResult(let count, let data, let metadata):
      return .executeResult(
        executionCount: count, data: Self.map(data, transform), metadata: metadata)
    case .displayData(let data, let metadata):
      return .displayData(data: Self.map(data, transform), metadata: metadata)
    case .error(let ename, let evalue, let traceback):
      return .error(
        ename: ename, evalue: transform(evalue), traceback: traceback.map(transform))
    }
  }

  private static func map(_ data: MimeBundle, _ transform: (String) -> String) -> MimeBundle {
    var data = data
    for member in data.members {
      if let text = member.value.string { data[member.key] = .string(transform(text)) }
    }
    return data
  }
}

extension Comparison {
  /// The name of the variation that alone makes outputs different, if one does.
  public func variation(saved: [Output], new: [Output]) -> String? {
    for variation in KnownVariation.all {
      let saved = saved.without([variation])
      switch compare(saved: saved, new: new.without([variation])) {
      case .same, .sameWithinTolerance: return variation.name
      case .different: continue
      }
    }
    return nil
  }
}
