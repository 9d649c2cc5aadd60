"""Two hundred sentences from many fields and the figures they print: ``sentences.yaml``, every reading checked by eye."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from policyparse.extract import extract
from policyparse.figure import Figure
from policyparse.read import read_bytes

FIELDS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8")
)
CASES = [(text, figures) for sentences in FIELDS.values() for text, figures in sentences.items()]


def told(figure: Figure) -> str:
    value = figure.value or f"{figure.low}..{figure.high}"
    change = " ".join(filter(None, (figure.measure, figure.direction)))
    return f"{f'{figure.printed} = {value} {figure.unit}'.rstrip()}, {figure.comparator}, {change}"


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_a_sentence_is_read_as_it_says(text: str, expected: list[str]) -> None:
    assert [told(figure) for figure in extract(read_bytes(text.encode(), "a.txt")).figures] == expected
