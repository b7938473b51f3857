"""Escaping for HTML."""
import re

_names = {'amp': '&', 'lt': '<', 'gt': '>', 'quot': '"', 'apos': "'", 'nbsp': '\xa0', 'copy': '©',
          'reg': '®', 'hellip': '…', 'mdash': '—', 'ndash': '–', 'lsquo': '‘', 'rsquo': '’',
          'ldquo': '“', 'rdquo': '”', 'eacute': 'é', 'euro': '€', 'times': '×', 'deg': '°'}


def escape(s, quote=True):
    s = s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    return s.replace('"', '&quot;').replace("'", '&#x27;') if quote else s


def _replaced(match):
    text = match[1]
    if text.startswith('#'):
        code = int(text[2:], 16) if text[1:2] in 'xX' else int(text[1:])
        return chr(code) if 0 < code <= 0x10ffff else '\ufffd'
    if text not in _names:
        raise NotImplementedError(f'cellgrad: not supported: html.unescape() of &{text};')
    return _names[text]


def unescape(s):
    if '&' not in s:
        return s
    return re.sub(r'&(#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);', _replaced, s)
