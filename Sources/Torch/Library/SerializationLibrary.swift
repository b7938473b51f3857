/// `torch.serialization`: `save` and `load`, PyTorch's ZIP files of pickled objects and raw memory.
let serializationSource = LibraryText(
  "torch.serialization", saveText + loadText + unpicklerText)

private let saveText = #"""
def save(obj, f, pickle_module=None, pickle_protocol=2, _use_new_zipfile_serialization=True, _disable_byteorder_record=False):
    """Saves an object to a disk file."""
    is_path = isinstance(f, str) or hasattr(f, '__fspath__')
    if not is_path and not hasattr(f, 'write'):
        raise AttributeError("expected 'f' to be string, path, or a file-like object with a 'write' attribute")
    name = 'archive'
    if is_path:
        name = str(f).replace('\\', '/').split('/')[-1]
        name = name.rpartition('.')[0] or name
    pickler = _Pickler()
    data = pickler.dump(obj)
    entries = [
        ('data.pkl', data), ('.format_version', b'1'), ('.storage_alignment', b'64'), ('byteorder', b'little')]
    for number, tensor in enumerate(pickler.storages.values()):
        entries.append((f'data/{number}', torch._storage_bytes(tensor)))
    entries.append(('version', b'3\n'))
    content = torch._zip_file([(f'{name}/{entry}', bytes(data)) for entry, data in entries])
    if is_path:
        with open(f, 'wb') as file:
            file.write(content)
    else:
        f.write(content)

class PicklingError(Exception):
    pass

_storage_names = {
    'float32': 'FloatStorage', 'float64': 'DoubleStorage', 'float16': 'HalfStorage', 'bfloat16': 'BFloat16Storage',
    'int64': 'LongStorage', 'int32': 'IntStorage', 'int16': 'ShortStorage', 'int8': 'CharStorage',
    'uint8': 'ByteStorage', 'bool': 'BoolStorage', 'complex64': 'ComplexFloatStorage',
    'complex128': 'ComplexDoubleStorage'}

_collections = __import__('collections')

