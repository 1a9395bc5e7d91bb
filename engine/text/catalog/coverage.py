"""V1xx: what the cases of a pack reach of it, and the cases on either side of its thresholds."""

from engine.text.diagnostics import Message, Severity

E, W = Severity.ERROR, Severity.WARNING

MESSAGES = [
    Message(
        "V101", "not-reached", W,
        "没有个案使“{text}”得出：{ways_zh}", "no case makes `{text}` come out as: {ways_en}",
        "补一个这样的个案；确实不可能的，在该行写 # lint: ignore V101 理由", "add such a case; if there can be none, write `# lint: ignore V101 why` in that line",
    ),
    Message(
        "V102", "below-what-is-asked", E,
        "个案覆盖 {share}，低于要求的 {least}", "the cases reach {share}, less than the {least} asked for",
        "运行 tiaokuan coverage 查看未到之处", "run `tiaokuan coverage` to see what is not reached",
    ),
    Message(
        "V103", "not-a-percentage", E,
        "{option} 应为 0 到 100 的数，不能是“{text}”", "{option} takes a number from 0 to 100, not `{text}`",
        "例如 100 或 97.5", "for example 100 or 97.5",
    ),
    Message(
        "V105", "not-turned", W,
        "没有找到“{text}”两侧的个案", "no case on either side of `{text}` was found",
        "手工写这两个个案；另给出一个接近它的个案（--cases）也可能找到", "write the two by hand; a case near it (`--cases`) to start from may help too",
    ),
    Message(
        "V104", "no-way-in", W,
        "没有找到使规则“{rule}”得到肯定答复的事实，它的门槛没有生成个案", "no facts were found under which the rule `{rule}` says yes, so its thresholds get no cases",
        "给出一个符合条件的个案（--cases），以它为起点", "give a case that meets its conditions (--cases) to start from",
    ),
]  # fmt: skip
