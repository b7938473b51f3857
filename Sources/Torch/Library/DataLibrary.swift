/// `torch.utils.data`
let dataSources = [
  LibraryText("torch.utils.data.dataset", datasetText),
  LibraryText("torch.utils.data.sampler", samplerText),
  LibraryText("torch.utils.data.dataloader", loaderText),
]

private let datasetText = #"""
class Dataset:
    """An abstract class representing a :class:`Dataset`."""
    def __getitem__(self, index):
        raise NotImplementedError('Subclasses of Dataset should implement __getitem__.')

    def __add__(self, other):
        return ConcatDataset([self, other])

    def __class_getitem__(cls, item):
        return cls

class IterableDataset(Dataset):
    """An iterable Dataset."""
    def __add__(self, other):
        return ChainDataset([self, other])

class TensorDataset(Dataset):
    """Dataset wrapping tensors."""
    def __init__(self, *tensors):
        if any(tensors[0].size(0) != tensor.size(0) for tensor in tensors):
            raise AssertionError('Size mismatch between tensors')
        self.tensors = tensors

    def __getitem__(self, index):
        return tuple(tensor[index] for tensor in self.tensors)

    def __len__(self):
        return self.tensors[0].size(0)

class StackDataset(Dataset):
    """Dataset as a stacking of multiple datasets."""
    def __init__(self, *args, **kwargs):
        if args and kwargs:
            raise ValueError(
                'Supported either ``tuple``- (via ``args``) or``dict``- (via ``kwargs``) like input/output, but both '
                'types are given.')
        parts = args or tuple(kwargs.values())
        if not parts:
            raise ValueError('At least one dataset should be passed')
        self._length = len(parts[0])
        if any(len(part) != self._length for part in parts):
            raise ValueError('Size mismatch between datasets')
        self.datasets = args or kwargs

    def __getitem__(self, index):
        if isinstance(self.datasets, dict):
            return {key: dataset[index] for key, dataset in self.datasets.items()}
        return tuple(dataset[index] for dataset in self.datasets)

    def __len__(self):
        return self._length

class ConcatDataset(Dataset):
    """Dataset as a concatenation of multiple datasets."""
    def __init__(self, datasets):
        self.datasets = list(datasets)
        if not self.datasets:
            raise AssertionError('datasets should not be an empty iterable')
        self.cumulative_sizes = []
        total = 0
        for dataset in self.datasets:
            if isinstance(dataset, IterableDataset):
                raise AssertionError('ConcatDataset does not support IterableDataset')
            total += len(dataset)
            self.cumulative_sizes.append(total)

    def __len__(self):
        return self.cumulative_sizes[-1]

    def __getitem__(self, index):
        if index < 0:
            if -index > len(self):
                raise ValueError('absolute value of index should not exceed dataset length')
            index += len(self)
        for dataset in self.datasets:
            if index < len(dataset):
                return dataset[index]
            index -= len(dataset)
        raise IndexError('list index out of range')

class ChainDataset(IterableDataset):
    """Dataset for chaining multiple :class:`IterableDataset` s."""
    def __init__(self, datasets):
        self.datasets = datasets

    def __iter__(self):
        for dataset in self.datasets:
            if not isinstance(dataset, IterableDataset):
                raise AssertionError('ChainDataset only supports IterableDataset')
            yield from dataset

    def __len__(self):
        return sum(len(dataset) for dataset in self.datasets)

class Subset(Dataset):
    """Subset of a dataset at specified indices."""
    def __init__(self, dataset, indices):
        self.dataset = dataset
        self.indices = indices

    def __getitem__(self, index):
        if isinstance(index, list):
            return self.dataset[[self.indices[i] for i in index]]
        return self.dataset[self.indices[index]]

    def __len__(self):
        return len(self.indices)

def _split_counts(size, fractions):
    for number, fraction in enumerate(fractions):
        if fraction < 0 or fraction > 1:
            raise ValueError(f'Fraction at index {number} is not between 0 and 1')
    counts = [int(size * fraction) for fraction in fractions]
    for position in range(size - sum(counts)):
        counts[position % len(counts)] += 1
    for number, count in enumerate(counts):
        if count == 0:
            torch._warn(
                f'Length of split at index {number} is 0. This might result in an empty dataset.')
    return counts

def random_split(dataset, lengths, generator=None):
    """Randomly split a dataset into non-overlapping new datasets of given lengths."""
    size = len(dataset)
    total = sum(lengths)
    if total <= 1 and abs(total - 1) <= 1e-9 * max(abs(total), 1):
        lengths = _split_counts(size, lengths)
    if sum(lengths) != size:
        raise ValueError('Sum of input lengths does not equal the length of the input dataset!')
    order = torch.randperm(size, generator=generator).tolist()
    splits = []
    start = 0
    for length in lengths:
        splits.append(Subset(dataset, order[start:start + length]))
        start += length
    return splits

"""#

private let samplerText = #"""
def _require_count(name, value):
    if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
        raise ValueError(f'{name} should be a positive integer value, but got {name}={value}')

