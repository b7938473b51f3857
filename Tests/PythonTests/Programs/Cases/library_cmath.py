# The functions of cmath: branch cuts, signs of zeros, what is not finite, domains and ranges.
import cmath

NAMES = ['sqrt', 'exp', 'log', 'log10', 'cosh', 'sinh', 'tanh', 'cos', 'sin', 'tan', 'acos', 'asin',
         'atan', 'acosh', 'asinh', 'atanh', 'phase', 'polar', 'isfinite', 'isinf', 'isnan']
PARTS = [float('-inf'), -2.5, -1.0, -0.0, 0.0, 1.0, 0.3, 3e200, 800.0, 1e-310, float('inf'), float('nan')]


def shown(function, *arguments, **keywords):
    try:
        return repr(function(*arguments, **keywords))
    except Exception as error:
        return f'{type(error).__name__}: {error}'


for name in NAMES:
    function = getattr(cmath, name)
    for real in PARTS:
        print(name, real, *[shown(function, complex(real, imaginary)) for imaginary in PARTS])
for magnitude in PARTS:
    print('rect', magnitude, *[shown(cmath.rect, magnitude, angle) for angle in PARTS])

print(cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.nan, cmath.infj, cmath.nanj)
print(cmath.log(8, 2), cmath.log(1j, 10), shown(cmath.log, 2, 1), shown(cmath.log, 0), shown(cmath.log))
print(cmath.isclose(1 + 1j, 1 + 1j + 1e-12), cmath.isclose(1, 1.1), cmath.isclose(1, 1.1, abs_tol=0.2))
print(cmath.isclose(cmath.inf, cmath.infj), cmath.isclose(1, 1.1, rel_tol=0.1), shown(cmath.isclose, 1, 2, rel_tol=-1))
print(shown(cmath.isclose), shown(cmath.isclose, 1), shown(cmath.rect, 1), shown(cmath.rect, 1j, 2))


class Number:
    def __complex__(self):
        return 3 + 4j


class Wrong:
    def __complex__(self):
        return 'text'


print(cmath.sqrt(Number()), cmath.phase(True), shown(cmath.sqrt, Wrong()))
for argument in ([1], 'text', None, 10 ** 400, len):
    print(shown(cmath.sqrt, argument), shown(cmath.phase, argument), shown(cmath.isnan, argument))
print(shown(cmath.sqrt), shown(cmath.sqrt, 1, 2), shown(cmath.sqrt, z=1), repr(cmath.sqrt))
