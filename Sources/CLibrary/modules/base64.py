"""Bytes as text: base 64, 32, 16."""
from _digests import base64_encoded as _encode

_base32 = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'


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
    if not isinstance(s, (bytes, bytearray)):
        raise TypeError(f"a bytes-like object is required, not '{type(s).__name__}'")
    encoded = _encode(s)
    return encoded if altchars is None else encoded.translate(bytes.maketrans(b'+/', altchars))


def b64decode(s, altchars=None, validate=False):
    import binascii
    s = _data(s)
    if altchars is not None:
        s = s.translate(bytes.maketrans(_data(altchars), b'+/'))
    return binascii.a2b_base64(s, strict_mode=validate)


standard_b64encode, standard_b64decode = b64encode, b64decode


def urlsafe_b64encode(s):
    return b64encode(s, b'-_')


def urlsafe_b64decode(s):
    return b64decode(s, b'-_')


def encodebytes(s):
    return b''.join([b64encode(s[start:start + 57]) + b'\n' for start in range(0, len(s), 57)])


def decodebytes(s):
    return b64decode(s)


def b32encode(s):
    result = bytearray()
    for start in range(0, len(s), 5):
        group = s[start:start + 5]
        number = int.from_bytes(group, 'big') << 8 * (5 - len(group))
        chunk = bytes([_base32[number >> shift & 31] for shift in range(35, -1, -5)])
        result += chunk[:(len(group) * 8 + 4) // 5].ljust(8, b'=')
    return bytes(result)


def b32decode(s, casefold=False, map01=None):
    import binascii
    s = _data(s)
    s = s.upper() if casefold else s
    if len(s) % 8:
        raise binascii.Error('Incorrect padding')
    text = s.rstrip(b'=')
    number = 0
    for byte in text:
        if byte not in _base32:
            raise binascii.Error('Non-base32 digit found')
        number = number << 5 | _base32.index(byte)
    bits = len(text) * 5
    return (number >> bits % 8).to_bytes(bits // 8, 'big')


def b16encode(s):
    return s.hex().upper().encode()


def b16decode(s, casefold=False):
    import binascii
    s = _data(s)
    s = s.upper() if casefold else s
    if not all(byte in b'0123456789ABCDEF' for byte in s):
        raise binascii.Error('Non-base16 digit found')
    return bytes.fromhex(s.decode())
