"""Packs that are well formed and mean nothing, or contradict themselves."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.base import PACK, UNUSABLE, Hostile, pack

NAMED_BADLY = {
    "digit first": "1grant", "dash": "start-up", "blank inside": "start up", "point": "firm.grant", "keyword": "if", "python keyword": "lambda", "full-width": "ｇｒａｎｔ", "ligature": "ﬁrm",
    "quote": "gr'ant", "slash": "a/b", "parent folder": "../x", "formula": "=1+1", "emoji": "😀", "65 characters": "n" * 65, "given name": "as_of", "past": "past", "True": "True", "markup": "<b>",
}  # fmt: skip


def names() -> Iterator[Hostile]:
    for name, word in NAMED_BADLY.items():
        quoted = "'" + word.replace("'", "''") + "'"
        yield pack(f"parameter called {name}", "  nothing: {value: 0}", f"  {quoted}: {{value: 0}}", "P507 P508 S205")
        yield pack(f"fact called {name}", "    tax_id: {type: id}", f"    {quoted}: {{type: id}}", "P507 P508 S205")
        if word not in ("as_of", "past"):  # rules are never named in an expression
            yield pack(f"rule called {name}", "  coverage:\n", f"  {quoted}:\n", "P507 P508 S205")
    yield pack("parameter called as a fact", "  nothing: {value: 0}", "  staff: {value: 0}", "P508")
    yield pack("parameter called as a reading", "  nothing: {value: 0}", "  counting: {value: 0}", "P508")
    yield pack("parameter called as a subject", "  nothing: {value: 0}", "  firm: {value: 0}", "P508")
    yield pack("definition called as a fact", "firm: {able:", "firm: {staff:", "P508")


def shapes() -> Iterator[Hostile]:
    """Keys that are none, keys that are missing, and forms that do not fit."""
    for name, old, new in (
        ("top", "currency: CNY", "curency: CNY"), ("document", "issuer: 某局", "isuer: 某局"), ("subject", "{of: firm, label", "{off: firm, label"), ("fact", "{type: bool}\n    tax", "{tipe: bool}\n    tax"),
        ("definition", "{means: listed", "{mean: listed"), ("parameter", "{value: 50%}", "{valeu: 50%}"), ("table", "{by: kind, ", "{by_: kind, "), ("band", "{up_to: 10, ", "{upto: 10, "),
        ("reading", "    adopted: each", "    adoptd: each"), ("option", "{each: {label", "{each: {lable"), ("rule", "    paid_by: 市财政", "    payed_by: 市财政"), ("limit", "{at_most: grant, per", "{atmost: grant, per"),
        ("part", "{share: 40%, due", "{shar: 40%, due"), ("arm", "{when: income", "{if: income"), ("target", "at_least: 3", "atleast: 3"), ("provision", "{kind: grant, sum", "{kinde: grant, sum"), ("label", "{zh: 小办法,", "{cn: 小办法,"),
        ("a very long key", "currency: CNY", f"{'k' * 128}: CNY"), ("markup", "currency: CNY", "'<script>': CNY"), ("reference", "currency: CNY", "$ref: http://127.0.0.1:1/x"), ("schema", "currency: CNY", "$schema: file:///etc/passwd"),
    ):  # fmt: skip
        yield pack(f"unknown key in {name}", old, new, "S201 S202 P504 P501")
    for key in ("format: 1\n", "id: small\n", "version: 1.0.0\n", "title: {zh: 小办法, en: small measure}\n"):
        yield pack(f"without {key.split(':')[0]}", key, "", "S202 P504")
    for name, old, new, code in (
        ("format 2", "format: 1", "format: 2", "S204"), ("format text", "format: 1", "format: one", "S204"), ("format list", "format: 1", "format: [1]", "S203 S204"), ("currency", "currency: CNY", "currency: USD", "S204"),
        ("version", "version: 1.0.0", "version: 1.0", "S205"), ("version arabic", "version: 1.0.0", "version: ١.٠.٠", "S205"), ("version and a line", "version: 1.0.0", 'version: "1.0.0\\n"', "S205"), ("id with capitals", "id: small", "id: Small", "S205"),
        ("id as a path", "id: small", "id: ../../x", "S205"), ("id bomb", "id: small", f"id: {'a-' * 5000}!", "S205"), ("id long", "id: small", f"id: {'a' * 65}", "S205"), ("id with an escape", "id: small", 'id: "a\\e[31m"', "Y105"), ("most", "{type: id}", f"{{type: dates, most: {'9' * 4000}x}}", "S205"),
        ("subjects a list", "subjects:\n  firm: {label: {zh: 企业, en: firm}}\n  post: {of: firm, label: {zh: 岗位, en: post}}", "subjects: [firm, post]", "S203"), ("facts a word", "  post:\n    filled: {type: bool}\n    months: {type: int, from: 0, up_to: 12}", "  post: none", "S203 P501"),
        ("fact a word", "    listed: {type: bool}", "    listed: bool", "S203 P501"), ("rules a list", "rules:\n  startup:", "rules:\n - startup:", "Y107 S203"), ("rule a word", "    subject: firm\n    target: {count: staff, at_least: 3}", "    subject", "S203 Y107 P501"),
        ("when a map", "when: [filled]", "when: {filled: true}", "S201 S203 P501 P504"), ("limits a map", "limits: [{at_most: grant, per: period}]", "limits: {at_most: grant}", "S203 P501"), ("options a list", "options: {each: {label: 逐人}, together: {label: 合计}}", "options: [each, together]", "S203"),
        ("a label a list", "label: 开办费", "label: [开, 办]", "S203 P501"), ("a value a list", "value: 3万元, cite", "value: [3万元], cite", "S203 P501 P515"), ("deep label", "label: 开办费", "label: {zh: {zh: a}}", "S203 P501"), ("digest", "summary: {zh: 开办费, en: start-up grant}", "summary: 开, digest: sha256:xyz", "S205"),
        ("empty pack id", "id: small", "id: ''", "S205 S206"), ("empty condition", "      - listed\n", "      -\n", "S206 P501"), ("per", "per: period", "per: week", "S204 P502"), ("short", "per: period", "short: never", "S204 P502"), ("period", "period: year", "period: quarter", "S204 P502"),
    ):  # fmt: skip
        yield pack(f"form of {name}", old, new, code)


def meanings() -> Iterator[Hostile]:
    for name, old, new, code in (
        ("subject in a circle", "firm: {label: {zh: 企业, en: firm}}", "firm: {of: post, label: 企业}", "P505"), ("subject of itself", "{of: firm, label", "{of: post, label", "P505"), ("subject of none", "{of: firm, label", "{of: frim, label", "P509"),
        ("facts of none", "  post:\n    filled", "  pots:\n    filled", "P509"), ("definitions of none", "  firm: {able", "  frim: {able", "P509"), ("rule of none", "    subject: post\n", "    subject: pots\n", "P509"),
        ("definition of itself", "means: listed and staff >= 3", "means: able", "P505"), ("definitions in a circle", "means: listed and staff >= 3", "means: b}, b: {means: c}, c: {means: able", "P505"), ("reading of itself", "published: {means: 2022-02-01}", "published: {means: first_day}", "P505"),
        ("reading in a circle with a definition", "published: {means: 2022-02-01}", "published: {means: first_day if able else first_day}", "P505 T330"), ("type unknown", "{type: money}", "{type: float}", "P510"), ("type of no values", "{type: money}", "{type: []}", "S206 P510"),
        ("type of doubled values", "[small, middle, large]", "[small, small, large]", "P510"), ("type of an empty value", "[small, middle, large]", "[small, '', large]", "S206 P510"), ("type of decimals", "{type: money}", "{type: number(99)}", "P510"), ("type of huge decimals", "{type: money}", f"{{type: number({'9' * 5000})}}", "P510"),
        ("range of a date", "{type: date, not_after: as_of}", "{type: date, from: 1}", "P511"), ("range upside down", "from: 0, up_to: 100}", "from: 100, up_to: 0}", "P512"), ("range of money without a unit", "{type: money}", "{type: money, up_to: 5}", "P503"), ("range beyond 64 bits", "{type: money}", "{type: money, up_to: 999999999999亿元}", "P545 T391 P503"),
        ("range of letters", "from: 0, up_to: 100}", "from: a, up_to: 100}", "P503"), ("value and table", "{value: 50%}", "{value: 50%, by: kind}", "P513"), ("neither value nor table", "{value: 50%}", "{cite: 一}", "P513"), ("table by none", "{by: kind, ", "{by: knid, ", "P514"),
        ("table with a hole", "{small: 1万元, middle: 2万元, large: 3万元}", "{small: 1万元, large: 3万元}", "P523"), ("table with a stranger", "{small: 1万元, middle: 2万元, large: 3万元}", "{small: 1万元, middle: 2万元, large: 3万元, huge: 1元}", "P502"), ("table of mixed types", "{small: 1万元, middle", "{small: 10%, middle", "P522"),
        ("table of a word", "{small: 1万元, middle", "{small: 若干, middle", "P521"), ("table by truth with a hole", "{by: kind, values: {small: 1万元, middle: 2万元, large: 3万元}}", "{by: listed, values: {true: 1万元}}", "P523"), ("table by a number", "{by: kind, values: {small: 1万元, middle: 2万元, large: 3万元}}", "{by: staff, values: {1: 1万元}}", "P523 P515 P502 P514"),
        ("table by money listed", "{by: kind, values: {small: 1万元, middle: 2万元, large: 3万元}}", "{by: kind, values: 3万元}", "P501 P523"), ("bands of words", "{by: staff, bands", "{by: kind, bands", "P515"), ("bands that overlap", "[{up_to: 10, value: 1万元}, {value: 2万元}]", "[{up_to: 10, value: 1万元}, {up_to: 5, value: 2万元}, {value: 3万元}]", "P520"),
        ("bands that meet twice", "[{up_to: 10, value: 1万元}, {value: 2万元}]", "[{up_to: 10, value: 1万元}, {below: 10, value: 2万元}, {value: 3万元}]", "P520"), ("bands without a last", "[{up_to: 10, value: 1万元}, {value: 2万元}]", "[{up_to: 10, value: 1万元}]", "P519"), ("bands with two edges", "{up_to: 10, value: 1万元}", "{up_to: 10, below: 9, value: 1万元}", "P519"),
        ("bands with an open middle", "{up_to: 10, value: 1万元}, ", "{value: 1万元}, ", "P519"), ("no bands", "[{up_to: 10, value: 1万元}, {value: 2万元}]", "[]", "P519 S206 P504"), ("bands of letters", "{up_to: 10, value: 1万元}", "{up_to: ten, value: 1万元}", "P503"), ("adopted unknown", "adopted: each", "adopted: eech", "P516"),
        ("mixed options", "together: {label: 合计}", "together: {means: 3}", "P517"), ("options of different types", "published: {means: 2022-02-01}", "published: {means: 3}", "P518"), ("no options", "options: {each: {label: 逐人}, together: {label: 合计}}", "options: {}", "P504 S206 P516"), ("open end first", "signed: {means: 2022-01-01}", "signed: {means: open}", "P548 T330"),
        ("no kind of rule", "    choose: [{when: income < grant, result: simple}, {otherwise: full}]\n", "", "P524"), ("two kinds of rule", "    target: {count", "    amount: grant\n    target: {count", "P524"), ("payer of a target", "    target: {count", "    paid_by: 市财政\n    target: {count", "P525"),
        ("choice without an end", ", {otherwise: full}]", ", {when: listed}]", "P527 P504"), ("choice that ends first", "[{when: income < grant, result: simple}, {otherwise: full}]", "[{otherwise: full}, {when: listed, result: a}]", "P527"), ("target without a goal", ", at_least: 3}", "}", "P528"), ("target of a truth", "{count: staff,", "{count: listed,", "P506"),
        ("parts without a rest", "{share: rest, due: as_of + months(12)}", "{share: 60%, due: as_of}", "P530"), ("parts with two rests", "{share: 40%, due: as_of}", "{share: rest, due: as_of}", "P530"),
        ("parts above the whole", "{share: 40%, due: as_of}", "{share: 140%, due: as_of}", "P533"), ("parts below nil", "{share: 40%, due: as_of}", "{share: -40%, due: as_of}", "P533"), ("payers above the whole", "{city: 50%, district: rest}", "{city: 70%, town: 50%, district: rest}", "P533"),
        ("payers without a rest", "{city: 50%, district: rest}", "{city: 50%, district: 50%}", "P531"), ("payers with two rests", "{city: 50%, district: rest}", "{city: rest, district: rest}", "P531"), ("payers chosen without an end", "{city: 50%, district: rest}", "[{when: filled, name: 市}]", "P532"), ("payer of a date", "{city: 50%, ", "{city: 2022-01-01, ", "P506"),
        ("limit over an unknown rule", "over: [startup]", "over: [statrup]", "P536"), ("shared limit over nothing", ", over: [startup]", "", "P534"), ("shared limit over an empty list", "over: [startup]", "over: []", "P534"), ("shared limit over a target", "over: [startup]", "over: [coverage]", "P536"), ("limit of two kinds", "{at_most: grant, per", "{at_most: grant, claims: 1, per", "P537"),
        ("limit of no kind", "{at_most: grant, per: period}", "{per: period}", "P537"), ("limit unknown word", "      - once\n", "      - twice\n", "P501 S203 S204 P502 S205"), ("limit per period of none", "      - once\n", "      - {claims: 1, per: period}\n", "P538"), ("within without a last day", "      - once\n", "      - {within: 3年}\n", "P539"),
        ("last day of a cap", "      - once\n", "      - {at_most: grant, last_day: included}\n", "P539"), ("claims that cut", "      - once\n", "      - {claims: 1, short: cut}\n", "P540"), ("key that is none", "{at_most: grant, per", "{at_most: grant, key: [frim], per", "P543"), ("key of a child", "      - once\n", "      - {claims: 1, key: [post]}\n", "P543 P542"),
        ("limits of one name", "      - once\n", "      - {claims: 1, name: a}\n      - {at_most: grant, name: a}\n", "P535"), ("shared over two subjects", "over: [startup]", "over: [startup, upkeep]", "P541"), ("cap of a number", "      - once\n", "      - {at_most: 3}\n", "P506 P503"), ("claims of money", "      - once\n", "      - {claims: grant}\n", "P506"),
        ("claims of half", "      - once\n", "      - {claims: 0.5}\n", "P506 T313"), ("within of money", "      - once\n", "      - {within: grant, last_day: included}\n", "P506"), ("two orders", "      - once\n", "      - {claims: 1, order_by: staff, name: a}\n      - {at_most: grant, order_by: income, name: b}\n", "P544"),
        ("amount of an unknown form", "    amount: grant\n    limits:\n", "    amount: {most: grant}\n    limits:\n", "P526 S201"), ("amount of nothing", "    amount: grant\n    limits:\n", "    amount: {}\n    limits:\n", "S206 P526"), ("amount of each without times", "    amount: grant\n    limits:\n", "    amount: {each: grant}\n    limits:\n", "P526 P504"),
        ("range of an amount upside down", "    amount: grant\n    limits:\n", "    amount: {from: 2万元, up_to: 1万元}\n    limits:\n", "P512"), ("in force on no day", "{from: first_day}", "{from: 2022-02-30}", "T309 P503 P506"), ("in force on 2022.2.3", "{from: first_day}", "{from: 2022.2.3}", "P503"), ("in force by a name", "{from: first_day}", "{from: counting}", "P506"),
        ("in force by a fact", "{from: first_day}", "{from: founded}", "T330"), ("number too late", "value: 3万元, cite", "value: {2023-01-01: 3万元}, cite", "P547"), ("number of no day", "value: 3万元, cite", "value: {2023-02-30: 3万元}, cite", "P503"), ("ratio of letters", "{value: 50%}", "{value: half}", "P521"), ("infinite", "{value: 50%}", "{value: .inf}", "P521"),
        ("not a number", "{value: 50%}", "{value: .nan}", "P521"), ("exponent", "{value: 50%}", "{value: 1e5}", "P521"), ("negative money", "value: 3万元, cite", "value: 3 万元人民币, cite", "P521"), ("full-width digits", "value: 3万元, cite", "value: １２元, cite", "P521"), ("arabic digits", "value: 3万元, cite", "value: ٣万元, cite", "P521"), ("finer than a fen", "value: 3万元, cite", "value: 0.001元, cite", "P521"),
        ("5,000 digits", "value: 3万元, cite", f"value: {'9' * 5000}元, cite", "P521 S207"), ("19 digits", "{value: 0}", f"{{value: {'9' * 19}}}", "P521 P545"), ("nil below", "{value: 50%}", "{value: 1/0}", "P521"), ("provision of a list", "{kind: grant, summary: {zh: 开办费, en: start-up grant}}", "[grant]", "S203 P501"), ("expected of a number", "    label: 岗位补贴", "    expected: [months]\n    label: 岗位补贴", "T335 P506"),
        ("law_at of a number", "    label: 岗位补贴", "    law_at: 3\n    label: 岗位补贴", "P506"), ("due of a number", "{share: 40%, due: as_of}", "{share: 40%, due: 3}", "P506"), ("not after a number", "not_after: as_of", "not_after: 3", "P506"), ("invariant of a number", "provisions:\n", "invariants: {sound: {means: 3}}\nprovisions:\n", "P506"), ("review of a word", "provisions:\n", "review: [{from: soon}]\nprovisions:\n", "T330"),
        ("duty of a number", "    target: {count: staff, at_least: 3}", "    duty: {event: staff, every: 2个月, counted: rolling}", "P506"), ("duty counted by chance", "    target: {count: staff, at_least: 3}", "    duty: {event: staff, every: 2个月, counted: random}", "P506 P502 T330"), ("benefit of none", "provisions:\n", "other_benefits: {old: {subject: frim}}\nprovisions:\n", "P509"),
    ):  # fmt: skip
        yield pack(name, old, new, code)


def masses() -> Iterator[Hostile]:
    """Packs that are too much, or might be; each must be answered in time."""
    many = "".join(f"  r{n}: {{subject: firm, when: [listd{n}], amount: grant}}\n" for n in range(2_000))
    yield pack("2,000 rules, all wrong", "  coverage:\n", many + "  coverage:\n", "T330", alone=True)
    many = "".join(f"  r{n}: {{subject: firm, when: [listed], amount: grant}}\n" for n in range(5_000))
    yield pack("5,000 rules", "  coverage:\n", many + "  coverage:\n", "Y121", exit=UNUSABLE, alone=True)
    chain = "".join(f"b{n}: {{means: b{n + 1}}}, " for n in range(3_000))
    yield pack("a chain of 3,000 definitions to nowhere", "firm: {able:", "firm: {" + chain + "able:", "T330 P505", alone=True)
    # A circle this long is stopped at 50 levels, before it is known to be one.
    circle = "".join(f"b{n}: {{means: b{(n + 1) % 1_000}}}, " for n in range(1_000))
    yield pack("a circle of 1,000 definitions", "firm: {able:", "firm: {" + circle + "able:", "P505 P549", alone=True)
    twice = "".join(f"b{n}: {{means: b{n + 1} and b{n + 1}}}, " for n in range(60))
    yield pack("definitions that double 60 times", "firm: {able:", "firm: {" + twice + "able:", "T330", alone=True)
    parents = "".join(f"  s{n}: {{of: s{n + 1}}}\n" for n in range(2_000))
    yield pack("a chain of 2,000 subjects", "facts:\n  firm:", parents + "facts:\n  firm:", "P550", alone=True)
    values = ", ".join(f"v{n}" for n in range(15_000))
    yield pack("a fact of 15,000 values without a table", "[small, middle, large]", f"[{values}]", "P523 P502", alone=True)
    colliding = "".join(f"  {n * (2**61 - 1)}: {{value: 0}}\n" for n in range(1, 9_000))
    yield pack("9,000 keys that collide as numbers", "  nothing: {value: 0}\n", colliding, "S205 P507", alone=True)
    deep = "{v: " * 40 + "1元" + "}" * 40
    yield pack("a value 40 levels deep", "{value: 50%}", f"{{value: {deep}}}", "P503", alone=True)
    bands = ", ".join(f"{{up_to: {10**6 - n}, value: 1元}}" for n in range(6_000))
    yield pack("6,000 falling bands", "{up_to: 10, value: 1万元}", bands, "P520", alone=True)
    tables = "facts:\n" + "".join(f"  s{n}:\n    f: {{type: [a, b]}}\n" for n in range(16))
    yield pack("facts of 16 subjects there are not", "facts:\n", tables, "P509", alone=True)
    by = ", ".join(f"f{n}" for n in range(16))
    facts = "".join(f"    f{n}: {{type: [a, b, c, d]}}\n" for n in range(16))
    yield Hostile("a table of 4,294,967,296 holes", "pack", PACK.replace("    listed: {type: bool}\n", "    listed: {type: bool}\n" + facts, 1)
                  .replace("{value: 50%}", f"{{by: [{by}], values: {{a: 1元}}}}").encode(), "P523 P501", alone=True)  # fmt: skip
    spread = "".join(f"b{n}: {{means: staff * b{n + 1}}}, " for n in range(1, 12)) + "b12: {means: staff}, "
    yield pack("a product of twelve", "firm: {able:", "firm: {" + spread + "able:", "T391 T340", alone=True)
    yield pack("9,000 wrong limits", "      - once\n", "      - {per: week}\n" * 9_000, "S204 P537", alone=True)
    yield pack("one line of 3,000,000 characters", "label: 开办费", "labl: " + "开" * 3_000_000, "S201", alone=True)
    yield pack(
        "a key of 5,000,000 characters",
        "  nothing: {value: 0}",
        "  ? " + "n" * 5_000_000 + "\n  : {value: 0}",
        "Y117 Y107",
        alone=True,
    )
    yield pack("9 MB of comments", "currency: CNY\n", "# 注\n" * 1_000_000 + "curency: CNY\n", "S201", alone=True)
    yield pack("9 MB of one quoted text", "label: 开办费", "labl: '" + "a\n\n" * 3_000_000 + "'", "S201 S207", alone=True)
    yield Hostile(
        "pack of more than 200,000 events",
        "pack",
        lambda: (PACK + "notes:\n" + "".join(f"  n{n}: {{text: a}}\n" for n in range(60_000))).encode(),
        "Y109",
        UNUSABLE,
        alone=True,
    )
