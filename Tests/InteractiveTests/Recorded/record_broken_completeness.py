"""Records what IPython says of unfinished cells: broken_completeness.json.

Each row: cell, status, indent of the next line or null. Needs IPython.
"""
import json
import pathlib
import sys
import warnings

from IPython.core.inputtransformer2 import TransformerManager

here = pathlib.Path(__file__).parent
sys.path.append(str(here.parents[1] / "PythonTests" / "Syntax"))
import broken_sources

warnings.simplefilter("ignore")
check = TransformerManager().check_complete
# IPython goes on where its tokenizer meets an unclosed bracket, whatever came before; `yield`
# outside a function is the compiler's affair.
DIFFERENT = {"1abc (", "'abc\n(", "€ (", "yield"}
cells = dict.fromkeys(broken_sources.CELLS + broken_sources.COMPLETE_PREFIXES)
rows = [[cell, *check(cell)] for cell in cells if cell not in DIFFERENT]
lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
path = here / "broken_completeness.json"
path.write_text(f"[\n{lines}\n]\n")
print(len(rows))
