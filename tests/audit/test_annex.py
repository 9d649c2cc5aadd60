"""Goals in prose against the table of targets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from policyparse.audit import audit, identity
from policyparse.extract import extract
from policyparse.read import read_bytes

Make = Callable[..., Any]
CELL = {"table": "主要指标", "row": "光纤入户率", "column": "指标值"}
TARGET = {"indicator": "光纤入户率", "place": "全国", "kind": "target", "unit": "%", "period": "2027"}


def _checked(extraction: Make, body: dict[str, Any], annex: dict[str, Any], **head: Any) -> Any:
    document = extraction("规划.txt", {**TARGET, **body}, {**TARGET, **CELL, **annex}, **head)
    return [f for f in audit([document], everything=True) if f.check == "BODY-ANNEX"]


@pytest.mark.parametrize(
    ("body", "annex", "verdict", "reason"),
    [
        ({"printed": "85%", "comparator": ">"}, {"printed": "85"}, "consistent", None),
        ({"printed": "85.0%"}, {"printed": "85"}, "consistent", None),
        ({"printed": "85%"}, {"printed": "58"}, "contradiction", None),
        ({"printed": "85%", "comparator": ">"}, {"printed": "80"}, "contradiction", None),
        ({"printed": "80%", "comparator": ">"}, {"printed": "85"}, "cannot_decide", "one_sided_value"),
        ({"printed": "85%", "comparator": ">"}, {"printed": "85", "comparator": "<"}, "contradiction", None),
    ],
)
def test_a_goal_and_its_row_promise_one_number(
    extraction: Make, body: dict[str, Any], annex: dict[str, Any], verdict: str, reason: str | None
) -> None:
    [finding] = _checked(extraction, body, annex)
    assert (finding.verdict, finding.reason) == (verdict, reason)


def test_a_target_that_only_the_annex_has_is_noted(extraction: Make) -> None:
    found = _checked(extraction, {"printed": "85%", "indicator": "政务数据共享率"}, {"printed": "85"})
    assert sorted(str(finding.reason) for finding in found) == ["annex_only", "body_only"]


def test_rows_of_one_name_are_told_apart_by_what_the_table_lost(extraction: Make) -> None:
    twice = [{**TARGET, **CELL, "printed": printed} for printed in ("85", "60")]
    document = extraction("规划.txt", {**TARGET, "printed": "85%"}, *twice)
    assert not [f for f in audit([document], everything=True) if f.check == "BODY-ANNEX"]


def test_tables_of_a_budget_are_no_annex(extraction: Make) -> None:
    assert not _checked(extraction, {"printed": "85%"}, {"printed": "58"}, kind="budget")


def test_the_work_grows_with_the_table_and_not_with_its_square(
    extraction: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    same = identity.same_indicator
    monkeypatch.setattr(identity, "same_indicator", lambda *names, **ids: asked.append(names) or same(*names, **ids))
    names = [f"第{n}类设施覆盖率" for n in range(200)]
    cells = [{**TARGET, **CELL, "printed": "85", "indicator": name, "row": name} for name in names]
    promises = [{**TARGET, "printed": "85%", "indicator": name} for name in names]
    found = audit([extraction("规划.txt", *promises, *cells)], everything=True)
    assert len([f for f in found if f.check == "BODY-ANNEX" and f.verdict == "consistent"]) == len(names)
    assert len(asked) <= 10 * len(names)


def test_a_row_by_another_name_of_its_catalogue_entry_is_the_same_row(extraction: Make) -> None:
    named = [{**TARGET, **CELL, "printed": printed, "unit": "个", "indicator": name, "row": name}
             for printed, name in (("38", "每万人拥有5G基站数"), ("29", "平均每万人拥有5G基站数"))]  # fmt: skip
    document = extraction("规划.txt", *named)
    assert not [f for f in audit([document], everything=True) if f.check == "BODY-ANNEX"]


def test_counts_of_an_annex_are_exact(extraction: Callable[..., Any]) -> None:
    told = {"indicator": "公共充电桩总数", "place": "安徽省", "kind": "target", "period": "2027"}
    body = {"printed": "2000个", "quote": "公共充电桩总数达到2000个", **told}
    cell = {"printed": "2001个", "table": "附表", "row": "公共充电桩总数", "column": "目标", **told}
    found = [f for f in audit([extraction("规划.txt", body, cell)], everything=True) if f.check == "BODY-ANNEX"]
    assert [f.verdict for f in found] == ["contradiction"]


@pytest.mark.parametrize(
    ("names", "verdict", "reason"),
    [
        ("光纤入户率、千兆用户占比", "consistent", None),
        ("光纤入户率、行政村通达率", "cannot_decide", "possible_truncation"),
    ],
)
def test_indicators_listed_with_their_count_have_their_rows(
    extraction: Make, names: str, verdict: str, reason: str | None
) -> None:
    rows = [
        {**TARGET, **CELL, "printed": "85", "row": name, "indicator": name} for name in ("光纤入户率", "千兆用户占比")
    ]
    made = extraction("规划.txt", *rows)
    told = extract(read_bytes(f"关于评估的通知\n\n重点评估{names}2项指标。\n".encode(), "通知.txt"))
    listed = tuple(m.model_copy(update={"document": made.head.id}) for m in told.mentions if m.kind == "listed")
    document = made.model_copy(update={"mentions": listed})
    found = [f for f in audit([document], everything=True) if f.check == "BODY-ANNEX"]
    assert [(f.verdict, f.reason) for f in found if "2项" in f.inputs[0].printed] == [(verdict, reason)]


def test_a_row_may_say_more_in_brackets_and_the_verb_before_a_list_is_no_name(extraction: Make) -> None:
    names = ("光纤入户率", "重点园区（3个及以上）千兆接入率")
    rows = [{**TARGET, **CELL, "printed": "85", "row": name, "indicator": name} for name in names]
    made = extraction("规划.txt", *rows)

    def listed(text: str) -> str:
        told = extract(read_bytes(f"关于评估的通知\n\n{text}2项指标。\n".encode(), "通知.txt"))
        lists = tuple(m.model_copy(update={"document": made.head.id}) for m in told.mentions if m.kind == "listed")
        found = audit([made.model_copy(update={"mentions": lists})], everything=True)
        return next(f.title for f in found if f.check == "BODY-ANNEX" and "2项" in f.inputs[0].printed)

    assert (
        listed("评估内容包括重点园区千兆接入率、光纤入户率")
        == "正文列出的指标在表中都有：重点园区千兆接入率、光纤入户率"
    )
    assert listed("评估内容包括行政村通达率、光纤入户率") == "正文列出而表中没有的指标：行政村通达率"
