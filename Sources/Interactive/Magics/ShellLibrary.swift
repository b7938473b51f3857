import Python

/// The classes that IPython's magics and shell lines leave in a session, in the language. Each
/// module is run when one of its classes is first needed.
enum ShellLibrary {
  /// The source of a module, by its name.
  static func source(_ module: String) -> String? { sources[module] }

  private static let sources = [
    "IPython.core.error": errorSource, "IPython.core.macro": macroSource,
    "IPython.core.magics.execution": timingSource, "IPython.utils.capture": captureSource,
    "IPython.utils.text": textSource, "subprocess": subprocessSource,
  ]

  /// The modules of IPython that code imports, by name.
  static let importable = [
    "IPython": "def get_ipython():\n    return _get_ipython()\n__version__ = '9.18.1'\n",
    "IPython.core": "", "IPython.core.getipython": "def get_ipython():\n    return _get_ipython()\n",
    "IPython.display": displaySource, "IPython.core.display": displaySource,
  ]

  private static let displaySource = """
    def display(*objs, include=None, exclude=None, metadata=None, transient=None, display_id=None,
                raw=False, clear=False, **kwargs):
        '''Display objects.'''
        for obj in objs:
            _show(obj)
    def clear_output(wait=False):
        '''Clear the output of the current cell: a terminal keeps what it has shown.'''
        _clear_output(wait)
    class DisplayObject:
        '''An object that a browser shows as more than text.'''
        def __init__(self, data=None, url=None, filename=None, metadata=None):
            self.data = data
            self.url = url
            self.filename = filename
            self.metadata = metadata or {}
        def __repr__(self):
            return f'<IPython.core.display.{type(self).__name__} object>'
    class HTML(DisplayObject): pass
    class Markdown(DisplayObject): pass
    class Math(DisplayObject): pass
    class Latex(DisplayObject): pass
    class SVG(DisplayObject): pass
    class JSON(DisplayObject): pass
    class Javascript(DisplayObject): pass
    class Pretty(DisplayObject): pass
    class Image(DisplayObject): pass
    """

  private static let errorSource = """
    class IPythonCoreError(Exception): pass
    class UsageError(IPythonCoreError): pass
    class StdinNotImplementedError(IPythonCoreError, NotImplementedError): pass
    """

  private static let macroSource = """
    class Macro:
        '''Input that runs when its name is typed.'''
        def __init__(self, code):
            lines = [line for line in code.splitlines() if not line.startswith('# coding')]
            self.value = '\\n'.join(lines) + '\\n'
        def __str__(self):
            return self.value
        def __repr__(self):
            return f'IPython.macro.Macro({self.value!r})'
        def __add__(self, other):
            if isinstance(other, Macro):
                return Macro(self.value + other.value)
            if isinstance(other, str):
                return Macro(self.value + other)
            raise TypeError(
                f"unsupported operand type(s) for +: 'Macro' and {type(other).__name__!r}")
    """

  private static let timingSource = """
    class TimeitResult:
        '''What %timeit -o found out: times in seconds.'''
        def __init__(self, loops, repeat, all_runs, text):
            self.loops = loops
            self.repeat = repeat
            self.all_runs = all_runs
            self.timings = [run / loops for run in all_runs]
            self.best = min(self.timings)
            self.worst = max(self.timings)
            self.compile_time = 0.0
            self._text = text
        @property
        def average(self):
            return sum(self.timings) / len(self.timings)
        @property
        def stdev(self):
            mean = self.average
            return (sum((x - mean) ** 2 for x in self.timings) / len(self.timings)) ** 0.5
        def __str__(self):
            return self._text
        def __repr__(self):
            return f'<TimeitResult : {self._text}>'
    """

  private static let captureSource = """
    class RichOutput:
        '''A captured result.'''
        def __init__(self, text):
            self.data = {'text/plain': text}
            self.metadata = {}
        def display(self):
            _display(self.data['text/plain'])
        def __repr__(self):
            return self.data['text/plain']
    class CapturedIO:
        '''What a cell showed while it was captured.'''
        def __init__(self, stdout, stderr, outputs):
            self.stdout = stdout
            self.stderr = stderr
            self.outputs = [RichOutput(text) for text in outputs]
        def __str__(self):
            return self.stdout
        def show(self):
            '''Shows it again.'''
            _write(self.stdout, 'stdout')
            _write(self.stderr, 'stderr')
            for output in self.outputs:
                output.display()
        __call__ = show
    """

