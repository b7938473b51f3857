"""Kills and interrupts sessions at random moments: `make torture`.

A killed session must lose no cell whose next prompt was seen, and its journal must be readable. An
interrupted cell must give the prompt back, with the session usable. Not part of `make test`: the
moments are random, and so is the time it takes.
"""
import argparse
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

# Programs that run until they are stopped, in the machine, in natives and in tensor loops.
ENDLESS = [
    "while True: pass",
    "sum(range(10**12))",
    "[x for x in range(10**12)][0:0]",
    "max(x * x for x in range(10**12))",
    "sorted(range(10**7), key=lambda x: -x) and sum(range(10**12))",
    "10**9 in iter(range(10**12))",
    "import time; time.sleep(1000)",
    "import torch; a = torch.rand(2000, 2000); b = [a @ a for _ in range(1000)]",
    "import torch; x = torch.rand(10**6); y = [x.exp().sum() for _ in range(10**6)]",
    "print('가' * 100) or [print(i) for i in range(10**9)]",
]


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
        self.output = b""
        self.send(cell.encode() + b"\r")
        return self.prompt(seconds)

    def kill(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)


def kill_once(program):
    """Kills a session at a random moment; the number of cells that were finished and then lost."""
    with tempfile.TemporaryDirectory() as home:
        session = Session(program, home)
        assert session.prompt(20) == 1, "no first prompt"
        finished = 0
        deadline = time.monotonic() + random.uniform(0, 0.5)
        while time.monotonic() < deadline:
            number = session.run(f"x{finished} = print('한', {finished})",
                                 max(0.001, deadline - time.monotonic()))
            if number is None:
                break
            finished = number - 1
        session.kill()
        if finished == 0:
            return 0
        folder = os.path.join(home, "cellgrad", "sessions")
        journal = os.path.join(folder, os.listdir(folder)[0])
        notebook = os.path.join(home, "out.ipynb")
        done = subprocess.run([program, "recover", journal, "-o", notebook], capture_output=True)
        assert done.returncode == 0, done.stderr
        with open(notebook, encoding="utf-8") as file:
            cells = json.load(file)["cells"]
        return max(0, finished - len(cells))


def interrupt_once(program, cell):
    """Interrupts a cell at a random moment; the seconds until the prompt is back."""
    with tempfile.TemporaryDirectory() as home:
        session = Session(program, home)
        assert session.prompt(20) == 1, "no first prompt"
        session.output = b""
        session.send(cell.encode() + b"\r" + (b"\r" if cell.startswith("while") else b""))
        end = time.monotonic() + random.uniform(0.2, 1.5)
        while time.monotonic() < end:
            session.read(0.01)
        session.output = b""
        start = time.monotonic()
        session.send(b"\x03")
        number = session.prompt(20)
        elapsed = time.monotonic() - start
        assert number is not None, f"no prompt after Ctrl-C: {cell}"
        assert b"KeyboardInterrupt" in session.output, f"no KeyboardInterrupt: {cell}"
        assert session.run("1 + 1") == number + 1, f"not usable after Ctrl-C: {cell}"
        session.kill()
        return elapsed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cellgrad", default=".build/release/cellgrad")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--interrupts", type=int, default=5, help="for each program")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    random.seed(options.seed)
    program = os.path.abspath(options.cellgrad)
    print("seed", options.seed)
    lost = sum(kill_once(program) for _ in range(options.kills))
    print(f"{options.kills} kills: {lost} finished cells lost")
    slowest = 0
    for cell in ENDLESS:
        times = [interrupt_once(program, cell) for _ in range(options.interrupts)]
        slowest = max(slowest, *times)
        print(f"{max(times) * 1000:7.0f} ms  {cell}")
    print(f"slowest: {slowest * 1000:.0f} ms")
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()
