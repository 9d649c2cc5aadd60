from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policyparse.cli import review

Call = Callable[..., Any]


@pytest.fixture
def two_plans(tmp_path: Path) -> tuple[Path, Path]:
    paths = (tmp_path / "旧.txt", tmp_path / "新.txt")
    for path, year, share in zip(paths, (2024, 2027), (40, 85), strict=True):
        text = f"某市数字经济行动方案\n\n到{year}年底，5G个人用户普及率超过{share}%。\n"
        path.write_text(text, encoding="utf-8")
    return paths


@pytest.mark.parametrize(("lang", "format"), [("zh", "md"), ("en", "md"), ("zh", "html")])
def test_a_brief_of_two_files_is_written(call: Call, two_plans: tuple[Path, Path], lang: str, format: str) -> None:
    ended = call("--lang", lang, "brief", *two_plans, "--format", format, "--registry", "none.sqlite")
    assert ended.code == 0, ended.err
    assert "40" in ended.out
    assert "85" in ended.out
    assert ended.out.lstrip().lower().startswith("<!doctype") == (format == "html")
    assert call("--lang", lang, "brief", *two_plans, "--format", format, "--registry", "none.sqlite") == ended


def test_the_format_of_a_brief_is_that_of_its_file(call: Call, two_plans: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "deep" / "brief.html"
    ended = call("brief", *two_plans, "--out", out, "--registry", "none.sqlite")
    assert ended.out == f"已写入 {out}\n"
    assert "<html" in out.read_text(encoding="utf-8")


def test_a_brief_of_registry_documents_sees_the_other_documents(
    call: Call, two_plans: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "通报.txt"
    report.write_text("某市情况通报\n\n截至2024年底，5G个人用户普及率达到71%。\n", encoding="utf-8")
    registry = tmp_path / "r.sqlite"
    call("ingest", *two_plans, report, "--registry", registry)
    seen: list[int] = []
    real = review.compare
    monkeypatch.setattr(
        review, "compare", lambda *plans, observed: seen.append(len(observed)) or real(*plans, observed=observed)
    )
    assert call("brief", "旧.txt", "新.txt", "--registry", registry).code == 0
    assert call("brief", two_plans[0], "新.txt", "--registry", registry).code == 0
    assert seen == [1, 1]


def test_a_misspelt_file_is_said_to_be_missing(call: Call, two_plans: tuple[Path, Path]) -> None:
    ended = call("brief", two_plans[0], "没有.txt", "--registry", "none.sqlite")
    assert ended.code == 11
    assert "没有.txt" in ended.err


def test_a_brief_that_cannot_be_written_is_a_fault(call: Call, two_plans: tuple[Path, Path]) -> None:
    ended = call("brief", *two_plans, "--out", two_plans[0] / "brief.md", "--registry", "none.sqlite")
    assert ended.code == 30
