# What the compiler warns about: literals that touch a keyword, `is`, calls, indices.
import warnings


def check(text):
    with warnings.catch_warnings(record=True) as notes:
        warnings.simplefilter('always')
        try:
            compile(text, '<cell>', 'exec')
            result = 'ok'
        except SyntaxError as e:
            result = (e.msg, e.lineno, e.offset)
    print(repr(text), result)
    for note in notes:
        print('   ', note.category.__name__, note.message, note.lineno, note.filename)


for text in [
    '1if x else 2', '0x1for x in y', '[0x1for x in y]', '1or 2', '1and 2', '1in x', '1is x',
    '1_000if x else y', '1.5if x else y', '1jif x else y', '0b1if x else y', '0o7if x else 1',
    '1e5if x else 1', '1_0or 2', '1a', '1_', '0x', '0b2', '0o8', '012', '1__0', '1e', '1.e',
    '1.5j2', '0_7', '00', '0x1g', '1.5abc', '1not in x', '0xfor x in y', '0xf or x', '"is"',
    'x is 1', 'x is "a"', 'x is ()', 'x is (1,)', 'x is not 1', 'x is -1', 'x is None', 'x is ...',
    'x is True', '1 is x', '"a" is x', 'x is 1.5', 'x is b"a"', 'x is f"a"', 'x is []', '1 is 1',
    'assert (x, "msg")', 'assert ()', '"a"()', '1()', '(1,)()', '[1]()', '{}()', '"a"["b"]',
    '(1,2)["a"]', '[1,2]["a"]', '[1,2][1.5]', '[1](2)', 'f"a"()', 'None[1]', '1[2]',
    '(x for x in y)[1]', '{1}[2]', '[(1,2) (3,4)]', 'lambda: 1 is 1', 'None()', '...()', 'True()',
    '(lambda: 1)()', '(x for x in y)()', '"a"[1:2]', '"a"[None]', '"a"[(1,)]',
    'def f():\n  return 1if x else 2', 'print("hi") if 1else 2', 'f"{1if x else 2}"',
]:
    check(text)
