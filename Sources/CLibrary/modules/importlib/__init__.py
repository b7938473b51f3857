"""Importing from programs."""
import sys
from _inspection import reload



def import_module(name, package=None):
    level = len(name) - len(name.lstrip('.'))
    if level:
        if not package:
            raise TypeError("the 'package' argument is required to perform a relative import for "
                            f'{name!r}')
        parts = package.split('.')
        base = '.'.join(parts[:len(parts) - level + 1])
        name = base + '.' + name[level:] if name[level:] else base
    __import__(name)
    return sys.modules[name]


def invalidate_caches():
    pass


def __getattr__(name):
    if name in ('util', 'metadata', 'resources', 'machinery', 'abc'):
        return import_module('importlib.' + name)
    raise AttributeError(f"module 'importlib' has no attribute {name!r}")
