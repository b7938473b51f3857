# <cellgrad>
# notebook: {"metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}, "recorded_with": {"ipykernel": "7.4.0", "ipython": "9.18.1", "numpy": "2.4.6", "python": "3.11.7", "torch": "2.13.0+cpu"}}, "nbformat_minor": 5}
# </cellgrad>

# %% cell.id="cell-001" cell.execution_count=1
def down(n):
    if n == 0:
        raise ValueError("bottom")
    return down(n - 1)

down(9)
#> ---------------------------------------------------------------------------
#> ValueError                                Traceback (most recent call last)
#> Cell In[1], line 6
#>       3         raise ValueError("bottom")
#>       4     return down(n - 1)
#> ----> 6 down(9)
#>
#> Cell In[1], line 4, in down(n)
#>       2 if n == 0:
#>       3     raise ValueError("bottom")
#> ----> 4 return down(n - 1)
#>
#> Cell In[1], line 4, in down(n)
#>       2 if n == 0:
#>       3     raise ValueError("bottom")
#> ----> 4 return down(n - 1)
#>
#>     [... skipping similar frames: down at line 4 (6 times)]
#>
#> Cell In[1], line 4, in down(n)
#>       2 if n == 0:
#>       3     raise ValueError("bottom")
#> ----> 4 return down(n - 1)
#>
#> Cell In[1], line 3, in down(n)
#>       1 def down(n):
#>       2     if n == 0:
#> ----> 3         raise ValueError("bottom")
#>       4     return down(n - 1)
#>
#> ValueError: bottom

# %% cell.id="cell-002" cell.execution_count=2
def even(n):
    return odd(n - 1) if n else 1 / n

def odd(n):
    return even(n - 1)

even(12)
#> ---------------------------------------------------------------------------
#> ZeroDivisionError                         Traceback (most recent call last)
#> Cell In[2], line 7
#>       4 def odd(n):
#>       5     return even(n - 1)
#> ----> 7 even(12)
#>
#> Cell In[2], line 2, in even(n)
#>       1 def even(n):
#> ----> 2     return odd(n - 1) if n else 1 / n
#>
#> Cell In[2], line 5, in odd(n)
#>       4 def odd(n):
#> ----> 5     return even(n - 1)
#>
#> Cell In[2], line 2, in even(n)
#>       1 def even(n):
#> ----> 2     return odd(n - 1) if n else 1 / n
#>
#> Cell In[2], line 5, in odd(n)
#>       4 def odd(n):
#> ----> 5     return even(n - 1)
#>
#>     [... skipping similar frames: even at line 2 (4 times), odd at line 5 (3 times)]
#>
#> Cell In[2], line 5, in odd(n)
#>       4 def odd(n):
#> ----> 5     return even(n - 1)
#>
#> Cell In[2], line 2, in even(n)
#>       1 def even(n):
#> ----> 2     return odd(n - 1) if n else 1 / n
#>
#> ZeroDivisionError: division by zero

# %% cell.id="cell-003" cell.execution_count=3
def report(a=1):
    text = """
      lines of a string
  keep their own indent
    """
    b = 2
    return a / 0
report()
#> ---------------------------------------------------------------------------
#> ZeroDivisionError                         Traceback (most recent call last)
#> Cell In[3], line 8
#>       6     b = 2
#>       7     return a / 0
#> ----> 8 report()
#>
#> Cell In[3], line 7, in report(a)
#>       2   text = """
#>       3     lines of a string
#>       4 keep their own indent
#>       5   """
#>       6   b = 2
#> ----> 7   return a / 0
#>
#> ZeroDivisionError: division by zero

# %% cell.id="cell-004" cell.execution_count=4
def many_parameters(
    first,
    second=None,
    third=3,
    fourth=4,
    fifth=5,
    sixth=6,
    seventh=7,
):
    return first / 0

