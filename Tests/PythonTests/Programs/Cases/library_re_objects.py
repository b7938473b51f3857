# Patterns and matches as objects: their methods, attributes and refusals; texts of all widths.
import re


def t(f):
    try:
        print(ascii(f()))
    except Exception as e:
        print(type(e).__name__, ascii(str(e)[:200]))


p=re.compile('(?P<a>x)(y)?')
t(lambda: (p.groupindex, p.groups, p.flags, p.pattern, type(p), p))
t(lambda: re.Pattern()); t(lambda: re.Match()); t(lambda: type(p)('a'))
t(lambda: setattr(p,'foo',1)); t(lambda: p.foo)
t(lambda: p.search(3)); t(lambda: p.search(b'x')); t(lambda: re.search(b'x','x')); t(lambda: p.search(None)); t(lambda: p.search())
t(lambda: p.search(string='x', pos=0, endpos=1)); t(lambda: p.search('x','a')); t(lambda: p.search('x', None)); t(lambda: p.search('x', -5, 10**30))
t(lambda: p.findall(string='xx')); t(lambda: p.sub(repl='b', string='xx', count=1)); t(lambda: p.split(string='axb', maxsplit=1)); t(lambda: p.split('axb', maxsplit=-1))
t(lambda: re.sub('a', 5, 'abc')); t(lambda: re.sub('a', b'x', 'abc')); t(lambda: re.sub(b'a', 'x', b'abc')); t(lambda: re.sub('a', None, 'abc')); t(lambda: re.sub('a', 5, 'xbc')); t(lambda: re.sub('a', b'x', 'xbc')); t(lambda: re.sub('a', b'\\1', 'xbc'))
t(lambda: re.sub('a', lambda m: 5, 'abc')); t(lambda: re.sub('a', lambda m: None, 'abc')); t(lambda: re.sub('a', lambda m: b'x', 'abc')); t(lambda: re.sub('b', lambda m: 5, 'abc'))
t(lambda: re.sub('(a)|b', r'[\1]', 'ab')); t(lambda: re.sub('(a)|b', r'[\g<1>\g<0>]', 'ab')); t(lambda: re.sub('a', r'\2', 'a')); t(lambda: re.sub('a', r'\q', 'x')); t(lambda: re.subn('a*', '-', 'baac'))
t(lambda: re.sub('x*', '-', 'abxd')); t(lambda: re.split('x*', 'axbc')); t(lambda: re.findall('', 'abc')); t(lambda: re.findall('a|', 'aab')); t(lambda: [m.span() for m in re.finditer(r'\b|:+', 'a::bc')])
m=p.match('xyz')
t(lambda: (m, m.re is p, m.string, m.pos, m.endpos, m.regs, m.lastindex, m.lastgroup, m.group(), m.group(0,'a',2), m['a'], m[2]))
t(lambda: m.group(3)); t(lambda: m['q']); t(lambda: m.group('a','q')); t(lambda: m[1.0]); t(lambda: m.group(None)); t(lambda: m.group(True)); t(lambda: m.group(10**30)); t(lambda: m.group(-1)); t(lambda: m[0:1])
n=p.match('x')
t(lambda: (n.groups(), n.groups('d'), n.groups(default=1), n.groupdict(), n.groupdict('q'), n.groupdict(default=0), n.span(2), n.start(2), n.end(2), n.group(2), n[2], n.regs, n.lastindex, n.lastgroup))
t(lambda: n.start('a')); t(lambda: n.start(group=1)); t(lambda: n.expand(r'[\1\2\g<a>]')); t(lambda: n.expand('plain')); t(lambda: n.expand(5))
t(lambda: bool(n)); t(lambda: len(n)); t(lambda: n == n); t(lambda: m.group(0, 1, 99))
import copy
t(lambda: (copy.copy(p) is p, copy.deepcopy(p) is p, copy.copy(m) is m, copy.deepcopy(m) is m))
t(lambda: (p == re.compile('(?P<a>x)(y)?'), p != 3, p == re.compile('x'), hash(p) == hash(re.compile('(?P<a>x)(y)?')), re.compile(b'a') == re.compile('a'), p < p))
t(lambda: type(p.finditer('xx')).__name__); t(lambda: p.finditer(3)); t(lambda: next(p.finditer('')))
b=re.compile(b'(a)(b)?')
t(lambda: (b.search(bytearray(b'xab')), b.search(bytearray(b'xab')).group(), b.findall(bytearray(b'abab')), b.sub(b'-', bytearray(b'xabx')), b.split(bytearray(b'xabx')), b.search(memoryview(b'xab')).group(), b.search(bytearray(b'xa')).groups(b'z')))
t(lambda: b.match(b'ab')); t(lambda: b); t(lambda: re.compile('a'*300)); t(lambda: re.compile('a', re.I|re.M|re.A)); t(lambda: re.compile('a', 1<<20))
class S(str): pass
t(lambda: (type(re.match('a*',S('aa')).group()), type(re.sub('x','y',S('aa'))), type(re.findall('a',S('aa'))[0]), type(re.match('a',S('ab')).string), type(re.sub('a', S('b'), 'a')), type(re.split('x', S('aa'))[0])))
t(lambda: re.compile('a').search('ba', 1).span()); t(lambda: re.compile('^a').search('ba', 1)); t(lambda: re.compile(r'\ba').search('ba', 1)); t(lambda: re.compile('a$').search('ab', 0, 1)); t(lambda: re.compile('(?<=b)a').search('ba',1)); t(lambda: re.compile('a').search('a', 5, 2)); t(lambda: re.compile('').search('abc', 5)); t(lambda: re.compile('').search('abc', 2,1))
t(lambda: re.compile('a').fullmatch('ab', 0, 1)); t(lambda: re.fullmatch('a|ab', 'ab')); t(lambda: re.fullmatch('a*?', 'aa')); t(lambda: re.match('(a)|(b)', 'b').lastindex); t(lambda: re.match('((a)(b))', 'ab').lastindex)
t(lambda: [p.__class__.__name__, p.__class__.__module__, type(m).__name__, type(m).__module__, type(m)])
t(lambda: (re.Pattern[str], re.Match[bytes]))
import pickle
t(lambda: pickle.loads(pickle.dumps(p)) == p); t(lambda: pickle.dumps(m))
t(lambda: re.match('.', '가나').group()); t(lambda: re.findall('[가-힣]', 'a가b나')); t(lambda: re.findall('[가-힣]', 'abc')); t(lambda: re.findall('[^가-힣]', 'abc')); t(lambda: re.findall('(?i)k', 'kK\u212a')); t(lambda: re.findall('(?i)\u212a', 'kK')); t(lambda: re.findall('(?i)ſ', 'sS')); t(lambda: re.findall(r'\w', 'aé가ª²\u00b7_😀')); t(lambda: re.findall('😀', 'a😀b')); t(lambda: re.findall('[😀a]', 'ab')); t(lambda: re.split('가', 'a가b')); t(lambda: re.sub('a', '가', 'cab'))
t(lambda: re.findall(r'(?i)ÿ', 'ÿŸ')); t(lambda: re.findall(r'(?i)µ', 'µμΜ')); t(lambda: re.findall(r'(?i)[^ÿ]', 'ÿa'));t(lambda: re.findall(r'(?i)[à-þ]', 'ÀþÞ×÷'))
t(lambda: re.compile('a')("x"))
t(lambda: re.sub('(?P<n>a)', r'\g<n>\g<zz>', 'a')); t(lambda: re.sub('(a)', '\\g<1', 'a'))
t(lambda: re.sub('a', 'b', 'aaa', 2)); t(lambda: re.sub('a', 'b', 'aaa', -1)); t(lambda: re.sub('a', 'b', 'aaa', True)); t(lambda: re.sub('a','b','aaa',count='x')); t(lambda: re.split('a', 'bab', 'x'))
t(lambda: re.findall('(?:a)(b)?', 'aba')); t(lambda: re.findall('(a)(b)?', 'aba')); t(lambda: re.findall(b'(a)(b)?', b'aba'))
t(lambda: re.purge()); t(lambda: re.escape('a.b*가'))

