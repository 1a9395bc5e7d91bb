"""L4xx: what is allowed in a pack but probably a slip."""

from engine.text.diagnostics import Message, Severity

E, W = Severity.ERROR, Severity.WARNING

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
        "L403", "unused-definition", W,
        "定义“{name}”没有任何规则使用", "no rule uses the definition `{name}`",
        "删去它，或写进规则的条件", "delete it, or let a rule ask for it",
    ),
    Message(
        "L404", "unused-reading", W,
        "解释口径“{name}”没有任何规则使用", "no rule uses the reading `{name}`",
        "删去它，或在它所解释的规则中使用；只作记录的疑问写在 notes 中",
        "delete it, or use it in the rule it explains; a point that is only on record belongs under `notes`",
    ),
    Message(
        "L405", "unused-subject", W,
        "没有规则涉及对象“{name}”", "no rule is about `{name}`",
        "删去它，或写出它的规则", "delete it, or write the rule about it",
    ),
    Message(
        "L406", "unused-benefit", W,
        "没有限额计入其他补贴“{name}”", "no limit counts the other benefit `{name}`",
        "写进限额的 over，或删去它", "name it in the `over` of a limit, or delete it",
    ),
    Message(
        "L411", "uncited-number", W,
        "“{name}”的数字或日期没有出处", "`{name}` states an amount or a date without a citation",
        "补上 cite；数字来自别的文件的，写 source", "add `cite`, or `source` if it comes from another text",
    ),
    Message(
        "L412", "unlisted-provision", W,
        "出处“{cite}”不在 provisions 之列{did_you_mean}", "the provision `{cite}` is not among `provisions`{did_you_mean}",
        "改成所列的写法，或在 provisions 中补上这一条", "write it as it is listed, or add it to `provisions`",
    ),
    Message(
        "L413", "silent-provision", W,
        "条款“{cite}”既没有规则，也没有写明为何不计算", "the provision `{cite}` has neither a rule nor a reason why nothing is computed",
        "写出它的规则并以 cite 指明，或写 not_computed", "write its rule and cite it, or state `not_computed`",
    ),
    Message(
        "L414", "computed-after-all", W,
        "条款“{cite}”写明不计算，而“{name}”依据它", "the provision `{cite}` is said not to be computed, but `{name}` rests on it",
        "删去 not_computed，或改正出处", "delete `not_computed`, or correct the citation",
    ),
    Message(
        "L415", "label-in-one-language", W,
        "这个名称或说明缺少“{lang}”", "this label lacks `{lang}`",
        "写成 {{zh: …, en: …}}", "write it like {{zh: …, en: …}}",
    ),
    Message(
        "L416", "number-typed-twice", W,
        "同一条款的“{text}”写了不止一次", "`{text}` is typed more than once under the same provision",
        "定为一个参数，各处写参数名（已有的：{name}）", "make it a parameter and write its name in each place (there is: {name})",
    ),
    Message(
        "L417", "inclusiveness-contradicted", W,
        "这个比较与“{cite}”概述中的“{said}”相反：正好等于这个数的归到了另一边",
        "this comparison contradicts {said} in the summary of {cite}: what is exactly that number falls on the other side",
        "把 < 与 <=（> 与 >=，below 与 up_to）对换，或改正概述；以上、以下、以内含本数，不满、超过、以外不含",
        "change < with <= (> with >=, below with up_to), or correct the summary; 以上, 以下 and 以内 include the number, 不满, 超过 and 以外 do not",
    ),
    Message(
        "L418", "amount-not-in-summary", W,
        "参数“{name}”的{amount}不在“{cite}”的概述之中", "the summary of {cite} does not state the {amount} of `{name}`",
        "对照原文，改正参数、出处或概述", "compare both with the text, and correct the parameter, its citation or the summary",
    ),
    Message(
        "L419", "translation-differs", W,
        "中英文说的金额不同：{amounts}只在一种语言中", "the amounts differ between Chinese and English: {amounts} stands in one of them only",
        "对照条款，改正说错的一种", "compare both with the provision, and correct the one that is wrong",
    ),
    Message(
        "L421", "always-true", W,
        "条件“{text}”总是成立", "the condition `{text}` is always true",
        "改正它，或删去它", "correct it, or delete it",
    ),
    Message(
        "L422", "never-true", W,
        "条件“{text}”永不成立", "the condition `{text}` is never true",
        "改正它；核对比较的方向、数字和事实的取值范围",
        "correct it: look at the direction of the comparison, the number, and the range of the fact",
    ),
    Message(
        "L423", "never-together", W,
        "规则“{name}”的各项条件不可能同时成立", "the conditions of the rule `{name}` cannot hold together",
        "改正其中一项；用“或者”连接的写在同一项中", "correct one of them; alternatives belong in one condition, joined by `or`",
    ),
    Message(
        "L424", "redundant-condition", W,
        "其余各项已经保证“{text}”", "`{text}` follows from the other conditions",
        "删去它，或改正其余各项", "delete it, or correct the others",
    ),
    Message(
        "L425", "repeated-condition", W,
        "规则“{name}”两次写了条件“{text}”", "the rule `{name}` states the condition `{text}` twice",
        "删去一个", "delete one of them",
    ),
    Message(
        "L431", "duplicate-rule", W,
        "规则“{name}”与“{other}”的对象、条件和数额都相同", "the rule `{name}` gives the same to the same as `{other}`",
        "删去一条，或改正抄来的那条", "delete one, or correct the one that was copied",
    ),
    Message(
        "L432", "shadowed-rule", W,
        "规则“{name}”永远轮不到：符合它的都先得了“{other}”", "the rule `{name}` never gets its turn: whoever meets it gets `{other}` first",
        "把条件更窄的规则写在前面，或改正共用的限额", "put the narrower rule first, or correct the limit they share",
    ),
    Message(
        "L433", "choose-falls-through", W,
        "规则“{name}”可以一路也不走，例如 {example}", "no arm of the rule `{name}` need hold, as where {example}",
        "补上 otherwise，或补上缺的一路", "add `otherwise`, or the arm that is missing",
    ),
    Message(
        "L434", "unreachable-arm", W,
        "这一路永远轮不到：前面的已经管住了所有情形", "this is never reached: what stands before it takes every case",
        "改正门槛或次序，或删去它", "correct the threshold or the order, or delete it",
    ),
    Message(
        "L435", "unreachable-band", W,
        "参数“{name}”的这一档在“{fact}”的取值范围之外", "this band of `{name}` lies outside what `{fact}` may be",
        "改正档的边界，或改正事实的 from、up_to", "correct the edge of the band, or the `from` and `up_to` of the fact",
    ),
    Message(
        "L436", "idle-otherwise", W,
        "参数“{name}”已写全每个取值，otherwise 用不上", "the parameter `{name}` covers every value, so that its `otherwise` never counts",
        "删去 otherwise；以后增加取值时会提示补上", "delete `otherwise`; when a value is added you will be asked for its number",
    ),
    Message(
        "L437", "dead-number", W,
        "“{name}”的这个数到{since}就已改掉，而办法最早自{first}起施行", "this number of `{name}` ended on {since}, before the measure applies from {first}",
        "删去它，或改正日期", "delete it, or correct the day",
    ),
    Message(
        "L441", "idle-limit", W,
        "限额“{name}”永远不起作用", "the limit `{name}` never binds",
        "改正它的数字、key 或 per，或删去它；另一处已经更严", "correct its number, `key` or `per`, or delete it; the other place is stricter",
    ),
    Message(
        "L442", "amount-above-limit", W,
        "规则“{name}”的数额可达{amount}，超过自己的限额{limit}", "the amount of the rule `{name}` may be {amount}, above its own limit of {limit}",
        "改正数额或限额", "correct the amount or the limit",
    ),
    Message(
        "L443", "empty-total", W,
        "目标“{name}”的总数“{text}”可以是零，而没有个案写明届时无从衡量",
        "the total `{text}` of the target `{name}` may be nil, and no case shows that it is then not measurable",
        "事实不会是零的写 from: 1；否则补一个个案，预期 not_measurable",
        "give the fact `from: 1` if it is never nil; else add a case that expects not_measurable",
    ),
    Message(
        "L451", "options-agree", W,
        "解释口径“{name}”的选项“{one}”和“{other}”结果总是一样", "the options `{one}` and `{other}` of the reading `{name}` always agree",
        "在规则中区分它们，或只留一个", "let a rule tell them apart, or keep one",
    ),
    Message(
        "L461", "rule-without-case", W,
        "没有个案写明规则“{name}”的预期", "no case expects anything of the rule `{name}`",
        "在旁边的个案文件中补一个，写上 expect", "add one with `expect` to the cases beside the pack",
    ),
    Message(
        "L462", "impossible-case", W,
        "个案写的情形不可能有：{what}", "the case is of something that cannot be: {what}",
        "对照办法和规则，改正个案或规则", "compare it with the measure and the rule, and correct the case or the rule",
    ),
    Message(
        "L471", "expired", W,
        "本办法{state_zh}{last}到期", "the measure {state_en} on {last}",
        "先定下延续、修订还是废止，再改 until；留作存档的，用 # lint: ignore L471 理由",
        "let it be decided whether it goes on, then change `until`; of one that is kept on file say # lint: ignore L471 the reason",
    ),
    Message(
        "L472", "never-in-force", W,
        "“{name}”施行的首日在末日之后", "the first day of `{name}` in force lies after its last",
        "改正 from 或 until", "correct `from` or `until`",
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
    Message(
        "L484", "not-mended", E,
        "{path} 写不进去，没有改正：{reason}", "{path} cannot be written, so nothing was mended: {reason}",
        "核对文件和文件夹的权限，或先复制一份", "see to the permissions of the file and its folder, or mend a copy",
    ),
]  # fmt: skip
