import random
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
random.seed(42)
print(random.randint(10**20, 10**21), random.randrange(10), random.randrange(5, 1, -1), random.choice('abc'), random.sample(range(100), 5), random.choices('ab', k=3), random.uniform(1, 2), random.gauss(0, 1), random.shuffle(l := [1, 2, 3]), l, random.getrandbits(100), random.random(), random.triangular(0, 1), random.sample([1, 2, 3], counts=[1, 2, 1], k=2), random.choices([1, 2], weights=[1, 9], k=4), random.betavariate(1, 2), random.expovariate(1), random.normalvariate(), random.vonmisesvariate(0, 1), random.lognormvariate(0, 1), random.paretovariate(1), random.weibullvariate(1, 2), random.gammavariate(1, 2), random.randbytes(4))
t(lambda: random.randint(5, 1)); t(lambda: random.choice([])); t(lambda: random.sample([1], 2)); t(lambda: random.randrange(0)); t(lambda: random.sample({1}, 1)); t(lambda: random.randint('a', 1)); t(lambda: random.choices([], k=1)); t(lambda: random.choices([1], weights=[1, 2])); t(lambda: random.seed([1])); t(lambda: random.shuffle((1, 2))); t(lambda: random.randrange(1.5))
s = random.getstate(); a = random.random(); random.setstate(s); print(a == random.random())
r = random.Random(1); print(r.random(), random.Random(1).random(), type(r))
random.seed('abc'); print(random.random()); random.seed(1.5); print(random.random()); random.seed(b'x'); print(random.random()); random.seed(None)
class R(random.Random):
    def random(self): return 0.5
print(R().uniform(0, 2))
