"""A pack as it lies on the desk of who revises it: the typed form, its nodes with their places, and the cases beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import field
from datetime import date
from functools import cached_property

from engine.analysis.lint.decide import Decided, Deciding
from engine.lang.ir import Choose, Expr, Fold, Ref, walk
from engine.pack.document import Fields, Items, Node, Text
from engine.pack.model import Pack
from engine.pack.ranges import PackRanges
from engine.pack.reads import formulas as of_rule
from engine.pack.reads import of_limit
from engine.pack.terms import Formula
from engine.text.records import dataclass
from engine.text.source import Place


@dataclass
class Draft:
    """What a lint rule looks at; `undecided` counts, by code, the questions that only a proof would settle."""

    pack: Pack
    root: Node
    today: date
    cases: str | None = None  # the text of the file of cases beside it
    prove: bool = False  # whether a solver is asked what is not settled otherwise
    undecided: Counter[str] = field(default_factory=Counter)

    @cached_property
    def ranges(self) -> PackRanges:
        return PackRanges(self.pack)

    @cached_property
    def deciding(self) -> Deciding:
        if not self.prove:
            return Deciding(self.ranges)
        from engine.analysis.lint.proving import Prover  # which loads z3

        return Deciding(self.ranges, Prover(self.pack).decided)

    def can(self, code: str, *wanted: tuple[Formula, bool]) -> Decided:
        """Whether there is a case in which every formula comes out as wanted; what is not settled is counted under `code`."""
        decided = self.deciding.can([(formula.expr, want) for formula, want in wanted])
        self.undecided[code] += decided.possible is None
        return decided

    @cached_property
    def answering(self) -> tuple[Formula, ...]:
        """Every formula that an answer may run, but those of definitions and readings, which count once something names them."""
        pack = self.pack
        spans = [pack.in_force] if pack.in_force else []
        return (
            *(bound for span in spans for bound in (span.since, span.until) if bound),
            *(formula for rule in pack.rules.values() for formula in of_rule(rule)),
            *(each.formula for rule in pack.rules.values() for each in rule.expected),
            *(formula for limit in pack.limits for formula in of_limit(limit)),
            *(each.formula for each in pack.expected),
            *(each.since for each in pack.review),
            *(fact.not_after for fact in pack.facts.values() if fact.not_after),
        )

    @cached_property
    def formulas(self) -> tuple[Formula, ...]:
        """Every formula of the pack, each once."""
        pack = self.pack
        every = (
            *self.answering,
            *(each.means for each in pack.invariants.values()),
            *(each.means for each in pack.definitions.values()),
            *(option.means for reading in pack.readings.values() for option in reading.options.values() if option.means),
        )
        return tuple({id(each): each for each in every}.values())

    @cached_property
    def named(self) -> frozenset[str]:
        """What something that is answered names, through definitions and readings: `fact organisation.kind`, `subject post`.

        An invariant gives no answer: a number that only an invariant names changes nothing.
        """
        found: set[str] = set()
        for formula in self.answering:
            self._follow(formula.expr, found)
        pack = self.pack
        for limit in (*pack.limits, *(limit for rule in pack.rules.values() for limit in rule.limits)):
            found.update(f"fact {key}" if key.fact else f"subject {key}" for key in limit.key)
            found.update(f"benefit {name}" for name in limit.over)
        return frozenset(found)

    def _follow(self, expr: Expr, found: set[str]) -> None:
        for inner in walk(expr):
            match inner:
                case Ref(kind=kind, carrier=carrier, name=name):
                    label = f"{kind} {carrier}.{name}" if kind in ("fact", "definition") else f"{kind} {name}"
                    if label in found:
                        continue
                    found.add(label)
                    for formula in self._behind(inner):
                        self._follow(formula.expr, found)
                case Choose(table=table) if table:
                    found.add(f"parameter {table}")
                case Fold(collection=collection):
                    found.add(f"subject {collection}")
                case _:
                    pass

    def _behind(self, ref: Ref) -> Iterator[Formula]:
        """What a name stands for."""
        if ref.kind == "definition":
            yield self.pack.definitions[f"{ref.carrier}.{ref.name}"].means
        elif ref.kind == "reading":
            yield from (option.means for option in self.pack.readings[ref.name].options.values() if option.means)

    def node(self, *path: str | int) -> Node | None:
        """The node at a path of keys and positions."""
        node: Node | None = self.root
        for step in path:
            if isinstance(step, int):
                node = node.items[step] if isinstance(node, Items) and step < len(node.items) else None
            else:
                node = node.get(step) if isinstance(node, Fields) else None
        return node

    def key(self, *path: str) -> Place | None:
        """Where the last key of a path stands."""
        holder = self.node(*path[:-1])
        key = holder.key(path[-1]) if isinstance(holder, Fields) else None
        return key.place if key else None

    @cached_property
    def citations(self) -> tuple[tuple[str, Text], ...]:
        """Every citation of the file, with the part of the pack it stands in."""
        parts = self.root.fields if isinstance(self.root, Fields) else ()
        return tuple((part.key.text, each) for part in parts for each in under(part.value, "cite") if isinstance(each, Text))

    def expected_by_cases(self, rule: str) -> Iterator[str]:
        """What each place where the cases expect something of `rule` says of it."""
        # A file of cases has thousands of lines: looking for the word is many times as fast as reading it as YAML.
        text, at = self.cases or "", -1
        while (at := text.find(rule, at + 1)) >= 0:
            after = at + len(rule)
            before = text[text.rfind("\n", 0, at) + 1 : at]
            if re.search(r"(?:^|\s)#", before) or re.match(r"[\w.]", text[at - 1 : at] + text[after : after + 1]):
                continue
            if text[after : after + 1] != ":" and not (re.search(r"\brule:\s*$", before) and _in_expect(text, at)):
                continue
            end = self._expectations.search(text, after + 1)
            yield text[after : end.start() if end else len(text)]

    @cached_property
    def _expectations(self) -> re.Pattern[str]:
        """Where what is expected of a rule ends: at the next rule, or the next case."""
        names = "|".join(map(re.escape, (*self.pack.rules, "rule", "case", "expect")))
        return re.compile(rf"(?<![\w.])(?:{names}):(?![\w])")


def _in_expect(text: str, at: int) -> bool:
    """Whether a place of a file of cases lies in what is expected, and not in the claims, the history or the decisions."""
    last = {part: text.rfind(f"{part}:", 0, at) for part in ("expect", "claims", "history", "decisions", "case")}
    return max(last, key=lambda part: last[part]) == "expect"


def under(node: Node, key: str) -> Iterator[Node]:
    """Every value of `key` anywhere below a node, in the order of the file."""
    waiting = [node]
    while waiting:
        match waiting.pop():
            case Fields(fields=fields, index=index):
                if key in index:
                    yield index[key].value
                waiting += [each.value for each in reversed(fields) if not isinstance(each.value, Text)]
            case Items(items=items):
                waiting += [each for each in reversed(items) if not isinstance(each, Text)]
            case _:
                pass


def texts(node: Node) -> Iterator[Text]:
    """Every scalar below a node, in the order of the file."""
    waiting = [node]
    while waiting:
        match waiting.pop():
            case Text() as text:
                yield text
            case Items(items=items):
                waiting += reversed(items)
            case Fields(fields=fields):
                waiting += [each.value for each in reversed(fields)]


def labels(node: Node) -> Iterator[Fields]:
    """Every label below a node that is written by language, in the order of the file."""
    waiting = [node]
    while waiting:
        match waiting.pop():
            case Fields(fields=fields) as label:
                if fields and all(each.key.text in ("zh", "en") for each in fields):
                    yield label
                waiting += [each.value for each in reversed(fields) if not isinstance(each.value, Text)]
            case Items(items=items):
                waiting += [each for each in reversed(items) if not isinstance(each, Text)]
            case _:
                pass
