def m(x):
    match x:
        case 0: return 'zero'
        case [a, b]: return f'pair {a} {b}'
        case [a, *rest]: return f'list {a} {rest}'
        case {'k': v, **rest}: return f'map {v} {rest}'
        case str(s): return 'str ' + s
        case int() | float(): return 'num'
        case Point(x=1, y=yy): return f'point {yy}'
        case None: return 'none'
        case _: return 'other'
class Point:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
print([m(v) for v in [0, [1,2], [1,2,3], (4,5), {'k':1,'z':2}, 'hi', 3.5, 7, Point(1,9), Point(2,3), None, {}]])
