"""The table of comparison: what stands in its rows, and that Word, HTML and Markdown say it as a reviewer can use it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import Table, _Cell

from engine.analysis.diff.affected import measure_impact
from engine.analysis.diff.impact import Impact
from engine.analysis.diff.matching import match
from engine.analysis.diff.model import Behaviour, Difference, Finding
from engine.analysis.diff.replay import Replay
from engine.analysis.diff.rules import compare_rules
from engine.analysis.diff.span import span_of
from engine.analysis.diff.texts import compare_texts
from engine.analysis.population.reading import read_population
from engine.analysis.replaying import read_again
from engine.analysis.source.reading import read_text
from engine.pack.case import Case
from engine.pack.load import loads
from engine.pack.model import Pack
from engine.reports import page_html, page_markdown
from engine.reports.comparison import comparison
from engine.reports.comparison_rows import TableRow, is_slight, rows
from engine.reports.page_docx import as_docx
from tests.cli.support import ROOT, TAICANG, call, spawn
from tests.diff.support import MEASURE, edited, measure, pack_of

REVISION = ROOT / "examples" / "revision"


def load(path: Path) -> Pack:
    held = loads(path.read_bytes(), path.name).pack
    assert held is not None
    return held


@cache
def meals() -> Difference:
    """The invented measure with its texts; the behaviour of one rule by a case of ours."""
    sides = match(load(REVISION / "old.yaml"), load(REVISION / "new.yaml"))
    texts = [read_text(REVISION / name)[0] for name in ("old.txt", "new.txt")]
    assert texts[0] is not None and texts[1] is not None
    witness = """
