/// `torch.nn.modules.rnn`: recurrent layers and cells, composed of linear layers and activations.
let recurrentSource = LibraryText(
  "torch.nn.modules.rnn", recurrentBaseText + recurrentLayerText + recurrenceText + recurrentCellText)

private let recurrentBaseText = #"""
class RNNBase(Module):
    """Parameters and checks of recurrent layers."""
    def __init__(self, mode, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False, proj_size=0, device=None, dtype=None):
        torch._require_cpu(device)
        super().__init__()
        _check_recurrent_sizes(input_size, hidden_size, num_layers, bias, batch_first, dropout, proj_size)
        if mode not in _gates:
            raise ValueError('Unrecognized RNN mode: ' + mode)
        self.mode = mode
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.num_layers = num_layers
        self.bias = bias
        self.batch_first = batch_first
        self.dropout = float(dropout)
        self.bidirectional = bidirectional
        self.proj_size = proj_size
        self._all_weights = []
        for layer in range(num_layers):
            for suffix in ['', '_reverse'] if bidirectional else ['']:
                self._add_weights(layer, suffix, dtype)
        self.reset_parameters()

    def _add_weights(self, layer, suffix, dtype):
        rows = _gates[self.mode] * self.hidden_size
        state_size = self.proj_size or self.hidden_size
        columns = self.input_size if layer == 0 else state_size * (2 if self.bidirectional else 1)
        shapes = {'weight_ih': (rows, columns), 'weight_hh': (rows, state_size)}
        if self.bias:
            shapes['bias_ih'] = shapes['bias_hh'] = (rows,)
        if self.proj_size > 0:
            shapes['weight_hr'] = (self.proj_size, self.hidden_size)
        names = []
        for kind, shape in shapes.items():
            names.append(f'{kind}_l{layer}{suffix}')
            self.register_parameter(names[-1], Parameter(torch.empty(shape, dtype=dtype)))
        self._all_weights.append(names)

    @property
    def all_weights(self):
        return [[getattr(self, name) for name in names] for names in self._all_weights]

    def flatten_parameters(self):
        """Reset parameter data pointer so that they can use faster code paths."""

    def reset_parameters(self):
        bound = 1.0 / self.hidden_size ** 0.5 if self.hidden_size > 0 else 0
        for weight in self.parameters():
            init.uniform_(weight, -bound, bound)

    def _check_input(self, input, dimensions):
        weight = getattr(self, self._all_weights[0][0])
        if input.dtype != weight.dtype:
            raise ValueError(
                f'RNN input dtype ({input.dtype}) does not match weight dtype ({weight.dtype}). Convert input: '
                f'input.to({weight.dtype}), or convert model: model.to({input.dtype})')
        if input.dim() != dimensions:
            raise RuntimeError(f'input must have {dimensions} dimensions, got {input.dim()}')
        if input.size(-1) != self.input_size:
            raise RuntimeError(
                f'input.size(-1) must be equal to input_size. Expected {self.input_size}, got {input.size(-1)}')

    def _state_shapes(self, batch):
        count = self.num_layers * (2 if self.bidirectional else 1)
        shapes = [(count, batch, self.proj_size or self.hidden_size)]
        return shapes + [(count, batch, self.hidden_size)] if self.mode == 'LSTM' else shapes

    def _check_states(self, states, batch):
        for number, (state, shape) in enumerate(zip(states, self._state_shapes(batch))):
            if tuple(state.size()) != shape:
                name = f'hidden[{number}]' if self.mode == 'LSTM' else 'hidden'
                raise RuntimeError(f'Expected {name} size {shape}, got {list(state.size())}')

    def _check_state_dimensions(self, states, is_batched):
        wanted, what = (3, 'batched 3-D') if is_batched else (2, 'unbatched 2-D')
        if all(state.dim() == wanted for state in states):
            return
        if self.mode == 'LSTM':
            raise RuntimeError(
                f'For {what} input, hx and cx should also be {wanted}-D but got ({states[0].dim()}-D, '
                f'{states[1].dim()}-D) tensors')
        raise RuntimeError(f'For {what} input, hx should also be {wanted}-D but got {states[0].dim()}-D tensor')

    def forward(self, input, hx=None):
        states = None
        if hx is not None:
            states = [hx[0], hx[1]] if self.mode == 'LSTM' else [hx]
        if isinstance(input, _packed.PackedSequence):
            output, states = self._run_packed(input, states)
        else:
            output, states = self._run_padded(input, states)
        return output, tuple(states) if self.mode == 'LSTM' else states[0]

    def _run_padded(self, input, states):
        if input.dim() not in (2, 3):
            kind = 'tensor ' if self.mode.startswith('RNN') else ''
            raise ValueError(
                f'{self.mode[:3] if kind else self.mode}: Expected input to be 2D or 3D, got {input.dim()}D {kind}instead')
        is_batched = input.dim() == 3
        batch_place = 0 if self.batch_first else 1
        if states is not None:
            self._check_state_dimensions(states, is_batched)
        if not is_batched:
            input = input.unsqueeze(batch_place)
            states = states and [state.unsqueeze(1) for state in states]
        batch = input.size(batch_place)
        if states is None:
            states = [torch.zeros(shape, dtype=input.dtype) for shape in self._state_shapes(batch)]
        self._check_input(input, 3)
        self._check_states(states, batch)
        steps = input.transpose(0, 1) if self.batch_first else input
        output, states = _recur(self, steps, states, None)
        if self.batch_first:
            output = output.transpose(0, 1)
            if not _has_layer_kernel(self, input):
                output = torch._named(output, 'TransposeBackward1')
        if not is_batched:
            output = output.squeeze(batch_place)
            states = [state.squeeze(1) for state in states]
        return output, states

    def _run_packed(self, packed, states):
        input, batch_sizes, sorted_indices, unsorted_indices = packed
        batch = int(batch_sizes[0])
        if states is None:
            states = [torch.zeros(shape, dtype=input.dtype) for shape in self._state_shapes(batch)]
        elif sorted_indices is not None:
            states = [state.index_select(1, sorted_indices) for state in states]
        self._check_input(input, 2)
        self._check_states(states, batch)
        output, states = _recur(self, input, states, batch_sizes.tolist())
        if unsorted_indices is not None:
            states = [state.index_select(1, unsorted_indices) for state in states]
        return _packed.PackedSequence(output, batch_sizes, sorted_indices, unsorted_indices), states

    def extra_repr(self):
        text = f'{self.input_size}, {self.hidden_size}'
        if self.proj_size != 0:
            text += f', proj_size={self.proj_size}'
        if self.num_layers != 1:
            text += f', num_layers={self.num_layers}'
        if self.bias is not True:
            text += f', bias={self.bias}'
        if self.batch_first is not False:
            text += f', batch_first={self.batch_first}'
        if self.dropout != 0:
            text += f', dropout={self.dropout}'
        if self.bidirectional is not False:
            text += f', bidirectional={self.bidirectional}'
        return text

