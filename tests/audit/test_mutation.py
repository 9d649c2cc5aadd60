"""One wrong digit is noticed by exactly what depends on it (``benchmarks/mutation.py`` has the arithmetic and all 300)."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
RESULT = json.loads((BENCHMARKS / "mutation.json").read_text(encoding="utf-8"))
MUTANTS = 80


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("mutation_benchmark", BENCHMARKS / "mutation.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def ran() -> Any:
    return _load().run(MUTANTS, RESULT["seed"])


def test_every_broken_relation_is_found_and_nothing_else_is_accused(ran: Any) -> None:
    _, outcomes = ran
    assert [(o.document, o.mutation.figure.printed, o.missed, o.false) for o in outcomes if not o.exact] == []
    assert any(outcome.broken for outcome in outcomes)


def test_every_changed_number_is_read_as_it_is_printed(ran: Any) -> None:
    _, outcomes = ran
    assert all(outcome.read for outcome in outcomes)


def test_documents_as_they_are_hold_only_the_contradiction_that_they_are_known_for(ran: Any) -> None:
    samples, _ = ran
    accused = [(s.document.head.name, f.check) for s in samples for f in s.findings if f.verdict == "contradiction"]
    assert accused == [("yangfan-2025-results.pdf", "AGG-SUM")]


def test_a_digit_changed_in_the_file_itself_is_noticed_too() -> None:
    _, outcomes = _load().run(MUTANTS // 4, RESULT["seed"], by_bytes=True)
    assert [(o.document, o.mutation.figure.printed, o.missed, o.false) for o in outcomes if not o.exact] == []
    assert all(outcome.read for outcome in outcomes)


def test_the_committed_run_of_three_hundred_is_exact() -> None:
    assert RESULT["mutants"] >= 300
    assert RESULT["exact"] == RESULT["mutants"]
    assert (RESULT["missed"], RESULT["false_contradictions"]) == (0, 0)
