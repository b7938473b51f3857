"""Records what CPython 3.11 answers, for RecordedTests.swift to compare with.

Run as `PYTHONHASHSEED=0 python3.11 record.py`; writes Recorded/*.tsv beside itself. A row is the
name of the operation, its arguments, and the result or `!ErrorClass: text`, separated by tabs.
Text is written with Python's backslash escapes, floats as the hexadecimal bits.
"""

import math
import os
import random
import struct
import sys
import unicodedata

assert sys.version_info[:2] == (3, 11) and hash("abc") == hash("abc")
folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Recorded")
os.makedirs(folder, exist_ok=True)
chance = random.Random(20)


def escaped(text):
    return text.encode("unicode_escape").decode("ascii")


def bits(x):
    return struct.pack(">d", x).hex() if x == x else "nan"


def shown(value):
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        return bits(value)
    if isinstance(value, complex):
        return bits(value.real) + "," + bits(value.imag)
    if isinstance(value, int):
        sys.set_int_max_str_digits(0)
        text = hex(value)
        sys.set_int_max_str_digits(4300)
        return text
    if isinstance(value, (bytes, bytearray)):
        return value.hex()
    if isinstance(value, tuple):
        return " ".join(map(shown, value))
    return escaped(value)


def attempt(compute):
    try:
        return shown(compute())
    except Exception as error:
        return escaped(f"!{type(error).__name__}: {error}")


def write(name, rows):
    with open(os.path.join(folder, name + ".tsv"), "w") as file:
        for row in dict.fromkeys(rows):
            file.write("\t".join(row) + "\n")


# Integers

def big():
    n = chance.getrandbits(chance.choice([3, 8, 30, 62, 63, 64, 65, 100, 130, 500]))
    return n if chance.random() < 0.5 else -n


edges = [0, 1, -1, 2, -2, 10, 2**53, 2**53 + 1, 2**62, 2**63 - 1, 2**63, -(2**63), -(2**63) - 1,
         2**64, 2**1023, 2**1024 - 1, 2**1024, 10**400, -(10**400), 2**61 - 1, 2**61 - 2, -(2**61)]
pairs = [(a, b) for a in edges for b in edges] + [(big(), big()) for _ in range(250)]
binary = {
    "add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b,
    "floordiv": lambda a, b: a // b, "mod": lambda a, b: a % b, "divmod": divmod,
    "truediv": lambda a, b: a / b, "and": lambda a, b: a & b, "or": lambda a, b: a | b,
    "xor": lambda a, b: a ^ b, "gcd": math.gcd, "lcm": math.lcm,
    "less": lambda a, b: a < b, "equal": lambda a, b: a == b,
}
rows = [(name, shown(a), shown(b), attempt(lambda: f(a, b)))
        for name, f in binary.items() for a, b in chance.sample(pairs, 90)]
unary = {
    "neg": lambda a: -a, "abs": abs, "invert": lambda a: ~a, "bitlength": int.bit_length,
    "bitcount": int.bit_count, "isqrt": math.isqrt, "float": float, "hash": hash,
    "hex": hex, "oct": oct, "bin": bin, "str": str,
}
numbers = edges + [big() for _ in range(30)]
rows += [(name, shown(a), attempt(lambda: f(a))) for name, f in unary.items() for a in numbers]
rows += [("str", shown(a), attempt(lambda: str(a))) for a in
         [10**4299, 10**4300 - 1, 10**4300, -(10**4300), 10**4299 + 7, -(10**4300) + 1, 10**6000]]
rows += [(name, shown(a), shown(b), attempt(lambda: f(a, b)))
         for a in numbers for b in [0, 1, 5, 63, 64, 65, 200, -1, 2**70]
         for name, f in {"lshift": lambda a, b: a << b, "rshift": lambda a, b: a >> b}.items()
         if not (name == "lshift" and b > 1000 and a)]
