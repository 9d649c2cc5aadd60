from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policyparse.figure import Extraction, Figure

Call = Callable[..., Any]


def test_figures_as_jsonl_are_the_records_in_reading_order(call: Call, filled: Path, plan: Extraction) -> None:
    first = call("figures", "--format", "jsonl", "--registry", filled)
    assert first.out == "".join(f"{figure.model_dump_json()}\n" for figure in plan.figures)
    assert call("figures", "--format", "jsonl", "--registry", filled) == first
    assert "个人用户普及率" in first.out


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--indicator", "普及率"], 2),
        (["--place", "石家庄市"], 1),
        (["--kind", "target", "--period", "2027"], 2),
        (["--value", "82.80"], 1),
        (["--document", "plan.txt的标题"], 3),
        (["--indicator", "没有"], 0),
    ],
)
def test_figures_meet_the_options(call: Call, filled: Path, options: list[str], count: int) -> None:
    ended = call("figures", *options, "--format", "jsonl", "--registry", filled)
    assert len([Figure.model_validate_json(line) for line in ended.out.splitlines()]) == count


def test_figures_as_csv_have_every_field_and_no_formula(call: Call, filled: Path, plan: Extraction) -> None:
    rows = list(csv.DictReader(io.StringIO(call("figures", "--format", "csv", "--registry", filled).out)))
    assert [row["id"] for row in rows] == [figure.id for figure in plan.figures]
    assert rows[2]["indicator"] == "'=示范区|数量"
    assert (rows[0]["source_start"], rows[0]["document_title"]) == ("10", "plan.txt的标题")


def test_figures_as_a_table_bind_the_number(call: Call, filled: Path) -> None:
    out = call("figures", "--registry", filled).out
    assert ">85%" in out
    assert "10–20个" in out
    assert "plan.txt" in out
    assert "第2页" in out
    assert out.endswith("共 3 条数字\n")


def test_no_figures_are_said_in_words(call: Call, filled: Path) -> None:
    assert call("figures", "--indicator", "没有", "--registry", filled).out == "没有符合条件的数字。\n"


def test_the_registry_may_come_from_the_environment(call: Call, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYPARSE_REGISTRY", str(filled))
    assert "plan.txt" in call("documents").out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["figures", "--registry", "none.sqlite"], 20, "错误 RegistryError: none.sqlite"),
        (["figures", "--value", "很多", "--registry", "none.sqlite"], 2, "--value"),
        (["figures", "--kind", "nonsense"], 2, "--kind"),
        (["figures", "--document", "没有", "--registry", "{registry}"], 21, "错误 NotInRegistry"),
        (["explain", "zzz", "--registry", "{registry}"], 21, "policyparse figures"),
        (["nonsense"], 2, "nonsense"),
    ],
)
def test_a_fault_is_named_on_standard_error_and_has_its_exit_code(
    call: Call, filled: Path, arguments: list[str], code: int, said: str
) -> None:
    ended = call(*(argument.format(registry=filled) for argument in arguments))
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err
    assert "Traceback" not in ended.err


def test_english_is_spoken_when_asked_for(call: Call, filled: Path) -> None:
    assert "indicator" in call("--lang", "en", "figures", "--registry", filled).out
