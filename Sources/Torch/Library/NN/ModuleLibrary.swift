/// `torch.nn.modules.module`: the base class of layers.
let moduleSource = LibraryText("torch.nn.modules.module", moduleText + moduleStateText)

private let moduleText = #"""
@_with_attribute_access
class Module:
    """Base class for all neural network modules."""
    dump_patches = False
    _version = 1
    _has_hooks = False
    _forward_hooks = _forward_pre_hooks = _backward_hooks = _backward_pre_hooks = _no_hooks
    _state_dict_hooks = _state_dict_pre_hooks = _no_hooks
    _load_state_dict_pre_hooks = _load_state_dict_post_hooks = _no_hooks

    def __init__(self, *args, **kwargs):
        if kwargs:
            raise TypeError(
                f"{type(self).__name__}.__init__() got an unexpected keyword argument '{next(iter(kwargs))}'")
        if args:
            raise TypeError(
                f'{type(self).__name__}.__init__() takes 1 positional argument but {len(args) + 1} were given')
        self.training = True
        self._parameters = {}
        self._buffers = {}
        self._non_persistent_buffers_set = set()
        self._modules = {}

    def __call__(self, *args, **kwargs):
        if self._has_hooks:
            return _call_with_hooks(self, args, kwargs)
        return self.forward(*args, **kwargs)

    def forward(self, *input):
        """Define the computation performed at every call."""
        raise NotImplementedError(
            f'Module [{type(self).__name__}] is missing the required "forward" function')

    def _set_member(self, name, value):
        parameters = _own_value(self, '_parameters')
        modules = _own_value(self, '_modules')
        if isinstance(value, Parameter):
            if parameters is None:
                raise AttributeError('cannot assign parameters before Module.__init__() call')
            self._forget(name, parameters)
            self.register_parameter(name, value)
        elif parameters is not None and name in parameters:
            _require_none(value, 'parameter', name, 'torch.nn.Parameter')
            parameters[name] = value
        elif isinstance(value, Module):
            if modules is None:
                raise AttributeError('cannot assign module before Module.__init__() call')
            self._forget(name, modules)
            modules[name] = value
        elif modules is not None and name in modules:
            _require_none(value, 'child module', name, 'torch.nn.Module')
            modules[name] = value
        elif name in self._buffers:
            if not isinstance(value, torch.Tensor):
                _require_none(value, 'buffer', name, 'torch.nn.Buffer, torch.Tensor')
            self._buffers[name] = value
        else:
            self._forget(name, self._buffers)
            self.register_buffer(name, value, value.persistent)

    def _forget(self, name, kept):
        for table in (self._parameters, self._buffers, self._modules):
            if table is not kept:
                table.pop(name, None)
        self._non_persistent_buffers_set.discard(name)
        if _own_value(self, name) is not None:
            object.__delattr__(self, name)

    def __delattr__(self, name):
        for table in (self._parameters, self._buffers, self._modules):
            if name in table:
                del table[name]
                self._non_persistent_buffers_set.discard(name)
                return
        object.__delattr__(self, name)

    def __dir__(self):
        names = list(object.__dir__(self)) + list(self._parameters) + list(self._buffers) + list(self._modules)
        return sorted(name for name in names if not name[0].isdigit())

    def register_parameter(self, name, param):
        """Add a parameter to the module."""
        if _own_value(self, '_parameters') is None:
            raise AttributeError('cannot assign parameter before Module.__init__() call')
        _check_name(self, 'parameter', name, self._parameters)
        if param is not None and not isinstance(param, Parameter):
            raise TypeError(
                f"cannot assign '{torch.typename(param)}' object to parameter '{name}' "
                '(torch.nn.Parameter or None required)')
        if param is not None and param.grad_fn is not None:
            raise ValueError(
                f"Cannot assign non-leaf Tensor to parameter '{name}'. Model parameters must be created "
                f"explicitly. To express '{name}' as a function of another Tensor, compute the value in "
                'the forward() method.')
        self._parameters[name] = param

    def register_buffer(self, name, tensor, persistent=True):
        """Add a buffer to the module."""
        if _own_value(self, '_buffers') is None:
            raise AttributeError('cannot assign buffer before Module.__init__() call')
        _check_name(self, 'buffer', name, self._buffers)
        if tensor is not None and not isinstance(tensor, torch.Tensor):
            raise TypeError(
                f"cannot assign '{torch.typename(tensor)}' object to buffer '{name}' "
                '(torch Tensor or None required)')
        self._buffers[name] = tensor
        if persistent:
            self._non_persistent_buffers_set.discard(name)
        else:
            self._non_persistent_buffers_set.add(name)

    def add_module(self, name, module):
        """Add a child module to the current module."""
        if not isinstance(module, Module) and module is not None:
            raise TypeError(f'{torch.typename(module)} is not a Module subclass')
        if not isinstance(name, str):
            raise TypeError(f'module name should be a string. Got {torch.typename(name)}')
        if hasattr(self, name) and name not in self._modules:
            raise KeyError(f"attribute '{name}' already exists")
        if '.' in name:
            raise KeyError(f'module name can\'t contain ".", got: {name}')
        if name == '':
            raise KeyError('module name can\'t be empty string ""')
        self._modules[name] = module

    def register_module(self, name, module):
        """Alias for :func:`add_module`."""
        self.add_module(name, module)

    def register_forward_pre_hook(self, hook, *, prepend=False, with_kwargs=False):
        """Register a forward pre-hook on the module."""
        return _add_hook(self, '_forward_pre_hooks', hook, prepend, with_kwargs)

    def register_forward_hook(self, hook, *, prepend=False, with_kwargs=False, always_call=False):
        """Register a forward hook on the module."""
        return _add_hook(self, '_forward_hooks', hook, prepend, with_kwargs)

    def register_full_backward_pre_hook(self, hook, prepend=False):
        """Register a backward pre-hook on the module."""
        return _add_hook(self, '_backward_pre_hooks', hook, prepend)

    def register_full_backward_hook(self, hook, prepend=False):
        """Register a backward hook on the module."""
        return _add_hook(self, '_backward_hooks', hook, prepend)

    def register_backward_hook(self, hook):
        """Register a backward hook on the module."""
        raise NotImplementedError(
            'cellgrad: not supported: Module.register_backward_hook; use register_full_backward_hook')

    def named_modules(self, memo=None, prefix='', remove_duplicate=True):
        """Return an iterator over all modules in the network, with their names."""
        if memo is None:
            memo = set()
        if self in memo:
            return
        if remove_duplicate:
            memo.add(self)
        yield prefix, self
        for name, module in self._modules.items():
            if module is not None:
                inner = prefix + ('.' if prefix else '') + name
                yield from module.named_modules(memo, inner, remove_duplicate)

    def modules(self, remove_duplicate=True):
        """Return an iterator over all modules in the network."""
        for name, module in self.named_modules(remove_duplicate=remove_duplicate):
            yield module

    def named_children(self):
        """Return an iterator over immediate children modules, with their names."""
        seen = set()
        for name, module in self._modules.items():
            if module is not None and module not in seen:
                seen.add(module)
                yield name, module

    def children(self):
        """Return an iterator over immediate children modules."""
        for name, module in self.named_children():
            yield module

    def _named_members(self, table, prefix, recurse, remove_duplicate):
        seen = set()
        modules = self.named_modules(prefix=prefix, remove_duplicate=remove_duplicate) if recurse else [(prefix, self)]
        for path, module in modules:
            for name, value in getattr(module, table).items():
                if value is None or value in seen:
                    continue
                if remove_duplicate:
                    seen.add(value)
                yield path + ('.' if path else '') + name, value

    def named_parameters(self, prefix='', recurse=True, remove_duplicate=True):
        """Return an iterator over module parameters, with their names."""
        yield from self._named_members('_parameters', prefix, recurse, remove_duplicate)

    def parameters(self, recurse=True):
        """Return an iterator over module parameters."""
        for name, parameter in self.named_parameters(recurse=recurse):
            yield parameter

    def named_buffers(self, prefix='', recurse=True, remove_duplicate=True):
        """Return an iterator over module buffers, with their names."""
        yield from self._named_members('_buffers', prefix, recurse, remove_duplicate)

    def buffers(self, recurse=True):
        """Return an iterator over module buffers."""
        for name, buffer in self.named_buffers(recurse=recurse):
            yield buffer

    def get_submodule(self, target):
        """Return the submodule given by ``target`` if it exists, otherwise throw an error."""
        module = self
        for name in target.split('.') if target else []:
            if not hasattr(module, name):
                raise AttributeError(f'{module._get_name()} has no attribute `{name}`')
            module = getattr(module, name)
            if not isinstance(module, Module):
                raise AttributeError(f'`{name}` is not an nn.Module')
        return module

    def set_submodule(self, target, module, strict=False):
        """Set the submodule given by ``target`` if it exists, otherwise throw an error."""
        if target == '':
            raise ValueError('Cannot set the submodule without a target name!')
        if not isinstance(module, Module):
            raise ValueError(f'`module` is not an nn.Module, found {type(module)}')
        path, _, name = target.rpartition('.')
        parent = self.get_submodule(path)
        if (strict or path) and not hasattr(parent, name) and strict:
            raise AttributeError(f'{parent._get_name()} has no attribute `{name}`')
        setattr(parent, name, module)

    def get_parameter(self, target):
        """Return the parameter given by ``target`` if it exists, otherwise throw an error."""
        module, name, value = self._get_member(target)
        if not isinstance(value, Parameter):
            raise AttributeError(f'`{name}` is not an nn.Parameter')
        return value

    def get_buffer(self, target):
        """Return the buffer given by ``target`` if it exists, otherwise throw an error."""
        module, name, value = self._get_member(target)
        if name not in module._buffers:
            raise AttributeError(f'`{name}` is not a buffer')
        return value

    def _get_member(self, target):
        path, _, name = target.rpartition('.')
        module = self.get_submodule(path)
        if not hasattr(module, name):
            raise AttributeError(f'{module._get_name()} has no attribute `{name}`')
        return module, name, getattr(module, name)

    def apply(self, fn):
        """Apply ``fn`` recursively to every submodule (as returned by ``.children()``) as well as self."""
        for module in self.children():
            module.apply(fn)
        fn(self)
        return self

    def train(self, mode=True):
        """Set the module in training mode."""
        if not isinstance(mode, bool):
            raise ValueError('training mode is expected to be boolean')
        self.training = mode
        for module in self.children():
            module.train(mode)
        return self

    def eval(self):
        """Set the module in evaluation mode."""
        return self.train(False)

    def requires_grad_(self, requires_grad=True):
        """Change if autograd should record operations on parameters in this module."""
        for parameter in self.parameters():
            parameter.requires_grad_(requires_grad)
        return self

    def zero_grad(self, set_to_none=True):
        """Reset gradients of all model parameters."""
        for parameter in self.parameters():
            if parameter.grad is not None:
                if set_to_none:
                    parameter.grad = None
                else:
                    parameter.grad = torch.zeros_like(parameter.grad)

    def _apply(self, fn, recurse=True):
        for module in self.children() if recurse else []:
            module._apply(fn)
        for parameter in self._parameters.values():
            if parameter is None:
                continue
            changed = fn(parameter.data)
            if changed is not parameter.data:
                gradient = parameter.grad
                parameter.data = changed
                if gradient is not None:
                    parameter.grad = fn(gradient.data)
        for name, buffer in list(self._buffers.items()):
            if buffer is not None:
                self._buffers[name] = fn(buffer)
        return self

    def to(self, *args, **kwargs):
        """Move and/or cast the parameters and buffers."""
        for value in args + tuple(kwargs.values()):
            if isinstance(value, torch.dtype) and not (value.is_floating_point or value.is_complex):
                raise TypeError(
                    'nn.Module.to only accepts floating point or complex dtypes, but got desired '
                    f'dtype={value}')
        def convert(tensor):
            if 'memory_format' in kwargs and tensor.dim() not in (4, 5):
                options = {name: value for name, value in kwargs.items() if name != 'memory_format'}
                return tensor.to(*args, **options)
            if tensor.is_floating_point() or tensor.is_complex():
                return tensor.to(*args, **kwargs)
            kept = [value for value in args if not isinstance(value, torch.dtype)]
            return tensor.to(*kept) if kept else tensor
        return self._apply(convert)

    def to_empty(self, *, device, recurse=True):
        """Move the parameters and buffers to the specified device without copying storage."""
        return self._apply(lambda tensor: torch.empty_like(tensor, device=device), recurse)

    def type(self, dst_type):
        """Casts all parameters and buffers to :attr:`dst_type`."""
        return self._apply(lambda tensor: tensor.type(dst_type))

    def _as_floating(self, dtype):
        return self._apply(lambda tensor: tensor.to(dtype) if tensor.is_floating_point() else tensor)

    def double(self):
        """Casts all floating point parameters and buffers to ``double`` datatype."""
        return self._as_floating(torch.float64)

    def float(self):
        """Casts all floating point parameters and buffers to ``float`` datatype."""
        return self._as_floating(torch.float32)

    def half(self):
        """Casts all floating point parameters and buffers to ``half`` datatype."""
        return self._as_floating(torch.float16)

    def bfloat16(self):
        """Casts all floating point parameters and buffers to ``bfloat16`` datatype."""
        return self._as_floating(torch.bfloat16)

    def cpu(self):
        """Move all model parameters and buffers to the CPU."""
        return self

    def cuda(self, device=None):
        """Move all model parameters and buffers to the GPU."""
        raise AssertionError('Torch not compiled with CUDA enabled')

    def share_memory(self):
        """See :meth:`torch.Tensor.share_memory_`."""
        return self

    def compile(self, *args, **kwargs):
        """Accepted; modules run as they are."""

    def extra_repr(self):
        """Return the extra representation of the module."""
        return ''

    def _get_name(self):
        return type(self).__name__

    def __repr__(self):
        extra = self.extra_repr()
        extra_lines = extra.split('\n') if extra else []
        child_lines = [f'({name}): ' + _indented(repr(module)) for name, module in self._modules.items()]
        name = self._get_name()
        if len(extra_lines) == 1 and not child_lines:
            return name + '(' + extra_lines[0] + ')'
        lines = extra_lines + child_lines
        if not lines:
            return name + '()'
        return name + '(\n  ' + '\n  '.join(lines) + '\n)'

    def get_extra_state(self):
        """Return any extra state to include in the module's state_dict."""
        raise RuntimeError(
            'Reached a code path in Module.get_extra_state() that should never be called. Please file an '
            'issue at https://github.com/pytorch/pytorch/issues/new?template=bug-report.yml to report this bug.')

    def set_extra_state(self, state):
        """Set extra state contained in the loaded `state_dict`."""
        raise RuntimeError(
            'Reached a code path in Module.set_extra_state() that should never be called. Please file an '
            'issue at https://github.com/pytorch/pytorch/issues/new?template=bug-report.yml to report this bug.')

    def state_dict(self, *args, destination=None, prefix='', keep_vars=False):
        """Return a dictionary containing references to the whole state of the module."""
        return _state_dict(self, *args, destination=destination, prefix=prefix, keep_vars=keep_vars)

    def _save_to_state_dict(self, destination, prefix, keep_vars):
        _save_members(self, destination, prefix, keep_vars)

    def load_state_dict(self, state_dict, strict=True, assign=False):
        """Copy parameters and buffers from :attr:`state_dict` into this module and its descendants."""
        return _load_state_dict(self, state_dict, strict, assign)

    def _load_from_state_dict(self, state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs):
        _load_members(self, state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs)

    def register_state_dict_post_hook(self, hook):
        """Register a post-hook for the :meth:`~torch.nn.Module.state_dict` method."""
        return _add_hook(self, '_state_dict_hooks', hook)

    def register_state_dict_pre_hook(self, hook):
        """Register a pre-hook for the :meth:`~torch.nn.Module.state_dict` method."""
        return _add_hook(self, '_state_dict_pre_hooks', hook)

    def register_load_state_dict_pre_hook(self, hook):
        """Register a pre-hook to be run before module's :meth:`~nn.Module.load_state_dict` is called."""
        return _add_hook(self, '_load_state_dict_pre_hooks', hook)

    def register_load_state_dict_post_hook(self, hook):
        """Register a post-hook to be run after module's :meth:`~nn.Module.load_state_dict` is called."""
        return _add_hook(self, '_load_state_dict_post_hooks', hook)

