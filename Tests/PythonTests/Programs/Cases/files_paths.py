from pathlib import *
import os, shutil as shutil, glob, tempfile, csv, io
home = os.getcwd()
os.chdir(tempfile.mkdtemp())
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
p = Path('a/b') / 'c.tar.gz'
print(p, repr(p), p.name, p.stem, p.suffix, p.suffixes, p.parent, p.parts, p.with_suffix('.txt'), p.with_name('z'), p.is_absolute(), list(p.parents), p.parents[0], Path('/a') / '/b', Path(), Path('.') / 'x', Path('a//b/./c/'), 'q' / Path('r'), p.joinpath('d', 'e'), Path('/a/b').relative_to('/a'), p == Path('a/b/c.tar.gz'), hash(p) == hash(Path('a/b/c.tar.gz')), sorted([Path('b'), Path('a')]), p.match('*.gz'), str(p), os.fspath(p), p.as_posix(), Path('/').name, Path('.bashrc').suffix, Path('a.').suffix, PurePath('x'), type(Path('x')), p.with_stem('q'), Path('/a/b').anchor, isinstance(p, PurePath))
t(lambda: Path('/a').relative_to('/b')); t(lambda: Path(3)); t(lambda: p / 3); t(lambda: Path('x').with_suffix('bad')); t(lambda: Path('').with_name('x')); t(lambda: Path('zzz').read_text())
d = Path('pp'); shutil.rmtree(d, ignore_errors=True); d.mkdir(); (d / 'x').mkdir(parents=True, exist_ok=True)
f = d / 'x' / 'f.txt'; print(f.write_text('hi\n한'), f.read_text(), f.exists(), f.is_file(), d.is_dir(), f.stat().st_size, f.read_bytes())
(d / 'g.py').touch(); print(sorted(q.name for q in d.iterdir()), sorted(map(str, d.glob('*.py'))), sorted(map(str, d.rglob('*'))), sorted(map(str, d.glob('**/*.txt'))))
t(lambda: d.mkdir()); t(lambda: (d / 'no').unlink()); (d / 'no').unlink(missing_ok=True)
print(sorted(glob.glob('pp/*')), glob.glob('pp/**/*.txt', recursive=True), glob.glob('pp/?.py'), glob.glob('pp/nope'))
print(shutil.copy(f, d / 'copy.txt'), (d / 'copy.txt').read_text(), shutil.move(str(d / 'copy.txt'), str(d / 'moved.txt')), (d/'moved.txt').exists())
shutil.copytree(d / 'x', d / 'y'); print(sorted(os.listdir(d)), [(a, sorted(b), sorted(c)) for a, b, c in sorted(os.walk(d))])
with tempfile.TemporaryDirectory() as td: print(os.path.isdir(td)); open(os.path.join(td, 'q'), 'w').close()
print(os.path.exists(td))
with tempfile.NamedTemporaryFile('w', suffix='.txt') as nf: nf.write('x'); nf.flush(); print(os.path.exists(nf.name), nf.name.endswith('.txt'))
print(os.path.exists(nf.name)); f.rename(d / 'renamed'); print((d / 'renamed').exists()); shutil.rmtree(d); print(d.exists())
out = io.StringIO(); w = csv.writer(out); w.writerow(['a', 1, 2.5, None, 'x,y', 'q"z', 'l\nm']); w.writerows([[1, 2], ['', '']]); print(repr(out.getvalue()))
print(list(csv.reader(io.StringIO('a,b\n1,"x, y"\n"q""r",\n\n"multi\nline",2\n')))); print(list(csv.DictReader(['n,v', 'a,1', 'b,2,3', 'c']))); print(list(csv.reader(['a;b'], delimiter=';')), list(csv.reader(['1 , 2'], skipinitialspace=True)), list(csv.reader(["'a','b,c'"], quotechar="'")))
out = io.StringIO(); w = csv.DictWriter(out, ['a', 'b']); w.writeheader(); w.writerow({'a': 1, 'b': 2}); print(repr(out.getvalue())); t(lambda: w.writerow({'c': 1}))
out = io.StringIO(); csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator='\n').writerow([1, 'a']); csv.writer(out, delimiter='\t').writerow([1, 'a b']); csv.writer(out, quoting=csv.QUOTE_NONNUMERIC).writerow([1, 'a']); print(repr(out.getvalue())); t(lambda: csv.writer(out).writerow(3)); print(list(csv.reader(['1,"a"'], quoting=csv.QUOTE_NONNUMERIC)))
import base64, hashlib
print(base64.b64encode(b'hello'), base64.b64decode('aGVsbG8='), base64.b32encode(b'hi'), base64.b16encode(b'hi'), base64.urlsafe_b64encode(b'\xff\xfe\xfd'), hashlib.md5(b'a').hexdigest(), hashlib.sha256('한'.encode()).hexdigest(), hashlib.sha1(b'').hexdigest(), hashlib.sha512(b'a').hexdigest()[:20], hashlib.new('sha256', b'x').digest()[:4]); t(lambda: hashlib.md5('a')); t(lambda: base64.b64decode('a')); t(lambda: base64.b64encode('a')); h = hashlib.sha256(); h.update(b'a'); h.update(b'b'); print(h.hexdigest() == hashlib.sha256(b'ab').hexdigest(), h.name, h.digest_size)
os.chdir(home)
