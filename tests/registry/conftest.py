"""Handmade extractions: a plan that states a few figures, a definition and an aim."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from policyparse.document import Head
from policyparse.figure import Aim, Definition, Extraction, Figure, figure_id
from policyparse.registry import Registry, open_registry
from policyparse.source import Box, Source

_TARGET: dict[str, Any] = {
    "printed": "85%",
    "quote": "个人用户普及率超过85%",
    "page": 1,
    "indicator": "5G个人用户普及率",
    "indicator_id": "5g_penetration",
    "place": "全国",
    "place_code": "100000",
    "kind": "target",
    "measure": "level",
    "direction": None,
    "comparator": ">",
    "value": "85",
    "low": None,
    "high": None,
    "unit": "%",
    "period": "2027",
    "basis": None,
    "binding": None,
    "statistic": None,
    "step": "1",
    "section": "总体目标",
    "inherited": ("place",),
}


def _figure(document: str, start: int, fields: dict[str, Any]) -> Figure:
    reading = _TARGET | fields
    end = start + len(reading["printed"])
    source = Source(start=start, end=end, bbox=Box(72.0, 100.1, 90.33, 112.0))
    return Figure(id=figure_id(document, start, end, str(reading)), document=document, source=source, **reading)


def _extraction(name: str = "plan.txt", *figures: dict[str, Any], **head: Any) -> Extraction:
    """The extraction of a document that is identified by its name; each figure differs from 85% in what is given."""
    document = hashlib.sha256(name.encode()).hexdigest()
    told: dict[str, Any] = {"id": document, "name": name, "format": "txt", "title": f"{name}的标题"}
    definition = Definition(
        document=document,
        indicator="5G个人用户普及率",
        indicator_id="5g_penetration",
        text="5G移动电话用户数与常住人口之比。",
        page=2,
        source=Source(start=5, end=20),
    )
    aim = Aim(document=document, indicator="供应商", quote="培育一批供应商", page=2, source=Source(start=30, end=37))
    return Extraction(
        head=Head(**told | head),
        figures=tuple(_figure(document, 10 * n, fields) for n, fields in enumerate(figures or ({}, {}), start=1)),
        definitions=(definition,),
        aims=(aim,),
    )


@pytest.fixture(scope="session")
def make_extraction() -> Callable[..., Extraction]:
    return _extraction


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    with open_registry(tmp_path / "r.sqlite") as opened:
        yield opened
