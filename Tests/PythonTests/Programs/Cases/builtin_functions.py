print(abs(-3), bin(10), hex(255), oct(8), chr(0xD55C), ord('a'), divmod(7,-2), pow(2,10,1000), round(2.5), round(3.14159,2), sum([1,2,3]), sum([0.1]*3), max(3,1,2), min([4,2,8], key=lambda x:-x), sorted([3,1,2], reverse=True))
print(list(range(5)), tuple('abc'), dict(a=1,b=2), dict([(1,2)], c=3), set([3,1,2]), frozenset([1]))
l=[5,3,8,1]
l.sort(); print(l); l.append(9); l.insert(0,7); l.extend([1,2]); print(l, l.pop(), l.pop(0), l.index(8), l.count(1))
l.reverse(); print(l); l.remove(8); print(l)
try: l.remove(99)
except ValueError as e: print(e)
d={'a':1,'b':2}
print(d.get('a'), d.get('z',0), d.setdefault('c',[]), d.pop('a'), d, list(d.items()), d.popitem(), d)
print(sorted(d.keys() | {'q'}), 'b' in d.keys(), d | {'x':1}, list(reversed({'a':1,'b':2})))
print({1,2,3} & {2,3}, {1}|{2}, {1,2}-{1}, {1,2}^{2,3}, {1,2}.union([5]), {1} <= {1,2}, {1,2}.isdisjoint({3}))
print(list(enumerate('ab', 1)), list(zip([1,2],'ab')), list(map(lambda x:x*2,[1,2])), list(filter(None,[0,1,2])), list(reversed([1,2,3])), list(reversed(range(4))))
print(int('ff',16), int('12'), int(3.9), float('1e3'), complex(1,2), complex('1+2j'), bool([]), int(), float())
print((5).bit_length(), (255).to_bytes(2,'big'), int.from_bytes(b'\x01\x00','big'), (0.5).as_integer_ratio(), (2.0).is_integer(), (1.5).hex())
for s in ["int('x')","float('x')","len(5)","[].pop()","{}['a']","list.append(5,1)","next(iter([]))","dict.__new__(int)","sorted([1,'a'])","zip(1)","max([])","list(5)","dict(5)","dict([1])","range(1,2,0)","set([[]])","(1).foo","chr(-1)","ord('ab')","int([])","isinstance(1,1)","abs('x')","sum(['a'])","hash([])","tuple.index((1,),2)","eval('1+')","round('x')","getattr(1)","list(1,2)","[].append()","[].append(1,2)","[].sort(1)","len()","len(1,2)"]:
    try: print(s, eval(s))
    except Exception as e: print(s, type(e).__name__, e)
def g():
    x = yield 1
    print('got', x)
    try:
        yield 2
    except ValueError as e:
        print('caught', e)
    return 5
it=g(); print(next(it), it.send('hi'))
try: it.throw(ValueError('boo'))
except StopIteration as e: print('stop', e.value)
