"""Bytes as text: base 64, 32, 16, 85."""
from _digests import base64_encoded as _encode

_base32 = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
_base32hex = b'0123456789ABCDEFGHIJKLMNOPQRSTUV'
_ascii85 = bytes(range(33, 118))
_base85 = (b'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
           b'!#$%&()*+-;<=>?@^_`{|}~')


def _data(s):
    if isinstance(s, str):
        try:
            return s.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII characters') from None
    if not isinstance(s, (bytes, bytearray)):
        raise TypeError(f'argument should be a bytes-like object or ASCII string, not {type(s).__name__!r}')
    return bytes(s)


def b64encode(s, altchars=None):
    encoded = _encode(s)
    return encoded if altchars is None else encoded.translate(bytes.maketrans(b'+/', altchars))


def b64decode(s, altchars=None, validate=False):
    import binascii
    s = _data(s)
    if altchars is not None:
        s = s.translate(bytes.maketrans(_data(altchars), b'+/'))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, b'-_')


def urlsafe_b64decode(s):
    return b64decode(s, b'-_')


def _check_bytes(s):
    try:
        memoryview(s)
    except TypeError:
        raise TypeError(f'expected bytes-like object, not {type(s).__name__}') from None


def encodebytes(s):
    _check_bytes(s)
    return b''.join([b64encode(s[start:start + 57]) + b'\n' for start in range(0, len(s), 57)])


def decodebytes(s):
    _check_bytes(s)
    return b64decode(s)


def _group_encoded(data, digits, size, width, base):
    """Groups of bytes as digits of a base, cut to what a last group needs."""
    for start in range(0, len(data), size):
        group = data[start:start + size]
        number = int.from_bytes(group.ljust(size, b'\0'), 'big')
        chunk = bytearray()
        for _ in range(width):
            number, digit = divmod(number, base)
            chunk.append(digits[digit])
        chunk.reverse()
        yield group, bytes(chunk)


def _buffer(data):
    return data if isinstance(data, (bytes, bytearray)) else memoryview(data).tobytes()


def _base32_encoded(data, digits):
    data = _buffer(data)
    return b''.join([chunk[:(len(group) * 8 + 4) // 5].ljust(8, b'=')
                     for group, chunk in _group_encoded(data, digits, 5, 8, 32)])


def _base32_decoded(s, digits, casefold, map01=None):
    import binascii
    s = _data(s)
    if len(s) % 8:
        raise binascii.Error('Incorrect padding')
    if map01 is not None:
        s = s.translate(bytes.maketrans(b'01', b'O' + _data(map01)))
    s = s.upper() if casefold else s
    text = s.rstrip(b'=')
    pads = len(s) - len(text)
    number = 0
    for byte in text:
        digit = digits.find(byte)
        if digit < 0:
            raise binascii.Error('Non-base32 digit found')
        number = number << 5 | digit
    if pads not in (0, 1, 3, 4, 6):
        raise binascii.Error('Incorrect padding')
    bits = len(text) * 5
    return (number >> bits % 8).to_bytes(bits // 8, 'big')


def b32encode(s):
    return _base32_encoded(s, _base32)


def b32decode(s, casefold=False, map01=None):
    return _base32_decoded(s, _base32, casefold, map01)


def b32hexencode(s):
    return _base32_encoded(s, _base32hex)


def b32hexdecode(s, casefold=False):
    return _base32_decoded(s, _base32hex, casefold)


def b16encode(s):
    import binascii
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    import binascii
    s = _data(s)
    s = s.upper() if casefold else s
    if not all(byte in b'0123456789ABCDEF' for byte in s):
        raise binascii.Error('Non-base16 digit found')
    return binascii.unhexlify(s)


def _chunks85(b, digits, pad):
    """The groups of four bytes as five digits; `pad` keeps what fills the last one."""
    for group, chunk in _group_encoded(_buffer(b), digits, 4, 5, 85):
        yield group, chunk if pad else chunk[:len(group) + 1]


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    chunks = []
    for group, chunk in _chunks85(b, _ascii85, pad):
        if chunk == b'!!!!!':
            chunk = b'z'
        elif foldspaces and group == b'    ':
            chunk = b'y'
        chunks.append(chunk)
    result = (b'<~' if adobe else b'') + b''.join(chunks)
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [result[start:start + wrapcol] for start in range(0, len(result), wrapcol)]
        if adobe and len(lines[-1] if lines else b'') + 2 > wrapcol:
            lines.append(b'')
        result = b'\n'.join(lines)
    return result + (b'~>' if adobe else b'')


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b' \t\n\r\x0b'):
    b = _data(b)
    if adobe:
        if not b.endswith(b'~>'):
            raise ValueError(f"Ascii85 encoded byte sequences must end with {b'~>'!r}")
        b = b[2:-2] if b.startswith(b'<~') else b[:-2]
    result, group = bytearray(), []
    short = {ord('z'): ('z', b'\0\0\0\0')}
    if foldspaces:
        short[ord('y')] = ('y', b'    ')
    for byte in b + b'uuuu':
        if 33 <= byte <= 117:
            group.append(byte - 33)
            if len(group) == 5:
                result += _group85(group, 'Ascii85 overflow')
                group = []
        elif byte in short:
            name, meaning = short[byte]
            if group:
                raise ValueError(f'{name} inside Ascii85 5-tuple')
            result += meaning
        elif byte not in ignorechars:
            raise ValueError(f'Non-Ascii85 digit found: {byte:c}')
    filling = 4 - len(group)
    return bytes(result[:-filling] if filling else result)


def _group85(group, message):
    """The four bytes of five digits."""
    number = 0
    for digit in group:
        number = number * 85 + digit
    if number > 0xFFFFFFFF:
        raise ValueError(message)
    return number.to_bytes(4, 'big')


def b85encode(b, pad=False):
    return b''.join([chunk for _, chunk in _chunks85(b, _base85, pad)])


def b85decode(b):
    b = _data(b)
    filling = -len(b) % 5
    b += b'~' * filling
    result = bytearray()
    for start in range(0, len(b), 5):
        group = []
        for place, byte in enumerate(b[start:start + 5], start):
            digit = _base85.find(byte)
            if digit < 0:
                raise ValueError(f'bad base85 character at position {place}')
            group.append(digit)
        result += _group85(group, f'base85 overflow in hunk starting at byte {start}')
    return bytes(result[:-filling] if filling else result)


def encode(input, output):
    while data := input.read(57):
        while len(data) < 57 and (more := input.read(57 - len(data))):
            data += more
        output.write(b64encode(data) + b'\n')


def decode(input, output):
    import binascii
    while line := input.readline():
        output.write(binascii.a2b_base64(line))
