# Tuples of plain values are no business of the collector; others are.
import gc
import itertools
import weakref


class Node:
    pass


def gone(make):
    node = Node()
    make(node)
    watch = weakref.ref(node)
    del node
    gc.collect()
    return watch() is None


def tuple_of(node):
    node.pair = (1, 'a', node)


def nested(node):
    node.pair = ((1, 2), ('a', (node,)))


def by_list(node):
    items = []
    items.append((items, node))


def by_arguments(node):
    def keep(*rest):
        node.rest = rest
    keep(1, node)


def by_enumerate(node):
    for pair in enumerate([1, 2, node]):
        last = pair
    node.last = last


def by_items(node):
    for pair in {'a': 1, 'b': node}.items():
        node.last = pair


def by_zip(node):
    for pair in zip([1, 2], [3, node]):
        node.last = pair


def by_choices(node):
    for choice in itertools.combinations([1, 2, node], 2):
        node.last = choice
    for choice in itertools.product([1], [2, node]):
        node.other = choice


def by_text(node):
    class Text(str):
        pass
    text = Text('x')
    text.pair = (1, text, node)


def by_class(node):
    class Meta(type):
        pass

    class Made(metaclass=Meta):
        pass
    Made.pair = (Made(), node)


print([gone(make) for make in (tuple_of, nested, by_list, by_arguments, by_enumerate, by_items, by_zip,
                               by_choices, by_text, by_class)])
plain = [(i, str(i), (i, None)) for i in range(20000)]
gc.collect()
print(plain[7], plain[-1])
