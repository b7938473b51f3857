/// `torch.fft`: transforms as products with the matrix of roots of unity, computed in complex128.
let fourierSource = LibraryText("torch.fft", #"""
_LONGEST = 4096

def _roots(length, sign):
    """The matrix whose product with a signal is its transform."""
    if length < 1:
        raise RuntimeError(f'Invalid number of data points ({length}) specified')
    if length > _LONGEST:
        raise NotImplementedError(f'cellgrad: not supported: transforms of more than {_LONGEST} points')
    k = torch.arange(length)
    parts = torch._unit_roots(length)[torch.outer(k, k).remainder(length)]
    return torch.complex(parts[..., 0], parts[..., 1] * sign)

def _complex(input):
    if input.is_complex():
        return input
    if not input.is_floating_point():
        input = input.to(torch.get_default_dtype())
    return torch.complex(input, torch.zeros_like(input))

def _resized(input, n, dim):
    """The input with `n` entries along a dimension: cut off, or with zeros behind."""
    size = input.size(dim)
    if n is None or n == size:
        return input
    if n < size:
        return input.narrow(dim, 0, n)
    shape = list(input.shape)
    shape[dim] = n - size
    return torch.cat((input, torch.zeros(shape, dtype=input.dtype)), dim)

def _factor(length, norm, is_forward):
    if norm not in (None, 'backward', 'ortho', 'forward'):
        raise RuntimeError(f'Invalid normalization mode: "{norm}"')
    if norm == 'ortho':
        return length ** -0.5
    divides = norm == 'forward' if is_forward else norm in (None, 'backward')
    return 1 / length if divides else 1.0

def _transform(input, n, dim, norm, sign, is_forward):
    length = input.size(dim) if n is None else n
    signal = _resized(input, n, dim).movedim(dim, -1)
    result = torch.matmul(signal, _roots(length, sign)) * _factor(length, norm, is_forward)
    return result.movedim(-1, dim)

def _transforms(input, sizes, dims, norm, is_forward):
    """Transforms along dimensions, the last one first; rounded once at the end."""
    is_real = not input.is_complex()
    given = _complex(input)
    result = given.to(torch.complex128)
    for size, dim in reversed(list(zip(sizes, dims))):
        result = _transform(result, size, dim, norm, -1 if is_forward or is_real else 1, is_forward)
    if given.dtype == torch.complex64:
        result = _without_residue(result)
    if is_real and dims:
        result = _mirrored(result, dims)
        if not is_forward:
            result = result.conj()
    return result.to(given.dtype)

def _without_residue(result):
    """Parts that are zero but for rounding, far below what numbers of single precision hold."""
    parts = torch.view_as_real(result)
    least = parts.detach().abs().amax() * 1e-12 if parts.numel() else 0
    return torch.view_as_complex(torch.where(parts.abs() <= least, torch.zeros_like(parts), parts))

def _mirrored(result, dims):
    """The transform of a real signal: its second half mirrors the first, to the signs of zeros."""
    last, size = dims[-1], result.size(dims[-1])
    half = result.narrow(last, 0, size // 2 + 1)
    half = half + torch.zeros_like(half)
    rest = half.narrow(last, 1, (size + 1) // 2 - 1).flip(last)
    for dim in dims[:-1]:
        rest = rest.flip(dim).roll(1, dim)
    return torch.cat((half, rest.conj()), last)

def fft(input, n=None, dim=-1, norm=None, *, out=None):
    """Computes the one dimensional discrete Fourier transform of :attr:`input`."""
    _refuse_out(out)
    result = _transforms(input, [n], [dim], norm, True)
    return torch._named(result, 'FftC2CBackward0' if input.is_complex() else 'FftR2CBackward0')

def ifft(input, n=None, dim=-1, norm=None, *, out=None):
    """Computes the one dimensional inverse discrete Fourier transform of :attr:`input`."""
    _refuse_out(out)
    result = _transforms(input, [n], [dim], norm, False)
    return torch._named(result, 'FftC2CBackward0' if input.is_complex() else 'ConjBackward0')

def _refuse_out(out):
    if out is not None:
        raise NotImplementedError('cellgrad: not supported: out= of a Fourier transform')

def rfft(input, n=None, dim=-1, norm=None, *, out=None):
    """Computes the one dimensional Fourier transform of real-valued :attr:`input`."""
    if input.is_complex():
        raise RuntimeError(f'rfft expects a real input tensor, but got {_type_name(input)}')
    result = fft(input, n, dim, norm, out=out)
    return torch._named(result.narrow(dim, 0, result.size(dim) // 2 + 1), 'FftR2CBackward0')

def _type_name(input):
    return 'ComplexFloat' if input.dtype == torch.complex64 else 'ComplexDouble'

def _from_half(input, n, dim):
    """A signal of `n` entries of which the second half mirrors the first."""
    input = _complex(input)
    length = 2 * (input.size(dim) - 1) if n is None else n
    if length < 1:
        raise RuntimeError(f'Invalid number of data points ({length}) specified')
    half = _resized(input, length // 2 + 1, dim)
    mirrored = half.narrow(dim, 1, (length + 1) // 2 - 1).flip(dim).conj()
    return torch.cat((half, mirrored), dim), length

def irfft(input, n=None, dim=-1, norm=None, *, out=None):
    """Computes the inverse of :func:`~torch.fft.rfft`."""
    signal, length = _from_half(input, n, dim)
    return torch._named(torch.real(ifft(signal, length, dim, norm, out=out)), 'FftC2RBackward0')

def hfft(input, n=None, dim=-1, norm=None, *, out=None):
    """Computes the Fourier transform of a Hermitian symmetric :attr:`input` signal."""
    signal, length = _from_half(input, n, dim)
    return torch._named(torch.real(fft(signal, length, dim, norm, out=out)), 'FftC2RBackward0')

def ihfft(input, n=None, dim=-1, norm=None, *, out=None):
    """Computes the inverse of :func:`~torch.fft.hfft`."""
    result = ifft(input, n, dim, norm, out=out)
    return result.narrow(dim, 0, result.size(dim) // 2 + 1)

def _along(input, s, dim, norm, is_forward):
    """Transforms along several dimensions, all of them if none are named."""
    if dim is None:
        dim = range(-input.dim() if s is None else -len(s), 0)
    dims = [dim] if isinstance(dim, int) else list(dim)
    sizes = [None] * len(dims) if s is None else [None if size == -1 else size for size in s]
    return _transforms(input, sizes, dims, norm, is_forward)

def fftn(input, s=None, dim=None, norm=None, *, out=None):
    """Computes the N dimensional discrete Fourier transform of :attr:`input`."""
    _refuse_out(out)
    return torch._named(_along(input, s, dim, norm, True), 'FftC2CBackward0')

def ifftn(input, s=None, dim=None, norm=None, *, out=None):
    """Computes the N dimensional inverse discrete Fourier transform of :attr:`input`."""
    _refuse_out(out)
    return torch._named(_along(input, s, dim, norm, False), 'FftC2CBackward0')

def fft2(input, s=None, dim=(-2, -1), norm=None, *, out=None):
    """Computes the 2 dimensional discrete Fourier transform of :attr:`input`."""
    return fftn(input, s, dim, norm, out=out)

def ifft2(input, s=None, dim=(-2, -1), norm=None, *, out=None):
    """Computes the 2 dimensional inverse discrete Fourier transform of :attr:`input`."""
    return ifftn(input, s, dim, norm, out=out)

def rfftn(input, s=None, dim=None, norm=None, *, out=None):
    """Computes the N-dimensional discrete Fourier transform of real :attr:`input`."""
    _refuse_out(out)
    dims = list(range(-input.dim() if s is None else -len(s), 0)) if dim is None else list(dim)
    last = rfft(input, None if s is None else s[-1], dims[-1], norm)
    result = _along(last, None if s is None else s[:-1], dims[:-1], norm, True)
    return torch._named(result, 'FftR2CBackward0')

def irfftn(input, s=None, dim=None, norm=None, *, out=None):
    """Computes the inverse of :func:`torch.fft.rfftn`."""
    _refuse_out(out)
    dims = list(range(-input.dim() if s is None else -len(s), 0)) if dim is None else list(dim)
    first = _along(input, None if s is None else s[:-1], dims[:-1], norm, False)
    return irfft(first, None if s is None else s[-1], dims[-1], norm)

def rfft2(input, s=None, dim=(-2, -1), norm=None, *, out=None):
    """Computes the 2-dimensional discrete Fourier transform of real :attr:`input`."""
    return rfftn(input, s, dim, norm, out=out)

def irfft2(input, s=None, dim=(-2, -1), norm=None, *, out=None):
    """Computes the inverse of :func:`torch.fft.rfft2`."""
    return irfftn(input, s, dim, norm, out=out)

def _shifted(input, dim, direction):
    dims = list(range(input.dim())) if dim is None else [dim] if isinstance(dim, int) else list(dim)
    shifts = [(input.size(axis) + (direction < 0)) // 2 for axis in dims]
    return input.roll(shifts, dims)

def fftshift(input, dim=None):
    """Reorders n-dimensional FFT data to have negative frequency terms first."""
    return _shifted(input, dim, 1)

def ifftshift(input, dim=None):
    """Inverse of :func:`torch.fft.fftshift`."""
    return _shifted(input, dim, -1)

def fftfreq(n, d=1.0, *, out=None, dtype=None, layout=None, device=None, requires_grad=False):
    """Computes the discrete Fourier Transform sample frequencies for a signal of size :attr:`n`."""
    _refuse_out(out)
    k = torch.arange(n, dtype=dtype or torch.get_default_dtype(), device=device)
    k[(n + 1) // 2:] -= n
    return k.mul_(1.0 / (n * d)).requires_grad_(requires_grad)

def rfftfreq(n, d=1.0, *, out=None, dtype=None, layout=None, device=None, requires_grad=False):
    """Computes the sample frequencies for :func:`~torch.fft.rfft` with a signal of size :attr:`n`."""
    _refuse_out(out)
    k = torch.arange(n // 2 + 1, dtype=dtype or torch.get_default_dtype(), device=device)
    return k.mul_(1.0 / (n * d)).requires_grad_(requires_grad)
"""#)
