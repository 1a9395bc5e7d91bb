"""L4xx: what is allowed in a pack but probably a slip."""

from engine.text.diagnostics import Message, Severity

W = Severity.WARNING

MESSAGES = [
    Message(
        "L401", "unread-fact", W,
        "事实“{name}”没有任何规则读取", "no rule reads the fact `{name}`",
        "删去它，或在规则中使用；否则经办人会向申请人要一份没有用处的材料",
        "delete it, or use it in a rule; else clerks ask applicants for what nobody needs",
    ),
    Message(
        "L402", "unused-parameter", W,
        "参数“{name}”没有任何规则使用", "no rule uses the parameter `{name}`",
        "删去它，或在规则中使用；改动这个数字现在不影响任何结果",
        "delete it, or use it in a rule; as it is, changing the number changes nothing",
    ),
    Message(
        "L412", "unlisted-provision", W,
        "出处“{cite}”不在 provisions 之列{did_you_mean}", "the provision `{cite}` is not among `provisions`{did_you_mean}",
        "改成所列的写法，或在 provisions 中补上这一条", "write it as it is listed, or add it to `provisions`",
    ),
    Message(
        "L481", "ignore-without-reason", W,
        "忽略提示而没有写明编号和理由", "an ignore without a code and a reason",
        "写成 # lint: ignore L401 理由", "write it like # lint: ignore L401 the reason",
    ),
    Message(
        "L482", "ignore-of-no-warning", W,
        "“{code}”不是可以忽略的提示{did_you_mean}", "`{code}` is no warning that can be ignored{did_you_mean}",
        "写一个提示的编号；错误不能忽略", "write the code of a warning; errors cannot be ignored",
    ),
    Message(
        "L483", "idle-ignore", W,
        "此处忽略 {code}，而这里没有这个提示", "{code} is ignored here, but there is no such finding",
        "删去它；问题已经不在，或者位置写错了", "delete it; what it was for is gone, or it stands in the wrong place",
    ),
]  # fmt: skip
