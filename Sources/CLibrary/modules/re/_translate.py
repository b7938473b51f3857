"""Reads Python's pattern syntax and writes PCRE2's, with Python's error messages."""

TEMPLATE, IGNORECASE, LOCALE, MULTILINE, DOTALL, UNICODE, VERBOSE, DEBUG, ASCII = (
    1, 2, 4, 8, 16, 32, 64, 128, 256)
_letters = {'i': IGNORECASE, 'L': LOCALE, 'm': MULTILINE, 's': DOTALL, 'x': VERBOSE, 'a': ASCII,
            'u': UNICODE}
_specials = '.\\[{()*+?^$|'
_maximum = 4294967295
_simple_escapes = {'a': 7, 'f': 12, 'n': 10, 'r': 13, 't': 9, 'v': 11, '\\': 92}
_classes = {'d': r'\d', 'D': r'\D', 'w': r'\w', 'W': r'\W',
            's': r'\s\x{1c}-\x{1f}', 'S': None}
_ascii_classes = {'d': '0-9', 'w': 'A-Za-z0-9_', 's': r'\x{20}\t\n\r\f\v'}
_ascii_edge = '(?:(?<=[A-Za-z0-9_])(?![A-Za-z0-9_])|(?<![A-Za-z0-9_])(?=[A-Za-z0-9_]))'
_hexdigits, _octdigits = frozenset('0123456789abcdefABCDEF'), frozenset('01234567')
# PCRE2 counts at most this often; more is written as groups of groups.
_most_repeats = 65535


class error(Exception):
    __module__ = 're'

    def __init__(self, msg, pattern=None, pos=None):
        self.msg, self.pattern, self.pos = msg, pattern, pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = '\n' if isinstance(pattern, str) else b'\n'
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f'{msg} at position {pos}'
            if newline in pattern:
                msg = f'{msg} (line {self.lineno}, column {self.colno})'
        super().__init__(msg)


def _literal(code):
    if 48 <= code <= 57 or 65 <= code <= 90 or 97 <= code <= 122 or code == 95 or code == 32:
        return chr(code) if code != 32 else r'\x{20}'
    return r'\x{%x}' % code


class _Reader:
    def __init__(self, pattern):
        self.given = pattern
        self.is_bytes = isinstance(pattern, bytes)
        self.text = pattern.decode('latin-1') if self.is_bytes else pattern
        self.place = 0

    def peek(self):
        return self.text[self.place:self.place + 1]

    def take(self):
        character = self.peek()
        self.place += 1 if character else 0
        return character

    def match(self, character):
        if self.peek() == character:
            self.place += 1
            return True
        return False

    def while_in(self, letters, most):
        start = self.place
        while self.place - start < most and self.peek() and self.peek() in letters:
            self.place += 1
        return self.text[start:self.place]

    def until(self, end, what):
        start = self.place
        place = self.text.find(end, start)
        if place < 0:
            if start == len(self.text):
                raise self.error(f'missing {what}', start)
            raise self.error(f'missing {end}, unterminated name', start)
        if place == start:
            raise self.error(f'missing {what}', start)
        self.place = place + 1
        return self.text[start:place]

    def error(self, message, place):
        return error(message, self.given, place)


