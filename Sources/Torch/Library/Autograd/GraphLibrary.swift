/// `torch.autograd.graph`, but for its class of nodes.
let graphSource = LibraryText("torch.autograd.graph", #"""
_collections = __import__('collections')

_EdgeParts = _collections.namedtuple('GradientEdge', ['node', 'output_nr', 'ownership_token'], defaults=[None])

class GradientEdge(_EdgeParts):
    """A node of the graph and the number of one of its results."""

def get_gradient_edge(tensor):
    """Get the gradient edge for computing the gradient of the given Tensor."""
    if not tensor.requires_grad:
        raise RuntimeError(
            'It is not possible to get the gradient edge for a Tensor that does not require gradients')
    return GradientEdge(_gradient_node(tensor), tensor.output_nr)

class saved_tensors_hooks:
    """Context-manager that sets a pair of pack / unpack hooks for saved tensors."""
    def __init__(self, pack_hook, unpack_hook):
        self.pack_hook = pack_hook
        self.unpack_hook = unpack_hook

    def __enter__(self):
        _push_saved_hooks(self.pack_hook, self.unpack_hook)

    def __exit__(self, *args):
        _pop_saved_hooks()

class save_on_cpu(saved_tensors_hooks):
    """Within it, tensors saved for the backward pass are kept on the CPU: here they are there already."""
    def __init__(self, pin_memory=False, device_type='cuda'):
        super().__init__(lambda tensor: tensor, lambda tensor: tensor)

class disable_saved_tensors_hooks:
    """Context-manager that disables the saved tensors default hooks feature."""
    def __init__(self, error_message):
        self.error_message = error_message

    def __enter__(self):
        self._former = _refuse_saved_hooks(self.error_message)

    def __exit__(self, *args):
        _refuse_saved_hooks(self._former)

class _MultiHandle:
    """Removes the hooks of several tensors."""
    def __init__(self, handles):
        self.handles = handles

    def remove(self):
        for handle in self.handles:
            handle.remove()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.remove()

class _GatheredGradients:
    """Calls a function once in each backward pass, when the gradients of all tensors it reaches are there."""
    def __init__(self, tensors, fn):
        self.nodes = [_gradient_node(tensor) for tensor in tensors]
        self.fn = fn
        self.passes = {}

    def receive(self, place, grad):
        number = _pass_number()
        if number not in self.passes:
            awaited = sum(_is_reached(node) for node in self.nodes)
            self.passes[number] = [awaited, [None] * len(self.nodes)]
        state = self.passes[number]
        state[0] -= 1
        state[1][place] = grad
        if state[0] == 0:
            del self.passes[number]
            self.fn(state[1])

class _FirstGradient:
    """Calls a function once in each backward pass, with the first gradient."""
    def __init__(self, fn):
        self.fn = fn
        self.last = None

    def receive(self, place, grad):
        number = _pass_number()
        if number != self.last:
            self.last = number
            self.fn(grad)

def register_multi_grad_hook(tensors, fn, *, mode='all'):
    """Register a multi-grad backward hook."""
    if mode not in ('all', 'any'):
        raise ValueError(f"Expects mode to be one of ('all', 'any') but got {mode}")
    receiver = _GatheredGradients(tensors, fn) if mode == 'all' else _FirstGradient(fn)
    def hook(place):
        return lambda grad: receiver.receive(place, grad)
    return _MultiHandle(tuple(tensor.register_hook(hook(place)) for place, tensor in enumerate(tensors)))

"""#)
