"""Which rules must be served so that a case can be answered: those whose claims a limit counts that may be on in this case."""

from __future__ import annotations

from dataclasses import field

from engine.backends.reference.world import World
from engine.pack.case import Case
from engine.pack.model import Pack
from engine.pack.reads import reads_of
from engine.pack.rule import Limit
from engine.pack.terms import Formula
from engine.text.records import dataclass

Readings = tuple[tuple[str, str], ...]


@dataclass
class Links:
    """The limits of a pack that count claims of several rules, and under which readings they are off."""

    pack: Pack
    switched: dict[int, frozenset[str]] = field(default_factory=dict)  # readings that alone switch a limit, by its id
    off: dict[tuple[int, Readings], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for limit in {id(each): each for rule in self.pack.rules.values() for each in rule.limits}.values():
            if limit.when is not None and len(self._counts(limit)) > 1 and self._by_readings(limit.when):
                self.switched[id(limit)] = frozenset(reads_of(self.pack, limit.when).readings)

    def served(self, case: Case, rules: frozenset[str]) -> frozenset[str]:
        """The rules that answers of these may turn on, themselves included."""
        found, more = frozenset[str](), rules
        while not more <= found:
            found |= more
            limits = [limit for name in found for limit in self.pack.rules[name].limits if not self._is_off(limit, case)]
            more = frozenset(each for limit in limits for each in self._counts(limit))
        return found

    def _counts(self, limit: Limit) -> list[str]:
        return [each for each in limit.over if each in self.pack.rules]

    def _by_readings(self, when: Formula) -> bool:
        """Whether a condition turns on nothing but readings that are names."""
        read = reads_of(self.pack, when)
        named = all(option.means is None for name in read.readings for option in self.pack.readings[name].options.values())
        return bool(read.readings) and named and not (read.facts or read.collections or read.past)

    def _is_off(self, limit: Limit, case: Case) -> bool:
        if id(limit) not in self.switched or limit.when is None:
            return False
        return all(self._off(limit, limit.when, each) for each in (*case.steps, case))

    def _off(self, limit: Limit, when: Formula, case: Case) -> bool:
        mine = tuple(sorted((name, option) for name, option in case.readings.items() if name in self.switched[id(limit)]))
        key = (id(limit), mine)
        if key not in self.off:
            nowhere = World(self.pack, case, dict(mine)).context(None)
            self.off[key] = nowhere.value(when) is False
        return self.off[key]