rows += [("pow", shown(a), shown(b), attempt(lambda: a**b))
         for a in [0, 1, -1, 2, -2, 3, -7, 10, 2**40, -(2**64)]
         for b in [0, 1, 2, 5, 31, 62, 63, 64, -1, -2, -400]]
rows += [("powmod", shown(a), shown(b), shown(c), attempt(lambda: pow(a, b, c)))
         for a in [0, 1, -3, 7, 2**70] for b in [0, 1, 10, -1, -5, 2**66]
         for c in [0, 1, -1, 7, -9, 2**65 + 1]]
rows += [("round", shown(a), shown(d), attempt(lambda: round(a, d)))
         for a in [0, 5, 15, 25, -15, -25, 14, 16, 149, 150, 151, 2**63, -(2**64), 10**30 + 5]
         for d in [0, 2, -1, -2, -3, -20, -100]]
for a in [0, 1, -1, 127, 128, -128, -129, 255, 256, 2**63, -(2**63), 2**64 - 1, 2**64]:
    for length in [0, 1, 2, 8, 9]:
        for order in ["big", "little"]:
            for signed in [False, True]:
                rows.append(("tobytes", shown(a), shown(length), order, shown(signed),
                             attempt(lambda: a.to_bytes(length, order, signed=signed))))
for data in [b"", b"\0", b"\x7f", b"\x80", b"\xff\x01", b"\x01\xff", b"\x80" + bytes(8), b"\xff" * 9]:
    for order in ["big", "little"]:
        for signed in [False, True]:
            rows.append(("frombytes", data.hex(), order, shown(signed),
                         shown(int.from_bytes(data, order, signed=signed))))
texts = ["", " ", "0", "00", "-0", "7", "+7", "- 7", "--7", "1_000", "1__0", "_1", "1_", "0x1F", "0X1f",
         "0b101", "0o17", "017", "0_7", "00_0", "0x", "0x_f", "0b_1", "x", "12a", " 12\n", "\t5\x0b",
         "\x1c5", "\x1c\u0663", "\u0663\u0664", "\uff11", "1\u2003", "\u20031", "é", "a\x00b", "'", "\"'", "1.5",
         "1e5", "z", "Zz", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
         "-9223372036854775809", "1" * 40, "f" * 20, "\U00010ffff", "\ud800", "x" * 300, "'" * 250]
rows += [("parse", escaped(t), str(base), attempt(lambda: int(t, base)))
         for t in texts for base in [10, 0, 2, 8, 16, 36]]
rows += [("parse", escaped(t), str(base), attempt(lambda: int(t, base)))
         for t, base in [("1", 1), ("1", 37), ("1", -1), ("5" * 4300, 10), ("5" * 4301, 10),
                         ("-" + "0" * 4301, 0), ("f" * 5000, 16), ("5" * 4301 + "x", 10),
                         ("1_" * 4300 + "1", 10), ("7" * 4400, 7), ("7" * 4400, 9)]]
rows += [("parsebytes", escaped(t), attempt(lambda: int(t.encode("latin1"))))
         for t in ["5", "x", "\xe9", "1\x00", "'", " 7 ", "1_0"]]
write("integers", rows)

# Floats

def any_float():
    kind = chance.randrange(5)
    if kind == 0:
        return struct.unpack(">d", chance.randbytes(8))[0]
    if kind == 1:
        return chance.uniform(-1, 1)
    if kind == 2:
        return chance.randrange(10**6) / 10 ** chance.randrange(7)
    if kind == 3:
        return float(chance.randrange(-(2**60), 2**60))
    return chance.random() * 10.0 ** chance.randrange(-320, 309)


special = [0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, -0.5, -1.5, 0.1, 2.675, 1e15, 1e16, 9999999999999998.0,
           9007199254740992.0, 1e17, 1e-4, 1e-5, 9.5e-5, 1e22, 1e23, 5e-324, 2.2250738585072014e-308,
           1.7976931348623157e308, 1e100, 123456789.0, 3.0, 7.0, -7.0, 100.0, math.inf, -math.inf, math.nan,
           1e308, 1.5e308, 15.0, 25.0, 5e15, 0.125, 1e-300]
