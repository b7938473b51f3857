/// Something a code cell printed, showed or raised.
public enum Output: Equatable, Sendable {
  /// Text written to `stdout` or `stderr`.
  case stream(name: String, text: String)
  /// The value of the cell's last expression.
  case executeResult(executionCount: Int?, data: MimeBundle, metadata: JSON.Object = [:])
  /// A value shown while the cell ran.
  case displayData(data: MimeBundle, metadata: JSON.Object = [:])
  /// An exception: the name of its class, its message, and the traceback as it was shown, in parts
  /// that stand on lines of their own.
  case error(ename: String, evalue: String, traceback: [String])

  /// One value in several forms: text (a JSON string) or JSON by media type.
  public typealias MimeBundle = JSON.Object

  /// The result of a cell that is shown as plain text.
  public static func result(_ text: String, executionCount: Int?) -> Output {
    .executeResult(executionCount: executionCount, data: ["text/plain": .string(text)])
  }

  /// The output as plain text; for a value without a `text/plain` form, the names of its forms.
  public var plainText: String {
    switch self {
    case .stream(_, let text): text
    case .executeResult(_, let data, _), .displayData(let data, _): Self.plainText(of: data)
    case .error(_, _, let traceback): traceback.joined(separator: "\n")
    }
  }

  private static func plainText(of data: MimeBundle) -> String {
    data["text/plain"]?.string ?? "<\(data.keys.joined(separator: ", "))>"
  }
}

extension [Output] {
  /// The outputs with neighbouring texts of one stream joined, as they would be after running:
  /// where a stream is cut into several outputs is chance.
  public var mergingStreams: [Output] {
    var merged: [Output] = []
    var streamName: String?
    var streamText = ""
    func endStream() {
      if let name = streamName { merged.append(.stream(name: name, text: streamText)) }
      (streamName, streamText) = (nil, "")
    }
    for output in self {
      guard case .stream(let name, let text) = output else {
        endStream()
        merged.append(output)
        continue
      }
      if name != streamName { endStream() }
      streamName = name
      streamText += text
    }
    endStream()
    return merged
  }
}
