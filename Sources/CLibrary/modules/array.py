"""Arrays of numbers of one kind."""
import struct
from _inspection import static as _static
from collections.abc import MutableSequence

typecodes = 'bBuhHiIlLqQfd'
_limits = {'b': 'signed char', 'B': 'unsigned byte integer', 'h': 'signed short integer',
           'H': 'unsigned short', 'i': 'signed integer', 'I': 'unsigned int', 'l': 'long', 'L': 'unsigned long'}


@_static
class array:
    __slots__ = ('typecode', '_items')

    def __init__(self, typecode, initializer=(), /):
        if not isinstance(typecode, str) or len(typecode) != 1:
            raise TypeError(f'array() argument 1 must be a unicode character, not {type(typecode).__name__}')
        if typecode not in typecodes:
            raise ValueError('bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)')
        self.typecode, self._items = typecode, []
        if isinstance(initializer, (bytes, bytearray)):
            self.frombytes(initializer)
        else:
            self.extend(initializer)

    itemsize = property(lambda self: 4 if self.typecode == 'u' else struct.calcsize(self.typecode))

    def _checked(self, value):
        code = self.typecode
        if code == 'u':
            if not isinstance(value, str) or len(value) != 1:
                raise TypeError('array item must be unicode character')
            return value
        if code in 'fd':
            if not hasattr(type(value), '__float__') and not hasattr(type(value), '__index__'):
                raise TypeError(f'must be real number, not {type(value).__name__}')
            return struct.unpack('f', struct.pack('f', value))[0] if code == 'f' else float(value)
        if not hasattr(type(value), '__index__'):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        value = value.__index__()
        bits = 8 * self.itemsize
        low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if code.islower() else (0, (1 << bits) - 1)
        if not low <= value <= high:
            side = 'greater than maximum' if value > high else 'less than minimum'
            raise OverflowError(f'{_limits.get(code, "int")} is {side}')
        return value

    def append(self, value):
        self._items.append(self._checked(value))

    def extend(self, iterable):
        if isinstance(iterable, array) and iterable.typecode != self.typecode:
            raise TypeError('can only extend with array of same kind')
        for value in iterable:
            self.append(value)

    fromlist = extend

    def insert(self, i, value):
        self._items.insert(i, self._checked(value))

    def pop(self, i=-1):
        if not self._items:
            raise IndexError('pop from empty array')
        return self._items.pop(i)

    def remove(self, value):
        if value not in self._items:
            raise ValueError('array.remove(x): x not in array')
        self._items.remove(value)

    def index(self, value, *bounds):
        try:
            return self._items.index(value, *bounds)
        except ValueError:
            raise ValueError('array.index(x): x not in array') from None

    def count(self, value):
        return self._items.count(value)

    def reverse(self):
        self._items.reverse()

    def tolist(self):
        return list(self._items)

    def tobytes(self):
        return struct.pack(f'{len(self._items)}{self.typecode}', *self._items)

    def frombytes(self, data):
        if len(data) % self.itemsize:
            raise ValueError('bytes length not a multiple of item size')
        self._items += struct.unpack(f'{len(data) // self.itemsize}{self.typecode}', data)

    def tofile(self, f):
        f.write(self.tobytes())

    def fromfile(self, f, n):
        self.frombytes(f.read(n * self.itemsize))

    def byteswap(self):
        swapped = struct.pack(f'>{len(self._items)}{self.typecode}', *self._items)
        self._items = list(struct.unpack(f'<{len(self._items)}{self.typecode}', swapped))

    def buffer_info(self):
        return id(self._items), len(self._items)

    def _of(self, items):
        made = array(self.typecode)
        made._items = items
        return made

    def __getitem__(self, i):
        if isinstance(i, slice):
            return self._of(self._items[i])
        try:
            return self._items[i]
        except IndexError:
            raise IndexError('array index out of range') from None

    def __setitem__(self, i, value):
        if isinstance(i, slice):
            if not isinstance(value, array):
                raise TypeError(f'can only assign array (not "{type(value).__name__}") to array slice')
            self._items[i] = value._items
            return
        try:
            self._items[i] = self._checked(value)
        except IndexError:
            raise IndexError('array assignment index out of range') from None

    def __delitem__(self, i):
        del self._items[i]

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __contains__(self, value):
        return value in self._items

    def __add__(self, other):
        if not isinstance(other, array):
            raise TypeError(f'can only append array (not "{type(other).__name__}") to array')
        return self._of(self._items + other._items)

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, n):
        return self._of(self._items * n)

    __rmul__ = __mul__

    def __eq__(self, other):
        return self._items == other._items if isinstance(other, array) else NotImplemented

    def __lt__(self, other):
        return self._items < other._items if isinstance(other, array) else NotImplemented

    def __le__(self, other):
        return self._items <= other._items if isinstance(other, array) else NotImplemented

    def __gt__(self, other):
        return self._items > other._items if isinstance(other, array) else NotImplemented

    def __ge__(self, other):
        return self._items >= other._items if isinstance(other, array) else NotImplemented

    __hash__ = None

    def __copy__(self):
        return self._of(list(self._items))

    def __deepcopy__(self, memo):
        return self.__copy__()

    def __repr__(self):
        if not self._items:
            return f"array('{self.typecode}')"
        inner = repr(''.join(self._items)) if self.typecode == 'u' else repr(self._items)
        return f"array('{self.typecode}', {inner})"


ArrayType = array
MutableSequence.register(array)
