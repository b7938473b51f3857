"""Tracebacks as text."""
import sys
from _inspection import traceback as _entries, frames as _frames

__all__ = ['extract_stack', 'extract_tb', 'format_exception', 'format_exception_only',
           'format_list', 'format_stack', 'format_tb', 'print_exc', 'format_exc', 'print_exception',
           'print_last', 'print_stack', 'print_tb', 'clear_frames', 'FrameSummary', 'StackSummary',
           'TracebackException']


class FrameSummary:
    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None,
                 end_lineno=None, colno=None, end_colno=None, _marks=None):
        self.filename, self.lineno, self.name = filename, lineno, name
        self.line = (line or '').strip()
        self.locals = locals
        self.end_lineno, self.colno, self.end_colno = end_lineno, colno, end_colno
        self._marks = _marks

    def __repr__(self):
        return f'<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>'

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, place):
        return (self.filename, self.lineno, self.name, self.line)[place]

    def __len__(self):
        return 4


class StackSummary(list):
    def format_frame_summary(self, frame_summary):
        item = frame_summary
        text = f'  File "{item.filename}", line {item.lineno}, in {item.name}\n'
        if item.line:
            text += f'    {item.line}\n'
        return text + f'    {item._marks}\n' if item._marks else text

    def format(self):
        """One text a frame; of equal frames in a row the first three."""
        lines, last, count = [], None, 0
        for item in self:
            place = item.filename, item.lineno, item.name
            if place != last:
                lines += _repetition(count)
                last, count = place, 0
            count += 1
            if count <= _RECURSION_CUTOFF:
                lines.append(self.format_frame_summary(item))
        return lines + _repetition(count)


_RECURSION_CUTOFF = 3


def _repetition(count):
    hidden = count - _RECURSION_CUTOFF
    return [f"  [Previous line repeated {hidden} more time{'s' if hidden > 1 else ''}]\n"
            ] if hidden > 0 else []


def _summary(places):
    return StackSummary(FrameSummary(*place[:3], line=place[3]) for place in places)


def _marked_summary(places):
    return StackSummary(
        FrameSummary(*place[:3], line=place[3], _marks=place[4], end_lineno=place[5],
                     colno=place[6], end_colno=place[7]) for place in places)


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
    places = [] if tb is None else _entries(tb)
    if limit is not None:
        places = places[:limit] if limit >= 0 else places[limit:]
    return _marked_summary(places)


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
