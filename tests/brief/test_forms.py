"""Every kind of brief in every format: nothing lost, nothing live, the same bytes every time, and goldens of the text."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from lxml import etree, html

from policyparse.brief import compare, digest, progress, render, review, score, trace
from policyparse.brief.kinds import KINDS, Subject, kind_of
from policyparse.brief.labels import load_labels
from policyparse.brief.pdf import TYPST, choose_fonts
from policyparse.brief.render import filled
from policyparse.brief.template import template_folder
from policyparse.errors import MissingFont
from policyparse.figure import Extraction

GOLDEN = Path(__file__).parent / "golden"
HOSTILE = "R&D <b> {{x}} =1+1"
Three = tuple[Extraction, Extraction, Extraction]

needs_fonts = pytest.mark.skipif(
    not any("NotoSerifCJK" in path.name for path in Path("/usr/share/fonts").rglob("*")),
    reason="no font for Chinese: apt-get install fonts-noto-cjk",
)


@pytest.fixture
def subjects(elder_care: Three, city_table: Extraction, monkeypatch: pytest.MonkeyPatch) -> dict[str, Subject]:
    """One subject a kind, made of the made-up plans."""
    return _subjects(elder_care, city_table, monkeypatch)


def _subjects(three: Three, table: Extraction, monkeypatch: pytest.MonkeyPatch) -> dict[str, Subject]:
    for module in ("view", "memo", "digest_view", "progress_view", "score_view", "lineage_view"):
        monkeypatch.setattr(sys.modules[f"policyparse.brief.{module}"], "__version__", "0")
    old, new, bulletin = three
    made: tuple[Subject, ...] = (
        compare(old, new, observed=(bulletin,)),
        review((old, new, bulletin, table)),
        digest(new, (old, bulletin)),
        progress(new, (bulletin,)),
        score(table),
        trace((old, new, new.model_copy(update={"head": new.head.model_copy(update={"name": "later.txt"})}))),
    )
    return {kind_of(subject).name: subject for subject in made}


NAMES = [kind.name for kind in KINDS]


def typst_source(subject: Subject) -> str:
    kind, labels = kind_of(subject), load_labels((template_folder(),), "zh")
    return filled(kind, TYPST, (template_folder(),), kind.lay_out(subject, labels), labels)


def document_xml(data: bytes) -> str:
    """The body of a Word file, an element a line, without namespaces declared at the top."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    text = etree.tostring(root, encoding="unicode", pretty_print=True)
    return re.sub(r"^<w:document[^>]*>", "<w:document>", text)


