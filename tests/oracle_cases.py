"""Cases for the oracle: `typed` reads the text of a case, `random_case` draws one that sits on the measure's edges."""

import random
import re
from datetime import date, timedelta
from fractions import Fraction

from tests.oracle_words import BENEFIT, PARENT, READINGS, SUBJECT, YEARLY, month_on

FEN = {"分": 1, "元": 100, "万元": 1_000_000, "亿元": 10_000_000_000}
MONEY = ("price", "contract_price", "item_price", "amount")
DATES = ("as_of", "residency_from", "residency_to")  # and every name that ends in _on
INTS = ("months_filled", "homes_before", "villages", "covered", "professionals", "professionals_3a", "professionals_3a_ever",
        "compound_orgs", "times", "claims", "part")  # fmt: skip
BOOLS = ("registered_in_taicang", "in_judicial_field", "fulltime_staff_confirmed", "resident_in_base", "approved", "in_field",
         "holder_certified", "selected", "built", "accepted", "annual_plan_approved", "home_in_taicang", "first_owner_occupied",
         "is_transfer_item")  # fmt: skip
RULES = {kind: tuple(rule for rule, of in SUBJECT.items() if of == kind) for kind in SUBJECT.values()}
CAPS = {"startup_subsidy": 3, "incubation_subsidy": 3, "venture_project": 5, "post_subsidy": 6, "base_award": 2,
        "base_annual_subsidy": 5, "settling_allowance": 15, BENEFIT: 6}  # 万元  # fmt: skip
EDGES = [date(2021, 11, 18), date(2021, 11, 19), date(2021, 12, 19), date(2026, 11, 17), date(2025, 12, 31), date(2024, 2, 29)]
KINDS = [("organisation",), ("organisation", "post"), ("organisation", "post"), ("organisation", "base"), ("person",),
         ("organisation", "project"), ("organisation", "project", "post"), ("organisation", "base", "post"), ("purchase",),
         ("person", "certificate"), ("person", "certificate"), ("city",), ("purchase", "city")]  # fmt: skip


def money(text: str) -> int:
    """2.5万元 → 2500000 fen; a part of a fen is an error."""
    number, unit = re.fullmatch(r"(\d+(?:\.\d+)?)(分|元|万元|亿元)", text).groups()
    fen = Fraction(number) * FEN[unit]
    if fen.denominator != 1:
        raise ValueError(text)
    return int(fen)


def typed(case: object, name: str = "") -> object:
    """A case as text, with every scalar given its type; an empty scalar is unknown and left out."""
    if isinstance(case, dict):
        given = {key: typed(value, key) for key, value in case.items() if key not in ("expect", "cite", "why")}
        return {key: value for key, value in given.items() if value is not None}
    if isinstance(case, list):
        items = [typed(item, "held_on" if name == "meetings" else name if name == "period" else "") for item in case]
        return None if None in items else items
    if case is None or case == "":
        return None
    if name in MONEY:
        return money(case)
    if name in DATES or name.endswith("_on"):
        return date.fromisoformat(case)
    if name in BOOLS:
        return {"true": True, "false": False}[case]
    return int(case) if name in INTS else case


def yuan(fen: int) -> str:
    return f"{fen // 100}元" if fen % 100 == 0 else f"{fen // 100}.{fen % 100:02}元"


