"""What is extracted from the sample documents, against the figures that a reader finds in them."""

from __future__ import annotations

import json
import re
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from policyparse.extract import extract
from policyparse.figure import Figure
from policyparse.read import read

CORPUS = Path(__file__).parents[2] / "corpus"
DOCUMENTS = sorted((CORPUS / "documents").iterdir())
RECALL = 0.97
PRECISION = 0.97

Reading = tuple[Fraction | None, Fraction | None, Fraction | None, str]


def number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def reading(figure: Figure) -> Reading:
    return number(figure.value), number(figure.low), number(figure.high), figure.unit


def readings(record: dict[str, Any]) -> list[Reading]:
    """What an expected figure may be read as: its value with each unit that is right."""
    ends = (number(record.get(end)) for end in ("value", "low", "high"))
    value, low, high = ends
    return [(value, low, high, unit) for unit in (record["unit"], *record.get("unit_any", []))]


def expected(path: Path) -> list[dict[str, Any]]:
    lines = (CORPUS / "expected" / f"{path.stem}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_the_figures_of_a_sample_are_found_and_little_else(path: Path) -> None:
    figures = extract(read(path)).figures
    left = Counter(reading(figure) for figure in figures)
    missed = []
    for record in expected(path):
        found = next((way for way in readings(record) if left[way]), None)
        if found is None:
            missed.append(record["printed"])
        else:
            left[found] -= 1
    wanted = len(expected(path))
    assert wanted - len(missed) >= RECALL * wanted, f"missed {missed}"
    assert wanted - len(missed) >= PRECISION * len(figures), f"beyond the expected: {sorted(left.elements(), key=str)}"


FIELDS = ("comparator", "indicator", "place", "kind", "measure", "direction")
RIGHT = 0.9  # of the figures of a sample, each with all its fields


def agrees(record: dict[str, Any], figure: Figure) -> bool:
    """Whether a figure has the value, unit and every field that a reader expects; a null expects nothing."""
    if reading(figure) not in readings(record):
        return False
    for field in FIELDS:
        wanted = [record.get(field), *record.get(f"{field}_any", [])]
        if wanted[0] is not None and plain(getattr(figure, field)) not in map(plain, wanted):
            return False
    periods = [record["period"], *record.get("period_any", [])]
    return periods[0] is None or any(within(figure.period, wanted) for wanted in periods)


def within(period: str, wanted: str) -> bool:
    """Whether a period is the expected one, or a part of it (2024-10 of 2024)."""
    return period.rpartition("/")[2].startswith(wanted.rpartition("/")[2])


def plain(text: str | None) -> str:
    return re.sub(r"[\s“”\"的]|市$", "", text or "")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_the_figures_of_a_sample_are_complete(path: Path) -> None:
    left = list(extract(read(path)).figures)
    wrong = []
    for record in expected(path):
        found = next((figure for figure in left if agrees(record, figure)), None)
        if found is None:
            wrong.append(record["quote"])
        else:
            left.remove(found)
    assert len(wrong) <= (1 - RIGHT) * len(expected(path)), f"not complete: {wrong}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_figure_of_a_sample_stands_where_it_says(path: Path) -> None:
    document = read(path)
    for figure in extract(document).figures:
        stands = document.text[figure.source.start : figure.source.end]
        assert stands == figure.printed
