class D(dict):
    def __missing__(self, k): return k*2
x=D(a=1); print(x['a'], x['q'], len(x), x, list(x), 'a' in x, x == {'a':1})
class L(list):
    def __len__(self): return 100
y=L([1,2,3])
try: print(y[50])
except IndexError as e: print(e)
print(list[int], dict[str,int], y, len(y), y == [1,2,3])
exec("z = 5\nprint(z+1)"); print(z)
print(getattr(y,'nope',7), hasattr(y,'append'), callable(len))
print(sorted(['b','a','C'], key=lambda s: s), sorted([(2,'a'),(1,'b')]))
f = list.append
try: f(5,1); 
except TypeError as e: print(e)
try: f(5,1); 
except TypeError as e: print(e)
class A:
    f = len
print(A().f([1,2]))
m = [3,2,1]
def bad(x): m.clear(); return x
try: m.sort(key=bad)
except ValueError as e: print(e)
def bad2(x): m.append(x); return x
m=[3,2,1]
try: m.sort(key=bad2)
except ValueError as e: print(e, m)
print(slice(1,10,2).indices(5), range(10)[2:5], 5 in range(10), range(3)==range(0,3))
