"""Comma-separated values."""
import re
from io import StringIO

__all__ = ['QUOTE_MINIMAL', 'QUOTE_ALL', 'QUOTE_NONNUMERIC', 'QUOTE_NONE', 'Error', 'Dialect', 'excel',
           'excel_tab', 'unix_dialect', 'field_size_limit', 'reader', 'writer', 'register_dialect',
           'get_dialect', 'list_dialects', 'Sniffer', 'unregister_dialect', 'DictReader', 'DictWriter']
QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)


class Error(Exception):
    __module__ = '_csv'


class Dialect:
    delimiter, quotechar, escapechar = ',', '"', None
    doublequote, skipinitialspace, lineterminator = True, False, '\r\n'
    quoting, strict = QUOTE_MINIMAL, False


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = '\t'


class unix_dialect(Dialect):
    quoting, lineterminator = QUOTE_ALL, '\n'


_dialects = {'excel': excel, 'excel-tab': excel_tab, 'unix': unix_dialect}
_limit = 131072


def field_size_limit(limit=None):
    global _limit
    old = _limit
    if limit is not None:
        _limit = limit
    return old


def register_dialect(name, dialect=None, **options):
    _dialects[name] = _made(dialect, options)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error('unknown dialect')
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error('unknown dialect')
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def _made(dialect, options):
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)
    made = Dialect()
    for name in ('delimiter', 'quotechar', 'escapechar', 'doublequote', 'skipinitialspace',
                 'lineterminator', 'quoting', 'strict'):
        if name in options:
            setattr(made, name, options.pop(name))
        elif dialect is not None:
            setattr(made, name, getattr(dialect, name))
    if options:
        raise TypeError(f"'{next(iter(options))}' is an invalid keyword argument for this function")
    if not isinstance(made.delimiter, str) or len(made.delimiter) != 1:
        if not isinstance(made.delimiter, str):
            raise TypeError(f'"delimiter" must be string, not {type(made.delimiter).__name__}')
        raise TypeError('"delimiter" must be a 1-character string')
    return made


class reader:
    __module__ = '_csv'

    def __init__(self, csvfile, dialect='excel', **fmtparams):
        self._lines = iter(csvfile)
        self.dialect = _made(dialect, fmtparams)
        self.line_num = 0

    def __iter__(self):
        return self

    def _line(self):
        line = next(self._lines)
        if not isinstance(line, str):
            raise Error(f'iterator should return strings, not {type(line).__name__} '
                        '(the file should be opened in text mode)')
        self.line_num += 1
        return line

    def _finish(self, field, was_quoted):
        if self.dialect.quoting == QUOTE_NONNUMERIC and not was_quoted:
            return float(field)
        return field

    def __next__(self):
        d = self.dialect
        line = self._line()
        if d.quotechar is None or d.quotechar not in line:
            if d.escapechar is None and not d.skipinitialspace and d.quoting != QUOTE_NONNUMERIC:
                text = line.rstrip('\r\n')
                return text.split(d.delimiter) if text else []
        return self._fields(line, d)

    def _fields(self, line, d):
        fields, field = [], []
        state, quoted = 'start', False
        place = 0
        while True:
            if place == len(line):
                if state == 'quoted':
                    try:
                        line, place = self._line(), 0
                        continue
                    except StopIteration:
                        if d.strict:
                            raise Error('unexpected end of data') from None
                break
            character = line[place]
            place += 1
            if state == 'quoted':
                if character == d.escapechar:
                    field.append(line[place:place + 1])
                    place += 1
                elif character == d.quotechar and d.quoting != QUOTE_NONE:
                    if d.doublequote and line[place:place + 1] == d.quotechar:
                        field.append(character)
                        place += 1
                    else:
                        state = 'after'
                else:
                    field.append(character)
            elif character in '\r\n':
                if line[place:].strip('\r\n'):
                    raise Error('new-line character seen in unquoted field - do you need to open the '
                                'file in universal-newline mode?')
                break
            elif character == d.delimiter:
                fields.append(self._finish(''.join(field), quoted))
                field, state, quoted = [], 'start', False
                state = 'more'
            elif character == d.escapechar:
                field.append(line[place:place + 1])
                place += 1
                state = 'plain'
            elif state in ('start', 'more') and character == d.quotechar and d.quoting != QUOTE_NONE:
                state, quoted = 'quoted', True
            elif state in ('start', 'more') and character == ' ' and d.skipinitialspace:
                pass
            else:
                if state == 'after' and d.strict:
                    raise Error(f"'{d.delimiter}' expected after '{d.quotechar}'")
                field.append(character)
                state = 'plain'
        if state == 'start' and not fields and not field:
            return []
        fields.append(self._finish(''.join(field), quoted))
        return fields


