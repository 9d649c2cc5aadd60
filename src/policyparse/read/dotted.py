"""Rulings drawn dot by dot as squares too small to count as lines, as browsers print a dotted border."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from policyparse.read.lattice import Ruling, Rulings

_FEWEST = 200  # dots of a page, each drawn as four pieces or fewer
_LARGEST = 2.0  # points of a dot; pieces from here on are joined as lines
_APART = 3.0  # points between the dots of a line
_SHORTEST = 10.0  # points of a line of dots


def join_dots(rulings: Rulings) -> Rulings:
    """The rulings with each row of dots as one ruling."""
    if len(rulings.horizontal) < _FEWEST and len(rulings.vertical) < _FEWEST:
        return rulings
    return Rulings(tuple(_joined(rulings.vertical)), tuple(_joined(rulings.horizontal)))


def _joined(pieces: Sequence[Ruling]) -> Iterator[Ruling]:
    dots = [piece for piece in pieces if piece.end - piece.start < _LARGEST]
    yield from (piece for piece in pieces if piece.end - piece.start >= _LARGEST)
    if len(dots) >= _FEWEST:
        for _, line in groupby(sorted(dots), key=lambda dot: round(dot.at, 1)):
            yield from _lines(line)


def _lines(dots: Iterable[Ruling]) -> Iterator[Ruling]:
    """Dots on one line, sorted, as the lines that they make."""
    at, start, end = 0.0, 0.0, float("-inf")
    for dot in dots:
        if dot.start > end + _APART:
            if end - start >= _SHORTEST:
                yield Ruling(at, start, end)
            at, start, end = dot
        end = max(end, dot.end)
    if end - start >= _SHORTEST:
        yield Ruling(at, start, end)
