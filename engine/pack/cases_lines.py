"""The lines of a case that speak of claims: what was paid before, what an officer decided, what is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from engine.lang.quantities import decimal
from engine.pack.case import ClaimAsked, Decision, Entry, PeriodOf
from engine.pack.cases_paths import Paths
from engine.pack.cases_subjects import read_period, typed, wrong_kind
from engine.pack.cases_values import blank, first_line, read_day, read_money, read_whole, scalar
from engine.pack.document import Fields, Items, Node, Text
from engine.pack.model import Pack
from engine.pack.periods import kind_of
from engine.pack.rule_names import labels, with_labels
from engine.pack.terms import Fact
from engine.text.diagnostics import Diagnostics
from engine.text.records import dataclass
from engine.text.render import suggest

HISTORY_KEYS = ("rule", "period", "as_of", "amount", "paid_on", "times", "claims", "part")
DECISION_KEYS = ("rule", "period", "amount", "by", "on")
CLAIM_KEYS = ("rule", "period")
MOST_FEN = 10**14  # 1万亿元: more in one line is a slip, and sums stay within 64 bits
MOST_UNITS = 1_000_000
MOST_PARTS = 1_000


@dataclass(frozen=True)
class LineReader:
    """Reads such lines against the pack and the subjects that the case has."""

    pack: Pack
    as_of: date | None
    paths: Paths
    found: Diagnostics

    def history(self, node: Node | None) -> tuple[Entry, ...] | None:
        """The claims paid before; None where nothing is stated, which is unknown and not nothing."""
        if node is None or blank(node):
            return None
        return tuple(entry for entry in map(self._entry, self._list(node, "history")) if entry)

    def decisions(self, node: Node | None) -> tuple[Decision, ...]:
        """The amounts that officers decided, one for each claim."""
        decided: list[Decision] = []
        for item in self._list(node, "decisions"):
            decision = self._decision(item)
            if decision is None:
                continue
            twice = next((each for each in decided if same_claim(each, decision)), None)
            if twice is None:
                decided.append(decision)
            else:
                related = [twice.place] if twice.place else []
                self.found.add("C753", decision.place, related=related, rule=decision.rule)
        return tuple(decided)

    def claims(self, node: Node | None) -> tuple[ClaimAsked, ...] | None:
        """The claims asked for; None where nothing is stated: every rule."""
        if node is None or blank(node):
            return None
        return tuple(claim for claim in map(self._claim, self._list(node, "claims")) if claim)

    def _list(self, node: Node | None, what: str) -> tuple[Node, ...]:
        if node is None or blank(node):
            return ()
        if isinstance(node, Items):
            return node.items
        self.found.add("C704", first_line(node), what=what)
        return ()

    def _entry(self, node: Node) -> Entry | None:
        line = self._map(node, "history")
        rule = self.benefit(line.get("rule"), line, "history", others=True) if line else None
        if line is None or rule is None:
            return None
        kinds = self._kinds(rule)
        keys = key_facts(self.pack, rule)
        self._check_keys(line, rule, (*HISTORY_KEYS, *kinds, *keys))
        facts = {fact.key: typed(fact, line.get(name), self.as_of, self.found) for name, fact in keys.items() if line.get(name)}
        claims = self._count(line, "claims", MOST_UNITS)
        return Entry(
            rule=rule,
            path=self.paths.filled(kinds, self.paths.ids(line, kinds)),
            period=self.period(line.get("period"), rule),
            as_of=self._past_day(line, "as_of"),
            amount=self._paid(line),
            paid_on=self._past_day(line, "paid_on"),
            times=self._count(line, "times", MOST_UNITS) or claims or 1,
            claims=claims or 1,
            part=self._count(line, "part", MOST_PARTS),
            facts={key: value for key, value in facts.items() if value is not None},
            place=first_line(line),
        )

    def _decision(self, node: Node) -> Decision | None:
        line = self._map(node, "decisions")
        rule = self.benefit(line.get("rule"), line, "decisions") if line else None
        if line is None or rule is None:
            return None
        amount = self.pack.rules[rule].amount
        if amount is None or amount.kind != "decided":
            self.found.add("C750", first_line(line.get("rule") or line), rule=rule)
            return None
        kinds = self._kinds(rule)
        self._check_keys(line, rule, (*DECISION_KEYS, *kinds))
        stated = scalar(line.get("amount"), "amount", self.found)
        if blank(line.get("amount")):
            self.found.add("C706", first_line(line), what="decisions", key="amount")
        fen = read_money(stated, "amount", self.found) if stated else None
        path = self.paths.one(kinds, line)
        period = self.period(line.get("period"), rule)
        by, on = scalar(line.get("by"), "by", self.found), scalar(line.get("on"), "on", self.found)
        day = read_day(on, "on", self.found) if on else None
        if fen is None or path is None or not self._within(stated, fen):
            return None
        return Decision(rule, path, period, fen, by.text if by else "", first_line(line), day)

    def _claim(self, node: Node) -> ClaimAsked | None:
        line = None if isinstance(node, Text) else self._map(node, "claims")
        if not isinstance(node, Text) and line is None:
            return None
        rule = self.benefit(line.get("rule") if line else node, line or node, "claims")
        if rule is None:
            return None
        if line is None:
            return ClaimAsked(rule, {}, None, first_line(node))
        kinds = self._kinds(rule)
        self._check_keys(line, rule, (*CLAIM_KEYS, *kinds))
        ids = self.paths.ids(line, kinds)
        self.paths.must_exist(kinds, ids, line)
        return ClaimAsked(rule, ids, self.period(line.get("period"), rule), first_line(line))

    def benefit(self, node: Node | None, line: Node, what: str, others: bool = False) -> str | None:
        """The rule that a line names (or another benefit, in history)."""
        if blank(node):
            self.found.add("C706", first_line(line), what=what, key="rule")
            return None
        text = scalar(node, "rule", self.found)
        known = [*self.pack.rules, *(self.pack.other_benefits if others else ())]
        if text is None or text.text in known:
            return text.text if text else None
        if text.text in self.pack.other_benefits:
            self.found.add("C741", text.place, rule=text.text)
        else:
            self._unknown(text, known)
        return None

    def _unknown(self, text: Text, known: list[str]) -> None:
        """No rule is called so: which was meant, and which there are."""
        named = labels(self.pack, others=True)
        called = [name for name in known if text.text and text.text in (named[name].zh, named[name].en)]
        near = called[0] if called else suggest(text.text, known)
        zh, en = with_labels(named, known, "zh"), with_labels(named, known, "en")
        self.found.add("C740", text.place, rule=text.text, did_you_mean=near, known_zh=zh, known_en=en)

    def period(self, node: Node | None, rule: str) -> PeriodOf | None:
        """The period a line names; it must be of the kind that its rule counts in."""
        if node is None or blank(node):
            return None
        own = self.pack.rules.get(rule)
        if own is not None and own.period is None:
            self.found.add("C734", first_line(node), rule=rule)
            return None
        period = read_period(node, "period", self.found)
        if period and own and own.period and kind_of(period) != own.period:
            wrong_kind(node, period, own.period, self.found)
        return period

    def _map(self, node: Node, what: str) -> Fields | None:
        if isinstance(node, Fields):
            return node
        self.found.add("C701", first_line(node), what=what)
        return None

    def _kinds(self, rule: str) -> tuple[str, ...]:
        own = self.pack.rules.get(rule) or self.pack.other_benefits[rule]
        return self.pack.path_of(own.subject)

    def _check_keys(self, line: Fields, rule: str, allowed: Iterable[str]) -> None:
        words = list(allowed)
        for field in line.fields:
            if field.key.text not in words:
                near = suggest(field.key.text, words)
                self.found.add("C742", field.key.place, key=field.key.text, rule=rule, did_you_mean=near)

    def _past_day(self, line: Fields, key: str) -> date | None:
        text = scalar(line.get(key), key, self.found)
        day = read_day(text, key, self.found) if text else None
        if text and day and self.as_of and day > self.as_of:
            self.found.add("C743", text.place, key=key, text=text.text, as_of=self.as_of)
        return day

    def _paid(self, line: Fields) -> int | None:
        text = scalar(line.get("amount"), "amount", self.found)
        fen = read_money(text, "amount", self.found) if text else None
        if text and fen is not None and fen < 0:
            self.found.add("C744", text.place, text=text.text)
            return None
        return fen if fen is None or self._within(text, fen) else None

    def _within(self, text: Text | None, fen: int) -> bool:
        if text is None or abs(fen) <= MOST_FEN:
            return True
        self.found.add("C724", text.place, what="amount", text=text.text, most=f"{decimal(MOST_FEN).removesuffix('.00')}元")
        return False

    def _count(self, line: Fields, key: str, most: int) -> int | None:
        """A number of claims, units or the number of an instalment: at least 1."""
        text = scalar(line.get(key), key, self.found)
        number = read_whole(text, key, self.found) if text else None
        if text and number is not None and number < 1:
            self.found.add("C723", text.place, what=key, text=text.text, least=1)
        elif text and number is not None and number > most:
            self.found.add("C724", text.place, what=key, text=text.text, most=most)
        return number


def key_facts(pack: Pack, benefit: str) -> dict[str, Fact]:
    """The facts that limits compare of a claim of `benefit`, by the name a line of history gives them."""
    own = pack.rules.get(benefit) or pack.other_benefits[benefit]
    path = pack.path_of(own.subject)
    limits = [*pack.limits, *(limit for rule in pack.rules.values() for limit in rule.limits)]
    keys = {key for limit in limits if benefit in limit.over for key in limit.key if key.fact and key.carrier in path}
    facts = {pack.facts[str(key)].key: pack.facts[str(key)] for key in sorted(keys, key=str)}
    plain = [fact.name for fact in facts.values()]
    return {(fact.name if plain.count(fact.name) == 1 else key): fact for key, fact in facts.items()}


def same_claim(first: Decision, second: Decision) -> bool:
    """Whether two decisions speak of one claim; one without a period speaks of whichever period is claimed."""
    periods = (first.period, second.period)
    return (first.rule, first.path) == (second.rule, second.path) and (None in periods or first.period == second.period)
