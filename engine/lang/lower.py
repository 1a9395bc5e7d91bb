"""Text → typed form: the only maker of typed expressions."""

from __future__ import annotations

from engine.lang.ir import Expr
from engine.lang.lower_make import coerce, unify
from engine.lang.lower_scope import Scope
from engine.lang.lower_text import Written, parse
from engine.lang.lower_types import Typist
from engine.lang.types import NAME, Type
from engine.text.diagnostics import Diagnostics

__all__ = ["Scope", "Written", "lower"]


def lower(text: Written, scope: Scope, diagnostics: Diagnostics, *, expect: Type | None = None) -> Expr | None:
    """The typed form of an expression, or None and its mistakes in `diagnostics` (T3xx).

    `expect` is the type its place wants: names in quotes and whole numbers become it where they can. Whether the result is of
    that type is for the caller to say, who knows what the place is.
    """
    parsed = parse(text, diagnostics)
    if parsed is None:
        return None
    typist = Typist(parsed, scope, diagnostics)
    expr = typist.type(parsed.tree)
    if expr is None or expect is None or unify((expr.type, expect)) != expect:
        return expr
    if expr.type == NAME and not typist.belong([expr], expect):
        return None
    return coerce(expr, expect)
