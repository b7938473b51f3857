#!/usr/bin/env python3
"""Record how the usual tools read what cellgrad writes.

    python record.py /path/to/cellgrad

For each notebook beside this folder, the files that `cellgrad convert` writes are read with jupytext
(percent scripts, Markdown), checked with nbformat's validator (notebooks) and, for pages, with an HTML
parser. `readers.json` keeps what they found; the tests compare with it, and keep `*.py`, `*.md` and
`*.html` as the files that were read. Needs jupytext 1.19 and nbformat 5.
"""

import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import jupytext
import nbformat

FOLDER = Path(__file__).parent
NAMES = ["story_founding", "tracebacks_2"]


class Outline(HTMLParser):
    """The elements of a page; unclosed ones are an error."""

    VOID = {"meta", "img", "hr", "br"}

    def __init__(self):
        super().__init__()
        self.open, self.counts = [], {}

    def handle_starttag(self, tag, attributes):
        self.counts[tag] = self.counts.get(tag, 0) + 1
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag


def cells(notebook):
    return [[cell.cell_type, cell.source] for cell in notebook.cells]


def main(program):
    found = {}
    for name in NAMES:
        source = FOLDER.parent / f"{name}.ipynb"
        written = {extension: FOLDER / f"{name}.{extension}" for extension in ["py", "md", "html"]}
        for path in written.values():
            subprocess.run([program, "convert", source, path], check=True)
        back = FOLDER / "back.ipynb"
        for extension in ["py", "md"]:
            subprocess.run([program, "convert", written[extension], back], check=True)
            notebook = nbformat.read(back, as_version=nbformat.NO_CONVERT)
            nbformat.validate(notebook)
        back.unlink()
        page = Outline()
        page.feed(written["html"].read_text("utf-8"))
        assert not page.open, page.open
        found[name] = {
            "jupytext_percent": cells(jupytext.read(written["py"], fmt="py:percent")),
            "jupytext_markdown": cells(jupytext.read(written["md"], fmt="md")),
            "html_elements": page.counts,
        }
    text = json.dumps(found, indent=1, ensure_ascii=False, sort_keys=True)
    (FOLDER / "readers.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
