"""Kills and interrupts sessions at random moments: `make torture`.

A killed session must lose no cell whose next prompt was seen, and its journal must be readable. An
interrupted cell must give the prompt back, say KeyboardInterrupt, and leave the session as it was
before the cell. Not part of `make test`: the moments are random, and so is the time it takes.
"""
import argparse
import itertools
import json
import os
import pty
import random
import re
import select
import signal
import subprocess
import sys
import tempfile
import time

PROMPT = re.compile(rb"In \[(\d+)\]: \r*$")
ESCAPES = re.compile(rb"\x1b\[[0-9;?]*[@-~]")
RUN_AT_ONCE = b"\x1b\r"  # Alt-Enter

# Cells of killed sessions: quick, slow, long, wrong, with blocks, with numbers of torch.
CELLS = [
    "x = print('한', 1)",
    "sum(range(100_000))",
    "print('line\\n' * 500)",
    "1/0",
    "for i in range(3):\n    print(i)",
    "import torch; torch.manual_seed(1); torch.rand(3, 3)",
    "import random, time; random.random(), time.time()",
    "def f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)\nf(15)",
]

# Programs that run until they are stopped: in the machine, in natives, in loops over tensors.
ENDLESS = [
    # The machine
    "while True: pass",
    "n = 0\nwhile True: n += 1",
    "n = 1\nwhile True: n = n * 3 % 1_000_003",
    "def f(n): return 0 if n == 0 else f(n - 1)\nwhile True: f(500)",
    "class A:\n    def __getattr__(self, name): return 1\na = A()\nwhile True: a.b",
    "def g():\n    while True: yield 1\nfor x in g(): pass",
    "while True:\n    try: 1/0\n    except ZeroDivisionError: pass",
    "while True:\n    [x * x for x in range(1000)]",
    "while True:\n    {x: str(x) for x in range(1000)}",
    "s = ''\nwhile True: s = (s + 'x')[-100:]",
    "while True:\n    with open.__class__.__mro__ and __import__('contextlib').suppress(OSError): pass",
    "import itertools\nfor x in itertools.count(): pass",
    "def f(*a, **k): return a, k\nwhile True: f(1, 2, x=3)",
    "f = lambda x: x\nwhile True: f(f(f(1)))",
    "while True: f'{1.5:.3f} {2:>10}'",
    "class V:\n    def __add__(self, o): return self\nv = V()\nwhile True: v = v + v",
    "while True:\n    match (1, [2, 3]):\n        case (1, [a, b]): pass",
    # Natives that call back, or that do not
    "sum(range(10**12))",
    "[x for x in range(10**12)][0:0]",
    "max(x * x for x in range(10**12))",
    "10**9 in iter(range(10**12))",
    "sorted(range(10**7), key=lambda x: -x) and sum(range(10**12))",
    "list(map(lambda x: x + 1, range(10**12)))",
    "any(x < 0 for x in range(10**12))",
    "set(x % 10 for x in range(10**12))",
    "for x in zip(range(10**12), range(10**12)): pass",
    "for x in enumerate(range(10**12)): pass",
    "for x in reversed(range(10**12)): pass",
    "import functools; functools.reduce(lambda a, b: a, range(10**12))",
    "import itertools; sum(1 for _ in itertools.permutations(range(15)))",
    "import itertools; sum(1 for _ in itertools.product(range(100), repeat=9))",
    "import re\nwhile True: re.sub('a+b', 'c', 'aaab' * 100)",
    "import re; re.match('(a+)+$', 'a' * 26 + 'b')\nwhile True: pass",
    "import time; time.sleep(1000)",
    "import json\nwhile True: json.loads(json.dumps({'a': list(range(100))}))",
    "import random\nwhile True: random.shuffle(list(range(1000)))",
    "import math\nwhile True: math.factorial(300)",
    "while True: pow(7, 10**2000, 10**50 + 1)",
    "while True: str(3**5000)",
    "import copy\nwhile True: copy.deepcopy([[1, 2], {'a': [3]}])",
    "print('가' * 100) or [print(i) for i in range(10**9)]",
    "import sys\nwhile True: sys.stderr.write('x\\n')",
    # Tensors
    "import torch; a = torch.rand(2000, 2000); b = [a @ a for _ in range(1000)]",
    "import torch; a = torch.rand(4096, 4096); a @ a @ a @ a @ a @ a",
    "import torch; x = torch.rand(10**6); y = [x.exp().sum() for _ in range(10**6)]",
    "import torch\nw = torch.rand(10, requires_grad=True)\nwhile True: (w * w).sum().backward()",
    "import torch\nwhile True: torch.randn(300, 300).softmax(1)",
    "import torch\nm = torch.nn.Linear(50, 50); x = torch.rand(20, 50)\nwhile True: m(x).sum().backward()",
    "import torch\nx = torch.rand(10**6)\nwhile True: x.sort()",
    "import torch\nc = torch.nn.Conv2d(3, 8, 3); x = torch.rand(4, 3, 64, 64)\nwhile True: c(x)",
]

