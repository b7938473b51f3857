"""The operating system: files, folders, environment, process."""
import sys
import posixpath as path
import _host
from _host import (
    access as _access, chdir, cpu_count, fspath, getcwd, getpid, system, urandom)
from collections.abc import MutableMapping

sys.modules['os.path'] = path
name = 'posix'
linesep = '\n'
from posixpath import curdir, pardir, sep, pathsep, defpath, extsep, altsep, devnull

error = OSError
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
O_RDONLY, O_WRONLY, O_RDWR = 0, 1, 2
O_CREAT, O_EXCL, O_TRUNC, O_APPEND = 0o100, 0o200, 0o1000, 0o2000
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


class PathLike:
    @classmethod
    def __subclasshook__(cls, subclass):
        return hasattr(subclass, '__fspath__')


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode() if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode() if isinstance(filename, bytes) else filename


class stat_result(tuple):
    _names = ('st_mode', 'st_ino', 'st_dev', 'st_nlink', 'st_uid', 'st_gid', 'st_size',
              'st_atime', 'st_mtime', 'st_ctime')

    def __new__(cls, fields):
        self = tuple.__new__(cls, fields[:7] + tuple(value // 10 ** 9 for value in fields[7:]))
        for name, value in zip(cls._names, fields[:7]):
            setattr(self, name, value)
        for name, value in zip(cls._names[7:], fields[7:]):
            setattr(self, name, value / 1e9)
            setattr(self, name + '_ns', value)
        return self

    def __repr__(self):
        parts = [f'{name}={value}' for name, value in zip(self._names, self)]
        return f"os.stat_result({', '.join(parts)})"


def stat(path, *, dir_fd=None, follow_symlinks=True):
    return stat_result(_host.stat(fspath(path), follow_symlinks))


def lstat(path, *, dir_fd=None):
    return stat(path, follow_symlinks=False)


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    return _access(fspath(path), mode)


def listdir(path='.'):
    return _host.listdir(fspath(path))


def mkdir(path, mode=0o777, *, dir_fd=None):
    _host.mkdir(fspath(path), mode)


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = path.split(fspath(name))
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail == curdir:
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def rmdir(path, *, dir_fd=None):
    _host.rmdir(fspath(path))


def removedirs(name):
    rmdir(name)
    head, tail = path.split(fspath(name))
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def remove(path, *, dir_fd=None):
    _host.unlink(fspath(path))


unlink = remove


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _host.rename(fspath(src), fspath(dst))


replace = rename


def renames(old, new):
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)


def symlink(src, dst, target_is_directory=False, *, dir_fd=None):
    _host.symlink(fspath(src), fspath(dst))


def readlink(path, *, dir_fd=None):
    return _host.readlink(fspath(path))


def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    _host.chmod(fspath(path), mode)


def utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True):
    if ns is None:
        import time
        ns = [int(value * 1e9) for value in times] if times else [time.time_ns()] * 2
    _host.utime(fspath(path), *ns)


def open(path, flags, mode=0o777, *, dir_fd=None):
    return _host.open(fspath(path), flags, mode)


def close(fd):
    _host.close(fd)


def read(fd, n, /):
    return _host.read(fd, n)


def write(fd, data, /):
    return _host.write(fd, data)


def lseek(fd, position, whence, /):
    return _host.seek(fd, position, whence)


def fdopen(fd, mode='r', *args, **kwargs):
    import io
    return io.open(fd, mode, *args, **kwargs)


class DirEntry:
    def __init__(self, folder, name):
        self.name = name
        self.path = path.join(folder, name)

    def __fspath__(self):
        return self.path

    def is_dir(self, *, follow_symlinks=True):
        return path.isdir(self.path) and (follow_symlinks or not path.islink(self.path))

    def is_file(self, *, follow_symlinks=True):
        return path.isfile(self.path) and (follow_symlinks or not path.islink(self.path))

    def is_symlink(self):
        return path.islink(self.path)

    def stat(self, *, follow_symlinks=True):
        return stat(self.path, follow_symlinks=follow_symlinks)

    def inode(self):
        return lstat(self.path).st_ino

    def __repr__(self):
        return f'<DirEntry {self.name!r}>'


class _ScandirIterator:
    def __init__(self, folder):
        self._entries = iter([DirEntry(folder, name) for name in listdir(folder)])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def close(self):
        self._entries = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def scandir(path='.'):
    return _ScandirIterator(fspath(path))


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    try:
        entries = listdir(top)
    except OSError as error:
        if str(error).startswith('cellgrad: '):
            raise
        if onerror is not None:
            onerror(error)
        return
    folders = [entry for entry in entries if path.isdir(path.join(top, entry))]
    files = [entry for entry in entries if entry not in folders]
    if topdown:
        yield top, folders, files
    for folder in folders:
        below = path.join(top, folder)
        if followlinks or not path.islink(below):
            yield from walk(below, topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


class _Environ(MutableMapping):
    """What the program has set itself; all of it once reading is allowed."""

    def __init__(self):
        self._changed = {}
        self._removed = set()

    def _all(self):
        merged = {key: value for key, value in _host.environment().items()
                  if key not in self._removed}
        merged.update(self._changed)
        return merged

    def __getitem__(self, key):
        if not isinstance(key, str):
            raise TypeError(f'str expected, not {type(key).__name__}')
        if key in self._changed:
            return self._changed[key]
        try:
            return self._all()[key]
        except KeyError:
            raise KeyError(key) from None

    def __setitem__(self, key, value):
        for text in (key, value):
            if not isinstance(text, str):
                raise TypeError(f'str expected, not {type(text).__name__}')
        self._changed[key] = value

    def __delitem__(self, key):
        if key not in self._changed:
            self[key]
        self._changed.pop(key, None)
        self._removed.add(key)

    def __iter__(self):
        return iter(self._all())

    def __len__(self):
        return len(self._all())

    def __repr__(self):
        parts = [f'{key!r}: {value!r}' for key, value in self._all().items()]
        return 'environ({' + ', '.join(parts) + '})'

    def copy(self):
        return self._all()

    def setdefault(self, key, value):
        if key not in self._changed and (not _host.permits('environment') or key not in self):
            self[key] = value
        return self[key]


environ = _Environ()


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def unsetenv(key):
    del environ[key]


class uname_result(tuple):
    _names = ('sysname', 'nodename', 'release', 'version', 'machine')

    def __getattr__(self, name):
        if name in self._names:
            return self[self._names.index(name)]
        raise AttributeError(name)

    def __repr__(self):
        parts = [f'{name}={value!r}' for name, value in zip(self._names, self)]
        return f"posix.uname_result({', '.join(parts)})"


def uname():
    return uname_result(_host.uname())


class terminal_size(tuple):
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])

    def __repr__(self):
        return f'os.terminal_size(columns={self[0]}, lines={self[1]})'


def get_terminal_size(fd=1):
    return terminal_size((80, 24))



def getcwdb():
    return getcwd().encode()


def _exit(status):
    raise SystemExit(status)


def _refused(name):
    def function(*args, **kwargs):
        raise NotImplementedError(f'cellgrad: not supported: os.{name}()')
    function.__name__ = function.__qualname__ = name
    return function


for _name in ('fork', 'kill', 'execv', 'execve', 'execvp', 'popen', 'pipe', 'wait', 'waitpid',
              'getuid', 'getgid', 'getppid', 'getlogin', 'dup', 'dup2', 'link', 'mkfifo', 'umask',
              'nice', 'times', 'startfile', 'spawnv'):
    globals()[_name] = _refused(_name)
