"""Objects that stand in for others and note how they are used."""
from contextlib import contextmanager as _contextmanager

__all__ = ['Mock', 'MagicMock', 'NonCallableMock', 'PropertyMock', 'patch', 'sentinel', 'DEFAULT', 'ANY',
           'call', 'mock_open']


class _Sentinel:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'sentinel.{self.name}'


class _Sentinels:
    def __getattr__(self, name):
        if name == '__bases__':
            raise AttributeError
        value = self.__dict__[name] = _Sentinel(name)
        return value


sentinel = _Sentinels()
DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING


class _Any:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return '<ANY>'


ANY = _Any()


class _Call(tuple):
    """A call: its name, its arguments and its keywords."""

    def __new__(cls, name='', args=(), kwargs={}):
        return tuple.__new__(cls, (name, args, kwargs))

    def _parts(self):
        return self[0], self[1], self[2]

    def __eq__(self, other):
        if not isinstance(other, tuple):
            return NotImplemented
        parts = other._parts() if isinstance(other, _Call) else tuple(other)
        if len(parts) == 2 and isinstance(parts[0], str):
            parts = (*parts, {}) if isinstance(parts[1], tuple) else (parts[0], (), parts[1])
        elif len(parts) == 2:
            parts = ('', *parts)
        name, args, kwargs = self._parts()
        return len(parts) == 3 and (args, kwargs) == parts[1:] and (
            not name or not parts[0] or name == parts[0])

    def __ne__(self, other):
        return not self == other
    __hash__ = None

    def __call__(self, /, *args, **kwargs):
        return _Call(self[0] or '', args, kwargs)

    def __getattr__(self, attr):
        if attr.startswith('__'):
            raise AttributeError(attr)
        return _Call(f'{self[0]}.{attr}' if self[0] else attr)

    args = property(lambda self: self[1])
    kwargs = property(lambda self: self[2])

    def __repr__(self):
        name = f'call.{self[0]}' if self[0] and not self[0].startswith('()') else f'call{self[0]}'
        return name + _argument_text(self[1], self[2])


def _argument_text(args, kwargs):
    return '(' + ', '.join([repr(arg) for arg in args] + [f'{key}={value!r}' for key, value in kwargs.items()]) + ')'


class _SimpleCall(_Call):
    """What a mock notes of its own calls: without a name, it unpacks into arguments and keywords."""

    def __iter__(self):
        return iter(self[1:])


call = _Call()
_config = ('return_value', 'side_effect', 'called', 'call_count', 'call_args', 'call_args_list', 'mock_calls',
           'method_calls')


