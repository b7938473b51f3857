# The % operator of str.
def show(template, arguments):
    try:
        print(repr(template % arguments))
    except Exception as error:
        print(type(error).__name__ + ': ' + str(error))


class Whole:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value

    def __str__(self):
        return 'whole'


class Mapping:
    def __getitem__(self, key):
        return key * 2


show('%s %d', ('a', 5))
show('%s', 'text')
show('%s', None)
show('%s', [1, 2])
show('%s', ((1, 2),))
show('%s %s', (1,))
show('%s', (1, 2))
show('plain', ())
show('plain', 1)
show('plain', [1])
show('plain', {'a': 1})
show('plain', 'text')
show('%r %a', ('가', '가'))
show('%5d|%-5d|%05d|%+d|% d', (42, 42, 42, 42, 42))
show('%.2f %8.3f %-8.1f| %e %g %G', (3.14159, 2.5, 1.25, 12345.678, 1e-10, 1e20))
show('%x %X %#x %o %#o', (255, 255, 255, 8, 8))
show('%5s|%-5s|%.2s|%5.1s', ('ab', 'ab', 'abc', 'xyz'))
show('%c%c%c', ('a', 44032, 98))
show('%*d|%-*d|%.*f', (5, 42, 5, 42, 2, 3.14159))
show('%*d', (-5, 42))
show('%d%%', 50)
show('%(name)s is %(age)d', {'name': 'kim', 'age': 30})
show('%(a)s %(a)r', {'a': 'x'})
show('%(a)s', Mapping())
show('%(missing)s', {})
show('%(a)s', 5)
show('%(a)s', (1,))
show('%(a', {'a': 1})
show('%d', 3.99)
show('%d', -3.99)
show('%d', True)
show('%d', 10 ** 30)
show('%i %u', (5, 6))
show('%d', 'x')
show('%d', None)
show('%d', 1j)
show('%d', float('inf'))
show('%d', float('nan'))
show('%x', 1.5)
show('%x', 'a')
show('%x', Whole(255))
show('%d', Whole(7))
show('%s', Whole(7))
show('%f', 'a')
show('%f', None)
show('%f', 10 ** 30)
show('%f', Whole(7))
show('%c', 'ab')
show('%c', 1.5)
show('%c', -1)
show('%c', 0x110000)
show('%c', Whole(65))
show('%q', 1)
show('%가', 1)
show('%', 1)
show('abc%', 1)
show('%5', 1)
show('%.', 1)
show('%*d', ('a', 1))
show('%.*f', ('a', 1))
show('%*d', (10 ** 30, 1))
show('%s %%', ())
show('%ld %hd %Ld', (1, 2, 3))
show('가%s나', '다')
show('%s', '😀')
show('%10.3s|', '가나다라')
show('%06.2f %+.1e % g', (3.14159, 12345.678, 2.0))
show('%#.3g %#x', (1.0, 0))
show('%.0f %.0f', (0.5, 1.5))
show('%f %f %F', (float('inf'), float('nan'), float('-inf')))
show('%-010d|', 5)
show('%.5d', 42)
show('%99999999999999999999d', 1)
for template in '%.0c|', '%5.0c|', '%-5c|', '%05c|':
    show(template, 'x')
    show(template, 0xAC00)
for template in '%(', '%(a', 'x%(a(b)':
    show(template, {'a': 1})
    show(template, 1)
    show(template, (1,))
show('%(\uac00)s', {'\uac00': 'narrow'})
show('%s \uac00 %-6s|%r', ('\U0001F600', '\xe9', '\uac00'))
for value in 0.125, 2.5, -0.5, 1e15, 99.995, 5e-324, 123456789.123456789, 1e17, -0.0, 1e22:
    print(['%.*f' % (precision, value) for precision in range(18)])
