"""Dates and times."""
import time as _time
from operator import (
    ge as _greater_equal, gt as _greater, index as _index, le as _less_equal, lt as _less)
from _inspection import static as _static

__all__ = ('date', 'datetime', 'time', 'timedelta', 'timezone', 'tzinfo', 'MINYEAR', 'MAXYEAR', 'UTC')

MINYEAR, MAXYEAR = 1, 9999
_days_before_month = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_month_names = ('', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec')
_day_names = ('', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')


def _named(self):
    """The class as representations name it: derived ones go by their own name."""
    cls = type(self)
    return cls.__qualname__ if cls.__module__ != 'datetime' else f'datetime.{cls.__qualname__}'


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in_month(year, month):
    if month == 2:
        return 29 if _is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _days_before(year, month):
    return _days_before_month[month] + (month > 2 and _is_leap(year))


def _to_ordinal(year, month, day):
    last = year - 1
    return last * 365 + last // 4 - last // 100 + last // 400 + _days_before(year, month) + day


def _from_ordinal(n):
    n -= 1
    cycles400, n = divmod(n, 146097)
    cycles100, n = divmod(n, 36524)
    cycles4, n = divmod(n, 1461)
    years, n = divmod(n, 365)
    year = cycles400 * 400 + cycles100 * 100 + cycles4 * 4 + years + 1
    if years == 4 or cycles100 == 4:
        return year - 1, 12, 31
    month = (n + 50) >> 5
    if _days_before(year, month) > n:
        month -= 1
    return year, month, n - _days_before(year, month) + 1


def _week_one(year):
    """The ordinal of the Monday on which the first ISO week begins."""
    first = _to_ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    monday = first - weekday
    return monday + 7 if weekday > 3 else monday


def _check_date(year, month, day):
    if not (type(year) is type(month) is type(day) is int):
        year, month, day = _index(year), _index(month), _index(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f'year {year} is out of range')
    if not 1 <= month <= 12:
        raise ValueError('month must be in 1..12')
    if not (1 <= day <= 28 or 28 < day <= _days_in_month(year, month)):
        raise ValueError('day is out of range for month')
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    if (type(hour) is type(minute) is type(second) is type(microsecond) is int and 0 <= hour <= 23
            and 0 <= minute <= 59 and 0 <= second <= 59 and 0 <= microsecond <= 999999
            and fold in (0, 1)):
        return hour, minute, second, microsecond
    values = tuple([_index(value) for value in (hour, minute, second, microsecond)])
    for value, most, name in zip(values, (23, 59, 59, 999999), ('hour', 'minute', 'second', 'microsecond')):
        if not 0 <= value <= most:
            raise ValueError(f'{name} must be in 0..{most}')
    if fold not in (0, 1):
        raise ValueError('fold must be either 0 or 1')
    return values


def _check_tzinfo(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tz).__name__}'")


def _rounded(value):
    """To the nearest integer, halves to even."""
    return round(value)


def _format_time(hour, minute, second, microsecond, timespec='auto'):
    if timespec == 'auto':
        timespec = 'microseconds' if microsecond else 'seconds'
    if timespec not in ('hours', 'minutes', 'seconds', 'milliseconds', 'microseconds'):
        raise ValueError('Unknown timespec value')
    text = f'{hour:02d}' if timespec == 'hours' else f'{hour:02d}:{minute:02d}'
    if timespec in ('hours', 'minutes'):
        return text
    text = f'{text}:{second:02d}'
    if timespec == 'seconds':
        return text
    if timespec == 'milliseconds':
        return f'{text}.{microsecond // 1000:03d}'
    return f'{text}.{microsecond:06d}'


def _format_offset(offset, separator=':'):
    if offset is None:
        return ''
    sign = '-' if offset.days < 0 else '+'
    offset = abs(offset)
    minutes, seconds = divmod(offset.days * 86400 + offset.seconds, 60)
    text = f'{sign}{minutes // 60:02d}{separator}{minutes % 60:02d}'
    if seconds or offset.microseconds:
        text += f'{separator}{seconds:02d}'
        if offset.microseconds:
            text += f'.{offset.microseconds:06d}'
    return text


def _strftime(object, format, timetuple):
    """Replaces what C's strftime does not know, then asks it for the rest."""
    parts, place = [], 0
    while place < len(format):
        character = format[place]
        place += 1
        if character != '%' or place == len(format):
            parts.append(character)
            continue
        letter = format[place]
        place += 1
        if letter == 'f':
            parts.append(f"{getattr(object, 'microsecond', 0):06d}")
        elif letter == 'z':
            offset = object.utcoffset() if hasattr(object, 'utcoffset') else None
            parts.append(_format_offset(offset, ''))
        elif letter == 'Z':
            name = object.tzname() if hasattr(object, 'tzname') else None
            parts.append((name or '').replace('%', '%%'))
        else:
            parts.append('%' + letter)
    return _time.strftime(''.join(parts), timetuple)


def _compared(holds):
    """An operator of the values that two objects are compared by."""
    def compare(self, other):
        values = self._comparable(other)
        return NotImplemented if values is None else holds(*values)
    return compare


@_static
class timedelta:
    __slots__ = ('_days', '_seconds', '_microseconds')

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        if (type(days) is type(seconds) is type(microseconds) is type(milliseconds)
                is type(minutes) is type(hours) is type(weeks) is int):
            seconds += ((weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60
            return cls._of(seconds * 1000000 + milliseconds * 1000 + microseconds)
        total, rest = 0, 0.0
        for value, scale, name in ((days, 86400000000, 'days'), (seconds, 1000000, 'seconds'),
                                   (microseconds, 1, 'microseconds'), (milliseconds, 1000, 'milliseconds'),
                                   (minutes, 60000000, 'minutes'), (hours, 3600000000, 'hours'),
                                   (weeks, 604800000000, 'weeks')):
            if isinstance(value, int):
                total += value * scale
            elif isinstance(value, float):
                if value != value:
                    raise ValueError('cannot convert float NaN to integer')
                if value in (float('inf'), float('-inf')):
                    raise OverflowError('cannot convert float infinity to integer')
                whole = int(value)
                total += whole * scale
                rest += (value - whole) * scale
            else:
                raise TypeError(f'unsupported type for timedelta {name} component: {type(value).__name__}')
        below = int(rest // 1)
        part = rest - below
        total += below
        return cls._of(total + (part > 0.5 or part == 0.5 and total % 2 == 1))

    @classmethod
    def _of(cls, microseconds):
        seconds = microseconds // 1000000
        days = seconds // 86400
        if not -999999999 <= days <= 999999999:
            raise OverflowError(f'days={days}; must have magnitude <= 999999999')
        self = object.__new__(cls)
        self._days = days
        self._seconds = seconds - days * 86400
        self._microseconds = microseconds - seconds * 1000000
        return self

    days = property(lambda self: self._days)
    seconds = property(lambda self: self._seconds)
    microseconds = property(lambda self: self._microseconds)

    def _total(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    def total_seconds(self):
        return self._total() / 10 ** 6

    def __repr__(self):
        parts = [f'{name}={value}' for name, value in (
            ('days', self._days), ('seconds', self._seconds), ('microseconds', self._microseconds)) if value]
        return f"{_named(self)}({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        text = f'{minutes // 60}:{minutes % 60:02d}:{seconds:02d}'
        if self._days:
            text = f"{self._days} day{'' if abs(self._days) == 1 else 's'}, {text}"
        return text + (f'.{self._microseconds:06d}' if self._microseconds else '')

    def __add__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._total() + other._total())
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._total() - other._total())
        return NotImplemented

    def __rsub__(self, other):
        return other - self if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta._of(-self._total())

    def __pos__(self):
        return self

    def __abs__(self):
        return -self if self._days < 0 else self

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._total() * other)
        if isinstance(other, float):
            above, below = other.as_integer_ratio()
            return timedelta._of(_divided(self._total() * above, below))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total() // other._total()
        return timedelta._of(self._total() // other) if isinstance(other, int) else NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total() / other._total()
        if isinstance(other, int):
            return timedelta._of(_divided(self._total(), other))
        if isinstance(other, float):
            above, below = other.as_integer_ratio()
            return timedelta._of(_divided(self._total() * below, above))
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._total() % other._total())
        return NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            quotient, rest = divmod(self._total(), other._total())
            return quotient, timedelta._of(rest)
        return NotImplemented

    def __eq__(self, other):
        return self._total() == other._total() if isinstance(other, timedelta) else NotImplemented

    def _comparable(self, other):
        return (self._total(), other._total()) if isinstance(other, timedelta) else None

    __lt__, __le__, __gt__, __ge__ = map(_compared, (_less, _less_equal, _greater, _greater_equal))

    def __hash__(self):
        return hash((self._days, self._seconds, self._microseconds))

    def __bool__(self):
        return self._total() != 0

    def __reduce__(self):
        return self.__class__, (self._days, self._seconds, self._microseconds)


def _divided(a, b):
    """a / b to the nearest integer, halves to even."""
    quotient, rest = divmod(a, b)
    twice = 2 * rest
    if (twice > b if b > 0 else twice < b) or twice == b and quotient % 2 == 1:
        quotient += 1
    return quotient


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


class IsoCalendarDate(tuple):
    def __new__(cls, year, week, weekday):
        return super().__new__(cls, (year, week, weekday))

    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f'datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})'


def _parse_iso_date(text):
    def bad():
        raise ValueError(f'Invalid isoformat string: {text!r}')
    digits = text.replace('-', '')
    if not (text.isascii() and digits.replace('W', '').isdigit()):
        bad()
    if 'W' in text:
        if len(digits) not in (7, 8) or digits[4] != 'W':
            bad()
        day = int(digits[7:]) if len(digits) == 8 else 1
        return date.fromisocalendar(int(digits[:4]), int(digits[5:7]), day)._ymd()
    if len(digits) != 8 or text not in (digits, f'{digits[:4]}-{digits[4:6]}-{digits[6:]}'):
        bad()
    return int(digits[:4]), int(digits[4:6]), int(digits[6:])


@_static
class date:
    __slots__ = ('_year', '_month', '_day')

    def __new__(cls, year, month=None, day=None):
        if month is None or day is None:
            missing = "'month' (pos 2)" if month is None else "'day' (pos 3)"
            raise TypeError(f'function missing required argument {missing}')
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        return self

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    def _ymd(self):
        return self._year, self._month, self._day

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, t):
        return cls(*_time.localtime(t)[:3])

    @classmethod
    def fromordinal(cls, n):
        if n < 1:
            raise ValueError('ordinal must be >= 1')
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError('fromisoformat: argument must be str')
        return cls(*_parse_iso_date(date_string))

    @classmethod
    def fromisocalendar(cls, year, week, day):
        if not MINYEAR <= year <= MAXYEAR:
            raise ValueError(f'Year is out of range: {year}')
        weeks = (_week_one(year + 1) - _week_one(year)) // 7
        if not 1 <= week <= weeks:
            raise ValueError(f'Invalid week: {week}')
        if not 1 <= day <= 7:
            raise ValueError(f'Invalid weekday: {day} (range is [1, 7])')
        return cls.fromordinal(_week_one(year) + (week - 1) * 7 + day - 1)

    def __repr__(self):
        return f'{_named(self)}({self._year}, {self._month}, {self._day})'

    def ctime(self):
        return (f'{_day_names[self.toordinal() % 7 or 7]} {_month_names[self._month]} {self._day:2d} '
                f'00:00:00 {self._year:04d}')

    def strftime(self, format):
        return _strftime(self, format, self.timetuple())

    def __format__(self, fmt):
        if not isinstance(fmt, str):
            raise TypeError(f'must be str, not {type(fmt).__name__}')
        return self.strftime(fmt) if fmt else str(self)

    def isoformat(self):
        return f'{self._year:04d}-{self._month:02d}-{self._day:02d}'

    def __str__(self):
        return self.isoformat()

    def timetuple(self):
        return _time.struct_time((self._year, self._month, self._day, 0, 0, 0, self.weekday(),
                                  _days_before(self._year, self._month) + self._day, -1))

    def toordinal(self):
        return _to_ordinal(self._year, self._month, self._day)

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        year, today = self._year, self.toordinal()
        if today < _week_one(year):
            year -= 1
        elif today >= _week_one(year + 1) if year < MAXYEAR else False:
            year += 1
        week, day = divmod(today - _week_one(year), 7)
        return IsoCalendarDate(year, week + 1, day + 1)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        ordinal = self.toordinal() + other.days
        if not 0 < ordinal <= 3652059:
            raise OverflowError('date value out of range')
        return type(self).fromordinal(ordinal)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def __eq__(self, other):
        if isinstance(other, date) and isinstance(other, datetime) == isinstance(self, datetime):
            return self._ymd() == other._ymd()
        return NotImplemented

    def _comparable(self, other):
        if isinstance(other, datetime) or not isinstance(other, date):
            return None
        return self._ymd(), other._ymd()

    __lt__, __le__, __gt__, __ge__ = map(_compared, (_less, _less_equal, _greater, _greater_equal))

    def __hash__(self):
        return hash(self._ymd())

    def __reduce__(self):
        return self.__class__, self._ymd()


@_static
class tzinfo:
    __slots__ = ()

    def tzname(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement tzname()')

    def utcoffset(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement utcoffset()')

    def dst(self, dt):
        raise NotImplementedError('a tzinfo subclass must implement dst()')

    def fromutc(self, dt):
        if dt.tzinfo is not self:
            raise ValueError('fromutc: dt.tzinfo is not self')
        offset, daylight = dt.utcoffset(), dt.dst()
        if offset is None or daylight is None:
            raise ValueError('fromutc: non-None utcoffset() result required')
        dt += offset - daylight
        return dt + dt.dst()


@_static
class timezone(tzinfo):
    __slots__ = ('_offset', '_name')

    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f'timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}')
        if name is not None and not isinstance(name, str):
            raise TypeError(f'timezone() argument 2 must be str, not {type(name).__name__}')
        if not -timedelta(1) < offset < timedelta(1):
            raise ValueError('offset must be a timedelta strictly between -timedelta(hours=24) and '
                             f'timedelta(hours=24), not {offset!r}.')
        if name is None and not offset and hasattr(cls, 'utc'):
            return cls.utc
        self = object.__new__(cls)
        self._offset, self._name = offset, name
        return self

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return 'datetime.timezone.utc'
        name = '' if self._name is None else f', {self._name!r}'
        return f'{_named(self)}({self._offset!r}{name})'

    def __str__(self):
        return self.tzname(None)

    def utcoffset(self, dt):
        return self._offset

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return 'UTC' + _format_offset(self._offset) if self._offset else 'UTC'

    def dst(self, dt):
        return None

    def fromutc(self, dt):
        if dt.tzinfo is not self:
            raise ValueError('fromutc: dt.tzinfo is not self')
        return dt + self._offset


timezone.utc = UTC = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))


