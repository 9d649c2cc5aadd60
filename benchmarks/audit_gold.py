"""Score the audit against annotated relations of real documents and write ``audit.json``.

    python benchmarks/audit_gold.py [--check] [--show]

The documents and the relations are not part of the project; they are looked for in the folder that POLICYPARSE_SHARED
names, else in ../shared.

A relation is *found* where a finding of its kind uses what is printed in its quotes: in two of them where it has two, in one
where a finding of several documents or readings would not print the other. It is *right* where the verdict of the
finding, or of one of its readings, is the relation's or its claim's. Two figures that only share a number are right where
no finding takes them for one. A contradiction without a relation that allows one is false. Relations are *trivial* whose
annotator gave them no severity. With --check nothing is written and a result below the committed one fails.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from policyparse.audit import Finding, audit
from policyparse.extract import extract
from policyparse.language.indicators import fold
from policyparse.read import read

HERE = Path(__file__).parent
RESULTS = HERE / "audit.json"

KINDS: dict[str, frozenset[str]] = {
    "aggregate_vs_table": frozenset({"AGG-SUM", "AGG-MEAN", "AGG-HULL", "AGG-REST"}),
    "rank_or_comparative_claim": frozenset({"RANK", "CMP"}),
    "count_or_set": frozenset({"COUNT", "PART-WHOLE"}),
    "share_or_ratio": frozenset({"RATIO"}),
    "repeated_figure": frozenset({"DUP", "REF"}),
    "body_vs_annex": frozenset({"BODY-ANNEX"}),
    "threshold_vs_table": frozenset({"THRESHOLD"}),
    "value_range": frozenset({"RANGE"}),
    "plan_vs_restatement": frozenset({"DUP", "RESTATE", "REF"}),
    "time_series": frozenset({"SERIES", "GROWTH", "DUP"}),
    "target_vs_observed": frozenset({"PROGRESS"}),
    "definition_change": frozenset({"RESTATE", "PROGRESS"}),
    "date_or_process": frozenset({"REF"}),
}
"""The checks that show a relation, by its kind."""

PAIRS = frozenset({"plan_vs_restatement", "target_vs_observed", "definition_change", "time_series"})
"""Kinds whose finding must use two quotes of the relation where it has two."""

APART = "same_number_different_thing"
SAYS_SAME = frozenset({"consistent", "consistent_after_rounding", "contradiction"})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="fail where a result is below the committed one")
    parser.add_argument("--show", action="store_true", help="list what was not right")
    options = parser.parse_args()
    folder = Path(os.environ.get("POLICYPARSE_SHARED", HERE.parent.parent / "shared"))
    gold = folder / "gold" / "audit.jsonl"
    if not gold.is_file():
        sys.exit(f"{folder} holds no annotated relations; name the folder in POLICYPARSE_SHARED.")
    relations = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    findings = audit([extract(read(path)) for path in sorted((folder / "seeds").glob("*.txt"))], everything=True)
    result = score(relations, findings, show=options.show)
    print(json.dumps(result, ensure_ascii=False, indent=2))
    if options.check:
        return check(result)
    RESULTS.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


def check(result: dict[str, Any]) -> int:
    committed = json.loads(RESULTS.read_text(encoding="utf-8"))
    worse = result["right"] < committed["right"] or result["non-trivial right"] < committed["non-trivial right"]
    more = len(result["false contradictions"]) > len(committed["false contradictions"])
    print("worse than committed" if worse or more else "no worse than committed")
    return int(worse or more)


def score(relations: list[dict[str, Any]], findings: tuple[Finding, ...], *, show: bool) -> dict[str, Any]:
    outcomes = {relation["id"]: judge(relation, findings) for relation in relations}
    if show:
        for relation in relations:
            if outcomes[relation["id"]] != "right":
                print(f"{outcomes[relation['id']]:7} {relation['id']:9} {relation['verdict']:25} {relation['title']}")
    telling = [relation["id"] for relation in relations if relation["severity"] != "none"]
    grave = [r["id"] for r in relations if "contradiction" in (r["verdict"], r["claim_verdict"])]
    by_kind: dict[str, Counter[str]] = {}
    for relation in relations:
        by_kind.setdefault(relation["check"], Counter())[outcomes[relation["id"]]] += 1
    return {
        "relations": len(relations),
        "right": sum(outcome == "right" for outcome in outcomes.values()),
        "non-trivial": len(telling),
        "non-trivial right": sum(outcomes[name] == "right" for name in telling),
        "contradictions": len(grave),
        "contradictions right": sum(outcomes[name] == "right" for name in grave),
        "false contradictions": [
            f"{f.check} {f.title}"
            for f in findings
            if f.verdict == "contradiction" and not any(allows(relation, f) for relation in relations)
        ],
        "not right": {name: outcome for name, outcome in outcomes.items() if outcome != "right"},
        "kinds": {kind: dict(counts) for kind, counts in by_kind.items()},
    }


def judge(relation: dict[str, Any], findings: tuple[Finding, ...]) -> str:
    """``right``, ``wrong`` (found with another verdict) or ``missed``."""
    if relation["check"] == APART:
        same = [f for f in findings if f.check == "DUP" and f.verdict in SAYS_SAME and hits(relation, f) > 1]
        return "wrong" if same else "right"
    quoted = sum(source["quote"] is not None for source in relation["sources"])
    needed = min(2, quoted) if relation["check"] in PAIRS else 1
    checks = KINDS[relation["check"]]
    found = [finding for finding in findings if finding.check in checks and hits(relation, finding) >= needed]
    if not found:
        return "missed"
    wanted = {relation["verdict"], relation["claim_verdict"]}
    said = {verdict for f in found for verdict in (f.verdict, *(reading.verdict for reading in f.readings))}
    return "right" if wanted & said else "wrong"


def hits(relation: dict[str, Any], finding: Finding) -> int:
    """In how many quotes of the relation something stands that the finding uses, in the relation's document."""
    return sum(_is_used(source, finding) for source in relation["sources"])


def _is_used(source: dict[str, Any], finding: Finding) -> bool:
    if source["quote"] is None:
        return False
    quote = fold(source["quote"])
    for figure in finding.inputs:
        mine, printed = fold(figure.quote), fold(figure.printed)
        beside = figure.start < source["char_end"] and figure.end > source["char_start"]
        repeated = bool(quote) and printed in quote and (mine in quote or quote in mine)
        if figure.name.startswith(source["doc"]) and (beside or repeated):
            return True
    return False


def allows(relation: dict[str, Any], finding: Finding) -> bool:
    return "contradiction" in (relation["verdict"], relation["claim_verdict"]) and hits(relation, finding) > 0


if __name__ == "__main__":
    sys.exit(main())
