# Integers around the sizes that are kept in different ways.
import hashlib

edges = [2 ** n + d for n in (0, 30, 31, 62, 63, 64, 93, 94, 95, 96, 126, 127, 128, 190, 192) for d in (-2, -1, 0, 1, 2)]
numbers = sorted(set(edges + [-n for n in edges]))
digest = hashlib.md5()
for a in numbers:
    digest.update(repr((a, hash(a), a.bit_length(), -a, ~a, abs(a), float(a), a >> 31, a << 3, hex(a))).encode())
    for b in numbers:
        digest.update(repr((a + b, a - b, a * b, a < b, a == b, a & b, a ^ b)).encode())
        if b:
            digest.update(repr((a // b, a % b)).encode())
print(len(numbers), digest.hexdigest())


class Counted(int):
    pass


for a in (0, 5, -5, 2 ** 63, -2 ** 64, 2 ** 70, -2 ** 94, 2 ** 95, 2 ** 130):
    made = Counted(a)
    print(made == a, made + 1, type(made + 0).__name__, -made, made * made, hash(made) == hash(a), int(made) is a or int(made))
kept = [2 ** 70 + i for i in range(1000)]
print(sum(kept) - 1000 * 2 ** 70, kept[5] - kept[3], max(kept) - min(kept), {k: 1 for k in kept}[2 ** 70 + 7])
