/// `max_unpool1d` to `max_unpool3d`, and the loss of connectionist temporal classification.
let unpoolingFunctionsText = #"""
def _unpooled(name, input, indices, kernel_size, stride, padding, output_size):
    count = int(name[-2])
    kernel_size, stride, padding = (
        [value] * count if isinstance(value, int) else list(value)
        for value in (kernel_size, kernel_size if stride is None else stride, padding))
    sizes = [
        (size - 1) * step + kernel - 2 * pad
        for size, step, kernel, pad in zip(input.shape[-count:], stride, kernel_size, padding)]
    if output_size is not None:
        given = list(output_size)[-count:]
        for size, step, wanted in zip(sizes, stride, given):
            if not size - step < wanted < size + step:
                raise ValueError(
                    f'invalid output_size "{given}" (dim 0 must be between {size - step} and {size + step})')
        sizes = given
    outer = list(input.shape[:-count])
    length = 1
    for size in sizes:
        length *= size
    flat = torch.zeros(outer + [length], dtype=input.dtype)
    places = indices.flatten(-count)
    if places.numel() and not 0 <= places.min().item() <= places.max().item() < length:
        raise RuntimeError(
            f'Found an invalid max index: {places.max().item()} (output volumes are of size '
            + 'x'.join(str(size) for size in sizes) + ')')
    result = flat.scatter(-1, places, input.flatten(-count)).reshape(outer + sizes)
    # In one dimension PyTorch adds a second one and takes it away again.
    return torch._named(result, 'SqueezeBackward1' if count == 1 else f'MaxUnpool{count}DBackward0')

def max_unpool1d(input: torch.Tensor, indices: torch.Tensor, kernel_size: None, stride: type(None) = None, padding: None = 0, output_size: type(None) = None) -> torch.Tensor:
    """Compute a partial inverse of :class:`MaxPool1d`."""
    return _unpooled('max_unpool1d', input, indices, kernel_size, stride, padding, output_size)

def max_unpool2d(input: torch.Tensor, indices: torch.Tensor, kernel_size: None, stride: type(None) = None, padding: None = 0, output_size: type(None) = None) -> torch.Tensor:
    """Compute a partial inverse of :class:`MaxPool2d`."""
    return _unpooled('max_unpool2d', input, indices, kernel_size, stride, padding, output_size)

def max_unpool3d(input: torch.Tensor, indices: torch.Tensor, kernel_size: None, stride: type(None) = None, padding: None = 0, output_size: type(None) = None) -> torch.Tensor:
    """Compute a partial inverse of :class:`MaxPool3d`."""
    return _unpooled('max_unpool3d', input, indices, kernel_size, stride, padding, output_size)

def _lengths(lengths):
    return lengths.tolist() if isinstance(lengths, torch.Tensor) else list(lengths)

def _path_loss(log_probs, labels, blank):
    """The negative logarithm of the probability of all paths that read as the labels."""
    states = [blank]
    for label in labels:
        states += [label, blank]
    count = len(states)
    # A path may skip a blank between two different labels.
    skips = torch.tensor([i > 1 and states[i] != blank and states[i] != states[i - 2] for i in range(count)])
    # The logarithm of zero, but finite, so that gradients are numbers.
    never = torch.full((2,), -1e30, dtype=log_probs.dtype)
    scores = log_probs[:, states]
    reached = torch.where(torch.arange(count) < 2, scores[0], never[0])
    for step in scores[1:]:
        before = torch.cat((never, reached))
        skipped = torch.where(skips, before[:count], never[0])
        reached = torch.logsumexp(torch.stack((reached, before[1:-1], skipped)), 0) + step
    loss = -torch.logsumexp(reached[-2:], 0)
    return loss if loss.item() < 1e29 else (log_probs * 0).sum() + float('inf')

def ctc_loss(log_probs: torch.Tensor, targets: torch.Tensor, input_lengths: torch.Tensor, target_lengths: torch.Tensor, blank: int = 0, reduction: str = 'mean', zero_infinity: bool = False) -> torch.Tensor:
    """Compute the Connectionist Temporal Classification loss."""
    is_batched = log_probs.dim() == 3
    scores = log_probs if is_batched else log_probs.unsqueeze(1)
    input_lengths, target_lengths = _lengths(input_lengths), _lengths(target_lengths)
    if not 0 <= blank < scores.size(2):
        raise RuntimeError('blank must be in label range')
    if len(input_lengths) != scores.size(1):
        raise RuntimeError('input_lengths must be of size batch_size')
    if len(target_lengths) != scores.size(1):
        raise RuntimeError('target_lengths must be of size batch_size')
    losses, start = [], 0
    for n, (steps, length) in enumerate(zip(input_lengths, target_lengths)):
        labels = targets[n] if targets.dim() == 2 else targets[start:]
        start += length
        used = scores[:steps, n]
        loss = _path_loss(used, labels[:length].tolist(), blank)
        if zero_infinity and loss.item() == float('inf'):
            loss = (used * 0).sum()
        else:
            # PyTorch's gradient has the probabilities in it, as if each step's were normalised here.
            weights = used.exp()
            loss = loss + (weights - weights.detach()).sum()
        losses.append(loss)
    result = torch.stack(losses)
    if reduction == 'mean':
        lengths = torch.tensor(target_lengths, dtype=result.dtype).clamp(min=1)
        return (result / lengths).mean()
    if reduction == 'sum':
        return result.sum()
    return torch._named(result, 'CtcLossBackward0') if is_batched else result[0]

"""#
