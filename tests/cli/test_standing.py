from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policyparse.figure import Extraction
from policyparse.registry import open_registry

Call = Callable[..., Any]
Make = Callable[..., Extraction]

BAR = {"kind": "threshold", "comparator": ">=", "value": "80", "printed": "80%", "period": "2025"}
CITIES = (("石家庄", "130100", "82"), ("济南", "370100", "79"), ("长沙", "430100", "82"))


@pytest.fixture
def stocked(tmp_path: Path, make_extraction: Make) -> Path:
    """A registry with a plan, a report of it, a table of cities, and a notice that sets a bar."""
    seen = {"kind": "reported", "comparator": "=", "value": "82.8", "printed": "82.8%", "period": "2025", "step": "0.1"}
    cells = [
        seen | {"place": place, "place_code": code, "value": value, "printed": f"{value}%", "step": "1"}
        for place, code, value in CITIES
    ]
    path = tmp_path / "r.sqlite"
    with open_registry(path) as registry:
        registry.store(make_extraction("plan.txt", {}))
        registry.store(make_extraction("report.txt", seen))
        table = make_extraction("table.txt", *cells)
        figures = tuple(
            figure.model_copy(
                update={"source": figure.source.model_copy(update={"table": "各市", "row": figure.place})}
            )
            for figure in table.figures
        )
        registry.store(table.model_copy(update={"figures": figures}))
        registry.store(make_extraction("bars.txt", BAR))
    return path


def test_progress_holds_a_plan_against_the_rest_of_the_registry(call: Call, stocked: Path) -> None:
    ended = call("progress", "plan.txt", "--registry", stocked)
    assert ended.code == 0
    assert "尚未到期1项" in ended.out
    assert "最近所报 82.8%（2025年），尚差2.2个百分点" in ended.out


def test_progress_names_its_reports(call: Call, stocked: Path) -> None:
    ended = call("--lang", "en", "progress", "plan.txt", "bars.txt", "--as-of", "2028-01-31", "--registry", stocked)
    assert "1 not reported" in ended.out


def test_progress_as_json_has_exact_numbers(call: Call, stocked: Path) -> None:
    told = json.loads(call("progress", "plan.txt", "report.txt", "--format", "json", "--registry", stocked).out)
    (track,) = told["tracks"]
    assert (track["state"], track["gap_nominal"], track["last"]["figure"]["printed"]) == ("not_yet_due", "2.2", "82.8%")


def test_a_day_that_is_none_is_refused(call: Call, stocked: Path) -> None:
    ended = call("progress", "plan.txt", "--as-of", "2025-13-01", "--registry", stocked)
    assert ended.code == 2


def test_a_plan_that_is_nowhere_is_a_missing_file(call: Call, tmp_path: Path) -> None:
    assert call("progress", "none.txt", "--registry", tmp_path / "none.sqlite").code == 11


def test_score_shows_verdicts_ranks_and_counts(call: Call, stocked: Path) -> None:
    ended = call("score", "table.txt", "bars.txt", "--registry", stocked)
    assert ended.code == 0
    assert "通过2，未通过1，临界0，缺数0" in ended.out
    assert "82% #1（并列） 通过" in ended.out


def test_score_makes_the_index_of_a_file(call: Call, stocked: Path, tmp_path: Path) -> None:
    plan = tmp_path / "index.yaml"
    plan.write_text("name: 甲指数\nindicators: [{indicator: 5G个人用户普及率}]", encoding="utf-8")
    told = json.loads(call("score", "table.txt", "--index", plan, "--format", "json", "--registry", stocked).out)
    assert [(one["place"], one["score"]) for one in told["index"]["scores"]] == [
        ("石家庄", "100"), ("长沙", "100"), ("济南", "0"),
    ]  # fmt: skip
    assert "甲指数" in call("--lang", "en", "score", "table.txt", "--index", plan, "--registry", stocked).out


def test_a_wrong_index_file_ends_with_the_code_of_vocabularies(call: Call, stocked: Path, tmp_path: Path) -> None:
    plan = tmp_path / "index.yaml"
    plan.write_text("name: 甲", encoding="utf-8")
    assert call("score", "table.txt", "--index", plan, "--registry", stocked).code == 40


def test_a_document_without_places_ends_with_the_code_of_briefs(call: Call, stocked: Path) -> None:
    ended = call("score", "plan.txt", "--registry", stocked)
    assert (ended.code, "没有各行为地区的表格" in ended.err) == (30, True)
    ended = call("--lang", "en", "score", "plan.txt", "--registry", stocked)
    assert "no table whose rows are places" in ended.err
    assert "没有" not in ended.err
