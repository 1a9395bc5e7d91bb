"""One page from the same page in Chinese and in English: each text in Chinese, the English beneath where it differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from engine.reports.page import Block, Grid, Line, Page, Row, Section


def both(zh: Page, en: Page) -> Page:
    """The two pages as one. They say the same in the same order; ValueError where one has a block more than the other."""
    sections = tuple(_section(first, second) for first, second in zip(zh.sections, en.sections, strict=True))
    lead = tuple(_row(first, second) for first, second in zip(zh.lead, en.lead, strict=True))
    foot = tuple(dict.fromkeys(chain.from_iterable(zip(zh.foot, en.foot, strict=True))))
    return replace(zh, lead=lead, sections=sections, foot=foot, also=beneath(zh.title, en.title))


def beneath(first: str, second: str) -> str:
    """What is to be said a second time: nothing where it is the same."""
    return "" if first == second else second


def _section(zh: Section, en: Section) -> Section:
    blocks = tuple(_block(first, second) for first, second in zip(zh.blocks, en.blocks, strict=True))
    badge = " ".join(dict.fromkeys((zh.badge, en.badge)))
    return replace(zh, blocks=blocks, badge=badge, also=beneath(zh.title, en.title))


def _block(zh: Block, en: Block) -> Block:
    match zh, en:
        case Row(), Row():
            return _row(zh, en)
        case Grid(), Grid():
            return replace(zh, also=_cells(zh, en))
        case Line(), Line():
            return _line(zh, en)
        case _:
            raise ValueError(f"{zh} is no translation of {en}")


def _row(zh: Row, en: Row) -> Row:
    lines = tuple(_line(first, second) for first, second in zip(zh.lines, en.lines, strict=True))
    return replace(zh, lines=lines, also=beneath(zh.label, en.label))


def _line(zh: Line, en: Line) -> Line:
    """The first remarks below may be missing in one language, whose label says it already; the last ones are the same."""
    alone, same = abs(len(zh.under) - len(en.under)), min(len(zh.under), len(en.under))
    longer = zh.under if len(zh.under) > same else tuple(replace(each, text="", also=each.text) for each in en.under)
    rest = zip(zh.under[len(zh.under) - same :], en.under[len(en.under) - same :], strict=True)
    under = (*longer[:alone], *(_line(first, second) for first, second in rest))
    return replace(zh, under=under, also=beneath(zh.text, en.text))


def _cells(zh: Grid, en: Grid) -> tuple[tuple[str, ...], ...]:
    rows = zip((zh.head, *zh.rows), (en.head, *en.rows), strict=True)
    return tuple(_each(first, second) for first, second in rows)


def _each(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    return tuple(beneath(zh, en) for zh, en in zip(first, second, strict=True))
