# Generators that wait in a `yield from`: what they hand out, and what else can be done with them.
import weakref


def numbers(n):
    yield from range(n)


def outer(n):
    result = yield from numbers(n)
    yield result


print(list(outer(3)), sum(numbers(5)), max(numbers(4)), [*numbers(2)])
generator = outer(2)
print(next(generator), next(generator), next(generator), next(generator, "end"))


def containers():
    got = yield from [1, 2]
    print("got", got)
    yield from "한b"
    yield from (5, 6)
    yield from {"k": 1}
    yield from {"k": 1}.items()
    return 7


def waiting():
    print("result", (yield from containers()))


for value in waiting():
    print(value)

generator = waiting()
print(next(generator), generator.gi_yieldfrom.gi_yieldfrom is not None)
try:
    generator.send("no")
except AttributeError as error:
    print(error)
generator = waiting()
next(generator)
try:
    generator.throw(ValueError("thrown"))
except ValueError as error:
    print(error)
generator = waiting()
next(generator), next(generator)
generator.close()
print(list(generator))

# A list that grows and shrinks under its iterator.
items = [1, 2]


def over(items):
    yield from items
    yield "end"


generator = over(items)
print(next(generator))
items.append(3)
print(next(generator), next(generator), next(generator))
items.clear()
print(next(generator, None))


class Echo:
    def __iter__(self):
        return self

    def __next__(self):
        return "next"

    def send(self, value):
        return value


def through():
    yield from Echo()


generator = through()
print(next(generator), generator.send(3), next(generator))


def running():
    def inner():
        yield next(generator)

    def middle():
        yield from inner()

    generator = middle()
    try:
        next(generator)
    except ValueError as error:
        print(error)


running()


# A chain of many is freed, and goes on, without deep recursion.
def wrapped(inner):
    yield from inner


chain = numbers(3)
for _ in range(200):
    chain = wrapped(chain)
print(list(chain))


# A suspended generator keeps the code that it began with.
def first():
    yield 1
    yield 2


def second():
    local = "other"
    yield local


generator = first()
print(next(generator))
first.__code__ = second.__code__
print(next(generator), list(first()))
reference = weakref.ref(generator)
del generator
print(reference())


def echo():
    received = None
    while True:
        received = yield received


generator = echo()
try:
    generator.send(1)
except TypeError as error:
    print(error)
print(next(generator), generator.send("a"), generator.send((1, 2)), next(generator))


def native_calls():
    found, items = set(), []
    for i in range(3):
        found.add(i)
        items.append(chr(ord("a") + i))
        yield len(found), items.pop(), isinstance(i, int), max(i, 1), abs(-i), {0: "z"}.get(i)
    iterator = iter([1])
    yield next(iterator)
    yield len(5)


try:
    for value in native_calls():
        print(value)
except TypeError as error:
    print(error)
