"""Values of named places against the table, and above or below the nation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from policyparse.audit import Finding, audit

Make = Callable[..., Any]
CELLS = {"昆明": "73.43", "芜湖": "72.09", "西安": "71.53", "珠海": "62.40"}


@pytest.fixture
def findings(extraction: Make, column: Make) -> Callable[..., tuple[Finding, ...]]:
    def audited(*stated: tuple[str, str], **more: Any) -> tuple[Finding, ...]:
        rows = column("政务服务网办率", CELLS, caption="各市指标", unit="%")
        quote = "、".join(f"{place}{printed}" for place, printed in stated)
        figures = [
            {"printed": printed, "place": place, "quote": quote, "indicator": "政务服务网办率", "unit": "%", **more}
            for place, printed in stated
        ]
        return tuple(f for f in audit([extraction("市.txt", *figures, *rows)], everything=True) if f.check == "RANK")

    return audited


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [
        ("73.43%", "consistent"),
        ("73.4%", "consistent_after_rounding"),
        ("73.6%", "contradiction"),
        ("74.3%", "contradiction"),
    ],
)
def test_a_value_in_the_text_is_its_cell_rounded(findings: Make, printed: str, verdict: str) -> None:
    [finding] = findings(("昆明", printed))
    assert finding.verdict == verdict


def test_a_carry_shows_that_the_document_rounds(findings: Make) -> None:
    found = findings(("昆明", "73.4%"), ("芜湖", "72.1%"))
    assert all("四舍五入" in finding.explanations[0].text for finding in found)


def test_a_cut_number_is_accepted_where_nothing_shows_that_the_document_rounds(findings: Make) -> None:
    [finding] = findings(("芜湖", "72.0%"))
    assert finding.verdict == "consistent_after_rounding"


def test_a_cut_number_is_refuted_where_another_pair_shows_rounding(findings: Make) -> None:
    verdicts = {
        finding.title.split("：")[1][:2]: finding.verdict for finding in findings(("芜湖", "72.1%"), ("西安", "71.4%"))
    }
    assert verdicts["西安"] == "contradiction"


def test_a_list_without_a_column_is_not_checkable(findings: Make) -> None:
    [finding] = findings(("昆明", "84%"), ("西安", "71%"), indicator="三级医院预约诊疗率")
    assert (finding.verdict, finding.reason, finding.severity) == ("cannot_decide", "missing_column", "low")


@pytest.mark.parametrize(("printed", "verdict"), [("49.4%", "consistent"), ("36.1%", "contradiction")])
def test_above_the_nation_means_above_its_figure(extraction: Make, printed: str, verdict: str) -> None:
    quote = f"渗透率平均达{printed}，高于全国总体水平（37%）"
    figures = [
        {"printed": printed, "place": "示范园区", "quote": quote, "indicator": "数字化设备渗透率", "unit": "%"},
        {"printed": "37%", "place": "全国", "quote": quote, "indicator": "数字化设备渗透率", "unit": "%"},
    ]
    [finding] = (f for f in audit([extraction("园区.txt", *figures)], everything=True) if f.check == "CMP")
    assert finding.verdict == verdict


@pytest.mark.parametrize(
    ("named", "verdict"),
    [(("昆明", "芜湖", "西安"), "consistent"), (("昆明", "芜湖", "珠海"), "cannot_decide")],
)
def test_places_named_in_falling_order_may_be_the_first_ones(
    extraction: Make, column: Make, named: tuple[str, ...], verdict: str
) -> None:
    rows = column("政务服务网办率", CELLS, caption="各市指标", unit="%")
    quote = f"{'、'.join(named)}分别达到{'、'.join(CELLS[place] + '%' for place in named)}"
    told = [
        {"printed": f"{CELLS[p]}%", "place": p, "quote": quote, "indicator": "政务服务网办率", "unit": "%"}
        for p in named
    ]
    found = [f for f in audit([extraction("市.txt", *told, *rows)], everything=True) if f.check == "RANK"]
    assert [f.verdict for f in found if len(f.inputs) > 3] == [verdict]
