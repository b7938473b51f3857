"""Command lines."""
import os as _os
import re as _re
import sys as _sys

__all__ = ['ArgumentParser', 'ArgumentError', 'ArgumentTypeError', 'BooleanOptionalAction',
           'FileType', 'HelpFormatter', 'ArgumentDefaultsHelpFormatter', 'RawDescriptionHelpFormatter',
           'RawTextHelpFormatter', 'MetavarTypeHelpFormatter', 'Namespace', 'Action', 'ONE_OR_MORE',
           'OPTIONAL', 'PARSER', 'REMAINDER', 'SUPPRESS', 'ZERO_OR_MORE']

SUPPRESS, OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE = '==SUPPRESS==', '?', '*', '+'
PARSER, REMAINDER = 'A...', '...'


class Namespace:
    def __init__(self, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def __repr__(self):
        parts, others = [], {}
        for name, value in self.__dict__.items():
            if name.isidentifier():
                parts.append(f'{name}={value!r}')
            else:
                others[name] = value
        if others:
            parts.append(f'**{others!r}')
        return f"{type(self).__name__}({', '.join(parts)})"

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = _argument_name(argument)
        self.message = message

    def __str__(self):
        if self.argument_name is None:
            return str(self.message)
        return f'argument {self.argument_name}: {self.message}'


class ArgumentTypeError(Exception):
    pass


def _argument_name(argument):
    if argument is None:
        return None
    if argument.option_strings:
        return '/'.join(argument.option_strings)
    if argument.metavar not in (None, SUPPRESS):
        return argument.metavar
    if argument.dest not in (None, SUPPRESS):
        return argument.dest
    if argument.choices:
        return '{' + ','.join(map(str, argument.choices)) + '}'


class HelpFormatter:
    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        if width is None:
            import shutil
            width = shutil.get_terminal_size().columns - 2
        self._prog, self._width = prog, width
        self._step = indent_increment
        self._max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest

    def _get_help_string(self, action):
        return action.help

    def _split_lines(self, text, width):
        import textwrap
        return textwrap.wrap(' '.join(text.split()), width)

    def _fill_text(self, text, width, indent):
        import textwrap
        return textwrap.fill(' '.join(text.split()), width, initial_indent=indent,
                             subsequent_indent=indent)

    def _metavar(self, action, default):
        if action.metavar is not None:
            return action.metavar
        if action.choices is not None:
            return '{' + ','.join(map(str, action.choices)) + '}'
        return default

    def _format_args(self, action, default):
        metavar = self._metavar(action, default)
        names = metavar if isinstance(metavar, tuple) else (metavar,) * 2
        if action.nargs is None:
            return f'{names[0]}'
        if action.nargs == OPTIONAL:
            return f'[{names[0]}]'
        if action.nargs == ZERO_OR_MORE:
            if isinstance(metavar, tuple) and len(metavar) == 2:
                return f'[{names[0]} [{names[1]} ...]]'
            return f'[{names[0]} ...]'
        if action.nargs == ONE_OR_MORE:
            return f'{names[0]} [{names[1]} ...]'
        if action.nargs == REMAINDER:
            return '...'
        if action.nargs == PARSER:
            return f'{names[0]} ...'
        if action.nargs == SUPPRESS:
            return ''
        if isinstance(metavar, tuple):
            return ' '.join(metavar)
        return ' '.join([metavar] * action.nargs)

    def _invocation(self, action):
        if not action.option_strings:
            return str(self._metavar(action, self._get_default_metavar_for_positional(action)))
        if action.nargs == 0:
            return ', '.join(action.option_strings)
        args = self._format_args(action, self._get_default_metavar_for_optional(action))
        return ', '.join(f'{option} {args}' for option in action.option_strings)

    def _expanded(self, action):
        values = dict(vars(action), prog=self._prog)
        for name in list(values):
            if values[name] is SUPPRESS:
                del values[name]
            elif hasattr(values[name], '__name__'):
                values[name] = values[name].__name__
        if values.get('choices') is not None:
            values['choices'] = ', '.join(map(str, values['choices']))
        return self._get_help_string(action) % values

    def _rows(self, actions, indent):
        for action in actions:
            if action.help is not SUPPRESS:
                yield ' ' * indent + self._invocation(action), action
                for sub in action._subactions():
                    if sub.help is not SUPPRESS:
                        yield ' ' * (indent + self._step) + self._invocation(sub), sub

    def _format_actions(self, actions, position):
        lines = []
        width = max(self._width - position, 11)
        for header, action in self._rows(actions, self._step):
            indent = len(header) - len(header.lstrip())
            if not action.help or not action.help.strip():
                lines.append(header)
                continue
            texts = self._split_lines(self._expanded(action), width)
            if len(header) <= position - 2 if indent <= self._step else len(header) <= position - 2:
                first = f'{header:<{position}}' + (texts[0] if texts else '')
                lines.append(first)
                texts = texts[1:]
            else:
                lines.append(header)
            lines += [' ' * position + text for text in texts]
        return '\n'.join(lines) + '\n' if lines else ''

    def _usage_parts(self, actions, groups):
        parts, done = [], set()
        for action in actions:
            if action in done or action.help is SUPPRESS:
                continue
            group = next((g for g in groups if action in g._group_actions), None)
            if group is not None and all(member in actions for member in group._group_actions):
                members = [m for m in group._group_actions if m.help is not SUPPRESS]
                done.update(group._group_actions)
                inner = ' | '.join(self._usage_part(member, True) for member in members)
                if len(members) == 1:
                    parts.append(inner if group.required else f'[{inner}]')
                else:
                    parts.append(f'({inner})' if group.required else f'[{inner}]')
            else:
                parts.append(self._usage_part(action, False))
        return parts

    def _usage_part(self, action, in_group):
        if not action.option_strings:
            part = self._format_args(action, self._get_default_metavar_for_positional(action))
            if in_group and part.startswith('[') and part.endswith(']'):
                part = part[1:-1]
            return part
        option = action.option_strings[0]
        if action.nargs == 0:
            part = action.format_usage()
        else:
            part = f'{option} {self._format_args(action, self._get_default_metavar_for_optional(action))}'
        return part if action.required or in_group else f'[{part}]'

    def _format_usage(self, usage, actions, groups, prefix):
        prefix = 'usage: ' if prefix is None else prefix
        prog = self._prog
        if usage is not None:
            return f'{prefix}{usage % dict(prog=prog)}\n\n'
        optionals = self._usage_parts([a for a in actions if a.option_strings], groups)
        positionals = self._usage_parts([a for a in actions if not a.option_strings], groups)
        text = ' '.join([prog] + optionals + positionals)
        if len(prefix) + len(text) > self._width:
            text = self._wrapped_usage(prefix, prog, optionals, positionals)
        return f'{prefix}{text}\n\n'

    def _wrapped_usage(self, prefix, prog, optionals, positionals):
        def lines(parts, indent, start=None):
            rows, row = [], []
            length = (len(start) if start is not None else len(indent)) - 1
            for part in parts:
                if length + 1 + len(part) > self._width and row:
                    rows.append(indent + ' '.join(row))
                    row, length = [], len(indent) - 1
                row.append(part)
                length += len(part) + 1
            if row:
                rows.append(indent + ' '.join(row))
            if start is not None and rows:
                rows[0] = rows[0][len(indent):]
            return rows

        if len(prefix) + len(prog) <= 0.75 * self._width:
            indent = ' ' * (len(prefix) + len(prog) + 1)
            if optionals:
                rows = lines([prog] + optionals, indent, prefix)
                return '\n'.join(rows + lines(positionals, indent))
            return '\n'.join(lines([prog] + positionals, indent, prefix) or [prog])
        indent = ' ' * len(prefix)
        rows = lines(optionals + positionals, indent)
        if len(rows) > 1:
            rows = lines(optionals, indent) + lines(positionals, indent)
        return '\n'.join([prog] + rows)


class RawDescriptionHelpFormatter(HelpFormatter):
    def _fill_text(self, text, width, indent):
        return ''.join(indent + line for line in text.splitlines(keepends=True))


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    def _get_help_string(self, action):
        text = action.help or ''
        if '%(default)' not in text and action.default is not SUPPRESS and (
                action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE)):
            text += ' (default: %(default)s)'
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    _get_default_metavar_for_positional = _get_default_metavar_for_optional


