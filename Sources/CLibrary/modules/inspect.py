"""What is known of live objects."""
import sys
import types
from _inspection import (
    parameters as _parameters, source as _source, frames as _frames, is_generator as _is_generator)
from collections import namedtuple

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR = 1, 2, 4, 8, 16, 32


class _empty:
    """Marks a missing default or annotation."""


class _ParameterKind(int):
    _names = ('POSITIONAL_ONLY', 'POSITIONAL_OR_KEYWORD', 'VAR_POSITIONAL', 'KEYWORD_ONLY',
              'VAR_KEYWORD')
    _descriptions = ('positional-only', 'positional or keyword', 'variadic positional',
                     'keyword-only', 'variadic keyword')

    name = property(lambda self: self._names[self])
    description = property(lambda self: self._descriptions[self])

    def __str__(self):
        return self._names[self]

    def __repr__(self):
        return f'<_ParameterKind.{self._names[self]}: {int(self)}>'


_kinds = [_ParameterKind(kind) for kind in range(5)]
_empty.__qualname__ = '_empty'


def formatannotation(annotation, base_module=None):
    if getattr(annotation, '__module__', None) == 'typing':
        return repr(annotation).replace('typing.', '')
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ('builtins', base_module):
            return annotation.__qualname__
        return annotation.__module__ + '.' + annotation.__qualname__
    return repr(annotation)


class Parameter:
    __slots__ = ('_name', '_kind', '_default', '_annotation')
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _kinds
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        if kind not in range(5):
            raise ValueError(f'value {kind!r} is not a valid Parameter.kind')
        if default is not _empty and kind in (2, 4):
            raise ValueError(f'{_kinds[kind].description} parameters cannot have default values')
        if not isinstance(name, str):
            raise TypeError(f'name must be a str, not a {type(name).__name__}')
        if not name.isidentifier():
            raise ValueError(f'{name!r} is not a valid parameter name')
        self._name, self._kind = name, _kinds[kind]
        self._default, self._annotation = default, annotation

    name = property(lambda self: self._name)
    kind = property(lambda self: self._kind)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)

    def replace(self, *, name=_empty, kind=_empty, annotation=_empty, default=_empty):
        return type(self)(self._name if name is _empty else name,
                          self._kind if kind is _empty else kind,
                          default=self._default if default is _empty else default,
                          annotation=self._annotation if annotation is _empty else annotation)

    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text += ': ' + formatannotation(self._annotation)
        if self._default is not _empty:
            spaced = self._annotation is not _empty
            text += f' = {self._default!r}' if spaced else f'={self._default!r}'
        return {2: '*', 4: '**'}.get(int(self._kind), '') + text

    def __repr__(self):
        return f'<{self.__class__.__name__} "{self}">'

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return all(getattr(self, slot) == getattr(other, slot) for slot in self.__slots__)

    def __hash__(self):
        return hash((self._name, int(self._kind)))


class BoundArguments:
    def __init__(self, signature, arguments):
        self.arguments, self.signature = arguments, signature

    @property
    def args(self):
        args = []
        for name, parameter in self.signature.parameters.items():
            if parameter.kind in (3, 4) or name not in self.arguments:
                break
            if parameter.kind == 2:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        count = 0
        positional = len(self.args)
        for name, parameter in self.signature.parameters.items():
            if parameter.kind == 4:
                kwargs.update(self.arguments.get(name, {}))
            elif parameter.kind != 2 and name in self.arguments:
                count += 1
                if parameter.kind == 3 or count > positional:
                    kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        arguments = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments:
                arguments[name] = self.arguments[name]
            elif parameter.default is not _empty:
                arguments[name] = parameter.default
            elif parameter.kind == 2:
                arguments[name] = ()
            elif parameter.kind == 4:
                arguments[name] = {}
        self.arguments = arguments

    def __repr__(self):
        parts = [f'{name}={value!r}' for name, value in self.arguments.items()]
        return f"<{self.__class__.__name__} ({', '.join(parts)})>"


