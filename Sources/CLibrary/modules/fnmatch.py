"""Shell patterns."""
import os
import re

__all__ = ['filter', 'fnmatch', 'fnmatchcase', 'translate']


def translate(pat):
    parts, place = [], 0
    while place < len(pat):
        character = pat[place]
        place += 1
        if character == '*':
            if not parts or parts[-1] != '.*':
                parts.append('.*')
        elif character == '?':
            parts.append('.')
        elif character == '[':
            end = place + (pat[place:place + 1] == '!')
            end = pat.find(']', end + (pat[end:end + 1] == ']'))
            if end < 0:
                parts.append(r'\[')
                continue
            inside = pat[place:end].replace('\\', r'\\')
            place = end + 1
            if inside[0] == '!':
                inside = '^' + inside[1:]
            elif inside[0] in '^[':
                inside = '\\' + inside
            parts.append(f'[{inside}]')
        else:
            parts.append(re.escape(character))
    return rf"(?s:{''.join(parts)})\Z"


def fnmatchcase(name, pat):
    return re.match(translate(pat), name) is not None


def fnmatch(name, pat):
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


def filter(names, pat):
    pat = os.path.normcase(pat)
    match = re.compile(translate(pat)).match
    return [name for name in names if match(name)]