class Action:
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None,
                 choices=None, required=False, help=None, metavar=None):
        self.option_strings, self.dest, self.nargs, self.const = option_strings, dest, nargs, const
        self.default, self.type, self.choices, self.required = default, type, choices, required
        self.help, self.metavar = help, metavar

    def _subactions(self):
        return ()

    def format_usage(self):
        return self.option_strings[0]

    def __repr__(self):
        names = ('option_strings', 'dest', 'nargs', 'const', 'default', 'type', 'choices', 'required',
                 'help', 'metavar')
        parts = [f'{name}={getattr(self, name)!r}' for name in names]
        return f"{type(self).__name__}({', '.join(parts)})"

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError('.__call__() not defined')


class BooleanOptionalAction(Action):
    def __init__(self, option_strings, dest, default=None, **options):
        both = []
        for option in option_strings:
            both.append(option)
            if option.startswith('--'):
                both.append('--no-' + option[2:])
        help = options.get('help')
        if help is not None and default is not None and default is not SUPPRESS:
            options['help'] = help + ' (default: %(default)s)'
        super().__init__(both, dest, nargs=0, default=default, **options)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith('--no-'))

    def format_usage(self):
        return ' | '.join(self.option_strings)


class _StoreAction(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, **options):
        if nargs == 0:
            raise ValueError('nargs for store actions must be != 0; if you have nothing to store, '
                             'actions such as store true or store const may be more appropriate')
        if const is not None and nargs != OPTIONAL:
            raise ValueError(f'nargs must be {OPTIONAL!r} to supply const')
        super().__init__(option_strings, dest, nargs, const, **options)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const=None, **options):
        super().__init__(option_strings, dest, 0, const, **options)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None):
        super().__init__(option_strings, dest, True, default=default, required=required, help=help)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None):
        super().__init__(option_strings, dest, False, default=default, required=required, help=help)


