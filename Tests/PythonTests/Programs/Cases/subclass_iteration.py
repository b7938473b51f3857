# Subclasses of tuple and list that iterate in a way of their own.
class T(tuple):
    def __iter__(self): return iter(self[1:])
class L(list):
    def __iter__(self): return iter([9])
t=T((1,2,3)); l=L([1,2])
print(list(t), tuple(t), [*t], set(t), sum(t), dict.fromkeys(t), sorted(t), list(l), [*l], tuple(l), (lambda *a: a)(*t), (lambda *a: a)(*l))
a,b=t; print(a,b)
x=[0]; x.extend(t); x+=t; x[0:0]=t; print(x, list(map(str,t)), list(zip(t,l)), ','.join(map(str,t)), max(t), list(enumerate(l)))
