"""Writes the syntax tree of Python sources, as CPython sees it, in a compact notation.

    record_ast.py SOURCE...        the notation of each file, on standard output
    record_ast.py --record FOLDER  FOLDER/NAME.py -> FOLDER/NAME.tree, for all sources there

A node is `(Kind@line:column-endline:endcolumn part ...)`, a list `[...]`, an absent part `~`.
What cellgrad's tree does not keep is left out: contexts, type comments, the kind of strings,
positions inside f-strings other than those of expressions, and of what has no range.
"""
import ast
import pathlib
import struct
import sys

OPERATORS = {
    ast.Add: "add", ast.Sub: "subtract", ast.Mult: "multiply", ast.MatMult: "matrixMultiply",
    ast.Div: "divide", ast.FloorDiv: "floorDivide", ast.Mod: "modulo", ast.Pow: "power",
    ast.LShift: "leftShift", ast.RShift: "rightShift", ast.BitAnd: "bitAnd", ast.BitOr: "bitOr",
    ast.BitXor: "bitXor", ast.USub: "negate", ast.UAdd: "plus", ast.Invert: "invert",
    ast.Not: "not", ast.And: "and", ast.Or: "or", ast.Lt: "less", ast.LtE: "lessEqual",
    ast.Eq: "equal", ast.NotEq: "notEqual", ast.Gt: "greater", ast.GtE: "greaterEqual",
    ast.Is: "is", ast.IsNot: "isNot", ast.In: "in", ast.NotIn: "notIn",
}


def place(node):
    return f"@{node.lineno}:{node.col_offset}-{node.end_lineno}:{node.end_col_offset}"


def group(head, *parts):
    return "(" + " ".join([head, *parts]) + ")"


def sequence(nodes):
    return "[" + " ".join(show(node) for node in nodes) + "]"


def text(value):
    """Code points beyond printable ASCII as \\HEX; so is the backslash."""
    kept = lambda c: 0x20 <= ord(c) < 0x7F and c not in '\\"'
    return '"' + "".join(c if kept(c) else f"\\{ord(c):x};" for c in value) + '"'


def bits(value):
    return struct.pack(">d", value).hex()


def constant(value):
    if value is None or value is True or value is False:
        return str(value)
    if value is ...:
        return "Ellipsis"
    if isinstance(value, int):
        return f"{value:x}"
    if isinstance(value, float):
        return "f" + bits(value)
    if isinstance(value, complex):
        return "j" + bits(value.imag)
    if isinstance(value, bytes):
        return "b" + value.hex()
    return text(value)


def name(value):
    return "~" if value is None else text(value)


def joined(values):
    parts = []
    for value in values:
        if isinstance(value, ast.Constant):
            parts.append(text(value.value))
        else:
            conversion = "~" if value.conversion == -1 else chr(value.conversion)
            spec = value.format_spec
            shown = "~" if spec is None else joined(spec.values)
            parts.append(group("field", show(value.value), conversion, shown))
    return "[" + " ".join(parts) + "]"


def generators(nodes):
    return "[" + " ".join(
        group("for", show(g.target), show(g.iter), sequence(g.ifs), str(g.is_async))
        for g in nodes) + "]"


def arguments(positional, keywords):
    """In source order; a star has no range of its own."""
    rows = []
    for argument in positional:
        is_star = isinstance(argument, ast.Starred)
        shown = "*" + show(argument.value) if is_star else show(argument)
        rows.append(((argument.lineno, argument.col_offset), shown))
    for keyword in keywords:
        if keyword.arg is None:
            shown = group("mapping", show(keyword.value))
        else:
            shown = group("keyword" + place(keyword), text(keyword.arg), show(keyword.value))
        rows.append(((keyword.lineno, keyword.col_offset), shown))
    return "[" + " ".join(shown for _, shown in sorted(rows, key=lambda row: row[0])) + "]"


def parameter(node, default):
    if node is None:
        return "~"
    return group("parameter" + place(node), text(node.arg), show(node.annotation), show(default))


