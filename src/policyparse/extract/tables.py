"""Figures of tables: a cell is a passage like any other; its row, its column and the caption say what it measures.

Two forms are told apart: rows that are places under columns that are indicators (a table of cities), and rows that are
indicators under columns that are values, years or changes (the annex of a plan, the table of a bulletin).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from policyparse.document import Cell, Table
from policyparse.extract.columns import Column, parse_cell, read_columns, row_period
from policyparse.extract.context import Section, Setting, named_period
from policyparse.extract.draft import Draft
from policyparse.extract.front import GROWTH_NAME
from policyparse.extract.labels import BASE, find_headings, measure_of, name_of, named_under
from policyparse.extract.scope import Scope, scope_of, under
from policyparse.figure import Binding, Direction, FigureKind, Measure
from policyparse.language.places import NATION, is_listed
from policyparse.language.quantities import Quantity, header_unit, parse_unit
from policyparse.source import Passage
from policyparse.vocabulary import load

_UNIT_LINE = re.compile(r"单位\s*[:：]\s*[^\s，。；）)]+")
_PERCENT = re.compile(r"[%％]\s*$|百分比|占比|比重")
_WEIGHT = re.compile(r"(?:权重|分值|赋分|分数)[^>]*$")  # what a row of an assessment counts for, whatever its own unit
_AMOUNT = re.compile(r"(?:增减|增加|减少|增长|升降|变动)(?:额|量|数)|差额")  # a change in the table's own unit
_AGAINST = re.compile(r"(?:比|较|为)上?年?[^>]{0,10}?(?:数|额)(?=[增减升降±的])")  # 预算数/比上年执行数/增长%
_INDEXED = re.compile(r"为(?:上年|去年|上月|同期)[^>]{0,6}?[%％]|指数|=100")  # a level: 104.1
_ISSUED = re.compile(r"来源\s*[:：]|发布(?:时间|日期)|作者\s*[:：]")  # the line of a page that says when it came out
_AGAINST_BASE = re.compile(r"为(?:上年|去年|上月)(?:同期|同月)?")  # 2023年/为上年/%
_SPANNING = re.compile(r"年均|累计")  # the change over a plan, in a column of its own
_NAMED_CHANGE = re.compile(r"(?P<up>增长|提高|提升|上升)$|(?P<down>降低|下降|减少)$")  # 地区生产总值增长（%）
_BRACKETS = tuple("〔[［")  # round what adds up over a plan
_REACHED = re.compile(r"达到?|累计")
_STATE = re.compile(r"率$")
_FALL = re.compile(r"^(?!.*增).*(?:下降|降低|减少|降幅)")  # a header of falls alone; 增减% goes both ways

Row = tuple[Cell | None, ...]
Unit = tuple[str, Fraction]
_NO_UNIT: Unit = ("", Fraction(1))


@dataclass(frozen=True, slots=True)
class Frame:
    """A table with what its cells share. ``by_place`` where its rows are places; ``period`` and ``kind`` are those of a cell
    whose column says nothing else, ``unit`` that of the unit line.
    """

    columns: tuple[Column, ...]
    by_place: bool
    caption: str
    unit: Unit | None
    kind: FigureKind
    period: str
    scope: Scope
    section: Section
    setting: Setting


class Above(NamedTuple):
    """The row above that a row divides, empty for none, whether other rows of the table have the same label, and the
    last year that a row above is of (a series, then the places in its last year).
    """

    heading: str
    again: bool
    year: str


def read_table(table: Table, section: Section, setting: Setting) -> list[Draft]:
    """The figures of a table, row by row. A table in which no column holds values has none."""
    frame = _frame(table, section, setting)
    drafts: list[Draft] = []
    rows = table.grid()[table.header_rows :]
    labels = [_label(row, frame.columns, "name", before=len(row)) for row in rows]
    unitless = frame.unit is None and not any(
        column.role == "unit" or header_unit(column.header) for column in frame.columns
    )
    headings = find_headings(labels, unitless=unitless)
    again, year = Counter(labels), ""
    for number, row in enumerate(rows, start=table.header_rows):
        year = _row_year(row, frame) or year
        for column in (column for column in frame.columns if column.role == "value"):
            cell = row[column.index]
            if cell is None or (cell.row, cell.column) != (number, column.index):
                continue  # a merged cell is one figure, read at its origin
            at = number - table.header_rows
            draft = _read_cell(cell, row, column, frame, Above(headings[at], again[labels[at]] > 1, year))
            if draft:
                drafts.append(under(draft, frame.scope, setting.place) if setting.budget else draft)
    return drafts


def _frame(table: Table, section: Section, setting: Setting) -> Frame:
    columns = read_columns(table)
    caption = table.caption.text if table.caption else ""
    kind: FigureKind = section.tense or setting.tense
    if setting.tense == "target":
        kind = "target"
    elif any(word in f"{section.path} {caption}" for word in load("tables")["threshold"]):
        kind = "threshold"
    stated = "" if _ISSUED.search(caption) else named_period(caption, setting.clock)
    stated = stated or section.period
    return Frame(
        columns=columns,
        by_place=any(column.role == "place" for column in columns),
        caption=caption or (section.headings[-1][1] if section.headings else ""),
        unit=_unit_line(table),
        kind=kind,
        period=stated or (setting.due if kind == "target" else setting.reported),
        scope=scope_of((*section.texts, caption)),
        section=section,
        setting=setting,
    )


def _unit_line(table: Table) -> Unit | None:
    """The unit that a line over the table gives for all its cells (``单位：万元``), else its caption (``…结构（％）``)."""
    match = _UNIT_LINE.search(table.unit.text) if table.unit else None
    if match:
        units = (
            [parse_unit(part) for part in re.split("[、/]", match[0])] if "、" in match[0] else [parse_unit(match[0])]
        )
        amounts = [
            unit for unit in units if unit and unit[0] not in ("%", "‰")
        ]  # 单位：万元、%: the rates are of columns
        return amounts[0] if len(amounts) == 1 else units[0] if len(units) == 1 else None
    return header_unit(table.caption.text) if table.caption else None


def _row_year(row: Row, frame: Frame) -> str:
    return (
        row_period(_label(row, frame.columns, "place", before=len(row)), frame.setting.clock) if frame.by_place else ""
    )


def _read_cell(cell: Cell, row: Row, column: Column, frame: Frame, above: Above) -> Draft | None:
    """The figure of one cell, in a row that may divide one above; None for words, dashes and rows without a name."""
    quantity = parse_cell(cell.text)
    label = _label(row, frame.columns, "place" if frame.by_place else "name", before=column.index)
    if cell.passage is None or quantity is None or not label or _is_stacked(cell.passage):
        return None
    heading = above.heading
    if frame.by_place:
        indicator = name_of(column.header)
    else:
        own, measured = named_under(label, heading, again=above.again), measure_of(column.header, label)
        indicator = (
            measured + own if measured.endswith("基金") else own + measured
        )  # a row 结余 under a column of a fund
    if _WEIGHT.search(column.header):
        indicator += "权重"
    row_time = row_period(label, frame.setting.clock) if frame.by_place else ""
    period = (
        row_time
        or named_period(_AGAINST_BASE.sub("", column.header), frame.setting.clock)
        or _bare_year(column.header)
        or above.year
    )
    measure, direction = _measure(column.header, indicator)
    unit = _unit(row, column.header, label if header_unit(label) or BASE.search(label) else heading or label, frame)
    if frame.setting.tense == "target" and _SPANNING.search(column.header):
        measure, direction = _measure_over_plan(cell.text, indicator, unit)
        period = period or frame.setting.span
    if measure == "delta" and unit[0] == "%":
        unit = ("百分点", unit[1])
    start, end = len(cell.text) - len(cell.text.lstrip()), len(cell.text.rstrip())
    inherited = {"place": not frame.by_place or bool(row_time), "period": not period}
    return Draft(
        quantity=_with_unit(quantity, unit),
        span=cell.passage.span(start, end),
        printed=cell.text[start:end],
        quote=_row_text(row),
        indicator=indicator,
        place=_place(label) if frame.by_place and not row_time else frame.setting.place,
        kind=_kind(column.header, period, frame),
        period=period or frame.period,
        section=frame.section.path,
        measure=measure,
        direction=direction,
        basis="上年" if measure != "level" else None,
        binding=_binding(row, frame.columns),
        inherited=tuple(name for name, missing in inherited.items() if missing),
        table=frame.caption,
        row=label,
        column=column.header,
    )


_YEAR = re.compile(r"(?:19|20)\d\d")


def _bare_year(header: str) -> str:
    """The year that heads a column of a series without its 年 (2019 | 2020 | 2021); empty where none does."""
    parts = [part.strip() for part in header.split(">")]
    return next((part for part in reversed(parts) if _YEAR.fullmatch(part)), "")


def _is_stacked(passage: Passage) -> bool:
    """Whether a cell holds several numbers printed one under another, which no rule divides: they are not one number."""
    pairs = zip(pairwise(passage.text), pairwise(passage.offsets), strict=True)
    return any(above.isdigit() and below.isdigit() and gap > start + 1 for (above, below), (start, gap) in pairs)


def _label(row: Row, columns: tuple[Column, ...], role: str, *, before: int) -> str:
    """What a cell's row is about: the nearest filled column of names or places before it, else the first behind it.

    A table of two halves (收入 | 数 | 支出 | 数) names each half in a column of its own.
    """
    named = [(c.index, cell.text.strip()) for c in columns if c.role == role and (cell := row[c.index])]
    filled = [(index, text) for index, text in named if text]
    return next((text for index, text in reversed(filled) if index < before), filled[0][1] if filled else "")


def _place(label: str) -> str:
    """The place that a row names, its layout spaces (北　京) left out; 全国总计 is the nation."""
    plain = _LAYOUT.sub("", label)
    return NATION if _NATION.fullmatch(plain) else plain if is_listed(plain) else label


_LAYOUT = re.compile(r"(?<=[一-龥])[\s　]+(?=[一-龥])")
_NATION = re.compile(r"全国(?:总计|合计|平均)?")


def _kind(header: str, period: str, frame: Frame) -> FigureKind:
    """What a cell is by its column: results stand under 现状 or 完成, targets under 目标 or a year to come."""
    words, year = load("tables"), frame.setting.clock.year
    header = _AGAINST.sub("", header)
    if frame.setting.tense == "target" and _SPANNING.search(header):
        return "target"
    if frame.kind == "threshold":
        return "threshold"
    if any(word in header for word in words["reported"]):
        return "reported"
    if any(word in header for word in words["target"]) and (
        frame.setting.tense == "target" or (frame.setting.budget and (period or frame.period) >= frame.setting.due)
    ):
        return "target"
    if period and year is not None:
        return "target" if int(period.rpartition("/")[2][:4]) > year else "reported"
    return frame.kind


def _measure(header: str, indicator: str) -> tuple[Measure, Direction | None]:
    """A column of change is growth, or a delta where its unit is no rate; so is a row that is named a growth."""
    last = header.rpartition(" > ")[2]
    if _INDEXED.search(last) or (_INDEXED.search(indicator) and not _is_change(last)):
        return "level", None
    named = _NAMED_CHANGE.search(indicator)
    if named and not _is_change(last):
        return "growth", ("up" if named["up"] else "down")
    changes = _is_change(last) or GROWTH_NAME.search(indicator)
    if not changes or "自然增长率" in indicator:
        return "level", None
    unit = header_unit(last)
    rate = not _AMOUNT.search(last) and (unit is None or unit[0] in ("%", "‰", ""))
    return ("growth" if rate else "delta"), ("down" if _FALL.search(last) else "up")


def _measure_over_plan(cell: str, indicator: str, unit: Unit) -> tuple[Measure, Direction | None]:
    """What a cell under 年均/累计 is: 〔13〕 adds up over the plan, a plain rate is that of a year; what is itself a rate
    (失业率) or is said to be reached (累计达到1000) is a level.
    """
    named = _NAMED_CHANGE.search(indicator)
    adds_up = cell.strip().startswith(_BRACKETS)
    state = unit[0] == "%" and _STATE.search(indicator) and not GROWTH_NAME.search(indicator) and not adds_up
    if not named and (state or _REACHED.search(cell)):
        return "level", None
    direction: Direction = "down" if named and named["down"] else "up"
    return ("delta" if adds_up and not named else "growth"), direction


def _is_change(header: str) -> bool:
    return any(word in header for word in load("tables")["growth"])


def _unit(row: Row, header: str, label: str, frame: Frame) -> Unit:
    """The unit of a cell that prints none: of its column, row, the header above, the unit column or line; else none."""
    last = header.rpartition(" > ")[2]
    own = header_unit(last)
    if _WEIGHT.search(last):
        return own or _NO_UNIT
    if own or _PERCENT.search(last) or (_is_change(header) and not _AMOUNT.search(last)):
        return own or ("%", Fraction(1))
    over = next((unit for part in reversed(header.split(" > ")[:-1]) if (unit := header_unit(part))), None)
    stated = (row[c.index] for c in frame.columns if c.role == "unit")
    by_column = next((unit for cell in stated if cell and (unit := parse_unit(cell.text))), None)
    return header_unit(label) or over or by_column or (_NO_UNIT if BASE.search(label) else frame.unit) or _NO_UNIT


def _with_unit(quantity: Quantity, unit: Unit) -> Quantity:
    """A quantity scaled by the unit of its header, where it prints none itself."""
    if quantity.unit:
        return quantity
    name, scale = unit
    low, high, step = quantity.low * scale, quantity.high * scale, quantity.step * scale
    return replace(quantity, unit=name, low=low, high=high, step=step)


def _row_text(row: Row) -> str:
    """The row as printed, a merged cell once."""
    cells = [cell for n, cell in enumerate(row) if cell and cell.text.strip() and (n == 0 or row[n - 1] is not cell)]
    return "\t".join(cell.text.strip() for cell in cells)


def _binding(row: Row, columns: tuple[Column, ...]) -> Binding | None:
    text = "".join(cell.text for c in columns if c.role == "attribute" and (cell := row[c.index]))
    return "约束性" if "约束" in text else "预期性" if "预期" in text else None


def definition_cells(table: Table) -> list[tuple[str, Passage]]:
    """The definitions of a table's rows: indicator name and the passage of the definition column."""
    columns = read_columns(table)
    defining = [c for c in columns if c.role == "definition"]
    found: list[tuple[str, Passage]] = []
    for row in table.grid()[table.header_rows :]:
        label = _label(row, columns, "name", before=len(columns))
        cells = [cell for c in defining if (cell := row[c.index]) and cell.passage]
        found += [(name_of(label), cell.passage) for cell in cells[:1] if label and cell.passage]
    return found
