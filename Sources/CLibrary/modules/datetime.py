"""Dates and times: what is not native of them."""
import time as _time
from operator import index as _index
from _datetime import date, datetime, extend as _extend_native, time, timedelta
from _inspection import static as _static

__all__ = ('date', 'datetime', 'time', 'timedelta', 'timezone', 'tzinfo', 'MINYEAR', 'MAXYEAR', 'UTC')

MINYEAR, MAXYEAR = 1, 9999
_month_names = ('', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec')
_day_names = ('', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')


def _named(self):
    """The class as representations name it: derived ones go by their own name."""
    cls = type(self)
    return cls.__qualname__ if cls.__module__ != 'datetime' else f'datetime.{cls.__qualname__}'


def _week_one(year):
    """The ordinal of the Monday on which the first ISO week begins."""
    first = date(year, 1, 1).toordinal() if year <= MAXYEAR else date.max.toordinal() + 1
    weekday = (first + 6) % 7
    monday = first - weekday
    return monday + 7 if weekday > 3 else monday


def _check_tzinfo(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tz).__name__}'")


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
        try:
            found = date.fromisocalendar(int(digits[:4]), int(digits[5:7]), day)
        except ValueError:
            bad()
        return found.year, found.month, found.day
    if len(digits) != 8 or text not in (digits, f'{digits[:4]}-{digits[4:6]}-{digits[6:]}'):
        bad()
    return int(digits[:4]), int(digits[4:6]), int(digits[6:])


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


def _check_moment(name, dt):
    if dt is not None and not isinstance(dt, datetime):
        raise TypeError(f'{name}(dt) argument must be a datetime instance or None, '
                        f'not {type(dt).__name__}')


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

    def __getinitargs__(self):
        return (self._offset,) if self._name is None else (self._offset, self._name)

    def __reduce__(self):
        return type(self), self.__getinitargs__()

    def utcoffset(self, dt):
        _check_moment('utcoffset', dt)
        return self._offset

    def tzname(self, dt):
        _check_moment('tzname', dt)
        if self._name is not None:
            return self._name
        return 'UTC' + _format_offset(self._offset) if self._offset else 'UTC'

    def dst(self, dt):
        _check_moment('dst', dt)

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
        clock, zone = text if place < 0 else text[:place].removesuffix(' '), None
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


class _Date:
    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        return cls(*_time.localtime(timestamp)[:3])

    @classmethod
    def fromisoformat(cls, date_string, /):
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
            raise ValueError(f'Invalid day: {day} (range is [1, 7])')
        return cls.fromordinal(_week_one(year) + (week - 1) * 7 + day - 1)

    def ctime(self):
        clock = getattr(self, '_clock_text', '00:00:00')
        return (f'{_day_names[self.isoweekday()]} {_month_names[self.month]} {self.day:2d} '
                f'{clock} {self.year:04d}')

    def __format__(self, format_spec, /):
        if not isinstance(format_spec, str):
            raise TypeError(f'__format__() argument 1 must be str, not {type(format_spec).__name__}')
        return self.strftime(format_spec) if format_spec else str(self)

    def timetuple(self):
        return _time.struct_time((self.year, self.month, self.day, 0, 0, 0, self.weekday(),
                                  _day_of_year(self), -1))

    def replace(self, year=None, month=None, day=None):
        return type(self)(self.year if year is None else year, self.month if month is None else month,
                          self.day if day is None else day)

    def isocalendar(self):
        year, today = self.year, self.toordinal()
        if today < _week_one(year):
            year -= 1
        elif year < MAXYEAR and today >= _week_one(year + 1):
            year += 1
        week, day = divmod(today - _week_one(year), 7)
        return IsoCalendarDate(year, week + 1, day + 1)


def _day_of_year(day):
    return day.toordinal() - date(day.year, 1, 1).toordinal() + 1


class _Zoned:
    """What `time` and `datetime` share: offset and names of the zone."""
    def _zone(self, method):
        if self.tzinfo is None:
            return None
        value = getattr(self.tzinfo, method)(self if isinstance(self, datetime) else None)
        if method != 'tzname' and value is not None:
            if not isinstance(value, timedelta):
                raise TypeError(f'tzinfo.{method}() must return None or timedelta, '
                                f'not {type(value).__name__!r}')
            if not -timedelta(1) < value < timedelta(1):
                raise ValueError('offset must be a timedelta strictly between -timedelta(hours=24) and '
                                 'timedelta(hours=24).')
        return value

    def utcoffset(self):
        return self._zone('utcoffset')

    def tzname(self):
        return self._zone('tzname')

    def dst(self):
        return self._zone('dst')


class _Time(_Zoned):
    @classmethod
    def fromisoformat(cls, time_string, /):
        if not isinstance(time_string, str):
            raise TypeError('fromisoformat: argument must be str')
        return cls(*_parse_iso_time(time_string.removeprefix('T'), time_string))

    def __format__(self, format_spec, /):
        if not isinstance(format_spec, str):
            raise TypeError(f'__format__() argument 1 must be str, not {type(format_spec).__name__}')
        return self.strftime(format_spec) if format_spec else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(*_replaced(_clock(self), (hour, minute, second, microsecond)),
                          self.tzinfo if tzinfo is True else tzinfo,
                          fold=self.fold if fold is None else fold)


def _clock(self):
    return self.hour, self.minute, self.second, self.microsecond


def _replaced(values, given):
    return [value if new is None else new for value, new in zip(values, given)]


class _Datetime(_Zoned):
    @property
    def _clock_text(self):
        return f'{self.hour:02d}:{self.minute:02d}:{self.second:02d}'

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_tzinfo(tz)
        if tz is not None:
            return tz.fromutc(cls._utc(timestamp).replace(tzinfo=tz))
        whole, microsecond = _split(timestamp)
        return cls(*_time.localtime(whole)[:6], microsecond)

    @classmethod
    def _utc(cls, timestamp):
        whole, microsecond = _split(timestamp)
        return cls(*_time.gmtime(whole)[:6], microsecond)

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        return cls._utc(timestamp)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls._utc(_time.time())

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        for place, (value, wanted) in enumerate(((date, _date), (time, _time_class)), 1):
            if not isinstance(value, wanted):
                raise TypeError(f'combine() argument {place} must be datetime.{wanted.__name__}, '
                                f'not {type(value).__name__}')
        return cls(date.year, date.month, date.day, *_clock(time),
                   time.tzinfo if tzinfo is True else tzinfo, fold=time.fold)

    @classmethod
    def fromisoformat(cls, date_string, /):
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
    def strptime(cls, date_string, format, /):
        found = cls._parsed(date_string, format)
        if found is not None:
            return found
        for place, value in enumerate((date_string, format), 1):
            if not isinstance(value, str):
                raise TypeError(f'strptime() argument {place} must be str, not {type(value).__name__}')
        from _strptime import datetime_of
        return datetime_of(cls, date_string, format)

    def timetuple(self):
        dst = self.dst()
        flag = -1 if dst is None else 1 if dst else 0
        return _time.struct_time((
            self.year, self.month, self.day, self.hour, self.minute, self.second, self.weekday(),
            _day_of_year(self), flag))

    def utctimetuple(self):
        naive = self.replace(tzinfo=None) - (self.utcoffset() or timedelta(0))
        parts = naive.timetuple()
        return _time.struct_time((*parts[:8], 0))

    def timestamp(self):
        if self.tzinfo is None:
            return _time.mktime(self.timetuple()) + self.microsecond / 1e6
        return (self - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()

    def date(self):
        return _date(self.year, self.month, self.day)

    def time(self):
        return _time_class(*_clock(self), fold=self.fold)

    def timetz(self):
        return _time_class(*_clock(self), self.tzinfo, fold=self.fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None,
                microsecond=None, tzinfo=True, *, fold=None):
        values = _replaced((self.year, self.month, self.day, *_clock(self)),
                           (year, month, day, hour, minute, second, microsecond))
        return type(self)(*values, self.tzinfo if tzinfo is True else tzinfo,
                          fold=self.fold if fold is None else fold)

    def _local_zone(self):
        parts = _time.localtime(_time.mktime(self.timetuple()))
        return timezone(timedelta(seconds=parts.tm_gmtoff), parts.tm_zone)

    def astimezone(self, tz=None):
        mine = self.tzinfo or self._local_zone()
        if tz is None:
            tz = self._local_zone()
        elif not isinstance(tz, tzinfo):
            raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tz).__name__}'")
        aware = self.replace(tzinfo=mine)
        if tz is mine:
            return aware
        utc = aware.replace(tzinfo=None) - aware.utcoffset()
        return tz.fromutc(utc.replace(tzinfo=tz))


