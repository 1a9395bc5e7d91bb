"""The readings an answer rests on: by number beside each award, with question and alternatives at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping

from engine.backends.prose import Speaker
from engine.backends.prose_values import either, say_day
from engine.pack.model import Pack
from engine.reports.page import Line


def readings(read: Mapping[str, str], speaker: Speaker) -> list[Line]:
    """The readings an answer rests on, by who stands behind them; the questions are asked in full at the end of the report."""
    lang = speaker.lang
    groups: dict[str, list[str]] = {}
    for name in as_stated(read, speaker.pack):
        said = f"{number(name, speaker)} {speaker.option(name, read[name])}"
        groups.setdefault(standing(name, read[name], speaker), []).append(said)
    return [Line(either(lang, "；", "; ").join(said) + aside(by, lang)) for by, said in groups.items()]


def aside(text: str, lang: str) -> str:
    """A remark in brackets."""
    return either(lang, f"（{text}）", f" ({text})")


def questions(read: Mapping[str, str], speaker: Speaker) -> list[Line]:
    """The same with their questions, the other ways to read, and who stands behind the one taken."""
    lang, lines = speaker.lang, []
    for name in as_stated(read, speaker.pack):
        reading = speaker.pack.readings.get(name)
        options = reading.options.values() if reading else ()
        others = [option.label.say(lang, option.name) for option in options if option.name != read[name]]
        said = either(lang, "采用：", "taken: ") + speaker.option(name, read[name])
        if others:
            said += either(lang, "；另可：", "; or: ") + either(lang, "／", " / ").join(others)
        under = Line(said + aside(standing(name, read[name], speaker), lang), "note")
        lines.append(Line(f"{number(name, speaker)} {reading.question.say(lang, name) if reading else name}", under=(under,)))
    return lines


def as_stated(names: Iterable[str], pack: Pack) -> list[str]:
    """Names of readings as the author of the pack put them; the pack holds them as they were typed, the first used first."""
    return sorted(names, key=lambda name: (pack.readings[name].place.start if name in pack.readings else sys.maxsize, name))


def number(name: str, speaker: Speaker) -> str:
    """A reading's number in the register of open points, else its name."""
    reading = speaker.pack.readings.get(name)
    return reading.register or name if reading else name


def standing_default(lang: str) -> str:
    """What is said of a reading that nobody has decided."""
    return either(lang, "默认口径，未经审定", "default, not decided by anyone")


def standing(name: str, option: str, speaker: Speaker) -> str:
    """Who stands behind the option taken."""
    lang, reading = speaker.lang, speaker.pack.readings.get(name)
    if reading is not None and reading.adopted is None:
        return either(lang, "本次指定；规则包未定", "chosen for this case; the pack adopts none")
    if reading is None or option != reading.adopted:
        return either(lang, "本次指定，不同于规则包采用的口径", "chosen for this case, other than the pack adopts")
    if reading.decided is None:
        return standing_default(lang)
    on = say_day(reading.decided.on, lang) if reading.decided.on else ""
    return either(lang, f"{on}{reading.decided.by}审定", f"decided by {reading.decided.by}" + (f" on {on}" if on else ""))
