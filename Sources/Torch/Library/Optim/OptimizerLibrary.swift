/// `torch.optim`: the base class of optimizers, and plain gradient descent.
let optimSources = [
  LibraryText("torch.optim.optimizer", optimizerText),
  LibraryText("torch.optim.sgd", sgdText),
  LibraryText("torch.optim.adam", adamText),
  LibraryText("torch.optim.adamw", adamWText),
  LibraryText("torch.optim.adamax", adamaxText),
  LibraryText("torch.optim.nadam", nadamText),
  LibraryText("torch.optim.radam", radamText),
  LibraryText("torch.optim.rmsprop", rmspropText),
  LibraryText("torch.optim.adagrad", adagradText),
  LibraryText("torch.optim.adadelta", adadeltaText),
  LibraryText("torch.optim.rprop", rpropText),
  LibraryText("torch.optim.asgd", asgdText),
  LibraryText("torch.optim.lbfgs", lbfgsText),
]

private let optimizerText = #"""
class Optimizer:
    """Base class for all optimizers."""
    def __init__(self, params, defaults):
        if isinstance(params, torch.Tensor):
            raise TypeError(
                'params argument given to the optimizer should be an iterable of Tensors or dicts, '
                'but got ' + torch.typename(params))
        self.defaults = defaults
        self.state = _collections.defaultdict(dict)
        self.param_groups = []
        self._step_pre_hooks = {}
        self._step_post_hooks = {}
        groups = list(params)
        if not groups:
            raise ValueError('optimizer got an empty parameter list')
        if not isinstance(groups[0], dict):
            groups = [{'params': groups}]
        for group in groups:
            self.add_param_group(group)

    def add_param_group(self, param_group):
        """Add a param group to the :class:`Optimizer` s `param_groups`."""
        if not isinstance(param_group, dict):
            raise TypeError(f'param_group must be a dict, but got {type(param_group)}')
        group = dict(param_group)
        params = group['params']
        if isinstance(params, set):
            raise TypeError(
                'optimizer parameters need to be organized in ordered collections, but the ordering of tensors in '
                'sets will change between runs. Please use a list instead.')
        params = [params] if isinstance(params, torch.Tensor) else list(params)
        if params and isinstance(params[0], tuple):
            group['params'] = [p for name, p in params]
            group['param_names'] = [name for name, p in params]
        else:
            group['params'] = params
        for p in group['params']:
            if not isinstance(p, torch.Tensor):
                raise TypeError(
                    'optimizer can only optimize Tensors, but one of the params is ' + torch.typename(p))
            if not self.defaults.get('differentiable') and not (p.is_leaf or p.retains_grad):
                raise ValueError("can't optimize a non-leaf Tensor")
        for name, value in self.defaults.items():
            group.setdefault(name, value)
        if len(set(group['params'])) != len(group['params']):
            torch._warn(
                'optimizer contains a parameter group with duplicate parameters; in future, this will cause an '
                'error; see github.com/pytorch/pytorch/issues/40967 for more information')
        known = {p for other in self.param_groups for p in other['params']}
        if not known.isdisjoint(group['params']):
            raise ValueError('some parameters appear in more than one parameter group')
        self.param_groups.append(group)

    def zero_grad(self, set_to_none=True):
        """Reset the gradients of all optimized :class:`torch.Tensor` s."""
        for group in self.param_groups:
            if set_to_none:
                torch._forget_grads(group['params'])
                continue
            for p in group['params']:
                if p.grad is not None:
                    if p.grad.grad_fn is not None:
                        p.grad = torch.zeros_like(p.grad)
                    else:
                        p.grad.requires_grad_(False)
                        p.grad.zero_()

    def step(self, closure=None):
        """Perform a single optimization step to update parameter."""
        if not hasattr(self, '_update'):
            raise NotImplementedError
        if self._step_pre_hooks:
            closure = self._run_pre_hooks(closure)
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            if not self._update_group(group):
                self._update_each(group)
        if self._step_post_hooks:
            for hook in list(self._step_post_hooks.values()):
                hook(self, (self,) if closure is None else (self, closure), {})
        return loss

    def _run_pre_hooks(self, closure):
        """Calls the hooks before a step, which may change its arguments; the closure they leave."""
        args, kwargs = (self,) if closure is None else (self, closure), {}
        for hook in list(self._step_pre_hooks.values()):
            changed = hook(self, args, kwargs)
            if changed is None:
                continue
            if not (isinstance(changed, tuple) and len(changed) == 2):
                raise RuntimeError(
                    f'{type(self).step} must return None or a tuple of (new_args, new_kwargs), but got {changed}.')
            args, kwargs = changed
        return kwargs.get('closure', args[1] if len(args) > 1 else None)

    def _update_group(self, group):
        """Whether all parameters of a group were updated at once."""
        return False

    def _update_each(self, group):
        before = torch.is_grad_enabled()
        torch._set_grad_enabled(False)
        try:
            for p in group['params']:
                grad = p.grad
                if grad is not None:
                    self._update(p, -grad if group['maximize'] else grad, group)
        finally:
            torch._set_grad_enabled(before)

    def register_step_pre_hook(self, hook):
        """Register an optimizer step pre hook which will be called before optimizer step."""
        return torch.nn.modules.module.RemovableHandle(self._step_pre_hooks, hook)

    def register_step_post_hook(self, hook):
        """Register an optimizer step post hook which will be called after optimizer step."""
        return torch.nn.modules.module.RemovableHandle(self._step_post_hooks, hook)

    def state_dict(self):
        """Return the state of the optimizer as a :class:`dict`."""
        numbers = {}
        groups = []
        for group in self.param_groups:
            packed = {name: value for name, value in group.items() if name != 'params'}
            for p in group['params']:
                numbers.setdefault(p, len(numbers))
            packed['params'] = [numbers[p] for p in group['params']]
            groups.append(packed)
        state = {numbers.get(p, p): value for p, value in self.state.items()}
        return {'state': state, 'param_groups': groups}

    def load_state_dict(self, state_dict):
        """Load the optimizer state."""
        saved = state_dict['param_groups']
        if len(saved) != len(self.param_groups):
            raise ValueError('loaded state dict has a different number of parameter groups')
        if any(len(own['params']) != len(given['params']) for own, given in zip(self.param_groups, saved)):
            raise ValueError(
                "loaded state dict contains a parameter group that doesn't match the size of optimizer's group")
        numbers = [number for given in saved for number in given['params']]
        params = [p for own in self.param_groups for p in own['params']]
        places = dict(zip(numbers, params))
        self.state = _collections.defaultdict(dict)
        for number, value in state_dict['state'].items():
            p = places.get(number, number)
            self.state[p] = _loaded(value, p)
        self.param_groups = [
            {**{k: _loaded(v, None) for k, v in given.items() if k != 'params'}, 'params': own['params']}
            for own, given in zip(self.param_groups, saved)]

    def __repr__(self):
        text = type(self).__name__ + ' ('
        for number, group in enumerate(self.param_groups):
            text += f'\nParameter Group {number}\n'
            for name in sorted(group):
                if name != 'params':
                    text += f'    {name}: {group[name]}\n'
        return text + ')'