def parameters(node):
    positional = node.posonlyargs + node.args
    defaults = [None] * (len(positional) - len(node.defaults)) + node.defaults
    rows = [parameter(*pair) for pair in zip(positional, defaults)]
    count = len(node.posonlyargs)
    keyword_only = [parameter(*pair) for pair in zip(node.kwonlyargs, node.kw_defaults)]
    lists = ["[" + " ".join(row) + "]" for row in (rows[:count], rows[count:], keyword_only)]
    return group("parameters", lists[0], lists[1], parameter(node.vararg, None), lists[2],
                 parameter(node.kwarg, None))


def function(node, is_async):
    return group("function" + place(node), str(is_async), text(node.name),
                 parameters(node.args), sequence(node.decorator_list), show(node.returns),
                 sequence(node.body))


def aliases(nodes):
    return "[" + " ".join(
        group("alias" + place(a), text(a.name), name(a.asname)) for a in nodes) + "]"


def with_(node, is_async):
    items = " ".join(
        group("item", show(i.context_expr), show(i.optional_vars)) for i in node.items)
    return group("with" + place(node), str(is_async), f"[{items}]", sequence(node.body))


def for_(node, is_async):
    return group("for" + place(node), str(is_async), show(node.target), show(node.iter),
                 sequence(node.body), sequence(node.orelse))


def try_(node, is_star):
    handlers = " ".join(
        group("handler" + place(h), show(h.type), name(h.name), sequence(h.body))
        for h in node.handlers)
    return group("try" + place(node), str(is_star), sequence(node.body), f"[{handlers}]",
                 sequence(node.orelse), sequence(node.finalbody))


def match(node):
    cases = " ".join(
        group("case", show(c.pattern), show(c.guard), sequence(c.body)) for c in node.cases)
    return group("match" + place(node), show(node.subject), f"[{cases}]")


def class_pattern(node):
    keywords = " ".join(
        group("keyword", text(k), show(p)) for k, p in zip(node.kwd_attrs, node.kwd_patterns))
    return group("class" + place(node), show(node.cls), sequence(node.patterns), f"[{keywords}]")


def names(values):
    return "[" + " ".join(map(text, values)) + "]"


def dict_(node):
    items = " ".join(
        group("mapping", show(v)) if k is None else group("pair", show(k), show(v))
        for k, v in zip(node.keys, node.values))
    return group("dict" + place(node), f"[{items}]")


def parts(*shows):
    """A row of the table below: the parts of a node, each shown in its way."""
    return lambda node, head: group(head + place(node), *[part(node) for part in shows])


def field(name):
    return lambda node: show(getattr(node, name))


def fields(name):
    return lambda node: sequence(getattr(node, name))


def operator(node):
    return OPERATORS[type(node.op)]