as_of: 2025-06-15
point: {id: 甲, licensed: true, filed: true, equipment_cost: 5万元}
history: []
"""
    case = read_again(sides.new, witness)
    assert case is not None
    return Difference(
        sides,
        compare_texts(sides, (texts[0], texts[1])),
        tuple(compare_rules(sides)),
        (
            Behaviour(
                "equipment_grant",
                "equipment_grant",
                "changed",
                (finding(span_of(sides).continued(sides.old), sides.new, "equipment_grant", case),),
            ),
            Behaviour("training_subsidy", "training_subsidy", "equivalent", direction="same"),
        ),
    )


def finding(old: Pack, new: Pack, rule: str, case: Case) -> Finding:
    found = Replay(old, new, rule, rule).finding(case, ("more", "less", "newly_eligible", "no_longer"))
    assert found is not None
    return found


@cache
def small() -> Difference:
    """One number of the measure without texts."""
    sides = match(
        measure(),
        pack_of(
            edited(("grant: {value: 3万元", "grant: {value: 4万元"), ("新办企业给予开办费", "新办企业给予一次性开办费")),
            "new.yaml",
        ),
    )
    case = read_again(sides.new, "as_of: 2023-02-01\nfirm: {id: 甲, local: true, staff: 3, founded: 2022-03-01}\nhistory: []\n")
    assert case is not None
    behaviour = Behaviour("startup", "startup", "changed", (finding(sides.old, sides.new, "startup", case),), direction="more")
    return Difference(sides, compare_texts(sides), tuple(compare_rules(sides)), (behaviour,))


def of(cite: str) -> TableRow:
    return next(each for each in rows(meals()).rows if cite in (each.old, each.new))


# --- rows ---


def test_a_unit_stands_whole_with_its_changed_words() -> None:
    unit = of("三(三)").unit
    assert unit is not None and len(unit.changes) == 5
    before, after = ("".join(text for paragraph in side for _, text in paragraph) for side in (unit.before, unit.after))
    assert before.startswith("运营补贴。") and "二是送餐补贴。" in before and before.endswith("每年不超过8000元。")
    assert "送餐" not in after and "每人次补贴2.5元" in after
    assert ("ins", "2.5元") in unit.after[0] and not any(op == "ins" for paragraph in unit.before for op, _ in paragraph)


def test_points_of_a_unit_are_paragraphs_with_their_numbers() -> None:
    unit = of("三(一)").unit
    assert unit is not None
    assert ["".join(text for _, text in each)[:4] for each in unit.after] == ["建设补贴", "1.面积", "2.面积", "3.面积"]


def test_words_replaced_throughout_are_not_marked_again() -> None:
    unit = of("五(二)").unit
    assert unit is not None
    assert [text for op, text in unit.before[0] if op == "del"] == ["3个月"]
    assert "市民政局每" in unit.before[0][0][1] and "市养老服务局每" in unit.after[0][0][1]


def test_kinds_and_effects() -> None:
    assert (of("二(二)").kind, of("三(六)").kind, of("四(一)").kind) == ("added", "added", "changed")
    assert [each.kind for each in of("三(二)").effects] == ["parameter_changed"]
    assert {"parameter_added"} == {each.kind for each in of("六(三)").effects}  # the rule changed elsewhere: not without effect
    assert "reading_closed" in [each.kind for each in of("三(五)").effects]
    assert {"in_force"} == {each.kind for each in of("六(二)").effects}  # it cites nothing, and the words say the same days
    assert not rows(meals()).elsewhere


def test_punctuation_and_numerals_alone_are_no_row() -> None:
    held = rows(meals())
    assert [each.new for each in held.slight] == ["一(三)第2句", "三(三)第5句"]
    assert "一(三)" not in [each.new for each in held.rows]
    assert [(each.old, each.new) for each in held.renumbered] == [
        ("二(二)", "二(三)"),
        ("二(三)", "二(四)"),
        ("三(六)", "三(七)"),
    ]
    assert not any(map(is_slight, of("四(一)").changes))


def test_a_witness_stands_where_its_rule_changed() -> None:
    assert [each.number for each in of("三(二)").witnesses] == [1]
    assert not of("三(一)").witnesses and not of("六(二)").witnesses


def test_without_texts_a_row_is_a_provision_and_says_that_it_is_a_summary() -> None:
    text = page_markdown.as_markdown(comparison(small(), "zh"))
    assert "影响或可能影响认定结果的变化1项；文字、名称等变动0项" in text
    assert (
        "概述，非原文" in text
        and "| 1 | **第二条**<br>新办企业给予开办费 | **第二条**<br>新办企业给予一次性开办费 | 修改 |" in text
    )


def test_a_rewording_without_effect_is_called_so() -> None:
    sides = match(measure(), pack_of(edited(("按规模奖励", "按照规模奖励")), "new.yaml"))
    (row,) = rows(Difference(sides, compare_texts(sides), tuple(compare_rules(sides)))).rows
    assert row.kind == "wording" and row.rules
    unruled = match(measure(), pack_of(edited(("合计限额, en: all", "合计的限额, en: all")), "new.yaml"))
    (row,) = rows(Difference(unruled, compare_texts(unruled), tuple(compare_rules(unruled)))).rows
    assert row.kind == ("wording" if row.rules else "changed")


# --- Markdown ---


def test_markdown_of_a_small_difference() -> None:
    text = page_markdown.as_markdown(comparison(small(), "zh"))
    row = next(line for line in text.splitlines() if line.startswith("| 1 | **第二条**"))
    assert row == (
        "| 1 | **第二条**<br>新办企业给予开办费 | **第二条**<br>新办企业给予一次性开办费 | 修改 | 依据和理由：（由起草单位填写）<br>"
        "**规则效果**<br>　〔开办费〕数额、期限等数字变更：开办费 3万元 → 4万元，提高33.3%<br>"
        "**例1 开办费：金额增加，差额+10,000元**<br>"
        "　申请日2023年2月1日；企业“甲”（在本市：是，人数：3，成立日：2022年3月1日）<br>"
        "　修订前：给付 30,000元（3万元）<br>　修订后：给付 40,000元（4万元） |"
    )
    assert (
        "| 开办费 | **结果有变** | 对申请人更有利 | 数额、期限等数字变更：开办费 3万元 → 4万元，提高33.3% | 例1 金额增加：差额+10,000元 |"
        in text
    )
    assert "| 结论 | **给付 30,000元（3万元）** | **给付 40,000元（4万元）** |" in text


def test_marked_words_in_markdown_are_tags() -> None:
    text = page_markdown.as_markdown(comparison(meals(), "zh"))
    assert "按照购置费用的<del>30%</del>给予补贴" in text and "按照购置费用的<b>40%</b>给予补贴" in text
    assert "全文：<del>市民政局</del> | 全文：<b>市养老服务局</b> | 文字" in text and text.count("<del>市民政局</del>") == 1


def test_english_is_complete() -> None:
    """Beside the words of the texts, names and citations nothing is left in Chinese."""
    text = page_markdown.as_markdown(comparison(small(), "en"))
    left = set(re.findall(r"[\u4e00-\u9fff]{2,}", re.sub(r"第[一二三四五六七]条|某办|号|市财政", "", text)))
    assert left == set()


# --- HTML ---


class Outer(HTMLParser):
    """Whatever would fetch something."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        held = dict(attrs)
        self.found += [
            value for name in ("src", "href", "action", "data") if (value := held.get(name)) and not value.startswith("#")
        ]
        if tag in ("script", "link", "iframe", "img", "object"):
            self.found.append(tag)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_html_needs_nothing_from_elsewhere(lang: str) -> None:
    html = page_html.as_html(comparison(meals(), lang))
    parser = Outer()
    parser.feed(html)
    assert not parser.found and "url(" not in html.replace("url(#before)", "") and "@import" not in html
    assert {"ins", "del"} <= set(parser.tags) and parser.tags.count("section") == len(comparison(meals(), lang).sections)
    assert "size:A4 landscape" in html