_packed = torch.nn.utils.rnn

_gates = {'RNN_TANH': 1, 'RNN_RELU': 1, 'GRU': 3, 'LSTM': 4}

def _check_recurrent_sizes(input_size, hidden_size, num_layers, bias, batch_first, dropout, proj_size):
    if not isinstance(dropout, (int, float)) or isinstance(dropout, bool) or not 0 <= dropout <= 1:
        raise ValueError(
            'dropout should be a number in range [0, 1] representing the probability of an element being zeroed')
    if dropout > 0 and num_layers == 1:
        torch._warn(
            'dropout option adds dropout after all but last recurrent layer, so non-zero dropout expects '
            f'num_layers greater than 1, but got dropout={dropout} and num_layers={num_layers}')
    for name, value, kind in (
            ('bias', bias, bool), ('batch_first', batch_first, bool), ('input_size', input_size, int),
            ('hidden_size', hidden_size, int)):
        if not isinstance(value, kind):
            raise TypeError(f'{name} should be of type {kind.__name__}, got: {type(value).__name__}')
    for name, value in (('input_size', input_size), ('hidden_size', hidden_size), ('num_layers', num_layers)):
        if value <= 0:
            raise ValueError(f'{name} must be greater than zero')
    if proj_size < 0:
        raise ValueError('proj_size should be a positive integer or zero to disable projections')
    if proj_size >= hidden_size:
        raise ValueError('proj_size has to be smaller than hidden_size')

"""#

private let recurrentLayerText = #"""
class RNN(RNNBase):
    """Apply a multi-layer Elman RNN with :math:`\\tanh` or :math:`\\text{ReLU}` non-linearity to an input sequence."""
    def __init__(self, *args, **kwargs):
        if 'proj_size' in kwargs:
            raise ValueError('proj_size argument is only supported for LSTM, not RNN or GRU')
        if len(args) > 3:
            nonlinearity = args[3]
            args = args[:3] + args[4:]
        else:
            nonlinearity = kwargs.pop('nonlinearity', 'tanh')
        if nonlinearity not in ('tanh', 'relu'):
            raise ValueError(f"Unknown nonlinearity '{nonlinearity}'. Select from 'tanh' or 'relu'.")
        super().__init__('RNN_' + nonlinearity.upper(), *args, **kwargs)
        self.nonlinearity = nonlinearity