def _copied(items):
    return [] if items is None else list(items)


class _AppendAction(_StoreAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _copied(getattr(namespace, self.dest, None)) + [values])


class _ExtendAction(_StoreAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _copied(getattr(namespace, self.dest, None)) + list(values))


class _AppendConstAction(_StoreConstAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, _copied(getattr(namespace, self.dest, None)) + [self.const])


class _CountAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None):
        super().__init__(option_strings, dest, 0, default=default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None):
        super().__init__(option_strings, dest, 0, default=default, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS,
                 help="show program's version number and exit"):
        super().__init__(option_strings, dest, 0, default=default, help=help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        text = (self.version or '') % dict(prog=parser.prog)
        parser._print_message(parser._formatter()._fill_text(text, 78, '') + '\n', _sys.stdout)
        parser.exit()


class _SubParsersAction(Action):
    class _Choice(Action):
        def __init__(self, name, aliases, help):
            shown = name + (f" ({', '.join(aliases)})" if aliases else '')
            super().__init__([], name, help=help, metavar=shown)

    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None,
                 metavar=None):
        self._prog_prefix, self._parser_class = prog, parser_class
        self._name_parser_map, self._choices_actions = {}, []
        super().__init__(option_strings, dest, PARSER, choices=self._name_parser_map,
                         required=required, help=help, metavar=metavar)

    def _subactions(self):
        return self._choices_actions

    def add_parser(self, name, **kwargs):
        kwargs.setdefault('prog', f'{self._prog_prefix} {name}')
        aliases = kwargs.pop('aliases', ())
        for taken in (name, *aliases):
            if taken in self._name_parser_map:
                raise ArgumentError(self, f'conflicting subparser: {taken}')
        if 'help' in kwargs:
            self._choices_actions.append(self._Choice(name, aliases, kwargs.pop('help')))
        parser = self._parser_class(**kwargs)
        for known in (name, *aliases):
            self._name_parser_map[known] = parser
        return parser

    def __call__(self, parser, namespace, values, option_string=None):
        name, rest = values[0], values[1:]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        if name not in self._name_parser_map:
            choices = ', '.join(self._name_parser_map)
            raise ArgumentError(self, f'unknown parser {name!r} (choices: {choices})')
        found, unknown = self._name_parser_map[name].parse_known_args(rest, None)
        for key, value in vars(found).items():
            setattr(namespace, key, value)
        if unknown:
            vars(namespace).setdefault('_unrecognized_args', [])
            namespace._unrecognized_args.extend(unknown)


