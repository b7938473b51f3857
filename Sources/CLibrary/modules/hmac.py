"""Keyed digests."""
import hashlib


class HMAC:
    def __init__(self, key, msg=None, digestmod=''):
        self._make = digestmod if callable(digestmod) else lambda data=b'': hashlib.new(digestmod, data)
        inner = self._make()
        self.block_size, self.digest_size, self.name = inner.block_size, inner.digest_size, 'hmac-' + inner.name
        if len(key) > self.block_size:
            key = self._make(key).digest()
        key = bytes(key).ljust(self.block_size, b'\0')
        self._outer_key = bytes([byte ^ 0x5C for byte in key])
        inner.update(bytes([byte ^ 0x36 for byte in key]))
        self._inner = inner
        if msg is not None:
            self.update(msg)

    def update(self, msg):
        self._inner.update(msg)

    def digest(self):
        return self._make(self._outer_key + self._inner.digest()).digest()

    def hexdigest(self):
        return self.digest().hex()


def new(key, msg=None, digestmod=''):
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    return HMAC(key, msg, digest).digest()


def compare_digest(a, b):
    return a == b
