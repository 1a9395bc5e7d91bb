"""D2xx: an office's own list of applicants, from case files, CSV or a workbook."""

from engine.text.diagnostics import Message, Severity

E, W = Severity.ERROR, Severity.WARNING

MESSAGES = [
    Message(
        "D201", "no-list", E,
        "{path} 不是申请人名单", "{path} is no list of applicants",
        "给出个案文件（.yaml）、CSV、工作簿（.xlsx），或放有这些文件的文件夹", "give a case file (.yaml), a CSV file, a workbook (.xlsx), or a folder of such files",
    ),
    Message(
        "D202", "list-encoding", E,
        "{path} 既不是 UTF-8 也不是 GB18030 的文字", "{path} is text neither in UTF-8 nor in GB18030",
        "在表格软件中另存为“CSV UTF-8”，或直接给出 .xlsx", "save it again as “CSV UTF-8”, or give the .xlsx itself",
    ),
    Message(
        "D203", "list-damaged", E,
        "{path} 打不开：文件损坏、有密码、引号没有关上，或是旧格式", "{path} cannot be opened: it is damaged, locked by a password, of an older format, or a quotation mark is left open",
        "在表格软件中打开，去掉密码，另存为 .xlsx", "open it in a spreadsheet program, take the password off, save it as .xlsx",
    ),
    Message(
        "D204", "list-with-macros", E,
        "{path} 含有宏，不予读取", "{path} holds macros and is not read",
        "另存为不含宏的 .xlsx", "save it as .xlsx, without macros",
    ),
    Message(
        "D205", "list-too-large", E,
        "{path} 太大：{count} {what_zh}，最多 {most}", "{path} is too large: {count} {what_en}, at most {most}",
        "删去无关的行列和工作表，或分成几个文件", "delete rows, columns and sheets that do not matter, or split it into several files",
    ),
    Message(
        "D206", "list-of-nothing-known", E,
        "{path} 中没有一个表头是本办法的事实或对象", "no heading in {path} is a fact or a subject of this measure",
        "表头写事实的名称或标签，例如：{known}", "head the columns with the names or labels of facts, such as: {known}",
    ),
    Message(
        "D210", "heading-unknown", W,
        "表头“{text}”不是本办法的事实，这一列没有用{did_you_mean}", "the heading `{text}` is no fact of this measure, and its column is not used{did_you_mean}",
        "写错的，改成事实的名称或标签；与本办法无关的，不必管", "if it is a slip, write the name or label of the fact; if it has nothing to do with the measure, leave it",
    ),
    Message(
        "D211", "heading-twice", E,
        "表头“{text}”与 {first} 说的是同一件事（{means}）", "the heading `{text}` says the same as {first} ({means})",
        "删去其中一列", "delete one of the two columns",
    ),
    Message(
        "D212", "heading-ambiguous", E,
        "表头“{text}”可以指几件事：{options}", "the heading `{text}` may mean several things: {options}",
        "写全名，例如“对象.事实”", "write the full name, `subject.fact`",
    ),
    Message(
        "D213", "column-missing", E,
        "缺少一列：{zh}", "a column is missing: {en}",
        "加上这一列，表头写“{zh}”或“{en}”", "add the column and head it “{zh}” or `{en}`",
    ),
    Message(
        "D214", "sheet-not-used", W,
        "工作表“{name}”没有一个表头是认得的，没有用它", "no heading of the sheet `{name}` is known, and it is not used",
        "它若是名单，改表头；若不是，不必管", "if it is a list, mend its headings; if not, leave it",
    ),
    Message(
        "D220", "cell-formula", E,
        "“{text}”一格是公式，不予计算", "the cell under `{text}` holds a formula, which is not worked out",
        "复制这一列，再“选择性粘贴—数值”", "copy the column and paste it as values",
    ),
    Message(
        "D221", "cell-error", E,
        "“{text}”一格是错误值 {value}", "the cell under `{text}` holds the error {value}",
        "填上正确的值；不知道的，留空", "fill in the value; leave it empty if it is not known",
    ),
    Message(
        "D222", "cell-merged", E,
        "“{text}”一格被合并单元格占去，不知道是否同上", "the cell under `{text}` is swallowed by a merged one, and whether the value holds here too is not known",
        "取消合并，每一行都写上", "split the merged cells and write the value in each row",
    ),
    Message(
        "D223", "id-ruined", E,
        "“{text}”一格的号码被表格软件改坏了：只留住了15位，后面的成了0或科学记数", "the number under `{text}` was ruined by a spreadsheet, which keeps fifteen digits and makes the others nil",
        "先把这一列设为文本格式，再照证件重新填写", "set the column to text first, then fill the number in again from the document",
    ),
    Message(
        "D224", "rows-disagree", E,
        "同一对象的 {name} 与 {first} 所写不同", "{name} of the same subject is another in {first}",
        "同一对象的各行写同样的事实", "let every row of a subject state the same facts",
    ),
    Message(
        "D225", "row-incomplete", E,
        "这一行没有写{what_zh}", "this row does not state {what_en}",
        "填上；没有的，删去这一行", "fill it in, or delete the row",
    ),
    Message(
        "D226", "row-too-long", E,
        "这一行的格数多于表头（{most}）", "this row has more cells than there are headings ({most})",
        "值里有逗号的，给这个值加上双引号", "put quotation marks around a value that holds a comma",
    ),
    Message(
        "D227", "list-empty", E,
        "{path} 只有表头，没有一行申请人", "{path} has headings and no applicant",
        "每个对象写一行", "write one row for each subject",
    ),
    Message(
        "D228", "several-days", W,
        "同一对象又在 {day} 申请：与 {first} 各自认定，前一次给付的没有计入后一次", "a subject that applies on {day} as well as in {first} is answered for each day by itself: a grant of one does not count in the next",
        "已经付过的，写进“既往兑付”；只想看一次的，分成两个名单", "put into `history` what has been paid; or make a list of each day",
    ),
    Message(
        "D229", "list-without-history", W,
        "{path} 没有写此前付过什么，凡有限额的补贴都不能确定", "{path} does not say what was paid before, so that no benefit with a limit is certain",
        "加一个名为“既往兑付”的工作表（没有付过的，留空表），或加“已付（元）”一列", "add a sheet called `history` (empty if nothing was paid), or a column `paid` with the unit, 已付（元）",
    ),
]  # fmt: skip