class FileType:
    def __init__(self, mode='r', bufsize=-1, encoding=None, errors=None):
        self._mode, self._bufsize, self._encoding, self._errors = mode, bufsize, encoding, errors

    def __call__(self, string):
        if string == '-':
            return _sys.stdin if 'r' in self._mode else _sys.stdout
        try:
            return open(string, self._mode, self._bufsize, self._encoding, self._errors)
        except OSError as error:
            raise ArgumentTypeError(f"can't open '{string}': {error}") from None

    def __repr__(self):
        return f'FileType({self._mode!r})'


_action_classes = {None: _StoreAction, 'store': _StoreAction, 'store_const': _StoreConstAction,
                   'store_true': _StoreTrueAction, 'store_false': _StoreFalseAction,
                   'append': _AppendAction, 'append_const': _AppendConstAction,
                   'count': _CountAction, 'help': _HelpAction, 'version': _VersionAction,
                   'extend': _ExtendAction}


class _Container:
    """What a parser and its groups share: adding arguments."""

    def add_argument(self, *args, **kwargs):
        parser = self._parser
        if not args or len(args) == 1 and args[0][0] not in parser.prefix_chars:
            if args and 'dest' in kwargs:
                raise ValueError('dest supplied twice for positional argument')
            options = self._positional_options(*args, **kwargs)
        else:
            options = self._optional_options(*args, **kwargs)
        if 'default' not in options:
            if options['dest'] in parser._defaults:
                options['default'] = parser._defaults[options['dest']]
            elif parser.argument_default is not None:
                options['default'] = parser.argument_default
        action_class = options.pop('action', None)
        found = _action_classes.get(action_class) if not callable(action_class) else action_class
        if found is None:
            raise ValueError(f'unknown action "{action_class}"')
        action = found(**options)
        if action.type is not None and not callable(action.type):
            raise ValueError(f'{action.type!r} is not callable')
        if action.type is FileType:
            raise ValueError(f'{FileType!r} is a FileType class object, instance of it must be passed')
        return self._add_action(action)

    def _positional_options(self, dest, **kwargs):
        if 'required' in kwargs:
            raise TypeError("'required' is an invalid argument for positionals")
        if kwargs.get('nargs') not in (OPTIONAL, ZERO_OR_MORE):
            kwargs['required'] = True
        if kwargs.get('nargs') == ZERO_OR_MORE and 'default' not in kwargs:
            kwargs['required'] = True
        return dict(kwargs, dest=dest, option_strings=[])

    def _optional_options(self, *args, **kwargs):
        prefixes = self._parser.prefix_chars
        for option in args:
            if option[0] not in prefixes:
                raise ValueError(f'invalid option string {option!r}: must start with a character {prefixes!r}')
        dest = kwargs.pop('dest', None)
        if dest is None:
            long = [option for option in args if len(option) > 1 and option[1] in prefixes]
            dest = (long or args)[0].lstrip(prefixes)
            if not dest:
                raise ValueError(f'dest= is required for options like {args[0]!r}')
            dest = dest.replace('-', '_')
        return dict(kwargs, dest=dest, option_strings=list(args))

    def _add_action(self, action):
        parser = self._parser
        for option in list(action.option_strings):
            known = parser._option_string_actions.get(option)
            if known is not None:
                if parser.conflict_handler != 'resolve':
                    conflicts = [o for o in action.option_strings if o in parser._option_string_actions]
                    plural = 's' if len(conflicts) > 1 else ''
                    raise ArgumentError(action, f"conflicting option string{plural}: {', '.join(conflicts)}")
                known.option_strings.remove(option)
                if not known.option_strings:
                    parser._actions.remove(known)
                    for group in parser._action_groups:
                        if known in group._group_actions:
                            group._group_actions.remove(known)
        parser._actions.append(action)
        for option in action.option_strings:
            parser._option_string_actions[option] = action
        action.container = self
        self._note(action)
        return action

    def add_mutually_exclusive_group(self, *, required=False):
        group = _MutuallyExclusiveGroup(self, required)
        self._parser._mutually_exclusive_groups.append(group)
        return group


