"""What is stated of a group of places against the column of its members."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from policyparse.audit import Finding, audit
from policyparse.figure import Extraction

GROUP = "数字乡村示范城市"
CAPTION = f"{GROUP}主要指标（截至2024年底）"
Make = Callable[..., Any]


@pytest.fixture
def findings(extraction: Make, column: Make) -> Callable[..., tuple[Finding, ...]]:
    def audited(
        stated: dict[str, Any], *more: dict[str, Any], caption: str = CAPTION, **cells: Any
    ) -> tuple[Finding, ...]:
        rows = column(cells.pop("indicator", "充电桩数量"), cells.pop("values"), caption=caption, **cells)
        document: Extraction = extraction("示范.txt", {"place": GROUP, **stated}, *more, *rows)
        return tuple(f for f in audit([document], everything=True) if f.check.startswith("AGG"))

    return audited


TENS = {"石家庄": "10.10", "沧州": "20.20", "温州": "30.30", "台州": "40.40"}


@pytest.mark.parametrize(
    ("printed", "value", "comparator", "verdict"),
    [
        ("101万个", "1010000", "=", "consistent"),
        ("101.0万个", "1010000", "=", "consistent"),
        ("101.02万个", "1010200", "=", "consistent_after_rounding"),
        ("101.03万个", "1010300", "=", "contradiction"),
        ("100万个", "1000000", ">", "consistent_after_rounding"),
        ("100万个", "1000000", "<", "contradiction"),
        ("300万个", "3000000", ">", "contradiction"),
        ("约1百万个", "1000000", "~", "consistent_after_rounding"),
    ],
)
def test_a_stated_total_meets_the_sum_of_its_rows_or_contradicts_it(
    findings: Make, printed: str, value: str, comparator: str, verdict: str
) -> None:
    stated = {"printed": printed, "value": value, "comparator": comparator, "indicator": "充电桩总数"}
    [finding] = findings(stated, values=TENS, times=10000)
    assert (finding.check, finding.verdict) == ("AGG-SUM", verdict)


def test_four_cells_of_two_decimals_widen_the_sum_by_two_hundredths(findings: Make) -> None:
    [finding] = findings(
        {"printed": "300万个", "value": "3000000", "indicator": "充电桩总数"}, values=TENS, times=10000
    )
    assert finding.computed == "[100.98, 101.02]万个"
    assert finding.severity == "critical"
    assert finding.imbalance is not None
    assert (finding.imbalance.amount, finding.imbalance.percent) == ("-1990000", "-66.3")


def test_another_count_of_the_group_is_a_hypothesis_with_its_remainder(findings: Make) -> None:
    first = {"printed": "2个", "value": "2", "indicator": "首批示范城市", "place": "全国"}
    stated = {"printed": "300万个", "value": "3000000", "indicator": "充电桩总数"}
    [finding] = findings(stated, first, values=TENS, times=10000)
    assert finding.verdict == "contradiction"
    assert any(explanation.residual == "99.5万个" for explanation in finding.explanations)


@pytest.mark.parametrize(
    "count",
    [
        {"place": "全国", "quote": "河北有石家庄、沧州2个首批示范城市"},
        {"place": "浙江", "quote": "浙江2个首批示范城市"},
        {"place": "全国", "quote": "已建设2个城市", "indicator": "建设的城市"},
    ],
)
def test_a_count_of_the_rows_themselves_or_of_other_things_is_no_hypothesis(
    findings: Make, count: dict[str, Any]
) -> None:
    stated = {"printed": "300万个", "value": "3000000", "indicator": "充电桩总数"}
    [finding] = findings(stated, {"printed": "2个", "indicator": "首批示范城市", **count}, values=TENS, times=10000)
    assert not any(explanation.residual for explanation in finding.explanations)


def test_a_county_of_an_ambiguous_name_is_no_group(findings: Make) -> None:
    stated = {"printed": "300万个", "value": "3000000", "indicator": "充电桩总数", "place": "鼓楼区"}
    assert not findings(stated, values=TENS, times=10000)


def test_rows_that_are_no_known_places_are_no_column(findings: Make) -> None:
    stated = {"printed": "300万个", "value": "3000000", "indicator": "充电桩总数"}
    assert not findings(stated, values=TENS | {"市本级": "5.05"}, times=10000)


def test_a_table_that_does_not_name_the_group_leaves_the_total_open(findings: Make) -> None:
    stated = {"printed": "300万个", "value": "3000000", "indicator": "充电桩总数"}
    [finding] = findings(stated, values=TENS, times=10000, caption="各地进展")
    assert (finding.verdict, finding.reason) == ("cannot_decide", "scope_ambiguous")


def test_a_table_of_part_of_the_group_leaves_the_total_open(findings: Make) -> None:
    stated = {"printed": "300万个", "value": "3000000", "indicator": "充电桩总数"}
    [finding] = findings(stated, values=TENS, times=10000, caption=f"部分{GROUP}进展")
    assert (finding.verdict, finding.reason) == ("cannot_decide", "scope_ambiguous")


def test_a_qualifier_that_one_name_lacks_is_another_definition_and_no_sum_error(findings: Make) -> None:
    stated = {"printed": "900个", "indicator": "获奖作品总量"}
    [finding] = findings(
        stated, values={"石家庄": "10", "沧州": "20", "温州": "30"}, indicator="创新大赛全国赛获奖作品数量"
    )
    assert (finding.verdict, finding.reason, finding.severity) == ("not_comparable", "definition", "high")


def test_users_are_not_connections(findings: Make) -> None:
    stated = {"printed": "900万户", "value": "9000000", "unit": "户", "indicator": "物联网终端用户数"}
    found = findings(stated, values=TENS, times=10000, unit="户", indicator="物联网终端连接数")
    assert [f.reason for f in found] == ["missing_column"]


def test_a_total_of_another_date_is_not_comparable(findings: Make) -> None:
    stated = {"printed": "300万个", "value": "3000000", "indicator": "充电桩总数", "period": "2022"}
    [finding] = findings(stated, values=TENS, times=10000)
    assert (finding.verdict, finding.reason) == ("not_comparable", "date")


@pytest.mark.parametrize(
    ("printed", "verdict", "reason"),
    [
        ("25.25个", "consistent", None),
        ("25.3个", "consistent_after_rounding", None),
        ("30.0个", "cannot_decide", "missing_weights"),
        ("45.0个", "contradiction", None),
    ],
)
def test_a_stated_mean_is_refuted_only_outside_what_any_weighting_gives(
    findings: Make, printed: str, verdict: str, reason: str | None
) -> None:
    stated = {"printed": printed, "statistic": "mean", "indicator": "每万人拥有充电桩数"}
    [finding] = findings(stated, values=TENS, indicator="每万人拥有充电桩数")
    assert (finding.verdict, finding.reason) == (verdict, reason)


def test_a_share_of_a_group_is_pooled_and_no_mean_of_shares(findings: Make) -> None:
    stated = {"printed": "30.0%", "unit": "%", "indicator": "充电桩覆盖率"}
    [finding] = findings(stated, values=TENS, unit="%", indicator="充电桩覆盖率")
    assert (finding.check, finding.verdict, finding.reason) == ("AGG-HULL", "cannot_decide", "missing_weights")
    assert [(reading.verdict, reading.reason) for reading in finding.readings] == [
        ("not_comparable", "definition"),
        ("cannot_decide", "missing_weights"),
    ]


@pytest.mark.parametrize(("total", "verdict"), [("101.00", "consistent"), ("111.00", "contradiction")])
def test_a_total_row_is_the_sum_of_the_others(extraction: Make, column: Make, total: str, verdict: str) -> None:
    rows = column("充电桩数量", TENS, caption="各市充电桩", times=10000)
    last = {
        **rows[0],
        "printed": total,
        "value": str(int(float(total) * 10000)),
        "row": "合计",
        "place": "河北省",
        "quote": f"合计\t{total}",
    }
    [finding] = (f for f in audit([extraction("表.txt", *rows, last)], everything=True) if f.check == "AGG-SUM")
    assert finding.verdict == verdict


def test_a_group_total_without_a_column_cannot_be_checked(findings: Callable[..., tuple[Finding, ...]]) -> None:
    rows = {"printed": "101万个", "value": "1010000"}
    other = {"printed": "320座", "indicator": "换电站总数", "unit": "座", "place": GROUP}
    missing = [
        f for f in findings(rows | {"indicator": "充电桩数量"}, other, values=TENS) if f.reason == "missing_column"
    ]
    assert [(f.verdict, f.inputs[0].printed) for f in missing] == [("cannot_decide", "320座")]
    assert missing[0].title.endswith(f"{GROUP}的数值在表中没有对应列，无法核对")


def test_what_no_column_holds_keeps_its_word_of_comparison(findings: Callable[..., tuple[Finding, ...]]) -> None:
    other = {
        "printed": "25%",
        "value": "25",
        "unit": "%",
        "comparator": ">=",
        "indicator": "换电站占比",
        "place": GROUP,
    }
    rows = {"printed": "101万个", "value": "1010000", "indicator": "充电桩数量"}
    missing = [f for f in findings(rows, other, values=TENS) if f.reason == "missing_column"]
    assert [f.formula for f in missing] == ["文中为不低于25%"]
