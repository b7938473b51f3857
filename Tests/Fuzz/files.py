"""Mutated files for the readers: notebooks, tensor files, pickles, JSON and other texts."""
import io
import json
import pickle
import zipfile

import mutations
from mutations import mutated

PICKLED = [[1, 2.5, "가", b"x", None, True], {"a": {1, 2}, "b": (1,)}, 2**70, {"x": [{}] * 3}, frozenset("ab"), 1j, range(3), slice(1), bytearray(b"q")]
TEXTS = {
    "json.loads({})": ['{"a": [1, -2.5e3, "\\u00e9\\ud800", null, true]}', "[[[[]]]]", "1e400", '"\\x"', "NaN"],
    "ast.literal_eval({})": ["{'a': [1, (2.5, -3j)], 'b': {1}}", "b'x' 'y'", "-+1"],
    "re.compile({}).sub('x', 'aab(c) 가나' * 3)": ["(a|b)*?c(?=d)", "(?P<n>x)(?(n)y|z)", "[^a-z\\d]{2,5}+", "(?i:ä)\\b", "\\N{DIGIT ONE}", "(?<!a)b", "(a+)+b"],
    "struct.unpack({}, b'\\0' * 40)": ["<2i3sq", "10000000000s", "=?d", "i" * 20],
    "struct.pack({}, 1, 2)": ["<ii", "2B", "e", "99999999999x"],
    "('{{0:' + {} + '}}').format(12345.678)": [">10.3f", "+#x", "010,", "_b", "^.999999e", "=+20%"],
    "format(12345, {})": [">10", "+#x", "010,", "_b", "c", "n", "1000000000"],
    "'%' + {} + 's' % (1, 2, 3)": ["5.3", "-0+ #", "(a)", "*.*"],
    "{} % (1, 'x', 2.5)": ["%d %r %5.2f", "%*d %s %c", "%(a)s", "%99999d", "%1000000000000d"],
    "{}.format(1, 'x', a=[2])": ["{0:>{1}}", "{a[0]!r:^5}", "{} {:{}}", "{0.real}", "{{}}"],
    "int({}, 0)": ["0x_ff", "-0b101", "1_000", " 12\\n", "٣"], "float({})": ["1_0.5e-3", "nan", "-infinity", "0x1p3"], "complex({})": ["1+2j", "(1e5-nanj)"],
    "decimal.Decimal({})": ["1e5", "sNaN12", "-Infinity"], "fractions.Fraction({})": ["1/3", "-2.5e3", " 7 "],
    "datetime.datetime.strptime('2024-02-29 10:11', {})": ["%Y-%m-%d %H:%M", "%j %U %Z"], "datetime.datetime.now().strftime({})": ["%Y %j %U %%", "%-d%c%"],
    "datetime.datetime.fromisoformat({})": ["2024-02-29T10:11:12.5+09:00", "20240229"], "csv.reader([{}]).__next__()": ['a,"b ""c""",d', "a;b"],
    "list(csv.DictReader(io.StringIO({})))": ["a,b\\n1,2\\n3", '"a\\n'], "textwrap.dedent({})": ["  a\\n   b\\n", "\\t x"], "compile({}, 'f', 'exec')": ["def f(a, /, *, b): yield"],
    "string.Template({}).substitute(a=1)": ["$a ${a} $$", "$"], "base64.b64decode({})": ["QUJD", "Q==="], "bytes.fromhex({})": ["00 ff", "0"],
    "{}.encode('utf-16')": ["a가😀", "\\ud800"], "{}.encode('unicode_escape').decode('unicode_escape')": ["a가😀\\\\"], "shlex.split({})": ["a 'b c' \\\"d\\\""],
    "fnmatch.fnmatch('abc', {})": ["a*[!b-d]?", "[", "***"], "textwrap.fill({}, 7)": ["가 나다 abc-def ghijklmnop"], "difflib.ndiff([{}], ['ab'])": ["abc"],
    "inspect.cleandoc({})": ["a\\n  b"], "logging.Formatter({})": ["%(message)s %(x)d"], "argparse.ArgumentParser(usage={}).format_help()": ["%(prog)s [x]"],
    "torch.einsum({}, torch.ones(2, 2), torch.ones(2, 2))": ["ij,jk->ik", "...i,i...", "ii,jj"], "torch.device({})": ["cpu", "cuda:0", "cpu:99999999999"],
    "unicodedata.lookup({})": ["DIGIT ONE"], "html.unescape({})": ["&lt;&#x41;&amp", "&#99999999999;"], "urllib.parse.urlparse({})": ["http://a:b@c:80/d?e=f#g"],
    "calendar.month({}, 2)": ["2024"], "time.strftime({})": ["%Y%j"], "locale.atof({})": ["1,2"], "zlib.decompress(zlib.compress({}.encode()))": ["aaaa"],
}
MODULES = ("ast base64 calendar csv datetime decimal difflib fnmatch fractions html inspect io json locale logging re string struct textwrap "
           "time unicodedata argparse urllib.parse torch").split()


def piece(random, corpus, **_):
    """A mutated file for one of the readers."""
    return random.choice((notebook, notebook, tensor_file, pickle_bytes, text, text))(random, corpus)


def notebook(random, corpus):
    return "notebook", mutated(random, random.choice(corpus.files), corpus.files)


def imports(names):
    return "".join(f"try: import {name}\nexcept ImportError: pass\n" for name in names)


def tensor_file(random, corpus):
    """A file of `torch.save`: the bytes as they are on disk, or the parts of a whole archive."""
    data = random.choice(corpus.tensor_files)
    if random.random() < 0.8:
        data = changed_archive(random, data)
    else:
        data = mutated(random, data, corpus.tensor_files)
    program = f"import io, torch\ndata = {data!r}\nx = torch.load(io.BytesIO(data))\nprint(x)\ntorch.save(x, io.BytesIO())\n"
    return "script", program.encode()


def changed_archive(random, data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = random.choice([name for name in parts if name.endswith("data.pkl")] * 3 + list(parts))
    parts[name] = mutated(random, parts[name], list(parts.values()))
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return result.getvalue()


def pickle_bytes(random, corpus):
    value = random.choice(PICKLED)
    dumps = [pickle.dumps(value, protocol) for protocol in range(5)]
    data = mutated(random, random.choice(dumps), dumps)
    return "script", f"import pickle\nx = pickle.loads({data!r})\nprint(x)\npickle.dumps(x)\n".encode()


def text(random, corpus):
    lines = [imports(MODULES)]
    for _ in range(12):
        call = random.choice(list(TEXTS))
        samples = [sample.encode() for sample in TEXTS[call]]
        data = mutated(random, random.choice(samples), samples + [b"0", json.dumps(PICKLED[0][:2]).encode()])
        literal = repr(data.decode("utf-8", "replace"))
        lines.append(f"try: print({call.replace('{}', literal).replace('{{', '{').replace('}}', '}')})\nexcept Exception: pass")
    return "script", "\n".join(lines).encode("utf-8", "surrogatepass")
