"""A stated number of places against the list beside it and the rows of a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from policyparse.audit import audit

Make = Callable[..., Any]


def _count(extraction: Make, before: str, printed: str, after: str, *rows: dict[str, Any], **more: Any) -> Any:
    told = {
        "printed": printed,
        "quote": f"{before}{printed}{after}",
        "place": "全国",
        "indicator": "入选的城市",
        **more,
    }
    document = extraction("名单.txt", told, *rows)
    return next((f for f in audit([document], everything=True) if f.check == "COUNT"), None)


@pytest.mark.parametrize(
    ("before", "printed", "verdict"),
    [
        ("天津、石家庄、沧州、温州共", "4个", "consistent"),
        ("天津、石家庄、沧州、温州共", "5个", "contradiction"),
        ("天津、石家庄、沧州和温州共", " 4 个", "consistent"),
        ("天津、石家庄等", "4个", "consistent"),
        ("天津、石家庄、沧州、温州、台州等", "4个", "contradiction"),
        ("广东（珠海、惠州、中山）", "3个", "consistent"),
        ("广东（珠海、惠州、中山）", "4个", "contradiction"),
    ],
)
def test_a_count_is_the_length_of_the_list_beside_it(extraction: Make, before: str, printed: str, verdict: str) -> None:
    assert _count(extraction, before, printed, "城市入选").verdict == verdict


@pytest.mark.parametrize("before", ["天津、石家庄新增项目", "年内共", "面向工业、医疗、教育等领域培育"])
def test_a_list_of_something_else_is_no_count(extraction: Make, before: str) -> None:
    finding = _count(extraction, before, "9个", "项目", indicator="新增项目")
    assert finding is None or finding.verdict != "contradiction"


def test_a_list_is_held_against_the_rows_of_the_table(extraction: Make, column: Make) -> None:
    rows = column("专利数量", {"天津": "3", "沧州": "4", "温州": "5"}, caption="各市")
    same = _count(extraction, "天津、沧州、温州共", "3个", "城市", *rows)
    other = _count(extraction, "天津、沧州、台州共", "3个", "城市", *rows)
    assert (same.verdict, other.verdict) == ("consistent", "contradiction")


def test_a_province_is_held_against_its_own_rows(extraction: Make, column: Make) -> None:
    rows = column("专利数量", {"珠海": "3", "惠州": "4", "温州": "5", "台州": "6"}, caption="各市")
    told = {"place": "广东"}
    assert _count(extraction, "广东（珠海、惠州）", "2个", "城市", *rows, **told).verdict == "consistent"
    fewer = _count(extraction, "广东（珠海、惠州、中山）", "3个", "城市", *rows, **told)
    assert (fewer.verdict, fewer.reason) == ("cannot_decide", "possible_truncation")


def test_cities_of_one_province_are_held_against_its_own_rows(extraction: Make, column: Make) -> None:
    rows = column("专利数量", {"珠海": "3", "惠州": "4", "温州": "5", "台州": "6"}, caption="各市")
    finding = _count(extraction, "浙江有温州、台州", "2个", "城市", *rows)
    assert (finding.verdict, len(finding.inputs)) == ("consistent", 3)


def test_some_rows_picked_out_of_a_table_leave_nothing_to_decide(extraction: Make, column: Make) -> None:
    rows = column("专利数量", {"天津": "3", "沧州": "4", "温州": "5", "台州": "6"}, caption="各市")
    finding = _count(extraction, "其中天津、温州", "2个", "城市", *rows)
    assert (finding.verdict, len(finding.inputs)) == ("consistent", 1)


def test_a_count_of_one_place_has_the_rows_that_lie_there(extraction: Make, column: Make) -> None:
    rows = column("专利数量", {"重庆": "3", "成都": "4", "昆明": "5"}, caption="数字乡村示范城市情况表")
    told = {"indicator": "数字乡村示范城市", "place": "重庆"}
    finding = _count(extraction, "建成", "1个", "数字乡村示范城市", *rows, **told)
    assert (finding.verdict, len(finding.inputs)) == ("consistent", 2)


def test_a_count_of_a_place_without_rows_is_not_held_against_the_table(extraction: Make, column: Make) -> None:
    rows = column("专利数量", {"天津": "3", "沧州": "4", "温州": "5"}, caption="数字乡村示范城市情况表")
    told = {"indicator": "数字乡村示范城市", "place": "广东"}
    assert _count(extraction, "建成", "2个", "数字乡村示范城市", *rows, **told) is None


@pytest.mark.parametrize(
    ("printed", "verdict"), [("3个", "consistent"), ("2个", "contradiction"), ("8个", "cannot_decide")]
)
def test_a_group_named_in_the_caption_has_as_many_rows(
    extraction: Make, column: Make, printed: str, verdict: str
) -> None:
    rows = column("专利数量", {"天津": "3", "沧州": "4", "温州": "5"}, caption="数字乡村示范城市情况表")
    assert (
        _count(extraction, "建成", printed, "数字乡村示范城市", *rows, indicator="数字乡村示范城市").verdict == verdict
    )


def test_equal_counts_of_one_sentence_each_have_their_own_list(extraction: Callable[..., Any]) -> None:
    told = {"indicator": "示范城市", "unit": "个"}
    first = "江苏有常州、无锡、苏州3个"
    second = f"{first}，浙江有温州、台州3个"
    figures = [
        {"printed": "3个", "place": "江苏省", "quote": first, "start": 10, **told},
        {"printed": "3个", "place": "浙江省", "quote": second, "start": 25, **told},
    ]
    found = [f for f in audit([extraction("甲.txt", *figures)], everything=True) if f.check == "COUNT"]
    assert sorted(f.verdict for f in found) == ["consistent", "contradiction"]