_no_hooks = {}

def _indented(text):
    return text.replace('\n', '\n  ')

def _require_none(value, role, name, expected):
    if value is not None:
        raise TypeError(f"cannot assign '{torch.typename(value)}' as {role} '{name}' ({expected} or None expected)")

def _check_name(module, role, name, table):
    if not isinstance(name, str):
        raise TypeError(f'{role} name should be a string. Got {torch.typename(name)}')
    if '.' in name:
        raise KeyError(f'{role} name can\'t contain "."')
    if name == '':
        raise KeyError(f'{role} name can\'t be empty string ""')
    if hasattr(module, name) and name not in table:
        raise KeyError(f"attribute '{name}' already exists")

class RemovableHandle:
    """A handle which provides the capability to remove a hook."""
    __module__ = 'torch.utils.hooks'

    def __init__(self, hooks_dict, hook, prepend=False):
        self._table = hooks_dict
        self.id = _next_hook_id()
        if prepend:
            others = list(hooks_dict.items())
            hooks_dict.clear()
            hooks_dict[self.id] = hook
            hooks_dict.update(others)
        else:
            hooks_dict[self.id] = hook

    def remove(self):
        self._table.pop(self.id, None)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.remove()

def _numbers():
    number = 0
    while True:
        yield number
        number += 1

