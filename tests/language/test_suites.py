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
