"""Objects as bytes: CPython's protocols are read up to 5, written in 2 to 5."""
import io
import struct
import sys
import types
from copy import _reduced, _slot_values, _state

__all__ = ['PickleError', 'PicklingError', 'UnpicklingError', 'Pickler', 'Unpickler', 'dump', 'dumps',
           'load', 'loads', 'HIGHEST_PROTOCOL', 'DEFAULT_PROTOCOL']
HIGHEST_PROTOCOL, DEFAULT_PROTOCOL = 5, 4


class PickleError(Exception):
    __module__ = '_pickle'


class PicklingError(PickleError):
    __module__ = '_pickle'


class UnpicklingError(PickleError):
    __module__ = '_pickle'


def _check_reduction(parts):
    """Refuses what `__reduce__` must not return."""
    if not isinstance(parts, tuple):
        raise PicklingError('__reduce__ must return a string or tuple')
    if not 2 <= len(parts) <= 6:
        raise PicklingError('tuple returned by __reduce__ must contain 2 through 6 elements')
    function, arguments, _, items, pairs, setter = parts + (None,) * (6 - len(parts))
    message = '{} {} of the tuple returned by __reduce__ must be {}'
    if not callable(function):
        raise PicklingError(message.format('first', 'item', 'callable'))
    if not isinstance(arguments, tuple):
        raise PicklingError(message.format('second', 'item', 'a tuple'))
    for place, values in ('fourth', items), ('fifth', pairs):
        if values is not None and not hasattr(values, '__next__'):
            kind = f'an iterator, not {type(values).__name__}'
            raise PicklingError(message.format(place, 'element', kind))
    if setter is not None and not callable(setter):
        kind = f'a function, not {type(setter).__name__}'
        raise PicklingError(message.format('sixth', 'element', kind))
    if setter is not None:
        raise NotImplementedError('cellgrad: not supported: a state setter in __reduce__')


