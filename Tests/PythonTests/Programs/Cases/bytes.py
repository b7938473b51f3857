# bytes and bytearray.
def show(action, *arguments, **names):
    try:
        print(repr(action(*arguments, **names)))
    except Exception as error:
        print(type(error).__name__ + ': ' + str(error))


data = b'hello world'
print(data, len(data), data[0], data[-1], data[1:4], data[::-1], data[2:2], list(data[:3]))
print(b'\x00\xff\n\'"', b"it's", bytes(), bytes(3), bytes([1, 2, 255]), bytes('가', 'utf-8'))
print(bytes(b'abc'), bytes(bytearray(b'x')), bytes((65, 66)), bytes(i for i in [0, 1, 2]))
print(bytearray(), bytearray(2), bytearray(b'abc'), bytearray('é', 'latin-1'), bytearray([1]))
show(bytes, 'abc')
show(bytes, [256])
show(bytes, [-1])
show(bytes, ['a'])
show(bytes, 1.5)
show(bytes, -1)
show(bytes, None)
show(bytes, 5, 'utf-8')
show(bytes, '가', 'ascii')
show(bytearray, [256])
show(bytearray, 'abc')
show(bytearray, 1.5)


class Source:
    def __bytes__(self):
        return b'source'


print(bytes(Source()))
show(b'abc'.decode)
show('가나'.encode().decode)
show(b'\xea\xb0'.decode)
show(b'a\xffb'.decode)
show(b'\xc3\x28'.decode)
show(b'\xed\xa0\x80'.decode)
show(b'\xf0\x9f\x98'.decode, 'utf-8', 'replace')
show(b'a\xffb'.decode, 'utf-8', 'ignore')
show(b'a\xffb'.decode, 'utf-8', 'replace')
show(b'a\xffb'.decode, 'utf-8', 'backslashreplace')
show(b'a\xffb'.decode, 'ascii')
show(b'a\xffb'.decode, 'latin-1')
show(b'a\x00b\x00'.decode, 'utf-16-le')
show('가😀'.encode('utf-16').decode, 'utf-16')
show(b'abc'.decode, 'nothing')
show(b'abc'.decode, encoding='ascii', errors='strict')
try:
    b'abc\xff'.decode()
except UnicodeDecodeError as error:
    print(error.encoding, error.object, error.start, error.end, error.reason)

show(b'\x00\xab\xff'.hex)
show(b'\x00\xab\xff'.hex, '-')
show(b'\x00\xab\xff\x01\x02'.hex, ':', 2)
show(b'\x00\xab\xff\x01\x02'.hex, ':', -2)
show(b'ab'.hex, 'xy')
show(bytes.fromhex, '00 abFF')
show(bytes.fromhex, '0')
show(bytes.fromhex, 'zz')
show(bytes.fromhex, '00 0g')
show(bytearray.fromhex, 'ff00')

show(data.find, b'o')
show(data.find, b'o', 5)
show(data.rfind, b'o')
show(data.find, 111)
show(data.find, b'xyz')
show(data.find, 'o')
show(data.find, 300)
show(data.index, b'zz')
show(data.count, b'l')
show(data.count, 108)
show(data.startswith, b'he')
show(data.startswith, (b'x', b'he'))
show(data.endswith, b'ld')
show(data.startswith, 'he')
show(data.replace, b'o', b'00')
show(data.replace, b'o', b'', 1)
show(data.replace, 'o', b'')
show(data.split)
show(b'a,b,c'.split, b',')
show(b'a,b,c'.split, b',', 1)
show(b'a,b,c'.rsplit, b',', 1)
show(b'a,b'.split, ',')
show(b'a,b'.split, b'')
show(b'a\nb\r\nc'.splitlines)
show(b'a=b=c'.partition, b'=')
show(b'a=b=c'.rpartition, b'=')
show(b'abc'.partition, b'=')
show(b', '.join, [b'a', bytearray(b'b')])
show(b', '.join, ['a'])
show(b', '.join, 5)
show(b'  ab \n'.strip)
show(b'xxabxx'.strip, b'x')
show(b'xxabxx'.lstrip, b'x')
show(b'xxabxx'.rstrip, b'x')
show(b'abc'.strip, 'a')
show(b'test_a'.removeprefix, b'test_')
show(b'a.py'.removesuffix, b'.py')
show(b'aBc1'.upper)
show(b'aBc1'.lower)
print(b'12'.isdigit(), b''.isdigit(), b'ab'.isalpha(), b' '.isspace(), b'a1'.isalnum())

print(b'lo' in data, 104 in data, b'' in data, 300 if False else 1 in data)
show(lambda: 'a' in data)
show(lambda: 300 in data)
print(b'a' + b'b', b'ab' * 2, 2 * b'ab', b'a' + bytearray(b'b'), bytearray(b'a') + b'b')
print(b'a' == b'a', b'a' == bytearray(b'a'), bytearray(b'a') == b'a', b'a' == 'a', b'a' < b'b')
print(b'a' != b'b', b'ab' > b'a', hash(b'abc') == hash(b'abc'), {b'k': 1}[b'k'], bool(b''))
show(lambda: b'a' + 'b')
show(lambda: 'a' + b'b')
show(lambda: b'abc'[5])
show(lambda: b'abc'['x'])
show(lambda: hash(bytearray()))

array = bytearray(b'abc')
array.append(100)
array.extend(b'ef')
array.extend([103, 104])
array[0] = 65
array[-1] = 72
print(array, len(array), array[1], array[1:3], type(array[1:3]).__name__)
array[1:3] = b'XYZ'
print(array)
array[::2] = b'.' * len(array[::2])
print(array)
del array[0]
del array[1:3]
print(array, array.pop(), array.pop(0), array)
array.insert(1, 33)
array.insert(100, 34)
array += b'!!'
array.remove(33)
array.reverse()
print(array, array.copy(), array.find(b'!'), array.upper(), array.decode(), array * 2)
array.clear()
print(array, bool(array))
show(array.pop)
show(array.append, 256)
show(array.append, 'a')
show(array.extend, 5)
show(array.remove, 1)
show(array.__setitem__, 0, 1)
show(array.__setitem__, 'x', 1)
show(lambda: bytearray(b'a')[3])
for byte in b'ab':
    print(byte)
for byte in bytearray(b'ab'):
    print(byte)


class Data(bytes):
    pass


data = Data(b'abc')
print(data, type(data).__name__, data[0], len(data), data == b'abc', list(data), data.hex())
