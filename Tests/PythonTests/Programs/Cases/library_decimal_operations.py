# Random operations on random decimal numbers in random contexts: results, signals and flags.
import random
from decimal import *

R = random.Random(2026)
def digits(n): return ''.join(R.choice('0123456789' if R.random()<.6 else '059') for _ in range(n)) or '0'
def number():
    k = R.random()
    if k < .04: return R.choice(['NaN','-NaN','sNaN','NaN12','-sNaN3','Infinity','-Infinity','0','-0','1','-1','10','1.00','0.1','2','-2','0.5'])
    if k < .09: return R.choice(['0','-0','0E+5','0E-9','1','-1','10','1.00','0.10','2','-2','0.5','1E+3','100'])
    s = R.choice(['','','-'])
    n = R.choice([1,1,2,3,5,9,10,20,28,29,40,60])
    d = digits(n)
    k = R.random()
    if k < .3: return s+d
    if k < .6: p = R.randrange(n+1); return s+d[:p]+'.'+d[p:]
    if k < .9: return s+d+'E'+str(R.randrange(-40,40))
    return s+d+'E'+str(R.choice([-1,1])*R.randrange(0,500))
def small():
    k = R.random()
    if k<.5: return str(R.randrange(-20,20))
    if k<.8: return str(R.randrange(-300,300)/100)
    return number()
roundings = [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP]
signals = [InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped]
un = 'abs plus minus sqrt logb normalize next_minus next_plus logical_invert copy_abs copy_negate to_integral_value to_integral_exact number_class is_normal is_subnormal to_sci_string to_eng_string'.split()
tr = 'exp ln log10'.split()
bi = 'add subtract multiply divide divide_int remainder remainder_near divmod quantize compare compare_signal compare_total compare_total_mag copy_sign max max_mag min min_mag next_toward scaleb shift rotate logical_and logical_or logical_xor same_quantum'.split()
for i in range(900):
    c = Context(prec=R.choice([1,2,3,5,9,16,28,50]), rounding=R.choice(roundings), Emin=R.choice([-999999,-999999,-5,-20,-300, 0]), Emax=R.choice([999999,999999,5,20,300,0]), clamp=R.choice([0,0,0,1]), capitals=R.choice([1,1,0]), traps=R.choice([[],[],[],[InvalidOperation,DivisionByZero,Overflow],signals,[Inexact],[Rounded],[Subnormal,Clamped]]))
    k = R.random()
    if k < .3: op = R.choice(un); args = [number()]
    elif k < .62: op = R.choice(bi); args = [number(), number() if R.random()<.6 else small()]
    elif k < .75: op = R.choice(tr); args = [R.choice([number,small])()]
    elif k < .85: op = 'power'; args = [R.choice([number,small])(), small()] + ([str(R.randrange(-50,50))] if R.random()<.1 else [])
    elif k < .9: op = 'fma'; args = [number(), number(), number()]
    else: op = 'create_decimal'; args = [number()]
    if op.startswith('logical'): args = [R.choice(['','-'] if R.random()<.03 else ['']) + ''.join(R.choice('01') for _ in range(R.randrange(1,35))) if R.random()<.9 else a for a in args]
    if op in ('power',) and len(args[1])>8: args[1] = str(R.randrange(-9,9))
    if op in ('shift','rotate','scaleb') and R.random()<.9: args[1] = str(R.randrange(-30,30))
    try:
        xs = args if op == 'create_decimal' else [Decimal(a) for a in args]
        r = getattr(c, op)(*xs)
        r = str(r) if not isinstance(r, tuple) else str([str(x) for x in r])
    except Exception as e:
        r = type(e).__name__ + ' ' + str(e)
    print(i, op, args, c.prec, c.rounding, c.Emin, c.Emax, c.clamp, '->', r, [s.__name__ for s in signals if c.flags[s]])
