# pattern.scanner and re.template.
import re
import warnings

scanner = re.compile(r'\w+|\s').scanner('ab cd!', 1)
print(type(scanner), scanner.pattern)
while match := scanner.match():
    print(match, match.pos)
print(scanner.match(), scanner.search())
spaces = re.compile(r'\w*').scanner('ab cd')
print([spaces.search() for _ in range(6)])
print([m.span() for m in iter(re.compile('a*').scanner('aac').search, None)])
mixed = re.compile('a*').scanner('aac')
print(mixed.match(), mixed.match(), mixed.search(), mixed.search())
for attempt in (lambda: re.compile('a').scanner(3), lambda: re.compile('a').scanner(),
                lambda: type(scanner)(), lambda: re.compile(b'a').scanner('a')):
    try:
        print(attempt())
    except TypeError as error:
        print(error)
warnings.simplefilter('ignore')
print(re.template('ab').search('cab'), re.template('a').flags)
for pattern in ('a*', 'a+?', 'a?+'):
    try:
        re.template(pattern)
    except re.error as error:
        print(error)
