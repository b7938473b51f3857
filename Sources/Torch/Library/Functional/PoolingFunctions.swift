/// `torch.nn.functional`: poolings that say where they found the largest elements, and fractional ones.
let poolingFunctionsText = placedPoolingText + fractionalPoolingText

/// `max_pool1d_with_indices` to `max_pool3d_with_indices` and the adaptive ones.
private let placedPoolingText = (1...3).map { rank in
  """
  def max_pool\(rank)d_with_indices(input: torch.Tensor, kernel_size: None, stride: type(None) = None, padding: None = 0, dilation: None = 1, ceil_mode: bool = False, return_indices: bool = False) -> tuple[torch.Tensor, torch.Tensor]:
      return max_pool\(rank)d(input, kernel_size, stride, padding, dilation, ceil_mode, return_indices=True)

  def adaptive_max_pool\(rank)d_with_indices(input: torch.Tensor, output_size: None, return_indices: bool = False) -> tuple[torch.Tensor, torch.Tensor]:
      return adaptive_max_pool\(rank)d(input, output_size, return_indices=True)


  """
}.joined()

private let fractionalPoolingText = (2...3).map { rank in
  """
  def fractional_max_pool\(rank)d_with_indices(input: torch.Tensor, kernel_size: None, output_size: type(None) = None, output_ratio: type(None) = None, return_indices: bool = False, _random_samples: torch.Tensor | None = None) -> tuple[torch.Tensor, torch.Tensor]:
      return _fractional_max_pool(\(rank), input, kernel_size, output_size, output_ratio, _random_samples)

  def fractional_max_pool\(rank)d(input, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None):
      values, indices = _fractional_max_pool(\(rank), input, kernel_size, output_size, output_ratio, _random_samples)
      return (values, indices) if return_indices else values


  """
}.joined() + #"""
def _fractional_max_pool(rank, input, kernel_size, output_size, output_ratio, samples):
    """The largest elements of windows whose distances vary at random, and their places in the planes."""
    name = f'fractional_max_pool{rank}d'
    each = lambda value: [value] * rank if isinstance(value, (int, float)) else list(value)
    if output_size is None and output_ratio is None:
        raise ValueError(f'{name} requires specifying either an output_size or an output_ratio')
    sizes = list(input.shape[-rank:])
    if output_size is None:
        output_size = [int(size * ratio) for size, ratio in zip(sizes, each(output_ratio))]
    if samples is None:
        batch = 1 if input.dim() == rank + 1 else input.size(0)
        samples = torch.rand(batch, input.size(-rank - 1), rank, dtype=input.dtype)
    kernel, outputs = each(kernel_size), each(output_size)
    for size, length, count, word in zip(sizes, kernel, outputs, ('time', 'height', 'width')[3 - rank:]):
        if not count + length - 1 <= size:
            raise RuntimeError(f'{name}(): pool {word} {length} too large relative to input {word} {size}')
    # PyTorch takes the numbers of a plane for width and height in two dimensions, in order in three.
    order = range(rank) if rank == 3 else reversed(range(rank))
    flat = torch.zeros([1] * (2 + 2 * rank), dtype=torch.int64)
    for d, number in enumerate(order):
        starts = _interval_starts(samples[..., number], sizes[d], kernel[d], outputs[d])
        places = starts.unsqueeze(-1) + torch.arange(kernel[d])
        shape = [1] * (2 * rank)
        shape[d], shape[rank + d] = outputs[d], kernel[d]
        flat = flat * sizes[d] + places.reshape(list(places.shape[:2]) + shape)
    planes = input.flatten(-rank) if input.dim() == rank + 2 else input.flatten(-rank).unsqueeze(0)
    places = flat.reshape(list(planes.shape[:2]) + [-1])
    windows = planes.gather(-1, places).reshape(list(planes.shape[:2]) + outputs + [-1])
    values, within = windows.max(-1)
    indices = places.reshape(windows.shape).gather(-1, within.unsqueeze(-1)).squeeze(-1)
    if input.dim() == rank + 1:
        values, indices = values.squeeze(0), indices.squeeze(0)
    return torch._named(values, f'FractionalMaxPool{rank}DBackward0'), indices

def _interval_starts(sample, size, length, count):
    """Where windows begin along a dimension, the last one at its end."""
    last = torch.full(sample.shape + (1,), size - length)
    if count == 1:
        return last
    sample = sample.unsqueeze(-1)
    alpha = torch.tensor(size - length, dtype=sample.dtype) / (count - 1)
    steps = ((torch.arange(count - 1) + sample) * alpha).long() - (sample * alpha).long()
    return torch.cat([steps, last], -1)

"""#
