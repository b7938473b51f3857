# Small modules: words of shells, systems of colours, differences with context.
import colorsys
import difflib
import fnmatch
import shlex


def shown(function, *arguments, **keywords):
    try:
        return repr(function(*arguments, **keywords))
    except Exception as error:
        return f'{type(error).__name__}: {error}'


for text in ['', "a 'b c' d", '"x\\"y" z\\ w', "'open", 'end\\', 'a#b c', "it''s \"\"", '# all', 'x=1;y', 'a\nb\tc', "'가 나' 다"]:
    print(repr(text), shown(shlex.split, text), shown(shlex.split, text, comments=True), shown(shlex.split, text, posix=False))
    print(shown(lambda: list(shlex.shlex(text))), shown(lambda: list(shlex.shlex(text, posix=True))))
print(shlex.quote(''), shlex.quote('plain-1.txt'), shlex.quote("it's"), shlex.quote('a b'), shlex.quote('가'), shlex.join(['ls', '-l', 'a b']))
words = shlex.shlex('one two\nthree')
words.push_token('zero')
print(words.get_token(), words.get_token(), words.lineno, words.error_leader('f'), list(words), words.lineno, repr(words.get_token()))

for colour in [(0, 0, 0), (1, 1, 1), (0.2, 0.4, 0.6), (0.6, 0.4, 0.2), (0.4, 0.9, 0.4), (1, 0, 0), (0.1, 0.1, 0.7)]:
    for name in colorsys.__all__:
        print(name, getattr(colorsys, name)(*colour))

before, after = 'one two three four five six seven'.split(), 'one 2 three four five six seven eight'.split()
print('\n'.join(difflib.context_diff(before, after, 'a', 'b', 'today', lineterm='', n=1)))
print(list(difflib.context_diff([], [])), list(difflib.context_diff(['a'], [])), list(difflib.context_diff([], ['a', 'b'])))
print(list(difflib.diff_bytes(difflib.unified_diff, [b'a\n', b'\xff\n'], [b'b\n', b'\xff\n'], b'x', b'y')))
print(shown(lambda: list(difflib.diff_bytes(difflib.unified_diff, ['a'], [b'b']))))
print(shown(lambda: list(difflib.unified_diff([1], ['b']))), shown(lambda: list(difflib.context_diff(['b'], [b'a']))))
print(shown(lambda: list(difflib.unified_diff(['a'], ['b'], 1))), difflib.IS_LINE_JUNK(' # '), difflib.IS_LINE_JUNK('a#'), shown(difflib.IS_LINE_JUNK, 1))
print(shown(fnmatch.fnmatch, 1, 2), shown(fnmatch.filter, ['a'], 1), fnmatch.fnmatch('a.py', '*.py'), fnmatch.filter(['a.py', 'b'], '*.py'))
