"""F0xx: an official text, and the layout of a pack."""

from engine.text.diagnostics import Message, Severity

E, W = Severity.ERROR, Severity.WARNING

MESSAGES = [
    Message(
        "F001", "empty-text", E,
        "文本是空的", "the text is empty",
        "给出办法原文的纯文本文件", "give a plain-text file of the measure",
    ),
    Message(
        "F002", "no-plain-text", E,
        "这是{kind_zh}，不是办法原文的纯文本", "this is {kind_en}, not the plain text of a measure",
        "打开它，复制原文的文字，另存为 UTF-8 纯文本", "open it, copy the words, and save them as plain text in UTF-8",
    ),
    Message(
        "F003", "no-numbering", E,
        "没有找到“一、”“第一条”这样的编号", "no numbered paragraphs or articles are found",
        "核对这是办法原文，且各条款另起一行", "check that this is the text of a measure, with a line for each numbered paragraph",
    ),
    Message(
        "F004", "number-does-not-follow", W,
        "编号“{name}”与前面的不连续", "the number {name} does not follow the one before",
        "核对原文有无缺漏，或这一行并不是编号", "check whether lines are missing, or this line is not numbered at all",
    ),
    Message(
        "F005", "another-measure", E,
        "这不像规则包 {pack} 的办法：文首没有它的文号和标题，与摘要相符的也不到四分之一", "this hardly is the measure of the pack {pack}: neither its number nor its title heads it, and less than a quarter of its digests agree",
        "核对文本文件和规则包", "check which text and which pack you gave",
    ),
    Message(
        "F006", "no-provisions", E,
        "规则包没有 provisions，没有可填摘要的条款", "the pack has no `provisions`, so there is nothing to fill digests into",
        "用 tiaokuan source new 列出全部条款，再抄入 provisions", "let `tiaokuan source new` list the provisions and copy them in",
    ),
    Message(
        "F007", "layout-would-lose", E,
        "排版会改变这里的注释或内容，所以没有写入", "laying this out would change the comment or the content here, so nothing was written",
        "把注释移到它所说的键之前，单独一行；文字写在一行里或加引号", "put the comment on a line of its own before the key it is about; write the text on one line or in quotes",
    ),
    Message(
        "F008", "not-a-pack", E,
        "{path} 不是规则包，不能排版", "{path} is no pack, so it cannot be laid out",
        "只排版规则包；个案文件保持原样", "only packs are laid out; files of cases stay as they are",
    ),
]  # fmt: skip
