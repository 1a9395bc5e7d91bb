"""The command line: global options, the table of commands, one module per subcommand."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import NamedTuple


class Entry(NamedTuple):
    """A subcommand: the module that holds it, imported when it is called, and what it does in both languages."""

    module: str
    zh: str
    en: str


COMMANDS: dict[str, Entry] = {
    "check": Entry("engine.commands.check", "检查规则包或个案", "check packs and cases"),
    "evaluate": Entry("engine.commands.evaluate", "按规则包认定个案", "work out what a case is owed, and why"),
    "show": Entry("engine.commands.show", "用文字说明规则包或其中一条规则", "say a pack, or one of its rules, in prose"),
    "template": Entry("engine.commands.template", "生成空白个案文件", "write a blank case to fill in"),
    "test": Entry("engine.commands.test", "运行规则包自带的个案", "run the cases of a pack"),
    "fmt": Entry("engine.commands.fmt", "把规则包排成统一的版式，保留注释", "lay packs out in the one layout; comments stay"),
    "coverage": Entry("engine.commands.coverage", "个案到达了规则包的哪些内容", "what of a pack its cases reach"),
    "mutate": Entry(
        "engine.commands.mutate", "逐处改坏规则包，看个案能否发现", "alter a pack bit by bit and see whether its cases notice"
    ),
    "boundaries": Entry("engine.commands.boundaries", "生成门槛两侧的个案", "write the cases on either side of every threshold"),
    "diff": Entry("engine.commands.diff", "比较规则包的两个版本", "compare two versions of a pack"),
    "prove": Entry(
        "engine.commands.prove", "证明规则包的性质，或举出反例", "prove what holds of every case, or show one that breaks it"
    ),
    "source": Entry("engine.commands.source", "用办法原文核对规则包、填写摘要", "hold a pack against the official text"),
    "schema": Entry("engine.commands.schema", "输出 JSON Schema", "print the JSON Schema of packs, cases or outcomes"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and give its exit code (DESIGN 7); `arguments` default to those of the process."""
    # A command is short: what it makes it needs to its end, and collecting while modules load costs a tenth of its time.
    gc.disable()
    from engine.commands.program import PROGRAM, run

    return run(PROGRAM, arguments)
