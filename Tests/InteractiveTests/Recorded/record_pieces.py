"""Records into which pieces IPython cuts the cells of notebooks.

    python record_pieces.py pieces.json [--all] NOTEBOOK.ipynb ...

For CellPiecesTests. A line is {"source", "pieces": [start, end, start, end, ...]}, the ends
exclusive. Without --all only cells of four pieces and more are kept, each shape once.
"""
import ast
import json
import sys

from stack_data.core import Source


def pieces(source):
    lines = [line + "\n" for line in source.split("\n")]
    return [(piece.start, piece.stop) for piece in Source("cell", lines).pieces]


def parsable_cells(paths):
    for path in paths:
        for cell in json.load(open(path))["cells"]:
            source = "".join(cell["source"])
            if cell["cell_type"] != "code":
                continue
            try:
                ast.parse(source)
            except (SyntaxError, ValueError):
                continue
            yield source


def main(output, *arguments):
    keeps_all = "--all" in arguments
    seen, rows = set(), []
    for source in parsable_cells(path for path in arguments if path != "--all"):
        cut = pieces(source)
        if not keeps_all and (len(cut) < 4 or tuple(cut) in seen):
            continue
        seen.add(tuple(cut))
        row = {"source": source, "pieces": [bound for piece in cut for bound in piece]}
        rows.append(json.dumps(row, ensure_ascii=False, separators=(",", ":")))
    with open(output, "w") as file:
        file.write("[\n" + ",\n".join(rows) + "\n]\n")
    print(len(rows), "cells")


main(*sys.argv[1:])
