/// `torch.nn.modules.pooling`, `padding`, `upsampling`, `pixelshuffle` and `fold`.
let poolingSources = [
  LibraryText("torch.nn.modules.pooling", poolingText + fractionalPoolingText + adaptivePoolingText),
  LibraryText("torch.nn.modules.padding", paddingText),
  LibraryText("torch.nn.modules.upsampling", upsamplingText),
  LibraryText("torch.nn.modules.pixelshuffle", pixelShuffleText),
  LibraryText("torch.nn.modules.fold", foldText),
]

private let poolingText = #"""
class _MaxPoolNd(Module):
    def __init__(self, kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False):
        super().__init__()
        self.kernel_size = kernel_size
        self.stride = stride if stride is not None else kernel_size
        self.padding = padding
        self.dilation = dilation
        self.return_indices = return_indices
        self.ceil_mode = ceil_mode

    def _pool(self, function, input):
        return function(
            input, self.kernel_size, self.stride, self.padding, self.dilation, ceil_mode=self.ceil_mode,
            return_indices=self.return_indices)

    def extra_repr(self):
        return (
            f'kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}, '
            f'dilation={self.dilation}, ceil_mode={self.ceil_mode}')

class MaxPool1d(_MaxPoolNd):
    """Applies a 1D max pooling over an input signal composed of several input planes."""
    def forward(self, input):
        return self._pool(F.max_pool1d, input)

class MaxPool2d(_MaxPoolNd):
    """Applies a 2D max pooling over an input signal composed of several input planes."""
    def forward(self, input):
        return self._pool(F.max_pool2d, input)

class MaxPool3d(_MaxPoolNd):
    """Applies a 3D max pooling over an input signal composed of several input planes."""
    def forward(self, input):
        return self._pool(F.max_pool3d, input)

class _MaxUnpoolNd(Module):
    def __init__(self, kernel_size, stride=None, padding=0):
        super().__init__()
        self.kernel_size = _spread(kernel_size, self._dimensions)
        self.stride = _spread(stride if stride is not None else kernel_size, self._dimensions)
        self.padding = _spread(padding, self._dimensions)

    def extra_repr(self):
        return f'kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}'

class MaxUnpool1d(_MaxUnpoolNd):
    """Computes a partial inverse of :class:`MaxPool1d`."""
    _dimensions = 1

    def forward(self, input, indices, output_size=None):
        return F.max_unpool1d(input, indices, self.kernel_size, self.stride, self.padding, output_size)

class MaxUnpool2d(_MaxUnpoolNd):
    """Computes a partial inverse of :class:`MaxPool2d`."""
    _dimensions = 2

    def forward(self, input, indices, output_size=None):
        return F.max_unpool2d(input, indices, self.kernel_size, self.stride, self.padding, output_size)

class MaxUnpool3d(_MaxUnpoolNd):
    """Computes a partial inverse of :class:`MaxPool3d`."""
    _dimensions = 3

    def forward(self, input, indices, output_size=None):
        return F.max_unpool3d(input, indices, self.kernel_size, self.stride, self.padding, output_size)

class _AvgPoolNd(Module):
    def extra_repr(self):
        return f'kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}'

class AvgPool1d(_AvgPoolNd):
    """Applies a 1D average pooling over an input signal composed of several input planes."""
    def __init__(self, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True):
        super().__init__()
        self.kernel_size = _spread(kernel_size, 1)
        self.stride = _spread(stride if stride is not None else kernel_size, 1)
        self.padding = _spread(padding, 1)
        self.ceil_mode = ceil_mode
        self.count_include_pad = count_include_pad

    def forward(self, input):
        return F.avg_pool1d(
            input, self.kernel_size, self.stride, self.padding, self.ceil_mode, self.count_include_pad)

class AvgPool2d(_AvgPoolNd):
    """Applies a 2D average pooling over an input signal composed of several input planes."""
    def __init__(self, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None):
        super().__init__()
        self.kernel_size = kernel_size
        self.stride = stride if stride is not None else kernel_size
        self.padding = padding
        self.ceil_mode = ceil_mode
        self.count_include_pad = count_include_pad
        self.divisor_override = divisor_override

    def forward(self, input):
        return self._pool(F.avg_pool2d, input)

    def _pool(self, function, input):
        return function(
            input, self.kernel_size, self.stride, self.padding, self.ceil_mode, self.count_include_pad,
            self.divisor_override)

