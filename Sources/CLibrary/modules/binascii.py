"""Bytes and text."""
from _digests import base64_decoded as _decode, crc32


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


_nothing = object()


def _buffer(data):
    if isinstance(data, (bytes, bytearray)):
        return data
    try:
        return memoryview(data).tobytes()
    except TypeError as error:
        raise TypeError(str(error).removeprefix('memoryview: ')) from None


def _ascii(data):
    """The bytes of text in ASCII, or of a buffer."""
    if isinstance(data, str):
        try:
            return data.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII characters') from None
    try:
        return _buffer(data)
    except TypeError as error:
        kind = str(error).removeprefix('a bytes-like object is required, not ')
        raise TypeError(f'argument should be bytes, buffer or ASCII string, not {kind}') from None


def hexlify(data, sep=_nothing, bytes_per_sep=1):
    data = _buffer(data)
    text = data.hex() if sep is _nothing else data.hex(sep, bytes_per_sep)
    return text.encode()


def unhexlify(hexstr, /):
    text = _ascii(hexstr)
    if len(text) % 2:
        raise Error('Odd-length string')
    if not all(byte in _hexdigits for byte in text):
        raise Error('Non-hexadecimal digit found')
    return bytes.fromhex(text.decode('ascii'))


b2a_hex, a2b_hex = hexlify, unhexlify


def _check_base64(data):
    """Refuses what is passed over without strict mode."""
    if data[:1] == b'=':
        raise Error('Leading padding not allowed')
    count = pads = 0
    for place, byte in enumerate(data):
        if byte == 61:
            pads += 1
            if count % 4 >= 2 and count % 4 + pads >= 4:
                if place + 1 < len(data):
                    raise Error('Excess data after padding')
                return
        elif byte not in _digits:
            raise Error('Only base64 data is allowed')
        elif pads:
            raise Error('Discontinuous padding not allowed')
        else:
            count += 1


_hexdigits = b'0123456789abcdefABCDEF'
_digits = b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'


def a2b_base64(data, /, *, strict_mode=False):
    data = _ascii(data)
    if strict_mode:
        _check_base64(data)
    result, count, is_complete = _decode(data)
    if count == 1:
        total = len(result) // 3 * 4 + 1
        raise Error('Invalid base64-encoded string: number of data characters '
                    f'({total}) cannot be 1 more than a multiple of 4')
    if not is_complete:
        raise Error('Incorrect padding')
    return result


def b2a_base64(data, /, *, newline=True):
    from base64 import b64encode
    return b64encode(data) + (b'\n' if newline else b'')


def crc_hqx(data, crc, /):
    """The check sum of 16 bits of the polynomial x**16 + x**12 + x**5 + 1."""
    data = _buffer(data)
    crc = crc.__index__() & 0xFFFF
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc


def b2a_uu(data, /, *, backtick=False):
    data = _buffer(data)
    if len(data) > 45:
        raise Error('At most 45 bytes at once')
    zero = 96 if backtick else 32
    values = [len(data)]
    for start in range(0, len(data), 3):
        number = int.from_bytes(data[start:start + 3].ljust(3, b'\0'), 'big')
        values += [number >> shift & 63 for shift in (18, 12, 6, 0)]
    return bytes([value + 32 if value else zero for value in values]) + b'\n'


def a2b_uu(data, /):
    data = _ascii(data)
    length = (data[0] - 32) & 63 if data else 32
    result, number, bits, place = bytearray(), 0, 0, 1
    while len(result) < length:
        byte = data[place] if place < len(data) else 0
        place += 1
        if byte in b'\n\r\0':
            byte = 32
        if not 32 <= byte <= 96:
            raise Error('Illegal char')
        number, bits = (number << 6 | (byte - 32) & 63) & 0x3FFF, bits + 6
        if bits >= 8:
            bits -= 8
            result.append(number >> bits & 255)
    if any(byte not in b' `\n\r' for byte in data[place:]):
        raise Error('Trailing garbage')
    return bytes(result)
