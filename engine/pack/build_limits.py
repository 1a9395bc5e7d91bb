"""Limits: bounds on claims taken together, of one rule or shared by several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from engine.lang.ir import Literal
from engine.lang.types import BOOL, DATE, INT, MONEY, RATIO, SPAN, Type
from engine.pack.document import Fields, Node, Text
from engine.pack.formulas import Builder
from engine.pack.names import PackScope, shared_subject
from engine.pack.nodes import EMPTY, key_place, place_of
from engine.pack.rule import Key, Limit, Rule, Short
from engine.pack.terms import Fact, Formula
from engine.text.render import suggest

BOUNDS: dict[str, Type] = {"at_most": MONEY, "claims": INT, "times": INT, "within": SPAN}
PERS = ("period", "year", "month", "life")
SHORTS = ("cut", "refuse", "close")


class LimitMaker:
    """Makes the limits of a pack whose rules are known by name."""

    def __init__(self, b: Builder, root: Fields, rules: dict[str, Rule], keys: Mapping[str, tuple[Fact, ...]]) -> None:
        self.b = b
        self.keys = keys  # of the lines of `past`, by rule
        self.root = root
        self.rules = rules
        self.others = {
            key.text: b.ask.text(body.get("subject"), "subject")
            for key, value in b.ask.entries(root.get("other_benefits"), "other_benefits")
            if isinstance(body := value, Fields)
        }

    def shared(self) -> tuple[Limit, ...]:
        """The limits at the top of the pack, each of which binds every rule it names."""
        made = []
        for item in self.b.ask.items(self.root.get("limits"), "limits"):
            body = self.b.ask.fields(item, "limits")
            over = self._over(body.get("over") if body else None, ())
            binds = tuple(name for name in over if name in self.rules)
            if body is not None and not binds:
                self.b.found.add("P534", place_of(item))
            elif body is not None and (limit := self._limit(body, binds, over)) is not None:
                made.append(limit)
        self._unique([limit for limit in made])
        return tuple(made)

    def of_rule(self, rule: Rule, body: Fields) -> tuple[Limit, ...]:
        """The limits written under a rule."""
        made = []
        for item in self.b.ask.items(body.get("limits"), "limits"):
            if isinstance(item, Text):
                made.append(self._once(item, rule))
            elif (fields := self.b.ask.fields(item, "limits")) is not None:
                limit = self._limit(fields, (rule.name,), self._over(fields.get("over"), (rule.name,)))
                made.append(limit)
        found = [limit for limit in made if limit is not None]
        self._unique(found)
        return tuple(found)

    def _unique(self, limits: list[Limit]) -> None:
        seen: set[str] = set()
        for limit in limits:
            if limit.name in seen:
                self.b.found.add("P535", limit.place, name=limit.name)
            seen.add(limit.name)

    def _once(self, node: Text, rule: Rule) -> Limit | None:
        if node.text != "once":
            near = suggest(node.text, ["once"])
            self.b.found.add("P502", node.place, what="limits", text=node.text, allowed="once", did_you_mean=near)
            return None
        bound = Formula(None, Literal(1, INT, node.place), node.place)
        key = (Key(rule.subject, ""),)
        only = (rule.name,)
        return Limit(
            "once",
            "claims",
            bound,
            only,
            rule.subject,
            only,
            key,
            "life",
            None,
            True,
            None,
            None,
            "refuse",
            EMPTY,
            rule.cite,
            node.place,
        )

    def _over(self, node: Node | None, default: tuple[str, ...]) -> tuple[str, ...]:
        if node is None:
            return default
        names = []
        for item in self.b.ask.items(node, "over"):
            name = self.b.ask.text(item, "over")
            known = (*(rule.name for rule in self.rules.values() if rule.kind == "amount"), *self.others)
            if name in known:
                names.append(name)
            else:
                self.b.found.add("P536", item.place, name=name, did_you_mean=suggest(name, known))
        return tuple(dict.fromkeys(names))

    def _limit(self, body: Fields, binds: tuple[str, ...], over: tuple[str, ...]) -> Limit | None:
        kinds = [kind for kind in BOUNDS if body.get(kind) is not None]
        if len(kinds) != 1:
            self.b.found.add("P537", place_of(body), kinds="、".join(kinds) or "—")
            return None
        kind = kinds[0]
        paths = [self.b.names.path(self.rules[name].subject) for name in binds]
        about = shared_subject(paths)
        timed = all(self.rules[name].period for name in binds)
        givens = frozenset({"amount", "past", *(("period",) if timed else ())})
        keys = tuple(fact for fact in self.keys[binds[0]] if all(fact in self.keys[name] for name in binds))
        scope = PackScope(self.b.names, about, givens, keys=keys)
        per = self.b.ask.word(body.get("per"), "per", PERS, "life")
        if per == "period" and not timed:
            self.b.found.add("P538", key_place(body, "per"))
        bound = self.b.formula(body.get(kind), scope, kind, BOUNDS[kind])
        key = self._key(body, binds, over, about)
        if bound is None or key is None:
            return None
        return Limit(
            name=self.b.ask.text(body.get("name"), "name") or kind,
            kind=kind,  # type: ignore[arg-type]
            bound=bound,
            binds=binds,
            about=about,
            over=over,
            key=key,
            per=per,  # type: ignore[arg-type]
            since=self.b.formula(body.get("from"), scope, "from", DATE),
            last_day_included=self._last_day(body, kind),
            order_by=self.b.formula(body.get("order_by"), scope, "order_by", DATE, INT, MONEY, RATIO),
            when=self.b.formula(body.get("when"), scope, "when", BOOL),
            short=self._short(body, kind),
            label=self.b.ask.label(body.get("label"), "label"),
            cite=self.b.ask.text(body.get("cite"), "cite") or self.rules[binds[0]].cite,
            place=place_of(body),
        )

    def _last_day(self, body: Fields, kind: str) -> bool:
        node = body.get("last_day")
        if (node is not None) != (kind == "within"):
            self.b.found.add("P539", key_place(body, "last_day"), kind=kind)
        return self.b.ask.word(node, "last_day", ("included", "excluded"), "included") == "included"

    def _short(self, body: Fields, kind: str) -> Short:
        refusing = kind in ("claims", "within")
        word = self.b.ask.word(body.get("short"), "short", SHORTS, "refuse" if refusing else "cut")
        if refusing and word == "cut":
            self.b.found.add("P540", key_place(body, "short"), kind=kind)
        return cast(Short, word)

    def _key(self, body: Fields, binds: tuple[str, ...], over: tuple[str, ...], about: str) -> tuple[Key, ...] | None:
        """The key; by default the subject, where all rules share it."""
        node = body.get("key")
        if node is None:
            subjects = {self.rules[name].subject for name in binds}
            if len(subjects) > 1:
                example = f"key: [{about}]" if about else "key: []"
                self.b.found.add("P541", place_of(body), subjects="、".join(sorted(subjects)), example=example)
                return None
            keys: tuple[Key, ...] = (Key(next(iter(subjects)), ""),)
        else:
            found = [self._key_part(item, about) for item in self.b.ask.items(node, "key")]
            if None in found:
                return None
            keys = tuple(key for key in found if key is not None)
        for name in over:
            path = self.b.names.path(self.rules[name].subject if name in self.rules else self.others[name])
            for key in keys:
                if key.carrier not in path:
                    self.b.found.add("P542", key_place(body, "key"), rule=name, key=key)
        return keys

    def _key_part(self, node: Node, about: str) -> Key | None:
        """A subject of the path, a fact of the rule's subject, or `carrier.fact`."""
        word = self.b.ask.text(node, "key")
        path = self.b.names.path(about)
        if word in path:
            return Key(word, "")
        carrier, _, name = word.rpartition(".")
        full = f"{carrier or about}.{name}"
        if (carrier or about) in path and full in self.b.names.facts:
            return Key(carrier or about, name)
        known = [*path, *(fact.name for fact in self.b.names.facts.values() if fact.subject == about)]
        self.b.found.add("P543", node.place, name=word, did_you_mean=suggest(word, known))
        return None

    def orders(self, rules: dict[str, Rule]) -> None:
        """No rule is served in two different orders."""
        for rule in rules.values():
            orders = [limit for limit in rule.limits if limit.order_by is not None]
            for other in orders[1:]:
                if other.order_by != orders[0].order_by:
                    self.b.found.add("P544", other.place, related=[orders[0].place], rule=rule.name)
