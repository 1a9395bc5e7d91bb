"""The table of all hostile files; each is made when it is asked for, and none is kept."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile import cases, expressions, files, packs
from tests.hostile.base import CASE, NO, PACK, UNUSABLE, Hostile, Kind

DEEP = {"[": "", "- ": "", "{a: ": "", "[{a: ": "", "? ": "", "- - ": "", "{? ": "", "[[": ""}  # opened and never closed
LEVELS = 100_000
TEN_MEGABYTES = 10 * 1024 * 1024


def table() -> list[Hostile]:
    """Every file, each under a name of its own."""
    made = [each for family in FAMILIES for each in family()]
    assert len({(each.kind, each.name) for each in made}) == len(made), "two files of one name"
    return made


def depths() -> Iterator[Hostile]:
    """Nesting that would overrun the stack of a parser, of a composer, or of a walk."""
    for opener in DEEP:
        for kind in ("pack", "case"):
            yield _deep(kind, opener, LEVELS)
    for kind, text in (("pack", PACK), ("case", CASE)):
        yield Hostile(
            f"{kind} of 51 brackets", _kind(kind), text.encode() + b"x: " + b"[" * 51 + b"]" * 51 + b"\n", "Y108", UNUSABLE, True
        )
        stairs = "".join("  " * level + "a:\n" for level in range(2_000))
        yield Hostile(f"{kind} of 2,000 indented levels", _kind(kind), stairs.encode(), "Y108", UNUSABLE, True)
        yield Hostile(f"{kind} of 25,087 brackets", _kind(kind), text.encode() + b"x: " + b"[" * 25_087, "Y108", UNUSABLE, True)
        bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
        yield Hostile(f"{kind} of aliases of aliases", _kind(kind), bomb.encode(), "Y111", NO, True)
        merges = "a0: &a0 {k: 1}\n" + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 27))
        yield Hostile(f"{kind} of merges of merges", _kind(kind), merges.encode(), "Y111", NO, True)
        yield Hostile(f"{kind} that holds itself", _kind(kind), b"a: &a [*a]\n", "Y111", NO, True)


def sizes() -> Iterator[Hostile]:
    """Files at and beyond the limits of size."""
    for kind, text in (("pack", PACK), ("case", CASE)):
        over = TEN_MEGABYTES + 1
        yield Hostile(
            f"{kind} of one byte too many",
            _kind(kind),
            lambda t=text, n=over: t.encode().ljust(n - 1, b"#") + b"\n",
            "Y103",
            UNUSABLE,
            True,
        )  # type: ignore[misc]
        yield Hostile(
            f"{kind} of 40 MB", _kind(kind), lambda t=text: t.encode() + b"# x\n" * TEN_MEGABYTES, "Y103", UNUSABLE, True
        )  # type: ignore[misc]
        yield Hostile(f"{kind} of 10 MB of nothing", _kind(kind), lambda: b"\0" * TEN_MEGABYTES, "Y105", NO, True)
        yield Hostile(f"{kind} of 10 MB of blanks", _kind(kind), lambda: b" " * TEN_MEGABYTES, "Y106", NO, True)
        yield Hostile(f"{kind} of 10 MB of line ends", _kind(kind), lambda: b"\n" * TEN_MEGABYTES, "Y106", NO, True)
        yield Hostile(
            f"{kind} of 10 MB of hidden marks", _kind(kind), lambda: "\u200b".encode() * (TEN_MEGABYTES // 3), "Y105", NO, True
        )
        yield Hostile(f"{kind} of 10 MB of one word", _kind(kind), lambda: b"a" * TEN_MEGABYTES, "S203 P501 C701 Y107", NO, True)
        yield Hostile(f"{kind} of 10 MB of bytes", _kind(kind), lambda: b"\xff" * TEN_MEGABYTES, "Y104", UNUSABLE, True)
        yield Hostile(
            f"{kind} of 10 MB of quotes", _kind(kind), lambda: b"'" * TEN_MEGABYTES, "S203 P501 C701 Y107 Y106", NO, True
        )
        yield Hostile(f"{kind} of 10 MB of colons", _kind(kind), lambda: b"a: " * (TEN_MEGABYTES // 3), "Y107", NO, True)
        yield Hostile(
            f"{kind} of 10 MB of full-width colons",
            _kind(kind),
            lambda: "a：b\n".encode() * (TEN_MEGABYTES // 6),
            "Y118",
            NO,
            True,
        )
        yield Hostile(
            f"{kind} of 10 MB of tabs", _kind(kind), lambda: b"a: b\n" + b"\t\n" * (TEN_MEGABYTES // 3) + b"\tb", "Y122", NO, True
        )
        yield Hostile(
            f"{kind} of 10 MB of keys without a space",
            _kind(kind),
            lambda: b"a:b\n" * (TEN_MEGABYTES // 4),
            "Y120 S203 P501 C701",
            NO,
            True,
        )
        yield Hostile(
            f"{kind} of 10 MB of one key", _kind(kind), lambda: b"a: b\n" * (TEN_MEGABYTES // 5), "Y110 Y109", UNUSABLE, True
        )
    yield Hostile("case of 10 MB that is sound", "case", _large_case, "clean", 0, True)
    yield Hostile("pack of 10 MB that is sound", "pack", _large_pack, "clean", 0, True)
    yield Hostile("pack of many small values that is sound", "pack", _many_values, "Y121", UNUSABLE, True)


def _large_case() -> bytes:
    return CASE.replace("case: 甲社\n", "case: 甲社\nwhy: " + "甲" * 3_400_000 + "\n").encode()


def _large_pack() -> bytes:
    return PACK.replace("document: {", "notes: {A: {text: " + "甲" * 3_400_000 + "}}\ndocument: {").encode()


def _many_values() -> bytes:
    return (PACK + "notes:\n" + "".join(f"  n{n}: {{text: a}}\n" for n in range(32_000))).encode()


def _deep(kind: Kind, opener: str, levels: int) -> Hostile:
    text = PACK if kind == "pack" else CASE
    code, exit = ("Y116", NO) if "?" in opener else ("Y108", UNUSABLE)  # a key of keys is refused at its second level
    return Hostile(
        f"{kind} of {levels:,} times {opener!r}",
        kind,
        lambda: text.encode() + b"x:\n  " + opener.encode() * levels,
        code,
        exit,
        True,
    )


def _kind(word: str) -> Kind:
    return "pack" if word == "pack" else "case"


FAMILIES = (
    depths, sizes,
    files.encodings, files.unseen, files.forms, files.broken, files.doubled, files.full_width,
    expressions.families, expressions.sizes,
    packs.names, packs.shapes, packs.meanings, packs.masses,
    cases.values, cases.forms, cases.masses,
)  # fmt: skip