# What each part of operations.txt may use.
IMPORTS = {
    "Python": "import collections, copy, difflib, functools, heapq, itertools, json, math; "
              "import operator, pickle, pprint, random, re, statistics, sys, textwrap",
    "PyTorch": "import torch",
}


def operations(words):
    """The rows of operations.txt that contain one of the words: what a cell needs, and the cell."""
    part, rows = None, []
    with open(os.path.join(os.path.dirname(__file__), "operations.txt"), encoding="utf-8") as file:
        for line in file.read().splitlines():
            if line[1:-1] in IMPORTS:
                part = line[1:-1]
            elif line and not line.startswith("#") and any(word in line for word in words):
                operation, _, needed = line.partition(" ## ")
                rows.append((f"{IMPORTS[part]}; {needed}", operation + ";"))
    return rows


class Session:
    """A cellgrad in a terminal of its own."""

    def __init__(self, program, home):
        environment = {"TERM": "xterm", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
                       "HOME": home, "XDG_STATE_HOME": home, "NO_COLOR": "1"}
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execve(program, [program], environment)
        self.output = b""

    def send(self, keys):
        os.write(self.terminal, keys)

    def send_cell(self, cell):
        self.output = b""
        self.send(b"\x1b[200~" + cell.encode() + b"\x1b[201~" + RUN_AT_ONCE)

    def read(self, seconds):
        """Takes what comes within the time; False if nothing did."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return False
        try:
            self.output += os.read(self.terminal, 1 << 16)
        except OSError:
            return False
        self.output = self.output[-(1 << 16):]
        return True

    def prompt(self, seconds):
        """Waits until a prompt stands at the end; its number, or None."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = PROMPT.search(ESCAPES.sub(b"", self.output))
            if found:
                return int(found[1])
            self.read(min(0.02, max(0, end - time.monotonic())))
        return None

    def run(self, cell, seconds=20):
        self.send_cell(cell)
        return self.prompt(seconds)

    def processor_time(self):
        """The seconds that processors have worked for it: what counts on a busy machine."""
        folder = f"/proc/{self.process}/task"
        total = 0
        for thread in os.listdir(folder):
            with open(f"{folder}/{thread}/schedstat", encoding="ascii") as file:
                total += int(file.read().split()[0])
        return total / 1e9

    def kill(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)


# Kills

def kill_once(program):
    """Kills a session at a random moment; how many finished cells were then lost, and how many
    were finished."""
    with tempfile.TemporaryDirectory() as home:
        session = Session(program, home)
        assert session.prompt(20) == 1, "no first prompt"
        entered = []
        finished = 0
        deadline = time.monotonic() + random.uniform(0, 0.5)
        while time.monotonic() < deadline:
            entered.append(random.choice(CELLS))
            number = session.run(entered[-1], max(0.001, deadline - time.monotonic()))
            if number is None:
                break
            finished = number - 1
        session.kill()
        saved = journaled_cells(program, home)
        lost = sum(cell != kept for cell, kept in zip(entered[:finished], saved))
        return lost + max(0, finished - len(saved)), finished


