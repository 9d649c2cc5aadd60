"""Time the PDF reader beside pdfplumber and bare pdfium in one run and write ``pdf.json``.

    python benchmarks/pdf.py [--pages 300] [--rounds 3] [--no-write]

The documents are made here with reportlab, each page different: table-dense, text-heavy, and mixed with a twentieth of the
pages in a font that the file does not hold, so that they fall back to pdfminer. Where the folder that POLICYPARSE_SHARED
names (else ../shared) holds documents with known tables, their cells are scored too. ``read`` is the whole Document; the
other rows say what its parts cost. Every figure is a median over rounds, in which the readers take turns.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pdfplumber
import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from policyparse.errors import ReadError
from policyparse.read import read, read_bytes
from policyparse.read.pdf import lay_out, printed_pages, read_pages

HERE = Path(__file__).parent
RESULTS = HERE / "pdf.json"
HELD, FOREIGN = "Vera", "STSong-Light"  # a font that the file holds, with letters only; one that it does not, Chinese
ROWS, COLUMNS = 32, 8
FALLBACK_EVERY = 20


def words(chance: random.Random, count: int, *, chinese: bool) -> str:
    if chinese:
        return "".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(count))
    return "".join(chance.choice("abcdefghijklmnopqrstuvwxyz0123456789 ") for _ in range(count))


def draw_text(canvas: Canvas, chance: random.Random, *, chinese: bool) -> None:
    canvas.setFont(FOREIGN if chinese else HELD, 10)
    for line in range(42):
        canvas.drawString(60, 780 - 17 * line, words(chance, 45 if chinese else 80, chinese=chinese))


def draw_table(canvas: Canvas, chance: random.Random, *, chinese: bool) -> None:
    top, left, height, width = 780, 50, 22, 62
    canvas.grid([left + width * n for n in range(COLUMNS + 1)], [top - height * n for n in range(ROWS + 1)])
    for row in range(ROWS):
        for column in range(COLUMNS):
            figure = f"{chance.randrange(10**5)}.{chance.randrange(100)}"
            canvas.setFont(FOREIGN if chinese and not column else HELD, 8)
            text = words(chance, 5, chinese=chinese) if not column else figure
            canvas.drawString(left + width * column + 4, top - height * row - 15, text)


Draw = Callable[..., None]


def make(pages: int, kinds: list[Draw], *, fallback: bool) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    chance = random.Random(20_260_101)
    for number in range(pages):
        kinds[number % len(kinds)](canvas, chance, chinese=fallback and number % FALLBACK_EVERY == 7)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def documents(pages: int) -> dict[str, bytes]:
    return {
        "table-dense": make(pages, [draw_table], fallback=False),
        "text-heavy": make(pages, [draw_text], fallback=False),
        "mixed, a twentieth falling back": make(pages, [draw_text, draw_table], fallback=True),
    }


def by_pdfplumber(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
            page.close()


def by_pdfium_text(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()


def by_engine(data: bytes) -> None:
    for _ in printed_pages(data, "a.pdf"):
        pass


def by_layout(data: bytes) -> None:
    for page in printed_pages(data, "a.pdf"):
        lay_out(page)


def by_read(data: bytes) -> None:
    read_bytes(data, "a.pdf")


READERS: dict[str, Callable[[bytes], None]] = {
    "pdfplumber: text, tables, close": by_pdfplumber,
    "pdfium: text only": by_pdfium_text,
    "policyparse: characters and rulings": by_engine,
    "policyparse: and lines and tables": by_layout,
    "policyparse: the whole Document": by_read,
}


def timed(act: Callable[[bytes], None], data: bytes) -> float:
    start = time.perf_counter()
    act(data)
    return time.perf_counter() - start


def time_all(data: bytes, rounds: int) -> dict[str, dict[str, float]]:
    seconds: dict[str, list[float]] = {name: [] for name in READERS}
    for _ in range(rounds):
        for name, reader in READERS.items():
            seconds[name].append(timed(reader, data))
    first = statistics.median(seconds[next(iter(READERS))])
    return {
        name: {"seconds": round(middle := statistics.median(taken), 3), "ratio": round(first / middle, 1)}
        for name, taken in seconds.items()
    }


# Memory --------------------------------------------------------------------------------------------------------------


def resident(which: str) -> float:
    """MB of memory in use now (VmRSS) or at the most so far (VmHWM)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith(which))


