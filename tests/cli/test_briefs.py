"""The commands that write briefs: formats by name, files that need a place, digests with and without a registry, templates."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from policyparse.cli import briefs
from policyparse.cli.briefs import Look
from policyparse.figure import Extraction
from policyparse.registry import open_registry

Call = Callable[..., Any]
Make = Callable[..., Extraction]


@pytest.fixture
def stocked(tmp_path: Path, make_extraction: Make) -> Path:
    """A registry with a plan and the plan after it."""
    path = tmp_path / "r.sqlite"
    other = {"indicator": "5G网络接入流量占比", "indicator_id": None}
    with open_registry(path) as registry:
        registry.store(make_extraction("old.txt", {"period": "2023", "value": "40"}, other | {"period": "2023"}))
        registry.store(make_extraction("new.txt", {}, other))
    return path


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.md", "md"),
        ("a.HTML", "html"),
        ("a.htm", "html"),
        ("a.docx", "docx"),
        ("a.xlsx", "xlsx"),
        ("a.pdf", "pdf"),
        ("a", "md"),
    ],
)
def test_the_format_is_that_of_the_file_name(name: str, format: str) -> None:
    assert Look(out=Path(name)).chosen == format
    assert Look(format="html", out=Path(name)).chosen == "html"


def test_three_plans_are_followed_as_a_chain(call: Call, stocked: Path, make_extraction: Make) -> None:
    with open_registry(stocked) as registry:
        registry.store(make_extraction("later.txt", {"period": "2030", "value": "95"}))
    ended = call("brief", "old.txt", "new.txt", "later.txt", "--registry", stocked)
    assert ended.code == 0, ended.err
    assert "目标沿革表" in ended.out and "1→2**提高**" in ended.out and "2→3**提高**" in ended.out


@pytest.mark.parametrize("command", [("brief", "old.txt", "new.txt"), ("memo",), ("digest", "new.txt")])
def test_a_brief_is_written_as_word_and_excel(
    call: Call, stocked: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    for name in ("b.docx", "b.xlsx"):
        ended = call(*command, "--registry", stocked, "--out", tmp_path / name)
        assert ended.code == 0, ended.err
    assert docx.Document(io.BytesIO((tmp_path / "b.docx").read_bytes())).paragraphs
    assert "来源" in openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames


@pytest.mark.parametrize("command", [("progress", "old.txt"), ("score", "old.txt")])
def test_progress_and_score_are_written_as_briefs_or_named_faults(
    call: Call, stocked: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    ended = call(*command, "--registry", stocked, "--out", tmp_path / "b.html")
    if command[0] == "progress":
        assert ended.code == 0
        assert "进展跟踪表" in (tmp_path / "b.html").read_text(encoding="utf-8")
    else:
        assert ended.code == 30
        assert "RenderError" in ended.err


@pytest.mark.parametrize(
    "command", [("brief", "a", "b"), ("memo",), ("digest", "a"), ("progress", "a"), ("score", "a")]
)
def test_a_file_without_a_place_is_wrong_usage(call: Call, command: tuple[str, ...]) -> None:
    ended = call(*command, "--format", "docx")
    assert ended.code == 2
    assert "--out" in ended.err


def test_a_digest_finds_the_plan_before_in_the_registry(call: Call, stocked: Path) -> None:
    ended = call("digest", "new.txt", "--registry", stocked)
    assert ended.code == 0
    assert "提高，原为超40%" in ended.out


def test_a_digest_of_a_file_needs_no_registry(call: Call, tmp_path: Path) -> None:
    notice = tmp_path / "notice.txt"
    notice.write_text("关于造林的通知\n\n到2030年，全国森林覆盖率达到26%。\n", encoding="utf-8")
    ended = call("digest", notice, "--registry", tmp_path / "none.sqlite")
    assert ended.code == 0
    assert "26%" in ended.out
    assert "未作比较" in ended.out


def test_the_templates_are_listed_with_their_fields(call: Call) -> None:
    ended = call("templates")
    assert ended.code == 0
    for said in ("target_change  目标变化简报", "digest  新政速览", "brief.sections[].rows[].old.text"):
        assert said in ended.out
    (only,) = json.loads(call("--lang", "en", "templates", "digest", "--format", "json").out)
    assert only["name"] == "digest"
    assert {"path", "type", "description"} == set(only["fields"][0])
    assert call("templates", "nonsense").code == 30


def test_a_users_template_is_used_and_its_fault_is_named(call: Call, stocked: Path, tmp_path: Path) -> None:
    (tmp_path / "target_change.j2").write_text("{{ brief.documents[1].title }}", encoding="utf-8")
    options = ("--registry", stocked, "--templates", tmp_path)
    assert call("brief", "old.txt", "new.txt", *options).out == "new.txt的标题\n"
    (tmp_path / "target_change.j2").write_text("一\n{{ brief.nonsense }}", encoding="utf-8")
    ended = call("brief", "old.txt", "new.txt", *options)
    assert ended.code == 30
    assert "target_change.j2 (line 2, field nonsense)" in ended.err
    assert "Traceback" not in ended.err


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
    real = briefs.compare
    monkeypatch.setattr(
        briefs, "compare", lambda *plans, observed: seen.append(len(observed)) or real(*plans, observed=observed)
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


def test_a_reference_too_long_to_be_a_file_name_is_named(call: Call, tmp_path: Path) -> None:
    ended = call("brief", "规" * 400, "划" * 400, "--registry", tmp_path / "none.sqlite")
    assert ended.code == 11
    assert ended.err.startswith("错误 MissingFile")
