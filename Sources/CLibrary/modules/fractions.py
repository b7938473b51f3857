"""Fractions of integers."""
import math
import numbers
import operator
import re
import sys

__all__ = ['Fraction']

_format = re.compile(r'''\A\s*(?P<sign>[-+]?)(?=\d|\.\d)(?P<num>\d*|\d+(_\d+)*)
    (?:(?:/(?P<denom>\d+(_\d+)*))?|(?:\.(?P<decimal>\d*|\d+(_\d+)*))?(?:E(?P<exp>[-+]?\d+(_\d+)*))?)
    \s*\Z''', re.VERBOSE | re.IGNORECASE)


class Fraction(numbers.Rational):
    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None):
        self = object.__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator, self._denominator = numerator, 1
                return self
            if isinstance(numerator, (int, Fraction)):
                self._numerator, self._denominator = numerator.numerator, numerator.denominator
                return self
            if isinstance(numerator, str):
                numerator, denominator = cls._parsed(numerator)
            elif hasattr(numerator, 'as_integer_ratio'):
                self._numerator, self._denominator = numerator.as_integer_ratio()
                return self
            else:
                raise TypeError('argument should be a string or a Rational instance')
        elif type(numerator) is int and type(denominator) is int:
            pass
        elif not isinstance(numerator, numbers.Rational) or not isinstance(denominator, numbers.Rational):
            raise TypeError('both arguments should be Rational instances')
        else:
            numerator, denominator = (numerator.numerator * denominator.denominator,
                                      denominator.numerator * numerator.denominator)
        if denominator == 0:
            raise ZeroDivisionError(f'Fraction({numerator}, 0)')
        common = math.gcd(numerator, denominator)
        if denominator < 0:
            common = -common
        self._numerator, self._denominator = numerator // common, denominator // common
        return self

    @staticmethod
    def _parsed(text):
        found = _format.match(text)
        if found is None:
            raise ValueError(f'Invalid literal for Fraction: {text!r}')
        numerator, denominator = int(found['num'] or '0'), 1
        if found['denom']:
            denominator = int(found['denom'])
        else:
            if found['decimal']:
                digits = found['decimal'].replace('_', '')
                denominator = 10 ** len(digits)
                numerator = numerator * denominator + int(digits)
            if found['exp']:
                exponent = int(found['exp'])
                if exponent >= 0:
                    numerator *= 10 ** exponent
                else:
                    denominator *= 10 ** -exponent
        return (-numerator if found['sign'] == '-' else numerator), denominator

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError(f'{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})')
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        return cls(*dec.as_integer_ratio())

    numerator = property(lambda self: self._numerator)
    denominator = property(lambda self: self._denominator)

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def is_integer(self):
        return self._denominator == 1

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        one, two = Fraction(p0 + k * p1, q0 + k * q1), Fraction(p1, q1)
        return two if abs(two - self) <= abs(one - self) else one

    def __repr__(self):
        return f'{type(self).__name__}({self._numerator}, {self._denominator})'

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return f'{self._numerator}/{self._denominator}'

    def _operate(self, other, exact, inexact, reflected=False):
        """A fraction for rational operands, what floats and complex numbers give for those."""
        if type(other) is Fraction:
            numerator, denominator = other._numerator, other._denominator
        elif isinstance(other, (int, Fraction)):
            numerator, denominator = other.numerator, other.denominator
        elif isinstance(other, (float, complex)):
            mine = float(self) if isinstance(other, float) else complex(self)
            return inexact(other, mine) if reflected else inexact(mine, other)
        else:
            return NotImplemented
        if reflected:
            return exact(numerator, denominator, self._numerator, self._denominator)
        return exact(self._numerator, self._denominator, numerator, denominator)

    def __add__(a, b):
        return a._operate(b, _add, operator.add)

    def __radd__(b, a):
        return b._operate(a, _add, operator.add, True)

    def __sub__(a, b):
        return a._operate(b, _sub, operator.sub)

    def __rsub__(b, a):
        return b._operate(a, _sub, operator.sub, True)

    def __mul__(a, b):
        return a._operate(b, _mul, operator.mul)

    def __rmul__(b, a):
        return b._operate(a, _mul, operator.mul, True)

    def __truediv__(a, b):
        return a._operate(b, _div, operator.truediv)

    def __rtruediv__(b, a):
        return b._operate(a, _div, operator.truediv, True)

    def __floordiv__(a, b):
        return a._operate(b, _floordiv, operator.floordiv)

    def __rfloordiv__(b, a):
        return b._operate(a, _floordiv, operator.floordiv, True)

    def __mod__(a, b):
        return a._operate(b, _mod, operator.mod)

    def __rmod__(b, a):
        return b._operate(a, _mod, operator.mod, True)

    def __divmod__(a, b):
        return a._operate(b, lambda *p: (_floordiv(*p), _mod(*p)), divmod)

    def __rdivmod__(b, a):
        return b._operate(a, lambda *p: (_floordiv(*p), _mod(*p)), divmod, True)

    def __pow__(a, b):
        if not isinstance(b, (int, Fraction)):
            return float(a) ** b if isinstance(b, (float, complex)) else NotImplemented
        if b.denominator != 1:
            return float(a) ** float(b)
        power = b.numerator
        if power >= 0:
            return Fraction(a._numerator ** power, a._denominator ** power)
        if a._numerator == 0:
            raise ZeroDivisionError(f'Fraction({a._denominator ** -power}, 0)')
        return Fraction(a._denominator ** -power, a._numerator ** -power)

    def __rpow__(b, a):
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, int):
            return Fraction(a) ** b
        return a ** float(b)

    def __pos__(a):
        return Fraction(a._numerator, a._denominator)

    def __neg__(a):
        return Fraction(-a._numerator, a._denominator)

    def __abs__(a):
        return Fraction(abs(a._numerator), a._denominator)

    def __int__(a):
        return -(-a._numerator // a._denominator) if a._numerator < 0 else a._numerator // a._denominator

    __trunc__ = __int__

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            floor, rest = divmod(self._numerator, self._denominator)
            twice = rest * 2
            if twice != self._denominator:
                return floor + (twice > self._denominator)
            return floor + floor % 2
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        modulus = sys.hash_info.modulus if hasattr(sys, 'hash_info') else (1 << 61) - 1
        if self._denominator % modulus == 0:
            value = 314159
        else:
            value = hash(hash(abs(self._numerator)) * pow(self._denominator, -1, modulus) % modulus)
        result = value if self._numerator >= 0 else -value
        return -2 if result == -1 else result

    def __eq__(a, b):
        if isinstance(b, (int, Fraction)):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            return a == Fraction(*b.as_integer_ratio()) if math.isfinite(b) else 0.0 == b
        return NotImplemented

    def _compare(self, other, op):
        if isinstance(other, (int, Fraction)):
            return op(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            if not math.isfinite(other):
                return op(0.0, other)
            return self._compare(Fraction(*other.as_integer_ratio()), op)
        return NotImplemented

    def __lt__(a, b):
        return a._compare(b, lambda x, y: x < y)

    def __gt__(a, b):
        return a._compare(b, lambda x, y: x > y)

    def __le__(a, b):
        return a._compare(b, lambda x, y: x <= y)

    def __ge__(a, b):
        return a._compare(b, lambda x, y: x >= y)

    def __bool__(a):
        return bool(a._numerator)

    def __reduce__(self):
        return self.__class__, (self._numerator, self._denominator)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _add(an, ad, bn, bd):
    return Fraction(an * bd + bn * ad, ad * bd)


def _sub(an, ad, bn, bd):
    return Fraction(an * bd - bn * ad, ad * bd)


def _mul(an, ad, bn, bd):
    return Fraction(an * bn, ad * bd)


def _div(an, ad, bn, bd):
    shared = math.gcd(an, bn) or 1
    return Fraction(an // shared * bd, ad * (bn // shared))


def _floordiv(an, ad, bn, bd):
    return an * bd // (ad * bn)


def _mod(an, ad, bn, bd):
    return Fraction(an * bd % (bn * ad), ad * bd)
