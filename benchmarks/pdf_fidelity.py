"""How faithfully readers give back documents whose cells and text are known, and grids that pdfplumber finds.

The documents are those of the folder that POLICYPARSE_SHARED names (else ../shared); its scorer compares the cells.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pdfplumber

from policyparse.errors import ReadError
from policyparse.read import read
from policyparse.read.lattice import find_cells, join_rulings
from policyparse.read.pdfium import PdfiumFile, Unsure
from policyparse.source import Box

HAS_CAMELOT = importlib.util.find_spec("camelot") is not None
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_SAME = 0.05  # points

Grid = list[list[Any]]


def fidelity(folder: Path) -> dict[str, Any]:
    """By document and reader: precision and recall of cells; recall and order of Chinese characters."""
    scorer = _scorer(folder)
    results: dict[str, Any] = {}
    for name, path, truth in _truths(folder):
        result: dict[str, Any] = {}
        try:
            document = read(path)
        except ReadError as fault:
            results[name] = {"fault": fault.name}
            continue
        if truth["tables"]:
            grids = {"policyparse": [_grid(table) for table in document.tables()], "pdfplumber": _plumber_tables(path)}
            if HAS_CAMELOT:
                grids["camelot"] = camelot_tables(path)
            for reader, tables in grids.items():
                score = scorer.score(tables, truth["tables"])
                result[reader] = {part: round(score[part], 4) for part in ("precision", "recall")}
            result["cells"] = scorer.score(grids["policyparse"], truth["tables"])["cells"]
            result["tables"] = [len(truth["tables"]), len(grids["policyparse"])]
        if truth["text"]:
            result["text"] = _text_scores(truth["text"], document.text)
        results[name] = result
    return results


def _scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_tables", folder / "tools" / "score_tables.py")
    if spec is None or spec.loader is None:
        sys.exit("the scorer cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _truths(folder: Path) -> Iterator[tuple[str, Path, dict[str, Any]]]:
    for truth in sorted((folder / "pdfset").glob("*.truth.json")):
        name = truth.name.removesuffix(".truth.json")
        known = json.loads(truth.read_text(encoding="utf-8"))
        path = truth.with_name(f"{name}.pdf")
        if not path.exists():
            path = next((folder / "corpus").rglob(Path(known.get("file", "-")).name), path)
        if path.exists():
            yield name, path, known


def _grid(table: Any) -> Grid:
    grid: Grid = [[None] * table.width for _ in range(table.height)]
    for cell in table.cells:
        grid[cell.row][cell.column] = cell.text
    return grid


def _plumber_tables(path: Path) -> list[Grid]:
    with pdfplumber.open(path) as pdf:
        return [table for page in pdf.pages for table in page.extract_tables()]


def camelot_tables(path: Path) -> list[Grid]:
    """What camelot's lattice finds; nothing where it fails."""
    import camelot  # starts threads, beside which no process may fork: only when all else is timed

    try:
        return [table.data for table in camelot.read_pdf(str(path), pages="all", flavor="lattice")]
    except Exception as error:  # noqa: BLE001  a peer's fault ends its own column only
        print(f"camelot failed on {path.name}: {error}", file=sys.stderr)
        return []


# Text ----------------------------------------------------------------------------------------------------------------


def _text_scores(truth: str, text: str) -> dict[str, float]:
    """``han``: of the truth's Chinese characters, those found; ``order``: of those, the most that stand in its order."""
    expected, found = "".join(_HAN.findall(truth)), "".join(_HAN.findall(text))
    shared = sum((Counter(expected) & Counter(found)).values())
    order = _longest_common(expected, found) / shared if shared else 0.0
    return {"han": round(shared / len(expected), 4), "order": round(order, 4)}


def _longest_common(first: str, second: str) -> int:
    """Length of the longest common subsequence, a bit for each character of ``first`` (Hyyrö 2004)."""
    places: dict[str, int] = {}
    for place, char in enumerate(first):
        places[char] = places.get(char, 0) | 1 << place
    every = (1 << len(first)) - 1
    free = every
    for char in second:
        here = free & places.get(char, 0)
        free = ((free + here) | (free - here)) & every
    return len(first) - free.bit_count()


# Grids ---------------------------------------------------------------------------------------------------------------


def compare_grids(folder: Path) -> dict[str, Any]:
    """Whether pdfium's rulings in our grid give the cells of pdfplumber's on each ruled page of the real documents."""
    ruled = 0
    differing: list[str] = []
    for path in sorted((folder / "corpus" / "pdf").glob("*.pdf")):
        try:
            file = PdfiumFile(path.read_bytes())
        except Unsure:
            continue
        with file, pdfplumber.open(path) as reference:
            for index in range(len(file)):
                theirs = _their_cells(reference.pages[index])
                reference.pages[index].close()
                try:
                    ours = find_cells(join_rulings(file.page(index).rulings))
                except Unsure:
                    continue
                ruled += bool(theirs)
                if not _near(ours, theirs):
                    differing.append(f"{path.name} p. {index + 1}")
    return {"ruled_pages": ruled, "differing": differing}


def _their_cells(page: Any) -> list[list[Box]]:
    left, top, *_ = page.bbox
    tables = [
        [Box(x0 - left, y0 - top, x1 - left, y1 - top) for x0, y0, x1, y1 in table.cells]
        for table in page.find_tables()
    ]
    return [sorted(cells, key=lambda box: (box.top, box.x0)) for cells in tables]


def _near(ours: Sequence[Sequence[Box]], theirs: Sequence[Sequence[Box]]) -> bool:
    first, second = ([box for table in sorted(tables) for box in table] for tables in (ours, theirs))
    return len(first) == len(second) and all(
        abs(a - b) <= _SAME for one, other in zip(first, second, strict=True) for a, b in zip(one, other, strict=True)
    )
