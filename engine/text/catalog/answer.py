"""E8xx: what an officer should know of an answer though it changes no result."""

from engine.text.diagnostics import Message, Severity

MESSAGES = [
    Message(
        "E801", "review-due", Severity.WARNING,
        "自{since}起须先复核：{label_zh}", "a review has been due since {since}: {label_en}",
        "确认本办法仍然适用，再作决定", "make sure that the measure still applies before you decide",
    ),
    Message(
        "E802", "unusual", Severity.WARNING,
        "与办法的一般情形不同（{rule}）：{label_zh}", "not what the measure usually expects ({rule}): {label_en}",
        "不影响金额；说明理由即可", "it changes no amount; give a reason",
    ),
]  # fmt: skip
