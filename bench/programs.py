# The benchmark programs: each function is one workload and returns a checkable result.
# Run by compare.py on both interpreters; the results must be equal.
import time


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def bench_fib():
    return fib(25)


def bench_mandelbrot():
    width = 60
    height = 40
    total = 0
    y = 0
    while y < height:
        for x in range(width):
            cr = 3.0 * x / width - 2.0
            ci = 2.0 * y / height - 1.0
            zr = 0.0
            zi = 0.0
            i = 0
            while i < 50 and zr * zr + zi * zi < 4.0:
                t = zr * zr - zi * zi + cr
                zi = 2.0 * zr * zi + ci
                zr = t
                i += 1
            total += i
        y += 1
    return total


def bench_list():
    n = 100000
    items = []
    for i in range(n):
        items.append(i * 2)
    total = 0
    for i in range(n):
        total += items[i]
    return total


class Counter:
    def __init__(self, step):
        self.n = 0
        self.step = step

    def increase(self, k):
        self.n = self.n + self.step * k
        return self.n


def bench_attributes():
    counter = Counter(2)
    for i in range(100000):
        counter.increase(1)
    return counter.n


class Value:
    def __init__(self, data, children=(), op=''):
        self.data = data
        self.grad = 0.0
        self._backward = lambda: None
        self._children = children
        self._op = op

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other), '+')

        def _backward():
            self.grad += out.grad
            other.grad += out.grad
        out._backward = _backward
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other), '*')

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out._backward = _backward
        return out


def bench_micrograd():
    x = Value(2.0)
    w = Value(0.5)
    total = 0.0
    for i in range(10000):
        a = x * w
        b = a + x
        c = b * w
        d = c + 1.0
        d.grad = 1.0
        d._backward()
        c._backward()
        b._backward()
        a._backward()
        total += x.grad
        x.grad = 0.0
        w.grad = 0.0
    return total


def bench_dict():
    words = "the quick brown fox jumps over the lazy dog and runs away from the big bad wolf".split()
    counts = {}
    for i in range(3000):
        for word in words:
            counts[word] = counts.get(word, 0) + 1
    text = "emma olivia ava isabella sophia charlotte mia amelia harper evelyn"
    n = len(text)
    for j in range(600):
        for i in range(n - 1):
            pair = text[i:i + 2]
            counts[pair] = counts.get(pair, 0) + 1
    return counts["the"] + counts["ia"]


def bench_str():
    s = ''
    for i in range(50000):
        s += chr(97 + i % 26)
    parts = []
    for i in range(50000):
        parts.append(str(i) + 'x')
    t = ''.join(parts)
    return len(s) + len(t)


def bench_try():
    count = 0
    for i in range(100000):
        try:
            if i % 4 == 0:
                raise ValueError("x")
            count += 1
        except ValueError:
            count += 2
    return count


def numbers(n):
    for i in range(n):
        yield i


def bench_generator():
    total = 0
    for value in numbers(100000):
        total += value
    return total


def bench_comprehension():
    total = 0
    for i in range(100):
        total += sum([x * x for x in range(1000) if x % 3])
    return total


for name, work in [
    ("fib", bench_fib), ("mandelbrot", bench_mandelbrot), ("list", bench_list),
    ("attributes", bench_attributes), ("micrograd", bench_micrograd), ("dict", bench_dict),
    ("str", bench_str), ("try", bench_try), ("generator", bench_generator),
    ("comprehension", bench_comprehension),
]:
    best = None
    for repeat in range(8):
        start = time.perf_counter()
        result = work()
        elapsed = time.perf_counter() - start
        if best is None or elapsed < best:
            best = elapsed
    print(name, best * 1000, result)
