"""There is one thread; locks are free, other threads are refused."""
from _host import getpid as _getpid

TIMEOUT_MAX = 9223372036.0


def _refused(what):
    raise NotImplementedError(f'cellgrad: not supported: {what}')


class _Lock:
    def __init__(self):
        self._held = 0

    def acquire(self, blocking=True, timeout=-1):
        if self._held and not self._reentrant:
            if blocking and timeout < 0:
                _refused('waiting for a lock that is held')
            return False
        self._held += 1
        return True

    def release(self):
        if not self._held:
            raise RuntimeError('release unlocked lock' if not self._reentrant else
                               'cannot release un-acquired lock')
        self._held -= 1

    def locked(self):
        return bool(self._held)

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *details):
        self.release()


class Lock(_Lock):
    _reentrant = False


class RLock(_Lock):
    _reentrant = True


class Event:
    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        if not self._flag and timeout is None:
            _refused('waiting for an event')
        return self._flag


class local:
    pass


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        self.name, self.daemon = name or 'Thread-1', bool(daemon)
        self.ident = None

    def start(self):
        _refused('threads')

    run = join = start

    def is_alive(self):
        return False


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()


class _MainThread(Thread):
    def __init__(self):
        super().__init__(name='MainThread')
        self.ident = 1

    def is_alive(self):
        return True

    def __repr__(self):
        return '<_MainThread(MainThread, started 1)>'


_main = _MainThread()


def current_thread():
    return _main


main_thread = currentThread = current_thread


def active_count():
    return 1


def enumerate():
    return [_main]


def get_ident():
    return 1


get_native_id = _getpid


class Semaphore:
    def __init__(self, value=1):
        self._value = value

    def acquire(self, blocking=True, timeout=None):
        if not self._value:
            if blocking and timeout is None:
                _refused('waiting for a semaphore')
            return False
        self._value -= 1
        return True

    def release(self, n=1):
        self._value += n

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *details):
        self.release()


BoundedSemaphore = Semaphore


def Condition(lock=None):
    _refused('threading.Condition')


def Barrier(parties, action=None, timeout=None):
    _refused('threading.Barrier')
