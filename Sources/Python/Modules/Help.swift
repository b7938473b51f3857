/// `help()`: the texts of the standard library's `pydoc`, for functions, classes and instances.
let helpSource = #"""
class _Writer:
    """Writes the description of one object."""

    def routine(self, object, name=None, cls=None):
        real = object.__name__
        name = name or real
        note = ''
        receiver = getattr(object, '__self__', None)
        if receiver is not None and not isinstance(receiver, type(_module)):
            kind = type(receiver)
            if not cls:
                note = f' method of {_class_name(kind)} instance'
            elif kind is not cls:
                note = f' from {_class_name(kind)}'
        title = name if name == real else f'{name} = {real}'
        arguments = _signature(object) or '(...)'
        if real == '<lambda>':
            title, arguments = name + ' lambda ', arguments[1:-1]
        doc = _doc(object)
        text = _indent(doc).rstrip() + '\n' if doc else ''
        return f'{title}{arguments}{note}\n{text}'

    def data(self, doc, name):
        return (name + '\n' if name else '') + (_indent(doc) + '\n' if doc else '')

    def other(self, object, name):
        text = repr(object)
        left = 70 - len(f'{name} = {text}')
        return f'{name} = {text[:left] + "..." if left < 0 else text}\n'

    def document(self, cls):
        bases = ', '.join(_class_name(base, cls.__module__) for base in cls.__bases__)
        self.lines = []
        self.has_section = False
        arguments = _signature(cls)
        if arguments and arguments != '()':
            self.lines.append(f'{cls.__name__}{arguments}\n')
        if _doc(cls):
            self.lines.append(_doc(cls) + '\n')
        order = cls.__mro__
        if len(order) > 2:
            self.lines.append('Method resolution order:')
            self.lines += ['    ' + _class_name(base, cls.__module__) for base in order]
            self.lines.append('')
        self.sections(cls, order)
        text = _indent('\n'.join(self.lines).rstrip(), ' |  ')
        return f'class {cls.__name__}({bases})\n{text}\n'

    def sections(self, cls, order):
        seen = set()
        for owner in order:
            if owner is object and cls is not object:
                continue
            where = 'defined here' if owner is cls else (
                f'inherited from {_class_name(owner, cls.__module__)}')
            found = {}
            for name, value in vars(owner).items():
                if name not in seen and _is_visible(name):
                    found.setdefault(_kind(value), []).append((name, value))
            seen.update(vars(owner))
            for kind, title in _KINDS:
                members = sorted(found.get(kind, []), key=lambda member: member[0])
                self.section(cls, f'{title} {where}:\n', kind, members)

    def section(self, cls, title, kind, attributes):
        if not attributes:
            return
        if self.has_section:
            self.lines.append('-' * 70)
        self.has_section = True
        self.lines.append(title)
        for name, value in attributes:
            if kind == 'data':
                self.lines.append(self.other(getattr(cls, name, value), name))
            elif kind in ('property', 'descriptor'):
                self.lines.append(self.data(_doc(value), name))
            else:
                self.lines.append(self.routine(getattr(cls, name), name, cls))

_KINDS = [
    ('method', 'Methods'), ('class method', 'Class methods'), ('static method', 'Static methods'),
    ('property', 'Readonly properties'), ('descriptor', 'Data descriptors'),
    ('data', 'Data and other attributes'),
]

def _kind(value):
    if isinstance(value, classmethod):
        return 'class method'
    if isinstance(value, staticmethod):
        return 'static method'
    if isinstance(value, property):
        return 'property' if value.fset is None and value.fdel is None else 'descriptor'
    if type(value).__name__ in ('member_descriptor', 'getset_descriptor'):
        return 'descriptor'
    return 'method' if type(value).__name__ in _ROUTINES else 'data'

_ROUTINES = ('function', 'method_descriptor', 'wrapper_descriptor', 'builtin_function_or_method')

def _is_visible(name):
    if name in ('__doc__', '__module__', '__name__', '__qualname__', '__slots__', '__file__'):
        return False
    return name.startswith('__') and name.endswith('__') or not name.startswith('_')

def _class_name(cls, module=None):
    return cls.__name__ if cls.__module__ == module else f'{cls.__module__}.{cls.__name__}'

def _indent(text, prefix='    '):
    lines = [prefix + line for line in text.split('\n')]
    lines[-1] = lines[-1].rstrip()
    return '\n'.join(lines)

