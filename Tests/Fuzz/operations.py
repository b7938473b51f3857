"""Programs that call operations of the table, tensor methods, layers and optimizers with odd arguments.

The arguments come from the schemas that the runner lists: mostly of the right type, but of any shape,
dtype, layout and size.
"""
import re

# How a row can be called: bits of `Op.Variants`.
VARIANTS = {1: "torch.{}", 2: "method", 4: "in place", 8: "torch.nn.functional.{}", 16: "torch.{}",
            32: "torch.linalg.{}", 64: "torch.special.{}", 128: "torch.fft.{}"}
PREFIXES = {32: "linalg_", 64: "special_", 128: "fft_"}

SHAPES = ["()", "(1,)", "(3,)", "(0,)", "(2, 3)", "(3, 2)", "(3, 3)", "(0, 3)", "(2, 0)", "(1, 3)", "(2, 3, 4)", "(4, 1, 3)",
          "(2, 0, 4)", "(1, 2, 5, 5)", "(2, 3, 4, 4)", "(2, 1, 3, 3, 3)", "(1,) * 9", "(70,)", "(33, 17)", "(4, 4)"]
LAYOUTS = ["", "", "", "", ".t()", ".T", "[..., ::2]", "[:0]", ".transpose(0, -1)", ".expand(2, *{shape})", ".squeeze()", "[0]",
           ".unsqueeze(0)", ".flip(0)", ".diagonal()", ".movedim(0, -1)", ".as_strided((2, 2), (1, 1))", ".as_strided((3,), (0,))", ".detach()",
           ".clone()", ".view(-1)", ".narrow(0, 0, 1)", ".unfold(0, 1, 1)", ".conj()"]
FLOATING = ["torch.float32", "torch.float32", "torch.float32", "torch.float64", "torch.float16", "torch.bfloat16", "torch.complex64",
            "torch.complex128"]
INTEGRAL = ["torch.int64", "torch.int64", "torch.int32", "torch.int16", "torch.int8", "torch.uint8", "torch.bool"]
INTEGERS = ["0", "1", "-1", "2", "-2", "3", "4", "5", "7", "-3", "100", "1000"]
HUGE = ["2**31", "2**31 - 1", "-2**31", "2**62", "2**63 - 1", "-2**63", "2**63", "10**13", "10**30", "-10**13", "2**40", "2**60"]
NUMBERS = ["0", "1", "-1", "2", "0.5", "-1.5", "1e38", "1e300", "float('inf')", "float('nan')", "True", "2j", "2**63 - 1", "-2**63", "10**30",
           "torch.tensor(2.)", "torch.tensor(3)"]
WRONG = ["None", "'x'", "[]", "()", "{}", "object()", "[[1, 2], [3]]", "'가'", "1.5", "[1, 'a']", "float('nan')", "slice(1)", "...",
         "torch.float32", "torch", "10**30", "lambda *a: a[0]"]
STRINGS = ["'mean'", "'sum'", "'none'", "'nearest'", "'bilinear'", "'reflect'", "'replicate'", "'constant'", "'circular'", "'fro'", "'nuc'",
           "'tanh'", "'floor'", "'trunc'", "'linear'", "'reduced'", "'ij'", "'ij,jk->ik'", "'ii->i'", "'...i,i->...'", "'i,j'", "'->'", "'amax'",
           "'prod'", "'add'", "'ortho'", "'batchmean'", "'x'", "''", "'same'", "'valid'", "'bicubic'", "'lower'"]

PRELUDE = """\
import torch, fuzz
torch.manual_seed(0)
V = [torch.tensor(1.)] * 6
def times(a): return lambda x: x * a
def times_sum(a): return lambda x: (x * a).sum()
def take(value, slot):
    if isinstance(value, (tuple, list)):
        for part in value[:3]: take(part, slot)
        return
    if not isinstance(value, torch.Tensor): return
    repr(value)
    if value.numel() < 100: value.tolist()
    if value.numel() < 100000: V[slot] = value
    if value.requires_grad:
        (value.abs() if value.is_complex() else value).sum().backward(retain_graph=True)
"""

