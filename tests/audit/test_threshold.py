"""A bar against a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from policyparse.audit import audit

Make = Callable[..., Any]


def _bar(extraction: Make, column: Make, bar_period: str, **cells: str) -> Any:
    bar = {
        "printed": "5个",
        "kind": "threshold",
        "indicator": "省级获奖项目数量",
        "place": "地级市",
        "period": bar_period,
    }
    notice = extraction("通知.txt", bar, title="评估通知")
    table = extraction("结果.txt", *column("省级获奖项目数量", cells, caption="各市", period="2025-09"))
    [finding] = (f for f in audit([notice, table], everything=True) if f.check == "THRESHOLD")
    return finding


@pytest.mark.parametrize(
    ("period", "lowest", "verdict", "reason"),
    [
        ("2025", "6", "consistent", None),
        ("2025", "5", "consistent", None),
        ("2025", "4", "contradiction", None),
        ("2023", "6", "consistent", None),
        ("2023", "4", "not_comparable", "date"),
    ],
)
def test_a_row_below_the_bar_is_a_breach_only_in_the_round_of_the_bar(
    extraction: Make, column: Make, period: str, lowest: str, verdict: str, reason: str | None
) -> None:
    finding = _bar(extraction, column, period, 台州=lowest, 沧州="8", 中山="9")
    assert (finding.verdict, finding.reason) == (verdict, reason)


def test_the_rows_on_and_below_the_bar_are_named(extraction: Make, column: Make) -> None:
    finding = _bar(extraction, column, "2023", 台州="4", 沧州="5", 中山="9")
    assert "台州 4" in finding.formula.split("；")[0]
    assert "沧州 5" in finding.formula.split("；")[1]
