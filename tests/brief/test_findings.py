"""Findings as HTML and Excel: nothing of a document becomes markup or a formula, and numbers stay numbers."""

from __future__ import annotations

import io
import re

import pytest
from openpyxl import load_workbook

from policyparse.audit.finding import Finding, Imbalance, Input
from policyparse.audit.link import Link
from policyparse.brief.findings import render_findings
from policyparse.brief.findings_sheet import findings_sheet
from policyparse.errors import RenderError

STATED = Input(
    figure="a" * 16, document="0" * 64, name="<b>.pdf", quote="=1+1<script>alert(1)</script>", printed="=2700万", page=3,
    interval="(2700, ∞)万", start=1, end=6, indicator="连接数", place="全国", period="2025", value="27000000", unit="个",
)  # fmt: skip
FINDING = Finding(
    id="f" * 16, check="AGG-SUM", verdict="contradiction", reason=None, severity="critical", title="=cmd|'x'!A1",
    formula="Σ = 9170600\x07", inputs=(STATED,), computed="[1, 2]", stated="(3, ∞)",
    imbalance=Imbalance(amount="-17829400.5", unit="个", percent="-66", slack="1"),
    link=Link(id="l", kind="aggregate", members=("a" * 16,)),
)  # fmt: skip


def test_the_page_escapes_what_documents_say_and_fetches_nothing() -> None:
    page = render_findings([FINDING], documents=1)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r"(?:src|href)\s*=|https?:|url\(", page)
    assert "default-src 'none'" in page
    assert "@media print" in page


def test_the_page_speaks_the_language_asked_for() -> None:
    assert '<html lang="zh-CN">' in render_findings([FINDING], documents=1)
    assert "1 documents: 1 findings" in render_findings([FINDING], documents=1, lang="en")


def test_an_audit_without_findings_says_so() -> None:
    assert "没有需要看的结果" in render_findings([], documents=2)


def test_a_broken_template_is_named(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "findings.html.j2").write_text("{{ audit.nothing }}", encoding="utf-8")
    with pytest.raises(RenderError, match="nothing"):
        render_findings([FINDING], documents=1, templates=folder)


def test_the_workbook_holds_numbers_as_numbers_and_text_as_text() -> None:
    book = load_workbook(io.BytesIO(findings_sheet([FINDING])))
    findings, figures = book.worksheets
    header = {cell.value: cell.column for cell in findings[1]}
    gap = findings.cell(2, header["相差"])
    assert (gap.value, gap.data_type) == (-17829400.5, "n")
    assert gap.number_format != "General"
    title = findings.cell(2, header["结果"])
    assert (title.value, title.data_type) == ("=cmd|'x'!A1", "s")
    names = {cell.value: cell.column for cell in figures[1]}
    assert figures.cell(2, names["数值"]).value == 27_000_000
    assert figures.cell(2, names["印作"]).data_type == "s"
    assert figures.cell(2, names["页码"]).value == 3