class NonCallableMock:
    def __new__(cls, /, *args, **kwargs):
        # A class of its own for each mock, so that special methods can be set on it.
        return object.__new__(type(cls.__name__, (cls,), {'__doc__': cls.__doc__, '__module__': cls.__module__}))

    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None, spec_set=None,
                 parent=None, _new_name='', **kwargs):
        own = self.__dict__
        spec = spec if spec is not None else spec_set
        own['_mock_spec'] = None if spec is None else spec if isinstance(spec, (list, tuple)) else dir(spec)
        own['_spec_class'] = None if isinstance(spec, (list, tuple)) else spec if isinstance(spec, type) else type(spec)
        own['_mock_is_sealed'] = spec_set is not None
        own.update(_mock_children={}, _mock_parent=parent, _mock_name=name, _mock_new_name=_new_name,
                   _mock_wraps=wraps, _mock_return=return_value, side_effect=side_effect)
        own['_has_spec'] = spec is not None
        self.reset_mock()
        self.configure_mock(**kwargs)

    @property
    def __class__(self):
        return self._spec_class if self.__dict__.get('_has_spec') else type(self)

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        self.__dict__.update(called=False, call_count=0, call_args=None, call_args_list=[], mock_calls=[],
                             method_calls=[])
        if return_value:
            self.__dict__['_mock_return'] = DEFAULT
        if side_effect:
            self.__dict__['side_effect'] = None
        for child in self._mock_children.values():
            if isinstance(child, NonCallableMock):
                child.reset_mock()

    def configure_mock(self, /, **kwargs):
        for name, value in sorted(kwargs.items(), key=lambda pair: pair[0].count('.')):
            *path, last = name.split('.')
            target = self
            for part in path:
                target = getattr(target, part)
            setattr(target, last, value)

    def _get_child_mock(self, /, **kwargs):
        """A mock for an attribute or a result: of the class this one was made of."""
        base = type(self).__mro__[1]
        if base in (NonCallableMock, PropertyMock):
            base = Mock
        return base(**kwargs)

    @property
    def return_value(self):
        if self._mock_return is DEFAULT:
            self.__dict__['_mock_return'] = self._get_child_mock(parent=self, _new_name='()')
        return self._mock_return

    @return_value.setter
    def return_value(self, value):
        self.__dict__['_mock_return'] = value

    def __getattr__(self, name):
        if name in ('_mock_children', '_mock_spec', '_mock_return'):
            raise AttributeError(name)
        if self._mock_spec is not None and name not in self._mock_spec:
            raise AttributeError(f'Mock object has no attribute {name!r}')
        if name.startswith('__') and name.endswith('__'):
            raise AttributeError(name)
        if name.startswith(('assert', 'assret', 'asert', 'aseert', 'assrt')):
            raise AttributeError(f'{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is meant '
                                 'to be an attribute.')
        if name not in self._mock_children:
            wraps = None if self._mock_wraps is None else getattr(self._mock_wraps, name)
            self._mock_children[name] = self._get_child_mock(parent=self, _new_name=name, wraps=wraps)
        child = self._mock_children[name]
        if child is _missing:
            raise AttributeError(name)
        return child

    def __setattr__(self, name, value):
        if name in _config or name.startswith('_mock_'):
            object.__setattr__(self, name, value)
        elif self.__dict__.get('_mock_is_sealed') and name not in self._mock_spec:
            raise AttributeError(f'Mock object has no attribute {name!r}')
        elif name.startswith('__') and name.endswith('__'):
            setattr(type(self), name, value)
        else:
            if isinstance(value, NonCallableMock) and value._mock_parent is None and value._mock_name is None:
                value.__dict__.update(_mock_parent=self, _mock_new_name=name)
            self._mock_children[name] = value

    def __delattr__(self, name):
        if self._mock_children.get(name) is _missing:
            raise AttributeError(name)
        self._mock_children[name] = _missing

    def __dir__(self):
        names = self._mock_spec or dir(type(self))
        return sorted({*names, *self.__dict__, *self._mock_children})

    def _full_name(self):
        """The name with those of the mocks it came from."""
        if self._mock_name is not None:
            return self._mock_name
        if self._mock_parent is None:
            return None
        outer = self._mock_parent._full_name() or 'mock'
        return outer + ('' if self._mock_new_name == '()' else '.') + self._mock_new_name

    def __repr__(self):
        name = self._full_name()
        kind = type(self).__name__
        parts = '' if name is None else f' name={name!r}'
        if self._has_spec and self._spec_class is not None:
            parts += f' spec={self._spec_class.__name__!r}'
        return f"<{kind}{parts} id='{id(self)}'>"

    # What was called, and how.

    def _name_for_messages(self):
        return self._mock_name or 'mock'

    def _calls_text(self):
        return f'\nCalls: {self.mock_calls}.' if self.mock_calls else ''

    def _shown(self, args, kwargs):
        return self._name_for_messages() + _argument_text(args, kwargs)

    def assert_called(self):
        if not self.called:
            raise AssertionError(f"Expected '{self._name_for_messages()}' to have been called.")

    def assert_not_called(self):
        if self.called:
            raise AssertionError(f"Expected '{self._name_for_messages()}' to not have been called. "
                                 f'Called {self.call_count} times.{self._calls_text()}')

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._name_for_messages()}' to have been called once. "
                                 f'Called {self.call_count} times.{self._calls_text()}')

    def assert_called_with(self, /, *args, **kwargs):
        if self.call_args is None:
            raise AssertionError(f'expected call not found.\nExpected: {self._shown(args, kwargs)}\n'
                                 '  Actual: not called.')
        if self.call_args != _Call('', args, kwargs):
            raise AssertionError(f'expected call not found.\nExpected: {self._shown(args, kwargs)}\n'
                                 f'  Actual: {self._shown(*self.call_args)}')

    def assert_called_once_with(self, /, *args, **kwargs):
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._name_for_messages()}' to be called once. "
                                 f'Called {self.call_count} times.{self._calls_text()}')
        self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        if _Call('', args, kwargs) not in self.call_args_list:
            raise AssertionError(f'{self._shown(args, kwargs)} call not found')

    def assert_has_calls(self, calls, any_order=False):
        made, wanted = list(self.mock_calls), list(calls)
        if any_order:
            for one in wanted:
                if one not in made:
                    raise AssertionError(f'{tuple([one])!r} not all found in call list')
                made.remove(one)
            return
        if not any(made[start:start + len(wanted)] == wanted for start in range(len(made) + 1)):
            raise AssertionError(f'Calls not found.\nExpected: {wanted}\n  Actual: {made}')


class Mock(NonCallableMock):
    def __call__(self, /, *args, **kwargs):
        self.__dict__.update(called=True, call_count=self.call_count + 1)
        self.__dict__['call_args'] = _SimpleCall('', args, kwargs)
        self.call_args_list.append(self.call_args)
        self.mock_calls.append(_Call('', args, kwargs))
        name, outer, is_method = self._mock_new_name, self._mock_parent, True
        while outer is not None and name:
            if is_method and not name.startswith('()'):
                outer.method_calls.append(_Call(name, args, kwargs))
            outer.mock_calls.append(_Call(name, args, kwargs))
            if outer._mock_new_name:
                dot = '' if name.startswith('()') else '.'
                is_method = not outer._mock_new_name.startswith('()')
                name = outer._mock_new_name + dot + name
            outer = outer._mock_parent
        return self._result(args, kwargs)

    def _result(self, args, kwargs):
        effect = self.side_effect
        if effect is not None:
            if isinstance(effect, BaseException) or isinstance(effect, type) and issubclass(effect, BaseException):
                raise effect
            if callable(effect):
                result = effect(*args, **kwargs)
            else:
                if not hasattr(effect, '__next__'):
                    effect = self.__dict__['side_effect'] = iter(effect)
                result = next(effect)
                if isinstance(result, BaseException) or isinstance(result, type) and issubclass(result, BaseException):
                    raise result
            if result is not DEFAULT:
                return result
        if self._mock_return is DEFAULT and self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value


