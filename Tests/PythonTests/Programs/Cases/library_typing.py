from typing import *
import typing, collections.abc
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
T = TypeVar('T'); K = TypeVar('K', bound=int); C_ = TypeVar('C', covariant=True)
for x in (List[int], Optional[str], Dict[str, List[int]], Tuple[int, ...], Tuple[()], Callable[[int], str], Callable[..., Any], Callable, Union[int, str], Union[int, None], Any, List, Dict, Tuple, Iterable[int], Iterator[T], Literal[1, 'a', None], Final[int], ClassVar[int], Type[int], Sequence[str], Mapping[str, int], Set[int], FrozenSet[int], Generator[int, None, str], T, K, C_, List[T], Dict[T, K][int, bool], NoReturn, Optional[List['Node']], Annotated[int, 'x'], Union[int, str, int], Union[int], Optional[None], Deque[int], DefaultDict[str, int], Counter[str], AnyStr, Callable[[], None], Type, Text, Hashable, Sized, Union, Optional, Literal, Generic, Pattern[str], Match, IO[str], TextIO, Callable[[int, str], Optional[float]], List[List[int]], Self, Collection[int], Awaitable[int], SupportsInt, Callable[[T], T], ContextManager[int], ChainMap[str,int], OrderedDict[str, int]):
    print(x, repr(x))
class Node(Generic[T]):
    def __init__(self, v: T): self.v = v
print(Node[int], Node[int](3).v, Node.__parameters__, Node.__mro__, isinstance(Node(3), Node))
class Sub(Node[int]): pass
print(Sub.__mro__, Sub(2).v, Sub.__orig_bases__)
t(lambda: Node[int, str]); t(lambda: List[int, str]); t(lambda: Union[()]); t(lambda: isinstance([], List[int])); print(isinstance([], List), issubclass(list, Sequence))
class Emp(NamedTuple):
    name: str
    id: int = 3
    def hi(self): return f'hi {self.name}'
e = Emp('Kim'); print(e, e.hi(), e._asdict(), Emp._fields, Emp.__annotations__, e[0], Emp._field_defaults, e == ('Kim', 3), isinstance(e, tuple), Emp.__mro__)
t(lambda: Emp())
P = NamedTuple('P', [('x', int), ('y', int)]); print(P(1, 2), P)
class TD(TypedDict):
    a: int
    b: str
td = TD(a=1, b='x'); print(td, type(td), TD.__annotations__, TD.__required_keys__ == {'a','b'}, TD.__total__)
class TD2(TD, total=False): c: int
print(TD2.__annotations__, TD2.__optional_keys__)
class Pr(Protocol):
    def area(self) -> float: ...
t(lambda: Pr()); t(lambda: isinstance(3, Pr))
@runtime_checkable
class Pr2(Protocol):
    def area(self) -> float: ...
class Sq:
    def area(self): return 1.0
print(isinstance(Sq(), Pr2), isinstance(3, Pr2), isinstance(3, SupportsInt), isinstance('', SupportsInt))
UserId = NewType('UserId', int); print(UserId(5), UserId, UserId.__supertype__)
def f(a: int, b: 'str' = 'x') -> Optional[List[int]]: ...
print(get_type_hints(f), f.__annotations__, get_origin(List[int]), get_args(Dict[str, int]), get_origin(Union[int, str]), get_args(Callable[[int], str]), get_origin(int), get_args(Optional[int]), cast(int, 'a'), TYPE_CHECKING)
print(List[int] == List[int], hash(List[int]) == hash(List[int]), Union[int, str] == Union[str, int], Optional[int] == Union[int, None], List[int] | None, Optional[int].__args__, List[int].__origin__)
class Stack(Generic[T]):
    def __init__(self) -> None: self.items: List[T] = []
    def push(self, x: T) -> None: self.items.append(x)
s = Stack[int](); s.push(1); print(s.items, type(s))
@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
def g(x): return x
print(g(3))
t(lambda: List[3]); t(lambda: Optional[1, 2]); t(lambda: TypeVar('A', int)); t(lambda: List()); t(lambda: Any()); t(lambda: Literal[1] == Literal[1]); t(lambda: Generic[int])
print(typing.get_type_hints(Node.__init__), list[int], dict[str, int] | None, tuple[int, ...], collections.abc.Iterable[int], collections.abc.Callable[[int], str])
x: Final = 3
class A1:
    a: ClassVar[int] = 1
    b: 'A1'
print(get_type_hints(A1))
