"""数字、日期没有出处。 An amount or a date without a citation.

为何重要：没有出处的数字无从核对；条款修订时也不知道要改它。
Why it matters: a number that cites nothing cannot be checked against the text, and is forgotten when the text changes.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.lang.ir import Literal
from engine.text.diagnostics import Diagnostic

CODE = "L411"


def check(draft: Draft) -> Iterator[Diagnostic]:
    pack = draft.pack
    for name, parameter in pack.parameters.items():
        if not parameter.cite and not parameter.source:
            yield Diagnostic(CODE, parameter.place, {"name": name})
    for name, reading in pack.readings.items():
        written = [option.means for option in reading.options.values() if option.means]
        if not reading.cite and any(isinstance(each.expr, Literal) for each in written):
            yield Diagnostic(CODE, reading.place, {"name": name})
    for name, rule in pack.rules.items():
        if not rule.cite and (rule.kind == "amount" or rule.target or rule.duty):
            yield Diagnostic(CODE, rule.place, {"name": name})
