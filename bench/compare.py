"""Run the benchmark programs on two interpreters in alternation and print the ratios.

    python3 bench/compare.py --cellgrad .build/release/cellgrad --python /usr/bin/python3 [--rounds 3]

Each program prints lines "name milliseconds result". The figure is the least of all rounds; the
results must be equal. A ratio above 1 means cellgrad is faster. Start-up is timed as whole processes.
The tensor programs need a Python that has PyTorch; they count the process's CPU time on one thread.
Beside each ratio stands the least that is asked.
"""

import argparse
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))

# The least ratios asked, by the name of a row or else by its beginning; `other` is for all others.
LANGUAGE = {
    "fib": 1.5, "mandelbrot": 1.5, "attributes": 1.5, "micrograd": 1.5, "call": 1.5, "attribute": 1.5,
    "object": 1.5, "list": 1.5, "float": 1.5, "generator": 1.5, "dict": 1.1, "str": 1.1, "sort": 1.1,
    "comprehension": 1.1, "fstring": 1.1, "other": 0.9,
}
TENSORS = {
    "training-step": 20, "mlp": 1.5, "conv-net": 1.2, "lstm": 1.5, "gru": 1.5, "transformer": 1.2,
    "tiny": 5, "sort": 2, "other": 0.95,
}


def asked(ratios, name):
    return ratios.get(name, ratios.get(name.split("-")[0], ratios["other"]))


def run(command, best, results):
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    for line in lines:
        name, milliseconds, result = line.split(maxsplit=2)
        best[name] = min(best.get(name, float("inf")), float(milliseconds))
        results[name] = result


def compare(title, ours, theirs, rounds, ratios):
    best_ours, best_theirs, results_ours, results_theirs = {}, {}, {}, {}
    for _ in range(rounds):
        run(ours, best_ours, results_ours)
        run(theirs, best_theirs, results_theirs)
    print(f"{title:<28}{'cellgrad ms':>14}{'peer ms':>12}{'ratio':>8}{'asked':>8}")
    different = 0
    for name, theirs_ms in best_theirs.items():
        same = results_ours.get(name) == results_theirs[name]
        different += not same
        note = "" if same else f"  DIFFERENT: {results_ours.get(name)} / {results_theirs[name]}"
        ours_ms = best_ours.get(name, float("nan"))
        ratio, least = theirs_ms / ours_ms, asked(ratios, name)
        print(f"{name:<28}{ours_ms:14.4f}{theirs_ms:12.4f}{ratio:8.2f}{least:8.2f}{note}")
    return different


def whole(commands, rounds):
    """The least and the median wall time of each command as a process, in alternation."""
    times = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True)
            times[name].append((time.perf_counter() - start) * 1000)
    print(f"{'start-up':<34}{'min ms':>10}{'median ms':>12}")
    for name, values in times.items():
        values.sort()
        print(f"{name:<34}{values[0]:10.2f}{values[len(values) // 2]:12.2f}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cellgrad", default=".build/release/cellgrad")
    parser.add_argument("--python", default="/usr/bin/python3")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    # The binary itself: a launcher script would cost tens of milliseconds.
    peer = subprocess.run([options.python, "-c", "import sys; print(sys.executable)"],
                          capture_output=True, text=True, check=True).stdout.strip()
    version = subprocess.run([peer, "--version"], capture_output=True, text=True).stdout.strip()
    print(f"peer: {version} ({peer})")
    different = 0
    for name in ("programs", "rows", "modules"):
        program = os.path.join(HERE, name + ".py")
        different += compare(
            name, [options.cellgrad, "run", program], [peer, program], options.rounds, LANGUAGE)
    whole({
        "python -c pass": [peer, "-c", "pass"],
        "cellgrad -c pass": [options.cellgrad, "-c", "pass"],
        "cellgrad import torch; ones(2)":
            [options.cellgrad, "-c", "import torch; print(torch.ones(2))"],
        "cellgrad replay founding-notebook":
            [options.cellgrad, "replay", os.path.join(HERE, "..", "sessions", "founding-notebook.ipynb")],
    }, 21)
    if subprocess.run([peer, "-c", "import torch"], capture_output=True).returncode == 0:
        for name in ("torch_steps", "torch_ops"):
            program = os.path.join(HERE, name + ".py")
            different += compare(
                name, [options.cellgrad, "run", program], [peer, program], options.rounds, TENSORS)
        memory = os.path.join(HERE, "torch_memory.py")
        print(subprocess.run([options.cellgrad, "run", "--allow-read", memory],
                             capture_output=True, text=True, check=True).stdout, end="")
    else:
        print("torch: this Python has none; name one that has it with PYTHON=...")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
