"""Measure replaying, converting, limits and the journal: `make bench-replay`.

    python3 bench/replay.py --cellgrad .build/release/cellgrad

Prints a row per figure: what was measured, what is asked for, and whether all went as it should.
"""
import argparse
import json
import os
import pty
import random
import re
import select
import statistics
import subprocess
import sys
import tempfile
import time

TORCH_CELLS = [
    "import torch\nfrom torch import nn\ntorch.manual_seed(0)",
    "x = torch.linspace(-1, 1, 32).unsqueeze(1)\ny = x ** 2",
    "model = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1))\nmodel",
    "optimizer = torch.optim.Adam(model.parameters(), lr=0.01)",
    "loss = nn.functional.mse_loss(model(x), y)\nloss",
    "loss.backward()\nmodel[0].weight.grad[:3]",
    "for step in range(50):\n    optimizer.zero_grad()\n    loss = ((model(x) - y) ** 2).mean()\n"
    "    loss.backward()\n    optimizer.step()",
    "round(loss.item(), 4)",
    "g = torch.autograd.grad(model(x).sum(), model[2].bias)\ntorch.tensor(3) * g",
    "[name for name, _ in model.named_parameters()]",
]


def notebook(cells):
    """An .ipynb of code cells, each with its source and outputs."""
    return json.dumps({
        "cells": [{"cell_type": "code", "execution_count": number, "id": f"c{number}",
                   "metadata": {}, "outputs": outputs, "source": source}
                  for number, (source, outputs) in enumerate(cells, 1)],
        "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1) + "\n"


def measure(command):
    """Runs a command: status, output, seconds, and the most memory it had, in bytes."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    return os.waitstatus_to_exitcode(status), output.decode(), seconds, usage.ru_maxrss * 1024


def row(name, figure, target, is_right):
    print(f"{name:<46}{figure:>22}   asked: {target:<24}{'' if is_right else '  WRONG'}", flush=True)
    return is_right


class Bench:
    def __init__(self, program, folder):
        self.program = program
        self.folder = folder

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def cold_replay(self):
        source = self.write("source.ipynb", notebook([(cell, []) for cell in TORCH_CELLS]))
        self.saved = self.path("torch.ipynb")
        made = measure([self.program, "run", source, "-o", self.saved])
        runs = [measure([self.program, "replay", self.saved]) for _ in range(21)]
        right = made[0] == 0 and all(run[0] == 0 for run in runs)
        times = sorted(run[2] * 1000 for run in runs)
        figure = f"{times[0]:.0f} ms (median {statistics.median(times):.0f})"
        return row("10-cell torch notebook replayed, cold", figure, "50 ms", right)

    def hundred_replays(self):
        folder = self.path("hundred")
        os.mkdir(folder)
        with open(self.saved, encoding="utf-8") as file:
            text = file.read()
        for number in range(100):
            self.write(f"hundred/{number}.ipynb", text)
        status, output, seconds, _ = measure([self.program, "replay", folder])
        right = status == 0 and output.endswith("100 notebooks: 100 same\n")
        return row("100 such notebooks", f"{seconds:.2f} s", "3 s", right)

    def big_notebook(self):
        text = "".join(f"step {i}: loss {1 / (i + 1):.6f} 손실\n" for i in range(700))
        image = {"data": {"image/png": "iVBORw0KGgo" * 2000, "text/plain": "<Figure>"},
                 "metadata": {}, "output_type": "display_data"}
        stream = {"name": "stdout", "output_type": "stream", "text": text.splitlines(True)}
        cells = [(f"train({n})\nprint('한국어')", [stream, image]) for n in range(430)]
        path = self.write("big.ipynb", notebook(cells))
        names = ["big.py", "big.md", "big.txt", "big.html", "big-again.ipynb"]
        right = [self.conversion(path, name) for name in names]
        right += [self.conversion(self.path(name), name + ".ipynb") for name in names[:3]]
        return all(right)

    def conversion(self, source, name):
        size = os.path.getsize(source)
        status, _, seconds, memory = measure([self.program, "convert", source, self.path(name)])
        return row(f"{size / 1e6:.1f} MB converted, {os.path.basename(source)} to {name}",
                   f"{seconds:.2f} s, {memory / size:.1f} x file", "1 s, 6 x file", status == 0)

    def endless_loop(self):
        cells = [("print('before')\nwhile True: pass", []), ("print('after')", []), ("6 * 7", [])]
        path = self.write("endless.ipynb", notebook(cells))
        result = self.path("endless-out.ipynb")
        status, _, seconds, _ = measure(
            [self.program, "run", "--cell-time", "4", path, "-o", result])
        with open(result, encoding="utf-8") as file:
            outputs = [cell["outputs"] for cell in json.load(file)["cells"]]
        right = (status == 5 and "before" in json.dumps(outputs[0])
                 and "after" in json.dumps(outputs[1]) and "42" in json.dumps(outputs[2]))
        return row("endless loop with a limit of 4 s", f"{seconds:.2f} s", "4.1 s, the rest run", right)

    def many_prints(self):
        cell = "for i in range(10**7): print(i)"
        path = self.write("prints.ipynb", notebook([(cell, []), ("'next'", [])]))
        result = self.path("prints-out.ipynb")
        with open(os.devnull, "w", encoding="utf-8") as nowhere:
            start = time.perf_counter()
            status = subprocess.run([self.program, "run", path, "-o", result], stdout=nowhere).returncode
            seconds = time.perf_counter() - start
        with open(result, encoding="utf-8") as file:
            cells = json.load(file)["cells"]
        lines = "".join(cells[0]["outputs"][0]["text"]).splitlines()
        size = os.path.getsize(result)
        right = (status == 5 and lines[:1000] == [str(i) for i in range(1000)]
                 and lines[-1000:] == [str(i) for i in range(10**7 - 1000, 10**7)]
                 and cells[1]["outputs"] != [])
        return row("10^7 printed lines", f"{seconds:.1f} s, {size / 1e3:.0f} kB kept",
                   "first and last 1,000 kept", right)

    def broken_notebooks(self):
        folder = self.path("broken")
        os.mkdir(folder)
        with open(self.saved, encoding="utf-8") as file:
            text = file.read()
        random.seed(7)
        for number in range(300):
            self.write(f"broken/{number}.ipynb", self.broken(text, number))
        status, output, seconds, _ = measure([self.program, "replay", "--report", "json", folder])
        files = json.loads(output[output.index("{"):])["files"]
        wrong = [file["file"] for file in files if file["status"] != 3 or not re.match(
            re.escape(file["file"]) + r":\d+:\d+: .", file.get("problem") or "")]
        for name in wrong[:5]:
            print("   not reported with its place:", name)
        right = status == 3 and len(files) == 300 and not wrong
        return row("300 broken notebooks reported with their place",
                   f"{300 - len(wrong)} in {seconds:.1f} s", "300, status 3", right)

    @staticmethod
    def broken(text, number):
        """Cut short, a sign turned into another, a key misspelt."""
        if number % 3 == 0:
            return text[:random.randrange(1, text.rindex("}"))]
        if number % 3 == 1:
            signs = [match.start(1) for match in re.finditer(r"(?m)^ *([}\]]),?$", text)]
            place = random.choice(signs)
            return text[:place] + "?" + text[place + 1:]
        keys = [match for match in re.finditer(r'"(cell_type|source|outputs|output_type)":', text)]
        key = random.choice(keys)
        return text[:key.start()] + '"x' + text[key.start() + 1:]

    def journal(self, cells=1000):
        """The milliseconds that a cell costs with a journal and a history, and without."""
        times = {}
        for name, home in [("with", self.folder), ("without", "")]:
            start = time.perf_counter()
            run_session(self.program, home, cells)
            times[name] = (time.perf_counter() - start) / cells * 1000
        cost = times["with"] - times["without"]
        return row("journal and history, for a cell", f"{cost:.2f} ms of {times['with']:.2f}",
                   "under 1 ms", cost < 1)


def run_session(program, home, count):
    """Runs so many cells at the prompt, each as soon as the one before is done."""
    process, terminal = pty.fork()
    if process == 0:
        os.execve(program, [program], {"TERM": "xterm", "HOME": home, "NO_COLOR": "1"})
    for number in range(1, count + 1):
        wait_for(terminal, f"In [{number}]: ".encode())
        os.write(terminal, f"print({number})\r".encode())
    wait_for(terminal, f"In [{count + 1}]: ".encode())
    os.close(terminal)
    os.waitpid(process, 0)


def wait_for(terminal, text):
    seen = b""
    while text not in seen:
        if not select.select([terminal], [], [], 20)[0]:
            raise TimeoutError(text)
        seen += os.read(terminal, 1 << 16)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cellgrad", default=".build/release/cellgrad")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(os.path.abspath(options.cellgrad), folder)
        figures = [bench.cold_replay, bench.hundred_replays, bench.big_notebook,
                   bench.endless_loop, bench.many_prints, bench.broken_notebooks, bench.journal]
        return 0 if all([figure() for figure in figures]) else 1


if __name__ == "__main__":
    sys.exit(main())