_collections = __import__('collections')

def _loaded(value, p, name=None):
    """A copy of saved state; numbers of a parameter take its type."""
    if isinstance(value, torch.Tensor):
        if p is not None and name != 'step' and p.is_floating_point():
            return value.detach().clone().to(p.dtype)
        return value.detach().clone()
    if isinstance(value, dict):
        return {key: _loaded(item, p, key) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)([_loaded(item, p, name) for item in value])
    return value

def _check_range(what, value, is_valid=None):
    if not (0.0 <= value if is_valid is None else is_valid):
        raise ValueError(f'Invalid {what}: {value}')

def _check_betas(betas):
    for index in (0, 1):
        _check_range(f'beta parameter at index {index}', betas[index], 0.0 <= betas[index] < 1.0)

"""#

private let sgdText = #"""
class SGD(Optimizer):
    """Implements stochastic gradient descent (optionally with momentum)."""
    def __init__(self, params, lr=0.001, momentum=0, dampening=0, weight_decay=0, nesterov=False, *, maximize=False, foreach=None, differentiable=False, fused=None):
        _check_range('learning rate', lr, not lr < 0.0)
        _check_range('momentum value', momentum, not momentum < 0.0)
        _check_range('weight_decay value', weight_decay, not weight_decay < 0.0)
        if nesterov and (momentum <= 0 or dampening != 0):
            raise ValueError('Nesterov momentum requires a momentum and zero dampening')
        super().__init__(params, dict(
            lr=lr, momentum=momentum, dampening=dampening, weight_decay=weight_decay, nesterov=nesterov,
            maximize=maximize, foreach=foreach, differentiable=differentiable, fused=fused))

    def _update_group(self, group):
        return group['momentum'] == 0 and not group['maximize'] and torch._descend(
            group['params'], group['lr'], group['weight_decay'])

    def _update(self, p, grad, group):
        momentum = group['momentum']
        buffer = self.state[p].get('momentum_buffer') if momentum != 0 else None
        if buffer is not None and torch._sgd_step(
                p, grad, buffer, group['lr'], group['weight_decay'], momentum, group['dampening'], group['nesterov']):
            return
        if group['weight_decay'] != 0:
            grad = grad.add(p, alpha=group['weight_decay'])
        if momentum != 0:
            state = self.state[p]
            buffer = state.get('momentum_buffer')
            if buffer is None:
                state['momentum_buffer'] = buffer = grad.detach().clone()
            else:
                buffer.mul_(momentum).add_(grad, alpha=1 - group['dampening'])
            grad = grad.add(buffer, alpha=momentum) if group['nesterov'] else buffer
        p.add_(grad, alpha=-group['lr'])

"""#