floats = special + [any_float() for _ in range(400)]
unary = {
    "repr": repr, "hash": hash, "hex": float.hex, "isinteger": float.is_integer,
    "ratio": float.as_integer_ratio, "floor": math.floor, "ceil": math.ceil, "round": round, "int": int,
}
rows = [(name, bits(x), attempt(lambda: f(x))) for name, f in unary.items()
        for x in (floats if name in ("repr", "hash") else special + floats[40:90])
        if not (name == "hash" and x != x)]
rows += [("repr", bits(x), repr(x)) for x in [any_float() for _ in range(1500)]]
rows += [("roundto", bits(x), str(d), attempt(lambda: round(x, d)))
         for x in special + floats[40:100] for d in [0, 1, 2, 5, 15, 20, 300, 330, -1, -2, -15, -16, -308, -309]]
binary = {
    "truediv": lambda a, b: a / b, "floordiv": lambda a, b: a // b, "mod": lambda a, b: a % b,
    "divmod": divmod, "pow": lambda a, b: a**b,
}
pairs = [(a, b) for a in special for b in special]
rows += [(name, bits(a), bits(b), attempt(lambda: f(a, b)))
         for name, f in binary.items() for a, b in chance.sample(pairs, 250)]
texts = ["", " ", "0", "-0", "1", "1.", ".5", ".", "1.5", "1e5", "1E+5", "1e", "1e+", "e5", "1_0", "1__0",
         "_1", "1_", "1_.0", "1._0", "1e_5", "1_0.2_5e1_0", "inf", "-INF", "+Infinity", "infin", "nan", "-NaN", "nanx",
         " 1.5\n", "\u0663.5", "1\u20035", "\u20035", "0x10", "1e400", "-1e400", "1e-400", "é", "1\x00", "1.5.5", "--1",
         "9007199254740993", "2.2250738585072011e-308", "1" * 400, "0." + "0" * 400 + "1", "1 2", "\ud800", "x" * 300]
rows += [("parse", escaped(t), attempt(lambda: float(t))) for t in texts]
rows += [("parsebytes", escaped(t), attempt(lambda: float(t.encode("latin1")))) for t in ["1.5", "x", "\xe9", "1_0"]]
rows += [("fromhex", escaped(t), attempt(lambda: float.fromhex(t))) for t in
         ["", "x", "0x1p1024", "0x1.8p3", "inf", "-Infinity", "nan", "0x1p99999999999999999999", "1.8", "0x", "0x.",
          "0x.8", " 0x1p-1074 ", "0x1p-1075", "0x1.8p-1074", "-0x0p0", "ap1", "0x1p", "0x1px", "1_0", "0x1.fffffffffffff8p0",
          "inf1", "e", "0xe", "é", "+0xAp+2"]]
write("floats", rows)

# Complex numbers

parts = [0.0, -0.0, 1.0, -1.0, 0.5, 2.0, -3.0, 1e300, math.inf, math.nan, 1e-5, 1e16]
values = [complex(a, b) for a in parts for b in parts]
rows = [(name, shown(z), attempt(lambda: f(z))) for name, f in
        {"repr": repr, "abs": abs}.items() for z in values]
rows += [("hash", shown(z), str(hash(z))) for z in values if z == z]
rows += [(name, shown(a), shown(b), attempt(lambda: f(a, b)))
         for name, f in {"mul": lambda a, b: a * b, "truediv": lambda a, b: a / b, "pow": lambda a, b: a**b}.items()
         for a, b in chance.sample([(a, b) for a in values for b in values], 160)]
rows += [("pow", shown(a), shown(b), attempt(lambda: a**b))
         for a in [0j, 1 + 2j, -8 + 0j, 2 + 0j, 1j] for b in [0j, 2 + 0j, -2 + 0j, 0.5 + 0j, 101 + 0j, 1j, -1 + 1j, 3.5 + 0j]]
