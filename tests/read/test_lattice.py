from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest

from policyparse.read.lattice import Ruling, Rulings, find_cells, join_rulings
from policyparse.read.pdfium import PdfiumFile, Unsure
from policyparse.source import Box

NEAR = 0.05  # points


def grid(rows: list[float], columns: list[float]) -> Rulings:
    return Rulings(
        tuple(Ruling(x, rows[0], rows[-1]) for x in columns), tuple(Ruling(y, columns[0], columns[-1]) for y in rows)
    )


def test_cells_lie_between_rulings() -> None:
    assert find_cells(grid([0, 20, 40], [0, 50, 100])) == [
        [Box(0, 0, 50, 20), Box(50, 0, 100, 20), Box(0, 20, 50, 40), Box(50, 20, 100, 40)]
    ]


def test_a_missing_ruling_merges_two_cells() -> None:
    rulings = grid([0, 20, 40], [0, 100])
    split = Rulings((*rulings.vertical, Ruling(50, 20, 40)), rulings.horizontal)
    assert find_cells(split) == [[Box(0, 0, 100, 20), Box(0, 20, 50, 40), Box(50, 20, 100, 40)]]


def test_dotted_and_doubled_rulings_are_one() -> None:
    dots = tuple(Ruling(10 + (x % 2), x, x + 1.5) for x in range(0, 100, 3))
    assert join_rulings(Rulings((), dots)).horizontal == (Ruling(pytest.approx(10.5, abs=0.1), 0, 100.5),)


def test_two_tables_side_by_side_stay_two() -> None:
    left, right = grid([0, 20, 40], [0, 50]), grid([0, 20, 40], [100, 150])
    both = Rulings(left.vertical + right.vertical, left.horizontal + right.horizontal)
    assert len(find_cells(join_rulings(both))) == 2


def test_a_drawing_of_thousands_of_lines_takes_no_time_and_has_no_cells() -> None:
    many = tuple(Ruling(4.0 * n, 0, 10_000) for n in range(2500))
    assert find_cells(Rulings(many, many)) == []


def _near(ours: list[list[Box]], theirs: list[list[Box]]) -> bool:
    return len(ours) == len(theirs) and all(
        len(a) == len(b)
        and all(abs(p - q) <= NEAR for x, y in zip(a, b, strict=True) for p, q in zip(x, y, strict=True))
        for a, b in zip(ours, theirs, strict=True)
    )


def _differing(path: Path, *, step: int) -> tuple[int, list[str]]:
    """How many pages that pdfium reads have tables by pdfplumber, and those on which ours are others."""
    ruled, differing = 0, []
    with PdfiumFile(path.read_bytes()) as file, pdfplumber.open(path) as reference:
        for index in range(0, len(file), step):
            try:
                page = file.page(index)
            except Unsure:
                continue
            left, top, *_ = reference.pages[index].bbox
            theirs = [
                [Box(x0 - left, y0 - top, x1 - left, y1 - top) for x0, y0, x1, y1 in table.cells]
                for table in reference.pages[index].find_tables()
            ]
            theirs = [sorted(cells, key=lambda box: (box.top, box.x0)) for cells in theirs]
            reference.pages[index].close()
            ruled += bool(theirs)
            if not _near(find_cells(join_rulings(page.rulings)), theirs):
                differing.append(f"{path.name} {index + 1}")
    return ruled, differing


def test_the_grid_is_pdfplumbers_on_every_ruled_page_of_real_documents(shared: Path) -> None:
    every: list[str] = []
    pages = 0
    for path in sorted((shared / "corpus" / "pdf").glob("*.pdf")):
        try:
            ruled, differing = _differing(path, step=5)
        except Unsure:
            continue
        pages += ruled
        every += differing
    assert pages > 20
    assert every == []
