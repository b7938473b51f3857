"""Paths as objects."""
import fnmatch
import io
import os
import posixpath
from stat import S_ISDIR, S_ISLNK, S_ISREG

__all__ = ['PurePath', 'PurePosixPath', 'Path', 'PosixPath']


class _Parents:
    def __init__(self, path):
        self._path = path

    def _all(self):
        path, found = self._path, []
        while path.parent != path:
            path = path.parent
            found.append(path)
        return found

    def __len__(self):
        return len(self._all())

    def __getitem__(self, index):
        found = self._all()
        if isinstance(index, slice):
            return tuple(found[index])
        if not -len(found) <= index < len(found):
            raise IndexError(index)
        return found[index]

    def __iter__(self):
        return iter(self._all())

    def __repr__(self):
        return f'<{type(self._path).__name__}.parents>'


def _part(arg):
    if isinstance(arg, PurePath):
        return str(arg)
    text = os.fspath(arg) if hasattr(arg, '__fspath__') else arg
    if not isinstance(text, str):
        raise TypeError('expected str, bytes or os.PathLike object, '
                        f'not {type(text).__name__}')
    return text


class PurePath:
    __slots__ = ('_root', '_names', '_text')

    def __new__(cls, *args):
        if cls is PurePath:
            cls = PurePosixPath
        joined = ''
        for arg in args:
            joined = posixpath.join(joined, _part(arg)) if joined else _part(arg)
        return cls._from(joined)

    def __init__(self, *args):
        pass

    @classmethod
    def _from(cls, text):
        self = object.__new__(cls)
        root = ''
        if text.startswith('/'):
            root = '//' if text.startswith('//') and not text.startswith('///') else '/'
        self._root = root
        self._names = [name for name in text.split('/') if name and name != '.']
        self._text = root + '/'.join(self._names) or '.'
        return self

    @classmethod
    def _of(cls, root, names):
        return cls._from(root + '/'.join(names))

    def __str__(self):
        return self._text

    def __fspath__(self):
        return self._text

    def as_posix(self):
        return self._text

    def __bytes__(self):
        return self._text.encode()

    def __repr__(self):
        return f'{self.__class__.__name__}({self._text!r})'

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        from urllib.parse import quote
        return 'file://' + quote(self._text)

    def __eq__(self, other):
        return self._text == other._text if isinstance(other, PurePath) else NotImplemented

    def __hash__(self):
        return hash(self._text)

    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self.parts <= other.parts if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self.parts > other.parts if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self.parts >= other.parts if isinstance(other, PurePath) else NotImplemented

    drive = property(lambda self: '')
    root = property(lambda self: self._root)
    anchor = property(lambda self: self._root)

    @property
    def parts(self):
        return tuple(([self._root] if self._root else []) + self._names)

    @property
    def name(self):
        return self._names[-1] if self._names else ''

    @property
    def suffix(self):
        place = self.name.rfind('.')
        return self.name[place:] if 0 < place < len(self.name) - 1 else ''

    @property
    def suffixes(self):
        if self.name.endswith('.'):
            return []
        return ['.' + suffix for suffix in self.name.lstrip('.').split('.')[1:]]

    @property
    def stem(self):
        place = self.name.rfind('.')
        return self.name[:place] if 0 < place < len(self.name) - 1 else self.name

    @property
    def parent(self):
        return self._of(self._root, self._names[:-1]) if self._names else self

    @property
    def parents(self):
        return _Parents(self)

    def with_name(self, name):
        if not self.name:
            raise ValueError(f'{self!r} has an empty name')
        if not name or '/' in name or name == '.':
            raise ValueError(f'Invalid name {name!r}')
        return self._of(self._root, self._names[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if '/' in suffix or suffix and not suffix.startswith('.') or suffix == '.':
            raise ValueError(f'Invalid suffix {suffix!r}')
        if not self.name:
            raise ValueError(f'{self!r} has an empty name')
        return self.with_name(self.stem + suffix if self.suffix else self.name + suffix)

    def relative_to(self, *other):
        if not other:
            raise TypeError('need at least one argument')
        target = type(self)(*other)
        count = len(target._names)
        if self._root != target._root or self._names[:count] != target._names:
            raise ValueError(f'{str(self)!r} is not in the subpath of {str(target)!r}'
                             ' OR one path is relative and the other is absolute.')
        return self._of('', self._names[count:])

    def is_relative_to(self, *other):
        try:
            self.relative_to(*other)
        except ValueError:
            return False
        return True

    def joinpath(self, *args):
        text = self._text if self._root or self._names else ''
        for arg in args:
            text = posixpath.join(text, _part(arg))
        return self._from(text)

    def __truediv__(self, key):
        if not isinstance(key, (str, PurePath)) and not hasattr(key, '__fspath__'):
            return NotImplemented
        return self.joinpath(key)

    def __rtruediv__(self, key):
        if not isinstance(key, (str, PurePath)):
            return NotImplemented
        return self._from(posixpath.join(_part(key), self._text))

    def is_absolute(self):
        return bool(self._root)

    def is_reserved(self):
        return False

    def match(self, path_pattern):
        pattern = type(self)(path_pattern)
        names, wanted = list(self.parts), list(pattern.parts)
        if not wanted:
            raise ValueError('empty pattern')
        if pattern._root and len(names) != len(wanted) or len(wanted) > len(names):
            return False
        return all(fnmatch.fnmatchcase(name, part)
                   for name, part in zip(reversed(names), reversed(wanted)))

    def __reduce__(self):
        return self.__class__, tuple(self.parts)


class PurePosixPath(PurePath):
    __slots__ = ()


class Path(PurePath):
    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        return super().__new__(PosixPath if cls is Path else cls, *args)

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls(os.path.expanduser('~'))

    def samefile(self, other_path):
        return os.path.samefile(self, other_path)

    def iterdir(self):
        for name in os.listdir(self):
            yield self / name

    def _matching(self, parts):
        if not parts:
            yield self
            return
        part, rest = parts[0], parts[1:]
        if part == '**':
            yield from self._matching(rest)
            for child in self._children():
                if child.is_dir() and not child.is_symlink():
                    yield from child._matching(parts)
        elif any(character in part for character in '*?['):
            for child in self._children():
                if fnmatch.fnmatchcase(child.name, part):
                    if not rest or child.is_dir():
                        yield from child._matching(rest)
        elif (self / part).exists():
            yield from (self / part)._matching(rest)

    def _children(self):
        return list(self.iterdir()) if self.is_dir() else []

    def glob(self, pattern):
        if not pattern:
            raise ValueError(f'Unacceptable pattern: {pattern!r}')
        made = PurePath(pattern)
        if made._root:
            raise NotImplementedError('Non-relative patterns are unsupported')
        return _each_once(self._matching(list(made.parts)), pattern.endswith('**'))

    def rglob(self, pattern):
        return _each_once(self._matching(['**', *PurePath(pattern).parts]), False)

    def absolute(self):
        return self if self._root else self.cwd() / self

    def resolve(self, strict=False):
        path = os.path.realpath(self)
        if strict:
            os.stat(path)
        return self._from(path)

    def stat(self, *, follow_symlinks=True):
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        return os.lstat(self)

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        with self.open('rb') as file:
            return file.read()

    def read_text(self, encoding=None, errors=None):
        with self.open('r', encoding=encoding, errors=errors) as file:
            return file.read()

    def write_bytes(self, data):
        with self.open('wb') as file:
            return file.write(data)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f'data must be str, not {data.__class__.__name__}')
        with self.open('w', encoding=encoding, errors=errors, newline=newline) as file:
            return file.write(data)

    def readlink(self):
        return self._from(os.readlink(self))

    def touch(self, mode=0o666, exist_ok=True):
        if self.exists():
            if not exist_ok:
                raise FileExistsError(17, 'File exists', str(self))
            os.utime(self)
        else:
            os.close(os.open(self, os.O_CREAT | os.O_WRONLY, mode))

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def chmod(self, mode, *, follow_symlinks=True):
        os.chmod(self, mode)

    def unlink(self, missing_ok=False):
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        os.rmdir(self)

    def rename(self, target):
        os.rename(self, target)
        return self.__class__(target)

    replace = rename

    def symlink_to(self, target, target_is_directory=False):
        os.symlink(target, self)

    def exists(self):
        return os.path.exists(self)

    def is_dir(self):
        return os.path.isdir(self)

    def is_file(self):
        return os.path.isfile(self)

    def is_symlink(self):
        return os.path.islink(self)

    def is_mount(self):
        return os.path.ismount(self)

    def owner(self):
        raise NotImplementedError('cellgrad: not supported: Path.owner()')

    def expanduser(self):
        return self._from(os.path.expanduser(self._text))

    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass


def _each_once(paths, only_folders):
    seen = set()
    for path in paths:
        if path not in seen and (not only_folders or path.is_dir()):
            seen.add(path)
            yield path


class PosixPath(Path, PurePosixPath):
    __slots__ = ()