class Pickler:
    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        protocol = DEFAULT_PROTOCOL if protocol is None else protocol
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        if protocol > HIGHEST_PROTOCOL:
            raise ValueError(f'pickle protocol must be <= {HIGHEST_PROTOCOL}')
        if protocol < 2:
            raise NotImplementedError(f'cellgrad: not supported: writing pickle protocol {protocol}')
        if not hasattr(file, 'write'):
            raise TypeError("file must have a 'write' attribute")
        self._file, self.proto = file, protocol
        self.memo = {}

    def clear_memo(self):
        self.memo.clear()

    def dump(self, obj):
        self._parts = []
        self._put = self._parts.append
        self._save(obj)
        self._put(b'.')
        body = b''.join(self._parts)
        head = b'\x80' + bytes([self.proto])
        if self.proto >= 4 and len(body) >= 4:
            head += b'\x95' + len(body).to_bytes(8, 'little')
        self._file.write(head + body)

    def persistent_id(self, obj):
        return None

    def _memoize(self, obj):
        place = len(self.memo)
        # The object is kept, so that its id stays its own.
        self.memo[id(obj)] = place, obj
        if self.proto >= 4:
            self._put(b'\x94')
        else:
            self._put(b'q' + bytes([place]) if place < 256 else b'r' + place.to_bytes(4, 'little'))

    def _save(self, obj):
        known = self.memo.get(id(obj))
        if known is not None:
            place = known[0]
            self._put(b'h' + bytes([place]) if place < 256 else b'j' + place.to_bytes(4, 'little'))
            return
        save = self._savers.get(type(obj))
        if save is not None:
            save(self, obj)
        elif isinstance(obj, type):
            self._save_global(obj)
        else:
            self._save_object(obj)

    def _save_none(self, obj):
        self._put(b'N')

    def _save_bool(self, obj):
        self._put(b'\x88' if obj else b'\x89')

    def _save_int(self, obj):
        if 0 <= obj <= 255:
            self._put(b'K' + bytes([obj]))
        elif 0 <= obj <= 65535:
            self._put(b'M' + obj.to_bytes(2, 'little'))
        elif -0x80000000 <= obj <= 0x7fffffff:
            self._put(b'J' + obj.to_bytes(4, 'little', signed=True))
        else:
            data = obj.to_bytes(obj.bit_length() // 8 + 1, 'little', signed=True)
            if len(data) > 1 and data[-1] == 255 and data[-2] & 128:
                data = data[:-1]
            self._put(b'\x8a' + bytes([len(data)]) if len(data) < 256 else b'\x8b' + len(data).to_bytes(4, 'little'))
            self._put(data)

    def _save_float(self, obj):
        self._put(b'G' + struct.pack('>d', obj))

    def _save_str(self, obj):
        data = obj.encode('utf-8', 'surrogatepass')
        if len(data) <= 255 and self.proto >= 4:
            self._put(b'\x8c' + bytes([len(data)]) + data)
        else:
            self._put(b'X' + len(data).to_bytes(4, 'little') + data)
        self._memoize(obj)

    def _save_bytes(self, obj):
        if self.proto < 3:
            raise NotImplementedError('cellgrad: not supported: bytes in pickle protocol 2')
        if len(obj) <= 255:
            self._put(b'C' + bytes([len(obj)]) + obj)
        else:
            self._put(b'B' + len(obj).to_bytes(4, 'little') + obj)
        self._memoize(obj)

    def _save_bytearray(self, obj):
        if self.proto >= 5:
            self._put(b'\x96' + struct.pack('<Q', len(obj)) + bytes(obj))
            self._memoize(obj)
        else:
            self._save_reduced(obj, (bytearray, (bytes(obj),)))

    def _save_tuple(self, obj):
        if not obj:
            self._put(b')')
            return
        if len(obj) > 3:
            self._put(b'(')
        for item in obj:
            self._save(item)
        if id(obj) in self.memo:
            # A tuple that contains itself by way of one of its items.
            self._put(b'0' * len(obj) if len(obj) <= 3 else b'1')
            self._save(obj)
            return
        self._put((b'\x85', b'\x86', b'\x87')[len(obj) - 1] if len(obj) <= 3 else b't')
        self._memoize(obj)

    def _batches(self, items, one, many, save):
        items = list(items)
        for start in range(0, len(items), 1000):
            batch = items[start:start + 1000]
            if len(batch) > 1:
                self._put(b'(')
            for item in batch:
                save(item)
            self._put(many if len(batch) > 1 else one)

    def _save_pair(self, pair):
        self._save(pair[0])
        self._save(pair[1])

    def _save_list(self, obj):
        self._put(b']')
        self._memoize(obj)
        self._batches(obj, b'a', b'e', self._save)

    def _save_dict(self, obj):
        self._put(b'}')
        self._memoize(obj)
        self._batches(obj.items(), b's', b'u', self._save_pair)

    def _save_set(self, obj):
        if self.proto < 4:
            self._save_reduced(obj, (set, (list(obj),)))
            return
        self._put(b'\x8f')
        self._memoize(obj)
        items = list(obj)
        for start in range(0, len(items), 1000):
            self._put(b'(')
            for item in items[start:start + 1000]:
                self._save(item)
            self._put(b'\x90')

    def _save_frozenset(self, obj):
        if self.proto < 4:
            self._save_reduced(obj, (frozenset, (list(obj),)))
            return
        self._put(b'(')
        for item in obj:
            self._save(item)
        self._put(b'\x91')
        self._memoize(obj)

    def _save_global(self, obj, name=None):
        name = name or getattr(obj, '__qualname__', None) or obj.__name__
        module = getattr(obj, '__module__', None) or '__main__'
        if '<locals>' in name:
            raise AttributeError(f"Can't pickle local object {name!r}")
        try:
            found = __import__(module, level=0) and sys.modules[module]
            for part in name.split('.'):
                found = getattr(found, part)
        except (ImportError, KeyError, AttributeError):
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on {module} failed") from None
        if found is not obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module}.{name}")
        if self.proto >= 4:
            self._save(module)
            self._save(name)
            self._put(b'\x93')
        else:
            self._put(f'c{module}\n{name}\n'.encode())
        self._memoize(obj)

    def _save_object(self, obj):
        cls = type(obj)
        persistent = self.persistent_id(obj)
        if persistent is not None:
            self._save(persistent)
            self._put(b'Q')
            return
        parts = _reduced(obj)
        if parts is not None:
            if isinstance(parts, str):
                self._save_global(obj, parts)
            else:
                _check_reduction(parts)
                self._save_reduced(obj, parts)
            return
        if isinstance(obj, (types.ModuleType, types.GeneratorType)) or cls.__module__ in ('_io', '_thread'):
            raise TypeError(f'cannot pickle {cls.__name__!r} object')
        if cls.__module__ == 'builtins' and not isinstance(obj, BaseException) and cls is not object:
            if isinstance(obj, types.BuiltinFunctionType):
                self._save_global(obj)
                return
            if cls in (complex, range, slice):
                arguments = ((obj.real, obj.imag) if cls is complex else (obj.start, obj.stop, obj.step))
                self._save_reduced(obj, (cls, arguments))
                return
            raise TypeError(f'cannot pickle {cls.__name__!r} object')
        if isinstance(obj, BaseException):
            self._save_reduced(obj, (cls, obj.args, obj.__dict__ or None))
            return
        arguments = (cls,)
        for base in (int, float, str, bytes, tuple):
            if isinstance(obj, base):
                arguments = (cls, base(obj))
        newargs = getattr(cls, '__getnewargs__', None)
        if newargs is not None:
            arguments = (cls, *newargs(obj))
        state = _state(obj) or None
        slots = _slot_values(obj)
        if slots:
            state = (state, slots)
        items = list(list.__iter__(obj)) if isinstance(obj, list) else None
        pairs = list(dict.items(obj)) if isinstance(obj, dict) else None
        self._save(cls)
        self._save(tuple(arguments[1:]))
        self._put(b'\x81')
        self._finish(obj, state, items, pairs)

    def _save_reduced(self, obj, parts):
        function, arguments, state, items, pairs = tuple(parts)[:5] + (None,) * (5 - len(parts[:5]))
        self._save(function)
        self._save(arguments)
        self._put(b'R')
        self._finish(obj, state, items, pairs)

    def _finish(self, obj, state, items, pairs):
        self._memoize(obj)
        if items is not None:
            self._batches(items, b'a', b'e', self._save)
        if pairs is not None:
            self._batches(pairs, b's', b'u', self._save_pair)
        if state is not None:
            self._save(state)
            self._put(b'b')

    _savers = {type(None): _save_none, bool: _save_bool, int: _save_int, float: _save_float,
               str: _save_str, bytes: _save_bytes, bytearray: _save_bytearray, tuple: _save_tuple,
               list: _save_list, dict: _save_dict, set: _save_set, frozenset: _save_frozenset,
               types.FunctionType: _save_global}


