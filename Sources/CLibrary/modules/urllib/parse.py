"""Parts of web addresses."""
from collections import namedtuple

_safe = frozenset(b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~')


def quote(string, safe='/', encoding='utf-8', errors='strict'):
    data = string if isinstance(string, bytes) else str(string).encode(encoding, errors)
    allowed = _safe | frozenset(safe.encode() if isinstance(safe, str) else safe)
    return ''.join([chr(byte) if byte in allowed else f'%{byte:02X}' for byte in data])


def quote_plus(string, safe='', encoding='utf-8', errors='strict'):
    return quote(string, safe + ' ', encoding, errors).replace(' ', '+')


def unquote(string, encoding='utf-8', errors='replace'):
    pieces = string.split('%')
    data = bytearray(pieces[0].encode())
    for piece in pieces[1:]:
        try:
            data.append(int(piece[:2], 16))
            data += piece[2:].encode()
        except ValueError:
            data += b'%' + piece.encode()
    return data.decode(encoding, errors)


def unquote_plus(string, encoding='utf-8', errors='replace'):
    return unquote(string.replace('+', ' '), encoding, errors)


def urlencode(query, doseq=False, safe='', encoding='utf-8', errors='strict', quote_via=quote_plus):
    pairs = query.items() if hasattr(query, 'items') else query
    parts = []
    for key, value in pairs:
        values = value if doseq and isinstance(value, (list, tuple)) else [value]
        parts += [f'{quote_via(str(key), safe)}={quote_via(str(item), safe)}' for item in values]
    return '&'.join(parts)


class _Netloc:
    def _host_info(self):
        return self.netloc.rpartition('@')[2]

    @property
    def hostname(self):
        return self._host_info().partition(':')[0].lower() or None

    @property
    def port(self):
        port = self._host_info().partition(':')[2]
        return int(port) if port else None

    @property
    def username(self):
        user, at, _ = self.netloc.rpartition('@')
        return user.partition(':')[0] if at else None

    @property
    def password(self):
        user, at, _ = self.netloc.rpartition('@')
        return user.partition(':')[2] or None if at else None

    def geturl(self):
        return urlunparse(self) if len(self) == 6 else urlunsplit(self)


class ParseResult(_Netloc, namedtuple('ParseResult', 'scheme netloc path params query fragment')):
    pass


class SplitResult(_Netloc, namedtuple('SplitResult', 'scheme netloc path query fragment')):
    pass


def urlsplit(url, scheme='', allow_fragments=True):
    head, colon, rest = url.partition(':')
    if colon and head and head[0].isalpha() and all(c.isalnum() or c in '+-.' for c in head):
        scheme, url = head.lower(), rest
    netloc = query = fragment = ''
    if url.startswith('//'):
        end = min([place for place in (url.find(mark, 2) for mark in '/?#') if place >= 0], default=len(url))
        netloc, url = url[2:end], url[end:]
    if allow_fragments and '#' in url:
        url, _, fragment = url.partition('#')
    if '?' in url:
        url, _, query = url.partition('?')
    return SplitResult(scheme, netloc, url, query, fragment)


def urlparse(url, scheme='', allow_fragments=True):
    parts = urlsplit(url, scheme, allow_fragments)
    path, params = parts.path, ''
    if ';' in path.rpartition('/')[2]:
        path, _, params = path.rpartition(';')
    return ParseResult(parts.scheme, parts.netloc, path, params, parts.query, parts.fragment)


def urlunsplit(components):
    scheme, netloc, url, query, fragment = components
    if netloc:
        url = '//' + netloc + ('/' + url if url and not url.startswith('/') else url)
    if scheme:
        url = scheme + ':' + url
    return url + ('?' + query if query else '') + ('#' + fragment if fragment else '')


def urlunparse(components):
    scheme, netloc, url, params, query, fragment = components
    return urlunsplit((scheme, netloc, f'{url};{params}' if params else url, query, fragment))


def urljoin(base, url, allow_fragments=True):
    import posixpath
    if not base or not url:
        return url or base
    a, b = urlsplit(base), urlsplit(url)
    if b.scheme and b.scheme != a.scheme or b.netloc:
        return url if b.scheme else urlunsplit((a.scheme, *b[1:]))
    if not b.path:
        return urlunsplit((a.scheme, a.netloc, a.path, b.query or a.query, b.fragment))
    path = b.path if b.path.startswith('/') else a.path.rpartition('/')[0] + '/' + b.path
    normal = posixpath.normpath(path)
    if path.endswith(('/', '/.', '/..')) and not normal.endswith('/'):
        normal += '/'
    return urlunsplit((a.scheme, a.netloc, normal, b.query, b.fragment))


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, **options):
    pairs = []
    for part in qs.split('&'):
        key, equals, value = part.partition('=')
        if part and (value or keep_blank_values):
            pairs.append((unquote_plus(key), unquote_plus(value)))
    return pairs


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, **options):
    made = {}
    for key, value in parse_qsl(qs, keep_blank_values):
        made.setdefault(key, []).append(value)
    return made
