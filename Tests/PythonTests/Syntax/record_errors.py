"""Records what CPython says of broken sources: Recorded/errors.json.

Each row: mode (file, interactive, evaluation), source, type, message, line, column, end line,
end column; the positions as the attributes of SyntaxError (columns in characters, from 1).
"""
import ast
import json
import pathlib
import sys
import warnings

import broken_sources

DONT_IMPLY_DEDENT, ALLOW_INCOMPLETE_INPUT = 0x200, 0x4000
INTERACTIVE = ast.PyCF_ONLY_AST | DONT_IMPLY_DEDENT | ALLOW_INCOMPLETE_INPUT


def outcome(mode, source):
    """The recorded row, or None if the source is fine."""
    kind = "eval" if mode == "evaluation" else "exec"
    flags = INTERACTIVE if mode == "interactive" else ast.PyCF_ONLY_AST
    try:
        compile(source, "<cell>", kind, flags)
    except SyntaxError as e:
        where = [e.lineno, e.offset, e.end_lineno, e.end_offset if (e.end_offset or 0) > 0 else None]
        return [mode, source, type(e).__name__, e.msg, *where]
    except (ValueError, MemoryError) as e:
        return [mode, source, type(e).__name__, str(e), None, None, None, None]
    return None


def rows():
    b = broken_sources
    for source in b.EXPRESSIONS + b.LEXICAL + b.BLOCKS:
        yield outcome("file", source)
    for source in b.COMPLETE_PREFIXES + b.BLOCKS:
        yield outcome("interactive", source if source.endswith("\n") else source + "\n")
    for source in ["x = 1", "x y", "(", "pass", "yield", "1; 2", "*a", "a := 1", " 1", "\n1", "f(",
                   "1 2", "def f(): pass"]:
        yield outcome("evaluation", source)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    folder = pathlib.Path(__file__).parent / "Recorded"
    recorded = [row for row in rows() if row and row[1] not in broken_sources.DIFFERENT]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in recorded)
    (folder / "errors.json").write_text(f"[\n{lines}\n]\n")
    print(len(recorded))