rows += [("parse", escaped(t), attempt(lambda: complex(t))) for t in
         ["", "x", "1", "j", "-j", "+J", "1j", "1+2j", "1+j", "1-j", "(1+2j)", "( 1+2j )", "1 +2j", "1+ 2j", "1+2", "((1))",
          "nan+infj", "1e5-1e-5j", "1_0+2_0j", "1__0j", "1jj", "1+2jx", "\u0663j", "()", "(", "infj", "-nanj", "1+-2j"]]
write("complex", rows)

# Formats

specs = ["", "5", "<5", ">8", "^9", "=8", "*^9", "é>7", "05", "<05", "+", "-", " ", "+08", "#", ",", "_", "012,", "z",
         "d", "5d", "05d", "+d", ",d", "_d", "x", "#x", "#X", "_x", "#_b", "b", "#o", "o", "012_x", "#012x", "c", "5c", "+c", "#c",
         ",c", "n", "05n", "e", ".3e", "E", ".0e", "#.0e", "f", ".2f", "F", ".0f", "#.0f", "10.3f", "+.1f", "010.2f", ",.2f",
         "_.2f", "015,.2f", "g", ".3g", "G", "#g", "#.3g", ".0g", "%", ".1%", ".0%", "#.0%", ".3", ".0", ".10", ".17", "#.3", "z.0f", "z.1f",
         "s", "5s", ".2s", "*<6.1s", "y", "ab", "\u0663", "{", ",x", ",,", "__d", ",_", "_,", ",s", "z5d", ".", ".d", ".2d", "99999999999999999999",
         ".99999999999999999999", ".9999999999f", "é", "\x01", "d ", "=", "0=8", "<", "\ud800<4", "<<6", "08.3", "0100", "\x00^5", "1_", "5,", ",n", "_n", "_c", "é,", ",é", "+ 5"]
objects = [("int", n) for n in [0, 5, -5, 255, -255, 1234567, -1234567890123, 65, 1114112, -1, 2**70, -(2**70), 10**400]]
objects += [("bool", True), ("bool", False)]
objects += [("float", x) for x in [0.0, -0.0, 1.0, -1.5, 2.5, 0.1, 1234567.891, 1e16, 1e-5, 123456.0, 99999.5, math.inf, -math.inf, math.nan,
                                   -0.04, 1e100, 1.7e308, 0.00012345]]
objects += [("str", s) for s in ["", "abc", "héllo", "\U0001f600\ud55c"]]
objects += [("complex", z) for z in [0j, 1j, 1 + 2j, -0.0 - 1.5j, 1e16 + 0.001j, complex(math.nan, -math.inf), 1234.5 + 0j]]


def written(kind, value):
    return shown(int(value)) if kind == "bool" else shown(value)


rows = [(kind, written(kind, v), escaped(spec), attempt(lambda: format(v, spec)))
        for kind, v in objects for spec in specs
        if spec and not ("0100" in spec and kind != "int") and not (v == 10**400 and "c" not in spec)]
write("formats", rows)

# Percent formats

rows = [("int", shown(n), t, attempt(lambda: t % n)) for n in [0, 5, -5, 255, -1234567, 2**70, -(2**70)]
        for t in ["%d", "%5d", "%-5dx", "%05d", "%+d", "% d", "%+05d", "%-05dx", "%.3d", "%8.3d", "%08.3d", "%x", "%#x", "%#X", "%X", "%o", "%#o",
                  "%#08x", "%-#8xx", "%i", "%u", "%ld", "%#.5x", "%+x", "% 08X", "%.0d", "%+#o"]]
