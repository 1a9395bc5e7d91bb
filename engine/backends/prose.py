"""The typed form in words, Chinese or English.

Names become labels, numbers stand with their value, readings with the option taken; operators are said as their table says.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from engine.backends.prose_names import Namer
from engine.backends.prose_phrases import excess, filled, is_bracket
from engine.backends.prose_settle import settle
from engine.backends.prose_tables import called_with, say_rows
from engine.backends.prose_values import as_written, either, listed, say_value
from engine.backends.prose_words import AND, ATOM, CHOICE, COMPARISON, GIVENS, OR, OWN_AS_OF, PAST, RANKS, SUM
from engine.lang.ir import Apply, Choose, Expr, Fold, Literal, Ref, walk
from engine.lang.operators import FOLDS, OPERATOR_OF, OVERLOADS
from engine.lang.types import BOOL, SPAN
from engine.pack.model import Pack
from engine.pack.rule import Condition, Expected
from engine.pack.terms import Definition, Label, Reading
from engine.text.records import dataclass


def say(expr: Expr, pack: Pack, lang: str) -> str:
    """`expr` in words; where a reading is named, with the option the pack adopts."""
    return Speaker(pack, lang).say(expr)


@dataclass(frozen=True)
class Speaker(Namer):
    """Says expressions of one pack in one language, under the readings chosen."""

    inside: str = ""  # the collection of the fold we are in

    def say(self, expr: Expr) -> str:
        """`expr` in words."""
        return self._said(expr)[0]

    def settled(self, expr: Expr) -> str:
        """`expr` in words, without what the chosen readings exclude."""
        return self.say(self.settle(expr))

    def settle(self, expr: Expr) -> Expr:
        """`expr` without what the chosen readings exclude."""
        return settle(expr, self.pack, self.chosen)

    def plain(self, expr: Expr) -> str:
        """`expr` in words, a number of the law by its value alone: where the sentence already says what it is."""
        expr = self.settle(expr)
        if isinstance(expr, Ref) and expr.kind == "parameter" and expr.name in self.pack.parameters:
            return say_rows(self.pack.parameters[expr.name], self.lang)
        if expr.type == SPAN and isinstance(expr, Apply) and len(expr.args) == 1:  # years(…): 3年
            operator = OPERATOR_OF[expr.overload]
            return either(self.lang, operator.zh, operator.en).format(self.plain(expr.args[0]))
        return self.say(expr)

    def truth(self, expr: Expr) -> bool | None:
        """What a condition comes to by the chosen readings alone; None: it depends on the case."""
        settled = self.settle(expr)
        return settled.value if isinstance(settled, Literal) and isinstance(settled.value, bool) else None

    def condition(self, condition: Condition | Expected) -> str:
        """What must hold: the pack's own words, else the expression's."""
        return condition.label.say(self.lang) or self.bare(condition.formula.expr)

    def bare(self, expr: Expr) -> str:
        """As a tick list says it: a yes-or-no fact by its name alone."""
        expr = self.settle(expr)
        if isinstance(expr, Ref) and expr.type == BOOL and expr.kind in ("fact", "definition"):
            return self._name(expr)[0]
        return self.say(expr)

    def clause(self, expr: Expr) -> str:
        """A condition before 的 (zh) or after if (en): 有贷款的, not 有贷款：是的."""
        said = self._statement(expr, ("{}", "不符合“{}”"), ("“{}” holds", "“{}” does not hold"))
        return said or self._within(expr, OR)

    def _statement(self, expr: Expr, zh: tuple[str, str], en: tuple[str, str]) -> str:
        """A yes-or-no name that holds, or one that does not; "" for anything else."""
        denied = isinstance(expr, Apply) and OPERATOR_OF[expr.overload].name == "not"
        inner = expr.args[0] if isinstance(expr, Apply) and denied else expr
        if not isinstance(inner, Ref) or inner.type != BOOL or inner.kind not in ("fact", "definition"):
            return ""
        name, rank = self._name(inner)
        return either(self.lang, zh[denied], en[denied]).format(name) if rank == ATOM else ""

    def _said(self, expr: Expr) -> tuple[str, int]:
        match expr:
            case Literal(value=value, place=place):
                return as_written(value, place, self.lang), ATOM
            case Ref():
                name, rank = self._name(expr)
                is_statement = expr.type == BOOL and expr.kind in ("fact", "definition") and rank == ATOM
                return (self.stated(name, True), COMPARISON) if is_statement else (name, rank)
            case Apply():
                return self._applied(expr)
            case Choose(table=table) if table and table in self.pack.parameters:
                return self._looked_up(expr), ATOM
            case Choose():
                return self._chosen(expr), CHOICE
            case Fold():
                return self._folded(expr), ATOM
            case _:
                assert_never(expr)

    def _within(self, expr: Expr, rank: int) -> str:
        """`expr` in brackets if it holds together more loosely than `rank` allows."""
        text, own = self._said(expr)
        return either(self.lang, f"（{text}）", f"({text})") if own > rank else text

    # --- names ---

    def _name(self, ref: Ref) -> tuple[str, int]:
        match ref.kind:
            case "fact":
                return self.fact(f"{ref.carrier}.{ref.name}"), ATOM
            case "definition":
                return self._definition(ref)
            case "parameter":
                return self.parameter(ref.name), ATOM
            case "reading" if ref.name in self.pack.readings:
                return self._reading(self.pack.readings[ref.name]), ATOM
            case _:
                return self._given(ref), ATOM

    def _definition(self, ref: Ref) -> tuple[str, int]:
        definition: Definition | None = self.pack.definitions.get(f"{ref.carrier}.{ref.name}")
        if definition is None or definition.label.say(self.lang):
            return (definition.label if definition else Label()).say(self.lang, ref.name), ATOM
        return self._said(definition.means.expr)

    def _reading(self, reading: Reading) -> str:
        option = reading.options.get(self.taken(reading) or "")
        number = self.reading(reading.name)
        if option is None:
            return either(self.lang, f"{number}（尚未确定）", f"{number} (not yet settled)")
        if option.means is None or reading.type == BOOL:
            label = option.label.say(self.lang) or (self.say(option.means.expr) if option.means else option.name)
            return either(self.lang, f"{label}（{number}）", f"{label} ({number})")
        value = self._within(option.means.expr, SUM)
        label = option.label.say(self.lang)
        note = listed([each for each in (label, number) if each and each != value], self.lang)
        return either(self.lang, f"{value}（{note}）", f"{value} ({note})")

    def _given(self, ref: Ref) -> str:
        if self.inside == "past" and (ref.carrier, ref.name) == ("", "as_of"):
            return either(self.lang, *OWN_AS_OF)
        if (words := GIVENS.get((ref.carrier, ref.name))) is not None:
            return either(self.lang, *words)
        if ref.carrier == "past":
            keys = [key for key in self.pack.facts if key.endswith(f".{ref.name}")]
            return self.fact(keys[0]) if keys else ref.name
        return ref.name

    # --- operators ---

    def _applied(self, expr: Apply) -> tuple[str, int]:
        operator, overload = OPERATOR_OF[expr.overload], OVERLOADS[expr.overload]
        if operator.name in ("and", "or"):
            return self._joined(expr, operator.name), RANKS[operator.name]
        if operator.name == "exact":
            return self._said(expr.args[0])
        if operator.name == "not" and (said := self._denied(expr.args[0])):
            return said, COMPARISON
        if (beyond := excess(expr)) is not None:
            a, b = (self._within(arg, ATOM) for arg in beyond)
            return either(self.lang, f"{a}超出{b}的部分", f"the excess of {a} over {b}"), SUM
        if operator.name in ("==", "!=") and (said := self._named_reading(expr.args, operator.name == "==")):
            return said, COMPARISON
        template = either(self.lang, overload.zh or operator.zh, overload.en or operator.en)
        names = self.labels(expr.args)
        rank = RANKS.get(operator.name, ATOM)
        held = [
            say_value(arg.value, self.lang, names) if isinstance(arg, Literal) else self._argument(arg, operator.name, at == 0)
            for at, arg in enumerate(expr.args)
        ]
        if len(held) > 2 and "{2}" not in template:
            held = [listed(held[:-1], self.lang), held[-1]]
        whole = [isinstance(arg, Ref | Literal) or is_bracket(text) for text, arg in zip(held, expr.args, strict=False)]
        return filled(template, held, whole), rank

    def _argument(self, expr: Expr, name: str, first: bool) -> str:
        """An argument, in brackets where it could be read another way; a sum or product reads from the left."""
        if name in ("+", "-") and (span := self.span(expr)):
            return span
        rank = RANKS.get(name, ATOM)
        inner = OPERATOR_OF[expr.overload].name if isinstance(expr, Apply) else ""
        from_left = first and rank == SUM and (name in ("+", "-") or inner in ("*", "/"))
        return self._within(expr, SUM if rank > SUM or from_left else ATOM)

    def _joined(self, expr: Apply, name: str) -> str:
        """`and` and `or` over everything they join, however it was nested."""
        flat: list[Expr] = []
        stack = list(reversed(expr.args))
        while stack:
            arg = stack.pop()
            if isinstance(arg, Apply) and OPERATOR_OF[arg.overload].name == name:
                stack.extend(reversed(arg.args))
            else:
                flat.append(arg)
        held = [self._within(arg, COMPARISON) for arg in flat]
        return either(self.lang, "，且" if name == "and" else "，或者", f", {name} ").join(held)

    def _denied(self, expr: Expr) -> str:
        """A yes-or-no fact or definition that must not hold."""
        if isinstance(expr, Ref) and expr.kind in ("fact", "definition"):
            name, rank = self._name(expr)
            return self.stated(name, False) if rank == ATOM else ""
        return ""

    def _named_reading(self, args: tuple[Expr, ...], same: bool) -> str:
        """A reading compared with one of its names."""
        match args:
            case (Ref(kind="reading", name=name), Literal() as other) | (Literal() as other, Ref(kind="reading", name=name)):
                option = self.option(name, say_value(other.value, self.lang))
                number = self.reading(name)
                verb = either(self.lang, "取" if same else "不取", " is " if same else " is not ")
                return either(self.lang, f"{number}{verb}“{option}”", f"{number}{verb}“{option}”")
            case _:
                return ""

    # --- tables, choices, folds ---

    def _looked_up(self, expr: Choose) -> str:
        """A table called: its name and its lines."""
        parameter = self.pack.parameters[expr.table]
        label = parameter.label.say(self.lang, expr.table)
        if not self.values:
            return label
        if not any(isinstance(part, Ref) for part in walk(expr)):  # called with a name written down
            return label + either(self.lang, "（{}）", " ({})").format(self.say(self.settle(expr)))
        called = called_with(expr, parameter)
        by = listed([self._name(each)[0] if isinstance(each, Ref) else self._within(each, SUM) for each in called], self.lang)
        return either(self.lang, "{}（按{}：{}）", "{} (by {}: {})").format(label, by, say_rows(parameter, self.lang))

    def _chosen(self, expr: Choose) -> str:
        arms = [(self.clause(condition), self._within(value, AND)) for condition, value in expr.arms]
        said = [either(self.lang, f"{condition}的，为{value}", f"{value} if {condition}") for condition, value in arms]
        if expr.otherwise is not None:
            rest = self._within(expr.otherwise, AND)
            said.append(either(self.lang, f"其他情形为{rest}", f"otherwise {rest}"))
        return either(self.lang, "；", ", ").join(said)

    def _folded(self, expr: Fold) -> str:
        each = either(self.lang, *PAST) if expr.collection == "past" else self.subject(expr.collection)
        inner, folding = replace(self, inside=expr.collection), FOLDS[expr.operator]
        body = inner.clause(expr.body) if expr.operator == "count" else inner.say(expr.body)
        return either(self.lang, folding.zh, folding.en).format(each, body)
