"""`show` as a guide: what a reader finds in markdown, HTML and Word is what the pack says, in both languages, nothing else."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from engine.backends.prose import Speaker
from engine.backends.prose_amounts import say_amount, say_payers
from engine.pack.load import loads
from engine.pack.model import Pack
from engine.reports import page_html, page_markdown
from engine.reports.pack_prose import guide
from engine.reports.pack_prose_evidence import facts_of
from engine.reports.page import Grid, Line, Page, Section
from engine.reports.page_docx import as_docx
from tests.cli.support import ROOT, TAICANG, call, spawn
from tests.unit import prose_world

PACKS = [Path(TAICANG), *sorted(each for each in (ROOT / "examples" / "measures").glob("*.yaml") if ".cases" not in each.name)]


def load(path: Path) -> Pack:
    held = loads(path.read_bytes(), path.name).pack
    assert held is not None
    return held


def plain(text: str) -> str:
    """Without spaces, which a report is free to set."""
    return "".join(text.split()).lower()


def words(data: bytes) -> list[str]:
    """Every paragraph of a Word file, in its tables too."""
    body = docx.Document(io.BytesIO(data)).element.body
    return ["".join(piece.text or "\n" for piece in each.iter(qn("w:t"), qn("w:br"))) for each in body.iter(qn("w:p"))]


def promised(pack: Pack, lang: str) -> list[str]:
    """What a guide owes its reader, from the pack."""
    speaker = Speaker(pack, lang)
    owed = [pack.title.say(lang)]
    for rule in pack.rules.values():
        owed += [
            rule.label.say(lang),
            rule.cite,
            *(each.cite for each in rule.when),
            *(speaker.condition(each) for each in rule.when),
        ]
        owed += [say_amount(rule.amount, speaker)] if rule.amount else []
        owed += [say_payers(rule.paid_by, speaker)] if rule.kind == "amount" and not rule.owed else []
        owed += [limit.label.say(lang) for limit in rule.limits]
        facts = [pack.facts[key] for key in facts_of(rule, speaker)]
        owed += [
            text for fact in facts for text in (speaker.fact(fact.key), fact.evidence.say(lang), fact.certified_by.say(lang))
        ]
    owed += [reading.question.say(lang) for reading in pack.readings.values()]
    return [text for text in owed if text]


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_word_says_what_the_pack_says(path: Path) -> None:
    pack = load(path)
    text = plain("\n".join(words(as_docx(guide(pack, None, "both")))))
    assert not [owed for lang in ("zh", "en") for owed in promised(pack, lang) if plain(owed) not in text]


def test_one_language_alone_has_nothing_of_the_other() -> None:
    pack = load(Path(TAICANG))
    zh, en = (words(as_docx(guide(pack, None, lang))) for lang in ("zh", "en"))
    assert not [owed for owed in promised(pack, "en") if plain(owed) not in plain("\n".join(en))]
    assert "社工岗位补贴" in "".join(zh) and "post subsidy" not in "".join(zh)
    assert "社工岗位补贴" not in "".join(en)


@pytest.mark.parametrize("render", [page_markdown.as_markdown, page_html.as_html])
def test_markdown_and_html_hold_the_same_words(render) -> None:  # type: ignore[no-untyped-def]
    pack = load(Path(TAICANG))
    text = plain(
        re.sub(r"<[^>]*>|\\(?=[\[\]_*<>|~#&`])", "", render(guide(pack, None, "both")))
        .replace("&quot;", '"')
        .replace("&#x27;", "'")
    )
    assert not [owed for lang in ("zh", "en") for owed in promised(pack, lang) if plain(owed) not in text]


def test_a_benefit_says_what_to_bring_and_from_whom() -> None:
    """Only what counts under the readings adopted: a trading builder is asked for, a loan under the other reading alone."""
    pack = prose_world.pack()
    speaker = Speaker(pack, "zh")
    assert facts_of(pack.rules["opening"], speaker)[:2] == ["builder.state", "builder.founded_on"]
    assert "builder.loan" not in facts_of(pack.rules["opening"], speaker)
    other = Speaker(pack, "zh", {"strict": "on"})
    assert "builder.loan" in facts_of(pack.rules["opening"], other)
    text = page_markdown.as_markdown(guide(pack, "opening", "both"))
    assert "| 经营状态<br>state | 执照<br>licence | 工商所<br>the registrar |" in text


def test_a_shared_limit_that_is_switched_off_says_so_under_its_rules() -> None:
    pack = load(Path(TAICANG))
    (limit,) = pack.limits
    text = page_markdown.as_markdown(guide(pack, limit.binds[0], "zh"))
    assert f"{limit.label.zh}（现行口径下不适用）" in text


def test_the_same_pack_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """On another day too: nothing comes from the clock."""
    page = guide(prose_world.pack(), None, "both")
    first = as_docx(page)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert as_docx(page) == first
    with zipfile.ZipFile(io.BytesIO(first)) as held:
        assert {each.date_time for each in held.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in held.namelist() if b"Macintosh" in held.read(name)]  # the program that made the template


def test_properties_fonts_and_page_numbers() -> None:
    pack = load(Path(TAICANG))
    made = docx.Document(io.BytesIO(as_docx(guide(pack, None, "both"))))
    held = made.core_properties
    assert (held.title, held.subject, held.language) == (pack.title.zh, pack.title.en, "zh-CN")
    assert str(held.created.date()) == str(held.modified.date()) == pack.document["published"]
    assert pack.version in held.comments
    used = {each.style.name for each in made.paragraphs} | {
        p.style.name for t in made.tables for c in t._cells for p in c.paragraphs
    }
    for name in used:
        fonts = made.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) in ("宋体", "黑体") and not [each for each in fonts.attrib if "Theme" in each]
    fields = [each.text for each in made.sections[0].footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    headings = [each.text for each in made.paragraphs if each.style.name == "Heading 2"]
    assert len(headings) == len(pack.rules)
    heads = [t for t in made.tables if t._tbl.findall(f".//{qn('w:tblHeader')}")]
    assert len(heads) >= len(pack.rules)  # a long table says on every page what its columns are


def test_what_describes_a_table_stands_in_the_order_of_the_standard() -> None:
    """Word refuses a file where it does not (ISO/IEC 29500-1, 17.4.59)."""
    order = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    made = docx.Document(io.BytesIO(as_docx(guide(prose_world.pack(), None, "both"))))
    for table in made.tables:
        names = [each.tag.partition("}")[2] for each in table._tbl.tblPr]
        assert names == sorted(names, key=order.index)


def test_data_that_is_no_text_does_not_break_the_file() -> None:
    """A pack is refused for such characters; a report of anything else may still hold them."""
    bad = "桥\x07\u202e\ud800<w:p/>&"
    page = Page(bad, "zh", (), (Section(bad, (Line(bad, "yes"), Grid((bad,), ((bad,),)))),), (bad,), dated="no day")
    made = words(as_docx(page))
    assert sum("桥\\u0007\\u202e\\ud800<w:p/>&" in each for each in made) == 6


def test_both_languages_unless_one_is_named(small: str) -> None:
    asked = ["show", small, "--format", "markdown"]
    both, en, before = (
        spawn(*each, PYTHONIOENCODING="utf-8").stdout.decode()
        for each in (asked, [*asked, "--lang", "en"], ["--lang", "en", *asked])
    )
    assert "开办费<br>" in both and "start-up grant" in both.lower()
    assert "<br>" not in en and "开办费" not in en
    assert before == en


def test_word_to_a_file_and_to_a_pipe(small: str, tmp_path: Path) -> None:
    file = tmp_path / "指南.docx"
    assert call("show", small, "--format", "docx", "--output", str(file)).exit_code == 0
    piped = spawn("show", small, "--format", "docx", "--lang", "en")
    assert piped.returncode == 0 and piped.stdout == file.read_bytes()
    refused = call("show", small, "--format", "docx", "--output", str(tmp_path / "no" / "where.docx"))
    assert refused.exit_code == 4 and "U950" in refused.stderr and "where.docx" in refused.stderr


def test_without_the_extra_its_name_is_said(small: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [each for each in sys.modules if each.partition(".")[0] == "docx" or each.startswith("engine.reports.page_docx")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("engine.reports.page_docx", raising=False)
    monkeypatch.setitem(sys.modules, "docx", None)
    result = call("show", small, "--format", "docx")
    assert result.exit_code == 2 and "U926" in result.stderr and "tiaokuan[report]" in result.stderr
    assert call("show", small, "--format", "html").exit_code == 0


def test_a_screen_gets_no_archive(small: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    result = call("show", small, "--format", "docx")
    assert result.exit_code == 2 and "U927" in result.stderr and not result.stdout


def test_a_guide_names_no_rule_by_its_name_in_the_pack() -> None:
    pack = load(Path(TAICANG))
    for lang in ("zh", "en"):
        text = page_html.as_html(guide(pack, None, lang))
        assert not [name for name in pack.rules if name in text]


def test_a_benefit_lists_what_its_provision_leaves_open() -> None:
    """Also what changes no result: that no amount is stated, or to whom the money goes."""
    pack = load(Path(TAICANG))
    for rule in pack.rules.values():
        text = page_markdown.as_markdown(guide(pack, rule.name, "en"))
        notes = [note for note in pack.notes.values() if note.cite == rule.cite]
        assert not [note for note in notes if f"- {note.name} {note.text.en}" not in text]
    assert "- A11 公益活动经费没有数额" in page_markdown.as_markdown(guide(pack, "activity_funds", "zh"))


def test_a_remark_in_one_language_alone_does_not_part_the_others() -> None:
    """The post's approval: “that is” is needed in English only, what holds under every reading stands together."""
    text = page_markdown.as_markdown(guide(load(Path(TAICANG)), "post_subsidy", "both"))
    assert (
        "    - that is: post approved for the subsidy\n    - 各种口径下：岗位补贴已获批准：是，或者口径A16取“符合条件即享”<br>under every"
        in text
    )


