"""The digest finds the plan before, or says that there is none; the memo says what disagrees and never who is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from policyparse.brief import digest, render, review
from policyparse.brief.digest import find_previous
from policyparse.figure import Extraction

Three = tuple[Extraction, Extraction, Extraction]
MakePlan = Callable[..., Any]


def test_the_plan_before_is_the_latest_that_promises_the_same(elder_care: Three, plan: MakePlan) -> None:
    old, new, bulletin = elder_care
    oldest = (
        plan("养老服务早期计划", "2020")
        .say("护理型床位占比超过40%", "40%", "护理型床位占比")
        .say("养老服务床位达到700万张", "700万张", "养老服务床位", value="7000000", unit="张")
        .done()
    )
    assert find_previous(new, (oldest, old, bulletin)) == old
    assert find_previous(old, (oldest, new, bulletin)) == oldest


def test_a_plan_of_other_things_is_not_the_plan_before(elder_care: Three, plan: MakePlan) -> None:
    other = plan("造林计划", "2020").say("森林覆盖率达到24%", "24%", "森林覆盖率").done()
    assert find_previous(elder_care[1], (other,)) is None


def test_a_later_plan_is_not_the_plan_before(elder_care: Three) -> None:
    old, new, _ = elder_care
    assert find_previous(old, (new,)) is None


@pytest.mark.parametrize("kind", ["news", "bulletin"])
def test_news_that_retells_a_plan_is_no_plan(elder_care: Three, kind: str) -> None:
    old, new, _ = elder_care
    retold = new.model_copy(update={"head": new.head.model_copy(update={"kind": kind})})
    assert find_previous(retold, (old,)) is None
    assert find_previous(new, (old.model_copy(update={"head": old.head.model_copy(update={"kind": kind})}),)) is None


def test_a_digest_without_a_plan_before_says_so(elder_care: Three) -> None:
    made = render(digest(elder_care[1]))
    assert "登记库中未找到与其指标相同的更早规划" in made
    assert "提出量化目标6项，最晚时限2030年" in made


def test_a_digest_sets_each_target_against_the_plan_before(elder_care: Three) -> None:
    old, new, bulletin = elder_care
    made = render(digest(new, (old, bulletin)))
    assert "提高，原为超55%" in made
    assert "口径调整，原为不低于60%" in made
    assert "不再提出：培训养老护理员" in made


def test_a_memo_says_that_figures_disagree_and_not_which_is_wrong(city_table: Extraction) -> None:
    made = render(review((city_table,)))
    assert "互相矛盾1处" in made
    assert "不判断哪一个有误" in made
    assert "60%[^" in made and "58.2[^" in made


def test_a_memo_of_nothing_wrong_counts_what_agreed(elder_care: Three) -> None:
    made = render(review(elder_care), lang="en")
    assert "0 contradictions" in made
    assert re.search(r"^## \d What was checked$", made, re.MULTILINE)
