/// `torch.stft` and `torch.istft`: spectra of windows that move along a signal, and back.
let signalSource = LibraryText("torch", #"""
def _shown(tensor):
    kind = str(tensor.dtype)[6:]
    kinds = {'float32': 'Float', 'float64': 'Double', 'int64': 'Long', 'complex64': 'ComplexFloat',
             'complex128': 'ComplexDouble', 'int32': 'Int', 'bool': 'Bool'}
    return kinds.get(kind, kind.capitalize())

class _Windows:
    """The arguments of a transform of windows, with defaults filled in, and what messages say of them."""
    def __init__(self, name, input, n_fft, hop_length, win_length, window):
        self.name = name
        self.n_fft = n_fft
        self.hop_length = n_fft // 4 if hop_length is None else hop_length
        self.win_length = n_fft if win_length is None else win_length
        self.window = window
        sizes = ', '.join(map(str, input.shape))
        shown = f'CPU{_shown(input)}Type[{sizes}]' if name == 'istft' else f'torch.{_shown(input)}Tensor[{sizes}]'
        given = 'None' if window is None else f'torch.{_shown(window)}Tensor{{{list(window.shape)}}}'
        self.call = (
            f'{name}({shown}, n_fft={n_fft}, hop_length={self.hop_length}, win_length={self.win_length}, window={given}')

    def padded(self, dtype):
        """The window in the middle of `n_fft` numbers; ones where none is given."""
        window = torch.ones(self.win_length, dtype=dtype) if self.window is None else self.window
        missing = self.n_fft - self.win_length
        if missing == 0:
            return window
        return torch.nn.functional.pad(window, (missing // 2, missing - missing // 2))

def stft(input, n_fft, hop_length=None, win_length=None, window=None, center=True, pad_mode='reflect', normalized=False, onesided=None, return_complex=None, align_to_window=None):
    """Short-time Fourier transform (STFT)."""
    if window is None:
        torch._warn(
            'A window was not provided. A rectangular window will be applied,which is known to cause spectral leakage. '
            'Other windows such as torch.hann_window or torch.hamming_window are recommended to reduce spectral '
            'leakage.To suppress this warning and use a rectangular window, explicitly set '
            '`window=torch.ones(n_fft, device=<device>)`.')
    if center:
        wide = input.reshape((1,) * (3 - input.dim()) + tuple(input.shape))
        wide = torch.nn.functional.pad(wide, (n_fft // 2, n_fft // 2), pad_mode)
        input = wide.reshape(wide.shape[3 - input.dim():])
    windows = _Windows('stft', input, n_fft, hop_length, win_length, window)
    _check_stft(windows, input, normalized, onesided, return_complex, align_to_window)
    is_complex = input.is_complex() or window is not None and window.is_complex()
    frames = input.unfold(-1, n_fft, windows.hop_length) * windows.padded(input.dtype)
    halves = not is_complex if onesided is None else onesided
    norm = 'ortho' if normalized else 'backward'
    result = torch.fft.rfft(frames, norm=norm) if halves else torch.fft.fft(frames, norm=norm)
    result = result.transpose(-2, -1)
    return result if return_complex or is_complex and return_complex is None else torch.view_as_real(result)

def _check_stft(windows, input, normalized, onesided, return_complex, align_to_window):
    flag = lambda value: 'None' if value is None else f'{_builtins.int(value)}'
    start = (
        f'{windows.call}, normalized={_builtins.int(normalized)}, onesided={flag(onesided)}, '
        f'return_complex={flag(return_complex)}, align_to_window={flag(align_to_window)}) : ')
    length, window = input.shape[-1], windows.window
    if return_complex is None and not (input.is_complex() or window is not None and window.is_complex()):
        raise RuntimeError(
            'stft requires the return_complex parameter be given for real inputs, and will further require that '
            'return_complex=True in a future PyTorch release.')
    if return_complex is False:
        torch._warn(
            'stft with return_complex=False is deprecated. In a future pytorch release, stft will return complex '
            'tensors for all inputs, and return_complex=False will raise an error.\n'
            'Note: you can still call torch.view_as_real on the complex output to recover the old return format.')
    if not (input.is_floating_point() or input.is_complex()):
        raise RuntimeError(start + 'expected a tensor of floating point or complex values')
    if input.dim() not in (1, 2):
        raise RuntimeError(start + 'expected a 1D or 2D tensor')
    if not 0 < windows.n_fft <= length:
        raise RuntimeError(start + f'expected 0 < n_fft < {length}, but got n_fft={windows.n_fft}')
    if windows.hop_length <= 0:
        raise RuntimeError(start + f'expected hop_length > 0, but got hop_length={windows.hop_length}')
    if not 0 < windows.win_length <= windows.n_fft:
        raise RuntimeError(start + f'expected 0 < win_length <= n_fft, but got win_length={windows.win_length}')
    if window is not None and list(window.shape) != [windows.win_length]:
        raise RuntimeError(
            start + f'expected a 1D window tensor of size equal to win_length={windows.win_length}, but got window '
            f'with size {list(window.shape)}')

def istft(input, n_fft, hop_length=None, win_length=None, window=None, center=True, normalized=False, onesided=None, length=None, return_complex=False):
    """Inverse short time Fourier Transform."""
    if window is None:
        torch._warn(
            'A window was not provided. A rectangular window will be applied.Please provide the same window used by '
            'stft to make the inversion lossless.To suppress this warning and use a rectangular window, explicitly '
            'set `window=torch.ones(n_fft, device=<device>)`.')
    if not input.is_complex():
        raise RuntimeError(
            'istft requires a complex-valued input tensor matching the output from stft with return_complex=True.')
    windows = _Windows('istft', input, n_fft, hop_length, win_length, window)
    text = 'None' if onesided is None else f'{_builtins.int(onesided)}'
    end = 'None' if length is None else length
    call = (
        f'{windows.call}, center={_builtins.int(center)}, normalized={_builtins.int(normalized)}, onesided={text}, '
        f'length={end}, return_complex={_builtins.int(return_complex)})')
    if window is not None and list(window.shape) != [windows.win_length]:
        raise RuntimeError(f'{call} : Invalid window shape. window has to be 1D and length of `win_length`')
    spectra = input.transpose(-2, -1)
    if input.dim() == 2:
        spectra = spectra.unsqueeze(0)
    norm = 'ortho' if normalized else 'backward'
    if return_complex:
        frames = torch.fft.ifft(spectra, norm=norm)
    else:
        halves = spectra if onesided is not False else spectra[..., :n_fft // 2 + 1]
        frames = torch.fft.irfft(halves, n_fft, norm=norm)
    padded = windows.padded(frames.dtype)
    total = n_fft + windows.hop_length * (frames.shape[1] - 1)
    first = n_fft // 2 if center else 0
    last = first + length if length is not None else total - n_fft // 2 if center else total
    signal = _overlapped(frames * padded, windows, total)[:, first:last]
    weights = _overlapped((padded * padded).expand(1, frames.shape[1], n_fft), windows, total)[:, first:last]
    if weights.numel() and not weights.abs().min() > 1e-11:
        raise RuntimeError(f'{call} window overlap add min: 1\n[ CPUBoolType{{}} ]')
    signal = signal / weights
    if length is not None and length > signal.shape[1]:
        signal = torch.nn.functional.pad(signal, (0, length - signal.shape[1]))
    return signal.squeeze(0) if input.dim() == 2 else signal

def _overlapped(frames, windows, total):
    """Frames added up where they lie in the signal."""
    if frames.is_complex():
        parts = [_overlapped(part, windows, total) for part in (frames.real, frames.imag)]
        return torch.complex(*parts)
    columns = frames.transpose(1, 2)
    folded = torch.nn.functional.fold(columns, (1, total), (1, windows.n_fft), stride=(1, windows.hop_length))
    return folded.reshape(frames.shape[0], total)

"""#)
