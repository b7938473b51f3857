"""Abstract base classes."""
from _inspection import set_instance_check as _set_instance_check
from _weakref import ref as _reference


def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj


def abstractclassmethod(callable):
    return classmethod(abstractmethod(callable))


def abstractstaticmethod(callable):
    return staticmethod(abstractmethod(callable))


def abstractproperty(fget=None, fset=None, fdel=None, doc=None):
    return property(abstractmethod(fget), fset, fdel, doc)


def _is_abstract(value):
    if isinstance(value, property):
        return any(getattr(function, '__isabstractmethod__', False)
                   for function in (value.fget, value.fset, value.fdel))
    if isinstance(value, (classmethod, staticmethod)):
        value = value.__func__
    return getattr(value, '__isabstractmethod__', False)


def update_abstractmethods(cls):
    """Finds the abstract names of a class and its bases that have no other value."""
    names = {name for name, value in cls.__dict__.items() if _is_abstract(value)}
    for base in cls.__bases__:
        for name in getattr(base, '__abstractmethods__', ()):
            for ancestor in cls.__mro__:
                if name in ancestor.__dict__:
                    if _is_abstract(ancestor.__dict__[name]):
                        names.add(name)
                    break
    cls.__abstractmethods__ = frozenset(names)
    return cls


# Counts registrations: what was no subclass before may be one after it.
_registrations = 0


class _abc_data:
    """What a class knows of its subclasses: those registered, and answers by the class's id."""
    __module__ = '_abc'
    __slots__ = ('registry', 'answers')

    def __init__(self):
        self.registry = []
        self.answers = {}

    def known(self, subclass):
        """The answer found before, or None. Only registrations can make a yes of a no."""
        found = self.answers.get(id(subclass))
        if found is not None:
            reference, answer, count = found
            if reference() is subclass and (answer or count == _registrations):
                return answer


class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        update_abstractmethods(cls)
        cls._abc_impl = _abc_data()
        return cls

    def register(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError('Can only register classes')
        if not issubclass(subclass, cls):
            if issubclass(cls, subclass):
                raise RuntimeError('Refusing to create an inheritance cycle')
            cls._abc_impl.registry.append(subclass)
            global _registrations
            _registrations += 1
        return subclass

    def __instancecheck__(cls, instance):
        subclass = type(instance)
        # `known`, without a call for it: this is asked often.
        found = cls._abc_impl.answers.get(id(subclass))
        if found is not None:
            reference, answer, count = found
            if reference() is subclass and (answer or count == _registrations):
                return answer
        return cls.__subclasscheck__(subclass)

    def __subclasscheck__(cls, subclass):
        known = cls._abc_impl.known(subclass)
        if known is not None:
            return known
        if not isinstance(subclass, type):
            raise TypeError('issubclass() arg 1 must be a class')
        answer = _is_subclass(cls, subclass)
        if isinstance(answer, bool):
            cls._abc_impl.answers[id(subclass)] = _reference(subclass), answer, _registrations
        return answer


def _is_subclass(cls, subclass):
    if cls in subclass.__mro__:
        return True
    hook = getattr(cls, '__subclasshook__', None)
    if hook is not None:
        answer = hook(subclass)
        if answer is not NotImplemented:
            return answer
    return (any(issubclass(subclass, known) for known in cls._abc_impl.registry)
            or any(issubclass(subclass, derived) for derived in type.__subclasses__(cls)))


_set_instance_check(ABCMeta.__instancecheck__)


class ABC(metaclass=ABCMeta):
    """Helper class that provides a standard way to create an ABC using
    inheritance.
    """
    __slots__ = ()


def get_cache_token():
    return _registrations
