/// `torch.optim.LBFGS`.
let lbfgsText = #"""
class LBFGS(Optimizer):
    """Implements L-BFGS algorithm."""
    def __init__(self, params, lr=1, max_iter=20, max_eval=None, tolerance_grad=1e-07, tolerance_change=1e-09, history_size=100, line_search_fn=None):
        _check_range('learning rate', lr)
        if max_eval is None:
            max_eval = max_iter * 5 // 4
        super().__init__(params, dict(
            lr=lr, max_iter=max_iter, max_eval=max_eval, tolerance_grad=tolerance_grad,
            tolerance_change=tolerance_change, history_size=history_size, line_search_fn=line_search_fn))
        if len(self.param_groups) != 1:
            raise ValueError("LBFGS doesn't support per-parameter options (parameter groups)")
        self._params = self.param_groups[0]['params']

    def _flat_gradient(self):
        return torch.cat([
            torch.zeros(p.numel(), dtype=p.dtype) if p.grad is None else p.grad.reshape(-1) for p in self._params])

    def _move(self, length, direction):
        start = 0
        for p in self._params:
            p.add_(direction[start:start + p.numel()].view_as(p), alpha=length)
            start += p.numel()

    def _evaluated(self, closure, length, direction):
        """Loss and gradient at a distance along a direction; the parameters stay."""
        before = [p.clone() for p in self._params]
        self._move(length, direction)
        loss = float(closure())
        gradient = self._flat_gradient()
        for p, value in zip(self._params, before):
            p.copy_(value)
        return loss, gradient

    def step(self, closure):
        """Perform a single optimization step."""
        with torch.no_grad():
            return self._minimize(torch.enable_grad()(closure))

    def _minimize(self, closure):
        group = self.param_groups[0]
        state = self.state[self._params[0]]
        state.setdefault('func_evals', 0)
        state.setdefault('n_iter', 0)
        first_loss = closure()
        loss = float(first_loss)
        evaluations = 1
        state['func_evals'] += 1
        gradient = self._flat_gradient()
        if gradient.abs().max() <= group['tolerance_grad']:
            return first_loss
        for iteration in range(1, group['max_iter'] + 1):
            state['n_iter'] += 1
            direction = self._direction(state, gradient)
            if state.get('prev_flat_grad') is None:
                state['prev_flat_grad'] = gradient.clone()
            else:
                state['prev_flat_grad'].copy_(gradient)
            state['prev_loss'] = loss
            length = group['lr']
            if state['n_iter'] == 1:
                length = min(1.0, 1.0 / gradient.abs().sum()) * group['lr']
            slope = gradient.dot(direction)
            state['d'], state['t'] = direction, length
            if slope > -group['tolerance_change']:
                break
            made = 0
            is_flat = False
            if group['line_search_fn'] is not None:
                if group['line_search_fn'] != 'strong_wolfe':
                    raise RuntimeError("only 'strong_wolfe' is supported")
                loss, gradient, length, made = _strong_wolfe(
                    lambda t: self._evaluated(closure, t, direction), direction, length, loss, gradient, slope,
                    group['max_eval'] - evaluations)
                state['t'] = length
                self._move(length, direction)
                is_flat = gradient.abs().max() <= group['tolerance_grad']
            else:
                self._move(length, direction)
                if iteration != group['max_iter']:
                    loss = float(closure())
                    gradient = self._flat_gradient()
                    is_flat = gradient.abs().max() <= group['tolerance_grad']
                    made = 1
            evaluations += made
            state['func_evals'] += made
            if evaluations >= group['max_eval'] or is_flat:
                break
            if direction.mul(length).abs().max() <= group['tolerance_change']:
                break
            if abs(loss - state['prev_loss']) < group['tolerance_change']:
                break
        return first_loss

    def _direction(self, state, gradient):
        """The gradient times the approximate inverse Hessian, downhill."""
        if state['n_iter'] == 1:
            state['old_dirs'], state['old_stps'], state['ro'], state['H_diag'] = [], [], [], 1
            return gradient.neg()
        changes, steps, ratios = state['old_dirs'], state['old_stps'], state['ro']
        change = gradient.sub(state['prev_flat_grad'])
        step = state['d'].mul(state['t'])
        curvature = change.dot(step)
        if curvature > 1e-10:
            if len(changes) == self.param_groups[0]['history_size']:
                for history in (changes, steps, ratios):
                    history.pop(0)
            changes.append(change)
            steps.append(step)
            ratios.append(1.0 / curvature)
            state['H_diag'] = curvature / change.dot(change)
        direction = gradient.neg()
        weights = [None] * len(changes)
        for i in reversed(range(len(changes))):
            weights[i] = steps[i].dot(direction) * ratios[i]
            direction.add_(changes[i], alpha=-weights[i].item())
        direction = direction.mul(state['H_diag'])
        for i in range(len(changes)):
            weight = weights[i] - changes[i].dot(direction) * ratios[i]
            direction.add_(steps[i], alpha=weight.item())
        return direction

