"""条款写明不计算，却有规则依据它。 A provision said not to be computed, on which a rule rests after all.

为何重要：手册上写“不计算”，答复却引用它，两者必有一错。
Why it matters: the handbook says that nothing is computed, and answers cite it; one of the two is wrong.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.text.diagnostics import Diagnostic

CODE = "L414"


def check(draft: Draft) -> Iterator[Diagnostic]:
    pack = draft.pack
    for cite, provision in pack.provisions.items():
        resting = [(each.name, each.place) for each in pack.rules.values() if each.cite == cite]
        resting += [(each.name, each.place) for each in pack.parameters.values() if each.cite == cite]
        if resting and provision.not_computed.say("zh"):
            name, place = resting[0]
            yield Diagnostic(CODE, provision.place, {"cite": cite, "name": name}, (place,))
