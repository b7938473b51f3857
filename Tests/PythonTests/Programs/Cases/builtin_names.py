# The names of the module `builtins` are what programs find.
import builtins

def size(x):
    return len(x)

print(size([1]), builtins.__dict__['len'] is len)
real = len
builtins.len = lambda x: 'mine'
print(size([1]), len([]))
builtins.len = real
print(size([1]))
builtins.answer = 42
print(answer, 'answer' in dir(builtins))
del builtins.answer
try:
    answer
except NameError as error:
    print(error)
exec('print(__name__)', {})
print(vars(builtins) is builtins.__dict__, __builtins__ is builtins or __builtins__ is vars(builtins))

class Late:
    def __del__(self):
        print('built-in names are there to the end', len('ab'))

late = Late()