class LSTM(RNNBase):
    """Apply a multi-layer long short-term memory (LSTM) RNN to an input sequence."""
    def __init__(self, *args, **kwargs):
        super().__init__('LSTM', *args, **kwargs)

class GRU(RNNBase):
    """Apply a multi-layer gated recurrent unit (GRU) RNN to an input sequence."""
    def __init__(self, *args, **kwargs):
        if 'proj_size' in kwargs:
            raise ValueError('proj_size argument is only supported for LSTM, not RNN or GRU')
        super().__init__('GRU', *args, **kwargs)

"""#

private let recurrenceText = #"""
def _recur(module, input, states, batch_sizes):
    """The outputs of the last layer for all steps, and the states after the last step.

    `batch_sizes` has the number of rows of each step of a packed input, or is None.
    """
    directions = 2 if module.bidirectional else 1
    finals = []
    for layer in range(module.num_layers):
        outputs = []
        for direction in range(directions):
            place = layer * directions + direction
            first = [state[place] for state in states]
            output, final = _run_layer(
                module, module.all_weights[place], input, first, batch_sizes, reverse=direction == 1)
            outputs.append(output)
            finals.append(final)
        input = outputs[0] if directions == 1 else torch.cat(outputs, -1)
        if module.dropout and module.training and layer < module.num_layers - 1:
            input = F.dropout(input, module.dropout, True)
    return input, [torch.stack(parts, 0) for parts in zip(*finals)]

def _has_layer_kernel(module, input):
    """Whether PyTorch computes a layer as one operation."""
    return module.mode == 'LSTM' and module.proj_size == 0 and input.dtype == torch.float32

def _run_layer(module, weights, input, state, batch_sizes, reverse):
    if module.mode in ('LSTM', 'GRU') and module.proj_size == 0 and batch_sizes is None:
        result = torch._recurrent_layer(weights, input, state, reverse)
        if result is not None:
            return result
    weight_hh = weights[1]
    bias_ih, bias_hh = (weights[2], weights[3]) if module.bias else (None, None)
    projection = weights[-1] if module.proj_size else None
    inputs = F.linear(input, weights[0], bias_ih)
    steps = list(inputs.unbind(0)) if batch_sizes is None else list(inputs.split(batch_sizes))
    step = _steps[module.mode]
    outputs = []
    finished = []
    initial = state
    if batch_sizes is not None and reverse:
        state = [part[:batch_sizes[-1]] for part in state]
    for current in reversed(steps) if reverse else steps:
        rows = current.size(0)
        if batch_sizes is not None:
            state = _resized(state, initial, rows, finished)
        state = step(current, state, weight_hh, bias_hh, projection)
        outputs.append(state[0])
    if reverse:
        outputs.reverse()
    if finished:
        finished.append(state)
        state = [torch.cat(parts, 0) for parts in zip(*reversed(finished))]
    output = torch.stack(outputs, 0) if batch_sizes is None else torch.cat(outputs, 0)
    if _has_layer_kernel(module, input):
        output = torch._named(output, 'MkldnnRnnLayerBackward0')
    return output, state

def _resized(state, initial, rows, finished):
    """The states of the sequences that are running: some end, or, going backwards, some begin."""
    present = state[0].size(0)
    if rows < present:
        finished.append([part[rows:] for part in state])
        return [part[:rows] for part in state]
    if rows > present:
        return [torch.cat([part, first[present:rows]], 0) for part, first in zip(state, initial)]
    return state

def _tanh_step(gates, state, weight, bias, projection):
    return [torch.tanh(gates + F.linear(state[0], weight, bias))]

def _relu_step(gates, state, weight, bias, projection):
    return [torch.relu(gates + F.linear(state[0], weight, bias))]

def _gru_step(gates, state, weight, bias, projection):
    hidden, = state
    reset, update, new = gates.chunk(3, 1)
    hidden_reset, hidden_update, hidden_new = F.linear(hidden, weight, bias).chunk(3, 1)
    reset = torch.sigmoid(hidden_reset + reset)
    update = torch.sigmoid(hidden_update + update)
    new = torch.tanh(hidden_new * reset + new)
    return [(hidden - new) * update + new]

def _lstm_step(gates, state, weight, bias, projection):
    hidden, cell = state
    entered, kept, new, shown = (gates + F.linear(hidden, weight, bias)).chunk(4, 1)
    cell = torch.sigmoid(kept) * cell + torch.sigmoid(entered) * torch.tanh(new)
    hidden = torch.sigmoid(shown) * torch.tanh(cell)
    return [hidden if projection is None else F.linear(hidden, projection), cell]