class writer:
    def __init__(self, csvfile, dialect='excel', **fmtparams):
        if not hasattr(csvfile, 'write'):
            raise TypeError('argument 1 must have a "write" method')
        self._write = csvfile.write
        self.dialect = _made(dialect, fmtparams)

    def _text(self, value, is_only):
        d = self.dialect
        text = '' if value is None else value if isinstance(value, str) else repr(value) if isinstance(value, float) else str(value)
        quotes = d.quoting == QUOTE_ALL or d.quoting == QUOTE_NONNUMERIC and not isinstance(value, (int, float))
        special = d.delimiter + (d.quotechar or '') + (d.escapechar or '') + '\r\n' + d.lineterminator
        has_special = any(character in special for character in text)
        if d.quoting == QUOTE_NONE:
            if has_special:
                if d.escapechar is None:
                    raise Error('need to escape, but no escapechar set')
                text = ''.join([d.escapechar + c if c in special else c for c in text])
            if is_only and not text:
                raise Error('single empty field record must be quoted')
            return text
        if has_special or is_only and not text:
            quotes = True
        if not quotes:
            return text
        if d.escapechar is not None and not d.doublequote:
            text = text.replace(d.escapechar, d.escapechar * 2).replace(d.quotechar, d.escapechar + d.quotechar)
        elif d.doublequote:
            text = text.replace(d.quotechar, d.quotechar * 2)
        elif d.quotechar in text:
            raise Error('need to escape, but no escapechar set')
        return d.quotechar + text + d.quotechar

    def writerow(self, row):
        try:
            row = list(row)
        except TypeError:
            raise Error(f'iterable expected, not {type(row).__name__}') from None
        only = len(row) == 1
        texts = [self._text(value, only) for value in row]
        return self._write(self.dialect.delimiter.join(texts) + self.dialect.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds):
        self._fieldnames = None if fieldnames is None else list(fieldnames)
        self.restkey, self.restval = restkey, restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect, self.line_num = dialect, 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        self.fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        self.line_num = self.reader.line_num
        names = self.fieldnames
        made = dict(zip(names, row))
        if len(names) < len(row):
            made[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            made[name] = self.restval
        return made


class DictWriter:
    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds):
        self.fieldnames, self.restval = fieldnames, restval
        if extrasaction.lower() not in ('raise', 'ignore'):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, rowdict):
        if self.extrasaction == 'raise':
            wrong = [key for key in rowdict if key not in self.fieldnames]
            if wrong:
                raise ValueError('dict contains fields not in fieldnames: '
                                 + ', '.join(map(repr, wrong)))
        return [rowdict.get(key, self.restval) for key in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        for rowdict in rowdicts:
            self.writerow(rowdict)


class Sniffer:
    preferred = [',', '\t', ';', ' ', ':']

    def sniff(self, sample, delimiters=None):
        lines = [line for line in sample.splitlines() if line]
        for delimiter in delimiters or self.preferred:
            counts = {line.count(delimiter) for line in lines}
            if len(counts) == 1 and counts != {0}:
                made = type('dialect', (Dialect,), {'delimiter': delimiter})
                made.skipinitialspace = all(delimiter + ' ' in line for line in lines)
                return made
        raise Error('Could not determine delimiter')

    def has_header(self, sample):
        rows = list(reader(StringIO(sample), self.sniff(sample)))
        number = re.compile(r'[-+]?\d+(\.\d*)?\Z')
        header, rest = rows[0], rows[1:]
        return any(not number.match(name) and all(number.match(row[place]) for row in rest if len(row) > place)
                   for place, name in enumerate(header))
