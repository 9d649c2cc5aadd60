"""How many annotated changes between two plans the comparison finds with the right kind, and whether it invents any.

    python benchmarks/changes.py [SHARED] [--check] [--show]

A change of ours is an annotated one where a figure of each of its sides stands at a place that the annotation names. It is
*right* where the kinds agree. One that matches no annotation is *invented*. *targets* are the annotated promises of both
plans that are read at their place with value and year as annotated. Results are written to ``changes.json``; with --check
nothing is written, and a bar that is not met fails.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

from policyparse.brief import Change, Comparison, Target, compare
from policyparse.extract import extract
from policyparse.figure import Extraction, Figure
from policyparse.read import read

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("POLICYPARSE_SHARED", ROOT.parent / "shared"))
RESULTS = Path(__file__).with_suffix(".json")

OLD, NEW = "002", "001"
KINDS = {"unchanged": "kept"}
"""What the annotation calls otherwise."""
LEAST_RIGHT = 20
"""Right kinds that ``--check`` asks for, of the 24 annotated."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--check", action="store_true", help="fail where the bars are not met")
    parser.add_argument("--show", action="store_true", help="list what was missed or invented")
    options = parser.parse_args()
    result = measure(options.shared)
    shown = result if options.show else {key: value for key, value in result.items() if not isinstance(value, list)}
    print(json.dumps(shown, ensure_ascii=False, indent=2))
    if not options.check:
        RESULTS.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    elif faults := find_faults(result):
        sys.exit("; ".join(faults))


def measure(shared: Path) -> dict[str, Any]:
    """The counts, and by name what was missed, of the wrong kind, or invented."""
    changes = _rows(shared / "gold" / "changes.jsonl")
    targets = {row["id"]: row for row in _rows(shared / "gold" / "targets.jsonl")}
    plans = {name: extract(read(next((shared / "seeds").glob(f"{name}_*")))) for name in (OLD, NEW)}
    comparison = compare(plans[OLD], plans[NEW])
    matched = {row["indicator"]: find_change(row, targets, comparison) for row in changes}
    right = [row for row in changes if _is_right(row, matched[row["indicator"]])]
    known = {id(change) for change in matched.values()}
    promised = [row for row in targets.values() if row["source"]["doc"] in plans and row["kind"] == "target"]
    return {
        "annotated": len(changes),
        "right": len(right),
        "redefined_called_raised": sum(
            row["change"] == "redefined" and change is not None and change.kind in ("raised", "lowered", "kept")
            for row in changes
            for change in [matched[row["indicator"]]]
        ),
        "invented": sum(id(change) not in known for change in comparison.changes),
        "targets_annotated": len(promised),
        "targets_read": sum(is_read(row, plans[row["source"]["doc"]]) for row in promised),
        "missed": [row["indicator"] for row in changes if matched[row["indicator"]] is None],
        "wrong": [
            f"{row['indicator']}: {change.kind} for {row['change']}"
            for row in changes
            if (change := matched[row["indicator"]]) is not None and not _is_right(row, change)
        ],
        "inventions": [f"{c.kind} {c.indicator}" for c in comparison.changes if id(c) not in known],
        "targets_missed": [row["id"] for row in promised if not is_read(row, plans[row["source"]["doc"]])],
    }


def find_faults(result: dict[str, Any]) -> list[str]:
    """The bars that a result does not meet, in words."""
    faults = []
    if result["right"] < LEAST_RIGHT:
        faults.append(f"{result['right']} of {result['annotated']} kinds are right, {LEAST_RIGHT} are asked for")
    faults += [f"{result[name]} {name}" for name in ("redefined_called_raised", "invented") if result[name]]
    return faults


def find_change(row: dict[str, Any], targets: dict[str, dict[str, Any]], comparison: Comparison) -> Change | None:
    """Our change whose figures stand where the annotated change's do, on every side that it names; None where none."""
    sides = [(name, [targets[key] for key in row[name] if key in targets]) for name in ("old", "new")]
    named = [(name, rows) for name, rows in sides if rows]
    for change in comparison.changes:
        if named and all(_states(getattr(change, name), rows) for name, rows in named):
            return change
    return None


def is_read(row: dict[str, Any], plan: Extraction) -> bool:
    """Whether a figure stands at the annotated place with its value (or range) and year."""
    ends = [row["value"]] if row["value"] is not None else [row["value_low"], row["value_high"]]
    return any(
        figure.kind == "target"
        and figure.period.rpartition("/")[2][:4] == row["period_end"][:4]
        and [Fraction(number) for number in (figure.value, figure.low, figure.high) if number is not None]
        == [Fraction(str(end)) for end in ends if end is not None]
        for figure in _at(row, plan.figures)
    )


def _is_right(row: dict[str, Any], change: Change | None) -> bool:
    return change is not None and change.kind == KINDS.get(row["change"], row["change"])


def _states(target: Target | None, rows: list[dict[str, Any]]) -> bool:
    return target is not None and any(any(True for _ in _at(row, target.figures)) for row in rows)


def _at(row: dict[str, Any], figures: Iterable[Figure]) -> Iterable[Figure]:
    """The figures that stand within the annotated quote."""
    source = row["source"]
    return (figure for figure in figures if source["char_start"] <= figure.source.start < source["char_end"])


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
