"""Tables of Word documents: cells with their places, merged ones once, tables inside cells apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from policyparse.read.grid import MOST_COLUMNS, MOST_ROWS
from policyparse.read.wordtext import boxes_of, text_of
from policyparse.read.writer import CellText

_WRAPPERS = frozenset(qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag"))


def blocks_of(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also inside content controls and tracked insertions; no table of contents."""
    for child in parent:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in _WRAPPERS and not _is_contents(child):
            yield from blocks_of(child)


def inner_tables(table: Any) -> Iterator[Any]:
    """The tables that stand in the cells of a table."""
    return (inner for inner in table.iter(qn("w:tbl")) if inner is not table and _owner(inner) is table)


def own_cells(table: Any) -> list[Any]:
    """The cells of a table, row by row."""
    return [cell for row in _rows(table) for cell in _row_cells(row, table)]


def cells_of(table: Any) -> Iterator[CellText]:
    """The cells of a table with their places, merged ones once."""
    placed: dict[tuple[int, int], tuple[Any, int, bool]] = {}
    heights: dict[tuple[int, int], int] = {}
    above: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(_rows(table)):
        header = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        column = min(_number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), missing=0), MOST_COLUMNS)
        left: tuple[int, int] | None = None
        for cell in _row_cells(row, table):
            if column >= MOST_COLUMNS:
                break
            wide = max(1, min(_number(_property(cell, "w:gridSpan")), MOST_COLUMNS - column))
            if _continues(cell, "w:hMerge") and left in placed:
                first, width, is_header = placed[left]
                placed[left] = (first, width + wide, is_header)
            elif _continues(cell, "w:vMerge") and column in above:
                heights[above[column]] += 1
            else:
                left = (number, column)
                placed[left] = (cell, wide, header)
                heights[left] = 1
                above[column] = left
            column += wide
    for (number, column), (cell, wide, header) in placed.items():
        yield CellText(number, column, heights[number, column], wide, tuple(_lines(cell)), header=header)


def _rows(table: Any) -> list[Any]:
    """The table's own rows, those left out that a tracked change deletes."""
    rows = (row for row in table.iter(qn("w:tr")) if _owner(row) is table)
    return [row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None][: MOST_ROWS + 1]


def _row_cells(row: Any, table: Any) -> list[Any]:
    return [cell for cell in row.iter(qn("w:tc")) if _owner(cell) is table]


def _owner(element: Any) -> Any:
    return next(element.iterancestors(qn("w:tbl")), None)


def _property(cell: Any, tag: str) -> Any:
    return cell.find(f"{qn('w:tcPr')}/{qn(tag)}")


def _number(element: Any, *, missing: int = 1) -> int:
    value = element.get(qn("w:val"), "") if element is not None else ""
    return int(value[:9]) if value.isdecimal() else missing


def _continues(cell: Any, tag: str) -> bool:
    """Whether a cell goes on from the one above it (``vMerge``) or left of it (``hMerge``) without ``restart``."""
    merge = _property(cell, tag)
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _lines(cell: Any) -> Iterator[str]:
    """The paragraphs of a cell and of its text boxes, without those of tables inside it."""
    if _property(cell, "w:cellDel") is not None:
        return
    for paragraph in (block for block in blocks_of(cell) if block.tag == qn("w:p")):
        boxed = (text_of(inner) for box in boxes_of(paragraph) for inner in box.iter(qn("w:p")))
        yield from filter(None, (printed.strip() for printed in (text_of(paragraph), *boxed)))


def _is_contents(control: Any) -> bool:
    """Whether a content control is Word's own table of contents."""
    gallery = control.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
    return gallery is not None and gallery.get(qn("w:val")) == "Table of Contents"