rows += [("float", bits(x), t, attempt(lambda: t % x)) for x in [0.0, -0.0, 1.0, -2.5, 3.14159, 1e16, 1e-7, math.inf, -math.inf, math.nan, 123456789.0]
         for t in ["%f", "%.2f", "%8.3f", "%08.3f", "%-8.1fx", "%+.1f", "% f", "%e", "%.0e", "%#.0e", "%E", "%g", "%G", "%.3g", "%#g", "%#.0f", "%.0f", "%F", "%010.1f", "%+09.3e"]]
rows += [("str", escaped(s), t, attempt(lambda: t % s)) for s in ["", "abc", "héllo"]
         for t in ["%s", "%5s", "%-5sx", "%05s", "%.2s", "%-6.1sx", "%.0s", "%+s"]]
rows += [("parse", escaped(t), attempt(lambda: t % {"a": 1, "b(c)": 2, "": 3})) for t in
         ["%", "%(a", "%(a)d", "%(b(c))d", "%()d", "x%(a)5dy", "%(a)", "%(a)5", "%(a)-", "%(a).", "%(a)l", "%(a)y", "%(a)\u00e9", "%(a)\x01", "%%", "a%%b", "%99999999999999999999d",
          "%.99999999999999999999d", "%9223372036854775808d", "%.2147483648d", "%(a)d%", "plain", ""]]
write("percent", rows)

# Replacement fields


class Probe:
    def __init__(self, name):
        self.name = name

    def __getattr__(self, key):
        return Probe(self.name + "." + key)

    def __getitem__(self, key):
        return Probe(f"{self.name}[{key!r}]")

    def __format__(self, spec):
        return f"<{self.name}:{spec}>"

    def __repr__(self):
        return f"r({self.name})"

    def __str__(self):
        return f"s({self.name})"


def formatted(template):
    names = {name: Probe(repr(name)) for name in ["a", "é", "a b"]}
    return template.format(*(Probe(str(i)) for i in range(4)), **names)


rows = [("format", escaped(t), attempt(lambda: formatted(t))) for t in
        ["", "x", "{}", "{0}", "{}{}", "{1}{0}", "{{", "}}", "{{}}", "{{{}}}", "}", "{", "{0", "a}b", "a{", "{a{b}}", "{0!}", "{0!rr}", "{0!r", "{0!", "{!r}", "{!s:5}", "{!}",
         "{0.}", "{0[}", "{0[]}", "{0[1]a}", "{0[99999999999999999999]}", "{99999999999999999999}", "{}{0}", "{0}{}", "{a}{}", "{}{a}", "{0.x.y}", "{0[k][2].z}", "{0[-1]}", "{0[{]}", "{0[}]}",
         "{0:{1}", "{:>5}", "{0:}}", "{0!r:}", "{0..a}", "{.a}", "{[0]}", "{a.b}", "{é}", "{a b}", "{0[a b]}", "{0:!r}", "{0[:]}", "{0[!]:x}", "{0:[}", "\ud55c{}\u00e9", "{0[\u0663]}", "{\u0663}",
         "{0[ 1]}", "{:%Y-%m}", "{0:a:b}", "{0!r:a!b}", "{{0}}{0}"]]
write("fields", rows)

# Text

samples = ["", "abc", "it's", "\"", "'\"", "\\", "\n\r\t\x0b\x00\x7f", "\x80\xa0\xad\xff", "é한", "\u200b\u2028\ud800", "\U0001f600\U000e0001\U0010ffff", "a" * 50,
           "\u0378", "\u0e3f", "\uffff", "tab\there"]
