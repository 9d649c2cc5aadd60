"""Measure the PDF reader beside pdfplumber, bare pdfium and camelot in one run, and write ``pdf.json``.

    python benchmarks/pdf.py [--pages 300] [--rounds 3] [--no-write] [--check-grid]

Speed: documents made here (``pdf_documents.py``), the readers taking turns, medians over the rounds; ``the whole Document``
is what ``read`` gives, the rows above it stop earlier. Camelot, if the extra ``bench`` is installed, reads a few of the
pages only, since it takes longer than all others together. Memory: a process of its own for each way to read. Fidelity
(``pdf_fidelity.py``): documents with known cells and text, where they are at hand. ``--check-grid`` only compares our
grids with pdfplumber's, and ends with 1 where they differ.
"""

from __future__ import annotations

import argparse
import importlib
import io
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2

import pdf_fidelity
from pdf_documents import documents, draw_table, draw_text, make
from policyparse.read import read, read_bytes
from policyparse.read.pdf import lay_out, printed_pages, read_pages

HERE = Path(__file__).parent
RESULTS = HERE / "pdf.json"
CAMELOT_PAGES = 6
FIRST = "pdfplumber: text, tables, close"
WHOLE = "policyparse: the whole Document"


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


def by_two(data: bytes) -> None:
    read_bytes(data, "a.pdf", jobs=2)


READERS: dict[str, Callable[[bytes], None]] = {
    FIRST: by_pdfplumber,
    "pdfium: text only": by_pdfium_text,
    "policyparse: characters and rulings": by_engine,
    "policyparse: and lines and tables": by_layout,
    WHOLE: by_read,
    f"{WHOLE}, 2 processes": by_two,
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
    first = statistics.median(seconds[FIRST])
    return {
        name: {"seconds": round(middle := statistics.median(taken), 3), "ratio": round(first / middle, 1)}
        for name, taken in seconds.items()
    }


def time_camelot(few: dict[str, bytes], speed: dict[str, dict[str, dict[str, float]]], pages: int) -> None:
    """Add camelot's time a page, from the few pages that it is given."""
    for kind, data in few.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "few.pdf")
            path.write_bytes(data)
            start = time.perf_counter()
            pdf_fidelity.camelot_tables(path)
            taken = (time.perf_counter() - start) / CAMELOT_PAGES * pages
        ratio = speed[kind][FIRST]["seconds"] / taken
        name = f"camelot: lattice tables ({CAMELOT_PAGES} pages, scaled)"
        speed[kind][name] = {"seconds": round(taken, 1), "ratio": round(ratio, 2)}


# What each part costs --------------------------------------------------------------------------------------------------

CLOCKED = (
    ("policyparse.read.engines", "Engines.page"),
    ("policyparse.read.pdfium", "walk"),
    ("policyparse.read.pdf", "lay_out"),
    ("policyparse.read.pdf", "find_tables"),
    ("policyparse.read.pdf", "Flow"),
    ("policyparse.read", "to_blocks"),
    ("policyparse.read", "describe"),
)


def parts(data: bytes) -> dict[str, float]:
    """Processor seconds of each part of one reading."""
    spent = dict.fromkeys((name for _, name in CLOCKED), 0.0)
    restore = [_clock(module, name, spent) for module, name in CLOCKED]
    start = time.process_time()
    by_read(data)
    whole = time.process_time() - start
    for undo in restore:
        undo()
    start = time.process_time()
    by_pdfium_text(data)
    loaded = time.process_time() - start
    named = {
        "pdfium loads pages and text": loaded,
        "characters, their boxes and type": spent["Engines.page"] - spent["walk"] - loaded,
        "rulings": spent["walk"],
        "tables": spent["find_tables"],
        "lines and columns": spent["lay_out"] - spent["find_tables"],
        "text, spans and tables over pages": spent["Flow"],
        "paragraphs and headings": spent["to_blocks"],
        "title, dates, issuers": spent["describe"],
    }
    named["the rest"] = whole - sum(named.values())
    return {name: round(seconds, 3) for name, seconds in named.items()}


def _clock(module_name: str, dotted: str, spent: dict[str, float]) -> Callable[[], None]:
    """Let a function add its time to ``spent``; returns what undoes that."""
    holder: Any = importlib.import_module(module_name)
    *outer, name = dotted.split(".")
    for part in outer:
        holder = getattr(holder, part)
    act = getattr(holder, name)

    def clocked(*given: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return act(*given, **named)
        finally:
            spent[dotted] += time.process_time() - start

    setattr(holder, name, clocked)
    return lambda: setattr(holder, name, act)


def processes(data: bytes, rounds: int) -> dict[str, Any]:
    """One process against two: wall time, and how the processor time divides between parent and child.

    ``attainable`` is what two idle processors would give: the pages' work halved, what only the parent can do after it.
    """
    wall: dict[int, list[float]] = {1: [], 2: []}
    own: list[float] = []
    child: list[float] = []
    alone: list[float] = []
    for _ in range(rounds):
        before = time.process_time()
        wall[1].append(timed(by_read, data))
        alone.append(time.process_time() - before)
        before, children = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
        wall[2].append(timed(by_two, data))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        own.append(time.process_time() - before)
        child.append(after.ru_utime + after.ru_stime - children.ru_utime - children.ru_stime)
    spent = parts(data)
    serial = sum(spent[name] for name in ("text, spans and tables over pages", "paragraphs and headings"))
    serial += spent["title, dates, issuers"]
    one, parent, other = (statistics.median(times) for times in (alone, own, child))
    return {
        "wall": {str(jobs): round(statistics.median(times), 2) for jobs, times in wall.items()},
        "ratio": round(statistics.median(wall[1]) / statistics.median(wall[2]), 2),
        "processor": {"alone": round(one, 2), "parent": round(parent, 2), "child": round(other, 2)},
        "after_the_pages": round(serial, 2),
        "attainable": round(one / (serial + (parent + other - serial) / 2), 2),
        "load": round(os.getloadavg()[0], 1),
    }


# Memory --------------------------------------------------------------------------------------------------------------


def resident(which: str) -> float:
    """MB of memory in use now (VmRSS) or at the most so far (VmHWM)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith(which))


def stream(path: Path) -> dict[str, Any]:
    """Read a file page by page: the memory in use after each hundred pages, and the most there ever was."""
    used = [resident("VmRSS")]
    for page in read_pages(path.read_bytes(), path.name):
        if page.number % 100 == 0:
            used.append(resident("VmRSS"))
    growth = round((used[-1] - used[2]) / (len(used) - 3), 2) if len(used) > 3 else None
    after = [round(mb, 1) for mb in used]
    return {"after_hundreds": after, "peak": round(resident("VmHWM"), 1), "growth_per_hundred": growth}


def whole(path: Path) -> dict[str, Any]:
    """Read a file into one Document: what it takes, and the most memory there ever was."""
    before = resident("VmRSS")
    document = read(path)
    taken = resident("VmRSS") - before
    return {"pages": document.head.pages, "document": round(taken, 1), "peak": round(resident("VmHWM"), 1)}


WAYS: dict[str, Callable[[Path], dict[str, Any]]] = {"stream": stream, "whole": whole}


def memory(pages: int) -> dict[str, Any]:
    """MB of each way to read, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "memory.pdf")
        path.write_bytes(make(pages, [draw_text, draw_table], fallback=False))
        used = {}
        for way in WAYS:
            command = [sys.executable, __file__, "--memory", way, str(path)]
            used[way] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return {"pages": pages, "MB": used}


# The run -------------------------------------------------------------------------------------------------------------


