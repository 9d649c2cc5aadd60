"""The audit as a whole: order, language, and the annotated documents."""

from __future__ import annotations

import string
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policyparse.audit import audit
from policyparse.audit.words import _messages
from policyparse.figure import Extraction


def _pick(found: Any, check: str, word: str = "") -> Any:
    return next(f for f in found if f.check == check and word in f.title)


def test_the_total_of_the_key_cities_contradicts_its_column(annotated: dict[str, Extraction]) -> None:
    finding = _pick(audit(annotated.values()), "AGG-SUM", "2700")
    assert (finding.verdict, finding.severity) == ("contradiction", "critical")
    assert (finding.computed, finding.stated) == ("[916.96, 917.16]万个", "(2700, ∞)万个")
    assert any("111.4" in (explanation.residual or "") for explanation in finding.explanations)


def test_that_total_is_the_only_contradiction(annotated: dict[str, Extraction]) -> None:
    found = audit(annotated.values(), everything=True)
    assert [f.check for f in found if f.verdict == "contradiction"] == ["AGG-SUM"]


def test_the_mean_of_stations_depends_on_its_weights(annotated: dict[str, Extraction]) -> None:
    finding = _pick(audit(annotated.values()), "AGG-MEAN")
    assert (finding.verdict, finding.reason) == ("cannot_decide", "missing_weights")
    assert [reading.verdict for reading in finding.readings] == ["contradiction", "cannot_decide"]


@pytest.mark.parametrize(
    ("check", "word", "verdict", "reason"),
    [
        ("AGG-SUM", "1039", "not_comparable", "definition"),
        ("AGG-HULL", "68.7", "cannot_decide", "missing_weights"),
        ("THRESHOLD", "获奖项目", "not_comparable", "date"),
        ("DUP", "495.8", "not_comparable", "date"),
        ("DUP", "414.1", "consistent_after_rounding", None),
        ("RANK", "芜湖文中", "consistent_after_rounding", None),
        ("RATIO", "3组", "consistent_after_rounding", None),
        ("RATIO", "1.62", "consistent_after_rounding", None),
    ],
)
def test_what_looks_like_a_contradiction_and_is_none(
    annotated: dict[str, Extraction], check: str, word: str, verdict: str, reason: str | None
) -> None:
    finding = _pick(audit(annotated.values(), everything=True), check, word)
    assert (finding.verdict, finding.reason) == (verdict, reason)


def test_three_ratios_imply_one_population(annotated: dict[str, Extraction]) -> None:
    assert "[14.0643, 14.1094]亿人" in _pick(audit(annotated.values(), everything=True), "RATIO", "3组").formula


def test_the_default_shows_only_what_matters(annotated: dict[str, Extraction]) -> None:
    shown = audit(annotated.values())
    assert shown == tuple(f for f in audit(annotated.values(), everything=True) if f.matters)
    assert [f.severity for f in shown] == sorted((f.severity for f in shown), key=["critical", "high", "medium"].index)


def _documents(make: Callable[..., Extraction]) -> list[Extraction]:
    told = {"indicator": "公共充电桩总数", "place": "合肥市"}
    return [
        make("甲.txt", {"printed": "4140个", "quote": "全市公共充电桩总数4140个", **told}),
        make("乙.txt", {"printed": "4500个", "quote": "全市公共充电桩总数为4500个", **told}),
        make("丙.txt", {"printed": "130%", "unit": "%", "indicator": "森林覆盖率", "place": "合肥市"}),
    ]


@given(order=st.permutations(range(3)))
def test_the_order_of_the_documents_changes_nothing(extraction: Callable[..., Extraction], order: list[int]) -> None:
    documents = _documents(extraction)
    assert audit([documents[n] for n in order], everything=True) == audit(documents, everything=True)


def test_a_document_given_twice_counts_once(extraction: Callable[..., Extraction]) -> None:
    documents = _documents(extraction)
    assert audit(documents + documents) == audit(documents)


def test_language_changes_the_words_and_not_the_findings(extraction: Callable[..., Extraction]) -> None:
    chinese, english = (audit(_documents(extraction), everything=True, lang=lang) for lang in ("zh", "en"))
    assert [f.id for f in chinese] == [f.id for f in english]
    assert all(one.title != other.title for one, other in zip(chinese, english, strict=True))


def test_no_documents_have_no_findings() -> None:
    assert audit([]) == ()


@pytest.mark.parametrize("code", sorted(_messages()))
def test_a_message_says_the_same_in_both_languages(code: str) -> None:
    blanks = [
        {name for _, name, _, _ in string.Formatter().parse(_messages()[code][lang]) if name} for lang in ("zh", "en")
    ]
    assert blanks[0] == blanks[1]


def test_every_finding_is_plain_data(extraction: Callable[..., Extraction]) -> None:
    for finding in audit(_documents(extraction), everything=True):
        assert yaml.safe_load(finding.model_dump_json())["id"] == finding.id
