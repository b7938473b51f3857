"""Digests."""
import _digests

algorithms_guaranteed = {'md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'}
algorithms_available = algorithms_guaranteed
_sizes = {'md5': (16, 64), 'sha1': (20, 64), 'sha224': (28, 64), 'sha256': (32, 64),
          'sha384': (48, 128), 'sha512': (64, 128)}


class HASH:
    __module__ = '_hashlib'

    def __init__(self, name, data=b''):
        self.name = name
        self.digest_size, self.block_size = _sizes[name]
        self._data = bytearray()
        if data:
            self.update(data)

    def update(self, data, /):
        if isinstance(data, str):
            raise TypeError('Strings must be encoded before hashing')
        if not isinstance(data, (bytes, bytearray)):
            raise TypeError('object supporting the buffer API required')
        self._data += data

    def digest(self):
        return getattr(_digests, self.name)(self._data)

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        return HASH(self.name, bytes(self._data))

    def __repr__(self):
        return f'<{self.name} _hashlib.HASH object @ {id(self):#x}>'


def new(name, data=b'', *, usedforsecurity=True):
    name = name.lower().replace('-', '')
    if name not in _sizes:
        if name in ('sha3_256', 'sha3_512', 'blake2b', 'blake2s', 'sha3_224', 'sha3_384'):
            raise NotImplementedError(f'cellgrad: not supported: hashlib.{name}')
        raise ValueError(f'unsupported hash type {name}')
    return HASH(name, data)


def _constructor(name):
    def make(string=b'', *, usedforsecurity=True):
        if isinstance(string, str):
            raise TypeError('Strings must be encoded before hashing')
        return new(name, string)
    make.__name__ = make.__qualname__ = 'openssl_' + name
    return make


md5, sha1, sha224, sha256, sha384, sha512 = map(
    _constructor, ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'))
blake2b, blake2s = _constructor('blake2b'), _constructor('blake2s')


def file_digest(fileobj, digest, /, *, _bufsize=262144):
    made = new(digest) if isinstance(digest, str) else digest()
    while chunk := fileobj.read(_bufsize):
        made.update(chunk)
    return made
