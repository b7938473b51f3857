# Case, padding, character tests, translation.
def show(action, *arguments):
    try:
        print(repr(action(*arguments)))
    except Exception as error:
        print(type(error).__name__ + ': ' + str(error))


for text in ['hello World', '', 'straße', 'ΑΣ ΌΣΟΣ', 'ŉ ǆ İ', '가나 abc', "it's a dog's", 'A1b2']:
    print(repr(text.upper()), repr(text.lower()), repr(text.title()), repr(text.capitalize()),
          repr(text.swapcase()), repr(text.casefold()))
for text in ['abc', 'ABC', 'Abc Def', '', '123', '½', '²', '１', ' \t', '가나', 'a1', 'a b', '_x',
             '1x', 'é', 'ab\n', 'ǅ', 'class', 'AbC', 'ª']:
    print(repr(text), text.isalpha(), text.isalnum(), text.isdecimal(), text.isdigit(),
          text.isnumeric(), text.isspace(), text.isupper(), text.islower(), text.istitle(),
          text.isidentifier(), text.isascii(), text.isprintable())
show('ab'.center, 7)
show('ab'.center, 6, '*')
show('abc'.center, 6, '가')
show('ab'.ljust, 5, '.')
show('가'.ljust, 5)
show('ab'.rjust, 5, '-')
show('ab'.rjust, 1)
show('ab'.center, -5)
show('ab'.center, 5, 'xy')
show('ab'.ljust, 5, 1)
show('ab'.rjust, 'x')
show('42'.zfill, 5)
show('-42'.zfill, 6)
show('+4'.zfill, 6)
show(''.zfill, 3)
show('abc'.zfill, 2)
show('abc'.zfill, '2')
show('a\tb\t\tc'.expandtabs)
show('a\tbcd\ne\tf'.expandtabs, 4)
show('a\tb'.expandtabs, 0)
show('a\tb'.expandtabs, -1)
print('01\t012\t0123'.expandtabs(tabsize=4))

table = str.maketrans('abc', 'xyz')
print(table, 'aabbcc d'.translate(table))
print(str.maketrans('ab', 'cd', 'e'), 'abe'.translate(str.maketrans('ab', 'cd', 'e')))
print(str.maketrans({'a': '가나', 'b': None, 99: 'x', 'd': 100}))
print('abcde'.translate({97: '가나', 98: None, 99: 120, 100: ''}))
print('x'.maketrans('a', 'b'))


class Table:
    def __getitem__(self, key):
        if key == 97:
            return 'A'
        raise LookupError(key)


print('banana'.translate(Table()))
show(str.maketrans, 'a', 'bc')
show(str.maketrans, 'a')
show(str.maketrans, {'ab': 1})
show(str.maketrans, {1.5: 1})
show(str.maketrans, {'a': 1}, 'b')
show(str.maketrans, 'a', 1)
show('abc'.translate, {97: 1.5})
show('abc'.translate, {97: -1})
show('abc'.translate, 5)


# Special methods and subclasses.
class Text(str):
    def shout(self):
        return self.upper() + '!'

    def __repr__(self):
        return 'Text(' + str.__repr__(self) + ')'


text = Text('abc')
print(text, repr(text), text.shout(), text == 'abc', 'abc' == text, hash(text) == hash('abc'))
print(len(text), text[1], text[::-1], 'b' in text, list(text), text + 'd', text * 2, 2 * text)
print({text: 1}['abc'], text < 'abd', text >= 'abd', text != 'abc', isinstance(text, str))
print(type(text.strip()), type(str(text)), type(text.replace('x', 'y')), type(text[:]))
print(f'{text:>5}', '{:5}|'.format(text), '%s' % text, '%r' % text, f'{text!r}')
print('abc'.__len__(), 'abc'.__getitem__(0), 'abc'.__contains__('b'), 'abc'.__add__('d'))
print('abc'.__eq__('abc'), 'abc'.__lt__('b'), 'abc'.__eq__(1), 'abc'.__mul__(2))
print('%s-%s'.__mod__((1, 2)), '{}'.__format__('>5'), 'abc'.__repr__(), 'abc'.__str__())
print(str(), str(5), str(None), str(1.5), str([1, 'a']), str(object='x'))
print(str(b'abc'), str(b'abc', 'ascii'), str(b'\xea\xb0\x80', encoding='utf-8'))
show(str, 'abc', 'utf-8')
show(str, 5, 'utf-8')
show(str, b'\xff', 'utf-8')
show(str, b'\xff', 'utf-8', 'replace')
show(lambda: 'a' + 1)
show(lambda: 1 + 'a')
show(lambda: 'a' * 'b')
show(lambda: 'a' * 1.5)
show(lambda: 'a' - 'b')
show(lambda: 'a' < 1)
show(lambda: 'abc'[5])
show(lambda: 'abc'['x'])
show(lambda: 'abc'[1:'x'])
show(lambda: 'abc'[::0])
show(lambda: 'a'.upper(1))
show(lambda: 'a'.nothing)


class Other:
    def __radd__(self, other):
        return ('radd', other)

    def __rmul__(self, other):
        return ('rmul', other)

    def __rmod__(self, other):
        return ('rmod', other)

    def __index__(self):
        return 3


print('a' + Other(), 'a' * Other())
print('%d' % 5, 'abc'[Other():], 'abcd'[Other()])