class Signature:
    __slots__ = ('_parameters', '_return_annotation')
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self._parameters = types.MappingProxyType(
            {parameter.name: parameter for parameter in parameters or ()})
        self._return_annotation = return_annotation

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, **options):
        return signature(obj, follow_wrapped=follow_wrapped)

    def replace(self, *, parameters=None, return_annotation=_empty):
        return type(self)(list(self._parameters.values()) if parameters is None else parameters,
                          return_annotation=self._return_annotation if return_annotation is _empty
                          else return_annotation)

    def _bind(self, args, kwargs, partial=False):
        arguments, args = {}, list(args)
        for name, parameter in self._parameters.items():
            kind = int(parameter.kind)
            if kind == 2:
                arguments[name], args = tuple(args), []
            elif kind in (0, 1) and args:
                if name in kwargs and kind == 1:
                    raise TypeError(f'multiple values for argument {name!r}')
                arguments[name] = args.pop(0)
            elif kind in (1, 3) and name in kwargs:
                arguments[name] = kwargs.pop(name)
            elif kind == 4:
                if kwargs:
                    arguments[name], kwargs = kwargs, {}
            elif parameter.default is _empty and not partial:
                what = ' keyword-only' if kind == 3 else ' positional-only' if kind == 0 else ''
                raise TypeError(f'missing a required{what} argument: {name!r}'
                                if kind != 3 else f'missing a required argument: {name!r}')
        if args:
            raise TypeError('too many positional arguments')
        if kwargs:
            raise TypeError(f'got an unexpected keyword argument {next(iter(kwargs))!r}')
        return BoundArguments(self, {name: value for name, value in arguments.items()
                                     if int(self._parameters[name].kind) != 2 or value})

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, partial=True)

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return (list(self._parameters.values()) == list(other._parameters.values())
                and self._return_annotation == other._return_annotation)

    def __hash__(self):
        return hash(tuple(self._parameters))

    def __str__(self):
        parts, previous, has_star = [], None, False
        for parameter in self._parameters.values():
            kind = int(parameter.kind)
            if previous == 0 and kind != 0:
                parts.append('/')
            if kind == 2:
                has_star = True
            elif kind == 3 and not has_star:
                parts.append('*')
                has_star = True
            parts.append(str(parameter))
            previous = kind
        if previous == 0:
            parts.append('/')
        text = f"({', '.join(parts)})"
        if self._return_annotation is not _empty:
            text += f' -> {formatannotation(self._return_annotation)}'
        return text

    def __repr__(self):
        return f'<{self.__class__.__name__} {self}>'


def _of_function(function):
    described = _parameters(function, _empty)
    if described is None:
        raise TypeError(f'{function!r} is not a callable object')
    if isinstance(described, str):
        return _from_text(function, described)
    parameters, result = described
    return Signature([Parameter(name, kind, default=default, annotation=annotation)
                      for name, kind, default, annotation in parameters], return_annotation=result)


def _from_text(function, text):
    """The signature of a native function."""
    # What annotations name.
    from typing import Any
    scope = {'torch': sys.modules.get('torch'), 'NoneType': types.NoneType, 'Any': Any}
    try:
        exec(f'def function{text}: pass', scope)
    except (SyntaxError, NameError):
        raise ValueError(f'no signature found for builtin {function!r}') from None
    return _of_function(scope['function'])


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    if not callable(obj):
        raise TypeError(f'{obj!r} is not a callable object')
    if isinstance(obj, types.MethodType):
        return _without_first(signature(obj.__func__))
    if follow_wrapped:
        obj = unwrap(obj)
    given = getattr(obj, '__signature__', None)
    if given is not None:
        return given
    if isinstance(obj, types.FunctionType):
        return _of_function(obj)
    from functools import partial
    if isinstance(obj, partial):
        return _of_partial(obj)
    if isinstance(obj, type):
        return _of_class(obj)
    call = getattr(type(obj), '__call__', None)
    if isinstance(call, types.FunctionType):
        return _without_first(_of_function(call))
    try:
        return _of_function(obj)
    except TypeError:
        raise ValueError(f'no signature found for builtin {obj!r}') from None


def _without_first(found):
    parameters = list(found.parameters.values())
    if parameters and parameters[0].kind in (0, 1):
        parameters = parameters[1:]
    return found.replace(parameters=parameters)


def _of_class(cls):
    for name in ('__init__', '__new__'):
        method = getattr(cls, name, None)
        if isinstance(method, types.FunctionType):
            return _without_first(_of_function(method))
    if cls.__init__ is object.__init__ and cls.__new__ is object.__new__:
        return Signature([])
    raise ValueError(f'no signature found for builtin type {cls!r}')


def _of_partial(obj):
    found = signature(obj.func)
    bound = found.bind_partial(*obj.args, **obj.keywords).arguments
    parameters, after_keyword = [], False
    for name, parameter in found.parameters.items():
        if name in obj.keywords:
            parameters.append(parameter.replace(kind=3, default=obj.keywords[name]))
            after_keyword = True
        elif name not in bound or parameter.kind == 2:
            parameters.append(parameter.replace(kind=3) if after_keyword and parameter.kind == 1 else parameter)
    return found.replace(parameters=parameters)


def unwrap(func, *, stop=None):
    seen = {id(func)}
    while hasattr(func, '__wrapped__') and not (stop and stop(func)):
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError(f'wrapper loop when unwrapping {func!r}')
        seen.add(id(func))
    return func


FullArgSpec = namedtuple('FullArgSpec', 'args varargs varkw defaults kwonlyargs kwonlydefaults annotations')


def getfullargspec(func):
    try:
        found = signature(func, follow_wrapped=False)
    except (TypeError, ValueError):
        raise TypeError('unsupported callable') from None
    by_kind = lambda *kinds: [p for p in found.parameters.values() if p.kind in kinds]
    positional, keyword_only = by_kind(0, 1), by_kind(3)
    names = [p.name for p in positional]
    if isinstance(func, types.MethodType):
        names.insert(0, 'self')
    annotations = {}
    if found.return_annotation is not _empty:
        annotations['return'] = found.return_annotation
    annotations.update({p.name: p.annotation for p in found.parameters.values()
                        if p.annotation is not _empty})
    return FullArgSpec(
        names, next((p.name for p in by_kind(2)), None), next((p.name for p in by_kind(4)), None),
        tuple(p.default for p in positional if p.default is not _empty) or None,
        [p.name for p in keyword_only],
        {p.name: p.default for p in keyword_only if p.default is not _empty} or None, annotations)


