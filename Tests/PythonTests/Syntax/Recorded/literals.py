0, 00, 0_0, 1, 123_456, 9223372036854775807, 9223372036854775808, 123456789012345678901234567890
0x1F, 0XfF_fF, 0o17, 0O7_7, 0b101, 0B1_0, 0xFFFFFFFFFFFFFFFFFF, 0o7777777777777777777777777, 0b0
1., .5, 1.5, 1e5, 1E-5, 1.e+5, 1_0.0_1e1_0, 0e0, 1e400, 5e-324, 012.5, 09e1, 00.0
1j, 1.5J, .5e3j, 0j, 007j, 1_0j
'', "", '''''', """"""
'a' "b" '''c''' """d"""
'\a\b\f\n\r\t\v\\\'\"\0\7\77\377\400\x41\u00e9\U0001F600'
'\d \
continued'
'\ud800', '\ud800\udc00', 'a\udfffé', 'é\ud800é'
'\N{LATIN SMALL LETTER E WITH ACUTE}', '\N{greek small letter alpha}', '\N{SNOWMAN}'
'\N{HANGUL SYLLABLE GA}', '\N{CJK UNIFIED IDEOGRAPH-4E00}'
r'\n\'', R"\d", rb'\x', bR'\n', Rb"", BR''
b'', b'abc\x00\377\n\d', b"a" b'b', B'\
x'
u'x', U"y"
'한글 😀 é'
"""line one
line two \
joined
  line three"""
'it''s', "a" \
    "b"
('a'
 'b'
 'c')
f'', f'a', f'{a}', f'a{b}c', f'{a}{b}', F'{a}', fr'\{a}\n', rf'{a}\d', f'\x41{a}\n'
f'{{}}', f'{{{a}}}', f'a{{b}}c', f'}}{{'
f'{a!r}', f'{a!s:>10}', f'{a!a}', f'{a:}', f'{a:10}', f'{a:{b}}', f'{a:{b}.{c}f}', f'{a:{b!r:}}'
f'{a=}', f'{a = }', f'{a=!r}', f'{a=:>5}', f'{a=!s:{b}}', f'x{a=}y{b=}', f'{a+b=}'
f'{a==b}', f'{a!=b}', f'{a<=b}', f'{a>=b}', f'{a<b}', f'{a>b}'
f'{a["b"]}', f'{d["x"]:{d["y"]}}', f"{f'{a}'}", f'{"a" "b"}', f'{a[1:2]}', f'{(lambda x: x)(1)}'
f'{ a }', f'{a,}', f'{a, b}', f'{x for x in y}', f'{*a, b}', f'{yield}', f'{(x:=5)}', f'{x:=5}'
f'{"}"}', f'{":"}', f'{"!"}', f'{"{"}', f'{f(a, b=c)}', f'{a!r}' 'b{c}' f'{d}'
f'\N{SNOWMAN}{a}', f'\{a}', fr'\N{a}'
f'''
{a
 + b} {
c}
  {d:{
e}}
'''
f'{3.14:10.10}', f'{x:%H:%M}', f'{한글}é{b}'
x = f'{a}' \
    f'{b}'
'a' f'{b}' 'c' 'd'
f'{ {1: 2}[1] }', f'{a if b else c}', f'{(lambda: 1)}'
