"""Decimal floating-point numbers."""
import numbers
import re
from _inspection import static as _static

__all__ = ['Decimal', 'Context', 'DecimalException', 'Clamped', 'InvalidOperation', 'DivisionByZero',
           'Inexact', 'Rounded', 'Subnormal', 'Overflow', 'Underflow', 'FloatOperation', 'ROUND_DOWN',
           'ROUND_HALF_UP', 'ROUND_HALF_EVEN', 'ROUND_CEILING', 'ROUND_FLOOR', 'ROUND_UP',
           'ROUND_HALF_DOWN', 'ROUND_05UP', 'getcontext', 'setcontext', 'localcontext', 'BasicContext',
           'ExtendedContext', 'DefaultContext', 'MAX_PREC', 'MAX_EMAX', 'MIN_EMIN']

ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN = 'ROUND_DOWN', 'ROUND_HALF_UP', 'ROUND_HALF_EVEN'
ROUND_CEILING, ROUND_FLOOR, ROUND_UP = 'ROUND_CEILING', 'ROUND_FLOOR', 'ROUND_UP'
ROUND_HALF_DOWN, ROUND_05UP = 'ROUND_HALF_DOWN', 'ROUND_05UP'
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -MAX_EMAX


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class InvalidContext(InvalidOperation):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


_signals = [Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded,
            Subnormal, Underflow]


class Context:
    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None,
                 flags=None, traps=None):
        self.prec = 28 if prec is None else prec
        self.rounding = ROUND_HALF_EVEN if rounding is None else rounding
        self.Emin = -999999 if Emin is None else Emin
        self.Emax = 999999 if Emax is None else Emax
        self.capitals, self.clamp = 1 if capitals is None else capitals, clamp or 0
        traps = [InvalidOperation, DivisionByZero, Overflow] if traps is None else traps
        self.traps = {signal: bool(traps[signal]) if isinstance(traps, dict) and signal in traps
                      else signal in traps for signal in _signals}
        self.flags = {signal: signal in (flags or ()) for signal in _signals}

    def __setattr__(self, name, value):
        if name == 'prec' and not 1 <= value <= MAX_PREC:
            raise ValueError(f'valid range for prec is [1, MAX_PREC]')
        if name == 'rounding' and value not in _rounders:
            raise TypeError('valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, '
                            'ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]')
        object.__setattr__(self, name, value)

    def __repr__(self):
        flags = ', '.join(signal.__name__ for signal in _signals if self.flags[signal])
        traps = ', '.join(signal.__name__ for signal in _signals if self.traps[signal])
        return (f'Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, '
                f'capitals={self.capitals}, clamp={self.clamp}, flags=[{flags}], traps=[{traps}])')

    def copy(self):
        made = Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp)
        made.traps, made.flags = dict(self.traps), dict(self.flags)
        return made

    __copy__ = copy

    def clear_flags(self):
        for signal in _signals:
            self.flags[signal] = False

    def clear_traps(self):
        for signal in _signals:
            self.traps[signal] = False

    def create_decimal(self, num='0'):
        return Decimal(num)._fix(self)

    def _signal(self, condition, result=None):
        """Raises the error if it is trapped, else notes it and gives the result."""
        signal = condition if condition in self.flags else next(
            known for known in _signals if issubclass(condition, known))
        self.flags[signal] = True
        if self.traps[signal]:
            raise signal([condition])
        return result

    def sqrt(self, a):
        return Decimal(a).sqrt(self)

    def divide(self, a, b):
        return Decimal(a)._divide(Decimal(b), self)

    def add(self, a, b):
        return Decimal(a)._add(Decimal(b), self)

    def multiply(self, a, b):
        return Decimal(a)._multiply(Decimal(b), self)

    def power(self, a, b):
        return Decimal(a)._power(Decimal(b), self)



