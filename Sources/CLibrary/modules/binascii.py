"""Bytes and text."""
from _digests import base64_decoded as _decode, crc32


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


def hexlify(data, sep=None, bytes_per_sep=1):
    text = bytes(data).hex() if sep is None else bytes(data).hex(sep, bytes_per_sep)
    return text.encode()


def unhexlify(hexstr):
    text = hexstr if isinstance(hexstr, str) else hexstr.decode('ascii')
    if len(text) % 2:
        raise Error('Odd-length string')
    try:
        return bytes([int(text[place:place + 2], 16) for place in range(0, len(text), 2)])
    except ValueError:
        raise Error('Non-hexadecimal digit found') from None


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


_digits = b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'


def a2b_base64(data, /, *, strict_mode=False):
    if isinstance(data, str):
        data = data.encode('ascii')
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
