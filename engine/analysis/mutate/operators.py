"""The table of operators: each makes of one part of a pack what a slip of the pen would have made of it.

To add one, write its finder beside its like and a line here; a test walks the typed form of every pack and names any part that no
operator alters.
"""

from __future__ import annotations

from typing import NamedTuple

from engine.analysis.mutate import of_expressions, of_limits, of_readings, of_rules, of_tables, of_values
from engine.analysis.mutate.change import Finder


class Operator(NamedTuple):
    """An operator by the name that `--operator` takes, what it does, and what finds its changes."""

    zh: str
    en: str
    find: Finder


OPERATORS: dict[str, Operator] = {
    "number": Operator("数字差一个单位", "a number one unit away", of_values.number),
    "day": Operator("日期差一天", "a date one day away", of_values.day),
    "name": Operator("另一个取值", "another name of its kind", of_values.name),
    "truth": Operator("真假互换", "true and false swapped", of_values.truth),
    "edge": Operator("比较含不含本数", "a comparison takes in its edge or not", of_expressions.edge),
    "direction": Operator("比较方向相反", "a comparison turned round", of_expressions.direction),
    "membership": Operator("名单多一个或少一个", "a list of names one longer or shorter", of_expressions.membership),
    "logic": Operator("且、或、非", "and, or, not", of_expressions.logic),
    "negation": Operator("真假事实取反", "a truth value negated", of_expressions.negation),
    "arithmetic": Operator("加减乘除", "plus, minus, times, divided", of_expressions.arithmetic),
    "function": Operator("函数和取整方式", "functions and ways of rounding", of_expressions.function),
    "step": Operator("所得差一个单位", "a result within an expression one unit away", of_expressions.step),
    "fold": Operator("汇总方式", "sums, counts, any and all", of_expressions.fold),
    "choice": Operator("如果与否则", "if and else", of_expressions.choice),
    "argument": Operator("查表的先后", "arguments of a table swapped", of_expressions.argument),
    "source": Operator("读了另一个事实或数字", "another fact or number is read", of_expressions.source),
    "condition": Operator("条件去掉或取反", "a condition dropped or negated", of_rules.condition),
    "whole": Operator("整个算式差一个单位", "a whole amount, bound or day one unit away", of_rules.whole),
    "amount": Operator("金额的种类", "the kind of an amount", of_rules.amount),
    "period": Operator("所属期", "the period of a claim", of_rules.period),
    "validity": Operator("施行起止", "the first or last day in force", of_rules.validity),
    "part": Operator("分期", "instalments", of_rules.part),
    "payer": Operator("支付方", "who pays", of_rules.payer),
    "arm": Operator("选择的结果", "the results of a choice", of_rules.arm),
    "target": Operator("目标", "targets", of_rules.target),
    "duty": Operator("职责", "duties", of_rules.duty),
    "limit": Operator("限额去掉或放宽", "a limit dropped or widened", of_limits.limit),
    "per": Operator("限额的期间", "the time over which a limit counts", of_limits.per),
    "key": Operator("限额的归集", "what a limit counts together", of_limits.key),
    "over": Operator("限额所及", "the rules that a limit counts", of_limits.over),
    "start": Operator("限额的起点和先后", "where a limit starts and in which order", of_limits.when),
    "last_day": Operator("末日含不含", "whether the last day belongs to a span", of_limits.last_day),
    "short": Operator("不足时的处理", "what becomes of a claim that does not fit", of_limits.short),
    "row": Operator("表中去掉一行", "a row of a table dropped", of_tables.row),
    "band": Operator("分档的界", "the edges of bands", of_tables.band),
    "since": Operator("数字的起用日", "the day from which a number counts", of_tables.since),
    "otherwise": Operator("表外的数字", "what a table gives otherwise", of_tables.otherwise),
    "adopted": Operator("采用的口径", "the option adopted", of_readings.adopted),
    "option": Operator("口径的含义", "what an option means", of_readings.option),
}
