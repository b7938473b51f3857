# A variable keeps its value until the new one is there, however far its computation got.


def attempt(error, body):
    try:
        body()
    except error as failure:
        print(type(failure).__name__, end=" ")


def operators(a):
    z = 1
    try:
        z = a and z + missing
    except NameError:
        print(z)
    try:
        z = (a or 1) and (z + 1) / 0
    except ZeroDivisionError:
        print(z)
    try:
        z = 0 < a < missing
    except NameError:
        print(z)
    try:
        z = [z, a, missing]
    except NameError:
        print(z)
    try:
        z = f"{z}{missing}"
    except NameError:
        print(z)
    z = a and z + 5
    print(z, 0 < z < 10, z and a)
    z = 0 < z < a
    print(z)


def receiver():
    x = "first"
    try:
        x = yield x + "!"
    except ValueError:
        print("kept", x)
    y = 5
    try:
        y = yield y
    except ValueError:
        print("kept", y)
    y = yield y
    print("sent", x, y)
    while True:
        y = yield y


def targets():
    a, b = 1, 2

    class Pieces:
        def __iter__(self):
            yield 10
            print("inside", a, b)
            raise KeyError("end")

    try:
        a, b = Pieces()
    except KeyError:
        print(a, b)
    for wrong in ([1], [1, 2, 3], iter([1]), iter([1, 2, 3]), "", {1: 2}):
        try:
            a, b = wrong
        except ValueError as failure:
            print(failure, a, b)
    pair = [(3, 4), (5, 6)]
    for a, b in pair:
        pass
    print(a, b)
    a, b = b, a
    print(a, b)
    pair = a, pair = pair
    print(pair, a)
    a, a = 1, 2
    print(a)
    [a, (b, c)] = [1, "xy"]
    print(a, b, c)


operators(3)
it = receiver()
print(next(it))
print(it.throw(ValueError()))
print(it.throw(ValueError()))
print(it.send("value"), it.send([1]), it.send(None))
targets()
squares = (print("sent to", i) or i * i for i in range(3))
print(next(squares), squares.send(object()), list(squares))


class Empty:
    pass


class Later:
    pass


first = [Empty() for _ in range(3)]
print([type(e).__name__ for e in first], len({id(e) for e in first}))
for make in (lambda: Empty(1), lambda: Empty(a=1)):
    attempt(TypeError, make)
Later()
Later.__init__ = lambda self, n=4: setattr(self, "n", n)
print(Later().n, Later(5).n)

numbers = [3, -1, True, 2.5, float("inf"), 10 ** 20]
print([abs(n) for n in numbers], abs(-2 ** 63), abs(-(2 ** 63) + 1))
print([min(m, n) for m in numbers for n in numbers])
print([max(m, n) for m in numbers for n in numbers])
nan = float("nan")
print(min(1.0, nan), min(nan, 1.0), max(1, nan), max(nan, 1), min("b", "a"), max([1], [2]))
for bad in (lambda: min(1, "a"), lambda: max(None, 1), lambda: abs("x"), lambda: min(1, 2j)):
    attempt(TypeError, bad)
print([chr(c) for c in (0x41, 0xE9, 0x100, 0xAC00)], [ord(c) for c in "Aé가"])
for bad in (lambda: chr(-1), lambda: chr(0x110000), lambda: ord(""), lambda: ord("ab")):
    attempt((ValueError, TypeError), bad)

pairs = [(i * 7 % 5, -i) for i in range(12)]
print(sorted(pairs), sorted(pairs, reverse=True)[:3])
print(sorted([("b", 2), ("a",), ("b", 1), ("가", 0), ("a", 0)]))
print(sorted([(nan, 1), (1.0, 2), (0.5, 3), (1.0, 1)])[0:1] != [], sorted([(2.0,), (1.0, 5)]))
print(sorted([(1, "x"), (0, 5), (1, "a")]), sorted([(True, 1), (0, 2)]), sorted([(), (1,)]))
attempt(TypeError, lambda: sorted([(1, 2), (1, "a")]))
print(sorted([3.5, -0.0, 0.0, 2.5]), sorted([0.0, -0.0]), sorted([5, 3, 1], reverse=True))
held = [4, 2, 3]
attempt(ValueError, lambda: held.sort(key=lambda n: held.append(n) or n))
print(held)
attempt(ZeroDivisionError, lambda: held.sort(key=lambda n: n // 0))
print(held)
