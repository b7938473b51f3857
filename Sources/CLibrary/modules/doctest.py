"""Examples in docstrings as tests."""
import io
import re
import sys
import traceback
from collections import namedtuple
from contextlib import redirect_stdout

TestResults = namedtuple('TestResults', 'failed attempted')
NORMALIZE_WHITESPACE, ELLIPSIS, IGNORE_EXCEPTION_DETAIL, SKIP = 4, 8, 32, 16
_flags = {'NORMALIZE_WHITESPACE': 4, 'ELLIPSIS': 8, 'SKIP': 16, 'IGNORE_EXCEPTION_DETAIL': 32}

_example = re.compile(r'''(?P<source>(?:^(?P<indent>[ ]*)>>>[ ]?.*)(?:\n[ ]*\.\.\.(?:[ ].*|$))*)\n?
    (?P<want>(?:(?![ ]*$)(?![ ]*>>>).+$\n?)*)''', re.MULTILINE | re.VERBOSE)


class Example:
    def __init__(self, source, want, lineno, options):
        self.source, self.want, self.lineno, self.options = source, want, lineno, options


def _examples(doc):
    found = []
    for match in _example.finditer(doc):
        indent = len(match['indent'])
        lines = [line[indent + 4:] for line in match['source'].split('\n')]
        want = '\n'.join([line[indent:] for line in match['want'].rstrip('\n').split('\n')])
        options = 0
        for name in re.findall(r'#\s*doctest:\s*(.*)', match['source']):
            for option in re.findall(r'\+(\w+)', name):
                options |= _flags.get(option, 0)
        found.append(Example('\n'.join(lines) + '\n', want + '\n' if want else '',
                             doc[:match.start()].count('\n'), options))
    return found


def _same(want, got, options):
    if got == want:
        return True
    want = re.sub(r'(?m)^<BLANKLINE>\s*?$', '', want)
    if got == want:
        return True
    if options & NORMALIZE_WHITESPACE:
        want, got = ' '.join(want.split()), ' '.join(got.split())
    if options & ELLIPSIS:
        pattern = '.*'.join([re.escape(piece) for piece in want.split('...')])
        return re.fullmatch(pattern, got, re.DOTALL) is not None
    return want == got


def _run(source, namespace):
    """What an example prints: its output, the value of an expression, or its error."""
    output = io.StringIO()
    with redirect_stdout(output):
        try:
            try:
                value = eval(source, namespace)
            except SyntaxError:
                exec(source, namespace)
            else:
                if value is not None:
                    print(repr(value))
        except Exception as error:
            return output.getvalue(), traceback.format_exception_only(error)[-1]
    return output.getvalue(), None


def _indented(text):
    return ''.join([f'    {line}\n' for line in text.splitlines()])


def _test(name, doc, namespace, verbose, optionflags, filename, first):
    failed = attempted = 0
    for example in _examples(doc):
        options = optionflags | example.options
        if options & SKIP:
            continue
        attempted += 1
        if verbose:
            want = f'Expecting:\n{_indented(example.want)}' if example.want else 'Expecting nothing\n'
            sys.stdout.write(f'Trying:\n{_indented(example.source)}{want}')
        got, error = _run(example.source, namespace)
        want = example.want
        if error is not None:
            header = 'Traceback (most recent call last):'
            expected = want.startswith('Traceback (') and want.rstrip('\n').split('\n')[-1] + '\n'
            good = bool(expected) and _same(expected, error, options)
            if not good:
                got += f'{header}\n    ...\n{error}' if expected else ''
        else:
            good = _same(want, got, options)
        if good:
            if verbose:
                sys.stdout.write('ok\n')
            continue
        failed += 1
        sys.stdout.write('*' * 70 + f'\nFile "{filename}", line {first + example.lineno}, in {name}\n'
                         f'Failed example:\n{_indented(example.source)}')
        if error is not None and not want.startswith('Traceback ('):
            sys.stdout.write('Exception raised:\n' + _indented(
                f'Traceback (most recent call last):\n    ...\n{error}'))
        elif want:
            sys.stdout.write(f'Expected:\n{_indented(want)}'
                             + (f'Got:\n{_indented(got)}' if got else 'Got nothing\n'))
        else:
            sys.stdout.write(f'Expected nothing\nGot:\n{_indented(got)}')
    return failed, attempted


def _found(name, item, seen):
    """(name, object) of what has a docstring."""
    if id(item) in seen:
        return
    seen.add(id(item))
    if isinstance(getattr(item, '__doc__', None), str):
        yield name, item
    if isinstance(item, type):
        for key, value in item.__dict__.items():
            value = getattr(value, '__func__', value)
            if isinstance(value, property) or callable(value):
                yield from _found(f'{name}.{key}', value, seen)


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, **options):
    module = sys.modules['__main__'] if m is None else m
    name = name or module.__name__
    namespace = dict(module.__dict__ if globs is None else globs)
    items = list(_found(name, module, set()))
    for key, value in list(module.__dict__.items()):
        if getattr(value, '__module__', None) == module.__name__ and callable(value):
            items += _found(f'{name}.{key}', value, {id(module)})
    failed = attempted = 0
    problems = []
    for item_name, item in sorted(items, key=lambda pair: pair[0]):
        filename, first = _place(item)
        bad, count = _test(item_name, item.__doc__, dict(namespace), verbose, optionflags, filename, first)
        failed, attempted = failed + bad, attempted + count
        if bad:
            problems.append((item_name, bad, count))
    if report and problems:
        sys.stdout.write('*' * 70 + f"\n{len(problems)} items had failures:\n")
        for item_name, bad, count in problems:
            sys.stdout.write(f' {bad:3d} of {count:3d} in {item_name}\n')
        sys.stdout.write(f'***Test Failed*** {failed} failures.\n')
    return TestResults(failed, attempted)


def _place(item):
    import inspect
    try:
        lines, first = inspect.getsourcelines(item)
        doc = next((place for place, line in enumerate(lines) if '"""' in line or "'''" in line), 0)
        module = sys.modules.get(item.__module__)
        return getattr(module, '__file__', None) or item.__module__, first + doc
    except (TypeError, OSError):
        return '<unknown>', 1


def run_docstring_examples(f, globs, verbose=False, name='NoName', compileflags=None, optionflags=0):
    for item_name, item in _found(name, f, set()):
        filename, first = _place(item)
        _test(item_name, item.__doc__, dict(globs), verbose, optionflags, filename, first)
