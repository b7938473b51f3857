# Numbers as bytes: all formats, alignments and refusals.
import struct
def t(f,*a):
    try: print(f.__name__,a,'->',f(*a))
    except BaseException as e: print(f.__name__,a,'!',type(e).__name__,e)
for o in ['','<','>','=','!','@']:
    for c,vs in {'b':(-129,128),'B':(-1,256),'h':(-32769,32768,2**70),'H':(-1,65536),'i':(2**31,-2**31-1,2**70),'I':(-1,2**32,2**70),'l':(2**63,2**31),'L':(-1,2**64),'q':(2**63,2**70,-2**63-1),'Q':(-1,2**64),'n':(2**63,),'N':(-1,),'P':(-1,2**64,2**63,-2**70),'?':([],1),'c':('a',b'ab',1),'e':(1e6,'x',65520.0),'f':(1e39,None,2**2000),'d':('1',10**400)}.items():
        for v in vs: t(struct.pack,o+c,v)
t(struct.pack); t(struct.pack,5); t(struct.pack,'i'); t(struct.pack,'2i',1); t(struct.pack,'3'); t(struct.pack,'3 i',1,2,3); t(struct.calcsize,'y'); t(struct.calcsize,'<n'); t(struct.calcsize,'99999999999999999999i'); t(struct.calcsize,'i\0'); t(struct.calcsize,'é'); t(struct.calcsize,'9223372036854775807i');t(struct.calcsize,b'2i');t(struct.calcsize,bytearray(b'2i'))
t(struct.pack,'5s','x'); t(struct.pack,'5s',bytearray(b'xyzxyzxyz')); t(struct.pack,'5p',b'xyzxyzxyz'); t(struct.pack,'p',1); t(struct.pack,'0s',b'a'); t(struct.pack,'0p',b'a');t(struct.pack,'0i'); t(struct.pack,'bh0i',1,2)
t(struct.unpack,'i',b'abc'); t(struct.unpack,'i',5); t(struct.unpack,'i','x'); t(struct.unpack_from,'i',b'abcdefg',4); t(struct.unpack_from,'i',b'abcdefg',-3);t(struct.unpack_from,'i',b'abcdefg',-30);t(struct.unpack_from,'i',b'abcdefg',30);t(struct.unpack_from,'i',b'abcdefg',-4)
t(struct.unpack,'5p',b'\x09abcd'); t(struct.unpack,'?',b'\x02');t(struct.unpack,'3xb',b'abcd')
b=bytearray(8); t(struct.pack_into,'i',b,6,1); t(struct.pack_into,'i',b,-3,1);t(struct.pack_into,'i',b,-30,1);t(struct.pack_into,'i',b,99,1); t(struct.pack_into,'i',b'aaaa',0,1); t(struct.pack_into,'i'); t(struct.pack_into,'i',b); t(struct.pack_into,'i',b,0); t(struct.pack_into,'i',b,'x',1); t(struct.pack_into,'i',b,-4,7); print(b)
t(struct.iter_unpack,'i',b'abc'); t(struct.iter_unpack,'0s',b''); t(lambda *a:list(struct.iter_unpack(*a)),'<h',b'abcd'); 
it=struct.iter_unpack('<h',b'abcd'); print(type(it),it.__length_hint__(),next(it))
s=struct.Struct('<i2h'); print(s.size,s.format,type(s),s.pack(1,2,3)); t(s.pack,1); t(s.unpack,b'a');t(s.unpack_from,b'a');t(s.pack_into,b,0);t(s.pack_into,b);t(s.pack_into)
t(struct.Struct,5);t(struct.Struct); 
class F:
    def __repr__(s): return 'F()'
    def __index__(s): return 7
    def __float__(s): return 2.5
class G:
    def __repr__(s): return 'G()'
    def __index__(s): raise KeyError(1)
    def __float__(s): raise KeyError(2)
    def __bool__(s): raise KeyError(3)
for c in 'bHiQq?efdn': t(struct.pack,c,F()); t(struct.pack,'<'+c if c!='n' else c,G()); t(struct.pack,c,1.5); t(struct.pack,c,True)
print(struct.error, struct.error.__module__, struct.Struct.__module__, struct.pack)