class AvgPool3d(AvgPool2d):
    """Applies a 3D average pooling over an input signal composed of several input planes."""
    def forward(self, input):
        return self._pool(F.avg_pool3d, input)

class _LPPoolNd(Module):
    def __init__(self, norm_type, kernel_size, stride=None, ceil_mode=False):
        super().__init__()
        self.norm_type = norm_type
        self.kernel_size = kernel_size
        self.stride = stride
        self.ceil_mode = ceil_mode

    def extra_repr(self):
        return (
            f'norm_type={self.norm_type}, kernel_size={self.kernel_size}, stride={self.stride}, '
            f'ceil_mode={self.ceil_mode}')

class LPPool1d(_LPPoolNd):
    """Applies a 1D power-average pooling over an input signal composed of several input planes."""
    def forward(self, input):
        return F.lp_pool1d(input, float(self.norm_type), self.kernel_size, self.stride, self.ceil_mode)

class LPPool2d(_LPPoolNd):
    """Applies a 2D power-average pooling over an input signal composed of several input planes."""
    def forward(self, input):
        return F.lp_pool2d(input, float(self.norm_type), self.kernel_size, self.stride, self.ceil_mode)

class LPPool3d(_LPPoolNd):
    """Applies a 3D power-average pooling over an input signal composed of several input planes."""
    def forward(self, input):
        return F.lp_pool3d(input, float(self.norm_type), self.kernel_size, self.stride, self.ceil_mode)

"""#

private let fractionalPoolingText = #"""
class _FractionalMaxPool(Module):
    def __init__(self, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None):
        super().__init__()
        name, rank = type(self).__name__, self._rank
        each = lambda value: (value,) * rank if isinstance(value, (int, float)) else tuple(value)
        if rank == 3 and not all(size > 0 for size in each(kernel_size)):
            raise ValueError(f'kernel_size must be greater than 0, but got {kernel_size}')
        self.kernel_size = each(kernel_size)
        self.return_indices = return_indices
        self.register_buffer('_random_samples', _random_samples)
        self.output_size = each(output_size) if output_size is not None else None
        self.output_ratio = each(output_ratio) if output_ratio is not None else None
        if output_size is None and output_ratio is None:
            raise ValueError(f'{name} requires specifying either an output size, or a pooling ratio')
        if output_size is not None and output_ratio is not None:
            raise ValueError('only one of output_size and output_ratio may be specified')
        if self.output_ratio is not None and not all(0 < ratio < 1 for ratio in self.output_ratio):
            raise ValueError(f'output_ratio must be between 0 and 1 (got {output_ratio})')

    def forward(self, input):
        function = F.fractional_max_pool2d if self._rank == 2 else F.fractional_max_pool3d
        return function(
            input, self.kernel_size, self.output_size, self.output_ratio, self.return_indices,
            _random_samples=self._random_samples)

class FractionalMaxPool2d(_FractionalMaxPool):
    """Applies a 2D fractional max pooling over an input signal composed of several input planes."""
    _rank = 2

class FractionalMaxPool3d(_FractionalMaxPool):
    """Applies a 3D fractional max pooling over an input signal composed of several input planes."""
    _rank = 3

"""#

private let adaptivePoolingText = #"""
class _AdaptiveAvgPoolNd(Module):
    def __init__(self, output_size):
        super().__init__()
        self.output_size = output_size

    def extra_repr(self):
        return f'output_size={self.output_size}'

class AdaptiveAvgPool1d(_AdaptiveAvgPoolNd):
    """Applies a 1D adaptive average pooling over an input signal composed of several input planes."""
    def forward(self, input):
        return F.adaptive_avg_pool1d(input, self.output_size)

class AdaptiveAvgPool2d(_AdaptiveAvgPoolNd):
    """Applies a 2D adaptive average pooling over an input signal composed of several input planes."""
    def forward(self, input):
        return F.adaptive_avg_pool2d(input, self.output_size)

