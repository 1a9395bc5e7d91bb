"""The words of a blank case file, Chinese and English side by side."""

from __future__ import annotations

Pair = tuple[str, str]

WORDS: dict[str, Pair] = {
    "head": (
        "空白个案：冒号后填写，不知道的留空。留空就是不明，不会当作“否”或零。",
        "A blank case: write after the colons, leave empty what is not known. Empty is unknown, never “no” or zero.",
    ),
    "case": ("个案名称，任意", "a name for this case, any text"),
    "as_of": ("申请日", "the day of application"),
    "period": (
        "所属期：补的是哪一年（2023）或哪一月（2023-05）；几个写成 [2022, 2023]",
        "the year (2023) or month (2023-05) that is claimed; several as [2022, 2023]",
    ),
    "claims": (
        "申领哪些；删除这一项就是全部。只为其中一个对象或所属期申领的，写成：",
        "what is claimed; delete this entry to claim everything. For one subject or period only, write:",
    ),
    "any_claims": (
        "申领哪些，留空就是全部。逐项写规则名；只为其中一个对象或所属期申领的，连同 id 写在花括号中。例如：",
        "what is claimed; empty is everything. Name rules one by one, in braces with ids for one subject or period only, like:",
    ),
    "rules": ("可写的规则名：", "the rules there are:"),
    "several": (
        "只有一个时可不写 id；有几个时改写成列表，每个以“- ”开头并写明不同的 id",
        "One alone needs no id; several are a list, each beginning with `- ` and with an id of its own",
    ),
    "none": ("没有就写 []", "write [] if there is none"),
    "certified": ("由{0}认定", "certified by {0}"),
    "evidence": ("凭{0}", "shown by {0}"),
    "cite": ("依据{0}", "under {0}"),
    "otherwise": (
        "以下事实只在改用口径 {0} 时用到，届时去掉行首的 # 再填：",
        "needed only for the reading {0}; then remove the # and fill in:",
    ),
    "several_readings": (
        "以下事实只在同时改用几个口径时用到，届时去掉行首的 # 再填：",
        "needed only where several readings are taken otherwise; then remove the # and fill in:",
    ),
    "or": ("，或 ", " or "),
    "history": (
        "既往兑付，每笔一行。从未兑付写 []；不知道就留空，此时有限额的待遇都不能确定。例如：",
        "paid before, one line each; [] if nothing was. Empty is not known, and then nothing with a limit is certain. Like this:",
    ),
    "other_benefits": (
        "按其他文件已付的，也在这里逐笔写明（不写就当作没有）：",
        "what other instruments paid stands here too (what is left out counts as not paid):",
    ),
    "decisions": (
        "已经审定的金额，每笔一行；没有就留空。例如：",
        "amounts an officer has decided, one line each; empty if none. For example:",
    ),
    "readings": (
        "解释口径，留空即用默认的一种",
        "how open points of the text are read; empty takes the default",
    ),
    "default": ("默认", "default"),
    "bool": ("true 或 false", "true or false"),
    "int": ("整数", "a whole number"),
    "ratio": ("数字，至多{0}位小数", "a number, at most {0} decimals"),
    "money": ("金额，写明单位，如 3万元", "money with its unit, like 30000元"),
    "date": ("日期，如 2022-03-01", "a date like 2022-03-01"),
    "dates": ("日期列表，如 [2022-03-01, 2022-05-01]，没有写 []", "dates like [2022-03-01, 2022-05-01], [] for none"),
    "id": ("名称或编号", "a name or number"),
    "range": ("{0}至{1}", "{0} to {1}"),
    "not_after": ("不晚于申请日", "not after the day of application"),
}


def say(word: str, lang: str, *values: object) -> str:
    """A phrase in `lang` ("zh" or "en"), its numbered places filled."""
    return WORDS[word][lang == "en"].format(*values)
