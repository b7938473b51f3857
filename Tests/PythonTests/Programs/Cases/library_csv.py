# Rows of text: dialects, readers and writers, with random ones.
import csv, io
def t(f,*a,**k):
    try: print(a,k,'->',f(*a,**k))
    except BaseException as e: print(a,k,'!',type(e).__module__,type(e).__name__,e)
def rd(s,**k): return list(csv.reader(s if isinstance(s,list) else [s],**k))
for k in [dict(delimiter=''),dict(delimiter='ab'),dict(delimiter=5),dict(delimiter=None),dict(delimiter='\n'),dict(quotechar=''),dict(quotechar='ab'),dict(quotechar=5),dict(quotechar=None),dict(quotechar=None,quoting=0),dict(quotechar=None,quoting=3),dict(escapechar=''),dict(escapechar=5),dict(escapechar='ab'),dict(lineterminator=5),dict(lineterminator=None),dict(lineterminator=''),dict(quoting=7),dict(quoting='x'),dict(quoting=-1),dict(quoting=True),dict(strict='x'),dict(strict=[]),dict(bad=1),dict(dialect='nope'),dict(dialect=5),dict(dialect=None),dict(dialect=csv.excel_tab),dict(doublequote=0),dict(skipinitialspace=1), dict(delimiter='é'),dict(delimiter='가')]:
    t(rd,'a,b\t"c"',**k)
    t(lambda **k: csv.writer(io.StringIO(),**k).writerow(['a',1,'b"']),**k)
t(csv.reader);t(csv.writer);t(csv.writer,5);t(csv.reader,5);t(lambda: csv.writer(io.StringIO(),'excel',5));t(csv.reader,[],'excel',5)
t(rd,[5]);t(rd,[b'a']);t(rd,['a\nb']);t(rd,['a\r\nb']);t(rd,['a\n\n']);t(rd,['a\r']);t(rd,['a\0b']);t(rd,['"a\n','b"\n']);t(rd,['"a\n']);t(rd,['"a\n'],strict=True);t(rd,['"a"b']);t(rd,['"a"b'],strict=True);t(rd,['a\\'],escapechar='\\');t(rd,['a\\\n','b'],escapechar='\\');t(rd,['"a\\'],escapechar='\\')
t(rd,[' a, "b"'],skipinitialspace=True);t(rd,['1,"2",x'],quoting=2);t(rd,['1,"2",3.5,'],quoting=2);t(rd,['"a""b"'],doublequote=False);t(rd,['a"b,"c"'],quoting=3);t(rd,['']);t(rd,['\n']);t(rd,[',']);t(rd,[' ']);t(rd,['a','','b'])
t(rd,['"a" ,b']);t(lambda: len(rd(["x"*131072])[0][0]));t(lambda: rd(["x"*131073]))
def wr(rows,**k):
    o=io.StringIO(); w=csv.writer(o,**k)
    for r in rows: w.writerow(r)
    return o.getvalue()
t(wr,[5]);t(wr,[None]);t(wr,['abc']);t(wr,[[]]);t(wr,[['']]);t(wr,[[None]]);t(wr,[[None,None]]);t(wr,[[1.5,1e100,True,b'x',[1]]]);t(wr,[[' a','a b']]);t(wr,[[' a']],delimiter=' ');t(wr,[['a\nb','a\rb']]);t(wr,[['a']],lineterminator='!');t(wr,[['a!']],lineterminator='!')
for q in range(4):
    for dq in (0,1):
        for e in (None,'\\'):
            for v in (['a"b'],['a,b','c'],[''],['',''],['a\\b'],[1,2.5,None],['\n'],['"'],[None],[None,'x']):
                t(wr,[v],quoting=q,doublequote=dq,escapechar=e)
                t(wr,[v],quoting=q,doublequote=dq,escapechar=e,quotechar=None) if q==3 else 0
class W:
    def write(s,x): return x
print(csv.writer(W()).writerow([1]))
r=csv.reader(['a,b']); print(type(r), type(r.dialect), r.dialect.delimiter, r.line_num); next(r); print(r.line_num)
d=r.dialect; print({n:getattr(d,n) for n in dir(d) if n[0]!='_'}); t(lambda: setattr(d,'delimiter','x'))
t(csv.field_size_limit,'x');t(csv.field_size_limit,5);t(rd,['abcdefg']);t(csv.field_size_limit,131072);t(csv.field_size_limit)
t(csv.register_dialect,'x');t(csv.register_dialect,5,csv.excel);t(csv.register_dialect,'x',delimiter=':');t(lambda: csv.get_dialect('x').delimiter);t(csv.get_dialect,'nope');t(csv.unregister_dialect,'nope');t(csv.list_dialects); t(csv.unregister_dialect,'x')
class D(csv.Dialect): delimiter=';'
t(D); t(rd,'a;b',dialect=D); t(csv.Dialect)
class D2(csv.excel): delimiter='ab'
t(D2); t(rd,'a',dialect=D2)
print(csv.excel().delimiter)
t(csv.writer(io.StringIO()).writerows,5);t(csv.writer(io.StringIO()).writerows,[5])
class B(str):
    def __str__(s): return 'custom'
class E:
    def __repr__(s): return 'E()'
    def __str__(s): raise KeyError('s')
t(wr,[[B('plain')]]);t(wr,[[E()]])
class Fl(float):
    def __repr__(s): return 'FR'
    def __str__(s): return 'FS'
t(wr,[[Fl(1)]])
import _csv; print(_csv.Error, csv.Error.__module__, _csv.Dialect, _csv.reader, _csv.writer, type(csv.writer(W())))

import random
random.seed(3)
def texts(): return ''.join(random.choice('a,b"\\;\n\r 1.5\'é한') for _ in range(random.randrange(6)))
for _ in range(400):
    k = dict(delimiter=random.choice(',;'), quoting=random.randrange(4), doublequote=random.random() < .7,
             escapechar=random.choice([None, '\\']), skipinitialspace=random.random() < .3,
             strict=random.random() < .3, quotechar=random.choice('"\''))
    rows = [[random.choice([texts(), texts(), random.randrange(9), 1.5, None]) for _ in range(random.randrange(4))] for _ in range(3)]
    try:
        written = wr(rows, **k)
    except csv.Error as e:
        written = texts() + texts() + '\n' + texts(); print('!', e)
    print(ascii(written))
    try: print(ascii(rd(written.splitlines(True), **k)))
    except (csv.Error, ValueError) as e: print('!', type(e).__name__, ascii(str(e)))
