"""Times from text."""
import re
import time

_months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september',
           'october', 'november', 'december']
_days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']


def _choice(names):
    return '|'.join(sorted(names, key=len, reverse=True))


_patterns = {
    'd': r'(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])', 'f': r'(?P<f>[0-9]{1,6})',
    'H': r'(?P<H>2[0-3]|[0-1]\d|\d)', 'I': r'(?P<I>1[0-2]|0[1-9]|[1-9])',
    'j': r'(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])',
    'm': r'(?P<m>1[0-2]|0[1-9]|[1-9])', 'M': r'(?P<M>[0-5]\d|\d)', 'S': r'(?P<S>6[0-1]|[0-5]\d|\d)',
    'w': r'(?P<w>[0-6])', 'u': r'(?P<u>[1-7])', 'y': r'(?P<y>\d\d)', 'Y': r'(?P<Y>\d\d\d\d)',
    'z': r'(?P<z>[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|(?-i:Z))',
    'A': f'(?P<A>{_choice(_days)})', 'a': f'(?P<a>{_choice([day[:3] for day in _days])})',
    'B': f'(?P<B>{_choice(_months)})', 'b': f'(?P<b>{_choice([month[:3] for month in _months])})',
    'p': '(?P<p>am|pm)', 'Z': '(?P<Z>utc|gmt)', 'U': r'(?P<U>5[0-3]|[0-4]\d|\d)',
    'W': r'(?P<W>5[0-3]|[0-4]\d|\d)', 'G': r'(?P<G>\d\d\d\d)',
    'V': r'(?P<V>5[0-3]|0[1-9]|[1-4]\d|\d)', '%': '%'}
_longer = {'c': '%a %b %d %H:%M:%S %Y', 'x': '%m/%d/%y', 'X': '%H:%M:%S', 'D': '%m/%d/%y',
           'T': '%H:%M:%S', 'R': '%H:%M', 'F': '%Y-%m-%d'}


def _pattern(format):
    parts, place = [], 0
    while place < len(format):
        character = format[place]
        place += 1
        if character.isspace():
            while place < len(format) and format[place].isspace():
                place += 1
            parts.append(r'\s+')
        elif character != '%':
            parts.append(re.escape(character))
        else:
            letter = format[place:place + 1]
            place += 1
            if not letter:
                raise ValueError(f"stray %% in format '{format}'".replace('%%', '%'))
            if letter in 'cxX':
                parts.append(_pattern(_longer[letter]))
            elif letter in _patterns:
                parts.append(_patterns[letter])
            else:
                raise ValueError(f"'{letter}' is a bad directive in format '{format}'")
    return ''.join(parts)


def _zone_offset(text):
    if text == 'Z':
        return 0, 0
    digits = text[1:].replace(':', '')
    main, _, fraction = digits.partition('.')
    seconds = int(main[:2]) * 3600 + int(main[2:4]) * 60 + int(main[4:] or 0)
    micros = int(fraction.ljust(6, '0') or 0)
    return (-seconds, -micros) if text[0] == '-' else (seconds, micros)


def _parsed(text, format):
    """year, month, day, hour, minute, second, weekday, yearday, dst, microsecond, offset, zone"""
    from datetime import date
    for what, value in enumerate((text, format)):
        if not isinstance(value, str):
            raise TypeError(f'strptime() argument {what} must be str, not {type(value)}')
    found = re.compile(_pattern(format), re.IGNORECASE).match(text)
    if not found:
        raise ValueError(f'time data {text!r} does not match format {format!r}')
    if len(text) != found.end():
        raise ValueError(f'unconverted data remains: {text[found.end():]}')
    got = {key: value for key, value in found.groupdict().items() if value is not None}
    year, month, day = None, 1, 1
    if 'Y' in got:
        year = int(got['Y'])
    elif 'y' in got:
        year = int(got['y'])
        year += 2000 if year <= 68 else 1900
    if 'm' in got:
        month = int(got['m'])
    elif 'B' in got:
        month = _months.index(got['B'].lower()) + 1
    elif 'b' in got:
        month = [name[:3] for name in _months].index(got['b'].lower()) + 1
    if 'd' in got:
        day = int(got['d'])
    hour = int(got.get('H', 0))
    if 'I' in got:
        hour = int(got['I']) % 12 + (12 if got.get('p', '').lower() == 'pm' else 0)
    weekday = None
    if 'A' in got:
        weekday = _days.index(got['A'].lower())
    elif 'a' in got:
        weekday = [name[:3] for name in _days].index(got['a'].lower())
    elif 'w' in got:
        weekday = (int(got['w']) + 6) % 7
    elif 'u' in got:
        weekday = int(got['u']) - 1
    yearday = int(got['j']) if 'j' in got else None
    # Without a year a leap day must still be possible.
    leap = year is None and month == 2 and day == 29
    real = 1904 if leap else 1900 if year is None else year
    if 'G' in got or 'V' in got:
        if 'G' not in got or 'V' not in got or weekday is None:
            raise ValueError("ISO year directive '%G' must be used with the ISO week directive '%V' "
                             "and a weekday directive ('%A', '%a', '%w', or '%u').")
        made = date.fromisocalendar(int(got['G']), int(got['V']), weekday + 1)
        real, month, day = made.year, made.month, made.day
    elif ('U' in got or 'W' in got) and weekday is not None and year is not None:
        first = date(real, 1, 1).weekday()
        monday = 'W' in got
        week = int(got['W'] if monday else got['U'])
        start = first if monday else (first + 1) % 7
        place = weekday if monday else (weekday + 1) % 7
        yearday = 1 + (7 - start) % 7 + 7 * (week - 1) + place if week else 1 + place - start
    if yearday is not None and 'm' not in got and 'd' not in got:
        made = date.fromordinal(date(real, 1, 1).toordinal() + yearday - 1)
        real, month, day = made.year, made.month, made.day
    made = date(real, month, day)
    if weekday is None:
        weekday = made.weekday()
    if yearday is None:
        yearday = made.toordinal() - date(real, 1, 1).toordinal() + 1
    offset = _zone_offset(got['z']) if 'z' in got else None
    return (1900 if leap else real, month, day, hour, int(got.get('M', 0)), int(got.get('S', 0)),
            weekday, yearday, -1 if 'Z' not in got else 0, int(got.get('f', '0').ljust(6, '0')),
            offset, got.get('Z'))


def struct_time_of(text, format):
    parts = _parsed(text, format)
    zone = parts[11] and parts[11].upper()
    return time.struct_time(parts[:9] + (zone, parts[10][0] if parts[10] else None))


def datetime_of(cls, text, format):
    from datetime import timedelta, timezone
    parts = _parsed(text, format)
    zone = None
    if parts[10] is not None:
        seconds, microseconds = parts[10]
        zone = timezone(timedelta(seconds=seconds, microseconds=microseconds))
    return cls(*parts[:6], parts[9], zone)
