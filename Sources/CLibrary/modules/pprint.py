"""Pretty printing of data."""
import collections as _collections
import dataclasses as _dataclasses
import sys as _sys
import types as _types
from io import StringIO as _StringIO

__all__ = ['pprint', 'pformat', 'isreadable', 'isrecursive', 'saferepr', 'PrettyPrinter', 'pp']


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth, compact=compact,
                  sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
            underscore_numbers=False):
    return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact,
                         sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._repr(object, {}, 0)


def isreadable(object):
    return PrettyPrinter()._described(object, {}, None, 0)[1]


def isrecursive(object):
    return PrettyPrinter()._described(object, {}, None, 0)[2]


_scalars = frozenset({str, int, float, bool, bytes, complex, type(None)})
_brackets = {list: '[]', tuple: '()'}


def _layout(cls):
    """The class, among those that have a layout, whose `__repr__` a class uses; else None."""
    for base in cls.__mro__:
        if base in PrettyPrinter._dispatch:
            return base
        if '__repr__' in base.__dict__:
            return None


class _SafeKey:
    """Sorts what cannot be compared by its type and address."""

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _safe_pair(pair):
    return _SafeKey(pair[0]), _SafeKey(pair[1])


def _recursion(object):
    return f'<Recursion on {type(object).__name__} with id={id(object)}>'


