"""Ways out: plain text, lines of JSON, CSV and tables for the terminal, all as UTF-8 on standard output."""

from __future__ import annotations

import csv
import io
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from policyparse.cli.messages import say
from policyparse.errors import RenderError

WIDTH = 100
"""Columns of a table that does not go to a terminal."""

INDENT = "  "
MARK = "^"

HUNG_UP = 141
"""Exit code when the reader of our output has gone (``| head``), as a shell reports it."""

_CHUNK = 8192
"""Characters written at once: under PYTHONUNBUFFERED a long write that a closed pipe cuts short raises nothing."""

_LIVE = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def write(text: str) -> None:
    """Write to standard output; end quietly where nobody reads it any more."""
    try:
        for start in range(0, len(text), _CHUNK):
            sys.stdout.write(text[start : start + _CHUNK])
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
        raise SystemExit(HUNG_UP) from None
    except OSError as error:
        _silence()
        raise RenderError(say("stdout"), error.strerror or str(error), remedy=say("save.remedy")) from error


def _silence() -> None:
    """Let nothing more go to standard output, not even what is still waiting when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def warn_line(text: str) -> None:
    """Say something on standard error."""
    sys.stderr.write(f"{visible(text)}\n")


def write_jsonl(records: Iterable[BaseModel]) -> None:
    """One record a line, in the order given, fields in their own order, Chinese as it is."""
    write("".join(f"{record.model_dump_json()}\n" for record in records))


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A header and rows; None is an empty cell, and no cell is a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    write(text.getvalue())


def inert(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula: a quote mark before what begins like one and is no number.

    >>> inert("=1+1"), inert("-0.4"), inert("-8户"), inert(None)
    ("'=1+1", '-0.4', "'-8户", '')
    """
    text = "" if cell is None else str(cell)
    return f"'{text}" if _LIVE.match(text) and not _NUMBER.fullmatch(text) else text


def visible(text: str) -> str:
    """Text of a document made safe for a terminal: no control, no reversal of direction.

    >>> visible("达到\\x1b[2J85%")
    '达到[2J85%'
    """
    return _UNSEEN.sub("", text)


def write_table(header: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None) -> None:
    """A table as wide as the terminal, or ``WIDTH`` columns; long cells wrap."""
    table = Table(title=escape(title) if title else None, title_justify="left", pad_edge=False, show_edge=False)
    for column in header:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else visible(str(cell))) for cell in row))
    write(rendered(table))


def rendered(table: Table) -> str:
    """A table as text, without the spaces that pad its lines."""
    on_terminal = sys.stdout.isatty()
    console = Console(file=io.StringIO(), force_terminal=on_terminal, width=None if on_terminal else WIDTH)
    with console.capture() as capture:
        console.print(table)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def underlined(text: str, span: tuple[int, int]) -> Iterator[str]:
    """The text in lines of ``WIDTH`` columns, each followed by a line of marks where the span touches it."""
    text = re.sub(r"\s", " ", text)
    start = 0
    while start < len(text):
        end = _line_end(text, start)
        yield f"{INDENT}{text[start:end]}"
        inside = max(span[0], start), min(span[1], end)
        if inside[0] < inside[1]:
            before, under = text[start : inside[0]], text[inside[0] : inside[1]]
            yield f"{INDENT}{' ' * cell_len(before)}{MARK * cell_len(under)}"
        start = end


def _line_end(text: str, start: int) -> int:
    room = WIDTH - len(INDENT)
    end = start
    while end < len(text) and (room := room - max(cell_len(text[end]), 1)) >= 0:
        end += 1
    return end
