"""Timing of small pieces of code."""
import time

__all__ = ['Timer', 'timeit', 'repeat', 'default_timer']
default_number, default_repeat, default_timer = 1000000, 5, time.perf_counter


class Timer:
    def __init__(self, stmt='pass', setup='pass', timer=default_timer, globals=None):
        self.timer = timer
        namespace = {'_timer': timer} if globals is None else dict(globals, _timer=timer)
        lines = ['def inner(_it, _timer):']
        for name, code in (('_setup', setup), ('_stmt', stmt)):
            if callable(code):
                namespace[name] = code
        setup_text = '_setup()' if callable(setup) else setup
        stmt_text = '_stmt()' if callable(stmt) else stmt
        lines += ['    ' + line for line in setup_text.splitlines()]
        lines += ['    _t0 = _timer()', '    for _i in _it:']
        lines += ['        ' + line for line in stmt_text.splitlines()]
        lines += ['    return _timer() - _t0']
        exec('\n'.join(lines) + '\n', namespace)
        self.inner = namespace['inner']

    def timeit(self, number=default_number):
        from itertools import repeat
        return self.inner(repeat(None, number), self.timer)

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        scale = 1
        while True:
            for factor in (1, 2, 5):
                number = scale * factor
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            scale *= 10

    def print_exc(self, file=None):
        import traceback
        traceback.print_exc(file=file)


def timeit(stmt='pass', setup='pass', timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt='pass', setup='pass', timer=default_timer, repeat=default_repeat,
           number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
