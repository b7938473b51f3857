# sys.set_int_max_str_digits: how many digits of an int become text or come from it.
import fractions, json, sys

LITERAL = '9' * 641


def show(action, *arguments, **more):
    try:
        result = str(action(*arguments, **more))
    except BaseException as error:
        result = f'{type(error).__name__}: {error}'
    print(result if len(result) < 300 else f'{result[:100]}... {len(result)}')


limit = sys.set_int_max_str_digits
print(sys.get_int_max_str_digits(), sys.int_info)
print(sys.int_info.default_max_str_digits, sys.int_info.str_digits_check_threshold)

# What may be set.
for digits in (640, 639, 1, 0, -1, 10**6, True, 2**31 - 1, 2**31, -2**31 - 1, 10**30, 1.5, 'x', None):
    show(limit, digits)
    print(sys.get_int_max_str_digits())
show(limit)
show(limit, maxdigits=700)
print(sys.get_int_max_str_digits())

# What the least limit refuses.
limit(640)
for action in (str, repr, format, ascii, '%d'.__mod__, '%i'.__mod__, '%s'.__mod__, '{:,}'.format,
               lambda n: f'{n}', lambda n: str([n]), json.dumps):
    show(action, 10**639)
    show(action, 10**640)
    show(action, -10**640)
for text in (LITERAL, ' +' + LITERAL, '_'.join(LITERAL), LITERAL.encode()):
    show(int, text)
    show(int, text, 10)
show(int, LITERAL[1:])
show(int, '6' * 641, 7)
show(int, LITERAL, 16)
show(hex, 10**900)
show(bin, 10**900)
show('%x'.__mod__, 10**900)
show(eval, LITERAL)
show(compile, 'x = ' + LITERAL, 'file', 'exec')
show(eval, '0x' + LITERAL)
show(json.loads, LITERAL)
show(fractions.Fraction, LITERAL)
show(float, LITERAL)
show(lambda: 10**640 == int('1' + '0' * 639) * 10)

# Without a limit, and with a higher one.
limit(0)
show(lambda: len(str(10**10000)))
show(lambda: len(str(eval('9' * 5000))))
show(lambda: int('9' * 20000) == 10**20000 - 1)
limit(5000)
show(lambda: len(str(10**4999)))
show(str, 10**5000)
show(int, '1' * 5001)
limit(4300)
show(str, 10**4300)