def machine() -> dict[str, Any]:
    names = (line.partition(":") for line in Path("/proc/cpuinfo").read_text().splitlines())
    model = next((value.strip() for key, _, value in names if key.startswith("model name")), platform.processor())
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "pdfplumber": pdfplumber.__version__,
        "pypdfium2": str(pypdfium2.PYPDFIUM_INFO),
        "camelot": version("camelot-py") if pdf_fidelity.HAS_CAMELOT else "skipped: not installed (the extra bench)",
        "load": round(os.getloadavg()[0], 1),
    }


def measure(pages: int, rounds: int) -> dict[str, Any]:
    results: dict[str, Any] = {"machine": machine(), "pages": pages, "rounds": rounds}
    made = documents(pages)
    results["speed"] = {kind: time_all(data, rounds) for kind, data in made.items()}
    results["parts"] = {kind: parts(data) for kind, data in made.items()}
    results["processes"] = {kind: processes(data, rounds) for kind, data in made.items()}
    results["memory"] = memory(3 * pages)
    if pdf_fidelity.HAS_CAMELOT:
        time_camelot(documents(CAMELOT_PAGES), results["speed"], pages)
    if (folder := shared()) is not None:
        results["fidelity"] = pdf_fidelity.fidelity(folder)
        results["grids"] = pdf_fidelity.compare_grids(folder)
    return results


def shared() -> Path | None:
    folder = Path(os.environ.get("POLICYPARSE_SHARED", HERE.parent.parent / "shared"))
    return folder if (folder / "pdfset").is_dir() else None


def show(results: dict[str, Any]) -> None:
    """The results as tables."""
    print("machine:", ", ".join(f"{key} {value}" for key, value in results["machine"].items()))
    for kind, readers in results["speed"].items():
        print(f"\n{kind}, {results['pages']} pages: seconds, times as fast as {FIRST}")
        for name, figures in readers.items():
            print(f"  {name:<52}{figures['seconds']:>9}{figures['ratio']:>8}")
    print("\nprocessor seconds of each part: " + " | ".join(results["parts"]))
    for name in next(iter(results["parts"].values())):
        print(f"  {name:<40}" + "".join(f"{spent[name]:>9}" for spent in results["parts"].values()))
    print("\ntwo processes")
    for kind, figures in results["processes"].items():
        print(
            f"  {kind:<34}{figures['ratio']:>6} measured{figures['attainable']:>6} attainable  {figures['processor']}"
        )
    print(f"\nmemory, {results['memory']['pages']} pages, MB")
    for way, figures in results["memory"]["MB"].items():
        print(f"  {way}: {figures}")
    if "fidelity" in results:
        show_fidelity(results)


def show_fidelity(results: dict[str, Any]) -> None:
    print("\nfidelity: precision / recall of cells by reader; recall and order of Chinese characters")
    for name, figures in results["fidelity"].items():
        readers = [
            f"{reader} {figures[reader]['precision']:.3f}/{figures[reader]['recall']:.3f}"
            for reader in ("policyparse", "pdfplumber", "camelot")
            if reader in figures
        ]
        text = "han {han:.4f} order {order:.4f}".format(**figures["text"]) if "text" in figures else ""
        print(f"  {name:<26}{figures.get('fault', ''):<8}{'  '.join(readers):<76}{text}")
    show_grids(results["grids"])


def show_grids(grids: dict[str, Any]) -> None:
    print(f"\ngrids unlike pdfplumber's: {len(grids['differing'])} of {grids['ruled_pages']} ruled pages")
    for place in grids["differing"]:
        print(f"  {place}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-write", action="store_true", help="print the results only")
    parser.add_argument("--check-grid", action="store_true", help="only compare grids with pdfplumber's")
    parser.add_argument("--memory", nargs=2, metavar=("WAY", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.memory:
        way, path = options.memory
        print(json.dumps(WAYS[way](Path(path))))
    elif options.check_grid:
        folder = shared() or sys.exit("no shared documents here: set POLICYPARSE_SHARED")
        grids = pdf_fidelity.compare_grids(folder)
        show_grids(grids)
        sys.exit(bool(grids["differing"]))
    else:
        results = measure(options.pages, options.rounds)
        show(results)
        if not options.no_write:
            RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