def _doc(object):
    doc = getattr(object, '__doc__', None)
    name = getattr(object, '__name__', None)
    if doc is None and name and type(object).__name__ == 'function':
        # Methods inherit what describes them.
        if name.startswith('__'):
            doc = getattr(getattr(_object, name, None), '__doc__', None)
    return _clean(doc) if isinstance(doc, str) else ''

_object = object

def _clean(doc):
    lines = doc.expandtabs().split('\n')
    margins = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    margin = min(margins, default=0)
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    return '\n'.join(lines)

def _signature(object):
    if isinstance(object, type):
        if object.__init__ is not _object.__init__:
            made = _signature(object.__init__)
        else:
            made = '()'
        return _without_receiver(made) if made else made
    function = getattr(object, '__func__', object)
    if not hasattr(function, '__code__'):
        text = getattr(object, '__text_signature__', None)
        if not text:
            return None
        text = text[text.index('('):]
        return _without_receiver(text) if hasattr(object, '__self__') else text
    text = _function_signature(function)
    return _without_receiver(text) if function is not object else text

def _without_receiver(text):
    for first in ('(self, /, ', '(self, /', '(self, ', '(self', '(cls, ', '(cls'):
        if text.startswith(first):
            return '(' + text[len(first):]
    if ',' in text:
        return '(' + text[text.index(',') + 1:].lstrip()
    return '()' + text[text.index(')') + 1:]

def _function_signature(function):
    code = function.__code__
    names = list(code.co_varnames)
    annotations = function.__annotations__
    defaults = function.__defaults__ or ()
    keyword_defaults = function.__kwdefaults__ or {}
    count, only = code.co_argcount, code.co_kwonlyargcount
    def shown(name, default=()):
        text = name
        key = name.lstrip('*')
        if key in annotations:
            text += ': ' + _annotation(annotations[key])
        if default:
            text += (' = ' if key in annotations else '=') + repr(default[0])
        return text
    parts = []
    for place, name in enumerate(names[:count]):
        parts.append(shown(name, defaults[place - count + len(defaults):][:1]
                           if place >= count - len(defaults) else ()))
        if place + 1 == code.co_posonlyargcount:
            parts.append('/')
    rest = count + only
    if code.co_flags & 4:
        parts.append(shown('*' + names[rest]))
        rest += 1
    elif only:
        parts.append('*')
    for name in names[count:count + only]:
        parts.append(shown(name, (keyword_defaults[name],) if name in keyword_defaults else ()))
    if code.co_flags & 8:
        parts.append(shown('**' + names[rest]))
    end = ' -> ' + _annotation(annotations['return']) if 'return' in annotations else ''
    return f"({', '.join(parts)}){end}"

def _annotation(value):
    if not isinstance(value, type):
        return repr(value)
    return value.__qualname__ if value.__module__ == 'builtins' else _class_name(value)

def _module_of(object):
    name = getattr(object, '__module__', None)
    return f' in module {name}' if name else ''

def render_doc(thing, title='Help on %s:'):
    kind = type(thing).__name__
    writer = _Writer()
    if isinstance(thing, type):
        what, text = f'class {thing.__name__}', writer.document(thing)
    elif kind in ('function', 'method'):
        what, text = f'{kind} {thing.__name__}', writer.routine(thing)
    elif kind in _ROUTINES:
        name = thing.__name__
        what = f'built-in function {name}' if kind == _ROUTINES[3] else f'{kind} {name}'
        text = writer.routine(thing)
    elif isinstance(thing, property):
        return f'{title % "property"}\n\n' + writer.data(_doc(thing), None)
    elif isinstance(thing, type(_module)):
        raise NotImplementedError('cellgrad: not supported: help() about modules')
    else:
        thing = type(thing)
        what = f'{thing.__name__}{_module_of(thing)} object'
        return f'{title % what}\n\n' + writer.document(thing)
    return f'{title % (what + _module_of(thing))}\n\n' + text

def _named(text):
    import builtins
    return getattr(builtins, text, None)

def help(*args):
    if not args:
        raise NotImplementedError('cellgrad: not supported: help() without an argument')
    thing = args[0]
    if isinstance(thing, str):
        found = _named(thing)
        if found is None:
            print(f'No Python documentation found for {thing!r}.\n'
                  'Use help() to get the interactive help utility.\n'
                  'Use help(str) for help on the str class.\n')
            return
        thing = found
    print(render_doc(thing))
"""#

extension Machine {
  /// The module `pydoc`, as far as `help` needs it.
  func fillHelp(_ module: ModuleBuilder) throws(Raised) {
    module.set("_module", module.value)
    try runLibrary(Array(helpSource.utf8), name: "pydoc", in: module)
  }
}
