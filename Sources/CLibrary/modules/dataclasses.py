"""Classes that are mostly data."""
import copy
import keyword
import types
from abc import update_abstractmethods

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar', 'KW_ONLY', 'MISSING',
           'fields', 'asdict', 'astuple', 'make_dataclass', 'replace', 'is_dataclass']


class FrozenInstanceError(AttributeError):
    pass


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return '<factory>'


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()
_FIELDS, _PARAMS, _POST_INIT_NAME = '__dataclass_fields__', '__dataclass_params__', '__post_init__'


class _FieldKind:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD, _FIELD_CLASSVAR, _FIELD_INITVAR = (
    _FieldKind('_FIELD'), _FieldKind('_FIELD_CLASSVAR'), _FieldKind('_FIELD_INITVAR'))


class InitVar:
    __slots__ = ('type',)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f'dataclasses.InitVar[{name}]'

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash', 'init', 'compare',
                 'metadata', 'kw_only', '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = self._field_type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata = types.MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only

    def __repr__(self):
        names = ('name', 'type', 'default', 'default_factory', 'init', 'repr', 'hash', 'compare',
                 'metadata', 'kw_only', '_field_type')
        parts = []
        for name in names:
            value = getattr(self, name)
            parts.append(f'{name}={value}' if name == '_field_type' else f'{name}={value!r}')
        return f"Field({','.join(parts)})"

    def __set_name__(self, owner, name):
        method = getattr(type(self.default), '__set_name__', None)
        if method:
            method(self.default, owner, name)


class _DataclassParams:
    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init, self.repr, self.eq = init, repr, eq
        self.order, self.unsafe_hash, self.frozen = order, unsafe_hash, frozen

    def __repr__(self):
        parts = [f'{name}={value!r}' for name, value in self.__dict__.items()]
        return f"_DataclassParams({','.join(parts)})"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True,
          metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _is_classvar(annotation):
    if isinstance(annotation, str):
        return annotation.startswith(('ClassVar', 'typing.ClassVar'))
    return getattr(annotation, '__origin__', annotation) is _class_var() if (
        type(annotation).__module__ == 'typing') else False


def _class_var():
    import typing
    return typing.ClassVar


def _is_initvar(annotation):
    if isinstance(annotation, str):
        return annotation.startswith(('InitVar', 'dataclasses.InitVar'))
    return annotation is InitVar or type(annotation) is InitVar


def _is_kw_only(annotation):
    if isinstance(annotation, str):
        return annotation in ('KW_ONLY', 'dataclasses.KW_ONLY')
    return annotation is KW_ONLY


def _get_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        made = default
    else:
        made = field(default=default)
    made.name, made.type = name, annotation
    made._field_type = (_FIELD_CLASSVAR if _is_classvar(annotation) else
                        _FIELD_INITVAR if _is_initvar(annotation) else _FIELD)
    if made._field_type is not _FIELD and made.default_factory is not MISSING:
        raise TypeError(f'field {name} cannot have a default factory')
    if made._field_type is _FIELD_CLASSVAR:
        if made.kw_only is not MISSING:
            raise TypeError(f'field {name} is a ClassVar but specifies kw_only')
    elif made.kw_only is MISSING:
        made.kw_only = kw_only
    if made._field_type is _FIELD and made.default.__class__.__hash__ is None:
        raise ValueError(f'mutable default {type(made.default)} for field {name} is not allowed: '
                         'use default_factory')
    return made


def _collect(cls, kw_only):
    found = {}
    for base in cls.__mro__[-1:0:-1]:
        for inherited in getattr(base, _FIELDS, {}).values() if _FIELDS in base.__dict__ else ():
            found[inherited.name] = inherited
    annotations = cls.__dict__.get('__annotations__', {})
    seen_kw_only = False
    for name, annotation in annotations.items():
        if _is_kw_only(annotation):
            if seen_kw_only:
                raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has already been specified')
            seen_kw_only = kw_only = True
            continue
        made = _get_field(cls, name, annotation, kw_only)
        found[name] = made
        if isinstance(getattr(cls, name, None), Field):
            if made.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, made.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    return found