_steps = {'RNN_TANH': _tanh_step, 'RNN_RELU': _relu_step, 'GRU': _gru_step, 'LSTM': _lstm_step}

"""#

private let recurrentCellText = #"""
class RNNCellBase(Module):
    def __init__(self, input_size, hidden_size, bias, num_chunks, device=None, dtype=None):
        torch._require_cpu(device)
        super().__init__()
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.bias = bias
        rows = num_chunks * hidden_size
        self.weight_ih = Parameter(torch.empty((rows, input_size), dtype=dtype))
        self.weight_hh = Parameter(torch.empty((rows, hidden_size), dtype=dtype))
        self.register_parameter('bias_ih', Parameter(torch.empty(rows, dtype=dtype)) if bias else None)
        self.register_parameter('bias_hh', Parameter(torch.empty(rows, dtype=dtype)) if bias else None)
        self.reset_parameters()

    def reset_parameters(self):
        bound = 1.0 / self.hidden_size ** 0.5 if self.hidden_size > 0 else 0
        for weight in self.parameters():
            init.uniform_(weight, -bound, bound)

    def _advance(self, step, input, states):
        """The states after a step; `states` may be None."""
        name = type(self).__name__
        if input.dim() not in (1, 2):
            raise ValueError(f'{name}: Expected input to be 1D or 2D, got {input.dim()}D instead')
        for number, state in enumerate(states or []):
            if state.dim() not in (1, 2):
                what = f'hx[{number}]' if len(states) > 1 else 'hidden'
                raise ValueError(f'{name}: Expected {what} to be 1D or 2D, got {state.dim()}D instead')
        is_batched = input.dim() == 2
        if not is_batched:
            input = input.unsqueeze(0)
            states = states and [state.unsqueeze(0) for state in states]
        if states is None:
            zeros = torch.zeros(input.size(0), self.hidden_size, dtype=input.dtype)
            states = [zeros, zeros]
        if input.size(1) != self.input_size:
            raise RuntimeError(
                f'input has inconsistent input_size: got {input.size(1)} expected {self.input_size}')
        if states[0].size(0) != input.size(0):
            raise RuntimeError(
                f"Input batch size {input.size(0)} doesn't match hidden0 batch size {states[0].size(0)}")
        if states[0].size(1) != self.hidden_size:
            raise RuntimeError(
                f'hidden0 has inconsistent hidden_size: got {states[0].size(1)}, expected {self.hidden_size}')
        gates = F.linear(input, self.weight_ih, self.bias_ih)
        result = step(gates, states[:2] if name == 'LSTMCell' else states[:1], self.weight_hh, self.bias_hh, None)
        return result if is_batched else [state.squeeze(0) for state in result]

    def extra_repr(self):
        text = f'{self.input_size}, {self.hidden_size}'
        if self.bias is not True:
            text += f', bias={self.bias}'
        nonlinearity = getattr(self, 'nonlinearity', 'tanh')
        return text if nonlinearity == 'tanh' else text + f', nonlinearity={nonlinearity}'

class RNNCell(RNNCellBase):
    """An Elman RNN cell with tanh or ReLU non-linearity."""
    def __init__(self, input_size, hidden_size, bias=True, nonlinearity='tanh', device=None, dtype=None):
        torch._require_cpu(device)
        super().__init__(input_size, hidden_size, bias, num_chunks=1, dtype=dtype)
        self.nonlinearity = nonlinearity

    def forward(self, input, hx=None):
        if self.nonlinearity not in ('tanh', 'relu'):
            raise RuntimeError(f'Unknown nonlinearity: {self.nonlinearity}')
        step = _tanh_step if self.nonlinearity == 'tanh' else _relu_step
        return self._advance(step, input, hx if hx is None else [hx])[0]

class LSTMCell(RNNCellBase):
    """A long short-term memory (LSTM) cell."""
    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        torch._require_cpu(device)
        super().__init__(input_size, hidden_size, bias, num_chunks=4, dtype=dtype)

    def forward(self, input, hx=None):
        return tuple(self._advance(_lstm_step, input, hx if hx is None else list(hx)))

class GRUCell(RNNCellBase):
    """A gated recurrent unit (GRU) cell."""
    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        torch._require_cpu(device)
        super().__init__(input_size, hidden_size, bias, num_chunks=3, dtype=dtype)

    def forward(self, input, hx=None):
        return self._advance(_gru_step, input, hx if hx is None else [hx])[0]

"""#
