"""Enumerations."""
__all__ = ['EnumType', 'EnumMeta', 'Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag', 'ReprEnum',
           'auto', 'unique', 'property', 'verify', 'member', 'nonmember', 'FlagBoundary', 'STRICT',
           'CONFORM', 'EJECT', 'KEEP', 'global_enum', 'EnumCheck', 'CONTINUOUS', 'NAMED_FLAGS',
           'UNIQUE']

_property = property
_types_mappingproxy = type(type.__dict__)


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class auto:
    def __init__(self, value=None):
        self.value = value

    def __repr__(self):
        return f'auto({self.value!r})'


class property:
    """An attribute of members that may have the name of a member: `name`, `value`."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.__doc__ = doc or getattr(fget, '__doc__', None)
        self.name = self._owner = None

    def __set_name__(self, owner, name):
        self.name, self._owner = name, owner

    def __get__(self, instance, owner=None):
        if instance is None:
            try:
                return owner._member_map_[self.name]
            except KeyError:
                raise AttributeError(f'{owner!r} has no attribute {self.name!r}') from None
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f'{self._owner!r} cannot set attribute {self.name!r}')
        return self.fset(instance, value)

    def __delete__(self, instance):
        raise AttributeError(f'{self._owner!r} cannot delete attribute {self.name!r}')


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == '__' and name[2] != '_' and name[-3] != '_'


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == '_' and name[1] != '_' and name[-2] != '_'


def _is_private(cls_name, name):
    return name.startswith(f'_{cls_name}__') and not name.endswith('__')


_descriptors = (type(lambda: None), classmethod, staticmethod, _property)


def _is_descriptor(value):
    return isinstance(value, _descriptors) or any(hasattr(type(value), name) for name in ('__get__', '__set__', '__delete__'))


class _EnumDict(dict):
    """The namespace of the class body: notes members in order, gives `auto` its values."""

    def __init__(self, cls_name, generate, start):
        super().__init__()
        self._cls_name, self._generate, self._start = cls_name, generate, start
        self._names, self._values, self._ignored = [], [], []

    def __setitem__(self, name, value):
        if _is_private(self._cls_name, name):
            pass
        elif _is_sunder(name):
            if name not in ('_order_', '_generate_next_value_', '_numeric_repr_', '_missing_',
                            '_ignore_', '_iter_member_', '_iter_member_by_value_',
                            '_iter_member_by_def_', '_boundary_', '_flag_mask_'):
                raise ValueError(f'_sunder_ names, such as {name!r}, are reserved for future Enum use')
            if name == '_generate_next_value_':
                self._generate = value.__func__ if isinstance(value, staticmethod) else value
            elif name == '_ignore_':
                self._ignored = value.replace(',', ' ').split() if isinstance(value, str) else list(value)
        elif _is_dunder(name) or name in self._ignored:
            pass
        elif name in self._names:
            raise TypeError(f'{name!r} already defined as {self[name]!r}')
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not _is_descriptor(value):
            if name in self:
                raise TypeError(f'{name!r} already defined as {self[name]!r}')
            if isinstance(value, member):
                value = value.value
            if isinstance(value, auto):
                if value.value is None:
                    value.value = self._generate(name, self._start, len(self._names), self._values[:])
                value = value.value
            elif isinstance(value, tuple) and any(isinstance(item, auto) for item in value):
                items = []
                for item in value:
                    if isinstance(item, auto):
                        if item.value is None:
                            item.value = self._generate(name, self._start, len(self._names), self._values[:])
                        item = item.value
                    items.append(item)
                value = tuple(items)
            self._names.append(name)
            self._values.append(value)
        super().__setitem__(name, value)


Enum = Flag = None


class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        base = bases[-1] if bases else None
        metacls._check_bases(cls, bases)
        generate = getattr(base, '_generate_next_value_', None)
        return _EnumDict(cls, generate, 1)

    @classmethod
    def _check_bases(metacls, name, bases):
        for base in bases:
            for ancestor in base.__mro__:
                if isinstance(ancestor, EnumType) and ancestor.__dict__.get('_member_map_'):
                    raise TypeError(f'<enum {name!r}> cannot extend {ancestor!r}')

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        names = list(classdict._names) if isinstance(classdict, _EnumDict) else []
        values = {name: classdict[name] for name in names}
        ignored = getattr(classdict, '_ignored', [])
        namespace = {name: value for name, value in classdict.items()
                     if name not in values and name not in ignored}
        generate = namespace.get('_generate_next_value_')
        if generate is not None and not isinstance(generate, staticmethod):
            namespace['_generate_next_value_'] = staticmethod(generate)
        own_new = None if Enum is None else namespace.pop('__new__', None)
        if own_new is not None:
            namespace['_new_member_'] = own_new if isinstance(own_new, staticmethod) else staticmethod(own_new)
        namespace['_member_names_'] = []
        namespace['_member_map_'] = {}
        namespace['_value2member_map_'] = {}
        namespace['_unhashable_'] = []
        data_type = object
        for base in bases:
            for ancestor in base.__mro__:
                if ancestor in (int, float, str, bytes, complex, tuple, frozenset):
                    data_type = ancestor
        for base in bases:
            if data_type is object and not isinstance(base, EnumType) and '__new__' in base.__dict__:
                data_type = base
        namespace['_member_type_'] = data_type
        enum_class = super().__new__(metacls, cls, bases, namespace, **kwds)
        if boundary is not None:
            enum_class._boundary_ = boundary
        if Flag is not None and issubclass(enum_class, Flag):
            enum_class._flag_mask_ = 0
        for name in names:
            enum_class._add_member(name, values[name])
        if data_type is not object and ReprEnum is not None and not issubclass(enum_class, ReprEnum):
            # A mixed-in type does not decide how members are shown.
            for method in ('__repr__', '__str__', '__format__', '__reduce_ex__'):
                if method not in namespace and not any(
                        method in ancestor.__dict__ for ancestor in enum_class.__mro__
                        if isinstance(ancestor, EnumType) and ancestor not in (Enum, Flag)):
                    if hasattr(Flag if issubclass(enum_class, Flag) else Enum, method):
                        own = (Flag if issubclass(enum_class, Flag) else Enum).__dict__.get(method)
                        if own is not None:
                            type.__setattr__(enum_class, method, own)
        return enum_class

    def _make_member(cls, value):
        """A member that has its value, and its `__init__` run."""
        arguments = value if isinstance(value, tuple) else (value,)
        new = getattr(cls, '_new_member_', None)
        data_type = cls._member_type_
        if new is not None:
            made = new(cls, *arguments)
            if '_value_' not in made.__dict__:
                made._value_ = data_type(*arguments) if data_type is not object else value
        elif data_type is object:
            made = object.__new__(cls)
            made._value_ = value
        else:
            if data_type is tuple:
                arguments = (arguments,)
            made = data_type.__new__(cls, *arguments)
            made._value_ = value if data_type not in (int, str, float) else data_type(*arguments)
        return made, arguments

    def _add_member(cls, name, value):
        made, arguments = cls._make_member(value)
        value = made._value_
        made._name_ = name
        made.__objclass__ = cls
        initialize = cls.__init__
        if initialize is not object.__init__ and initialize is not Enum.__init__:
            made.__init__(*arguments)
        value = made._value_
        made._sort_order_ = len(cls._member_names_)
        for known in cls._member_map_.values():
            if known._value_ == value:
                cls._member_map_[name] = known
                type.__setattr__(cls, name, known)
                return
        is_flag = Flag is not None and issubclass(cls, Flag)
        if is_flag:
            if not isinstance(value, int):
                raise TypeError(f'invalid Flag value: {value!r}')
            if value > 0 and value & (value - 1) == 0:
                cls._flag_mask_ |= value
                cls._member_names_.append(name)
            elif value > 0:
                cls._flag_mask_ |= value
        else:
            cls._member_names_.append(name)
        cls._member_map_[name] = made
        if not isinstance(cls.__dict__.get(name), property):
            type.__setattr__(cls, name, made)
        try:
            cls._value2member_map_.setdefault(value, made)
        except TypeError:
            cls._unhashable_.append(made)

    def __call__(cls, value, names=None, *args, module=None, qualname=None, type=None, start=1,
                 boundary=None):
        if names is None and not args:
            return Enum.__new__(cls, value)
        return cls._create_(value, names, type=type, start=start, module=module)

    def _create_(cls, class_name, names, *, type=None, start=1, module=None):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        namespace = metacls.__prepare__(class_name, bases)
        namespace._start = start
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            generate, values = namespace._generate, []
            for place, name in enumerate(names):
                values.append(generate(name, start, place, values[:]))
            names = list(zip(names, values))
        for name, value in names.items() if hasattr(names, 'items') else names:
            namespace[name] = value
        namespace['__module__'] = module or '__main__'
        return metacls(class_name, bases, namespace)

    def __getattr__(cls, name):
        if _is_dunder(name):
            raise AttributeError(name)
        try:
            return type.__getattribute__(cls, '_member_map_')[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'cannot reassign member {name!r}')
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'{cls.__name__!r} cannot delete member {name!r}.')
        super().__delattr__(name)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __contains__(cls, member):
        if not isinstance(member, Enum):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(member).__qualname__!r} "
                            f'and {cls.__class__.__qualname__!r}')
        return isinstance(member, cls) and member._name_ in cls._member_map_

    @_property
    def __members__(cls):
        return _proxy(cls._member_map_)

    def __dir__(cls):
        own = ['__class__', '__contains__', '__doc__', '__getitem__', '__init_subclass__',
               '__iter__', '__len__', '__members__', '__module__', '__name__', '__qualname__']
        return sorted(own + list(cls._member_map_))

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return f'<flag {cls.__name__!r}>'
        return f'<enum {cls.__name__!r}>'


def _proxy(mapping):
    from types import MappingProxyType
    return MappingProxyType(mapping)


EnumMeta = EnumType
ReprEnum = None


class Enum(metaclass=EnumType):
    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except (KeyError, TypeError):
            for made in cls._member_map_.values():
                if made._value_ == value:
                    return made
        found = cls._missing_(value)
        if isinstance(found, cls):
            return found
        if found is None:
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        raise TypeError(f'error in {cls.__name__}._missing_: returned {found!r} '
                        'instead of None or a valid member')

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        for last in reversed(last_values):
            if isinstance(last, int):
                return last + 1
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        data_type = self._member_type_
        text = repr(self._value_)
        if data_type is not object and data_type in (int, str, float, bytes):
            text = data_type.__repr__(self._value_)
        return f'<{type(self).__name__}.{self._name_}: {text}>'

    def __str__(self):
        return f'{type(self).__name__}.{self._name_}'

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __dir__(self):
        names = {'__class__', '__doc__', '__eq__', '__hash__', '__module__', 'name', 'value'}
        for cls in type(self).__mro__:
            if cls is not Enum and cls is not object and isinstance(cls, EnumType):
                names.update(name for name in cls.__dict__
                             if name[0] != '_' and name not in cls._member_map_)
        return sorted(names)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_


class ReprEnum(Enum):
    """Members are shown by `str` and `format` as the type they are mixed with."""


def _number_text(self):
    return int.__repr__(self._value_)


def _number_format(self, format_spec):
    return int.__format__(self._value_, format_spec)


def _number_hash(self):
    return hash(self._value_)


# Members that are numbers are written as such.
_number_methods = _number_text, _number_format, _number_hash


class IntEnum(int, ReprEnum):
    __repr__ = Enum.__repr__

    __str__, __format__, __hash__ = _number_methods


class FlagBoundary:
    def __init__(self, name):
        self.name = self.value = name

    def __repr__(self):
        return f'<FlagBoundary.{self.name.upper()}: {self.value!r}>'


STRICT, CONFORM = FlagBoundary('strict'), FlagBoundary('conform')
EJECT, KEEP = FlagBoundary('eject'), FlagBoundary('keep')


class Flag(Enum):
    _boundary_ = STRICT
    _flag_mask_ = 0

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        if not isinstance(last, int):
            raise TypeError(f'invalid flag value {last!r}') from None
        return 2 ** last.bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        mask = cls._flag_mask_
        everything = (1 << mask.bit_length()) - 1
        if value < 0:
            value &= everything if cls._boundary_ is not KEEP else max(
                everything, (1 << value.bit_length()) - 1)
        unknown = value & ~mask
        if unknown:
            if cls._boundary_ is STRICT:
                width = max(value.bit_length(), everything.bit_length())
                raise ValueError(
                    f'{cls!r} invalid value {value!r}\n    given 0b0 {value:0{width}b}\n'
                    f'  allowed 0b0 {mask:0{width}b}')
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        made = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
        made._value_ = value
        names = [member._name_ for member in cls._iter_value(value)]
        if names and value & ~mask:
            names.append(str(value & ~mask))
        made._name_ = '|'.join(names) or None
        made.__objclass__ = cls
        cls._value2member_map_[value] = made
        return made

    @classmethod
    def _iter_value(cls, value):
        for name in cls._member_names_:
            member = cls._member_map_[name]
            if member._value_ & value:
                yield member

    def __iter__(self):
        yield from self._iter_value(self._value_)

    def __len__(self):
        return bin(self._value_).count('1')

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} "
                            f'and {self.__class__.__qualname__!r}')
        return other._value_ & self._value_ == other._value_

    def __repr__(self):
        name = type(self).__name__
        return f'<{name}: {self._value_!r}>' if self._name_ is None else (
            f'<{name}.{self._name_}: {self._value_!r}>')

    def __str__(self):
        name = type(self).__name__
        return f'{name}({self._value_!r})' if self._name_ is None else f'{name}.{self._name_}'

    def __bool__(self):
        return bool(self._value_)

    def _other(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other

    def __or__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ ^ value)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        cls = self.__class__
        if cls._boundary_ is KEEP:
            return cls(-(self._value_) - 1)
        return cls(cls._flag_mask_ & ~self._value_)


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    __repr__ = Flag.__repr__
    __or__ = __ror__ = Flag.__or__
    __and__ = __rand__ = Flag.__and__
    __xor__ = __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__
    __len__, __iter__, __contains__, __bool__ = (
        Flag.__len__, Flag.__iter__, Flag.__contains__, Flag.__bool__)

    __str__, __format__, __hash__ = _number_methods


class StrEnum(str, ReprEnum):
    __repr__ = Enum.__repr__

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return str.__str__(self._value_)

    def __format__(self, format_spec):
        return str.__format__(self._value_, format_spec)

    def __hash__(self):
        return hash(self._value_)


def unique(enumeration):
    aliases = [(alias, member.name) for alias, member in enumeration.__members__.items()
               if alias != member.name]
    if aliases:
        details = ', '.join(f'{alias} -> {name}' for alias, name in aliases)
        raise ValueError(f'duplicate values found in {enumeration!r}: {details}')
    return enumeration


class EnumCheck(StrEnum):
    CONTINUOUS = 'no skipped integer values'
    NAMED_FLAGS = 'multi-flag aliases may not contain unnamed flags'
    UNIQUE = 'one name per value'


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                aliases = [(alias, member.name) for alias, member in enumeration.__members__.items()
                           if alias != member.name]
                if aliases:
                    details = ', '.join(f'{alias} -> {name}' for alias, name in aliases)
                    raise ValueError(f'aliases found in {enumeration!r}: {details}')
            elif check is CONTINUOUS:
                values = sorted(member.value for member in enumeration)
                missing = [value for value in range(values[0], values[-1]) if value not in values]
                if missing:
                    raise ValueError(f"invalid enum {enumeration.__name__!r}: missing values "
                                     f"{', '.join(map(str, missing))}")
        return enumeration


def global_enum(cls, update_str=False):
    """Members go by the name of their module and are names of it."""
    import sys
    module = cls.__module__.split('.')[-1]

    def __repr__(self):
        if self._name_ is None:
            return f'{module}.{type(self).__name__}({self._value_!r})'
        return '|'.join([name if name.isdecimal() else f'{module}.{name}'
                         for name in self._name_.split('|')])

    cls.__repr__ = __repr__
    cls.__str__ = __repr__ if issubclass(cls, Flag) else cls.__str__
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls
