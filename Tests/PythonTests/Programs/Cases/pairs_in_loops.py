# Loops that take pairs apart at once: enumerate, zip and the items of a dict.
import gc


for i, x in enumerate([5, 6]):
    print(i, x)
print([(i, x) for i, x in enumerate("abc", 2 ** 63 - 2)])
for a, b in zip([1, 2, 3], "한글"):
    print(a, b)
for a, b in zip((c for c in "pq"), {1: 2, 3: 4}):
    print(a, b)
for i, (a, b) in enumerate(zip([1, 2], [3, 4])):
    print(i, a, b)
for (a, b), c in zip([(1, 2)], [3]):
    print(a, b, c)
for a, b in zip([], [1]):
    print("never")
else:
    print("targets stay", a, b)

# The lengths differ.
for lengths in [3, 2], [2, 3], [2, 2], [0, 1]:
    try:
        for a, b in zip(range(lengths[0]), range(lengths[1]), strict=True):
            print(a, b)
    except ValueError as error:
        print(error)


def failing():
    yield 1
    raise KeyError("second")


class Noisy:
    def __del__(self):
        print("gone")


# The first item is given up where the second one fails.
def fails():
    for a, b in zip([1, Noisy()], failing()):
        print(a, b)


try:
    fails()
except KeyError as error:
    message = f"raised {error}"
print(message)


def stop(x):
    raise StopIteration


for a, b in zip([1, 2], map(stop, [1, 2])):
    print("never")

# What loops go over changes meanwhile.
items = [1, 2, 3, 4]
for a, b in zip(items, iter(lambda: items.pop() if items else None, None)):
    print(a, b, items)
table = {"a": 1, "b": 2}
for key, value in table.items():
    table[key] = value + 1
    print(key, value)
try:
    for key, value in table.items():
        table[key + "z"] = value
except RuntimeError as error:
    print(error, key, value)
for value in [(1, 2), [3, 4], "ab", {5: 6, 7: 8}, range(2)]:
    first, second = value
    print(first, second)
for value in [(1, 2, 3), (1,), 5, "abc"]:
    try:
        first, second = value
    except (ValueError, TypeError) as error:
        print(error)
pair = (7, 8)
pair, other = pair
print(pair, other, gc.collect() >= 0)
