"""The packed edges of characters are the pairs they were packed from."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse.source import Edges

numbers = st.floats(0, 1000)
pairs = st.lists(st.tuples(numbers, numbers)).map(tuple)
slices = st.slices(8)


@given(pairs, slices)
def test_edges_read_like_the_tuple_of_their_pairs(printed: tuple[tuple[float, float], ...], part: slice) -> None:
    edges = Edges.of(printed)
    assert tuple(edges) == printed == edges
    assert len(edges) == len(printed) and [edges[place] for place in range(len(edges))] == list(printed)
    assert edges[part] == printed[part]
    assert hash(edges) == hash(printed) and repr(edges) == repr(printed)


@given(st.lists(numbers, min_size=2), slices)
def test_touching_edges_are_the_pairs_of_their_bounds(bounds: list[float], part: slice) -> None:
    edges = Edges.touching(bounds)
    expected = tuple(pairwise(bounds))
    assert edges == Edges.of(expected) == expected
    assert edges[part] == expected[part] and edges[-1] == expected[-1]
    assert pickle.loads(pickle.dumps(edges[part])) == expected[part]


def test_edges_end_where_their_characters_do() -> None:
    for edges in (Edges(), Edges.of([(1.0, 2.0)])):
        with pytest.raises(IndexError):
            edges[len(edges)]
    assert Edges.of([(1.0, 2.0)]) != ((1.0, 3.0),)
    assert Edges() != []
