"""Commands on one document: its figures, its tables, a picture of a page."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from policyparse.cli.faults import faults_of, warn
from policyparse.cli.files import save_bytes
from policyparse.cli.messages import say
from policyparse.cli.output import inert, write, write_jsonl
from policyparse.cli.show import page_text, write_figures
from policyparse.document import Table
from policyparse.extract import extract as extract_document
from policyparse.figure import Extraction
from policyparse.read import file_bytes, read
from policyparse.read.picture import draw_page

Grid = list[list[str | None]]


def extraction_of(path: Path, *, jobs: int = 1) -> Extraction:
    """Read a file and take its figures out. Raises ReadError, and ReaderCrashed for a defect of ours."""
    with faults_of(path):
        return extract_document(read(path, jobs=jobs))


def warned_extraction_of(path: Path, *, jobs: int = 1) -> Extraction:
    """The same, saying what the reader warns of."""
    extraction = extraction_of(path, jobs=jobs)
    warn(extraction.head)
    return extraction


def extract(path: Path, *, as_table: bool, jobs: int = 1) -> None:
    """Write the figures of a file in reading order."""
    extraction = warned_extraction_of(path, jobs=jobs)
    if as_table:
        write_figures(extraction.figures)
    else:
        write_jsonl(extraction.figures)


def tables(path: Path, format: str, *, jobs: int = 1) -> None:
    """Write the tables of a file: a JSON list of grids, CSV or Markdown with their captions."""
    with faults_of(path):
        document = read(path, jobs=jobs)
    warn(document.head)
    write(_FORMATS[format](document.tables()))


def draw(path: Path, page: int, out: Path) -> None:
    """Draw a page of a PDF with the words and tables that the reader found, and say where the picture is."""
    with faults_of(path):
        picture = draw_page(file_bytes(path), path.name, page)
    drawn = io.BytesIO()
    picture.save(drawn, format="PNG")
    save_bytes(out, drawn.getvalue())
    write(f"{out}\n")


def grid(table: Table) -> Grid:
    """Rows of cell texts, a merged cell's text at its first place, None where no cell begins."""
    rows: Grid = [[None] * table.width for _ in range(table.height)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def _json(found: tuple[Table, ...]) -> str:
    grids = ",\n".join(json.dumps(grid(table), ensure_ascii=False) for table in found)
    return f"[{grids}]\n"


def _csv(found: tuple[Table, ...]) -> str:
    return "\n".join(_csv_of(table) for table in found)


def _csv_of(table: Table) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([inert(cell) for cell in row] for row in grid(table))
    return text.getvalue()


def _markdown(found: tuple[Table, ...]) -> str:
    return "\n".join(_markdown_of(table, number) for number, table in enumerate(found, start=1))


def _markdown_of(table: Table, number: int) -> str:
    """A heading with caption, page and unit; the rows; the notes. Markdown has one header row, so it takes the first."""
    title = [say("table.title", number=number), table.caption.text if table.caption else "", page_text(table.page)]
    lines = [f"### {_inline(' '.join(filter(None, title)))}", ""]
    if table.unit:
        lines += [_inline(table.unit.text), ""]
    rows = [f"| {' | '.join(_inline(cell or '') for cell in row)} |" for row in grid(table)]
    lines += [*rows[:1], "|" + " --- |" * table.width, *rows[1:]]
    for note in table.notes:
        lines += ["", _inline(note.text)]
    return "".join(f"{line}\n" for line in lines)


def _inline(text: str) -> str:
    """Text as one line of Markdown that is neither a column border nor HTML."""
    joined = " ".join(text.split())
    return joined.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


_FORMATS = {"json": _json, "csv": _csv, "md": _markdown}
