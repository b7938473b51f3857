# str.format, format_map, format(), encode.
def show(action, *arguments, **names):
    try:
        print(repr(action(*arguments, **names)))
    except Exception as error:
        print(type(error).__name__ + ': ' + str(error))


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __format__(self, spec):
        return f'<{self.x},{self.y}:{spec}>'


show('{} {}'.format, 1, 'a')
show('{1} {0} {1}'.format, 'a', 'b')
show('{name} is {age:>5}'.format, name='kim', age=30)
show('{:.2f} {:>8} {:<5}| {:^7} {:+d} {:,}'.format, 3.14159, 'a', 'b', 'c', 5, 1234567)
show('{0.x} {0.y} {0}'.format, Point(1, 2))
show('{:abc}'.format, Point(1, 2))
show('{0[0]} {0[1]} {1[key]}'.format, [1, 2], {'key': 'v'})
show('{!r} {!s} {!a}'.format, '가', '가', '가')
show('{:{}} {:{w}.{p}f}'.format, 'a', 5, 3.14159, w=8, p=3)
show('{{}} {{{}}}'.format, 5)
show('{:*^{width}}'.format, 'mid', width=9)
show('가{}나{}'.format, '😀', '다')
show('{} {x}'.format, 1, x=2)
show('{:%}'.format, 0.5)
show('{:08.3f} {:e} {:g} {:x} {:#b} {:o} {:c}'.format, 3.14159, 12345.678, 1e10, 255, 5, 8, 97)
show('{:10}|{:10}|{:10}'.format, 5, 'a', None if False else True)
show('{}'.format, None)
show('{} {}'.format, 1)
show('{2}'.format, 1)
show('{missing}'.format)
show('{0} {}'.format, 1)
show('{} {0}'.format, 1)
show('{'.format)
show('}'.format)
show('{0'.format, 1)
show('{0!x}'.format, 1)
show('{0!}'.format, 1)
show('{0.nothing}'.format, 1)
show('{0[9]}'.format, [1])
show('{0[key]}'.format, {})
show('{0.}'.format, 1)
show('{0[}'.format, 1)
show('{0[0]x}'.format, [1])
show('{:d}'.format, 'a')
show('{:d}'.format, 1.5)
show('{:s}'.format, 5)
show('{:5}'.format, None)
show('{:5}'.format, [1])
show('{:.3}'.format, 5)
show('{:=5}'.format, 'a')
show('{:{:{}}}'.format, 1, 2, 3)
show('{a} {b}'.format_map, {'a': 1, 'b': 2})
show('{a}'.format_map, {})
show('{}'.format_map, {})


class Default(dict):
    def __missing__(self, key):
        return '<' + key + '>'


show('{a} {b}'.format_map, Default(a=1))
print(format(3.5, '.3f'), format('x', '>3'), format(5), format(255, '#x'))
print(f'{3.14159:.3f} {"a":>3} {5:03d} {Point(1, 2):q} {1234567.891:,.1f} {"x"!r:>5}')
show(format, 'a', 5)
show('abc'.__format__, 5)
show(str.upper)

show('abc'.encode)
show('가나😀é'.encode)
show('가'.encode, 'utf-16')
show('가😀'.encode, 'utf-16-le')
show('가😀'.encode, 'UTF_16_BE')
show('가😀'.encode, 'utf-32')
show('é'.encode, 'latin-1')
show('é'.encode, 'ascii')
show('a가나b'.encode, 'ascii')
show('a가'.encode, 'latin-1')
show('a가b'.encode, 'ascii', 'ignore')
show('a가b'.encode, 'ascii', 'replace')
show('a가é😀b'.encode, 'ascii', 'backslashreplace')
show('a가b'.encode, 'ascii', 'xmlcharrefreplace')
show('\ud800'.encode)
show('a\udcffb'.encode, 'utf-8', 'surrogateescape')
show('a'.encode, 'nothing')
show('가'.encode, 'ascii', 'nothing')
show('a'.encode, 5)
print('a'.encode(errors='strict', encoding='ascii'))
try:
    '가'.encode('ascii')
except UnicodeEncodeError as error:
    print(error.encoding, error.object, error.start, error.end, error.reason, error.args)
