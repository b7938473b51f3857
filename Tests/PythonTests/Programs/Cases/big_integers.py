# Integers beyond a machine word, and around its ends.
import random
random.seed(3)
def r():
    k=random.choice([10,62,63,64,65,127,128,129,200,1000,5000])
    v=random.getrandbits(k)
    if random.random()<.3: v=(1<<k)+random.choice([-2,-1,0,1,2])
    return -v if random.random()<.5 else v
for i in range(300):
    a,b=r(),r()
    out=(a+b,a-b,a*b,-a,abs(a),a<b,a==b,a>=b,hash(a),a&b,a|b,a^b,~a,str(a)[:50],bool(a),a.bit_length(),a//(b or 1),a%(b or 1),float(a) if abs(a)<10**300 else 0, int(str(a)), a<<3,a>>5, {a:1}.get(a), a is a, sorted([a,b]), (a+b)-b==a, a-a, a*0, a+(-a))
    print(out if i < 4 else hash(repr(out)))
class I(int): pass
x=I(2**70); y=I(5); print(x+1,y+1,x*y,type(x+y),x==2**70,y==5,I(2**70)-2**70, x<y, sum([x,y]), repr(x), [1,2,3][I(1)], hash(I(2**70))==hash(2**70), -y, pow(x,2), x.__add__(1), int(x), bool(I(0)), I(0)==0, I(-3), abs(I(-2**65)))
print(2**63-1+1, -2**63-1, -2**63*1, (2**63)*-1, 2**64-2**63, (2**63)-1, -(2**63), 2**63==2**63, -(-2**63))
import copy
print(copy.deepcopy(2**100), True+2**64, 2**64+True, 2**64*False, 2**64+0.5, 2**64<True)
