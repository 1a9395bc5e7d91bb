"""出处不在 provisions 之列。 A citation of a provision that is not listed.

为何重要：答复会引用一条查不到的条款；条款修订时，依据它的规则也不会被找出来。
Why it matters: answers cite what nobody can look up, and a change of the provision does not lead to what rests on it.
"""

from collections.abc import Iterator
from unicodedata import normalize

from engine.analysis.lint.draft import Draft
from engine.analysis.lint.edits import Edit
from engine.text.diagnostics import Diagnostic
from engine.text.render import suggest

CODE = "L412"


def check(draft: Draft) -> Iterator[Diagnostic]:
    listed = draft.pack.provisions
    if not listed:
        return
    for _, text in draft.citations:
        if text.text and text.text not in listed:
            near = _spelling(draft, text.text) or suggest(text.text, listed)
            yield Diagnostic(CODE, text.place, {"cite": text.text, "did_you_mean": near})


def mend(draft: Draft, finding: Diagnostic) -> Iterator[Edit]:
    """The spelling that is listed, where only brackets, blanks or widths differ."""
    if finding.place and (listed := _spelling(draft, finding.values["cite"])):
        yield Edit(finding.place, listed)


def _spelling(draft: Draft, cite: str) -> str:
    return next((each for each in draft.pack.provisions if _plain(each) == _plain(cite)), "")


def _plain(cite: str) -> str:
    return "".join(normalize("NFKC", cite).split())
