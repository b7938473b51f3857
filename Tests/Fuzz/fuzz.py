"""Feeds cellgrad mutated and generated input until something breaks: `make fuzz`.

Every piece of input follows from its kind and a number, so that `--kind K --first N --count 1` gives
it again. A piece runs in a separate process, under limits of time and memory, with freed memory
poisoned and all objects counted at the end. What counts as a finding: a crash, no end within the
patience of `Runner/Watch.swift` after an interrupt, an object left over. The first finding is
reduced, shown with its number, and ends the campaign with status 1.
"""
import argparse
import os
import pathlib
import random
import re
import resource
import select
import subprocess
import sys
import tempfile
import time

import files
import mutations
import operations
import programs

KINDS = {
    "text": mutations.source_text,
    "cells": mutations.cells,
    "programs": programs.program,
    "operations": operations.program,
    "files": files.piece,
}


class Runner:
    """The process that runs pieces; it is started anew when it has ended, and now and then."""

    PIECES_PER_PROCESS = 400
    ADDRESS_SPACE = 8 << 30
    SECONDS = 30

    def __init__(self, program, sanitized):
        self.program = program
        self.sanitized = sanitized
        self.process = None
        self.errors = tempfile.TemporaryFile()

    def start(self, backtrace=False):
        self.stop()
        enabled = "yes" if backtrace else "no"
        environment = {
            "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8",
            "SWIFT_BACKTRACE": f"enable={enabled},color=no,interactive=no,threads=crashed",
            "ASAN_OPTIONS": "detect_leaks=0:allocator_may_return_null=1:max_allocation_size_mb=8192",
            "FUZZ_SLOWNESS": "6" if self.sanitized else "1",
        }
        self.errors.seek(0)
        self.errors.truncate()
        self.process = subprocess.Popen(
            [self.program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors,
            env=environment, preexec_fn=self.limit)
        self.left = self.PIECES_PER_PROCESS

    def limit(self):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if not self.sanitized:  # the sanitizer reserves terabytes
            resource.setrlimit(resource.RLIMIT_AS, (self.ADDRESS_SPACE, self.ADDRESS_SPACE))

    def stop(self):
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process.stdin.close()
            self.process.stdout.close()
        self.process = None

    def run(self, kind, data):
        """What became of a piece: `ok`, or what is wrong."""
        if not self.process or self.left == 0:
            self.start()
        self.left -= 1
        try:
            self.process.stdin.write(b"%s %d\n%s" % (kind.encode(), len(data), data))
            self.process.stdin.flush()
        except (BrokenPipeError, OSError):
            pass
        seconds = self.SECONDS * (6 if self.sanitized else 1)
        if not select.select([self.process.stdout], [], [], seconds)[0]:
            self.stop()
            return f"hang: no answer within {seconds} s"
        answer = self.process.stdout.readline().decode().strip()
        if answer and not answer.startswith(("hang", "memory")):
            return answer
        self.process.stdin.close()
        status = self.process.wait()
        self.process = None
        return answer or f"crash: status {status}"

    def trace(self, kind, data):
        """Runs a piece that crashes once more, for the messages and the names of the functions."""
        self.start(backtrace=True)
        self.run(kind, data)
        self.errors.seek(0)
        return self.errors.read().decode(errors="replace")


def reduced(runner, kind, data, finding, seconds):
    """A smaller piece that ends in the same kind of finding: lines are left out, then bytes."""
    deadline = time.monotonic() + seconds
    wanted = finding.split(":")[0]

    def still_fails(candidate):
        runner.start()
        return runner.run(kind, candidate).split(":")[0] == wanted

    if not still_fails(data):
        return data, False
    for unit in (re.compile(rb"[^\n]*\n|[^\n]+"), re.compile(rb"\w+|.", re.DOTALL)):
        parts = unit.findall(data)
        if len(parts) > 3000:
            break
        size = max(len(parts) // 2, 1)
        while size and time.monotonic() < deadline:
            start = 0
            while start < len(parts) and time.monotonic() < deadline:
                candidate = parts[:start] + parts[start + size:]
                if still_fails(b"".join(candidate)):
                    parts = candidate
                else:
                    start += size
            size //= 2
        data = b"".join(parts)
    return data, True


def frames(trace):
    """The message of a crash and the innermost functions of the program, to tell crashes apart."""
    message = re.search(r"Fatal error: .*|ERROR: AddressSanitizer: [^ ]*", trace)
    names = re.findall(r"^\s*#?\d+ .*?0x[0-9a-f]{12,16} (?:in )?(.+?)(?: \+ \d+)? (?:in|at|/)", trace, re.M)
    return " | ".join(([message[0]] if message else []) + names[:6])


class Campaign:
    def __init__(self, options):
        self.options = options
        self.runner = Runner(options.runner, options.sanitized)
        self.executions = dict.fromkeys(options.kinds, 0)
        self.seen = {}
        corpus = mutations.Corpus(pathlib.Path(__file__).resolve().parent)
        schemas = subprocess.run(
            [options.runner, "operations"], capture_output=True, check=True, text=True).stdout
        self.sources = {"corpus": corpus, "schemas": operations.parsed(schemas)}

    def piece(self, kind, number):
        """What is sent for a number: the runner's kind of piece, and the bytes."""
        return KINDS[kind](random.Random(f"{kind} {number}"), **self.sources)

    def run(self):
        end = time.monotonic() + self.options.seconds
        number = self.options.first
        last = number + self.options.count if self.options.count else sys.maxsize
        while time.monotonic() < end and number < last:
            for kind in self.options.kinds:
                way, data = self.piece(kind, number)
                if self.options.show:
                    print(data.decode(errors="backslashreplace"))
                finding = self.runner.run(way, data)
                self.executions[kind] += 1
                if finding != "ok":
                    self.report(kind, number, way, data, finding)
                    if not self.options.keep_going:
                        return self.summary()
            number += 1
        return self.summary()

    def report(self, kind, number, way, data, finding):
        trace = self.runner.trace(way, data) if finding.startswith("crash") else ""
        name = f"{finding.split(':')[0]} {frames(trace)}"
        self.seen[name] = self.seen.get(name, 0) + 1
        if self.seen[name] > (1 if trace else 5):
            return
        small, is_steady = reduced(self.runner, way, data, finding, self.options.reduce)
        note = "" if is_steady else " (not when it runs alone)"
        text = small.decode(errors="backslashreplace")
        print(f"== {finding}{note}\n== --kind {kind} --first {number} --count 1")
        print(f"== {frames(trace)}\n{text}\n", flush=True)
        if self.options.keep:
            folder = pathlib.Path(self.options.keep)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{finding.split(':')[0]}-{kind}-{number}.{way}").write_bytes(small)
            (folder / f"{finding.split(':')[0]}-{kind}-{number}.trace").write_text(
                finding + "\n" + trace)

    def summary(self):
        self.runner.stop()
        counts = ", ".join(f"{count} {kind}" for kind, count in self.executions.items())
        print(f"{counts}; {sum(self.seen.values())} findings", flush=True)
        for name, count in self.seen.items():
            print(f"  {count} x {name}")
        return 1 if self.seen else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runner", required=True, help="the built CellgradFuzz")
    parser.add_argument("--kind", dest="kinds", action="append", choices=KINDS)
    parser.add_argument("--first", type=int, default=0, help="the number of the first piece")
    parser.add_argument("--count", type=int, help="so many numbers, of each kind")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--sanitized", action="store_true", help="the runner is a checked build")
    parser.add_argument("--keep-going", action="store_true", help="do not end at the first finding")
    parser.add_argument("--keep", metavar="FOLDER", help="write findings there, too")
    parser.add_argument("--reduce", type=float, default=60, help="seconds for reducing a finding")
    parser.add_argument("--show", action="store_true", help="print each piece before it runs")
    options = parser.parse_args()
    options.kinds = options.kinds or list(KINDS)
    options.seconds = options.minutes * 60
    os.environ.pop("PYTHONPATH", None)
    return Campaign(options).run()


if __name__ == "__main__":
    sys.exit(main())