class AdaptiveAvgPool3d(_AdaptiveAvgPoolNd):
    """Applies a 3D adaptive average pooling over an input signal composed of several input planes."""
    def forward(self, input):
        return F.adaptive_avg_pool3d(input, self.output_size)

class _AdaptiveMaxPoolNd(Module):
    def __init__(self, output_size, return_indices=False):
        super().__init__()
        self.output_size = output_size
        self.return_indices = return_indices

    def extra_repr(self):
        return f'output_size={self.output_size}'

class AdaptiveMaxPool1d(_AdaptiveMaxPoolNd):
    """Applies a 1D adaptive max pooling over an input signal composed of several input planes."""
    def forward(self, input):
        return F.adaptive_max_pool1d(input, self.output_size, self.return_indices)

class AdaptiveMaxPool2d(_AdaptiveMaxPoolNd):
    """Applies a 2D adaptive max pooling over an input signal composed of several input planes."""
    def forward(self, input):
        return F.adaptive_max_pool2d(input, self.output_size, self.return_indices)

class AdaptiveMaxPool3d(_AdaptiveMaxPoolNd):
    """Applies a 3D adaptive max pooling over an input signal composed of several input planes."""
    def forward(self, input):
        return F.adaptive_max_pool3d(input, self.output_size, self.return_indices)

"""#

private let paddingText = #"""
class _PadNd(Module):
    """Padding at both ends of the last dimensions; `_mode` as for `functional.pad`."""
    def __init__(self, padding):
        super().__init__()
        self.padding = _spread(padding, 2 * self._dimensions)

    def forward(self, input):
        return F.pad(input, self.padding, self._mode)

    def extra_repr(self):
        return f'{self.padding}'

class _ConstantPadNd(_PadNd):
    _mode = 'constant'

    def __init__(self, padding, value):
        super().__init__(padding)
        self.value = value

    def forward(self, input):
        return F.pad(input, self.padding, 'constant', self.value)

    def extra_repr(self):
        return f'padding={self.padding}, value={self.value}'

class ConstantPad1d(_ConstantPadNd):
    """Pads the input tensor boundaries with a constant value."""
    _dimensions = 1

class ConstantPad2d(_ConstantPadNd):
    """Pads the input tensor boundaries with a constant value."""
    _dimensions = 2

class ConstantPad3d(_ConstantPadNd):
    """Pads the input tensor boundaries with a constant value."""
    _dimensions = 3

class _ZeroPadNd(_ConstantPadNd):
    def __init__(self, padding):
        super().__init__(padding, 0.0)

    def extra_repr(self):
        return f'{self.padding}'

class ZeroPad1d(_ZeroPadNd, ConstantPad1d):
    """Pads the input tensor boundaries with zero."""

class ZeroPad2d(_ZeroPadNd, ConstantPad2d):
    """Pads the input tensor boundaries with zero."""

class ZeroPad3d(_ZeroPadNd, ConstantPad3d):
    """Pads the input tensor boundaries with zero."""

class ReflectionPad1d(_PadNd):
    """Pads the input tensor using the reflection of the input boundary."""
    _dimensions = 1
    _mode = 'reflect'

class ReflectionPad2d(_PadNd):
    """Pads the input tensor using the reflection of the input boundary."""
    _dimensions = 2
    _mode = 'reflect'

class ReflectionPad3d(_PadNd):
    """Pads the input tensor using the reflection of the input boundary."""
    _dimensions = 3
    _mode = 'reflect'

class ReplicationPad1d(_PadNd):
    """Pads the input tensor using replication of the input boundary."""
    _dimensions = 1
    _mode = 'replicate'

class ReplicationPad2d(_PadNd):
    """Pads the input tensor using replication of the input boundary."""
    _dimensions = 2
    _mode = 'replicate'

class ReplicationPad3d(_PadNd):
    """Pads the input tensor using replication of the input boundary."""
    _dimensions = 3
    _mode = 'replicate'

class CircularPad1d(_PadNd):
    """Pads the input tensor using circular padding of the input boundary."""
    _dimensions = 1
    _mode = 'circular'

