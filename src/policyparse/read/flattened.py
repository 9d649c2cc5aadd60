"""Tables that lost their columns: a header line of known words, then rows that begin 1, 2, 3… and end with a value.

Text taken out of a PDF prints a table like this, a cell over several lines::

    序号 指标 指标含义 指标值
    1 5G个人用户普及率（%）
    5G用户数与人口数之比。
    40
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policyparse.document import Table
from policyparse.read.clean import Span
from policyparse.read.grid import RawCell, build_table, is_number
from policyparse.read.textline import TextLine
from policyparse.vocabulary import load

FEWEST_COLUMNS = 3
FEWEST_ROWS = 2
_MOST_NAME_LINES = 4
_UNIT_END = re.compile(r"[（(][^（）()]{1,12}[）)]$")  # 每万人拥有5G基站数（个）


class Token(NamedTuple):
    """A word between blanks: its span, and the index of its line."""

    start: int
    end: int
    line: int


Row = list[Token]


def find_flattened(text: str, lines: Sequence[TextLine]) -> dict[int, tuple[int, Table]]:
    """Tables by the index of their first line, with the index after their last."""
    found: dict[int, tuple[int, Table]] = {}
    index = 0
    while index < len(lines):
        roles = _roles(lines[index].text)
        after, rows = _collect(text, lines, index + 1, roles) if roles else (index + 1, [])
        table = _table(text, lines[index], rows, roles) if len(rows) >= FEWEST_ROWS else None
        if table is not None:
            found[index] = after, table
            index = after
        else:
            index += 1
    return found


def _roles(line: str) -> tuple[str, ...]:
    """What each column of a header line holds (serial, name, unit, text, value, label); empty for other lines."""
    words = line.split()
    vocabulary = load("documents")["flattened_headers"]
    roles = tuple(next((role for role, shape in vocabulary.items() if re.fullmatch(shape, w)), "") for w in words)
    known = len(words) >= FEWEST_COLUMNS and all(roles) and roles[0] == "serial" and "value" in roles
    return roles if known and roles.count("name") == 1 else ()


def _collect(text: str, lines: Sequence[TextLine], index: int, roles: Sequence[str]) -> tuple[int, list[Row]]:
    """The rows under a header: each begins with its serial number, and is complete when it has its values."""
    rows: list[Row] = []
    last = index
    while index < len(lines):
        tokens = _tokens(text, lines[index], index)
        opens = text[tokens[0].start : tokens[0].end] == str(len(rows) + 1)
        complete = not rows or _is_complete(text, rows[-1], roles)
        if opens and complete:
            rows.append(tokens)
        elif rows and not complete:
            rows[-1].extend(tokens)
        else:
            break
        index += 1
        last = index if _is_complete(text, rows[-1], roles) else last
    complete_rows = [row for row in rows if _is_complete(text, row, roles)]
    return last, complete_rows


def _tokens(text: str, line: TextLine, index: int) -> Row:
    return [
        Token(line.start + found.start(), line.start + found.end(), index) for found in re.finditer(r"\S+", line.text)
    ]


def _is_complete(text: str, row: Row, roles: Sequence[str]) -> bool:
    """Whether a row ends in the values and labels that stand last in its header."""
    tail = _tail(roles)
    if len(row) < 2 + len(tail):
        return False
    return all(_fits(text[t.start : t.end], role) for t, role in zip(row[len(row) - len(tail) :], tail, strict=True))


def _tail(roles: Sequence[str]) -> Sequence[str]:
    """The roles after the last column of running text."""
    last = max(i for i, role in enumerate(roles) if role in ("name", "text"))
    return roles[last + 1 :]


def _fits(word: str, role: str) -> bool:
    return role != "value" or is_number(word)


def _table(text: str, header: TextLine, rows: Sequence[Row], roles: Sequence[str]) -> Table | None:
    cells = [
        RawCell(0, column, 1, 1, ((token.start, token.end),)) for column, token in enumerate(_tokens(text, header, 0))
    ]
    for number, row in enumerate(rows, start=1):
        cells.extend(_row_cells(text, number, row, roles))
    return build_table(text, cells)


def _row_cells(text: str, number: int, row: Row, roles: Sequence[str]) -> Iterator[RawCell]:
    tail = _tail(roles)
    middle = row[1 : len(row) - len(tail)]
    inner = roles[1 : len(roles) - len(tail)]
    name, rest = _part_name(text, middle) if "text" in inner else (middle, [])
    pieces: list[Row] = [
        row[:1],
        *([name, rest] if "text" in inner else [name]),
        *([token] for token in row[len(row) - len(tail) :]),
    ]
    for column, tokens in enumerate(pieces):
        if tokens:
            yield RawCell(number, column, 1, 1, tuple(_spans(tokens)))


def _part_name(text: str, tokens: Row) -> tuple[Row, Row]:
    """An indicator's name and the text that explains it: the name ends with its unit in brackets, else with its line."""
    first = tokens[0].line
    for index, token in enumerate(tokens):
        ends_line = index + 1 == len(tokens) or tokens[index + 1].line != token.line
        near = token.line == first or (ends_line and token.line - first < _MOST_NAME_LINES)
        if near and _UNIT_END.search(text[token.start : token.end]):
            return tokens[: index + 1], tokens[index + 1 :]
    split = next((i for i, token in enumerate(tokens) if token.line != first), len(tokens))
    return tokens[:split], tokens[split:]


def _spans(tokens: Row) -> Iterator[Span]:
    """One span a line."""
    for line in sorted({token.line for token in tokens}):
        on_line = [token for token in tokens if token.line == line]
        yield on_line[0].start, on_line[-1].end
