"""What reads one JSON value of a text."""
from _json import scan as _scan

__all__ = ['make_scanner']


def _fail(message, text, place):
    if message == 'Expecting value':
        raise StopIteration(place)
    from json.decoder import JSONDecodeError
    raise JSONDecodeError(message, text, place)


class Scanner:
    """Made from what has the attributes of a JSONDecoder, which it keeps."""
    __module__ = '_json'

    def __init__(self, context):
        self.object_hook = context.object_hook
        self.object_pairs_hook = context.object_pairs_hook
        self.parse_float = context.parse_float
        self.parse_int = context.parse_int
        self.parse_constant = context.parse_constant
        self.strict = context.strict

    def __call__(self, string, idx):
        return _scan(string, idx, self.object_hook, self.object_pairs_hook, self.parse_float,
                     self.parse_int, self.parse_constant, self.strict, _fail)


make_scanner = c_make_scanner = py_make_scanner = Scanner