METHODS = """item tolist size stride numel dim is_contiguous contiguous clone detach requires_grad_ backward retain_grad type
to float half long int bool double bfloat16 byte char short cpu cuda numpy view reshape expand expand_as view_as resize_ repeat permute
__getitem__ __setitem__ __len__ __iter__ __bool__ __int__ __float__ __index__ __contains__ __repr__ __format__ __reversed__ __hash__ __deepcopy__
new_zeros new_ones new_full new_empty new_tensor set_ data_ptr storage_offset element_size nelement register_hook zero_ fill_ copy_ uniform_ normal_
random_ bernoulli_ exponential_ geometric_ cauchy_ log_normal_ share_memory_ pin_memory masked_fill masked_fill_ masked_select masked_scatter
index_fill index_copy index_add index_select index_put index_put_ scatter scatter_ scatter_add gather put_ take nonzero unique topk sort kthvalue
unfold as_strided split chunk tensor_split swapaxes swapdims movedim unflatten flatten stft tril triu addmm baddbmm histc bincount""".split()

OTHER_CALLS = """torch.zeros({i}) torch.ones({i},{i}) torch.empty({s}) torch.full({s},{n}) torch.arange({n}) torch.arange({n},{n},{n})
torch.linspace({n},{n},{i}) torch.logspace({n},{n},{i}) torch.eye({i},{i}) torch.rand({s}) torch.randn({s}) torch.randint({i},{i},{s}) torch.randperm({i})
torch.tensor({x}) torch.as_tensor({x}) torch.tensor([{n},{n}]) torch.tensor([[{t}],[{n}]]) torch.stack([{t},{t}]) torch.cat([{t},{t}],{i})
torch.cat({x}) torch.einsum({w},{t},{t}) torch.autograd.grad({t},{t}) torch.autograd.grad({t}.sum(),[{t}],create_graph=True) torch.manual_seed({i})
torch.Tensor({i},{i}) torch.FloatTensor({x}) torch.LongTensor({i}) torch.Size({x}) torch.finfo({d}) torch.iinfo({d}) torch.broadcast_tensors({t},{t})
torch.broadcast_shapes({s},{s}) torch.meshgrid({t},{t}) torch.cartesian_prod({t},{t}) torch.combinations({t},{i}) torch.nn.functional.one_hot({t},{i})
torch.nn.functional.pad({t},{s},{w},{n}) torch.nn.functional.interpolate({t},{s}) torch.nn.functional.interpolate({t},scale_factor={n})
torch.nn.functional.embedding({t},{t}) torch.nn.functional.conv2d({t},{t},{t},{i},{i},{i},{i}) torch.nn.functional.unfold({t},{i},{i},{i},{i})
torch.nn.functional.max_pool2d({t},{i},{i},{i}) torch.nn.functional.scaled_dot_product_attention({t},{t},{t}) torch.nn.functional.cross_entropy({t},{t})
torch.nn.functional.grid_sample({t},{t}) torch.nn.functional.ctc_loss({t},{t},{t},{t}) torch.nn.functional.gumbel_softmax({t},{n}) torch.block_diag({t},{t})
torch.set_printoptions({i}) torch.set_default_dtype({d}) torch.save({x},{x}) torch.load({x}) torch.where({t},{n},{t}) torch.func.grad(times_sum({t}))({t})
torch.func.vmap(times({t}))({t}) torch.func.jacrev(times({t}))({t}) torch.autograd.functional.hessian(times_sum({t}),{t})
torch.autograd.gradcheck(times({t}),{t}) torch.nn.utils.rnn.pad_sequence([{t},{t}]) torch.nn.utils.rnn.pack_padded_sequence({t},{t})
torch.nn.utils.clip_grad_norm_([{t}],{n}) torch.nn.utils.parameters_to_vector([{t}]) torch.nn.init.orthogonal_({t}) torch.nn.init.kaiming_uniform_({t})
torch.distributions.Normal({n},{t}).sample({s}) torch.distributions.Categorical({t}).log_prob({t}) torch.get_rng_state() torch.set_rng_state({t})
torch.utils.data.DataLoader({t},batch_size={i}).__iter__().__next__() torch.utils.data.random_split({t},[{i},{i}]) torch.Generator().manual_seed({i})
torch.multinomial({t},{i}) torch.bernoulli({t}) torch.normal({t},{t}) torch.linalg.norm({t},{n},{i}) torch.bucketize({t},{t}) torch.searchsorted({t},{t})
{t}[{k}] {t}[{k},{k}] {t}[{t}] {t}[{t},{t}] {t}[{k}].__iadd__({n}) {t}+{t} {t}-{n} {n}/{t} {t}//{n} {t}%{t} {t}**{n} {n}**{t} {t}@{t} {t}<<{n} {t}&{t} ~{t}
{t}<{t} {t}=={n} -{t} abs({t}) round({t},{i}) format({t},'.3f') '%f'%{t} range({t}) [1,2,3][{t}] list({t}) max({t}) sum({t}) sorted({t}) int({t})""".split()

