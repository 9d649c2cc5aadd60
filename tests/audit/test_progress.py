"""Targets against observations, and against what later documents say of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from policyparse.audit import audit
from policyparse.figure import Definition
from policyparse.source import Source

Make = Callable[..., Any]


def _target(printed: str, **more: Any) -> dict[str, Any]:
    told = {"printed": printed, "indicator": "公共充电桩总数", "place": "安徽省", "kind": "target", "comparator": ">=",
            "period": "2027", "quote": f"公共充电桩总数达到{printed}以上"}  # fmt: skip
    return told | more


def _seen(printed: str, **more: Any) -> dict[str, Any]:
    return _target(printed, kind="reported", comparator="=", period="2025", quote=f"公共充电桩总数{printed}") | more


def _found(check: str, *documents: Any) -> list[Any]:
    return [f for f in audit(documents, everything=True) if f.check == check]


def _progress(extraction: Make, target: dict[str, Any], seen: dict[str, Any]) -> Any:
    (finding,) = _found(
        "PROGRESS", extraction("规划.txt", target, kind="plan"), extraction("公报.txt", seen, kind="bulletin")
    )
    return finding


@pytest.mark.parametrize(
    ("seen", "period", "verdict", "reason"),
    [
        ("900个", "2025", "consistent", "not_yet_due"),
        ("1100个", "2025", "consistent", "met"),
        ("900个", "2027", "consistent", "missed"),
        ("1100个", "2028", "cannot_decide", "date"),
    ],
)
def test_a_target_is_met_missed_or_not_yet_due(
    extraction: Make, seen: str, period: str, verdict: str, reason: str
) -> None:
    finding = _progress(extraction, _target("1000个"), _seen(seen, period=period))
    assert (finding.verdict, finding.reason) == (verdict, reason)


def test_a_missed_target_is_shown_unasked(extraction: Make) -> None:
    documents = (extraction("规划.txt", _target("1000个")), extraction("公报.txt", _seen("900个", period="2027")))
    assert "missed" in {f.reason for f in audit(documents)}


def test_a_number_that_is_only_bounded_from_below_does_not_meet_a_higher_target(extraction: Make) -> None:
    over = {"comparator": ">", "quote": "公共充电桩总数超过900个"}
    assert _progress(extraction, _target("1000个"), _seen("900个", **over)).reason == "not_yet_due"
    assert _progress(extraction, _target("1000个"), _seen("900个", period="2027", **over)).reason == "one_sided_value"
    assert _progress(extraction, _target("900个"), _seen("900个", **over)).reason == "met"


def test_what_was_reached_in_time_is_told_beside_the_latest_number(extraction: Make) -> None:
    plan = extraction("规划.txt", _target("1000个", period="2024"), kind="plan")
    seen = [
        _seen(printed, period=period) for printed, period in (("800个", "2023"), ("990个", "2024"), ("1300个", "2026"))
    ]
    found = _found("PROGRESS", plan, extraction("公报.txt", *seen, kind="bulletin"))
    assert sorted((f.inputs[1].printed, f.reason) for f in found) == [("1300个", "date"), ("990个", "missed")]


def test_fewer_unemployed_than_promised_is_no_failure(extraction: Make) -> None:
    told = {"indicator": "城镇调查失业率", "unit": "%", "period": "2027"}
    target = _target("5.5%", comparator="~", **told)
    assert _progress(extraction, target, _seen("5.2%", **told)).reason == "met"


def test_a_year_promised_and_reported_by_one_document_is_misread(extraction: Make) -> None:
    document = extraction("报告.txt", _target("1000个"), _seen("900个", period="2027"), kind="report")
    (finding,) = _found("PROGRESS", document)
    assert (finding.verdict, finding.reason) == ("cannot_decide", "date_incomplete")


def test_large_firms_are_not_large_and_medium_ones(extraction: Make) -> None:
    target = _target("45%", indicator="大中型工业企业上云率", unit="%")
    finding = _progress(extraction, target, _seen("49%", indicator="大型工业企业上云率", unit="%"))
    assert (finding.verdict, finding.reason) == ("not_comparable", "definition")


def test_a_promised_rate_needs_a_base(extraction: Make) -> None:
    target = _target("20%", indicator="充电桩总数年均增长率", unit="%")
    finding = _progress(extraction, target, _seen("900个", indicator="充电桩总数"))
    assert (finding.verdict, finding.reason) == ("cannot_decide", "missing_baseline")


def _restated(extraction: Make, again: dict[str, Any], **head: Any) -> Any:
    plan = extraction("甲规划.txt", _target("1000个"), kind="plan", published="2024-01-01")
    (finding,) = _found(
        "RESTATE", plan, extraction("乙.txt", again, published="2025-01-01", **{"kind": "news", **head})
    )
    return finding


def test_a_news_item_repeats_a_target(extraction: Make) -> None:
    assert _restated(extraction, _target("1000个")).verdict == "consistent"


def test_another_word_of_comparison_is_its_own_finding(extraction: Make) -> None:
    finding = _restated(extraction, _target("1000个", comparator="="))
    assert (finding.verdict, finding.reason) == ("consistent_after_rounding", "comparator")


def test_a_news_item_with_another_number_contradicts_the_plan(extraction: Make) -> None:
    again = _target("800个", comparator="=", quote="公共充电桩总数达到800个")
    assert _restated(extraction, again).verdict == "contradiction"


def test_a_later_plan_may_set_another_number(extraction: Make) -> None:
    again = _target("800个", comparator="=", quote="公共充电桩总数达到800个")
    finding = _restated(extraction, again, kind="plan")
    assert (finding.verdict, finding.reason) == ("not_comparable", "version")


def test_another_deadline_is_another_target(extraction: Make) -> None:
    assert _restated(extraction, _target("2000个", period="2030")).reason == "date"


def test_a_bar_is_no_goal(extraction: Make) -> None:
    finding = _restated(extraction, _target("700个", kind="threshold"), kind="notice")
    assert (finding.verdict, finding.reason) == ("not_comparable", "scope")


def _defined(extraction: Make, name: str, indicator: str, text: str) -> Any:
    document = extraction(name)
    told = Definition(document=document.head.id, indicator=indicator, indicator_id=None, text=text, page=None,
                      source=Source(start=0, end=len(text)))  # fmt: skip
    return document.model_copy(update={"definitions": (told,)})


@pytest.mark.parametrize(
    ("indicator", "text", "verdict"),
    [
        ("大型工业企业上云率", "上云企业数占企业总数的比例", "consistent"),
        ("大型工业企业上云率", "上云企业营收占营收总额的比例", "cannot_decide"),
        ("大中型工业企业上云率", "上云企业数占企业总数的比例", "not_comparable"),
    ],
)
def test_two_definitions_side_by_side(extraction: Make, indicator: str, text: str, verdict: str) -> None:
    one = _defined(extraction, "甲.txt", "大型工业企业上云率", "上云企业数占企业总数的比例")
    (finding,) = _found("RESTATE", one, _defined(extraction, "乙.txt", indicator, text))
    assert finding.verdict == verdict


@pytest.mark.parametrize(
    ("goal", "seen"),
    [
        ("节水灌溉示范面积", "新增节水灌溉示范面积"),
        ("居民消费价格总水平涨幅", "居民消费价格"),
    ],
)
def test_a_verb_left_out_or_another_known_name_is_no_other_definition(extraction: Make, goal: str, seen: str) -> None:
    plan = extraction("规划.txt", _target("100万亩", indicator=goal), kind="plan")
    found = _found("PROGRESS", plan, extraction("公报.txt", _seen("90万亩", indicator=seen), kind="bulletin"))
    assert not [f for f in found if f.reason == "definition"]


def test_sentences_have_words_of_comparison_and_dates_not_codes(extraction: Make) -> None:
    finding = _progress(extraction, _target("5000个"), _seen("4140个", period="2025-09", comparator="~"))
    assert finding.title == "“公共充电桩总数”（安徽省）：2027年目标为不低于5000个，2025年9月所报为约4140个"


def test_documents_go_by_their_titles_and_a_bare_cell_has_its_percent(extraction: Make) -> None:
    goal = {"indicator": "公共充电桩覆盖率", "unit": "%", "comparator": "=", "kind": "target"}
    old = extraction("a.txt", _target("35", value="35", **goal), kind="plan", title="桩行动计划（2023年）")
    new = extraction("b.txt", _target("45%", value="45", **goal), kind="plan", title="印发《桩方案》的通知")
    (finding,) = _found("RESTATE", old, new)
    assert (
        "《桩行动计划（2023年）》为35%（2027年）" in finding.title
        and "印发《桩方案》的通知为45%（2027年）" in finding.title
    )
    assert ".txt" not in finding.title


def test_one_pair_of_numbers_in_text_and_annex_is_told_once(extraction: Make) -> None:
    """The text and the table of a plan word one indicator in two ways."""
    old = [_target("35%", indicator=name, unit="%", value="35", kind="target", period="2023")
           for name in ("大型工业企业充电桩覆盖率", "大型工业企业的充电桩覆盖率")]  # fmt: skip
    new = _target("45%", indicator="大中型工业企业充电桩覆盖率", unit="%", value="45")
    found = _found("RESTATE", extraction("旧.txt", *old, kind="plan"), extraction("新.txt", new, kind="plan"))
    assert [finding.reason for finding in found] == ["definition"]