  private static let textSource = """
    class SList(list):
        '''The lines that a command printed: .l the list, .n and .s one string, joined by line ends
        and by blanks.'''
        @property
        def l(self):
            return self
        @property
        def n(self):
            return '\\n'.join(self)
        @property
        def s(self):
            return ' '.join(self)
        list = l
        nlstr = n
        spstr = s
        def grep(self, pattern, prune=False, field=None):
            '''The lines in which a text occurs, or for which a function is true.'''
            def text(line):
                if field is None:
                    return line
                parts = line.split()
                return parts[field] if -len(parts) <= field < len(parts) else ''
            matches = pattern if callable(pattern) else lambda line: pattern in line
            return SList([line for line in self if bool(matches(text(line))) != prune])
        def fields(self, *fields):
            '''Words of each line by their numbers.'''
            rows = [line.split() for line in self]
            if not fields:
                return rows
            return SList([
                ' '.join(row[i] for i in fields if -len(row) <= i < len(row)) for row in rows])
    """

  private static let subprocessSource = """
    class SubprocessError(Exception): pass
    class CalledProcessError(SubprocessError):
        '''A program ended with an exit status other than 0.'''
        def __init__(self, returncode, cmd, output=None, stderr=None):
            self.returncode = returncode
            self.cmd = cmd
            self.output = self.stdout = output
            self.stderr = stderr
        def __str__(self):
            return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."
    """
}

extension Kernel {
  /// A class of ``ShellLibrary``.
  func libraryClass(_ name: String, _ moduleName: String) throws(Raised) -> Value {
    let module = machine.mainModule(moduleName)
    if let known = machine.value(name, in: module) { return known }
    module.add(Self.libraryFunctions)
    let text = ShellLibrary.source(moduleName) ?? ""
    try machine.runLibrary(Array(text.utf8), name: moduleName, in: module)
    guard let found = machine.value(name, in: module) else {
      throw machine.unsupported("\(moduleName).\(name)")
    }
    return found
  }

  /// Makes the modules of IPython known to `import`.
  func registerLibrary() {
    for (name, text) in ShellLibrary.importable {
      machine.registerModule(name) { (m, module) throws(Raised) in
        module.add(Self.libraryFunctions)
        try m.runLibrary(Array(text.utf8), name: name, in: module)
      }
    }
  }

  /// A new instance of a class of ``ShellLibrary``.
  func make(_ name: String, _ module: String, _ arguments: [Value]) throws(Raised) -> Value {
    try machine.call(try libraryClass(name, module), arguments)
  }

  /// Whether a value is an instance of a class of ``ShellLibrary``, which need not be loaded.
  func isInstance(_ value: Value, _ fullName: String) -> Bool {
    machine.fullTypeName(of: value) == fullName
  }

  /// What these classes ask of the session.
  private static let libraryFunctions: [Builtin] = [
    Builtin("_display(text)", "Shows a text as a result is shown.") { (m, a) throws(Raised) in
      try m.host.callShell?("display", [a[0]]) ?? .none
    },
    Builtin("_show(value)", "Shows a value as a result is shown.") { (m, a) throws(Raised) in
      try m.host.callShell?("show", [a[0]]) ?? .none
    },
    Builtin("_clear_output(wait)", "Forgets what the cell has shown.") { (m, a) throws(Raised) in
      try m.host.callShell?("clear_output", [a[0]]) ?? .none
    },
    Builtin("_get_ipython()", "The session.") { (m, a) throws(Raised) in
      try m.host.callShell?("get_ipython", []) ?? .none
    },
    Builtin("_write(text, stream)", "Writes to a stream.") { (m, a) throws(Raised) in
      try m.host.callShell?("write", [a[0], a[1]]) ?? .none
    },
  ]
}
