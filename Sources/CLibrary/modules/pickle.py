"""Objects as bytes: CPython's protocols are read up to 5, written in 2 to 5."""
import codecs
import struct
import sys
import types
from _pickle import Reader as _Reader, Writer as _Writer
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


# What modules are called where Python 2 is to read a pickle.
_old_modules = {'builtins': '__builtin__', 'copyreg': 'copy_reg', 'codecs': '_codecs'}


# Classes that have no name in their module, by their one object.
_singleton_types = {type(value): value for value in (None, Ellipsis, NotImplemented)}


class Pickler:
    """Takes objects apart; what is built in is written by the native writer."""
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
        self._writer = _Writer(protocol)

    def clear_memo(self):
        self._writer.clear()

    def dump(self, obj, /):
        has_id = getattr(self.persistent_id, '__func__', None) is not Pickler.persistent_id
        self._file.write(self._writer.dump(self, obj, has_id))

    def persistent_id(self, obj):
        return None

    def _put(self, data):
        self._writer.put(data)

    def _memoize(self, obj):
        self._writer.memoize(obj)

    def _save(self, obj):
        self._writer.save(self, obj)

    def _save_other(self, obj):
        """What the writer does not know."""
        save = self._savers.get(type(obj))
        if save is not None:
            save(self, obj)
        elif isinstance(obj, type) and obj in _singleton_types:
            self._save_reduced(obj, (type, (_singleton_types[obj],)))
        elif isinstance(obj, type):
            self._save_global(obj)
        elif obj is Ellipsis or obj is NotImplemented:
            self._save_global(obj, repr(obj))
        else:
            self._save_object(obj)

    def _save_bytes(self, obj):
        # Protocol 2 has no bytes: they are made of text again.
        made = (codecs.encode, (obj.decode('latin-1'), 'latin1')) if obj else (bytes, ())
        self._save_reduced(obj, made)

    def _save_bytearray(self, obj):
        if self.proto >= 5:
            self._put(b'\x96' + struct.pack('<Q', len(obj)) + bytes(obj))
            self._memoize(obj)
        else:
            self._save_reduced(obj, (bytearray, (bytes(obj),)))

    def _save_set(self, obj):
        self._save_reduced(obj, (type(obj), (list(obj),)))

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

    def _save_global(self, obj, name=None):
        name = name or getattr(obj, '__qualname__', None) or obj.__name__
        standard = 'builtins' if obj is Ellipsis or obj is NotImplemented else '__main__'
        module = getattr(obj, '__module__', None) or standard
        if '<locals>' in name:
            raise AttributeError(f"Can't pickle local object {name!r}")
        try:
            found = __import__(module, level=0) and sys.modules[module]
            for part in name.split('.'):
                found = getattr(found, part)
        except (ImportError, KeyError, AttributeError):
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on {module} failed") from None
        if obj is codecs.encode:
            module = '_codecs'
        if found is not obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module}.{name}")
        if self.proto >= 4:
            # Interned, so that the next class of the module finds it in the memo.
            self._save(sys.intern(module))
            self._save(name)
            self._put(b'\x93')
        else:
            module = _old_modules.get(module, module) if self.proto < 3 else module
            self._put(f'c{module}\n{name}\n'.encode())
        self._memoize(obj)

    def _save_object(self, obj):
        cls = type(obj)
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
        if getattr(function, '__name__', '') == '__new__' and arguments:
            self._save(arguments[0])
            self._save(arguments[1:])
            self._put(b'\x81')
        else:
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

    _savers = {bytes: _save_bytes, bytearray: _save_bytearray, set: _save_set, frozenset: _save_set,
               types.FunctionType: _save_global}


class Unpickler:
    """Puts objects together as the native reader asks."""
    def __init__(self, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
        if not hasattr(file, 'read') or not hasattr(file, 'readline'):
            raise TypeError("file must have 'read' and 'readline' attributes")
        self._file, self._encoding, self._errors = file, encoding, errors
        self._reader = _Reader(UnpicklingError)

    def load(self):
        return self._reader.load(self, None, self._file.read, self._file.readline)

    def persistent_load(self, pid):
        raise UnpicklingError('A load persistent id instruction was encountered,\n'
                              'but no persistent_load function was specified.')

    def find_class(self, module, name, /):
        if module == '_codecs':
            module = 'codecs'
        if module in ('__builtin__', 'copy_reg', 'copyreg'):
            if name == '_reconstructor':
                return _reconstructor
            module = 'builtins'
        found = sys.modules.get(module)
        if found is None:
            __import__(module)
            found = sys.modules[module]
        try:
            place = found
            for part in name.split('.'):
                place = getattr(place, part)
        except AttributeError:
            raise AttributeError(f"Can't get attribute {name!r} on {found!r}") from None
        return place

    def _build(self, obj, state):
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

    def _old_value(self, code, data):
        """A value of the first protocols, of the text behind its code."""
        if code == 'I':
            return {b'00': False, b'01': True}[data] if data in (b'00', b'01') else int(data)
        if code == 'L':
            return int(data.rstrip(b'L'))
        if code == 'F':
            return float(data)
        if code == 'V':
            return data.decode()
        if code == 'S':
            return eval(data.decode(), {})
        return data if self._encoding == 'bytes' else data.decode(self._encoding, self._errors)


def _reconstructor(cls, base, state):
    return base.__new__(cls) if base is object else base.__new__(cls, state)


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol).dump(obj)


class _Nowhere:
    """A file for those who take the bytes themselves."""
    def write(self, data):
        pass

    read = readline = write


_nowhere = _Nowhere()


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    pickler = Pickler(_nowhere, protocol)
    return pickler._writer.dump(pickler, obj, False)


def load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
    return Unpickler(file, encoding=encoding, errors=errors).load()


def loads(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    unpickler = Unpickler(_nowhere, encoding=encoding, errors=errors)
    return unpickler._reader.load(unpickler, data, None, None)
