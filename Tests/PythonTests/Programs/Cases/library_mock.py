"""`unittest.mock`: results, effects, what was called, patches."""
import math
import re
from unittest import mock
from unittest.mock import ANY, DEFAULT, MagicMock, Mock, call, patch, sentinel


def show(action):
    try:
        print(re.sub(r"id='\d+'", 'id', repr(action())))
    except BaseException as error:
        print(type(error).__name__, error)


m = Mock(return_value=3)
show(lambda: (m(1, a=2), m.called, m.call_count, m.call_args, m.call_args_list, m.mock_calls))
show(lambda: (m.call_args.args, m.call_args.kwargs, list(m.call_args)))
for check in (m.assert_called, m.assert_called_once, m.assert_not_called, lambda: m.assert_called_with(1),
              lambda: m.assert_called_with(1, a=2), lambda: m.assert_any_call(5), lambda: m.assert_called_once_with(2),
              lambda: m.assert_has_calls([call(9)]), lambda: m.assert_has_calls([call(1, a=2)])):
    show(check)
m('x')
show(m.assert_called_once)
show(lambda: m.assert_called_once_with(1))
n = Mock(name='n')
show(lambda: n.assert_called())
show(lambda: n.assert_called_with(1))
show(lambda: (n, n.a, n.a.b(), n.method(1).other))
show(lambda: (n.mock_calls, n.method_calls))
show(lambda: Mock(side_effect=ValueError('no'))())
e = Mock(side_effect=[1, KeyError('k'), DEFAULT], return_value='d')
for _ in range(4):
    show(e)
show(lambda: Mock(side_effect=lambda x: x * 2)(4))
s = Mock(spec=['a'])
show(lambda: s.a)
show(lambda: s.b)
show(lambda: Mock().asert_called())
c = Mock(**{'x.y.return_value': 5, 'z': 6})
show(lambda: (c.x.y(), c.z))
c.reset_mock()
show(lambda: (c.x.y.called, c.x.y()))
del c.z
show(lambda: c.z)
g = MagicMock()
g.__len__.return_value = 4
g.__getitem__.side_effect = lambda key: key + 1
show(lambda: (len(g), g[1], list(g), bool(g), int(g), 3 in g, g.__len__.called))
with g as inside:
    show(lambda: inside)
show(lambda: g + 1)
show(lambda: Mock() + 1)
with patch('math.sqrt', return_value=7) as p:
    show(lambda: (math.sqrt(2), p.call_args))
show(lambda: math.sqrt(4))
with patch.object(math, 'pi', 3):
    print(math.pi)
print(math.pi)
d = {'a': 1}
with patch.dict(d, {'b': 2}):
    print(d)
print(d)


@patch('math.floor')
def f(x, floor):
    floor.return_value = x
    return math.floor(2.5)


print(f(9), math.floor(2.5))
show(lambda: patch('math.nothing').start())
print(call(1, 2) == call(1, 2), call(1) == call(ANY), call.a.b(1), sentinel.x, sentinel.x is sentinel.x)


class Real:
    def method(self, x):
        return x


r = Mock(spec=Real)
show(lambda: (isinstance(r, Real), r))
w = Mock(wraps=Real())
show(lambda: w.method(3))
o = mock.mock_open(read_data='line 1\nline 2\n')
with patch('builtins.open', o):
    with open('x') as file:
        print(file.read())
o.assert_called_once_with('x')
