"""Score the reading of single sentences, one phenomenon of policy Chinese each, and write ``phenomena.json``.

    python benchmarks/phenomena.py [--check]

The sentences with their expected figures, and the texts that hold none, are not part of the project; they are looked for
in the folder that POLICYPARSE_SHARED names, else in ../shared. Every text is read and extracted as a document of its own.
``suites.yaml`` says where the project reads a row another way and why. With --check nothing is written and a score below
the committed one fails.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from policyparse.errors import NoText
from policyparse.extract import extract
from policyparse.figure import Figure
from policyparse.read import read_bytes

HERE = Path(__file__).parent
RESULTS = HERE / "phenomena.json"
SIGNS = {"≈": "~", "≈-": "<", "≈+": ">"}
"""约 leaves both sides open; 近 stays below the number, 余 and 多 go beyond it."""
LEAST = {"value and unit": 105, "comparator": 42}

Row = dict[str, Any]


def shared() -> Path:
    folder = Path(os.environ.get("POLICYPARSE_SHARED", HERE.parent.parent / "shared")) / "gold"
    if not folder.is_dir():
        sys.exit(f"{folder} holds no sentences; name its parent folder in POLICYPARSE_SHARED.")
    return folder


def rows(path: Path) -> Iterator[Row]:
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def figures_of(text: str) -> list[Figure]:
    """The figures of a text read as a document; none where nothing is left of it."""
    try:
        return list(extract(read_bytes(text.encode(), "sentence.txt")).figures)
    except NoText:
        return []


def take(expected: Row, left: list[Figure]) -> list[Figure]:
    """The figures that print ``expected``, taken out of ``left``: one for each part of a ratio list, else the first."""
    wanted = expected["value"]
    if isinstance(wanted, list) and expected["comparator"] != "range":
        run = [figure for figure in left if figure.printed in expected["surface"].split(":")][: len(wanted)]
    else:
        run = [figure for figure in left if same_print(figure.printed, expected["surface"])][:1]
    for figure in run:
        left.remove(figure)
    return run


def same_print(one: str, other: str) -> bool:
    """Whether two printings are of one number: a unit or space more or less does not count."""
    first, second = "".join(one.split()), "".join(other.split())
    return first.startswith(second) or second.startswith(first)


def value_is(expected: Row, found: list[Figure]) -> bool:
    """Value and unit. A ratio's parts have no unit, and a fraction in words may be given as its percentage."""
    wanted, unit = expected["value"], expected["unit"]
    if isinstance(wanted, list) and expected["comparator"] != "range":
        return [number(figure.value) for figure in found] == [exactly(part) for part in wanted]
    if len(found) != 1:
        return False
    figure = found[0]
    if isinstance(wanted, list):
        return [number(figure.low), number(figure.high)] == [exactly(end) for end in wanted] and figure.unit == unit
    value = number(figure.value)
    if unit == "%" and not figure.unit and value is not None:
        return figure.printed == expected["surface"] and value * 100 == exactly(wanted)
    return value == exactly(wanted) and figure.unit == unit


def number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def exactly(value: float) -> Fraction:
    return Fraction(str(value))


def sign_is(expected: Row, found: list[Figure]) -> bool:
    sign = SIGNS.get(expected["comparator"], expected["comparator"])
    return bool(found) and all(figure.comparator == sign for figure in found)


def score_sentences(path: Path) -> dict[str, Any]:
    overrides = yaml.safe_load((HERE / "suites.yaml").read_text(encoding="utf-8"))["phenomena"]
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for row in rows(path):
        left = figures_of(row["text"])
        for expected in row["expected"]:
            read = {**expected, **overrides.get(row["id"], {}).get(expected["surface"], {})}
            found = take(read, left)
            verdict = {"value and unit": value_is(read, found), "comparator": sign_is(read, found)}
            bound = expected["comparator"] != "="
            counts.update({"figures": 1, "bound": bound, "value and unit": verdict["value and unit"]})
            counts.update({"comparator": bound and verdict["comparator"]})
            wrong += [f"{row['id']} {expected['surface']}: {name}" for name, right in verdict.items() if not right]
        wrong += [f"{row['id']} {figure.printed}: not expected" for figure in left]
        counts.update({"not expected": len(left)})
    return {
        "value and unit": {"passed": counts["value and unit"], "of": counts["figures"]},
        "comparator": {"passed": counts["comparator"], "of": counts["bound"]},
        "not expected": counts["not expected"],
        "wrong": wrong,
    }


def score_negatives(path: Path) -> dict[str, Any]:
    texts = [row["text"] for row in rows(path)]
    wrong = [text for text in texts if figures_of(text)]
    return {"texts": len(texts), "given a figure": len(wrong), "wrong": wrong}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="fail where a score is below the committed one")
    check = parser.parse_args().check
    folder = shared()
    sentences = score_sentences(folder / "phenomena.jsonl")
    negatives = score_negatives(folder / "negatives.jsonl")
    for name, least in LEAST.items():
        print(f"{name:20}{sentences[name]['passed']:>5} of {sentences[name]['of']} (at least {least})")
    print(f"{'not expected':20}{sentences['not expected']:>5}")
    print(f"{'texts without':20}{negatives['given a figure']:>5} of {negatives['texts']} were given a figure")
    print(*sentences["wrong"], *negatives["wrong"], sep="\n")
    if check:
        committed = json.loads(RESULTS.read_text(encoding="utf-8"))
        worse = [name for name in LEAST if sentences[name]["passed"] < committed["sentences"][name]["passed"]]
        worse += ["negatives"] if negatives["given a figure"] > committed["negatives"]["given a figure"] else []
        print("worse than committed: " + ", ".join(worse) if worse else "no worse than committed")
        return 1 if worse else 0
    results = {"sentences": sentences, "negatives": negatives}
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
