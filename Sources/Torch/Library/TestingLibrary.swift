/// `torch.testing`: comparisons for tests.
let testingSource = LibraryText("torch.testing", #"""
_TOLERANCES = {
    torch.float16: (1e-3, 1e-5), torch.bfloat16: (1.6e-2, 1e-5), torch.float32: (1.3e-6, 1e-5),
    torch.float64: (1e-7, 1e-7), torch.complex64: (1.3e-6, 1e-5), torch.complex128: (1e-7, 1e-7),
}

def _tolerances(actual, expected, rtol, atol):
    if rtol is not None:
        return rtol, atol
    pairs = [_TOLERANCES.get(x.dtype, (0.0, 0.0)) for x in (actual, expected)]
    return tuple(max(values) for values in zip(*pairs))

def _require_same(name, actual, expected):
    if actual != expected:
        raise AssertionError(f"The values for attribute '{name}' do not match: {actual} != {expected}.")

def _bound(name, value, place, tolerance):
    limit = '' if tolerance is None else f' (up to {tolerance} allowed)'
    return f'{name} difference: {value}{place}{limit}'

def _compare_numbers(actual, expected, rtol, atol, equal_nan):
    dtype = torch.promote_types(torch.tensor(actual).dtype, torch.tensor(expected).dtype)
    dtype = {torch.float32: torch.float64, torch.complex64: torch.complex128}.get(dtype, dtype)
    x, y = (torch.tensor(value, dtype=dtype) for value in (actual, expected))
    rtol, atol = _tolerances(x, y, rtol, atol)
    if torch.isclose(x, y, rtol=rtol, atol=atol, equal_nan=equal_nan).item():
        return
    raise AssertionError(_number_text(actual, expected, rtol, atol))

def _number_text(actual, expected, rtol, atol):
    exact = rtol == 0 and atol == 0
    difference = abs(actual - expected)
    relative = difference / abs(expected) if expected else float('inf')
    lines = [
        f"Scalars are not {'equal' if exact else 'close'}!", '', f'Expected {expected} but got {actual}.',
        _bound('Absolute', difference, '', None if exact else atol),
        _bound('Relative', relative, '', None if exact else rtol)]
    return '\n'.join(lines)

def _compare_tensors(actual, expected, rtol, atol, equal_nan, check_dtype, check_stride):
    actual, expected = actual.detach(), expected.detach()
    _require_same('shape', actual.shape, expected.shape)
    if check_dtype:
        _require_same('dtype', actual.dtype, expected.dtype)
    if check_stride:
        _require_same('stride()', actual.stride(), expected.stride())
    rtol, atol = _tolerances(actual, expected, rtol, atol)
    dtype = torch.promote_types(actual.dtype, expected.dtype)
    actual, expected = actual.to(dtype), expected.to(dtype)
    matches = torch.isclose(actual, expected, rtol=rtol, atol=atol, equal_nan=equal_nan)
    if matches.all().item():
        return
    if actual.dim() == 0:
        raise AssertionError(_number_text(actual.item(), expected.item(), rtol, atol))
    raise AssertionError(_tensor_text(actual, expected, matches, rtol, atol))

def _tensor_text(actual, expected, matches, rtol, atol):
    exact = rtol == 0 and atol == 0
    if actual.dtype == torch.bool:
        actual, expected = actual.long(), expected.long()
    wrong, count = (~matches).sum().item(), matches.numel()
    differences = (actual - expected).abs()
    differences[matches] = 0
    relative = differences / expected.abs()
    relative[matches] = 0
    lines = [
        f"Tensor-likes are not {'equal' if exact else 'close'}!", '',
        f'Mismatched elements: {wrong} / {count} ({wrong / count:.1%})',
        _greatest('Greatest absolute', differences, None if exact else atol),
        _greatest('Greatest relative', relative, None if exact else rtol)]
    return '\n'.join(lines)

def _greatest(name, differences, tolerance):
    position = differences.flatten().argmax()
    index = tuple(part.item() for part in torch.unravel_index(position, differences.shape))
    return _bound(name, differences.flatten()[position].item(), f' at index {index}', tolerance)

def _compare(actual, expected, place, options):
    try:
        if isinstance(actual, dict) and isinstance(expected, dict):
            if actual.keys() != expected.keys():
                raise AssertionError('The keys of the mappings do not match')
            for key in actual:
                _compare(actual[key], expected[key], f'{place}[{key!r}]', options)
        elif isinstance(actual, (list, tuple)) and isinstance(expected, (list, tuple)):
            if len(actual) != len(expected):
                raise AssertionError(f'The length of the sequences mismatch: {len(actual)} != {len(expected)}')
            for index, pair in enumerate(zip(actual, expected)):
                _compare(*pair, f'{place}[{index}]', options)
        elif isinstance(actual, torch.Tensor) and isinstance(expected, torch.Tensor):
            _compare_tensors(actual, expected, *options)
        elif isinstance(actual, (int, float, complex)) and isinstance(expected, (int, float, complex)):
            _compare_numbers(actual, expected, *options[:3])
        elif actual is not None or expected is not None:
            raise TypeError(
                f'No comparison pair was able to handle inputs of type {type(actual)} and {type(expected)}.')
    except AssertionError as error:
        text = str(error)
        if place and 'The failure occurred for item' not in text:
            text += f'\n\nThe failure occurred for item {place}'
        raise AssertionError(text) from None

def assert_close(actual, expected, *, allow_subclasses=True, rtol=None, atol=None, equal_nan=False, check_device=True, check_dtype=True, check_layout=True, check_stride=False, msg=None):
    """Asserts that ``actual`` and ``expected`` are close."""
    if (rtol is None) != (atol is None):
        raise ValueError(
            f"Both 'rtol' and 'atol' must be either specified or omitted, but got no {'rtol' if rtol is None else 'atol'}.")
    try:
        _compare(actual, expected, '', (rtol, atol, equal_nan, check_dtype, check_stride))
    except AssertionError as error:
        if msg is None:
            raise
        raise AssertionError(msg(str(error)) if callable(msg) else msg) from None

def assert_allclose(actual, expected, rtol=None, atol=None, equal_nan=True, msg=''):
    """Asserts that two tensors are close; superseded by :func:`assert_close`."""
    assert_close(torch.as_tensor(actual), torch.as_tensor(expected), rtol=rtol, atol=atol, equal_nan=True, check_dtype=False, msg=msg or None)
"""#)
