# What modules say of calls whose arguments do not fit.
import bisect
import collections
import copy
import datetime
import decimal
import difflib
import heapq
import itertools
import math
import operator
import os
import string
import struct
import textwrap
import time
import types
import unicodedata


def shown(function, *arguments, **keywords):
    try:
        return repr(function(*arguments, **keywords))
    except Exception as error:
        return f'{type(error).__name__}: {error}'


# Functions without arguments or with one: the module is named where the number is wrong.
for function in [math.sqrt, math.floor, math.isnan, math.factorial, math.fsum, operator.not_, operator.index,
                 operator.invert, operator.inv, decimal.setcontext, heapq.heapify, heapq.heappop,
                 struct.calcsize, unicodedata.category, time.sleep]:
    print(shown(function), shown(function, 1, 2), shown(function, 1, 2, 3), shown(function, x=1))
for function in [decimal.getcontext, time.time, time.perf_counter]:
    print(shown(function, 1), shown(function, 1, 2))
for function in [math.pow, math.atan2, math.gcd, math.hypot, math.log, operator.add, heapq.heappush]:
    print(shown(function, 1, 2, 3, 4) if function not in (math.gcd, math.hypot) else '', shown(function, x=1))
print(shown(len, 1, 2), shown(math.log), shown(math.log, 1, 2, 3), shown(math.prod), shown(struct.unpack_from))
print(shown(math.comb, -1, 2.0), shown(math.comb, -1, 2), shown(math.perm, -5), shown(math.perm, -5, 2))

# Arguments are looked at in their order.
print(shown(datetime.date, {'a': 1}), shown(datetime.date, 2024), shown(datetime.datetime, '2024', 1.5))
print(shown(datetime.date, 2024, month='x'), shown(datetime.date, 2024, 1, 1, month=2))
print(shown(datetime.date, 2024, 1, 1, hour=2), shown(datetime.date, 2024, 1, era=2), shown(datetime.date, 2024, day=1))
print(shown(itertools.combinations, None, len), shown(heapq.heapify, None), shown(heapq.nsmallest, 'a', [1]))
print(shown(heapq.nlargest, 2, [1, 5, 3]), shown(heapq.nlargest, -1, [1]), shown(heapq.nlargest, [], [1]))
print(shown(struct.pack, decimal.Decimal(1)), shown(os.fspath, decimal.Decimal(1)))
print(shown(collections.namedtuple, 5, 'a'), shown(lambda: list(difflib.restore([], 7))))
print(shown(textwrap.dedent, 1), shown(textwrap.dedent, [1]), repr(textwrap.dedent('  a\n \t\n\n   b\n')))

# Classes whose instances only the language makes.
for name in ['GeneratorType', 'CoroutineType', 'AsyncGeneratorType', 'BuiltinFunctionType', 'BuiltinMethodType',
             'FrameType', 'MemberDescriptorType', 'GetSetDescriptorType', 'MethodDescriptorType',
             'WrapperDescriptorType', 'MethodWrapperType', 'UnionType']:
    kind = getattr(types, name)
    print(kind, shown(kind), shown(kind, 1), shown(kind, x=1))
print(shown(types.CodeType, 1), shown(types.FunctionType), shown(types.FunctionType, 1), shown(types.FunctionType, 1, 2))
print(shown(types.SimpleNamespace, 'a'), shown(types.SimpleNamespace, a=1), shown(types.NoneType, 1))


class Slotted:
    __slots__ = ('x',)


print(type(Slotted.x) is types.MemberDescriptorType, isinstance(shown, types.CoroutineType))


# A place in a sequence cannot be deleted in other words than another key.
class Plain:
    pass


for container in ['abc', (1,), 5, Plain(), range(3), {1}, None, slice(1), str, len, {}.keys(), 1.5]:
    for key in (0, True, 'x', slice(0, 1)):
        print(type(container).__name__, key, shown(operator.delitem, container, key))
