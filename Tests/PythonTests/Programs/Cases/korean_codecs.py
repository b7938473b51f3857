# The Korean encodings, all characters and all pairs of bytes.
import random
def t(f):
    try: return f()
    except Exception as e: return (type(e).__name__, str(e))
import hashlib
for name in ("cp949","euc_kr","EUC-KR","ms949","949","ks_c_5601-1987","korean","uhc"):
    h=hashlib.md5()
    for c in list(range(0x10000)):
        if 0xd800<=c<0xe000: continue
        h.update(repr(t(lambda: chr(c).encode(name))).encode())
        if name not in ("cp949","euc_kr") and c>300: break
    print(name,h.hexdigest())
    h=hashlib.md5()
    for a in range(256):
        for b in range(256):
            if name not in ("cp949","euc_kr") and (a*b)%97: continue
            for x in (bytes([a,b]),bytes([a,b,65])):
                h.update(repr(t(lambda: x.decode(name))).encode())
                h.update(repr(t(lambda: x.decode(name,"replace"))).encode())
                h.update(repr(t(lambda: x.decode(name,"ignore"))).encode())
    print(name,h.hexdigest())
for s in ("똠방각하 뷁 ab","😀😀x","한\ud800글", "ㅤ"):
    for e in ("cp949","euc_kr"):
        print(ascii(t(lambda: s.encode(e))), t(lambda: s.encode(e,"replace")), t(lambda: s.encode(e,"xmlcharrefreplace")), ascii(t(lambda: s.encode(e,"replace").decode(e))))
