"""Tables of web pages: which hold data, which lay out the page, which are its index card; and their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from policyparse.read.grid import MOST_COLUMNS
from policyparse.read.metadata import is_field_label
from policyparse.read.weblines import lines_of
from policyparse.read.writer import CellText

MOST_ROWSPAN = 65_534  # HTML Living Standard, 4.9.11
_FEWEST_LABELS = 2
_FEWEST_STOPS = 5  # ends of sentences in the cell of a layout table that holds the text
_FRAME_SHARE = 0.6  # of the table's characters that stand in it


def _rows(table: html.HtmlElement) -> list[html.HtmlElement]:
    """The table's own rows, not those of a table inside it."""
    return [row for row in table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr") if isinstance(row.tag, str)]


def _own_cells(row: html.HtmlElement) -> list[html.HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def is_grid(table: html.HtmlElement) -> bool:
    """Whether a table holds data rather than lays out the page."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = [_own_cells(row) for row in _rows(table)]
    return len(rows) > 1 and max(map(len, rows)) > 1 and not _is_frame(rows)


def _is_frame(rows: list[list[html.HtmlElement]]) -> bool:
    """Whether one cell holds a whole text, so that the table only sets it beside or under something else."""
    printed = sorted((str(cell.text_content()) for cells in rows for cell in cells), key=len)
    stops = len(re.findall("[。；]", printed[-1]))
    return stops >= _FEWEST_STOPS and len(printed[-1]) > _FRAME_SHARE * sum(map(len, printed))


def is_card(table: html.HtmlElement) -> bool:
    """Whether a table is the page's index card of the document (索引号, 发文字号, 成文日期…)."""
    first = [cells[0].text_content() for row in _rows(table) if (cells := _own_cells(row))]
    labels = sum(is_field_label(re.sub(r"[\s：:【】]", "", text)) for text in first)
    return labels >= _FEWEST_LABELS and labels * 2 >= len(first)


def cells_of(table: html.HtmlElement) -> Iterator[CellText]:
    """The cells with their places; spans as the standard forms them, clamped to the rows there are."""
    rows = _rows(table)
    busy: list[int] = []  # the first row free again, by column
    for row, element in enumerate(rows):
        column = 0
        for cell in _own_cells(element):
            while column < len(busy) and busy[column] > row:
                column += 1
            if column >= MOST_COLUMNS:
                break
            wide = min(_span(cell, "colspan", MOST_COLUMNS), MOST_COLUMNS - column)
            high = min(_span(cell, "rowspan", MOST_ROWSPAN) or len(rows), len(rows) - row)
            busy.extend([0] * (column + wide - len(busy)))
            busy[column : column + wide] = [row + high] * wide
            yield CellText(row, column, high, wide, tuple(lines_of(cell)), header=_is_header(cell))
            column += wide


def _span(cell: html.HtmlElement, name: str, most: int) -> int:
    """A span as HTML reads it: leading digits, 1 where there are none; ``rowspan=0`` (to the end) is 0."""
    digits = re.match(r"\s*\+?(\d{1,9})", cell.get(name, ""))
    value = int(digits[1]) if digits else 1
    return min(value, most) if name == "rowspan" else min(max(value, 1), most)


def _is_header(cell: html.HtmlElement) -> bool:
    parent = cell.getparent()
    section = parent.getparent() if parent is not None else None
    return cell.tag == "th" or (section is not None and section.tag == "thead")
