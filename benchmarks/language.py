"""Time the language from text to figures beside jieba alone and other recognisers and write ``language.json``.

    python benchmarks/language.py [--peers PYTHON] [--rounds 2] [--no-write]

The documents are those of corpus/text in the folder that POLICYPARSE_SHARED names, else in ../shared; two rounds read more
than a megabyte. Every system runs on one core, each round in a process of its own so that nothing is remembered, after one
sentence that loads its dictionaries; what counts is processor time, since other work may share the machine.

The peers are not in the lock; one that cannot be imported is named as skipped. ``--peers`` names the Python of an
environment that holds them: ``pip install recognizers-text-suite "emoji<2" jionlp jieba`` (Recognizers 1.0.2a2 asks for a
name that emoji 2 dropped).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RESULTS = HERE / "language.json"
WARMING = "到2027年底，全市新建5G基站1.62万个，同比增长8.5%。"

Read = Callable[[str], int]
"""Reads one document and tells how many things it found."""


def policyparse() -> Read:
    from policyparse.extract import extract
    from policyparse.read import read_bytes

    return lambda text: len(extract(read_bytes(text.encode(), "a.txt")).figures)


def jieba_words() -> Read:
    import jieba

    return lambda text: sum(1 for _ in jieba.cut(text))


def jieba_tags() -> Read:
    import jieba.posseg

    return lambda text: sum(1 for _ in jieba.posseg.cut(text))


def recognizers() -> Read:
    """The models that together come nearest to a quantity: numbers, percentages, dimensions and money, by paragraph."""
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    return _each_paragraph(recognize_number, recognize_percentage, recognize_dimension, recognize_currency)


def recognizers_and_times() -> Read:
    """The same with dates and periods."""
    from recognizers_date_time import recognize_datetime

    quantities, times = recognizers(), _each_paragraph(recognize_datetime)
    return lambda text: quantities(text) + times(text)


def _each_paragraph(*models: Callable[[str, str], list[Any]]) -> Read:
    def run(text: str) -> int:
        return sum(len(model(line, "zh-cn")) for line in text.splitlines() if line.strip() for model in models)

    return run


def jionlp() -> Read:
    """Money and times, by paragraph."""
    from jionlp import ner

    return lambda text: sum(
        len(ner.extract_money(line)) + len(ner.extract_time(line)) for line in text.splitlines() if line.strip()
    )


SYSTEMS: dict[str, tuple[str, Callable[[], Read]]] = {
    "policyparse": ("policyparse: through to figures", policyparse),
    "jieba_words": ("jieba: words", jieba_words),
    "jieba_tags": ("jieba: words and tags", jieba_tags),
    "recognizers": ("Recognizers: numbers, percentages, dimensions, money", recognizers),
    "recognizers_times": ("Recognizers: the same and times", recognizers_and_times),
    "jionlp": ("JioNLP: money and times", jionlp),
}
"""Name of a system → how the table calls it and how it is got ready."""
OWN = "policyparse"


def work(name: str) -> None:
    """In a process of its own: read the documents of standard input and print what that took."""
    texts: list[str] = json.load(sys.stdin)
    read = SYSTEMS[name][1]()
    read(WARMING)
    start = time.process_time()
    found = sum(map(read, texts))
    print(json.dumps({"seconds": time.process_time() - start, "found": found}))


def measure(name: str, python: str, texts: list[str], rounds: int) -> dict[str, Any]:
    """Processor seconds of each round, or the last line of why it cannot run."""
    taken: list[float] = []
    found = 0
    for _ in range(rounds):
        worker = subprocess.run(
            [python, __file__, "--worker", name], input=json.dumps(texts), capture_output=True, text=True, check=False
        )
        if worker.returncode:
            return {"skipped": (worker.stderr.strip().splitlines() or ["no reason given"])[-1]}
        answer = json.loads(worker.stdout.splitlines()[-1])
        taken.append(answer["seconds"])
        found = answer["found"]
    characters = sum(map(len, texts))
    return {
        "seconds": [round(seconds, 2) for seconds in taken],
        "found": found,
        "characters/s": round(characters / statistics.median(taken)),
    }


def documents() -> list[str]:
    folder = Path(os.environ.get("POLICYPARSE_SHARED", HERE.parent.parent / "shared")) / "corpus" / "text"
    if not folder.is_dir():
        sys.exit(f"{folder} holds no documents; name their folder in POLICYPARSE_SHARED.")
    return [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())]


def machine() -> dict[str, Any]:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return {
        "processor": names[0] if names else platform.processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 1),
    }


def run_all(peers: str, rounds: int) -> dict[str, Any]:
    texts = documents()
    systems: dict[str, Any] = {}
    for name, (title, _) in SYSTEMS.items():
        systems[title] = measure(name, sys.executable if name == OWN else peers, texts, rounds)
    own = systems[SYSTEMS[OWN][0]]
    for result in systems.values():
        if "characters/s" in result:
            result["policyparse is faster by"] = round(own["characters/s"] / result["characters/s"], 2)
    return {
        "machine": machine(),
        "documents": len(texts),
        "characters": sum(map(len, texts)),
        "bytes": sum(len(text.encode()) for text in texts),
        "rounds": rounds,
        "systems": systems,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", default=sys.executable, metavar="PYTHON", help="the Python that holds the peers")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--no-write", action="store_true", help="only print")
    parser.add_argument("--worker", choices=tuple(SYSTEMS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        work(options.worker)
        return 0
    results = run_all(options.peers, options.rounds)
    print(f"{results['characters']} characters, {results['bytes']} bytes, {results['rounds']} rounds")
    for title, result in results["systems"].items():
        speed = f"{result['characters/s']:>10} characters/s" if "found" in result else f"skipped: {result['skipped']}"
        print(f"{title:56}{speed}")
    if not options.no_write:
        RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