class Translation:
    """A pattern in PCRE2's syntax, the final flags and the groups."""

    def __init__(self, pattern, flags):
        self.reader = _Reader(pattern)
        self.flags = flags
        self.groups = 0
        self.names = {}
        self.closing = []  # groups in the order in which they end
        self._open = set()
        self._widths = {}
        self._conditions = []
        self._lookbehind = None
        self._ascii = False  # inside (?a:...)
        self._collect_global_flags()
        text, _ = self._alternatives(bool(self.flags & VERBOSE), 0)
        if self.reader.place < len(self.reader.text):
            raise self.reader.error('unbalanced parenthesis', self.reader.place)
        for group, place in self._conditions:
            if group > self.groups:
                raise self.reader.error(f'invalid group reference {group}', place)
        self.text = text
        if not self.reader.is_bytes:
            if self.flags & ASCII:
                if self.flags & UNICODE and flags & UNICODE:
                    raise ValueError('ASCII and UNICODE flags are incompatible')
            else:
                self.flags |= UNICODE

    def _collect_global_flags(self):
        """Flags such as (?i) at the start hold for the whole pattern."""
        reader = self.reader
        while reader.text.startswith('(?', reader.place):
            end = reader.place + 2
            while end < len(reader.text) and reader.text[end] in _letters:
                end += 1
            if end == reader.place + 2 or reader.text[end:end + 1] != ')':
                return
            for letter in reader.text[reader.place + 2:end]:
                self._check_flag(letter, end - 1)
                self.flags |= _letters[letter]
            reader.place = end + 1

    def _check_flag(self, letter, place):
        if self.reader.is_bytes and letter == 'u':
            raise self.reader.error("bad inline flags: cannot use 'u' flag with a bytes pattern", place)
        if not self.reader.is_bytes and letter == 'L':
            raise self.reader.error("bad inline flags: cannot use 'L' flag with a str pattern", place)

    # Each part answers its text and its width (least, most).

    def _alternatives(self, verbose, depth):
        branches, widths = [], []
        while True:
            text, width = self._sequence(verbose, depth)
            branches.append(text)
            widths.append(width)
            if not self.reader.match('|'):
                break
        return '|'.join(branches), (min(low for low, _ in widths), max(high for _, high in widths))

    def _sequence(self, verbose, depth):
        reader = self.reader
        parts, low, high = [], 0, 0
        previous = None  # the part a repetition applies to, with its width
        while True:
            character = reader.peek()
            if not character or character in '|)':
                break
            start = reader.place
            reader.place += 1
            if verbose and character in ' \t\n\r\v\f':
                continue
            if verbose and character == '#':
                while reader.peek() and reader.take() != '\n':
                    pass
                continue
            if character in '*+?{':
                bounds = self._bounds(character, start)
                if bounds is not None:
                    text, width = self._repeat(previous, bounds, start)
                    parts[-1] = text
                    low += width[0] - previous[1][0]
                    high += width[1] - previous[1][1]
                    previous = ('', width, 'repeat')
                    continue
            text, width, kind = self._atom(character, start, verbose, depth)
            if text is None:
                continue
            parts.append(text)
            low += width[0]
            high += width[1]
            previous = (text, width, kind)
        return ''.join(parts), (low, min(high, _maximum))

    def _bounds(self, character, start):
        """(least, most), or None where a brace is only a brace."""
        reader = self.reader
        if character != '{':
            return {'*': (0, _maximum), '+': (1, _maximum), '?': (0, 1)}[character]
        if reader.peek() == '}':
            return None
        least = reader.while_in('0123456789', 1000)
        most = least
        if reader.match(','):
            most = reader.while_in('0123456789', 1000)
            has_comma = True
        else:
            has_comma = False
        if not reader.match('}') or not (least or has_comma):
            reader.place = start + 1
            return None
        low = int(least) if least else 0
        high = int(most) if most else _maximum
        if low >= _maximum or most and high >= _maximum:
            raise OverflowError('the repetition number is too large')
        if high < low:
            raise reader.error('min repeat greater than max repeat', start + 1)
        return low, high

    def _repeat(self, previous, bounds, start):
        reader = self.reader
        if previous is None or previous[2] == 'at':
            raise reader.error('nothing to repeat', start)
        if previous[2] == 'repeat':
            raise reader.error('multiple repeat', start)
        text, (low, high), _ = previous
        least, most = bounds
        suffix = '?' if reader.match('?') else '+' if reader.match('+') else ''
        if self.flags & TEMPLATE:
            kind = {'?': 'MIN', '+': 'POSSESSIVE', '': 'MAX'}[suffix]
            raise error(f'internal: unsupported template operator {kind}_REPEAT')
        if least > _most_repeats or most != _maximum and most > _most_repeats:
            raise NotImplementedError(
                f'cellgrad: not supported: repetition of a pattern more than {_most_repeats} times')
        count = ({(0, _maximum): '*', (1, _maximum): '+', (0, 1): '?'}.get(bounds)
                 or '{%d,%s}' % (least, '' if most == _maximum else most))
        return text + count + suffix, (low * least, min(high * most, _maximum))

    def _atom(self, character, start, verbose, depth):
        one = (1, 1)
        if character == '.':
            return '.', one, 'any'
        if character == '^':
            return '^', (0, 0), 'at'
        if character == '$':
            return '$', (0, 0), 'at'
        if character == '[':
            return self._set(start), one, 'set'
        if character == '\\':
            return self._escape(start)
        if character == '(':
            return self._group(start, verbose, depth)
        return _literal(ord(character)), one, 'literal'

    def _code_escape(self, letter, start, in_set):
        """The character that \\x41, \\n and the like mean, or None."""
        reader = self.reader
        if letter == 'x' or letter in 'uU' and letter and not reader.is_bytes:
            count = {'x': 2, 'u': 4, 'U': 8}[letter]
            digits = reader.while_in(_hexdigits, count)
            if len(digits) != count:
                raise reader.error(f'incomplete escape \\{letter}{digits}', start)
            code = int(digits, 16)
            if code > 0x10ffff:
                raise reader.error(f'bad escape \\{letter}{digits}', start)
            return code
        if letter == 'N' and not reader.is_bytes:
            import unicodedata
            if not reader.match('{'):
                raise reader.error('missing {', reader.place)
            name = reader.until('}', 'character name')
            try:
                return ord(unicodedata.lookup(name))
            except KeyError:
                raise reader.error(f'undefined character name {name!r}', start) from None
        if letter in _simple_escapes:
            return _simple_escapes[letter]
        if in_set and letter == 'b':
            return 8
        return None

    def _octal(self, digits, start):
        code = int(digits, 8)
        if code > 0o377:
            raise self.reader.error(
                f'octal escape value \\{digits} outside of range 0-0o377', start)
        return code

    def _escape(self, start):
        reader = self.reader
        letter = reader.take()
        if not letter:
            raise reader.error('bad escape (end of pattern)', start)
        if letter in 'AZ' or letter in 'bB' and not self._ascii:
            return {'A': r'\A', 'Z': r'\z', 'b': r'\b', 'B': r'\B'}[letter], (0, 0), 'at'
        if self._ascii and letter in 'bB':
            return _ascii_edge if letter == 'b' else f'(?!{_ascii_edge})', (0, 0), 'at'
        if self._ascii and letter in _classes:
            negation = '^' if letter.isupper() else ''
            return f'[{negation}{_ascii_classes[letter.lower()]}]', (1, 1), 'set'
        if letter in _classes:
            text = {'s': r'[\s\x{1c}-\x{1f}]', 'S': r'[^\s\x{1c}-\x{1f}]'}.get(letter, '\\' + letter)
            if letter in 'sS' and (self.flags & ASCII or reader.is_bytes):
                text = '\\' + letter
            return text, (1, 1), 'set'
        code = self._code_escape(letter, start, False)
        if code is not None:
            return _literal(code), (1, 1), 'literal'
        if letter == '0':
            return _literal(int('0' + reader.while_in(_octdigits, 2), 8)), (1, 1), 'literal'
        if letter in '123456789':
            return self._reference(letter, start)
        if letter.isascii() and letter.isalpha():
            raise reader.error(f'bad escape \\{letter}', start)
        return _literal(ord(letter)), (1, 1), 'literal'

    def _reference(self, digits, start):
        reader = self.reader
        if reader.peek() and reader.peek() in '0123456789':
            digits += reader.take()
            if (digits[0] in _octdigits and digits[1] in _octdigits
                    and reader.peek() and reader.peek() in _octdigits):
                return _literal(self._octal(digits + reader.take(), start)), (1, 1), 'literal'
        group = int(digits)
        if group > self.groups:
            raise reader.error(f'invalid group reference {group}', start + 1)
        self._check_open(group, start)
        return r'\g{%d}' % group, self._widths.get(group, (0, _maximum)), 'reference'

    def _check_open(self, group, place):
        if group in self._open:
            raise self.reader.error('cannot refer to an open group', place)
        if self._lookbehind is not None and group > self._lookbehind:
            raise self.reader.error('cannot refer to group defined in the same lookbehind subpattern',
                                    self.reader.place)

    def _set(self, start):
        reader = self.reader
        parts = []
        negated = reader.match('^')
        first = reader.place
        while True:
            here = reader.place
            character = reader.take()
            if not character:
                raise reader.error('unterminated character set', start)
            if character == ']' and here != first:
                break
            low = self._set_item(character, here)
            if reader.peek() == '-' and reader.text[reader.place + 1:reader.place + 2] not in ('', ']'):
                reader.place += 1
                there = reader.place
                high = self._set_item(reader.take(), there)
                if isinstance(low, str) or isinstance(high, str) or high < low:
                    what = reader.text[here:reader.place]
                    raise reader.error(f'bad character range {what}', here)
                parts.append(_literal(low) + '-' + _literal(high))
            elif reader.peek() == '-' and reader.text[reader.place + 1:reader.place + 2] == '':
                raise reader.error('unterminated character set', start)
            else:
                parts.append(low if isinstance(low, str) else _literal(low))
        return ('[^' if negated else '[') + ''.join(parts) + ']'

    def _set_item(self, character, start):
        """The code of a character, or the text of a class."""
        if character != '\\':
            return ord(character)
        reader = self.reader
        letter = reader.take()
        if not letter:
            raise reader.error('bad escape (end of pattern)', start)
        if self._ascii and letter in _classes:
            if letter.isupper():
                raise NotImplementedError(f'cellgrad: not supported: \\{letter} in a set inside (?a:...)')
            return _ascii_classes[letter]
        if letter in _classes:
            if letter == 's' and not (self.flags & ASCII or reader.is_bytes):
                return _classes['s']
            return '\\' + letter
        code = self._code_escape(letter, start, True)
        if code is not None:
            return code
        if letter in _octdigits:
            return self._octal(letter + reader.while_in(_octdigits, 2), start)
        if letter.isascii() and letter.isalnum():
            raise reader.error(f'bad escape \\{letter}', start)
        return ord(letter)

    def _close(self, start):
        if not self.reader.match(')'):
            raise self.reader.error('missing ), unterminated subpattern', start)

    def _group(self, start, verbose, depth):
        reader = self.reader
        if depth > 200:
            raise RecursionError('maximum recursion depth exceeded')
        name = None
        if reader.match('?'):
            character = reader.take()
            if not character:
                raise reader.error('unexpected end of pattern', reader.place)
            if character == 'P':
                if not reader.match('<'):
                    if reader.match('='):
                        return self._named_reference()
                    unknown = reader.take()
                    if not unknown:
                        raise reader.error('unexpected end of pattern', reader.place)
                    raise reader.error('unknown extension ?P' + unknown, start + 1)
                name = reader.until('>', 'group name')
                self._check_name(name, reader.place - len(name) - 1)
            elif character == ':':
                return self._plain('(?:', start, verbose, depth)
            elif character == '>':
                return self._plain('(?>', start, verbose, depth)
            elif character == '#':
                end = reader.text.find(')', reader.place)
                if end < 0:
                    raise reader.error('missing ), unterminated comment', start)
                reader.place = end + 1
                return None, (0, 0), None
            elif character in '=!<':
                return self._look(character, start, verbose, depth)
            elif character == '(':
                return self._conditional(start, verbose, depth)
            elif character in _letters or character == '-':
                return self._flagged(character, start, verbose, depth)
            else:
                raise reader.error('unknown extension ?' + character, start + 1)
        return self._capture(name, start, verbose, depth)

    def _check_name(self, name, place):
        if not name.isidentifier() or self.reader.is_bytes and not name.isascii():
            shown = name.encode('latin-1') if self.reader.is_bytes else name
            raise self.reader.error(f'bad character in group name {shown!r}'.replace("name b'", "name '"), place)

    def _capture(self, name, start, verbose, depth):
        reader = self.reader
        self.groups += 1
        group = self.groups
        if name is not None:
            if name in self.names:
                raise reader.error(f'redefinition of group name {name!r} as group {group}; '
                                   f'was group {self.names[name]}',
                                   reader.place - len(name) - 1)
            self.names[name] = group
        self._open.add(group)
        text, width = self._alternatives(verbose, depth + 1)
        self._close(start)
        self._open.discard(group)
        self._widths[group] = width
        self.closing.append(group)
        return '(' + text + ')', width, 'group'

    def _plain(self, opening, start, verbose, depth):
        text, width = self._alternatives(verbose, depth + 1)
        self._close(start)
        return opening + text + ')', width, 'group'

    def _named_reference(self):
        reader = self.reader
        place = reader.place
        name = reader.until(')', 'group name')
        self._check_name(name, place)
        if name not in self.names:
            raise reader.error(f'unknown group name {name!r}', place)
        group = self.names[name]
        self._check_open(group, place)
        return r'\g{%d}' % group, self._widths.get(group, (0, _maximum)), 'reference'

    def _look(self, character, start, verbose, depth):
        reader = self.reader
        opening = '(?' + character
        behind = character == '<'
        if behind:
            character = reader.take()
            if not character:
                raise reader.error('unexpected end of pattern', reader.place)
            if character not in '=!':
                raise reader.error('unknown extension ?<' + character, start + 1)
            opening += character
        before = self._lookbehind
        if behind and before is None:
            self._lookbehind = self.groups
        text, (low, high) = self._alternatives(verbose, depth + 1)
        self._lookbehind = before
        self._close(start)
        if behind and low != high:
            raise error('look-behind requires fixed-width pattern')
        return opening + text + ')', (0, 0), 'look'

    def _conditional(self, start, verbose, depth):
        reader = self.reader
        place = reader.place
        name = reader.until(')', 'group name')
        if name.isdecimal() and name.isascii():
            group = int(name)
            if not group:
                raise reader.error('bad group number', place)
            self._conditions.append((group, place))
        else:
            self._check_name(name, place)
            if name not in self.names:
                raise reader.error(f'unknown group name {name!r}', place)
            group = self.names[name]
        yes, (low, high) = self._sequence(verbose, depth + 1)
        if reader.match('|'):
            no, (other_low, other_high) = self._sequence(verbose, depth + 1)
            low, high = min(low, other_low), max(high, other_high)
            if reader.peek() == '|':
                raise reader.error('conditional backref with more than two branches', reader.place)
            yes += '|' + no
        else:
            low = 0
        self._close(start)
        return f'(?({group}){yes})', (low, high), 'group'

    def _flagged(self, character, start, verbose, depth):
        reader = self.reader
        added, removed, target = '', '', 'added'
        is_negative = character == '-'
        letter = character
        if not is_negative:
            while True:
                self._check_flag(letter, reader.place)
                added += letter
                letter = reader.take()
                if not letter:
                    raise reader.error('missing -, : or )', reader.place)
                if letter in ')-:':
                    break
                if letter not in _letters:
                    what = 'unknown flag' if letter.isalpha() else 'missing -, : or )'
                    raise reader.error(what, reader.place - 1)
        if letter == ')':
            raise reader.error('global flags not at the start of the expression', start)
        if letter == '-':
            letter = reader.take()
            if not letter:
                raise reader.error('missing flag', reader.place)
            if letter not in _letters:
                what = 'unknown flag' if letter.isalpha() else 'missing flag'
                raise reader.error(what, reader.place - 1)
            while letter != ':':
                if letter not in _letters:
                    raise reader.error('unknown flag' if letter.isalpha() else 'missing :', reader.place - 1)
                if letter in 'auL':
                    raise reader.error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'",
                                       reader.place)
                removed += letter
                letter = reader.take()
                if not letter:
                    raise reader.error('missing :', reader.place)
        if set(added) & set(removed):
            raise reader.error('bad inline flags: flag turned on and off', reader.place - 1)
        if len(set(added) & set('auL')) > 1:
            raise reader.error("bad inline flags: flags 'a', 'u' and 'L' are incompatible", reader.place)
        inner = (verbose or 'x' in added) and 'x' not in removed
        on = ''.join([flag for flag in added if flag in 'ims'])
        off = removed.replace('x', '')
        before, self._ascii = self._ascii, ('a' in added or self._ascii) and 'u' not in added
        result = self._plain(f"(?{on}{'-' + off if off else ''}:", start, inner, depth)
        self._ascii = before
        return result


