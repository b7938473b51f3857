"""Reports of what a profiler has counted."""
import re as _re
import struct as _struct
import sys as _sys
from enum import Enum as _Enum

__all__ = ['Stats', 'SortKey']


class SortKey(str, _Enum):
    """The orders of a report."""
    CALLS = 'calls', 'ncalls'
    CUMULATIVE = 'cumulative', 'cumtime'
    FILENAME = 'filename', 'module'
    LINE = 'line'
    NAME = 'name'
    NFL = 'nfl'
    PCALLS = 'pcalls'
    STDNAME = 'stdname'
    TIME = 'time', 'tottime'

    def __new__(cls, *values):
        member = str.__new__(cls, values[0])
        member._value_ = values[0]
        member.all_values = values
        for other in values[1:]:
            cls._value2member_map_[other] = member
        return member


# What an entry is sorted by, its direction, and what the report calls the order.
_PRIMITIVE, _CALLS, _OWN, _WHOLE, _FILE, _LINE, _NAME, _TEXT = range(8)
_ORDERS = {
    'calls': ([(_CALLS, -1)], 'call count'),
    'ncalls': ([(_CALLS, -1)], 'call count'),
    'cumtime': ([(_WHOLE, -1)], 'cumulative time'),
    'cumulative': ([(_WHOLE, -1)], 'cumulative time'),
    'filename': ([(_FILE, 1)], 'file name'),
    'line': ([(_LINE, 1)], 'line number'),
    'module': ([(_FILE, 1)], 'file name'),
    'name': ([(_NAME, 1)], 'function name'),
    'nfl': ([(_NAME, 1), (_FILE, 1), (_LINE, 1)], 'name/file/line'),
    'pcalls': ([(_PRIMITIVE, -1)], 'primitive call count'),
    'stdname': ([(_TEXT, 1)], 'standard name'),
    'time': ([(_OWN, -1)], 'internal time'),
    'tottime': ([(_OWN, -1)], 'internal time'),
}
_NUMBERED = {-1: 'stdname', 0: 'calls', 1: 'time', 2: 'cumulative'}
_WIDTH = 8


