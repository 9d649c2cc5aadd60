"""A total and its amount per head imply a population."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from policyparse.audit import audit

Make = Callable[..., Any]


def _pair(total: str, value: str, per: str, period: str, **more: Any) -> list[dict[str, Any]]:
    return [
        {"printed": total, "value": value, "indicator": "充电桩总数", "place": "浙江省", "period": period, **more},
        {"printed": per, "indicator": "每万人拥有充电桩数", "place": "浙江省", "period": period, **more},
    ]


def _implied(extraction: Make, *documents: list[dict[str, Any]]) -> Any:
    made = [extraction(f"{n}.txt", *figures) for n, figures in enumerate(documents)]
    return next((f for f in audit(made, everything=True) if f.check == "RATIO"), None)


def test_totals_and_rates_of_several_years_imply_one_population(extraction: Make) -> None:
    finding = _implied(
        extraction, _pair("66.0万个", "660000", "100个", "2023"), _pair("132.2万个", "1322000", "200个", "2025")
    )
    assert finding.verdict == "consistent_after_rounding"
    assert "66" in finding.formula


def test_one_pair_alone_is_no_test(extraction: Make) -> None:
    assert _implied(extraction, _pair("66.0万个", "660000", "100个", "2023")) is None


def test_populations_a_tenth_apart_contradict(extraction: Make) -> None:
    finding = _implied(
        extraction, _pair("66.0万个", "660000", "100个", "2024"), _pair("66.0万个", "660000", "130个", "2025")
    )
    assert finding.verdict == "contradiction"


def test_populations_a_little_apart_may_be_two_definitions(extraction: Make) -> None:
    finding = _implied(
        extraction, _pair("66.0万个", "660000", "100.0个", "2024"), _pair("68.0万个", "680000", "100.0个", "2025")
    )
    assert (finding.verdict, finding.reason) == ("cannot_decide", "scope_ambiguous")


def test_populations_of_different_decades_are_not_compared(extraction: Make) -> None:
    assert (
        _implied(extraction, _pair("66.0万个", "660000", "100个", "2005"), _pair("66.0万个", "660000", "130个", "2025"))
        is None
    )


def test_a_rate_beside_its_users_implies_the_population(extraction: Make) -> None:
    beside = [
        {"printed": "40%", "unit": "%", "indicator": "光纤宽带个人用户普及率", "place": "浙江省", "start": 0},
        {
            "printed": "2650万户",
            "value": "26500000",
            "unit": "户",
            "indicator": "用户数",
            "place": "浙江省",
            "start": 12,
        },
    ]
    finding = _implied(extraction, beside, _pair("66.0万个", "660000", "100个", "2024"))
    assert finding.verdict == "consistent_after_rounding"
    assert len(finding.inputs) == 4


def test_users_share_a_whole_noun_with_their_rate(extraction: Make) -> None:
    told = {"unit": "户", "place": "浙江省", "value": "26500000", "printed": "2650万户", "start": 12}
    rate = {"printed": "40%", "unit": "%", "indicator": "互联网普及率", "place": "浙江省", "start": 0}
    pair = _pair("66.0万个", "660000", "100个", "2024")
    assert _implied(extraction, [rate, {"indicator": "联网", **told}], pair) is None
    assert _implied(extraction, [rate, {"indicator": "互联网", **told}], pair) is not None


@pytest.mark.parametrize(
    ("share", "verdict"),
    [("25.0%", "consistent"), ("25%", "consistent"), ("24.9%", "contradiction"), ("35%", "contradiction")],
)
def test_a_share_is_its_part_over_its_whole(extraction: Make, share: str, verdict: str) -> None:
    assert _implied(extraction, _share(share)).verdict == verdict


def test_a_whole_far_from_its_share_may_be_of_another_level(extraction: Make) -> None:
    finding = _implied(extraction, _share("35%", whole_start=5000))
    assert (finding.verdict, finding.reason) == ("cannot_decide", "scope_ambiguous")


def test_a_share_of_what_is_only_bounded_has_two_readings(extraction: Make) -> None:
    part, whole, share = _share("25%")
    bounds = [part | {"comparator": ">"}, whole, share | {"comparator": ">="}]
    finding = _implied(extraction, bounds)
    assert [(r.verdict, r.reason) for r in finding.readings] == [
        ("consistent", None),
        ("cannot_decide", "one_sided_value"),
    ]
    assert not _implied(extraction, _share("25%")).readings


def _share(share: str, *, whole_start: int = 0) -> list[dict[str, Any]]:
    part, whole = "高技术产业投资", "固定资产投资"
    told = {"place": "合肥市"}
    money = {"unit": "元", **told}
    return [
        {"printed": "1000.00亿元", "value": "100000000000", "indicator": whole, "start": whole_start, **money},
        {"printed": "250.00亿元", "value": "25000000000", "indicator": part, "start": 60, **money},
        {"printed": share, "unit": "%", "indicator": f"{part}占{whole}比重", "start": 90, "statistic": "share", **told},
    ]


def test_a_whole_with_a_limit_of_its_own_is_another_definition(extraction: Make) -> None:
    figures = [
        {"printed": "250.00万千瓦", "value": "2500000", "unit": "千瓦", "indicator": "风电装机容量", "place": "合肥市"},
        {"printed": "1000.00万千瓦", "value": "10000000", "unit": "千瓦", "indicator": "发电装机容量", "place": "合肥市",
         "quote": "发电装机容量（不含储能）1000.00万千瓦"},
        {"printed": "20%", "unit": "%", "indicator": "风电装机容量占发电装机容量比重", "place": "合肥市"},
    ]  # fmt: skip
    finding = _implied(extraction, figures)
    assert (finding.verdict, finding.reason) == ("not_comparable", "definition")


@pytest.mark.parametrize(
    ("third", "verdict"), [("61.0", "consistent"), ("61.1", "consistent_after_rounding"), ("63.0", "contradiction")]
)
def test_the_parts_of_a_structure_add_up_to_a_hundred(extraction: Make, third: str, verdict: str) -> None:
    figures = [
        {
            "printed": part,
            "unit": "",
            "indicator": f"三次产业结构（第{n}产业）",
            "place": "合肥市",
            "quote": f"2.4:36.6:{third}",
        }
        for n, part in zip("一二三", ("2.4", "36.6", third), strict=True)
    ]
    [finding] = (f for f in audit([extraction("公报.txt", *figures)], everything=True) if f.check == "PART-WHOLE")
    assert finding.verdict == verdict


@pytest.mark.parametrize(
    ("third", "value", "verdict"),
    [("600.1亿元", "60010000000", "consistent_after_rounding"), ("700.0亿元", "70000000000", "contradiction")],
)
def test_three_industries_are_the_whole_product(extraction: Make, third: str, value: str, verdict: str) -> None:
    names = ("第一产业增加值", "第二产业增加值", "第三产业增加值")
    printed = (("100.0亿元", "10000000000"), ("300.0亿元", "30000000000"), (third, value))
    parts = [
        {"printed": p, "value": v, "unit": "元", "indicator": n, "place": "合肥市"}
        for n, (p, v) in zip(names, printed, strict=True)
    ]
    whole = {"printed": "1000.0亿元", "value": "100000000000", "unit": "元", "indicator": "生产总值", "place": "合肥市"}
    [finding] = (f for f in audit([extraction("公报.txt", whole, *parts)], everything=True) if f.check == "PART-WHOLE")
    assert finding.verdict == verdict
