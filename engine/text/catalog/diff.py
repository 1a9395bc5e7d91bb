"""D1xx: two versions of a pack held against each other."""

from engine.text.diagnostics import Message, Severity

E, W = Severity.ERROR, Severity.WARNING

MESSAGES = [
    Message(
        "D101", "other-measure", E,
        "{old} 与 {new} 不像同一办法的两个版本：编号不同，新版本的 document 也没有写明它替代的是哪个文件", "{old} and {new} do not seem to be two versions of one measure: their ids differ, and the `document` of the new one does not say what it replaces",
        "在新版本的 document 中写 replaces: 旧文号；确要比较两个办法的，加 --different-measures", "write `replaces:` and the old number in the `document` of the new one; to compare two measures all the same, add --different-measures",
    ),
    Message(
        "D102", "two-versions-wanted", E,
        "要比较的是两个版本，给出了 {count} 个", "two versions are compared, and {count} were given",
        "先写旧版本，再写新版本", "name the old version, then the new one",
    ),
    Message(
        "D103", "no-git", E,
        "“{text}”是 git 的一个修订，而没有找到 git", "`{text}` is a revision of git, and git is not found",
        "安装 git，或写出两个文件的路径", "install git, or give the paths of two files",
    ),
    Message(
        "D104", "no-repository", E,
        "“{text}”是 git 的一个修订，而这里不是 git 仓库", "`{text}` is a revision of git, and this is no repository of git",
        "到仓库的文件夹中运行，或写出两个文件的路径", "run it in a folder of the repository, or give the paths of two files",
    ),
    Message(
        "D105", "no-such-revision", E,
        "git 仓库中没有修订“{revision}”", "the repository of git has no revision `{revision}`",
        "用 git log 或 git branch 查看有哪些", "see `git log` or `git branch` for what there is",
    ),
    Message(
        "D106", "no-such-file-in-revision", E,
        "修订“{revision}”中没有文件 {path}", "the revision `{revision}` has no file {path}",
        "路径自仓库的根起写，例如 main:policies/a.yaml；自当前文件夹起写作 main:./a.yaml", "the path starts at the root of the repository, as in main:policies/a.yaml; main:./a.yaml starts at this folder",
    ),
    Message(
        "D107", "layer-without-list", E,
        "没有给出申请人名单，无从看影响", "no list of applicants is given whose impact could be looked at",
        "用 --population 给出名单，或去掉 --layer impact", "name a list with --population, or leave out --layer impact",
    ),
    Message(
        "D108", "one-text-only", E,
        "只给出了 {given}，没有 {missing}", "{given} is given without {missing}",
        "新旧两份原文都给出，或都不给", "give both official texts or none",
    ),
    Message(
        "D109", "text-of-the-other-version", E,
        "{given} 给出的是另一版本（{other}）的原文，与其各条款的摘要全部相符", "the text of {given} is that of the other version, {other}, with whose digests it agrees throughout",
        "互换 --source-old 和 --source-new，或给出这一版本的原文", "exchange --source-old and --source-new, or give the text of this version",
    ),
]  # fmt: skip
