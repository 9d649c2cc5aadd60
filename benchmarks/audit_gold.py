"""How many annotated relations the audit finds, and whether it says what the annotator said.

    python benchmarks/audit_gold.py SEEDS_FOLDER GOLD.jsonl [--show]

A relation is *found* where a finding of its kind uses a figure of one of its quotes, and *right* where the verdict of the
finding, or of one of its readings, is the relation's or its claim's. A contradiction without a relation that allows one is
false. Relations of kinds that need more than figures (dates, definitions, progress) are listed apart.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from policyparse.audit import Finding, audit
from policyparse.extract import extract
from policyparse.language.indicators import fold
from policyparse.read import read

KINDS: dict[str, frozenset[str]] = {
    "aggregate_vs_table": frozenset({"AGG-SUM", "AGG-MEAN", "AGG-HULL"}),
    "rank_or_comparative_claim": frozenset({"RANK", "CMP"}),
    "count_or_set": frozenset({"COUNT", "PART-WHOLE"}),
    "share_or_ratio": frozenset({"RATIO"}),
    "repeated_figure": frozenset({"DUP"}),
    "body_vs_annex": frozenset({"BODY-ANNEX"}),
    "threshold_vs_table": frozenset({"THRESHOLD"}),
    "value_range": frozenset({"RANGE"}),
    "plan_vs_restatement": frozenset({"DUP"}),
}
"""The kinds of relation that figures alone can show, with the checks that show them."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("seeds", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--show", action="store_true", help="list what was missed")
    options = parser.parse_args()
    relations = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines()]
    findings = audit([extract(read(path)) for path in sorted(options.seeds.glob("*.txt"))], everything=True)
    report(relations, findings, show=options.show)


def report(relations: list[dict[str, Any]], findings: tuple[Finding, ...], *, show: bool) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for relation in relations:
        outcome = judge(relation, findings)
        counts[relation["check"], outcome] += 1
        if show and outcome in ("missed", "wrong"):
            print(f"{outcome:7} {relation['id']:9} {relation['verdict']:25} {relation['title']}")
    for kind in dict.fromkeys(relation["check"] for relation in relations):
        numbers = {outcome: n for (of, outcome), n in counts.items() if of == kind}
        print(f"{kind:28} {numbers}")
    total: Counter[str] = Counter()
    for (_, outcome), n in counts.items():
        total[outcome] += n
    false = [f for f in findings if f.verdict == "contradiction" and not any(allows(r, f) for r in relations)]
    print(f"total {dict(total)}; false contradictions {len(false)}")
    for finding in false:
        print(f"  FALSE {finding.check} {finding.title}")


def judge(relation: dict[str, Any], findings: tuple[Finding, ...]) -> str:
    """``right``, ``wrong`` (found with another verdict), ``missed``, or ``apart`` where figures alone cannot show it."""
    checks = KINDS.get(relation["check"])
    if checks is None:
        return "apart"
    found = [finding for finding in findings if finding.check in checks and shares_quote(relation, finding)]
    if not found:
        return "missed"
    wanted = {relation["verdict"], relation["claim_verdict"]}
    said = {verdict for f in found for verdict in (f.verdict, *(reading.verdict for reading in f.readings))}
    return "right" if wanted & said else "wrong"


def shares_quote(relation: dict[str, Any], finding: Finding) -> bool:
    """Whether a figure of the finding stands in a quote of the relation, in the relation's document."""
    for source in relation["sources"]:
        quote = fold(source["quote"] or "")
        for figure in finding.inputs:
            mine = fold(figure.quote)
            if (
                quote
                and figure.name.startswith(source["doc"])
                and fold(figure.printed) in quote
                and (mine in quote or quote in mine)
            ):
                return True
    return False


def allows(relation: dict[str, Any], finding: Finding) -> bool:
    return "contradiction" in (relation["verdict"], relation["claim_verdict"]) and shares_quote(relation, finding)


if __name__ == "__main__":
    main()
