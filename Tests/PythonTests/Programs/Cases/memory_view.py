def t(s):
    try: r = eval(s, globals()); print(s, '->', r if not isinstance(r, memoryview) else ('view', r.tolist()))
    except Exception as e: print(s, '->', type(e).__name__, e)
b = bytearray(b'hello'); v = memoryview(b); w = memoryview(b'abc')
for s in '''len(v)|v[0]|v[-1]|v[9]|v['a']|v[1:3]|v[::-1]|v[::2].tobytes()|v[1:3][0]|bytes(v)|list(v)|v.tolist()|v.hex()|v.hex('-')|v.nbytes|v.itemsize|v.format|v.ndim|v.shape|v.strides|v[::2].strides|v.readonly|w.readonly|v.obj is b|v == b|v == b'hello'|w == b'x'|v == 5|104 in v|hash(w) == hash(b'abc')|hash(v)|w.__setitem__(0, 1)|v.__setitem__(0, 72)|b|v.__setitem__(slice(1, 3), b'EL')|b|v.__setitem__(slice(1, 3), b'x')|v.__setitem__(0, 300)|v.__setitem__(0, 'a')|v.__setitem__(9, 1)|memoryview(5)|memoryview('a')|memoryview()|memoryview(v)[1]|b'x' + v[:2]|b'-'.join([w, v[:1]])|v.contiguous|v[::2].contiguous|w.toreadonly()|bytes(v[::-1])|int.from_bytes(v[:2], 'big')|v.cast('B')|type(v)|v[:2] == v[:2]|sum(v)|max(w)|b.find(w[:0])|bytearray(w)|w.tobytes().decode()|str(w, 'ascii')|[x for x in reversed(w)]'''.split('|'): t(s)
with memoryview(b'ab') as x: print(x[0])
for f in (lambda: x[0], lambda: len(x), lambda: x.tolist()):
    try: f()
    except ValueError as e: print(e)
v.release(); b.append(1); print(b)