class CircularPad2d(_PadNd):
    """Pads the input tensor using circular padding of the input boundary."""
    _dimensions = 2
    _mode = 'circular'

class CircularPad3d(_PadNd):
    """Pads the input tensor using circular padding of the input boundary."""
    _dimensions = 3
    _mode = 'circular'

"""#

private let upsamplingText = #"""
class Upsample(Module):
    """Upsamples a given multi-channel 1D (temporal), 2D (spatial) or 3D (volumetric) data."""
    def __init__(self, size=None, scale_factor=None, mode='nearest', align_corners=None, recompute_scale_factor=None):
        super().__init__()
        self.size = size
        if isinstance(scale_factor, tuple):
            self.scale_factor = tuple(float(factor) for factor in scale_factor)
        else:
            self.scale_factor = float(scale_factor) if scale_factor else None
        self.mode = mode
        self.align_corners = align_corners
        self.recompute_scale_factor = recompute_scale_factor

    def forward(self, input):
        return F.interpolate(
            input, self.size, self.scale_factor, self.mode, self.align_corners, self.recompute_scale_factor)

    def extra_repr(self):
        if self.scale_factor is not None:
            return f'scale_factor={self.scale_factor!r}, mode={self.mode!r}'
        return f'size={self.size!r}, mode={self.mode!r}'

class UpsamplingNearest2d(Upsample):
    """Applies a 2D nearest neighbor upsampling to an input signal composed of several input channels."""
    def __init__(self, size=None, scale_factor=None):
        super().__init__(size, scale_factor, mode='nearest')

class UpsamplingBilinear2d(Upsample):
    """Applies a 2D bilinear upsampling to an input signal composed of several input channels."""
    def __init__(self, size=None, scale_factor=None):
        super().__init__(size, scale_factor, mode='bilinear', align_corners=True)

"""#

private let pixelShuffleText = #"""
class PixelShuffle(Module):
    """Rearrange elements in a tensor according to an upscaling factor."""
    def __init__(self, upscale_factor):
        super().__init__()
        self.upscale_factor = upscale_factor

    def forward(self, input):
        return F.pixel_shuffle(input, self.upscale_factor)

    def extra_repr(self):
        return f'upscale_factor={self.upscale_factor}'

class PixelUnshuffle(Module):
    """Reverse the PixelShuffle operation."""
    def __init__(self, downscale_factor):
        super().__init__()
        self.downscale_factor = downscale_factor

    def forward(self, input):
        return F.pixel_unshuffle(input, self.downscale_factor)

    def extra_repr(self):
        return f'downscale_factor={self.downscale_factor}'

class ChannelShuffle(Module):
    """Divides and rearranges the channels in a tensor."""
    def __init__(self, groups):
        super().__init__()
        self.groups = groups

    def forward(self, input):
        return F.channel_shuffle(input, self.groups)

    def extra_repr(self):
        return f'groups={self.groups}'

"""#

private let foldText = #"""
class Fold(Module):
    """Combines an array of sliding local blocks into a large containing tensor."""
    def __init__(self, output_size, kernel_size, dilation=1, padding=0, stride=1):
        super().__init__()
        self.output_size = output_size
        self.kernel_size = kernel_size
        self.dilation = dilation
        self.padding = padding
        self.stride = stride

    def forward(self, input):
        return F.fold(input, self.output_size, self.kernel_size, self.dilation, self.padding, self.stride)

    def extra_repr(self):
        return (
            f'output_size={self.output_size}, kernel_size={self.kernel_size}, dilation={self.dilation}, '
            f'padding={self.padding}, stride={self.stride}')

class Unfold(Module):
    """Extracts sliding local blocks from a batched input tensor."""
    def __init__(self, kernel_size, dilation=1, padding=0, stride=1):
        super().__init__()
        self.kernel_size = kernel_size
        self.dilation = dilation
        self.padding = padding
        self.stride = stride

    def forward(self, input):
        return F.unfold(input, self.kernel_size, self.dilation, self.padding, self.stride)

    def extra_repr(self):
        return (
            f'kernel_size={self.kernel_size}, dilation={self.dilation}, padding={self.padding}, '
            f'stride={self.stride}')

"""#
