"""Files, and streams in memory."""
import _host
from _inspection import static as _static
from _io import StringIO as _StringBuffer
from abc import ABCMeta

DEFAULT_BUFFER_SIZE = 8192
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
BlockingIOError = BlockingIOError


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase(metaclass=ABCMeta):
    """What all streams share: lines, context, the closed state."""
    _closed = False

    @property
    def closed(self):
        return self._closed

    def _check(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')

    def _unsupported(self, name):
        raise UnsupportedOperation(name)

    def close(self):
        if not self._closed:
            try:
                self.flush()
            finally:
                self._closed = True

    def __del__(self):
        try:
            self.close()
        except Exception:
            pass

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def flush(self):
        self._check()

    def fileno(self):
        self._unsupported('fileno')

    def isatty(self):
        self._check()
        return False

    def readable(self):
        self._check()
        return False

    def writable(self):
        self._check()
        return False

    def seekable(self):
        self._check()
        return False

    def seek(self, offset, whence=0, /):
        self._unsupported('seek')

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, size=None, /):
        self._unsupported('truncate')

    def readlines(self, hint=-1, /):
        self._check()
        lines, size = [], 0
        for line in self:
            lines.append(line)
            size += len(line)
            if hint is not None and 0 < hint <= size:
                break
        return lines

    def writelines(self, lines, /):
        self._check()
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    def detach(self):
        self._unsupported('detach')


class TextIOBase(IOBase):
    encoding = errors = newlines = None

    def detach(self):
        self._unsupported('detach')


def _count(size):
    """A size as an int, -1 for all."""
    if size is None:
        return -1
    if not hasattr(type(size), '__index__'):
        raise TypeError(f"argument should be integer or None, not '{type(size).__name__}'")
    return size.__index__()


@_static
class FileIO(RawIOBase):
    __module__ = '_io'
    _flags = {'r': 0, 'w': 0o1001 | 0o100, 'x': 0o301, 'a': 0o2101}

    def __init__(self, file, mode='r', closefd=True, opener=None):
        letter = next(letter for letter in 'rwxa' if letter in mode)
        flags = self._flags[letter]
        if '+' in mode:
            flags = flags & ~1 | 2
        self.name = file
        self._readable = letter == 'r' or '+' in mode
        self._writable = letter != 'r' or '+' in mode
        self._appending = letter == 'a'
        if isinstance(file, int):
            self._fd = file
            self._closefd = closefd
            return
        import os
        path = os.fspath(file)
        self._fd = opener(path, flags) if opener else _host.open(path, flags, 0o666)
        self._closefd = True
        try:
            if _host.stat(path)[0] & 0o170000 == 0o040000:
                self.close()
                raise IsADirectoryError(21, 'Is a directory', path)
        except PermissionError:
            pass
        if self._appending:
            _host.seek(self._fd, 0, 2)

    @property
    def mode(self):
        if self._appending:
            return 'ab+' if self._readable else 'ab'
        return ('rb+' if self._writable else 'rb') if self._readable else 'wb'

    def __repr__(self):
        if self.closed:
            return '<_io.FileIO [closed]>'
        return f'<_io.FileIO name={self.name!r} mode={self.mode!r} closefd={self._closefd}>'

    def close(self):
        if not self._closed:
            self._closed = True
            if self._closefd and hasattr(self, '_fd'):
                _host.close(self._fd)

    def fileno(self):
        self._check()
        return self._fd

    def isatty(self):
        self._check()
        return _host.isatty(self._fd)

    def readable(self):
        self._check()
        return self._readable

    def writable(self):
        self._check()
        return self._writable

    def seekable(self):
        self._check()
        return True

    def read(self, size=-1, /):
        self._check()
        if not self._readable:
            raise UnsupportedOperation('File not open for reading')
        return _host.read(self._fd, _count(size))

    def readall(self):
        return self.read()

    def write(self, data, /):
        self._check()
        if not self._writable:
            raise UnsupportedOperation('File not open for writing')
        return _host.write(self._fd, data)

    def seek(self, offset, whence=0, /):
        self._check()
        return _host.seek(self._fd, offset, whence)

    def truncate(self, size=None, /):
        self._check()
        size = self.tell() if size is None else size
        _host.truncate(self._fd, size)
        return size