_next_hook_id = _numbers().__next__

def _add_hook(module, table, hook, prepend=False, with_kwargs=False):
    if getattr(module, table) is _no_hooks:
        setattr(module, table, {})
    module._has_hooks = True
    if with_kwargs:
        hook = _WithKeywords(hook)
    return RemovableHandle(getattr(module, table), hook, prepend)

class _WithKeywords:
    def __init__(self, hook):
        self.hook = hook

def _call_with_hooks(module, args, kwargs):
    for hook in list(module._forward_pre_hooks.values()):
        if isinstance(hook, _WithKeywords):
            changed = hook.hook(module, args, kwargs)
            if changed is not None:
                if not isinstance(changed, tuple) or len(changed) != 2:
                    raise RuntimeError(
                        f'forward pre-hook must return None or a tuple of (new_args, new_kwargs), but got {changed}.')
                args, kwargs = changed
        else:
            changed = hook(module, args)
            if changed is not None:
                args = changed if isinstance(changed, tuple) else (changed,)
    backward = None
    if module._backward_hooks or module._backward_pre_hooks:
        backward = _BackwardHooks(module)
        args = backward.watch_inputs(args)
    result = module.forward(*args, **kwargs)
    for hook in list(module._forward_hooks.values()):
        if isinstance(hook, _WithKeywords):
            changed = hook.hook(module, args, kwargs, result)
        else:
            changed = hook(module, args, result)
        if changed is not None:
            result = changed
    return result if backward is None else backward.watch_outputs(result)

