"""Splitting text as a shell does."""
import re
import sys
from collections import deque
from io import StringIO

__all__ = ['shlex', 'split', 'quote', 'join']


class shlex:
    """Reads words from a stream; by default as small languages have them, with `posix` as shells do."""

    def __init__(self, instream=None, infile=None, posix=False, punctuation_chars=False):
        if punctuation_chars:
            raise NotImplementedError('cellgrad: not supported: shlex.shlex(punctuation_chars=True)')
        self.instream = StringIO(instream) if isinstance(instream, str) else instream or sys.stdin
        self.infile = None if instream is None else infile
        self.posix = posix
        self.eof = None if posix else ''
        self.commenters = '#'
        self.wordchars = 'abcdfeghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_'
        if posix:
            self.wordchars += 'ßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ'
        self.whitespace = ' \t\r\n'
        self.whitespace_split = False
        self.quotes = '\'"'
        self.escape = '\\'
        self.escapedquotes = '"'
        self.pushback = deque()
        self.lineno = 1
        self.debug = 0
        self.token = ''
        # A character that ended one word and is read again for the next.
        self._again = ''

    def push_token(self, tok):
        self.pushback.appendleft(tok)

    def get_token(self):
        return self.pushback.popleft() if self.pushback else self.read_token()

    def __iter__(self):
        return self

    def __next__(self):
        token = self.get_token()
        if token == self.eof:
            raise StopIteration
        return token

    def _read(self):
        character, self._again = self._again or self.instream.read(1), ''
        if character == '\n':
            self.lineno += 1
        return character

    def _skip_comment(self):
        self.instream.readline()
        self.lineno += 1

    def _begins_word(self, character):
        return character in self.wordchars or character in self.quotes or self.whitespace_split

    def read_token(self):
        """The next word, or `eof`."""
        while True:
            character = self._read()
            if not character:
                return self.eof
            if character in self.whitespace:
                continue
            if character in self.commenters:
                self._skip_comment()
                continue
            is_escape = self.posix and character in self.escape
            if not is_escape and not self._begins_word(character):
                return character
            self.token = ''
            if not self.posix and character in self.quotes:
                return self._quoted_word(character)
            return self._word(character)

    def _quoted_word(self, quote):
        """A word of its own with its quotes, outside of shells."""
        self.token = quote
        while True:
            character = self._read()
            if not character:
                raise ValueError('No closing quotation')
            self.token += character
            if character == quote:
                return self.token

    def _word(self, character):
        while character:
            if character in self.whitespace:
                break
            if character in self.commenters:
                self._skip_comment()
                if self.posix:
                    break
            elif self.posix and character in self.quotes:
                self._read_quoted(character)
            elif self.posix and character in self.escape:
                self.token += self._escaped()
            elif self._begins_word(character):
                self.token += character
            else:
                self._again = character
                break
            character = self._read()
        return self.token

    def _escaped(self):
        character = self._read()
        if not character:
            raise ValueError('No escaped character')
        return character

    def _read_quoted(self, quote):
        """Adds what stands between quotes to the word, without them."""
        while True:
            character = self._read()
            if not character:
                raise ValueError('No closing quotation')
            if character == quote:
                return
            if character in self.escape and quote in self.escapedquotes:
                escaped = self._escaped()
                if escaped != character and escaped != quote:
                    self.token += character
                character = escaped
            self.token += character

    def error_leader(self, infile=None, lineno=None):
        return f'"{infile or self.infile}", line {lineno or self.lineno}: '


def split(s, comments=False, posix=True):
    if s is None:
        import warnings
        warnings.warn("Passing None for 's' to shlex.split() is deprecated.", DeprecationWarning,
                      stacklevel=2)
    words = shlex(s, posix=posix)
    words.whitespace_split = True
    if not comments:
        words.commenters = ''
    return list(words)


_find_unsafe = re.compile(r'[^\w@%+=:,./-]', re.ASCII).search


def quote(s):
    if not s:
        return "''"
    if _find_unsafe(s) is None:
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"


def join(split_command):
    return ' '.join(quote(word) for word in split_command)
