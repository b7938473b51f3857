"""Paths of POSIX systems: `os.path`."""
import _host
from _host import fspath as _text

curdir, pardir, sep, extsep, pathsep = '.', '..', '/', '.', ':'
defpath, altsep, devnull = '/bin:/usr/bin', None, '/dev/null'
supports_unicode_filenames = False


def _like(path, text):
    """A separator or dot of the path's own type."""
    return text.encode() if isinstance(path, bytes) else text


def _check_parts(parts):
    """Says what is wrong with paths that could not be joined."""
    kinds = set()
    for part in parts:
        if not isinstance(part, (str, bytes)):
            raise TypeError('join() argument must be str, bytes, or os.PathLike object, '
                            f'not {type(part).__name__!r}') from None
        kinds.add(isinstance(part, bytes))
    if len(kinds) == 2:
        raise TypeError("Can't mix strings and bytes in path components") from None


def normcase(s):
    return _text(s)


def isabs(s):
    s = _text(s)
    return s.startswith(_like(s, '/'))


def join(a, *p):
    path = first = _text(a)
    slash = _like(path, '/')
    try:
        for part in map(_text, p):
            if part.startswith(slash):
                path = part
            elif not path or path.endswith(slash):
                path += part
            else:
                path += slash + part
    except (TypeError, AttributeError):
        _check_parts((first, *p))
        raise
    return path


def split(p):
    p = _text(p)
    slash = _like(p, '/')
    place = p.rfind(slash) + 1
    head, tail = p[:place], p[place:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(p):
    p = _text(p)
    dot = _like(p, '.')
    start = p.rfind(_like(p, '/')) + 1
    place = p.rfind(dot)
    if place > start and p[start:place].strip(dot):
        return p[:place], p[place:]
    return p, p[:0]


def splitdrive(p):
    p = _text(p)
    return p[:0], p


def basename(p):
    p = _text(p)
    return p[p.rfind(_like(p, '/')) + 1:]


def dirname(p):
    return split(p)[0]


def normpath(path):
    path = _text(path)
    slash, dot, dots = _like(path, '/'), _like(path, '.'), _like(path, '..')
    if not path:
        return dot
    start = slash if path.startswith(slash) else path[:0]
    if path.startswith(slash * 2) and not path.startswith(slash * 3):
        start = slash * 2
    parts = []
    for part in path.split(slash):
        if part == dots and parts and parts[-1] != dots:
            parts.pop()
        elif part == dots and start:
            continue
        elif part and part != dot:
            parts.append(part)
    return start + slash.join(parts) or dot


def abspath(path):
    path = _text(path)
    if not isabs(path):
        folder = _host.getcwd()
        path = join(folder.encode() if isinstance(path, bytes) else folder, path)
    return normpath(path)


def realpath(filename, *, strict=False):
    return _host.realpath(_text(filename))


def relpath(path, start=None):
    path = _text(path)
    if not path:
        raise ValueError('no path specified')
    here = [part for part in abspath(_like(path, '.') if start is None else start)
            .split(_like(path, '/')) if part]
    there = [part for part in abspath(path).split(_like(path, '/')) if part]
    shared = len(commonprefix([here, there]))
    parts = [_like(path, '..')] * (len(here) - shared) + there[shared:]
    return join(*parts) if parts else _like(path, '.')


def commonprefix(m):
    if not m:
        return ''
    if not isinstance(m[0], (list, tuple)):
        m = [_text(item) for item in m]
    first, last = min(m), max(m)
    for place, item in enumerate(first):
        if item != last[place]:
            return first[:place]
    return first


def commonpath(paths):
    paths = [_text(path) for path in paths]
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    if len({isabs(path) for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    parts = [[part for part in path.split('/') if part and part != '.'] for path in paths]
    return ('/' if isabs(paths[0]) else '') + '/'.join(commonprefix(parts))


def expanduser(path):
    path = _text(path)
    if not path.startswith('~'):
        return path
    name, slash, rest = path.partition('/')
    if name != '~':
        return path
    import os
    home = os.environ['HOME'] if 'HOME' in os.environ else '~'
    return (home.rstrip('/') + slash + rest) or '/'


def expandvars(path):
    import os
    import re
    path = _text(path)
    return re.sub(r'\$(\w+|\{[^}]*\})',
                  lambda m: os.environ.get(m[1].strip('{}'), m[0]), path) if '$' in path else path


def _status(path, follow=True):
    """The result of stat, or None; a missing permission is an error of its own."""
    try:
        return _host.stat(_text(path), follow)
    except PermissionError as error:
        if str(error).startswith('cellgrad: '):
            raise
    except (OSError, ValueError):
        pass


def exists(path):
    return _status(path) is not None


def lexists(path):
    return _status(path, False) is not None


def _has_kind(path, kind, follow=True):
    status = _status(path, follow)
    return status is not None and status[0] & 0o170000 == kind


def isfile(path):
    return _has_kind(path, 0o100000)


def isdir(s):
    return _has_kind(s, 0o040000)


def islink(path):
    return _has_kind(path, 0o120000, False)


def ismount(path):
    return realpath(path) == '/'


def getsize(filename):
    return _host.stat(_text(filename))[6]


def getatime(filename):
    return _host.stat(_text(filename))[7] / 1e9


def getmtime(filename):
    return _host.stat(_text(filename))[8] / 1e9


def getctime(filename):
    return _host.stat(_text(filename))[9] / 1e9


def samefile(f1, f2):
    return _host.stat(_text(f1))[1:3] == _host.stat(_text(f2))[1:3]


def samestat(s1, s2):
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev
