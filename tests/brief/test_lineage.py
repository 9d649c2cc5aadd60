"""Targets followed through a chain of plans."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from policyparse.brief import render, trace
from policyparse.brief.lineage import Lineage
from policyparse.figure import Extraction

MakePlan = Callable[..., Any]


@pytest.fixture
def three(plan: MakePlan) -> tuple[Extraction, ...]:
    first = (
        plan("一期", "2020")
        .say("40%", "40%", "步道照明率")
        .say("300公里", "300公里", "绿道里程")
        .say("9处", "9处", "码头")
    )
    second = (
        plan("二期", "2023")
        .say("80%", "80%", "步道照明率")
        .say("20座", "20座", "风雨廊桥")
        .aim("建设一批口袋公园", "口袋公园")
    )
    third = (
        plan("三期", "2026")
        .say("100%", "100%", "步道照明率")
        .say("600公里", "600公里", "绿道里程")
        .say("60个", "60个", "口袋公园")
    )
    return first.done(), second.done(), third.done()


@pytest.fixture
def lineage(three: tuple[Extraction, ...]) -> Lineage:
    return trace(three)


def steps_of(lineage: Lineage) -> dict[str, list[tuple[int, int, str]]]:
    return {line.indicator: [(one.old, one.new, one.change.kind) for one in line.steps] for line in lineage.lines}


def test_a_target_is_followed_from_plan_to_plan_and_over_a_gap(lineage: Lineage) -> None:
    assert steps_of(lineage) == {
        "步道照明率": [(0, 1, "raised"), (1, 2, "raised")],
        "绿道里程": [(0, 2, "raised")],
        "口袋公园": [(1, 2, "quantified")],
        "风雨廊桥": [],
        "码头": [],
    }
    assert {line.indicator: line.plans for line in lineage.lines}["绿道里程"] == (0, 2)


def test_each_promise_stands_in_one_line(plan: MakePlan) -> None:
    old = plan("一期", "2020").say("20%", "20%", "大型仓库自动化率").say("10%", "10%", "小型仓库自动化率").done()
    middle = plan("二期", "2023").say("1座", "1座", "观鸟塔").done()
    new = plan("三期", "2026").say("30%", "30%", "大中型仓库自动化率").done()
    lines = trace((old, middle, new)).lines
    printed = [figure.id for line in lines for target in line.targets if target for figure in target.figures]
    assert len(printed) == len(set(printed)) == 4


def test_two_plans_are_a_chain_and_one_is_none(three: tuple[Extraction, ...]) -> None:
    assert len(trace(three[:2]).comparisons) == 1
    with pytest.raises(ValueError, match="at least two"):
        trace(three[:1])


def test_the_table_shows_each_plan_and_what_became_of_the_target(lineage: Lineage) -> None:
    made = render(lineage)
    assert "依次对照3份文件，共有目标5项：各期都有的1项，见于其中两期以上的1项，只见于一期的3项。" in made
    row = next(line for line in made.splitlines() if line.startswith("| 绿道里程"))
    assert "300公里" in row and "| — |" in row and "1→3**提高**（为原来的2倍）" in row
    assert "码头（9处" in made


def test_the_workbook_has_every_target_with_exact_numbers(lineage: Lineage) -> None:
    page = openpyxl.load_workbook(io.BytesIO(render(lineage, format="xlsx"))).worksheets[0]
    rows = {row[0].value: [cell.value for cell in row] for row in page.iter_rows(min_row=2)}
    assert len(rows) == 5
    assert rows["步道照明率"][2] == 0.4 and rows["绿道里程"][12] == 600


def test_a_chain_survives_json(lineage: Lineage) -> None:
    assert Lineage.model_validate_json(lineage.model_dump_json()) == lineage


def test_a_plan_without_targets_is_named(three: tuple[Extraction, ...], plan: MakePlan) -> None:
    made = render(trace((three[0], plan("评估通知", "2022").done(), three[2])))
    assert "《评估通知》中未见量化目标，不列其前后的变化。" in made
    assert "不再提出" not in made
    assert "未见量化目标" not in render(trace(three))
