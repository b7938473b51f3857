"""Type hints at run time."""
import collections
import collections.abc
import contextlib
import functools
import re as _re
import types
from abc import abstractmethod, ABCMeta

TYPE_CHECKING = False


def _type_repr(obj):
    if isinstance(obj, types.GenericAlias):
        return repr(obj)
    if isinstance(obj, type):
        if obj.__module__ == 'builtins':
            return obj.__qualname__
        return f'{obj.__module__}.{obj.__qualname__}'
    if obj is ...:
        return '...'
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    return repr(obj)


def _type_convert(arg):
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg)
    return arg


def _type_check(arg, message):
    arg = _type_convert(arg)
    if type(arg) is tuple:
        raise TypeError(f'{message} Got {arg!r:.100}.')
    return arg


def _parameters(args):
    found = []
    for arg in args:
        if isinstance(arg, (TypeVar, ParamSpec, TypeVarTuple)):
            candidates = (arg,)
        elif isinstance(arg, (list, tuple)):
            candidates = _parameters(arg)
        else:
            candidates = getattr(arg, '__parameters__', ()) if not isinstance(arg, type) else ()
        for candidate in candidates:
            if candidate not in found:
                found.append(candidate)
    return tuple(found)


def _cached(subscript):
    """Lets equal parameters give the same object; what cannot be hashed goes the long way."""
    cached = functools.lru_cache(subscript)

    @functools.wraps(subscript)
    def inner(*args):
        try:
            return cached(*args)
        except TypeError:
            pass
        return subscript(*args)
    return inner


class _Final:
    __slots__ = ()

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class _SpecialForm(_Final):
    """A form such as Union, subscripted by a function of its name."""

    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

    def __repr__(self):
        return 'typing.' + self._name

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass {self!r}')

    def __call__(self, *args, **kwds):
        raise TypeError(f'Cannot instantiate {self!r}')

    def __instancecheck__(self, obj):
        raise TypeError(f'{self} cannot be used with isinstance()')

    def __subclasscheck__(self, cls):
        raise TypeError(f'{self} cannot be used with issubclass()')

    @_cached
    def __getitem__(self, parameters):
        return self._getitem(self, parameters)

    def __hash__(self):
        return hash(self._name)


class _LiteralForm(_SpecialForm):
    """Tells 1 from True and 1.0, which are equal."""

    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError('typing.Any cannot be used with isinstance()')
        return super().__instancecheck__(obj)

    def __repr__(self):
        return 'typing.Any' if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError('Any cannot be instantiated')
        return super().__new__(cls)


def _plain_form(name):
    def getitem(self, parameters):
        raise TypeError(f'{self} is not subscriptable')
    getitem.__name__ = name
    return _SpecialForm(getitem)


NoReturn, Never, Self, LiteralString = map(_plain_form, ('NoReturn', 'Never', 'Self', 'LiteralString'))


def _one_parameter_form(name):
    def getitem(self, parameters):
        item = _type_check(parameters, f'{self} accepts only single type.')
        return _GenericAlias(self, (item,))
    getitem.__name__ = name
    return _SpecialForm(getitem)


ClassVar, Final, TypeGuard, Required, NotRequired = map(
    _one_parameter_form, ('ClassVar', 'Final', 'TypeGuard', 'Required', 'NotRequired'))


@_SpecialForm
def TypeAlias(self, parameters):
    raise TypeError(f'{self} is not subscriptable')


@_SpecialForm
def Union(self, parameters):
    if parameters == ():
        raise TypeError('Cannot take a Union of no types.')
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    flat = []
    for parameter in parameters:
        parameter = _type_check(parameter, 'Union[arg, ...]: each arg must be a type.')
        nested = (parameter.__args__ if isinstance(parameter, (_UnionGenericAlias, types.UnionType))
                  else (parameter,))
        for item in nested:
            if item not in flat:
                flat.append(item)
    if len(flat) == 1:
        return flat[0]
    return _UnionGenericAlias(self, tuple(flat), name='Union')