def _parse_iso_time(text, whole):
    """(hour, minute, second, microsecond, tzinfo)"""
    def bad():
        raise ValueError(f'Invalid isoformat string: {whole!r}')
    if text.endswith('Z'):
        clock, zone = text[:-1], UTC
    else:
        place = max(text.find('+'), text.find('-'))
        clock, zone = (text, None) if place < 0 else (text[:place], None)
        if place >= 0:
            hours, minutes, seconds, micros = _parse_clock(text[place + 1:], bad)
            offset = timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=micros)
            zone = timezone(-offset if text[place] == '-' else offset)
    return (*_parse_clock(clock, bad), zone)


def _parse_clock(text, bad):
    main, point, fraction = text.replace(',', '.').partition('.')
    digits = main.replace(':', '')
    if len(digits) not in (2, 4, 6) or not digits.isdigit() or point and (
            not fraction.isdigit() or len(digits) != 6):
        bad()
    if ':' in main and main != ':'.join(digits[place:place + 2] for place in range(0, len(digits), 2)):
        bad()
    numbers = [int(digits[place:place + 2]) for place in range(0, len(digits), 2)]
    return (*numbers, *[0] * (3 - len(numbers)), int(fraction[:6].ljust(6, '0')) if point else 0)


class _Zoned:
    """What `time` and `datetime` share: clock, zone, offset, names."""
    __slots__ = ()

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    def _clock(self):
        return self._hour, self._minute, self._second, self._microsecond

    def _zone(self, method):
        if self._tzinfo is None:
            return None
        value = getattr(self._tzinfo, method)(self if isinstance(self, datetime) else None)
        if method != 'tzname' and value is not None and not isinstance(value, timedelta):
            raise TypeError(f'tzinfo.{method}() must return None or timedelta, not {type(value).__name__!r}')
        return value

    def utcoffset(self):
        return None if self._tzinfo is None else self._zone('utcoffset')

    def tzname(self):
        return self._zone('tzname')

    def dst(self):
        return self._zone('dst')


