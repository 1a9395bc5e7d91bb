"""What a pack says about the measure besides its rules: provisions, notes, authorities, other benefits, invariants."""

from __future__ import annotations

from engine.lang.types import DATE
from engine.pack import build_invariants
from engine.pack.build_keys import key_facts
from engine.pack.document import Fields, Text
from engine.pack.formulas import Builder
from engine.pack.model import Authority, Invariant, Note, OtherBenefit, Provision, Review
from engine.pack.names import PackScope
from engine.pack.nodes import place_of
from engine.pack.rule import Rule
from engine.text.render import suggest


class About:
    """Reads these sections of a pack."""

    def __init__(self, b: Builder, root: Fields) -> None:
        self.b = b
        self.root = root

    def _bodies(self, section: str) -> list[tuple[Text, Fields]]:
        entries = self.b.ask.entries(self.root.get(section), section)
        return [(key, body) for key, value in entries if (body := self.b.ask.fields(value, key.text)) is not None]

    def provisions(self) -> dict[str, Provision]:
        """Every numbered place of the measure, in the order of the text."""
        ask = self.b.ask
        return {
            key.text: Provision(
                cite=key.text,
                kind=ask.text(body.get("kind"), "kind"),
                summary=ask.label(body.get("summary"), "summary"),
                digest=ask.text(body.get("digest"), "digest"),
                not_computed=ask.label(body.get("not_computed"), "not_computed"),
                place=key.place,
            )
            for key, body in self._bodies("provisions")
        }

    def notes(self) -> dict[str, Note]:
        ask = self.b.ask
        return {
            key.text: Note(
                key.text,
                ask.label(body.get("text"), "text"),
                ask.label(body.get("why"), "why"),
                ask.text(body.get("cite"), "cite"),
            )
            for key, body in self._bodies("notes")
        }

    def authorities(self) -> tuple[Authority, ...]:
        ask = self.b.ask
        return tuple(
            Authority(
                key.text,
                ask.day(body.get("from"), "from"),
                ask.day(body.get("until"), "until"),
                ask.label(body.get("label"), "label"),
            )
            for key, body in self._bodies("authorities")
        )

    def other_benefits(self) -> dict[str, OtherBenefit]:
        """Benefits of other instruments that history may hold and limits may count."""
        made = {}
        for key, body in self._bodies("other_benefits"):
            node = self.b.ask.required(body, "subject", key.text)
            subject = self.b.ask.text(node, "subject")
            if node is not None and subject not in self.b.names.subjects:
                self.b.found.add("P509", node.place, name=subject, did_you_mean=suggest(subject, self.b.names.subjects))
            elif node is not None:
                document = self.b.ask.text(body.get("document"), "document")
                label = self.b.ask.label(body.get("label"), "label")
                made[key.text] = OtherBenefit(key.text, subject, label, document, key.place)
        return made

    def review(self) -> tuple[Review, ...]:
        """Days from which answers carry a warning."""
        made = []
        for item in self.b.ask.items(self.root.get("review"), "review"):
            body = self.b.ask.fields(item, "review")
            since = (
                self.b.formula(self.b.ask.required(body, "from", "review"), PackScope(self.b.names), "from", DATE)
                if body
                else None
            )
            if body is not None and since is not None:
                label, cite = self.b.ask.label(body.get("label"), "label"), self.b.ask.text(body.get("cite"), "cite")
                made.append(Review(since, label, cite, place_of(body)))
        return tuple(made)

    def invariants(self, rules: dict[str, Rule]) -> dict[str, Invariant]:
        """What must hold of every answer under the rules it is of."""
        keys = key_facts(self.b.names, self.root)
        found = [build_invariants.invariant(self.b, key, body, rules, keys) for key, body in self._bodies("invariants")]
        return {each.name: each for each in found if each is not None}