def _forwarders(inner):
    """Methods that ask the stream inside."""
    def forwarder(name):
        def method(self):
            return getattr(getattr(self, inner), name)()
        method.__name__ = name
        return method
    return map(forwarder, ('fileno', 'isatty', 'readable', 'writable', 'seekable'))


class _Buffered(BufferedIOBase):
    """A raw file with what is read ahead and what waits to be written."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        self.raw = raw
        self._is_readable = raw.readable()
        self._is_writable = raw.writable()
        self._size = buffer_size
        self._ahead = b''
        self._place = 0
        self._waiting = []
        self._waiting_size = 0

    name = property(lambda self: self.raw.name)
    mode = property(lambda self: self.raw.mode)
    closed = property(lambda self: self.raw.closed)

    def __repr__(self):
        return f'<_io.{type(self).__name__} name={self.name!r}>'

    def close(self):
        if not self.raw.closed:
            try:
                self.flush()
            finally:
                self.raw.close()

    def detach(self):
        self.flush()
        return self.raw

    fileno, isatty, readable, writable, seekable = _forwarders('raw')

    def flush(self):
        self._check_open('flush')
        if self._waiting:
            data = b''.join(self._waiting)
            self._waiting, self._waiting_size = [], 0
            self.raw.write(data)

    def _drop_ahead(self):
        """Puts the raw file where the reader is."""
        left = len(self._ahead) - self._place
        self._ahead, self._place = b'', 0
        if left:
            self.raw.seek(-left, 1)

    def _check_open(self, name):
        if self.closed:
            raise ValueError(f'{name} of closed file')

    def _must_read(self, name):
        if not self._is_readable:
            raise UnsupportedOperation('read' if name == 'readline' else name)
        self._check_open(name)
        self.flush()

    def read(self, size=-1, /):
        self._must_read('read')
        size = _count(size)
        if size < -1:
            raise ValueError('read length must be non-negative or -1')
        have = self._ahead[self._place:]
        if size < 0:
            self._ahead, self._place = b'', 0
            return have + self.raw.read()
        if size <= len(have):
            self._place += size
            return have[:size]
        more = self.raw.read(max(size - len(have), self._size))
        wanted = size - len(have)
        self._ahead, self._place = more, min(wanted, len(more))
        return have + more[:wanted]

    read1 = read

    def peek(self, size=0, /):
        self._must_read('peek')
        if self._place == len(self._ahead):
            self._ahead, self._place = self.raw.read(self._size), 0
        return self._ahead[self._place:]

    def readinto(self, target, /):
        data = self.read(len(target))
        target[:len(data)] = data
        return len(data)

    def readline(self, size=-1, /):
        self._must_read('readline')
        size = _count(size)
        pieces, length = [], 0
        while size < 0 or length < size:
            end = self._ahead.find(b'\n', self._place) + 1
            stop = end or len(self._ahead)
            if size >= 0:
                stop = min(stop, self._place + size - length)
            piece = self._ahead[self._place:stop]
            self._place = stop
            pieces.append(piece)
            length += len(piece)
            if end and stop == end or size >= 0 and length >= size:
                break
            self._ahead, self._place = self.raw.read(self._size), 0
            if not self._ahead:
                break
        return b''.join(pieces)

    def write(self, data, /):
        if not self._is_writable:
            raise UnsupportedOperation('write')
        if self.closed:
            raise ValueError('write to closed file')
        if isinstance(data, str):
            raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")
        self._drop_ahead()
        data = bytes(data) if not isinstance(data, bytes) else data
        self._waiting.append(data)
        self._waiting_size += len(data)
        if self._waiting_size > self._size:
            self.flush()
        return len(data)

    def seek(self, offset, whence=0, /):
        self._check_open('seek')
        self.flush()
        self._drop_ahead()
        return self.raw.seek(offset, whence)

    def tell(self):
        self._check()
        return self.raw.tell() - (len(self._ahead) - self._place) + self._waiting_size

    def truncate(self, size=None, /):
        self._check_open('truncate')
        if not self._is_writable:
            raise UnsupportedOperation('truncate')
        self.flush()
        return self.raw.truncate(self.tell() if size is None else size)


@_static
class BufferedReader(_Buffered):
    __module__ = '_io'


@_static
class BufferedWriter(_Buffered):
    __module__ = '_io'


@_static
class BufferedRandom(_Buffered):
    __module__ = '_io'


@_static
class TextIOWrapper(TextIOBase):
    __module__ = '_io'

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False,
                 write_through=False):
        if newline not in (None, '', '\n', '\r', '\r\n'):
            raise ValueError(f'illegal newline value: {newline!r}')
        encoding = 'UTF-8' if encoding in (None, 'locale') else encoding
        b''.decode(encoding)
        self.buffer = buffer
        self.encoding = encoding
        self.errors = errors or 'strict'
        self.line_buffering = line_buffering
        self._newline = newline
        # Text read ahead, and where the reader is in it.
        self._text = ''
        self._place = 0
        self._has_read = False
        self._start = None
        self.mode = getattr(buffer, 'mode', None)

    name = property(lambda self: self.buffer.name)
    closed = property(lambda self: self.buffer.closed)

    def __repr__(self):
        parts = ''.join(f' {name}={value!r}' for name, value in
                        (('name', getattr(self.buffer, 'name', None)), ('mode', self.mode))
                        if value is not None)
        return f'<_io.TextIOWrapper{parts} encoding={self.encoding!r}>'

    def close(self):
        self.buffer.close()

    def detach(self):
        self.flush()
        return self.buffer

    def reconfigure(self, *, encoding=None, errors=None, newline=None, line_buffering=None,
                    write_through=None):
        self.encoding = encoding or self.encoding
        self.errors = errors or self.errors
        if newline is not None:
            self._newline = newline

    fileno, isatty, readable, writable, seekable = _forwarders('buffer')

    def flush(self):
        self._check()
        self.buffer.flush()

    def write(self, text, /):
        self._check()
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        if not self.buffer.writable():
            raise UnsupportedOperation('not writable')
        self._forget()
        count = len(text)
        if self._newline not in ('', '\n', None):
            text = text.replace('\n', self._newline)
        self.buffer.write(text.encode(self.encoding, self.errors))
        if self.line_buffering and '\n' in text:
            self.flush()
        return count

    def _fill(self):
        """Decodes what is left of the file."""
        self._check()
        if not self.buffer.readable():
            raise UnsupportedOperation('not readable')
        if self._has_read:
            return
        self._start = self.buffer.tell() if self.buffer.seekable() else None
        data = self.buffer.read()
        text = data.decode(self.encoding, self.errors)
        if self._newline is None and '\r' in text:
            text = text.replace('\r\n', '\n').replace('\r', '\n')
        self._text, self._place, self._has_read = text, 0, True

    def _forget(self):
        """What was read ahead is passed over, as CPython does."""
        if self._has_read:
            self._text, self._place, self._has_read = '', 0, False

    def read(self, size=-1, /):
        size = _count(size)
        self._fill()
        start = self._place
        end = len(self._text) if size < 0 else min(start + size, len(self._text))
        self._place = end
        return self._text[start:end]

    def readline(self, size=-1, /):
        size = _count(size)
        self._fill()
        start = self._place
        end = _line_end(self._text, start, self._newline)
        if size >= 0:
            end = min(end, start + size)
        self._place = end
        return self._text[start:end]

    def tell(self):
        self._check()
        if not self._has_read:
            return self.buffer.tell()
        consumed = self._text[:self._place]
        return self._start + len(consumed.encode(self.encoding, self.errors))

    def seek(self, cookie, whence=0, /):
        self._check()
        if whence == 1:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            cookie, whence = self.tell(), 0
        elif whence == 2 and cookie != 0:
            raise UnsupportedOperation("can't do nonzero end-relative seeks")
        elif whence == 0 and cookie < 0:
            raise ValueError(f'negative seek position {cookie!r}')
        self._text, self._place, self._has_read = '', 0, False
        return self.buffer.seek(cookie, whence)

    def truncate(self, size=None, /):
        self.flush()
        size = self.tell() if size is None else size
        return self.buffer.truncate(size)


def _line_end(text, start, newline):
    """Where the line that begins at start ends, its line end included."""
    if newline in (None, '\n'):
        return text.find('\n', start) + 1 or len(text)
    if newline:
        place = text.find(newline, start)
        return len(text) if place < 0 else place + len(newline)
    ends = [place for place in (text.find('\n', start), text.find('\r', start)) if place >= 0]
    if not ends:
        return len(text)
    end = min(ends)
    return end + (2 if text[end:end + 2] == '\r\n' else 1)


@_static
class BytesIO(BufferedIOBase):
    __module__ = '_io'

    def __init__(self, initial_bytes=b''):
        if initial_bytes is None:
            initial_bytes = b''
        try:
            self._data = bytearray(memoryview(initial_bytes))
        except TypeError:
            name = type(initial_bytes).__name__
            raise TypeError(f"a bytes-like object is required, not '{name}'") from None
        self._place = 0

    def getvalue(self):
        self._check()
        return bytes(self._data)

    def getbuffer(self):
        return memoryview(self._data)

    def flush(self):
        pass

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def read(self, size=-1, /):
        self._check()
        size = _count(size)
        end = len(self._data) if size < 0 else self._place + size
        piece = bytes(self._data[self._place:end])
        self._place += len(piece)
        return piece

    read1 = read

    def readinto(self, target, /):
        data = self.read(len(target))
        target[:len(data)] = data
        return len(data)

    def readline(self, size=-1, /):
        self._check()
        end = self._data.find(b'\n', self._place) + 1 or len(self._data)
        size = _count(size)
        return self.read((end if size < 0 else min(end, self._place + size)) - self._place)

    def write(self, data, /):
        self._check()
        if isinstance(data, str):
            raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")
        if self._place > len(self._data):
            self._data += bytes(self._place - len(self._data))
        self._data[self._place:self._place + len(data)] = data
        self._place += len(data)
        return len(data)

    def seek(self, offset, whence=0, /):
        self._check()
        if whence == 0 and offset < 0:
            raise ValueError(f'negative seek value {offset}')
        base = (0, self._place, len(self._data))[whence]
        self._place = max(0, base + offset)
        return self._place

    def tell(self):
        self._check()
        return self._place

    def truncate(self, size=None, /):
        self._check()
        size = self._place if size is None else size
        del self._data[size:]
        return size


@_static
class StringIO(_StringBuffer, TextIOBase):
    __module__ = '_io'

    def __init__(self, initial_value='', newline='\n'):
        if newline not in (None, '', '\n', '\r', '\r\n'):
            raise ValueError(f'illegal newline value: {newline!r}')
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError('initial_value must be str or None, not '
                            f'{type(initial_value).__name__}')
        self._start(initial_value or '', newline)

    line_buffering = False

    def flush(self):
        pass

    def readable(self):
        self.tell()  # refuses if closed
        return True

    writable = seekable = readable

    def __getstate__(self):
        return self.getvalue(), self._newline, self.tell(), self.__dict__ or None

    def __setstate__(self, state):
        text, newline, place, attributes = state
        self._start(text, newline)
        self.seek(place)
        self.__dict__.update(attributes or {})

    def __reduce__(self):
        return type(self).__new__, (type(self),), self.__getstate__()


def open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True,
         opener=None):
    if isinstance(file, bool) or not isinstance(file, (str, bytes, int)):
        import os
        file = os.fspath(file) if not isinstance(file, bool) else int(file)
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    if set(mode) - set('rwxabt+') or len(set(mode)) != len(mode):
        raise ValueError(f'invalid mode: {mode!r}')
    if 't' in mode and 'b' in mode:
        raise ValueError("can't have text and binary mode at once")
    if sum(letter in mode for letter in 'rwxa') != 1:
        raise ValueError('must have exactly one of create/read/write/append mode'
                         if mode.strip('bt+') else
                         'Must have exactly one of create/read/write/append mode and at most one plus')
    binary = 'b' in mode
    if binary:
        for value, what in ((encoding, 'an encoding'), (errors, 'an errors'), (newline, 'a newline')):
            if value is not None:
                raise ValueError(f"binary mode doesn't take {what} argument")
    elif buffering == 0:
        raise ValueError("can't have unbuffered text I/O")
    elif encoding is not None:
        if not isinstance(encoding, str):
            raise TypeError(f"open() argument 'encoding' must be str or None, not {type(encoding).__name__}")
        b''.decode(encoding)
    raw = FileIO(file, mode, closefd, opener)
    if binary and buffering == 0:
        return raw
    kind = (BufferedRandom if '+' in mode else
            BufferedReader if 'r' in mode else BufferedWriter)
    buffer = kind(raw, buffering if buffering > 1 else DEFAULT_BUFFER_SIZE)
    if binary:
        return buffer
    text = TextIOWrapper(buffer, encoding, errors, newline, buffering == 1)
    text.mode = mode
    return text


open_code = open
