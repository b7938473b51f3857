# Methods called through super().
class Base:
    def __init__(self, x):
        self.x = x

    def name(self):
        return "Base"

    @classmethod
    def make(cls, x):
        return cls(x)

    @staticmethod
    def plain(x):
        return x

    @property
    def double(self):
        return self.x * 2

    def __len__(self):
        return 3


class Derived(Base):
    def __init__(self, x, y):
        super().__init__(x)
        self.y = y

    def name(self):
        return "Derived", super().name(), super(Derived, self).name()

    @classmethod
    def make(cls, x):
        return super().make(x)

    def plain(self, x):
        return super().plain(x), super().double, super().__len__()

    def missing(self):
        return super().nothing()


class Last(Derived):
    def __init__(self, x):
        super().__init__(x, y=x)


value = Last(3)
print(value.name(), value.plain(4), value.x, value.y, Last.make(5).x)
try:
    value.missing()
except AttributeError as error:
    print(error)
for call in [lambda: super(Derived, 3), lambda: super(3, value), lambda: super(), lambda: Last(1, 2)]:
    try:
        call()
    except (TypeError, RuntimeError) as error:
        print(type(error).__name__, error)
print(super(Derived, value).name(), super(Last, Last).make(1).x, len(value))


class Text(str):
    def upper(self):
        return "<" + super().upper() + ">"


print(Text("ab").upper())
