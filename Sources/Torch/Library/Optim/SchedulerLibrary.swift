/// `torch.optim.lr_scheduler`.
let schedulerSource = LibraryText(
  "torch.optim.lr_scheduler",
  schedulerBaseText + factorSchedulerText + shapedSchedulerText + composedSchedulerText + plateauSchedulerText)

private let schedulerBaseText = #"""
_math = __import__('math')

_collections = __import__('collections')

def _require_optimizer(optimizer):
    if not isinstance(optimizer, torch.optim.Optimizer):
        raise TypeError(f'{type(optimizer).__name__} is not an Optimizer')

def _rates(optimizer, key='lr'):
    return [group[key].clone() if isinstance(group[key], torch.Tensor) else group[key] for group in optimizer.param_groups]

def _set_rate(group, rate):
    if isinstance(group['lr'], torch.Tensor):
        group['lr'].fill_(rate)
    else:
        group['lr'] = rate

def _watch_steps(optimizer):
    """Makes an optimizer note that a step was made."""
    if '_watched_step' in optimizer.__dict__:
        return
    step = optimizer.step
    def watched(*args, **kwargs):
        optimizer._opt_called = True
        return step(*args, **kwargs)
    optimizer._watched_step = watched
    optimizer.step = watched

_order_advice = (
    'See more details at https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate')

class LRScheduler:
    """Base class for all learning rate schedulers."""
    _get_lr_called_within_step = False
    _is_initial = False

    def __init__(self, optimizer, last_epoch=-1):
        _require_optimizer(optimizer)
        self.optimizer = optimizer
        for number, group in enumerate(optimizer.param_groups):
            if last_epoch == -1:
                group.setdefault('initial_lr', group['lr'])
            elif 'initial_lr' not in group:
                raise KeyError(
                    f"param 'initial_lr' is not specified in param_groups[{number}] when resuming scheduler with "
                    "last_epoch >= 0.\nThis typically happens when:\n1. You're trying to resume training from a "
                    "checkpoint but haven't properly loaded the optimizer state\n2. You're using last_epoch >= 0 for "
                    'a fresh training run (not recommended)')
        self.base_lrs = _rates(optimizer, 'initial_lr')
        self.last_epoch = last_epoch
        _watch_steps(optimizer)
        self._initial_step()

    def _initial_step(self):
        self._step_count = 0
        self._is_initial = True
        try:
            self.step()
        finally:
            self._is_initial = False

    def state_dict(self):
        """Return the state of the scheduler as a :class:`dict`."""
        return {key: value for key, value in self.__dict__.items() if key != 'optimizer'}

    def load_state_dict(self, state_dict):
        """Load the scheduler's state."""
        self.__dict__.update(state_dict)

    def get_last_lr(self):
        """Get the most recent learning rates computed by this scheduler."""
        return self._last_lr

    def get_lr(self):
        """Compute the next learning rate for each of the optimizer's parameter groups."""
        raise NotImplementedError

    def _next_rates(self):
        self._get_lr_called_within_step = True
        try:
            return self.get_lr()
        finally:
            self._get_lr_called_within_step = False

    def _warn_outside_step(self):
        if not self._get_lr_called_within_step:
            torch._warn(
                'To get the last learning rate computed by the scheduler, please use `get_last_lr()`.')

    def step(self, epoch=None):
        """Step the scheduler."""
        if self._step_count == 1:
            if self.optimizer.step is not self.optimizer.__dict__.get('_watched_step'):
                torch._warn(
                    'Seems like `optimizer.step()` has been overridden after learning rate scheduler '
                    'initialization. Please, make sure to call `optimizer.step()` before `lr_scheduler.step()`. '
                    + _order_advice)
            elif not getattr(self.optimizer, '_opt_called', False):
                torch._warn(
                    'Detected call of `lr_scheduler.step()` before `optimizer.step()`. In PyTorch 1.1.0 and later, '
                    'you should call them in the opposite order: `optimizer.step()` before `lr_scheduler.step()`.  '
                    'Failure to do this will result in PyTorch skipping the first value of the learning rate '
                    'schedule. ' + _order_advice)
        self._step_count += 1
        if epoch is not None:
            torch._warn(
                'The epoch parameter in `scheduler.step()` was not necessary and is being deprecated where possible. '
                'Please use `scheduler.step()` to step the scheduler. During the deprecation, if epoch is different '
                'from None, the closed form is used instead of the new chainable form, where available. Please open '
                'an issue if you are unable to replicate your use case: '
                'https://github.com/pytorch/pytorch/issues/new/choose.')
        self._update_lr(epoch)

    def _update_lr(self, epoch=None):
        if epoch is None:
            self.last_epoch += 1
            rates = self._next_rates()
        else:
            self.last_epoch = epoch
            closed_form = getattr(self, '_get_closed_form_lr', None)
            rates = self._next_rates() if closed_form is None else closed_form()
        for group, rate in zip(self.optimizer.param_groups, rates):
            _set_rate(group, rate)
        self._last_lr = _rates(self.optimizer)

