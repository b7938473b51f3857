"""The collector of reference cycles."""
from _inspection import collect as _collect

DEBUG_STATS, DEBUG_COLLECTABLE, DEBUG_UNCOLLECTABLE, DEBUG_SAVEALL, DEBUG_LEAK = 1, 2, 4, 32, 38
garbage, callbacks = [], []
_enabled = [True]


def collect(generation=2):
    return _collect()


def enable():
    _enabled[0] = True


def disable():
    _enabled[0] = False


def isenabled():
    return _enabled[0]


def get_threshold():
    return 700, 10, 10


def set_threshold(*thresholds):
    pass


def get_count():
    return 0, 0, 0


def freeze():
    pass


unfreeze = freeze


def get_objects(generation=None):
    raise NotImplementedError('cellgrad: not supported: gc.get_objects()')


def get_referrers(*objs):
    raise NotImplementedError('cellgrad: not supported: gc.get_referrers()')


get_referents = get_referrers


def is_tracked(obj, /):
    return not isinstance(obj, (int, float, str, bytes, complex, bool, type(None)))
