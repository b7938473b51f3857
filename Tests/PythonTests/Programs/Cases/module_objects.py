import sys
import types

module = types.ModuleType('mine', 'What it is for.')
module.x = 3
print(module, module.__doc__, module.__name__, module.x, sorted(vars(module)), module.__dict__['x'])
for arguments, keywords in [((), {}), ((3,), {}), (('a',), {'doc': 'b'})]:
    try:
        print(types.ModuleType(*arguments, **keywords).__doc__)
    except TypeError as error:
        print(error)

class Lazy(types.ModuleType):
    @property
    def answer(self):
        return 42

    def __getattr__(self, name):
        return name * 2

lazy = Lazy('lazy')
print(lazy.answer, lazy.ab, type(lazy) is Lazy, isinstance(lazy, types.ModuleType))
lazy.own = 1
print(lazy.own, vars(lazy)['own'])
sys.modules['lazy'] = lazy
import lazy as again
from lazy import xy
print(again is lazy, xy)
exec('y = x + 2', module.__dict__)
print(module.y)
