# Sums and differences around the limits of machine words and of each further limb.
edges = [2 ** n + d for n in (62, 63, 64, 126, 127, 128, 192) for d in (-1, 0, 1)]
edges += [0, 1, -1] + [-n for n in edges]
total = 0
for a in edges:
    for b in edges:
        assert (a + b) - b == a and (a - b) + b == a and a - b == -(b - a)
        total = (total * 31 + (a + b) * 7 + (a - b)) % (2 ** 61 - 1)
print(total)
big = 2 ** 64
print(big + 1, big - 1, 1 - big, big - big, -big + 5, big - (big - 7), big + (-big))
print((2 ** 128 - 1) + 1, (2 ** 128 - 1) + 2 ** 64, 2 ** 130 - (2 ** 130 - 2 ** 62))
print(2 ** 63 - 1, -(2 ** 63) - 1 + 1, 2 ** 63 + 2 ** 63, True + big, big + 0, 0 - big)
x = big
x += 1
x -= 2
x *= x
print(x, sum([big, 1, 2.5]), sum((i for i in range(10)), big), sum(iter([True, big])))


class Number(int):
    def __add__(self, other):
        return "added"


print(Number(big) + 1, 1 + Number(big), Number(big) - 1, Number(5) - big)