_rounders = {
    ROUND_DOWN: lambda n, rest, half, negative: 0,
    ROUND_UP: lambda n, rest, half, negative: rest > 0,
    ROUND_HALF_UP: lambda n, rest, half, negative: rest >= half,
    ROUND_HALF_DOWN: lambda n, rest, half, negative: rest > half,
    ROUND_HALF_EVEN: lambda n, rest, half, negative: rest > half or rest == half and n % 2 == 1,
    ROUND_CEILING: lambda n, rest, half, negative: rest > 0 and not negative,
    ROUND_FLOOR: lambda n, rest, half, negative: rest > 0 and negative,
    ROUND_05UP: lambda n, rest, half, negative: rest > 0 and n % 5 == 0,
}

def _shortened(number, digits, rounding, negative):
    """number / 10**digits as an integer, and whether anything was lost."""
    scale = 10 ** digits
    # Twice the rest, so that a half is a whole number.
    whole, rest = divmod(number, scale)
    return whole + bool(_rounders[rounding](whole, 2 * rest, scale, negative)), rest != 0


_syntax = re.compile(r'''\s*(?P<sign>[-+])?(?:(?=\d|\.\d)(?P<int>\d*)(?:\.(?P<frac>\d*))?
    (?:E(?P<exp>[-+]?\d+))?|Inf(?:inity)?(?P<inf>)|(?P<signal>s)?NaN(?P<diag>\d*))\s*\Z''',
                     re.VERBOSE | re.IGNORECASE)


