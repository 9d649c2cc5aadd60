"""Figures as a table shows them."""

from __future__ import annotations

import pytest

from policyparse.cli.show import value_text
from policyparse.extract import extract
from policyparse.read import read_bytes


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("到2027年，全市贷款余额超过5.6万亿元。", ">5.6万亿元"),
        ("到2027年，全市充电桩总数达到1.62万个。", "1.62万个"),
        ("到2027年，全市高炉能耗下降不低于12.5%。", "↓≥12.5%"),
    ],
)
def test_a_value_is_short_and_says_how_it_binds(sentence: str, text: str) -> None:
    [figure] = extract(read_bytes(sentence.encode(), "规划.txt")).figures
    assert value_text(figure) == text
