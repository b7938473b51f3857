# Pickles byte for byte, broken ones, and digests.
import pickle, io, hashlib, base64, random, collections, datetime, zlib, binascii
random.seed(5)
def t(f,*a,**k):
    try: print(repr(f(*a,**k))[:300])
    except BaseException as e: print('!',type(e).__module__,type(e).__name__,str(e)[:200])
class P:
    def __init__(s,x): s.x=x
    def __eq__(s,o): return type(o) is P and s.x==o.x
    def __repr__(s): return f'P({s.x!r})'
class L(list): pass
class Dd(dict): pass
class S:
    __slots__='a','b'
class N:
    def __new__(cls,*a): return super().__new__(cls)
    def __getnewargs__(s): return (1,2)
    def __getstate__(s): return {'q':5}
    def __setstate__(s,st): s.st=st
class R:
    def __reduce__(s): return (P,([1,2],))
def gen(d):
    k=random.randrange(14 if d else 8)
    if k==0: return None
    if k==1: return random.random()<.5
    if k==2: return random.choice([0,1,255,256,65535,65536,-1,2**31-1,-2**31,2**31,-2**31-1,2**63-1,-2**63,2**63,2**64,-2**64,2**200,-2**255,-2**256,2**40,-2**39,-2**47])
    if k==3: return random.choice([0.0,-0.0,1.5,1e308,-1e-308,float('inf'),random.random()])
    if k==4: return random.choice(['','a','한글','é','\U0001f600','x'*random.randrange(300),'\ud800'])
    if k==5: return bytes(random.randrange(256) for _ in range(random.choice([0,1,5,255,256,300])))
    if k==6: return random.randrange(-10**9,10**9)
    if k==7: return ()
    n=random.choice([0,1,2,3,4,5])
    if k==8: return [gen(d-1) for _ in range(n)]
    if k==9: return tuple(gen(d-1) for _ in range(n))
    if k==10: return {random.randrange(100):gen(d-1) for _ in range(n)}
    if k==11: return {str(random.randrange(100)):gen(d-1) for _ in range(n)}
    if k==12: return set(range(n))
    return frozenset(range(1, n + 2))
for i in range(300):
    v=gen(4)
    for p in (3,4,5):
        try: b=pickle.dumps(v,p)
        except NotImplementedError as e: print('NI'); continue
        if p>2 or b'NI' : print(p,hashlib.md5(b).hexdigest(),len(b))
        assert repr(pickle.loads(b))==repr(v)
for v in [list(range(1000)),list(range(1001)),list(range(2500)),{i:i for i in range(1000)},{i:i for i in range(1001)},{i:i for i in range(2000)},set(range(1000)),set(range(1500)),set(range(2000)),frozenset(range(1200)),['x'*70000,'y'*65536,b'z'*65535,b'w'*100000,1],[i*1.5 for i in range(30000)],'a'*65535,['q'*40000]*3,[str(i)*10 for i in range(5000)],list(range(100000)),[bytearray(b'abc')],[P(1),P(2)],[P(i) for i in range(300)],L([1,2,3]),Dd(a=1),{'a':P(1)},N(),R(),collections.OrderedDict(a=1),collections.Counter('aab'),collections.defaultdict(list,{1:[2]}),collections.deque([1,2]),range(5),slice(1,2),1+2j,ValueError('x',1),int,len,print,P,datetime.date(2024,1,1),[datetime.datetime(2024,1,1)]*2,Ellipsis,NotImplemented,type(None)]:
    for p in (4,5,3):
        try:
            b=pickle.dumps(v,p); print(p,hashlib.sha1(b).hexdigest(),len(b)); w=pickle.loads(b); print(type(w), repr(w)[:60] if '0x' not in repr(w) else '')
        except BaseException as e: print('!',p,type(e).__name__,str(e)[:100])
