# Objects that refer to themselves, and calls that fail at any depth: nothing may be left at the end.
import collections


def raised(exception, cause):
    try:
        raise exception from cause
    except Exception as error:
        return error


# Exceptions as their own cause, context and argument.
own = Exception('own')
print(raised(own, own).__cause__ is own)
context = ValueError()
context.__context__ = context
argument = KeyError(1)
argument.args = (argument, [argument])
print(len(argument.args))
stop = StopIteration()
stop.value = stop
first, second = Exception(1), Exception(2)
second.__cause__ = first
print(raised(first, second).__cause__.__cause__ is first)
group = ExceptionGroup('several', [own])
own.group = group
print(type(own.group).__name__)


# Calls that fail where the recursion ends, with more parameters than arguments.
def passed(value):
    return value


class Deep:
    def __init__(self, *rest, **named):
        passed(Deep())


class Wide:
    def __init__(self, a=(), b=(), c=(), *rest, d=(), **named):
        self.next = passed(Wide([a], {1: b}))


def deep(*rest, **named):
    return passed(deep([1], x={2}))


def wide(a=(), b=(), c=(), *rest, d=(), **named):
    return passed(wide([a], d=object()))


for function in Deep, Wide, deep, wide:
    try:
        function()
    except RecursionError as error:
        print(function.__name__, type(error).__name__)


# Calls whose arguments do not fit.
def fits(a, b=(), *, c):
    pass


class Fits:
    def __init__(self, a, *, c):
        pass


for call in (lambda: fits([1], [2], [3]), lambda: fits(c=[1]), lambda: fits([1], x=[2]), lambda: fits([1], a=[2]),
             lambda: Fits([1], [2], [3]), lambda: Fits(), lambda: Fits([1], x=[2])):
    try:
        call()
    except TypeError as error:
        print(error)


# A generator whose end calls what fails, left suspended.
def suspended():
    try:
        yield 1
    finally:
        suspended(1)


left = suspended()
print(next(left))
chain = collections.deque()
chain.append(chain)
