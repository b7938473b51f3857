"""Random numbers that cannot be guessed."""
import os
from random import Random as _Random

__all__ = ['choice', 'randbelow', 'randbits', 'SystemRandom', 'token_bytes', 'token_hex',
           'token_urlsafe', 'compare_digest']


class SystemRandom(_Random):
    pass


def randbits(k):
    return int.from_bytes(os.urandom((k + 7) // 8), 'big') >> -k % 8


def randbelow(exclusive_upper_bound):
    if exclusive_upper_bound <= 0:
        raise ValueError('Upper bound must be positive.')
    while True:
        number = randbits(exclusive_upper_bound.bit_length())
        if number < exclusive_upper_bound:
            return number


def choice(seq):
    return seq[randbelow(len(seq))]


def token_bytes(nbytes=None):
    return os.urandom(32 if nbytes is None else nbytes)


def token_hex(nbytes=None):
    return token_bytes(nbytes).hex()


def token_urlsafe(nbytes=None):
    import base64
    return base64.urlsafe_b64encode(token_bytes(nbytes)).rstrip(b'=').decode()


def compare_digest(a, b):
    return a == b
