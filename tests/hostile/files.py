"""Files that are no text, or no plain YAML."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.base import CASE, NO, PACK, UNUSABLE, Hostile, Kind, case, pack

TEXTS: dict[Kind, str] = {"pack": PACK, "case": CASE}

# Encodings that are not UTF-8; each of them writes Chinese, or (Latin-1) what it has of it.
ENCODINGS = (
    "gb18030",
    "gbk",
    "big5",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-le",
    "utf-32-be",
    "euc-kr",
    "shift-jis",
)

# One character each that a reader cannot see, or that is a line end to some programs and none to others.
UNSEEN = {
    "nul": "\0", "bell": "\a", "backspace": "\b", "escape": "\x1b", "vertical-tab": "\v", "form-feed": "\f", "delete": "\x7f",
    "csi": "\x9b", "osc": "\x9d", "nel": "\x85", "nbsp": "\xa0", "soft-hyphen": "\xad", "line-separator": "\u2028",
    "paragraph-separator": "\u2029", "zero-width-space": "\u200b", "zero-width-joiner": "\u200d", "word-joiner": "\u2060",
    "left-to-right": "\u202a", "right-to-left-override": "\u202e", "isolate": "\u2066", "arabic-mark": "\u061c",
    "bom-inside": "\ufeff", "noncharacter": "\uffff", "interlinear": "\ufff9", "tag-letter": "\U000e0041", "lone-return": "\r",
}  # fmt: skip


def encodings() -> Iterator[Hostile]:
    for kind, text in TEXTS.items():
        for name in ENCODINGS:
            data = text.encode(name, "replace")
            yield Hostile(f"{kind} in {name}", kind, data, "Y104 Y105", _exit_of(data), alone=True)
        yield Hostile(f"{kind} in latin-1", kind, ("# café\n" + text).encode("latin-1", "replace"), "Y104", UNUSABLE, alone=True)
        yield Hostile(
            f"{kind} with bytes cut in a character", kind, text.encode()[: text.encode().index(b"\xe5") + 1], "Y104", UNUSABLE
        )
        yield Hostile(f"{kind} with a surrogate", kind, (text + "x: \ud800\n").encode("utf-8", "surrogatepass"), "Y104", UNUSABLE)
        yield Hostile(f"{kind} with an overlong slash", kind, text.encode() + b"x: \xc0\xaf\n", "Y104", UNUSABLE)
        yield Hostile(f"{kind} that is a zip", kind, b"PK\x03\x04" + b"\x14\0\xff\xfe" * 400, "Y104", UNUSABLE)
        yield Hostile(f"{kind} that is a pdf", kind, b"%PDF-1.7\n\xb5\xb5\xb5\xb5\n" * 40, "Y104", UNUSABLE)
        yield Hostile(f"{kind} of random bytes", kind, bytes((n * n * 7 + 13 * n) % 256 for n in range(5000)), "Y104", UNUSABLE)
        yield Hostile(f"{kind} with two marks", kind, b"\xef\xbb\xbf\xef\xbb\xbf" + text.encode(), "Y105", NO)
        for name, blank in {
            "nothing": b"",
            "a mark": b"\xef\xbb\xbf",
            "blanks": b" \n\n",
            "a comment": b"# x\n",
            "dashes": b"---\n",
        }.items():
            yield Hostile(f"{kind} of {name}", kind, blank, "Y106", NO)


def _exit_of(data: bytes) -> int:
    """Bytes that happen to be UTF-8 could be read, and are refused for the NUL in them."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return UNUSABLE
    return NO


def unseen() -> Iterator[Hostile]:
    for name, character in UNSEEN.items():
        yield pack(
            f"pack {name} in a key",
            "    listed: {type",
            f"    lis{character}ted: {{type",
            "Y105",
            alone=name in ("escape", "nul"),
        )
        yield pack(f"pack {name} in a text", "label: 开办费", f"label: '开{character}办费'", "Y105")
        yield case(
            f"case {name} in a value", "id: P1", f"id: P{character}1", "Y105", alone=name in ("csi", "right-to-left-override")
        )
        yield case(f"case {name} at the end", "verdict: refused}}\n", f"verdict: refused}}}}\n{character}", "Y105")


