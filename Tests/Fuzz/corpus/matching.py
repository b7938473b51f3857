class P:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
def f(v):
    match v:
        case 0 | 1: return 'small'
        case -1.5 | 2j: return 'odd'
        case 'a' | b'b' | None | True: return 'constant'
        case [] | (): return 'empty'
        case [x, [y, *_]] if x == y: return x
        case [x, *rest, z]: return (x, rest, z)
        case {'k': P(x=0, y=w), **others}: return w, others
        case P(a, P(b, _) as q): return a, b, q.y
        case int(n) | float(n): return n
        case str() as s: return s
        case _: return 'other'
for v in (0, -1.5, 'a', [], [1, [1, 2]], [1, 2, 3], {'k': P(0, 5), 'z': 1}, P(1, P(2, 3)), 9, 'xyz', {1}, None):
    print(f(v))
match, case, _ = 1, 2, 3
print(match, case, _)