many_parameters(
    1
)
#> ---------------------------------------------------------------------------
#> ZeroDivisionError                         Traceback (most recent call last)
#> Cell In[4], line 12
#>       1 def many_parameters(
#>       2     first,
#>       3     second=None,
#>    (...)      8     seventh=7,
#>       9 ):
#>      10     return first / 0
#> ---> 12 many_parameters(
#>      13     1
#>      14 )
#>
#> Cell In[4], line 10, in many_parameters(first, second, third, fourth, fifth, sixth, seventh)
#>       1 def many_parameters(
#>       2     first,
#>       3     second=None,
#>    (...)      8     seventh=7,
#>       9 ):
#> ---> 10     return first / 0
#>
#> ZeroDivisionError: division by zero

# %% cell.id="cell-005" cell.outputs=[{"ename": "KeyError", "evalue": "'third'", "output_type": "error", "traceback": ["---------------------------------------------------------------------------", "ZeroDivisionError                         Traceback (most recent call last)", "Cell In[5], line 2\n      1 try:\n----> 2     1 / 0\n      3 except ZeroDivisionError as e:\n", "ZeroDivisionError: division by zero", "\nDuring handling of the above exception, another exception occurred:\n", "IndexError                                Traceback (most recent call last)", "Cell In[5], line 5\n      4 try:\n----> 5     [][1]\n      6 except IndexError as e2:\n", "IndexError: list index out of range", "\nDuring handling of the above exception, another exception occurred:\n", "KeyError                                  Traceback (most recent call last)", "Cell In[5], line 7\n      5     [][1]\n      6 except IndexError as e2:\n----> 7     {}[\"third\"]\n", "KeyError: 'third'"]}] cell.execution_count=5
try:
    1 / 0
except ZeroDivisionError as e:
    try:
        [][1]
    except IndexError as e2:
        {}["third"]
#> ---------------------------------------------------------------------------
#> ZeroDivisionError                         Traceback (most recent call last)
#> Cell In[5], line 2
#>       1 try:
#> ----> 2     1 / 0
#>       3 except ZeroDivisionError as e:
#>
#> ZeroDivisionError: division by zero
#>
#> During handling of the above exception, another exception occurred:
#>
#> IndexError                                Traceback (most recent call last)
#> Cell In[5], line 5
#>       4 try:
#> ----> 5     [][1]
#>       6 except IndexError as e2:
#>
#> IndexError: list index out of range
#>
#> During handling of the above exception, another exception occurred:
#>
#> KeyError                                  Traceback (most recent call last)
#> Cell In[5], line 7
#>       5     [][1]
#>       6 except IndexError as e2:
#> ----> 7     {}["third"]
#>
#> KeyError: 'third'

# %% cell.id="cell-006" cell.execution_count=6
@undefined_decorator
def f():
    pass
#> ---------------------------------------------------------------------------
#> NameError                                 Traceback (most recent call last)
#> Cell In[6], line 1
#> ----> 1 @undefined_decorator
#>       2 def f():
#>       3     pass
#>
#> NameError: name 'undefined_decorator' is not defined

# %% cell.id="cell-007" cell.execution_count=7
def g(a=undefined_default):
    return a
#> ---------------------------------------------------------------------------
#> NameError                                 Traceback (most recent call last)
#> Cell In[7], line 1
#> ----> 1 def g(a=undefined_default):
#>       2     return a
#>
#> NameError: name 'undefined_default' is not defined

# %% cell.id="cell-008" cell.execution_count=8
class A(UndefinedBase):
    x = 1
#> ---------------------------------------------------------------------------
#> NameError                                 Traceback (most recent call last)
#> Cell In[8], line 1
#> ----> 1 class A(UndefinedBase):
#>       2     x = 1
#>
#> NameError: name 'UndefinedBase' is not defined

# %% cell.id="cell-009" cell.execution_count=9
for i in [1, 2,
          1 / 0]:
    pass
