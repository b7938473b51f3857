"""Regular expressions."""
import enum
import _pcre
from _pcre import Match, Pattern
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


def _new_pattern(pattern, flags):
    translation = Translation(pattern, flags)
    try:
        return _pcre.compile(
            pattern, translation.flags, translation.text, translation.groups, translation.names,
            translation.closing, template_parts)
    except ValueError as problem:
        raise error(f'cellgrad: not supported: pattern: {problem}', pattern) from None


def compile(pattern, flags=0):
    if type(flags) is not int and isinstance(flags, RegexFlag):
        flags = flags.value
    if type(pattern) is str:
        known = _cache.get((str, pattern, flags))
        if known is not None:
            return known
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
        if flags & 1:
            _deprecated("The re.TEMPLATE/re.T flag is deprecated as it is an undocumented flag "
                        "without an obvious purpose. Don't use it.")
        if len(_cache) >= 512:
            _cache.clear()
        known = _cache[key] = _new_pattern(pattern, flags)
    return known


_compile = compile


def _deprecated(text):
    import warnings
    warnings.warn_explicit(text, DeprecationWarning, 're/__init__.py', 1, 're')


def template(pattern, flags=0):
    import warnings
    _deprecated('The re.template() function is deprecated as it is an undocumented function '
                'without an obvious purpose. Use re.compile() instead.')
    with warnings.catch_warnings():
        warnings.simplefilter('ignore', DeprecationWarning)
        return compile(pattern, flags | 1)


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
    return str(pattern, 'latin-1').translate(_special).encode('latin-1')
