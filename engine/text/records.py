"""Records: frozen dataclasses that are made quickly.

A command lives for a fifth of a second, and half of that went into code that `dataclasses` writes and compiles for each class.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    from operator import attrgetter

    def dataclass(cls=None, *, frozen=False, slots=False, eq=True):
        """As of `dataclasses`; of a frozen class only `__init__` is compiled, the rest is shared by all.

        That nothing is assigned to afterwards is what mypy checks; at run time it is not.
        """
        if cls is None:
            return lambda cls: dataclass(cls, frozen=frozen, slots=slots, eq=eq)
        if not frozen:
            return dataclasses.dataclass(cls, slots=slots, eq=eq)
        own = vars(cls)
        made = dataclasses.dataclass(cls, slots=slots, eq=False, repr=False)
        fields = dataclasses.fields(made)
        made._shown = tuple(each.name for each in fields if each.repr)
        compared = [each.name for each in fields if each.compare]
        made._compared = attrgetter(*compared) if compared else lambda _: ()
        for method in (__eq__, __hash__, __repr__) if eq else (__repr__,):
            if method.__name__ not in own:
                setattr(made, method.__name__, method)
        return made

    def __eq__(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self is other or type(self)._compared(self) == type(self)._compared(other)

    def __hash__(self):
        return hash(type(self)._compared(self))

    def __repr__(self):
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self._shown)})"
