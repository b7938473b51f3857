from decimal import *
import decimal, math
D = Decimal
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(D('0.1') + D('0.2'), repr(D('0.1') + D('0.2')), D(1) / D(3), D('1.10') * 2, D(10) / 4, D(0.1), D('1e3'), D('1E-7'), D('123.456e5'), D(-0.0), D('-0'), D('NaN'), D('Infinity'), D((0, (1, 2, 3), -2)), D(5), D('1_000'))
print(D('2').sqrt(), D(4).sqrt(), D('2') ** 10, D('2') ** -1, D('1.5') ** D('0.5'), D('7') // 2, D('-7') // 2, D('7') % 3, D('-7') % 3, divmod(D(7), 2), -D('1.5'), abs(D('-2')), D(3) - 5, 5 - D(3), 1 / D(8), D('1.00') == D(1), hash(D('1.00')) == hash(1), hash(D('0.5')) == hash(0.5))
print(D('3.14159').quantize(D('0.01')), D('2.675').quantize(D('0.01'), ROUND_HALF_UP), D('2.5').quantize(D('1')), D('3.5').quantize(D('1'), rounding=ROUND_DOWN), round(D('2.675'), 2), round(D('2.5')), int(D('3.9')), float(D('0.1')), math.floor(D('-1.5')), math.ceil(D('1.2')), D('1.200').normalize(), D('100').normalize(), D('1.23').as_tuple(), D('0.25').as_integer_ratio(), D('123').adjusted(), D('1.2').is_nan(), D('1e400') , D('12').to_eng_string())
print(f"{D('1234567.891'):,.2f}", f"{D('0.000123'):e}", f"{D('1.5'):>10}|", f"{D('0.256'):.1%}", '%.2f' % D('1.005'), str(D('1E+5')), format(D('12.3'), '08.2f'), f"{D('3')}", f"{D('2.50'):g}", f"{D('-1.5'):+}", f"{D('123.456'):.3}")
t(lambda: D('abc')); t(lambda: D(1) / 0); t(lambda: D(0) / 0); t(lambda: D('inf') - D('inf')); t(lambda: D(1) + 1.5); t(lambda: D('1') + 'a'); t(lambda: D([1])); t(lambda: D(-1).sqrt()); t(lambda: D(1) % 0); t(lambda: D(1) // 0); t(lambda: D(None)); t(lambda: D('1e999999') * 10)
print(D('1') < 2, D('1.5') > 1.4, D('1') == 1.0, max(D(1), D(2)), sorted([D(3), D('1.5')]), sum([D('0.1')] * 3), D('0.1') == 0.1, D(1) != 2, D('nan') == D('nan'))
getcontext().prec = 6; print(D(1) / D(7), D('123456789') + 1, +D('1.23456789'), getcontext())
with localcontext() as ctx: ctx.prec = 50; print(D(1) / 7, D(2).sqrt())
print(D(1) / 7); getcontext().prec = 28
print(D(2).ln(), D(1).exp(), D(100).log10(), D('2.5').ln(), D(10).exp(), D(2).log10())
print(D('1.5').compare(D(2)), D('5').max(3), D('1').copy_sign(D(-1)), D('1.23').to_integral_value(), D('0E-5'), D('0.00000001'), D('1') + D('1E-30'), D(10) ** 30, D('1e2').to_integral(), bool(D(0)), D('1.0') + D('2.00'), D('3') * D('0.10'), D(1234567890123456789012345678901) + 0, decimal.Decimal, type(D(1)))
