"""Warnings: which are shown, and how."""
import sys
from _inspection import frames as _frames

__all__ = ['warn', 'warn_explicit', 'showwarning', 'formatwarning', 'filterwarnings',
           'simplefilter', 'resetwarnings', 'catch_warnings']

# (action, message pattern, category, module pattern, line); the first that fits decides.
filters = [
    ('default', None, DeprecationWarning, '__main__', 0),
    ('ignore', None, DeprecationWarning, None, 0),
    ('ignore', None, PendingDeprecationWarning, None, 0),
    ('ignore', None, ImportWarning, None, 0),
    ('ignore', None, ResourceWarning, None, 0),
]
_default_action = 'default'
defaultaction = 'default'
_once = {}
_actions = ('default', 'error', 'ignore', 'always', 'module', 'once')


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category = message, category
        self.filename, self.lineno = filename, lineno
        self.file, self.line, self.source = file, line, source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (f'{{message : {self.message!r}, category : {self._category_name!r}, '
                f'filename : {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}')


def formatwarning(message, category, filename, lineno, line=None):
    text = f'{filename}:{lineno}: {category.__name__}: {message}\n'
    line = (line or '').strip()
    return text + f'  {line}\n' if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    file = sys.stderr if file is None else file
    if file is not None:
        file.write(formatwarning(message, category, filename, lineno, line))


_showwarning = showwarning


def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    assert action in _actions, f'invalid action: {action!r}'
    assert isinstance(message, str), 'message must be a string'
    assert isinstance(category, type), 'category must be a class'
    assert issubclass(category, Warning), 'category must be a Warning subclass'
    assert isinstance(module, str), 'module must be a string'
    assert isinstance(lineno, int) and lineno >= 0, 'lineno must be an int >= 0'
    _add((action, message or None, category, module or None, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    assert action in _actions, f'invalid action: {action!r}'
    assert isinstance(lineno, int) and lineno >= 0, 'lineno must be an int >= 0'
    _add((action, None, category, None, lineno), append)


def _add(item, append):
    if item in filters:
        if append:
            return
        filters.remove(item)
    if append:
        filters.append(item)
    else:
        filters.insert(0, item)
    _forget()


def _forget():
    _seen.clear()


def resetwarnings():
    filters[:] = []
    _forget()


_seen = {}


def _matches(pattern, text, ignores_case):
    if pattern is None:
        return True
    import re
    return re.match(pattern, text, re.I if ignores_case else 0) is not None


def _action(text, category, module, lineno):
    for action, message, kind, module_pattern, line in filters:
        if (issubclass(category, kind) and line in (0, lineno) and _matches(message, text, True)
                and (module_pattern == module or _matches(module_pattern, module, False))):
            return action
    return defaultaction


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError("category must be a Warning subclass, "
                        f"not '{type(category).__name__}'")
    frames = _frames(max(stacklevel, 1))
    place = frames[min(stacklevel, len(frames)) - 1] if frames else ('sys', 1, '', '', {})
    if stacklevel > len(frames):
        place = ('sys', 1, '', '', {})
    filename, lineno, _, line, namespace = place
    warn_explicit(message, category, filename, lineno, namespace.get('__name__') or '<string>',
                  source=source, _line=line)


def warn_explicit(message, category, filename, lineno, module=None, registry=None,
                  module_globals=None, source=None, _line=None):
    if isinstance(message, Warning):
        text, category = str(message), message.__class__
    else:
        text, message = message, category(message)
    module = module or filename.removesuffix('.py') or '<unknown>'
    action = _action(text, category, module, lineno)
    if action == 'ignore':
        return
    if action == 'error':
        raise message
    key = {'once': (text, category), 'module': (text, category, module),
           'default': (text, category, module, filename, lineno)}.get(action)
    if key is not None:
        if key in _seen:
            return
        _seen[key] = True
    record = WarningMessage(message, category, filename, lineno, source=source, line=_line)
    _showwarnmsg(record)


def _warn_syntax(text, filename, lineno, line):
    """A warning of the compiler's: shown each time, unless a filter says otherwise."""
    action = _action(text, SyntaxWarning, filename, lineno)
    if action == 'error':
        raise SyntaxWarning(text)
    if action != 'ignore':
        _showwarnmsg(WarningMessage(SyntaxWarning(text), SyntaxWarning, filename, lineno, line=line))


def _showwarnmsg(record):
    if showwarning is not _showwarning:
        showwarning(record.message, record.category, record.filename, record.lineno)
    else:
        _showwarning(record.message, record.category, record.filename, record.lineno,
                     record.file, record.line)


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0,
                 append=False):
        self._record, self._entered = record, False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        return f"catch_warnings({'record=True' if self._record else ''})"

    def __enter__(self):
        global filters, _showwarnmsg
        if self._entered:
            raise RuntimeError(f'Cannot enter {self!r} twice')
        self._entered = True
        self._saved = filters, _showwarnmsg
        filters = filters[:]
        _forget()
        if self._filter is not None:
            simplefilter(*self._filter)
        if self._record:
            log = []
            _showwarnmsg = log.append
            return log

    def __exit__(self, *exc_info):
        global filters, _showwarnmsg
        if not self._entered:
            raise RuntimeError(f'Cannot exit {self!r} without entering first')
        filters, _showwarnmsg = self._saved
        _forget()
