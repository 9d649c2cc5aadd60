"""A brief as an Excel workbook: one table a sheet, numbers as numbers with their formats, text as text.

A string that begins with ``=`` stays a string, also when someone edits its cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from policyparse.brief.package import repacked
from policyparse.interval import exact

PERCENT = ("%",)
MOST_PLACES = 4
"""Decimals shown of a number that has no last one."""

_NAME_LENGTH = 31
_NO_NAME = re.compile(r"[\[\]:*?/\\]")
_HEAD_FONT = Font(name="黑体", bold=True)
_TEXT_FONT = Font(name="仿宋")
_HEAD_FILL = PatternFill("solid", start_color="F2F2F2")
_RULE = Border(bottom=Side("thin"))
_TOP = Alignment(vertical="top", wrap_text=True)


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact number as a cell shows it; ``%`` becomes Excel's own percentage."""

    value: Fraction
    unit: str = ""

    @property
    def number(self) -> int | Decimal:
        """What the cell holds, to Excel's fifteen digits where the number is no decimal."""
        value = self.value / 100 if self.unit in PERCENT else self.value
        if value.denominator == 1:
            return int(value)
        text = exact(value)
        return Decimal(text) if "/" not in text else Decimal(value.numerator) / Decimal(value.denominator)

    @property
    def format(self) -> str:
        """The number format, with as many decimals as the number has."""
        zeros = "0" * _places(self.value)
        if self.unit in PERCENT:
            return f"0.{zeros}%" if zeros else "0%"
        return f"#,##0.{zeros}" if zeros else "#,##0"


CellValue = str | int | Amount | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, a header, rows as wide as it, and widths in characters."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    widths: tuple[int, ...]


def write_workbook(sheets: Sequence[Sheet], title: str) -> bytes:
    """The workbook as .xlsx; the same bytes for the same sheets."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.title = _clean(title)
    workbook.properties.creator = "policyparse"
    for sheet in sheets:
        _write_sheet(workbook.create_sheet(_NO_NAME.sub(" ", sheet.name)[:_NAME_LENGTH]), sheet)
    saved = BytesIO()
    workbook.save(saved)
    return repacked(saved)


def _write_sheet(page: Worksheet, sheet: Sheet) -> None:
    for row, cells in enumerate((sheet.header, *sheet.rows), start=1):
        for column, value in enumerate(cells, start=1):
            cell = page.cell(row, column)
            assert isinstance(cell, Cell)
            _write_cell(cell, value)
            cell.alignment = _TOP
            cell.font = _HEAD_FONT if row == 1 else _TEXT_FONT
            if row == 1:
                cell.fill, cell.border = _HEAD_FILL, _RULE
    for column, width in enumerate(sheet.widths, start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "B2"
    if sheet.rows:
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.header))}{len(sheet.rows) + 1}"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"


def _write_cell(cell: Cell, value: CellValue) -> None:
    if isinstance(value, Amount):
        cell.value = value.number
        cell.number_format = value.format
    elif isinstance(value, str):
        text = _clean(value)
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    elif value is not None:
        cell.value = value


def _clean(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub(" ", text)


def _places(value: Fraction) -> int:
    """Decimals that the number has, at most MOST_PLACES."""
    places = 0
    while places < MOST_PLACES and (value * 10**places).denominator != 1:
        places += 1
    return places