def journaled_cells(program, home):
    """The sources in the journal that a killed session has left."""
    folder = os.path.join(home, "cellgrad", "sessions")
    journal = os.path.join(folder, os.listdir(folder)[0])
    notebook = os.path.join(home, "out.ipynb")
    done = subprocess.run([program, "recover", journal, "-o", notebook], capture_output=True)
    assert done.returncode == 0, done.stderr
    with open(notebook, encoding="utf-8") as file:
        return ["".join(cell["source"]) for cell in json.load(file)["cells"]]


def kill_often(program, count):
    lost = finished = 0
    for _ in range(count):
        lost_once, finished_once = kill_once(program)
        lost += lost_once
        finished += finished_once
    print(f"{count} kills: {finished} cells finished, {lost} of them lost", flush=True)
    return lost


# Interrupts

def interrupt_once(session, needed, cell):
    """Interrupts a cell at a random moment; the seconds until the prompt is back, and those that a
    processor has worked meanwhile, or None if the cell had not begun or was over."""
    session.run(needed, 120)
    number = session.run("marks = list(range(5))")
    session.send_cell(cell)
    if session.prompt(random.uniform(0.05, 0.8)) == number + 1:
        return None
    session.output = b""
    start, worked = time.monotonic(), session.processor_time()
    session.send(b"\x03")
    after = session.prompt(20)
    elapsed = time.monotonic() - start, session.processor_time() - worked
    assert after is not None, f"no prompt after Ctrl-C: {cell}"
    if after == number or b"KeyboardInterrupt" not in session.output:
        return None
    assert session.run("marks, 1 + 1") == after + 1, f"not usable after Ctrl-C: {cell}"
    assert b"([0, 1, 2, 3, 4], 2)" in session.output, f"another state after Ctrl-C: {cell}"
    return elapsed


def interrupt_program(program, count, needed, cell):
    """Interrupts a cell so many times, in one session; what each interrupt took."""
    with tempfile.TemporaryDirectory() as home:
        session = Session(program, home)
        assert session.prompt(20) == 1, "no first prompt"
        attempts = (interrupt_once(session, needed, cell) for _ in range(4 * count))
        found = list(itertools.islice(filter(None, attempts), count))
        session.kill()
    return found


def interrupt_often(program, count, rows):
    """Interrupts each row's cell so many times, and prints the slowest times of each; how many
    interrupts cost a processor more than 0.1 seconds."""
    times = []
    for needed, cell in rows:
        found = interrupt_program(program, count, needed, cell)
        times += found
        slowest = [max(column) * 1000 for column in zip(*found)] or [0, 0]
        note = "" if found else "   over before it was interrupted"
        title = cell.replace("\n", "; ")
        print(f"{slowest[0]:7.0f} ms {slowest[1]:7.0f} ms worked  {title}{note}", flush=True)
    print(f"{len(times)} interrupts of {len(rows)} programs")
    late = {}
    for name, column in zip(["elapsed", "worked"], zip(*times)):
        ordered = sorted(column)
        late[name] = sum(seconds > 0.1 for seconds in ordered)
        print(f"{name}: median {ordered[len(ordered) // 2] * 1000:.0f} ms, "
              f"slowest {ordered[-1] * 1000:.0f} ms, {late[name]} above 100 ms", flush=True)
    return late.get("worked", 0)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cellgrad", default=".build/release/cellgrad")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--interrupts", type=int, default=20, help="for each program")
    parser.add_argument("--operation-interrupts", type=int, default=3, help="for each operation")
    parser.add_argument("--operation", action="append", metavar="WORD", help="only operations whose rows contain it")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    random.seed(options.seed)
    program = os.path.abspath(options.cellgrad)
    print("seed", options.seed, flush=True)
    lost = kill_often(program, options.kills) if options.kills else 0
    tables = [([("None", cell) for cell in ENDLESS], options.interrupts),
              (operations(options.operation or [""]), options.operation_interrupts)]
    late = sum(interrupt_often(program, count, rows) for rows, count in tables if count)
    sys.exit(1 if lost or late else 0)


if __name__ == "__main__":
    main()
