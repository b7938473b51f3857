"""Heaps in lists: the smallest item first."""
__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge', 'nlargest', 'nsmallest',
           'heappushpop']

from _heapq import *
from _heapq import _heapify_max, _heappop_max, _heapreplace_max


def merge(*iterables, key=None, reverse=False):
    rows = []
    for order, iterator in enumerate(map(iter, iterables)):
        for item in iterator:
            rows.append((item if key is None else key(item), order, item, iterator))
            break
    while rows:
        best = 0
        for place in range(1, len(rows)):
            ahead = rows[best][0] < rows[place][0] if reverse else rows[place][0] < rows[best][0]
            if ahead:
                best = place
        _, order, item, iterator = rows[best]
        yield item
        for item in iterator:
            rows[best] = (item if key is None else key(item), order, item, iterator)
            break
        else:
            del rows[best]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]
