/// `torch.optim.swa_utils`: averages of models over steps of training, and their learning rate.
let averagingSource = LibraryText("torch.optim.swa_utils", averagedModelText + averagingRateText)

private let averagedModelText = #"""
_copy = __import__('copy')

_itertools = __import__('itertools')

def _check_decay(decay):
    if decay < 0.0 or decay > 1.0:
        raise ValueError(f'Invalid decay value {decay} provided. Please provide a value in [0,1] range.')

def get_ema_multi_avg_fn(decay=0.999):
    """Get the function applying exponential moving average (EMA) across multiple params."""
    _check_decay(decay)
    @torch.no_grad()
    def ema_update(ema_param_list, current_param_list, _):
        for average, current in zip(ema_param_list, current_param_list):
            if average.is_floating_point() or average.is_complex():
                average.lerp_(current, 1 - decay)
            else:
                average.copy_(average * decay + current * (1 - decay))
    return ema_update

def get_swa_multi_avg_fn():
    """Get the function applying stochastic weight average (SWA) across multiple params."""
    @torch.no_grad()
    def swa_update(averaged_param_list, current_param_list, num_averaged):
        share = float(1 / (num_averaged + 1))
        for average, current in zip(averaged_param_list, current_param_list):
            if average.is_floating_point() or average.is_complex():
                average.lerp_(current, share)
            else:
                average.add_(((current - average) * share).to(average.dtype))
    return swa_update

def get_ema_avg_fn(decay=0.999):
    """Get the function applying exponential moving average (EMA) across a single param."""
    _check_decay(decay)
    @torch.no_grad()
    def ema_update(ema_param, current_param, num_averaged):
        return decay * ema_param + (1 - decay) * current_param
    return ema_update

def get_swa_avg_fn():
    """Get the function applying stochastic weight average (SWA) across a single param."""
    @torch.no_grad()
    def swa_update(averaged_param, current_param, num_averaged):
        return averaged_param + (current_param - averaged_param) / (num_averaged + 1)
    return swa_update

class AveragedModel(torch.nn.Module):
    """Implements averaged model for Stochastic Weight Averaging (SWA) and Exponential Moving Average (EMA)."""
    def __init__(self, model, device=None, avg_fn=None, multi_avg_fn=None, use_buffers=False):
        super().__init__()
        if avg_fn is not None and multi_avg_fn is not None:
            raise AssertionError('Only one of avg_fn and multi_avg_fn should be provided')
        self.module = _copy.deepcopy(model)
        if device is not None:
            self.module = self.module.to(device)
        self.register_buffer('n_averaged', torch.tensor(0, dtype=torch.long, device=device))
        self.avg_fn = avg_fn
        self.multi_avg_fn = multi_avg_fn
        self.use_buffers = use_buffers

    def forward(self, *args, **kwargs):
        """Forward pass."""
        return self.module(*args, **kwargs)

    def _tensors(self, model):
        members = [model.parameters(), model.buffers()] if self.use_buffers else [model.parameters()]
        return [member.detach() for member in _itertools.chain(*members)]

    def update_parameters(self, model):
        """Update model parameters."""
        averages, currents = self._tensors(self.module), self._tensors(model)
        if self.n_averaged == 0:
            for average, current in zip(averages, currents):
                average.copy_(current)
        elif self.avg_fn is not None:
            for average, current in zip(averages, currents):
                average.copy_(self.avg_fn(average, current, self.n_averaged))
        else:
            (self.multi_avg_fn or get_swa_multi_avg_fn())(averages, currents, self.n_averaged)
        if not self.use_buffers:
            for average, current in zip(self.module.buffers(), model.buffers()):
                average.detach().copy_(current.detach())
        self.n_averaged += 1

@torch.no_grad()
def update_bn(loader, model, device=None):
    """Update BatchNorm running_mean, running_var buffers in the model."""
    momenta = {}
    for module in model.modules():
        if isinstance(module, torch.nn.modules.batchnorm._BatchNorm):
            module.reset_running_stats()
            momenta[module] = module.momentum
    if not momenta:
        return
    was_training = model.training
    model.train()
    for module in momenta:
        module.momentum = None
    for batch in loader:
        if isinstance(batch, (list, tuple)):
            batch = batch[0]
        model(batch if device is None else batch.to(device))
    for module, momentum in momenta.items():
        module.momentum = momentum
    model.train(was_training)

"""#

private let averagingRateText = #"""
_math = __import__('math')

class SWALR(torch.optim.lr_scheduler.LRScheduler):
    """Anneals the learning rate in each parameter group to a fixed value."""
    def __init__(self, optimizer, swa_lr, anneal_epochs=10, anneal_strategy='cos', last_epoch=-1):
        rates = list(swa_lr) if isinstance(swa_lr, (list, tuple)) else [swa_lr] * len(optimizer.param_groups)
        if len(rates) != len(optimizer.param_groups):
            raise ValueError(
                f'swa_lr must have the same length as optimizer.param_groups. swa_lr has {len(rates)} values, '
                f'param_groups has {len(optimizer.param_groups)}.')
        for rate, group in zip(rates, optimizer.param_groups):
            group['swa_lr'] = rate
        if anneal_strategy not in ('cos', 'linear'):
            raise ValueError(f"anneal_strategy must be one of 'cos' or 'linear', instead got {anneal_strategy}")
        if not isinstance(anneal_epochs, int) or anneal_epochs < 0:
            raise ValueError(f'anneal_epochs must be equal or greater than 0, got {anneal_epochs}')
        self._anneal_strategy = anneal_strategy
        self.anneal_epochs = anneal_epochs
        super().__init__(optimizer, last_epoch)

    def _share(self, step):
        """How much of the way to the fixed rate has been gone after so many steps."""
        t = max(0, min(1, step / max(1, self.anneal_epochs)))
        return (1 - _math.cos(_math.pi * t)) / 2 if self._anneal_strategy == 'cos' else t

    def get_lr(self):
        """Compute the next learning rate for each of the optimizer's parameter groups."""
        step = self._step_count - 1
        if self.anneal_epochs == 0:
            step = max(1, step)
        before, now = self._share(step - 1), self._share(step)
        rates = []
        for group in self.optimizer.param_groups:
            target = group['swa_lr']
            start = target if before == 1 else (group['lr'] - before * target) / (1 - before)
            rates.append(target * now + start * (1 - now))
        return rates

"""#
