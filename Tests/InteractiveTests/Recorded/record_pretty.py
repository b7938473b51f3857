"""Records how IPython lays out random structures; see PrettyLayoutTests.

    python record_pretty.py pretty.json [number of structures]

A structure is JSON: a number is itself, a string is a value whose repr it is (possibly of several
lines), {"list": [...]}, {"tuple": [...]}, {"dict": [[key, value], ...]}.
"""
import json
import random
import sys

from IPython.lib.pretty import pretty


class Repr:
    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text


def build(node):
    if isinstance(node, int):
        return node
    if isinstance(node, str):
        return Repr(node)
    (kind, items), = node.items()
    if kind == "dict":
        return {build(key): build(value) for key, value in items}
    return (list if kind == "list" else tuple)(build(item) for item in items)


def random_leaf(rng):
    kind = rng.random()
    if kind < 0.4:
        return rng.randint(0, 10 ** rng.randint(1, 9))
    if kind < 0.8:
        return "'" + rng.choice("s한") * rng.randint(0, 30) + "'"
    return "\n".join("m" * rng.randint(1, 25) for _ in range(rng.randint(1, 3)))


def random_structure(rng, depth):
    kind = rng.random()
    if depth == 0 or kind < 0.3:
        return random_leaf(rng)
    items = [random_structure(rng, depth - 1) for _ in range(rng.randint(0, 5))]
    if kind < 0.55:
        return {"list": items}
    if kind < 0.8:
        return {"tuple": items}
    keys = (f"'k{index}{'é' * rng.randint(0, 12)}'" for index in range(len(items)))
    return {"dict": [list(pair) for pair in zip(keys, items)]}


def main(path, count):
    rng = random.Random(5)
    cases = []
    while len(cases) < count:
        structure = random_structure(rng, rng.randint(1, 5))
        text = pretty(build(structure))
        if count > 1000 or 60 < len(text) < 600:
            cases.append({"structure": structure, "text": text})
    with open(path, "w") as file:
        file.write("[\n")
        lines = (json.dumps(c, ensure_ascii=False, separators=(",", ":")) for c in cases)
        file.write(",\n".join(lines))
        file.write("\n]\n")


main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 500)