# --- Word ---


@cache
def word(lang: str = "zh") -> bytes:
    return as_docx(comparison(meals(), lang))


def tables(lang: str = "zh") -> list[Table]:
    return docx.Document(io.BytesIO(word(lang))).tables


def table() -> Table:
    return next(each for each in tables() if each.cell(0, 0).text == "序号" and each.cell(0, 3).text == "修订类型")


def row_of(cite: str) -> list[_Cell]:
    return next(
        list(each.cells)
        for each in table().rows
        if cite in (each.cells[1].text.split("\n")[0], *each.cells[2].text.split("\n")[:2])
    )


def test_the_columns_are_those_of_such_tables() -> None:
    assert [each.text for each in table().rows[0].cells] == [
        "序号",
        "修订前（云溪政办（虚构）〔2021〕8号，2021年12月10日）",
        "修订后（云溪政办（虚构）〔2024〕11号，2024年11月20日）",
        "修订类型",
        "修订依据和理由",
    ]
    assert [each.cells[0].text for each in table().rows[1:]] == [str(at) for at in range(1, len(table().rows))]


def test_words_that_went_are_struck_and_words_that_came_are_bold() -> None:
    _, old, new, kind, _ = row_of("三(二)")
    struck = [run.text for each in old.paragraphs for run in each.runs if run.font.strike]
    bold = [run.text for each in new.paragraphs[1:] for run in each.runs if run.font.bold]
    assert (struck, bold, kind.text) == (["30%"], ["40%"], "修改")
    assert not [run for each in new.paragraphs for run in each.runs if run.font.strike]


def test_added_has_an_empty_left_cell() -> None:
    _, old, new, kind, _ = row_of("三(六)")
    assert (old.text, kind.text) == ("", "新增") and new.text.startswith("【新增】")


def test_what_was_deleted_has_an_empty_right_cell() -> None:
    sides = match(
        measure(), pack_of(edited(("\n  第七条: {kind: limit, summary: {zh: 合计限额, en: all together}}", "")), "new.yaml")
    )
    page = comparison(Difference(sides, compare_texts(sides), tuple(compare_rules(sides))), "zh")
    text = page_markdown.as_markdown(page)
    assert "| 1 | **【删除】**<br>**第七条**<br>合计限额 |  | 删除 |" in text


def test_global_replacements_come_first_and_once() -> None:
    first = table().rows[1].cells
    assert (first[1].text, first[2].text) == ("全文：市民政局", "全文：市养老服务局")
    struck = [run.text for each in table().rows[2:] for p in each.cells[1].paragraphs for run in p.runs if run.font.strike]
    assert not [text for text in struck if "民政局" in text]


def test_every_page_says_what_its_columns_are_and_its_number() -> None:
    held = docx.Document(io.BytesIO(word()))
    assert table().rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    section = held.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE and section.page_width > section.page_height  # type: ignore[operator]
    assert section.footer.paragraphs[0].text == "第 1 页，共 1 页"


def test_chinese_fonts_are_named() -> None:
    held = docx.Document(io.BytesIO(word()))
    for name in ("Sheet", "Sheet Head", "Sheet Name", "Title", "Cell"):
        fonts = held.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) in ("宋体", "黑体") and fonts.get(qn("w:ascii")) == "Arial"


def test_what_describes_a_boxed_table_stands_in_the_order_of_the_standard() -> None:
    order = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    for each in tables():
        names = [child.tag.partition("}")[2] for child in each._tbl.tblPr]
        assert names == sorted(names, key=order.index)


def test_the_same_difference_gives_the_same_bytes() -> None:
    assert word() == as_docx(comparison(meals(), "zh"))


def test_the_reviewer_finds_checklist_and_signatures() -> None:
    heads = [[each.text for each in one.rows[0].cells] for one in tables()]
    assert ["序号", "审核要点", "本次比较的提示", "审核意见"] in heads and ["起草", "审核", "日期"] in heads


