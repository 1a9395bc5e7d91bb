"""text → typed Pack: the only maker of packs. Collects every error; a pack with errors is no pack."""

from __future__ import annotations

from engine.lang.types import BOOL, DATE, DATES, ID, INT, MONEY, RATIO, Type, one_of
from engine.pack import build_about, build_numbers, build_readings, build_rules
from engine.pack.canonical import digest
from engine.pack.document import Fields, Node, Text
from engine.pack.formulas import Builder
from engine.pack.model import Pack
from engine.pack.names import GIVEN, MOST_ABOVE, PackScope
from engine.pack.nodes import key_place, place_of
from engine.pack.ranges import check_ranges
from engine.pack.terms import Fact, InForce, Subject
from engine.text.diagnostics import Diagnostic, Diagnostics
from engine.text.render import suggest
from engine.text.source import Place

WORDS: dict[str, Type] = {"bool": BOOL, "int": INT, "money": MONEY, "date": DATE, "dates": DATES, "id": ID}
RANGES: dict[str, tuple[int, int]] = {"money": (0, 10_000_000_000), "int": (0, 10_000), "number": (0, 10_000)}
ENTRIES = 10_000


def build(root: Node) -> tuple[Pack | None, list[Diagnostic]]:
    """The pack that `root` says, or None and what is wrong with it."""
    found = Diagnostics()
    b = Builder(found)
    fields = b.ask.fields(root, "规则包")
    if fields is None:
        return None, found.found
    _subjects(b, fields)
    _facts(b, fields)
    build_numbers.parameters(b, fields)
    build_readings.declare(b, fields)
    build_readings.settle_all(b)
    in_force = interval(b, fields.get("in_force"))
    rules, shared = build_rules.rules(b, fields)
    about = build_about.About(b, fields)
    made = Pack(
        id=b.ask.text(b.ask.required(fields, "id", "规则包"), "id"),
        version=b.ask.text(b.ask.required(fields, "version", "规则包"), "version"),
        title=b.ask.label(b.ask.required(fields, "title", "规则包"), "title"),
        document={key.text: b.ask.text(value, key.text) for key, value in b.ask.entries(fields.get("document"), "document")},
        in_force=in_force,
        subjects=b.names.subjects,
        facts=b.names.facts,
        definitions={key: each for key, each in b.names.definitions.items() if each},
        parameters=b.names.parameters,
        readings={name: each for name, each in b.names.readings.items() if each},
        rules=rules,
        limits=shared,
        provisions=about.provisions(),
        other_benefits=about.other_benefits(),
        authorities=about.authorities(),
        expected=build_rules.expected(b, fields.get("expected"), PackScope(b.names)),
        review=about.review(),
        invariants=about.invariants(rules),
        notes=about.notes(),
        digest=digest(root),
        place=place_of(root),
    )
    if not found.found:
        check_ranges(made, b)
    errors = [each for each in found.found if not each.code.startswith("P59")]
    return (None if errors else made), found.found


def interval(b: Builder, node: Node | None) -> InForce | None:
    """`{from, until}`: dates, or readings of type date."""
    fields = b.ask.fields(node, "in_force")
    if fields is None:
        return None
    scope = PackScope(b.names)
    since = b.formula(fields.get("from"), scope, "in_force.from", DATE)
    return InForce(since, b.formula(fields.get("until"), scope, "in_force.until", DATE), place_of(fields))


def _subjects(b: Builder, fields: Fields) -> None:
    stated: dict[str, Place] = {}  # where each kind names its parent
    for key, value in b.ask.entries(b.ask.required(fields, "subjects", "规则包"), "subjects"):
        if b.identifier(key, lambda word: word in ("past", "period")) and (body := b.ask.fields(value, key.text)) is not None:
            parent = b.ask.text(body.get("of"), "of")
            b.names.subjects[key.text] = Subject(key.text, b.ask.label(body.get("label"), "label"), parent or None, key.place)
            stated[key.text] = of.place if (of := body.get("of")) else key.place
    for kind in b.names.subjects.values():
        if kind.of and kind.of not in b.names.subjects:
            b.found.add("P509", stated[kind.name], name=kind.of, did_you_mean=suggest(kind.of, b.names.subjects))
        elif len(b.names.path(kind.name)) > MOST_ABOVE:
            b.found.add("P550", kind.place, name=kind.name, most=MOST_ABOVE)
        elif kind.of and b.names.path(kind.name)[0] != _top(b, kind.name):
            b.found.add("P505", kind.place, circle=f"{kind.name} → {kind.of} → …")


