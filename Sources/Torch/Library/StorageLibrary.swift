/// `torch.storage`: the memory of tensors as sequences of bytes or numbers.
let storageSource = LibraryText("torch.storage", storageText)

private let storageText = #"""
class _Storage:
    def __init__(self, *args, **kwargs):
        raise NotImplementedError(f'cellgrad: not supported: {type(self).__name__} as a constructor')

    @classmethod
    def _of(cls, tensor):
        storage = object.__new__(cls)
        storage._tensor = tensor.detach()
        return storage

    @property
    def device(self):
        return self._tensor.device

    def data_ptr(self):
        return torch._storage_key(self._tensor)

    def nbytes(self):
        return torch._storage_size(self._tensor)

    def size(self):
        return len(self)

    def __iter__(self):
        return iter(self.tolist())

    def __getattr__(self, name):
        if name.startswith('_'):
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        raise AttributeError(f'cellgrad: not supported: {type(self).__name__}.{name}')

    def _lines(self):
        return ''.join(f' {value}\n' for value in self.tolist())

class UntypedStorage(_Storage):
    """The bytes that a tensor and its views share."""
    def __len__(self):
        return self.nbytes()

    def element_size(self):
        return 1

    def __getitem__(self, index):
        return torch._storage_bytes(self._tensor)[index]

    def tolist(self):
        return list(torch._storage_bytes(self._tensor))

    def __repr__(self):
        return f'{self._lines()}[torch.storage.UntypedStorage(device={self.device}) of size {len(self)}]'

class TypedStorage(_Storage):
    """The numbers that a tensor and its views share."""
    @property
    def dtype(self):
        return self._tensor.dtype

    def untyped(self):
        return UntypedStorage._of(self._tensor)

    def element_size(self):
        return self.dtype.itemsize

    def __len__(self):
        return self.nbytes() // self.element_size()

    def _numbers(self):
        return self._tensor.as_strided((len(self),), (1,), 0)

    def __getitem__(self, index):
        return self._numbers()[index].item()

    def __setitem__(self, index, value):
        self._numbers()[index] = value

    def fill_(self, value):
        self._numbers().fill_(value)
        return self

    def tolist(self):
        return self._numbers().tolist()

    def __repr__(self):
        return f'{self._lines()}[torch.storage.TypedStorage(dtype={self.dtype}, device={self.device}) of size {len(self)}]'

_warned = []

def _typed(tensor):
    if not _warned:
        _warned.append(True)
        torch._warn(
            'TypedStorage is deprecated. It will be removed in the future and UntypedStorage will be the only storage '
            'class. This should only matter to you if you are using storages directly.  To access UntypedStorage '
            'directly, use tensor.untyped_storage() instead of tensor.storage()')
    return TypedStorage._of(tensor)

"""#
