"""Wholes and their parts: by name, after 其中, in tables, and what is left for the rest of a group."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from policyparse.audit import audit

Make = Callable[..., Any]


def _level(name: str, printed: str, unit: str = "万人", **more: Any) -> dict[str, Any]:
    return {"printed": printed, "indicator": name, "place": "常州市", "unit": unit, "quote": f"{name}{printed}", **more}


def _found(extraction: Make, *figures: dict[str, Any], check: str = "PART-WHOLE", **head: Any) -> list[Any]:
    placed = [{"start": 40 * n, **figure} for n, figure in enumerate(figures)]
    return [f for f in audit([extraction("公报.txt", *placed, **head)], everything=True) if f.check == check]


def _population(whole: str, urban: str, rural: str) -> list[dict[str, Any]]:
    return [_level("常住人口", whole), _level("城镇常住人口", urban), _level("乡村常住人口", rural)]


def test_town_and_country_are_the_whole(extraction: Make) -> None:
    assert [f.verdict for f in _found(extraction, *_population("530.1万人", "420.0万人", "110.1万人"))] == [
        "consistent"
    ]


def test_town_and_country_may_miss_the_whole_by_rounding(extraction: Make) -> None:
    (finding,) = _found(extraction, *_population("530.2万人", "420.0万人", "110.1万人"))
    assert finding.verdict == "consistent_after_rounding"


def test_town_and_country_that_miss_the_whole_contradict_it(extraction: Make) -> None:
    (finding,) = _found(extraction, *_population("530.1万人", "440.0万人", "110.1万人"))
    assert (finding.verdict, finding.imbalance.amount) == ("contradiction", "20")


def test_incomes_per_head_do_not_add_up(extraction: Make) -> None:
    names = ("居民人均可支配收入", "城镇居民人均可支配收入", "农村居民人均可支配收入")
    figures = [_level(name, value, "元") for name, value in zip(names, ("50000元", "60000元", "30000元"), strict=True)]
    assert not _found(extraction, *figures)


def test_parts_of_another_sum_between_them_are_not_of_the_whole(extraction: Make) -> None:
    figures = [
        _level("社会消费品零售总额", "500.0亿元", "亿元"),
        _level("限额以上单位零售额", "400.0亿元", "亿元"),
        _level("城镇消费品零售额", "350.0亿元", "亿元"),
        _level("乡村消费品零售额", "50.0亿元", "亿元"),
    ]
    (finding,) = _found(extraction, *figures)
    assert (finding.verdict, finding.reason) == ("cannot_decide", "scope_ambiguous")


def test_parts_far_from_their_whole_may_be_of_another_level(extraction: Make) -> None:
    figures = _population("530.1万人", "440.0万人", "110.1万人")
    figures[1]["start"] = figures[2]["start"] = 5000
    assert [f.reason for f in _found(extraction, *figures)] == ["scope_ambiguous"]


def test_a_birth_rate_is_the_death_rate_and_the_growth(extraction: Make) -> None:
    rates = [_level("出生率", "6.20‰", "‰"), _level("死亡率", "7.00‰", "‰"), _level("自然增长率", "0.80‰", "‰")]
    (finding,) = _found(extraction, *rates)
    assert finding.verdict == "contradiction"


def test_a_lost_minus_is_a_fault_of_reading(extraction: Make) -> None:
    growth = _level("自然增长率", "0.80‰", "‰", quote="自然增长率-0.80‰")
    figures = [_level("出生率", "6.20‰", "‰"), _level("死亡率", "7.00‰", "‰"), growth]
    assert [f.reason for f in _found(extraction, *figures)] == ["extraction_noise"]
    assert [f.verdict for f in _found(extraction, *figures, check="NOISE")] == ["cannot_decide"]


@pytest.mark.parametrize(("part", "verdict"), [("30家", "consistent"), ("80家", "cannot_decide")])
def test_a_part_after_its_whole_is_no_larger(extraction: Make, part: str, verdict: str) -> None:
    figures = [
        _level("农业龙头企业", "68家", "家"),
        _level("国家级农业龙头企业", part, "家", quote=f"其中国家级{part}"),
    ]
    assert [f.verdict for f in _found(extraction, *figures)] == [verdict]


def test_among_reaches_to_the_next_semicolon(extraction: Make) -> None:
    figures = [
        _level("高校在校生", "24.2万人"),
        _level("高中阶段在校生", "32.1万人", quote="其中普通高中8.0万人、技工学校0.6万人；在校生32.1万人"),
    ]
    assert not _found(extraction, *figures)


def _rows(**columns: tuple[str, ...]) -> list[dict[str, Any]]:
    rows = ("合计", "教育", "卫生", "交通")
    return [
        {"printed": value, "indicator": f"{row}支出", "place": "常州市", "unit": "万元", "table": "表一", "row": row,
         "column": column, "quote": f"{row}\t{value}"}
        for column, values in columns.items() for row, value in zip(rows, values, strict=True)
    ]  # fmt: skip


FITS = {"本年": ("60", "10", "20", "30"), "上年": ("66", "11", "22", "33")}


def test_rows_add_up_to_their_total_in_every_column(extraction: Make) -> None:
    assert [f.verdict for f in _found(extraction, *_rows(**FITS))] == ["consistent"] * 2


def test_the_one_column_that_fails_is_contradicted_by_the_others(extraction: Make) -> None:
    found = _found(extraction, *_rows(**FITS, 前年=("99", "10", "20", "30")))
    assert sorted(f.verdict for f in found) == ["consistent", "consistent", "contradiction"]


def test_a_table_whose_rows_nowhere_add_up_says_nothing(extraction: Make) -> None:
    assert not _found(extraction, *_rows(本年=("99", "10", "20", "30"), 上年=("70", "11", "22", "33")))


def _group(total: str, **provinces: str) -> list[dict[str, Any]]:
    members = [_level("铁路营业里程", value, "公里", place=place) for place, value in provinces.items()]
    return [_level("铁路营业里程", total, "公里", place="东北三省"), *members]


def test_the_rest_of_a_group_may_not_be_negative(extraction: Make) -> None:
    found = _found(extraction, *_group("1000公里", 辽宁省="700公里", 吉林省="400公里"), check="AGG-REST")
    assert [f.verdict for f in found] == ["contradiction"]


def test_the_rest_of_a_group_makes_up_its_total(extraction: Make) -> None:
    found = _found(extraction, *_group("1800公里", 辽宁省="700公里", 吉林省="400公里"), check="AGG-REST")
    assert [f.verdict for f in found] == ["consistent"]


def test_a_group_of_which_all_are_named_leaves_no_rest(extraction: Make) -> None:
    figures = _group("1800公里", 辽宁省="700公里", 吉林省="400公里", 黑龙江省="700公里")
    assert not _found(extraction, *figures, check="AGG-REST")


@pytest.mark.parametrize(("year", "verdicts"), [("2017", []), ("2019", ["contradiction"])])
def test_a_group_is_known_from_the_year_since_which_it_is_so_made_up(
    extraction: Make, year: str, verdicts: list[str]
) -> None:
    members = {"长三角": "1000公里", "安徽省": "700公里", "江苏省": "400公里"}
    figures = [_level("铁路营业里程", value, "公里", place=place, period=year) for place, value in members.items()]
    assert [f.verdict for f in _found(extraction, *figures, check="AGG-REST")] == verdicts
