"""From the files themselves: read, extract, compare."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from policyparse.brief import Comparison, compare
from policyparse.extract import extract
from policyparse.read import read

SHARED = Path(os.environ.get("POLICYPARSE_SHARED", Path(__file__).parents[3] / "shared"))


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    if not (SHARED / "seeds").is_dir():
        pytest.skip("the shared folder is absent: set POLICYPARSE_SHARED")
    old, new = (extract(read(next((SHARED / "seeds").glob(name)))) for name in ("002_*", "001_*"))
    return compare(old, new)


def test_the_four_comparable_targets_are_raised_and_nothing_is_lowered(comparison: Comparison) -> None:
    assert {(change.points, change.factor) for change in comparison.of_kind("raised")} == {
        ("45", "17/8"),
        ("25", "3/2"),
        (None, "19/9"),
        (None, "70/3"),
    }
    assert comparison.of_kind("lowered") == comparison.of_kind("kept") == ()


def test_what_changed_its_population_or_measure_is_redefined(comparison: Comparison) -> None:
    redefined = [change.indicator for change in comparison.of_kind("redefined")]
    assert any("大中型工业企业" in name for name in redefined)
    assert any("物联网终端连接" in name for name in redefined)
