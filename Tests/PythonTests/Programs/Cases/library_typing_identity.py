# Equal parameters give the same object.
import types
from typing import *

T = TypeVar('T')


class Box(Generic[T]):
    pass


print(List[int] is List[int], Union[int, str] is Union[int, str], Box[int] is Box[int],
      Optional[int] is Optional[int], Tuple[int, ...] is Tuple[int, ...],
      Callable[[int], str] is Callable[[int], str], Dict[str, T][int] is Dict[str, T][int])
print(Literal[1], Literal[True], Literal[1.0], Literal[1] == Literal[True], Literal[1, 2] == Literal[2, 1])
for attempt in (lambda: List[int, str], lambda: Box[int, str], lambda: Callable[int]):
    try:
        print(attempt())
    except TypeError as error:
        print(error)
space = types.SimpleNamespace(a=1, **{'b c': 2})
print(space, space.a, vars(space), types.SimpleNamespace() == types.SimpleNamespace())
