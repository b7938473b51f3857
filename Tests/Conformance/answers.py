"""What a Python answers to a recorded source: part of the records, of `check.py` and of the tests."""


def run(source):
    """What a program prints, and the exception it ends with."""
    lines = []

    def show(*values, sep=' '):
        lines.append(sep.join(map(str, values)))

    try:
        exec(source, {'__name__': '__main__', 'print': show})
    except Exception as error:
        lines.append(f'{type(error).__name__}: {error}')
    return '\n'.join(lines)


def answer(source):
    """The answer to an expression, or to a program of several lines."""
    try:
        return run(source) if '\n' in source else repr(eval(source, {}))
    except Exception as error:
        return f'{type(error).__name__}: {error}'
