"""Records what CPython 3.11 answers to some thousand small expressions and programs, a family per file.

    python3.11 Tests/Conformance/record.py [FAMILY...]

writes Recorded/FAMILY.jsonl beside this file: a line for each expression, `["source", "answer"]`,
where the answer is the repr of its value, or `Name: text` of its exception. A source of more than one
line is a program (`programs.py`): its answer is what it prints, and how it ends. The choice among the
combinations is by a fixed seed; the same Python gives the same files.
"""

import itertools
import json
import os
import pathlib
import random
import resource
import signal
import sys
import warnings

from answers import run
from programs import programs

HERE = pathlib.Path(__file__).parent
warnings.simplefilter('ignore')
sys.setrecursionlimit(400)
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))


class TooSlow(BaseException):
    pass


def stop(*_):
    raise TooSlow


signal.signal(signal.SIGALRM, stop)

NUMBERS = ['0', '1', '-1', '7', '-3', '2**64', '-2**65+1', 'True', 'False', '0.0', '-0.0', '1.5',
           '-2.5', '1e300', "float('inf')", "float('nan')", '1j', '(1+2j)']
TEXTS = ["''", "'a'", "'Hello, World'", "'h\\xe9llo'", "'한글'", "' x\\ty\\n'", "b''", "b'abc'",
         "bytearray(b'ab c')"]
CONTAINERS = ['[]', '[1, 2, 3]', '()', '(1, 2)', '{}', "{'a': 1, 'b': 2}", 'set()', '{1, 2}',
              'frozenset({2, 3})', 'range(3)', 'range(10, 0, -3)', "[3, 'a']", '[[1], [2]]']
OTHERS = ['None', '...', 'NotImplemented', 'int', 'len', 'slice(1, 2)', "{'a': 1}.keys()"]
VALUES = NUMBERS + TEXTS + CONTAINERS + OTHERS

BINARY = ['+', '-', '*', '/', '//', '%', '**', '@', '<<', '>>', '&', '|', '^',
          '<', '<=', '==', '!=', '>', '>=', 'in', 'not in', 'is', 'and', 'or']


def answer(source):
    """The answer, or None where it takes long or much memory."""
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        return run(source) if '\n' in source else repr(eval(source, {}))
    except (TooSlow, MemoryError):
        return None
    except Exception as error:
        return f'{type(error).__name__}: {error}'
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def operators():
    for left, right in itertools.product(VALUES, VALUES):
        for op in BINARY:
            if op in ('is', 'and', 'or') and left[0] not in '[{(':
                continue
            if op in ('**', '<<') and right in ('2**64', '-2**65+1', '1e300'):
                continue
            yield f'{left} {op} {right}'
    for value in VALUES:
        for op in ('-', '+', '~', 'not '):
            yield f'{op}{value}'


ONE = ['abs', 'all', 'any', 'ascii', 'bin', 'bool', 'bytearray', 'bytes', 'callable', 'chr',
       'complex', 'dict', 'divmod', 'enumerate', 'filter', 'float', 'format', 'frozenset', 'getattr',
       'hash', 'hex', 'int', 'isinstance', 'issubclass', 'iter', 'len', 'list', 'map', 'max', 'min',
       'next', 'oct', 'ord', 'pow', 'range', 'repr', 'reversed', 'round', 'set', 'setattr',
       'slice', 'sorted', 'str', 'sum', 'tuple', 'type', 'vars', 'zip', 'eval', 'hasattr',
       'delattr', 'compile', 'exec', 'super', 'property', 'classmethod', 'staticmethod', 'object']


