"""A share of a whole lies in 0–100%; a rate of one thing per another need not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from policyparse.audit import audit


@pytest.mark.parametrize(
    ("indicator", "printed", "measure", "verdict"),
    [
        ("网络接入流量占比", "68.7%", "level", "consistent"),
        ("网络接入流量占比", "100.0%", "level", "consistent"),
        ("网络接入流量占比", "123%", "level", "contradiction"),
        ("森林覆盖率", "105.7%", "level", "contradiction"),
        ("个人用户普及率", "105.7%", "level", "consistent"),
        ("小学毛入学率", "111.06%", "level", "consistent"),
        ("年度计划完成率", "103%", "level", "consistent"),
        ("出口额", "150%", "growth", None),
    ],
)
def test_only_a_share_of_a_whole_is_bounded(
    extraction: Callable[..., Any], indicator: str, printed: str, measure: str, verdict: str | None
) -> None:
    figure = {"printed": printed, "unit": "%", "indicator": indicator, "place": "合肥市", "measure": measure}
    found = [f for f in audit([extraction("公报.txt", figure)], everything=True) if f.check == "RANGE"]
    assert [finding.verdict for finding in found] == ([] if verdict is None else [verdict])