_mark = object()


class Unpickler:
    def __init__(self, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
        if not hasattr(file, 'read') or not hasattr(file, 'readline'):
            raise TypeError("file must have 'read' and 'readline' attributes")
        self._file, self._encoding, self._errors = file, encoding, errors
        self.memo = {}

    def _read(self, size):
        data = self._file.read(size)
        if len(data) < size:
            raise EOFError('Ran out of input') if not data and not self._started else UnpicklingError(
                'pickle data was truncated')
        return data

    def _number(self, size, signed=False):
        return int.from_bytes(self._read(size), 'little', signed=signed)

    def _line(self):
        return self._file.readline()[:-1].decode()

    def persistent_load(self, pid):
        raise UnpicklingError('A load persistent id instruction was encountered, '
                              'but no persistent_load function was specified.')

    def find_class(self, module, name):
        if module in ('__builtin__', 'copy_reg', 'copyreg'):
            if name == '_reconstructor':
                return lambda cls, base, state: base.__new__(cls) if base is object else base.__new__(cls, state)
            module = 'builtins'
        __import__(module)
        found = sys.modules[module]
        for part in name.split('.'):
            found = getattr(found, part)
        return found

    def _since_mark(self):
        place = len(self._stack) - 1
        while self._stack[place] is not _mark:
            place -= 1
        items = self._stack[place + 1:]
        del self._stack[place:]
        return items

    def load(self):
        self._stack = stack = []
        self._started = False
        while True:
            code = self._read(1)
            self._started = True
            if code == b'.':
                return stack.pop()
            step = self._steps.get(code)
            if step is None:
                raise UnpicklingError(f"invalid load key, {repr(code)[1:]}."
                                      if code.isascii() else f"invalid load key, '\\x{code[0]:02x}'.")
            step(self, stack)

    def _build(self, stack):
        state = stack.pop()
        obj = stack[-1]
        method = getattr(obj, '__setstate__', None)
        if method is not None:
            method(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state:
            obj.__dict__.update(state)
        for name, value in (slots or {}).items():
            setattr(obj, name, value)

    def _proto(self, stack):
        version = self._number(1)
        if version > HIGHEST_PROTOCOL:
            raise ValueError(f'unsupported pickle protocol: {version}')

    def _text(self, size):
        return self._read(self._number(size)).decode('utf-8', 'surrogatepass')

    def _old_text(self, data):
        return data if self._encoding == 'bytes' else data.decode(self._encoding, self._errors)

    def _reduce(self, stack):
        arguments = stack.pop()
        stack[-1] = stack[-1](*arguments)

    def _new(self, stack):
        arguments = stack.pop()
        cls = stack[-1]
        stack[-1] = cls.__new__(cls, *arguments)

    def _new_with_keywords(self, stack):
        keywords, arguments = stack.pop(), stack.pop()
        cls = stack[-1]
        stack[-1] = cls.__new__(cls, *arguments, **keywords)

    def _append(self, stack):
        item = stack.pop()
        stack[-1].append(item)

    def _appends(self, stack):
        items = self._since_mark()
        stack[-1].extend(items)

    def _set_item(self, stack):
        value, key = stack.pop(), stack.pop()
        stack[-1][key] = value

    def _set_items(self, stack):
        items = self._since_mark()
        for place in range(0, len(items), 2):
            stack[-1][items[place]] = items[place + 1]

    def _add_items(self, stack):
        items = self._since_mark()
        stack[-1].update(items)

    def _dict(self, stack):
        items = self._since_mark()
        stack.append(dict(zip(items[::2], items[1::2])))

    def _tuple(self, count):
        def step(self, stack):
            items = tuple(stack[len(stack) - count:])
            del stack[len(stack) - count:]
            stack.append(items)
        return step

    def _stack_global(self, stack):
        name, module = stack.pop(), stack.pop()
        stack.append(self.find_class(module, name))

    def _instance(self, stack):
        arguments = self._since_mark()
        cls = arguments.pop(0)
        stack.append(cls(*arguments))

    def _decimal(self, stack):
        text = self._line()
        stack.append({'00': False, '01': True}[text] if text in ('00', '01') else int(text))

    def _put_memo(self, place):
        self.memo[place] = self._stack[-1]

    _steps = {
        b'\x80': _proto, b'\x95': lambda self, stack: self._read(8), b'(': lambda self, stack: stack.append(_mark),
        b'N': lambda self, stack: stack.append(None), b'\x88': lambda self, stack: stack.append(True),
        b'\x89': lambda self, stack: stack.append(False),
        b'K': lambda self, stack: stack.append(self._number(1)),
        b'M': lambda self, stack: stack.append(self._number(2)),
        b'J': lambda self, stack: stack.append(self._number(4, True)),
        b'\x8a': lambda self, stack: stack.append(self._number(self._number(1), True)),
        b'\x8b': lambda self, stack: stack.append(self._number(self._number(4), True)),
        b'I': _decimal, b'L': lambda self, stack: stack.append(int(self._line().rstrip('L'))),
        b'F': lambda self, stack: stack.append(float(self._line())),
        b'G': lambda self, stack: stack.append(struct.unpack('>d', self._read(8))[0]),
        b'\x8c': lambda self, stack: stack.append(self._text(1)), b'X': lambda self, stack: stack.append(self._text(4)),
        b'\x8d': lambda self, stack: stack.append(self._text(8)),
        b'V': lambda self, stack: stack.append(self._line()),
        b'U': lambda self, stack: stack.append(self._old_text(self._read(self._number(1)))),
        b'T': lambda self, stack: stack.append(self._old_text(self._read(self._number(4)))),
        b'S': lambda self, stack: stack.append(eval(self._line(), {})),
        b'C': lambda self, stack: stack.append(self._read(self._number(1))),
        b'B': lambda self, stack: stack.append(self._read(self._number(4))),
        b'\x8e': lambda self, stack: stack.append(self._read(self._number(8))),
        b'\x96': lambda self, stack: stack.append(bytearray(self._read(self._number(8)))),
        b')': lambda self, stack: stack.append(()), b']': lambda self, stack: stack.append([]),
        b'}': lambda self, stack: stack.append({}), b'\x8f': lambda self, stack: stack.append(set()),
        b'\x85': _tuple(None, 1), b'\x86': _tuple(None, 2), b'\x87': _tuple(None, 3),
        b't': lambda self, stack: stack.append(tuple(self._since_mark())),
        b'l': lambda self, stack: stack.append(self._since_mark()), b'd': _dict,
        b'\x91': lambda self, stack: stack.append(frozenset(self._since_mark())),
        b'a': _append, b'e': _appends, b's': _set_item, b'u': _set_items, b'\x90': _add_items,
        b'0': lambda self, stack: stack.pop(), b'1': lambda self, stack: self._since_mark(),
        b'2': lambda self, stack: stack.append(stack[-1]),
        b'\x94': lambda self, stack: self._put_memo(len(self.memo)),
        b'q': lambda self, stack: self._put_memo(self._number(1)),
        b'r': lambda self, stack: self._put_memo(self._number(4)),
        b'p': lambda self, stack: self._put_memo(int(self._line())),
        b'h': lambda self, stack: stack.append(self.memo[self._number(1)]),
        b'j': lambda self, stack: stack.append(self.memo[self._number(4)]),
        b'g': lambda self, stack: stack.append(self.memo[int(self._line())]),
        b'c': lambda self, stack: stack.append(self.find_class(self._line(), self._line())),
        b'\x93': _stack_global, b'R': _reduce, b'\x81': _new, b'\x92': _new_with_keywords, b'b': _build,
        b'o': _instance, b'Q': lambda self, stack: stack.append(self.persistent_load(stack.pop())),
    }


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    file = io.BytesIO()
    Pickler(file, protocol).dump(obj)
    return file.getvalue()


def load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
    return Unpickler(file, encoding=encoding, errors=errors).load()


def loads(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return Unpickler(io.BytesIO(data), encoding=encoding, errors=errors).load()