@_SpecialForm
def Optional(self, parameters):
    arg = _type_check(parameters, f'{self} requires a single type.')
    return Union[arg, type(None)]


@_LiteralForm
def Literal(self, parameters):
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    flat = []
    for parameter in parameters:
        nested = parameter.__args__ if isinstance(parameter, _LiteralGenericAlias) else (parameter,)
        for item in nested:
            if not any(type(item) is type(known) and item == known for known in flat):
                flat.append(item)
    return _LiteralGenericAlias(self, tuple(flat))


@_SpecialForm
def Concatenate(self, parameters):
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    return _GenericAlias(self, parameters)


@_SpecialForm
def Unpack(self, parameters):
    return _UnpackGenericAlias(self, (parameters,))


class ForwardRef(_Final):
    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f'Forward reference must be a string -- got {arg!r}')
        self.__forward_arg__ = arg
        self.__forward_module__ = module

    def _evaluate(self, globalns, localns):
        return eval(self.__forward_arg__, {**(globalns or {}), **(localns or {})})

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __call__(self, *args):
        raise TypeError("'ForwardRef' object is not callable")

    def __repr__(self):
        return f'ForwardRef({self.__forward_arg__!r})'


class _TypeVarLike(_Final):
    def __init__(self, name, bound, covariant, contravariant):
        if covariant and contravariant:
            raise ValueError('Bivariant types are not supported.')
        self.__name__ = name
        self.__covariant__, self.__contravariant__ = bool(covariant), bool(contravariant)
        self.__bound__ = _type_check(bound, 'Bound must be a type.') if bound else None
        self.__module__ = '__main__'

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass an instance of {type(self).__name__}')

    def __repr__(self):
        sign = '+' if self.__covariant__ else '-' if self.__contravariant__ else '~'
        return sign + self.__name__


class TypeVar(_TypeVarLike):
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        super().__init__(name, bound, covariant, contravariant)
        if constraints and bound is not None:
            raise TypeError('Constraints cannot be combined with bound=...')
        if len(constraints) == 1:
            raise TypeError('A single constraint is not allowed')
        self.__constraints__ = tuple(
            _type_check(item, 'TypeVar(name, constraint, ...): constraints must be types.')
            for item in constraints)


class ParamSpecArgs(_Final):
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f'{self.__origin__.__name__}.args'


class ParamSpecKwargs(ParamSpecArgs):
    def __repr__(self):
        return f'{self.__origin__.__name__}.kwargs'


class ParamSpec(_TypeVarLike):
    def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
        super().__init__(name, bound, covariant, contravariant)

    args = property(ParamSpecArgs)
    kwargs = property(ParamSpecKwargs)


class TypeVarTuple(_Final):
    def __init__(self, name):
        self.__name__ = name

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__


def _substituted(arg, values):
    if isinstance(arg, (TypeVar, ParamSpec)):
        return values.get(arg, arg)
    if isinstance(arg, (list, tuple)):
        return type(arg)([_substituted(item, values) for item in arg])
    own = getattr(arg, '__parameters__', ()) if not isinstance(arg, type) else ()
    if own:
        return arg[tuple(values.get(parameter, parameter) for parameter in own)]
    return arg


class _BaseGenericAlias(_Final):
    def __init__(self, origin, *, inst=True, name=None):
        self._inst, self._name, self.__origin__ = inst, name, origin

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f'Type {self._name} cannot be instantiated; '
                            f'use {self.__origin__.__name__}() instead')
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except (AttributeError, NotImplementedError, TypeError):
            pass
        return result

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f'Cannot subclass {self!r}')
        place = bases.index(self)
        if self.__origin__ is Generic:
            later = any(isinstance(base, _BaseGenericAlias) for base in bases[place + 1:])
            return () if later or Protocol in bases else (Generic,)
        found = [self.__origin__] if self.__origin__ not in bases else []
        if not any(isinstance(base, _BaseGenericAlias) or isinstance(base, type)
                   and issubclass(base, Generic) for base in bases[place + 1:]):
            found.append(Generic)
        return tuple(found)

    def __getattr__(self, name):
        if name in ('__origin__', '__args__'):
            raise AttributeError(name)
        if '__origin__' in self.__dict__ and not (name.startswith('__') and name.endswith('__')):
            return getattr(self.__origin__, name)
        raise AttributeError(name)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError('Subscripted generics cannot be used with class and instance checks')


