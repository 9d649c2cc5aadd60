"""Findings for people: every part of a finding is told, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest

from policyparse.audit import audit, finding
from policyparse.audit.chain import chain_lines
from policyparse.audit.finding import Finding
from policyparse.audit.link import LinkKind
from policyparse.audit.report import report_lines
from policyparse.audit.words import Lang, Words, _messages
from policyparse.decision import Mute
from policyparse.figure import Extraction

MUTE = Mute(identity="a", subject="b", check="DUP", title="t", reason="已核实", by="张三", at="2026-01-01T00:00:00Z")


@pytest.fixture
def page(extraction: Callable[..., Extraction]) -> Extraction:
    told = {"indicator": "公共充电桩总数", "place": "合肥市"}
    return extraction(
        "甲.txt",
        {"printed": "4140个", "quote": "全市公共充电桩总数4140个", "inherited": ("period",), **told},
        {"printed": "4500个", "quote": "全市公共充电桩总数为4500个", **told},
    )


def _found(page: Extraction, lang: Lang = "zh") -> Finding:
    (found,) = audit([page], lang=lang)
    return found


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        (
            "zh",
            (
                "高（1）",
                "[高] 矛盾 DUP",
                "甲.txt：全市公共充电桩总数4140个",
                "1 份文件：1 条结果，其中矛盾 1 条；另有 2 条",
            ),
        ),
        ("en", ("high (1)", "[high] contradiction DUP", "1 documents: 1 findings, 1 of them contradictions; 2 more")),
    ],
)
def test_the_text_is_grouped_by_severity_and_counts(page: Extraction, lang: Lang, parts: tuple[str, ...]) -> None:
    text = "\n".join(report_lines([_found(page, lang)], Words(lang), documents=1, hidden=2))
    assert [part for part in parts if part not in text] == []


def test_a_muted_finding_says_why_and_is_not_counted(page: Extraction) -> None:
    muted = _found(page).model_copy(update={"muted": MUTE})
    text = "\n".join(report_lines([muted], Words(), documents=1))
    assert "已静音：已核实（张三，2026-01-01T00:00:00Z）" in text
    assert "其中矛盾 0 条；静音 1 条" in text


def test_a_lapsed_mute_says_that_the_numbers_have_changed(page: Extraction) -> None:
    lapsed = _found(page).model_copy(update={"lapsed": MUTE})
    assert "数字已变" in "\n".join(report_lines([lapsed], Words(), documents=1))


def test_the_chain_shows_every_step(page: Extraction) -> None:
    found = _found(page)
    figures = {figure.id: figure for figure in page.figures}
    text = "\n".join(chain_lines(found, figures, Words()))
    for part in (
        found.id,
        "读作：公共充电桩总数，合肥市，2024年，4140个，即[4140, 4140]个",
        "承上下文：时间",
        "为什么放在一起：同一指标、地区和时间",
        "公共区间为空",
        "结论：矛盾",
        "级别高：",
        "代码：DUP contradiction",
    ):
        assert part in text


def test_the_chain_speaks_english(page: Extraction) -> None:
    text = "\n".join(chain_lines(_found(page, "en"), {}, Words("en")))
    assert "verdict: contradiction" in text
    assert "结论" not in text


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("severity", get_args(finding.Severity)),
        ("verdict", get_args(finding.Verdict)),
        ("reason", get_args(finding.Reason)),
        ("link", get_args(LinkKind)),
    ],
)
def test_every_code_that_a_finding_may_hold_has_a_word(group: str, codes: tuple[str, ...]) -> None:
    assert [code for code in codes if f"{group}.{code}" not in _messages()] == []


def test_a_reason_stands_in_the_brackets_of_its_language(page: Extraction) -> None:
    undecided = _found(page).model_copy(update={"verdict": "cannot_decide", "reason": "definition"})
    assert "无法判定（定义不同） DUP" in "\n".join(report_lines([undecided], Words(), documents=1))
    english = "\n".join(report_lines([undecided], Words("en"), documents=1))
    assert "cannot decide (definition) DUP" in english and "（definition" not in english