class _LRScheduler(LRScheduler):
    pass

class _LambdaScheduler(LRScheduler):
    """Rates by functions of the epoch, one for each group."""
    def __init__(self, optimizer, lr_lambda, last_epoch=-1):
        count = len(optimizer.param_groups)
        if isinstance(lr_lambda, (list, tuple)):
            if len(lr_lambda) != count:
                raise ValueError(f'Expected {count} lr_lambdas, but got {len(lr_lambda)}')
            self.lr_lambdas = list(lr_lambda)
        else:
            self.lr_lambdas = [lr_lambda] * count
        super().__init__(optimizer, last_epoch)

    def state_dict(self):
        state = super().state_dict()
        function = type(_rates)
        del state['lr_lambdas']
        state['lr_lambdas'] = [None if isinstance(f, function) else dict(f.__dict__) for f in self.lr_lambdas]
        return state

    def load_state_dict(self, state_dict):
        state = dict(state_dict)
        for function, saved in zip(self.lr_lambdas, state.pop('lr_lambdas')):
            if saved is not None:
                function.__dict__.update(saved)
        self.__dict__.update(state)

class LambdaLR(_LambdaScheduler):
    """Sets the initial learning rate times a given function."""
    def get_lr(self):
        self._warn_outside_step()
        return [base * function(self.last_epoch) for function, base in zip(self.lr_lambdas, self.base_lrs)]

class MultiplicativeLR(_LambdaScheduler):
    """Multiply the learning rate of each parameter group by the factor given in the specified function."""
    def get_lr(self):
        self._warn_outside_step()
        if self._is_initial:
            return _rates(self.optimizer)
        return [
            group['lr'] * function(self.last_epoch)
            for function, group in zip(self.lr_lambdas, self.optimizer.param_groups)]

"""#

private let factorSchedulerText = #"""
class _FactorScheduler(LRScheduler):
    """The rate of the step before times a factor; None leaves it."""
    def get_lr(self):
        self._warn_outside_step()
        factor = self._factor()
        if factor is None:
            return _rates(self.optimizer)
        return [group['lr'] * factor for group in self.optimizer.param_groups]