class _BackwardHooks:
    """One call of a module whose gradients hooks want to see."""
    def __init__(self, module):
        self.module = module
        self.grad_outputs = None
        self.input_positions = None

    def _watch(self, values, receive):
        positions = [i for i, value in enumerate(values) if isinstance(value, torch.Tensor)]
        tensors = [values[i] for i in positions]
        if not torch.is_grad_enabled() or not any(tensor.requires_grad for tensor in tensors):
            return values, None
        watched = BackwardHookFunction.apply(receive, *tensors)
        values = list(values)
        for i, tensor in zip(positions, watched):
            values[i] = tensor
        return tuple(values), positions

    def watch_inputs(self, args):
        args, self.input_positions = self._watch(args, self._receive_inputs)
        self.input_count = len(args)
        return args

    def watch_outputs(self, result):
        is_one = isinstance(result, torch.Tensor)
        outputs = (result,) if is_one else result
        if not isinstance(outputs, tuple):
            return result
        self.output_count = len(outputs)
        self.output_positions = [i for i, value in enumerate(outputs) if isinstance(value, torch.Tensor)]
        outputs, _ = self._watch(outputs, self._receive_outputs)
        return outputs[0] if is_one else outputs

    def _receive_outputs(self, grads):
        grads = self._spread(grads, self.output_positions, self.output_count)
        for hook in list(self.module._backward_pre_hooks.values()):
            grads = self._changed(hook(self.module, grads), grads, 'pre hook', 'grad_output')
        self.grad_outputs = grads
        if self.input_positions is None:
            self._run((None,) * self.input_count)
        return tuple(grads[i] for i in self.output_positions)

    def _receive_inputs(self, grads):
        grads = self._run(self._spread(grads, self.input_positions, self.input_count))
        return tuple(grads[i] for i in self.input_positions)

    def _run(self, grad_inputs):
        for hook in list(self.module._backward_hooks.values()):
            changed = hook(self.module, grad_inputs, self.grad_outputs)
            grad_inputs = self._changed(changed, grad_inputs, 'hook', 'grad_input')
        return grad_inputs

    def _changed(self, changed, grads, hook, what):
        """The gradients that a hook leaves: those it has returned, if any."""
        if changed is None:
            return grads
        changed = (changed,) if isinstance(changed, torch.Tensor) else changed
        if len(changed) != len(grads):
            raise RuntimeError(
                f'Backward {hook} returned an invalid number of {what}, got {len(changed)}, but expected {len(grads)}')
        return changed

    def _spread(self, grads, positions, count):
        values = [None] * count
        for i, grad in zip(positions, grads):
            values[i] = grad
        return tuple(values)

class BackwardHookFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, receive, *tensors):
        ctx.receive = receive
        ctx.set_materialize_grads(False)
        ctx.mark_non_differentiable(*[tensor for tensor in tensors if not tensor.requires_grad])
        return tuple(tensor.view_as(tensor) for tensor in tensors)

    @staticmethod
    def backward(ctx, *grads):
        grads = ctx.receive(grads)
        for grad in grads:
            if grad is not None and not isinstance(grad, torch.Tensor):
                raise TypeError(f'expected Variable, but hook returned {type(grad).__name__!r}')
        return (None,) + grads

"""#

private let moduleStateText = #"""
def _state_dict(module, *args, destination=None, prefix='', keep_vars=False):
    if args:
        destination = args[0] if destination is None else destination
        prefix = args[1] if len(args) > 1 and prefix == '' else prefix
        keep_vars = args[2] if len(args) > 2 else keep_vars
    if destination is None:
        destination = _collections.OrderedDict()
        destination._metadata = _collections.OrderedDict()
    if hasattr(destination, '_metadata'):
        destination._metadata[prefix[:-1]] = {'version': module._version}
    for hook in module._state_dict_pre_hooks.values():
        hook(module, prefix, keep_vars)
    module._save_to_state_dict(destination, prefix, keep_vars)
    for name, child in module._modules.items():
        if child is not None:
            child.state_dict(destination=destination, prefix=prefix + name + '.', keep_vars=keep_vars)
    for hook in module._state_dict_hooks.values():
        hook(module, destination, prefix, {'version': module._version})
    return destination

