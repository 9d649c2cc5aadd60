"""What documents say that is no figure: titles, days, bodies, lists, regions, claims."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from policyparse.audit import audit
from policyparse.extract.mentions import find_mentions
from policyparse.read import read_bytes

Make = Callable[..., Any]


def _kinds(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    document = read_bytes(f"关于试行的说明\n\n{text}\n".encode(), "说明.txt")
    return [(m.kind, m.value, m.items) for m in find_mentions(document) if m.kind != "own"]


@pytest.mark.parametrize(
    ("text", "kind", "value", "items"),
    [
        ("各地要落实《智慧公交三年行动方案》各项要求。", "title", "智慧公交三年行动方案", ()),
        ("数据截至2024年6月底。", "date", "2024年6月底", ()),
        ("包括准点率、满载率2项指标。", "listed", "2", ("包括准点率", "满载率")),
        ("围绕线路、场站、车辆和票务四大环节推进。", "listed", "4", ("围绕线路", "场站", "车辆", "票务")),
        ("由交通运输部等九部门印发。", "bodies", "9", ()),
        ("各项指标显著优于全国平均水平。", "above", "优于", ()),
        ("已在31个省份中的29个推广。", "among", "29", ()),
        ("提前完成公交电动化发展目标。", "fulfilled", "完成", ()),
        ("详见市交发〔2023〕12号。", "number", "市交发〔2023〕12号", ()),
        ("试点阶段（2024年4月—6月）。", "stage", "2024年4月—6月", ()),
        ("请各县区于2024年4月30日前报送。", "due", "2024年4月30日", ()),
        ("各线在准点运行、车辆更新、站点改造等方面有进展。", "aspects", "等", ("准点运行", "车辆更新", "站点改造")),
    ],
)
def test_a_mention_is_found(text: str, kind: str, value: str, items: tuple[str, ...]) -> None:
    assert (kind, value, items) in _kinds(text)


@pytest.mark.parametrize(
    "text", ["全市公交线路120条。", "公交、地铁、轮渡共同发展。", "优于去年同期。", "三五项工作。"]
)
def test_what_only_looks_like_a_mention(text: str) -> None:
    assert _kinds(text) == []


def test_a_mention_points_at_what_is_printed() -> None:
    document = read_bytes("关于试行的说明\n\n由交通运输部等九部门印发。\n".encode(), "说明.txt")
    (mention,) = (mention for mention in find_mentions(document) if mention.kind == "bodies")
    assert document.text[mention.source.start : mention.source.end] == mention.printed


def _read(name: str, text: str, **head: Any) -> Any:
    from policyparse.extract import extract

    told = extract(read_bytes(f"关于试行的说明\n\n{text}\n".encode(), name))
    return told.model_copy(update={"head": told.head.model_copy(update=head)})


def _found(check: str, *documents: Any) -> list[Any]:
    return [f for f in audit(documents, everything=True) if f.check == check]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("包括准点率、满载率2项指标。", "consistent"),
        ("包括准点率、满载率3项指标。", "cannot_decide"),
        ("已在31个省份中的29个推广。", "consistent"),
        ("已在31个省份中的33个推广。", "contradiction"),
    ],
)
def test_a_count_is_held_against_its_list_or_whole(text: str, verdict: str) -> None:
    assert [f.verdict for f in _found("COUNT", _read("通知.txt", text))] == [verdict]


def test_a_title_cited_is_that_of_another_document() -> None:
    citing = _read("甲.txt", "各地要落实《智慧公交三年行动方案》各项要求。")
    issued = _read("乙.txt", "一、总体要求。", title="关于印发《智慧公交三年行动方案》的通知")
    draft = _read("丙.txt", "一、总体要求。", title="智慧公交三年行动方案", status="draft")
    assert [f.verdict for f in _found("REF", citing, issued)] == ["consistent"]
    assert [(f.verdict, f.reason) for f in _found("REF", citing, draft)] == [("cannot_decide", "version")]
    assert not _found("REF", citing, _read("丁.txt", "一、总体要求。", title="智慧停车三年行动方案"))


@pytest.mark.parametrize(("written", "verdict"), [("2024-03-05", "consistent"), ("2024-04-05", "cannot_decide")])
def test_a_document_is_signed_before_it_is_issued(written: str, verdict: str) -> None:
    document = _read("甲.txt", "本通知自2024年3月10日起施行。", written=written, published="2024-03-10")
    assert [f.verdict for f in _found("REF", document)] == [verdict]


def test_a_body_that_changes_in_a_repeated_sentence_is_contradicted() -> None:
    one, other = "由市教育局、体育局、卫生健康委等部门负责。", "由市教育局、体育部、卫生健康委等部门负责。"
    (finding,) = _found("REF", _read("甲.txt", f"{one}\n\n{other}"))
    assert (finding.verdict, finding.severity) == ("contradiction", "low")
    assert not _found("REF", _read("甲.txt", f"{one}\n\n{one}"))


def test_other_lists_of_bodies_are_no_contradiction() -> None:
    text = "由市教育局、体育局、卫生健康委等部门负责。\n\n由市教育局、财政局、公安局等部门负责。"
    assert not _found("REF", _read("甲.txt", text))


def test_a_goal_without_a_number_cannot_be_tested() -> None:
    found = _found("PROGRESS", _read("甲.txt", "我市提前完成公交电动化发展目标。"))
    assert [(f.verdict, f.reason) for f in found] == [("cannot_decide", "missing_target")]


def test_a_number_is_cited_and_is_of_the_year_of_signature() -> None:
    own = _read(
        "乙.txt",
        "一、总体要求。\n\n市交发〔2023〕12号\n\n2023年5月6日",
        number="市交发〔2023〕12号",
        written="2023-05-06",
    )
    citing = _read("甲.txt", "按照市交发[2023]12号文件办理。")
    assert [f.verdict for f in _found("REF", own)] == ["consistent"]
    assert len(_found("REF", own, citing)) == 2
    late = _read(
        "丙.txt",
        "一、总体要求。\n\n市交发〔2021〕12号\n\n2023年5月6日",
        number="市交发〔2021〕12号",
        written="2023-05-06",
    )
    assert [(f.verdict, f.reason) for f in _found("REF", late)] == [("cannot_decide", "date")]


@pytest.mark.parametrize(
    ("said", "verdicts"),
    [
        ("今年5月，市交通局等三部门联合印发《智慧公交三年行动方案》。", ["consistent", "consistent", "consistent"]),
        (
            "今年7月，市交通局等四部门联合印发《智慧公交三年行动方案》。",
            ["contradiction", "cannot_decide", "consistent"],
        ),
    ],
)
def test_a_news_item_says_when_and_by_whom_a_plan_was_issued(said: str, verdicts: list[str]) -> None:
    title = "市交通局等三部门关于印发《智慧公交三年行动方案》的通知"
    text = f"{title}\n\n各县区交通运输局：\n\n请认真落实。\n\n2023年5月6日"
    plan = _read("乙.txt", text, title=title, written="2023-05-06")
    found = _found("REF", _read("甲.txt", said), plan)
    assert sorted((f.verdict for f in found), key=["contradiction", "cannot_decide", "consistent"].index) == verdicts


CITIES = {"常州市": "40.1", "无锡市": "42.0", "苏州市": "29.5", "南通市": "37.7"}


def _group(extraction: Make, column: Callable[..., Any], *more: dict[str, Any]) -> list[Any]:
    cells = column("每万人拥有公交车数", CITIES, caption="示范城市公交", unit="辆", period="2024")
    told = _read("甲.txt", "示范城市优于全国平均水平。")
    made = extraction("表.txt", *cells, *more)
    mentions = tuple(m.model_copy(update={"document": made.head.id}) for m in told.mentions)
    return _found("CMP", made.model_copy(update={"mentions": mentions}))


def _nation(comparator: str) -> dict[str, Any]:
    return {
        "printed": "33.0辆",
        "indicator": "每万人拥有公交车数",
        "place": "全国",
        "unit": "辆",
        "comparator": comparator,
    }


def test_a_group_above_the_nation_may_have_members_below(extraction: Make, column: Callable[..., Any]) -> None:
    (finding,) = _group(extraction, column, _nation("="))
    assert (finding.verdict, [r.verdict for r in finding.readings]) == ("consistent", ["consistent", "contradiction"])
    assert "苏州市 29.5" in finding.readings[1].formula


def test_a_group_without_a_base_cannot_be_compared(extraction: Make, column: Callable[..., Any]) -> None:
    assert [f.reason for f in _group(extraction, column)] == ["missing_baseline"]


def test_a_base_bounded_on_one_side_decides_nothing(extraction: Make, column: Callable[..., Any]) -> None:
    assert [f.reason for f in _group(extraction, column, _nation(">"))] == ["one_sided_value"]


@pytest.mark.parametrize(
    ("named", "verdict"),
    [
        (("无锡市", "常州市"), "consistent"),
        (("常州市", "无锡市"), "contradiction"),
        (("无锡市", "苏州市"), "contradiction"),
    ],
)
def test_those_called_the_first_are_the_highest_in_order(
    extraction: Make, column: Callable[..., Any], named: tuple[str, str], verdict: str
) -> None:
    cells = column("每万人拥有公交车数", CITIES, caption="示范城市公交", unit="辆", period="2024")
    quote = f"{'、'.join(named)}每万人拥有公交车数居前两位"
    told = [
        {"printed": f"{CITIES[city]}辆", "indicator": "每万人拥有公交车数", "place": city, "unit": "辆", "quote": quote}
        for city in named
    ]
    found = [f for f in _found("RANK", extraction("表.txt", *cells, *told)) if len(f.inputs) > 3]
    assert [f.verdict for f in found] == [verdict]
