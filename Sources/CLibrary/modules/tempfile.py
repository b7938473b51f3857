"""Temporary files and folders."""
import io
import os
import random as _random
from shutil import rmtree as _rmtree

__all__ = ['NamedTemporaryFile', 'TemporaryFile', 'SpooledTemporaryFile', 'TemporaryDirectory',
           'mkstemp', 'mkdtemp', 'mktemp', 'TMP_MAX', 'gettempprefix', 'tempdir', 'gettempdir']
TMP_MAX = 10000
template = 'tmp'
tempdir = None
_names = _random.Random(int.from_bytes(os.urandom(8), 'little'))


def gettempprefix():
    return template


def gettempdir():
    return tempdir or '/tmp'


def _made(make, prefix, suffix, dir):
    dir = gettempdir() if dir is None else os.fspath(dir)
    for _ in range(TMP_MAX):
        name = ''.join(_names.choices('abcdefghijklmnopqrstuvwxyz0123456789_', k=8))
        path = os.path.join(os.path.abspath(dir), (prefix or template) + name + (suffix or ''))
        try:
            return make(path), path
        except FileExistsError:
            continue
    raise FileExistsError(17, 'No usable temporary file name found')


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    return _made(lambda path: os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), prefix, suffix, dir)


def mkdtemp(suffix=None, prefix=None, dir=None):
    return _made(lambda path: os.mkdir(path, 0o700), prefix, suffix, dir)[1]


def mktemp(suffix='', prefix=template, dir=None):
    return _made(lambda path: os.path.exists(path) and _taken(), prefix, suffix, dir)[1]


def _taken():
    raise FileExistsError(17, 'File exists')


class _TemporaryFileWrapper:
    def __init__(self, file, name, delete):
        self.file, self.name, self.delete = file, name, delete

    def __getattr__(self, name):
        return getattr(self.__dict__['file'], name)

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, *details):
        self.close()

    def __iter__(self):
        return iter(self.file)

    def close(self):
        if not self.file.closed:
            self.file.close()
            if self.delete:
                os.unlink(self.name)

    def __del__(self):
        try:
            self.close()
        except Exception:
            pass


def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None,
                       prefix=None, dir=None, delete=True, *, errors=None):
    fd, path = mkstemp(suffix, prefix, dir)
    file = io.open(fd, mode, buffering, encoding, errors, newline)
    return _TemporaryFileWrapper(file, path, delete)


def TemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None,
                  dir=None, *, errors=None):
    fd, path = mkstemp(suffix, prefix, dir)
    os.unlink(path)
    return io.open(fd, mode, buffering, encoding, errors, newline)


def SpooledTemporaryFile(max_size=0, mode='w+b', *args, **kwargs):
    return io.BytesIO() if 'b' in mode else io.StringIO()


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        self._ignore = ignore_cleanup_errors
        self.name = mkdtemp(suffix, prefix, dir)

    def __repr__(self):
        return f'<{self.__class__.__name__} {self.name!r}>'

    def __enter__(self):
        return self.name

    def __exit__(self, *details):
        self.cleanup()

    def cleanup(self):
        if os.path.exists(self.name):
            _rmtree(self.name, self._ignore)

    def __del__(self):
        try:
            self.cleanup()
        except Exception:
            pass