a=[1]; a.append(a); b=pickle.dumps(a); print(b); c=pickle.loads(b); print(c[1] is c)
d={}; d['me']=d; c=pickle.loads(pickle.dumps(d)); print(c['me'] is c)
tt=([],); tt[0].append(tt); b=pickle.dumps(tt); print(b); c=pickle.loads(b); print(c[0][0] is c)
tt=([],1,2,3); tt[0].append(tt); b=pickle.dumps(tt); print(b)
p1=P(None); p1.x=p1; print(pickle.loads(pickle.dumps(p1)).x.x.x is not None)
s='shared'; print(pickle.dumps([s,s,(s,),{s:s}]))
f=io.BytesIO(); pk=pickle.Pickler(f); pk.dump([s]); pk.dump([s]); pk.clear_memo(); pk.dump([s]); print(f.getvalue())
f=io.BytesIO()
for v in (1,'two',[3.0,'x'*70000]): pickle.dump(v,f)
f.seek(0); print(pickle.load(f),pickle.load(f),len(pickle.load(f)[1])); t(pickle.load,f)
for data in [b'',b'\x80',b'\x80\x04',b'\x80\x04K',b'\x80\x09.',b'.',b'K\x01',b'\x80\x04\x95\xff\x00\x00\x00\x00\x00\x00\x00K\x01.',b'zz',b'\xff',b'K\x01a.',b'(K\x01',b'e.',b'h\x05.',b'j\x05\x00\x00\x00.',b'(.',b"I5\n.",b'I01\n.',b'L5L\n.',b'F1.5\n.',b"S'abc'\n.",b'Vabc\n.',b'(lp0\nI1\na.',b'cbuiltins\nlen\n.',b'c__builtin__\nlist\n.',b'cnosuch\nx\n.',b'N(K\x01K\x02e.',b'}(K\x01u.',b'}(K\x01K\x02u.',b')(K\x01.',b'K\x01K\x02\x85.',b'\x85.',b"cbuiltins\nlist\n(K\x01K\x02t\x81.",b'cbuiltins\nlist\nK\x01\x81.',b'K\x01)\x81.',b'K\x01)R.',b'cbuiltins\nint\n(K\x05tR.',b'U\x03abc.',b'X\x03\x00\x00\x00ab',b'K\x01Q.',b'P5\n.',b'\x8c\x01\xff.',b'(cbuiltins\nlist\no.',b'(ibuiltins\nlist\n.',b"'",b'\x01',b'\x8a\x01\xff.',b'\x8a\x00.',b'2.',b'0.',b'1.']:
    t(pickle.loads,data); t(pickle.load,io.BytesIO(data))
t(pickle.loads,'x');t(pickle.dumps,(i for i in ()));t(pickle.dumps,1,9);t(pickle.dumps,1,-1);t(pickle.dump,1,5);t(pickle.load,5)
class PP(pickle.Pickler):
    def persistent_id(self,o): return ('id',repr(o)) if o==42 or o=='magic' else None
class PU(pickle.Unpickler):
    def persistent_load(self,pid): return ('loaded',)+tuple(pid)
    def find_class(self,m,n): print('find',m,n); return super().find_class(m,n)
f=io.BytesIO(); PP(f).dump([42,'magic','plain',{42:P('magic')},[1,2.5,None]]); print(f.getvalue()); f.seek(0); print(PU(f).load())
deep=[]
for i in range(3000): deep=[deep]
t(pickle.dumps,deep)
class Grow:
    def __reduce__(self): lst.append(1) if len(lst)<50 else 0; return (int,(5,))
lst=[Grow()]; print(pickle.loads(pickle.dumps(lst))[:3])
class Bad:
    def __reduce__(self): D.clear(); return (int,())
D={1:Bad(),2:3}; t(pickle.dumps,D)
for n in list(range(0,300,7))+[55,56,57,63,64,65,111,112,113,119,120,127,128,129,1000,100000]:
    x=bytes(random.randrange(256) for _ in range(min(n,1000)))*(1 if n<=1000 else n//1000)
    print(n,*[getattr(hashlib,h)(x).hexdigest() for h in ('md5','sha1','sha224','sha256','sha384','sha512')],zlib.crc32(x),zlib.adler32(x))
    e=base64.b64encode(x); print(hashlib.md5(e).hexdigest(),base64.b64decode(e)==x,base64.urlsafe_b64encode(x[:9]))
for x in [b'',b'a',b'YQ==',b'YQ=',b'YQ',b'YWI=',b'YW I=\n',b'YWJj',b'YWJjZ',b'Y',b'!!!!',bytearray(b'YWJj'),'YWJj','é',5]: t(base64.b64decode,x); t(base64.b64decode,x,validate=True); t(base64.b64encode,x)
h=hashlib.sha256(b'a'); h.update(b'b'); print(h.hexdigest(),h.digest_size,h.block_size,h.name,h.copy().hexdigest()); h=hashlib.new('sha384',b'x'); print(h.hexdigest(),h.name,h.digest_size)
t(hashlib.new,'nope');t(hashlib.md5,'x');t(hashlib.sha1,5)
