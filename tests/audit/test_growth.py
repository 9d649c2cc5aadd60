"""A level, its growth, and the level before: in one document, in two, in tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from policyparse.audit import Corrections, Link, audit

Make = Callable[..., Any]


def _level(printed: str, period: str, name: str = "宽带接入用户", **more: Any) -> dict[str, Any]:
    return {
        "printed": printed, "indicator": name, "place": "常州市", "unit": "万户", "period": period,
        "quote": f"{name}{printed}", **more,
    }  # fmt: skip


def _growth(
    printed: str, period: str, name: str = "宽带接入用户", direction: str = "up", **more: Any
) -> dict[str, Any]:
    told = {
        "printed": printed, "indicator": name, "place": "常州市", "unit": "%", "period": period, "measure": "growth",
        "direction": direction, "basis": "上年", "quote": f"{name}比上年增长{printed}",
    }  # fmt: skip
    return told | more


def _found(*documents: Any, **options: Any) -> list[Any]:
    return [f for f in audit(documents, everything=True, **options) if f.check == "GROWTH"]


def _one(extraction: Make, *figures: dict[str, Any]) -> Any:
    (finding,) = _found(extraction("公报.txt", *figures, kind="bulletin"))
    return finding


def test_a_growth_that_its_levels_give_is_consistent(extraction: Make) -> None:
    finding = _one(extraction, _level("105.0万户", "2024"), _growth("5.0%", "2024"), _level("100.0万户", "2023"))
    assert finding.verdict == "consistent"


def test_a_growth_within_the_rounding_of_its_levels_is_consistent(extraction: Make) -> None:
    finding = _one(extraction, _level("105万户", "2024"), _growth("5.4%", "2024"), _level("100万户", "2023"))
    assert finding.verdict == "consistent_after_rounding"


def test_a_growth_that_no_rounding_gives_is_contradicted(extraction: Make) -> None:
    finding = _one(extraction, _level("105.0万户", "2024"), _growth("9.0%", "2024"), _level("100.0万户", "2023"))
    assert (finding.verdict, finding.imbalance.amount) == ("contradiction", "-4")
    assert "96.3" in finding.explanations[0].residual


def test_a_fall_is_a_negative_growth(extraction: Make) -> None:
    figures = (_level("95.0万户", "2024"), _growth("5.0%", "2024", direction="down"), _level("100.0万户", "2023"))
    assert _one(extraction, *figures).verdict == "consistent"


def test_a_growth_read_as_a_fall_is_contradicted(extraction: Make) -> None:
    figures = (_level("105.0万户", "2024"), _growth("5.0%", "2024", direction="down"), _level("100.0万户", "2023"))
    assert _one(extraction, *figures).verdict == "contradiction"


def test_twice_as_many_again_is_two_hundred_percent(extraction: Make) -> None:
    growth = _growth("2倍", "2024", unit="倍")
    assert _one(extraction, _level("300万户", "2024"), growth, _level("100万户", "2023")).verdict == "consistent"


def test_a_change_in_the_unit_of_its_level_is_a_difference(extraction: Make) -> None:
    change = _growth("5.0万户", "2024", measure="delta", unit="万户")
    assert _one(extraction, _level("105.0万户", "2024"), change, _level("100.0万户", "2023")).verdict == "consistent"


def test_percentage_points_are_the_difference_of_rates(extraction: Make) -> None:
    name = "光纤用户渗透率"
    figures = (
        _level("95.1%", "2024", name, unit="%"),
        _growth("1.3个百分点", "2024", name, measure="delta", unit="百分点"),
        _level("93.0%", "2023", name, unit="%"),
    )
    finding = _one(extraction, *figures)
    assert (finding.verdict, finding.imbalance.amount) == ("contradiction", "0.8")


@pytest.mark.parametrize("name", ["第三产业增加值", "地区生产总值", "电信业务总量", "规模以上工业企业利润"])
def test_real_growth_is_not_the_quotient_of_nominal_levels(extraction: Make, name: str) -> None:
    figures = (_level("110.0亿元", "2024", name), _growth("5.0%", "2024", name), _level("100.0亿元", "2023", name))
    finding = _one(extraction, *figures)
    assert (finding.verdict, finding.reason) == ("not_comparable", "definition")


def test_a_growth_on_a_like_basis_is_not_comparable(extraction: Make) -> None:
    growth = _growth("9.0%", "2024", quote="宽带接入用户按可比口径增长9.0%")
    finding = _one(extraction, _level("105.0万户", "2024"), growth, _level("100.0万户", "2023"))
    assert (finding.verdict, finding.reason) == ("not_comparable", "definition")


def test_a_preliminary_level_is_a_version(extraction: Make) -> None:
    level = _level("105.0万户", "2024", quote="初步核算，宽带接入用户105.0万户")
    finding = _one(extraction, level, _growth("9.0%", "2024"), _level("100.0万户", "2023"))
    assert (finding.verdict, finding.reason) == ("not_comparable", "version")


def test_what_is_settled_later_is_a_version(extraction: Make) -> None:
    name = "教育支出合计"
    figures = (_level("105.0亿元", "2024", name), _growth("9.0%", "2024", name), _level("100.0亿元", "2023", name))
    finding = _one(extraction, *figures)
    assert (finding.verdict, finding.reason, finding.severity) == ("not_comparable", "version", "medium")


def test_the_bulletins_of_two_years_may_revise(extraction: Make) -> None:
    now = extraction("乙.txt", _level("105.0万户", "2024"), _growth("9.0%", "2024"), kind="bulletin")
    (finding,) = _found(now, extraction("甲.txt", _level("100.0万户", "2023"), kind="bulletin"))
    assert (finding.verdict, finding.reason) == ("not_comparable", "version")


def test_the_bulletins_of_two_years_agree(extraction: Make) -> None:
    now = extraction("乙.txt", _level("105.0万户", "2024"), _growth("5.0%", "2024"), kind="bulletin")
    (finding,) = _found(now, extraction("甲.txt", _level("100.0万户", "2023"), kind="bulletin"))
    assert finding.verdict == "consistent"


def test_another_place_is_no_level_before(extraction: Make) -> None:
    before = _level("100.0万户", "2023", place="无锡市")
    assert not _found(extraction("公报.txt", _level("105.0万户", "2024"), _growth("9.0%", "2024"), before))


@pytest.mark.parametrize("word", ["年均", "环比"])
def test_a_growth_of_other_steps_is_not_held_against_a_year(extraction: Make, word: str) -> None:
    growth = _growth("9.0%", "2024", quote=f"宽带接入用户{word}增长9.0%")
    assert not _found(extraction("公报.txt", _level("105.0万户", "2024"), growth, _level("100.0万户", "2023")))


def test_a_budget_in_prose_has_levels_that_nobody_tells_apart(extraction: Make) -> None:
    figures = (_level("105.0万户", "2024"), _growth("9.0%", "2024"), _level("100.0万户", "2023"))
    (finding,) = _found(extraction("预算.txt", *figures, kind="budget"))
    assert (finding.verdict, finding.reason) == ("cannot_decide", "scope_ambiguous")


def test_a_slip_of_the_unit_is_named(extraction: Make) -> None:
    figures = (_level("105.0万户", "2024"), _growth("5.0%", "2024"), _level("1000.0万户", "2023"))
    finding = _one(extraction, *figures)
    assert finding.verdict == "contradiction"
    assert any("10倍" in note.text for note in finding.explanations)


def test_levels_far_apart_without_a_slip_are_doubtful_reading(extraction: Make) -> None:
    figures = (_level("105.0万户", "2024"), _growth("5.0%", "2024"), _level("370.0万户", "2023"))
    assert _one(extraction, *figures).reason == "extraction_noise"


def _row(name: str, now: str, before: str, growth: str, planned: str = "999") -> list[dict[str, Any]]:
    told = {"place": "常州市", "unit": "万元", "indicator": name, "table": "表一", "row": name,
            "quote": f"{name}\t{planned}\t{now}\t{before}\t{growth}"}  # fmt: skip
    return [
        {"printed": planned, "period": "2024", "column": "预算数", **told},
        {"printed": now, "period": "2024", "column": "执行数", **told},
        {"printed": before, "period": "2023", "column": "上年数", **told},
        {"printed": growth, "period": "2024", "column": "增长%", **told, "unit": "%", "measure": "growth",
         "direction": "up", "basis": "上年"},
    ]  # fmt: skip


def _table(*growths: str) -> list[dict[str, Any]]:
    return [
        cell for n, growth in enumerate(growths) for cell in _row(f"公共服务项目{n}", f"{110 + n}.0", "100.0", growth)
    ]


def test_a_table_shows_which_columns_its_growth_compares(extraction: Make) -> None:
    found = _found(extraction("表.txt", *_table("10.0", "11.0", "12.0", "13.0")))
    assert [f.verdict for f in found] == ["consistent"] * 4


def test_the_one_row_of_a_table_that_fails_is_contradicted(extraction: Make) -> None:
    found = _found(extraction("表.txt", *_table("10.0", "11.0", "12.0", "13.0", "41.0")))
    assert sorted(f.verdict for f in found) == ["consistent"] * 4 + ["contradiction"]


def test_a_table_of_which_most_rows_fail_contradicts_none(extraction: Make) -> None:
    found = _found(extraction("表.txt", *_table("10.0", "31.0", "52.0", "73.0")))
    assert {f.verdict for f in found} == {"consistent"}


def test_a_person_may_forbid_a_link_and_add_one(extraction: Make) -> None:
    document = extraction("公报.txt", _level("105.0万户", "2024"), _growth("9.0%", "2024"), _level("100.0万户", "2023"))
    (finding,) = _found(document)
    assert not _found(document, corrections=Corrections(forbidden=frozenset({finding.link.id})))
    level, growth, before = document.figures
    added = Link.stated("growth", (growth.id, level.id, before.id), why="同一口径")
    assert {f.verdict for f in _found(document, corrections=Corrections(added=(added,)))} == {"contradiction"}
