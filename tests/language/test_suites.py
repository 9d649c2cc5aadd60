"""What the committed run of the suites of other projects says (``benchmarks/suites.py`` runs them)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

RESULTS = json.loads((Path(__file__).parents[2] / "benchmarks" / "suites.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", RESULTS)
def test_a_suite_passes_at_least_as_many_rows_as_the_best_peer(name: str) -> None:
    assert RESULTS[name]["passed"] >= RESULTS[name]["least"]
    assert RESULTS[name]["of"] - RESULTS[name]["passed"] == len(RESULTS[name]["failed"])


def test_single_sentences_are_read_as_well_as_their_bar_asks() -> None:
    committed = json.loads((Path(__file__).parents[2] / "benchmarks" / "phenomena.json").read_text(encoding="utf-8"))
    sentences, negatives = committed["sentences"], committed["negatives"]
    assert sentences["value and unit"]["passed"] >= 105
    assert sentences["comparator"]["passed"] >= 42
    assert sentences["not expected"] == negatives["given a figure"] == 0
