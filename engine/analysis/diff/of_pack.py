"""What changed of a pack as a whole: when it is in force, what it says of itself, notes, authorities, invariants, reminders."""

from __future__ import annotations

from collections.abc import Iterator

from engine.analysis.diff.conditions import expected_changes
from engine.analysis.diff.forms import SAME, form, record_form
from engine.analysis.diff.model import RuleChange
from engine.analysis.diff.noting import NOTHING, At, Noting, say_formula
from engine.analysis.diff.of_rules import in_force_changes
from engine.analysis.diff.of_words import at_of
from engine.pack.terms import Label


def pack_changes(noting: Noting) -> Iterator[RuleChange]:
    """Of the pack as a whole."""
    old, new = noting.sides.old, noting.sides.new
    at = At("about", "in_force", "in_force", "in_force", new.title, "", old.place, new.place)
    yield from in_force_changes(noting, at, old.in_force, new.in_force)
    yield from _about(noting)
    at = At("about", "expected", "expected", "expected")
    yield from expected_changes(noting, at, old.expected, new.expected)
    yield from _lists(noting)
    yield from _invariants(noting)
    yield from _notes(noting)


def _about(noting: Noting) -> Iterator[RuleChange]:
    """Id, version, title and document."""
    old, new = noting.sides.old, noting.sides.new
    for name in ("id", "version"):
        one, other = getattr(old, name), getattr(new, name)
        if one != other:
            yield noting.change("about", At("about", name, name, name), Label(one, one), Label(other, other), (one, other))
    if old.title != new.title:
        yield noting.change("about", At("about", "title", "title", "title"), old.title, new.title)
    for key in dict.fromkeys((*new.document, *old.document)):
        one, other = old.document.get(key, ""), new.document.get(key, "")
        if one != other:
            at = At("about", "document", "document", f"document.{key}")
            yield noting.change("about", at, Label(one, one), Label(other, other), (one, other))


def _lists(noting: Noting) -> Iterator[RuleChange]:
    """Authorities and reminders, which have no names of their own to go by."""
    old, new = noting.sides.old, noting.sides.new
    for kind, name, before, after in (
        ("authority", "authorities", old.authorities, new.authorities),
        ("review", "review", old.review, new.review),
    ):
        at = At("about", name, name, name)
        was = {record_form(each, noting.names): each.label for each in before}
        now = {record_form(each, SAME): each.label for each in after}
        yield from (noting.change(kind, at, NOTHING, label) for key, label in now.items() if key not in was)
        yield from (noting.change(kind, at, label, NOTHING) for key, label in was.items() if key not in now)


def _invariants(noting: Noting) -> Iterator[RuleChange]:
    for pair in noting.sides.of("invariants"):
        at = at_of(noting, "invariants", pair)
        old = noting.sides.old.invariants[pair.old] if pair.old is not None else None
        new = noting.sides.new.invariants[pair.new] if pair.new is not None else None
        if old is None or new is None:
            yield noting.change("invariant", at, old.label if old else NOTHING, new.label if new else NOTHING)
            continue
        yield from noting.renamed(at)
        yield from noting.called(at, (old.label, new.label), (old.cite, new.cite))
        of = tuple(noting.names.of("rules", name) for name in old.of)
        if of != new.of or form(old.means.expr, noting.names) != form(new.means.expr):
            said = noting.said(old.means, new.means, say_formula)
            yield noting.change("invariant", at, *said, (old.means.text or "", new.means.text or ""))


def _notes(noting: Noting) -> Iterator[RuleChange]:
    for pair in noting.sides.of("notes"):
        at = at_of(noting, "notes", pair)
        old = noting.sides.old.notes[pair.old] if pair.old is not None else None
        new = noting.sides.new.notes[pair.new] if pair.new is not None else None
        if old is None or new is None or (old.text, old.why, old.cite) != (new.text, new.why, new.cite):
            yield noting.change("note", at, old.text if old else NOTHING, new.text if new else NOTHING)
        else:
            yield from noting.renamed(at)