def template_parts(template, groups, names):
    """A replacement text as a list of literal texts and group numbers."""
    reader = _Reader(template)
    parts, text = [], []

    def literal(piece):
        text.append(piece)

    def group(number, place):
        if number > groups:
            raise reader.error(f'invalid group reference {number}', place)
        if text:
            parts.append(''.join(text))
            text.clear()
        parts.append(number)

    while reader.peek():
        start = reader.place
        character = reader.take()
        if character != '\\':
            literal(character)
            continue
        letter = reader.take()
        if not letter:
            raise reader.error('bad escape (end of pattern)', start)
        if letter == 'g':
            if not reader.match('<'):
                raise reader.error('missing <', reader.place)
            place = reader.place
            name = reader.until('>', 'group name')
            if name.isdecimal() and name.isascii():
                group(int(name), place)
            else:
                if not name.isidentifier():
                    raise reader.error(f'bad character in group name {name!r}', place)
                if name not in names:
                    raise IndexError(f'unknown group name {name!r}')
                group(names[name], place)
        elif letter == '0':
            literal(chr(int('0' + reader.while_in(_octdigits, 2), 8)))
        elif letter in '123456789':
            digits = letter
            if reader.peek() and reader.peek() in '0123456789':
                digits += reader.take()
                if (digits[0] in _octdigits and digits[1] in _octdigits
                        and reader.peek() and reader.peek() in _octdigits):
                    digits += reader.take()
                    code = int(digits, 8)
                    if code > 0o377:
                        raise reader.error(
                            f'octal escape value \\{digits} outside of range 0-0o377', start)
                    literal(chr(code))
                    continue
            group(int(digits), start + 1)
        elif letter in 'abfnrtv':
            literal({'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t',
                     'v': '\v'}[letter])
        elif letter.isascii() and letter.isalpha():
            raise reader.error(f'bad escape \\{letter}', start)
        elif letter == '\\':
            literal('\\')
        else:
            literal('\\' + letter)
    if text:
        parts.append(''.join(text))
    if reader.is_bytes:
        parts = [part.encode('latin-1') if isinstance(part, str) else part for part in parts]
    return parts
