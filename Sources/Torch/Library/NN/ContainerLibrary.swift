/// `torch.nn.modules.container`: modules and parameters in lists and dictionaries.
let containerSource = LibraryText("torch.nn.modules.container", #"""
def _checked_index(index, size):
    index = index.__index__()
    if not -size <= index < size:
        raise IndexError(f'index {index} is out of range')
    return index % size

class _IndexedModules(Module):
    """Child modules named by their positions."""
    def __len__(self):
        return len(self._modules)

    def __iter__(self):
        return iter(self._modules.values())

    def __setitem__(self, index, module):
        name = list(self._modules)[_checked_index(index, len(self))]
        setattr(self, name, module)

    def __delitem__(self, index):
        values = list(self._modules.values())
        del values[index if isinstance(index, slice) else _checked_index(index, len(self))]
        self._set_all(values)

    def _set_all(self, modules):
        self._modules.clear()
        for index, module in enumerate(modules):
            self._modules[str(index)] = module

    def __iadd__(self, other):
        return self.extend(other)

    def append(self, module):
        """Append a given module to the end."""
        self.add_module(str(len(self)), module)
        return self

    def extend(self, modules):
        """Append modules from an iterable to the end."""
        for module in modules:
            self.append(module)
        return self

    def insert(self, index, module):
        """Insert a given module before a given index."""
        values = list(self._modules.values())
        values.insert(index, module)
        self._set_all(values)
        return self

    def pop(self, key):
        module = self[key]
        del self[key]
        return module

class Sequential(_IndexedModules):
    """A sequential container."""
    def __init__(self, *args):
        super().__init__()
        if len(args) == 1 and isinstance(args[0], dict):
            for name, module in args[0].items():
                self.add_module(name, module)
        else:
            for index, module in enumerate(args):
                self.add_module(str(index), module)

    def forward(self, input):
        for module in self._modules.values():
            input = module(input)
        return input

    def __getitem__(self, index):
        if isinstance(index, slice):
            return type(self)(_collections.OrderedDict(list(self._modules.items())[index]))
        return list(self._modules.values())[_checked_index(index, len(self))]

    def __delitem__(self, index):
        names = list(self._modules)
        removed = names[index] if isinstance(index, slice) else [names[_checked_index(index, len(self))]]
        for name in removed:
            delattr(self, name)
        self._set_all(list(self._modules.values()))

    def insert(self, index, module):
        """Insert a module into the Sequential container at the specified index."""
        if not isinstance(module, Module):
            raise AssertionError(f'module should be of type: {Module}')
        if not -len(self) <= index <= len(self):
            raise IndexError(f'Index out of range: {index}')
        return super().insert(index, module)

    def __add__(self, other):
        if not isinstance(other, Sequential):
            raise ValueError(
                'add operator supports only objects of Sequential class, but '
                f'{type(other)} is given.')
        return Sequential(*self, *other)

    def __mul__(self, other):
        if not isinstance(other, int):
            raise TypeError(f'unsupported operand type(s) for *: {type(self)} and {type(other)}')
        if other <= 0:
            raise ValueError(f'Non-positive multiplication factor {other} for {type(self)}')
        return Sequential(*list(self) * other)

    __rmul__ = __mul__

class ModuleList(_IndexedModules):
    """Holds submodules in a list."""
    def __init__(self, modules=None):
        super().__init__()
        if modules is not None:
            self.extend(modules)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return type(self)(list(self._modules.values())[index])
        return self._modules[str(_checked_index(index, len(self)))]

    def __add__(self, other):
        return ModuleList(list(self) + list(other))

    def extend(self, modules):
        """Append modules from a Python iterable to the end of the list."""
        if not hasattr(modules, '__iter__'):
            raise TypeError(
                f'ModuleList.extend should be called with an iterable, but got {type(modules).__name__}')
        return super().extend(modules)

    def __repr__(self):
        groups = []
        for index, module in enumerate(self):
            text = repr(module)
            if groups and groups[-1][2] == text:
                groups[-1][1] = index
            else:
                groups.append([index, index, text])
        if not groups:
            return self._get_name() + '()'
        lines = []
        for first, last, text in groups:
            if first == last:
                lines.append(f'({first}): ' + _indented(text))
            else:
                lines.append(f'({first}-{last}): {last - first + 1} x ' + _indented(text))
        return self._get_name() + '(\n  ' + '\n  '.join(lines) + '\n)'

def _pairs(given, role):
    if isinstance(given, (dict, ModuleDict, ParameterDict)):
        return list(given.items())
    if not hasattr(given, '__iter__'):
        raise TypeError(
            f'{role}.update should be called with an iterable of key/value pairs, but got {type(given).__name__}')
    pairs = []
    for number, pair in enumerate(given):
        if not hasattr(pair, '__iter__'):
            raise TypeError(f'{role} update sequence element #{number} should be Iterable; is {type(pair).__name__}')
        if len(pair) != 2:
            raise ValueError(
                f'{role} update sequence element #{number} has length {len(pair)}; 2 is required')
        pairs.append(pair)
    return pairs

class ModuleDict(Module):
    """Holds submodules in a dictionary."""
    def __init__(self, modules=None):
        super().__init__()
        if modules is not None:
            self.update(modules)

    def __getitem__(self, key):
        return self._modules[key]

    def __setitem__(self, key, module):
        self.add_module(key, module)

    def __delitem__(self, key):
        del self._modules[key]

    def __len__(self):
        return len(self._modules)

    def __iter__(self):
        return iter(self._modules)

    def __contains__(self, key):
        return key in self._modules

    def clear(self):
        """Remove all items from the ModuleDict."""
        self._modules.clear()

    def pop(self, key):
        """Remove key from the ModuleDict and return its module."""
        return self._modules.pop(key)

    def get(self, key, default=None):
        """Return the module associated with key if it exists."""
        return self._modules.get(key, default)

    def keys(self):
        """Return an iterable of the ModuleDict keys."""
        return self._modules.keys()

    def items(self):
        """Return an iterable of the ModuleDict key/value pairs."""
        return self._modules.items()

    def values(self):
        """Return an iterable of the ModuleDict values."""
        return self._modules.values()

    def update(self, modules):
        """Update the ModuleDict with key-value pairs from a mapping, overwriting existing keys."""
        for name, module in _pairs(modules, 'ModuleDict'):
            self[name] = module

def _parameter_line(name, value, type_name):
    if not isinstance(value, torch.Tensor):
        return f'  ({name}): Object of type: {type(value).__name__}'
    kind = 'Parameter' if isinstance(value, Parameter) else 'Tensor'
    size = 'x'.join(str(n) for n in value.size())
    return f'  ({name}): {kind} containing: [{type_name(value)} of size {size}]'

def _as_parameter(value):
    if isinstance(value, torch.Tensor) and not isinstance(value, Parameter):
        return Parameter(value)
    return value

class ParameterList(Module):
    """Holds parameters in a list."""
    def __init__(self, values=None):
        super().__init__()
        self._size = 0
        if values is not None:
            self.extend(values)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return type(self)([self[i] for i in range(*index.indices(len(self)))])
        return getattr(self, str(_checked_index(index, len(self))))

    def __setitem__(self, index, value):
        setattr(self, str(_checked_index(index, len(self))), _as_parameter(value))

    def __len__(self):
        return self._size

    def __iter__(self):
        return iter(self[i] for i in range(len(self)))

    def __iadd__(self, parameters):
        return self.extend(parameters)

    def append(self, value):
        """Append a given value at the end of the list."""
        self._size += 1
        self[self._size - 1] = value
        return self

    def extend(self, values):
        """Append values from a Python iterable to the end of the list."""
        if not hasattr(values, '__iter__') or isinstance(values, torch.Tensor):
            raise TypeError(
                f'ParameterList.extend should be called with an iterable, but got {type(values).__name__}')
        for value in values:
            self.append(value)
        return self

    def extra_repr(self):
        return '\n'.join(_parameter_line(i, value, lambda x: x.dtype) for i, value in enumerate(self))

    def __call__(self, *args, **kwargs):
        raise RuntimeError('ParameterList should not be called.')

class ParameterDict(Module):
    """Holds parameters in a dictionary."""
    def __init__(self, parameters=None):
        super().__init__()
        self._keys = {}
        if parameters is not None:
            self.update(parameters)

    def __getitem__(self, key):
        if key not in self._keys:
            raise KeyError(key)
        return getattr(self, key)

    def __setitem__(self, key, value):
        if not isinstance(key, str):
            raise TypeError(
                'Index given to ParameterDict cannot be used as a key as it is not a string (type is '
                f"'{type(key).__name__}'). Open an issue on github if you need non-string keys.")
        self._keys[key] = None
        setattr(self, key, _as_parameter(value))

    def __delitem__(self, key):
        del self._keys[key]
        delattr(self, key)

    def __len__(self):
        return len(self._keys)

    def __iter__(self):
        return iter(self._keys)

    def __contains__(self, key):
        return key in self._keys

    def keys(self):
        """Return an iterable of the ParameterDict keys."""
        return self._keys.keys()

    def items(self):
        """Return an iterable of the ParameterDict key/value pairs."""
        return ((key, self[key]) for key in self._keys)

    def values(self):
        """Return an iterable of the ParameterDict values."""
        return (self[key] for key in self._keys)

    def get(self, key, default=None):
        """Return the parameter associated with key if present, otherwise the default."""
        return self[key] if key in self else default

    def setdefault(self, key, default=None):
        """Set the default for a key in the ParameterDict."""
        if key not in self:
            self[key] = default
        return self[key]

    def pop(self, key):
        """Remove key from the ParameterDict and return its parameter."""
        value = self[key]
        del self[key]
        return value

    def popitem(self):
        """Remove and return the last inserted `(key, parameter)` pair."""
        key = list(self._keys)[-1]
        return key, self.pop(key)

    def clear(self):
        """Remove all items from the ParameterDict."""
        for key in list(self._keys):
            del self[key]

    def copy(self):
        """Return a copy of this ParameterDict instance."""
        return ParameterDict(dict(self.items()))

    def update(self, parameters):
        """Update the ParameterDict with key/value pairs, overwriting existing keys."""
        for key, value in _pairs(parameters, 'ParameterDict'):
            self[key] = value

    def extra_repr(self):
        return '\n'.join(_parameter_line(key, value, torch.typename) for key, value in self.items())

    def __call__(self, input):
        raise RuntimeError('ParameterDict should not be called.')

"""#)