#> ---------------------------------------------------------------------------
#> ZeroDivisionError                         Traceback (most recent call last)
#> Cell In[9], line 2
#>       1 for i in [1, 2,
#> ----> 2           1 / 0]:
#>       3     pass
#>
#> ZeroDivisionError: division by zero

# %% cell.id="cell-010" cell.execution_count=10
def spaced(): # comment on the def line


    # comment before the docstring

    """doc"""


    x = 1


    # comment before the return
    return x / 0
    # comment after the return


    # the last comment

spaced()
#> ---------------------------------------------------------------------------
#> ZeroDivisionError                         Traceback (most recent call last)
#> Cell In[10], line 19
#>      13     return x / 0
#>      14     # comment after the return
#>      15 
#>      16 
#>      17     # the last comment
#> ---> 19 spaced()
#>
#> Cell In[10], line 13, in spaced()
#>       9 x = 1
#>      12 # comment before the return
#> ---> 13 return x / 0
#>
#> ZeroDivisionError: division by zero

# %% cell.id="cell-011" cell.execution_count=11
exec("1 / 0")
#> ---------------------------------------------------------------------------
#> ZeroDivisionError                         Traceback (most recent call last)
#> Cell In[11], line 1
#> ----> 1 exec("1 / 0")
#>
#> File <string>:1
#> ----> 1 'Could not get source, probably due dynamically evaluated source code.'
#>
#> ZeroDivisionError: division by zero

# %% cell.id="cell-012" cell.execution_count=12
def tabbed():
	x = 1
	return x / 0
tabbed()
#> ---------------------------------------------------------------------------
#> ZeroDivisionError                         Traceback (most recent call last)
#> Cell In[12], line 4
#>       2 	x = 1
#>       3 	return x / 0
#> ----> 4 tabbed()
#>
#> Cell In[12], line 3, in tabbed()
#>       1 def tabbed():
#>       2 	x = 1
#> ----> 3 	return x / 0
#>
#> ZeroDivisionError: division by zero

# %% cell.id="cell-013" cell.execution_count=13
def hidden():
    __tracebackhide__ = True
    return shown()
def shown():
    return [][0]
hidden()
#> ---------------------------------------------------------------------------
#> IndexError                                Traceback (most recent call last)
#> Cell In[13], line 6
#>       4 def shown():
#>       5     return [][0]
#> ----> 6 hidden()
#>
#>     [... skipping hidden 1 frame]
#>
#> Cell In[13], line 5, in shown()
#>       4 def shown():
#> ----> 5     return [][0]
#>
#> IndexError: list index out of range

# %% cell.id="cell-014" cell.outputs=[{"ename": "RuntimeError", "evalue": "later", "output_type": "error", "traceback": ["---------------------------------------------------------------------------", "ValueError                                Traceback (most recent call last)", "Cell In[14], line 2\n      1 try:\n----> 2     int(\"x\")\n      3 except ValueError as e:\n", "ValueError: invalid literal for int() with base 10: 'x'", "\nThe above exception was the direct cause of the following exception:\n", "RuntimeError                              Traceback (most recent call last)", "Cell In[14], line 5\n      3 except ValueError as e:\n      4     first = e\n----> 5 raise RuntimeError(\"later\") from first\n", "RuntimeError: later"]}] cell.execution_count=14
try:
    int("x")
except ValueError as e:
    first = e
raise RuntimeError("later") from first
#> ---------------------------------------------------------------------------
#> ValueError                                Traceback (most recent call last)
#> Cell In[14], line 2
#>       1 try:
#> ----> 2     int("x")
#>       3 except ValueError as e:
#>
#> ValueError: invalid literal for int() with base 10: 'x'
#>
#> The above exception was the direct cause of the following exception:
#>
#> RuntimeError                              Traceback (most recent call last)
#> Cell In[14], line 5
#>       3 except ValueError as e:
#>       4     first = e
#> ----> 5 raise RuntimeError("later") from first
#>
#> RuntimeError: later
