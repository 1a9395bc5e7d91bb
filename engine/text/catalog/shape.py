"""S2xx: a file whose keys or forms are not those of the format."""

from engine.text.diagnostics import Message, Severity

E = Severity.ERROR

MESSAGES = [
    Message(
        "S201", "unknown-key", E,
        "这里没有“{key}”这个键{did_you_mean}", "there is no key `{key}` here{did_you_mean}",
        "可用的键：{allowed}", "the keys here are: {allowed}",
    ),
    Message(
        "S202", "missing-key", E,
        "“{what}”缺少“{keys}”", "`{what}` lacks `{keys}`",
        "补上 {keys}", "add {keys}",
    ),
    Message(
        "S203", "wrong-form", E,
        "“{what}”处应当是{expected_zh}", "`{what}` must be {expected_en}",
        "按这种写法改写；核对缩进", "write it so; check the indentation",
    ),
    Message(
        "S204", "not-a-word-of-the-list", E,
        "“{what}”不能是“{text}”{did_you_mean}", "`{what}` cannot be `{text}`{did_you_mean}",
        "可用的值：{allowed}", "use one of: {allowed}",
    ),
    Message(
        "S205", "wrong-pattern", E,
        "“{text}”的写法不对", "`{text}` is not of the right form",
        "应当是{wanted_zh}", "it should be {wanted_en}",
    ),
    Message(
        "S206", "nothing-there", E,
        "“{what}”是空的", "`{what}` is empty",
        "填上内容，或删去这个键", "fill it in, or delete the key",
    ),
    Message(
        "S207", "too-long", E,
        "“{what}”超过{most}个字符", "`{what}` is longer than {most} characters",
        "缩短它", "make it shorter",
    ),
    Message(
        "S208", "split-by-comma", E,
        "表达式“{text}”被逗号分开了，后面的“{key}”成了一个键", "a comma ends the expression `{text}`, so that `{key}` became a key",
        "含逗号的表达式加引号，或不用花括号，另起一行写", "put an expression with commas in quotes, or write it on a line of its own, outside braces",
    ),
    Message(
        "S209", "band-begins-by-itself", E,
        "分段不写 from：每段从前一段的界限起，不会有空档", "a band has no `from`: each begins at the edge of the one before, so that no gap is left",
        "删去 from；前面缺的一段另写一段，如 below: 20", "delete `from`; write a stretch that is missing as a band of its own, like `below: 20`",
    ),
]  # fmt: skip
