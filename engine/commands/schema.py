"""Print a JSON Schema, for editors and other programs."""

from __future__ import annotations

import json

from engine.commands import console
from engine.commands.console import stop
from engine.commands.parameters import Choice, argument, option
from engine.commands.program import command as subcommand
from engine.text.resources import schemas_folder


@subcommand(
    zh="输出规则包、个案或结果的 JSON Schema（2020-12）。"
    "用 --pack 时，个案的 Schema 列出该规则包的全部对象和事实，便于编辑器提示。",
    en="Print the JSON Schema (2020-12) of packs, cases or outcomes. With --pack, the schema of cases lists every subject "
    "and fact of that pack, so that an editor can complete them.",
)
@argument(
    "what",
    required=False,
    default="pack",
    type=Choice(["pack", "case", "outcome"]),
    zh="pack、case 或 outcome",
    en="pack, case or outcome",
)
@option("--pack", zh="规则包的路径或编号；只用于 case", en="path or id of a pack; for `case` only")
def command(what: str, pack: str | None) -> int:
    if pack is None:
        path = schemas_folder() / f"{what}.schema.json"
        console.answer_json(json.loads(path.read_text(encoding="utf-8")))
        return console.DONE
    if what != "case":
        stop("U922", option="--pack", other=what)
    from engine.analysis.case_schema import case_schema
    from engine.commands.inputs import one_pack

    console.answer_json(case_schema(one_pack(pack)))
    return console.DONE
