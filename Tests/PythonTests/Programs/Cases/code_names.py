# The names that code uses.
import math


def work(items, *rest, flag=True, **options):
    import os.path
    from collections import Counter, deque as queue
    total = sum(x for x in items if x)
    counts = Counter(items).most_common(len(rest))
    result.value = math.floor(total) + options.get('k', os.sep)
    global shared
    shared = queue(counts.pop(items.index(0)))
    print(sorted(counts, key=lambda pair: pair[1]), file=flag)
    return total


code = work.__code__
print(code.co_names)
print(code.co_varnames, code.co_argcount, code.co_kwonlyargcount, code.co_nlocals, code.co_flags)
print((lambda self: self.a.b(self.c)).__code__.co_names)
