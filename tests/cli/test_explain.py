from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from policyparse.cli.explain import marked_quote
from policyparse.cli.output import WIDTH
from policyparse.figure import Extraction

Call = Callable[..., Any]


def test_everything_about_a_figure_is_said(call: Call, filled: Path, plan: Extraction) -> None:
    first, second, _ = plan.figures
    ended = call("explain", first.id[:10], "--registry", filled)
    assert ended.code == 0
    for part in ("plan.txt的标题", "第2页", "总体目标", "用户数与常住人口之比", second.id[:8], "承上下文", ">85%"):
        assert part in ended.out


@pytest.mark.parametrize(
    ("quote", "printed", "under"),
    [
        ("普及率超过85%", "85%", "85%"),
        ("占比85%，增长5%", "5%", "5%"),
        ("新增1.62 万个", "1.62万个", "1.62 万个"),
    ],
)
def test_the_number_is_marked_under_itself(
    make_extraction: Callable[..., Extraction], quote: str, printed: str, under: str
) -> None:
    extraction = make_extraction("a.txt", {"quote": quote, "printed": printed})
    text, marks = marked_quote(extraction.figures[0], extraction)
    start = cell_len(marks) - cell_len(under)
    assert marks.strip() == "^" * cell_len(under)
    assert cell_len(text[: text.rindex(under)]) == start


def test_the_second_of_two_equal_numbers_is_marked_second(make_extraction: Callable[..., Extraction]) -> None:
    twice = {"quote": "甲增长5%，乙增长5%", "printed": "5%"}
    extraction = make_extraction("a.txt", twice, twice)
    first, second = (marked_quote(figure, extraction)[1].index("^") for figure in extraction.figures)
    assert (first, second) == (2 + 6, 2 + 16)


def test_nothing_is_marked_where_the_place_is_not_clear(make_extraction: Callable[..., Extraction]) -> None:
    extraction = make_extraction("a.txt", {"quote": "甲增长5%，乙增长5%", "printed": "5%"})
    text, said = marked_quote(extraction.figures[0], extraction)
    assert "^" not in text + said
    assert "5%" in said


def test_a_long_quote_is_broken_and_marked_in_each_line(make_extraction: Callable[..., Extraction]) -> None:
    printed = "12345678个"
    quote = "甲" * 46 + printed + "乙" * 60
    extraction = make_extraction("a.txt", {"quote": quote, "printed": printed})
    lines = marked_quote(extraction.figures[0], extraction)
    assert all(cell_len(line) <= WIDTH for line in lines)
    assert sum(line.count("^") for line in lines) == cell_len(printed)
