"""Numbers as bytes."""
import re
import _struct

__all__ = ['calcsize', 'pack', 'pack_into', 'unpack', 'unpack_from', 'iter_unpack', 'Struct', 'error']


class error(Exception):
    __module__ = 'struct'


# Size, and alignment in native layouts, of each letter.
_sizes = {'x': 1, 'c': 1, 'b': 1, 'B': 1, '?': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 4, 'L': 4,
          'q': 8, 'Q': 8, 'e': 2, 'f': 4, 'd': 8, 's': 1, 'p': 1}
_native_sizes = dict(_sizes, l=8, L=8, n=8, N=8, P=8)


_known = {}


def _parsed(format):
    """(byte order, [(count, letter, offset)], size, sizes of letters), read once for each format."""
    known = _known.get(format)
    if known is None:
        if len(_known) >= 100:
            _known.clear()
        known = _known[format] = _read(format)
    return known


def _read(format):
    if isinstance(format, bytes):
        format = format.decode('latin-1')
    order, rest = '@', format
    if rest[:1] and rest[0] in '@=<>!':
        order, rest = rest[0], rest[1:]
    sizes = _native_sizes if order == '@' else _sizes
    items, offset = [], 0
    for count, letter in re.findall(r'(\d*)(\S)', rest):
        if letter.isdigit():
            raise error('repeat count given without format specifier')
        if letter not in sizes:
            raise error('bad char in struct format')
        size = sizes[letter]
        if order == '@':
            offset += -offset % size
        number = int(count) if count else 1
        items.append((number, letter, offset))
        offset += size * number
    return 'big' if order in '>!' else 'little', items, offset, sizes


def calcsize(format, /):
    return _parsed(format)[2]


_ranges = {'b': (1, True), 'B': (1, False), 'h': (2, True), 'H': (2, False), 'i': (4, True), 'I': (4, False),
           'l': (4, True), 'L': (4, False), 'q': (8, True), 'Q': (8, False), 'n': (8, True), 'N': (8, False),
           'P': (8, False)}
_names = {'b': 'byte', 'B': 'ubyte', 'h': 'short', 'H': 'ushort'}


def _packed(value, letter, size, order, is_native):
    if letter == 'c':
        if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
            raise error('char format requires a bytes object of length 1')
        return bytes(value)
    if letter == '?':
        return bytes([bool(value)])
    if letter in 'efd':
        if not hasattr(type(value), '__float__') and not hasattr(type(value), '__index__'):
            raise error('required argument is not a float')
        try:
            data = _struct.float_bytes(float(value), size)
        except OverflowError:
            if not is_native or letter == 'e':
                raise OverflowError(f'float too large to pack with {letter} format') from None
            data = _struct.float_bytes(float('inf') if value > 0 else float('-inf'), size)
        return data if order == 'little' else data[::-1]
    if not hasattr(type(value), '__index__'):
        raise error('required argument is not an integer')
    value = value.__index__()
    signed = _ranges[letter][1]
    try:
        return value.to_bytes(size, order, signed=signed)
    except OverflowError:
        low = -(1 << size * 8 - 1) if signed else 0
        high = (1 << size * 8 - 1) - 1 if signed else (1 << size * 8) - 1
        if letter in _names:
            raise error(f'{_names[letter]} format requires {low} <= number <= {high}') from None
        if letter in 'qQnN':
            raise error('int too large to convert' if abs(value) >> 64 else 'argument out of range') from None
        raise error(f"'{letter}' format requires {low} <= number <= {high}") from None


def pack(format, /, *values):
    order, items, size, sizes = _parsed(format)
    wanted = sum(0 if letter == 'x' else 1 if letter in 'sp' else count for count, letter, _ in items)
    if wanted != len(values):
        raise error(f'pack expected {wanted} items for packing (got {len(values)})')
    data, values = bytearray(size), iter(values)
    is_native = format[:1] not in ('<', '>', '=', '!', b'<', b'>', b'=', b'!')
    for count, letter, offset in items:
        if letter == 'x':
            continue
        if letter in 'sp':
            value = next(values)
            if not isinstance(value, (bytes, bytearray)):
                raise error(f"argument for '{letter}' must be a bytes object")
            if letter == 'p':
                value = bytes([min(len(value), count - 1, 255)]) + value[:count - 1]
            data[offset:offset + count] = bytes(value[:count]).ljust(count, b'\0')
            continue
        width = sizes[letter]
        for place in range(count):
            start = offset + place * width
            data[start:start + width] = _packed(next(values), letter, width, order, is_native)
    return bytes(data)


def _value(data, letter, order):
    if letter == 'c':
        return data
    if letter == '?':
        return data != b'\0'
    if letter in 'efd':
        return _struct.float_of(data if order == 'little' else data[::-1])
    return int.from_bytes(data, order, signed=_ranges[letter][1])


def unpack(format, buffer, /):
    order, items, size, sizes = _parsed(format)
    buffer = bytes(buffer)
    if len(buffer) != size:
        raise error(f'unpack requires a buffer of {size} bytes')
    values = []
    for count, letter, offset in items:
        if letter == 's':
            values.append(buffer[offset:offset + count])
        elif letter == 'p':
            values.append(buffer[offset + 1:offset + 1 + min(buffer[offset], count - 1)])
        elif letter != 'x':
            width = sizes[letter]
            for place in range(count):
                start = offset + place * width
                values.append(_value(buffer[start:start + width], letter, order))
    return tuple(values)


def unpack_from(format, /, buffer, offset=0):
    size = calcsize(format)
    if len(buffer) - offset < size:
        raise error(f'unpack_from requires a buffer of at least {offset + size} bytes for unpacking '
                    f'{size} bytes at offset {offset} (actual buffer size is {len(buffer)})')
    return unpack(format, bytes(buffer)[offset:offset + size])


def pack_into(format, buffer, offset, /, *values):
    data = pack(format, *values)
    if len(buffer) - offset < len(data):
        raise error(f'pack_into requires a buffer of at least {offset + len(data)} bytes for packing '
                    f'{len(data)} bytes at offset {offset} (actual buffer size is {len(buffer)})')
    buffer[offset:offset + len(data)] = data


def iter_unpack(format, buffer, /):
    size = calcsize(format)
    if len(buffer) % size:
        raise error(f'iterative unpacking requires a buffer of a multiple of {size} bytes')
    return iter([unpack(format, buffer[place:place + size]) for place in range(0, len(buffer), size)])


class Struct:
    def __init__(self, format):
        self.format = format.decode() if isinstance(format, bytes) else format
        self.size = calcsize(format)

    def pack(self, *values):
        return pack(self.format, *values)

    def unpack(self, buffer):
        return unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)

    def pack_into(self, buffer, offset, *values):
        pack_into(self.format, buffer, offset, *values)

    def iter_unpack(self, buffer):
        return iter_unpack(self.format, buffer)

    def __repr__(self):
        return f'Struct({self.format!r})'
