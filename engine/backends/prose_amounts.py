"""What a rule gives, by whom and in which instalments, in words; likewise what a target or duty asks."""

from __future__ import annotations

from engine.backends.prose import Speaker
from engine.backends.prose_limits import is_always, is_never
from engine.backends.prose_phrases import is_nil
from engine.backends.prose_values import either, listed
from engine.pack.rule import Amount, Duty, Part, Payer, Payers, Target
from engine.pack.terms import Formula, InForce

UNITS = {"months": ("每月", "per month"), "persons": ("每人", "per person"), "years": ("每年", "per year")}
UNSTATED = ("未载明", "not stated in the text")


def say_amount(amount: Amount, speaker: Speaker) -> str:
    """What is paid."""
    lang = speaker.lang
    if amount.kind == "elsewhere":
        other = amount.instrument.say(lang)
        return either(
            lang,
            f"依其他文件{f'：{other}' if other else ''}，本办法未定数额",
            f"fixed by another instrument{f': {other}' if other else ''}",
        )
    if amount.kind == "unstated":
        return either(lang, "本办法未载明标准", "the text states no amount")
    if amount.kind == "decided" and amount.ceiling is not None:
        return _decided(amount.floor, amount.ceiling, speaker)
    value = speaker.settled(amount.value.expr) if amount.value else ""
    if amount.kind == "each" and amount.times is not None:
        per = either(lang, *UNITS.get(amount.unit, ("每份", "each")))
        times = speaker.settled(amount.times.expr)
        first = "" if value.startswith("每") else per  # 每名合伙人, not 每人每名合伙人
        return either(lang, f"{first}{value}，按{times}计", f"{value} {per}, for {times}")
    return value


def _decided(floor: Formula | None, ceiling: Formula, speaker: Speaker) -> str:
    lang = speaker.lang
    least = speaker.settle(floor.expr) if floor else None
    most = speaker.settle(ceiling.expr)
    if least is None or is_nil(least):
        return either(
            lang,
            f"不超过{speaker.plain(most)}，具体金额由主管部门审定",
            f"up to {speaker.plain(most)}; an officer decides the amount",
        )
    if least == most:
        return speaker.plain(most)
    low, high = speaker.plain(least), speaker.plain(most)
    return either(
        lang, f"{low}至{high}，在此范围内由主管部门审定", f"{low} to {high}; an officer decides the amount within this range"
    )


def say_payers(payers: Payers, speaker: Speaker) -> str:
    """Who pays."""
    lang = speaker.lang
    match payers.kind:
        case "unstated":
            return either(lang, *UNSTATED)
        case "split":
            return listed([_share(payer, speaker) for payer in payers.payers], lang)
        case "chosen":
            return _first_that_holds(payers.payers, speaker)
        case _:
            return listed([say_payer(payer.name, lang) for payer in payers.payers], lang)


def say_payer(name: str, lang: str) -> str:
    """A payer as the pack names it; 未载明 is no name."""
    return either(lang, *UNSTATED) if name == UNSTATED[0] else name


def _share(payer: Payer, speaker: Speaker) -> str:
    share = speaker.settled(payer.share.expr) if payer.share else either(speaker.lang, "其余部分", "the rest")
    return f"{payer.name} {share}"


def _first_that_holds(payers: tuple[Payer, ...], speaker: Speaker) -> str:
    said: list[str] = []
    for payer in payers:
        if is_never(payer.when, speaker):
            continue
        if payer.when is None or is_always(payer.when, speaker):
            rest = either(speaker.lang, "其他情形为", "otherwise ") if said else ""
            return listed([*said, f"{rest}{say_payer(payer.name, speaker.lang)}"], speaker.lang)
        condition = speaker.clause(speaker.settle(payer.when.expr))
        said.append(either(speaker.lang, f"{condition}的为{payer.name}", f"{payer.name} if {condition}"))
    return listed(said, speaker.lang)


def say_part(part: Part, number: int, speaker: Speaker) -> str:
    """One instalment."""
    lang = speaker.lang
    name = part.label.say(lang, either(lang, f"第{number}期", f"instalment {number}"))
    text = speaker.settled(part.share.expr) if part.share else either(lang, "其余部分", "the rest")
    text = either(lang, f"{name}：{text}", f"{name}: {text}")
    if part.due is not None:
        day = speaker.settled(part.due.expr)
        text += either(lang, f"，{day}应付", f", due on {day}")
    if part.when is not None and not is_always(part.when, speaker):
        condition = speaker.bare(part.when.expr)
        text += either(
            lang, f"；条件：{condition}，不符的只丧失本期", f"; on condition: {condition}, else this instalment alone is lost"
        )
    return text


def say_target(target: Target, speaker: Speaker) -> str:
    """What is to be reached, and by when."""
    lang = speaker.lang
    subject = speaker.settled(target.count.expr)
    if target.of is not None:
        whole = speaker.settled(target.of.expr)
        subject = either(lang, f"{subject}占{whole}的比例", f"the share of {subject} in {whole}")
    verb = " is" if target.of is not None else ":"  # what is counted may be a plural; a share is one thing
    text = subject
    if target.at_least is not None:
        text += either(lang, "达到{}", f"{verb} at least {{}}").format(speaker.plain(target.at_least.expr))
    if target.at_most is not None:
        joint = either(lang, "，", ",") if target.at_least is not None else either(lang, "", verb)
        text += joint + either(lang, "不超过{}", " at most {}").format(speaker.plain(target.at_most.expr))
    if target.by is not None:
        day = speaker.plain(target.by.expr)
        text = either(lang, f"至{day}（含当日），{text}", f"by {day} (included), {text}")
    return text


def say_duty(duty: Duty, speaker: Speaker) -> str:
    """What is to be done again and again."""
    event, every, counted = (speaker.plain(each.expr) for each in (duty.event, duty.every, duty.counted))
    if counted in ("rolling", "calendar"):
        words = {
            "rolling": ("自上次起滚动计算", "counted from the time before"),
            "calendar": ("按固定日历时段计算", "counted in calendar slots"),
        }
        counted = either(speaker.lang, *words[counted])
    return either(speaker.lang, f"{event}：每{every}一次，{counted}", f"{event}: once every {every}, {counted}")


def say_in_force(in_force: InForce | None, speaker: Speaker) -> str:
    """From which day to which."""
    lang = speaker.lang
    if in_force is None:
        return either(lang, "未载明", "not stated")
    since = speaker.settled(in_force.since.expr) if in_force.since else ""
    until = speaker.settled(in_force.until.expr) if in_force.until else ""
    if in_force.until and speaker.open_ended(in_force.until.expr):
        until, note = "", until
    else:
        note = either(lang, "未定截止日", "without an end")
    first = either(lang, f"自{since}起", f"from {since}") if since else ""
    last = either(lang, f"至{until}止", f"until {until}") if until else note
    return either(lang, "，", ", ").join(each for each in (first, last) if each)
