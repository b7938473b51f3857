"""The locale is C with UTF-8."""
LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)


class Error(Exception):
    pass


def setlocale(category, locale=None):
    if locale in (None, '', 'C', 'POSIX', 'C.UTF-8', 'en_US.UTF-8'):
        return 'C.UTF-8'
    raise Error('unsupported locale setting')


def getlocale(category=LC_CTYPE):
    return 'en_US', 'UTF-8'


getdefaultlocale = getlocale


def getpreferredencoding(do_setlocale=True):
    return 'UTF-8'


getencoding = getpreferredencoding


def format_string(f, val, grouping=False, monetary=False):
    return f % val


def currency(val, symbol=True, grouping=False, international=False):
    raise ValueError("Currency formatting is not possible using the 'C' locale.")


atof, atoi, str = float, int, str
