"""Messages about files and their YAML, before anybody asks what it means (Y1xx)."""

from __future__ import annotations

from engine.text.diagnostics import Message, Severity

E, W = Severity.ERROR, Severity.WARNING

MESSAGES = [
    # The file.
    Message(
        "Y101", "no-such-file", E,
        "没有这个文件：{path}", "there is no such file: {path}",
        "检查路径和文件名", "check the path and the file's name",
    ),
    Message(
        "Y102", "unreadable-file", E,
        "无法读取文件 {path}：{reason}", "the file {path} cannot be read: {reason}",
        "检查权限，以及文件是否正被其他程序占用", "check its permissions, and whether another program holds it",
    ),
    Message(
        "Y103", "not-a-file", E,
        "{path} 不是普通文件", "{path} is not an ordinary file",
        "给出一个 YAML 文件的路径", "give the path of a YAML file",
    ),
    Message(
        "Y104", "large-file", E,
        "文件有 {size} 字节，最多 {most} 字节", "the file has {size} bytes, at most {most} are allowed",
        "拆成几个文件", "split it into several files",
    ),
    Message(
        "Y105", "empty-file", E,
        "文件没有内容", "the file has no content",
        "写入规则包或个案；可从 tiaokuan template 给出的样例开始", "write a pack or a case; tiaokuan template prints one to start from",
    ),
    # Its characters.
    Message(
        "Y106", "not-utf-8", E,
        "文件不是 UTF-8 编码（看来是 {encoding}）", "the file is not UTF-8 (it looks like {encoding})",
        "用编辑器打开，另存为 UTF-8", "open it in an editor and save it as UTF-8",
    ),
    Message(
        "Y107", "forbidden-character", E,
        "此处有不允许的字符 {character}（{kind_zh}）", "the character {character} is not allowed ({kind_en})",
        "{remedy_zh}", "{remedy_en}",
    ),
    Message(
        "Y108", "tab", E,
        "此处有制表符（Tab 键）", "there is a tab character",
        "改用空格；缩进每层两个空格", "use spaces; indent each level by two spaces",
    ),
    Message(
        "Y109", "line-end", E,
        "此处的换行是特殊字符 {character}", "this line ends with the unusual character {character}",
        "删除它，用回车键换行；或在编辑器中把换行符改为 LF", "delete it and press Enter; or let the editor convert line ends to LF",
    ),
    # What YAML offers and packs do without.
    Message(
        "Y110", "duplicate-key", E,
        "键“{key}”在同一层写了两次", "the key `{key}` is written twice at the same level",
        "删除其中一个，或改名", "delete one of them, or give it another name",
    ),
    Message(
        "Y111", "anchor", E,
        "“&{name}”是 YAML 的锚点，这里不允许", "`&{name}` is a YAML anchor, which is not allowed here",
        "把内容直接写出；若它是文字，请加引号", "write the content out; if it is text, put it in quotes",
    ),
    Message(
        "Y112", "alias", E,
        "“*{name}”是 YAML 的引用，这里不允许", "`*{name}` is a YAML alias, which is not allowed here",
        "把内容直接写出；若它是文字，请加引号", "write the content out; if it is text, put it in quotes",
    ),
    Message(
        "Y113", "merge-key", E,
        "“<<”是 YAML 的合并键，这里不允许", "`<<` is YAML's merge key, which is not allowed here",
        "把要合并的各键直接写出", "write the merged keys out",
    ),
    Message(
        "Y114", "tag", E,
        "“{tag}”是 YAML 的标签，这里不允许", "`{tag}` is a YAML tag, which is not allowed here",
        "删除它；若它是文字（以 ! 开头），请加引号", "delete it; if it is text that begins with !, put it in quotes",
    ),
    Message(
        "Y115", "directive", E,
        "以 % 开头的 YAML 指令行不允许", "YAML directives (lines that begin with %) are not allowed",
        "删除这一行", "delete this line",
    ),
    Message(
        "Y116", "several-documents", E,
        "一个文件里有几份文档（由 --- 或 ... 隔开）", "the file holds several documents (separated by --- or ...)",
        "每个文件只写一份；删除多余的 --- 或 ...，或分成几个文件", "keep one in each file: delete the extra --- or ..., or split the file",
    ),
    Message(
        "Y117", "deep-nesting", E,
        "嵌套超过 {most} 层", "more than {most} levels of nesting",
        "检查是否多写了括号或短横；规则包只需几层", "look for surplus brackets or dashes; a pack needs a few levels only",
    ),
    Message(
        "Y118", "too-many-values", E,
        "内容超过 {most} 项", "the file holds more than {most} items",
        "拆成几个文件", "split it into several files",
    ),
    Message(
        "Y119", "long-key", E,
        "键有 {length} 个字符，最多 {most} 个", "the key has {length} characters, at most {most} are allowed",
        "改用较短的名称；说明写在 label 里", "choose a shorter name; explanations go into the label",
    ),
    # Slips of the pen.
    Message(
        "Y120", "full-width-colon", E,
        "“{key}”后面是全角冒号“：”", "`{key}` is followed by the full-width colon `：`",
        "改用半角冒号和一个空格：“{key}: …”", "write an ASCII colon and a space: `{key}: …`",
    ),
    Message(
        "Y121", "no-space-after-colon", E,
        "“{key}:”的冒号后面缺少空格", "a space is missing after the colon of `{key}:`",
        "冒号后加一个空格：“{key}: …”", "put a space after the colon: `{key}: …`",
    ),
    Message(
        "Y122", "open-quote", E,
        "引号 {quote} 没有配对的右引号", "the quote {quote} is never closed",
        "在这段文字的末尾补上 {quote}", "close it with {quote} at the end of the text",
    ),
    Message(
        "Y123", "open-bracket", E,
        "“{bracket}”没有与之配对的“{closing}”，或其中的内容没有用逗号隔开",
        "`{bracket}` is not closed by `{closing}`, or what it holds is not separated by commas",
        "补上“{closing}”；各项之间用半角逗号“,”；含有 [ ] {{ }} , # 或 : 的文字请加引号",
        "add `{closing}`; separate items with the ASCII comma; text that holds [ ] {{ }} , # or : stands in quotes",
    ),
    Message(
        "Y124", "indentation", E,
        "这一行的缩进与上文不齐", "the indentation of this line does not match the lines above",
        "同一层的各行从同一列开始；下一层多缩进两个空格", "lines of one level start in the same column; the next level is two spaces further in",
    ),
    Message(
        "Y125", "not-yaml", E,
        "从这里起无法读成 YAML", "from here on this does not read as YAML",
        "检查这一行和上一行的冒号、引号、括号与缩进；含有特殊符号的文字请加引号",
        "check colons, quotes, brackets and indentation of this line and the one above; put text with special characters in quotes",
    ),
    Message(
        "Y126", "key-not-text", E,
        "键必须是一个名称，不能是列表或映射", "a key must be a name, not a list or a map",
        "把它改成名称；如果它是值，请写在键和冒号之后；以 [ 或 {{ 开头的文字请加引号",
        "make it a name; if it is a value, write it after a key and a colon; text that begins with [ or {{ stands in quotes",
    ),
    Message(
        "Y127", "empty-key", E,
        "冒号前没有名称", "there is no name before the colon",
        "在冒号前写出名称", "write a name before the colon",
    ),
    Message(
        "Y128", "escape", E,
        "引号中的转义“{text}”不能用", "the escape `{text}` in this text cannot be used",
        "直接写出字符；要写反斜杠，用单引号 ' 括住文字", "write the character itself; to keep a backslash, put the text in single quotes",
    ),
    Message(
        "Y129", "text-after-quote", E,
        "引号结束之后还有文字", "there is more text after the closing quote",
        "把整行文字用另一种引号括住，例如 \"'registered' == kind\"", "put the whole text in the other kind of quotes, for example \"'registered' == kind\"",
    ),
    Message(
        "Y130", "comment-cuts-text", W,
        "“#”之后成了注释，前面的表达式到此为止", "what follows `#` is a comment: the expression ends before it",
        "若 # 后面也是条件，请把整条表达式用引号括住；若确是注释，请另起一行", "if it belongs to the condition, put the whole expression in quotes; if it is a comment, move it to a line of its own",
    ),
    Message(
        "Y131", "full-width-comma", E,
        "此处是全角逗号“，”，前后成了一段文字", "this is the full-width comma `，`, so what stands around it became one text",
        "各项之间用半角逗号“,”；若逗号属于文字，请把文字用引号括住", "separate items with the ASCII comma; if the comma belongs to the text, put the text in quotes",
    ),
    Message(
        "Y132", "colon-in-text", E,
        "文字中又出现了冒号加空格", "there is another colon followed by a space within this text",
        "把冒号后的文字用引号括住；若是下一个键，请另起一行", "put the text in quotes; if it is the next key, start a new line",
    ),
    Message(
        "Y133", "reserved-character", E,
        "文字不能以“{character}”开头", "a text cannot begin with `{character}`",
        "把这段文字用引号括住", "put this text in quotes",
    ),
    Message(
        "Y134", "full-width-quote", E,
        "“{character}”是全角标点，这里不能代替半角符号", "`{character}` is full-width punctuation and does not stand for the ASCII sign",
        "改用半角的 {instead}", "type {instead} instead",
    ),
]  # fmt: skip