def _make_function(cls, name, parameters, body, scope, result=MISSING):
    """A method from source text. Tracebacks name where it was made, messages its class."""
    lines = ['def __create_fn__():', f'    def {name}({parameters}):']
    lines += ['        ' + line for line in body or ['pass']]
    lines.append(f'    return {name}')
    namespace = dict(scope)
    exec('\n'.join(lines) + '\n', namespace)
    function = namespace['__create_fn__']()
    function.__qualname__ = f'{cls.__qualname__}.{name}'
    return function


def _init_function(cls, fields, frozen, has_post_init, slots):
    std = [f for f in fields if f.init and not f.kw_only]
    keyword_only = [f for f in fields if f.init and f.kw_only]
    seen_default = False
    for f in std:
        if f.default is not MISSING or f.default_factory is not MISSING:
            seen_default = True
        elif seen_default:
            raise TypeError(f'non-default argument {f.name!r} follows default argument')
    scope = {'_MISSING': MISSING, '_FACTORY': _HAS_DEFAULT_FACTORY, '_set': object.__setattr__}
    self_name = '__dataclass_self__' if any(f.name == 'self' for f in fields) else 'self'
    parameters, body = [self_name], []

    def parameter(f):
        if f.default is not MISSING:
            scope[f'_default_{f.name}'] = f.default
            return f'{f.name}=_default_{f.name}'
        if f.default_factory is not MISSING:
            return f'{f.name}=_FACTORY'
        return f.name

    parameters += [parameter(f) for f in std]
    if keyword_only:
        parameters += ['*'] + [parameter(f) for f in keyword_only]
    for f in fields:
        value = f.name
        if f.default_factory is not MISSING:
            scope[f'_factory_{f.name}'] = f.default_factory
            call = f'_factory_{f.name}()'
            value = f'{call} if {f.name} is _FACTORY else {f.name}' if f.init else call
        elif not f.init:
            if f.default is MISSING or not slots:
                continue
            scope[f'_default_{f.name}'] = f.default
            value = f'_default_{f.name}'
        if f._field_type is _FIELD_INITVAR:
            continue
        body.append(f'_set({self_name}, {f.name!r}, {value})' if frozen else
                    f'{self_name}.{f.name} = {value}')
    if has_post_init:
        passed = ', '.join(f.name for f in fields if f._field_type is _FIELD_INITVAR)
        body.append(f'{self_name}.{_POST_INIT_NAME}({passed})')
    function = _make_function(cls, '__init__', ', '.join(parameters), body, scope)
    function.__annotations__ = {f.name: f.type for f in fields if f.init}
    function.__annotations__['return'] = None
    return function


_running = set()


def _repr_function(cls, fields):
    shown = ', '.join([f'{f.name}={{self.{f.name}!r}}' for f in fields if f.repr])
    body = ['key = id(self)',
            'if key in _running:',
            "    return '...'",
            '_running.add(key)',
            'try:',
            f"    return f'{{self.__class__.__qualname__}}({shown})'",
            'finally:',
            '    _running.discard(key)']
    return _make_function(cls, '__repr__', 'self', body, {'_running': _running, 'id': id})


def _has_made_repr(cls):
    """Whether the representation of a dataclass is the one made here."""
    names = getattr(cls.__repr__, '__globals__', None)
    return names is not None and names.get('_running') is _running


def _values(owner, names):
    """The text of a tuple of attributes."""
    return f"({''.join([f'{owner}.{name}, ' for name in names])})"


def _comparison(cls, name, fields):
    operator = {'__eq__': '==', '__lt__': '<', '__le__': '<=', '__gt__': '>', '__ge__': '>='}[name]
    names = [f.name for f in fields if f.compare]
    body = ['if other.__class__ is self.__class__:',
            f"    return {_values('self', names)} {operator} {_values('other', names)}",
            'return NotImplemented']
    return _make_function(cls, name, 'self, other', body, {})