def forms() -> Iterator[Hostile]:
    """What YAML can do besides writing maps, lists and scalars."""
    yield pack("anchor on a scalar", "value: 3万元", "value: &a 3万元", "Y111")
    yield pack("anchor on a map", "  firm: {able:", "  firm: &a {able:", "Y111")
    yield pack("alias", "amount: grant\n    limits:\n", "amount: *grant\n    limits:\n", "Y111")
    yield pack("alias as a key", "  nothing: {value: 0}", "  *nothing : {value: 0}", "Y111")
    yield pack("merge key", "  nothing: {value: 0}", "  nothing: {<<: {value: 0}}", "Y112")
    yield pack("merge key in a block", "  nothing: {value: 0}", "  nothing:\n    <<: {value: 0}", "Y112")
    for name in (
        "!x",
        "!!str",
        "!!python/object/apply:os.system",
        "!<tag:yaml.org,2002:int>",
        "!!binary",
        "!!set",
        "!!timestamp",
    ):
        yield pack(f"tag {name}", "value: 3万元", f"value: {name} 3万元", "Y113")
        yield case(f"tag {name}", "degree: master", f"degree: {name} master", "Y113")
    yield pack("tag on a list", "type: [small", "type: !!seq [small", "Y113")
    yield pack("tag with a handle", "value: 3万元", "value: !e!x 3万元", "Y107 Y113")
    for name, text in {
        "%YAML 1.1": "%YAML 1.1\n---\n",
        "%YAML 9.9": "%YAML 9.9\n---\n",
        "%TAG": "%TAG ! tag:x,2000:\n---\n",
    }.items():
        yield Hostile(f"pack directive {name}", "pack", (text + PACK).encode(), "Y114 Y107")
        yield Hostile(f"case directive {name}", "case", (text + CASE).encode(), "Y114 Y107")
    for kind, text in TEXTS.items():
        yield Hostile(f"{kind} in two documents", kind, (text + "---\n" + text).encode(), "Y115")
        yield Hostile(f"{kind} after an empty document", kind, ("---\n---\n" + text).encode(), "Y115")
        yield Hostile(f"{kind} after the end of one", kind, (text + "...\n---\na: 1\n").encode(), "Y115")
        yield Hostile(
            f"{kind} that is a list", kind, ("- " + text.replace("\n", "\n  ").rstrip() + "\n").encode(), "S203 P501 C701"
        )
        yield Hostile(f"{kind} that is a word", kind, b"registered\n", "S203 P501 C701")
        yield Hostile(f"{kind} that is an empty list", kind, b"[]\n", "S203 P501 C701")
        yield Hostile(f"{kind} that is an empty map", kind, b"{}\n", "S202 P504 C706 S206 C708")
    yield pack("list as a key", "  nothing: {value: 0}", "  [a, b]: {value: 0}", "Y116")
    yield pack("map as a key", "  nothing: {value: 0}", "  {a: b}: {value: 0}", "Y116")
    yield pack("question mark key", "  nothing: {value: 0}", "  ? {a: b}\n  : {value: 0}", "Y116")
    yield pack("block text as a key", "  nothing: {value: 0}", "  ? |\n    nothing\n  : {value: 0}", "Y116 S205 P507")
    yield pack("key of 129 characters", "  nothing: {value: 0}", f"  {'n' * 129}: {{value: 0}}", "Y117")
    yield case("key of 129 characters", "readings: {ceiling", f"readings: {{{'r' * 129}: a, ceiling", "Y117")
    yield pack("key of 1024 Han characters", "  nothing: {value: 0}", f"  {'数' * 1024}: {{value: 0}}", "Y117 Y107")
    yield pack("empty key", "  nothing: {value: 0}", "  '': {value: 0}", "S205 P507")
    yield pack("blank key", "  nothing: {value: 0}", "  ' ': {value: 0}", "S205 P507")
    yield pack("no value", "  nothing: {value: 0}", "  nothing:", "S203 P501 P513")


def broken() -> Iterator[Hostile]:
    """What is no YAML at all."""
    slips = {
        "open bracket": ("when: [filled]", "when: [filled"), "open brace": ("{value: 50%}", "{value: 50%"), "open quote": ("cite: 第三条", "cite: '第三条"),
        "open double quote": ("cite: 第三条", 'cite: "第三条'), "wrong closing": ("when: [filled]", "when: [filled}"),
        "tab": ("    cite: 第三条", "\tcite: 第三条"), "tab after spaces": ("    cite: 第三条", "  \t  cite: 第三条"),
        "outdent": ("    cite: 第三条", "   cite: 第三条"), "indent": ("    cite: 第三条", "      cite: 第三条"),
        "at sign": ("label: 岗位补贴", "label: @岗位"), "backtick": ("label: 岗位补贴", "label: `岗位`"), "percent": ("label: 岗位补贴", "label: %岗位"),
        "unknown escape": ("label: 岗位补贴", 'label: "\\岗"'), "octal escape": ("label: 岗位补贴", 'label: "\\012"'),
        "broken escape": ("label: 岗位补贴", 'label: "\\xZZ"'), "colon in a text": ("label: 岗位补贴", "label: 岗位: 补贴"),
        "no colon": ("    cite: 第三条", "    cite 第三条"), "two colons": ("    cite: 第三条", "    cite: : 第三条"),
        "dash among keys": ("    cite: 第三条", "    - cite: 第三条"), "comma first": ("when: [filled]", "when: [, filled]"),
        "brace in brace": ("{value: 50%}", "{value: {50%}"), "text after a quote": ("cite: 第三条", "cite: '第三'条"),
        "block indicator": ("cite: 第三条", "cite: |9x\n 第三条"), "ampersand": ("label: 岗位补贴", "label: & 岗位"), "star": ("label: 岗位补贴", "label: * 岗位"),
        "bang": ("label: 岗位补贴", "label: !<岗位"),
    }  # fmt: skip
    for name, (old, new) in slips.items():
        yield pack(f"broken by {name}", old, new, "Y122" if name.startswith("tab") else "Y107 Y120 Y111 Y105")
    for name, (old, new) in {
        "open bracket": ("2022-03-05]}", "2022-03-05}"), "open quote": ("id: P1", "id: 'P1"), "tab": ("  kind: s", "\tkind: s"),
        "colon": ("case: 甲社", "case: 甲: 社"), "dash": ("  kind: s", "  - kind: s"), "percent": ("degree: master", "degree: %master"),
        "three dots": ("degree: master", "degree: ]master"), "outdent": ("  kind: s", " kind: s"),
    }.items():  # fmt: skip
        yield case(f"broken by {name}", old, new, "Y122" if name == "tab" else "Y107 Y120")