# Enough work for machine code, which must find the same.
word = re.compile(r'(\w)(\w*?)(?:ing|ed)?\b')
for text in ('walking talked jump ' * 500, '\ud55c\uad6d\uc5b4 walked ' * 500, '\U0001f600 sing ' * 500):
    t(lambda: (len(word.findall(text)), word.findall(text)[:3], word.findall(text)[-1],
               sum(m.end() - m.start() for m in word.finditer(text)), word.sub(r'\2', text)[:20]))
nested = re.compile(r'(?:a|b|ab)*c')
t(lambda: [nested.search('ab' * count + 'c').end() for count in (10, 100, 5000, 20000)])
t(lambda: [nested.search('ab' * count) for count in (1, 5, 8)])
every = ''.join(map(chr, range(256)))
for pattern in (r'\w', r'\d', r'\s', r'\W', r'(?i)[a-z]', r'(?i)[\xe0-\xfe]', r'[^\x00-\x7f]', r'\b.', '(?i)\xb5', '(?i)\xff', '(?i)s', '(?i)k', '(?a)\\w', r'\S', r'[\W\d]', '(?i)[^\xe5]'):
    narrow = [m.start() for m in re.finditer(pattern, every, re.S)]
    wide = [m.start() for m in re.finditer(pattern, every + '\uac00', re.S) if m.start() < 256]
    widest = [m.start() for m in re.finditer(pattern, every + '\U0001f600', re.S) if m.start() < 256]
    print(ascii(pattern), len(narrow), sum(narrow), narrow == wide, wide == widest)
# A function that searches by the same pattern again.
again = re.compile('(a)(b)?')
t(lambda: again.sub(lambda m: again.sub('x', 'aab') + str(m.span(2)), 'ab a'))