def _hash_function(cls, fields):
    names = [f.name for f in fields if (f.compare if f.hash is None else f.hash)]
    body = [f"return hash({_values('self', names)})"]
    return _make_function(cls, '__hash__', 'self', body, {'hash': hash})


_frozen_text = '''def __create_fn__(cls, names, FrozenInstanceError):
 def __{verb}attr__(self, name{more}):
  if type(self) is cls or name in names:
   raise FrozenInstanceError(f"cannot {act} field {{name!r}}")
  super(cls, self).__{verb}attr__(name{more})
 return __{verb}attr__
'''


def _frozen_methods(cls, fields):
    """Made of text, as in CPython, since tracebacks show where in it they raise."""
    names = {f.name for f in fields}
    for verb, more, act in (('set', ', value', 'assign to'), ('del', '', 'delete')):
        scope = {}
        exec(_frozen_text.format(verb=verb, more=more, act=act), scope)
        yield scope['__create_fn__'](cls, names, FrozenInstanceError)


def _put(cls, name, value):
    """Adds a method unless the class defines it; true if the class does."""
    if name in cls.__dict__:
        return True
    value.__qualname__ = f'{cls.__qualname__}.{name}'
    setattr(cls, name, value)
    return False


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots,
                   weakref_slot):
    found = _collect(cls, kw_only)
    bases = [base for base in cls.__mro__[1:] if _PARAMS in base.__dict__]
    if bases:
        any_frozen = any(getattr(base, _PARAMS).frozen for base in bases)
        if any_frozen and not frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if not any_frozen and frozen:
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    setattr(cls, _FIELDS, found)
    setattr(cls, _PARAMS, _DataclassParams(init, repr, eq, order, unsafe_hash, frozen))
    own_hash = cls.__dict__.get('__hash__', MISSING)
    has_hash = not (own_hash is MISSING or own_hash is None and '__eq__' in cls.__dict__)
    if order and not eq:
        raise ValueError('eq must be true if order is true')
    all_fields = [f for f in found.values() if f._field_type in (_FIELD, _FIELD_INITVAR)]
    data = [f for f in all_fields if f._field_type is _FIELD]
    if init:
        _put_over(cls, '__init__', _init_function(
            cls, all_fields, frozen, hasattr(cls, _POST_INIT_NAME), slots))
    if repr:
        _put(cls, '__repr__', _repr_function(cls, data))
    if eq:
        _put(cls, '__eq__', _comparison(cls, '__eq__', data))
    if order:
        for name in ('__lt__', '__le__', '__gt__', '__ge__'):
            if _put(cls, name, _comparison(cls, name, data)):
                raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}. '
                                'Consider using functools.total_ordering')
    if frozen:
        for method in _frozen_methods(cls, data):
            if _put(cls, method.__name__, method):
                raise TypeError(f'Cannot overwrite attribute {method.__name__} in class {cls.__name__}')
    if unsafe_hash:
        if has_hash:
            raise TypeError(f'Cannot overwrite attribute __hash__ in class {cls.__name__}')
        _put_over(cls, '__hash__', _hash_function(cls, data))
    elif eq and frozen and not has_hash:
        _put_over(cls, '__hash__', _hash_function(cls, data))
    elif eq and not frozen and not has_hash:
        cls.__hash__ = None
    if not getattr(cls, '__doc__', None):
        cls.__doc__ = cls.__name__ + _signature_text(all_fields)
    if match_args and '__match_args__' not in cls.__dict__:
        cls.__match_args__ = tuple(f.name for f in all_fields if f.init and not f.kw_only)
    if slots:
        cls = _with_slots(cls, data)
    if hasattr(cls, '__abstractmethods__'):
        update_abstractmethods(cls)
    return cls


