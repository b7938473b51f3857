"""Writing JSON text."""
from _json import encode as _encode, encode_basestring, encode_basestring_ascii


class JSONEncoder:
    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
                 sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')

    def encode(self, o):
        return ''.join(self.iterencode(o, True))

    def iterencode(self, o, _one_shot=False):
        if _one_shot:
            return [self._text(o)]
        return _parts(self, o, '\n', set())

    def _text(self, o):
        """The text of a value, all at once."""
        return _encode(o, self.default, self.ensure_ascii, self.check_circular, self.allow_nan,
                       _indentation(self), self.key_separator, self.item_separator,
                       self.sort_keys, self.skipkeys)


def _indentation(encoder):
    """What each level is indented by, or None for all in one line."""
    indent = encoder.indent
    return indent if indent is None or isinstance(indent, str) else ' ' * indent


def _is_scalar(o):
    return o is None or isinstance(o, (str, int, float))


def _parts(encoder, o, newline, parents):
    """The text of a value in small parts; newline is what begins a line at its level."""
    is_dict = isinstance(o, dict)
    is_list = isinstance(o, (list, tuple))
    if _is_scalar(o) or (is_dict or is_list) and not o:
        yield encoder._text(o)
        return
    identity = id(o) if encoder.check_circular else None
    if identity is not None:
        if identity in parents:
            raise ValueError('Circular reference detected')
        parents.add(identity)
    if is_dict:
        yield from _dict_parts(encoder, o, newline, parents)
    elif is_list:
        yield from _list_parts(encoder, o, newline, parents)
    else:
        yield from _parts(encoder, encoder.default(o), newline, parents)
    parents.discard(identity)


def _list_parts(encoder, items, newline, parents):
    indent = _indentation(encoder)
    below = '' if indent is None else newline + indent
    before = '[' + below
    for item in items:
        if _is_scalar(item):
            yield before + encoder._text(item)
        else:
            yield before
            yield from _parts(encoder, item, below, parents)
        before = encoder.item_separator + below
    if indent is not None:
        yield newline
    yield ']'


def _dict_parts(encoder, entries, newline, parents):
    indent = _indentation(encoder)
    below = '' if indent is None else newline + indent
    yield '{'
    if indent is not None:
        yield below
    separator = None
    for key, value in sorted(entries.items()) if encoder.sort_keys else entries.items():
        if not isinstance(key, str):
            if not _is_scalar(key):
                if encoder.skipkeys:
                    continue
                raise TypeError('keys must be str, int, float, bool or None, '
                                f'not {key.__class__.__name__}')
            key = encoder._text(key)
        if separator is not None:
            yield separator
        separator = encoder.item_separator + below
        yield encoder._text(key)
        yield encoder.key_separator
        yield from _parts(encoder, value, below, parents)
    if indent is not None:
        yield newline
    yield '}'
