"""Check sums; compression is refused."""
from _digests import crc32, adler32

DEFLATED, MAX_WBITS, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 8, 15, 1, 9, -1


class error(Exception):
    pass


def __getattr__(name):
    raise NotImplementedError(f'cellgrad: not supported: zlib.{name}')
