"""Score the extraction against the annotated figures of real documents and write ``accuracy.json``.

    python benchmarks/accuracy.py [--check]

The documents, their gold figures and the scorer are not part of the project; they are looked for in the folder that
POLICYPARSE_SHARED names, else in ../shared. With --check nothing is written and a score below the committed one fails.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from policyparse.errors import NoText
from policyparse.extract import extract
from policyparse.read import read, read_bytes

HERE = Path(__file__).parent
RESULTS = HERE / "accuracy.json"


def shared() -> Path:
    folder = Path(os.environ.get("POLICYPARSE_SHARED", HERE.parent.parent / "shared"))
    if not (folder / "gold").is_dir():
        sys.exit(f"{folder} holds no gold figures; name the folder in POLICYPARSE_SHARED.")
    return folder


def load_scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_figures", folder / "tools" / "score_figures.py")
    if spec is None or spec.loader is None:
        sys.exit("the scorer cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def document_of(gold: Path, folder: Path) -> tuple[Path, str | None]:
    """The document that a gold file annotates, and the part of its text that was annotated where that is not all."""
    header = json.loads(gold.read_text(encoding="utf-8").splitlines()[0])["document"]
    name = header["source"].rpartition(":")[2].rpartition("/")[2]
    path = next(folder.glob(f"seeds/{name}"), None) or next(folder.glob(f"corpus/*/{name}"))
    first, _, last = header["region"].removeprefix("characters ").partition(":")[0].partition("–")
    whole = not (first.isdigit() and last.isdigit())
    return path, None if whole else path.read_text(encoding="utf-8")[int(first) : int(last) + 1]


def score_all(folder: Path) -> dict[str, Any]:
    scorer = load_scorer(folder)
    scores: dict[str, Any] = {}
    for gold in sorted((folder / "gold" / "figures").glob("*.jsonl")):
        path, region = document_of(gold, folder)
        figures = [figure.model_dump(mode="json") for figure in extract(read(path)).figures]
        result = scorer.score(scorer.load(gold), figures, region=region)
        scores[gold.stem] = {name: value for name, value in result.items() if not name.startswith("_")}
    return scores


def together(scores: list[dict[str, Any]]) -> dict[str, Any]:
    """The scores of several documents as if they were one."""
    gold = sum(score["gold"] for score in scores)
    predicted = sum(score["predicted"] for score in scores)
    total: dict[str, Any] = {"gold": gold, "predicted": predicted}
    for name in ("found", "complete"):
        hits = sum(round(score[name]["recall"] * score["gold"]) for score in scores)
        total[name] = round(2 * hits / (gold + predicted), 4)
    return total


def false_figures(folder: Path) -> int:
    """How many of the texts that hold no figure were given one."""
    lines = (folder / "gold" / "negatives.jsonl").read_text(encoding="utf-8").splitlines()
    wrong = 0
    for text in (json.loads(line)["text"] for line in lines):
        try:
            wrong += bool(extract(read_bytes(text.encode(), "negative.txt")).figures)
        except NoText:
            continue
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="fail where a score is below the committed one")
    check = parser.parse_args().check
    folder = shared()
    documents = score_all(folder)
    seeds = [score for name, score in documents.items() if name.startswith("seed")]
    results = {
        "first five documents": together(seeds),
        "all": together(list(documents.values())),
        "texts without a figure that were given one": false_figures(folder),
        "documents": documents,
    }
    print(f"{'':14}{'gold':>6}{'found':>8}{'complete':>10}")
    for name, score in documents.items():
        print(f"{name:14}{score['gold']:>6}{score['found']['f1']:>8.3f}{score['complete']['f1']:>10.3f}")
    for name in ("first five documents", "all"):
        print(f"{name:20}{results[name]}")
    if check:
        committed = json.loads(RESULTS.read_text(encoding="utf-8"))
        worse = [n for n in ("found", "complete") if results["all"][n] < committed["all"][n]]
        print("worse than committed: " + ", ".join(worse) if worse else "no worse than committed")
        return 1 if worse else 0
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
