# Keywords for exceptions, and which class's __new__ they have.
def show(attempt):
    try:
        print(repr(attempt()))
    except TypeError as error:
        print(error)


class Hinted(ImportError):
    def __init__(self, *arguments, hint, **keywords):
        super().__init__(*arguments, **keywords)
        self.hint = hint


class Decoding(UnicodeDecodeError):
    def __init__(self, *arguments, extra=None, **keywords):
        super().__init__(*arguments, **keywords)
        self.extra = extra


class Silent(ImportError):
    def __init__(self, *arguments, **keywords):
        pass


class Plain(ValueError):
    pass


show(lambda: (Hinted('a', hint=3).hint, Hinted('a', hint=3, name='n').name))
show(lambda: Hinted('a', hint=3, other=4))
show(lambda: Decoding('utf8', b'abc', 0, 1, 'r', extra=3).extra)
show(lambda: Decoding('utf8', extra=3))
show(lambda: Decoding('utf8', b'abc', 0, 1, 'r', other=3))
show(lambda: (Silent(1, name=3).args, Silent(1, name=3).name))
show(lambda: Plain(1, x=3))
show(lambda: AttributeError('x', name=3, foo=3))
show(lambda: NameError('x', name=3, obj=3))
show(lambda: ImportError('x', name=3, path=4, obj=3))
show(lambda: StopIteration(3, x=3))
for kind in (ValueError, KeyError, OSError, ImportError, StopIteration, UnicodeDecodeError,
             SyntaxError, FileNotFoundError, ZeroDivisionError, BaseExceptionGroup, UserWarning):
    show(lambda: kind.__new__(int))
    show(lambda: kind.__new__(3))
    print('__new__' in vars(kind))
for text in ('%.99999999999d', '%99999999999999999999d', '%.3000000000f'):
    for form in (text, text.encode()):
        try:
            form % 3
        except ValueError as error:
            print(error)
error = ImportError('x')
print(error.name, error.path, error.msg, ImportError('x', 'y').msg, NameError('x').name, AttributeError('x').obj)
