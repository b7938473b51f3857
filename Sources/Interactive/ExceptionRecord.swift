import Python

/// A frame of a traceback, as a plain value.
public struct FrameRecord: Sendable {
  /// Where the code of a frame comes from.
  public enum Source: Hashable, Sendable {
    /// The cell with this number.
    case cell(Int)
    /// A path, or a name like `<string>` for code that has no file.
    case file(String)
  }

  public var source: Source
  /// The line of the failing operation.
  public var line: Int
  /// The failing operation, for the carets of a script's traceback.
  public var range: SourceRange?
  /// `co_name`: `f`, `<module>`, `<listcomp>`
  public var name: String
  /// `co_qualname`: `outer.<locals>.f`
  public var qualifiedName: String
  /// The first line of the code, decorators included.
  public var firstLine: Int
  /// Positional parameters, keyword-only ones, `*rest`, `**kw`.
  public var arguments: [String]
  /// Whether the frame has a true local `__tracebackhide__`.
  public var isHidden: Bool
  /// A mark by which whoever made the record finds the frame again, to tell its values.
  public var id: Int

  public init(
    source: Source, line: Int, range: SourceRange? = nil, name: String = "<module>",
    qualifiedName: String? = nil, firstLine: Int = 1, arguments: [String] = [],
    isHidden: Bool = false, id: Int = 0
  ) {
    self.source = source
    self.line = line
    self.range = range
    self.name = name
    self.qualifiedName = qualifiedName ?? name
    self.firstLine = firstLine
    self.arguments = arguments
    self.isHidden = isHidden
    self.id = id
  }
}

/// An exception, as a plain value, with the frames it went through, outermost first.
public struct ExceptionRecord: Sendable {
  /// How an exception came about from the one before it.
  public enum Relation: Sendable {
    /// `raise ... from earlier`
    case directCause
    case duringHandling
  }

  /// `__name__` of the class.
  public var typeName: String
  /// `__qualname__` of the class, with module and dot unless that is `__main__` or `builtins`.
  public var fullTypeName: String
  /// `str` of the exception.
  public var message: String
  public var notes: [String]
  public var frames: [FrameRecord]
  /// Where the source is wrong, if this is a `SyntaxError`.
  public var syntaxError: SyntaxErrorDetails?
  /// The name in `Did you mean: '...'?`, which only scripts show.
  public var suggestion: String?
  /// The chains of the exceptions of an ExceptionGroup; nil for other exceptions.
  public var members: [[ExceptionRecord]]?
  /// Relation to the exception before it in the chain; nil for the first.
  public var relation: Relation?

  public init(
    typeName: String, fullTypeName: String? = nil, message: String, notes: [String] = [],
    frames: [FrameRecord] = [], syntaxError: SyntaxErrorDetails? = nil,
    suggestion: String? = nil, relation: Relation? = nil
  ) {
    self.typeName = typeName
    self.fullTypeName = fullTypeName ?? typeName
    self.message = message
    self.notes = notes
    self.frames = frames
    self.syntaxError = syntaxError
    self.suggestion = suggestion
    self.relation = relation
  }
}

/// The attributes of a `SyntaxError`.
public struct SyntaxErrorDetails: Sendable {
  public var source: FrameRecord.Source?
  public var line: Int?
  /// In characters from 1, as `SyntaxError.offset`.
  public var offset: Int?
  public var endLine: Int?
  public var endOffset: Int?
  /// The line of source, if the error carries it.
  public var text: String?
  /// `SyntaxError.msg`, without the place that `str` adds.
  public var message: String

  public init(
    source: FrameRecord.Source?, line: Int?, offset: Int? = nil, endLine: Int? = nil,
    endOffset: Int? = nil, text: String? = nil, message: String
  ) {
    self.source = source
    self.line = line
    self.offset = offset
    self.endLine = endLine
    self.endOffset = endOffset
    self.text = text
    self.message = message
  }
}
