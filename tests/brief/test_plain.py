"""Formulas of the audit as a memo words them."""

from __future__ import annotations

import pytest

from policyparse.brief.labels import load_labels
from policyparse.brief.plain import in_words
from policyparse.brief.template import template_folders


@pytest.mark.parametrize(
    ("formula", "zh"),
    [
        ("即[12.5, 13.5]万个；相差3万个", "即12.5万个至13.5万个之间；相差3万个"),
        ("文中为(2700, ∞)万个", "文中为超过2700万个"),
        ("文中为[30, ∞)项", "文中为不低于30项"),
        ("文中为(-∞, 8)天", "文中为低于8天"),
        ("文中为(-∞, 8]天", "文中为不超过8天"),
        ("可取[60.3, 73.4]%内任何值（最低甲市 60.34）", "可取60.3%至73.4%内任何值（最低甲市 60.34）"),
        ("即[249, 249]个", "即249个"),
        ("Σ(20行) = 917.06万个", "表列20行之和为917.06万个"),
        ("43.87亿件 ÷ 34.30亿件 − 1 = 27.9%", "43.87亿件 ÷ 34.30亿件 − 1 = 27.9%"),
    ],
)
def test_intervals_are_told_in_words_and_numbers_stay(formula: str, zh: str) -> None:
    assert in_words(formula, load_labels(template_folders(None), "zh")) == zh


def test_english_says_it_too() -> None:
    labels = load_labels(template_folders(None), "en")
    assert in_words("so [1, 2]%; stated (5, ∞)%", labels) == "so between 1% and 2%; stated more than 5%"