class Stats:
    """What was counted, sorted and printed: of a profiler, or of a saved file."""

    def __init__(self, *args, stream=None):
        self.stream = stream if stream is not None else _sys.stdout
        self.files = []
        self.fcn_list = None
        self.sort_type = ''
        self.stats = {}
        self._load(args[0] if args else None)
        self._count()
        self.add(*args[1:])

    def _load(self, source):
        if source is None:
            return
        if isinstance(source, str):
            with open(source, 'rb') as file:
                self.stats = _Reader(file.read()).value()
            self.files = [source]
        elif hasattr(source, 'create_stats'):
            source.create_stats()
            self.stats = source.stats
            source.stats = {}
        if not self.stats:
            raise TypeError(f'Cannot create or construct a {self.__class__!r} object from {source!r}')

    def _count(self):
        self.prim_calls = sum(figures[0] for figures in self.stats.values())
        self.total_calls = sum(figures[1] for figures in self.stats.values())
        self.total_tt = sum(figures[2] for figures in self.stats.values())
        self.max_name_len = max((len(_text(place)) for place in self.stats), default=0)

    def add(self, *others):
        """Adds what others have counted."""
        for other in others:
            if type(other) is not type(self):
                other = type(self)(other)
            self.files += other.files
            self.fcn_list = None
            for place, figures in other.stats.items():
                known = self.stats.get(place)
                self.stats[place] = figures if known is None else _sum(known, figures)
            self._count()
        return self

    def strip_dirs(self):
        """Leaves the folders of files away."""
        stats = {}
        for place, (*figures, callers) in self.stats.items():
            stripped = {}
            for caller, part in callers.items():
                caller = _without_folder(caller)
                known = stripped.get(caller)
                stripped[caller] = part if known is None else _added(known, part)
            place = _without_folder(place)
            figures = (*figures, stripped)
            known = stats.get(place)
            stats[place] = figures if known is None else _sum(known, figures)
        self.stats = stats
        self.fcn_list = None
        self._count()
        return self

    def get_sort_arg_defs(self):
        """The orders by every beginning of their names that is the beginning of one only."""
        orders = {}
        unclear = set()
        for name, order in _ORDERS.items():
            for length in range(1, len(name) + 1):
                part = name[:length]
                if part in orders and orders[part] is not order:
                    unclear.add(part)
                orders[part] = order
        for part in unclear:
            del orders[part]
        return orders | _ORDERS

    def sort_stats(self, *field):
        """Sorts by one order, or by several; without one, as they come."""
        if not field:
            self.fcn_list = None
            return self
        if len(field) == 1 and isinstance(field[0], int):
            field = [_NUMBERED[field[0]]]
        elif len(field) >= 2:
            for other in field[1:]:
                if type(other) is not type(field[0]):
                    raise TypeError("Can't have mixed argument type")
        orders = self.get_sort_arg_defs()
        chosen = [orders[str(getattr(name, 'value', name))] for name in field]
        self.sort_type = ', '.join(name for _, name in chosen)
        rows = [((*figures[:4], *place, _text(place)), place) for place, figures in self.stats.items()]
        for column, direction in reversed([part for columns, _ in chosen for part in columns]):
            rows.sort(key=lambda row: row[0][column], reverse=direction < 0)
        self.fcn_list = [place for _, place in rows]
        return self

    def reverse_order(self):
        if self.fcn_list:
            self.fcn_list.reverse()
        return self

    def dump_stats(self, filename):
        """Saves in the form that other programs read: Python's marshal."""
        with open(filename, 'wb') as file:
            file.write(_marshalled(self.stats))

    def print_stats(self, *amount):
        """Prints a line for each function; numbers, parts and patterns say how many."""
        for name in self.files:
            print(name, file=self.stream)
        if self.files:
            print(file=self.stream)
        primitive = ''
        if self.total_calls != self.prim_calls:
            primitive = f'({self.prim_calls} primitive calls) '
        print(f'{"":8} {self.total_calls} function calls {primitive}in {self.total_tt:.3f} seconds',
              file=self.stream)
        print(file=self.stream)
        _, places = self.get_print_list(amount)
        if places:
            self.print_title()
            for place in places:
                self.print_line(place)
            print('\n', file=self.stream)
        return self

    def get_print_list(self, amount):
        places = list(self.fcn_list or self.stats)
        order = f'Ordered by: {self.sort_type}' if self.fcn_list else 'Random listing order was used'
        message = f'   {order}\n'
        for part in amount:
            places, message = self.eval_print_amount(part, places, message)
        if not places:
            return 0, places
        print(message, file=self.stream)
        width = self.max_name_len
        if len(places) < len(self.stats):
            width = max(len(_text(place)) for place in places)
        return width + 2, places

    def eval_print_amount(self, sel, list, msg):
        chosen = list
        if isinstance(sel, str):
            try:
                pattern = _re.compile(sel)
            except _re.error:
                return list, msg + f'   <Invalid regular expression {sel!r}>\n'
            chosen = [place for place in list if pattern.search(_text(place))]
        elif isinstance(sel, float) and 0.0 <= sel < 1.0:
            chosen = list[:int(len(list) * sel + 0.5)]
        elif isinstance(sel, int) and 0 <= sel < len(list):
            chosen = list[:sel]
        if len(chosen) != len(list):
            msg += (f'   List reduced from {len(list)!r} to {len(chosen)!r} '
                    f'due to restriction <{sel!r}>\n')
        return chosen, msg

    def print_title(self):
        print('   ncalls  tottime  percall  cumtime  percall filename:lineno(function)',
              file=self.stream)

    def print_line(self, func):
        primitive, calls, own, whole, _ = self.stats[func]
        count = f'{calls}/{primitive}' if calls != primitive else str(calls)
        print(f'{count:>9} {own:8.3f} {_share(own, calls)} {whole:8.3f} {_share(whole, primitive)} '
              + _text(func), file=self.stream)

    def print_callers(self, *amount):
        """Prints who called each function."""
        width, places = self.get_print_list(amount)
        if places:
            self._print_heading(width, 'was called by...')
            for place in places:
                self._print_calls(width, place, self.stats[place][4], '<-')
            print('\n', file=self.stream)
        return self

    def print_callees(self, *amount):
        """Prints whom each function called."""
        width, places = self.get_print_list(amount)
        if places:
            called = {place: {} for place in self.stats}
            for place, figures in self.stats.items():
                for caller, part in figures[4].items():
                    called.setdefault(caller, {})[place] = part
            self._print_heading(width, 'called...')
            for place in places:
                self._print_calls(width, place, called[place], '->')
            print('\n', file=self.stream)
        return self

    def _print_heading(self, width, title):
        print('Function '.ljust(width) + title, file=self.stream)
        if any(figures[4] for figures in self.stats.values()):
            print(' ' * width + '    ncalls  tottime  cumtime', file=self.stream)

    def _print_calls(self, width, place, calls, arrow):
        head = _text(place).ljust(width) + arrow
        if not calls:
            print(head + ' ', file=self.stream)
        for other in sorted(calls):
            count, primitive, own, whole = calls[other]
            text = f'{count}/{primitive}' if count != primitive else str(count)
            print(f'{head} {text:>7} {own:8.3f} {whole:8.3f}  {_text(other)}',
                  file=self.stream)
            head = ' ' * (width + 2)


