"""Heaps in lists: the smallest item first."""
__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge', 'nlargest', 'nsmallest',
           'heappushpop']

from _heapq import *
from _heapq import _heapify_max, _heappop_max, _heapreplace_max


def merge(*iterables, key=None, reverse=False):
    # Rows of a heap: what they are ordered by, the place among the iterables, item, iterator.
    rows = []
    step, arrange, remove, replace = ((-1, _heapify_max, _heappop_max, _heapreplace_max) if reverse
                                      else (1, heapify, heappop, heapreplace))
    for order, iterator in enumerate(map(iter, iterables)):
        for item in iterator:
            rows.append([item if key is None else key(item), order * step, item, iterator])
            break
    arrange(rows)
    while len(rows) > 1:
        row = rows[0]
        yield row[2]
        for item in row[3]:
            row[0], row[2] = item if key is None else key(item), item
            replace(rows, row)
            break
        else:
            remove(rows)
    for _, _, item, iterator in rows:
        yield item
        yield from iterator


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:n if n >= 0 else 0]


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:n if n >= 0 else 0]
