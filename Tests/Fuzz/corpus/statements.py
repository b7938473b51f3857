x: int = 1
y = z = (x, *[2, 3])
a, (b, *c), d = 1, (2, 3, 4), 5
x += 1; x **= 2; x //= 3; x |= 8
del c[0], y
for i, (j, k) in enumerate([(1, 2), (3, 4)]):
    if i == 0: continue
    elif j > 5: break
    print(i, j, k)
else:
    print('no break')
while x:
    x -= 1
    if x % 7 == 3: break
else:
    pass
with open('x') if False else __import__('contextlib').nullcontext(3) as n, __import__('contextlib').suppress(KeyError):
    raise KeyError(n)
try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise ValueError('가') from e
    finally:
        print('finally')
except (ValueError, TypeError) as e:
    print(repr(e), e.__cause__)
else:
    print('else')
try:
    raise ExceptionGroup('g', [ValueError(1), TypeError(2)])
except* ValueError as g:
    print(g.exceptions)
except* TypeError:
    pass
assert x >= 0, f'{x=}'
global_name = 1
def change():
    global global_name
    global_name = 2
    def inner():
        nonlocal_value = 3
        def innermost():
            nonlocal nonlocal_value
            nonlocal_value += 1
            return nonlocal_value
        return innermost()
    return inner()
print(change(), global_name)
import os.path as path, sys
from math import (pi, floor as fl,)
print(fl(pi))
