"""Figures of tables: a cell is a passage like any other; its row, its column and the caption say what it measures.

Two forms are told apart: rows that are places under columns that are indicators (a table of cities), and rows that are
indicators under columns that are values, years or changes (the annex of a plan, the table of a bulletin).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from policyparse.document import Cell, Table
from policyparse.extract.columns import Column, parse_cell, read_columns
from policyparse.extract.context import Section, Setting
from policyparse.extract.draft import Draft
from policyparse.figure import Binding, Direction, FigureKind, Measure
from policyparse.language.numerals import narrow
from policyparse.language.periods import find_periods
from policyparse.language.quantities import Quantity, find_quantities, header_unit, parse_unit
from policyparse.source import Passage
from policyparse.vocabulary import load

_UNIT_PARENTHESIS = re.compile(r"\s*[（(][^（）()]{1,12}[）)]\s*$")
_PART = re.compile(r"^[\s　]*(?:其中[:：]?|#|[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*(?!\d))[\s　]*")
_FALL = re.compile(r"下降|降低|减少|降幅")
_GROWTH_NAME = re.compile(r"(?:增长率|增速|增长速度|增幅|涨幅)$")


@dataclass(frozen=True, slots=True)
class Frame:
    """A table with what its cells share: caption, unit line, default tense and period."""

    table: Table
    caption: str
    unit: tuple[str, Fraction] | None
    kind: FigureKind
    period: str
    inherited_period: bool


def read_table(table: Table, section: Section, setting: Setting) -> list[Draft]:
    """The figures of a table, row by row. A table in which no column holds values has none."""
    columns = read_columns(table)
    values = [column for column in columns if column.role == "value"]
    if not values:
        return []
    frame = _frame(table, section, setting)
    by_place = any(c.role == "place" for c in columns)
    drafts: list[Draft] = []
    for number, row in enumerate(table.grid()[table.header_rows :], start=table.header_rows):
        for column in values:
            cell = row[column.index]
            if cell is None or (cell.row, cell.column) != (number, column.index):
                continue  # a merged cell is one figure, read at its origin
            draft = _read_cell(cell, row, column, columns, frame, by_place, section, setting)
            if draft:
                drafts.append(draft)
    return drafts


def _frame(table: Table, section: Section, setting: Setting) -> Frame:
    caption = table.caption.text if table.caption else ""
    naming = f"{section.path} {caption}"
    words = load("tables")
    kind: FigureKind = section.tense or setting.tense
    if setting.tense == "target":
        kind = "target"
    elif any(word in naming for word in words["threshold"]):
        kind = "threshold"
    times = [t for t in find_periods(narrow(caption), setting.clock) if t.iso and t.role != "basis"]
    period = times[-1].iso if times else section.period
    unit = _unit_line(table)
    default = setting.due if kind == "target" else setting.reported
    return Frame(table, caption, unit, kind, period or default, not period)


def _unit_line(table: Table) -> tuple[str, Fraction] | None:
    """The unit that a line over the table gives for all its cells (``单位：万元``)."""
    if table.unit is None:
        return None
    match = re.search(r"单位\s*[:：]\s*[^\s，。；）)]+", table.unit.text)
    return parse_unit(match[0]) if match else None


def _read_cell(
    cell: Cell, row: tuple[Cell | None, ...], column: Column, columns: tuple[Column, ...], frame: Frame,
    by_place: bool, section: Section, setting: Setting,
) -> Draft | None:  # fmt: skip
    found = parse_cell(cell.text)
    if cell.passage is None or found is None:
        return None
    label = _label(row, columns, "place" if by_place else "name")
    if not label:
        return None
    named = column.header if by_place else label
    header_period = _header_period(column.header, setting)
    kind = _kind(column.header, header_period, frame, setting)
    indicator = _indicator(named)
    measure, direction = _measure(column.header, indicator)
    unit = _unit(row, columns, column.header, label, frame)
    quantity, span = _quantity(cell.text, found, unit, measure)
    if quantity is None:
        return None
    return Draft(
        quantity=quantity,
        span=cell.passage.span(*span),
        quote=_row_text(row),
        indicator=indicator,
        place=label if by_place else setting.place,
        kind=kind,
        period=header_period or frame.period,
        section=section.path,
        measure=measure,
        direction=direction,
        basis="上年" if measure != "level" else None,
        binding=_binding(row, columns),
        inherited=_inherited(by_place, header_period, frame),
        table=frame.caption or (section.headings[-1][1] if section.headings else ""),
        row=label,
        column=column.header,
    )


def _label(row: tuple[Cell | None, ...], columns: tuple[Column, ...], role: str) -> str:
    """What a row is about: its last column of names or places that is filled."""
    texts = [cell.text.strip() for c in columns if c.role == role and (cell := row[c.index])]
    return next((text for text in reversed(texts) if text), "")


def _indicator(label: str) -> str:
    """A row or column label without its unit, its numbering and 其中."""
    last = label.rpartition(" > ")[2]
    return _PART.sub("", _UNIT_PARENTHESIS.sub("", last) if header_unit(last) else last).strip() or last


def _header_period(header: str, setting: Setting) -> str:
    times = [t for t in find_periods(narrow(header), setting.clock) if t.iso and t.role != "basis"]
    return times[-1].iso if times else ""


def _kind(header: str, period: str, frame: Frame, setting: Setting) -> FigureKind:
    words = load("tables")
    if frame.kind == "threshold":
        return "threshold"
    if any(word in header for word in words["reported"]):
        return "reported"
    if any(word in header for word in words["target"]) and setting.tense == "target":
        return "target"
    if period and setting.clock.year is not None:
        return "target" if int(period.rpartition("/")[2][:4]) > setting.clock.year else "reported"
    return frame.kind


def _measure(header: str, indicator: str) -> tuple[Measure, Direction | None]:
    last = header.rpartition(" > ")[2]
    if any(word in last for word in load("tables")["growth"]) or _GROWTH_NAME.search(indicator):
        if "自然增长率" in indicator:
            return "level", None
        unit = header_unit(last)
        if unit and unit[0] not in ("%", "‰", ""):
            return "delta", "down" if _FALL.search(last) and "增" not in last else "up"
        return "growth", "down" if _FALL.search(last) and "增" not in last else "up"
    return "level", None


def _unit(
    row: tuple[Cell | None, ...], columns: tuple[Column, ...], header: str, label: str, frame: Frame
) -> tuple[str, Fraction]:
    """The unit of a cell that prints none: of its column, its row, the unit column, the caption; else none."""
    own = header_unit(header.rpartition(" > ")[2])
    if own:
        return own
    if any(word in header for word in load("tables")["growth"]):
        return "%", Fraction(1)
    stated = [row[c.index] for c in columns if c.role == "unit"]
    by_column = next((unit for cell in stated if cell and (unit := parse_unit(cell.text))), None)
    return header_unit(label) or by_column or frame.unit or ("", Fraction(1))


def _quantity(
    text: str, found: tuple[int, int], unit: tuple[str, Fraction], measure: Measure
) -> tuple[Quantity | None, tuple[int, int]]:
    """The cell's quantity scaled by the unit of its header, and the span to be shown: the cell's own text."""
    plain = narrow(text)
    quantities = find_quantities(plain)
    quantity = quantities[0]
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if not quantity.unit:
        name, scale = unit
        quantity = replace(
            quantity, unit=name, low=quantity.low * scale, high=quantity.high * scale, step=quantity.step * scale
        )
    if measure == "level" and quantity.unit in ("百分点",):
        return None, (start, end)
    return quantity, (start, end)


def _row_text(row: tuple[Cell | None, ...]) -> str:
    seen: list[str] = []
    for cell in row:
        if cell and cell.text.strip() and (not seen or seen[-1] != cell.text.strip()):
            seen.append(cell.text.strip())
    return "\t".join(seen)


def _binding(row: tuple[Cell | None, ...], columns: tuple[Column, ...]) -> Binding | None:
    text = "".join(cell.text for c in columns if c.role == "attribute" and (cell := row[c.index]))
    return "约束性" if "约束" in text else "预期性" if "预期" in text else None


def _inherited(by_place: bool, header_period: str, frame: Frame) -> tuple[str, ...]:
    names = [] if by_place else ["place"]
    if not header_period:
        names.append("period")
    return tuple(names)


def definition_cells(table: Table) -> list[tuple[str, Passage]]:
    """The definitions of a table's rows: indicator name and the passage of the definition column."""
    columns = read_columns(table)
    defining = [c for c in columns if c.role == "definition"]
    found: list[tuple[str, Passage]] = []
    for row in table.grid()[table.header_rows :]:
        label = _label(row, columns, "name")
        cells = [cell for c in defining if (cell := row[c.index]) and cell.passage]
        found += [(_indicator(label), cell.passage) for cell in cells[:1] if label and cell.passage]
    return found
