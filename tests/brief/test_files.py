"""Word, Excel and PDF as files: the form of GB/T 9704, cells with types and formats, named faults of what is not installed."""

from __future__ import annotations

import importlib.util
import io
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from policyparse.brief import compare, render
from policyparse.brief.chart import Chart, draw_svg
from policyparse.brief.pdf import write_pdf
from policyparse.brief.sheet import Amount, Sheet, write_workbook
from policyparse.brief.template import template_folder
from policyparse.brief.word import PAPER
from policyparse.errors import MissingExtra, RenderError
from policyparse.figure import Extraction

Three = tuple[Extraction, Extraction, Extraction]


def book_of(*rows: tuple[Any, ...]) -> openpyxl.Workbook:
    made = write_workbook([Sheet("一/[二]", ("甲", "乙"), rows, (10, 20))], "题")
    return openpyxl.load_workbook(io.BytesIO(made))


@pytest.mark.parametrize(
    ("value", "unit", "held", "format"),
    [
        ("85", "%", 0.85, "0%"),
        ("33.4", "%", 0.334, "0.0%"),
        ("16200", "个", 16200, "#,##0"),
        ("-1.25", "", -1.25, "#,##0.00"),
        ("2/3", "", 2 / 3, "#,##0.0000"),
    ],
)
def test_a_number_is_a_number_with_its_format(value: str, unit: str, held: float, format: str) -> None:
    cell = book_of((Amount(Fraction(value), unit), ""))["一  二 "]["A2"]
    assert cell.data_type == "n"
    assert cell.value == pytest.approx(held)
    assert cell.number_format == format


@pytest.mark.parametrize("text", ["=1+1", "+1", "-8户", "@x", "R&D <b> {{x}} =1+1", "a\x00b"])
def test_a_string_stays_a_string(text: str) -> None:
    cell = book_of((text, None)).worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert cell.value == text.replace("\x00", " ")
    assert bool(cell.quotePrefix) == text.startswith(("=", "+", "-", "@"))


def test_a_sheet_keeps_its_head_in_view() -> None:
    page = book_of(("x", 1)).worksheets[0]
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == "A1:B2"
    assert (page.column_dimensions["A"].width, page.column_dimensions["B"].width) == (10, 20)


def test_a_workbook_has_sources_and_parameters(elder_care: Three) -> None:
    old, new, bulletin = elder_care
    book = openpyxl.load_workbook(io.BytesIO(render(compare(old, new, observed=(bulletin,)), format="xlsx")))
    assert book.sheetnames == ["变化情况", "比较对象", "来源", "参数"]
    said = [cell.value for row in book["参数"].iter_rows() for cell in row]
    assert any("policyparse" in str(value) for value in said)
    targets = {cell.value for cell in book["变化情况"]["J"][1:]}
    assert 0.73 in targets and 8500000 in targets


def load_script(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_paper_is_what_its_script_builds() -> None:
    script = Path(__file__).parents[2] / "tools" / "build_paper.py"
    assert load_script(script).build_paper() == (template_folder() / PAPER).read_bytes()


def test_what_is_packaged_with_the_templates_is_templates_only() -> None:
    """The folder goes into the wheel whole, so a script in it would be installed."""
    assert {path.suffix for path in template_folder().iterdir()} == {".j2", ".yaml", ".docx"}


@pytest.fixture
def word(elder_care: Three) -> Any:
    old, new, bulletin = elder_care
    return docx.Document(io.BytesIO(render(compare(old, new, observed=(bulletin,)), format="docx")))


def test_the_page_is_that_of_the_standard(word: Any) -> None:
    section = word.sections[0]
    margins = [
        round(side.mm)
        for side in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    ]
    assert margins == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        xml = footer._element.xml
        assert "PAGE" in xml and "— " in xml and f'w:jc w:val="{side}"' in xml


@pytest.mark.parametrize(
    ("style", "font", "points"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("Body Text", "仿宋_GB2312", 16),
    ],
)
def test_the_fonts_are_those_of_the_standard(word: Any, style: str, font: str, points: int) -> None:
    found = word.styles[style]
    assert found.element.rPr.rFonts.get(qn("w:eastAsia")) == font
    assert found.font.size.pt == points


def test_every_note_mark_leads_to_its_note(word: Any) -> None:
    body = word.element.body
    marks = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    notes = {start.get(qn("w:name")) for start in body.iter(qn("w:bookmarkStart"))}
    assert marks and marks == notes


def test_headings_are_headings(word: Any) -> None:
    found = [(each.style.name, each.text) for each in word.paragraphs if each.style.name.lower().startswith("heading")]
    assert ("heading 1", "一、比较对象") in [(name.lower(), text) for name, text in found]
    assert ("heading 2", "（一）提高（1）") in [(name.lower(), text) for name, text in found]


def test_a_broken_paper_is_a_named_fault(elder_care: Three, tmp_path: Path) -> None:
    (tmp_path / PAPER).write_bytes(b"no zip")
    with pytest.raises(RenderError, match=r"paper\.docx"):
        render(compare(*elder_care[:2]), format="docx", templates=tmp_path)


def test_broken_markup_of_a_form_is_a_named_fault(elder_care: Three, tmp_path: Path) -> None:
    ours = (template_folder() / "form.docx.j2").read_text(encoding="utf-8")
    (tmp_path / "form.docx.j2").write_text(ours.replace("</w:tbl>", "", 1), encoding="utf-8")
    with pytest.raises(RenderError, match=r"form\.docx\.j2"):
        render(compare(*elder_care[:2]), format="docx", templates=tmp_path)


@pytest.mark.parametrize(
    ("library", "make"),
    [
        ("typst", lambda: write_pdf("x", {})),
        ("vl_convert", lambda: draw_svg(Chart("x", "", "", {}))),
    ],
)
def test_a_library_that_is_not_installed_is_a_named_fault(
    monkeypatch: pytest.MonkeyPatch, library: str, make: Callable[[], object]
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtra, match=r"pip install"):
        make()


def test_charts_stand_in_the_page_and_fetch_nothing(elder_care: Three) -> None:
    pytest.importorskip("vl_convert")
    page = render(compare(*elder_care[:2]), format="html", charts=True)
    assert page == render(compare(*elder_care[:2]), format="html", charts=True)
    assert page.count("<svg") == 1
    assert "护理型床位占比" in page.split("<svg", 1)[1].split("</svg>", 1)[0]
    fetched = page.replace("http://www.w3.org/2000/svg", "").replace("http://www.w3.org/1999/xlink", "")
    assert "://" not in fetched
    assert "<script" not in page and "@import" not in page


def test_charts_stand_in_the_word_file(elder_care: Three) -> None:
    pytest.importorskip("vl_convert")
    made = docx.Document(io.BytesIO(render(compare(*elder_care[:2]), format="docx", charts=True)))
    assert len(made.inline_shapes) == 1
    assert round(made.inline_shapes[0].width.mm) == 156
