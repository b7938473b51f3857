"""Records how IPython translates cells into Python.

    python record_translation.py translation.json

For CellTranslationTests. A line is {"cell", "source"}, with {"silenced"} where the end of the
source could be read, or {"cell", "unindent": [line, offset, text]}; with "automagic" the cell was
translated by a shell in which names of magics may stand without %.
"""
import contextlib
import io
import json
import random
import sys
import tokenize

from IPython.core.displayhook import DisplayHook
from IPython.core.inputtransformer2 import TransformerManager
from IPython.core.interactiveshell import InteractiveShell

CELLS = [
    "", "\n", "   ", "\n\n  x = 1\n  y\n", "x", "x;", "x;  # comment", "x # ;", "';'", "x;\n\n",
    "if x:\n  y;", "a; b", "  x\n   y", "\tx\n\ty", "  x\n\n  y", "x\n  \ny",
    "%time f(x)", "  %time f(x)", "%time", "% time", "%  time x", "%time it's", "%time \"a",
    "%matplotlib inline\nimport x", "for i in y:\n    %time i\n    !echo {i}\nz",
    "%time x = [\n1]", "%time a \\\n  b \\\nc", "!ls \\\n  -l\nx", "%time a \\",
    "!ls", "!ls 'a b' \"c\"", "!!ls -l", "!", "!!", "! ls", "!echo $x {y} 가나다 \\n",
    "!echo it's", "!echo (", "!echo (\nx = 1\n!ls", "!echo \"\"\"\nx",
    "x = !ls", "x = ! ls -l", "x =  !ls", "x=!ls", "x, y = !ls", "x[1] = !ls", "x == !ls",
    "f(x = !ls)", "x = y = !ls", "x = !ls \\\n  -a", "x: int = !ls", "x = (!ls)", "a = 1; x = !ls",
    "x = %time", "x = %time y", "x = %%time", "x = % y", "x = 5 % y", "x = %time a \\\n b",
    "def f():\n  x = %time y\n  z = !ls\n  return x", "x =\\\n  %time y", "x += %time",
    "x?", "x??", "x???", "?x", "??x", "?", "??", "x.y?", "x.y.z??", "x[0]?", "x[-1].y?", "x[i]?",
    "x*?", "*x*?", "a.b*?", "?a*", "%time?", "%%time?", "%%time??", "x ?", "x y?", "f(x)?",
    "x = y?", "1?", "1x?", "x.1?", "  x?", "if a:\n  x?\n", "x? # c", "!ls?", "!ls foo?", "가나?",
    "'x?'", "x # ?", "(x?\n)", "[a,\nb?]", "x?\ny?\n%time z", "?x y", "? x", "??  x", "x.?", ".x?",
    "%%time", "%%time\nx", "%%time a b\nx\n  y\n", "%%time  a \nx", "%%", "%%\nx", "  %%time\n  x",
    "x\n%%time\ny", "\n%%time\ny", "%%bash\necho 'it''s' \"q\" \\t\n\n", "%%time?\nx",
    "%%html\n<b>가</b>", "%%time\r\nx\r\n", "x = 1\r\n%time y\r\n",
    ",f a b", ";f a b", "/f a b", "/f", "/", ",", ";", "/ f", ", f a", "x\n/f a\n", "; f",
    ">>> x", ">>> x\n1", ">>> for i in x:\n...   i\n... \n>>> y", "... x", ">>>x", ">>>\n>>> a",
    "  >>> x\n  ... y", ">>> x\ny", "y\n>>> x", "'''\n>>> x\n'''", ">>> '''\n... a\n... '''",
    'x = """\n>>> y\n"""', 'r"""\n>>> y\n"""\n>>> z', ">>> %time x", ">>> !ls", ">>> x?",
    "In [1]: x", "In [12]: for i in y:\n    ...:     i\n    ...: \n", "   ...: x", "x\n   ...: y",
    "[ins] In [1]: x", "[nav] In [2]: x\n   ...: y", " In [1]: x", "In [1]:x", "In [a]: x", "...: x",
    "In [1]: %time x\n   ...: !ls", "In [1]: x\n\nIn [2]: y\nOut[2]: 5", "....: x",
    "if a:\n    b\n  c", "if a:\n\tb\n  c", "x\n  y\n z", "class A:\n      x\n   y\n%time",
    "x = 'a\\\nb'\n%time", "x = 'a\n%time", "x = '''a\n%time\n'''\n%time y", "f'''{x\n}'''\n!ls",
    "x = (1,\n%time\n)", "x = [\n!ls\n]", "{'a': 1,\n  ?\n}", ")\n%time", "x = )\n!ls", "(]\n%time\n)",
    "if x: %time y", "if x:\n  !ls\nelse:\n  !pwd", "x; %time y", "x; !ls", "lambda: !ls",
    "# %time", "# comment\n%time", "%time # comment", "!ls # comment", "x = !ls # comment",
    "a = '%time'", "a = b'x' r'y' Rb'z' f'{w}'", "0x1f 1e-5 1_000 1.5j .5 1.e3\n%time", "1if x else y",
    "x = 1 if y else 2;", "@d\ndef f(): pass", "x\\\n  ;", "x \\\n", "\\\nx\n%time", "\x0c%time",
    "é = !ls", "x = '가'; y = !echo 가", "a != b", "a = b != c", "$x", "$x\n%time", "a $ b; !c",
    "x = !a\ny = !b\n%c\nd?\n", "print('a');", "x = {1: !ls}", "%alias_magic t timeit",
    "%config InlineBackend.figure_format = 'retina'", "%timeit -n 10 x = 1", "%cd ~/a b/", "!cd .. && ls",
    "import os\n%cd ..\nos.getcwd()", "%who int str", "files = %sx ls", "?str.replace", "len?", "%pinfo x",
]
FRAGMENTS = ["x", "%time y", "!ls -l", "x = !ls", "y = %who", "a?", "b??", "?c", "'s", '"""', "(", ")",
             "[1,", "]", "# c", ";", "\\", "if x:", "  ", "    z", "\t", ">>> ", "... ", "In [1]: ",
             "   ...: ", "%%time", "=", "f(a)", "'q'", "가", "!", "?", "%", ",", "/f g", "1.5"]
AUTOMAGIC = ["ls", "ls -l", "  who int", "time x = 1", "who = 1", "who =1", "who", "who  a  ", "x = 1",
             "cd ..", "pwd", "who.x", "timeit sum(range(3))", "who(3)", "print", "len x", "if x", "who\nwho"]


def translated(cell, translate):
    row = {"cell": cell}
    try:
        row["source"] = translate(cell)
    except IndentationError as problem:
        _, line, offset, text = problem.args[1]
        return {"cell": cell, "unindent": [line, offset, text]}
    try:
        row["silenced"] = bool(DisplayHook.semicolon_at_end_of_expression(row["source"]))
    except (tokenize.TokenError, IndentationError):
        pass
    return row


def main(output):
    rng = random.Random(11)
    cells = CELLS + [
        "".join(rng.choice(FRAGMENTS) + rng.choice(["", " ", "\n", "\n"])
                for _ in range(rng.randint(2, 7)))
        for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 600)]
    manager = TransformerManager()
    rows = [translated(cell, manager.transform_cell) for cell in cells]
    shell = InteractiveShell.instance()
    shell.automagic = True
    with contextlib.redirect_stdout(io.StringIO()):
        rows += [{**translated(cell, shell.transform_cell), "automagic": True}
                 for cell in AUTOMAGIC]
    with open(output, "w") as file:
        lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
        file.write("[\n" + ",\n".join(lines) + "\n]\n")


main(sys.argv[1])