def _text(place):
    """How a function stands in a report."""
    file, line, name = place
    if (file, line) == ('~', 0):
        return '{%s}' % name[1:-1] if name.startswith('<') and name.endswith('>') else name
    return f'{file}:{line}({name})'


def _share(time, count):
    return f'{time / count:8.3f}' if count else ' ' * _WIDTH


def _without_folder(place):
    return (place[0].rpartition('/')[2], *place[1:])


def _added(one, other):
    return tuple(a + b for a, b in zip(one, other))


def _sum(one, other):
    """The figures of a function in two tables."""
    callers = dict(one[4])
    for caller, part in other[4].items():
        known = callers.get(caller)
        callers[caller] = part if known is None else _added(known, part)
    return (*_added(one[:4], other[:4]), callers)


def _marshalled(value):
    """Numbers, texts, tuples and dicts in the bytes of the module marshal."""
    if isinstance(value, int):
        return b'i' + _struct.pack('<i', min(value, 2**31 - 1))
    if isinstance(value, float):
        return b'g' + _struct.pack('<d', value)
    if isinstance(value, str):
        text = value.encode()
        return b'u' + _struct.pack('<i', len(text)) + text
    if isinstance(value, tuple):
        return b'(' + _struct.pack('<i', len(value)) + b''.join(map(_marshalled, value))
    items = (_marshalled(key) + _marshalled(item) for key, item in value.items())
    return b'{' + b''.join(items) + b'0'


class _Reader:
    """Reads the part of marshal's form in which figures are saved."""
    _END = object()

    def __init__(self, data):
        self.data = data
        self.position = 0
        self.shared = []

    def take(self, count):
        part = self.data[self.position:self.position + count]
        if len(part) < count:
            raise EOFError('marshal data too short')
        self.position += count
        return part

    def number(self):
        return _struct.unpack('<i', self.take(4))[0]

    def value(self):
        code = self.take(1)[0]
        kind = chr(code & 0x7F)
        place = len(self.shared)
        if code & 0x80:
            self.shared.append(None)
        value = self.content(kind)
        if code & 0x80:
            self.shared[place] = value
        return value

    def content(self, kind):
        if kind == '0':
            return self._END
        if kind == 'i':
            return self.number()
        if kind == 'g':
            return _struct.unpack('<d', self.take(8))[0]
        if kind in 'uaAt':
            return self.take(self.number()).decode()
        if kind in 'zZ':
            return self.take(self.take(1)[0]).decode()
        if kind == 'r':
            return self.shared[self.number()]
        if kind in '()':
            count = self.number() if kind == '(' else self.take(1)[0]
            return tuple(self.value() for _ in range(count))
        if kind == '{':
            table = {}
            while (key := self.value()) is not self._END:
                table[key] = self.value()
            return table
        raise ValueError('bad marshal data (unknown type code)')
