"""Findings as an Excel workbook: a sheet of findings, a sheet of the figures that they use.

Numbers are numbers with a format; whatever was printed stays text, also where it begins with "=".
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from fractions import Fraction

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from policyparse.audit.finding import Finding
from policyparse.audit.group import Group, group_findings
from policyparse.audit.report import plain, remarks
from policyparse.audit.words import Lang, Words

LONGEST = 32767
"""Characters that a cell of Excel holds."""

WHOLE, DECIMAL = "#,##0", "#,##0.####"
"""Formats of numbers: those without decimals, and those with."""

Value = str | int | Fraction | None

_FINDINGS = ("level", "verdict", "reason", "check", "finding", "formula", "computed", "stated", "gap", "unit", "percent",
             "group", "remark", "id")  # fmt: skip
_FIGURES = ("id", "printed", "value", "unit", "interval", "indicator", "region", "period", "document", "page_number",
            "quote")  # fmt: skip
_WIDTHS = {"finding": 60, "formula": 60, "quote": 60, "indicator": 30, "document": 30, "remark": 40, "interval": 26,
           "computed": 26, "stated": 26}  # fmt: skip
_USUAL_WIDTH = 14


def findings_sheet(findings: Sequence[Finding], *, lang: Lang = "zh") -> bytes:
    """The workbook's bytes."""
    words = Words(lang)
    book = Workbook()
    book.remove(book.worksheets[0])
    groups = group_findings(findings)
    rows = [row for group in groups for row in _finding_rows(group, words)]
    _fill(book.create_sheet(words.say("report_title")), _FINDINGS, rows, words)
    used = [row for group in groups for finding in group.findings for row in _figure_rows(finding)]
    _fill(book.create_sheet(words.say("report_figures")), _FIGURES, used, words)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _finding_rows(group: Group, words: Words) -> list[tuple[Value, ...]]:
    return [
        (
            words.say(f"severity.{finding.severity}"),
            words.say(f"verdict.{finding.verdict}"),
            words.say(f"reason.{finding.reason}") if finding.reason else None,
            finding.check,
            finding.title,
            finding.formula,
            finding.computed,
            finding.stated,
            Fraction(finding.imbalance.amount) if finding.imbalance else None,
            finding.imbalance.unit if finding.imbalance else None,
            Fraction(finding.imbalance.percent) if finding.imbalance and finding.imbalance.percent else None,
            group.head.id if finding is not group.head else None,
            "；".join(remarks(finding, words)) or None,
            finding.id,
        )
        for finding in group.findings
    ]


def _figure_rows(finding: Finding) -> list[tuple[Value, ...]]:
    return [
        (
            finding.id,
            plain(one.printed),
            None if one.value is None else Fraction(one.value),
            one.unit,
            one.interval,
            one.indicator,
            one.place,
            one.period,
            one.name,
            one.page,
            plain(one.quote),
        )
        for one in finding.inputs
    ]


def _fill(sheet: Worksheet, columns: Sequence[str], rows: Sequence[tuple[Value, ...]], words: Words) -> None:
    for n, column in enumerate(columns, start=1):
        _write(sheet, (1, n), words.say(f"report_{column}"))
        sheet.cell(1, n).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(n)].width = _WIDTHS.get(column, _USUAL_WIDTH)
    for y, row in enumerate(rows, start=2):
        for x, value in enumerate(row, start=1):
            _write(sheet, (y, x), value)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _write(sheet: Worksheet, place: tuple[int, int], value: Value) -> None:
    cell = sheet.cell(*place)
    if value is None or isinstance(cell, MergedCell):
        return
    cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str))
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST]
        cell.data_type = "s"
    else:
        number = Fraction(value)
        whole = number.denominator == 1
        cell.value = int(number) if whole else float(number)
        cell.number_format = WHOLE if whole else DECIMAL