class Drawer:
    """Draws one case; `forget` is how often a fact of this case is left out, about a quarter over all cases."""

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.forget = rng, rng.choice((0, 0, 0.1, 0.3, 0.8))
        self.as_of = self.day_near(rng.choice([*EDGES, None, None, None]) or self.some_day())
        self.kinds = rng.choice(KINDS)
        self.places: list[dict] = []  # {kind: id, parent: id, …} of every subject drawn

    def some_day(self) -> date:
        return date(2021, 12, 1) + timedelta(self.rng.randrange(1830))

    def day_near(self, day: date) -> date:
        return day + timedelta(self.rng.choice((-1, 0, 0, 1)))

    def before(self) -> str:
        """A day not after `as_of`, often at an edge: a first day, or 12 months or 3 years ago."""
        as_of, rng = self.as_of, self.rng
        days = [*EDGES[:3], month_on(as_of, -12), month_on(as_of, -12), month_on(as_of, -36), *[as_of - timedelta(40)] * 3]
        return str(min(as_of, self.day_near(rng.choice(days))))

    def yes(self) -> str:
        return "true" if self.rng.random() < 0.94 else "false"

    def facts(self, kind: str) -> dict[str, str]:
        pick = self.rng.choice
        near = pick((0, 1, 2, 7))
        bools = {name: self.yes() for name in {
            "organisation": BOOLS[:4], "post": ("approved", "holder_certified"), "project": ("selected",), "certificate": (),
            "base": ("built", "accepted", "annual_plan_approved"), "purchase": ("is_transfer_item",), "city": (),
            "person": ("in_field", "home_in_taicang", "first_owner_occupied"),
        }[kind]}  # fmt: skip
        degrees = ("master", "doctor", "doctor", "bachelor", "other")
        others = {
            "organisation": {"kind": pick((*["social_group"] * 4, "private_non_enterprise", "foundation", "company")),
                             "registration": pick((*["registered"] * 4, "filed", "none")), "registered_on": self.before(),
                             "residency_from": self.before(), "residency_to": str(month_on(self.as_of, pick((-6, 0, 12))))},
            "post": {"holder": pick("AB"), "holder_level": pick(("assistant", "intermediate", "senior")),
                     "months_filled": pick("0167") if pick((0, 0, 1)) else pick(("11", "12"))},
            "project": {}, "base": {},
            "person": {"title": pick((*["leading"] * 6, "key", "none")), "titled_on": self.before(),
                       "title_issuer": pick((*["taicang"] * 6, "other")), "degree": pick(degrees),
                       "education": pick(degrees), "home_bought_on": self.before(), "household": pick(("H1", "H1", "H2")),
                       "homes_before": pick("001")},
            "certificate": {"level": pick(("assistant", "intermediate", "senior")), "certified_on": self.before()},
            "purchase": {name: yuan(pick((0, 1, 99_999_999, 100_000_000, 100_000_001))) for name in MONEY[:3]},
            "city": {"villages": str(near), "covered": str(pick((near, near, max(0, near - 1), near + 1))),
                     "professionals": str(near), "professionals_3a": str(pick((near, max(0, near - 1)))),
                     "professionals_3a_ever": str(near), "compound_orgs": pick("0123"), "meetings": self.meetings()},
        }[kind]  # fmt: skip
        return {name: value for name, value in (bools | others).items() if self.rng.random() >= self.forget}

    def meetings(self) -> list[str]:
        """About every two months, now and then a day late or a slot missed; a few lie after `as_of`."""
        day, held = self.day_near(self.rng.choice(EDGES[:3])), []
        late = self.rng.choice((0, 0.1, 0.4))
        while day < self.as_of + timedelta(70) and self.rng.random() < 0.98:
            held.append(str(day))
            day = month_on(day, self.rng.choice((2, 2, 1))) + timedelta(self.rng.choice((1, 30)) * (self.rng.random() < late))
        return held

    def subjects(self, kind: str, owner: dict[str, str] | None = None) -> list[dict]:
        """One to three of a kind, with their children; ids of children may repeat under another parent."""
        drawn, again = [], 3 if len(self.places) < 6 and kind not in ("city", "purchase") else 1
        for n in range(self.rng.choice((1, 1, again, min(2, again)))):
            own = {kind: f"{kind[0].upper()}{kind[1]}{n + 1}"}
            self.places.append(own | (owner or {}))
            inner = {child: self.subjects(child, own) for child in self.kinds if PARENT.get(child) == kind}
            drawn.append({"id": own[kind], **self.facts(kind), **inner})
        return drawn

    def year(self) -> str:
        return self.rng.choice(["2021", "2022", "2022", "2023", "2023", "2024", "2025", "2026"])

    def line(self, place: dict[str, str]) -> list[dict]:
        """A history line for the place (two, if paid in instalments), sometimes lacking what a limit must compare."""
        rng = self.rng
        kind = next(iter(place))
        rule = rng.choice(RULES[kind] + ((BENEFIT,) if kind == "post" else ()))
        cap = CAPS.get(rule, 0) * 1_000_000 or 120_000
        day = self.before()
        amount = rng.choice((cap, cap, cap - 1, cap + 1, cap // 2, 1, 180_000))
        line = {"rule": rule, **place, "amount": yuan(amount), "as_of": day}
        if rule in (*YEARLY, BENEFIT):
            line["period"] = self.year()
        keys = {"certificate_reward": ("level", ("assistant", "intermediate")), "settling_allowance": ("household", ("H1", "H2")),
                "post_subsidy": ("holder", "AB")}  # fmt: skip
        if rule in keys:
            line[keys[rule][0]] = rng.choice(keys[rule][1])
        whole = dict(line)
        for name in ("amount", "as_of", "period", "level", "household", "holder", list(place)[-1]):
            if rng.random() < 0.12:
                line.pop(name, None)
        if kind in PARENT and rng.random() < 0.08:
            line[kind] = "Else1"  # a subject that the case does not hold
        odd = rng.random()
        if odd < 0.06:
            return [whole | {"part": "1", "paid_on": day}, whole | {"part": "2"}]
        if odd < 0.2:
            line["times" if rule == "post_subsidy" else "claims"] = rng.choice("123")
        return [line | ({"paid_on": day} if odd > 0.5 else {})]

    def decisions(self, periods: list[str | None]) -> list[dict]:
        made, decided = [], {"organisation": "incubation_subsidy", "project": "venture_project", "base": "base_annual_subsidy"}
        for place in self.places:
            name = decided.get(next(iter(place)))
            for period in (periods if name in YEARLY else [None]) if name else []:
                floor, cap = 4_000_000 if name == "venture_project" else 0, CAPS[name] * 1_000_000
                values = (0, 1, floor, max(floor - 1, 1), floor + 1, cap, cap, cap - 1, cap + 1, (floor + cap) // 2)
                if self.rng.random() < 0.6:
                    decision = {"rule": name, **place, "amount": yuan(self.rng.choice(values))}
                    made.append(decision | ({"period": period} if period else {}))
        return made

    def claims(self, periods: list[str | None]) -> list[str | dict]:
        asked: list[str | dict] = []
        for place, rule in [(here, rule) for here in self.places for rule in RULES[next(iter(here))]]:
            one = {"rule": rule, **place} | ({"period": periods[0]} if rule in YEARLY and periods[0] else {})
            if rule not in asked and self.rng.random() < 0.5:
                asked.append(self.rng.choice((rule, one)) if not any(rule in str(a) for a in asked) else one)
        return asked


def random_case(rng: random.Random) -> dict:
    """A case as text, shaped like the YAML a clerk would write."""
    draw = Drawer(rng)
    case: dict = {"case": "drawn", "measure": "taicang-2021-163", "as_of": str(draw.as_of)}
    for kind in draw.kinds:
        if kind in ("organisation", "person", "purchase", "city"):
            found = draw.subjects(kind)
            case[kind] = found[0] if len(found) == 1 and rng.random() < 0.7 else found
    years = sorted({draw.year() for _ in range(rng.choice((1, 1, 1, 2, 4)))})
    periods: list[str | None] = list(years) if rng.random() < 0.9 else [None]
    if periods[0]:
        case["period"] = years[0] if len(years) == 1 else years
    if rng.random() < 0.88:
        case["history"] = [line for _ in range(rng.randrange(6)) for line in draw.line(rng.choice(draw.places))]
    case["decisions"] = draw.decisions(periods)
    if rng.random() < 0.25:
        case["claims"] = draw.claims(periods) or [RULES[draw.kinds[0]][0]]
    case["readings"] = {name: rng.choice(READINGS[name].split()) for name in rng.sample(sorted(READINGS), rng.randrange(5))}
    return {key: value for key, value in case.items() if value or key == "history"}
