"""What can be found."""
import sys
from _inspection import finds


class ModuleSpec:
    def __init__(self, name, origin=None):
        self.name, self.origin, self.loader = name, origin, None

    def __repr__(self):
        return f'ModuleSpec(name={self.name!r}, loader=None, origin={self.origin!r})'


def find_spec(name, package=None):
    module = sys.modules.get(name)
    if module is not None:
        return ModuleSpec(name, getattr(module, '__file__', 'built-in'))
    return ModuleSpec(name, 'built-in') if finds(name) else None


def spec_from_file_location(name, location=None, **options):
    raise NotImplementedError('cellgrad: not supported: importlib.util.spec_from_file_location()')


def module_from_spec(spec):
    raise NotImplementedError('cellgrad: not supported: importlib.util.module_from_spec()')
