"""Constants and templates of strings."""
import re as _re

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or ' ').join([word.capitalize() for word in s.split(sep)])


_nothing = {}


def _overlaid(mapping, keywords):
    """The mapping itself, if it can be: it may have values for names that it does not list."""
    if not keywords:
        return mapping
    if mapping is _nothing:
        return keywords
    from collections import ChainMap
    return ChainMap(keywords, mapping)


class Template:
    delimiter = '$'
    idpattern = r'(?a:[_a-z][_a-z0-9]*)'
    braceidpattern = None
    flags = _re.IGNORECASE

    def __init_subclass__(cls):
        super().__init_subclass__()
        cls._compile()

    @classmethod
    def _compile(cls):
        if 'pattern' not in cls.__dict__:
            delimiter = _re.escape(cls.delimiter)
            cls.pattern = (
                rf'{delimiter}(?:(?P<escaped>{delimiter})|(?P<named>{cls.idpattern})|'
                rf'{{(?P<braced>{cls.braceidpattern or cls.idpattern})}}|(?P<invalid>))')
        cls.pattern = _re.compile(cls.pattern, cls.flags | _re.VERBOSE)

    def __init__(self, template):
        self.template = template

    def _invalid(self, match):
        lines = self.template[:match.start('invalid')].splitlines(keepends=True)
        column = match.start('invalid') - len(''.join(lines[:-1])) if lines else 1
        raise ValueError(f'Invalid placeholder in string: line {len(lines) or 1}, col {column}')

    def _substitute(self, mapping, is_safe):
        def convert(match):
            name = match.group('named') or match.group('braced')
            if name is not None:
                if is_safe and name not in mapping:
                    return match.group()
                return str(mapping[name])
            if match.group('escaped') is not None:
                return self.delimiter
            if is_safe:
                return match.group()
            self._invalid(match)
        return self.pattern.sub(convert, self.template)

    def substitute(self, mapping=_nothing, /, **kws):
        return self._substitute(_overlaid(mapping, kws), False)

    def safe_substitute(self, mapping=_nothing, /, **kws):
        return self._substitute(_overlaid(mapping, kws), True)

    def get_identifiers(self):
        names = []
        for match in self.pattern.finditer(self.template):
            name = match.group('named') or match.group('braced')
            if name is not None and name not in names:
                names.append(name)
        return names


Template._compile()


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
