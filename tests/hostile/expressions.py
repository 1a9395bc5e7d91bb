"""Expressions that are none, that Python would take and the language does not, or that want to be too much."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.base import Hostile, amount, condition, pack

# Python that is no expression of the language.
PYTHON = {
    "power": ("staff == 9**9**9", "T307"), "shift": ("staff == 1 << 62", "T305"), "shift right": ("staff == 1 >> 2", "T305"),
    "remainder": ("staff % 2 == 0", "T307 T313"), "floor division": ("staff // 2 == 0", "T307"), "matrix": ("staff @ 2 == 0", "T305"),
    "invert": ("~staff == 0", "T307"), "bit and": ("listed & able", "T307"), "bit or": ("listed | able", "T307"), "bit xor": ("staff ^ 2 == 1", "T307"),
    "assignment": ("staff = 5", "T307"), "augmented": ("staff += 5", "T307 T312"), "walrus": ("(staff := 5)", "T307"), "not equal of SQL": ("staff <> 5", "T307"),
    "and of C": ("listed && able", "T307"), "or of C": ("listed || able", "T307"), "not of C": ("!listed", "T307"), "three equals": ("staff === 5", "T307"),
    "is": ("listed is True", "T322"), "is not": ("listed is not False", "T322"), "chain": ("1 < staff < 5", "T321"), "long chain": ("1 < staff < 5 < 9 < 12", "T321"),
    "lambda": ("(lambda: True)()", "T336"), "lambda with colon": ("(lambda x: x)(listed)", "T336"), "await": ("await listed", "T336"), "yield": ("(yield listed)", "T336"),
    "yield from": ("(yield from listed)", "T336"), "import": ("import os", "T336"), "import call": ("__import__('os')", "T333"), "async": ("async for", "T336"),
    "list comprehension": ("[x for x in post]", "T336"), "generator": ("any(x for x in post)", "T336"), "set comprehension": ("{x for x in post}", "T336 T305"),
    "dict comprehension": ("{x: 1 for x in post}", "T336 T305"), "dict": ("{'a': 1}", "T320 T305 T312"), "set": ("{1, 2}", "T320"), "subscript": ("kind[0]", "T320"),
    "slice": ("kind[0:1]", "T320 T305"), "f-string": ("f'{staff}' == 'a'", "T315"), "bytes": ("b'' == kind", "T315"), "raw": ("r'a' == kind", "T315"), "triple": ("kind == '''small'''", "T315"),
    "starred": ("any(*post)", "T320"), "double starred": ("any(**post)", "T307"), "keyword": ("round_down(x=grant, unit=grant)", "T307"), "ellipsis": ("...", "T320 T313"),
    "none": ("None", "T336"), "statement": ("listed; able", "T305 T312"), "colon": ("listed: able", "T305 T312"), "backslash": ("listed \\ and able", "T305"), "dollar": ("$listed", "T305"),
    "question": ("listed ? 1 : 2", "T305"), "decorator": ("@listed", "T305"), "hash": ("listed # able", "T305 Y119"), "exec": ("exec('1')", "T333"), "eval": ("eval('1')", "T333"),
    "open": ("open('a')", "T333"), "print": ("print(listed)", "T333"), "rand": ("rand()", "T333"), "getattr": ("getattr(firm, 'x')", "T333"), "type": ("type(listed)", "T333"),
    "int": ("int('5') == 5", "T333"), "backticks": ("`listed`", "T305"), "semicolon alone": (";", "T305 T312"), "arrow": ("listed -> able", "T312"), "tuple": ("(listed, able)", "T320"),
    "list": ("[listed]", "T320"), "nested list": ("kind in [['small']]", "T348"), "in text": ("'s' in 'small'", "T348 T356"), "in name": ("kind in staff", "T348"), "not in empty": ("kind not in []", "T348"),
    "if without else": ("listed if able", "T314"), "elif": ("listed elif able", "T336"), "else alone": ("else", "T312"), "and alone": ("and", "T312"), "trailing operator": ("listed and", "T312"),
    "two words": ("listed able", "T312"), "open parenthesis": ("(listed", "T310"), "stray parenthesis": ("listed)", "T311"), "crossed brackets": ("(listed]", "T311"), "open square": ("kind in ['small'", "T310"),
    "open quote": ("kind == 'small", "T315"), "double comma": ("any(post,, listed)", "T312"), "empty": ("", "T301 S206"), "blank": ("   ", "T301 S206"), "point": (".", "T312"), "quotes": ("''", "P506"),
}  # fmt: skip

# The ways out of a sandbox.
ATTRIBUTES = (
    "().__class__", "''.__class__.__mro__", "[].__class__.__base__.__subclasses__()", "(1).__class__", "able.__init__.__globals__", "firm.__class__", "firm.__dict__",
    "post.months.real", "firm.post.filled", "firm.kind.upper()", "kind.format(1)", "'{0.__class__}'.format(firm)", "'a'.join(['a'])", "as_of.year", "period.start.year",
    "grant.value", "award.rows", "counting.adopted", "past.__class__", "any.__globals__", "period.__class__", "firm._", "round_down.__code__", "True.real",
)  # fmt: skip

# Numbers that are none here.
NUMBERS = {
    "hexadecimal": ("0x1", "T313"), "octal": ("0o7", "T313"), "binary": ("0b1", "T313"), "underscore": ("1_0", "T313"), "imaginary": ("1j", "T313"), "exponent": ("1e5", "T313"),
    "huge exponent": ("1e400", "T313"), "big exponent": ("1E+999999999", "T313"), "leading nil": ("010", "T313"), "nineteen digits": ("9" * 19, "T313"), "five thousand digits": ("9" * 1500, "T313"),
    "thirteen decimals": ("0.1234567890123", "T313"), "no integer": (".5", "T313"), "no decimals": ("5.", "T313"), "two points": ("1.2.3", "T313"), "full-width": ("１２", "T304"), "arabic": ("٣", "T304 T313 T305"),
    "devanagari": ("३", "T304 T313 T305"), "roman": ("Ⅷ", "T304 T305"), "circled": ("①", "T304 T305"), "chinese": ("三", "T330"), "superscript": ("2²", "T304 T313"), "fraction": ("½", "T304 T305"),
    "infinity": ("inf", "T330"), "nan": ("nan", "T330"), "Infinity": ("Infinity", "T330"), "percent": ("50%", "T309"), "money": ("3万元", "T309"), "months": ("3个月", "T309"), "date": ("2022-02-30", "T309"),
    "day with points": ("2022.2.3", "T313"), "attribute of a number": ("1.real", "T313"), "letters": ("12abc", "T313"), "long": ("1L", "T313"), "decimal comma": ("1,5", "T320 T312"),
}  # fmt: skip

# What a word may be that looks like another.
LOOKALIKES = {
    "full-width letters": ("ｌｉｓｔｅｄ", "T304"), "ligature": ("ﬁrm_able", "T304"), "cyrillic": ("l\u0456sted", "T305"), "greek": ("α", "T305 T330"), "mathematical": ("𝐥𝐢𝐬𝐭𝐞𝐝", "T304"),
    "combining": ("listed\u0301", "T305"), "emoji": ("😀", "T305"), "full-width parenthesis": ("（listed）", "T304"), "full-width comma": ("any(post，filled)", "T304"),
    "full-width greater": ("staff ＞ 3", "T304"), "full-width equals": ("staff ＝＝ 3", "T304"), "greater or equal": ("staff ≥ 3", "T304"), "less or equal": ("staff ≤ 3", "T304"), "unequal": ("staff ≠ 3", "T304"),
    "curly quotes": ("kind == “small”", "T304"), "single curly quotes": ("kind == ‘small’", "T304"), "full-width quote": ("kind == ＇small＇", "T304"), "times": ("staff × 3 == 3", "T304"), "divided": ("staff ÷ 3 == 3", "T304"),
    "long dash": ("staff — 3 == 3", "T304"), "minus sign": ("staff − 3 == 3", "T304"), "full-width plus": ("staff ＋ 3 == 3", "T304"), "full stop": ("firm。kind == 'small'", "T304"), "full-width point": ("firm．kind == 'small'", "T304"),
    "pause mark": ("any(post、filled)", "T304"), "brackets": ("kind in 【'small'】", "T304"), "semicolon": ("listed； able", "T305 T304"), "exclamation": ("！listed", "T304 T305"), "full-width colon": ("listed： able", "T305 T304"),
    "ideographic space": ("listed　and able", "T304 T305"), "tab": ("listed\tand able", "T304 T305"), "percent": ("staff ＞ 50％", "T304"), "middle dot": ("firm·kind == 'small'", "T305 T304 T330"), "chinese and": ("listed 且 able", "T312"),
    "escape written": ("kind == '\x1b[31m'", "Y105"), "newline written": ("listed\nTrue", "T303"), "return written": ("listed\rTrue", "Y105"), "nul written": ("listed\0", "Y105"), "bidi written": ("kind == '\u202esmall'", "Y105"),
    "escaped quote": ("kind == 'sm\\'all'", "T305 T312 T315"), "backslash in quotes": ("kind == '\\x73mall'", "T305"), "surrogate pair": ("kind == '\U0001f600'", "T345"),
}  # fmt: skip

# Well formed, but wrong of type or name.
TYPES = {
    "unknown name": ("lsited", "T330"), "unknown in a chain": ("listed and lsited", "T330"), "unknown member": ("firm.lsited", "T331"), "unknown subject": ("frim.listed", "T332 T330"), "subject alone": ("firm", "T332"),
    "child's fact": ("filled", "T330"), "child's fact by name": ("post.filled", "T332 T331"), "unknown operator": ("anny(post, filled)", "T333"), "operator alone": ("any", "T335"), "table alone": ("award", "T334"),
    "parameter called": ("grant()", "T337"), "fact called": ("listed()", "T337 T333"), "text called": ("'any'(post)", "T324"), "result called": ("any(post, filled)()", "T324"),
    "table of too much": ("award(kind, kind) > grant", "T342"), "table of nothing": ("award() > grant", "T342"), "table of wrong type": ("award(staff) > grant", "T355"), "17 arguments": ("max(" + ", ".join(["1"] * 17) + ") > 0", "T342 T353 T341"),
    "500 arguments": ("max(" + ", ".join(["1"] * 500) + ") > 0", "T342 T353 T341"), "no argument": ("months() == months(1)", "T342"), "number": ("staff", "P506"), "money": ("grant", "P506"), "text": ("'listed'", "P506"), "date": ("as_of", "P506"),
    "text times number": ("'a' * 999 == kind", "T340"), "number times text": ("999 * 'a' == kind", "T340"), "text plus text": ("'a' + 'b' == kind", "T340 T356"), "bool plus bool": ("True + True == 2", "T340"), "bool order": ("True > False", "T340"),
    "money and number": ("income > 3", "T358"), "money and money": ("income * income > 元(1)", "T340"), "date and date": ("as_of - founded > 3", "T357"), "date and number": ("as_of + 3 > founded", "T340"), "id order": ("tax_id > 'a'", "T340 T346 T341"),
    "unknown value": ("kind == 'smal'", "T345"), "unknown value in list": ("kind in ['small', 'huge']", "T345"), "two names": ("'small' == 'small'", "T356"), "not number": ("not staff", "T343"), "negative bool": ("-listed == 1", "T340 T341"),
    "division by a fact": ("income / staff > 元(1)", "T349"), "division by nil": ("income / 0 > 元(1)", "T350"), "division by a nil parameter": ("income / nothing > 元(1)", "T350 T393"), "date without end": ("founded + years(9000) > as_of", "T394 T351"),
    "span of a fact": ("founded + months(staff) > as_of", "T351"), "huge product": ("staff * 999999999999999999 > 0", "T391"), "huge literal of money": ("万元(999999999999999) > grant", "T391"), "fold of nothing": ("any(firm, listed)", "T353"),
    "fold of a text": ("any('post', filled)", "T353"), "count of numbers": ("count(post, post.months) > 0", "T343 T354"), "sum of truths": ("sum(post, post.filled) > 0", "T354"),
    "arms": ("listed if able else staff", "T344 T343"), "reading compared": ("counting == 'all'", "T345"), "reading with number": ("counting == 3", "T340"), "table in itself": ("award(award(kind)) > grant", "T355"),
}  # fmt: skip

AMOUNTS = {
    "truth": ("listed", "T340 P506"), "number": ("staff", "P506"), "date": ("as_of", "P506"), "bare number": ("30000", "P506 P503"), "negative quota": ("grant * quota * quota / 7", "P546 T392"), "third": ("grant / 7", "P546 T392"),
    "huge": ("income * 999999999999", "T391 P545"), "text": ("'grant'", "P506"), "no unit": ("1e5", "T313"), "full-width": ("１２元", "T304 T309"), "three decimals": ("0.125元", "T313"), "two yuan": ("3 万元人民币", "T309 T312"),
    "infinite": ("inf", "T330"), "rounding to nothing": ("round_down(grant / 7, 元(0))", "T352"), "rounding to a fact": ("round_down(grant / 7, income)", "T352"),
}  # fmt: skip


def families() -> Iterator[Hostile]:
    for table in (PYTHON, LOOKALIKES, TYPES):
        for name, (text, code) in table.items():
            yield condition(name, text, code)
    for text in ATTRIBUTES:
        yield condition(f"attribute {text}", text, "T323 T331 T324 T332 T320 T313 T337 T335 T305")
    for name, (text, code) in NUMBERS.items():
        yield condition(f"number {name}", f"staff == {text}", code)
    for name, (text, code) in AMOUNTS.items():
        yield amount(name, text, code)


def sizes() -> Iterator[Hostile]:
    """Long and deep expressions; each would hurt Python's own parser or a walk by recursion."""
    yield condition("2,001 characters", " or ".join(["listed"] * 200) + " " * 2001, "T302", alone=True)
    yield condition("2,001 characters of a name", "n" * 2001, "T302")
    yield condition("100,000 terms", " and ".join(["listed"] * 100_000), "T302 S207", alone=True)
    yield condition("100,000 additions", "+".join(["staff"] * 100_000) + " > 0", "T302 S207", alone=True)
    yield condition("1,000,000 characters", "(" * 1_000_000, "T302 S207", alone=True)
    yield condition("300 parentheses", "(" * 300 + "listed" + ")" * 300, "T306", alone=True)
    yield condition("51 parentheses", "(" * 51 + "listed" + ")" * 51, "T306", alone=True)
    yield condition("51 nots", "not " * 51 + "listed", "T306", alone=True)
    yield condition("400 nots", "not " * 400 + "listed", "T306", alone=True)
    yield condition("5,000 minus signs", "-" * 5_000 + "staff > 0", "T302", alone=True)
    yield condition("1,900 minus signs", "-" * 1_900 + "staff > 0", "T306", alone=True)
    yield condition("900 additions", "1+" * 900 + "1 > 0", "T306", alone=True)
    yield condition("600 calls", "months(" * 200 + "1" + ")" * 200 + " == months(1)", "T306", alone=True)
    yield condition("600 attributes", "firm" + ".a" * 600, "T306", alone=True)
    yield condition("600 subscripts", "firm" + "[0]" * 600, "T306 T320", alone=True)
    yield condition("180 conditionals", "1 if listed else " * 110 + "2", "T306", alone=True)
    yield condition("1,000 open brackets", "[" * 1000, "T306 T310", alone=True)
    yield condition("990 commas", "listed" + "," * 990, "T312 T320")
    yield pack("two lines in a block text", "      - listed\n", "      - |\n        False\n        True\n", "T303")
    yield pack("a folded text kept", "      - listed\n", "      - |+\n        listed\n\n", "T303")
    yield pack("a comment in a block text", "      - listed\n", "      - |-\n        listed # and staff > 3\n", "T305")
    yield pack("half a condition lost to a comment", "      - listed\n", "      - lsited # and staff > 3\n", "Y119")