class _GenericAlias(_BaseGenericAlias):
    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        self.__args__ = args if isinstance(args, tuple) else (args,)
        self.__parameters__ = _parameters(self.__args__)
        if not name:
            self.__module__ = getattr(origin, '__module__', 'typing')

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    @_cached
    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f'Cannot subscript already-subscripted {self}')
        if not self.__parameters__:
            raise TypeError(f'{self} is not a generic class')
        if not isinstance(args, tuple):
            args = (args,)
        args = tuple(_type_convert(arg) if not isinstance(arg, list) else arg for arg in args)
        if len(args) != len(self.__parameters__):
            what = 'many' if len(args) > len(self.__parameters__) else 'few'
            raise TypeError(f'Too {what} arguments for {self}; actual {len(args)}, '
                            f'expected {len(self.__parameters__)}')
        values = dict(zip(self.__parameters__, args))
        return self._copy_with(tuple(_substituted(arg, values) for arg in self.__args__))

    def _copy_with(self, args):
        return self.__class__(self.__origin__, args, inst=self._inst, name=self._name)

    def __repr__(self):
        name = 'typing.' + self._name if self._name else _type_repr(self.__origin__)
        args = ', '.join([_type_repr(arg) for arg in self.__args__]) or '()'
        return f'{name}[{args}]'


class _UnionGenericAlias(_GenericAlias):
    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, types.UnionType)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def _copy_with(self, args):
        return Union[args]

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and type(None) in args:
            other = args[0] if args[1] is type(None) else args[1]
            return f'typing.Optional[{_type_repr(other)}]'
        return super().__repr__()


class _LiteralGenericAlias(_GenericAlias):
    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return self._typed() == other._typed()

    def __hash__(self):
        return hash(self._typed())

    def _typed(self):
        return frozenset((item, type(item)) for item in self.__args__)

    def __repr__(self):
        return f"typing.Literal[{', '.join(map(repr, self.__args__))}]"


class _UnpackGenericAlias(_GenericAlias):
    def __repr__(self):
        return '*' + _type_repr(self.__args__[0])


class _CallableGenericAlias(_GenericAlias):
    def __repr__(self):
        name = 'typing.Callable' if self._name else 'collections.abc.Callable'
        args = self.__args__
        if len(args) == 2 and (args[0] is ... or isinstance(args[0], ParamSpec)):
            return f'{name}[{_type_repr(args[0])}, {_type_repr(args[1])}]'
        inner = ', '.join([_type_repr(arg) for arg in args[:-1]])
        return f'{name}[[{inner}], {_type_repr(args[-1])}]'


def _callable_args(params):
    if not isinstance(params, tuple) or len(params) != 2:
        raise TypeError('Callable must be used as Callable[[arg, ...], result].')
    args, result = params
    result = _type_check(result, 'Callable[args, result]: result must be a type.')
    if args is ... or isinstance(args, ParamSpec):
        return args, result
    if not isinstance(args, list):
        raise TypeError(f'Callable[args, result]: args must be a list. Got {args}')
    return tuple(_type_convert(arg) for arg in args) + (result,)


def _CollectionAlias(cls, item):
    """What subscribing a class of `collections.abc` gives."""
    if cls is collections.abc.Callable:
        return _CallableGenericAlias(cls, _callable_args(item))
    return _GenericAlias(cls, item)


