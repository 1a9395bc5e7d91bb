"""Messages about the closed form of packs and cases: kinds, keys, words, patterns (S2xx)."""

from __future__ import annotations

from engine.text.diagnostics import Message, Severity

E = Severity.ERROR

MESSAGES = [
    Message(
        "S201", "wrong-kind", E,
        "“{key}”处应当是{expected_zh}，这里是{actual_zh}", "`{key}` must be {expected_en}, here is {actual_en}",
        "{remedy_zh}", "{remedy_en}",
    ),
    Message(
        "S202", "unknown-key", E,
        "“{of}”没有键“{key}”{did_you_mean}", "`{of}` has no key `{key}`{did_you_mean}",
        "可用的键：{allowed}", "the keys are: {allowed}",
    ),
    Message(
        "S203", "missing-key", E,
        "“{of}”缺少键“{key}”", "`{of}` lacks the key `{key}`",
        "补上“{key}: …”（{about_zh}）", "add `{key}: …` ({about_en})",
    ),
    Message(
        "S204", "unknown-word", E,
        "“{key}”不能是“{text}”{did_you_mean}", "`{key}` cannot be `{text}`{did_you_mean}",
        "从这些词中选一个：{allowed}", "choose one of: {allowed}",
    ),
    Message(
        "S205", "wrong-form", E,
        "“{key}”的值“{text}”写法不对", "`{text}` is not how `{key}` is written",
        "应当是{form_zh}", "write {form_en}",
    ),
    Message(
        "S206", "not-a-name", E,
        "“{name}”不能用作名称：{reason_zh}", "`{name}` cannot be a name: {reason_en}",
        "名称用汉字，或字母、数字和下划线，不以数字开头，至多 64 个字符",
        "a name is made of letters of one script, digits and underscores, does not begin with a digit, and has at most 64 characters",
    ),
    Message(
        "S207", "empty-collection", E,
        "“{key}”是空的", "`{key}` is empty",
        "至少写一项，或删除“{key}”", "write at least one entry, or delete `{key}`",
    ),
    Message(
        "S208", "one-of-several-keys", E,
        "“{of}”须写且只写其中一个：{keys}", "`{of}` takes exactly one of: {keys}",
        "补上一个，或删除多余的", "add one, or delete the others",
    ),
    Message(
        "S209", "glued-key", E,
        "“{key}”处应当是映射；此处的“{text}”因{cause_zh}被读成了一段文字",
        "`{key}` must be a map; `{text}` was read as one text because of {cause_en}",
        "改用半角冒号和一个空格，例如“名称: 值”", "write an ASCII colon and a space, like `name: value`",
    ),
    Message(
        "S210", "empty-value", E,
        "“{key}”没有值", "`{key}` has no value",
        "写出值，或删除这一行", "write the value, or delete the line",
    ),
    Message(
        "S211", "too-many-findings", E,
        "问题太多，其余 {count} 处未列出", "there are too many findings; {count} more are not listed",
        "先改正以上各处，再检查一次", "correct these first, then check again",
    ),
]  # fmt: skip