NODES = {
    ast.Constant: ("constant", parts(lambda n: constant(n.value))),
    ast.Name: ("name", parts(lambda n: text(n.id))),
    ast.BinOp: ("binary", parts(field("left"), operator, field("right"))),
    ast.UnaryOp: ("unary", parts(operator, field("operand"))),
    ast.BoolOp: ("boolean", parts(operator, fields("values"))),
    ast.Compare: ("compare", parts(field("left"), lambda n: "[" + " ".join(
        group(OPERATORS[type(op)], show(right)) for op, right in zip(n.ops, n.comparators)) + "]")),
    ast.Call: ("call", parts(field("func"), lambda n: arguments(n.args, n.keywords))),
    ast.Attribute: ("attribute", parts(field("value"), lambda n: text(n.attr))),
    ast.Subscript: ("subscript", parts(field("value"), field("slice"))),
    ast.Slice: ("slice", parts(field("lower"), field("upper"), field("step"))),
    ast.List: ("list", parts(fields("elts"))),
    ast.Tuple: ("tuple", parts(fields("elts"))),
    ast.Set: ("set", parts(fields("elts"))),
    ast.Dict: ("dict", lambda node, _: dict_(node)),
    ast.Lambda: ("lambda", parts(lambda n: parameters(n.args), field("body"))),
    ast.IfExp: ("conditional", parts(field("test"), field("body"), field("orelse"))),
    ast.ListComp: ("listComprehension", parts(field("elt"), lambda n: generators(n.generators))),
    ast.SetComp: ("setComprehension", parts(field("elt"), lambda n: generators(n.generators))),
    ast.DictComp: ("dictComprehension", parts(
        field("key"), field("value"), lambda n: generators(n.generators))),
    ast.GeneratorExp: ("generatorExpression", parts(
        field("elt"), lambda n: generators(n.generators))),
    ast.Starred: ("starred", parts(field("value"))),
    ast.NamedExpr: ("named", parts(field("target"), field("value"))),
    ast.Yield: ("yield", parts(field("value"))),
    ast.YieldFrom: ("yieldFrom", parts(field("value"))),
    ast.Await: ("await", parts(field("value"))),
    ast.JoinedStr: ("joined", parts(lambda n: joined(n.values))),
    ast.Expr: ("expression", parts(field("value"))),
    ast.Assign: ("assign", parts(fields("targets"), field("value"))),
    ast.AugAssign: ("augmented", parts(field("target"), operator, field("value"))),
    ast.AnnAssign: ("annotated", parts(
        field("target"), field("annotation"), field("value"), lambda n: str(bool(n.simple)))),
    ast.Return: ("return", parts(field("value"))),
    ast.Delete: ("delete", parts(fields("targets"))),
    ast.Pass: ("pass", parts()),
    ast.Break: ("break", parts()),
    ast.Continue: ("continue", parts()),
    ast.If: ("if", parts(field("test"), fields("body"), fields("orelse"))),
    ast.While: ("while", parts(field("test"), fields("body"), fields("orelse"))),
    ast.For: ("for", lambda node, _: for_(node, False)),
    ast.AsyncFor: ("for", lambda node, _: for_(node, True)),
    ast.Try: ("try", lambda node, _: try_(node, False)),
    ast.TryStar: ("try", lambda node, _: try_(node, True)),
    ast.With: ("with", lambda node, _: with_(node, False)),
    ast.AsyncWith: ("with", lambda node, _: with_(node, True)),
    ast.Raise: ("raise", parts(field("exc"), field("cause"))),
    ast.Assert: ("assert", parts(field("test"), field("msg"))),
    ast.FunctionDef: ("function", lambda node, _: function(node, False)),
    ast.AsyncFunctionDef: ("function", lambda node, _: function(node, True)),
    ast.ClassDef: ("class", parts(
        lambda n: text(n.name), lambda n: arguments(n.bases, n.keywords),
        fields("decorator_list"), fields("body"))),
    ast.Import: ("import", parts(lambda n: aliases(n.names))),
    ast.ImportFrom: ("importFrom", parts(
        lambda n: name(n.module), lambda n: aliases(n.names), lambda n: str(n.level))),
    ast.Global: ("global", parts(lambda n: names(n.names))),
    ast.Nonlocal: ("nonlocal", parts(lambda n: names(n.names))),
    ast.Match: ("match", lambda node, _: match(node)),
    ast.MatchValue: ("value", parts(field("value"))),
    ast.MatchSingleton: ("singleton", parts(lambda n: constant(n.value))),
    ast.MatchSequence: ("sequence", parts(fields("patterns"))),
    ast.MatchMapping: ("mapping", parts(
        fields("keys"), fields("patterns"), lambda n: name(n.rest))),
    ast.MatchClass: ("class", lambda node, _: class_pattern(node)),
    ast.MatchStar: ("star", parts(lambda n: name(n.name))),
    ast.MatchAs: ("capture", parts(field("pattern"), lambda n: name(n.name))),
    ast.MatchOr: ("or", parts(fields("patterns"))),
}


def show(node):
    if node is None:
        return "~"
    head, write = NODES[type(node)]
    return write(node, head)


def tree(source):
    """One line per top-level statement."""
    return "".join(show(statement) + "\n" for statement in ast.parse(source).body)


def main(arguments):
    sys.setrecursionlimit(10_000)
    if arguments[0] == "--record":
        for path in sorted(pathlib.Path(arguments[1]).glob("*.py")):
            path.with_suffix(".tree").write_text(tree(path.read_bytes()))
        return
    for path in arguments:
        print("#", path)
        try:
            print(tree(pathlib.Path(path).read_bytes()), end="")
        except (SyntaxError, ValueError) as error:
            print("!", type(error).__name__)


if __name__ == "__main__":
    main(sys.argv[1:])
