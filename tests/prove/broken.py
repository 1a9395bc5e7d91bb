"""Ways to break sample.yaml, each with what no longer holds: what stands in it, what takes its place, the goal that is refuted."""

from pathlib import Path

HERE = Path(__file__).parent
CAP = """\
    limits:
      - {name: in_all, at_most: most_in_all, label: {zh: 累计不超过上限, en: no more than the ceiling in all}, cite: 第二条}
"""
BROKEN: dict[str, tuple[str, str, str]] = {
    "a_cap_removed": (CAP, "", "invariant/building_grant/half_a_million"),
    "a_gap_between_bands": (
        "{when: beds >= large_from,",
        "{when: beds > large_from,",
        "choice_complete/inspection",
    ),
    "a_rule_that_never_holds": (
        "{is: beds >= least_beds, label: {zh: 床位达到要求, en: has enough beds}, cite: 第二条}",
        "{is: beds >= large_from, label: {zh: 床位达到要求, en: has enough beds}, cite: 第二条}\n"
        "      - {is: beds < small_up_to, label: {zh: 是小型养老院, en: is a small home}, cite: 第二条}",
        "rule_reached/building_grant",
    ),
    "arms_that_overlap": (
        "{when: beds >= large_from,",
        "{when: beds >= small_up_to,",
        "choice_unambiguous/inspection/1+3",
    ),
    "an_arm_that_is_never_reached": (
        "{when: beds >= large_from,",
        "{when: beds > small_up_to and staff < 0,",
        "arm_reached/inspection/3",
    ),
    "an_option_that_changes_nothing": (
        "staff > 0 or carers == 'free'",
        "staff >= 0 or carers == 'free'",
        "option_counts/carers=free",
    ),
    "a_condition_that_adds_nothing": (
        "{is: beds >= least_beds, label: {zh: 床位达到要求, en: has enough beds}, cite: 第二条}",
        "{is: beds >= least_beds, label: {zh: 床位达到要求, en: has enough beds}, cite: 第二条}\n"
        "      - {is: beds > 5, label: {zh: 床位在5张以上, en: has more than five beds}, cite: 第二条}",
        "condition_counts/building_grant/3",
    ),
    "a_floor_above_its_ceiling": (
        "amount: {from: prize_least, up_to: prize_most}",
        "amount: {from: prize_least * staff, up_to: prize_most}",
        "range_in_order/prize",
    ),
    "a_cap_that_a_reading_lifts": (
        "{name: in_all, at_most: most_in_all,",
        "{name: in_all, at_most: most_in_all, when: carers == 'required',",
        "invariant/building_grant/half_a_million",
    ),
    "a_maximum_of_nothing": (
        "      - {is: staff > 0 or carers == 'free',",
        '      - {is: "as_of > max(past, past.as_of) + months(6)", label: {zh: 距上次满六个月, en: six months after the last}}\n'
        "      - {is: staff > 0 or carers == 'free',",
        "always_answered/prize",
    ),
}


def text(name: str) -> str:
    """The pack with this one thing broken."""
    sample = (HERE / "sample.yaml").read_text(encoding="utf-8")
    old, new, _ = BROKEN[name]
    assert sample.count(old) == 1, name
    return sample.replace(old, new)