def test_a_target_reads_as_a_sentence() -> None:
    text = page_markdown.as_markdown(guide(load(Path(TAICANG)), None, "en"))
    assert "compound professional organisations: at least 1, at most 2" in text
    assert "in villages and communities is at least 100%" in text


def test_a_long_guide_begins_with_its_sections_and_each_leads_there() -> None:
    pack = load(Path(TAICANG))
    page = guide(pack, None, "both")
    body = docx.Document(io.BytesIO(as_docx(page))).element.body
    links = [each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))]
    marks = {each.get(qn("w:name")): each.getparent() for each in body.iter(qn("w:bookmarkStart"))}
    assert links == list(marks) and len(links) == len(page.sections)
    for link, section in zip(links, page.sections, strict=True):
        assert section.title in "".join(each.text or "" for each in marks[link].iter(qn("w:t")))
    entries = ["".join(t.text or "" for t in each.iter(qn("w:t"))) for each in body.iter(qn("w:hyperlink"))]
    assert "1. 一次性开办费补贴　One-time start-up subsidy" in entries
    html = page_html.as_html(page)
    assert re.findall(r'href="#(s\d+)"', html) == re.findall(r'<section id="(s\d+)"', html)
    assert "<nav>" not in page_html.as_html(guide(pack, "post_subsidy", "both"))


def test_nothing_stands_alone_on_a_page() -> None:
    """The first rows stay with their heading, short rows and both languages of a text are whole, the foot has no page of one line."""
    made = docx.Document(io.BytesIO(as_docx(guide(load(Path(TAICANG)), None, "both"))))
    foot = [each for each in made.paragraphs if each.style is not None and each.style.name == "Foot"]
    assert [each.paragraph_format.keep_with_next for each in foot] == [*[True] * (len(foot) - 1), False]
    assert all(made.styles[name].paragraph_format.keep_together for name in ("Cell", "Under", "Label"))
    lists = [table for table in made.tables if not table._tbl.findall(f".//{qn('w:tblHeader')}") and len(table.rows) > 2]
    for table in lists:
        assert table.cell(0, 0).paragraphs[0].paragraph_format.keep_with_next
        assert table.rows[0]._tr.find(f".//{qn('w:cantSplit')}") is not None


def test_the_number_of_the_page_reads_as_a_sentence() -> None:
    for lang, said in (("zh", "第 1 页，共 1 页"), ("en", "page 1 of 1")):
        made = docx.Document(io.BytesIO(as_docx(guide(prose_world.pack(), None, lang))))
        assert made.sections[0].footer.paragraphs[0].text == said