class Sampler:
    """Base class for all Samplers."""
    def __iter__(self):
        raise NotImplementedError

    def __class_getitem__(cls, item):
        return cls

class SequentialSampler(Sampler):
    """Samples elements sequentially, always in the same order."""
    def __init__(self, data_source):
        self.data_source = data_source

    def __iter__(self):
        return iter(range(len(self.data_source)))

    def __len__(self):
        return len(self.data_source)

class RandomSampler(Sampler):
    """Samples elements randomly."""
    def __init__(self, data_source, replacement=False, num_samples=None, generator=None):
        self.data_source = data_source
        self.replacement = replacement
        self._num_samples = num_samples
        self.generator = generator
        if not isinstance(replacement, bool):
            raise TypeError(f'replacement should be a boolean value, but got replacement={replacement}')
        _require_count('num_samples', self.num_samples)

    @property
    def num_samples(self):
        return len(self.data_source) if self._num_samples is None else self._num_samples

    def __len__(self):
        return self.num_samples

    def __iter__(self):
        size = len(self.data_source)
        generator = self.generator
        if generator is None:
            generator = torch.Generator()
            generator.manual_seed(torch._random_seed())
        if self.replacement:
            for _ in range(self.num_samples // 32):
                yield from torch.randint(0, size, (32,), generator=generator).tolist()
            yield from torch.randint(0, size, (self.num_samples % 32,), generator=generator).tolist()
            return
        for _ in range(self.num_samples // size):
            yield from torch.randperm(size, generator=generator).tolist()
        yield from torch.randperm(size, generator=generator).tolist()[:self.num_samples % size]

class SubsetRandomSampler(Sampler):
    """Samples elements randomly from a given list of indices, without replacement."""
    def __init__(self, indices, generator=None):
        self.indices = indices
        self.generator = generator

    def __iter__(self):
        for index in torch.randperm(len(self.indices), generator=self.generator).tolist():
            yield self.indices[index]

    def __len__(self):
        return len(self.indices)

class WeightedRandomSampler(Sampler):
    """Samples elements from ``[0,..,len(weights)-1]`` with given probabilities (weights)."""
    def __init__(self, weights, num_samples, replacement=True, generator=None):
        _require_count('num_samples', num_samples)
        if not isinstance(replacement, bool):
            raise ValueError(f'replacement should be a boolean value, but got replacement={replacement}')
        self.weights = torch.as_tensor(weights, dtype=torch.double)
        if self.weights.dim() != 1:
            raise ValueError(
                f'weights should be a 1d sequence but given weights have shape {tuple(self.weights.shape)}')
        self.num_samples = num_samples
        self.replacement = replacement
        self.generator = generator

    def __iter__(self):
        drawn = torch.multinomial(self.weights, self.num_samples, self.replacement, generator=self.generator)
        yield from drawn.tolist()

    def __len__(self):
        return self.num_samples

class BatchSampler(Sampler):
    """Wraps another sampler to yield a mini-batch of indices."""
    def __init__(self, sampler, batch_size, drop_last):
        _require_count('batch_size', batch_size)
        if not isinstance(drop_last, bool):
            raise ValueError(f'drop_last should be a boolean value, but got drop_last={drop_last}')
        self.sampler = sampler
        self.batch_size = batch_size
        self.drop_last = drop_last

    def __iter__(self):
        indices = iter(self.sampler)
        while True:
            batch = []
            for index in indices:
                batch.append(index)
                if len(batch) == self.batch_size:
                    break
            if len(batch) < self.batch_size:
                if batch and not self.drop_last:
                    yield batch
                return
            yield batch

    def __len__(self):
        if self.drop_last:
            return len(self.sampler) // self.batch_size
        return (len(self.sampler) + self.batch_size - 1) // self.batch_size

"""#

private let loaderText = #"""
def default_collate(batch):
    """Take in a batch of data and put the elements within the batch into a tensor with an additional outer dimension."""
    first = batch[0]
    if isinstance(first, torch.Tensor):
        return torch.stack(batch, 0)
    if isinstance(first, float):
        return torch.tensor(batch, dtype=torch.float64)
    if isinstance(first, int):
        return torch.tensor(batch)
    if isinstance(first, (str, bytes)):
        return batch
    if isinstance(first, dict):
        return type(first)({key: default_collate([item[key] for item in batch]) for key in first})
    if isinstance(first, (tuple, list)):
        if any(len(item) != len(first) for item in batch):
            raise RuntimeError('each element in list of batch should be of equal size')
        columns = [default_collate(items) for items in zip(*batch)]
        return type(first)(*columns) if hasattr(first, '_fields') else columns
    raise TypeError(
        'default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; '
        f'found {type(first)}')

def default_convert(data):
    """Convert each element into a tensor, where that is possible."""
    if isinstance(data, dict):
        return type(data)({key: default_convert(value) for key, value in data.items()})
    if isinstance(data, tuple) and hasattr(data, '_fields'):
        return type(data)(*(default_convert(item) for item in data))
    if isinstance(data, (tuple, list)):
        return [default_convert(item) for item in data]
    return data

class DataLoader:
    """Data loader combines a dataset and a sampler, and provides an iterable over the given dataset."""
    def __init__(self, dataset, batch_size=1, shuffle=None, sampler=None, batch_sampler=None, num_workers=0, collate_fn=None, pin_memory=False, drop_last=False, timeout=0, worker_init_fn=None, multiprocessing_context=None, generator=None, *, prefetch_factor=None, persistent_workers=False, pin_memory_device='', in_order=True):
        _check_loader_options(num_workers, timeout, prefetch_factor, persistent_workers)
        self.dataset = dataset
        self.num_workers = num_workers
        self.pin_memory = pin_memory
        self.timeout = timeout
        self.worker_init_fn = worker_init_fn
        self.prefetch_factor = prefetch_factor
        self.persistent_workers = persistent_workers
        self._is_stream = isinstance(dataset, IterableDataset)
        if self._is_stream:
            _check_stream_options(shuffle, sampler, batch_sampler)
        if sampler is not None and shuffle:
            raise ValueError('sampler option is mutually exclusive with shuffle')
        if batch_sampler is not None:
            if batch_size != 1 or shuffle or sampler is not None or drop_last:
                raise ValueError(
                    'batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last')
            batch_size = None
            drop_last = False
        elif batch_size is None and drop_last:
            raise ValueError(
                'batch_size=None option disables auto-batching and is mutually exclusive with drop_last')
        if sampler is None:
            if self._is_stream:
                sampler = _Endless()
            elif shuffle:
                sampler = RandomSampler(dataset, generator=generator)
            else:
                sampler = SequentialSampler(dataset)
        if batch_size is not None and batch_sampler is None:
            batch_sampler = BatchSampler(sampler, batch_size, drop_last)
        self.batch_size = batch_size
        self.drop_last = drop_last
        self.sampler = sampler
        self.batch_sampler = batch_sampler
        self.generator = generator
        self.collate_fn = collate_fn or (default_collate if batch_sampler is not None else default_convert)

    def __class_getitem__(cls, item):
        return cls

    def __len__(self):
        if self._is_stream:
            count = len(self.dataset)
            if self.batch_size is None:
                return count
            return count // self.batch_size if self.drop_last else -(-count // self.batch_size)
        return len(self.sampler if self.batch_sampler is None else self.batch_sampler)

    def __iter__(self):
        return _SingleProcessDataLoaderIter(self)

def _check_loader_options(num_workers, timeout, prefetch_factor, persistent_workers):
    if num_workers < 0:
        raise ValueError(
            'num_workers option should be non-negative; use num_workers=0 to disable multiprocessing.')
    if timeout < 0:
        raise ValueError('timeout option should be non-negative')
    if num_workers == 0 and prefetch_factor is not None:
        raise ValueError(
            'prefetch_factor option could only be specified in multiprocessing.let num_workers > 0 to enable '
            'multiprocessing, otherwise set prefetch_factor to None.')
    if persistent_workers and num_workers == 0:
        raise ValueError('persistent_workers option needs num_workers > 0')

def _check_stream_options(shuffle, sampler, batch_sampler):
    if shuffle:
        raise ValueError(
            f'DataLoader with IterableDataset: expected unspecified shuffle option, but got shuffle={shuffle}')
    for name, value in (('sampler', sampler), ('batch_sampler', batch_sampler)):
        if value is not None:
            raise ValueError(
                f'DataLoader with IterableDataset: expected unspecified {name} option, but got {name}={value}')

class _Endless(Sampler):
    """The positions of a stream, which are never looked at."""
    def __iter__(self):
        while True:
            yield None

class _SingleProcessDataLoaderIter:
    """One pass over a loader's batches; workers are not needed."""
    def __init__(self, loader):
        self._loader = loader
        self._base_seed = torch._random_seed(loader.generator)
        self._num_yielded = 0
        self._batches = _stream_batches(loader) if loader._is_stream else _item_batches(loader)

    def __iter__(self):
        return self

    def __next__(self):
        batch = next(self._batches)
        self._num_yielded += 1
        return batch

    def __len__(self):
        return len(self._loader)

def _item_batches(loader):
    dataset, collate = loader.dataset, loader.collate_fn
    if loader.batch_sampler is None:
        for index in loader.sampler:
            yield collate(dataset[index])
        return
    take_all = getattr(dataset, '__getitems__', None)
    for indices in loader.batch_sampler:
        items = [dataset[index] for index in indices] if take_all is None else take_all(indices)
        yield collate(items)

def _stream_batches(loader):
    items = iter(loader.dataset)
    if loader.batch_size is None:
        for item in items:
            yield loader.collate_fn(item)
        return
    while True:
        batch = []
        for item in items:
            batch.append(item)
            if len(batch) == loader.batch_size:
                break
        if not batch or loader.drop_last and len(batch) < loader.batch_size:
            return
        yield loader.collate_fn(batch)

def get_worker_info():
    """Returns the information about the current DataLoader iterator worker process; here there are none."""
    return None

"""#
