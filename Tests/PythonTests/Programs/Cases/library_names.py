"""Names of the language that are easily forgotten."""
import collections
import copy
import pickle
import types


def show(source):
    try:
        print(source, '->', eval(source))
    except Exception as error:
        print(source, '->', type(error).__name__, error)


for source in '''types.GenericAlias(list, (int,))
types.GenericAlias(dict, (str, int)) == dict[str, int]
types.GenericAlias(list, int)
vars(collections)['deque']
collections.nope
collections.ChainMap({})
BrokenPipeError.__mro__[1]
type(OSError(32, 'x'))
type(OSError(111, 'x'))
[name for name in ('real', 'imag', 'numerator', 'denominator') if name in dir(5)]
[name for name in ('__doc__', '__reduce__', '__reduce_ex__', '__sizeof__') if name in dir([])]
(5).__sizeof__(), [].__sizeof__()
[name for name in ('args', '__cause__', 'with_traceback') if name in dir(ValueError())]'''.split('\n'):
    show(source)


class A:
    pass


a = A()
a.x = [1]
print(copy.copy(a).x, copy.deepcopy(a).x is a.x, pickle.loads(pickle.dumps([1, {2}])))
