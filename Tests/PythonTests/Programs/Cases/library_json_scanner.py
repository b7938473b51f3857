# JSONDecoder.scan_once, alone and replaced.
import json
import json.scanner

scan = json.JSONDecoder(parse_int=float).scan_once
print(scan('[1, 2] x', 0), scan('x"é"', 1), type(scan).__name__)
for arguments in (('x', 0), ('[1,', 0), ('', 5), ('1', -1), (3, 0), ('{"a" 1}', 0)):
    try:
        print(scan(*arguments))
    except (StopIteration, ValueError, TypeError) as error:
        print(type(error).__name__, error)
try:
    json.loads('[1,')
except json.JSONDecodeError as error:
    print(error, error.pos, error.__suppress_context__)


class Doubling(json.JSONDecoder):
    def __init__(self, **options):
        super().__init__(**options)
        inner = self.scan_once

        def scan_once(text, place):
            value, end = inner(text, place)
            return [value, value], end
        self.scan_once = scan_once


print(json.loads('{"a": 1}', cls=Doubling))
print(json.scanner.make_scanner(json.JSONDecoder())('null', 0))
