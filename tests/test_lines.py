from __future__ import annotations

import pickle

import pytest

from policyparse.lines import Line, Lines
from policyparse.source import Box, Edges

FIRST, SECOND = Box(90.0, 60.0, 114.0, 72.0), Box(90.0, 80.0, 126.0, 92.0)


def page(number: int) -> Lines:
    """Two lines, 甲乙 and 丙丁戊, on a page."""
    edges = [Edges.touching([90.0, 102.0, 114.0]), Edges.of([(90.0, 101.0), (102.0, 113.0), (114.0, 126.0)])]
    return Lines.on_page(number, ([0, 3], [2, 6]), [FIRST, SECOND], edges, [12.0, 10.5], [False, True])


def test_a_packed_line_is_the_line_that_was_packed() -> None:
    assert tuple(page(1)) == (
        Line(0, 2, 1, FIRST, ((90.0, 102.0), (102.0, 114.0)), 12.0, False),
        Line(3, 6, 1, SECOND, ((90.0, 101.0), (102.0, 113.0), (114.0, 126.0)), 10.5, True),
    )


def test_lines_of_texts_that_follow_each_other_are_moved_to_their_places() -> None:
    both = Lines.joined([(page(1), 0), (page(2), 8)])
    assert [(line.start, line.end, line.page) for line in both] == [(0, 2, 1), (3, 6, 1), (8, 10, 2), (11, 14, 2)]
    assert [line.edges for line in both[2:]] == [line.edges for line in page(1)]
    assert both[-1].box == SECOND


def test_only_lines_that_print_something_of_a_span_are_within_it() -> None:
    both = Lines.joined([(page(1), 0), (page(2), 8)])
    assert [line.start for line in both.within(5, 9)] == [3, 8]
    assert [line.start for line in both.within(2, 3)] == []
    assert [line.start for line in both.within(0, 100)] == [0, 3, 8, 11]


def test_lines_of_a_text_without_pages_have_no_boxes() -> None:
    lines = Lines([0, 5], [4, 9])
    assert tuple(lines) == (Line(0, 4), Line(5, 9))
    assert not Lines()
    with pytest.raises(IndexError):
        lines[2]


def test_lines_are_the_same_after_a_journey_between_processes() -> None:
    assert pickle.loads(pickle.dumps(page(3))) == page(3) != page(4)
