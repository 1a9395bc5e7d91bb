"""The pages of docs/lint: what a finding means, why it matters, what to avoid and to prefer, from the rules and their tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path

from engine.analysis.lint.ignores import SAYS
from engine.analysis.lint.run import rules
from engine.text.catalog import CATALOG

GALLERY = Path(__file__).resolve().parent.parent / "tests" / "lint"
NOTE = "<!-- 由 tools/lint_docs.py 从 engine/analysis/lint 和 tests/lint 生成 · generated from both by tools/lint_docs.py -->\n"
FENCE = "```text"  # a part of a file; the documents' yaml blocks are whole ones
LANGUAGES = ("zh", "en")


def pages() -> dict[str, Callable[[], str]]:
    """Every page by its name below docs."""
    said = {rule.code: rule.says for rule in rules()} | SAYS
    mending = {rule.code for rule in rules() if rule.mend} | {"L483"}
    made = {f"lint/{code}.md": partial(_page, code, text, code in mending) for code, text in sorted(said.items())}
    return {"lint/README.md": partial(_contents, said, mending), **made}


def _contents(said: dict[str, str], mending: set[str]) -> str:
    lines = [
        NOTE,
        "# 检查提示 · Lint\n",
        "`tiaokuan check` 除错误外还指出可能的疏漏。`--strict` 时有提示也退出 1；`--fix` 改正可以放心改正的，注释和排版不变。",
        "看过而保留的，在该行或其上一行写 `# lint: ignore L401 理由`，或在规则包的 `ignore:` 中写 `code`、`place`、`reason`。",
        "推算不能断定的，只计数：“不加 --prove 未判定”；`check --prove` 交求解器断定（附加项 `prove`），由此指出的都已证明。\n",
        "Besides errors `tiaokuan check` points at probable slips. With `--strict` they too exit with 1; `--fix` mends what can",
        "be mended safely and leaves comments and layout as they are. What was looked at and is to stay:",
        "`# lint: ignore L401 the reason` on the line or the one above it, or `code`, `place` and `reason` under `ignore:` in",
        "the pack. Questions that only a solver would settle are counted: “not decided without --prove”. `check --prove` puts",
        "them to it (the extra `prove`); what it then points at is proved.\n",
        "| | | | `--fix` |",
        "|---|---|---|---|",
    ]
    for code, text in sorted(said.items()):
        zh, en = _titles(text)
        lines.append(f"| [{code}]({code}.md) | {zh} | {en} | {'✓' if code in mending else ''} |")
    return "\n".join(lines) + "\n"


def _page(code: str, text: str, mended: bool) -> str:
    message = CATALOG[code]
    zh, en = _titles(text)
    bad, good = ((GALLERY / f"{code}.{kind}.yaml").read_text(encoding="utf-8") for kind in ("bad", "good"))
    parts = [NOTE, f"# {code} `{message.name}`\n", f"{zh}\n\n{en}\n", *_why(text)]
    parts += ["## 避免 · Avoid\n", f"{_caption(bad)}\n", f"{FENCE}\n{_own(bad) or _changed(good, bad)}```\n"]
    parts += [_said(code), "## 可以 · Prefer\n", f"{_caption(good)}\n", f"{FENCE}\n{_own(good) or _changed(bad, good)}```\n"]
    if mended:
        parts.append("`--fix` 会改正 · `--fix` mends it.\n")
    return "\n".join(parts)


def _titles(text: str) -> tuple[str, str]:
    zh, _, en = text.strip().split("\n")[0].partition("。")
    return f"{zh}。", en.strip()


def _why(text: str) -> Iterator[str]:
    paragraph = text.strip().split("\n\n", 1)[1].strip()
    zh, _, en = paragraph.partition("Why it matters:")
    yield "\n".join(line.strip() for line in zh.strip().split("\n")) + "\n"
    yield f"Why it matters: {' '.join(en.split())}\n"


def _caption(text: str) -> str:
    return text.split("\n", 1)[0].removeprefix("# ")


def _own(text: str) -> str:
    """The lines that the base of all these packs does not have; of a case all."""
    if "\nrules:" not in text:
        return text.split("\n", 1)[1]
    return _changed((GALLERY / "base.yaml").read_text(encoding="utf-8"), text)


def _changed(before: str, after: str) -> str:
    """The lines of `after` that are not in `before`, stretches apart by an ellipsis."""
    old, new = (each.split("\n")[1:] for each in (before, after))
    found: list[str] = []
    for kind, _, _, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        lines = [line for line in new[start:end] if line and not line.startswith("id: ")] if kind != "equal" else []
        if lines:
            found += [*(["…"] if found else []), *lines]
    return "\n".join(found) + "\n" if found else ""


def _said(code: str) -> str:
    blocks = [(GALLERY / f"{code}.{lang}.txt").read_text(encoding="utf-8").rstrip() for lang in LANGUAGES]
    return "\n".join(f"```text\n{block}\n```\n" for block in blocks)
