/// `torch.utils.benchmark`: timing of statements, as its `Timer` does it.
let benchmarkSources = [
  LibraryText("torch.utils.benchmark.utils.common", measurementText),
  LibraryText("torch.utils.benchmark.utils.timer", benchmarkTimerText),
]

private let measurementText = #"""
_math = __import__('math')

_dataclasses = __import__('dataclasses')

_indent = __import__('textwrap').indent

@_dataclasses.dataclass(repr=False, frozen=True)
class TaskSpec:
    """What a Timer measures, but for the global names."""
    stmt: str
    setup: str
    global_setup: str = ''
    label: 'str | None' = None
    sub_label: 'str | None' = None
    description: 'str | None' = None
    env: 'str | None' = None
    num_threads: int = 1

    @property
    def title(self):
        """What the measurement is called."""
        if self.label is None and '\n' in self.stmt:
            part = f' ({self.sub_label})' if self.sub_label else ''
            return f'stmt:{part}\n' + _indent(self.stmt, '  ')
        name = self.stmt if self.label is None else self.label
        return f'{name}: {self.sub_label}' if self.sub_label else name

    def setup_str(self):
        if self.setup in ('', 'pass'):
            return ''
        return 'setup:\n' + _indent(self.setup, '  ') if '\n' in self.setup else f'setup: {self.setup}'

    def summarize(self):
        """The lines of a measurement that say what was measured."""
        sections = [self.title, self.description, self.setup_str()]
        return '\n'.join(part + '\n' if '\n' in part else part for part in sections if part)