class _SpecialGenericAlias(_BaseGenericAlias):
    """`List`, `Dict`...: the name of a built-in class, to be subscripted."""

    def __init__(self, origin, count, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name or origin.__name__)
        self._count = count
        self.__module__ = 'typing'

    @_cached
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        params = tuple(_type_check(item, 'Parameters to generic types must be types.')
                       for item in params)
        if len(params) != self._count:
            what = 'many' if len(params) > self._count else 'few'
            raise TypeError(f'Too {what} arguments for {self}; actual {len(params)}, '
                            f'expected {self._count}')
        return _GenericAlias(self.__origin__, params, inst=self._inst, name=self._name)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)

    def __repr__(self):
        return 'typing.' + self._name


class _TupleType(_SpecialGenericAlias):
    @_cached
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if len(params) >= 2 and params[-1] is ...:
            items = tuple(_type_check(item, 'Tuple[t, ...]: t must be a type.') for item in params[:-1])
            return _GenericAlias(tuple, items + (...,), inst=False, name='Tuple')
        items = tuple(_type_check(item, 'Tuple[t0, t1, ...]: each t must be a type.') for item in params)
        return _GenericAlias(tuple, items, inst=False, name='Tuple')


class _CallableType(_SpecialGenericAlias):
    def __getitem__(self, params):
        return self._of(_callable_args(params))

    @_cached
    def _of(self, args):
        return _CallableGenericAlias(collections.abc.Callable, args, name='Callable')


def _alias(origin, count, name=None, inst=True):
    return _SpecialGenericAlias(origin, count, inst=inst, name=name)


Hashable, Sized = _alias(collections.abc.Hashable, 0), _alias(collections.abc.Sized, 0)
Awaitable, Coroutine = _alias(collections.abc.Awaitable, 1), _alias(collections.abc.Coroutine, 3)
AsyncIterable, AsyncIterator = (
    _alias(collections.abc.AsyncIterable, 1), _alias(collections.abc.AsyncIterator, 1))
Iterable, Iterator = _alias(collections.abc.Iterable, 1), _alias(collections.abc.Iterator, 1)
Reversible, Container = _alias(collections.abc.Reversible, 1), _alias(collections.abc.Container, 1)
Collection, Sequence = _alias(collections.abc.Collection, 1), _alias(collections.abc.Sequence, 1)
MutableSequence = _alias(collections.abc.MutableSequence, 1)
AbstractSet, MutableSet = _alias(collections.abc.Set, 1, 'AbstractSet'), _alias(collections.abc.MutableSet, 1)
Mapping, MutableMapping = _alias(collections.abc.Mapping, 2), _alias(collections.abc.MutableMapping, 2)
ByteString = _alias(collections.abc.ByteString, 0)
MappingView, KeysView = _alias(collections.abc.MappingView, 1), _alias(collections.abc.KeysView, 1)
ItemsView, ValuesView = _alias(collections.abc.ItemsView, 2), _alias(collections.abc.ValuesView, 1)
Generator, AsyncGenerator = _alias(collections.abc.Generator, 3), _alias(collections.abc.AsyncGenerator, 2)
ContextManager = _alias(contextlib.AbstractContextManager, 1, 'ContextManager')
AsyncContextManager = _alias(object, 1, 'AsyncContextManager')
Tuple = _TupleType(tuple, -1, inst=False, name='Tuple')
Callable = _CallableType(collections.abc.Callable, 2)
List, Set = _alias(list, 1, 'List', inst=False), _alias(set, 1, 'Set', inst=False)
FrozenSet, Dict = _alias(frozenset, 1, 'FrozenSet', inst=False), _alias(dict, 2, 'Dict', inst=False)
Deque, DefaultDict = _alias(collections.deque, 1, 'Deque'), _alias(collections.defaultdict, 2, 'DefaultDict')
OrderedDict, Counter = _alias(collections.OrderedDict, 2), _alias(collections.Counter, 1)
ChainMap = _alias(collections.ChainMap, 2)
Type = _alias(type, 1, 'Type', inst=False)
Pattern, Match = _alias(_re.Pattern, 1), _alias(_re.Match, 1)
Text = str