def builtins():
    pool = ['1', '-2', "'a'", '1.5', '[1, 2]', 'None', "b'x'", 'int', "{'a': 1}", 'len', '(2, 1)',
            "'10'", 'range(4)', '2**70', "''"]
    for name in ONE:
        yield f'{name}()'
        for value in VALUES:
            yield f'{name}({value})'
        for pair in itertools.product(pool, pool):
            yield f'{name}({", ".join(pair)})'
        for triple in itertools.product(pool[:8], pool[:8], pool[:8]):
            yield f'{name}({", ".join(triple)})'
        yield f'{name}(1, 2, 3, 4)'
        yield f'{name}(1, 2, 3, 4, 5)'
        for keyword in ('x=1', 'key=len', 'reverse=True', 'default=0', 'start=1', 'base=2',
                        'strict=True', 'object=1', 'sep=1', 'encoding="ascii"'):
            yield f'{name}({keyword})'
            yield f"{name}([3, 1, 2], {keyword})"
            yield f"{name}('12', {keyword})"
            yield f"{name}(1, 2, {keyword})"


def methods():
    receivers = ["'Hello, World'", "'a b a'", "'한글 héllo'", "''", "b'abc abc'", "bytearray(b'Ab1')",
                 '[3, 1, 2]', '[]', '(1, 2, 1)', "{'a': 1, 'b': 2}", '{}', '{1, 2, 3}',
                 'frozenset({1, 2})', '5', '-12', '2**70', '2.5', '1e300', '(1+2j)', 'True',
                 'range(1, 10, 2)', 'slice(1, None, 2)', "{'a': 1}.keys()", "{'a': 1}.items()",
                 "{'a': 1}.values()", 'ValueError(1, 2)']
    pool = ["'a'", "' '", "'l'", '1', '0', '-1', 'None', '[1, 2]', "b'b'", '(1, 2)', "{'a': 5}",
            '{2, 9}', "''", '20', '1.5', "'xyz'", "['p', 'q']", "[('k', 1)]"]
    skipped = {'__class__', '__dir__', '__doc__', '__reduce__', '__reduce_ex__', '__sizeof__',
               '__init_subclass__', '__subclasshook__', '__new__', '__getattribute__',
               '__getstate__', '__setstate__', '__alloc__', '__class_getitem__', '__init__',
               '__setattr__', '__delattr__', 'with_traceback', '__getformat__', '__dict__'}
    for receiver in receivers:
        for name in dir(eval(receiver)):
            if name in skipped:
                continue
            if not callable(getattr(eval(receiver), name)):
                yield f'{receiver}.{name}'
                continue
            calls = ['()'] + [f'({x})' for x in pool]
            calls += [f'({x}, {y})' for x, y in itertools.product(pool, pool)]
            calls += [f'({x}, {y}, {z})' for x, y, z in itertools.product(pool[:6], repeat=3)]
            if name.startswith('__'):
                calls = calls[:8] + ['(1, 2)', '(x=1)']
            calls += ['(1, 2, 3, 4)', '(x=1)', '(1, x=1)', "('a', 1, x=1)"]
            is_mutator = type(eval(receiver)) in (list, dict, set, bytearray)
            for call in calls:
                # What a method leaves behind matters as much as what it returns.
                if is_mutator:
                    yield f'(lambda x: (x.{name}{call}, x))({receiver})'
                else:
                    yield f'({receiver}).{name}{call}'


