"""Records whether IPython holds a cell to be complete.

    python record_completeness.py completeness.json

For CellCompletenessTests. A line is [cell, status, indentation].
"""
import json
import sys

from IPython.core.inputtransformer2 import TransformerManager

CELLS = [
    "", "\n", "x", "x\n", "x = 1", "x = (1,", "x = (1,\n", "x = [\n  1,\n", "x = '''a", "f(", "f()",
    "def f():", "def f():\n", "def f():\n    pass", "def f():\n    pass\n", "def f(): pass",
    "def f(): pass\n", "if x:\n    if y:", "if x:\n    y\nelse:", "if x:\n    y\nelse:\n    z",
    "for i in x:\n    y\n\n", "while True:\n\tx", "class A:", "class A:\n    x = 1", "try:\n    x",
    "try:\n    x\n", "try:\n    x\n\n", "try:\n    x\nexcept E:", "@d", "@d\n", "@d\ndef f(): pass",
    "x \\", "x = 1 + \\\n", "x = 1 + \\\n2", "return a+", "x = = 1", "a b", ")", "(]", "1 +", "x = ",
    "'abc", "x = 'abc\n", "%time", "%time x", "%%time", "%%time\n", "%%time\nx", "%%time\nx\n",
    "%%time\nx\n\n", "!ls", "!ls \\", "x?", "if x: y", "if x: y\nz", "lambda x:", "{'a': ", "{'a':",
    "# comment", "x # comment", "def f():  # comment", "def f():\n    # comment", "x;", "가 = (",
    "with a as b:", "with a as b:\n    pass", "    x", "  if x:", "if x:\n  y\n    ", "f'{x", "f'''{x",
    "match x:", "match x:\n    case 1:", "match x:\n    case 1:\n        pass", "async def f():",
    "x = [i for i in y", "print('a'", "print('a')\n\n\n", "for i in x: pass", "else:", "    pass\nx",
    "if x:\npass", "def f():\n    return x\n  y", ">>> x", ">>> def f():\n...     pass", "a\nb\nc(",
    "$", "x = $", "if x:\n    y = (\n        1,", "if x:\n    y = '''\n  z", "x = {\n    'a': 1\n}",
]

manager = TransformerManager()
rows = [[cell, *manager.check_complete(cell)] for cell in CELLS]
with open(sys.argv[1], "w") as file:
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    file.write("[\n" + ",\n".join(lines) + "\n]\n")
