"""Which subject of the case a line means that names it by ids."""

from __future__ import annotations

from collections.abc import Mapping

from engine.pack.case import Instance, Path, lines
from engine.pack.cases_values import first_line, read_id, scalar, shown
from engine.pack.document import Fields
from engine.text.diagnostics import Diagnostics
from engine.text.records import dataclass
from engine.text.render import suggest

SHOWN = 8  # of the ids there are


@dataclass(frozen=True)
class Paths:
    """The subjects of a case, looked up by the ids that a line states."""

    roots: Mapping[str, tuple[Instance, ...]]
    found: Diagnostics

    def ids(self, line: Fields, kinds: tuple[str, ...]) -> dict[str, str]:
        ids: dict[str, str] = {}
        for kind in kinds:
            text = scalar(line.get(kind), kind, self.found)
            stated = read_id(text, kind, self.found) if text else None
            if stated is not None:
                ids[kind] = stated
        return ids

    def filled(self, kinds: tuple[str, ...], ids: Mapping[str, str]) -> Path:
        """The path with parents, and a subject that stands alone, taken from the case where it has just one; else unknown."""

        def stated(place: int, kind: str) -> str | None:
            if kind in ids or (place > 0 and place == len(kinds) - 1):
                return ids.get(kind)
            there = [line[-1].id for line in lines(self.roots) if line[-1].kind == kind]
            return there[0] if len(there) == 1 else None

        return tuple((kind, stated(place, kind)) for place, kind in enumerate(kinds))

    def matching(self, kinds: tuple[str, ...], ids: Mapping[str, str]) -> list[Path]:
        of_kind = [line for line in lines(self.roots) if line[-1].kind == kinds[-1]]
        return [
            tuple((instance.kind, instance.id) for instance in line)
            for line in of_kind
            if all(ids.get(instance.kind, instance.id) == instance.id for instance in line)
        ]

    def one(self, kinds: tuple[str, ...], line: Fields) -> Path | None:
        """The one subject of the case that a decision is about."""
        ids = self.ids(line, kinds)
        paths = self.matching(kinds, ids)
        if not paths:
            self._absent(kinds, ids, line)
        elif len(paths) > 1:
            self.found.add("C752", first_line(line), kinds="、".join(kind for kind in kinds if kind not in ids) or kinds[-1])
        return paths[0] if len(paths) == 1 else None

    def must_exist(self, kinds: tuple[str, ...], ids: Mapping[str, str], line: Fields) -> None:
        """Note it where a line names a subject that the case does not have."""
        if ids and not self.matching(kinds, ids):
            self._absent(kinds, ids, line)

    def _absent(self, kinds: tuple[str, ...], ids: Mapping[str, str], line: Fields) -> None:
        kind = next((kind for kind in reversed(kinds) if kind in ids), kinds[-1])
        there = [each[-1].id for each in lines(self.roots) if each[-1].kind == kind]
        stated = ids.get(kind, "")
        near = "" if stated in there else suggest(stated, there)
        place = first_line(line.get(kind) or line)
        some = "、".join(shown(each) for each in there[:SHOWN]) + ("…" if there[SHOWN:] else "") or "[]"
        self.found.add("C751", place, kind=kind, id=shown(stated), did_you_mean=shown(near) if near else "", there=some)
