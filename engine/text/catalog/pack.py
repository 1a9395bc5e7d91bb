"""P5xx: a pack whose shape is right but whose meaning is not."""

from engine.text.diagnostics import Message, Severity

E, W = Severity.ERROR, Severity.WARNING

MESSAGES = [
    Message(
        "P501", "wrong-kind", E,
        "“{what}”处应当是{expected_zh}", "`{what}` must be {expected_en}",
        "按文档中的写法改写这一处", "write it as the documentation shows",
    ),
    Message(
        "P502", "not-a-choice", E,
        "“{what}”不能是“{text}”{did_you_mean}", "`{what}` cannot be `{text}`{did_you_mean}",
        "可用的值：{allowed}", "use one of: {allowed}",
    ),
    Message(
        "P503", "not-a-quantity", E,
        "“{what}”的值“{text}”不是{type_zh}", "`{text}` for `{what}` is not {type_en}",
        "写法如 {example}", "write it like {example}",
    ),
    Message(
        "P504", "missing-key", E,
        "“{what}”缺少“{key}”", "`{what}` lacks `{key}`",
        "补上 {key}", "add {key}",
    ),
    Message(
        "P505", "circular", E,
        "循环定义：{circle}", "a circular definition: {circle}",
        "让其中一个不再引用其余各个", "make one of them stand without the others",
    ),
    Message(
        "P506", "wrong-type", E,
        "“{what}”需要{expected_zh}，这里得到{actual_zh}", "`{what}` needs {expected_en}, this gives {actual_en}",
        "改写表达式，或改用类型相符的事实、参数", "rewrite the expression, or use a fact or parameter of that type",
    ),
    Message(
        "P507", "not-a-name", E,
        "“{name}”不能用作名称", "`{name}` cannot be a name",
        "名称由汉字、字母、数字、下划线组成，不以数字开头，不用全角字母，也不用 and、or、if 等保留词",
        "names are letters, digits and underscores, do not begin with a digit, have no full-width letters and are no reserved word",
    ),
    Message(
        "P508", "name-clash", E,
        "名称“{name}”已有他用", "the name `{name}` is taken",
        "换一个名称：对象、参数、解释口径、系统给定的名称互不重复，也不与事实、定义同名",
        "choose another: subjects, parameters, readings and given names may not clash with each other or with facts and definitions",
    ),
    Message(
        "P509", "unknown-subject", E,
        "没有名为“{name}”的对象{did_you_mean}", "there is no subject `{name}`{did_you_mean}",
        "改正名称，或先在 subjects 中写出它", "correct the name, or declare it under subjects",
    ),
    Message(
        "P510", "unknown-type", E,
        "“{text}”不是事实的类型{did_you_mean}", "`{text}` is not a type of fact{did_you_mean}",
        "用 bool、int、number(2)、money、date、dates、id，或一个不重复的取值列表",
        "use bool, int, number(2), money, date, dates, id, or a list of different names",
    ),
    Message(
        "P511", "range-of-no-number", E,
        "“{key}”只用于数字和金额", "`{key}` is for numbers and money only",
        "删去它；日期用 not_after", "delete it; for dates there is not_after",
    ),
    Message(
        "P512", "empty-range", E,
        "取值范围为空：从{low}到{high}", "the range is empty: from {low} to {high}",
        "让 from 不大于 up_to", "let from be no more than up_to",
    ),
    Message(
        "P513", "value-or-table", E,
        "参数“{name}”须恰好写一种：value，或 by 加 values，或 by 加 bands",
        "the parameter `{name}` must have exactly one of: value; by with values; by with bands",
        "写上其中一种，只写一种", "write one of them, and only one",
    ),
    Message(
        "P514", "unknown-column", E,
        "没有可作分档依据的事实“{name}”{did_you_mean}", "there is no one fact `{name}` to go by{did_you_mean}",
        "写事实名；几个对象都有同名事实时写 对象.事实", "name a fact; write subject.fact where several subjects have one of that name",
    ),
    Message(
        "P515", "bands-of-no-number", E,
        "“{name}”不是数字，不能分段", "`{name}` is no number, so it has no bands",
        "用 values 逐一列出它的取值", "list its values under values",
    ),
    Message(
        "P516", "unknown-option", E,
        "采用的口径“{name}”不在选项中{did_you_mean}", "the adopted option `{name}` is not among the options{did_you_mean}",
        "可选：{options}", "the options are: {options}",
    ),
    Message(
        "P517", "mixed-options", E,
        "解释口径“{name}”的选项“{option}”没有 means，而其他选项有", "the option `{option}` of the reading `{name}` has no means, others have",
        "要么每个选项都写 means，要么都不写", "give every option a means, or none",
    ),
    Message(
        "P518", "options-differ", E,
        "解释口径“{name}”各选项的类型不同：{types_zh}", "the options of the reading `{name}` are of different types: {types_en}",
        "让各选项的类型一致", "let all options be of one type",
    ),
    Message(
        "P519", "band-edge", E,
        "第{number}段：除最后一段外，每段须恰有 up_to（含）或 below（不含）之一，最后一段没有",
        "band {number}: every band but the last has exactly one of up_to (edge included) and below (edge excluded); the last has none",
        "补上或删去这一段的界限", "add or delete the edge of this band",
    ),
    Message(
        "P520", "bands-not-rising", E,
        "第{number}段的界限没有高过前一段：有重叠", "band {number} does not end above the one before: they overlap",
        "按从小到大排列各段", "put the bands in rising order",
    ),
    Message(
        "P521", "parameter-not-quantity", E,
        "“{text}”不是带单位的数", "`{text}` is no number with a unit",
        "写成例如 3万元、70%、12个月、2025-12-31 或整数", "write it like 3万元, 70%, 12个月, 2025-12-31 or a whole number",
    ),
    Message(
        "P522", "table-types-differ", E,
        "参数“{name}”各项的类型不同：{types_zh}", "the values of the parameter `{name}` are of different types: {types_en}",
        "让各项同为金额、比例、时间长度等一种", "let them all be money, or ratios, or lengths of time …",
    ),
    Message(
        "P523", "table-has-gaps", E,
        "参数“{name}”没有列出：{missing}", "the parameter `{name}` has no value for: {missing}",
        "补上这些取值，或写 otherwise", "add these values, or an otherwise",
    ),
    Message(
        "P524", "one-kind-of-rule", E,
        "规则“{name}”须恰好有 amount、choose、target、duty 之一，现有：{kinds}",
        "the rule `{name}` must have exactly one of amount, choose, target and duty; it has: {kinds}",
        "四种中写一种，只写一种；分属两种的写成两条规则", "write one of them, and only one; make two rules of what is of two kinds",
    ),
    Message(
        "P525", "stray-key", E,
        "“{key}”只用于给付金额的规则，这条规则是 {kind}", "`{key}` is for rules with an amount; this rule has a {kind}",
        "删去它", "delete it",
    ),
    Message(
        "P526", "amount-form", E,
        "amount 不认得这样的写法：{keys}", "amount cannot have these keys: {keys}",
        "写表达式，或 {{each, times}}、{{up_to}}、{{from, up_to}}、elsewhere、unstated 之一",
        "write an expression, or one of {{each, times}}, {{up_to}}, {{from, up_to}}, elsewhere, unstated",
    ),
    Message(
        "P527", "choose-form", E,
        "choose 的第{number}项须有 when 和 result；otherwise 只能在最后",
        "item {number} of choose needs when and result; only the last may be otherwise",
        "补上 when，或把 otherwise 移到最后", "add a when, or move otherwise to the end",
    ),
    Message(
        "P528", "target-without-goal", E,
        "目标没有写明要达到多少", "the target does not say what is to be reached",
        "写 at_least 或 at_most", "add at_least or at_most",
    ),
    Message(
        "P530", "rest-is-last", E,
        "第{number}期：恰有最后一期的 share 写 rest", "part {number}: the last part, and only the last, has share: rest",
        "把余额放在最后一期", "let the last part take the rest",
    ),
    Message(
        "P531", "one-rest", E,
        "分担比例中须恰有一方写 rest，现有 {count} 方", "exactly one payer takes the rest, {count} do",
        "把余额留给一方", "give the rest to one payer",
    ),
    Message(
        "P532", "payer-otherwise", E,
        "支付方的第{number}项：最后一项写 otherwise，其余各项写 when 和 name",
        "payer {number}: the last has otherwise, the others when and name",
        "补上最后的 otherwise，如 {{otherwise: 未载明}}", "end with an otherwise, like {{otherwise: 未载明}}",
    ),
    Message(
        "P533", "shares-above-whole", E,
        "各份合计为 {total}，超过全部（或有负数）", "the shares add up to {total}, more than the whole (or one is negative)",
        "改小各份，余额写 rest", "make them smaller and let the rest be rest",
    ),
    Message(
        "P534", "limit-over-nothing", E,
        "共用限额须用 over 写明约束哪些规则", "a shared limit must say with over which rules it binds",
        "写 over: [规则, …]", "write over: [rule, …]",
    ),
    Message(
        "P535", "limit-name-twice", E,
        "限额“{name}”重名", "two limits are called `{name}`",
        "用 name 给其中一个另起名称", "give one of them another name",
    ),
    Message(
        "P536", "unknown-rule", E,
        "没有名为“{name}”的规则或其他补贴{did_you_mean}", "there is no rule or other benefit `{name}`{did_you_mean}",
        "写 rules 或 other_benefits 中的名称", "name one of rules or other_benefits",
    ),
    Message(
        "P537", "one-kind-of-limit", E,
        "每个限额须恰有 at_most、claims、times、within 之一，现有：{kinds}",
        "each limit has exactly one of at_most, claims, times and within; this has: {kinds}",
        "分成几个限额，或补上一种", "split it, or add one",
    ),
    Message(
        "P538", "per-without-period", E,
        "规则没有所属期，限额不能按 per: period", "the rule has no period, so a limit cannot go per: period",
        "给规则写 period，或改用 per: year、month、life", "give the rule a period, or use per: year, month or life",
    ),
    Message(
        "P539", "last-day", E,
        "within 限额须写 last_day: included（含最后一日）或 excluded（不含），其他限额不写；这里是 {kind} 限额",
        "a within limit needs last_day: included or excluded, other limits have none; this is a limit of kind {kind}",
        "within 限额按原文的“届满”“以内”等用语写上它，其他限额删去它", "give a within limit one, going by the words of the text; delete it from any other",
    ),
    Message(
        "P540", "cannot-cut", E,
        "{kind} 限额只能整笔拒绝，不能削减金额", "a limit of kind {kind} refuses a claim; it cannot cut its amount",
        "删去 short，或写 refuse、close", "delete short, or write refuse or close",
    ),
    Message(
        "P541", "key-needed", E,
        "各规则的对象不同（{subjects}），限额须写明按什么合并计算", "the rules are about different subjects ({subjects}); say by what their claims count together",
        "写 {example}；全部合计写 key: []", "write {example}; for all together key: []",
    ),
    Message(
        "P542", "key-not-there", E,
        "规则“{rule}”的申领没有“{key}”，无法合并计算", "claims of `{rule}` have no `{key}` to count by",
        "换一个各规则都有的 key", "choose a key that all of them have",
    ),
    Message(
        "P543", "unknown-key", E,
        "“{name}”不是规则对象的事实，也不是它的上级对象{did_you_mean}", "`{name}` is no fact of the rule's subject and no subject above it{did_you_mean}",
        "key 写对象名或事实名", "a key names a subject or a fact",
    ),
    Message(
        "P544", "two-orders", E,
        "规则“{rule}”受两种先后顺序约束", "the rule `{rule}` is served in two orders",
        "让各限额的 order_by 一致", "let all its limits have the same order_by",
    ),
    Message(
        "P547", "dated-too-late", E,
        "参数“{name}”最早的值从 {since} 起，而本包自 {first} 起施行", "the parameter `{name}` has values from {since} only, the pack is in force from {first}",
        "补上更早的值，或写 otherwise", "add an earlier value, or an otherwise",
    ),
    Message(
        "P548", "open-not-last-day", E,
        "“open”只能用作 in_force.until 的解释口径选项", "`open` can only be an option of a reading used as in_force.until",
        "把所示另一处的选项改成日期，或把这个口径只用于 in_force.until", "make the option at the other place shown a date, or use this reading for in_force.until only",
    ),
    Message(
        "P549", "too-deep-together", E,
        "连同所引用的定义和解释口径，嵌套超过{most}层", "with the definitions and readings it rests on this is nested more than {most} levels deep",
        "减少逐层引用的定义", "let fewer definitions rest on each other",
    ),
    Message(
        "P550", "too-many-above", E,
        "“{name}”之上的对象超过{most}层", "more than {most} kinds of subject stand above `{name}`",
        "减少上下级对象的层数", "use fewer levels of subjects",
    ),
    Message(
        "P551", "number-without-unit", E,
        "参数“{name}”的值“{text}”没有单位，而“{what}”用到它时需要金额",
        "the parameter `{name}` is `{text}` without a unit, and `{what}`, which uses it, needs money",
        "以元为单位写 {written}；以万元为单位写 {myriads}", "write {written} for yuan, {myriads} for ten thousand yuan",
    ),
    Message(
        "P552", "invariant-of-nothing", E,
        "没有名为“{name}”的给付或选择规则{did_you_mean}", "no rule that pays or chooses is called `{name}`{did_you_mean}",
        "of 写给付（amount）或选择（choose）规则的名称；只关于办法数字的不变式不写 of",
        "name rules with amount or choose; an invariant about the numbers of the measure alone has no of",
    ),
    Message(
        "P553", "invariant-of-unlike", E,
        "一条不变式所关于的规则，对象和种类（amount、choose）须相同：{rules}", "the rules of one invariant must have one subject and be of one kind (amount, choose): {rules}",
        "拆成几条不变式，各写一个 of", "write an invariant for each of them",
    ),
    Message(
        "P554", "answer-not-here", E,
        "这里没有“{name}”：它只在 of 写明 {kind} 规则的不变式中", "there is no `{name}` here: it stands in invariants of rules with {kind}",
        "给付规则用 award，选择规则用 result，并写明 of", "use award for rules that pay and result for rules that choose, and state of",
    ),
    Message(
        "P555", "answer-name-taken", E,
        "“{name}”在这里已是本包另一事物的名称，不能再指规则的答复", "`{name}` is the name of something else in this pack and cannot stand for the answer here",
        "给那个事实、定义、参数或口径另起名称", "give that fact, definition, parameter or reading another name",
    ),
]  # fmt: skip
