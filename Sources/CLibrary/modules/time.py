"""Clocks and calendar times."""
from _time import (
    time, time_ns, perf_counter, perf_counter_ns, monotonic, monotonic_ns, process_time,
    process_time_ns, sleep)
from _time import split as _split, format as _format, seconds as _seconds

thread_time, thread_time_ns = process_time, process_time_ns
_fields = ('tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday', 'tm_yday',
           'tm_isdst')


class struct_time(tuple):
    n_fields, n_sequence_fields, n_unnamed_fields = 11, 9, 0

    def __new__(cls, sequence, dict={}):
        items = tuple(sequence)
        if not 9 <= len(items) <= 11:
            raise TypeError(f'time.struct_time() takes an at least 9-sequence '
                            f'({len(items)}-sequence given)')
        self = tuple.__new__(cls, items[:9])
        self.tm_zone, self.tm_gmtoff = (items[9:] + (None, None))[:2]
        return self

    def __repr__(self):
        parts = [f'{name}={item!r}' for name, item in zip(_fields, self)]
        return f"time.struct_time({', '.join(parts)})"


def _add_field(name, place):
    setattr(struct_time, name, property(lambda self: self[place]))


for _place, _name in enumerate(_fields):
    _add_field(_name, _place)


def localtime(seconds=None, /):
    return struct_time(_split(time() if seconds is None else seconds, True))


def gmtime(seconds=None, /):
    return struct_time(_split(time() if seconds is None else seconds, False))


def mktime(t, /):
    return _seconds(t)


def _checked(t):
    t = tuple(t)
    month, day, hour, minute, second, weekday, yearday = t[1:8]
    for value, low, high, message in (
            (month, 0, 12, 'month out of range'), (day, 0, 31, 'day of month out of range'),
            (hour, 0, 23, 'hour out of range'), (minute, 0, 59, 'minute out of range'),
            (second, 0, 61, 'seconds out of range'), (yearday, 0, 366, 'day of year out of range')):
        if not low <= value <= high:
            raise ValueError(message)
    return (t[0], month or 1, day or 1, hour, minute, second, weekday, yearday or 1, t[8])


def strftime(format, t=None, /):
    return _format(format, _checked(localtime() if t is None else t))


def asctime(t=None, /):
    t = localtime() if t is None else t
    return _format('%a %b ', t) + f'{t[2]:2d}' + _format(' %H:%M:%S ', t) + str(t[0])


def ctime(seconds=None, /):
    return asctime(localtime(seconds))


def strptime(string, format='%a %b %d %H:%M:%S %Y', /):
    from _strptime import struct_time_of
    return struct_time_of(string, format)


def get_clock_info(name):
    from types import SimpleNamespace
    adjustable = name == 'time'
    return SimpleNamespace(
        implementation='clock_gettime()', monotonic=not adjustable, adjustable=adjustable,
        resolution=1e-09)


timezone = -_split(0, True)[10]
altzone = timezone
daylight = 0
tzname = (_split(0, True)[9],) * 2