def cells_of(data: bytes) -> str:
    """Every cell of a workbook: sheet, place, type, format, value."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    lines = [
        f"{page.title}!{cell.coordinate} {cell.data_type} {cell.number_format} {cell.value}"
        for page in book
        for row in page.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_is_the_same_byte_for_byte_in_every_form(
    subjects: dict[str, Subject], check_golden: Callable[[Path, str], None], name: str
) -> None:
    subject, folder = subjects[name], GOLDEN / "forms"
    page = re.sub(r"<style>.*</style>", "<style></style>", render(subject, format="html"), flags=re.DOTALL)
    check_golden(folder / f"{name}.md", render(subject))
    check_golden(folder / f"{name}.en.md", render(subject, lang="en"))
    check_golden(folder / f"{name}.html", page)
    check_golden(folder / f"{name}.typ", typst_source(subject))
    check_golden(folder / f"{name}.docx.xml", document_xml(render(subject, format="docx")))
    check_golden(folder / f"{name}.xlsx.txt", cells_of(render(subject, format="xlsx")))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_equal_briefs_are_equal_files(subjects: dict[str, Subject], name: str, format: Any) -> None:
    assert render(subjects[name], format=format) == render(subjects[name], format=format)


@needs_fonts
@pytest.mark.parametrize("name", NAMES)
def test_a_pdf_is_the_same_every_time_and_holds_its_text(subjects: dict[str, Subject], name: str) -> None:
    pytest.importorskip("typst")
    from policyparse.read import read_bytes

    made = render(subjects[name], format="pdf")
    assert made == render(subjects[name], format="pdf")
    text = re.sub(r"\s", "", read_bytes(made, "brief.pdf").text)
    title = load_labels((template_folder(),), "zh").message("titles", name)
    assert title in text
    assert "policyparse0" in text


@pytest.mark.parametrize("name", NAMES)
def test_every_brief_names_its_documents_their_status_and_the_version(subjects: dict[str, Subject], name: str) -> None:
    made = render(subjects[name])
    assert "policyparse 0" in made
    assert "正式印发" in made or "征求意见稿" in made
    if name in ("target_change", "audit_memo", "digest", "progress"):
        assert "养发〔2026〕9号" in made
        assert "2026年2月10日" in made
    if name in ("target_change", "audit_memo", "digest"):
        assert "疑似扫描件" in made


@pytest.fixture
def hostile(plan: Callable[..., Any], city_table: Extraction, monkeypatch: pytest.MonkeyPatch) -> dict[str, Subject]:
    """Documents whose every text is hostile, in every kind of brief."""
    told = {"title": HOSTILE, "number": HOSTILE, "warnings": (HOSTILE,), "written": "2024-01-01"}
    indicator = f"绿化率{HOSTILE}"
    old = (
        plan("旧", "2025", **told)
        .say(f"{HOSTILE}绿化率达到20%", "20%", indicator, place=HOSTILE)
        .define(indicator, HOSTILE)
    )
    old.say(f"{HOSTILE}床位达到3张", "3张", f"床位{HOSTILE}", place=HOSTILE)
    new = plan("新", "2030", **{**told, "written": "2026-01-01"}).say(
        f"{HOSTILE}达到30%", "30%", indicator, place=HOSTILE
    )
    new.say(f"{HOSTILE}床位达到5张", "5张", f"床位{HOSTILE}", place=HOSTILE).aim(HOSTILE, HOSTILE)
    seen = plan("报", "2027", **{**told, "written": "2028-01-01"}, default={"kind": "reported"})
    seen.say(f"{HOSTILE}为25%", "25%", indicator, place=HOSTILE)
    again = plan("又", "2027", **told, default={"kind": "reported"}).say(
        f"{HOSTILE}为26%", "26%", indicator, place=HOSTILE
    )
    three = (old.done(), new.done(), seen.done())
    made = _subjects(three, city_table, monkeypatch)
    made["audit_memo"] = review((*three, again.done()))
    return made


@pytest.mark.parametrize("name", ["target_change", "audit_memo", "digest", "progress"])
def test_no_character_of_a_document_is_lost_or_live(hostile: dict[str, Subject], name: str) -> None:
    subject = hostile[name]
    page = html.document_fromstring(render(subject, format="html"))
    assert HOSTILE in page.text_content()
    assert not page.xpath("//b")
    word = docx.Document(io.BytesIO(render(subject, format="docx")))
    assert HOSTILE in "\n".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    book = openpyxl.load_workbook(io.BytesIO(render(subject, format="xlsx")))
    values = [cell.value for page in book for row in page.iter_rows() for cell in row]
    assert any(HOSTILE in str(value) for value in values)
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)


@needs_fonts
def test_no_character_is_lost_in_a_pdf(hostile: dict[str, Subject]) -> None:
    pytest.importorskip("typst")
    from policyparse.read import read_bytes

    text = read_bytes(render(hostile["digest"], format="pdf"), "brief.pdf").text
    assert re.sub(r"\s", "", HOSTILE) in re.sub(r"\s", "", text)


def test_no_font_for_chinese_is_a_named_fault_with_its_remedy() -> None:
    with pytest.raises(MissingFont, match="fonts-noto-cjk"):
        choose_fonts(["Liberation Serif"])


def test_a_font_of_the_standard_is_taken_before_others() -> None:
    chosen = choose_fonts(["Noto Serif CJK SC", "Noto Sans CJK SC", "FangSong"])
    assert chosen == {
        "title": "Noto Serif CJK SC", "heading": "Noto Sans CJK SC", "kai": "Noto Serif CJK SC", "body": "FangSong"
    }  # fmt: skip
