"""Writing JSON text."""
from _json import quote as _quote


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
        return ''.join(self.iterencode(o))

    def iterencode(self, o, _one_shot=False):
        parts = []
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = ' ' * indent
        self._write(o, parts.append, indent, '\n', set())
        return parts

    def _write(self, o, put, indent, newline, parents):
        text = self._scalar(o)
        if text is not None:
            put(text)
            return
        is_dict = isinstance(o, dict)
        if not is_dict and not isinstance(o, (list, tuple)):
            self._enter(o, parents)
            self._write(self.default(o), put, indent, newline, parents)
            parents.discard(id(o))
            return
        if not o:
            put('{}' if is_dict else '[]')
            return
        self._enter(o, parents)
        below = newline if indent is None else newline + indent
        separator = self.item_separator if indent is None else self.item_separator + below
        put('{' if is_dict else '[')
        if indent is not None:
            put(below)
        is_first = True
        for key, value in self._pairs(o) if is_dict else ((None, item) for item in o):
            if not is_first:
                put(separator)
            is_first = False
            if is_dict:
                put(_quote(key, self.ensure_ascii))
                put(self.key_separator)
            self._write(value, put, indent, below, parents)
        if indent is not None:
            put(newline)
        put('}' if is_dict else ']')
        parents.discard(id(o))

    def _enter(self, o, parents):
        if self.check_circular:
            if id(o) in parents:
                raise ValueError('Circular reference detected')
            parents.add(id(o))

    def _scalar(self, o):
        """The text of what is no container, or None."""
        if isinstance(o, str):
            return _quote(str(o), self.ensure_ascii)
        if o is None:
            return 'null'
        if o is True:
            return 'true'
        if o is False:
            return 'false'
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self._float(o)

    def _float(self, o):
        text = float.__repr__(o)
        if text in ('nan', 'inf', '-inf'):
            if not self.allow_nan:
                raise ValueError('Out of range float values are not JSON compliant')
            return {'nan': 'NaN', 'inf': 'Infinity', '-inf': '-Infinity'}[text]
        return text

    def _pairs(self, o):
        for key, value in sorted(o.items()) if self.sort_keys else o.items():
            if not isinstance(key, str):
                text = self._scalar(key)
                if text is None:
                    if self.skipkeys:
                        continue
                    raise TypeError('keys must be str, int, float, bool or None, '
                                    f'not {key.__class__.__name__}')
                key = text
            yield key, value
