"""Memory of a million small objects of each kind on two interpreters, in bytes an object.

    python3 bench/memory.py --cellgrad .build/release/cellgrad --python /usr/bin/python3

The figure is the growth of the process's peak over the same program without the objects, divided by
their number; the list that keeps them is part of it. A ratio above 1 means cellgrad needs less.
"""

import argparse
import os
import subprocess
import tempfile

COUNT = 1_000_000

CLASSES = """
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

class Slotted:
    __slots__ = ("x", "y")
    def __init__(self, x, y):
        self.x = x
        self.y = y
"""

KINDS = {
    "int": "i + 1000000",
    "float": "i / 7",
    "str": "str(i)",
    "str-korean": "chr(44032 + i % 1000) + str(i)",
    "bytes": "b'%d' % i",
    "tuple": "(i, i + 1)",
    "list": "[i, i + 1]",
    "list-empty": "[]",
    "dict": "{'a': i, 'b': i + 1}",
    "dict-empty": "{}",
    "set": "{i}",
    "instance": "Point(i, i + 1)",
    "instance-slots": "Slotted(i, i + 1)",
    "function": "lambda: i",
    "big-int": "i + 2 ** 70",
    "range": "range(i)",
}


def peak(command):
    """The peak memory of a process in bytes."""
    pid = subprocess.Popen(command, stdout=subprocess.DEVNULL).pid
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"{command} failed")
    return usage.ru_maxrss * 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cellgrad", default=".build/release/cellgrad")
    parser.add_argument("--python", default="/usr/bin/python3")
    parser.add_argument("kinds", nargs="*")
    options = parser.parse_args()
    commands = [options.cellgrad, "run", "--memory", "4000"], [options.python]
    print(f"{'a million of':<18}{'cellgrad':>10}{'peer':>8}{'ratio':>8}")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "objects.py")

        def grown(command, expression):
            peaks = []
            for count in (0, COUNT):
                with open(path, "w") as file:
                    file.write(f"{CLASSES}\nkept = [{expression} for i in range({count})]\n")
                peaks.append(peak(command + [path]))
            return (peaks[1] - peaks[0]) / COUNT

        for kind in options.kinds or KINDS:
            ours, theirs = (grown(command, KINDS[kind])
                            for command in commands)
            print(f"{kind:<18}{ours:10.0f}{theirs:8.0f}{theirs / ours:8.2f}", flush=True)


if __name__ == "__main__":
    main()
