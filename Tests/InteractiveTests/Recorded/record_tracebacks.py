"""Records the tracebacks of notebooks in all modes, with the frames they came from.

    python record_tracebacks.py tracebacks.json NOTEBOOK.ipynb ...

For TracebackFormatterTests. A notebook becomes {"name", "cells": {number: translated source},
"errors": [...]}; an error has the chain of exceptions, oldest first, and per mode the list of
parts. Errors that passed through installed code are left out.
"""
import contextlib
import inspect
import io
import json
import os
import re
import sys

from IPython.core.interactiveshell import InteractiveShell
from IPython.core.tbtools import text_repr

os.environ.update(COLUMNS="80", LINES="24")
ANSI = re.compile(r"\x1b\[[0-9;]*m")
MODES = ["Context", "Plain", "Minimal", "Verbose", "Doctest"]


class Foreign(Exception):
    """A frame of installed code was met."""


def cell_number(shell, filename):
    label = shell.compile.format_code_name(filename)
    return int(label[1][3:-1]) if label else None


def place(shell, filename):
    number = cell_number(shell, filename or "<string>")
    if number is None and not filename.startswith("<"):
        raise Foreign
    return {"cell": number} if number is not None else {"file": filename}


def variables(info):
    if info is None or info._sd is None:
        return []
    return [[v.name, repr(v.value)] for v in info.variables_in_executing_piece]


def frame_record(shell, tb, infos):
    frame, code = tb.tb_frame, tb.tb_frame.f_code
    names, varargs, varkw, values = inspect.getargvalues(frame)
    arguments = names + (["*" + varargs] if varargs else []) + (["**" + varkw] if varkw else [])
    start, end, column, end_column = list(code.co_positions())[tb.tb_lasti // 2]
    return {
        "source": place(shell, code.co_filename),
        "line": tb.tb_lineno,
        "range": [start, column, end, end_column] if column is not None else None,
        "name": code.co_name,
        "qualifiedName": code.co_qualname,
        "firstLine": code.co_firstlineno,
        "arguments": arguments,
        "values": [text_repr(values[a.lstrip("*")]) for a in arguments],
        "variables": variables(infos.get(id(frame))),
        "isHidden": bool(frame.f_locals.get("__tracebackhide__", 0)),
    }


def exception_record(shell, exc):
    frames, tb = [], exc.__traceback__
    while tb and tb.tb_frame.f_globals.get("__name__", "").startswith("IPython"):
        tb = tb.tb_next
    infos = {}
    if tb:
        for info in shell.InteractiveTB.get_records(tb, 5, 0):
            if info.frame is not None:
                infos[id(info.frame)] = info
    while tb:
        if not tb.tb_frame.f_globals.get("__name__", "").startswith("IPython"):
            frames.append(frame_record(shell, tb, infos))
        tb = tb.tb_next
    kind = type(exc)
    prefix = "" if kind.__module__ in ("__main__", "builtins") else kind.__module__ + "."
    record = {
        "typeName": kind.__name__,
        "fullTypeName": prefix + kind.__qualname__,
        "message": str(exc),
        "notes": getattr(exc, "__notes__", []),
        "frames": frames,
    }
    if isinstance(exc, SyntaxError):
        record["frames"] = []
        record["syntaxError"] = {
            "source": place(shell, exc.filename), "line": exc.lineno, "offset": exc.offset,
            "endLine": exc.end_lineno, "endOffset": exc.end_offset, "text": exc.text,
            "message": exc.msg,
        }
    return record


def chain(shell, exc):
    records, relation = [], None
    while exc is not None:
        record = exception_record(shell, exc)
        records.insert(0, record)
        if exc.__cause__ is not None:
            record["relation"], exc = "directCause", exc.__cause__
        elif not exc.__suppress_context__ and exc.__context__ is not None:
            record["relation"], exc = "duringHandling", exc.__context__
        else:
            exc = None
    return records


def parts_by_mode(shell, exc):
    if isinstance(exc, SyntaxError):
        return {"Context": plain(shell.SyntaxTB.structured_traceback(type(exc), exc, []))}
    tb, result = exc.__traceback__, {}
    for mode in MODES:
        shell.InteractiveTB.set_mode(mode)
        parts = shell.InteractiveTB.structured_traceback(type(exc), exc, tb, tb_offset=1)
        if not any("site-packages" in part for part in parts):
            result[mode] = plain(parts)
    shell.InteractiveTB.set_mode("Context")
    return result


def plain(parts):
    return [ANSI.sub("", part) for part in parts]


def translated(shell, source):
    try:
        return shell.transform_cell(source)
    except SyntaxError:  # found while looking for magics
        return source


def run(path):
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(colors="linux")
    shell.history_manager.enabled = False
    cells, errors = {}, []
    for cell in json.load(open(path))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] != "code" or "%xmode" in source or "%tb" in source:
            continue
        number = shell.execution_count
        shell.showtraceback = lambda *args, **kwargs: None
        shell.showsyntaxerror = lambda *args, **kwargs: None
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            result = shell.run_cell(source, store_history=True)
        cells[str(number)] = translated(shell, source)
        exc = result.error_before_exec or result.error_in_exec
        if exc is None or type(exc).__name__ == "UsageError":
            continue
        try:
            records = chain(shell, exc)
        except Foreign:
            continue
        if any("0x" in r["message"] for r in records):
            continue
        errors.append({"cell": number, "chain": records, "parts": parts_by_mode(shell, exc)})
    used = {f["source"].get("cell") for e in errors for r in e["chain"] for f in r["frames"]}
    used |= {e["cell"] for e in errors}
    cells = {number: source for number, source in cells.items() if int(number) in used}
    name = os.path.basename(path)
    return {"name": name, "cells": cells, "errors": errors}


def main(output, paths):
    notebooks = [run(path) for path in paths]
    with open(output, "w") as file:
        lines = (json.dumps(n, ensure_ascii=False, separators=(",", ":")) for n in notebooks)
        file.write("[\n" + ",\n".join(lines) + "\n]\n")
    print(sum(len(n["errors"]) for n in notebooks), "errors")


main(sys.argv[1], sys.argv[2:])
