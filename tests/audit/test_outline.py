"""Points announced with their number, lists of aspects, titles of attachments."""

from __future__ import annotations

from typing import Any

import pytest

from policyparse.audit import audit
from policyparse.extract import extract
from policyparse.read import read_bytes


def _read(text: str, name: str = "通知.txt") -> Any:
    return extract(read_bytes(f"关于做好河湖保洁的通知\n\n{text}\n".encode(), name))


def _found(check: str, *documents: Any) -> list[Any]:
    return [f for f in audit(documents, everything=True) if f.check == check]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("重点抓好三个方面：一是清理岸线。二是打捞漂浮物。三是加密巡查。", ["consistent"]),
        ("重点抓好两个方面：一是清理岸线。二是打捞漂浮物。三是加密巡查。", ["contradiction"]),
        ("要落实四项任务。一是清理岸线。\n\n二是打捞漂浮物。\n\n三是加密巡查。", ["cannot_decide"]),
        ("要落实三项任务。\n\n1.清理岸线。要快。\n\n先近后远。\n\n2.打捞漂浮物。\n\n3.加密巡查。", ["consistent"]),
        ("要落实三项任务：（一）清理岸线；（二）打捞漂浮物；（三）加密巡查。", ["consistent"]),
        ("要落实三项任务。各地一是清理岸线，二是打捞漂浮物。", []),
        ("完成三项工程，一是惠民之举，为民所盼。", []),
    ],
)
def test_points_that_follow_a_count_at_once_are_what_it_counts(text: str, verdict: list[str]) -> None:
    assert [f.verdict for f in _found("COUNT", _read(text))] == verdict


def test_the_same_aspects_are_listed_twice() -> None:
    one = "各地在岸线清理、漂浮物打捞、巡查加密等方面取得成效。"
    more = "各地在岸线清理、漂浮物打捞、巡查加密、水质监测等方面取得成效。"
    assert [f.verdict for f in _found("COUNT", _read(f"{one}\n\n{one}"))] == ["consistent"]
    assert [f.reason for f in _found("COUNT", _read(f"{one}\n\n{more}"))] == ["possible_truncation"]
    assert not _found("COUNT", _read(f"{one}\n\n各地在资金拨付、队伍建设、考核奖惩等方面取得成效。"))


def test_aspects_are_the_points_of_a_section() -> None:
    section = "一、重点工作\n\n（一）岸线清理工作。抓紧清理。\n\n（二）漂浮物打捞工作。及时打捞。\n\n（三）日常巡查工作。每天巡查。"
    news = _read("各地在岸线清理、漂浮物打捞、日常巡查等方面取得成效。", "报道.txt")
    assert [f.verdict for f in _found("COUNT", _read(section), news)] == ["consistent"]


@pytest.mark.parametrize(
    ("heading", "verdict"),
    [
        ("河湖保洁任务分解表", "consistent"),
        ("河湖保洁年度任务分解表", "cannot_decide"),
        ("河湖保洁任务考核表", "contradiction"),
    ],
)
def test_an_attachment_bears_the_title_that_the_list_gives_it(heading: str, verdict: str) -> None:
    text = f"请认真落实。\n\n附件：1. 河湖保洁任务分解表\n2. 联系人名单\n\n附件 1\n\n{heading}\n\n附件 2\n\n经费安排"
    assert [f.verdict for f in _found("REF", _read(text))] == [verdict]
