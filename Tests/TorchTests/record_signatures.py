"""Writes Sources/Tensors/Signatures/*Signatures.swift: the parameters that PyTorch's own parser of arguments has for
each function, which its messages about wrong calls list.

They are read from the installed PyTorch, of which they are the published interface, and each list is compared with the
one in the message of a call that fits nothing.  Usage: record_signatures.py, with the PyTorch to record.
"""
import os
import re
import subprocess
import warnings

import torch

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, "..", "..", "Sources", "Tensors", "Signatures")
MODULES = {"torch": torch, "nn": torch._C._nn, "linalg": torch.linalg, "fft": torch.fft, "special": torch.special}
# Functions of other devices and of other kinds of tensors.
ABSENT = re.compile(
    r"cudnn|miopen|mkldnn|fbgemm|quantiz|^q_|_copy$|_backward|sparse|native_|sym_|unsafe_|int_repr|choose_qparams"
    r"|[ix]pu$|mtia$|nested|ccol|crow|hspmm|sspaddmm|_stats|grid_sampler_|vulkan|batch_norm_(el|ga|up)|dispatch|cslt"
    r"|empty_permuted|lift|rnn_.*cell|record_stream|coalesce|to_padded|^map2?_$")
# The types of the parser, as schemas write them and as messages do.
TYPES = {
    "Tensor": ("Tensor", "Tensor"), "Scalar": ("Scalar", "Number"), "int64_t": ("int", "int"), "SymInt": ("int", "int"),
    "double": ("float", "float"), "bool": ("bool", "bool"), "TensorList": ("Tensor[]", "tuple of Tensors"),
    "c10::List<::std::optional<Tensor>>": ("Tensor[]", "tuple of Tensors"), "c10::string_view": ("str", "str"),
    "std::string_view": ("str", "str"), "ScalarType": ("ScalarType", "torch.dtype"), "Layout": ("Layout", "torch.layout"),
    "Device": ("Device", "torch.device"), "MemoryFormat": ("MemoryFormat", "torch.memory_format"),
    "Generator": ("Generator", "torch.Generator"), "PyObject*": ("Any", "object"), "Storage": ("Storage", "torch.Storage"),
    "ScalarList": ("Scalar[]", "tuple of Scalars"), "ArrayRef<double>": ("float[]", "tuple of floats"),
    "IntArrayRef": ("int[]", "tuple of ints"), "SymIntArrayRef": ("int[]", "tuple of ints"),
    "Dimname": ("Dimname", "name"), "DimnameList": ("Dimname[]", "tuple of names"),
}
FACTORY = ", *, Tensor out=None, ScalarType? dtype=None, Layout? layout=None, Device? device=None, "
FACTORY += "bool? pin_memory=False, bool? requires_grad=False"


class Signature:
    """One signature of the parser: what messages print and what the table holds."""

    def __init__(self, line):
        self.name, inner, flag = re.match(r"(\w+)\((.*)\)(\|\w+)?$", line).groups()
        self.is_hidden = flag is not None
        pieces = [self.parameter(piece) for piece in inner.split(", ")] if inner else []
        self.printed = "(" + ", ".join(piece[1] for piece in pieces) + ")"
        self.schema = ", ".join(piece[0] for piece in pieces)

    @staticmethod
    def parameter(text):
        if text == "*":
            return text, text
        kind, name, default = re.match(r"(.+) (\w+)(?:=(.*))?$", text).groups()
        base, size = re.match(r"(.+?)(?:\[(\d)\])?\??$", kind).groups()
        schema, printed = TYPES[base]
        if size:
            schema = schema.replace("[]", f"[{size}]")
        if kind.endswith("?"):
            schema += "?"
        tail = "" if default is None else default
        return (f"{schema} {name}" + (f"={tail}" if default is not None else ""),
                f"{printed} {name}" + (f" = {tail}" if default is not None else ""))


def lines():
    """The signatures in the program's text, in its order."""
    library = os.path.join(os.path.dirname(torch.__file__), "lib", "libtorch_python.so")
    text = subprocess.run(["strings", "-n", "5", library], capture_output=True, text=True, check=True).stdout
    return re.findall(r"^[a-z_A-Z0-9]+\(.*\)(?:\|[a-z]+)?$", text, re.M)


def place(found, name, after=0):
    return next(i for i in range(after, len(found)) if found[i].startswith(name + "("))


