/// Optimizers with a step size for each number: RMSprop, Adagrad, Adadelta, Rprop; averaged SGD.

let rmspropText = #"""
class RMSprop(Optimizer):
    """Implements RMSprop algorithm."""
    def __init__(self, params, lr=0.01, alpha=0.99, eps=1e-08, weight_decay=0, momentum=0, centered=False, capturable=False, foreach=None, maximize=False, differentiable=False):
        _check_range('learning rate', lr)
        _check_range('epsilon value', eps)
        _check_range('momentum value', momentum)
        _check_range('weight_decay value', weight_decay)
        _check_range('alpha value', alpha)
        super().__init__(params, dict(
            lr=lr, momentum=momentum, alpha=alpha, eps=eps, centered=centered, weight_decay=weight_decay,
            capturable=capturable, foreach=foreach, maximize=maximize, differentiable=differentiable))

    def _update(self, p, grad, group):
        lr, alpha, momentum = group['lr'], group['alpha'], group['momentum']
        state = self.state[p]
        if not state:
            state['step'] = torch.zeros((), dtype=torch.float32)
            state['square_avg'] = torch.zeros_like(p)
            if momentum > 0:
                state['momentum_buffer'] = torch.zeros_like(p)
            if group['centered']:
                state['grad_avg'] = torch.zeros_like(p)
        state['step'] += 1
        if group['weight_decay'] != 0:
            grad = grad.add(p, alpha=group['weight_decay'])
        square = state['square_avg']
        square.mul_(alpha).addcmul_(grad, grad, value=1 - alpha)
        if group['centered']:
            state['grad_avg'].lerp_(grad, 1 - alpha)
            square = square.addcmul(state['grad_avg'], state['grad_avg'], value=-1)
        denominator = square.sqrt().add_(group['eps'])
        if momentum > 0:
            state['momentum_buffer'].mul_(momentum).addcdiv_(grad, denominator)
            p.add_(state['momentum_buffer'], alpha=-lr)
        else:
            p.addcdiv_(grad, denominator, value=-lr)

"""#

let adagradText = #"""
class Adagrad(Optimizer):
    """Implements Adagrad algorithm."""
    def __init__(self, params, lr=0.01, lr_decay=0, weight_decay=0, initial_accumulator_value=0, eps=1e-10, foreach=None, *, maximize=False, differentiable=False, fused=None):
        _check_range('learning rate', lr)
        _check_range('lr_decay value', lr_decay)
        _check_range('weight_decay value', weight_decay)
        _check_range('initial_accumulator_value value', initial_accumulator_value)
        _check_range('epsilon value', eps)
        super().__init__(params, dict(
            lr=lr, lr_decay=lr_decay, eps=eps, weight_decay=weight_decay,
            initial_accumulator_value=initial_accumulator_value, foreach=foreach, maximize=maximize,
            differentiable=differentiable, fused=fused))
        for group in self.param_groups:
            for p in group['params']:
                self.state[p]['step'] = torch.tensor(0.0, dtype=torch.float32)
                self.state[p]['sum'] = torch.full_like(p, initial_accumulator_value).requires_grad_(False)

    def share_memory(self):
        pass

    def _update(self, p, grad, group):
        state = self.state[p]
        state['step'] += 1
        if group['weight_decay'] != 0:
            grad = grad.add(p, alpha=group['weight_decay'])
        rate = group['lr'] / (1 + (state['step'].item() - 1) * group['lr_decay'])
        state['sum'].addcmul_(grad, grad, value=1)
        p.addcdiv_(grad, state['sum'].sqrt().add_(group['eps']), value=-rate)