class _ArgumentGroup(_Container):
    def __init__(self, parser, title=None, description=None):
        self._parser, self.title, self.description = parser, title, description
        self._group_actions = []

    def _note(self, action):
        self._group_actions.append(action)

    def add_argument_group(self, *args, **kwargs):
        return self._parser.add_argument_group(*args, **kwargs)


class _MutuallyExclusiveGroup(_Container):
    def __init__(self, container, required):
        self._container, self._parser, self.required = container, container._parser, required
        self._group_actions = []

    def _note(self, action):
        if action.required:
            raise ValueError('mutually exclusive arguments must be optional')
        self._group_actions.append(action)
        self._container._note(action)


class ArgumentParser(_Container):
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(),
                 formatter_class=HelpFormatter, prefix_chars='-', fromfile_prefix_chars=None,
                 argument_default=None, conflict_handler='error', add_help=True, allow_abbrev=True,
                 exit_on_error=True):
        self.prog = _os.path.basename(_sys.argv[0]) if prog is None else prog
        self.usage, self.description, self.epilog = usage, description, epilog
        self.formatter_class, self.prefix_chars = formatter_class, prefix_chars
        self.fromfile_prefix_chars = fromfile_prefix_chars
        self.argument_default, self.conflict_handler = argument_default, conflict_handler
        self.add_help, self.allow_abbrev, self.exit_on_error = add_help, allow_abbrev, exit_on_error
        self._parser = self
        self._actions, self._option_string_actions, self._defaults = [], {}, {}
        self._mutually_exclusive_groups, self._subparsers = [], None
        self._positionals = _ArgumentGroup(self, 'positional arguments')
        self._optionals = _ArgumentGroup(self, 'options')
        self._action_groups = [self._positionals, self._optionals]
        if add_help:
            first = '-' if '-' in prefix_chars else prefix_chars[0]
            self.add_argument(first + 'h', first * 2 + 'help', action='help', default=SUPPRESS,
                              help='show this help message and exit')
        for parent in parents:
            self._adopt(parent)

    def _adopt(self, parent):
        for group in parent._action_groups:
            target = self
            if group not in (parent._positionals, parent._optionals):
                target = self.add_argument_group(group.title, group.description)
            for action in group._group_actions:
                target._add_action(action)
        self._defaults.update(parent._defaults)

    def __repr__(self):
        names = ('prog', 'usage', 'description', 'formatter_class', 'conflict_handler', 'add_help')
        return f"ArgumentParser({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    def _note(self, action):
        (self._optionals if action.option_strings else self._positionals)._group_actions.append(action)

    def add_argument_group(self, title=None, description=None):
        group = _ArgumentGroup(self, title, description)
        self._action_groups.append(group)
        return group

    def add_subparsers(self, *, title=None, description=None, prog=None, parser_class=None,
                       dest=SUPPRESS, required=False, help=None, metavar=None, action=None):
        if self._subparsers is not None:
            self.error('cannot have multiple subparser arguments')
        group = self._positionals
        if title is not None or description is not None:
            group = self.add_argument_group('subcommands' if title is None else title, description)
        self._subparsers = group
        if prog is None:
            positionals = [a for a in self._actions if not a.option_strings]
            formatter = self._formatter()
            prog = formatter._format_usage(self.usage, positionals, [], '').strip()
        made = _SubParsersAction([], prog=prog, parser_class=parser_class or type(self), dest=dest,
                                 required=required, help=help, metavar=metavar)
        group._add_action(made)
        return made

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    # Parsing

    def parse_args(self, args=None, namespace=None):
        namespace, unknown = self.parse_known_args(args, namespace)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return namespace

    def parse_known_args(self, args=None, namespace=None):
        args = list(_sys.argv[1:] if args is None else args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest is not SUPPRESS and not hasattr(namespace, action.dest):
                if action.default is not SUPPRESS:
                    setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        if not self.exit_on_error:
            namespace, unknown = self._parse(args, namespace)
        else:
            try:
                namespace, unknown = self._parse(args, namespace)
            except ArgumentError as error:
                self.error(str(error))
        unknown += vars(namespace).pop('_unrecognized_args', [])
        return namespace, unknown

    parse_intermixed_args, parse_known_intermixed_args = parse_args, parse_known_args

    def _expand_files(self, args):
        if self.fromfile_prefix_chars is None:
            return args
        expanded = []
        for arg in args:
            if arg and arg[0] in self.fromfile_prefix_chars:
                try:
                    with open(arg[1:]) as file:
                        lines = file.read().splitlines()
                except OSError as error:
                    self.error(str(error))
                for line in lines:
                    expanded += self._expand_files(self.convert_arg_line_to_args(line))
            else:
                expanded.append(arg)
        return expanded

    def convert_arg_line_to_args(self, arg_line):
        return [arg_line]

    def _option_of(self, arg):
        """(action, option, explicit value) or None for what is no option."""
        if not arg or arg[0] not in self.prefix_chars:
            return None
        if arg in self._option_string_actions:
            return self._option_string_actions[arg], arg, None
        if len(arg) == 1:
            return None
        if '=' in arg:
            option, _, value = arg.partition('=')
            if option in self._option_string_actions:
                return self._option_string_actions[option], option, value
        matches = self._abbreviated(arg)
        if len(matches) > 1:
            options = ', '.join(option for _, option, _ in matches)
            self.error(f'ambiguous option: {arg} could match {options}')
        if matches:
            return matches[0]
        if _re.match(r'^-\d+$|^-\d*\.\d+$', arg) and not any(
                _re.match(r'^-\d+$|^-\d*\.\d+$', option) for option in self._option_string_actions):
            return None
        if ' ' in arg:
            return None
        return None, arg, None

    def _abbreviated(self, arg):
        prefixes, found = self.prefix_chars, []
        if arg[1] in prefixes:
            if self.allow_abbrev:
                option, has_value, value = arg.partition('=')
                for known, action in self._option_string_actions.items():
                    if known.startswith(option):
                        found.append((action, known, value if has_value else None))
        else:
            short = arg[:2]
            for known, action in self._option_string_actions.items():
                if known == short:
                    found.append((action, known, arg[2:]))
                elif self.allow_abbrev and known.startswith(arg):
                    found.append((action, known, None))
        return found

    def _parse(self, args, namespace):
        args = self._expand_files(args)
        kinds, options = [], {}
        for place, arg in enumerate(args):
            if arg == '--':
                kinds += ['-'] + ['A'] * (len(args) - place - 1)
                break
            option = self._option_of(arg)
            kinds.append('A' if option is None else 'O')
            if option is not None:
                options[place] = option
        kinds = ''.join(kinds)
        seen, conflicts_seen, unknown = set(), set(), []
        positionals = [action for action in self._actions if not action.option_strings]

        def take(action, values, option_string=None):
            seen.add(action)
            value = self._values(action, values)
            if value is not action.default or action.option_strings:
                conflicts_seen.add(action)
                for group in self._mutually_exclusive_groups:
                    if action in group._group_actions:
                        for other in group._group_actions:
                            if other is not action and other in conflicts_seen:
                                raise ArgumentError(action, 'not allowed with argument '
                                                    + _argument_name(other))
            if value is not SUPPRESS:
                action(self, namespace, value, option_string)

        def take_option(place):
            action, option, explicit = options[place]
            if action is None:
                unknown.append(args[place])
                return place + 1
            while True:
                if explicit is not None:
                    count = self._count(action, 'A')
                    if count == 0 and option[1] not in self.prefix_chars and explicit != '':
                        take(action, [], option)
                        option = option[0] + explicit[0]
                        if option not in self._option_string_actions:
                            raise ArgumentError(action, f'ignored explicit argument {explicit!r}')
                        action, explicit = self._option_string_actions[option], explicit[1:] or None
                        continue
                    if count == 1:
                        take(action, [explicit], option)
                        return place + 1
                    raise ArgumentError(action, f'ignored explicit argument {explicit!r}')
                start = place + 1
                count = self._count(action, kinds[start:])
                take(action, args[start:start + count], option)
                return start + count

        def take_positionals(place):
            counts = self._positional_counts(positionals, kinds[place:])
            for action, count in zip(list(positionals[:len(counts)]), counts):
                take(action, args[place:place + count])
                place += count
            del positionals[:len(counts)]
            return place

        place = 0
        last_option = max(options, default=-1)
        while place <= last_option:
            following = min(number for number in options if number >= place)
            if place != following:
                after = take_positionals(place)
                if after > place:
                    place = after
                    continue
            if place not in options:
                following = min(number for number in options if number >= place)
                unknown += args[place:following]
                place = following
            place = take_option(place)
        place = take_positionals(place)
        unknown += args[place:]
        self._check_required(seen, conflicts_seen, namespace)
        return namespace, unknown

    def _check_required(self, seen, conflicts_seen, namespace):
        missing = []
        for action in self._actions:
            if action in seen:
                continue
            if action.required:
                missing.append(_argument_name(action))
            elif isinstance(action.default, str) and getattr(namespace, action.dest, None) is action.default:
                setattr(namespace, action.dest, self._converted(action, action.default))
        if missing:
            self.error(f"the following arguments are required: {', '.join(missing)}")
        for group in self._mutually_exclusive_groups:
            if group.required and not any(action in conflicts_seen for action in group._group_actions):
                names = [_argument_name(action) for action in group._group_actions
                         if action.help is not SUPPRESS]
                self.error(f"one of the arguments {' '.join(names)} is required")

    def _pattern(self, action):
        pattern = {None: '(-*A-*)', OPTIONAL: '(-*A?-*)', ZERO_OR_MORE: '(-*[A-]*)',
                   ONE_OR_MORE: '(-*A[A-]*)', REMAINDER: '([-AO]*)', PARSER: '(-*A[-AO]*)',
                   SUPPRESS: '(-*-*)'}.get(action.nargs)
        if pattern is None:
            pattern = '(-*' + '-*'.join('A' * action.nargs) + '-*)' if action.nargs else '(-*-*)'
        if action.option_strings:
            pattern = pattern.replace('-*', '').replace('-', '')
        return pattern

    def _count(self, action, kinds):
        found = _re.match(self._pattern(action), kinds)
        if found is None:
            message = {None: 'expected one argument', OPTIONAL: 'expected at most one argument',
                       ONE_OR_MORE: 'expected at least one argument'}.get(action.nargs)
            if message is None:
                plural = '' if action.nargs == 1 else 's'
                message = f'expected {action.nargs} argument{plural}'
            raise ArgumentError(action, message)
        return len(found.group(1))

    def _positional_counts(self, actions, kinds):
        for count in range(len(actions), 0, -1):
            found = _re.match(''.join(self._pattern(action) for action in actions[:count]), kinds)
            if found is not None:
                return [len(text) for text in found.groups()]
        return []

    def _values(self, action, args):
        if action.nargs not in (PARSER, REMAINDER) and '--' in args:
            args = list(args)
            args.remove('--')
        if not args and action.nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            return self._converted(action, value, True) if isinstance(value, str) else value
        if not args and action.nargs == ZERO_OR_MORE and not action.option_strings:
            return action.default if action.default is not None else []
        if action.nargs == SUPPRESS:
            return SUPPRESS
        if action.nargs in (None, OPTIONAL) and len(args) == 1:
            return self._converted(action, args[0], True)
        if action.nargs == PARSER:
            values = list(args)
            self._check_choice(action, values[0])
            return values
        return [self._converted(action, arg, action.nargs != REMAINDER) for arg in args]

    def _converted(self, action, text, checks=False):
        function = action.type
        try:
            value = text if function is None else function(text)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error)) from None
        except (TypeError, ValueError):
            name = getattr(function, '__name__', repr(function))
            raise ArgumentError(action, f'invalid {name} value: {text!r}') from None
        if checks:
            self._check_choice(action, value)
        return value

    def _check_choice(self, action, value):
        if action.choices is not None and value not in action.choices:
            choices = ', '.join(map(repr, action.choices))
            raise ArgumentError(action, f'invalid choice: {value!r} (choose from {choices})')

    # Help

    def _formatter(self):
        return self.formatter_class(prog=self.prog)

    def format_usage(self):
        return self._formatter()._format_usage(
            self.usage, self._actions, self._mutually_exclusive_groups, None).rstrip('\n') + '\n'

    def format_help(self):
        formatter = self._formatter()
        parts = [formatter._format_usage(self.usage, self._actions, self._mutually_exclusive_groups, None)]
        if self.description is not None:
            parts.append(self._paragraph(formatter, self.description))
        headers = [header for group in self._action_groups
                   for header, _ in formatter._rows(group._group_actions, formatter._step)]
        longest = max(map(len, headers), default=0)
        position = min(longest + 2, formatter._max_help_position)
        for group in self._action_groups:
            body = ''
            if group.description is not None:
                body += self._paragraph(formatter, group.description, ' ' * formatter._step)
            body += formatter._format_actions(group._group_actions, position)
            if body:
                heading = '' if group.title is None else f'{group.title}:\n'
                parts.append(heading + body.rstrip('\n') + '\n\n')
        if self.epilog is not None:
            parts.append(self._paragraph(formatter, self.epilog))
        return _re.sub(r'\n\n\n+', '\n\n', ''.join(parts)).strip('\n') + '\n'

    def _paragraph(self, formatter, text, indent=''):
        text = text % dict(prog=self.prog) if '%(prog)' in text else text
        return formatter._fill_text(text, max(formatter._width - len(indent), 11), indent) + '\n\n'

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), _sys.stdout if file is None else file)

    def print_help(self, file=None):
        self._print_message(self.format_help(), _sys.stdout if file is None else file)

    def _print_message(self, message, file=None):
        if message:
            (_sys.stderr if file is None else file).write(message)

    def exit(self, status=0, message=None):
        if message:
            self._print_message(message, _sys.stderr)
        _sys.exit(status)

    def error(self, message):
        self.print_usage(_sys.stderr)
        self.exit(2, f'{self.prog}: error: {message}\n')
