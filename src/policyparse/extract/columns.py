"""What each column of a table holds, told from its header words and, where they are silent, from its cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from policyparse.document import Cell, Table
from policyparse.language.numerals import narrow
from policyparse.language.periods import Clock, find_periods
from policyparse.language.places import find_places, is_group
from policyparse.language.quantities import Quantity, find_quantities
from policyparse.vocabulary import load

Role = Literal["serial", "unit", "definition", "attribute", "remark", "group", "place", "name", "value"]
_BY_HEADER: tuple[Role, ...] = ("serial", "definition", "attribute", "remark", "unit", "group", "place", "name")
_PATH = " > "


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header path from the top down and what it holds."""

    index: int
    header: str
    role: Role


def read_columns(table: Table) -> tuple[Column, ...]:
    """The columns of a table, left to right.

    A column whose body holds numbers is a value whatever its header says, but for serial numbers; of the columns of
    words the header names the role, and the first unnamed one names the rows.
    """
    grid = table.grid()
    headers = [_header(grid, table.header_rows, n) for n in range(table.width)]
    bodies = [[row[n] for row in grid[table.header_rows :]] for n in range(table.width)]
    roles = [_role(headers[n], bodies[n]) for n in range(table.width)]
    if "name" not in roles and "place" not in roles:
        words = [n for n, role in enumerate(roles) if role in ("remark", "group") or role is None]
        if words:
            roles[words[-1] if roles[words[0]] == "group" else words[0]] = "name"
    for n in range(1, table.width - 1):
        if roles[n] is None and roles[n - 1] == roles[n + 1] == "value" and "name" in roles[:n]:
            roles[n] = "name"  # 收入 | 决算数 | 支出 | 决算数: a table of two halves
    return tuple(Column(n, headers[n], roles[n] or "remark") for n in range(table.width))


def _header(grid: tuple[tuple[Cell | None, ...], ...], rows: int, column: int) -> str:
    """The header path of a column: each header cell once, from the top down."""
    path: list[str] = []
    for row in grid[:rows]:
        cell = row[column]
        text = cell.text.strip() if cell else ""
        if text and (not path or path[-1] != text):
            path.append(text)
    return _PATH.join(path)


def _role(header: str, body: list[Cell | None]) -> Role | None:
    plain = header.replace(" ", "")
    words = load("tables")
    if _share(body, _is_time) and _share(body, lambda text: _is_time(text) or _is_place(text)) >= 0.8:
        return "place"  # rows of years: a series, whose columns name what is measured
    last = plain.rpartition(">")[2]
    named = next((role for role in _BY_HEADER if any(word in last for word in words[role])), None)
    if named == "serial":
        return "serial"
    if named in ("definition", "attribute", "remark", "unit") and _share(body, _is_numeric) < 0.8:
        return named
    if _share(body, _is_numeric) >= 0.5:
        return "serial" if not plain and _counts_up(body) else "value"
    if named in ("place", "group", "name"):
        return "place" if named == "name" and _share(body, _is_place) >= 0.6 else named
    if _share(body, _is_place) >= 0.6:
        return "place"
    return None if _share(body, _is_numeric) < 0.15 else "value"


def _share(body: list[Cell | None], test: Callable[[str], bool]) -> float:
    """The share of the filled cells that pass a test."""
    texts = [cell.text for cell in body if cell and cell.text.strip()]
    return sum(map(test, texts)) / len(texts) if texts else 0.0


def _is_numeric(text: str) -> bool:
    return parse_cell(text) is not None


def _is_place(text: str) -> bool:
    plain = text.strip()
    if is_group(plain):
        return True
    places = find_places(plain)
    return bool(places) and places[0].start == 0 and places[-1].end == len(plain)


def _is_time(text: str) -> bool:
    return bool(row_period(text, Clock(None)))


def row_period(label: str, clock: Clock) -> str:
    """The time that is all of a row's label (``2019``, ``2020年``, ``2021年上半年``); empty where it names something else.

    >>> row_period("2019", Clock(None)), row_period("2021年上半年", Clock(None)), row_period("2020年收入", Clock(None))
    ('2019', '2021-01/2021-06', '')
    """
    plain = narrow(label).strip()
    if re.fullmatch(r"(?:19|20)\d\d", plain):
        return plain
    times = find_periods(plain, clock)
    return times[0].iso if len(times) == 1 and (times[0].start, times[0].end) == (0, len(plain)) else ""


def _counts_up(body: list[Cell | None]) -> bool:
    texts = [cell.text.strip() for cell in body if cell and cell.text.strip()]
    numbers = [int(t) for t in texts if t.isdigit() and len(t) <= 3]
    return len(numbers) == len(texts) > 1 and numbers[0] == 1 and all(a < b for a, b in pairwise(numbers))


_DIGITS = frozenset("0123456789一二两三四五六七八九十百千万亿半")
_MARKS = "〔〕[]［］*＊※ 　"


def parse_cell(text: str) -> Quantity | None:
    """The one quantity that a cell of numbers prints; None for words, dashes and several numbers.

    Marks of cumulation and notes (``〔17.7〕``, ``10.5*``) may stand round it.

    >>> parse_cell("〔17.7〕").value, parse_cell("完成国家下达任务"), parse_cell("—")
    (Fraction(177, 10), None, None)
    """
    plain = narrow(text)
    if not set(plain) & _DIGITS:
        return None
    quantities = find_quantities(plain)
    if len(quantities) != 1:
        return None
    rest = plain[: quantities[0].before] + plain[quantities[0].after :]
    return quantities[0] if not rest.strip(_MARKS) else None