class Generic:
    __slots__ = ()
    _is_protocol = False

    @_cached
    def __class_getitem__(cls, params):
        if not isinstance(params, tuple):
            params = (params,)
        params = tuple(_type_convert(item) if not isinstance(item, list) else item for item in params)
        if cls in (Generic, Protocol):
            if not params:
                raise TypeError(f'Parameter list to {cls.__qualname__}[...] cannot be empty')
            if not all(isinstance(item, (TypeVar, ParamSpec, _UnpackGenericAlias)) for item in params):
                raise TypeError(f'Parameters to {cls.__name__}[...] must all be type variables '
                                'or parameter specification variables.')
            if len(set(params)) != len(params):
                raise TypeError(f'Parameters to {cls.__name__}[...] must all be unique')
        else:
            wanted = getattr(cls, '__parameters__', ())
            if not wanted:
                raise TypeError(f'{cls} is not a generic class')
            if len(wanted) != len(params) and not any(isinstance(w, TypeVarTuple) for w in wanted):
                what = 'many' if len(params) > len(wanted) else 'few'
                raise TypeError(f'Too {what} arguments for {cls}; actual {len(params)}, '
                                f'expected {len(wanted)}')
        return _GenericAlias(cls, params)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get('__orig_bases__', ())
        if Generic in bases:
            raise TypeError('Cannot inherit from plain Generic')
        explicit = [base for base in bases if isinstance(base, _GenericAlias)
                    and base.__origin__ in (Generic, Protocol)]
        if len(explicit) > 1:
            raise TypeError('Cannot inherit from Generic[...] multiple types.')
        cls.__parameters__ = explicit[0].__parameters__ if explicit else _parameters(bases)


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        if cls.__dict__.get('_is_protocol'):
            if not cls.__dict__.get('_is_runtime_protocol') and cls is not Protocol:
                raise TypeError('Instance and class checks can only be used with'
                                ' @runtime_checkable protocols')
            if all(hasattr(instance, name) and
                   (not callable(getattr(cls, name, None)) or getattr(instance, name) is not None)
                   for name in _protocol_names(cls)):
                return True
        return super().__instancecheck__(instance)

    def __subclasscheck__(cls, subclass):
        if cls.__dict__.get('_is_protocol') and cls is not Protocol and cls not in subclass.__mro__:
            if not cls.__dict__.get('_is_runtime_protocol'):
                raise TypeError('Instance and class checks can only be used with'
                                ' @runtime_checkable protocols')
            return all(any(name in base.__dict__ for base in subclass.__mro__)
                       for name in _protocol_names(cls))
        return super().__subclasscheck__(subclass)


def _protocol_names(cls):
    skipped = {'__abstractmethods__', '__annotations__', '__dict__', '__doc__', '__init__',
               '__module__', '__new__', '__slots__', '__subclasshook__', '__weakref__',
               '__class_getitem__', '__parameters__', '__orig_bases__', '__qualname__',
               '_is_protocol', '_is_runtime_protocol', '_abc_impl', '__match_args__'}
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ not in ('Protocol', 'Generic'):
            annotations = base.__dict__.get('__annotations__', {})
            names.update(name for name in list(base.__dict__) + list(annotations)
                         if name not in skipped)
    return names


def _no_init(self, *args, **kwargs):
    if type(self).__dict__.get('_is_protocol'):
        raise TypeError('Protocols cannot be instantiated')


class Protocol(Generic, metaclass=_ProtocolMeta):
    __slots__ = ()
    _is_protocol = True

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if '_is_protocol' not in cls.__dict__:
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if cls._is_protocol and cls.__init__ is object.__init__:
            cls.__init__ = _no_init
        elif not cls._is_protocol and cls.__init__ is _no_init:
            cls.__init__ = object.__init__


def runtime_checkable(cls):
    if not (isinstance(cls, type) and getattr(cls, '_is_protocol', False)):
        raise TypeError(f'@runtime_checkable can be only applied to protocol classes, got {cls!r}')
    cls._is_runtime_protocol = True
    return cls