class _Pickler:
    """Writes objects in the second protocol of `pickle`."""
    def __init__(self):
        self.out = bytearray()
        self.memo = {}
        self.kept = []
        self.storages = {}

    def dump(self, obj):
        self.out += b'\x80\x02'
        self.save(obj)
        self.out += b'.'
        return bytes(self.out)

    def remember(self, key, obj):
        number = len(self.memo)
        self.memo[key] = number
        self.kept.append(obj)
        self.out += b'q' + bytes([number]) if number < 256 else b'r' + number.to_bytes(4, 'little')

    def recall(self, key):
        number = self.memo.get(key)
        if number is None:
            return False
        self.out += b'h' + bytes([number]) if number < 256 else b'j' + number.to_bytes(4, 'little')
        return True

    def save(self, obj):
        kind = type(obj)
        if obj is None or kind is bool:
            self.out += b'N' if obj is None else b'\x88' if obj else b'\x89'
        elif kind is int:
            self.save_int(obj)
        elif kind is float:
            self.out += b'G' + torch._double_bytes(obj)
        elif kind is str:
            self.save_text(obj)
        elif not self.recall(id(obj)):
            save = self.kinds.get(kind)
            if save is not None:
                save(self, obj)
            elif isinstance(obj, torch.Tensor):
                self.save_tensor(obj)
            elif isinstance(obj, torch.dtype):
                self.save_global('torch', str(obj)[6:])
            elif isinstance(obj, type) or kind is type(_Pickler.save):
                self.save_global(obj.__module__, obj.__qualname__, obj)
            else:
                self.save_object(obj)

    def save_int(self, value):
        if 0 <= value < 256:
            self.out += b'K' + bytes([value])
        elif 0 <= value < 65536:
            self.out += b'M' + value.to_bytes(2, 'little')
        elif -2 ** 31 <= value < 2 ** 31:
            self.out += b'J' + value.to_bytes(4, 'little', signed=True)
        else:
            size = value.bit_length() // 8 + 1
            self.out += b'\x8a' + bytes([size]) + value.to_bytes(size, 'little', signed=True)

    def save_text(self, text):
        if not self.recall(text):
            data = text.encode('utf-8')
            self.out += b'X' + len(data).to_bytes(4, 'little') + data
            self.remember(text, text)

    def save_bytes(self, data):
        self.save_call('_codecs', 'encode', (data.decode('latin-1'), 'latin1'), data)

    def save_global(self, module, name, obj=None):
        key = (module, name)
        if self.recall(key):
            return
        if '<' in name:
            raise PicklingError(
                f"Can't pickle {obj!r}: attribute lookup {name} on {module} failed")
        module = '__builtin__' if module == 'builtins' else module
        self.out += b'c' + f'{module}\n{name}\n'.encode('utf-8')
        self.remember(key, key)

    def save_tuple(self, items):
        if not items:
            self.out += b')'
            return
        if len(items) > 3:
            self.out += b'('
        for item in items:
            self.save(item)
        self.out += {1: b'\x85', 2: b'\x86', 3: b'\x87'}.get(len(items), b't')
        self.remember(id(items), items)

    def save_list(self, items):
        self.out += b']'
        self.remember(id(items), items)
        self.append_all(items)

    def append_all(self, items):
        if len(items) == 1:
            self.save(items[0])
            self.out += b'a'
        elif items:
            self.out += b'('
            for item in items:
                self.save(item)
            self.out += b'e'

    def save_dict(self, table):
        self.out += b'}'
        self.remember(id(table), table)
        self.set_all(table)

    def set_all(self, table):
        if not table:
            return
        is_one = len(table) == 1
        self.out += b'' if is_one else b'('
        for key, value in table.items():
            self.save(key)
            self.save(value)
        self.out += b's' if is_one else b'u'

    def save_set(self, items):
        self.save_call('builtins', type(items).__name__, (list(items),), items)

    def save_size(self, size):
        self.save_call('torch', 'Size', (tuple(size),), size)

    def save_device(self, device):
        self.save_call('torch', 'device', (str(device),), device)

    def save_ordered(self, table):
        self.save_call('collections', 'OrderedDict', (), table)
        self.set_all(table)
        if hasattr(table, '_metadata'):
            self.save({'_metadata': table._metadata})
            self.out += b'b'

    def save_default(self, table):
        self.save_call('collections', 'defaultdict', (table.default_factory,), table)
        self.set_all(table)

    def save_counter(self, table):
        self.save_call('collections', 'Counter', (dict(table),), table)

    def save_call(self, module, name, arguments, result):
        """An object as the result of a call."""
        self.save_global(module, name)
        self.save_tuple(arguments)
        self.out += b'R'
        self.remember(id(result), result)

    def save_tensor(self, tensor):
        if isinstance(tensor, torch.nn.Parameter):
            self.save_call(
                'torch._utils', '_rebuild_parameter',
                (tensor.data, tensor.requires_grad, _collections.OrderedDict()), tensor)
            return
        self.save_global('torch._utils', '_rebuild_tensor_v2')
        self.out += b'('
        self.save_storage(tensor)
        self.save(tensor.storage_offset())
        self.save_tuple(tuple(tensor.size()))
        self.save_tuple(tuple(tensor.stride()))
        self.save(tensor.requires_grad)
        self.save_ordered(_collections.OrderedDict())
        self.out += b't'
        self.remember(('arguments', id(tensor)), tensor)
        self.out += b'R'
        self.remember(id(tensor), tensor)

    def save_storage(self, tensor):
        key = torch._storage_key(tensor)
        self.storages.setdefault(key, tensor)
        number = list(self.storages).index(key)
        dtype = str(tensor.dtype)[6:]
        count = len(torch._storage_bytes(tensor)) // tensor.element_size()
        self.out += b'('
        self.save_text('storage')
        self.save_global('torch', _storage_names[dtype])
        self.save_text(str(number))
        self.save_text('cpu')
        self.save_int(count)
        self.out += b't'
        self.remember(('storage', key, len(self.memo)), tensor)
        self.out += b'Q'

    def save_object(self, obj):
        """An object of a class in Python: the class, then its attributes."""
        if not hasattr(obj, '__dict__') or isinstance(obj, type(_collections)):
            raise TypeError(f"cannot pickle '{type(obj).__name__}' object")
        kind = type(obj)
        self.save_global(kind.__module__, kind.__qualname__, kind)
        self.out += b')\x81'
        self.remember(id(obj), obj)
        if isinstance(obj, list):
            self.append_all(obj)
        elif isinstance(obj, dict):
            self.set_all(obj)
        getstate = getattr(kind, '__getstate__', None)
        state = obj.__dict__ if getstate is None else obj.__getstate__()
        if state:
            self.save(dict(state) if state is obj.__dict__ else state)
            self.out += b'b'

    kinds = {
        tuple: save_tuple, list: save_list, dict: save_dict, set: save_set, frozenset: save_set, bytes: save_bytes,
        torch.Size: save_size, torch.device: save_device, _collections.OrderedDict: save_ordered,
        _collections.defaultdict: save_default, _collections.Counter: save_counter}

