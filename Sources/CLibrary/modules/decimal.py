"""Decimal fixed-point and floating-point arithmetic."""
import numbers as _numbers
from _decimal import (
    Context, Decimal, extend as _extend, getcontext, install as _install, setcontext)
from _inspection import static as _static
from collections import namedtuple as _namedtuple
from collections.abc import MutableMapping as _MutableMapping

ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR = 'ROUND_UP', 'ROUND_DOWN', 'ROUND_CEILING', 'ROUND_FLOOR'
ROUND_HALF_UP, ROUND_HALF_DOWN = 'ROUND_HALF_UP', 'ROUND_HALF_DOWN'
ROUND_HALF_EVEN, ROUND_05UP = 'ROUND_HALF_EVEN', 'ROUND_05UP'
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN, MIN_ETINY = -MAX_EMAX, -1999999999999999997
HAVE_THREADS = HAVE_CONTEXTVAR = True
__version__, __libmpdec_version__ = '1.70', '2.5.1'

DecimalTuple = _namedtuple('DecimalTuple', 'sign digits exponent', module='decimal')


class DecimalException(ArithmeticError):
    pass


class InvalidOperation(DecimalException):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Clamped(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class InvalidContext(InvalidOperation):
    pass


# In the order of the bits of the native part.
_signals = (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact,
            Rounded, Clamped)
# In the order in which contexts show them.
_shown = (Clamped, InvalidOperation, DivisionByZero, Inexact, Overflow, Rounded, Subnormal, Underflow,
          FloatOperation)


def _bit(signal):
    for place, known in enumerate(_signals):
        if signal is known:
            return 1 << place
    raise KeyError('valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n'
                   '   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]')


def _bits(signals):
    """The bits of the signals in a list, or of those that are true in a dict."""
    if isinstance(signals, list):
        return sum({_bit(signal) for signal in signals})
    if isinstance(signals, SignalDictMixin):
        return getattr(signals._context, signals._name)
    if not isinstance(signals, dict):
        raise TypeError('argument must be a signal dict')
    if len(signals) != len(_signals):
        raise KeyError('invalid signal dict')
    return sum(_bit(signal) for signal in signals if signals[signal])


class SignalDictMixin(_MutableMapping):
    """The flags or the traps of a context, by signal."""
    __slots__ = ('_context', '_name')

    def __init__(self, context, name):
        self._context, self._name = context, name

    def __getitem__(self, signal):
        return bool(getattr(self._context, self._name) & _bit(signal))

    def __setitem__(self, signal, value):
        bit, bits = _bit(signal), getattr(self._context, self._name)
        setattr(self._context, self._name, bits | bit if value else bits & ~bit)

    def __delitem__(self, signal):
        raise ValueError('signal keys cannot be deleted')

    def pop(self, *args):
        del self[args[0]]

    def __iter__(self):
        return iter(_signals)

    def __len__(self):
        return len(_signals)

    def __eq__(self, other):
        if not isinstance(other, (SignalDictMixin, dict)):
            return NotImplemented
        if len(other) != len(_signals):
            raise ValueError('invalid signal dict')
        return getattr(self._context, self._name) == _bits(other)

    __hash__ = None

    def copy(self):
        return dict(self)

    def __repr__(self):
        return '{' + ', '.join(f'{signal!r}:{value}' for signal, value in self.items()) + '}'


class SignalDict(SignalDictMixin):
    __module__ = 'abc'
    __slots__ = ()


_parameters = ('prec', 'rounding', 'Emin', 'Emax', 'capitals', 'clamp', 'flags', 'traps')


class _ContextPart:
    def __init__(self, *args, **kwargs):
        count = len(args) + len(kwargs)
        if count > len(_parameters):
            raise TypeError(f'function takes at most {len(_parameters)} arguments ({count} given)')
        given = dict(zip(_parameters, args))
        for name in kwargs:
            if name not in _parameters:
                raise TypeError(f"'{name}' is an invalid keyword argument for this function")
            if name in given:
                raise TypeError(f"argument for function given by name ('{name}') and position "
                                f'({_parameters.index(name) + 1})')
        given.update(kwargs)
        for name in _parameters:
            value = given.get(name)
            if value is None:
                continue
            if name in ('flags', 'traps'):
                setattr(self, '_' + name, _bits(value))
            else:
                setattr(self, name, value)

    def _set_flags(self, value):
        self._flags = _bits(value if not isinstance(value, list) else None)

    def _set_traps(self, value):
        self._traps = _bits(value if not isinstance(value, list) else None)

    flags = property(lambda self: SignalDict(self, '_flags'), _set_flags)
    traps = property(lambda self: SignalDict(self, '_traps'), _set_traps)

    def __delattr__(self, name):
        getattr(self, name)
        raise AttributeError('context attributes cannot be deleted')

    def _lists(self):
        return ([signal for signal in _shown if self.flags[signal]],
                [signal for signal in _shown if self.traps[signal]])

    def __repr__(self):
        flags, traps = (', '.join(signal.__name__ for signal in signals) for signals in self._lists())
        return (f'Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, '
                f'capitals={self.capitals}, clamp={self.clamp}, flags=[{flags}], traps=[{traps}])')

    def __reduce__(self):
        return type(self), (self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp,
                            *self._lists())


class _DecimalPart:
    def as_tuple(self):
        """A tuple of sign, digits and exponent."""
        return DecimalTuple(*self._parts())


_extend(Context, _ContextPart)
_extend(Decimal, _DecimalPart)
_numbers.Number.register(Decimal)

DefaultContext = Context(prec=28, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=1, clamp=0,
                         flags=[], traps=[InvalidOperation, DivisionByZero, Overflow])
BasicContext = Context(prec=9, rounding=ROUND_HALF_UP, capitals=1, clamp=0, flags=[],
                       traps=[InvalidOperation, DivisionByZero, Overflow, Underflow, Clamped])
ExtendedContext = Context(prec=9, rounding=ROUND_HALF_EVEN, capitals=1, clamp=0, flags=[], traps=[])
_install(_signals + (ConversionSyntax, DivisionImpossible, DivisionUndefined, InvalidContext),
         (DefaultContext, BasicContext, ExtendedContext), _numbers.Rational)


@_static
class ContextManager:
    """What `localcontext` returns: sets a context and restores the one before."""

    def __init__(self, context):
        self._context = context

    def __enter__(self):
        self._saved = getcontext()
        setcontext(self._context)
        return self._context

    def __exit__(self, *error):
        setcontext(self._saved)
        return False


ContextManager.__module__ = 'decimal'


def localcontext(ctx=None, **kwargs):
    """A context manager that sets a copy of a context, with some settings changed."""
    if ctx is not None and not isinstance(ctx, Context):
        raise TypeError('optional argument must be a context')
    local = (getcontext() if ctx is None else ctx).copy()
    for name, value in kwargs.items():
        if name not in _parameters:
            raise TypeError(f"'{name}' is an invalid keyword argument for this function")
        if value is None:
            continue
        if name in ('flags', 'traps'):
            setattr(local, '_' + name, _bits(value))
        else:
            setattr(local, name, value)
    return ContextManager(local)
