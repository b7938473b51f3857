"""Tracebacks as text."""
import sys
from _inspection import traceback as _entries, frames as _frames

__all__ = ['extract_stack', 'extract_tb', 'format_exception', 'format_exception_only',
           'format_list', 'format_stack', 'format_tb', 'print_exc', 'format_exc', 'print_exception',
           'print_last', 'print_stack', 'print_tb', 'clear_frames', 'FrameSummary', 'StackSummary',
           'TracebackException']


class FrameSummary:
    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None):
        self.filename, self.lineno, self.name = filename, lineno, name
        self.line = (line or '').strip()
        self.locals = locals

    def __repr__(self):
        return f'<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>'

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, place):
        return (self.filename, self.lineno, self.name, self.line)[place]

    def __len__(self):
        return 4


class StackSummary(list):
    def format(self):
        lines = []
        for item in self:
            text = f'  File "{item.filename}", line {item.lineno}, in {item.name}\n'
            lines.append(text + (f'    {item.line}\n' if item.line else ''))
        return lines


def _summary(places):
    return StackSummary([FrameSummary(place[0], place[1], place[2], line=place[3])
                         for place in places])


def _current(exc):
    return sys.exception() if exc is None else exc


def _text_of_class(cls):
    module = cls.__module__
    return cls.__qualname__ if module in ('builtins', '__main__') else f'{module}.{cls.__qualname__}'


def _only(value):
    name = _text_of_class(type(value))
    if isinstance(value, SyntaxError) and getattr(value, 'lineno', None) is not None:
        lines = [f'  File "{value.filename or "<string>"}", line {value.lineno}\n']
        if value.text:
            shown = value.text.rstrip('\n')
            stripped = shown.lstrip(' \n\f')
            lines.append(f'    {stripped}\n')
            if value.offset is not None:
                offset = value.offset - (len(shown) - len(stripped)) - 1
                end = value.end_offset if value.end_offset not in (None, 0) else value.offset
                width = max(1, end - value.offset)
                lines.append(f"    {' ' * max(offset, 0)}{'^' * width}\n")
        return lines + [f'{name}: {value.msg}\n']
    text = str(value)
    lines = [f'{name}: {text}\n' if text else f'{name}\n']
    return lines + [note + '\n' for note in getattr(value, '__notes__', None) or ()]


def _chain(value, chain=True, limit=None, seen=None):
    seen = set() if seen is None else seen
    seen.add(id(value))
    lines = []
    cause, context = value.__cause__, value.__context__
    if chain and cause is not None and id(cause) not in seen:
        lines += _chain(cause, True, limit, seen)
        lines.append('\nThe above exception was the direct cause of the following exception:\n\n')
    elif chain and context is not None and not value.__suppress_context__ and id(context) not in seen:
        lines += _chain(context, True, limit, seen)
        lines.append('\nDuring handling of the above exception, another exception occurred:\n\n')
    stack = extract_tb(value, limit)
    if stack:
        lines.append('Traceback (most recent call last):\n')
        lines += stack.format()
    return lines + _only(value)


def _value(exc, value):
    return value if value is not None else exc


def format_exception(exc, value=None, tb=None, limit=None, chain=True):
    value = _value(exc, value)
    return ['NoneType: None\n'] if value is None else _chain(value, chain, limit)


def format_exception_only(exc, value=None):
    value = _value(exc, value)
    return ['NoneType: None\n'] if value is None else _only(value)


def print_exception(exc, value=None, tb=None, limit=None, file=None, chain=True):
    print(''.join(format_exception(exc, value, tb, limit, chain)), end='',
          file=sys.stderr if file is None else file)


def format_exc(limit=None, chain=True):
    return ''.join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    raise NotImplementedError('cellgrad: not supported: traceback.print_last()')


def extract_tb(tb, limit=None):
    """Of an exception, or of a traceback object."""
    if isinstance(tb, BaseException):
        places = _entries(tb)
    elif tb is None:
        places = []
    else:
        places = []
        while tb is not None:
            code = tb.tb_frame.f_code
            places.append((code.co_filename, tb.tb_lineno, code.co_name, _line(code.co_filename, tb.tb_lineno)))
            tb = tb.tb_next
    if limit is not None:
        places = places[:limit] if limit >= 0 else places[limit:]
    return _summary(places)


def _line(filename, lineno):
    import linecache
    return linecache.getline(filename, lineno)


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    print(''.join(format_tb(tb, limit)), end='', file=sys.stderr if file is None else file)


def format_list(extracted_list):
    return StackSummary(item if isinstance(item, FrameSummary) else FrameSummary(*item[:3], line=item[3])
                        for item in extracted_list).format()


def extract_stack(f=None, limit=None):
    places = _frames()[::-1]
    return _summary(places if limit is None else places[-limit:])


def format_stack(f=None, limit=None):
    return extract_stack(f, limit).format()


def print_stack(f=None, limit=None, file=None):
    print(''.join(format_stack(f, limit)), end='', file=sys.stderr if file is None else file)


def clear_frames(tb):
    pass


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback=None, **options):
        self.exc_type, self._value = exc_type, exc_value
        self.stack = extract_tb(exc_value)

    @classmethod
    def from_exception(cls, exc, **options):
        return cls(type(exc), exc, None, **options)

    def format(self, *, chain=True):
        yield from _chain(self._value, chain)

    def format_exception_only(self):
        yield from _only(self._value)

    def __str__(self):
        return str(self._value)
