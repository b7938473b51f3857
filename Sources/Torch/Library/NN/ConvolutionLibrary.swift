/// `torch.nn.modules.conv`.
let convolutionSource = LibraryText("torch.nn.modules.conv", #"""
def _spread(value, count):
    """A number for each of `count` dimensions."""
    return tuple(value) if hasattr(value, '__iter__') else (value,) * count

class _ConvNd(Module):
    """What convolutions of all dimensions share; `_dimensions` is their number."""
    transposed = False

    def __init__(self, in_channels, out_channels, kernel_size, stride, padding, dilation, output_padding, groups, bias, padding_mode, dtype):
        super().__init__()
        if groups <= 0:
            raise ValueError('groups must be a positive integer')
        if in_channels % groups != 0:
            raise ValueError('in_channels must be divisible by groups')
        if out_channels % groups != 0:
            raise ValueError('out_channels must be divisible by groups')
        count = self._dimensions
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.kernel_size = _spread(kernel_size, count)
        self.stride = _spread(stride, count)
        self.padding = self._checked_padding(padding)
        self.dilation = _spread(dilation, count)
        self.output_padding = _spread(output_padding, count)
        self.groups = groups
        if padding_mode not in ('zeros', 'reflect', 'replicate', 'circular'):
            raise ValueError(
                "padding_mode must be one of {'zeros', 'reflect', 'replicate', 'circular'}, but got "
                f"padding_mode='{padding_mode}'")
        self.padding_mode = padding_mode
        ends = (in_channels, out_channels // groups) if self.transposed else (out_channels, in_channels // groups)
        self.weight = Parameter(torch.empty((*ends, *self.kernel_size), dtype=dtype))
        if bias:
            self.bias = Parameter(torch.empty(out_channels, dtype=dtype))
        else:
            self.register_parameter('bias', None)
        self.reset_parameters()

    def _checked_padding(self, padding):
        if not isinstance(padding, str):
            return _spread(padding, self._dimensions)
        if padding not in ('same', 'valid'):
            raise ValueError(f"Invalid padding string {padding!r}, should be one of {{'same', 'valid'}}")
        if padding == 'same' and any(step != 1 for step in self.stride):
            raise ValueError("padding='same' is not supported for strided convolutions")
        return padding

    def reset_parameters(self):
        init.kaiming_uniform_(self.weight, a=5 ** 0.5)
        if self.bias is not None:
            fan_in, _ = init._calculate_fan_in_and_fan_out(self.weight)
            bound = 1 / fan_in ** 0.5 if fan_in > 0 else 0
            init.uniform_(self.bias, -bound, bound)

    def _edges(self):
        """The padding at both ends of each dimension, the last dimension first."""
        edges = []
        for size, step, width in zip(self.kernel_size, self.dilation, _spread(self.padding, self._dimensions)):
            if self.padding == 'valid':
                edges = [0, 0] + edges
            elif self.padding == 'same':
                total = step * (size - 1)
                edges = [total // 2, total - total // 2] + edges
            else:
                edges = [width, width] + edges
        return edges

    def _convolve(self, function, input):
        if self.padding_mode == 'zeros':
            return function(input, self.weight, self.bias, self.stride, self.padding, self.dilation, self.groups)
        padded = F.pad(input, self._edges(), mode=self.padding_mode)
        return function(padded, self.weight, self.bias, self.stride, 0, self.dilation, self.groups)

    def extra_repr(self):
        zeros, ones = (0,) * self._dimensions, (1,) * self._dimensions
        text = f'{self.in_channels}, {self.out_channels}, kernel_size={self.kernel_size}, stride={self.stride}'
        if self.padding != zeros:
            text += f', padding={self.padding}'
        if self.dilation != ones:
            text += f', dilation={self.dilation}'
        if self.output_padding != zeros:
            text += f', output_padding={self.output_padding}'
        if self.groups != 1:
            text += f', groups={self.groups}'
        if self.bias is None:
            text += ', bias=False'
        if self.padding_mode != 'zeros':
            text += f', padding_mode={self.padding_mode}'
        return text

class Conv1d(_ConvNd):
    """Applies a 1D convolution over an input signal composed of several input planes."""
    _dimensions = 1

    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device=None, dtype=None):
        torch._require_cpu(device)
        super().__init__(in_channels, out_channels, kernel_size, stride, padding, dilation, 0, groups, bias, padding_mode, dtype)

    def forward(self, input):
        return self._convolve(F.conv1d, input)

class Conv2d(_ConvNd):
    """Applies a 2D convolution over an input signal composed of several input planes."""
    _dimensions = 2

    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device=None, dtype=None):
        torch._require_cpu(device)
        super().__init__(in_channels, out_channels, kernel_size, stride, padding, dilation, 0, groups, bias, padding_mode, dtype)

    def forward(self, input):
        return self._convolve(F.conv2d, input)

class Conv3d(_ConvNd):
    """Applies a 3D convolution over an input signal composed of several input planes."""
    _dimensions = 3

    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device=None, dtype=None):
        torch._require_cpu(device)
        super().__init__(in_channels, out_channels, kernel_size, stride, padding, dilation, 0, groups, bias, padding_mode, dtype)

    def forward(self, input):
        return self._convolve(F.conv3d, input)

