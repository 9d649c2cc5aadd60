"""One cause is printed once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from policyparse.audit import audit
from policyparse.audit.finding import Finding, Input, Verdict
from policyparse.audit.group import group_findings
from policyparse.audit.link import Link
from policyparse.figure import Extraction


def _finding(name: str, figures: Sequence[str], verdict: Verdict = "contradiction") -> Finding:
    inputs = tuple(
        Input(figure=key, document="d", name="d.txt", quote=key, printed=key, interval=key, page=None, start=0, end=1)
        for key in figures
    )
    return Finding(
        id=name, check="DUP", verdict=verdict, reason=None, severity="high", title=name, formula="", inputs=inputs,
        link=Link(id=name, kind="same", members=tuple(figures)),
    )  # fmt: skip


def _told(groups: Any) -> list[tuple[list[str], list[str]]]:
    return [([f.id for f in group.findings], [one.figure for one in group.shared]) for group in groups]


def test_a_cell_that_breaks_sum_mean_and_share_is_one_cause() -> None:
    found = [_finding("sum", "abx"), _finding("mean", "xcd"), _finding("share", "ex")]
    assert _told(group_findings(found)) == [(["sum", "mean", "share"], ["x"])]


def test_contradictions_without_a_common_figure_stay_apart() -> None:
    found = [_finding("one", "ab"), _finding("two", "cd")]
    assert _told(group_findings(found)) == [(["one"], []), (["two"], [])]


def test_the_figure_that_explains_most_comes_first() -> None:
    found = [_finding("1", "ax"), _finding("2", "bx"), _finding("3", "xay"), _finding("4", "cy")]
    assert _told(group_findings(found)) == [(["1", "2", "3"], ["x"]), (["4"], [])]


def test_a_figure_that_other_checks_vouch_for_is_not_the_cause() -> None:
    found = [_finding("1", "xy"), _finding("2", "yx"), _finding("ok", "xz", "consistent")]
    assert _told(group_findings(found))[0] == (["1", "2"], ["y"])


def test_what_agrees_or_is_open_is_never_grouped() -> None:
    found = [_finding("1", "xa"), _finding("2", "xb", "cannot_decide"), _finding("3", "xc", "consistent")]
    assert [len(group.findings) for group in group_findings(found)] == [1, 1, 1]


@given(st.lists(st.sets(st.sampled_from("abcdef"), min_size=1), max_size=7))
def test_every_finding_is_in_one_group_and_shares_its_figures(sets: list[set[str]]) -> None:
    found = [_finding(str(n), sorted(figures)) for n, figures in enumerate(sets)]
    groups = group_findings(found)
    assert sorted(f.id for group in groups for f in group.findings) == sorted(f.id for f in found)
    for group in groups:
        for one in group.shared:
            assert all(one.figure in {i.figure for i in member.inputs} for member in group.findings)
        assert len(group.findings) == 1 or group.shared


def test_one_wrong_total_is_printed_once(extraction: Callable[..., Extraction]) -> None:
    told = {"place": "合肥市", "unit": "元", "printed": "", "period": "2024"}
    rows = [
        ("生产总值", "200亿元"),
        ("第一产业增加值", "10亿元"),
        ("第二产业增加值", "40亿元"),
        ("第三产业增加值", "50亿元"),
    ]
    figures = [
        told
        | {"indicator": name, "printed": text, "value": f"{int(text[:-2])}00000000", "quote": f"2024年{name}{text}"}
        for name, text in rows
    ]
    again = figures[0] | {"printed": "100亿元", "value": "10000000000", "quote": "2024年合肥市生产总值100亿元"}
    wrong = [f for f in audit([extraction("a.txt", *figures, again)]) if f.verdict == "contradiction"]
    groups = group_findings(wrong)
    assert len(groups) <= 1 <= len(wrong)