@_dataclasses.dataclass(repr=False)
class Measurement:
    """The times a Timer took, in seconds, and what they say."""
    number_per_run: int
    raw_times: list
    task_spec: TaskSpec
    metadata: 'dict | None' = None

    def __getattr__(self, name):
        if name in TaskSpec.__dataclass_fields__:
            return getattr(self.task_spec, name)
        raise AttributeError(f"'Measurement' object has no attribute {name!r}")

    @property
    def times(self):
        """The seconds of one run each."""
        return [seconds / self.number_per_run for seconds in self.raw_times]

    def _quantile(self, share):
        return torch.tensor(self.times, dtype=torch.float64).quantile(share).item()

    @property
    def median(self):
        return self._quantile(0.5)

    @property
    def mean(self):
        return torch.tensor(self.times, dtype=torch.float64).mean().item()

    @property
    def iqr(self):
        """The range of the middle half of the times."""
        return self._quantile(0.75) - self._quantile(0.25)

    @property
    def significant_figures(self):
        """How many digits of the median are to be trusted, from one to five."""
        n = len(self.raw_times)
        inner = torch.tensor(sorted(self.times)[n // 4:_math.ceil(3 * n / 4)])
        interval = max(1.645 * inner.std(unbiased=False).item() / _math.sqrt(len(inner)), 25e-9)
        return min(max(_math.floor(_math.log10(self.median / interval)), 1), 5)

    def meets_confidence(self, threshold=0.1):
        return self.iqr / self.median < threshold

    @property
    def _warning(self):
        if self.meets_confidence():
            return ''
        what = 'This could indicate system fluctuation.'
        if not self.meets_confidence(0.25):
            what = 'This suggests significant environmental influence.'
        share = self.iqr / self.median * 100
        return f'\n  WARNING: Interquartile range is {share:.1f}% of the median measurement.\n           {what}'

    @property
    def has_warnings(self):
        return bool(self._warning)

    @property
    def title(self):
        return self.task_spec.title

    @property
    def as_row_name(self):
        return self.sub_label or self.stmt or '[Unknown]'

    def __repr__(self):
        n, threads = len(self.raw_times), self.num_threads
        unit, scale = select_unit(self.median)
        lines = [object.__repr__(self), self.task_spec.summarize()]
        lines.append(f"  {'Median: ' if n > 1 else ''}{self.median / scale:.2f} {unit}")
        if n >= 4:
            low, high = self._quantile(0.25) / scale, self._quantile(0.75) / scale
            lines.append(f'  IQR:    {self.iqr / scale:.2f} {unit} ({low:.2f} to {high:.2f})')
        many = 's' if n > 1 else ''
        runs = f"{self.number_per_run} runs {'per measurement,' if n > 1 else ','}"
        lines.append(f"  {n} measurement{many}, {runs} {threads} thread{'s' if threads > 1 else ''}")
        return '\n'.join(lines) + self._warning

    @staticmethod
    def merge(measurements):
        """One measurement for each task, of the times of all its measurements."""
        groups = {}
        for measurement in measurements:
            groups.setdefault(measurement.task_spec, []).extend(measurement.times)
        return [Measurement(1, times, task) for task, times in groups.items()]

def select_unit(t):
    """The unit in which so many seconds are a number near one, and its seconds."""
    unit = {-3: 'ns', -2: 'us', -1: 'ms'}.get(_math.floor(_math.log10(t) / 3), 's')
    return unit, {'ns': 1e-9, 'us': 1e-6, 'ms': 1e-3, 's': 1}[unit]

def unit_to_english(u):
    return {'ns': 'nanosecond', 'us': 'microsecond', 'ms': 'millisecond', 's': 'second'}[u]

def trim_sigfig(x, n):
    """`x` with so many significant figures."""
    scale = 10 ** (_math.ceil(_math.log10(abs(x))) - n)
    return float(torch.tensor(x / scale).round() * scale)

"""#

private let benchmarkTimerText = #"""
timer = __import__('time').perf_counter

_dedent = __import__('textwrap').dedent

def _trimmed(code):
    return _dedent(code).removeprefix('\n').rstrip()

class Timer:
    """Measures how long a statement takes."""
    def __init__(self, stmt='pass', setup='pass', global_setup='', timer=timer, globals=None, label=None, sub_label=None, description=None, env=None, num_threads=1, language='python'):
        if not isinstance(stmt, str):
            raise ValueError('Currently only a `str` stmt is supported.')
        if language in ('cpp', 'c++'):
            raise NotImplementedError('cellgrad: not supported: torch.utils.benchmark.Timer of C++')
        if language not in ('py', 'python'):
            raise ValueError(f'Invalid language `{language}`.')
        if global_setup:
            raise ValueError(f'global_setup is C++ only, got `{global_setup}`. Most likely this code can simply be moved to `setup`.')
        self._globals = dict(globals or {})
        self._globals.setdefault('torch', torch)
        stmt, setup = _trimmed(stmt), _trimmed(setup)
        self._timer = __import__('timeit').Timer(stmt, setup, timer, self._globals)
        self._task_spec = TaskSpec(stmt, setup, global_setup, label, sub_label, description, env, num_threads)

    def _seconds(self, number):
        return max(self._timer.timeit(number), 1e-9)

    def _measurement(self, number, times):
        return Measurement(number, times, self._task_spec)

    def timeit(self, number=1000000):
        """One measurement of so many runs, after a few to warm up."""
        self._seconds(max(int(number // 100), 2))
        return self._measurement(number, [self._seconds(number)])

    def repeat(self, repeat=-1, number=-1):
        raise NotImplementedError('See `Timer.blocked_autorange.`')

    def autorange(self, callback=None):
        raise NotImplementedError('See `Timer.blocked_autorange.`')

    def _block_size(self, min_run_time):
        """So many runs that asking for the time does not count, and a thousand blocks at most are needed."""
        overhead = sorted(self._timer_overhead() for _ in range(5))[2]
        number = 1
        while True:
            seconds = self._seconds(number)
            if overhead / seconds <= 1e-4 and seconds >= min_run_time / 1000 or seconds > min_run_time:
                return number
            number *= 10

    def _timer_overhead(self):
        return max(self._timer.timeit(0), 1e-9)

    def _measure(self, number, is_enough, min_run_time, max_run_time, callback):
        times = []
        total = 0.0
        while total < min_run_time or not is_enough(times) and total < max_run_time:
            times.append(self._seconds(number))
            total += times[-1]
            if callback is not None:
                callback(number, times[-1])
        return self._measurement(number, times)

    def blocked_autorange(self, callback=None, min_run_time=0.2):
        """Measurements of blocks of runs until they took `min_run_time` seconds."""
        number = self._block_size(min_run_time)
        return self._measure(number, lambda times: True, min_run_time, 1.0, callback)

    def adaptive_autorange(self, threshold=0.1, *, min_run_time=0.01, max_run_time=10.0, callback=None):
        """Measurements until the middle half of them agrees within `threshold` of the median."""
        number = self._block_size(0.05)

        def is_enough(times):
            return len(times) > 3 and self._measurement(number, times).meets_confidence(threshold)
        return self._measure(number, is_enough, min_run_time, max_run_time, callback)

    def collect_callgrind(self, number=100, *, repeats=None, collect_baseline=True, retain_out_file=False):
        raise NotImplementedError('cellgrad: not supported: torch.utils.benchmark.Timer.collect_callgrind')
"""#