"""#

private let loadText = #"""
class UnpicklingError(Exception):
    pass

_safe_globals = []

def add_safe_globals(safe_globals):
    """Marks the given globals as safe for ``weights_only`` load."""
    _safe_globals.extend(safe_globals)

def get_safe_globals():
    """Returns the list of user-added globals that are safe for ``weights_only`` load."""
    return list(_safe_globals)

def clear_safe_globals():
    """Clears the list of globals that are safe for ``weights_only`` load."""
    _safe_globals.clear()

class safe_globals:
    """Context-manager that adds certain globals as safe for ``weights_only`` load."""
    def __init__(self, safe_globals):
        self._added = safe_globals

    def __enter__(self):
        self._before = list(_safe_globals)
        add_safe_globals(self._added)

    def __exit__(self, type, value, tb):
        _safe_globals[:] = self._before

def load(f, map_location=None, pickle_module=None, *, weights_only=None, mmap=None, **pickle_load_args):
    """Loads an object saved with :func:`torch.save` from a file."""
    if isinstance(f, str) or hasattr(f, '__fspath__'):
        with open(f, 'rb') as file:
            data = file.read()
    else:
        data = f.read()
    if not data:
        raise EOFError('Ran out of input')
    if data[:2] != b'PK':
        raise NotImplementedError('cellgrad: not supported: torch.load of files older than PyTorch 1.6')
    entries = torch._zip_entries(data)
    paths = [name for name in entries if name.endswith('/data.pkl')]
    if not paths:
        raise RuntimeError('PytorchStreamReader failed locating file data.pkl: file not found')
    folder = paths[0][:-len('data.pkl')]
    unpickler = _Unpickler(entries[paths[0]], entries, folder, map_location, weights_only is not False)
    return unpickler.load()

_refusal = (
    'Weights only load failed. This file can still be loaded, to do so you have two options, \033[1mdo those steps '
    'only if you trust the source of the checkpoint\033[0m. \n\t(1) In PyTorch 2.6, we changed the default value of '
    'the `weights_only` argument in `torch.load` from `False` to `True`. Re-running `torch.load` with `weights_only` '
    'set to `False` will likely succeed, but it can result in arbitrary code execution. Do it only if you got the '
    'file from a trusted source.\n\t(2) Alternatively, to load with `weights_only=True` please check the recommended '
    'steps in the following error message.\n\tWeightsUnpickler error: Unsupported global: GLOBAL {name} was not an '
    'allowed global by default. Please use `torch.serialization.add_safe_globals([{name}])` or the '
    '`torch.serialization.safe_globals([{name}])` context manager to allowlist this global if you trust this '
    'class/function.\n\nCheck the documentation of torch.load to learn more about types accepted by default with '
    'weights_only https://pytorch.org/docs/stable/generated/torch.load.html.')

def _rebuild_tensor_v2(storage, storage_offset, size, stride, requires_grad, backward_hooks, metadata=None):
    with torch.no_grad():
        tensor = torch.as_strided(storage, size, stride, storage_offset).detach()
    return tensor.requires_grad_(requires_grad) if requires_grad else tensor

