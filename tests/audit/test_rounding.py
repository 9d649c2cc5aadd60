"""Notes on rounding, and links that a person adds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from policyparse.audit import Corrections, Link, audit
from policyparse.audit.link import LinkKind
from policyparse.extract import extract
from policyparse.read import read_bytes

Make = Callable[..., Any]
NOTE = "注：部分数据因四舍五入的原因，存在总计与分项合计不等的情况。"
PARTS = "年末常住人口530.{}万人，其中城镇人口420.0万人，乡村人口110.1万人。"


def _sums(text: str) -> list[Any]:
    document = read_bytes(f"甲河市2024年国民经济和社会发展统计公报\n\n{text}\n".encode(), "公报.txt")
    return [f for f in audit([extract(document)], everything=True) if f.check == "PART-WHOLE" and len(f.inputs) == 3]


@pytest.mark.parametrize(
    ("tenths", "noted", "verdict"),
    [(3, False, "contradiction"), (3, True, "consistent_after_rounding"), (9, True, "contradiction")],
)
def test_a_note_on_rounding_allows_a_whole_unit_each(tenths: int, noted: bool, verdict: str) -> None:
    found = _sums(PARTS.format(tenths) + (f"\n\n{NOTE}" if noted else ""))
    assert {f.verdict for f in found} == {verdict}
    assert [any("四舍五入" in e.text for e in f.explanations) for f in found] == [noted] * len(found)


def test_a_note_on_rounding_excuses_no_count(extraction: Make) -> None:
    text = "全市共有公园100个，其中城镇公园60个，乡村公园41个。"
    assert {f.verdict for f in _sums(f"{text}\n\n{NOTE}")} == {"contradiction"}


def _shared(extraction: Make, share: str) -> Any:
    money = {"place": "常州市", "unit": "元"}
    return extraction(
        "公报.txt",
        {"printed": share, "indicator": "其占比", "place": "常州市", "unit": "%"},
        {"printed": "25亿元", "value": "2500000000", "indicator": "甲类产品", **money},
        {"printed": "100亿元", "value": "10000000000", "indicator": "全部", **money},
    )


@pytest.mark.parametrize(("share", "verdict"), [("25.0%", "consistent"), ("35.0%", "contradiction")])
def test_a_share_that_a_person_ties_is_checked(extraction: Make, share: str, verdict: str) -> None:
    document = _shared(extraction, share)
    link = Link.stated("share", (figure.id for figure in document.figures), why="表中如此")
    (finding,) = (
        f for f in audit([document], everything=True, corrections=Corrections(added=(link,))) if f.check == "RATIO"
    )
    assert (finding.verdict, finding.link.origin) == (verdict, "person")


@pytest.mark.parametrize(("kind", "count"), [("rank", 2), ("growth", 2), ("growth", 4), ("share", 4), ("part", 2)])
def test_a_link_that_no_check_would_read_is_refused(kind: LinkKind, count: int) -> None:
    link = Link.stated(kind, map(str, range(count)), why="")
    with pytest.raises(ValueError, match=f"{kind}.*{count} figures"):
        Corrections(added=(link,))
