# Native methods of classes derived from built-in ones, called again and again at one place.
import abc
import io


class Items(list):
    pass


class Table(dict):
    pass


def call(items):
    return items.append(1), items.pop(), items.index(7), len(items)


one, two = Items([7]), Items([7, 8])
two.append = lambda item: 'own'
for items in (one, two, one, [7], two):
    try:
        print(call(items))
    except (ValueError, IndexError) as error:
        print(error)
two.index = lambda item: 'index'
two.append(1), two.extend([7, 7])
print([call(Items([7])) for _ in range(3)], call(two))
Items.index = lambda self, item: 'changed'
print(call(one))
tables = [Table(a=1), Table(a=2), Table(a=3)]
tables[1].get = lambda key, default=None: 'own'
print([table.get('a', 0) for table in tables + tables])


def send(items):
    for table in items:
        yield table.get('a'), table.pop('a', None)


print(list(send(tables)), list(send([{'a': 5}])))
streams = [io.StringIO() for _ in range(3)]
print([stream.write('text') for stream in streams * 2], [s.getvalue() for s in streams])
print([line for line in io.StringIO('a\nb\nc')])


class Meta(type):
    pass


class Shown(metaclass=Meta):
    def __init__(self, x):
        self.x = x


def make():
    return Shown(3)


print([make().x for _ in range(3)])
Meta.__call__ = lambda cls, *arguments: ('called', arguments)
print([make() for _ in range(2)])
del Meta.__call__
print(make().x)


class Shape(abc.ABC):
    def __init__(self, x=0):
        self.x = x

    def area(self):
        return self.x


class Square(Shape):
    pass


print([Square(i).area() for i in range(3)])
Square.__abstractmethods__ = frozenset({'area'})
try:
    Square(1)
except TypeError as error:
    print(error)
for attempt in (lambda: list(1), lambda: list(1, 2), lambda: dict(1), lambda: set(1, 2), lambda: list(x=1),
                lambda: dict([(1, 2)], a=3), lambda: dict(1, 2), lambda: set('aab') == {'a', 'b'}, lambda: dict(a=1),
                lambda: list(range(3)), lambda: set(x=1), lambda: dict([1]), lambda: list(1 / 0 for i in [1])):
    try:
        print(attempt())
    except (TypeError, ZeroDivisionError) as error:
        print(error)