LAYERS = """Linear({i},{i}) Bilinear({i},{i},{i}) Conv1d({i},{i},{i}) Conv2d({i},{i},{i},{i},{i},{i},{i}) Conv3d({i},{i},{i}) ConvTranspose2d({i},{i},{i},{i},{i})
ConvTranspose1d({i},{i},{i}) MaxPool2d({i},{i},{i},{i}) MaxPool1d({i}) AvgPool2d({i},{i}) AdaptiveAvgPool2d({s}) AdaptiveMaxPool2d({i}) BatchNorm1d({i}) BatchNorm2d({i},{n},{n})
LayerNorm({s}) GroupNorm({i},{i}) InstanceNorm2d({i}) RMSNorm({s}) Dropout({n}) Dropout2d({n}) Embedding({i},{i},{i}) EmbeddingBag({i},{i}) RNN({i},{i},{i}) LSTM({i},{i},{i})
GRU({i},{i}) LSTMCell({i},{i}) MultiheadAttention({i},{i}) TransformerEncoderLayer({i},{i}) Flatten({i},{i}) Unflatten({i},{s}) Upsample({s}) PixelShuffle({i}) ZeroPad2d({i})
ReflectionPad2d({i}) ReplicationPad1d({s}) ConstantPad1d({i},{n}) Softmax({i}) LogSoftmax({i}) PReLU({i}) GELU() Hardtanh({n},{n}) Threshold({n},{n}) LocalResponseNorm({i}) Fold({s},{i}) Unfold({i},{i})
LazyLinear({i}) LazyConv2d({i},{i}) CosineSimilarity({i}) PairwiseDistance({n}) CrossEntropyLoss({t}) NLLLoss({t}) BCELoss({t}) MSELoss() KLDivLoss() CTCLoss({i}) TripletMarginLoss({n})
MultiMarginLoss({i}) HuberLoss({w},{n}) Parameter({t}) Sequential({x}) ModuleList({x}) ParameterList([{t}])""".split()

OPTIMIZERS = "SGD Adam AdamW RMSprop Adagrad Adadelta Adamax NAdam RAdam LBFGS".split()


def parsed(text):
    """The runner's list: for each way to call a row its pattern and the types of its parameters."""
    calls = []
    for line in text.splitlines():
        bits, schema = line.split(" ", 1)
        name = re.match(r"\w+", schema)[0]
        inner = schema.split(" -> ")[0].partition("(")[2].removesuffix(")")
        parameters = [re.match(r"(\S+) (\w+)(=.*)?", piece.strip()) for piece in inner.split(",")]
        parameters = [match.groups() for match in parameters if match]
        for bit, pattern in VARIANTS.items():
            if int(bits) & bit:
                calls.append((pattern, name.removeprefix(PREFIXES.get(bit, "")), parameters))
    return calls


