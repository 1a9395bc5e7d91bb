"""Y1xx: a file that cannot be read, or is no plain YAML."""

from engine.text.diagnostics import Message, Severity

E, W = Severity.ERROR, Severity.WARNING

MESSAGES = [
    Message(
        "Y101", "no-such-file", E,
        "找不到文件“{path}”", "there is no file `{path}`",
        "核对路径和文件名", "check the path and the name",
    ),
    Message(
        "Y102", "unreadable", E,
        "无法读取“{path}”", "cannot read `{path}`",
        "核对它是文件而不是文件夹，且有读取权限", "check that it is a file, not a folder, and that you may read it",
    ),
    Message(
        "Y103", "too-large", E,
        "文件有{size}字节，超过{most}字节", "the file has {size} bytes, more than {most}",
        "分成几个文件", "split it into several files",
    ),
    Message(
        "Y104", "not-utf8", E,
        "文件不是 UTF-8 编码{guess_zh}", "the file is not UTF-8{guess_en}",
        "在编辑器中另存为 UTF-8；PDF、Word、Excel 文件不能直接使用", "save it as UTF-8 in your editor; PDF, Word and Excel files cannot be used as they are",
    ),
    Message(
        "Y105", "bad-character", E,
        "不允许的字符 {character}（{name}）", "the character {character} ({name}) is not allowed",
        "删去它，或改用可见的普通字符", "delete it, or use a plain visible character",
    ),
    Message(
        "Y106", "empty", E,
        "文件是空的", "the file is empty",
        "规则包从 format: 1 写起；空白个案可用 tiaokuan template 生成", "a pack begins with format: 1; `tiaokuan template` writes a blank case",
    ),
    Message(
        "Y107", "not-yaml", E,
        "此处不合 YAML 写法：{problem_zh}", "this is not YAML: {problem_en}",
        "{remedy_zh}", "{remedy_en}",
    ),
    Message(
        "Y108", "too-deep", E,
        "嵌套超过{most}层", "nested more than {most} levels deep",
        "减少括号或缩进的层数", "use fewer levels of brackets or indentation",
    ),
    Message(
        "Y109", "too-many", E,
        "文件内容超过{most}个单元", "the file holds more than {most} elements",
        "分成几个文件", "split it into several files",
    ),
    Message(
        "Y110", "duplicate-key", E,
        "键“{key}”重复", "the key `{key}` stands here twice",
        "只保留一个；前一个在所示的另一处", "keep one of them; the other place shown is the first",
    ),
    Message(
        "Y111", "alias", E,
        "不允许 YAML 的锚点与引用（& 和 *）", "YAML anchors and aliases (& and *) are not allowed",
        "把内容写出来；文字以 & 或 * 开头时加引号", "write it out; put quotes around a text that begins with & or *",
    ),
    Message(
        "Y112", "merge-key", E,
        "不允许 YAML 的合并键 <<", "the YAML merge key << is not allowed",
        "把各键写出来", "write the keys out",
    ),
    Message(
        "Y113", "tag", E,
        "不允许 YAML 标签 {tag}", "the YAML tag {tag} is not allowed",
        "删去它；类型由事实和参数的声明决定。文字以 ! 开头时加引号",
        "delete it; types come from the declarations. Put quotes around a text that begins with !",
    ),
    Message(
        "Y114", "directive", E,
        "不允许 YAML 指令（以 % 开头的行）", "YAML directives (lines that begin with %) are not allowed",
        "删去这一行", "delete the line",
    ),
    Message(
        "Y115", "several-documents", E,
        "一个文件只能有一个 YAML 文档", "a file holds one YAML document",
        "删去 --- 分隔线，或分成几个文件", "delete the --- line, or split the file",
    ),
    Message(
        "Y116", "key-kind", E,
        "键须是单个词", "a key must be a single word",
        "去掉键上的括号或问号写法", "take brackets or the question mark off the key",
    ),
    Message(
        "Y117", "key-too-long", E,
        "键超过{most}个字符", "the key is longer than {most} characters",
        "缩短它；若这是一段文字，可能漏了冒号前的换行或引号", "shorten it; if this is a text, a line break or quotes may be missing",
    ),
    Message(
        "Y118", "full-width-colon", E,
        "这里用了全角冒号“：”，YAML 没有把它当作分隔", "a full-width colon `：` stands here, which does not separate in YAML",
        "改用半角冒号加空格“: ”", "use a half-width colon and a space `: `",
    ),
    Message(
        "Y119", "comment-in-expression", W,
        "“ #”之后被当作注释：{lost}", "what follows ` #` is taken as a comment: {lost}",
        "若它属于这个值，给整个值加引号；若是注释，移到单独一行", "if it belongs to the value, put the value in quotes; if it is a comment, give it a line of its own",
    ),
    Message(
        "Y120", "colon-without-space", E,
        "冒号后缺少空格", "a space is missing after the colon",
        "写成“键: 值”", "write `key: value`",
    ),
    Message(
        "Y121", "pack-too-large", E,
        "规则包有{count}个值，超过{most}个", "the pack holds {count} values, more than {most}",
        "分成几个规则包", "split it into several packs",
    ),
    Message(
        "Y122", "tab", E,
        "此处有制表符（Tab 键）", "there is a tab character",
        "改用空格；缩进每层两个空格", "use spaces; indent each level by two of them",
    ),
    Message(
        "Y123", "number-torn-by-comma", E,
        "花括号中的逗号把“{text}”分成了两项", "the comma tears `{text}` in two: within braces it separates entries",
        "数字中不写逗号：{written}", "write numbers without commas: {written}",
    ),
]  # fmt: skip