def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def ismethod(object):
    return isinstance(object, types.MethodType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)


def ismethoddescriptor(object):
    return isinstance(object, (types.MethodDescriptorType, types.WrapperDescriptorType))


def isgeneratorfunction(obj):
    obj = obj.__func__ if ismethod(obj) else obj
    return _is_generator(obj)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutinefunction(obj):
    return False


iscoroutine = isawaitable = isasyncgen = isasyncgenfunction = iscoroutinefunction


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isframe(object):
    return isinstance(object, types.FrameType) and object is not None


def iscode(object):
    return isinstance(object, types.CodeType) and object is not None


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    return hasattr(type(object), '__set__') or hasattr(type(object), '__delete__') or isinstance(object, property)


def isabstract(object):
    return isclass(object) and bool(getattr(object, '__abstractmethods__', ()))


def getmembers(object, predicate=None):
    found = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return found


def getmro(cls):
    return cls.__mro__


def cleandoc(doc):
    lines = doc.expandtabs().split('\n')
    indents = [len(line) - len(line.lstrip()) for line in lines[1:] if line.lstrip()]
    margin = min(indents, default=0)
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return '\n'.join(lines)


def getdoc(object):
    doc = getattr(object, '__doc__', None)
    if doc is None and isclass(object):
        doc = next((base.__doc__ for base in object.__mro__[1:-1] if base.__doc__), None)
    return cleandoc(doc) if isinstance(doc, str) else None


def getmodule(object, _filename=None):
    if ismodule(object):
        return object
    return sys.modules.get(getattr(object, '__module__', None))


def getmodulename(path):
    import os
    name, suffix = os.path.splitext(os.path.basename(path))
    return name if suffix == '.py' else None


def _plain_function(object):
    object = unwrap(object)
    return object.__func__ if ismethod(object) else object


def getfile(object):
    if ismodule(object):
        if getattr(object, '__file__', None):
            return object.__file__
        raise TypeError(f'{object!r} is a built-in module')
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if getattr(module, '__file__', None):
            return module.__file__
        if object.__module__ == '__main__':
            raise OSError('source code not available')
        raise TypeError(f'{object!r} is a built-in class')
    found = _source(_plain_function(object))
    if found is None:
        raise TypeError('module, class, method, function, traceback, frame, or code object was '
                        f'expected, got {type(object).__name__}')
    return found[2]


getsourcefile = getfile


def getsourcelines(object):
    object = unwrap(object)
    if isclass(object) or ismodule(object):
        return _class_lines(object)
    found = _source(_plain_function(object))
    if found is None:
        if not callable(object):
            getfile(object)
        raise OSError('could not get source code') if isfunction(object) else TypeError(
            'module, class, method, function, traceback, frame, or code object was expected, '
            f'got {type(object).__name__}')
    return found[0], found[1]


def _class_lines(object):
    import linecache
    lines = linecache.getlines(getfile(object))
    if not lines:
        raise OSError('could not get source code')
    if ismodule(object):
        return lines, 0
    import re
    head = re.compile(rf'(\s*)class\s+{object.__name__}\b')
    for start, line in enumerate(lines):
        found = head.match(line)
        if found:
            return getblock(lines[start:]), start + 1
    raise OSError('could not find class definition')


def getblock(lines):
    """The lines of the block that the first one opens."""
    indent = len(lines[0]) - len(lines[0].lstrip())
    end = 1
    for place, line in enumerate(lines[1:], 1):
        if line.strip():
            if len(line) - len(line.lstrip()) <= indent:
                break
            end = place + 1
    return lines[:end]


def getsource(object):
    return ''.join(getsourcelines(object)[0])


def getattr_static(obj, attr, default=_empty):
    for place in [getattr(obj, '__dict__', {})] + [base.__dict__ for base in type(obj).__mro__]:
        if attr in place:
            return place[attr]
    if default is _empty:
        raise AttributeError(attr)
    return default


def getclosurevars(func):
    raise NotImplementedError('cellgrad: not supported: inspect.getclosurevars()')


def getgeneratorstate(generator):
    if generator.gi_running:
        return 'GEN_RUNNING'
    if generator.gi_frame is None:
        return 'GEN_CLOSED'
    return 'GEN_SUSPENDED' if getattr(generator.gi_frame, 'f_lasti', 0) >= 0 else 'GEN_CREATED'


FrameInfo = namedtuple('FrameInfo', 'frame filename lineno function code_context index')


def stack(context=1):
    return [FrameInfo(None, place[0], place[1], place[2], [place[3] + '\n'], 0) for place in _frames()]


def currentframe():
    return sys._getframe(1) if hasattr(sys, '_getframe') else None


def getcallargs(func, /, *positional, **named):
    bound = signature(func).bind(*positional, **named)
    bound.apply_defaults()
    return bound.arguments
