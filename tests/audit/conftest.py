"""Extractions made by hand, and those of the annotated documents where they are at hand."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from policyparse.document import Head
from policyparse.figure import Extraction, Figure, figure_id
from policyparse.language.indicators import indicator_id
from policyparse.language.places import place_code
from policyparse.source import Source

_PLAIN: dict[str, Any] = {
    "page": None,
    "kind": "reported",
    "measure": "level",
    "direction": None,
    "comparator": "=",
    "low": None,
    "high": None,
    "unit": "个",
    "period": "2024",
    "basis": None,
    "binding": None,
    "statistic": None,
    "section": "",
    "inherited": (),
}
_MULTIPLIERS = {"万亿": 10**12, "亿": 10**8, "百万": 10**6, "千万": 10**7, "万": 10**4}


def _step(printed: str, value: str) -> str:
    """One unit of the last printed place: from the digits, and from how much larger the value is than they are."""
    digits = re.search(r"\d[\d,]*(?:\.(?P<decimals>\d+))?", printed)
    if digits is None:
        return "10" if value == "60" else "1"
    number = Decimal(digits[0].replace(",", ""))
    last = Decimal(1).scaleb(-len(digits["decimals"] or ""))
    return str(last * (Decimal(value) / number if number else 1))


def _figure(document: str, start: int, fields: dict[str, Any]) -> Figure:
    printed = fields["printed"]
    table = {name: fields[name] for name in ("table", "row", "column") if name in fields}
    told = _PLAIN | {k: v for k, v in fields.items() if k not in table}
    told.setdefault("quote", printed)
    value = told.setdefault("value", None if told["low"] is not None else re.sub(r"[^\d.]", "", printed))
    told.setdefault("step", _step(printed, value or "1"))
    told["indicator_id"] = indicator_id(told["indicator"])
    told["place_code"] = place_code(told["place"])
    end = start + len(printed)
    reading = f"{told['indicator']}|{told['place']}|{told['period']}"
    return Figure(
        id=figure_id(document, start, end, reading),
        document=document,
        source=Source(start=start, end=end, **table),
        **told,
    )


def make_extraction(name: str, *figures: dict[str, Any], **head: Any) -> Extraction:
    """A document identified by its name; each figure is given by what differs from a plain count of 2024."""
    document = hashlib.sha256(name.encode()).hexdigest()
    told: dict[str, Any] = {"id": document, "name": name, "format": "txt", "title": name}
    starts = [fields.pop("start", 1000 * n) for n, fields in enumerate(figures)]
    return Extraction(
        head=Head(**told | head),
        figures=tuple(_figure(document, start, fields) for start, fields in zip(starts, figures, strict=True)),
    )


def make_column(
    indicator: str, cells: dict[str, str], *, caption: str, unit: str = "个", times: int = 1, **more: Any
) -> list[dict[str, Any]]:
    """The cells of one table column, printed by place; ``times`` is the multiplier that stands in its header."""
    return [
        {
            "printed": printed, "value": str(Decimal(printed) * times), "quote": f"{place}\t{printed}", "place": place,
            "indicator": indicator, "unit": unit, "table": caption, "row": place, "column": indicator, **more,
        }
        for place, printed in cells.items()
    ]  # fmt: skip


@pytest.fixture(scope="session")
def extraction() -> Callable[..., Extraction]:
    return make_extraction


@pytest.fixture(scope="session")
def column() -> Callable[..., list[dict[str, Any]]]:
    return make_column


def _shared() -> Path:
    return Path(os.environ.get("POLICYPARSE_SHARED", Path(__file__).parents[3] / "shared"))


_HEADS: dict[str, dict[str, Any]] = {
    "seed000": {"kind": "news"},
    "seed001": {"kind": "plan", "written": "2024-11-22", "published": "2024-11-22"},
    "seed002": {"kind": "plan", "status": "draft"},
    "seed003": {"kind": "notice", "written": "2023-11-17", "published": "2023-11-23"},
    "seed004": {"kind": "news"},
}
_FIELDS = ("printed", "quote", "page", "indicator", "place", "kind", "measure", "direction", "comparator", "value", "low", "high",
           "unit", "basis", "binding", "statistic")  # fmt: skip


@pytest.fixture(scope="session")
def annotated() -> dict[str, Extraction]:
    """The five annotated documents by name; skipped where they are not at hand."""
    folder = _shared() / "gold" / "figures"
    if not folder.is_dir():
        pytest.skip("the annotated documents are not at hand (POLICYPARSE_SHARED)")
    return {name: _annotated(folder / f"{name}.jsonl", head) for name, head in _HEADS.items()}


def _annotated(path: Path, head: dict[str, Any]) -> Extraction:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    about = rows[0]["document"]
    figures = []
    place = 0
    for row in rows:
        if "printed" not in row:
            continue
        place += 20
        told = {field: row[field] for field in _FIELDS} | {"period": row["period"] or "", "start": place}
        told["inherited"] = () if re.search("年|月", row["quote"]) else ("period",)
        if row["table"]:
            told |= {"table": row["table"]["title"], "row": row["table"]["row"], "column": row["table"]["column"]}
        figures.append(told)
    return make_extraction(path.stem, *figures, title=about["title"], **head)
