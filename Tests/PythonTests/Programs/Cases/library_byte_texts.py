# Bytes as text: base64 with all its alphabets, binascii.
import base64
import binascii
import io


def shown(function, *arguments, **keywords):
    try:
        return repr(function(*arguments, **keywords))
    except Exception as error:
        return f'{type(error).__name__}: {error}'


SAMPLES = [b'', b'\0', b'ab', b'abc', b'\0\0\0\0x', b'    spaces', bytes(range(250, 256)), bytearray(b'array')]
for data in SAMPLES:
    for name in ['b16', 'b32', 'b32hex', 'b64', 'b85', 'a85']:
        text = getattr(base64, name + 'encode')(data)
        print(name, text, getattr(base64, name + 'decode')(text) == data)
    print(base64.a85encode(data, foldspaces=True), base64.a85encode(data, pad=True), base64.b85encode(data, pad=True))
    print(base64.a85encode(data, adobe=True), base64.a85encode(data, adobe=True, wrapcol=5), base64.a85encode(data, wrapcol=3))
    print(binascii.b2a_uu(data), binascii.a2b_uu(binascii.b2a_uu(data, backtick=True)), binascii.crc_hqx(data, 0x1D0F))
print(base64.a85decode(b'<~+CT.u+ED~>', adobe=True), base64.a85decode('+E', ignorechars=b''), base64.a85decode(b'y', foldspaces=True))
for function, argument in [
    (base64.a85decode, 'x'), (base64.a85decode, b'abz'), (base64.a85decode, b'uuuuu'), (base64.b85decode, b'a b'),
    (base64.b85decode, b'~~~~~'), (base64.b32decode, b'ab'), (base64.b32decode, b'a======='), (base64.b32decode, b'MFRGG1=='),
    (base64.b16decode, b'xy'), (base64.b16decode, b'ABC'), (base64.b32encode, 'text'), (base64.b85encode, 1),
    (base64.a85encode, []), (base64.b64encode, 'text'), (base64.b64decode, 1), (base64.encodebytes, 'text'),
    (base64.decodebytes, 'text'), (base64.b16encode, {}), (base64.standard_b64encode, 'x'), (binascii.hexlify, 1.5),
    (binascii.unhexlify, [1]), (binascii.unhexlify, 'abc'), (binascii.unhexlify, 'é'), (binascii.unhexlify, 'x1'),
    (binascii.a2b_base64, []), (binascii.a2b_base64, 'é'), (binascii.b2a_uu, bytes(46)), (binascii.a2b_uu, b'#\x01'),
    (binascii.a2b_uu, b'!ABC'), (binascii.b2a_uu, 'x'),
]:
    print(function.__name__, argument, shown(function, argument))
print(base64.b32decode(b'MFRGG===', map01=b'I'), base64.b32decode(b'mfrgg===', casefold=True), base64.b16decode('ab', casefold=True))
print(binascii.hexlify(b'abcde', '-', 2), binascii.hexlify(bytearray(b'ab')), binascii.hexlify(memoryview(b'ab')))
output = io.BytesIO()
base64.encode(io.BytesIO(bytes(100)), output)
print(output.getvalue())
back = io.BytesIO()
base64.decode(io.BytesIO(output.getvalue()), back)
print(back.getvalue() == bytes(100), shown(base64.encode, 1, 2), shown(base64.decode, 1, 2))
