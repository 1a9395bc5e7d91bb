"""How loosely a phrase holds together, and the words for given names; operators and folds are said by the operator table."""

from __future__ import annotations

ATOM, SUM, COMPARISON, AND, OR, CHOICE = range(6)  # a phrase inside a tighter one stands in brackets

RANKS = {"and": AND, "or": OR, "not": COMPARISON, "+": SUM, "-": SUM, "*": SUM, "/": SUM, "neg": SUM} | dict.fromkeys(
    ("==", "!=", "<", "<=", ">", ">=", "in", "not in"), COMPARISON
)

GIVENS: dict[tuple[str, str], tuple[str, str]] = {
    ("", "as_of"): ("申请日", "the day of application"),
    ("", "law_at"): ("适用规定之日", "the day whose law applies"),
    ("", "amount"): ("本次应得金额", "the amount of this claim"),
    ("", "award"): ("本次认定金额", "the award of this claim"),
    ("", "result"): ("选定的办理方式", "what is chosen"),
    ("period", "start"): ("所属期首日", "the first day of the period"),
    ("period", "end"): ("所属期末日", "the last day of the period"),
    ("past", "amount"): ("兑付金额", "the amount paid"),
    ("past", "as_of"): ("申请日", "the day of application"),
    ("past", "paid_on"): ("兑付日", "the day of payment"),
    ("past", "times"): ("计次", "the units"),
    ("past", "claims"): ("申领次数", "the number of claims"),
}
# Inside a fold over `past`, this claim's own application is told apart from the earlier one's.
OWN_AS_OF = ("本次申请日", "the day of this application")
PAST = ("既往申领", "earlier claim")