@_static
class time(_Zoned):
    __slots__ = ('_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold')

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        values = _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._microsecond = values
        self._tzinfo, self._fold = tzinfo, fold
        return self

    def _position(self):
        offset = self.utcoffset()
        hour, minute, second, microsecond = self._clock()
        total = ((hour * 60 + minute) * 60 + second) * 1000000 + microsecond
        return total - (offset._total() if offset else 0)

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            return False
        return self._position() == other._position()

    def _comparable(self, other):
        if not isinstance(other, time):
            return None
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware times")
        return self._position(), other._position()

    __lt__, __le__, __gt__, __ge__ = map(_compared, (_less, _less_equal, _greater, _greater_equal))

    def __hash__(self):
        return hash((self._position(),))

    def __repr__(self):
        if self._microsecond:
            text = f', {self._second}, {self._microsecond}'
        else:
            text = f', {self._second}' if self._second else ''
        zone = '' if self._tzinfo is None else f', tzinfo={self._tzinfo!r}'
        fold = ', fold=1' if self._fold else ''
        return f'{_named(self)}({self._hour}, {self._minute}{text}{zone}{fold})'

    def isoformat(self, timespec='auto'):
        return _format_time(*self._clock(), timespec) + _format_offset(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    @classmethod
    def fromisoformat(cls, time_string):
        if not isinstance(time_string, str):
            raise TypeError('fromisoformat: argument must be str')
        return cls(*_parse_iso_time(time_string.removeprefix('T'), time_string))

    def strftime(self, format):
        return _strftime(self, format, (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1))

    def __format__(self, fmt):
        return self.strftime(fmt) if fmt else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(*[mine if new is None else new for mine, new in
                            zip(self._clock(), (hour, minute, second, microsecond))],
                          self._tzinfo if tzinfo is True else tzinfo,
                          fold=self._fold if fold is None else fold)

    def __reduce__(self):
        return self.__class__, (*self._clock(), self._tzinfo)


@_static
class datetime(_Zoned, date):
    __slots__ = ('_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold')

    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0,
                tzinfo=None, *, fold=0):
        if month is None or day is None:
            missing = "'month' (pos 2)" if month is None else "'day' (pos 3)"
            raise TypeError(f'function missing required argument {missing}')
        values = _check_date(year, month, day)
        clock = _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        return cls._made(*values, *clock, tzinfo, fold)

    @classmethod
    def _made(cls, year, month, day, hour, minute, second, microsecond, tzinfo, fold):
        """Of parts that have been checked."""
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._tzinfo, self._fold = tzinfo, fold
        return self

    @classmethod
    def _at(cls, microseconds, tz=None):
        """Of microseconds since the first day of the first year."""
        days, rest = divmod(microseconds, 86400000000)
        if not 0 < days + 1 <= 3652059:
            raise OverflowError('date value out of range')
        seconds, microsecond = divmod(rest, 1000000)
        minutes, second = divmod(seconds, 60)
        make = cls._made if cls.__new__ is datetime.__new__ else cls._remade
        return make(*_from_ordinal(days + 1), minutes // 60, minutes % 60, second, microsecond, tz, 0)

    @classmethod
    def _remade(cls, *parts):
        """An object of a derived class that has a constructor of its own."""
        return cls(*parts[:-1])

    def _position(self):
        return ((self.toordinal() - 1) * 86400000000
                + ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond)

    def _utc_position(self):
        offset = self.utcoffset()
        return self._position() - (offset._total() if offset else 0)

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_tzinfo(tz)
        if tz is not None:
            return tz.fromutc(cls._utc(timestamp).replace(tzinfo=tz))
        whole = timestamp // 1
        microsecond = _rounded((timestamp - whole) * 1e6)
        return cls(*_time.localtime(whole)[:6]) + timedelta(microseconds=microsecond)

    @classmethod
    def _utc(cls, timestamp):
        whole = int(timestamp // 1)
        microseconds = _rounded((timestamp - whole) * 1e6)
        return cls._at((719162 * 86400 + whole) * 1000000 + microseconds)

    @classmethod
    def utcfromtimestamp(cls, t):
        return cls._utc(t)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls._utc(_time.time())

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second,
                   time.microsecond, time.tzinfo if tzinfo is True else tzinfo, fold=time.fold)

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError('fromisoformat: argument must be str')
        if len(date_string) < 7:
            raise ValueError(f'Invalid isoformat string: {date_string!r}')
        length = 10
        if 'W' in date_string[:8]:
            dashed = date_string[4:5] == '-'
            length = 10 if dashed and date_string[8:9] == '-' else 8 if dashed or date_string[7:8].isdigit() else 7
        elif date_string[4:5] != '-':
            length = 8
        try:
            parts = _parse_iso_date(date_string[:length])
            clock = _parse_iso_time(date_string[length + 1:], date_string) if len(date_string) > length else ()
        except ValueError as error:
            if str(error).startswith('Invalid isoformat'):
                raise ValueError(f'Invalid isoformat string: {date_string!r}') from None
            raise
        return cls(*parts, *clock)

    @classmethod
    def strptime(cls, date_string, format):
        from _strptime import datetime_of
        return datetime_of(cls, date_string, format)

    def timetuple(self):
        dst = self.dst()
        flag = -1 if dst is None else 1 if dst else 0
        return _time.struct_time((
            self._year, self._month, self._day, self._hour, self._minute, self._second, self.weekday(),
            _days_before(self._year, self._month) + self._day, flag))

    def utctimetuple(self):
        return datetime._at(self._utc_position()).timetuple()

    def timestamp(self):
        if self._tzinfo is None:
            return _time.mktime(self.timetuple()) + self._microsecond / 1e6
        return (self - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(*self._clock(), fold=self._fold)

    def timetz(self):
        return time(*self._clock(), self._tzinfo, fold=self._fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None,
                microsecond=None, tzinfo=True, *, fold=None):
        given = (year, month, day, hour, minute, second, microsecond)
        return type(self)(*[mine if new is None else new for mine, new in
                            zip(self._ymd() + self._clock(), given)],
                          self._tzinfo if tzinfo is True else tzinfo,
                          fold=self._fold if fold is None else fold)

    def _local_zone(self):
        parts = _time.localtime(_time.mktime(self.timetuple()))
        return timezone(timedelta(seconds=parts.tm_gmtoff), parts.tm_zone)

    def astimezone(self, tz=None):
        mine = self._tzinfo or self._local_zone()
        if tz is None:
            tz = self._local_zone()
        elif not isinstance(tz, tzinfo):
            raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tz).__name__}'")
        aware = self.replace(tzinfo=mine)
        if tz is mine:
            return aware
        return tz.fromutc(datetime._at(aware._utc_position()).replace(tzinfo=tz))

    def ctime(self):
        return (f'{_day_names[self.toordinal() % 7 or 7]} {_month_names[self._month]} {self._day:2d} '
                f'{self._hour:02d}:{self._minute:02d}:{self._second:02d} {self._year:04d}')

    def isoformat(self, sep='T', timespec='auto'):
        return (f'{self._year:04d}-{self._month:02d}-{self._day:02d}{sep}'
                + _format_time(*self._clock(), timespec) + _format_offset(self.utcoffset()))

    def __repr__(self):
        values = [*self._ymd(), *self._clock()]
        if values[-1] == 0:
            del values[-1]
            if values[-1] == 0:
                del values[-1]
        zone = '' if self._tzinfo is None else f', tzinfo={self._tzinfo!r}'
        fold = ', fold=1' if self._fold else ''
        return f"{_named(self)}({', '.join(map(str, values))}{zone}{fold})"

    def __str__(self):
        return self.isoformat(sep=' ')

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return False if isinstance(other, date) else NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            return False
        return self._utc_position() == other._utc_position()

    def _comparable(self, other):
        if not isinstance(other, datetime):
            if isinstance(other, date):
                raise TypeError(f"can't compare datetime.datetime to datetime.date")
            return None
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return self._utc_position(), other._utc_position()

    def __hash__(self):
        return hash((self._utc_position(),))

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)._at(self._position() + other._total(), self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        if self._tzinfo is other._tzinfo:
            return timedelta._of(self._position() - other._position())
        return timedelta._of(self._utc_position() - other._utc_position())

    def __reduce__(self):
        return self.__class__, (*self._ymd(), *self._clock(), self._tzinfo)


date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(days=1)
time.min, time.max, time.resolution = time(0), time(23, 59, 59, 999999), timedelta(microseconds=1)
datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