def _rebuild_parameter(data, requires_grad, backward_hooks):
    return torch.nn.Parameter(data, requires_grad)

"""#

private let unpicklerText = #"""
_mark = object()

class _Unpickler:
    """Reads what `pickle` wrote; only known classes and functions are looked up if `weights_only`."""
    def __init__(self, data, entries, folder, map_location, weights_only):
        self.data = data
        self.place = 0
        self.stack = []
        self.memo = {}
        self.entries = entries
        self.folder = folder
        self.map_location = map_location
        self.weights_only = weights_only
        self.storages = {}

    def take(self, count):
        taken = self.data[self.place:self.place + count]
        if len(taken) < count:
            raise EOFError('Ran out of input')
        self.place += count
        return taken

    def number(self, size, signed=False):
        return int.from_bytes(self.take(size), 'little', signed=signed)

    def line(self):
        end = self.data.find(b'\n', self.place)
        if end < 0:
            raise UnpicklingError('pickle data was truncated')
        return self.take(end + 1 - self.place)[:-1].decode('utf-8')

    def pop(self):
        if not self.stack:
            raise UnpicklingError('unexpected end of the stack')
        return self.stack.pop()

    def pop_mark(self):
        for place in reversed(range(len(self.stack))):
            if self.stack[place] is _mark:
                items = self.stack[place + 1:]
                del self.stack[place:]
                return items
        raise UnpicklingError('could not find MARK')

    def load(self):
        while True:
            code = self.take(1)[0]
            if code == 46:
                return self.pop()
            action = self.actions.get(code)
            if action is None:
                raise UnpicklingError(f'Unsupported operand {code}')
            action(self)

    def find(self, module, name):
        module = 'builtins' if module == '__builtin__' else module
        known = _known_globals.get(f'{module}.{name}')
        if known is not None:
            return known
        if module == 'torch' and isinstance(getattr(torch, name, None), torch.dtype):
            return getattr(torch, name)
        if module == 'torch' and name in _storage_names.values():
            return name
        for allowed in _safe_globals:
            if f'{allowed.__module__}.{allowed.__qualname__}' == f'{module}.{name}':
                return allowed
        if self.weights_only:
            raise UnpicklingError(_refusal.replace('{name}', f'{module}.{name}'))
        found = __import__(module, fromlist=['*'])
        for part in name.split('.'):
            found = getattr(found, part)
        return found

    def persistent(self, description):
        _, kind, key, location, count = description
        location = self.located(location)
        if location.startswith('cuda'):
            raise RuntimeError(
                'Attempting to deserialize object on a CUDA device but torch.cuda.is_available() is False. If you '
                'are running on a CPU-only machine, please use torch.load with '
                "map_location=torch.device('cpu') to map your storages to the CPU.")
        if key not in self.storages:
            dtype = getattr(torch, {kind: name for name, kind in _storage_names.items()}[kind])
            data = self.entries.get(f'{self.folder}data/{key}')
            if data is None:
                raise RuntimeError(f'PytorchStreamReader failed locating file data/{key}: file not found')
            self.storages[key] = torch._tensor_of_bytes(data, dtype)
        return self.storages[key]

    def located(self, location):
        wanted = self.map_location
        if wanted is None:
            return location
        if isinstance(wanted, dict):
            return str(wanted.get(location, location))
        return 'cpu' if callable(wanted) else str(wanted)

    def load_global(self):
        module, name = self.line(), self.line()
        self.stack.append(self.find(module, name))

    def load_reduce(self):
        arguments, function = self.pop(), self.pop()
        if not callable(function):
            raise UnpicklingError('the function of a reduction cannot be called')
        self.stack.append(function(*arguments))

    def load_new(self):
        arguments, kind = self.pop(), self.pop()
        self.stack.append(kind.__new__(kind, *arguments))

    def load_build(self):
        state = self.pop()
        target = self.stack[-1]
        if hasattr(target, '__setstate__'):
            target.__setstate__(state)
        else:
            for name, value in state.items():
                setattr(target, name, value) if isinstance(target, dict) else target.__dict__.__setitem__(name, value)

    def load_items(self, items):
        target = self.stack[-1]
        for key, value in zip(items[::2], items[1::2]):
            target[key] = value

    def load_long(self):
        self.stack.append(int.from_bytes(self.take(self.number(1)), 'little', signed=True))

    def load_text(self):
        self.stack.append(self.take(self.number(4)).decode('utf-8'))

    def store(self, number):
        self.memo[number] = self.stack[-1]

    def push_tuple(self, count):
        items = tuple(self.pop() for _ in range(count))
        self.stack.append(items[::-1])

    def recall(self, number):
        if number not in self.memo:
            raise UnpicklingError(f'Memo value not found at index {number}')
        self.stack.append(self.memo[number])

    actions = {
        0x80: lambda self: self.take(1),
        ord('('): lambda self: self.stack.append(_mark),
        ord('N'): lambda self: self.stack.append(None),
        0x88: lambda self: self.stack.append(True),
        0x89: lambda self: self.stack.append(False),
        ord('K'): lambda self: self.stack.append(self.number(1)),
        ord('M'): lambda self: self.stack.append(self.number(2)),
        ord('J'): lambda self: self.stack.append(self.number(4, signed=True)),
        0x8a: load_long,
        ord('G'): lambda self: self.stack.append(torch._double_of_bytes(self.take(8))),
        ord('X'): load_text,
        0x8c: lambda self: self.stack.append(self.take(self.number(1)).decode('utf-8')),
        ord('U'): lambda self: self.stack.append(self.take(self.number(1)).decode('latin-1')),
        ord('B'): lambda self: self.stack.append(self.take(self.number(4))),
        ord('C'): lambda self: self.stack.append(self.take(self.number(1))),
        ord(')'): lambda self: self.stack.append(()),
        ord(']'): lambda self: self.stack.append([]),
        ord('}'): lambda self: self.stack.append({}),
        0x8f: lambda self: self.stack.append(set()),
        0x85: lambda self: self.push_tuple(1),
        0x86: lambda self: self.push_tuple(2),
        0x87: lambda self: self.push_tuple(3),
        ord('t'): lambda self: self.stack.append(tuple(self.pop_mark())),
        ord('l'): lambda self: self.stack.append(list(self.pop_mark())),
        ord('q'): lambda self: self.store(self.number(1)),
        ord('r'): lambda self: self.store(self.number(4)),
        0x94: lambda self: self.store(len(self.memo)),
        ord('h'): lambda self: self.recall(self.number(1)),
        ord('j'): lambda self: self.recall(self.number(4)),
        0x95: lambda self: self.take(8),
        ord('c'): load_global,
        ord('R'): load_reduce,
        0x81: load_new,
        ord('b'): load_build,
        ord('Q'): lambda self: self.stack.append(self.persistent(self.pop())),
        ord('a'): lambda self: self.load_appended([self.pop()]),
        ord('e'): lambda self: self.load_appended(self.pop_mark()),
        ord('s'): lambda self: self.load_items([self.pop(), self.pop()][::-1]),
        ord('u'): lambda self: self.load_items(self.pop_mark()),
        ord('0'): lambda self: self.pop(),
    }

    def load_appended(self, items):
        self.stack[-1].extend(items)

def _encoded(text, encoding):
    return text.encode('latin-1')

_known_globals = {
    'collections.OrderedDict': _collections.OrderedDict, 'collections.defaultdict': _collections.defaultdict,
    'collections.Counter': _collections.Counter, 'torch._utils._rebuild_tensor_v2': _rebuild_tensor_v2,
    'torch._utils._rebuild_parameter': _rebuild_parameter, 'torch.Size': torch.Size, 'torch.device': torch.device,
    'torch.Tensor': torch.Tensor, 'torch.nn.parameter.Parameter': torch.nn.Parameter, 'builtins.set': set,
    'builtins.frozenset': frozenset, 'builtins.dict': dict, 'builtins.list': list, 'builtins.int': int,
    'builtins.float': float, 'builtins.complex': complex, 'builtins.bytearray': bytearray,
    '_codecs.encode': _encoded,
}

"""#