def stream(path: Path) -> None:
    """Read a file page by page and print the memory in use after each hundred pages, and the most there ever was."""
    used = [resident("VmRSS")]
    for page in read_pages(path.read_bytes(), path.name):
        if page.number % 100 == 0:
            used.append(resident("VmRSS"))
    print(json.dumps({"after_hundreds": [round(mb, 1) for mb in used], "peak": round(resident("VmHWM"), 1)}))


def memory(pages: int) -> dict[str, Any]:
    path = HERE / "memory.pdf"
    path.write_bytes(make(pages, [draw_text, draw_table], fallback=False))
    try:
        done = subprocess.run([sys.executable, __file__, "--stream", str(path)], check=True, capture_output=True)
    finally:
        path.unlink()
    used = json.loads(done.stdout)
    after = used["after_hundreds"]
    used["growth_per_hundred"] = round((after[-1] - after[2]) / (len(after) - 3), 2) if len(after) > 3 else None
    return {"pages": pages, "MB": used}


# Fidelity ------------------------------------------------------------------------------------------------------------


def load_scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_tables", folder / "tools" / "score_tables.py")
    if spec is None or spec.loader is None:
        sys.exit("the scorer cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def our_tables(path: Path) -> list[list[list[str | None]]]:
    tables: list[list[list[str | None]]] = []
    for table in read(path).tables():
        grid: list[list[str | None]] = [[None] * table.width for _ in range(table.height)]
        for cell in table.cells:
            grid[cell.row][cell.column] = cell.text
        tables.append(grid)
    return tables


def their_tables(path: Path) -> list[Any]:
    with pdfplumber.open(path) as pdf:
        return [table for page in pdf.pages for table in page.extract_tables()]


def truths(folder: Path) -> Iterator[tuple[str, Path, list[Any]]]:
    for truth in sorted((folder / "pdfset").glob("*.truth.json")):
        name = truth.name.removesuffix(".truth.json")
        known = json.loads(truth.read_text(encoding="utf-8"))
        path = truth.with_name(f"{name}.pdf")
        if not path.exists():
            path = next((folder / "corpus").rglob(Path(known.get("file", "-")).name), path)
        if path.exists() and known["tables"]:
            yield name, path, known["tables"]


def fidelity(folder: Path) -> dict[str, dict[str, Any]]:
    scorer = load_scorer(folder)
    results: dict[str, dict[str, Any]] = {}
    for name, path, known in truths(folder):
        try:
            ours = scorer.score(our_tables(path), known)
        except ReadError as fault:
            results[name] = {"fault": fault.name}
            continue
        theirs = scorer.score(their_tables(path), known)
        results[name] = {
            reader: {measure: round(score[measure], 4) for measure in ("precision", "recall")}
            | {"cells": score["cells"]}
            for reader, score in (("policyparse", ours), ("pdfplumber", theirs))
        }
    return results


def machine() -> dict[str, Any]:
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.processor(),
    )
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "pdfplumber": pdfplumber.__version__,
        "pypdfium2": str(pypdfium2.PYPDFIUM_INFO),
        "load": round(os.getloadavg()[0], 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-write", action="store_true", help="print the results only")
    parser.add_argument("--stream", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.stream:
        stream(options.stream)
        return
    pdfmetrics.registerFont(TTFont(HELD, "Vera.ttf"))
    pdfmetrics.registerFont(UnicodeCIDFont(FOREIGN))
    results: dict[str, Any] = {"machine": machine(), "pages": options.pages, "rounds": options.rounds}
    results["speed"] = {kind: time_all(data, options.rounds) for kind, data in documents(options.pages).items()}
    results["memory"] = memory(3 * options.pages)
    folder = Path(os.environ.get("POLICYPARSE_SHARED", HERE.parent.parent / "shared"))
    if (folder / "pdfset").is_dir():
        results["fidelity"] = fidelity(folder)
    print(json.dumps(results, ensure_ascii=False, indent=1))
    if not options.no_write:
        RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
