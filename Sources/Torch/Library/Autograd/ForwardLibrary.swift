/// `torch.autograd.forward_ad`: tangents that go forward with values.
///
/// A tangent is computed when it is asked for: the product of the Jacobian with a vector from the right is the derivative
/// of its product with one from the left, by that vector. So every operation with a derivative has a forward one.
let forwardSource = LibraryText("torch.autograd.forward_ad", #"""
UnpackedDualTensor = __import__('collections').namedtuple('UnpackedDualTensor', ['primal', 'tangent'])

class _Level:
    """The dual tensors of the level that is entered: each with its leaf and the tangent given."""
    def __init__(self):
        self.duals = []

    def tangent(self, tensor):
        for dual, _, tangent in self.duals:
            if dual is tensor:
                return tangent
        if not tensor.requires_grad:
            return None
        leaves = [leaf for _, leaf, _ in self.duals]
        # A product from the left with a vector that only stands for itself.
        vector = torch.zeros_like(tensor, requires_grad=True)
        products = torch.autograd.grad(
            tensor, leaves, vector, create_graph=True, retain_graph=True, allow_unused=True)
        used = [(product, tangent) for product, (_, _, tangent) in zip(products, self.duals) if product is not None]
        if not used:
            return None
        flowing = [(product, tangent) for product, tangent in used if product.requires_grad]
        if not flowing:
            return torch.zeros_like(tensor)
        result, = torch.autograd.grad(
            [product for product, _ in flowing], vector, [tangent for _, tangent in flowing], retain_graph=True,
            allow_unused=True)
        return torch.zeros_like(tensor) if result is None else result

_levels = []

def enter_dual_level():
    """Enter a new forward grad level."""
    if _levels:
        raise RuntimeError('Nested forward mode AD is not supported at the moment')
    _levels.append(_Level())
    return 0

def exit_dual_level(*, level=None):
    """Exit a forward grad level."""
    if not _levels or level not in (None, 0):
        raise RuntimeError(
            'Trying to exit a forward AD level that was not the last one that was created. This is not supported.')
    _levels.pop()

class dual_level:
    """Context-manager for forward AD, where all forward AD computation must occur within the context."""
    def __enter__(self):
        return enter_dual_level()

    def __exit__(self, exc_type, exc_value, exc_tb):
        exit_dual_level()

def make_dual(tensor, tangent, *, level=None):
    """Associate a tensor value with its tangent to create a "dual tensor" for forward AD gradient computation."""
    if not _levels:
        raise RuntimeError(
            'Trying to create a dual Tensor for forward AD but no level exists, make sure to enter_dual_level() first.')
    for value, name in ((tensor, 'primal'), (tangent, 'tangent')):
        if not (value.is_floating_point() or value.is_complex()):
            raise ValueError(f'Expected {name} to be floating point or complex, but got: {value.dtype}')
    if tensor.shape != tangent.shape:
        raise RuntimeError(
            'Trying to set a forward gradient that has a different size than that of the original Tensor, this is not '
            f'supported. Tensor is of size {list(tensor.shape)} while the given forward gradient is of size '
            f'{list(tangent.shape)}.')
    leaf = tensor.view_as(tensor) if tensor.requires_grad else tensor.detach().requires_grad_()
    dual = leaf.view_as(leaf)
    _levels[-1].duals.append((dual, leaf, tangent))
    return dual

def unpack_dual(tensor, *, level=None):
    """Unpack a "dual tensor" to get both its Tensor value and its forward AD gradient."""
    if not _levels:
        return UnpackedDualTensor(tensor, None)
    tangent = _levels[-1].tangent(tensor)
    return UnpackedDualTensor(tensor.detach() if tangent is not None else tensor, tangent)

"""#)
