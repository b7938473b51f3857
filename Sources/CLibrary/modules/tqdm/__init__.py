"""Progress bars."""
import sys
import time

__all__ = ['tqdm', 'trange', 'tqdm_notebook', 'tnrange', 'TqdmTypeError', 'TqdmKeyError', 'TqdmWarning']
__version__ = '4.67.1'
_blocks = ' ▏▎▍▌▋▊▉█'
_ascii_blocks = ' 123456789#'


class TqdmTypeError(TypeError):
    pass


class TqdmKeyError(KeyError):
    pass


class TqdmWarning(Warning):
    pass


class _Average:
    """An exponential moving average."""

    def __init__(self, smoothing):
        self.alpha, self.last, self.calls = smoothing, 0, 0

    def add(self, value):
        beta = 1 - self.alpha
        self.last = self.alpha * value + beta * self.last
        self.calls += 1

    def value(self):
        beta = 1 - self.alpha
        return self.last / (1 - beta ** self.calls) if self.calls else self.last


class tqdm:
    monitor_interval = 0
    _instances = []

    def __init__(self, iterable=None, desc=None, total=None, leave=True, file=None, ncols=None,
                 mininterval=0.1, maxinterval=10.0, miniters=None, ascii=None, disable=False,
                 unit='it', unit_scale=False, dynamic_ncols=False, smoothing=0.3, bar_format=None,
                 initial=0, position=None, postfix=None, unit_divisor=1000, write_bytes=False,
                 lock_args=None, nrows=None, colour=None, delay=0, gui=False, **kwargs):
        if total is None and iterable is not None:
            try:
                total = len(iterable)
            except (TypeError, AttributeError):
                total = None
        if total == float('inf'):
            total = None
        for name in kwargs:
            raise TqdmKeyError(f'Unknown argument(s): {kwargs}')
        self.iterable, self.desc, self.total, self.leave = iterable, desc or '', total, leave
        self.fp = sys.stderr if file is None else file
        self.ncols, self.mininterval, self.miniters = ncols, mininterval, miniters or 0
        if ascii is None:
            encoding = getattr(self.fp, 'encoding', None) or ''
            ascii = not encoding.lower().startswith('utf')
        self.ascii, self.unit, self.unit_scale = bool(ascii), unit, unit_scale
        self.disable, self.smoothing, self.bar_format = bool(disable), smoothing, bar_format
        self.unit_divisor, self.initial, self.n, self.delay = unit_divisor, initial, initial, delay
        self.pos = position or 0
        self.postfix = None
        self._ema_dn, self._ema_dt = _Average(smoothing), _Average(smoothing)
        self._width = 0
        self._closed = False
        self.last_print_n = initial
        if postfix:
            self.set_postfix(postfix, refresh=False)
        self.start_t = self.last_print_t = time.time()
        if not self.disable:
            tqdm._instances.append(self)
            if not delay:
                self.refresh()

    @staticmethod
    def format_sizeof(num, suffix='', divisor=1000):
        for unit in ('', 'k', 'M', 'G', 'T', 'P', 'E', 'Z'):
            if abs(num) < 999.5:
                if abs(num) < 99.95:
                    if abs(num) < 9.995:
                        return f'{num:1.2f}' + unit + suffix
                    return f'{num:2.1f}' + unit + suffix
                return f'{num:3.0f}' + unit + suffix
            num /= divisor
        return f'{num:3.1f}Y' + suffix

    @staticmethod
    def format_interval(t):
        minutes, seconds = divmod(int(t), 60)
        hours, minutes = divmod(minutes, 60)
        return f'{hours:d}:{minutes:02d}:{seconds:02d}' if hours else f'{minutes:02d}:{seconds:02d}'

    @staticmethod
    def format_num(n):
        text = f'{n:.3g}'.replace('e+0', 'e+').replace('e-0', 'e-')
        plain = str(n)
        return text if len(text) < len(plain) else plain

    @staticmethod
    def format_meter(n, total, elapsed, ncols=None, prefix='', ascii=False, unit='it', unit_scale=False,
                     rate=None, bar_format=None, postfix=None, unit_divisor=1000, initial=0, colour=None,
                     **extra):
        if total and n >= total + 0.5:
            total = None
        if unit_scale and unit_scale not in (True, 1):
            total = total * unit_scale if total else total
            n *= unit_scale
            rate = rate * unit_scale if rate else rate
            unit_scale = False
        size, interval = tqdm.format_sizeof, tqdm.format_interval
        elapsed_text = interval(elapsed)
        if rate is None and elapsed:
            rate = (n - initial) / elapsed
        inverse = 1 / rate if rate else None
        rate_noinv = ((size(rate) if unit_scale else f'{rate:5.2f}') if rate else '?') + unit + '/s'
        rate_inv = ((size(inverse) if unit_scale else f'{inverse:5.2f}') if inverse else '?') + 's/' + unit
        rate_text = rate_inv if inverse and inverse > 1 else rate_noinv
        if unit_scale:
            n_text, total_text = size(n, divisor=unit_divisor), (
                size(total, divisor=unit_divisor) if total is not None else '?')
        else:
            n_text, total_text = str(n), str(total) if total is not None else '?'
        postfix = ', ' + postfix if postfix else ''
        remaining = (total - n) / rate if rate and total else 0
        remaining_text = interval(remaining) if rate else '?'
        if prefix:
            left = prefix if prefix[-2:] == ': ' else prefix + ': '
        else:
            left = ''
        right = f'| {n_text}/{total_text} [{elapsed_text}<{remaining_text}, {rate_text}{postfix}]'
        fields = dict(
            n=n, n_fmt=n_text, total=total, total_fmt=total_text, elapsed=elapsed_text,
            elapsed_s=elapsed, ncols=ncols, desc=prefix or '', unit=unit,
            rate=inverse if inverse and inverse > 1 else rate, rate_fmt=rate_text,
            rate_noinv=rate, rate_noinv_fmt=rate_noinv, rate_inv=inverse, rate_inv_fmt=rate_inv,
            postfix=postfix, unit_divisor=unit_divisor, remaining=remaining_text,
            remaining_s=remaining, l_bar=left, r_bar=right)
        if total:
            percentage = n / total * 100
            left += f'{percentage:3.0f}%|'
            fields.update(percentage=percentage, l_bar=left)
            if ncols == 0:
                return left[:-1] + right[1:]
            template = bar_format or '{l_bar}{bar}{r_bar}'
            if '{bar' not in template:
                return template.format(bar='', **fields)
            head, _, tail = template.partition('{bar')
            spec, _, tail = tail.partition('}')
            head, tail = head.format(**fields), tail.format(**fields)
            width = max(1, ncols - _shown_width(head + tail)) if ncols else 10
            if spec.startswith(':') and spec[1:].isdigit():
                width = int(spec[1:])
            return head + _bar(n / total, width, ascii) + tail
        if bar_format:
            return bar_format.replace('{bar}', '').format(**fields)
        return (f"{prefix + ': ' if prefix and prefix[-2:] != ': ' else prefix}"
                f'{n_text}{unit} [{elapsed_text}, {rate_text}{postfix}]')

    @property
    def format_dict(self):
        dn, dt = self._ema_dn.value(), self._ema_dt.value()
        return dict(n=self.n, total=self.total, elapsed=time.time() - self.start_t if hasattr(self, 'start_t') else 0,
                    ncols=self.ncols, prefix=self.desc, ascii=self.ascii, unit=self.unit,
                    unit_scale=self.unit_scale, rate=dn / dt if dt else None, bar_format=self.bar_format,
                    postfix=self.postfix, unit_divisor=self.unit_divisor, initial=self.initial)

    def __str__(self):
        return self.format_meter(**self.format_dict)

    __repr__ = __str__

    def __len__(self):
        if self.iterable is None:
            return self.total
        return len(self.iterable) if hasattr(self.iterable, '__len__') else self.total

    def __bool__(self):
        if self.total is not None:
            return self.total > 0
        if self.iterable is None:
            raise TypeError('bool() undefined when iterable == total == None')
        return bool(self.iterable)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()

    def __iter__(self):
        if self.disable:
            yield from self.iterable
            return
        try:
            for item in self.iterable:
                yield item
                self.update(1)
        finally:
            self.close()

    def update(self, n=1):
        if self.disable:
            return
        self.n += n
        if self.n - self.last_print_n >= self.miniters:
            now = time.time()
            passed = now - self.last_print_t
            if passed >= self.mininterval and now >= self.start_t + self.delay:
                made = self.n - self.last_print_n
                if self.smoothing and passed and made:
                    self._ema_dn.add(made)
                    self._ema_dt.add(passed)
                self.refresh()
                self.last_print_n, self.last_print_t = self.n, now
                return True

    def _show(self, text):
        self.fp.write('\r' + text + ' ' * max(0, self._width - _shown_width(text)))
        self._width = _shown_width(text)
        if hasattr(self.fp, 'flush'):
            self.fp.flush()

    def refresh(self, nolock=False, lock_args=None):
        if not self.disable and not self._closed:
            self._show(str(self))

    display = refresh

    def close(self):
        if self.disable or self._closed:
            return
        if self in tqdm._instances:
            tqdm._instances.remove(self)
        if self.leave and not (self.last_print_t < self.start_t + self.delay):
            self._ema_dn, self._ema_dt = _Average(self.smoothing), _Average(self.smoothing)
            self._show(str(self))
            self.fp.write('\n')
        else:
            self._show('')
            self.fp.write('\r')
        self._closed = self.disable = True

    def clear(self, nolock=False):
        if not self.disable:
            self._show('')
            self.fp.write('\r')

    def reset(self, total=None):
        self.n = 0
        if total is not None:
            self.total = total
        self.last_print_n = 0
        self.start_t = self.last_print_t = time.time()
        self._ema_dn, self._ema_dt = _Average(self.smoothing), _Average(self.smoothing)
        self.refresh()

    def unpause(self):
        pass

    def set_description(self, desc=None, refresh=True):
        self.desc = desc + ': ' if desc else ''
        if refresh:
            self.refresh()

    def set_description_str(self, desc=None, refresh=True):
        self.desc = desc or ''
        if refresh:
            self.refresh()

    def set_postfix(self, ordered_dict=None, refresh=True, **kwargs):
        values = dict(ordered_dict or {})
        for key in sorted(kwargs):
            values[key] = kwargs[key]
        parts = []
        for key, value in values.items():
            if isinstance(value, (int, float)):
                value = self.format_num(value)
            elif not isinstance(value, str):
                value = str(value)
            parts.append(f'{key}={value.strip()}')
        self.postfix = ', '.join(parts)
        if refresh:
            self.refresh()

    def set_postfix_str(self, s='', refresh=True):
        self.postfix = str(s)
        if refresh:
            self.refresh()

    @classmethod
    def write(cls, s, file=None, end='\n', nolock=False):
        fp = sys.stdout if file is None else file
        shown = [bar for bar in cls._instances if fp in (bar.fp, sys.stdout, sys.stderr)]
        for bar in shown:
            bar.clear()
        fp.write(s)
        fp.write(end)
        for bar in shown:
            bar.refresh()

    @classmethod
    def pandas(cls, **kwargs):
        raise NotImplementedError('cellgrad: not supported: tqdm.pandas()')

    @classmethod
    def get_lock(cls):
        return None

    @classmethod
    def set_lock(cls, lock):
        pass


def _shown_width(text):
    if text.isascii():
        return len(text)
    return sum(2 if '\u1100' <= character <= '\u115f' or '\u2e80' <= character <= '\ua4cf'
               or '\uac00' <= character <= '\ud7a3' or '\uff00' <= character <= '\uff60' else 1
               for character in text)


def _bar(fraction, width, ascii):
    blocks = _ascii_blocks if ascii else _blocks
    steps = len(blocks) - 1
    whole, part = divmod(int(fraction * width * steps), steps)
    bar = blocks[-1] * whole
    return bar + blocks[part] + blocks[0] * (width - whole - 1) if whole < width else bar


def trange(*args, **kwargs):
    return tqdm(range(*args), **kwargs)


tqdm_notebook, tnrange = tqdm, trange