def _supports(name, method):
    namespace = {method: abstractmethod(lambda self: None), '_is_protocol': True,
                 '__module__': 'typing'}
    return runtime_checkable(_ProtocolMeta(name, (Protocol,), namespace))


SupportsInt, SupportsFloat = _supports('SupportsInt', '__int__'), _supports('SupportsFloat', '__float__')
SupportsComplex, SupportsBytes = _supports('SupportsComplex', '__complex__'), _supports('SupportsBytes', '__bytes__')
SupportsIndex, SupportsAbs = _supports('SupportsIndex', '__index__'), _supports('SupportsAbs', '__abs__')
SupportsRound = _supports('SupportsRound', '__round__')

T, KT, VT = TypeVar('T'), TypeVar('KT'), TypeVar('VT')
T_co, V_co = TypeVar('T_co', covariant=True), TypeVar('V_co', covariant=True)
AnyStr = TypeVar('AnyStr', bytes, str)


class _AnnotatedAlias(_GenericAlias):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, (origin,))
        self.__metadata__ = metadata

    def _copy_with(self, args):
        return _AnnotatedAlias(args[0], self.__metadata__)

    def __repr__(self):
        metadata = ', '.join(repr(item) for item in self.__metadata__)
        return f'typing.Annotated[{_type_repr(self.__origin__)}, {metadata}]'

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))


class Annotated:
    def __new__(cls, *args, **kwargs):
        raise TypeError('Type Annotated cannot be instantiated.')

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple) or len(params) < 2:
            raise TypeError('Annotated[...] should be used with at least two arguments '
                            '(a type and an annotation).')
        return _AnnotatedAlias(_type_convert(params[0]), params[1:])


def cast(typ, val):
    return val


def assert_type(val, typ, /):
    return val


def assert_never(arg, /):
    raise AssertionError(f'Expected code to be unreachable, but got: {arg!r}')


def reveal_type(obj, /):
    import sys
    print(f'Runtime type is {type(obj).__name__!r}', file=sys.stderr)
    return obj


def get_origin(tp):
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, types.GenericAlias)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, types.UnionType):
        return types.UnionType


def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, _CallableGenericAlias):
        args = tp.__args__
        if len(args) == 2 and (args[0] is ... or isinstance(args[0], ParamSpec)):
            return args
        return list(args[:-1]), args[-1]
    if isinstance(tp, (_GenericAlias, types.GenericAlias, types.UnionType)):
        return tp.__args__
    return ()


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    import sys

    def resolved(value, namespace):
        if value is None:
            return type(None)
        if isinstance(value, str):
            value = ForwardRef(value)
        if isinstance(value, ForwardRef):
            value = value._evaluate(namespace, localns)
        elif isinstance(value, _GenericAlias) and any(
                isinstance(arg, ForwardRef) for arg in value.__args__):
            value = value._copy_with(tuple(resolved(arg, namespace) for arg in value.__args__))
        if isinstance(value, _AnnotatedAlias) and not include_extras:
            value = value.__origin__
        return value

    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            namespace = globalns
            if namespace is None:
                module = sys.modules.get(base.__module__)
                namespace = module.__dict__ if module else {}
            for name, value in base.__dict__.get('__annotations__', {}).items():
                hints[name] = resolved(value, namespace)
        return hints
    annotations = getattr(obj, '__annotations__', None)
    if annotations is None:
        raise TypeError(f'{obj!r} is not a module, class, method, or function.')
    namespace = globalns or getattr(obj, '__globals__', None) or getattr(obj, '__dict__', {})
    return {name: resolved(value, namespace) for name, value in annotations.items()}


def no_type_check(arg):
    return arg


def no_type_check_decorator(decorator):
    return decorator


def overload(func):
    return _overload_dummy


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        'You should not call an overloaded function. A series of @overload-decorated functions '
        'outside a stub module should always be followed by an implementation that is not '
        '@overload-ed.')


def get_overloads(func):
    return []


def clear_overloads():
    pass


def final(f):
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def dataclass_transform(**kwargs):
    return lambda cls: cls