class Program:
    def __init__(self, random, calls):
        self.random = random
        self.calls = calls
        self.lines = [PRELUDE]

    def tensor(self):
        """A tensor: one of those at hand, or a new one."""
        random = self.random
        if random.random() < 0.35:
            return f"V[{random.randrange(6)}]"
        shape = random.choice(SHAPES)
        dtype = random.choice(FLOATING if random.random() < 0.7 else INTEGRAL)
        maker = random.choice(("torch.randn({})", "torch.randn({})", "torch.zeros({})", "torch.ones({})", "torch.rand({}) * 3",
                               "torch.full({}, float('nan'))", "torch.full({}, -1e30)")).format(shape)
        text = f"({maker}).to({dtype})"
        if dtype in FLOATING and random.random() < 0.35:
            text += ".requires_grad_()"
        return "(" + text + random.choice(LAYOUTS).format(shape=shape) + ")"

    def integer(self):
        return self.random.choice(INTEGERS if self.random.random() < 0.9 else HUGE)

    def integers(self):
        count = self.random.choice((0, 1, 1, 2, 2, 3, 4))
        return "[" + ", ".join(self.integer() for _ in range(count)) + "]"

    def key(self):
        return self.random.choice((self.integer(), ":", "...", "None", "::2", "::-1", "1:", f"{self.integer()}:{self.integer()}", "True", "[0, 1]",
                                   "[]", "()", self.tensor(), "torch.tensor([True, False])", "torch.tensor([0, -1])", "'x'", "1.5"))

    def argument(self, kind):
        """An argument for a parameter of a type of the schema."""
        random = self.random
        if random.random() < 0.05:
            return random.choice(WRONG)
        if kind.endswith("?") and random.random() < 0.3:
            return "None"
        kind = kind.rstrip("?")
        if kind == "Tensor":
            return self.tensor()
        if kind == "Tensor[]":
            return "[" + ", ".join(self.tensor() for _ in range(random.choice((0, 1, 2, 2, 3)))) + "]"
        if kind in ("Scalar", "float"):
            return random.choice(NUMBERS)
        if kind == "int":
            return self.integer()
        if kind.startswith("int["):
            return self.integers() if random.random() < 0.8 else self.integer()
        if kind == "bool":
            return random.choice(("True", "False"))
        if kind == "ScalarType":
            return random.choice(FLOATING + INTEGRAL)
        if kind == "Generator":
            return "torch.Generator()"
        if kind == "str":
            return random.choice(STRINGS)
        return random.choice((self.integer(), self.tensor(), self.integers(), random.choice(WRONG)))

    def row_call(self):
        """A call of a row of the table."""
        random = self.random
        pattern, name, parameters = random.choice(self.calls)
        if pattern in ("method", "in place"):
            receiver, parameters = self.tensor(), parameters[1:]
            pattern = receiver + ".{}" + ("_" if pattern == "in place" else "")
        arguments = []
        for position, (kind, parameter, default) in enumerate(parameters):
            if default and random.random() < 0.5:
                continue
            value = self.argument(kind)
            by_name = len(arguments) < position or random.random() < 0.1
            parameter = "input" if parameter == "self" else parameter
            arguments.append(f"{parameter}={value}" if by_name else value)
        if any("=" in argument.split("(")[0] for argument in arguments):
            arguments.sort(key=lambda argument: bool(re.match(r"\w+=", argument)))
        return pattern.format(name) + "(" + ", ".join(arguments) + ")"

    def filled(self, form):
        """A form with its places filled: tensor, integer, number, shape, string, dtype, key, anything."""
        makers = {"t": self.tensor, "i": self.integer, "n": lambda: self.random.choice(NUMBERS), "s": self.integers,
                  "w": lambda: self.random.choice(STRINGS), "d": lambda: self.random.choice(FLOATING + INTEGRAL), "k": self.key,
                  "x": lambda: self.argument("Any")}
        filled = re.sub(r"(?<!\{)\{([tinswdkx])\}", lambda match: makers[match[1]](), form)
        return filled.replace("{{", "{").replace("}}", "}")

    def method_call(self):
        arguments = ", ".join(self.argument(self.random.choice(("Tensor", "int", "Scalar", "int[]", "Any", "ScalarType")))
                              for _ in range(self.random.choice((0, 1, 1, 2, 2, 3))))
        return f"{self.tensor()}.{self.random.choice(METHODS)}({arguments})"

    def layer_call(self):
        layer = self.filled(self.random.choice(LAYERS))
        inputs = ", ".join(self.tensor() for _ in range(self.random.choice((1, 1, 1, 2, 3))))
        return f"torch.nn.{layer}({inputs})"

    def optimizer_step(self):
        random = self.random
        name = random.choice(OPTIMIZERS)
        options = [f"{option}={random.choice(NUMBERS)}" for option in ("lr", "weight_decay", "momentum", "eps") if random.random() < 0.4]
        return [f"o = torch.optim.{name}([{', '.join([self.tensor()] + options[:0])}]{''.join(', ' + option for option in options)})",
                f"take({self.tensor()}.sum(), 0)", "o.step(lambda: V[0].sum())", "o.load_state_dict(o.state_dict())", "o.zero_grad(); repr(o)"]

    def build(self):
        random = self.random
        for _ in range(random.choice((4, 10, 20))):
            way = random.random()
            if way < 0.06:
                self.lines += ["try:"] + ["    " + line for line in self.optimizer_step()]
            else:
                call = (self.row_call() if way < 0.6 else self.filled(random.choice(OTHER_CALLS)) if way < 0.75
                        else self.method_call() if way < 0.88 else self.layer_call())
                if way > 0.97:
                    call = f"V[{random.randrange(6)}].__setitem__({self.tensor()}, {self.tensor()})"
                self.lines += ["try:", f"    take({call}, {random.randrange(6)})"]
            self.lines.append("except (Exception, KeyboardInterrupt): pass")
        return "\n".join(self.lines) + "\n"


def program(random, schemas, **_):
    """A program of tensor operations for the runner."""
    return "script", Program(random, schemas).build().encode()
