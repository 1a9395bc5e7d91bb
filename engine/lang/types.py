"""The types of the language (DESIGN 4)."""

from __future__ import annotations

from engine.text.records import dataclass


@dataclass(frozen=True, slots=True)
class Type:
    """A type, known by its name; `OneOf` carries its values besides."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class OneOf(Type):
    """One of several names; compared by `<` only if they are ordered (smallest first)."""

    names: tuple[str, ...] = ()
    ordered: bool = False

    def __str__(self) -> str:
        return f"[{', '.join(self.names)}]"


BOOL = Type("bool")
INT = Type("int")
RATIO = Type("ratio")  # an exact fraction: 70%, 2/3, 0.125, and every number(n)
MONEY = Type("money")  # whole fen
QUANTITY = Type("quantity")  # exact fen, not yet rounded
DATE = Type("date")
DATES = Type("dates")
SPAN = Type("span")  # 12个月, 3年
ID = Type("id")  # compared only
NAME = Type("name")  # a name written in quotes; takes the one-of type it is compared with
NAMES = Type("names")  # ['a', 'b'] to the right of `in`


def one_of(names: tuple[str, ...], ordered: bool = False) -> OneOf:
    """The type of a fact, parameter or reading that is one of `names`."""
    return OneOf("one_of", names, ordered)


WORDS = {
    "bool": ("真假值", "true or false"),
    "int": ("整数", "a whole number"),
    "ratio": ("比例", "a ratio"),
    "money": ("金额", "money"),
    "quantity": ("未取整的金额", "an exact amount not yet rounded"),
    "date": ("日期", "a date"),
    "dates": ("日期列表", "a list of dates"),
    "span": ("时间长度", "a length of time"),
    "id": ("标识", "an id"),
    "name": ("引号中的名称", "a name in quotes"),
    "names": ("名称列表", "a list of names"),
}


def in_words(type: Type, lang: str) -> str:
    """A type as a person calls it, in `lang` ("zh" or "en")."""
    if isinstance(type, OneOf):
        return f"取值 {type}" if lang == "zh" else f"one of {type}"
    zh, en = WORDS.get(type.name, ("取值之一", "one of several names"))
    return zh if lang == "zh" else en
