# `__doc__` of all built-in classes.
import builtins

for name in sorted(dir(builtins)):
    value = getattr(builtins, name)
    if isinstance(value, type) and name not in ('ExceptionGroup', '__loader__'):
        print(name, repr(value.__doc__))
