/// `torch.nn.modules.adaptive`: a softmax over many classes, of which the rare ones are in clusters.
let adaptiveSource = LibraryText("torch.nn.modules.adaptive", #"""
_ASMoutput = __import__('collections').namedtuple('_ASMoutput', ['output', 'loss'])

class AdaptiveLogSoftmaxWithLoss(Module):
    """Efficient softmax approximation."""
    def __init__(self, in_features, n_classes, cutoffs, div_value=4.0, head_bias=False, device=None, dtype=None):
        torch._require_cpu(device)
        super().__init__()
        cutoffs = list(cutoffs)
        if not cutoffs:
            raise ValueError('cutoffs should be a sequence of length larger than 0')
        if (cutoffs != sorted(set(cutoffs)) or cutoffs[0] <= 0 or cutoffs[-1] > n_classes - 1
                or any(int(cutoff) != cutoff for cutoff in cutoffs)):
            raise ValueError(
                'cutoffs should be a sequence of unique, positive integers sorted in an increasing order, where each '
                'value is between 1 and n_classes-1')
        self.in_features = in_features
        self.n_classes = n_classes
        self.cutoffs = cutoffs + [n_classes]
        self.div_value = div_value
        self.head_bias = head_bias
        self.shortlist_size = self.cutoffs[0]
        self.n_clusters = len(self.cutoffs) - 1
        self.head_size = self.shortlist_size + self.n_clusters
        self.head = Linear(in_features, self.head_size, bias=head_bias, dtype=dtype)
        self.tail = ModuleList()
        for cluster in range(self.n_clusters):
            width = int(in_features // div_value ** (cluster + 1))
            size = self.cutoffs[cluster + 1] - self.cutoffs[cluster]
            self.tail.append(Sequential(
                Linear(in_features, width, bias=False, dtype=dtype), Linear(width, size, bias=False, dtype=dtype)))

    def reset_parameters(self):
        self.head.reset_parameters()
        for narrow, wide in self.tail:
            narrow.reset_parameters()
            wide.reset_parameters()

    def _check(self, input, target):
        if target.dim() > 1:
            raise RuntimeError('0D or 1D target tensor expected, multi-target not supported')
        if target.dim() == 1 and input.size(0) != target.size(0):
            raise RuntimeError('Input and target should have the same size in the batch dimension.')
        wanted = target.dim() + 1
        if input.dim() != wanted:
            raise RuntimeError(
                f'{target.dim()}D target tensor expects {wanted}D input tensors, but found inputs with size '
                f'{input.size()}')

    def forward(self, input_, target_):
        self._check(input_, target_)
        is_batched = target_.dim() > 0
        input = input_ if is_batched else input_.unsqueeze(0)
        target = target_ if is_batched else target_.unsqueeze(0)
        if target.numel() and not 0 <= target.min().item() <= target.max().item() < self.n_classes:
            raise RuntimeError(
                f'Target values should be in [0, {self.n_classes - 1}], but values in range '
                f'[{target.min().item()}, {target.max().item()}] were found. ')
        output = input.new_zeros(target.size(0))
        columns = target.clone()
        for cluster in range(self.n_clusters):
            low, high = self.cutoffs[cluster], self.cutoffs[cluster + 1]
            rows = ((target >= low) & (target < high)).nonzero().squeeze(1)
            if rows.numel() == 0:
                continue
            columns.index_fill_(0, rows, self.shortlist_size + cluster)
            log_probs = F.log_softmax(self.tail[cluster](input.index_select(0, rows)), dim=1)
            output.index_copy_(0, rows, log_probs.gather(1, (target[rows] - low).unsqueeze(1)).squeeze(1))
        head = F.log_softmax(self.head(input), dim=1)
        output += head.gather(1, columns.unsqueeze(1)).squeeze()
        loss = (-output).mean()
        return _ASMoutput(output if is_batched else output.squeeze(0), loss)

    def _all_log_probs(self, input, head_output):
        out = input.new_empty((head_output.size(0), self.n_classes))
        head = F.log_softmax(head_output, dim=1)
        out[:, :self.shortlist_size] = head[:, :self.shortlist_size]
        for cluster in range(self.n_clusters):
            log_probs = F.log_softmax(self.tail[cluster](input), dim=1)
            place = slice(self.cutoffs[cluster], self.cutoffs[cluster + 1])
            out[:, place] = log_probs + head[:, self.shortlist_size + cluster].unsqueeze(1)
        return out

    def log_prob(self, input):
        """Compute log probabilities for all :math:`\\texttt{n\\_classes}`."""
        return self._all_log_probs(input, self.head(input))

    def predict(self, input):
        """Return the class with the highest probability for each example in the input minibatch."""
        head = self.head(input)
        classes = torch.argmax(head, dim=1)
        rare = classes >= self.shortlist_size
        if rare.any():
            classes[rare] = torch.argmax(self._all_log_probs(input[rare], head[rare]), dim=1)
        return classes

"""#)

/// `torch.nn.parameter`: tensors that become buffers of the module they are assigned to.
let bufferSource = LibraryText("torch.nn.parameter", #"""
class _BufferMeta(type):
    def __instancecheck__(cls, instance):
        if cls is not Buffer:
            return type.__instancecheck__(cls, instance)
        return isinstance(instance, torch.Tensor) and getattr(instance, '_is_buffer', False)

class Buffer(metaclass=_BufferMeta):
    """A kind of Tensor that should not be considered a model parameter."""
    def __new__(cls, data=None, *, persistent=True):
        data = torch.empty(0) if data is None else data
        buffer = data.detach().requires_grad_(data.requires_grad)
        buffer.persistent = persistent
        buffer._is_buffer = True
        return buffer

"""#)