class _Collections:
    """The module `collections`, imported when something of it is needed: most models need nothing."""
    def __getattr__(self, name):
        return getattr(__import__('collections'), name)

_collections = _Collections()

def _save_members(module, destination, prefix, keep_vars):
    for name, value in module._parameters.items():
        if value is not None:
            destination[prefix + name] = value if keep_vars else value.detach()
    for name, value in module._buffers.items():
        if value is not None and name not in module._non_persistent_buffers_set:
            destination[prefix + name] = value if keep_vars else value.detach()
    if type(module).get_extra_state is not Module.get_extra_state:
        destination[prefix + '_extra_state'] = module.get_extra_state()

def _load_state_dict(module, state_dict, strict, assign):
    if not hasattr(state_dict, 'items') or not hasattr(state_dict, 'keys'):
        raise TypeError(f'Expected state_dict to be dict-like, got {type(state_dict)}.')
    missing, unexpected, errors = [], [], []
    metadata = getattr(state_dict, '_metadata', None) or {}
    state_dict = dict(state_dict)
    def load(part, prefix):
        local = dict(metadata.get(prefix[:-1], {}))
        local['assign_to_params_buffers'] = assign
        for hook in part._load_state_dict_pre_hooks.values():
            hook(part, state_dict, prefix, local, True, missing, unexpected, errors)
        part._load_from_state_dict(state_dict, prefix, local, True, missing, unexpected, errors)
        for name, child in part._modules.items():
            if child is not None:
                load(child, prefix + name + '.')
        result = _incompatible_keys(missing, unexpected)
        for hook in part._load_state_dict_post_hooks.values():
            if hook(part, result) is not None:
                raise AssertionError(
                    'Hooks registered with ``register_load_state_dict_post_hook`` are not expected to return new '
                    'values, if incompatible_keys need to be modified, it should be done inplace.')
    load(module, '')
    if strict:
        if unexpected:
            errors.insert(0, 'Unexpected key(s) in state_dict: ' + ', '.join(f'"{k}"' for k in unexpected) + '. ')
        if missing:
            errors.insert(0, 'Missing key(s) in state_dict: ' + ', '.join(f'"{k}"' for k in missing) + '. ')
    if errors:
        raise RuntimeError(
            f'Error(s) in loading state_dict for {type(module).__name__}:\n\t' + '\n\t'.join(errors))
    return _incompatible_keys(missing, unexpected)

