"""Functions of complex numbers."""
import math as _math

pi, e, tau, inf, nan = _math.pi, _math.e, _math.tau, _math.inf, _math.nan
infj, nanj = complex(0, inf), complex(0, nan)


def phase(z, /):
    z = complex(z)
    return _math.atan2(z.imag, z.real)


def polar(z, /):
    return abs(complex(z)), phase(z)


def rect(r, phi, /):
    if phi == 0:
        return complex(r, 0.0 * r)
    return complex(r * _math.cos(phi), r * _math.sin(phi))


def sqrt(z, /):
    z = complex(z)
    real, imag = z.real, z.imag
    if real == 0 and imag == 0:
        return complex(0, imag)
    if _math.isinf(imag):
        return complex(inf, imag)
    root = _math.sqrt((abs(real) + _math.hypot(real, imag)) / 2)
    other = abs(imag) / (2 * root)
    if real >= 0:
        return complex(root, _math.copysign(other, imag))
    return complex(other, _math.copysign(root, imag))


def exp(z, /):
    z = complex(z)
    size = _math.exp(z.real)
    return complex(size * _math.cos(z.imag), size * _math.sin(z.imag))


def log(z, base=None, /):
    z = complex(z)
    if z == 0:
        raise ValueError('math domain error')
    result = complex(_math.log(abs(z)), phase(z))
    return result if base is None else result / log(base)


def log10(z, /):
    result = log(z)
    return complex(result.real / _math.log(10), result.imag / _math.log(10))


def cosh(z, /):
    z = complex(z)
    return complex(_math.cosh(z.real) * _math.cos(z.imag), _math.sinh(z.real) * _math.sin(z.imag))


def sinh(z, /):
    z = complex(z)
    return complex(_math.sinh(z.real) * _math.cos(z.imag), _math.cosh(z.real) * _math.sin(z.imag))


def tanh(z, /):
    return sinh(z) / cosh(z)


def cos(z, /):
    z = complex(z)
    return cosh(complex(-z.imag, z.real))


def sin(z, /):
    z = complex(z)
    result = sinh(complex(-z.imag, z.real))
    return complex(result.imag, -result.real)


def tan(z, /):
    z = complex(z)
    result = tanh(complex(-z.imag, z.real))
    return complex(result.imag, -result.real)


def asinh(z, /):
    z = complex(z)
    return log(z + sqrt(z * z + 1))


def acosh(z, /):
    z = complex(z)
    return log(z + sqrt(z + 1) * sqrt(z - 1))


def atanh(z, /):
    z = complex(z)
    return (log(1 + z) - log(1 - z)) / 2


def acos(z, /):
    z = complex(z)
    return pi / 2 - asin(z)


def asin(z, /):
    z = complex(z)
    result = asinh(complex(-z.imag, z.real))
    return complex(result.imag, -result.real)


def atan(z, /):
    z = complex(z)
    result = atanh(complex(-z.imag, z.real))
    return complex(result.imag, -result.real)


def isfinite(z, /):
    z = complex(z)
    return _math.isfinite(z.real) and _math.isfinite(z.imag)


def isinf(z, /):
    z = complex(z)
    return _math.isinf(z.real) or _math.isinf(z.imag)


def isnan(z, /):
    z = complex(z)
    return _math.isnan(z.real) or _math.isnan(z.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    if a == b:
        return True
    return abs(a - b) <= max(rel_tol * max(abs(a), abs(b)), abs_tol)
