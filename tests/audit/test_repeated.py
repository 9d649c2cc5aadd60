"""One indicator of one place and period stated more than once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from policyparse.audit import audit

Make = Callable[..., Any]


def _say(printed: str, value: str | None = None, **more: Any) -> dict[str, Any]:
    told = {
        "printed": printed,
        "quote": f"全市公共充电桩总数达{printed}",
        "indicator": "公共充电桩总数",
        "place": "合肥市",
        **more,
    }
    return told if value is None else {**told, "value": value}


def _dup(extraction: Make, *figures: dict[str, Any], **head: Any) -> Any:
    found = [f for f in audit([extraction("报告.txt", *figures, **head)], everything=True) if f.check == "DUP"]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (_say("4140个"), _say("4140个"), "consistent"),
        (_say("414万个", "4140000"), _say("414.1万个", "4141000", comparator=">"), "consistent_after_rounding"),
        (_say("414万个", "4140000"), _say("414.6万个", "4146000"), "consistent_after_rounding"),
        (_say("414.1万个", "4141000"), _say("414.3万个", "4143000"), "contradiction"),
        (_say("414万个", "4140000"), _say("416万个", "4160000"), "contradiction"),
        (_say("2000个", comparator="<"), _say("2000个", comparator=">"), "contradiction"),
        (_say("3000个", comparator=">"), _say("3000个"), "consistent"),
        (_say("4140个"), _say("4104个"), "contradiction"),
        (_say("4140个", kind="target"), _say("5000个"), None),
        (_say("4140个"), _say("4500个", place="芜湖市"), None),
        (_say("4140个"), _say("4500个", indicator="专用充电桩总数"), None),
        (_say("4140个"), _say("8.1%", unit="%", measure="growth", direction="up"), None),
    ],
)
def test_a_fact_stated_twice_is_one_number(
    extraction: Make, one: dict[str, Any], other: dict[str, Any], verdict: str | None
) -> None:
    finding = _dup(extraction, dict(one), dict(other))
    assert (finding.verdict if finding else None) == verdict


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"quote": "其中充电桩5000个"}, "extraction_noise"),  # the clause does not print the name
        ({"quote": "全市公共充电桩总数年均达5000个"}, "extraction_noise"),  # another word of time
        ({"printed": "9000个"}, "extraction_noise"),  # too far to be one fact
        ({"inherited": ("place",)}, "scope_ambiguous"),  # a heading says whose it is
    ],
)
def test_what_may_have_lost_a_qualifier_is_left_open(extraction: Make, fields: dict[str, Any], reason: str) -> None:
    finding = _dup(extraction, _say("4140个"), {**_say("5000个"), **fields})
    assert (finding.verdict, finding.reason) == ("cannot_decide", reason)


def test_two_numbers_of_one_clause_are_two_things(extraction: Make) -> None:
    quote = "公共充电桩总数一期4140个、二期5000个"
    assert _dup(extraction, _say("4140个", quote=quote), _say("5000个", quote=quote)).reason == "extraction_noise"
    finding = _dup(extraction, _say("4140个", quote=quote), _say("5000个", quote=quote, start=9000))
    assert (finding.verdict, finding.reason) == ("cannot_decide", "extraction_noise")


def test_figures_of_a_file_of_two_years_have_a_borrowed_date(extraction: Make) -> None:
    told = {"inherited": ("period",)}
    finding = _dup(extraction, _say("4140个", **told), _say("5000个", **told), title="2023年、2024年统计公报汇总")
    assert (finding.verdict, finding.reason) == ("cannot_decide", "date_incomplete")


def test_figures_of_one_sentence_are_two_things(extraction: Make) -> None:
    finding = _dup(extraction, _say("4140个", start=0), _say("5000个", start=30))
    assert (finding.verdict, finding.reason) == ("cannot_decide", "extraction_noise")


def test_a_budget_tells_its_levels_apart_by_headings(extraction: Make) -> None:
    finding = _dup(extraction, _say("4140个"), _say("5000个"), kind="budget")
    assert (finding.verdict, finding.reason) == ("cannot_decide", "scope_ambiguous")


def test_other_dates_are_no_contradiction_and_worth_a_word(extraction: Make) -> None:
    finding = _dup(extraction, _say("4140个", period="2025-09"), _say("4500个", period="2026-03"))
    assert (finding.verdict, finding.reason, finding.severity) == ("not_comparable", "date", "medium")


def test_a_growth_and_a_decline_of_one_size_contradict(extraction: Make) -> None:
    growth = {"unit": "%", "measure": "growth", "basis": "上年"}
    up = _say("3.1%", quote="全市公共充电桩总数3.1%", direction="up", **growth)
    down = _say("3.1%", quote="全市公共充电桩总数为3.1%", direction="down", **growth)
    assert _dup(extraction, up, down).verdict != "consistent"


def test_a_later_document_may_revise_a_little_but_not_much(extraction: Make) -> None:
    def across(printed: str) -> Any:
        first = extraction("初步.txt", _say("4140个"), published="2025-03-01")
        later = extraction("核实.txt", _say(printed), published="2026-03-01")
        return next(f for f in audit([first, later], everything=True) if f.check == "DUP")

    assert (across("4200个").verdict, across("4200个").reason) == ("not_comparable", "version")
    assert across("5000个").verdict == "contradiction"


def test_a_draft_is_another_version(extraction: Make) -> None:
    issued = extraction("方案.txt", _say("4140个", kind="target"))
    draft = extraction("草案.txt", _say("5000个", kind="target"), status="draft")
    [finding] = (f for f in audit([issued, draft], everything=True) if f.check == "DUP")
    assert (finding.verdict, finding.reason) == ("not_comparable", "version")


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        (_say("1.37万亿个", "1370000000000"), _say("1.39万亿个", "1390000000000"), "[1.365, 1.375]万亿个"),
        (_say("13711.5亿个", "1371150000000"), _say("3.5亿个", "350000000"), "[3.45, 3.55]亿个"),
    ],
)
def test_numbers_of_one_finding_are_in_the_largest_power_that_none_loses_digits_in(
    extraction: Make, one: dict[str, Any], other: dict[str, Any], shown: str
) -> None:
    assert shown in _dup(extraction, one, other).formula


def test_reports_that_print_no_year_may_speak_of_two(extraction: Make) -> None:
    told = {"inherited": ("period",)}
    one = extraction("甲.txt", _say("4140个", **told), kind="report", published="2024-03-01")
    other = extraction("乙.txt", _say("4200个", **told), kind="report", published="2025-03-01")
    found = [f for f in audit([one, other], everything=True) if f.check == "DUP"]
    assert [(f.verdict, f.severity) for f in found] == [("not_comparable", "info")]


@pytest.mark.parametrize("place", ["高新区", "合计"])
def test_a_name_that_many_cities_use_is_no_one_place_in_two_documents(extraction: Make, place: str) -> None:
    cell = {"indicator": "工业增加值", "unit": "亿元", "place": place, "period": "2016"}
    cell |= {"table": "各区主要指标", "row": place, "column": "工业增加值"}
    one = extraction("晋城市公报.txt", {"printed": "85.50", **cell})
    other = extraction("阳泉市公报.txt", {"printed": "73.50", **cell})
    assert not [f for f in audit([one, other], everything=True) if f.check == "DUP"]