_magic_results = {
    '__lt__': NotImplemented, '__gt__': NotImplemented, '__le__': NotImplemented, '__ge__': NotImplemented,
    '__int__': 1, '__contains__': False, '__len__': 0, '__exit__': False, '__complex__': 1j, '__float__': 1.0,
    '__bool__': True, '__index__': 1}
_magic_names = [f'__{name}__' for name in (
    'enter getitem setitem delitem add sub mul matmul truediv floordiv mod pow lshift rshift and or xor iadd isub imul '
    'itruediv neg pos invert abs round').split()] + list(_magic_results) + ['__iter__']


class _MagicProxy:
    """A special method of a class of mocks: a mock of its own once someone uses it."""

    def __init__(self, name):
        self.name = name

    def __get__(self, obj, cls=None):
        if obj is None:
            return self
        child = obj._get_child_mock(parent=obj, _new_name=self.name)
        if self.name in _magic_results:
            child.return_value = _magic_results[self.name]
        elif self.name == '__iter__':
            child.side_effect = lambda: iter([])
        setattr(type(obj), self.name, child)
        return child


class MagicMock(Mock):
    pass


for _name in _magic_names:
    setattr(MagicMock, _name, _MagicProxy(_name))


class PropertyMock(Mock):
    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)


class _patch:
    """Puts something in the place of an attribute for a while."""

    def __init__(self, find, attribute, new, kwargs):
        self._find, self._attribute, self._new, self._kwargs = find, attribute, new, kwargs

    def __enter__(self):
        self._target = self._find()
        own = vars(self._target)
        self._is_local = self._attribute in own
        self._original = own[self._attribute] if self._is_local else getattr(self._target, self._attribute, _missing)
        if self._original is _missing and not self._kwargs.pop('create', False):
            raise AttributeError(f'{self._target!r} does not have the attribute {self._attribute!r}')
        new = MagicMock(**{'name': self._attribute, **self._kwargs}) if self._new is DEFAULT else self._new
        setattr(self._target, self._attribute, new)
        return new

    def __exit__(self, *details):
        if self._is_local:
            setattr(self._target, self._attribute, self._original)
        else:
            delattr(self._target, self._attribute)

    start, stop = __enter__, __exit__

    def __call__(self, func):
        if isinstance(func, type):
            for name in [name for name in vars(func) if name.startswith('test')]:
                setattr(func, name, self(getattr(func, name)))
            return func
        from functools import wraps

        @wraps(func)
        def patched(*args, **kwargs):
            with self as new:
                return func(*args, *((new,) if self._new is DEFAULT else ()), **kwargs)
        return patched


def patch(target, new=DEFAULT, **kwargs):
    module, _, attribute = target.rpartition('.')
    if not module:
        raise TypeError(f'Need a valid target to patch. You supplied: {target!r}')

    def find():
        import importlib
        parts = module.split('.')
        found = importlib.import_module(parts[0])
        for place, part in enumerate(parts[1:], 2):
            if not hasattr(found, part):
                importlib.import_module('.'.join(parts[:place]))
            found = getattr(found, part)
        return found
    return _patch(find, attribute, new, kwargs)


def _patch_object(target, attribute, new=DEFAULT, **kwargs):
    return _patch(lambda: target, attribute, new, kwargs)


@_contextmanager
def _patch_dict(in_dict, values=(), clear=False, **kwargs):
    saved = in_dict.copy()
    try:
        if clear:
            in_dict.clear()
        in_dict.update(values, **kwargs)
        yield in_dict
    finally:
        in_dict.clear()
        in_dict.update(saved)


patch.object, patch.dict = _patch_object, _patch_dict


def mock_open(mock=None, read_data=''):
    from io import BytesIO, StringIO
    mock = MagicMock(name='open') if mock is None else mock

    def opened(*args, **kwargs):
        stream = BytesIO(read_data) if isinstance(read_data, bytes) else StringIO(read_data)
        handle = MagicMock(name='open()')
        for name in ('read', 'readline', 'readlines'):
            getattr(handle, name).side_effect = getattr(stream, name)
        handle.__enter__.return_value = handle
        handle.__iter__.side_effect = lambda: iter(stream)
        mock.return_value = handle
        return handle
    mock.side_effect = opened
    return mock