"""#

let adadeltaText = #"""
class Adadelta(Optimizer):
    """Implements Adadelta algorithm."""
    def __init__(self, params, lr=1.0, rho=0.9, eps=1e-06, weight_decay=0, foreach=None, *, capturable=False, maximize=False, differentiable=False):
        _check_range('learning rate', lr)
        _check_range('rho value', rho, 0.0 <= rho <= 1.0)
        _check_range('epsilon value', eps)
        _check_range('weight_decay value', weight_decay)
        super().__init__(params, dict(
            lr=lr, rho=rho, eps=eps, weight_decay=weight_decay, maximize=maximize, capturable=capturable,
            foreach=foreach, differentiable=differentiable))

    def _update(self, p, grad, group):
        rho, eps = group['rho'], group['eps']
        state = self.state[p]
        if not state:
            state['step'] = torch.zeros((), dtype=torch.float32)
            state['square_avg'] = torch.zeros_like(p)
            state['acc_delta'] = torch.zeros_like(p)
        state['step'] += 1
        if group['weight_decay'] != 0:
            grad = grad.add(p, alpha=group['weight_decay'])
        square, changes = state['square_avg'], state['acc_delta']
        square.mul_(rho).addcmul_(grad, grad, value=1 - rho)
        change = changes.add(eps).sqrt_().div_(square.add(eps).sqrt_()).mul_(grad)
        changes.mul_(rho).addcmul_(change, change, value=1 - rho)
        p.add_(change, alpha=-group['lr'])

"""#

let rpropText = #"""
class Rprop(Optimizer):
    """Implements the resilient backpropagation algorithm."""
    def __init__(self, params, lr=0.01, etas=(0.5, 1.2), step_sizes=(1e-06, 50), *, capturable=False, foreach=None, maximize=False, differentiable=False):
        _check_range('learning rate', lr)
        if not 0.0 < etas[0] < 1.0 < etas[1]:
            raise ValueError(f'Invalid eta values: {etas[0]}, {etas[1]}')
        super().__init__(params, dict(
            lr=lr, etas=etas, step_sizes=step_sizes, foreach=foreach, maximize=maximize,
            differentiable=differentiable, capturable=capturable))

    def _update(self, p, grad, group):
        state = self.state[p]
        if not state:
            state['step'] = torch.zeros((), dtype=torch.float32)
            state['prev'] = torch.zeros_like(p)
            state['step_size'] = torch.full_like(grad, group['lr'])
        state['step'] += 1
        (shrink, grow), (least, most) = group['etas'], group['step_sizes']
        agreement = grad * state['prev']
        factor = torch.ones_like(grad).masked_fill(agreement > 0, grow).masked_fill(agreement < 0, shrink)
        state['step_size'].mul_(factor).clamp_(least, most)
        grad = grad.masked_fill(agreement < 0, 0)
        p.addcmul_(grad.sign(), state['step_size'], value=-1)
        state['prev'].copy_(grad)

"""#

let asgdText = #"""
class ASGD(Optimizer):
    """Implements Averaged Stochastic Gradient Descent."""
    def __init__(self, params, lr=0.01, lambd=0.0001, alpha=0.75, t0=1000000.0, weight_decay=0, foreach=None, maximize=False, differentiable=False, capturable=False):
        _check_range('learning rate', lr)
        _check_range('weight_decay value', weight_decay)
        super().__init__(params, dict(
            lr=lr, lambd=lambd, alpha=alpha, t0=t0, weight_decay=weight_decay, foreach=foreach, maximize=maximize,
            differentiable=differentiable, capturable=capturable))

    def _update(self, p, grad, group):
        lr, lambd = group['lr'], group['lambd']
        state = self.state[p]
        if not state:
            state['step'] = torch.zeros((), dtype=torch.float32)
            state['eta'] = torch.tensor(lr, dtype=torch.float32)
            state['mu'] = torch.ones((), dtype=torch.float32)
            state['ax'] = torch.zeros_like(p)
        state['step'] += 1
        if group['weight_decay'] != 0:
            grad = grad.add(p, alpha=group['weight_decay'])
        eta, mu, step = state['eta'].item(), state['mu'].item(), state['step'].item()
        p.mul_(1 - lambd * eta)
        p.add_(grad, alpha=-eta)
        if mu == 1:
            state['ax'].copy_(p)
        else:
            state['ax'].add_(p.sub(state['ax']).mul_(mu))
        state['eta'] = torch.tensor(lr / (1 + lambd * lr * step) ** group['alpha'])
        state['mu'] = torch.tensor(1 / max(1, step - group['t0']))

"""#