def formats():
    specs = ['', 'd', 'b', 'o', 'x', 'X', '#x', '#b', 'c', 'e', 'E', 'f', 'F', 'g', 'G', 'n', '%',
             's', '5', '05', '<8', '>8', '^8', '=8', '*^9', '+', '-', ' ', '+d', ',', '_', ',d',
             '_x', '_b', '.2f', '.0f', '#.0f', '8.3f', '+.1e', '.3', '.10g', '.2%', '08.2f', ',.2f',
             '_.3f', '10,', 'z.1f', '#g', '.3s', '>5.2s', '=5', '0<5', '<05', 'q', '5d!', '.d', '.2d',
             '!', '=+08,d', '한>6', ',x', '_,', ',,', '__', '.', '1000000000000000000000', 'zd', '#c',
             '+c', '10.4j', 'r', 'a', '^+#10x', '0=10d', '010_d']
    values = ['0', '7', '-1234567', '2**70', 'True', '0.0', '-0.0', '1.5', '-1234.5678', '1e22',
              '1e-7', "float('inf')", "float('-inf')", "float('nan')", '123456789.0', '(1+2.5j)', '-1j',
              "'abc'", "'한글'", "''", 'None', '[1]', "b'x'"]
    for value, spec in itertools.product(values, specs):
        yield f'format({value}, {spec!r})'
    percents = ['%d', '%5d', '%-5d|', '%05d', '%+d', '% d', '%x', '%#x', '%X', '%o', '%#o', '%c', '%s',
                '%r', '%a', '%5s', '%-5s|', '%.2s', '%f', '%.2f', '%8.3f', '%-8.2f|', '%+.1e', '%E', '%g',
                '%G', '%#g', '%%', '%5%', '%q', '%', '%(a)s', '%(a)', '%*d', '%.*f', '%i', '%u', '%ld',
                '%d %d', 'x', '%#.3x', '%.3d', '%08.3f', '%F', '%b']
    arguments = values + ['(1, 2)', '(3, 1.5)', "{'a': 5}", '()', '(1,)', "('x', 2)"]
    for percent, argument in itertools.product(percents, arguments):
        yield f'{percent!r} % {argument}'
        yield f'{percent.encode()!r} % {argument}'
    templates = ['{}', '{0}', '{1}', '{} {}', '{0} {}', '{a}', '{0.real}', '{0[0]}', '{0[a]}', '{!r}',
                 '{!s:>5}', '{!x}', '{:{}}', '{:{}d}', '{{}}', '{', '}', '{0', '{:', '{0!}', '{0!r:}', '{:d}',
                 '{0.x}', '{0[9]}', '{a[b]}', '{-1}', '{ }', '{0:>{1}}', '{:{:{}}}']
    for template in templates:
        for call in ['()', '(1)', '(1, 5)', "('ab', 'c')", '(a=3)', "([1, 2], 4)", "({'a': 1})",
                     '(1.5, 6)', '(None)']:
            yield f'{template!r}.format{call}'


def slices():
    bounds = ['', '0', '1', '-1', '2', '-3', '10', '-10', 'None', "'a'", '1.5']
    steps = ['', '1', '2', '-1', '-2', '0', 'None']
    for receiver in ['[1, 2, 3, 4, 5]', "'abcde'", '(1, 2, 3)', "b'abc'", 'range(10)', '5',
                     "bytearray(b'hello')", "{'a': 1}", "'한글abc'"]:
        for start, stop, step in itertools.product(bounds, bounds, steps):
            colon = f'{start}:{stop}:{step}' if step else f'{start}:{stop}'
            yield f'{receiver}[{colon}]'
        for index in ['0', '-1', '5', '-9', '1.0', "'a'", 'None', '2**70', '(1, 2)', 'True']:
            yield f'{receiver}[{index}]'
    for start, stop, step in itertools.product(bounds[:8], bounds[:8], steps[:5]):
        key = f'slice({start or None}, {stop or None}, {step or None})'
        for new in ['[]', '[7]', "'xy'", '5', '[1, 2, 3]']:
            yield f'(lambda x: (x.__setitem__({key}, {new}), x))([1, 2, 3, 4, 5])'
        yield f'(lambda x: (x.__delitem__({key}), x))([1, 2, 3, 4, 5])'
        yield f'(lambda x: (x.__setitem__({key}, b"xy"), x))(bytearray(b"hello"))'
        yield f'{key}.indices(5)'


