"""Encodings."""
from io import open as _open

BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE = b'\xef\xbb\xbf', b'\xff\xfe', b'\xfe\xff'
BOM, BOM_UTF16 = BOM_UTF16_LE, BOM_UTF16_LE


def encode(obj, encoding='utf-8', errors='strict'):
    if encoding in ('rot13', 'rot_13'):
        return _rotated(obj)
    if encoding in ('hex', 'hex_codec'):
        return obj.hex().encode()
    return obj.encode(encoding, errors)


def decode(obj, encoding='utf-8', errors='strict'):
    if encoding in ('rot13', 'rot_13'):
        return _rotated(obj)
    if encoding in ('hex', 'hex_codec'):
        return bytes.fromhex(obj.decode())
    if encoding in ('unicode_escape', 'unicode-escape'):
        return _unescaped(obj if isinstance(obj, str) else obj.decode('latin-1'))
    return bytes(obj).decode(encoding, errors)


def _unescaped(text):
    """The text of a string literal's inside."""
    quoted = text.replace("'", "\\'").replace('\n', '\\n')
    return eval(f"'{quoted}'", {})


def _rotated(text):
    lower, upper = 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
    table = str.maketrans(lower + upper, lower[13:] + lower[:13] + upper[13:] + upper[:13])
    return text.translate(table)


def open(filename, mode='r', encoding=None, errors='strict', buffering=-1):
    if encoding is not None and 'b' not in mode:
        return _open(filename, mode, buffering, encoding, errors, newline='')
    return _open(filename, mode, buffering)


class CodecInfo:
    def __init__(self, name):
        self.name = name
        self.encode = lambda text, errors='strict': (text.encode(name, errors), len(text))
        self.decode = lambda data, errors='strict': (bytes(data).decode(name, errors), len(data))


def lookup(encoding):
    b''.decode(encoding)
    return CodecInfo(encoding.lower())


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getreader(encoding):
    def reader(stream, errors='strict'):
        from io import TextIOWrapper
        return TextIOWrapper(stream, encoding, errors)
    return reader


getwriter = getreader
