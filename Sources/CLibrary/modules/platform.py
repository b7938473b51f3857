"""What this runs on."""
from collections import namedtuple
from _host import uname as _uname

_Result = namedtuple('uname_result', 'system node release version machine')


def uname():
    return _Result(*_uname())


def system():
    return 'Linux'


def node():
    return uname().node


def release():
    return uname().release


def version():
    return uname().version


def machine():
    return uname().machine


def processor():
    return ''


def platform(aliased=False, terse=False):
    return f'Linux-{release()}-{machine()}-with-glibc2.36'


def architecture(executable='', bits='', linkage=''):
    return '64bit', 'ELF'


def python_version():
    return '3.11.7'


def python_version_tuple():
    return '3', '11', '2'


def python_implementation():
    return 'CPython'


def python_compiler():
    return 'cellgrad'


def python_build():
    return 'cellgrad', ''


def freedesktop_os_release():
    raise NotImplementedError('cellgrad: not supported: platform.freedesktop_os_release()')
