"""Cases that say what cannot be so, or what no measure asks for."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.base import CASE, UNUSABLE, Hostile, case

# Written where money is wanted.
MONEY = {
    "spaced": "3 万元人民币", "negative": "-1元", "three decimals": "1.005元", "exponent": "1e5元", "exponent alone": "1e5", "full-width": "１２元", "arabic": "٣元", "infinity": "inf", "yaml infinity": ".inf", "nan": ".nan", "NaN": "NaN元",
    "no unit": "900000", "words": "九十万元", "separators": "9,000元".replace(",", "，"), "unknown unit": "3千元", "dollars": "$3", "half a fen": "0.005元", "too large": "9999999999999999999元", "5,000 digits": "9" * 5000 + "元",
    "above the range": "2亿元", "two points": "1.2.3元", "point first": ".5元", "unit first": "元3", "hexadecimal": "0x10元", "underscore": "1_0元", "sum": "1元+1元", "formula": "'=1+1'", "list": "[90万元]", "map": "{yuan: 90}", "true": "true", "date": "2022-01-01", "percent": "90%",
}  # fmt: skip

DAYS = {
    "30 February": "2022-02-30", "points": "2022.2.3", "slashes": "2022/2/3", "short": "2022-2-3", "no dashes": "20220203", "chinese": "2022年2月3日", "month 13": "2022-13-01", "year nil": "0000-01-01", "year 10000": "10000-01-01", "two digits": "22-02-03", "time": "2022-02-03T00:00:00Z",
    "full-width": "２０２２-０２-０３", "words": "昨天", "spreadsheet": "44595", "epoch": "1643846400", "american": "02/03/2022", "list": "[2022-02-03]", "1899": "1899-12-30", "3000": "3000-01-01", "long": "2022-02-03" * 500, "in the future": "2022-06-02",
}  # fmt: skip

NUMBERS = {
    "half": "0.5", "negative": "-1", "above": "13", "words": "十二", "full-width": "１２", "arabic": "١٢", "exponent": "1e1", "hexadecimal": "0xC", "octal": "014", "underscore": "1_2", "plus": "+12", "infinite": ".inf", "nan": ".nan", "huge": "9" * 4_500, "base 60": "1:30", "true": "true", "blank inside": "1 2", "months": "12个月",
}  # fmt: skip

TRUTHS = ("yes", "no", "on", "off", "TRUE", "True", "1", "0", "是", "否", "Y", "~x", "null", "√", "[true]", "{a: true}")


def values() -> Iterator[Hostile]:
    for name, text in MONEY.items():
        yield case(f"money {name}", "{price: 90万元}", f"{{price: {text}}}", "C715 C716 C717 C723 C724 C702 C710 C720")
    for name, text in DAYS.items():
        yield case(f"day {name}", "registered_on: 2022-03-10", f"registered_on: {text}", "C710 C711 C712 C702 C724")
    for name in ("30 February", "points", "words", "list", "year 10000"):
        yield case(f"as_of {name}", "as_of: 2022-06-01", f"as_of: {DAYS[name]}", "C710 C711 C712 C702")
    for name, text in NUMBERS.items():
        yield case(f"number {name}", "months_filled: 12", f"months_filled: {text}", "C714 C723 C724 C702 C710")
    for text in TRUTHS:
        yield case(f"truth {text}", "in_judicial_field: true", f"in_judicial_field: {text}", "C713 C702 C710")
    for name, text in {
        "other": "doctr",
        "capital": "Master",
        "full-width": "ｍａｓｔｅｒ",
        "chinese": "硕士",
        "number": "2",
        "list": "[master]",
        "escape": '"\\e[31m"',
        "long": "m" * 100_000,
        "markup": "<b>",
    }.items():
        yield case(f"one of {name}", "degree: master", f"degree: {text}", "C719 C702 Y105 C710")
    for name, text in {
        "a word": "[一月]",
        "30 February": "[2022-02-30]",
        "nested": "[[2022-01-05]]",
        "map": "{a: 2022-01-05}",
    }.items():
        yield case(f"dates {name}", "[2022-01-05, 2022-03-05]", text, "C704 C711 C712 C702 C701")
    for name, text in {
        "long": "x" * 5_000,
        "wide space": "'a\u3000b'",
        "list": "[a]",
        "map": "{a: b}",
        "scientific": "3.20101E+17",
    }.items():
        yield case(f"id {name}", "{id: 某人, degree", f"{{id: {text}, degree", "C722 C702 C720")


def forms() -> Iterator[Hostile]:
    for name, old, new, code in (
        ("unknown key", "period: 2022", "perid: 2022", "C707"), ("unknown subject", "purchase: {", "purchse: {", "C707"), ("a fact at the top", "period: 2022", "degree: master", "C737"), ("a child at the top", "purchase: {price", "post: {approved", "C705"), ("a root inside", "degree: master}", "degree: master, city: {villages: 1}}", "C703 C727"),
        ("unknown fact", "degree: master", "degre: master", "C727"), ("a fact of another", "degree: master", "villages: 3", "C728"), ("a definition stated", "degree: master", "graduate: true", "C726"), ("subject a word", "purchase: {price: 90万元}", "purchase: 90万元", "C701 C704"), ("subject a list of words", "purchase: {price: 90万元}", "purchase: [a, b]", "C701"),
        ("child a word", "    - {id: P1, approved: true, months_filled: 12}", "    P1", "C701 C704"), ("two of one id", "    - {id: P1, approved", "    - {id: P1}\n    - {id: P1, approved", "C730"), ("two without an id", "    - {id: P1, approved", "    - {}\n    - {approved", "C729"), ("no day", "as_of: 2022-06-01\n", "", "C706"), ("empty day", "as_of: 2022-06-01", "as_of:", "C706"),
        ("another measure", "taicang-2021-163", "suzhou-2020-1", "C736 U917"), ("measure a list", "measure: taicang-2021-163", "measure: [a]", "C702"), ("period of words", "period: 2022", "period: 去年", "C731"), ("period of a month", "period: 2022", "period: 2022-05", "C732"), ("period of month 13", "period: 2022", "period: 2022-13", "C731"),
        ("period twice", "period: 2022", "period: [2022, 2022]", "C735"), ("period a map", "period: 2022", "period: {a: 2022}", "C702 C731 C704"), ("period huge", "period: 2022", f"period: {'2' * 5000}", "C731"), ("period nil", "period: 2022", "period: 0", "C731"), ("claims of none", "readings:", "claims: [none_such]\nreadings:", "C740"), ("claims a word", "readings:", "claims: everything\nreadings:", "C704"),
        ("claims a map", "readings:", "claims: {startup_subsidy: true}\nreadings:", "C704"), ("claim a list", "readings:", "claims: [[startup_subsidy]]\nreadings:", "C701 C702"), ("claim of another benefit", "readings:", "claims: [taicang_2015_8_post]\nreadings:", "C741"), ("claim with a stranger", "readings:", "claims: [{rule: startup_subsidy, colour: red}]\nreadings:", "C742"),
        ("claim of an absent subject", "readings:", "claims: [{rule: post_subsidy, post: P9}]\nreadings:", "C751"), ("claim without a rule", "readings:", "claims: [{organisation: 甲社}]\nreadings:", "C706"), ("claim with a stray period", "readings:", "claims: [{rule: startup_subsidy, period: 2022}]\nreadings:", "C734"),
        ("history of none", "{rule: startup_subsidy, org", "{rule: startup_subsidi, org", "C740"), ("history a map", "history:\n  - {", "history:\n  {", "C704"), ("history a word", "history:\n  - {rule: startup_subsidy, organisation: 甲社, amount: 3万元, paid_on: 2022-04-01}", "history: none", "C704"), ("history line a word", "  - {rule: startup_subsidy, organisation: 甲社, amount: 3万元, paid_on: 2022-04-01}", "  - startup_subsidy", "C701"),
        ("history later", "paid_on: 2022-04-01", "paid_on: 2022-06-02", "C743"), ("history negative", "amount: 3万元, paid", "amount: -3万元, paid", "C744 C715 C723"), ("history without a unit", "amount: 3万元, paid", "amount: 30000, paid", "C716"), ("history with a stranger", "paid_on: 2022-04-01", "payed_on: 2022-04-01", "C742"), ("history of no rule", "{rule: startup_subsidy, org", "{org", "C706 Y107 C742"),
        ("history of half a claim", "paid_on: 2022-04-01", "claims: 0.5", "C714"), ("history of -1 times", "paid_on: 2022-04-01", "times: -1", "C723 C714"), ("history of huge times", "paid_on: 2022-04-01", f"times: {'9' * 30}", "C724 C714"), ("history of part nil", "paid_on: 2022-04-01", "part: 0", "C723 C724 C714 C742"),
        ("decision of none", "{rule: incubation_subsidy, org", "{rule: incubation, org", "C740"), ("decision where nothing is decided", "{rule: incubation_subsidy, org", "{rule: startup_subsidy, org", "C750"), ("decision twice", "decisions:\n", "decisions:\n  - {rule: incubation_subsidy, organisation: 甲社, amount: 1万元, by: 市司法局}\n", "C753"), ("decision of no amount", "amount: 2万元, by", "amount: 若干, by", "C715"),
        ("decision for an absent one", "organisation: 甲社, amount: 2万元", "organisation: 乙社, amount: 2万元", "C751"), ("decision without an amount", "amount: 2万元, by: 市司法局", "by: 市司法局", "C706"), ("reading unknown", "{ceiling: decided}", "{cieling: decided}", "C755"), ("option unknown", "{ceiling: decided}", "{ceiling: decide}", "C756"), ("readings a list", "{ceiling: decided}", "[ceiling]", "C701"),
        ("option a list", "{ceiling: decided}", "{ceiling: [decided]}", "C702"), ("expect of none", "{startup_subsidy: {verdict", "{startup: {verdict", "C740"), ("expect of no field", "{verdict: refused}", "{verdit: refused}", "C760"), ("expect of no verdict", "{verdict: refused}", "{verdict: refusd}", "C761"), ("expect a word", "{startup_subsidy: {verdict: refused}}", "refused", "C701 C704"),
        ("expect an amount of words", "{verdict: refused}", "{amount: 若干}", "C715"), ("steps a word", "readings:", "steps: two\nreadings:", "C704"), ("steps inside", "readings:", "steps: [{steps: [{}]}]\nreadings:", "C766"), ("steps backwards", "readings:", "steps: [{as_of: 2022-07-01}, {as_of: 2022-06-01}]\nreadings:", "C765"), ("step a word", "readings:", "steps: [later]\nreadings:", "C701"),
        ("escape in a key", "degree: master", '"\\e]0;x\\a": master', "Y105"), ("markup in a key", "degree: master", "'<script>alert(1)</script>': master", "C727"), ("format string in a key", "degree: master", "'{0.__class__}': master", "C727"), ("percent in a key", "degree: master", "'%n%s': master", "C727"), ("very long key", "degree: master", f"{'d' * 128}: master", "C727"),
        ("format string as a value", "degree: master", "degree: '{allowed.__class__}'", "C719"), ("newline in a value", "degree: master", 'degree: "a\\nb\\n::error::x"', "C719"), ("case named by a list", "case: 甲社\n", "case: [甲社]\n", "C702"), ("cite a list", "period: 2022", "cite: [a]", "C702"),
    ):  # fmt: skip
        yield case(name, old, new, code)
    for name, text, code in (
        ("no cases", "defaults: {}\ncases: []\n", "C708"), ("cases a map", "cases: {a: 1}\n", "C708"), ("cases of words", "cases: [a, b]\n", "C701"), ("defaults a word", "defaults: x\ncases: [{as_of: 2022-01-01}]\n", "C701"), ("defaults alone", "defaults: {as_of: 2022-01-01}\n", "C708"),
        ("a stranger beside cases", "cases: [{as_of: 2022-01-01}]\nperiod: 2022\n", "C707"), ("two of one name", "cases: [{case: a, as_of: 2022-01-01}, {case: a, as_of: 2022-01-01}]\n", "C709"), ("a pack given as a case", "format: 1\nid: x\nas_of: 2022-01-01\n", "C707"),
    ):  # fmt: skip
        yield Hostile(f"file of {name}", "case", text.encode(), code)


def masses() -> Iterator[Hostile]:
    line = "  - {rule: startup_subsidy, organisation: 甲社, amount: 3万元, paid_on: 2022-04-01}\n"
    yield Hostile(
        "100,000 lines of history", "case", lambda: CASE.replace(line, line * 100_000).encode(), "Y109", UNUSABLE, alone=True
    )
    wrong = line.replace("3万元", "3")
    yield Hostile(
        "15,000 wrong lines of history", "case", lambda: CASE.replace(line, wrong * 15_000).encode(), "C716", alone=True
    )
    strange = line.replace("startup_subsidy", "startup_subsidi")
    yield Hostile(
        "15,000 lines of an unknown rule", "case", lambda: CASE.replace(line, strange * 15_000).encode(), "C740", alone=True
    )
    posts = "".join(f"    - {{id: P{n}, approvd: true}}\n" for n in range(20_000))
    yield Hostile(
        "20,000 posts, all wrong",
        "case",
        lambda: CASE.replace("    - {id: P1, approved: true, months_filled: 12}\n", posts).encode(),
        "C727",
        alone=True,
    )
    same = "    - {id: P1, approved: true}\n" * 20_000
    yield Hostile(
        "20,000 posts of one id",
        "case",
        lambda: CASE.replace("    - {id: P1, approved: true, months_filled: 12}\n", same).encode(),
        "C730",
        alone=True,
    )
    keys = ", ".join(f"k{n}: 1" for n in range(40_000))
    yield Hostile("40,000 unknown facts", "case", lambda: CASE.replace("degree: master", keys).encode(), "C727", alone=True)
    top = "".join(f"k{n}: 1\n" for n in range(40_000))
    yield Hostile("40,000 unknown keys", "case", lambda: (CASE + top).encode(), "C707", alone=True)
    dates = ", ".join(["2022-01-05"] * 20_000)
    yield Hostile("20,000 meetings", "case", lambda: CASE.replace("2022-01-05, 2022-03-05", dates).encode(), "C725", alone=True)
    periods = ", ".join(str(year) for year in range(1000, 9999)) * 8
    yield Hostile(
        "72,000 periods",
        "case",
        lambda: CASE.replace("period: 2022", f"period: [{periods}]").encode(),
        "C731 C735 C725",
        alone=True,
    )
    cases = "cases:\n" + "  - {case: a, as_of: 2022-01-01}\n" * 20_000
    yield Hostile("20,000 cases of one name", "case", cases.encode(), "C709", alone=True)
    steps = "steps: [" + "{as_of: 2022-06-01}, " * 999 + "{as_of: 2021-01-01}]\n"
    yield Hostile("1,000 steps, the last one backwards", "case", lambda: (CASE + steps).encode(), "C765", alone=True)
    yield Hostile("20,000 steps", "case", lambda: (CASE + "steps: [" + "{}, " * 20_000 + "{}]\n").encode(), "C725", alone=True)
    big = "cases:\n" + "".join(
        f"  - {{case: c{n}, as_of: 2022-01-01, organisation: {{id: 甲, kind: huge}}}}\n" for n in range(8_000)
    )
    yield Hostile("8,000 cases with a wrong value", "case", big.encode(), "C719", alone=True)
    yield Hostile(
        "a name of 5,000,000 characters",
        "case",
        lambda: CASE.replace("case: 甲社", "case: " + "甲" * 3_000_000 + "\nperid: 1").encode(),
        "C707",
        alone=True,
    )
    yield Hostile(
        "a degree of 9,000,000 characters",
        "case",
        lambda: CASE.replace("degree: master", "degree: " + "m" * 9_000_000).encode(),
        "C719",
        alone=True,
    )
