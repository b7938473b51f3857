"""Mutations of source text: of bytes, tokens and lines, and splices of two texts."""
import json
import re

TOKEN = re.compile(rb"\w+|[^\w\s]+|\s+")

# What tends to matter to a lexer, a parser and a compiler.
INTERESTING = [
    b"(", b")", b"[", b"]", b"{", b"}", b":", b",", b"=", b"==", b":=", b"->", b"*", b"**", b"@", b".",
    b"...", b"~", b"-", b"not ", b" in ", b" is ", b" if ", b" else ", b" for x in ", b"lambda: ",
    b"lambda *a, **k: ", b"yield ", b"yield from ", b"await ", b"async ", b"return ", b"raise ",
    b"global x\n", b"nonlocal x\n", b"del ", b"import ", b"from . import ", b"with ", b"try:\n",
    b"except* E:\n", b"finally:\n", b"match x:\n case ", b"class C(", b"def f(*, a, /, **k):\n", b"pass",
    b"\n", b"\n    ", b"\t", b"\r", b"\r\n", b"\x0c", b"\\\n", b"\\", b"#", b"'", b'"', b"'''", b'"""', b"f'{", b"f'{x!r:>{w}}'",
    b"f'{x=}'", b"rb'", b"\\N{DIGIT ONE}", b"\\x", b"\\ud800", b"\\U00110000", b"0", b"1", b"-1", b"0x", b"1e999",
    b"1_0", b"1__0", b"0777", b"9" * 30, b"9" * 5000, b"1j", b"True", b"None", b"__debug__", b"self", b"super()",
    "가나".encode(), "é".encode(), "\u202e".encode(), "\U0001f600".encode(), b"\xff", b"\x00", b"\xed\xa0\x80",
    b"%time ", b"!ls", b"?", b"??", b"%%capture\n", b";", b"_", b"_1", b"Out[1]", b"$", b"`",
]

NUMBERS = [b"0", b"-1", b"1", b"2", b"255", b"256", b"2**31", b"-2**63", b"2**63", b"2**64", b"10**13", b"1e308",
           b"float('nan')", b"float('-inf')", b"10**400", b"True", b"None", b"''", b"'\\ud800'"]


class Corpus:
    """The texts that mutations start from: all of them are in the repository."""

    def __init__(self, folder):
        tests = folder.parent
        own = sorted((folder / "corpus").glob("*.py"))
        cases = sorted((tests / "PythonTests/Programs/Cases").glob("*.py"))
        self.programs = [path.read_bytes() for path in own + cases]
        self.notebooks = sorted((tests.parent / "sessions").glob("*.ipynb"))
        self.sessions = [session_cells(path) for path in self.notebooks]
        recorded = tests / "NotebooksTests/Recorded"
        self.files = [path.read_bytes() for path in self.notebooks + sorted(
            path for path in recorded.rglob("*") if path.is_file() and path.stat().st_size < 100_000)]
        self.tensor_files = [path.read_bytes() for path in sorted((folder / "corpus").glob("*.pt"))]


def session_cells(path):
    """The code cells of a notebook, as the runner takes them."""
    cells = json.loads(path.read_text())["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return "\n#%%\n".join(sources).encode()


def mutated(random, data, others, count=None):
    """`data` after some mutations; `others` are texts to take pieces from."""
    for _ in range(count or random.choice((1, 1, 2, 3, 5, 9))):
        data = random.choice(MUTATIONS)(random, data, others)
    return data[:40_000]


def span(random, data, longest):
    start = random.randrange(len(data) + 1)
    return start, min(start + random.randrange(1, longest + 1), len(data))


def change_byte(random, data, others):
    start, end = span(random, data, 1)
    return data[:start] + bytes([random.randrange(256)]) + data[end:]


def remove_bytes(random, data, others):
    start, end = span(random, data, random.choice((1, 4, 60)))
    return data[:start] + data[end:]


def insert_interesting(random, data, others):
    start = random.randrange(len(data) + 1)
    return data[:start] + random.choice(INTERESTING) + data[start:]


def repeat_bytes(random, data, others):
    start, end = span(random, data, random.choice((1, 3, 30)))
    return data[:end] + data[start:end] * random.choice((1, 2, 60, 250, 3000)) + data[end:]


def edit_tokens(random, data, others):
    tokens = TOKEN.findall(data) or [b""]
    place = random.randrange(len(tokens))
    tokens[place:place + random.choice((0, 1, 1, 2))] = [
        random.choice((random.choice(INTERESTING), random.choice(tokens), b""))]
    return b"".join(tokens)


def change_number(random, data, others):
    numbers = list(re.finditer(rb"\b\d+(\.\d+)?\b", data))
    if not numbers:
        return data
    number = random.choice(numbers)
    return data[:number.start()] + random.choice(NUMBERS) + data[number.end():]


def edit_lines(random, data, others):
    lines = data.split(b"\n")
    first, second = random.randrange(len(lines)), random.randrange(len(lines))
    way = random.randrange(5)
    if way == 0:
        del lines[first]
    elif way == 1:
        lines.insert(second, lines[first])
    elif way == 2:
        lines[first], lines[second] = lines[second], lines[first]
    elif way == 3:
        lines[first] = random.choice((b" ", b"    ", b"\t")) + lines[first]
    else:
        lines[first] = lines[first].lstrip()
    return b"\n".join(lines)


def splice(random, data, others):
    other = random.choice(others)
    here, there = random.choice(((b"\n", b"\n"), (b"(", b"("), (b" ", b" ")))
    cut = data.find(here, random.randrange(len(data) + 1))
    start, end = span(random, other, 2000)
    return data[:cut] + other[max(other.rfind(there, 0, start), 0):end] + data[cut:]


def cut(random, data, others):
    start, end = span(random, data, max(len(data), 1))
    return random.choice((data[:start], data[start:], data[start:end]))


MUTATIONS = [change_byte, remove_bytes, insert_interesting, repeat_bytes, edit_tokens, edit_tokens,
             change_number, edit_lines, edit_lines, splice, cut]


def source_text(random, corpus, **_):
    """A mutated program, to be lexed, parsed, compiled and, if it still can be, run."""
    text = some_lines(random, random.choice(corpus.programs))
    return "script", mutated(random, text, corpus.programs)


def cells(random, corpus, **_):
    """A mutated session of cells."""
    texts = corpus.sessions + corpus.programs
    text = some_lines(random, random.choice(texts))
    return "cells", mutated(random, text, texts)


def some_lines(random, text):
    """Mostly a part of a text: what follows a mutation is then still reached."""
    lines = text.split(b"\n")
    count = random.choice((5, 20, 60, len(lines)))
    start = random.randrange(max(len(lines) - count, 0) + 1)
    return b"\n".join(lines[start:start + count])
