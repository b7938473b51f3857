"""A parser of literals: numbers, strings, containers, names of constants."""
import re

_token = re.compile(r'''\s*(?:(?P<number>(?:0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+
    |(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][-+]?\d+)?[jJ]?))
    |(?P<string>(?:[rRbBuU]|[rR][bB]|[bB][rR])?(?:\'\'\'(?:[^\\]|\\.)*?\'\'\'|"""(?:[^\\]|\\.)*?"""
        |'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"))
    |(?P<name>[A-Za-z_]\w*)|(?P<mark>[-+()\[\]{},:]))''', re.VERBOSE | re.DOTALL)
_constants = {'None': None, 'True': True, 'False': False}


class _Parser:
    def __init__(self, text):
        self.text, self.place = text.strip(' \t'), 0
        self.tokens = []
        while self.text[self.place:].strip():
            found = _token.match(self.text, self.place)
            if found is None:
                self.fail()
            self.tokens.append((found.lastgroup, found[found.lastgroup]))
            self.place = found.end()
        self.next = 0

    def fail(self):
        compile_error = SyntaxError('invalid syntax')
        raise compile_error

    def malformed(self, kind):
        raise ValueError(f'malformed node or string on line 1: <ast.{kind} object at {id(self):#x}>')

    def peek(self):
        return self.tokens[self.next] if self.next < len(self.tokens) else (None, '')

    def take(self, mark):
        if self.peek() == ('mark', mark):
            self.next += 1
            return True
        return False

    def expect(self, mark):
        if not self.take(mark):
            self.fail()

    def value(self):
        left = self.operand()
        kind, text = self.peek()
        if kind == 'mark' and text in '+-' and isinstance(left, (int, float, complex)):
            self.next += 1
            right = self.operand()
            if not isinstance(right, complex):
                self.malformed('BinOp')
            return left + right if text == '+' else left - right
        return left

    def operand(self):
        kind, text = self.peek()
        self.next += 1
        if kind == 'number':
            return eval(text, {})
        if kind == 'string':
            value = eval(text, {})
            while self.peek()[0] == 'string':
                value += eval(self.peek()[1], {})
                self.next += 1
            return value
        if kind == 'name':
            if text == 'set' and self.take('('):
                self.expect(')')
                return set()
            if text not in _constants:
                self.malformed('Name')
            return _constants[text]
        if kind == 'mark' and text in '+-':
            value = self.operand()
            if not isinstance(value, (int, float, complex)) or isinstance(value, bool):
                self.malformed('BinOp')
            return -value if text == '-' else value
        if text == '(':
            items, has_comma = self.items(')')
            return tuple(items) if has_comma or len(items) != 1 else items[0]
        if text == '[':
            return self.items(']')[0]
        if text == '{':
            return self.braces()
        self.fail()

    def items(self, end):
        items, has_comma = [], False
        while not self.take(end):
            items.append(self.value())
            if not self.take(','):
                self.expect(end)
                break
            has_comma = True
        return items, has_comma

    def braces(self):
        if self.take('}'):
            return {}
        first = self.value()
        if not self.take(':'):
            items = [first]
            if self.take(','):
                items += self.items('}')[0]
            else:
                self.expect('}')
            return set(items)
        made = {first: self.value()}
        while self.take(','):
            if self.peek() == ('mark', '}'):
                break
            key = self.value()
            self.expect(':')
            made[key] = self.value()
        self.expect('}')
        return made


def parse(text):
    parser = _Parser(text)
    if not parser.tokens:
        parser.fail()
    value = parser.value()
    if parser.take(','):
        items = [value]
        while parser.peek()[0] is not None:
            items.append(parser.value())
            if not parser.take(','):
                break
        value = tuple(items)
    if parser.peek()[0] is not None:
        parser.fail() if parser.peek()[0] != 'mark' or parser.peek()[1] in ')]}:' else parser.malformed('BinOp')
    return value