def orders():
    chooser = random.Random(1)
    for size in (2, 3, 5, 8, 9, 12, 20, 33, 60):
        for _ in range(12):
            numbers = [chooser.randrange(-50, 200) for _ in range(size)]
            yield f'set({numbers})'
            yield f'list({{*{numbers}}} - {{{numbers[0]}}})'
            yield f'frozenset({numbers[:9]})'
            yield f'{{x % 17: x for x in {numbers}}}'
            half = size // 2
            for op in '|&^-':
                yield f'set({numbers[:half]}) {op} set({numbers[half:]})'
            yield f'(lambda s: [s.pop() for _ in range({half})])(set({numbers}))'
            yield f'(lambda s: (s.discard({numbers[0]}), s.add(1000), s))(set({numbers}))[2]'
    for items in ['1.5, 2, 3.25, -1', '2**64, 1, 2**65', 'True, 0, 2', '(1, 2), (3, 4), ()', 'None, 1',
                  '1e10, 3, 1j', 'frozenset({1}), 5']:
        yield f'len({{{items}}})'
    for value in NUMBERS + ['()', '(1, 2)', '(1, (2, 3))', 'frozenset({1, 2})', 'None', "b'abc'",
                            '10**30', '2**61 - 1', '2**61', '-2**61', '1.1', '(1.5, 2)', "''"]:
        if value not in ('None', "b'abc'", "float('nan')"):
            yield f'hash({value})'


def numbers():
    texts = ['0', '12', ' 12 ', '-5', '+7', '1_000', '1__0', '_1', '0x1f', '0b101', '0o17', 'ff', '1e5',
             '1.5', '.5', '5.', 'inf', '-Infinity', 'nan', '', ' ', 'abc', '١٢', '1 2', '0x', '1e', 'z',
             '00', '-0', '1j', '2+3j', '1+j', 'j', '(1+2j)', '1e400', '1_0.5', '٣', '--1']
    for text in texts:
        for base in ['', ', 0', ', 2', ', 8', ', 10', ', 16', ', 36', ', 1', ', 37', ', -1']:
            yield f'int({text!r}{base})'
        yield f'float({text!r})'
        yield f'complex({text!r})'
        yield f'int({text.encode()!r})'
        yield f'float({text.encode()!r})'
    for value in ['0.5', '1.5', '2.5', '-0.5', '2.675', '1e15', '123.456', '-1234.5', '1e300',
                  "float('inf')", "float('nan')", '12345', '-15', '25', '2**70', '1e-5']:
        for digits in ['', ', 0', ', 1', ', 2', ', -1', ', -2', ', 5', ', 400', ', None', ', 1.5']:
            yield f'round({value}{digits})'
        for method in ['is_integer()', 'as_integer_ratio()', 'hex()', 'bit_length()', 'bit_count()',
                       'to_bytes(4, "big")', 'to_bytes(16, "little", signed=True)', 'conjugate()',
                       '__trunc__()', '__floor__()', '__ceil__()', 'real', 'imag', 'numerator']:
            yield f'({value}).{method}'
        yield f'repr({value})'
    for value in ['1e16', '1e-4', '1e-5', '123456789012345678', '0.1 + 0.2', '1/3', '5e-324', '1.7976931348623157e308',
                  '2**0.5', '1e22', '1e23', '-0.0', '1e100', '100.0', '1234567.0', '0.00001234']:
        yield value
    for base, exponent, modulus in itertools.product(['2', '-3', '0', '10**20', '1.5'], ['10', '-1', '0', '-2', '2.0'],
                                                     ['7', '-7', '1', '0', '12', 'None', '2.5']):
        yield f'pow({base}, {exponent}, {modulus})'
    for left, right in itertools.product(['7', '-7', '7.5', '-7.5', '2**70', '0', '1e300'], ['2', '-2', '0.5', '-3', '0', '2**64']):
        yield f'divmod({left}, {right})'
    yield from ['int("9" * 5000)', 'str(10**5000)', 'int("1" * 4300) % 7', 'len(str(10**4299))', 'int("f" * 5000, 16) % 9',
                'float(10**400)', '10**400 / 10**399', '10**400 * 1.0', 'int(1e300) % 1000', '1 << -1', '1 >> -1',
                '(-1) ** 0.5', '0 ** -1', '0.0 ** -1', '2 ** -1', '(-8) ** (1/3)', '1e200 ** 2', 'complex(1, 2) ** 2',
                '(1+2j) / 0', '1j < 2', 'float("1" * 400)', '5 // 0.0', '5 % 0.0', '5 % 0', '1 / 0', '1.0 / 0']


