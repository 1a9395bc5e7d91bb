"""What is wrong with an input, as data: a code, a place and the values its message needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import Enum

from engine.text.records import dataclass
from engine.text.source import Place


class Severity(Enum):
    """How much a finding matters: an error makes the input unusable, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of the catalogue: what is wrong, then what to do, in both languages.

    The texts hold `{placeholders}` filled from a diagnostic's values; both languages use the same ones.
    """

    code: str
    name: str
    severity: Severity
    zh: str
    en: str
    help_zh: str
    help_en: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a mistake in a pack, a case or a call, never an exception."""

    code: str
    place: Place | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    related: tuple[Place, ...] = ()
    cite: str = ""  # the provision concerned, printed under the excerpt


class Diagnostics:
    """Collects the findings of one stage."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []

    def add(self, code: str, place: Place | None, /, *, related: Iterable[Place] = (), cite: str = "", **values: object) -> None:
        """Note a finding; `values` fill the message's placeholders."""
        self.found.append(Diagnostic(code, place, {k: str(v) for k, v in values.items()}, tuple(related), cite))