def _cubic_minimum(x1, f1, g1, x2, f2, g2, bounds=None):
    """The place of the minimum of the cubic through two points with slopes, within bounds."""
    low, high = bounds if bounds is not None else (min(x1, x2), max(x1, x2))
    d1 = g1 + g2 - 3 * (f1 - f2) / (x1 - x2)
    square = d1 ** 2 - g1 * g2
    if square < 0:
        return (low + high) / 2.0
    d2 = square.sqrt()
    if x1 <= x2:
        place = x2 - (x2 - x1) * ((g2 + d2 - d1) / (g2 - g1 + 2 * d2))
    else:
        place = x1 - (x1 - x2) * ((g1 + d2 - d1) / (g1 - g2 + 2 * d2))
    return min(max(place, low), high)

class _Point:
    """A place on the line: distance, loss, gradient, slope."""
    def __init__(self, t, loss, gradient, slope):
        self.t, self.loss, self.gradient, self.slope = t, loss, gradient, slope

def _strong_wolfe(evaluate, direction, t, loss, gradient, slope, limit, c1=1e-4, c2=0.9, tolerance=1e-9):
    """A point on a line that fulfils the strong Wolfe conditions: its loss, gradient and distance, and the evaluations."""
    size = direction.abs().max()
    start = previous = _Point(0, loss, gradient.clone(), slope)
    evaluations = 0
    def probe(t):
        value, slant = evaluate(t)
        return _Point(t, value, slant, slant.dot(direction))
    current = probe(t)
    evaluations += 1
    bracket = None
    is_done = False
    tries = 0
    while tries < limit:
        if current.loss > loss + c1 * current.t * slope or tries > 1 and current.loss >= previous.loss:
            bracket = [previous, current]
            break
        if abs(current.slope) <= -c2 * slope:
            bracket = [current]
            is_done = True
            break
        if current.slope >= 0:
            bracket = [previous, current]
            break
        low = current.t + 0.01 * (current.t - previous.t)
        place = _cubic_minimum(
            previous.t, previous.loss, previous.slope, current.t, current.loss, current.slope,
            (low, current.t * 10))
        previous, current = current, probe(place)
        evaluations += 1
        tries += 1
    if bracket is None:
        bracket = [start, current]
    return _zoomed(probe, bracket, is_done, tries, limit, evaluations, loss, slope, size, c1, c2, tolerance)

def _zoomed(probe, bracket, is_done, tries, limit, evaluations, loss, slope, size, c1, c2, tolerance):
    low, high = (0, 1) if bracket[0].loss <= bracket[-1].loss else (1, 0)
    is_stuck = False
    while not is_done and tries < limit:
        ends = [point.t for point in bracket]
        if abs(ends[1] - ends[0]) * size < tolerance:
            break
        first, second = bracket
        t = _cubic_minimum(first.t, first.loss, first.slope, second.t, second.loss, second.slope)
        margin = 0.1 * (max(ends) - min(ends))
        if min(max(ends) - t, t - min(ends)) < margin:
            if is_stuck or t >= max(ends) or t <= min(ends):
                t = max(ends) - margin if abs(t - max(ends)) < abs(t - min(ends)) else min(ends) + margin
                is_stuck = False
            else:
                is_stuck = True
        else:
            is_stuck = False
        point = probe(t)
        evaluations += 1
        tries += 1
        if point.loss > loss + c1 * t * slope or point.loss >= bracket[low].loss:
            bracket[high] = point
            low, high = (0, 1) if bracket[0].loss <= bracket[1].loss else (1, 0)
        else:
            if abs(point.slope) <= -c2 * slope:
                is_done = True
            elif point.slope * (bracket[high].t - bracket[low].t) >= 0:
                bracket[high] = bracket[low]
            bracket[low] = point
    best = bracket[low]
    return best.loss, best.gradient, best.t, evaluations

"""#
