#!/usr/bin/env python3
"""Record how the usual tools read what cellgrad writes.

    python record.py /path/to/cellgrad

For each notebook beside this folder, the files that `cellgrad convert` writes are read with jupytext
(percent scripts, Markdown), checked with nbformat's validator and rendered by nbconvert (notebooks)
and, for pages, read with an HTML parser. `readers.json` keeps what they found; the tests compare with
it, and keep `*.py`, `*.md`, `*.html` and `*.ipynb` as the files that were read. Needs jupytext 1.19,
nbconvert 7.17 and nbformat 5.
"""

import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import jupytext
import nbformat
from nbconvert import HTMLExporter

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


class RenderedOutputs(HTMLParser):
    """The texts of outputs in a page of nbconvert."""

    def __init__(self):
        super().__init__()
        self.depth, self.texts, self.is_text = 0, [], False

    def handle_starttag(self, tag, attributes):
        if tag == "div" and (self.depth or "jp-OutputArea-output" in (dict(attributes).get("class") or "")):
            self.depth += 1
        elif tag == "pre" and self.depth:
            self.is_text = True
            self.texts.append("")

    def handle_endtag(self, tag):
        self.depth -= tag == "div" and self.depth > 0
        self.is_text = self.is_text and tag != "pre"

    def handle_data(self, data):
        if self.is_text:
            self.texts[-1] += data


def rendered(notebook):
    page = RenderedOutputs()
    page.feed(HTMLExporter().from_notebook_node(notebook)[0])
    return page.texts


def cells(notebook):
    return [[cell.cell_type, cell.source] for cell in notebook.cells]


def main(program):
    found = {}
    for name in NAMES:
        source = FOLDER.parent / f"{name}.ipynb"
        written = {extension: FOLDER / f"{name}.{extension}" for extension in ["py", "md", "html"]}
        for path in written.values():
            subprocess.run([program, "convert", source, path], check=True)
        back = FOLDER / f"{name}.ipynb"
        for extension in ["md", "py"]:
            subprocess.run([program, "convert", written[extension], back], check=True)
            notebook = nbformat.read(back, as_version=nbformat.NO_CONVERT)
            nbformat.validate(notebook)
        page = Outline()
        page.feed(written["html"].read_text("utf-8"))
        assert not page.open, page.open
        found[name] = {
            "jupytext_percent": cells(jupytext.read(written["py"], fmt="py:percent")),
            "jupytext_markdown": cells(jupytext.read(written["md"], fmt="md")),
            "html_elements": page.counts,
            "nbformat_cells": cells(notebook),
            "nbconvert_outputs": rendered(notebook),
        }
    text = json.dumps(found, indent=1, ensure_ascii=False, sort_keys=True)
    (FOLDER / "readers.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