def _top(b: Builder, name: str) -> str:
    """The kind at the top of a subject's line, "" if the line never ends."""
    seen: set[str] = set()
    while (parent := b.names.subjects[name].of) and parent in b.names.subjects:
        if name in seen:
            return ""
        seen.add(name)
        name = parent
    return name


def _facts(b: Builder, fields: Fields) -> None:
    for subject, facts in b.ask.entries(fields.get("facts"), "facts"):
        if subject.text not in b.names.subjects:
            b.found.add("P509", subject.place, name=subject.text, did_you_mean=suggest(subject.text, b.names.subjects))
            continue
        for key, value in b.ask.entries(facts, subject.text):
            if b.identifier(key, lambda word: word in b.names.subjects or word in (*GIVEN, "amount", "past")) and (
                body := b.ask.fields(value, key.text)
            ):
                fact = _fact(b, subject.text, key, body)
                b.names.facts[fact.key] = fact


def _fact(b: Builder, subject: str, key: Text, body: Fields) -> Fact:
    type, digits = _fact_type(b, body)
    least, most = _range(b, body, type, digits)
    return Fact(
        subject=subject,
        name=key.text,
        type=type,
        label=b.ask.label(body.get("label"), "label"),
        cite=b.ask.text(body.get("cite"), "cite"),
        digits=digits,
        least=least,
        most=most,
        entries=entries if isinstance(entries := b.ask.quantity(body.get("most"), "most", INT), int) else ENTRIES,
        not_after=b.formula(body.get("not_after"), PackScope(b.names, subject), "not_after", DATE),
        certified_by=b.ask.label(body.get("certified_by"), "certified_by"),
        evidence=b.ask.label(body.get("evidence"), "evidence"),
        changeable=b.ask.flag(body.get("changeable"), "changeable"),
        place=key.place,
        names={name.text: b.ask.label(value, name.text) for name, value in b.ask.entries(body.get("names"), "names")},
    )


def _fact_type(b: Builder, body: Fields) -> tuple[Type, int]:
    """The type of a fact and the digits after the point of a number(n)."""
    node = b.ask.required(body, "type", "事实")
    if node is not None and not isinstance(node, Text):
        names = tuple(b.ask.text(item, "type") for item in b.ask.items(node, "type"))
        if not names or len(set(names)) < len(names) or "" in names or isinstance(node, Fields):
            b.found.add("P510", node.place, text="、".join(names), did_you_mean="")
        return one_of(names, b.ask.flag(body.get("ordered"), "ordered")), 0
    word = node.text if node else "bool"
    if word.startswith("number(") and word.endswith(")") and word[7:-1] in [str(n) for n in range(1, 13)]:
        return RATIO, int(word[7:-1])
    if word not in WORDS:
        near = suggest(word, [*WORDS, "number(2)"])
        b.found.add("P510", node.place if node else None, text=word, did_you_mean=near)
    return WORDS.get(word, BOOL), 0


def _range(b: Builder, body: Fields, type: Type, digits: int) -> tuple[int | None, int | None]:
    """The least and most of a number, in fen, in units, or in units of the last digit."""
    kind = "number" if digits else type.name
    stated = [key for key in ("from", "up_to") if body.get(key) is not None]
    if kind not in RANGES:
        for key in stated:
            b.found.add("P511", key_place(body, key), key=key)
        return None, None
    scale = 10**digits
    low, high = (bound * scale for bound in RANGES[kind])
    for key in stated:
        value = b.ask.quantity(body.get(key), key, RATIO if digits else type)
        if value is not None:
            number = getattr(value, "fen", value)
            exact = int(number * scale)
            low, high = (exact, high) if key == "from" else (low, exact)
    if low > high:
        b.found.add("P512", key_place(body, stated[0]), low=low, high=high)
    return low, high