def _put_over(cls, name, value):
    value.__qualname__ = f'{cls.__qualname__}.{name}'
    setattr(cls, name, value)


def _signature_text(fields):
    parts = []
    for f in fields:
        if f.init:
            name = f.type.__name__ if isinstance(f.type, type) else repr(f.type)
            default = ('' if f.default is MISSING and f.default_factory is MISSING else
                       f' = {f.default!r}' if f.default is not MISSING else ' = <factory>')
            parts.append(f'{f.name}: {name}{default}')
    return f"({', '.join(parts)})"


def _with_slots(cls, data):
    if '__slots__' in cls.__dict__:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    inherited = set()
    for base in cls.__mro__[1:-1]:
        slots = base.__dict__.get('__slots__', ())
        inherited.update((slots,) if isinstance(slots, str) else slots)
    names = [f.name for f in data]
    namespace = {name: value for name, value in cls.__dict__.items()
                 if name not in names and name not in ('__dict__', '__weakref__')}
    namespace['__slots__'] = tuple(name for name in names if name not in inherited)
    qualname = cls.__qualname__
    new = type(cls)(cls.__name__, cls.__bases__, namespace)
    new.__qualname__ = qualname
    return new


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
              frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only,
                              slots, weakref_slot)
    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    if isinstance(obj, type) or not hasattr(type(obj), _FIELDS):
        raise TypeError('asdict() should be called on dataclass instances')
    return _convert(obj, lambda obj, convert: dict_factory(
        [(f.name, convert(getattr(obj, f.name))) for f in fields(obj)]))


def astuple(obj, *, tuple_factory=tuple):
    if isinstance(obj, type) or not hasattr(type(obj), _FIELDS):
        raise TypeError('astuple() should be called on dataclass instances')
    return _convert(obj, lambda obj, convert: tuple_factory(
        [convert(getattr(obj, f.name)) for f in fields(obj)]))


# Copies of these are the values themselves.
_atoms = frozenset([type(None), bool, int, float, str, bytes, complex])


def _convert(obj, make):
    def convert(value):
        if type(value) in _atoms:
            return value
        if not isinstance(value, type) and hasattr(type(value), _FIELDS):
            return make(value, convert)
        if isinstance(value, tuple) and hasattr(value, '_fields'):
            return type(value)(*[convert(item) for item in value])
        if isinstance(value, (list, tuple)):
            return type(value)([convert(item) for item in value])
        if isinstance(value, dict):
            pairs = [(convert(key), convert(item)) for key, item in value.items()]
            if hasattr(type(value), 'default_factory') or hasattr(value, 'default_factory'):
                result = type(value)(value.default_factory)
                result.update(pairs)
                return result
            return type(value)(pairs)
        return copy.deepcopy(value)
    return make(obj, convert)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True,
                   order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False,
                   slots=False, weakref_slot=False):
    namespace = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, annotation = item, 'typing.Any'
        elif len(item) == 2:
            name, annotation = item
        elif len(item) == 3:
            name, annotation, namespace[item[0]] = item
        else:
            raise TypeError(f'Invalid field: {item!r}')
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if keyword.iskeyword(name):
            raise TypeError(f'Field names must not be keywords: {name!r}')
        if name in annotations:
            raise TypeError(f'Field name duplicated: {name!r}')
        annotations[name] = annotation
    namespace['__annotations__'] = annotations
    namespace.setdefault('__module__', 'types')
    cls = types.new_class(cls_name, bases, {}, lambda body: body.update(namespace))
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash,
                     frozen=frozen, match_args=match_args, kw_only=kw_only, slots=slots)


def replace(obj, /, **changes):
    if isinstance(obj, type) or not hasattr(type(obj), _FIELDS):
        raise TypeError('replace() should be called on dataclass instances')
    for f in getattr(obj, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f'field {f.name} is declared with init=False, '
                                 'it cannot be specified with replace()')
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise ValueError(f'InitVar {f.name!r} must be specified with replace()')
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)
