# Decimal numbers: construction, contexts, conversions, comparison, formats and the texts of errors.
import decimal
from decimal import *
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__mro__, e.args, str(e))
t(lambda: Decimal('x')); t(lambda: Decimal(1)/0); t(lambda: Decimal(0)/0); t(lambda: Decimal(1)//0); t(lambda: Decimal(1)%0); t(lambda:Decimal('1e30')//1)
t(lambda: divmod(Decimal(1),0)); t(lambda: Decimal('sNaN')+1); t(lambda: Decimal(1).quantize(Decimal('1e-30')))
t(lambda: getcontext()); t(lambda: getcontext().flags); t(lambda: getcontext().traps); t(lambda: type(getcontext().flags).__name__)
t(lambda: BasicContext); t(lambda: ExtendedContext); t(lambda:DefaultContext)
t(lambda: Context(prec=0)); t(lambda: Context(prec='x')); t(lambda: Context(rounding='x')); t(lambda: Context(rounding=5)); t(lambda: Context(Emin=1)); t(lambda: Context(Emax=-1)); t(lambda: Context(capitals=2)); t(lambda: Context(clamp=2)); t(lambda: Context(traps=[5])); t(lambda: Context(flags=5)); t(lambda: Context(traps={Inexact:1})); t(lambda: Context(bad=1)); t(lambda: Context(1,2,3,4,5,6,7,8,9))
t(lambda: Decimal(1.5)); t(lambda: Decimal([1])); t(lambda: Decimal((1,(2,3),4))); t(lambda: Decimal((2,(2,3),4))); t(lambda: Decimal((1,(2,'3'),4)));t(lambda: Decimal((1,(2,3),'x')));t(lambda: Decimal((1,(2,3),'F')));t(lambda: Decimal((1,(2,3),'n')));t(lambda: Decimal((1,2,'n')));t(lambda: Decimal((1,(11,),1)))
t(lambda: Decimal(None)); t(lambda: Decimal(b'1')); t(lambda: Decimal('1', 5)); t(lambda: Decimal('1','2','3')); t(lambda: Decimal(value='3')); t(lambda: Decimal(bad=1)); t(lambda: Decimal())
t(lambda: Decimal('1')+1.5); t(lambda: Decimal(1)<1.5); t(lambda: Decimal(1)<'a'); t(lambda: Decimal(1)=='a'); t(lambda: Decimal('nan')<1); t(lambda: Decimal('snan')==1); t(lambda: hash(Decimal('snan'))); t(lambda: hash(Decimal('nan'))==object.__hash__(Decimal('nan')))
t(lambda: float(Decimal('snan'))); t(lambda: int(Decimal('nan'))); t(lambda: int(Decimal('inf'))); t(lambda: round(Decimal('nan'))); t(lambda: round(Decimal('2.5'))); t(lambda: round(Decimal('2.567'),2)); t(lambda: round(Decimal('2.567'),'x')); t(lambda: round(Decimal('inf'),2))
t(lambda: Decimal(1).as_integer_ratio()); t(lambda: Decimal('inf').as_integer_ratio()); t(lambda: Decimal('nan').as_integer_ratio()); t(lambda: Decimal('1.50').as_tuple()); t(lambda: Decimal('-inf').as_tuple()); t(lambda: Decimal('nan12').as_tuple())
t(lambda: localcontext(5)); t(lambda: localcontext(bad=5)); t(lambda: setcontext(5)); t(lambda: getcontext().foo); t(lambda: setattr(getcontext(),'foo',1)); t(lambda: delattr(getcontext(),'prec')); t(lambda: setattr(getcontext(),'prec','x')); t(lambda: setattr(getcontext(),'traps',5)); t(lambda: setattr(getcontext(),'rounding',5)); t(lambda: setattr(getcontext(),'Emin',5)); t(lambda: setattr(getcontext(),'Emax',-5)); t(lambda: setattr(getcontext(),'capitals',-5)); t(lambda: setattr(getcontext(),'clamp',-5)); t(lambda: setattr(getcontext(),'prec',10**30)); 
t(lambda: getcontext().flags[5]); t(lambda: getcontext().flags.update({5:5})); t(lambda: getcontext().flags.pop(Inexact)); t(lambda: dict(getcontext().flags)); t(lambda: len(getcontext().flags)); t(lambda: list(getcontext().flags)); t(lambda: getcontext().flags=={}); t(lambda: Context().flags==Context().flags); t(lambda: getcontext().flags.copy())
t(lambda: Decimal.from_float('x')); t(lambda: Decimal.from_float(3)); t(lambda: Decimal.from_float(True)); t(lambda: Decimal.from_float(0.1)); t(lambda: Decimal.from_float(-0.0)); t(lambda: Decimal('1').foo); t(lambda: Decimal(1).quantize('x')); t(lambda: Decimal(1).quantize(1.5)); t(lambda: Decimal(1).sqrt(5)); t(lambda: Decimal(1).compare(2.5)); t(lambda: Decimal(1).quantize(1,rounding='x')); t(lambda: Decimal(1).quantize(1,rounding=5)); t(lambda: getcontext().add(1,'x')); t(lambda: getcontext().add(1,1.5)); t(lambda: getcontext().sqrt()); t(lambda: 0)
t(lambda: format(Decimal(1),'x')); t(lambda: format(Decimal(1),5)); t(lambda: format(Decimal('1234.5'),',.2f')); t(lambda: Decimal(1).__format__('.2f', 5)); t(lambda: Decimal(1).__complex__()); t(lambda: complex(Decimal('1.5'))); t(lambda: Decimal(2)**3); t(lambda: pow(Decimal(2),3,5)); t(lambda: pow(Decimal(2),Decimal('1.5'),5)); t(lambda: 2**Decimal(3)); t(lambda: Decimal(0)**0); t(lambda: Decimal(-8)**Decimal('0.333')); t(lambda: Decimal(1).__add__('x')); t(lambda: Decimal(1)+'x'); t(lambda: Decimal(1)+None); t(lambda: 'x'+Decimal(1)); t(lambda: Decimal(1)&1)
t(lambda: Decimal('1e1000000')); t(lambda: Decimal('1e9999999999999999999')); t(lambda: Decimal('1')*Decimal('1e999999')*10); t(lambda: Decimal('1e-999999')/10); t(lambda: Decimal('1e-1000030')*1); t(lambda: Decimal('1e1000000000000000000'))
class D(Decimal): pass
t(lambda: D('1.5')); t(lambda: type(D(1)+1)); t(lambda: D.from_float(1.5)); t(lambda: D('1.5').__reduce__()); t(lambda: type(D(D(1)))); t(lambda: Decimal(D(1)));import copy; t(lambda: copy.copy(D(1))); t(lambda: Context().__reduce__()); t(lambda: HAVE_THREADS); t(lambda: HAVE_CONTEXTVAR)
t(lambda: decimal.__version__); t(lambda: decimal.__libmpdec_version__); t(lambda: Decimal.__module__); t(lambda: Context.__module__); t(lambda: Decimal(1).real); t(lambda: Decimal(1).imag); t(lambda: Decimal(1).conjugate()); t(lambda: __import__('numbers').Number in Decimal.__mro__); t(lambda: isinstance(Decimal(1), __import__('numbers').Number)); t(lambda: Context(traps=[Inexact]).divide(1,3)); t(lambda: Context(traps=[Inexact,Rounded]).divide(1,3)); t(lambda: Context(traps=[Overflow,Inexact,Rounded],Emax=9).power(10,10)); t(lambda: MIN_ETINY)
t(lambda: Context(traps=[FloatOperation]).create_decimal(1.5)); t(lambda: DecimalTuple)
t(lambda: Decimal('  1_000.5\n')); t(lambda: Decimal('1__0')); t(lambda: Decimal('_')); t(lambda: Decimal('١٢')); t(lambda: Decimal('1 2')); t(lambda: Decimal('')); t(lambda: Decimal('+.5')); t(lambda: Decimal('.')); t(lambda: Decimal('5.')); t(lambda: Decimal('1e')); t(lambda: Decimal('1e+5')); t(lambda: Decimal('-sNaN0123')); t(lambda: Decimal('infinit')); t(lambda: Decimal('NaN'+'1'*40)); t(lambda: Decimal('1\0')); t(lambda: Context(prec=3).create_decimal('NaN1234')); t(lambda: Context(prec=3).create_decimal('1234.5')); t(lambda:Decimal('0e-9999999')); t(lambda: Decimal('0')*Decimal('1e-1000000')); t(lambda: Decimal((0,(0,0,1,2),3))); t(lambda: Decimal((0,(),'n'))); t(lambda: Decimal((0,(),3)))

def shown(v,s):
    try: return repr(format(Decimal(v),s))
    except Exception as e: return type(e).__name__+' '+str(e)
for v in ['0','1','-1.5','1234567.891','0E+3','0E-8','1E+5','-0','NaN','-Infinity','sNaN12','9.995','1e-10']:
    print(v, [(s,shown(v,s)) for s in ['','e','.0e','.2e','E','f','.0f','.2f','F','g','.3g','G','%','.1%','n','.2','.0',',',',.2f','_','#','#f','z','z.1f','+','-',' ','010','<10','*^12','=12','x>+12,.3f','010,','05,.0f','가>9','10.3','.3n',',n','0=10','<010','>>5','0','00010','1,','.f','.2d','d','s']])

# Contexts.
with localcontext() as c:
    c.prec = 5
    print(Decimal(1) / 3, c.flags[Inexact], getcontext() is c)
    with localcontext(Context(prec=2)) as d:
        print(Decimal(1) / 3)
    c.traps[Inexact] = True
    try:
        Decimal(1) / 3
    except Inexact as e:
        print(repr(e))
    c.flags = Context(flags=[Clamped]).flags
    c.clear_traps()
    print(c)
print(getcontext().prec, getcontext() is DefaultContext)
setcontext(ExtendedContext)
print(getcontext(), getcontext() is ExtendedContext)
print(Decimal(1) / 0, Decimal(0) / 0, -Decimal(1) / 0, getcontext().flags[DivisionByZero])
setcontext(DefaultContext)
import copy, pickle
print(pickle.loads(pickle.dumps(Decimal('-1.50'))), copy.deepcopy([Decimal('2.5')]), copy.copy(Context(prec=7)))
print(pickle.loads(pickle.dumps(Context(prec=7, traps=[Inexact]))))

# With other numbers.
from fractions import Fraction
import math, statistics
for x in ['0', '1', '-2', '0.5', '1.25', '1E+20', '-0', '0.1', '12345678901234567890123', '1e-30', 'Infinity', '1e400']:
    d = Decimal(x)
    print(x, hash(d) == hash(float(d)) if d == float(d) else hash(d), bool(d), int(d) if d.is_finite() and d < 10**30 else '-', float(d), repr(abs(d)), -d, +d)
    for y in [0, 1, 0.5, 1.25, 10**20, Fraction(1, 2), 0.1, float('inf'), True, 0.5 + 0j, 1j, 'a', None]:
        row = [d == y, d != y, y == d]
        for f in (lambda: d < y, lambda: y >= d):
            try: row.append(f())
            except Exception as e: row.append(f'{type(e).__name__}: {e}')
        print('  ', y, row)
print({Decimal(1): 'a'}[1], {1.5: 'b'}[Decimal('1.5')], sorted([Decimal(3), 2, Decimal('2.5'), 1.0]), sum([Decimal('0.1')] * 10))
print(math.floor(Decimal('-2.5')), math.ceil(Decimal('-2.5')), math.trunc(Decimal('-2.5')), [round(Decimal(x)) for x in ('0.5', '1.5', '2.5', '-0.5')])
print([round(Decimal('1234.5678'), n) for n in (-2, 0, 1, 3, 6)], divmod(Decimal('-7'), 2), Decimal(-7) // 2, Decimal(-7) % 2, 7 - Decimal('0.1'), 2 / Decimal(4), 3 % Decimal(2), divmod(7, Decimal(2)), 2 ** Decimal('0.5'))
print(statistics.mean([Decimal('0.1'), Decimal('0.2')]), max(Decimal(1), 2.5), f'{Decimal("3.14159"):.2f}', '%s %r %.2f' % (Decimal(1), Decimal(2), Decimal('2.345')))
print([Decimal(x).sqrt() for x in ('2', '16', '1E+5', '0.0004')], Decimal(2).ln(), Decimal(2).log10(), Decimal(1).exp(), Decimal('1e-30').exp())
getcontext().prec = 200
print(Decimal(2).sqrt(), Decimal(10).ln(), Decimal(1).exp(), Decimal(1) / 7, Decimal('1.5') ** 300, sep='\n')
