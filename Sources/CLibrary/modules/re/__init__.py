"""Regular expressions."""
import enum
import _pcre
from re._translate import Translation, template_parts, error

__all__ = ['match', 'fullmatch', 'search', 'sub', 'subn', 'split', 'findall', 'finditer', 'compile',
           'purge', 'template', 'escape', 'error', 'Pattern', 'Match', 'A', 'I', 'L', 'M', 'S', 'X',
           'U', 'ASCII', 'IGNORECASE', 'LOCALE', 'MULTILINE', 'DOTALL', 'VERBOSE', 'UNICODE',
           'NOFLAG', 'RegexFlag']


@enum.global_enum
class RegexFlag(enum.IntFlag):
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    TEMPLATE = T = 1
    DEBUG = 128


_cache = {}


class _Shared:
    """What needs no copies, and takes the kind of its text in annotations."""
    __slots__ = ()

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __class_getitem__(cls, item):
        from typing import _CollectionAlias
        return _CollectionAlias(cls, item)


class Pattern(_Shared):
    __module__ = 're'
    __slots__ = ('pattern', 'flags', 'groups', 'groupindex', '_program', '_closing', '_is_bytes')

    def __init__(self, pattern, flags):
        translation = Translation(pattern, flags)
        final = translation.flags
        self.pattern = pattern
        self.flags = final
        self.groups = translation.groups
        self.groupindex = translation.names
        self._closing = translation.closing
        self._is_bytes = isinstance(pattern, bytes)
        try:
            self._program = _pcre.compile(
                translation.text, final & 2, final & 8, final & 16,
                not self._is_bytes and not final & 256)
        except ValueError as problem:
            raise error(f'cellgrad: not supported: pattern: {problem}', pattern) from None

    def _check(self, string):
        if isinstance(string, str):
            if self._is_bytes:
                raise TypeError('cannot use a bytes pattern on a string-like object')
        elif not isinstance(string, (bytes, bytearray)):
            raise TypeError(f'expected string or bytes-like object, got {type(string).__name__!r}')
        elif not self._is_bytes:
            raise TypeError('cannot use a string pattern on a bytes-like object')

    def _one(self, string, pos, endpos, mode):
        self._check(string)
        pos, endpos = _clamped(pos, endpos, len(string))
        bounds = _pcre.search(self._program, string, pos, endpos, mode)
        return None if bounds is None else Match(self, string, bounds, pos, endpos)

    def search(self, string, pos=0, endpos=9223372036854775807):
        return self._one(string, pos, endpos, 0)

    def match(self, string, pos=0, endpos=9223372036854775807):
        return self._one(string, pos, endpos, 1)

    def fullmatch(self, string, pos=0, endpos=9223372036854775807):
        return self._one(string, pos, endpos, 2)

    def finditer(self, string, pos=0, endpos=9223372036854775807):
        self._check(string)
        pos, endpos = _clamped(pos, endpos, len(string))
        matches = map(lambda bounds: Match(self, string, bounds, pos, endpos),
                      _pcre.every(self._program, string, pos, endpos, 0))
        # As a `callable_iterator`, CPython's class for it.
        return iter(matches.__next__, None)

    def findall(self, string, pos=0, endpos=9223372036854775807):
        self._check(string)
        pos, endpos = _clamped(pos, endpos, len(string))
        every = _pcre.every(self._program, string, pos, endpos, 0)
        if not self.groups:
            return [string[bounds[0]:bounds[1]] for bounds in every]
        if self.groups == 1:
            return [string[bounds[2]:bounds[3]] if bounds[2] >= 0 else string[:0] for bounds in every]
        places = range(2, 2 * self.groups + 2, 2)
        return [tuple([string[bounds[place]:bounds[place + 1]] if bounds[place] >= 0 else string[:0]
                       for place in places]) for bounds in every]

    def split(self, string, maxsplit=0):
        self._check(string)
        if maxsplit < 0:
            return [string]
        parts, last = [], 0
        for bounds in _pcre.every(self._program, string, 0, len(string), maxsplit):
            parts.append(string[last:bounds[0]])
            for place in range(2, len(bounds), 2):
                parts.append(string[bounds[place]:bounds[place + 1]] if bounds[place] >= 0 else None)
            last = bounds[1]
        parts.append(string[last:])
        return parts

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        self._check(string)
        if not callable(repl):
            backslash = b'\\' if isinstance(repl, bytes) else '\\'
            parts = [repl]
            if backslash in repl:
                parts = template_parts(repl, self.groups, self.groupindex)
            is_plain = not any(isinstance(part, int) for part in parts)
            joined = type(repl)().join(parts) if is_plain else None
        pieces, last, made = [], 0, 0
        if count < 0:
            return string, 0
        for bounds in _pcre.every(self._program, string, 0, len(string), count):
            if last < bounds[0]:
                pieces.append(string[last:bounds[0]])
            if callable(repl):
                new = repl(Match(self, string, bounds, 0, len(string)))
                if new is not None:
                    if not isinstance(new, (str, bytes)):
                        raise TypeError(f'sequence item {len(pieces)}: expected str instance, '
                                        f'{type(new).__name__} found')
                    pieces.append(new)
            elif joined is not None:
                pieces.append(joined)
            else:
                pieces.extend(_expanded(parts, string, bounds))
            last = bounds[1]
            made += 1
        pieces.append(string[last:])
        return string[:0].join(pieces), made

    def __repr__(self):
        text = repr(self.pattern)
        if len(text) > 200:
            text = text[:200]
        flags = self.flags & ~32 if not self._is_bytes else self.flags
        names = []
        for name, value in (('TEMPLATE', 1), ('IGNORECASE', 2), ('LOCALE', 4), ('MULTILINE', 8),
                            ('DOTALL', 16), ('VERBOSE', 64), ('DEBUG', 128), ('ASCII', 256)):
            if flags & value:
                names.append('re.' + name)
        return f"re.compile({text}{', ' if names else ''}{'|'.join(names)})"

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return (self.pattern, self.flags) == (other.pattern, other.flags) and (
            type(self.pattern) is type(other.pattern))

    def __hash__(self):
        return hash((self.pattern, self.flags))