def errors():
    """Texts of errors in calls of functions of Python code, names, unpacking, classes."""
    calls = ['()', '(1)', '(1, 2)', '(1, 2, 3)', '(1, 2, 3, 4)', '(a=1)', '(b=1)', '(1, a=2)', '(c=1, d=2)',
             '(*[1, 2, 3])', '(**{"a": 1})', '(*5)', '(**5)', '(1, **{1: 2})', '(x=1, y=2)', '(1, 2, c=3)']
    parameters = ['', 'a', 'a, b', 'a, b=1', 'a, /', 'a, /, b', '*, a', '*, a, b', 'a, *, b', '*args', '**kw', 'a, *args',
                  'a, b, c', 'a, b, c, d', 'a, *, b=1', 'a=1, *args, c, **kw', 'a, b, /, c=3']
    for parameter, call in itertools.product(parameters, calls):
        yield f'(lambda {parameter}: 0){call}'
    for value in VALUES:
        yield f'[*{value}]'
        yield f'{{**{value}}}'
        yield f'(lambda x, y: 0)(*{value})'
        yield f'[a for a, b in [{value}]]'
        yield f'[a for a, *b in [{value}]]'
        yield f'{value}.missing'
        yield f'{value}[0]'
        yield f'{value}()'
        yield f'{{{value}: 1}}'
        yield f'{value}.__class__'
        yield f"type('C', ({value},), {{}})"
        yield f'isinstance({value}, (int, str))'
        yield f'isinstance(1, {value})'
        yield f'issubclass({value}, int)'
        yield f"f'{{{value}!r:>10}}'" if "'" not in value else f'f"{{{value}!r:>10}}"'
    for name in ['Exception', 'KeyError', 'OSError', 'StopIteration', 'SystemExit', 'UnicodeDecodeError', 'ImportError',
                 'AttributeError', 'NameError', 'SyntaxError', 'BaseException', 'ExceptionGroup']:
        for arguments in ['()', '(1)', '("a")', '(1, 2)', '(2, "no")', '(2, "no", "f")', '(a=1)', '(name="n")',
                          '("m", [ValueError(1)])', '("m", [])', '("m", [1])']:
            yield f'{name}{arguments}'
            yield f'str({name}{arguments})'
            yield f'{name}{arguments}.args'


FAMILIES = {
    'operators': (operators, 5200), 'builtins': (builtins, 4200), 'methods': (methods, 7000),
    'formats': (formats, 3000), 'slices': (slices, 1800), 'orders': (orders, 1500),
    'numbers': (numbers, 1500), 'errors': (errors, 1600), 'programs': (programs, 4000),
}


def main():
    folder = HERE / 'Recorded'
    folder.mkdir(exist_ok=True)
    for name in sys.argv[1:] or FAMILIES:
        generate, limit = FAMILIES[name]
        sources = list(dict.fromkeys(generate()))
        if len(sources) > limit:
            chosen = set(random.Random(7).sample(range(len(sources)), limit))
            sources = [source for place, source in enumerate(sources) if place in chosen]
        lines = []
        for source in sources:
            text = answer(source)
            # Addresses and long results say nothing.
            if text is None or 'TooSlow' in text or ' at 0x' in text or len(text) > (300 if name != 'programs' else 2000) or 'mappingproxy' in text:
                continue
            lines.append(json.dumps([source, text], ensure_ascii=False))
        (folder / f'{name}.jsonl').write_text('\n'.join(lines) + '\n')
        print(f'{name}: {len(lines)} of {len(sources)}')


if __name__ == '__main__':
    # The order of sets of strings is that of hashes without a secret.
    if os.environ.get('PYTHONHASHSEED') != '0':
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, 'PYTHONHASHSEED': '0'})
    main()