# --- the command ---


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    for name, text in (("old.yaml", MEASURE), ("new.yaml", edited(("grant: {value: 3万元", "grant: {value: 4万元")))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml")


LAYERS = ("--layer", "text", "--layer", "rules")


def test_to_a_file_and_to_a_pipe(files: tuple[str, str], tmp_path: Path) -> None:
    out = tmp_path / "对照表.docx"
    assert call("diff", *files, *LAYERS, "--format", "docx", "--output", str(out), lang="zh").exit_code == 1
    piped = spawn("diff", *files, *LAYERS, "--format", "docx", "--lang", "zh")
    assert piped.returncode == 1 and piped.stdout == out.read_bytes()
    assert docx.Document(str(out)).core_properties.title.startswith("修订对照表")
    for form in ("html", "markdown", "text", "json"):
        at = tmp_path / f"report.{form}"
        shown = call("diff", *files, *LAYERS, "--format", form, "--output", str(at), lang="zh")
        assert shown.exit_code == 1 and not shown.stdout and at.read_bytes()


def test_no_file_where_nothing_can_be_compared(files: tuple[str, str], tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    broken = tmp_path / "broken.yaml"
    broken.write_text(MEASURE.replace("amount: grant", "amount: grand"), encoding="utf-8")
    assert call("diff", files[0], str(broken), "--format", "docx", "--output", str(out)).exit_code == 2
    assert call("diff", files[0], files[0], TAICANG, "--format", "docx", "--output", str(out)).exit_code == 2
    assert not out.exists()
    same = call("diff", files[0], files[0], *LAYERS, "--format", "html", lang="zh")
    assert same.exit_code == 0 and "没有需要列出的条文变动" in same.stdout


# --- the hypothetical revision, which has no texts ---


@cache
def hypothetical() -> Difference:
    sides = match(load(Path(TAICANG)), load(REVISION / "taicang_hypothetical.yaml"))
    return Difference(sides, compare_texts(sides), tuple(compare_rules(sides)))


def test_a_condition_that_is_gone_is_looked_for_in_the_old_text() -> None:
    """四(五)第11句 is 第12句 in the new one; what is now 第11句 is another sentence."""
    held = rows(hypothetical())
    row = next(each for each in held.rows if each.old == "四(五)第11句")
    assert "condition_removed" in [each.kind for each in row.effects] and row.new == "四(五)第12句"
    assert not held.elsewhere


def test_the_reason_of_a_choice_is_in_words() -> None:
    """Also where an answer comes from another process, so that its places are not those of the pack."""
    sides = hypothetical().sides
    case = read_again(
        sides.new,
        "as_of: 2022-06-15\npurchase: {id: 甲, is_transfer_item: true, price: 100万元}\nhistory: []\n",
    )
    assert case is not None
    found = Replay(sides.old, sides.new, "procurement_procedure", "procurement_procedure").finding(case, ("other_procedure",))
    assert found is not None
    gone = [
        replace(each, because=tuple(replace(step, place=None) for step in each.because))
        for each in (found.before, found.after)
        if each
    ]
    moved = replace(found, before=gone[0], after=gone[1])
    behaviour = (Behaviour("procurement_procedure", "procurement_procedure", "changed", (moved,), direction="same"),)
    text = page_markdown.as_markdown(comparison(replace(hypothetical(), behaviour=behaviour), "zh"))
    assert "tender" not in text and "公开招标起点" in text


# --- a list of applicants ---


@cache
def with_list() -> Difference:
    sides = hypothetical().sides
    population, wrong = read_population(REVISION / "taicang_applicants.csv", sides)
    assert population is not None, wrong
    return replace(hypothetical(), impact=measure_impact(sides, population))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_list_is_drawn_in_html_and_counted_in_word(lang: str) -> None:
    page = comparison(with_list(), lang)
    html = page_html.as_html(page)
    impact = with_list().impact
    assert isinstance(impact, Impact)
    assert (
        html.count("<svg") == 1
        and html.count("<rect") == 2 * sum(bool(each.before.high or each.after.high) for each in impact.totals) + 3
    )
    parser = Outer()
    parser.feed(html)
    assert not parser.found
    totals = [each for each in docx.Document(io.BytesIO(as_docx(page))).tables if each.cell(0, 1).text in ("年度", "Year")]
    assert len(totals) == 1 and len(totals[0].rows) == len(impact.totals) + 1
    assert len(page_markdown.as_markdown(page).split("applicants.csv")) > len(impact.moved)


def test_without_a_list_that_is_said() -> None:
    assert "未提供申请人名单" in page_markdown.as_markdown(comparison(hypothetical(), "zh"))
    assert "未提供申请人名单" not in page_markdown.as_markdown(comparison(with_list(), "zh"))
