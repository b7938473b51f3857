"""Asks the program what CPython was asked, and compares: a process per family.

    python3 Tests/Conformance/check.py PROGRAM [FAMILY...] [--all]

Prints the expressions whose answers differ (the first 40 of a family, unless --all) and a count.
The exit status is 1 if there is any.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent

DRIVER = (HERE / 'answers.py').read_text() + '''
for source in SOURCES:
    print(ascii(answer(source)))
'''


def answers(program, sources):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / 'driver.py'
        path.write_text(f'SOURCES = {sources!r}\n{DRIVER}')
        run = subprocess.run([program, 'run', str(path)], capture_output=True, text=True)
    lines = [eval(line) for line in run.stdout.splitlines()]
    if len(lines) < len(sources):
        print(run.stderr, file=sys.stderr)
        print('stopped at:', sources[len(lines)], file=sys.stderr)
    return lines + ['(no answer)'] * (len(sources) - len(lines))


def main():
    program, *families = [word for word in sys.argv[1:] if not word.startswith('--')]
    shown = None if '--all' in sys.argv else 40
    failed = total = 0
    for path in sorted((HERE / 'Recorded').glob('*.jsonl')):
        if families and path.stem not in families:
            continue
        pairs = [json.loads(line) for line in path.read_text().splitlines()]
        given = answers(program, [source for source, _ in pairs])
        wrong = [(source, expected, actual)
                 for (source, expected), actual in zip(pairs, given) if expected != actual]
        for source, expected, actual in wrong[:shown]:
            print(f'{path.stem}: {source}\n  expected {expected}\n  actual   {actual}')
        print(f'{path.stem}: {len(pairs) - len(wrong)} of {len(pairs)} agree')
        failed += len(wrong)
        total += len(pairs)
    print(f'{total - failed} of {total} agree')
    sys.exit(failed > 0)


if __name__ == '__main__':
    main()
