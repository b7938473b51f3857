"""Representations of limited size."""
import builtins
from itertools import islice

__all__ = ['Repr', 'repr', 'recursive_repr']


def recursive_repr(fillvalue='...'):
    def decorate(user_function):
        running = set()

        def wrapper(self):
            key = id(self)
            if key in running:
                return fillvalue
            running.add(key)
            try:
                return user_function(self)
            finally:
                running.discard(key)
        wrapper.__name__, wrapper.__qualname__ = user_function.__name__, user_function.__qualname__
        return wrapper
    return decorate


class Repr:
    def __init__(self):
        self.maxlevel, self.maxtuple, self.maxlist, self.maxarray, self.maxdict = 6, 6, 6, 5, 4
        self.maxset, self.maxfrozenset, self.maxdeque = 6, 6, 6
        self.maxstring, self.maxlong, self.maxother = 30, 40, 30
        self.fillvalue = '...'

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def _items(self, x, level, left, right, most, trail=''):
        if level <= 0 and x:
            return left + self.fillvalue + right
        pieces = [self.repr1(item, level - 1) for item in islice(x, most)]
        if len(x) > most:
            pieces.append(self.fillvalue)
        if len(x) == 1 and trail:
            right = trail + right
        return left + ', '.join(pieces) + right

    def repr1(self, x, level):
        if type(x) is tuple:
            return self._items(x, level, '(', ')', self.maxtuple, ',')
        if type(x) is list:
            return self._items(x, level, '[', ']', self.maxlist)
        if type(x) is set:
            return self._items(sorted(x), level, '{', '}', self.maxset) if x else 'set()'
        if type(x) is dict:
            if level <= 0 and x:
                return '{' + self.fillvalue + '}'
            pieces = [f'{self.repr1(key, level - 1)}: {self.repr1(x[key], level - 1)}'
                      for key in islice(sorted(x), self.maxdict)]
            if len(x) > self.maxdict:
                pieces.append(self.fillvalue)
            return '{' + ', '.join(pieces) + '}'
        most = self.maxstring if type(x) is str else self.maxlong if type(x) is int else self.maxother
        text = builtins.repr(x[:most]) if type(x) is str else builtins.repr(x)
        if len(text) > most:
            before = max(0, (most - 3) // 2)
            after = max(0, most - 3 - before)
            if type(x) is str:
                text = builtins.repr(x[:before] + x[len(x) - after:])
            text = text[:before] + self.fillvalue + text[len(text) - after:]
        return text


aRepr = Repr()
repr = aRepr.repr
