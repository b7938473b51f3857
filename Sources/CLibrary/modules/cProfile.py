"""Which functions a program calls, how often, and how long they take."""
from _lsprof import Profiler as _Profiler

__all__ = ['run', 'runctx', 'Profile']


def run(statement, filename=None, sort=-1):
    """Runs a statement in __main__, and shows or saves what it came to."""
    import __main__
    _report(Profile(), statement, __main__.__dict__, __main__.__dict__, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """The same in namespaces of one's own."""
    _report(Profile(), statement, globals, locals, filename, sort)


def _report(profile, statement, globals, locals, filename, sort):
    try:
        profile.runctx(statement, globals, locals)
    except SystemExit:
        pass
    if filename is None:
        profile.print_stats(sort)
    else:
        profile.dump_stats(filename)


class Profile(_Profiler):
    """Counts calls between enable() and disable(), or in a with block."""

    def run(self, cmd):
        import __main__
        return self.runctx(cmd, __main__.__dict__, __main__.__dict__)

    def runctx(self, cmd, globals, locals):
        self.enable()
        try:
            exec(cmd, globals, locals)
        finally:
            self.disable()
        return self

    def runcall(self, func, /, *args, **kw):
        self.enable()
        try:
            return func(*args, **kw)
        finally:
            self.disable()

    def __enter__(self):
        self.enable()
        return self

    def __exit__(self, *exc_info):
        self.disable()

    def create_stats(self):
        self.disable()
        self.snapshot_stats()

    def snapshot_stats(self):
        """Sets `stats` to what was counted: figures by function, with those by caller."""
        self.stats = {}
        for place, figures, callers in self._entries():
            by_caller = {}
            for caller, (primitive, calls, own, whole) in callers:
                _add(by_caller, caller, (calls, primitive, own, whole))
            known = self.stats.get(place)
            if known is not None:
                for caller, part in known[4].items():
                    _add(by_caller, caller, part)
                figures = tuple(a + b for a, b in zip(known, figures))
            self.stats[place] = (*figures, by_caller)

    def print_stats(self, sort=-1):
        import pstats
        fields = sort if isinstance(sort, tuple) else (sort,)
        pstats.Stats(self).strip_dirs().sort_stats(*fields).print_stats()

    def dump_stats(self, file):
        import pstats
        self.create_stats()
        pstats.Stats(self).dump_stats(file)


def _add(table, key, figures):
    known = table.get(key)
    table[key] = figures if known is None else tuple(a + b for a, b in zip(known, figures))
