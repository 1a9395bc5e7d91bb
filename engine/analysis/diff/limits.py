"""Which limit of an old version is which of the new: in rules that belong together by name, else by what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.analysis.diff.forms import SAME, Form, Names, form, formula_form
from engine.analysis.diff.model import Pair
from engine.pack.model import Pack
from engine.pack.rule import Limit, Rule


def own_limits(pack: Pack, rule: Rule) -> list[Limit]:
    """The limits written under a rule; a shared one that binds it alone stands at the top of the pack all the same."""
    shared = set(map(id, pack.limits))
    return [limit for limit in rule.limits if id(limit) not in shared]


def limits_of(pack: Pack) -> dict[str, Limit]:
    """Every limit of a pack by its key: `post_subsidy/times`, `/at_most` where it is shared."""
    own = {f"{rule.name}/{limit.name}": limit for rule in pack.rules.values() for limit in own_limits(pack, rule)}
    return own | {f"/{limit.name}": limit for limit in pack.limits}


def limit_form(limit: Limit, names: Names) -> Mapping[str, Form]:
    """What a limit says, by the key a pack says it with; not its name, label and citation."""
    rules, others = "rules", "other_benefits"
    over = tuple(sorted(names.of(rules, names.of(others, name)) for name in limit.over))
    key = tuple(names.of("facts", str(each)) if each.fact else names.of("subjects", each.carrier) for each in limit.key)
    return {
        "kind": limit.kind,
        "bound": form(limit.bound.expr, names),
        "over": over,
        "key": tuple(sorted(key)),
        "per": limit.per,
        "from": formula_form(limit.since, names),
        "last_day": limit.last_day_included,
        "order_by": formula_form(limit.order_by, names),
        "when": formula_form(limit.when, names),
        "short": limit.short,
    }


def limit_pairs(old: Pack, new: Pack, rules: Sequence[Pair], names: Names) -> Iterator[Pair]:
    """The limits of both versions in pairs, rule by rule, the shared ones last; those of a rule that is gone are gone."""
    for pair in rules:
        olds = own_limits(old, old.rules[pair.old]) if pair.old is not None else []
        news = own_limits(new, new.rules[pair.new]) if pair.new is not None else []
        yield from _paired(olds, news, pair.old or "", pair.new or "", names)
    yield from _paired(old.limits, new.limits, "", "", names)


def _paired(olds: Sequence[Limit], news: Sequence[Limit], old: str, new: str, names: Names) -> Iterator[Pair]:
    taken = _taken(olds, news, names)
    back = {at: one for one, at in taken.items()}
    for at, limit in enumerate(news):
        yield Pair("limits", f"{old}/{olds[back[at]].name}" if at in back else None, f"{new}/{limit.name}")
    yield from (Pair("limits", f"{old}/{limit.name}", None) for at, limit in enumerate(olds) if at not in taken)


def _taken(olds: Sequence[Limit], news: Sequence[Limit], names: Names) -> dict[int, int]:
    """Which belongs to which, by number: those that say the same, then those of one name and kind, then the one of a kind."""
    before, after = [limit_form(each, names) for each in olds], [limit_form(each, SAME) for each in news]
    taken: dict[int, int] = {}

    def take(fits: Mapping[tuple[int, int], bool]) -> None:
        for (one, other), fit in fits.items():
            rivals = [pair for pair, each in fits.items() if each and (pair[0] == one) != (pair[1] == other)]
            free = one not in taken and other not in taken.values()
            if fit and free and not any(a not in taken and b not in taken.values() for a, b in rivals):
                taken[one] = other

    every = [(one, other) for one in range(len(olds)) for other in range(len(news))]
    take({(one, other): before[one] == after[other] and olds[one].name == news[other].name for one, other in every})
    take({(one, other): before[one] == after[other] for one, other in every})
    take({(one, other): (olds[one].name, olds[one].kind) == (news[other].name, news[other].kind) for one, other in every})
    take({(one, other): olds[one].kind == news[other].kind for one, other in every})
    return taken
