"""Mutes hold for what is said of which numbers, and lapse with them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from policyparse.audit import audit
from policyparse.audit.correct import correction_of, corrections_of
from policyparse.audit.finding import Finding
from policyparse.audit.mute import mark_muted, mute_of
from policyparse.figure import Extraction

Make = Callable[..., Extraction]


def _found(make: Make, name: str, printed: str) -> Finding:
    told: dict[str, Any] = {"indicator": "公共充电桩总数", "place": "合肥市"}
    one = {"printed": "4140个", "quote": "全市公共充电桩总数4140个", **told}
    other = {"printed": printed, "quote": f"全市公共充电桩总数为{printed}", **told}
    return next(f for f in audit([make(name, one, other)], everything=True) if f.check == "DUP")


def test_a_mute_holds_when_the_same_numbers_are_read_from_another_file(extraction: Make) -> None:
    mute = mute_of(_found(extraction, "甲.txt", "4500个"), reason="已核实", by="张三", at="2026-01-01T00:00:00Z")
    (again,) = mark_muted([_found(extraction, "乙.txt", "4500个")], [mute])
    assert again.muted == mute
    assert not again.matters


def test_a_mute_lapses_when_a_number_changes_and_says_so(extraction: Make) -> None:
    mute = mute_of(_found(extraction, "甲.txt", "4500个"), reason="已核实", by="张三", at="2026-01-01T00:00:00Z")
    (now,) = mark_muted([_found(extraction, "甲.txt", "4600个")], [mute])
    assert now.muted is None
    assert now.lapsed == mute
    assert now.matters


def test_figures_that_a_person_keeps_apart_make_no_finding(extraction: Make) -> None:
    told: dict[str, Any] = {"indicator": "公共充电桩总数", "place": "合肥市"}
    page = extraction(
        "甲.txt",
        {"printed": "4140个", "quote": "全市公共充电桩总数4140个", **told},
        {"printed": "4500个", "quote": "全市公共充电桩总数为4500个", **told},
    )
    members = [figure.id for figure in page.figures]
    apart = correction_of("same", members, apart=True, reason="口径不同", by="张三", at="2026-01-01T00:00:00Z")
    assert [f for f in audit([page], everything=True) if f.check == "DUP"]
    assert not [f for f in audit([page], everything=True, corrections=corrections_of([apart])) if f.check == "DUP"]


def test_figures_that_a_person_ties_are_checked(extraction: Make) -> None:
    page = extraction(
        "甲.txt",
        {"indicator": "公共充电桩总数", "place": "合肥市", "printed": "4140个", "quote": "公共充电桩总数4140个"},
        {"indicator": "充电设施保有量", "place": "合肥市", "printed": "4500个", "quote": "充电设施保有量4500个"},
    )
    members = [figure.id for figure in page.figures]
    same = correction_of("same", members, apart=False, reason="一回事", by="张三", at="2026-01-01T00:00:00Z")
    assert audit([page], everything=True) == ()
    (finding,) = audit([page], everything=True, corrections=corrections_of([same]))
    assert (finding.check, finding.link.origin, finding.link.why) == ("DUP", "person", "一回事")