class _ConvTransposeNd(_ConvNd):
    transposed = True

    def __init__(self, in_channels, out_channels, kernel_size, stride, padding, output_padding, groups, bias, dilation, padding_mode, dtype):
        if padding_mode != 'zeros':
            raise ValueError(f'Only "zeros" padding mode is supported for {type(self).__name__}')
        super().__init__(in_channels, out_channels, kernel_size, stride, padding, dilation, output_padding, groups, bias, padding_mode, dtype)

    def _output_padding(self, input, output_size):
        if output_size is None:
            return self.output_padding
        count = self._dimensions
        others = 2 if input.dim() == count + 2 else 1
        output_size = list(output_size)
        if len(output_size) == others + count:
            output_size = output_size[others:]
        if len(output_size) != count:
            raise ValueError(
                f'ConvTranspose{count}D: for {input.dim()}D input, output_size must have {count} or '
                f'{others + count} elements (got {len(output_size)})')
        least = [
            (input.size(d + others) - 1) * self.stride[d] - 2 * self.padding[d]
            + self.dilation[d] * (self.kernel_size[d] - 1) + 1
            for d in range(count)]
        most = [size + step - 1 for size, step in zip(least, self.stride)]
        if any(not low <= size <= high for size, low, high in zip(output_size, least, most)):
            raise ValueError(
                f'requested an output size of {output_size}, but valid sizes range from {least} to {most} '
                f'(for an input of {input.size()[2:]})')
        return tuple(size - low for size, low in zip(output_size, least))

    def _spread_out(self, function, input, output_size):
        return function(
            input, self.weight, self.bias, self.stride, self.padding, self._output_padding(input, output_size),
            self.groups, self.dilation)

class ConvTranspose1d(_ConvTransposeNd):
    """Applies a 1D transposed convolution operator over an input image composed of several input planes."""
    _dimensions = 1

    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, padding_mode='zeros', device=None, dtype=None):
        torch._require_cpu(device)
        super().__init__(in_channels, out_channels, kernel_size, stride, padding, output_padding, groups, bias, dilation, padding_mode, dtype)

    def forward(self, input, output_size=None):
        return self._spread_out(F.conv_transpose1d, input, output_size)

class ConvTranspose2d(_ConvTransposeNd):
    """Applies a 2D transposed convolution operator over an input image composed of several input planes."""
    _dimensions = 2

    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, padding_mode='zeros', device=None, dtype=None):
        torch._require_cpu(device)
        super().__init__(in_channels, out_channels, kernel_size, stride, padding, output_padding, groups, bias, dilation, padding_mode, dtype)

    def forward(self, input, output_size=None):
        return self._spread_out(F.conv_transpose2d, input, output_size)

class ConvTranspose3d(_ConvTransposeNd):
    """Applies a 3D transposed convolution operator over an input image composed of several input planes."""
    _dimensions = 3

    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, padding_mode='zeros', device=None, dtype=None):
        torch._require_cpu(device)
        super().__init__(in_channels, out_channels, kernel_size, stride, padding, output_padding, groups, bias, dilation, padding_mode, dtype)

    def forward(self, input, output_size=None):
        return self._spread_out(F.conv_transpose3d, input, output_size)

"""#)