class NewType:
    def __init__(self, name, tp):
        self.__name__ = self.__qualname__ = name
        self.__supertype__ = tp
        self.__module__ = '__main__'

    def __call__(self, x):
        return x

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


def _named_tuple(name, annotations, defaults, module):
    made = collections.namedtuple(name, list(annotations), defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = dict(annotations)
    return made


class _NamedTupleMeta(type):
    def __new__(cls, name, bases, namespace):
        annotations = namespace.get('__annotations__', {})
        defaults = []
        for field in annotations:
            if field in namespace:
                defaults.append(field)
            elif defaults:
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default field"
                                f"{'s' if len(defaults) > 1 else ''} {', '.join(defaults)}")
        types_ = {field: _type_check(value, f'field {field} annotation must be a type')
                  for field, value in annotations.items()}
        made = _named_tuple(name, types_, [namespace[field] for field in defaults],
                            namespace['__module__'])
        for key, value in namespace.items():
            if key in ('__new__', '__init__', '__slots__', '__getnewargs__', '_fields',
                       '_field_defaults', '_make', '_replace', '_asdict', '_source'):
                raise AttributeError('Cannot overwrite NamedTuple attribute ' + key)
            if key not in made._fields and key not in (
                    '__module__', '__name__', '__annotations__', '__qualname__'):
                setattr(made, key, value)
        return made


class _NamedTuple:
    """`NamedTuple`: a function that may also stand among bases."""

    def __call__(self, typename, fields=None, /, **kwargs):
        fields = kwargs.items() if fields is None else fields
        annotations = {name: _type_check(value, f'field {name} annotation must be a type')
                       for name, value in fields}
        return _named_tuple(typename, annotations, (), '__main__')

    def __mro_entries__(self, bases):
        if len(bases) > 1 and not all(base is self or isinstance(base, _GenericAlias) for base in bases):
            raise TypeError('can only inherit from a NamedTuple type and Generic')
        return (_NamedTupleBase,)

    def __repr__(self):
        return '<function NamedTuple>'


NamedTuple = _NamedTuple()
_NamedTupleBase = type.__new__(_NamedTupleMeta, 'NamedTuple', (), {'__module__': 'typing'})


class _TypedDictMeta(type):
    def __new__(cls, name, bases, namespace, total=True):
        made = type.__new__(_TypedDictMeta, name, (dict,), namespace)
        annotations, required, optional = {}, set(), set()
        for base in bases:
            annotations.update(base.__dict__.get('__annotations__', {}))
            required.update(base.__dict__.get('__required_keys__', ()))
            optional.update(base.__dict__.get('__optional_keys__', ()))
        own = namespace.get('__annotations__', {})
        own = {key: _type_check(value, 'TypedDict(\'Name\', {f0: t0, f1: t1, ...}); each t must be a type')
               for key, value in own.items()}
        annotations.update(own)
        for key, value in own.items():
            origin = get_origin(value)
            (required if origin is Required or total and origin is not NotRequired else optional).add(key)
        made.__annotations__ = annotations
        made.__required_keys__, made.__optional_keys__ = frozenset(required), frozenset(optional)
        made.__total__ = total
        return made

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

    def __instancecheck__(cls, instance):
        raise TypeError('TypedDict does not support instance and class checks')

    def __subclasscheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class checks')


class _TypedDict:
    def __call__(self, typename, fields=None, /, *, total=True, **kwargs):
        return _TypedDictMeta(typename, (), {
            '__annotations__': dict(kwargs if fields is None else fields), '__module__': '__main__'},
            total=total)

    def __mro_entries__(self, bases):
        return (_TypedDictBase,)

    def __repr__(self):
        return '<function TypedDict>'


TypedDict = _TypedDict()
_TypedDictBase = type.__new__(_TypedDictMeta, 'TypedDict', (dict,), {'__module__': 'typing'})


class IO(Generic[AnyStr]):
    __slots__ = ()


class BinaryIO(IO[bytes]):
    __slots__ = ()


class TextIO(IO[str]):
    __slots__ = ()