class StepLR(_FactorScheduler):
    """Decays the learning rate of each parameter group by gamma every step_size epochs."""
    def __init__(self, optimizer, step_size, gamma=0.1, last_epoch=-1):
        self.step_size = step_size
        self.gamma = gamma
        super().__init__(optimizer, last_epoch)

    def _factor(self):
        return None if self.last_epoch == 0 or self.last_epoch % self.step_size != 0 else self.gamma

    def _get_closed_form_lr(self):
        return [base * self.gamma ** (self.last_epoch // self.step_size) for base in self.base_lrs]

class MultiStepLR(_FactorScheduler):
    """Decays the learning rate of each parameter group by gamma once the number of epoch reaches one of the milestones."""
    def __init__(self, optimizer, milestones, gamma=0.1, last_epoch=-1):
        self.milestones = _collections.Counter(milestones)
        self.gamma = gamma
        super().__init__(optimizer, last_epoch)

    def _factor(self):
        if self.last_epoch not in self.milestones:
            return None
        return self.gamma ** self.milestones[self.last_epoch]

    def _get_closed_form_lr(self):
        passed = sum(n for milestone, n in self.milestones.items() if milestone <= self.last_epoch)
        return [base * self.gamma ** passed for base in self.base_lrs]

class ConstantLR(_FactorScheduler):
    """Multiply the learning rate of each parameter group by a small constant factor."""
    def __init__(self, optimizer, factor=1.0 / 3, total_iters=5, last_epoch=-1):
        if factor > 1.0 or factor < 0:
            raise ValueError('Constant multiplicative factor expected to be between 0 and 1.')
        self.factor = factor
        self.total_iters = total_iters
        super().__init__(optimizer, last_epoch)

    def _factor(self):
        if self.last_epoch == 0:
            return self.factor
        return None if self.last_epoch != self.total_iters else 1.0 / self.factor

class LinearLR(_FactorScheduler):
    """Decays the learning rate of each parameter group by linearly changing small multiplicative factor."""
    def __init__(self, optimizer, start_factor=1.0 / 3, end_factor=1.0, total_iters=5, last_epoch=-1):
        if start_factor > 1.0 or start_factor <= 0:
            raise ValueError(
                'Starting multiplicative factor expected to be greater than 0 and less or equal to 1.')
        if end_factor > 1.0 or end_factor < 0:
            raise ValueError('Ending multiplicative factor expected to be between 0 and 1.')
        self.start_factor = start_factor
        self.end_factor = end_factor
        self.total_iters = total_iters
        super().__init__(optimizer, last_epoch)

    def _factor(self):
        if self.last_epoch == 0:
            return self.start_factor
        if self._is_initial or self.last_epoch > self.total_iters:
            return None
        change = self.end_factor - self.start_factor
        return 1.0 + change / (self.total_iters * self.start_factor + (self.last_epoch - 1) * change)

class ExponentialLR(_FactorScheduler):
    """Decays the learning rate of each parameter group by gamma every epoch."""
    def __init__(self, optimizer, gamma, last_epoch=-1):
        self.gamma = gamma
        super().__init__(optimizer, last_epoch)

    def _factor(self):
        return None if self._is_initial else self.gamma

    def _get_closed_form_lr(self):
        return [base * self.gamma ** self.last_epoch for base in self.base_lrs]

class PolynomialLR(_FactorScheduler):
    """Decays the learning rate of each parameter group using a polynomial function in the given total_iters."""
    def __init__(self, optimizer, total_iters=5, power=1.0, last_epoch=-1):
        self.total_iters = total_iters
        self.power = power
        super().__init__(optimizer, last_epoch)

    def _factor(self):
        if self._is_initial or self.last_epoch > self.total_iters:
            return None
        left = (1.0 - self.last_epoch / self.total_iters) / (1.0 - (self.last_epoch - 1) / self.total_iters)
        return left ** self.power

"""#

private let shapedSchedulerText = #"""
class CosineAnnealingLR(LRScheduler):
    """Set the learning rate of each parameter group using a cosine annealing schedule."""
    def __init__(self, optimizer, T_max, eta_min=0.0, last_epoch=-1):
        self.T_max = T_max
        self.eta_min = eta_min
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        self._warn_outside_step()
        if self._is_initial:
            return _rates(self.optimizer)
        groups = self.optimizer.param_groups
        if self._step_count == 1 and self.last_epoch > 0:
            return self._get_closed_form_lr()
        if (self.last_epoch - 1 - self.T_max) % (2 * self.T_max) == 0:
            rise = (1 - _math.cos(_math.pi / self.T_max))
            return [
                group['lr'] + (base - self.eta_min) * rise / 2 for base, group in zip(self.base_lrs, groups)]
        now = 1 + _math.cos(_math.pi * self.last_epoch / self.T_max)
        before = 1 + _math.cos(_math.pi * (self.last_epoch - 1) / self.T_max)
        return [now / before * (group['lr'] - self.eta_min) + self.eta_min for group in groups]

    def _get_closed_form_lr(self):
        height = 1 + _math.cos(_math.pi * self.last_epoch / self.T_max)
        return [self.eta_min + (base - self.eta_min) * height / 2 for base in self.base_lrs]

class CosineAnnealingWarmRestarts(LRScheduler):
    """Set the learning rate of each parameter group using a cosine annealing schedule with restarts."""
    def __init__(self, optimizer, T_0, T_mult=1, eta_min=0.0, last_epoch=-1):
        if T_0 <= 0 or not isinstance(T_0, int):
            raise ValueError(f'Expected positive integer T_0, but got {T_0}')
        if T_mult < 1 or not isinstance(T_mult, int):
            raise ValueError(f'Expected integer T_mult >= 1, but got {T_mult}')
        if not isinstance(eta_min, (float, int)):
            raise ValueError(f'Expected float or int eta_min, but got {eta_min} of type {type(eta_min)}')
        self.T_0 = T_0
        self.T_i = T_0
        self.T_mult = T_mult
        self.eta_min = eta_min
        self.T_cur = last_epoch
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        self._warn_outside_step()
        height = 1 + _math.cos(_math.pi * self.T_cur / self.T_i)
        return [self.eta_min + (base - self.eta_min) * height / 2 for base in self.base_lrs]

    def step(self, epoch=None):
        """Step could be called after every batch update."""
        if epoch is None and self.last_epoch < 0:
            epoch = 0
        if epoch is None:
            epoch = self.last_epoch + 1
            self.T_cur = self.T_cur + 1
            if self.T_cur >= self.T_i:
                self.T_cur = self.T_cur % self.T_i
                self.T_i = self.T_i * self.T_mult
        elif epoch < 0:
            raise ValueError(f'Expected non-negative epoch, but got {epoch}')
        elif epoch < self.T_0:
            self.T_i = self.T_0
            self.T_cur = epoch
        elif self.T_mult == 1:
            self.T_cur = epoch % self.T_0
        else:
            n = int(_math.log((epoch / self.T_0 * (self.T_mult - 1) + 1), self.T_mult))
            self.T_cur = epoch - self.T_0 * (self.T_mult ** n - 1) / (self.T_mult - 1)
            self.T_i = self.T_0 * self.T_mult ** n
        self.last_epoch = _math.floor(epoch)
        for group, rate in zip(self.optimizer.param_groups, self._next_rates()):
            _set_rate(group, rate)
        self._last_lr = _rates(self.optimizer)

def _for_each_group(name, optimizer, value):
    count = len(optimizer.param_groups)
    if not isinstance(value, (list, tuple)):
        return [value] * count
    if len(value) != count:
        raise ValueError(f'expected {count} values for {name}, got {len(value)}')
    return list(value)

def _set_momentum(group, momentum):
    if 'betas' in group:
        group['betas'] = (momentum, *group['betas'][1:])
    else:
        group['momentum'] = momentum

def _require_momentum(optimizer):
    if 'momentum' not in optimizer.defaults and 'betas' not in optimizer.defaults:
        raise ValueError('optimizer must support momentum or beta1 with `cycle_momentum` option enabled')

class CyclicLR(LRScheduler):
    """Sets the learning rate of each parameter group according to cyclical learning rate policy (CLR)."""
    def __init__(self, optimizer, base_lr, max_lr, step_size_up=2000, step_size_down=None, mode='triangular', gamma=1.0, scale_fn=None, scale_mode='cycle', cycle_momentum=True, base_momentum=0.8, max_momentum=0.9, last_epoch=-1):
        _require_optimizer(optimizer)
        base_lrs = _for_each_group('base_lr', optimizer, base_lr)
        if last_epoch == -1:
            for rate, group in zip(base_lrs, optimizer.param_groups):
                _set_rate(group, rate)
        self.max_lrs = _for_each_group('max_lr', optimizer, max_lr)
        step_size_up = float(step_size_up)
        step_size_down = step_size_up if step_size_down is None else float(step_size_down)
        self.total_size = step_size_up + step_size_down
        self.step_ratio = step_size_up / self.total_size
        if mode not in ('triangular', 'triangular2', 'exp_range') and scale_fn is None:
            raise ValueError('mode is invalid and scale_fn is None')
        self.mode = mode
        self.gamma = gamma
        self._scale_fn_custom = scale_fn
        self.scale_mode = scale_mode
        if scale_fn is None:
            self.scale_mode = 'iterations' if mode == 'exp_range' else 'cycle'
        self.cycle_momentum = cycle_momentum
        if cycle_momentum:
            self.use_beta1 = 'betas' in optimizer.defaults
            _require_momentum(optimizer)
            self.base_momentums = _for_each_group('base_momentum', optimizer, base_momentum)
            self.max_momentums = _for_each_group('max_momentum', optimizer, max_momentum)
            if last_epoch == -1:
                for low, high, group in zip(self.base_momentums, self.max_momentums, optimizer.param_groups):
                    _set_momentum(group, high)
                    group['max_momentum'], group['base_momentum'] = high, low
        super().__init__(optimizer, last_epoch)
        self.base_lrs = base_lrs

    def scale_fn(self, x):
        if self._scale_fn_custom is not None:
            return self._scale_fn_custom(x)
        if self.mode == 'triangular':
            return 1.0
        return 1 / (2.0 ** (x - 1)) if self.mode == 'triangular2' else self.gamma ** x

    def get_lr(self):
        self._warn_outside_step()
        cycle = _math.floor(1 + self.last_epoch / self.total_size)
        x = 1.0 + self.last_epoch / self.total_size - cycle
        share = x / self.step_ratio if x <= self.step_ratio else (x - 1) / (self.step_ratio - 1)
        scale = self.scale_fn(cycle if self.scale_mode == 'cycle' else self.last_epoch)
        if self.cycle_momentum:
            for low, high, group in zip(self.base_momentums, self.max_momentums, self.optimizer.param_groups):
                _set_momentum(group, high - (high - low) * share * scale)
        return [low + (high - low) * share * scale for low, high in zip(self.base_lrs, self.max_lrs)]

class OneCycleLR(LRScheduler):
    """Sets the learning rate of each parameter group according to the 1cycle learning rate policy."""
    def __init__(self, optimizer, max_lr, total_steps=None, epochs=None, steps_per_epoch=None, pct_start=0.3, anneal_strategy='cos', cycle_momentum=True, base_momentum=0.85, max_momentum=0.95, div_factor=25.0, final_div_factor=10000.0, three_phase=False, last_epoch=-1):
        _require_optimizer(optimizer)
        self.total_steps = _total_steps(total_steps, epochs, steps_per_epoch)
        if pct_start < 0 or pct_start > 1 or not isinstance(pct_start, float):
            raise ValueError(f'Expected float between 0 and 1 pct_start, but got {pct_start}')
        if anneal_strategy not in ('cos', 'linear'):
            raise ValueError(
                f"anneal_strategy must be one of 'cos' or 'linear', instead got {anneal_strategy}")
        self._anneal_func_type = anneal_strategy
        first = float(pct_start * self.total_steps) - 1
        if three_phase:
            self._schedule_phases = [
                (first, 'initial_lr', 'max_lr', 'max_momentum', 'base_momentum'),
                (2 * first, 'max_lr', 'initial_lr', 'base_momentum', 'max_momentum'),
                (self.total_steps - 1, 'initial_lr', 'min_lr', 'max_momentum', 'max_momentum')]
        else:
            self._schedule_phases = [
                (first, 'initial_lr', 'max_lr', 'max_momentum', 'base_momentum'),
                (self.total_steps - 1, 'max_lr', 'min_lr', 'base_momentum', 'max_momentum')]
        self.cycle_momentum = cycle_momentum
        rates = _for_each_group('max_lr', optimizer, max_lr)
        if last_epoch == -1:
            for rate, group in zip(rates, optimizer.param_groups):
                group['initial_lr'] = rate / div_factor
                group['max_lr'] = rate
                group['min_lr'] = group['initial_lr'] / final_div_factor
        if cycle_momentum:
            self.use_beta1 = 'betas' in optimizer.defaults
            _require_momentum(optimizer)
            lows = _for_each_group('base_momentum', optimizer, base_momentum)
            highs = _for_each_group('max_momentum', optimizer, max_momentum)
            if last_epoch == -1:
                for low, high, group in zip(lows, highs, optimizer.param_groups):
                    _set_momentum(group, high)
                    group['max_momentum'], group['base_momentum'] = high, low
        super().__init__(optimizer, last_epoch)

    def _annealed(self, start, end, share):
        if self._anneal_func_type == 'linear':
            return (end - start) * share + start
        return end + (start - end) / 2.0 * (_math.cos(_math.pi * share) + 1)

    def get_lr(self):
        self._warn_outside_step()
        number = self.last_epoch
        if number > self.total_steps:
            raise ValueError(
                f'Tried to step {number} times. The total number of steps is {self.total_steps}')
        start = 0.0
        for end, first_lr, last_lr, first_momentum, last_momentum in self._schedule_phases:
            if number <= end or end == self._schedule_phases[-1][0]:
                share = (number - start) / (end - start)
                break
            start = end
        rates = []
        for group in self.optimizer.param_groups:
            rates.append(self._annealed(group[first_lr], group[last_lr], share))
            if self.cycle_momentum:
                _set_momentum(group, self._annealed(group[first_momentum], group[last_momentum], share))
        return rates

def _total_steps(total_steps, epochs, steps_per_epoch):
    if total_steps is not None:
        counts = [('total_steps', total_steps)]
    elif epochs is None or steps_per_epoch is None:
        raise ValueError('You must define either total_steps OR (epochs AND steps_per_epoch)')
    else:
        counts = [('epochs', epochs), ('steps_per_epoch', steps_per_epoch)]
    for name, count in counts:
        if count <= 0 or not isinstance(count, int):
            raise ValueError(f'Expected positive integer {name}, but got {count}')
    return total_steps if total_steps is not None else epochs * steps_per_epoch

"""#

private let composedSchedulerText = #"""
def _check_schedulers(owner, optimizer, schedulers, what):
    if len(schedulers) < 1:
        raise ValueError(f'{owner} expects at least one scheduler{what}, but got no scheduler.')
    for number, scheduler in enumerate(schedulers):
        if not hasattr(scheduler, 'optimizer'):
            raise TypeError(f'{owner} at index {number} should have `optimizer` as its attribute.')
        if isinstance(scheduler, ReduceLROnPlateau):
            raise ValueError(
                f'{owner} does not support `ReduceLROnPlateau` scheduler as it requires additional kwargs to be '
                f'specified when calling `step`, but got one at index {number} in the given schedulers sequence.')
        if optimizer is not None and scheduler.optimizer is not optimizer:
            raise ValueError(
                f'{owner} expects all schedulers to belong to the same optimizer, but got scheduler '
                f'{type(scheduler).__name__} at index {number} has {scheduler.optimizer}, which is different from '
                f'{type(optimizer).__name__}.')

class _ComposedScheduler(LRScheduler):
    def state_dict(self):
        state = super().state_dict()
        del state['_schedulers']
        state['_schedulers'] = [scheduler.state_dict() for scheduler in self._schedulers]
        return state

    def load_state_dict(self, state_dict):
        state = dict(state_dict)
        for scheduler, saved in zip(self._schedulers, state.pop('_schedulers')):
            scheduler.load_state_dict(saved)
        self.__dict__.update(state)

class SequentialLR(_ComposedScheduler):
    """Contains a list of schedulers expected to be called sequentially during the optimization process."""
    def __init__(self, optimizer, schedulers, milestones, last_epoch=-1):
        _check_schedulers('SequentialLR', optimizer, schedulers, '')
        if len(milestones) != len(schedulers) - 1:
            raise ValueError(
                'Sequential Schedulers expects number of schedulers provided to be one more than the number of '
                f'milestone points, but got number of schedulers {len(schedulers)} and the number of milestones to be '
                f'equal to {len(milestones)}')
        self._schedulers = schedulers
        self._milestones = milestones
        self.last_epoch = last_epoch + 1
        self.optimizer = optimizer
        for group in optimizer.param_groups:
            _set_rate(group, group['initial_lr'])
        self._undo(self)
        first = schedulers[self._position(0)]
        first._initial_step()
        self._last_lr = first.get_last_lr()

    def _position(self, epoch):
        return sum(milestone <= epoch for milestone in self._milestones)

    def _undo(self, scheduler):
        if hasattr(scheduler, '_schedulers'):
            for part in scheduler._schedulers:
                self._undo(part)
        elif hasattr(scheduler, 'last_epoch'):
            scheduler.last_epoch -= 1

    def step(self):
        """Perform a step."""
        self.last_epoch += 1
        position = self._position(self.last_epoch)
        scheduler = self._schedulers[position]
        if position > 0 and self._milestones[position - 1] == self.last_epoch:
            scheduler._update_lr(0)
        else:
            scheduler.step()
        self._last_lr = scheduler.get_last_lr()

class ChainedScheduler(_ComposedScheduler):
    """Chains a list of learning rate schedulers."""
    def __init__(self, schedulers, optimizer=None):
        _check_schedulers('ChainedScheduler', None, schedulers, ' to be chained')
        optimizer = optimizer or schedulers[0].optimizer
        _check_schedulers('ChainedScheduler', optimizer, schedulers, ' to be chained')
        self._schedulers = schedulers
        self.optimizer = optimizer
        self._last_lr = _rates(optimizer)

    def step(self):
        """Perform a step."""
        for scheduler in self._schedulers:
            scheduler.step()
        self._last_lr = _rates(self.optimizer)

"""#

private let plateauSchedulerText = #"""
class ReduceLROnPlateau(LRScheduler):
    """Reduce learning rate when a metric has stopped improving."""
    def __init__(self, optimizer, mode='min', factor=0.1, patience=10, threshold=0.0001, threshold_mode='rel', cooldown=0, min_lr=0, eps=1e-08):
        if factor >= 1.0:
            raise ValueError('Factor should be < 1.0.')
        _require_optimizer(optimizer)
        self.factor = factor
        self.optimizer = optimizer
        count = len(optimizer.param_groups)
        if isinstance(min_lr, (list, tuple)) and len(min_lr) != count:
            raise ValueError(f'expected {count} min_lrs, got {len(min_lr)}')
        self.default_min_lr = None if isinstance(min_lr, (list, tuple)) else min_lr
        self.min_lrs = list(min_lr) if isinstance(min_lr, (list, tuple)) else [min_lr] * count
        self.patience = patience
        self.cooldown = cooldown
        self.eps = eps
        self.last_epoch = 0
        self._last_lr = _rates(optimizer)
        if mode not in ('min', 'max'):
            raise ValueError('mode ' + mode + ' is unknown!')
        if threshold_mode not in ('rel', 'abs'):
            raise ValueError('threshold mode ' + threshold_mode + ' is unknown!')
        self.mode_worse = _math.inf if mode == 'min' else -_math.inf
        self.mode = mode
        self.threshold = threshold
        self.threshold_mode = threshold_mode
        self._reset()

    def _reset(self):
        self.best = self.mode_worse
        self.cooldown_counter = 0
        self.num_bad_epochs = 0

    def step(self, metrics, epoch=None):
        """Perform a step."""
        current = float(metrics)
        self.last_epoch = self.last_epoch + 1 if epoch is None else epoch
        if self._is_better(current, self.best):
            self.best = current
            self.num_bad_epochs = 0
        else:
            self.num_bad_epochs += 1
        if self.in_cooldown:
            self.cooldown_counter -= 1
            self.num_bad_epochs = 0
        if self.num_bad_epochs > self.patience:
            self._reduce_lr()
            self.cooldown_counter = self.cooldown
            self.num_bad_epochs = 0
        self._last_lr = _rates(self.optimizer)

    def _reduce_lr(self):
        groups = self.optimizer.param_groups
        if len(groups) != len(self.min_lrs):
            self.min_lrs = [self.default_min_lr] * len(groups)
        for group, least in zip(groups, self.min_lrs):
            before = float(group['lr'])
            after = max(before * self.factor, least)
            if before - after > self.eps:
                _set_rate(group, after)

    @property
    def in_cooldown(self):
        return self.cooldown_counter > 0

    def _is_better(self, value, best):
        if self.mode == 'min':
            return value < (best * (1.0 - self.threshold) if self.threshold_mode == 'rel' else best - self.threshold)
        return value > (best * (self.threshold + 1.0) if self.threshold_mode == 'rel' else best + self.threshold)

"""#