def _unless_empty(method):
    """A method for containers; an empty one is shown by its representation."""
    def shown(self, object, stream, indent, allowance, context, level):
        if object:
            method(self, object, stream, indent, allowance, context, level)
        else:
            stream.write(repr(object))
    return shown


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False,
                 sort_dicts=True, underscore_numbers=False):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError('indent must be >= 0')
        if depth is not None and depth <= 0:
            raise ValueError('depth must be > 0')
        if not width:
            raise ValueError('width must be != 0')
        self._depth, self._indent_per_level, self._width = depth, indent, width
        self._stream = _sys.stdout if stream is None else stream
        self._compact, self._sort_dicts = bool(compact), sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        if self._stream is not None:
            self._format(object, self._stream, 0, 0, {}, 0)
            self._stream.write('\n')

    def pformat(self, object):
        stream = _StringIO()
        self._format(object, stream, 0, 0, {}, 0)
        return stream.getvalue()

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def format(self, object, context, maxlevels, level):
        return self._described(object, context, maxlevels, level)

    def _repr(self, object, context, level):
        return self.format(object, context.copy(), self._depth, level)[0]

    def _format(self, object, stream, indent, allowance, context, level):
        key = id(object)
        if key in context:
            stream.write(_recursion(object))
            return
        text = self._repr(object, context, level)
        if len(text) > self._width - indent - allowance:
            method = self._method(object)
            if method is not None:
                context[key] = 1
                method(self, object, stream, indent, allowance, context, level + 1)
                del context[key]
                return
        stream.write(text)

    def _method(self, object):
        base = _layout(type(object))
        if base is not None:
            return self._dispatch[base]
        if (_dataclasses.is_dataclass(object) and not isinstance(object, type)
                and object.__dataclass_params__.repr
                and _dataclasses._has_made_repr(type(object))):
            return PrettyPrinter._pprint_dataclass

    def _pprint_dataclass(self, object, stream, indent, allowance, context, level):
        name = object.__class__.__name__
        indent += len(name) + 1
        items = [(f.name, getattr(object, f.name)) for f in _dataclasses.fields(object) if f.repr]
        stream.write(name + '(')
        self._format_namespace_items(items, stream, indent, allowance, context, level)
        stream.write(')')

    def _format_namespace_items(self, items, stream, indent, allowance, context, level):
        for place, (key, value) in enumerate(items):
            last = place == len(items) - 1
            stream.write(key + '=')
            if id(value) in context:
                stream.write('...')
            else:
                self._format(value, stream, indent + len(key) + 1, allowance if last else 1,
                             context, level)
            if not last:
                stream.write(',\n' + ' ' * indent)

    def _pprint_dict(self, object, stream, indent, allowance, context, level):
        stream.write('{')
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * ' ')
        if object:
            items = (sorted(object.items(), key=_safe_pair) if self._sort_dicts
                     else list(object.items()))
            self._format_dict_items(items, stream, indent, allowance + 1, context, level)
        stream.write('}')

    def _format_dict_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        for place, (key, value) in enumerate(items):
            last = place == len(items) - 1
            text = self._repr(key, context, level)
            stream.write(text + ': ')
            self._format(value, stream, indent + len(text) + 2, allowance if last else 1, context,
                         level)
            if not last:
                stream.write(',\n' + ' ' * indent)

    @_unless_empty
    def _pprint_ordered_dict(self, object, stream, indent, allowance, context, level):
        name = object.__class__.__name__
        stream.write(name + '(')
        self._pprint_list(list(object.items()), stream, indent + len(name) + 1, allowance + 1,
                          context, level)
        stream.write(')')

    def _pprint_list(self, object, stream, indent, allowance, context, level):
        stream.write('[')
        self._format_items(object, stream, indent, allowance + 1, context, level)
        stream.write(']')

    def _pprint_tuple(self, object, stream, indent, allowance, context, level):
        stream.write('(')
        end = ',)' if len(object) == 1 else ')'
        self._format_items(object, stream, indent, allowance + len(end), context, level)
        stream.write(end)

    @_unless_empty
    def _pprint_set(self, object, stream, indent, allowance, context, level):
        if type(object) is set:
            stream.write('{')
            end = '}'
        else:
            stream.write(type(object).__name__ + '({')
            end = '})'
            indent += len(type(object).__name__) + 1
        self._format_items(sorted(object, key=_SafeKey), stream, indent, allowance + len(end),
                           context, level)
        stream.write(end)

    @_unless_empty
    def _pprint_str(self, object, stream, indent, allowance, context, level):
        lines = object.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        room = self._width - indent
        chunks = []
        for place, line in enumerate(lines):
            most = room - (allowance if place == len(lines) - 1 else 0)
            text = repr(line)
            if len(text) <= most:
                chunks.append(text)
                continue
            current = ''
            parts = _words(line)
            for number, part in enumerate(parts):
                candidate = current + part
                limit = room - (allowance if number == len(parts) - 1 and place == len(lines) - 1 else 0)
                if len(repr(candidate)) > limit:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            stream.write(chunks[0])
            return
        if level == 1:
            stream.write('(')
        for place, chunk in enumerate(chunks):
            if place:
                stream.write('\n' + ' ' * indent)
            stream.write(chunk)
        if level == 1:
            stream.write(')')

    def _pprint_mappingproxy(self, object, stream, indent, allowance, context, level):
        stream.write('mappingproxy(')
        self._format(object.copy(), stream, indent + 13, allowance + 1, context, level)
        stream.write(')')

    def _pprint_simplenamespace(self, object, stream, indent, allowance, context, level):
        name = 'namespace' if type(object) is _types.SimpleNamespace else object.__class__.__name__
        stream.write(name + '(')
        self._format_namespace_items(list(object.__dict__.items()), stream, indent + len(name) + 1,
                                     allowance, context, level)
        stream.write(')')

    @_unless_empty
    def _pprint_default_dict(self, object, stream, indent, allowance, context, level):
        factory = self._repr(object.default_factory, context, level)
        name = object.__class__.__name__
        indent += len(name) + 1
        stream.write(f'{name}({factory},\n{" " * indent}')
        self._pprint_dict(object, stream, indent, allowance + 1, context, level)
        stream.write(')')

    @_unless_empty
    def _pprint_counter(self, object, stream, indent, allowance, context, level):
        name = object.__class__.__name__
        stream.write(name + '({')
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * ' ')
        self._format_dict_items(object.most_common(), stream, indent + len(name) + 1, allowance + 2,
                                context, level)
        stream.write('})')

    def _pprint_chain_map(self, object, stream, indent, allowance, context, level):
        name = object.__class__.__name__
        stream.write(name + '(')
        indent += len(name) + 1
        for place, mapping in enumerate(object.maps):
            last = place == len(object.maps) - 1
            self._format(mapping, stream, indent, allowance + 1 if last else 1, context, level)
            stream.write(')' if last else ',\n' + ' ' * indent)

    @_unless_empty
    def _pprint_deque(self, object, stream, indent, allowance, context, level):
        name = object.__class__.__name__
        stream.write(name + '([')
        indent += len(name) + 1
        if object.maxlen is None:
            self._format_items(object, stream, indent, allowance + 2, context, level)
            stream.write('])')
        else:
            self._format_items(object, stream, indent, 2, context, level)
            length = self._repr(object.maxlen, context, level)
            stream.write(f'],\n{" " * indent}maxlen={length})')

    def _pprint_user(self, object, stream, indent, allowance, context, level):
        self._format(object.data, stream, indent, allowance, context, level - 1)

    _dispatch = {
        dict: _pprint_dict, list: _pprint_list, tuple: _pprint_tuple,
        set: _pprint_set, frozenset: _pprint_set, str: _pprint_str,
        _types.MappingProxyType: _pprint_mappingproxy,
        _types.SimpleNamespace: _pprint_simplenamespace,
        _collections.OrderedDict: _pprint_ordered_dict,
        _collections.defaultdict: _pprint_default_dict,
        _collections.Counter: _pprint_counter,
        _collections.ChainMap: _pprint_chain_map,
        _collections.deque: _pprint_deque,
        _collections.UserDict: _pprint_user, _collections.UserList: _pprint_user,
        _collections.UserString: _pprint_user,
    }

    def _format_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * ' ')
        separator = ',\n' + ' ' * indent
        between = ''
        room = total = self._width - indent + 1
        items = list(items)
        for place, item in enumerate(items):
            last = place == len(items) - 1
            if last:
                total -= allowance
                room -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                width = len(text) + 2
                if room < width:
                    room = total
                    if between:
                        between = separator
                if room >= width:
                    room -= width
                    stream.write(between + text)
                    between = ', '
                    continue
            stream.write(between)
            between = separator
            self._format(item, stream, indent, allowance if last else 1, context, level)

    def _described(self, object, context, maxlevels, level):
        """(text, whether it can be read back, whether it refers to itself)"""
        kind = type(object)
        if kind is int and self._underscore_numbers:
            return f'{object:_d}', True, False
        if kind in _scalars:
            return repr(object), True, False
        layout = _layout(kind)
        if layout is dict:
            return self._described_dict(object, context, maxlevels, level)
        brackets = _brackets.get(layout)
        if brackets is not None:
            return self._described_items(object, brackets, context, maxlevels, level)
        text = repr(object)
        return text, bool(text) and not text.startswith('<'), False

    def _described_dict(self, object, context, maxlevels, level):
        if not object:
            return '{}', True, False
        if maxlevels and level >= maxlevels:
            return '{...}', False, id(object) in context
        if id(object) in context:
            return _recursion(object), False, True
        context[id(object)] = 1
        readable, recursive, parts = True, False, []
        for key, value in sorted(object.items(), key=_safe_pair) if self._sort_dicts else object.items():
            texts = []
            for item in (key, value):
                text, is_readable, is_recursive = self.format(item, context, maxlevels, level + 1)
                texts.append(text)
                readable, recursive = readable and is_readable, recursive or is_recursive
            parts.append(': '.join(texts))
        del context[id(object)]
        return '{' + ', '.join(parts) + '}', readable, recursive

    def _described_items(self, object, brackets, context, maxlevels, level):
        if not object:
            return brackets, True, False
        left, right = brackets
        if brackets == '()' and len(object) == 1:
            right = ',)'
        if maxlevels and level >= maxlevels:
            return f'{left}...{right}', False, id(object) in context
        if id(object) in context:
            return _recursion(object), False, True
        context[id(object)] = 1
        readable, recursive, parts = True, False, []
        for item in object:
            text, is_readable, is_recursive = self.format(item, context, maxlevels, level + 1)
            parts.append(text)
            readable, recursive = readable and is_readable, recursive or is_recursive
        del context[id(object)]
        return left + ', '.join(parts) + right, readable, recursive


def _words(line):
    """Words, each with the blanks after it."""
    import re
    parts = re.findall(r'\S*\s*', line)
    return parts[:-1] if parts and not parts[-1] else parts