def doubled() -> Iterator[Hostile]:
    """The same key twice, at every level."""
    for name, old, new in (
        ("top", "currency: CNY\n", "currency: CNY\nid: small\n"), ("block", "  nothing: {value: 0}\n", "  nothing: {value: 0}\n  grant: {value: 1}\n"),
        ("flow", "{value: 50%}", "{value: 50%, value: 60%}"), ("quoted", "{value: 50%}", "{value: 50%, 'value': 60%}"),
        ("escaped", "{value: 50%}", '{value: 50%, "v\\x61lue": 60%}'), ("fact", "    listed: {type: bool}\n", "    listed: {type: bool}\n    kind: {type: int}\n"),
        ("value of a table", "small: 1万元, ", "small: 1万元, small: 2万元, "), ("option", "{each: {label: 逐人},", "{each: {label: 逐人}, each: {label: 二},"),
        ("rule", "  coverage:\n", "  startup:\n"), ("label", "{zh: 企业, en: firm}", "{zh: 企业, zh: 公司}"), ("limit", "{at_most: grant, per", "{at_most: grant, at_most: quota, per"),
        ("payer", "{city: 50%, ", "{city: 50%, city: 40%, "), ("provision", "  第二条: {", "  第二条: {kind: grant}\n  第二条: {"),
    ):  # fmt: skip
        yield pack(f"doubled at {name}", old, new, "Y110")
    for name, old, new in (
        ("top", "period: 2022\n", "period: 2022\nas_of: 2023-01-01\n"), ("fact", "degree: master", "degree: master, degree: doctor"),
        ("line", "amount: 3万元", "amount: 3万元, amount: 1万元"), ("child", "id: P1, approved", "id: P1, approved: false, approved"),
        ("reading", "{ceiling: decided}", "{ceiling: decided, ceiling: paid}"), ("expect", "{verdict: refused}", "{verdict: refused, verdict: granted}"),
    ):  # fmt: skip
        yield case(f"doubled at {name}", old, new, "Y110")


def full_width() -> Iterator[Hostile]:
    """Full-width punctuation where YAML wants the narrow kind."""
    yield pack("full-width colon at the top", "currency: CNY", "currency：CNY", "Y118")
    yield pack("full-width colon inside", "    cite: 第三条", "    cite：第三条", "Y118")
    yield pack("full-width colon and space", "    cite: 第三条", "    cite： 第三条", "Y118")
    yield pack("full-width colon in braces", "{value: 50%}", "{value：50%}", "Y118 Y107 S201")
    yield pack("full-width comma in braces", "{city: 50%, district: rest}", "{city: 50%，district: rest}", "Y107 P501 P503 P531")
    yield pack("full-width comma in brackets", "[small, middle, large]", "[small，middle，large]", "P510 P507 P502 P514")
    yield pack("full-width brackets", "when: [filled]", "when: ［filled］", "T304")
    yield pack("full-width square brackets", "when: [filled]", "when: 【filled】", "T304")
    yield pack("full-width braces", "{value: 50%}", "｛value: 50%｝", "Y107 S203")
    yield pack("full-width quotes in YAML", "adopted: each", "adopted: “each”", "P516")
    yield pack("full-width hash", "value: 3万元, cite", "value: 3万元＃, cite", "P521")
    yield pack("full-width dash", "      - listed", "      － listed", "T304 Y107")
    yield pack("full-width word", "amount: grant\n    limits:\n", "amount: ｇｒａｎｔ\n    limits:\n", "T304")
    yield pack("no space after a colon", "    cite: 第三条", "    cite:第三条", "Y120")
    yield pack("ideographic space", "    cite: 第三条", "　   cite: 第三条", "Y107")
    yield case("full-width colon in a case", "period: 2022", "period：2022", "Y118")
    yield case("full-width colon in a case's braces", "{price: 90万元}", "{price：90万元}", "Y118 C727 S201")
    yield case("full-width comma in a case's braces", "approved: true, months", "approved: true，months", "Y107 C713")
    yield case("full-width braces in a case", "{price: 90万元}", "｛price: 90万元｝", "Y107 C701")