def by_function():
    """All signatures by the function they belong to, such as `torch.add` or `Tensor.add`.

    The text holds them in two runs, of long and of short ones, each in the order methods, functions, modules.
    """
    found = lines()
    functions, networks = place(found, "_cufft_set_plan_cache_max_size"), place(found, "_dirichlet_grad")
    fourier, short = place(found, "fft_fftfreq"), place(found, "numpy")
    short_functions = place(found, "_sparse_sum", short)
    short_networks = place(found, "relu6", short_functions)
    short_end = place(found, "device", short_networks)
    table = {}
    for index, line in enumerate(found):
        try:
            signature = Signature(line)
        except (AttributeError, KeyError):
            continue
        module, _, rest = signature.name.partition("_")
        if module in MODULES and module not in ("torch", "nn"):
            owners = [(module, rest)]
        elif index < functions or short <= index < short_functions:
            owners = [("Tensor", signature.name)]
        elif index < networks or short_functions <= index < short_networks:
            owners = [("torch", signature.name)]
        elif index < fourier or short_networks <= index < short_end:
            owners = [("nn", signature.name)]
        else:
            owners = [("torch", signature.name), ("Tensor", signature.name)]
        for owner in owners:
            table.setdefault(owner, []).append(signature)
    return table


def message(function, *arguments):
    try:
        function(*arguments)
        return ""
    except Exception as error:
        return str(error)


def public_functions():
    for name in dir(torch):
        if hasattr(torch._C._VariableFunctions, name) and callable(getattr(torch, name)):
            yield "torch", name, getattr(torch, name)
    for module in ("nn", "linalg", "fft", "special"):
        for name in dir(MODULES[module]):
            if "builtin" in type(getattr(MODULES[module], name)).__name__:
                yield module, name, getattr(MODULES[module], name)
    for name in dir(torch.Tensor):
        if type(getattr(torch.Tensor, name)).__name__ == "method_descriptor":
            yield "Tensor", name, getattr(torch.ones(2, 3), name)


def recorded():
    """The signatures of each function, as a message lists them; hidden ones last."""
    table, result = by_function(), {}
    for module, name, function in public_functions():
        if name.startswith("_") or ABSENT.search(name):
            continue
        text = message(function, *[object()] * 15)
        known = table.get((module, name), [])
        if "takes no arguments" in text:
            result[module, name] = []
        elif "but expected" in text:
            listed = re.findall(r"^ \* (.*)$", text, re.M) or [text.partition("but expected ")[2]]
            ranks = {printed: rank for rank, printed in enumerate(listed)}
            if all(any(s.printed == printed for s in known) for printed in listed):
                chosen = [s for s in known if s.printed in ranks or s.is_hidden]
                result[module, name] = sorted(chosen, key=lambda s: ranks.get(s.printed, len(ranks)))
        elif len(known) == 1:
            result[module, name] = known
    return result


def entry(module, name, signature):
    name = f"{module}_{name}" if module in ("linalg", "fft", "special") else name
    inner = signature.schema if signature else ""
    if FACTORY in inner:
        inner = inner.replace(FACTORY, ", ...")
    text = f"{name}({inner})" + ("|hidden" if signature and signature.is_hidden else "")
    rows = []
    while len(text) > 94:
        cut = text.rindex(" ", 0, 94) + 1
        rows.append(text[:cut] + "\\")
        text = text[cut:]
    return rows + [text]


def write(kind, member, doc, chosen):
    body = [row for (module, name), signatures in chosen for s in signatures or [None] for row in entry(module, name, s)]
    with open(os.path.join(FOLDER, f"{kind}Signatures.swift"), "w") as file:
        file.write("// Written by record_signatures.py of the tests; not to be edited by hand.\n\n")
        file.write(f'extension Signatures {{\n  /// {doc}\n  static let {member} = """\n')
        file.write("".join(f"    {row}\n" for row in body) + '    """\n}\n')


def main():
    warnings.simplefilter("ignore")
    table = sorted(recorded().items())
    functions = [item for item in table if item[0][0] == "torch"]
    methods = [item for item in table if item[0][0] == "Tensor"]
    modules = [item for item in table if item[0][0] in ("linalg", "fft", "special")]
    networks = [item for item in table if item[0][0] == "nn"]
    half = [item for item in functions if item[0][1] < "k"], [item for item in functions if item[0][1] >= "k"]
    write("Function", "functions", "The functions of `torch` up to j.", half[0])
    write("LaterFunction", "laterFunctions", "The functions of `torch` from k on.", half[1])
    write("Method", "methods", "The methods of tensors, without the tensor itself.", methods)
    write("Module", "modules", "The functions of `torch.linalg`, `torch.fft` and `torch.special`.", modules)
    write("Network", "networks", "The functions of `torch.nn.functional` that are not Python.", networks)


if __name__ == "__main__":
    main()
