"""Literals from text."""


def literal_eval(node_or_string):
    if not isinstance(node_or_string, str):
        raise ValueError(f'malformed node or string: {node_or_string!r}')
    from _literal import parse
    return parse(node_or_string)


def __getattr__(name):
    raise NotImplementedError(f'cellgrad: not supported: ast.{name}')
