"""One indicator over dates, slips of a unit, and signs of misreading."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from policyparse.audit import audit
from policyparse.audit.slips import find_slip

Make = Callable[..., Any]


def _series(extraction: Make, name: str = "城市公园绿地面积", unit: str = "公顷", **values: str) -> list[Any]:
    figures = [
        {"printed": printed, "indicator": name, "place": "常州市", "unit": unit, "period": period.strip("_"),
         "quote": f"{name}{printed}"}
        for period, printed in values.items()
    ]  # fmt: skip
    return [f for f in audit([extraction("年鉴.txt", *figures)], everything=True) if f.check == "SERIES"]


def test_a_steady_series_is_consistent(extraction: Make) -> None:
    (finding,) = _series(extraction, _2021="2300公顷", _2022="2350公顷", _2023="2410公顷")
    assert finding.verdict == "consistent"


@pytest.mark.parametrize(("odd", "slip"), [("23500公顷", "10倍"), ("35250公顷", "15倍"), ("23500000公顷", "1万倍")])
def test_a_number_apart_from_its_neighbours_names_its_slip(extraction: Make, odd: str, slip: str) -> None:
    (finding,) = _series(extraction, _2021="2300公顷", _2022=odd, _2023="2410公顷")
    assert (finding.verdict, finding.reason) == ("cannot_decide", "extraction_noise")
    assert slip in finding.explanations[0].text


def test_neighbours_that_differ_themselves_show_no_slip(extraction: Make) -> None:
    (finding,) = _series(extraction, _2021="23公顷", _2022="2350公顷", _2023="241000公顷")
    assert finding.verdict == "consistent"


def test_numbers_of_other_decades_are_no_neighbours(extraction: Make) -> None:
    (finding,) = _series(extraction, _2000="230公顷", _2021="2350公顷", _2022="2410公顷")
    assert finding.verdict == "consistent"


def test_a_cumulative_number_does_not_fall(extraction: Make) -> None:
    (finding,) = _series(extraction, "累计建成城市口袋公园个数", "个", _2021="230个", _2022="180个")
    assert (finding.verdict, finding.severity) == ("cannot_decide", "medium")


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [("100", "1000", "slip_ten"), ("100", "1510", "slip_mu"), ("3", "31000", "slip_wan"), ("100", "140", None),
     ("100", "400", None), ("0", "10", None)],
)  # fmt: skip
def test_which_slip_brings_two_numbers_together(one: str, other: str, slip: str | None) -> None:
    assert find_slip(Fraction(one), Fraction(other)) == find_slip(Fraction(other), Fraction(one)) == slip


def test_a_cell_ten_times_the_others_is_suspected(extraction: Make, column: Callable[..., Any]) -> None:
    cells = {"南京市": "71.2", "无锡市": "69.8", "常州市": "70.1", "苏州市": "7.4", "南通市": "68.9", "徐州市": "66.0"}
    made = column("绿色出行比例", cells, caption="各市绿色出行", unit="%")
    found = [f for f in audit([extraction("表.txt", *made)], everything=True) if f.check == "NOISE"]
    assert [f.inputs[0].printed for f in found] == []
    made = column("绿色出行比例", cells | {"苏州市": "6.4"}, caption="各市绿色出行", unit="%")
    found = [f for f in audit([extraction("表.txt", *made)], everything=True) if f.check == "NOISE"]
    assert [f.inputs[0].printed for f in found] == ["6.4"]


def test_a_date_borrowed_from_the_clause_before_is_doubted(extraction: Make) -> None:
    told = {"indicator": "智慧公交线路数", "place": "常州市", "unit": "条"}
    figures = [
        {"printed": "88条", "period": "2024-10", "start": 0, **told},
        {"printed": "90个", "period": "2024-10", "start": 30, **told, "indicator": "智慧停车场数"},
        {"printed": "70条", "period": "2023", "start": 60, **told, "indicator": "夜间公交线路数"},
        {
            "printed": "45个",
            "period": "2023",
            "start": 90,
            **told,
            "indicator": "智慧公交站数",
            "inherited": ("period",),
        },
        {"printed": "91个", "period": "2024-10", "start": 120, **told, "indicator": "公交首末站数"},
    ]
    found = [f for f in audit([extraction("新闻.txt", *figures, kind="news")], everything=True) if f.check == "SERIES"]
    assert [(f.verdict, f.reason) for f in found] == [("cannot_decide", "date_incomplete")]


@pytest.mark.parametrize(("place", "checks"), [("常州市", {"SERIES"}), ("高新区", set())])
def test_a_name_that_many_cities_use_makes_no_series_over_documents(
    extraction: Make, place: str, checks: set[str]
) -> None:
    years = [
        extraction(f"{year}年公报.txt", {
            "printed": printed, "indicator": "城市公园绿地面积", "place": place, "unit": "公顷", "period": year,
        })
        for year, printed in (("2021", "2300公顷"), ("2022", "2350公顷"), ("2023", "2410公顷"))
    ]  # fmt: skip
    assert {f.check for f in audit(years, everything=True) if f.check == "SERIES"} == checks