rows = [("repr", escaped(s), escaped(repr(s))) for s in samples]
rows += [("ascii", escaped(s), escaped(ascii(s))) for s in samples]
rows += [("bytesrepr", b.hex(), escaped(repr(b))) for b in [b"", b"abc", b"'", b"'\"", bytes(range(256)), b"\\"]]
rows += [("hash", escaped(s), str(hash(s))) for s in samples + ["x" * n for n in range(1, 25)] + ["\u0100" * 5, "\U00010000ab"]]
rows += [("byteshash", b.hex(), str(hash(b))) for b in [b"", b"a", bytes(range(20))]]
groups = [(), (1,), (1, 2), (-1, 0), (3, 1, 2), (0,) * 9, tuple(range(50)), (2**40, -(2**50))]
rows += [("tuplehash", " ".join(map(str, g)), str(hash(g))) for g in groups]
rows += [("frozensethash", " ".join(map(str, sorted(set(g)))), str(hash(frozenset(g)))) for g in groups]
for t in ["", "abc", "straße", "ǆ ǅ", "ΑΣ ΑΣΑ Σ", "ıİ", "ﬁn ﬀ", "they're bill's", "hello world", "HELLO 2nd", "ჰ", "ᏸꭰ", "µſς", "ŉ", "ΐ", "a.b-c_d", "한글 abc", "A\u0345Σ", "\ud800a"]:
    for name in ["upper", "lower", "title", "casefold", "swapcase", "capitalize"]:
        rows.append((name, escaped(t), escaped(getattr(t, name)())))
for t in ["", "a", "a\n", "a\nb", "\n\n", "a\r\nb\rc", "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029x", "a\r", "\r\n\n"]:
    for keep in [False, True]:
        rows.append(("splitlines", escaped(t), str(keep), "|".join(map(escaped, t.splitlines(keep)))))
for text, part in [("", ""), ("", "a"), ("abc", ""), ("abcabc", "bc"), ("aaaa", "aa"), ("aaab" * 9, "aab"), ("한글한", "한"), ("xyz", "xyzz"), ("ab" * 40, "ba" * 12), ("a" * 60 + "b", "a" * 20 + "b"),
                   ("mississippi", "issi"), ("\u0161\u0161a", "\u0161a"), ("aXbXc", "X"), ("é" * 5, "é")]:
    e = (escaped(text), escaped(part))
    rows.append(("find", *e, str(text.find(part))))
    rows.append(("rfind", *e, str(text.rfind(part))))
    rows.append(("count", *e, str(text.count(part))))
    for limit in [-1, 0, 1, 2]:
        rows.append(("replace", *e, str(limit), escaped(text.replace(part, "<>", limit))))
        if part:
            rows.append(("split", *e, str(limit), "|".join(map(escaped, text.split(part, limit)))))
            rows.append(("rsplit", *e, str(limit), "|".join(map(escaped, text.rsplit(part, limit)))))
for text in ["", "  ", "a", " a b ", "a\t\nb\u2003c", "a  b  c  "]:
    for limit in [-1, 0, 1, 2]:
        rows.append(("splitspace", escaped(text), str(limit), "|".join(map(escaped, text.split(None, limit)))))
        rows.append(("rsplitspace", escaped(text), str(limit), "|".join(map(escaped, text.rsplit(None, limit)))))
write("text", rows)

# Characters: the ranges of code points for which a method says yes

methods = ["isprintable", "isalpha", "isdecimal", "isdigit", "isnumeric", "isalnum", "isspace", "isupper", "islower", "isidentifier"]
tests = {name: (lambda c, name=name: getattr(chr(c), name)()) for name in methods}
tests["istitle"] = lambda c: unicodedata.category(chr(c)) == "Lt"
tests["continues"] = lambda c: ("a" + chr(c)).isidentifier()
rows = []
for name, test in tests.items():
    edges, before = [], False
    for c in range(0x110001):
        now = c < 0x110000 and test(c)
        if now != before:
            edges.append(c)
        before = now
    gaps = [b - a for a, b in zip([0] + edges, edges)]
    rows.append((name, " ".join(f"{gap:x}" for gap in gaps)))
for name in ["upper", "lower", "title", "casefold"]:
    changes = [f"{c:x}={'+'.join(f'{ord(m):x}' for m in getattr(chr(c), name)())}" for c in range(0x110000)
               if getattr(chr(c), name)() != chr(c)]
    rows.append((name, " ".join(changes)))
write("characters", rows)