def _load_members(module, state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs):
    own = dict(module._parameters)
    own.update((name, b) for name, b in module._buffers.items() if name not in module._non_persistent_buffers_set)
    for name, target in own.items():
        if target is None:
            continue
        key = prefix + name
        if key in state_dict:
            _load_member(module, name, target, key, state_dict[key], local_metadata, error_msgs)
        elif strict:
            missing_keys.append(key)
    if type(module).set_extra_state is not Module.set_extra_state:
        if prefix + '_extra_state' in state_dict:
            module.set_extra_state(state_dict[prefix + '_extra_state'])
        elif strict:
            missing_keys.append(prefix + '_extra_state')
    for key in state_dict if strict else []:
        if key.startswith(prefix) and key != prefix + '_extra_state':
            rest = key[len(prefix):].split('.', 1)
            if rest[0] not in (module._modules if len(rest) > 1 else own):
                unexpected_keys.append(key)

def _load_member(module, name, target, key, given, local_metadata, error_msgs):
    if not isinstance(given, torch.Tensor):
        error_msgs.append(
            f'While copying the parameter named "{key}", expected torch.Tensor or Tensor-like object from '
            f'checkpoint but received {type(given)}')
        return
    if target.dim() == 0 and given.dim() == 1 and len(given) == 1:
        given = given[0]
    if target.shape != given.shape and not isinstance(target, UninitializedParameter):
        error_msgs.append(
            f'size mismatch for {key}: copying a param with shape {given.shape} from checkpoint, the shape in '
            f'current model is {target.shape}.')
        return
    if local_metadata.get('assign_to_params_buffers', False):
        if isinstance(target, Parameter) and not isinstance(given, Parameter):
            given = Parameter(given, requires_grad=target.requires_grad)
        setattr(module, name, given)
        return
    with torch.no_grad():
        target.copy_(given)

def _incompatible_keys(missing, unexpected):
    names = ['missing_keys', 'unexpected_keys']
    class _IncompatibleKeys(_collections.namedtuple('IncompatibleKeys', names)):
        __slots__ = ()

        def __repr__(self):
            if not self.missing_keys and not self.unexpected_keys:
                return '<All keys matched successfully>'
            return super().__repr__()

        __str__ = __repr__
    return _IncompatibleKeys(missing, unexpected)

"""#
