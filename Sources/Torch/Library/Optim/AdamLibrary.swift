/// `torch.optim.Adam` and its relatives: averages of gradients and of their squares.

let adamText = #"""
class Adam(Optimizer):
    """Implements Adam algorithm."""
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, amsgrad=False, *, foreach=None, maximize=False, capturable=False, differentiable=False, fused=None, decoupled_weight_decay=False):
        _check_range('learning rate', lr)
        _check_range('epsilon value', eps)
        _check_betas(betas)
        _check_range('weight_decay value', weight_decay)
        super().__init__(params, dict(
            lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, amsgrad=amsgrad, maximize=maximize,
            foreach=foreach, capturable=capturable, differentiable=differentiable, fused=fused,
            decoupled_weight_decay=decoupled_weight_decay))

    def _update_group(self, group):
        return not (group['amsgrad'] or group['maximize']) and torch._adam_steps(
            group['params'], self.state, group['lr'], group['betas'], group['eps'], group['weight_decay'],
            group['decoupled_weight_decay'])

    def _update(self, p, grad, group):
        lr = group['lr']
        state = self.state[p]
        grad = _decayed(p, grad, group)
        if not state:
            _begin_averages(p, state)
            if group['amsgrad']:
                state['max_exp_avg_sq'] = torch.zeros_like(p)
        step, average, square = _advance_averages(grad, state, group)
        if group['amsgrad']:
            square = torch.maximum(state['max_exp_avg_sq'], square)
            state['max_exp_avg_sq'] = square
        beta1, beta2 = group['betas']
        root = (1 - beta2 ** step) ** 0.5
        denominator = (square.sqrt() / root).add_(group['eps'])
        p.addcdiv_(average, denominator, value=-(lr / (1 - beta1 ** step)))

def _decayed(p, grad, group):
    """The gradient with weight decay, or, if that is decoupled, the parameter shrunk."""
    decay = group['weight_decay']
    if decay == 0:
        return grad
    if group['decoupled_weight_decay']:
        p.mul_(1 - group['lr'] * decay)
        return grad
    return grad.add(p, alpha=decay)

def _begin_averages(p, state):
    state['step'] = torch.tensor(0.0, dtype=torch.float32)
    state['exp_avg'] = torch.zeros_like(p)
    state['exp_avg_sq'] = torch.zeros_like(p)

def _advance_averages(grad, state, group):
    """The number of the step, and the averages with a gradient added."""
    beta1, beta2 = group['betas']
    state['step'] += 1
    average, square = state['exp_avg'], state['exp_avg_sq']
    average.lerp_(grad, 1 - beta1)
    square.mul_(beta2).addcmul_(grad, grad, value=1 - beta2)
    return state['step'].item(), average, square

"""#

let adamWText = #"""
class AdamW(Adam):
    """Implements AdamW algorithm, where weight decay does not accumulate in the momentum nor variance."""
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.01, amsgrad=False, *, maximize=False, foreach=None, capturable=False, differentiable=False, fused=None):
        super().__init__(
            params, lr, betas, eps, weight_decay, amsgrad, foreach=foreach, maximize=maximize,
            capturable=capturable, differentiable=differentiable, fused=fused, decoupled_weight_decay=True)

"""#

let adamaxText = #"""
class Adamax(Optimizer):
    """Implements Adamax algorithm (a variant of Adam based on infinity norm)."""
    def __init__(self, params, lr=0.002, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, foreach=None, *, maximize=False, differentiable=False, capturable=False):
        _check_range('learning rate', lr)
        _check_range('epsilon value', eps)
        _check_betas(betas)
        _check_range('weight_decay value', weight_decay)
        super().__init__(params, dict(
            lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, foreach=foreach, maximize=maximize,
            differentiable=differentiable, capturable=capturable))

    def _update(self, p, grad, group):
        if group['weight_decay'] != 0:
            grad = grad.add(p, alpha=group['weight_decay'])
        state = self.state[p]
        if not state:
            state['step'] = torch.tensor(0.0, dtype=torch.float32)
            state['exp_avg'] = torch.zeros_like(p)
            state['exp_inf'] = torch.zeros_like(p)
        beta1, beta2 = group['betas']
        state['step'] += 1
        state['exp_avg'].lerp_(grad, 1 - beta1)
        largest = state['exp_inf'].mul_(beta2)
        largest.copy_(torch.maximum(largest, grad.abs().add_(group['eps'])))
        rate = group['lr'] / (1 - beta1 ** state['step'].item())
        p.addcdiv_(state['exp_avg'], largest, value=-rate)

"""#

let nadamText = #"""
class NAdam(Optimizer):
    """Implements NAdam algorithm."""
    def __init__(self, params, lr=0.002, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, momentum_decay=0.004, decoupled_weight_decay=False, *, foreach=None, maximize=False, capturable=False, differentiable=False):
        _check_range('learning rate', lr)
        _check_range('epsilon value', eps)
        _check_betas(betas)
        _check_range('weight_decay value', weight_decay)
        _check_range('momentum_decay value', momentum_decay)
        super().__init__(params, dict(
            lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, momentum_decay=momentum_decay,
            decoupled_weight_decay=decoupled_weight_decay, maximize=maximize, foreach=foreach,
            capturable=capturable, differentiable=differentiable))

    def _update(self, p, grad, group):
        grad = _decayed(p, grad, group)
        state = self.state[p]
        if not state:
            state['step'] = torch.tensor(0.0, dtype=torch.float32)
            state['mu_product'] = torch.ones((), dtype=torch.float32)
            state['exp_avg'] = torch.zeros_like(p)
            state['exp_avg_sq'] = torch.zeros_like(p)
        step, average, square = _advance_averages(grad, state, group)
        lr = group['lr']
        beta1, beta2 = group['betas']
        mu = beta1 * (1.0 - 0.5 * 0.96 ** (step * group['momentum_decay']))
        next_mu = beta1 * (1.0 - 0.5 * 0.96 ** ((step + 1) * group['momentum_decay']))
        state['mu_product'] *= mu
        product = state['mu_product'].item()
        denominator = square.div(1 - beta2 ** step).sqrt().add(group['eps'])
        p.addcdiv_(grad, denominator, value=-lr * (1.0 - mu) / (1.0 - product))
        p.addcdiv_(average, denominator, value=-lr * next_mu / (1.0 - product * next_mu))

"""#

let radamText = #"""
class RAdam(Optimizer):
    """Implements RAdam algorithm."""
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, decoupled_weight_decay=False, *, foreach=None, maximize=False, capturable=False, differentiable=False):
        _check_range('learning rate', lr)
        _check_range('epsilon value', eps)
        _check_betas(betas)
        _check_range('weight_decay value', weight_decay)
        super().__init__(params, dict(
            lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, maximize=maximize, foreach=foreach,
            capturable=capturable, decoupled_weight_decay=decoupled_weight_decay, differentiable=differentiable))

    def _update(self, p, grad, group):
        grad = _decayed(p, grad, group)
        state = self.state[p]
        if not state:
            _begin_averages(p, state)
        step, average, square = _advance_averages(grad, state, group)
        beta1, beta2 = group['betas']
        correction = 1 - beta2 ** step
        change = average / (1 - beta1 ** step) * group['lr']
        limit = 2 / (1 - beta2) - 1
        length = limit - 2 * step * beta2 ** step / correction
        if length > 5.0:
            rectified = (
                (length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length)) ** 0.5
            change = change * (correction ** 0.5 / square.sqrt().add_(group['eps'])) * rectified
        p.add_(change, alpha=-1.0)

"""#
