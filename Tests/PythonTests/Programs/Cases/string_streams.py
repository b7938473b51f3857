# io.StringIO: places, line ends, closed streams, subclasses; and print to files.
import io,sys,copy
def t(f):
    try: r=f()
    except Exception as e: r=type(e).__name__+': '+str(e)
    print(repr(r))
S=io.StringIO
s=S(); t(lambda:s.write('abc')); t(s.getvalue); t(s.tell); t(lambda:s.seek(1)); t(lambda:s.write('한')); t(s.getvalue); t(lambda:s.seek(6)); t(lambda:s.write('z')); t(s.getvalue); t(lambda:s.seek(0)); t(s.read); t(lambda:s.read(2)); t(lambda:s.seek(1)); t(lambda:s.read(2)); t(lambda: s.read(None)); t(lambda:s.seek(0,2)); t(lambda:s.seek(1,1)); t(lambda:s.seek(-1)); t(lambda:s.seek(0,3)); t(lambda:s.truncate(2)); t(s.getvalue); t(lambda:s.truncate(-1)); t(lambda:s.write(5)); t(lambda:s.write(b'x'));t(lambda:s.read('x'));t(lambda:s.read(1.5))
for nl in (None,'','\n','\r','\r\n','x'):
    for txt in ('a\nb\r\nc\rd','\r\n\r\n','abc','\r','\n\r'):
        t(lambda:S(txt,nl).getvalue()); t(lambda:list(S(txt,newline=nl))); t(lambda:S(txt,nl).readlines()); t(lambda: S(txt,nl).readline(1)); t(lambda: [S(txt,nl).readline(k) for k in (-1,0,2,3,None)])
s=S('x\ny'); t(lambda:next(s)); t(lambda:next(s)); t(lambda:next(s)); 
s.close(); t(lambda:s.closed); t(s.read); t(lambda:s.write('a')); t(s.getvalue); t(s.readable); t(s.flush); t(s.close); t(lambda:s.__enter__()); t(lambda: iter(s)); t(s.tell)
with S('q') as s: t(s.read)
t(lambda:s.closed)
class P(S):
    def __init__(self,*a): super().__init__(*a); self.n=0
    def write(self,x): self.n+=1; return super().write(x.upper())
p=P('start'); print('a','b',1,file=p); t(p.getvalue); t(lambda:p.n); t(lambda:isinstance(p,io.TextIOBase)); t(lambda:p.__dict__)
print(1,2.5,None,'한',sep='',end='!',file=p); t(p.getvalue)
t(lambda:S(5)); t(lambda:S(b'a')); t(lambda:S(None).getvalue()); t(lambda:S(initial_value='k').read()); t(lambda:S('a',newline='q')); t(lambda: S().isatty()); t(lambda:S().fileno()); t(lambda:S().encoding); t(lambda:S().newlines); t(lambda:S().line_buffering); t(lambda: S('ab').writelines(['x','y'])); t(lambda:S().seek(2**70)); t(lambda:hash(S()) is not None); t(lambda:S()==S()); t(lambda:S().detach()); t(lambda:S('abc').read(10**18)); t(lambda:vars(S()))
s=S('abcdef'); s.seek(10); t(lambda:s.read()); t(lambda:s.readline()); t(lambda:s.truncate()); t(s.getvalue); s.seek(2); t(lambda:s.truncate()); t(s.getvalue); t(lambda:s.seek(-1,0)); t(lambda:s.seek('a')); t(lambda: s.seek()); t(lambda:s.tell(1)); t(lambda:s.write()); t(lambda: type(s).__name__); t(lambda: S.__module__); t(lambda:S.write.__name__)
t(lambda:copy.copy(S('abc')).getvalue())
t(lambda:copy.deepcopy(S('abc')).getvalue())
s=S(); print(*range(5), sep=None, end=None, file=s); t(s.getvalue)
t(lambda: print(1,sep=5)); t(lambda:print(1,end=b'')); t(lambda:print(1,file=5))
class W:
    def write(self,x): sys.stdout.write(f'<{x}>')
print('a',['b'],end='',file=W()); print()