def _clamped(pos, endpos, length):
    return max(0, min(pos, length)), max(0, min(endpos, length))


def _expanded(parts, string, bounds):
    for part in parts:
        if isinstance(part, int):
            start = bounds[2 * part]
            yield string[start:bounds[2 * part + 1]] if start >= 0 else string[:0]
        else:
            yield part


class Match(_Shared):
    __module__ = 're'
    __slots__ = ('re', 'string', 'pos', 'endpos', '_bounds')

    def __init__(self, pattern, string, bounds, pos, endpos):
        self.re, self.string, self._bounds = pattern, string, bounds
        self.pos, self.endpos = pos, endpos

    def _place(self, group):
        if not isinstance(group, int) and hasattr(type(group), '__index__'):
            group = group.__index__()
        if isinstance(group, int):
            if 0 <= group <= self.re.groups:
                return 2 * group
        elif isinstance(group, (str, bytes)) and group in self.re.groupindex:
            return 2 * self.re.groupindex[group]
        raise IndexError('no such group')

    def _text(self, group, default=None):
        place = self._place(group)
        start = self._bounds[place]
        return default if start < 0 else self.string[start:self._bounds[place + 1]]

    def group(self, *groups):
        if not groups:
            return self._text(0)
        if len(groups) == 1:
            return self._text(groups[0])
        return tuple([self._text(group) for group in groups])

    def __getitem__(self, group):
        return self._text(group)

    def groups(self, default=None):
        return tuple([self._text(group, default) for group in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        return {name: self._text(group, default) for name, group in self.re.groupindex.items()}

    def start(self, group=0, /):
        return self._bounds[self._place(group)]

    def end(self, group=0, /):
        return self._bounds[self._place(group) + 1]

    def span(self, group=0, /):
        place = self._place(group)
        return self._bounds[place], self._bounds[place + 1]

    def expand(self, template):
        parts = template_parts(template, self.re.groups, self.re.groupindex)
        return template[:0].join(_expanded(parts, self.string, self._bounds))

    @property
    def regs(self):
        return tuple([self.span(group) for group in range(self.re.groups + 1)])

    @property
    def lastindex(self):
        """The group that ended last: of those that end at the same place the outermost."""
        last, furthest = None, -1
        for group in self.re._closing:
            if self._bounds[2 * group] >= 0 and self._bounds[2 * group + 1] >= furthest:
                last, furthest = group, self._bounds[2 * group + 1]
        return last

    @property
    def lastgroup(self):
        last = self.lastindex
        for name, group in self.re.groupindex.items():
            if group == last:
                return name

    def __repr__(self):
        return f'<re.Match object; span={self.span()}, match={self.group()!r}>'


def compile(pattern, flags=0):
    if isinstance(flags, RegexFlag):
        flags = flags.value
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError('cannot process flags argument with a compiled pattern')
        return pattern
    if not isinstance(pattern, (str, bytes)):
        if hasattr(pattern, '__hash__') and type(pattern).__hash__ is None:
            raise TypeError(f"unhashable type: {type(pattern).__name__!r}")
        raise TypeError('first argument must be string or compiled pattern')
    key = type(pattern), pattern, flags
    known = _cache.get(key)
    if known is None:
        if isinstance(pattern, str) and flags & 256 and flags & 32:
            raise ValueError('ASCII and UNICODE flags are incompatible')
        if isinstance(pattern, bytes) and flags & 32:
            raise ValueError('cannot use UNICODE flag with a bytes pattern')
        if isinstance(pattern, str) and flags & 4:
            raise ValueError('cannot use LOCALE flag with a str pattern')
        if len(_cache) >= 512:
            _cache.clear()
        known = _cache[key] = Pattern(pattern, flags)
    return known


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def purge():
    _cache.clear()


_special = {character: '\\' + chr(character) for character in b'()[]{}?*+-|^$\\.&~# \t\n\r\v\f'}


def escape(pattern):
    if isinstance(pattern, str):
        return pattern.translate(_special)
    return pattern.decode('latin-1').translate(_special).encode('latin-1')
