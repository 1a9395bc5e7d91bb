"""名称或说明缺一种语言。 A label that lacks one of the two languages.

为何重要：英文答复中会出现中文，反之亦然；一处漏译往往是修订时忘了改另一半。
Why it matters: an answer in one language holds words of the other; often one half was forgotten in a revision.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.pack.document import Fields, Items, Node, Text
from engine.text.diagnostics import Diagnostic
from engine.text.source import Place

CODE = "L415"
LABELLED = {"label", "question", "summary", "not_computed", "title", "text"}
LANGUAGES = {"zh", "en"}


def check(draft: Draft) -> Iterator[Diagnostic]:
    found = list(_labels(draft.root))
    # A pack that is written in one language, but for a title or so, lacks nothing.
    if sum(not missing for _, missing in found) >= len(found) / 2:
        yield from (Diagnostic(CODE, place, {"lang": missing}) for place, missing in found if missing)


def _labels(node: Node) -> Iterator[tuple[Place, str]]:
    """Every label, and the language it lacks ("" if none)."""
    if isinstance(node, Fields):
        names = set(node.names)
        if names and names <= LANGUAGES:
            blank = {name for name in names if isinstance(text := node.get(name), Text) and not text.text}
            yield node.place, "、".join(sorted(LANGUAGES - names | blank))
            return
        for each in node.fields:
            if each.key.text in LABELLED and isinstance(each.value, Text) and each.value.text:
                yield each.value.place, "en"
            yield from _labels(each.value)
    for item in node.items if isinstance(node, Items) else ():
        yield from _labels(item)