def _split(timestamp):
    """Whole seconds, and the microseconds to the nearest, halves to even."""
    if not isinstance(timestamp, float):
        timestamp = _index(timestamp)
    elif timestamp != timestamp:
        raise ValueError('Invalid value NaN (not a number)')
    whole = timestamp // 1
    microsecond = round((timestamp - whole) * 1e6)
    return (whole, microsecond) if microsecond < 1000000 else (whole + 1, 0)


def _extend(cls, source, tzinfo):
    """Give a native class the methods of one that is written here."""
    for method in vars(source).values():
        function = getattr(method, '__func__', method)
        if type(function) is type(_extend):
            function.__qualname__ = f'{cls.__name__}.{function.__name__}'
    _extend_native(cls, source, tzinfo)


_date, _time_class = date, time
_extend(date, _Date, tzinfo)
_extend(time, _Zoned, tzinfo)
_extend(time, _Time, tzinfo)
_extend(datetime, _Zoned, tzinfo)
_extend(datetime, _Datetime, tzinfo)


class _Limits:
    pass


def _limit(cls, least, most, resolution):
    _Limits.min, _Limits.max, _Limits.resolution = least, most, resolution
    _extend(cls, _Limits, tzinfo)


_limit(timedelta, timedelta(-999999999),
       timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999),
       timedelta(microseconds=1))
_limit(date, date(1, 1, 1), date(9999, 12, 31), timedelta(days=1))
_limit(time, time(0), time(23, 59, 59, 999999), timedelta(microseconds=1))
_limit(datetime, datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999),
       timedelta(microseconds=1))
