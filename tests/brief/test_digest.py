"""The digest finds the plan before, or says that there is none; the memo says what disagrees and never who is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from policyparse.brief import digest, render, review
from policyparse.brief.digest import find_previous
from policyparse.brief.digest_view import MOST_AIMS, MOST_PROMISES, digest_sheets, lay_out_digest
from policyparse.brief.labels import load_labels
from policyparse.brief.template import template_folders
from policyparse.errors import MissingFont
from policyparse.figure import Extraction
from policyparse.read import read_bytes

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
    assert "《养老服务发展规划》提出量化目标6项（最晚时限2030年）。" in made


def test_a_digest_sets_each_target_against_the_plan_before(elder_care: Three) -> None:
    old, new, bulletin = elder_care
    made = render(digest(new, (old, bulletin)))
    assert "提高，原为超55%" in made
    assert "口径调整，原为“大型养老机构医养结合覆盖率”不低于60%" in made
    assert "不再提出：培训养老护理员" in made


def test_a_digest_of_a_hundred_targets_is_a_page_and_its_workbook_has_them_all(plan: MakePlan) -> None:
    budget = plan("某市预算报告", "2026")
    for number in range(100, 200):
        budget.say(f"安排第{number}类项目支出{number}万元", f"{number}万元", f"第{number}类项目支出", unit="元")
    made = digest(budget.done())
    labels = load_labels(template_folders(None), "zh")
    view = lay_out_digest(made, labels)
    assert "提出量化目标100项" in view.lead and "项，" not in view.lead and "0项）" not in view.lead
    assert len(view.promises) == MOST_PROMISES and view.more_promises == "另有量化目标76项，见 Excel 附表。"
    assert "另有量化目标76项，见 Excel 附表。" in render(made)
    assert len(digest_sheets(made, view, labels)[0].rows) == 100


def test_the_first_page_has_what_matters_most_and_the_annex_the_rest(plan: MakePlan) -> None:
    notice = plan("某市方案", "2030", default={"kind": "target"})
    for number in range(100, 120):
        notice.say(f"建设第{number}类驿站{number}个", f"{number}个", f"第{number}类驿站")
    notice.say("附表 第119类驿站 119个", "119个", "第119类驿站")
    view = lay_out_digest(digest(notice.done()), load_labels(template_folders(None), "zh"))
    assert [one.indicator for one in view.headlines] == [f"第{number}类驿站" for number in (*range(100, 107), 119)]
    assert view.in_annex == "其余目标12项，以及指标口径和数字来源，见附件。"
    page, annex = render(digest(notice.done())).split("## 附件")
    assert "第119类驿站" in page and "第110类驿站" not in page
    assert "第110类驿站" in annex and annex.count("| 第119类驿站") == 0


def test_the_first_page_of_a_digest_is_one_page(plan: MakePlan) -> None:
    pytest.importorskip("typst")
    old, new = plan("旧方案", "2025", written="2021-03-01"), plan("新方案", "2030", written="2026-03-01")
    for number in range(10, 30):
        old.say(f"第{number}类综合服务示范驿站达到{number}个", f"{number}个", f"第{number}类综合服务示范驿站")
        new.say(f"第{number}类综合服务示范驿站达到{number}5个", f"{number}5个", f"第{number}类综合服务示范驿站")
    try:
        made = render(digest(new.done(), [old.done()]), format="pdf")
    except MissingFont:
        pytest.skip("no font for Chinese")
    document = read_bytes(made, "brief.pdf")
    texts = [re.sub(r"\s", "", document.text[page.start : page.end]) for page in document.pages]
    assert "见附件" in texts[0] and "附件" in texts[1][:8]


def test_a_digest_tells_an_aim_once_and_counts_those_it_leaves_out(plan: MakePlan) -> None:
    made = plan("某市方案", "2026")
    for number in [*range(15), 3, 3]:
        made.aim(f"建设一批第{number}类示范中心", f"第{number}类示范中心")
    view = lay_out_digest(digest(made.done()), load_labels(template_folders(None), "zh"))
    assert view.lead == "《某市方案》提出未量化事项15项。"
    assert len({aim.text for aim in view.aims}) == len(view.aims) == MOST_AIMS and view.more_aims == "另有3项"


def test_a_notice_of_nothing_says_so(plan: MakePlan) -> None:
    view = lay_out_digest(digest(plan("某市公报", "2026").done()), load_labels(template_folders(None), "zh"))
    assert view.lead == "《某市公报》中未见可列出的目标、门槛和未量化事项。"


def test_a_memo_says_that_figures_disagree_and_not_which_is_wrong(city_table: Extraction) -> None:
    made = render(review((city_table,)))
    assert "互相矛盾1处" in made
    assert "不判断哪一个有误" in made
    assert "60%[^" in made and "58.2[^" in made


def test_a_memo_of_nothing_wrong_counts_what_agreed(elder_care: Three) -> None:
    made = render(review(elder_care), lang="en")
    assert "0 contradictions" in made
    assert re.search(r"^## \d What was checked$", made, re.MULTILINE)


def test_a_doubtful_pair_says_so_on_the_first_page(elder_care: Three) -> None:
    made = digest(elder_care[1], [elder_care[0]])
    assert made.comparison is not None
    unsure = [change.model_copy(update={"confidence": "low"}) for change in made.comparison.changes]
    doubted = replace(made, comparison=made.comparison.model_copy(update={"changes": tuple(unsure)}))
    assert "提高（对应待核）" in render(doubted)
    assert "对应待核" not in render(made)


def test_without_a_plan_before_no_column_compares(elder_care: Three) -> None:
    assert "与上一规划相比" not in render(digest(elder_care[1]))
    assert "与上一规划相比" in render(digest(elder_care[1], [elder_care[0]]))
