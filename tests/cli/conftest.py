"""Handmade extractions, and the command line called in this process."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from policyparse.cli import main, messages
from policyparse.document import Head
from policyparse.figure import Definition, Extraction, Figure, figure_id
from policyparse.registry import open_registry
from policyparse.source import Source

_TARGET: dict[str, Any] = {
    "printed": "85%",
    "quote": "个人用户普及率超过85%",
    "page": 2,
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


def _extraction(name: str, *figures: dict[str, Any]) -> Extraction:
    document = hashlib.sha256(name.encode()).hexdigest()
    made = []
    for number, fields in enumerate(figures, start=1):
        reading = _TARGET | fields
        source = Source(start=number * 10, end=number * 10 + len(reading["printed"]))
        key = figure_id(document, source.start, source.end, str(reading))
        made.append(Figure(id=key, document=document, source=source, **reading))
    definition = Definition(
        document=document,
        indicator="5G个人用户普及率",
        indicator_id="5g_penetration",
        text="用户数与常住人口之比",
        page=7,
        source=Source(start=900, end=910),
    )
    head = Head(id=document, name=name, format="txt", title=f"{name}的标题", published="2024-11-22")
    return Extraction(head=head, figures=tuple(made), definitions=(definition,))


class Ended(NamedTuple):
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


Call = Callable[..., Ended]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Call]:
    """Run the command line; its messages are Chinese again afterwards."""
    monkeypatch.delenv("POLICYPARSE_REGISTRY", raising=False)
    monkeypatch.delenv("POLICYPARSE_LANG", raising=False)

    def run(*arguments: object) -> Ended:
        with pytest.raises(SystemExit) as end:
            main([str(argument) for argument in arguments])
        written = capsys.readouterr()
        return Ended(int(end.value.code or 0), written.out, written.err)

    yield run
    messages.use(messages.DEFAULT_LANG)


@pytest.fixture
def plan() -> Extraction:
    half = {"value": None, "low": "10", "high": "20", "comparator": "range", "unit": "个", "printed": "10-20个"}
    city = {"place": "石家庄", "place_code": "130100", "kind": "reported", "period": "2025", "value": "82.8"}
    return _extraction("plan.txt", {}, city, half | {"indicator": "=示范区|数量", "indicator_id": None})


@pytest.fixture
def filled(tmp_path: Path, plan: Extraction) -> Path:
    """A registry that holds one plan."""
    path = tmp_path / "r.sqlite"
    with open_registry(path) as registry:
        registry.store(plan)
    return path


@pytest.fixture
def make_extraction() -> Callable[..., Extraction]:
    return _extraction
