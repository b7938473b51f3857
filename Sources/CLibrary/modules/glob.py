"""Files by shell patterns."""
import fnmatch
import os
import re

__all__ = ['escape', 'glob', 'iglob']

_magic = re.compile('([*?[])')


def has_magic(s):
    return _magic.search(s) is not None


def escape(pathname):
    return _magic.sub(r'[\1]', pathname)


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive,
                      include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return iter([found for found in _found(os.fspath(pathname), root_dir or '', recursive,
                                           include_hidden) if found])


def _names(folder):
    try:
        return os.listdir(folder or '.')
    except OSError as error:
        if str(error).startswith('cellgrad: '):
            raise
        return []


def _found(pathname, root, recursive, hidden):
    head, tail = os.path.split(pathname)
    if not has_magic(pathname):
        full = os.path.join(root, pathname)
        exists = os.path.lexists(full) if tail else os.path.isdir(os.path.join(root, head))
        return [pathname] if exists else []
    folders = [head]
    if head and head != pathname and has_magic(head):
        folders = _found(head, root, recursive, hidden)
    result = []
    for folder in folders:
        place = os.path.join(root, folder)
        if recursive and tail == '**':
            below = _below(place, '', hidden)
            result += [os.path.join(folder, name) for name in below]
        elif not has_magic(tail):
            if os.path.lexists(os.path.join(place, tail)) if tail else os.path.isdir(place):
                result.append(os.path.join(folder, tail))
        else:
            names = _names(place)
            if not (hidden or tail.startswith('.')):
                names = [name for name in names if not name.startswith('.')]
            result += [os.path.join(folder, name) for name in fnmatch.filter(names, tail)]
    return result


def _below(place, prefix, hidden):
    yield prefix
    for name in _names(os.path.join(place, prefix)):
        if hidden or not name.startswith('.'):
            path = os.path.join(prefix, name)
            if os.path.isdir(os.path.join(place, path)):
                yield from _below(place, path, hidden)
            else:
                yield path