@_static
class Decimal:
    """(-1)**sign * int * 10**exp; exp is 'F' for infinity, 'n' and 'N' for NaN."""
    __slots__ = ('_sign', '_int', '_exp')

    def __new__(cls, value='0', context=None):
        if isinstance(value, str):
            found = _syntax.match(value.strip().replace('_', ''))
            if found is None:
                return getcontext()._signal(ConversionSyntax, cls._made(0, 0, 'n'))
            sign = 1 if found['sign'] == '-' else 0
            if found['int'] is not None or found['frac'] is not None:
                fraction = found['frac'] or ''
                digits = (found['int'] or '') + fraction
                return cls._made(sign, int(digits), int(found['exp'] or 0) - len(fraction))
            if found['diag'] is not None:
                return cls._made(sign, int(found['diag'] or 0), 'N' if found['signal'] else 'n')
            return cls._made(sign, 0, 'F')
        if isinstance(value, int):
            return cls._made(1 if value < 0 else 0, abs(value), 0)
        if isinstance(value, Decimal):
            return cls._made(value._sign, value._int, value._exp)
        if isinstance(value, float):
            getcontext()._signal(FloatOperation)
            return cls.from_float(value)
        if isinstance(value, (tuple, list)):
            if len(value) != 3:
                raise ValueError('argument must be a sequence of length 3')
            sign, digits, exponent = value
            if sign not in (0, 1):
                raise ValueError('sign must be an integer with the value 0 or 1')
            return cls._made(sign, int(''.join(map(str, digits)) or '0'), exponent)
        raise TypeError(f'conversion from {type(value).__name__} to Decimal is not supported')

    @classmethod
    def _made(cls, sign, number, exponent):
        self = object.__new__(cls)
        self._sign, self._int, self._exp = sign, number, exponent
        return self

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError('argument must be int or float')
        if f != f:
            return cls._made(0, 0, 'n')
        if f in (float('inf'), float('-inf')):
            return cls._made(1 if f < 0 else 0, 0, 'F')
        above, below = f.as_integer_ratio()
        shift = below.bit_length() - 1
        negative = f < 0 or repr(f)[0] == '-'
        return cls._made(1 if negative else 0, abs(above) * 5 ** shift, -shift)

    # What it is.

    def is_nan(self):
        return self._exp in ('n', 'N')

    def is_snan(self):
        return self._exp == 'N'

    def is_qnan(self):
        return self._exp == 'n'

    def is_infinite(self):
        return self._exp == 'F'

    def is_finite(self):
        return isinstance(self._exp, int)

    def is_zero(self):
        return self.is_finite() and self._int == 0

    def is_signed(self):
        return self._sign == 1

    def as_tuple(self):
        digits = tuple(map(int, str(self._int))) if self.is_finite() or self._int else ()
        return DecimalTuple(self._sign, (0,) if self._exp == 'F' else digits, self._exp)

    def as_integer_ratio(self):
        if not self.is_finite():
            if self.is_nan():
                raise ValueError('cannot convert NaN to integer ratio')
            raise OverflowError('cannot convert Infinity to integer ratio')
        from math import gcd
        above, below = (self._int * 10 ** self._exp, 1) if self._exp >= 0 else (self._int, 10 ** -self._exp)
        common = gcd(above, below)
        return (-above if self._sign else above) // common, below // common

    def adjusted(self):
        return self._exp + len(str(self._int)) - 1 if self.is_finite() else 0

    # Text.

    def __repr__(self):
        return f"Decimal('{self}')"

    def __str__(self, eng=False):
        sign = '-' if self._sign else ''
        if not self.is_finite():
            if self._exp == 'F':
                return sign + 'Infinity'
            return sign + ('sNaN' if self._exp == 'N' else 'NaN') + (str(self._int) if self._int else '')
        digits = str(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            point = left
        elif not eng:
            point = 1
        elif self._int == 0:
            point = (left + 1) % 3 - 1
        else:
            point = (left - 1) % 3 + 1
        if point <= 0:
            text = '0.' + '0' * -point + digits
        elif point >= len(digits):
            text = digits + '0' * (point - len(digits))
        else:
            text = digits[:point] + '.' + digits[point:]
        if left != point:
            text += f'E{left - point:+d}'
        return sign + text

    def to_eng_string(self, context=None):
        return self.__str__(eng=True)

    def __format__(self, specifier, context=None):
        found = re.match(r'(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ])?(?P<alt>#)?(?P<zero>0)?'
                         r'(?P<width>\d+)?(?P<comma>[,_])?(?:\.(?P<prec>\d+))?(?P<type>[eEfFgGn%])?\Z',
                         specifier, re.DOTALL)
        if found is None:
            raise ValueError('invalid format string')
        kind, precision = found['type'], found['prec']
        value = self
        if kind == '%' and value.is_finite():
            value = Decimal._made(value._sign, value._int, value._exp + 2)
        if value.is_finite():
            text = value._formatted(kind, None if precision is None else int(precision), getcontext().rounding)
        else:
            text = str(abs(value)) if not value.is_nan() else str(value).lstrip('-')
        if kind == '%':
            text += '%'
        if found['comma'] and value.is_finite():
            whole = re.match(r'\d+', text).group()
            text = f'{int(whole):{found["comma"]}}' + text[len(whole):]
        sign = '-' if value._sign else (found['sign'] or '').replace('-', '')
        width = int(found['width'] or 0)
        fill, align = found['fill'] or ' ', found['align'] or '>'
        if found['zero'] and not found['align']:
            fill, align = '0', '='
        room = width - len(sign) - len(text)
        if align == '=':
            return sign + fill * room + text
        full = sign + text
        return {'<': full.ljust, '>': full.rjust, '^': full.center}[align](width, fill) if room > 0 else full

    def _formatted(self, kind, precision, rounding):
        """The digits of |self| in a format."""
        value = Decimal._made(0, self._int, self._exp)
        if kind in ('f', 'F', '%'):
            places = precision if precision is not None else max(0, -value._exp)
            number, exponent = value._int, value._exp
            if precision is not None and exponent < -places:
                number, _ = _shortened(number, -places - exponent, rounding, self._sign)
            elif exponent > -places:
                number *= 10 ** (exponent + places)
            digits = str(number).rjust(places + 1, '0')
            return digits[:-places] + '.' + digits[-places:] if places else digits
        if kind in ('e', 'E'):
            digits = str(value._int)
            exponent = value._exp + len(digits) - 1
            if precision is not None:
                if len(digits) > precision + 1:
                    number, _ = _shortened(value._int, len(digits) - precision - 1, rounding, self._sign)
                    exponent += len(str(number)) - (precision + 1)
                    digits = str(number)[:precision + 1]
                digits = digits.ljust(precision + 1, '0')
            text = digits[0] + ('.' + digits[1:] if len(digits) > 1 else '')
            return f'{text}{kind}{exponent:+d}'
        if precision is not None:
            digits = len(str(value._int))
            if digits > max(precision, 1):
                drop = digits - max(precision, 1)
                number, _ = _shortened(value._int, drop, rounding, self._sign)
                value = Decimal._made(0, number, value._exp + drop)
        text = str(value)
        return text.lower() if kind in ('g', 'n') else text

    # Rounding.

    def _fix(self, context):
        """Rounds to the context's precision."""
        if not self.is_finite():
            return self
        drop = len(str(self._int)) - context.prec
        if drop <= 0:
            return self._limited(context)
        number, lost = _shortened(self._int, drop, context.rounding, self._sign)
        exponent = self._exp + drop
        if len(str(number)) > context.prec:
            number, exponent = number // 10, exponent + 1
        context._signal(Rounded)
        if lost:
            context._signal(Inexact)
        return Decimal._made(self._sign, number, exponent)._limited(context)

    def _limited(self, context):
        if self._int and self.adjusted() > context.Emax:
            return context._signal(Overflow, Decimal._made(self._sign, 0, 'F'))
        if self._int and self.adjusted() < context.Emin - context.prec + 1:
            return context._signal(Underflow, Decimal._made(self._sign, 0, context.Emin - context.prec + 1))
        return self

    def quantize(self, exp, rounding=None, context=None):
        context = context or getcontext()
        exp = _operand(exp)
        if not self.is_finite() or not exp.is_finite():
            if self.is_nan() or self.is_infinite() and exp.is_infinite():
                return self
            return context._signal(InvalidOperation, _nan)
        target = exp._exp
        if target <= self._exp:
            number = self._int * 10 ** (self._exp - target)
        else:
            number, lost = _shortened(self._int, target - self._exp, rounding or context.rounding, self._sign)
            context.flags[Rounded] = True
            context.flags[Inexact] = context.flags[Inexact] or lost
        if len(str(number)) > context.prec:
            return context._signal(InvalidOperation, _nan)
        return Decimal._made(self._sign, number, target)

    def to_integral_value(self, rounding=None, context=None):
        if not self.is_finite() or self._exp >= 0:
            return self
        number, _ = _shortened(self._int, -self._exp, rounding or (context or getcontext()).rounding, self._sign)
        return Decimal._made(self._sign, number, 0)

    to_integral = to_integral_exact = to_integral_value

    def normalize(self, context=None):
        value = self._fix(context or getcontext())
        if not value.is_finite():
            return value
        if value._int == 0:
            return Decimal._made(value._sign, 0, 0)
        number, exponent = value._int, value._exp
        while number % 10 == 0:
            number, exponent = number // 10, exponent + 1
        return Decimal._made(value._sign, number, exponent)

    def __round__(self, n=None):
        if n is None:
            if self.is_nan():
                raise ValueError('cannot convert NaN to integer')
            if self.is_infinite():
                raise OverflowError('cannot convert Infinity to integer')
            return int(self.to_integral_value(ROUND_HALF_EVEN))
        return self.quantize(Decimal._made(0, 1, -n), ROUND_HALF_EVEN)

    def __floor__(self):
        return int(self.to_integral_value(ROUND_FLOOR))

    def __ceil__(self):
        return int(self.to_integral_value(ROUND_CEILING))

    def __int__(self):
        if self.is_nan():
            raise ValueError('cannot convert NaN to integer')
        if self.is_infinite():
            raise OverflowError('cannot convert Infinity to integer')
        number = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** -self._exp
        return -number if self._sign else number

    __trunc__ = __int__

    def __float__(self):
        return float(str(self)) if self._exp != 'N' else float('nan')

    def __complex__(self):
        return complex(float(self))

    def __bool__(self):
        return not self.is_zero()

    # Arithmetic.

    def _special(self, other, context):
        """The result where an operand is NaN, else None."""
        for value in (self, other):
            if value._exp == 'N':
                return context._signal(InvalidOperation, _nan)
        for value in (self, other):
            if value._exp == 'n':
                return value

    def _signed(self):
        return -self._int if self._sign else self._int

    def _add(self, other, context):
        special = self._special(other, context)
        if special is not None:
            return special
        if self.is_infinite():
            if other.is_infinite() and other._sign != self._sign:
                return context._signal(InvalidOperation, _nan)
            return self
        if other.is_infinite():
            return other
        exponent = min(self._exp, other._exp)
        if abs(self._exp - other._exp) > 3 * context.prec + 1000:
            big, small = (self, other) if self.adjusted() > other.adjusted() else (other, self)
            if big._int and small._int:
                # The small one only decides the rounding.
                shift = context.prec + 5
                low = big._exp - shift
                return Decimal._of(big._signed() * 10 ** shift + (-1 if small._sign else 1), low)._fix(context)
        total = (self._signed() * 10 ** (self._exp - exponent)
                 + other._signed() * 10 ** (other._exp - exponent))
        if total == 0:
            negative = self._sign and other._sign or context.rounding == ROUND_FLOOR and self._sign != other._sign
            return Decimal._made(1 if negative else 0, 0, exponent)._fix(context)
        return Decimal._of(total, exponent)._fix(context)

    @classmethod
    def _of(cls, number, exponent):
        return cls._made(1 if number < 0 else 0, abs(number), exponent)

    def _multiply(self, other, context):
        special = self._special(other, context)
        if special is not None:
            return special
        sign = self._sign ^ other._sign
        if self.is_infinite() or other.is_infinite():
            if self.is_zero() or other.is_zero():
                return context._signal(InvalidOperation, _nan)
            return Decimal._made(sign, 0, 'F')
        return Decimal._made(sign, self._int * other._int, self._exp + other._exp)._fix(context)

    def _divide(self, other, context):
        special = self._special(other, context)
        if special is not None:
            return special
        sign = self._sign ^ other._sign
        if self.is_infinite():
            if other.is_infinite():
                return context._signal(InvalidOperation, _nan)
            return Decimal._made(sign, 0, 'F')
        if other.is_infinite():
            return Decimal._made(sign, 0, context.Emin - context.prec + 1)
        if other._int == 0:
            if self._int == 0:
                return context._signal(DivisionUndefined, _nan)
            return context._signal(DivisionByZero, Decimal._made(sign, 0, 'F'))
        if self._int == 0:
            return Decimal._made(sign, 0, self._exp - other._exp)._fix(context)
        shift = len(str(other._int)) - len(str(self._int)) + context.prec + 1
        exponent = self._exp - other._exp - shift
        if shift >= 0:
            number, rest = divmod(self._int * 10 ** shift, other._int)
        else:
            number, rest = divmod(self._int, other._int * 10 ** -shift)
        if rest:
            if number % 5 == 0:
                number += 1
        else:
            ideal = self._exp - other._exp
            while exponent < ideal and number % 10 == 0:
                number, exponent = number // 10, exponent + 1
        return Decimal._made(sign, number, exponent)._fix(context)

    def _integer_divide(self, other, context):
        """(quotient, remainder) of finite numbers, the quotient cut toward zero."""
        exponent = min(self._exp, other._exp)
        if self.adjusted() - other.adjusted() > context.prec + 1:
            raise InvalidOperation([DivisionImpossible])
        quotient, rest = divmod(self._int * 10 ** (self._exp - exponent),
                                other._int * 10 ** (other._exp - exponent))
        if len(str(quotient)) > context.prec:
            raise InvalidOperation([DivisionImpossible])
        return (Decimal._made(self._sign ^ other._sign, quotient, 0),
                Decimal._made(self._sign, rest, exponent))

    def _quotient_and_rest(self, other, context):
        special = self._special(other, context)
        if special is not None:
            return special, special
        if self.is_infinite():
            nan = context._signal(InvalidOperation, _nan)
            return (nan if other.is_infinite() else Decimal._made(self._sign ^ other._sign, 0, 'F')), nan
        if other.is_infinite():
            return Decimal._made(self._sign ^ other._sign, 0, 0), self._fix(context)
        if other._int == 0:
            if self._int == 0:
                nan = context._signal(DivisionUndefined, _nan)
                return nan, nan
            return (context._signal(DivisionByZero, Decimal._made(self._sign ^ other._sign, 0, 'F')),
                    context._signal(InvalidOperation, _nan))
        return self._integer_divide(other, context)

    def _modulo(self, other, context):
        if self.is_finite() and other.is_zero():
            return context._signal(DivisionUndefined if self.is_zero() else InvalidOperation, _nan)
        if self.is_infinite():
            return context._signal(InvalidOperation, _nan)
        return self._quotient_and_rest(other, context)[1]._fix(context)

    def _power(self, other, context):
        special = self._special(other, context)
        if special is not None:
            return special
        if other.is_finite() and other == int(other):
            power = int(other)
            if power == 0:
                return context._signal(InvalidOperation, _nan) if self.is_zero() else Decimal(1)
            if self.is_infinite():
                return Decimal._made(self._sign and power % 2, 0, 'F') if power > 0 else Decimal(0)
            if self.is_zero():
                if power < 0:
                    return context._signal(DivisionByZero, Decimal._made(self._sign and power % 2, 0, 'F'))
                return Decimal._made(self._sign and power % 2, 0, 0)
            if self.adjusted() * power > context.Emax + 1:
                return context._signal(Overflow, Decimal._made(self._sign and power % 2, 0, 'F'))
            if power > 0 and power * len(str(self._int)) < 100000:
                exact = Decimal._made(self._sign and power % 2, self._int ** power, self._exp * power)
                return exact._fix(context)
            work = context.copy()
            work.prec += 10 + len(str(abs(power)))
            result, base, left = Decimal(1), self, abs(power)
            while left:
                if left & 1:
                    result = result._multiply(base, work)
                base, left = base._multiply(base, work), left >> 1
            if power < 0:
                result = Decimal(1)._divide(result, work)
            return result._fix(context)
        if self._sign and not self.is_zero():
            return context._signal(InvalidOperation, _nan)
        if self.is_zero():
            return Decimal(0) if not other._sign else context._signal(DivisionByZero, Decimal('Infinity'))
        work = context.copy()
        work.prec += 15
        return other._multiply(self.ln(work), work).exp(work)._fix(context)

    def sqrt(self, context=None):
        context = context or getcontext()
        if self.is_nan():
            return self._special(self, context)
        if self.is_infinite() and not self._sign or self.is_zero():
            return Decimal._made(self._sign, 0, self._exp // 2) if self.is_zero() else self
        if self._sign:
            return context._signal(InvalidOperation, _nan)
        from math import isqrt
        prec = context.prec + 1
        exponent = self._exp >> 1
        number, length = (self._int * 10, (len(str(self._int)) >> 1) + 1) if self._exp & 1 else (
            self._int, len(str(self._int)) + 1 >> 1)
        shift = prec - length
        if shift >= 0:
            number, exact = number * 100 ** shift, True
        else:
            number, rest = divmod(number, 100 ** -shift)
            exact = not rest
        exponent -= shift
        root = isqrt(number)
        exact = exact and root * root == number
        if exact:
            root = root // 10 ** shift if shift >= 0 else root * 10 ** -shift
            exponent += shift
        elif root % 5 == 0:
            root += 1
        work = context.copy()
        work.rounding = ROUND_HALF_EVEN
        result = Decimal._made(0, root, exponent)._fix(work)
        context.flags.update({key: context.flags[key] or value for key, value in work.flags.items()})
        return result

    def exp(self, context=None):
        context = context or getcontext()
        if self.is_nan():
            return self._special(self, context)
        if self.is_infinite():
            return Decimal(0) if self._sign else self
        if self.is_zero():
            return Decimal(1)
        work = context.copy()
        work.prec += 12 + max(0, self.adjusted())
        # exp(x) = exp(x / 2**k) ** (2**k), the small power by its series.
        halvings = max(0, self.adjusted() + 1) * 4 + 8
        small = self._divide(Decimal(2 ** halvings), work)
        total, term, n = Decimal(1), Decimal(1), 1
        while term and term.adjusted() > -work.prec - 5:
            term = term._multiply(small, work)._divide(Decimal(n), work)
            total, n = total._add(term, work), n + 1
        for _ in range(halvings):
            total = total._multiply(total, work)
        return total._fix(context)

    def ln(self, context=None):
        context = context or getcontext()
        if self.is_nan():
            return self._special(self, context)
        if self.is_zero():
            return Decimal('-Infinity')
        if self._sign:
            return context._signal(InvalidOperation, _nan)
        if self.is_infinite():
            return self
        if self == 1:
            return Decimal(0)
        work = context.copy()
        work.prec += 10
        # Newton's steps from a float's worth of digits.
        import math
        exponent = self.adjusted()
        guess = math.log(float(Decimal._made(0, self._int, self._exp - exponent))) + exponent * math.log(10)
        y = Decimal(guess)._fix(work)
        for _ in range(work.prec.bit_length()):
            ey = y.exp(work)
            step = self._add(ey.copy_negate(), work)._divide(self._add(ey, work), work)
            y = y._add(step._add(step, work), work)
        return y._fix(context)

    def log10(self, context=None):
        context = context or getcontext()
        if self.is_finite() and not self._sign and self._int and str(self._int).rstrip('0') == '1':
            return Decimal(self.adjusted())
        work = context.copy()
        work.prec += 10
        value = self.ln(work)
        return value._divide(Decimal(10).ln(work), work)._fix(context) if value.is_finite() else value

    def __neg__(self):
        if self.is_zero():
            return Decimal._made(0, 0, self._exp)
        return Decimal._made(1 - self._sign, self._int, self._exp)._fix(getcontext())

    def __pos__(self):
        return self._fix(getcontext()) if not self.is_zero() else Decimal._made(0, 0, self._exp)

    def __abs__(self):
        return Decimal._made(0, self._int, self._exp)._fix(getcontext())

    def copy_abs(self):
        return Decimal._made(0, self._int, self._exp)

    def copy_negate(self):
        return Decimal._made(1 - self._sign, self._int, self._exp)

    def copy_sign(self, other, context=None):
        return Decimal._made(Decimal(other)._sign, self._int, self._exp)

    # Comparison.

    def _cmp(self, other):
        if self.is_infinite() or other.is_infinite():
            mine = 0 if self._exp != 'F' else -1 if self._sign else 1
            theirs = 0 if other._exp != 'F' else -1 if other._sign else 1
            return (mine > theirs) - (mine < theirs)
        if not self._int or not other._int or self._sign != other._sign or self.adjusted() != other.adjusted():
            mine = (0 if not self._int else (-1 if self._sign else 1))
            theirs = (0 if not other._int else (-1 if other._sign else 1))
            if mine != theirs or not mine:
                return (mine > theirs) - (mine < theirs)
            larger = self.adjusted() > other.adjusted()
            return mine if larger else -mine
        exponent = min(self._exp, other._exp)
        a = self._signed() * 10 ** (self._exp - exponent)
        b = other._signed() * 10 ** (other._exp - exponent)
        return (a > b) - (a < b)

    def compare(self, other, context=None):
        other = _operand(other)
        special = self._special(other, context or getcontext())
        return special if special is not None else Decimal(self._cmp(other))

    def __eq__(self, other):
        other = _comparable(other)
        if other is None:
            return NotImplemented
        return not self.is_nan() and not other.is_nan() and self._cmp(other) == 0

    def _ordered(self, other, test):
        other = _comparable(other)
        if other is None or isinstance(other, complex):
            return NotImplemented
        if self.is_nan() or other.is_nan():
            getcontext()._signal(InvalidOperation)
            return False
        return test(self._cmp(other))

    def __lt__(self, other):
        return self._ordered(other, lambda sign: sign < 0)

    def __le__(self, other):
        return self._ordered(other, lambda sign: sign <= 0)

    def __gt__(self, other):
        return self._ordered(other, lambda sign: sign > 0)

    def __ge__(self, other):
        return self._ordered(other, lambda sign: sign >= 0)

    def __hash__(self):
        if self.is_nan():
            if self._exp == 'N':
                raise TypeError('Cannot hash a signaling NaN value')
            return object.__hash__(self)
        if self.is_infinite():
            return -314159 if self._sign else 314159
        modulus = (1 << 61) - 1
        scale = pow(10, self._exp, modulus) if self._exp >= 0 else pow(pow(10, -1, modulus), -self._exp, modulus)
        value = self._int * scale % modulus
        value = value if not self._sign else -value
        return -2 if value == -1 else value

    def max(self, other, context=None):
        other = _operand(other)
        return self if self._cmp(other) >= 0 else other

    def min(self, other, context=None):
        other = _operand(other)
        return self if self._cmp(other) <= 0 else other

    real = property(lambda self: self)
    imag = property(lambda self: Decimal(0))

    def conjugate(self):
        return self

    def number_class(self, context=None):
        if self.is_nan():
            return 'sNaN' if self._exp == 'N' else 'NaN'
        sign = '-' if self._sign else '+'
        if self.is_infinite():
            return sign + 'Infinity'
        return sign + ('Zero' if self.is_zero() else 'Normal')

    def fma(self, other, third, context=None):
        product = Decimal._made(self._sign ^ _operand(other)._sign, self._int * _operand(other)._int,
                                self._exp + _operand(other)._exp)
        return product._add(_operand(third), context or getcontext())

    def same_quantum(self, other, context=None):
        return self._exp == _operand(other)._exp

    def __reduce__(self):
        return self.__class__, (str(self),)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _operand(value):
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return Decimal(value)
    raise TypeError(f'conversion from {type(value).__name__} to Decimal is not supported')


def _comparable(value):
    if isinstance(value, Decimal):
        return value
    if isinstance(value, (int, float)):
        return Decimal(value)
    if isinstance(value, numbers.Rational):
        return Decimal(value.numerator) / value.denominator


def _binary(work):
    """The method of an operator and the reflected one."""
    def method(self, other):
        if not isinstance(other, (int, Decimal)):
            return NotImplemented
        return work(self, _operand(other), getcontext())

    def reflected(self, other):
        if not isinstance(other, (int, Decimal)):
            return NotImplemented
        return work(_operand(other), self, getcontext())
    return method, reflected


def _subtract(a, b, context):
    return a._add(Decimal._made(1 - b._sign, b._int, b._exp) if not b.is_nan() else b, context)


def _floor_divide(a, b, context):
    if b.is_zero() and a.is_finite():
        return context._signal(DivisionUndefined if a.is_zero() else DivisionByZero,
                               Decimal._made(a._sign ^ b._sign, 0, 'F'))
    return a._quotient_and_rest(b, context)[0]


for _name, _work in (('add', Decimal._add), ('sub', _subtract), ('mul', Decimal._multiply),
                     ('truediv', Decimal._divide), ('floordiv', _floor_divide),
                     ('mod', Decimal._modulo), ('divmod', Decimal._quotient_and_rest),
                     ('pow', Decimal._power)):
    _method, _reflected = _binary(_work)
    setattr(Decimal, f'__{_name}__', _method)
    setattr(Decimal, f'__r{_name}__', _reflected)

_nan = Decimal._made(0, 0, 'n')
numbers.Number.register(Decimal)


class DecimalTuple(tuple):
    def __new__(cls, sign, digits, exponent):
        return tuple.__new__(cls, (sign, digits, exponent))

    sign = property(lambda self: self[0])
    digits = property(lambda self: self[1])
    exponent = property(lambda self: self[2])

    def __repr__(self):
        return f'DecimalTuple(sign={self[0]!r}, digits={self[1]!r}, exponent={self[2]!r})'


DefaultContext = Context()
BasicContext = Context(prec=9, rounding=ROUND_HALF_UP,
                       traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow])
ExtendedContext = Context(prec=9, traps=[])
_current = DefaultContext.copy()


def getcontext():
    return _current


def setcontext(context):
    global _current
    _current = context.copy() if context in (DefaultContext, BasicContext, ExtendedContext) else context


class localcontext:
    def __init__(self, ctx=None, **kwargs):
        self._new = (getcontext() if ctx is None else ctx).copy()
        for name, value in kwargs.items():
            setattr(self._new, name, value)

    def __enter__(self):
        global _current
        self._saved, _current = _current, self._new
        return self._new

    def __exit__(self, *details):
        global _current
        _current = self._saved
