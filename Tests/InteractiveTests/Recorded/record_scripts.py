"""Records what CPython prints on standard error when a script fails, and its frames.

    python record_scripts.py scripts.json

For ScriptTracebackTests. Each script of SCRIPTS runs twice: to see the text, and with a hook that
writes the frames. Its path is shown as `script.py`.
"""
import json
import os
import subprocess
import sys
import tempfile

SCRIPTS = [
    "1 / 0\n",
    "def f(x):\n    return 1 / x\n\nf(0)\n",
    "def f(x):\n    y = (x +\n         1 / x)\n    return y\nprint(f(0))\n",
    "x = [1, 2]\nprint(x[5])\n",
    "d = {'a': {'b': 1}}\nprint(d['a']['c']['d'])\n",
    "a = '한글'; b = 1; print('가나다' + b)\n",
    "def f(n):\n    return f(n - 1) if n else 1 // n\nf(8)\n",
    "def f(n):\n    return f(n - 1) if n else 1 // n\nf(4)\n",
    "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise ValueError('second') from e\n",
    "try:\n    {}['k']\nexcept KeyError:\n    int('x')\n",
    "try:\n    {}['k']\nexcept KeyError:\n    raise RuntimeError from None\n",
    "raise ValueError\n",
    "raise ValueError('line one\\nline two')\n",
    "class AppError(Exception):\n    pass\nraise AppError('own')\n",
    "import json\njson.loads\nraise json.JSONDecodeError('bad', 'doc', 0)\n",
    "e = ValueError('noted')\ne.add_note('first')\ne.add_note('두 줄\\nsecond')\nraise e\n",
    "exec('1 / 0')\n",
    "exec('def g():\\n  return 1 / 0\\ng()')\n",
    "x = 1\n\tif True: pass\n",
    "x = = 1\n",
    "print('가나다' 1)\n",
    "def f(:\n    pass\n",
    "x = (1,\n     2\ny = 3\n",
    "s = 'abc\n",
    "if True:\npass\n",
    "for i in range(3)\n    print(i)\n",
    "def f():\n    return x +\n",
    "\n\n    x = 1\n",
    "f(a for a in b, c)\n",
    "x = 5 +   y_undefined   # trailing\n",
    "prin('x')\n",
    "import math\nmath.sqr(2)\n",
    "[].appendd(1)\n",
    "value = (1 +\n  2) / (3 -\n  3)\n",
    "def f(a, b):\n\treturn a // b\nf(1, 0)\n",
    "print(2 ** 3 @ 4)\n",
    "(lambda q: q.missing)(3)\n",
    "class A:\n    x = [1 / i for i in range(2)][::-1]\n",
    "assert 1 == 2, 'message'\n",
    "x = 1; x()\n",
    "len(5) ; print('z')   \n",
    "raise SystemError('')\n",
    "x = '가나다' $ 1\n",
    "y = '가'; f(a for a in b, c); z = '나'\n",
    "é = '가'; print('👍' and 1 + é)\n",
    "raise SyntaxError('m', ('s.py', 2, 2, 'pass abc\\n', 2, 25))\n",
    "raise SyntaxError('m', ('s.py', 2, 2, 'pass abc\\n', 3, 3))\n",
    "raise SyntaxError('m', ('s.py', 2, 12, 'pass abc\\n', 2, 15))\n",
    "raise SyntaxError('m', ('s.py', 2, 12, None, 2, 15))\n",
]

HOOK = '''
import json, sys
def frames(tb):
    while tb:
        frame, code = tb.tb_frame, tb.tb_frame.f_code
        if frame.f_globals.get("__name__") != "hook":
            start, end, column, end_column = list(code.co_positions())[tb.tb_lasti // 2]
            yield {"source": {"file": code.co_filename}, "line": tb.tb_lineno,
                   "range": None if column is None else [start, column, end, end_column],
                   "name": code.co_name, "qualifiedName": code.co_qualname,
                   "firstLine": code.co_firstlineno, "arguments": [], "values": [],
                   "variables": [], "isHidden": False}
        tb = tb.tb_next
def record(exc):
    kind = type(exc)
    prefix = "" if kind.__module__ in ("__main__", "builtins") else kind.__module__ + "."
    result = {"typeName": kind.__name__, "fullTypeName": prefix + kind.__qualname__,
              "message": str(exc), "notes": getattr(exc, "__notes__", []),
              "frames": list(frames(exc.__traceback__))}
    if isinstance(exc, SyntaxError):
        result["syntaxError"] = {
            "source": {"file": exc.filename}, "line": exc.lineno, "offset": exc.offset,
            "endLine": exc.end_lineno, "endOffset": exc.end_offset, "text": exc.text,
            "message": exc.msg}
    return result
def chain(exc):
    records = []
    while exc is not None:
        entry = record(exc)
        records.insert(0, entry)
        if exc.__cause__ is not None:
            entry["relation"], exc = "directCause", exc.__cause__
        elif not exc.__suppress_context__ and exc.__context__ is not None:
            entry["relation"], exc = "duringHandling", exc.__context__
        else:
            exc = None
    return records
def run(path):
    try:
        exec(compile(open(path).read(), path, "exec"), {"__name__": "__main__"})
    except BaseException as exc:
        exc.__traceback__ = exc.__traceback__ and exc.__traceback__.tb_next
        print(json.dumps(chain(exc)))
if __name__ == "__main__":
    sys.stdout = sys.__stdout__
    __name__ = "hook"
    run(sys.argv[1])
'''


def record(source, folder):
    path = os.path.join(folder, "script.py")
    hook = os.path.join(folder, "hook.py")
    for name, text in ((path, source), (hook, HOOK)):
        with open(name, "w") as file:
            file.write(text)
    shown = subprocess.run([sys.executable, path], capture_output=True, text=True).stderr
    framed = subprocess.run([sys.executable, hook, path], capture_output=True, text=True).stdout
    chain = json.loads(framed.strip().splitlines()[-1].replace(path, "script.py"))
    text = shown.replace(path, "script.py")
    suggestion = text.rpartition("Did you mean: '")[2].partition("'?")[0]
    if "Did you mean: '" in text and "syntaxError" not in chain[-1]:
        chain[-1]["suggestion"] = suggestion
    return {"source": source, "chain": chain, "text": text}


def main(output):
    with tempfile.TemporaryDirectory() as folder:
        rows = [record(source, folder) for source in SCRIPTS]
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    with open(output, "w") as file:
        file.write("[\n" + ",\n".join(lines) + "\n]\n")


main(sys.argv[1])
