from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policyparse.audit.finding import Explanation, Finding, Input, Reading
from policyparse.cli import briefs, review, sources
from policyparse.errors import BrokenFile
from policyparse.figure import Extraction

Call = Callable[..., Any]

STATED = Input(
    figure="a" * 16,
    document="0" * 64,
    name="results.pdf",
    quote="连接数超过\n2700万",
    printed="2700万",
    interval="(27000000, ∞)",
    page=3,
    start=1,
    end=6,
)


def _finding(verdict: Any, severity: Any, **fields: Any) -> Finding:
    given: dict[str, Any] = {
        "id": severity,
        "check": "AGG-SUM",
        "reason": None,
        "title": f"{severity}的结果",
        "formula": "",
        "inputs": (STATED,),
    }
    return Finding(verdict=verdict, severity=severity, **given | fields)


CRITICAL = _finding(
    "contradiction",
    "critical",
    formula="Σ = 9170600",
    readings=(Reading(name="四舍五入", verdict="contradiction", formula="9170600 < 27000000"),),
    explanations=(Explanation(text="合计可能含其他城市", residual="17829400个"),),
    inputs=(STATED,) * 20,
)
WEIGHTS = _finding("cannot_decide", "medium", reason="missing_weights")
MINOR = _finding("not_comparable", "low", reason="date")
AGREES = _finding("consistent", "info")


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch, filled: Path) -> Path:
    """A registry, and an audit that finds one of each."""
    monkeypatch.setattr(review, "audit_extractions", lambda extractions, **_: (CRITICAL, WEIGHTS, MINOR, AGREES))
    return filled


def test_what_matters_is_written_in_the_order_of_the_audit(call: Call, found: Path) -> None:
    ended = call("audit", "--registry", found)
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert lines[0] == "[严重] 矛盾 AGG-SUM  critical的结果"
    assert "[中] 无法判定（缺权重） AGG-SUM  medium的结果" in lines
    assert lines[-1] == "1 份文件：2 条结果，其中矛盾 1 条；另有 2 条相符或次要，加 --all 查看"


def test_a_finding_shows_its_arithmetic_its_places_and_what_might_explain_it(call: Call, found: Path) -> None:
    out = call("audit", "--registry", found).out
    for part in (
        "Σ = 9170600",
        "读作四舍五入：矛盾  9170600 < 27000000",
        "aaaaaaaa (27000000, ∞)  results.pdf 第3页：连接数超过 2700万",
        "……另有 16 处",
        "或因 合计可能含其他城市",
    ):
        assert f"    {part}\n" in out


def test_all_shows_what_agrees_too(call: Call, found: Path) -> None:
    assert "info的结果" in call("audit", "--all", "--registry", found).out


def test_findings_as_jsonl_are_the_records(call: Call, found: Path) -> None:
    shown = [
        Finding.model_validate_json(line)
        for line in call("audit", "--format", "jsonl", "--registry", found).out.splitlines()
    ]
    assert shown == [CRITICAL, WEIGHTS]


@pytest.mark.parametrize(
    ("findings", "level", "code"),
    [
        ((CRITICAL,), "critical", 4),
        ((CRITICAL,), "info", 4),
        ((WEIGHTS,), "high", 0),
        ((WEIGHTS,), "medium", 4),
        ((MINOR,), "low", 4),
        ((AGREES,), "info", 0),
        ((), "info", 0),
    ],
)
def test_fail_on_is_reached_by_findings_as_severe(
    call: Call, filled: Path, monkeypatch: pytest.MonkeyPatch, findings: tuple[Finding, ...], level: str, code: int
) -> None:
    monkeypatch.setattr(review, "audit_extractions", lambda extractions, **_: findings)
    assert call("audit", "--fail-on", level, "--registry", filled).code == code


def test_a_bad_file_stops_no_other(call: Call, monkeypatch: pytest.MonkeyPatch, plan: Extraction) -> None:
    def extraction_of(path: Path) -> Extraction:
        if path.name == "bad.pdf":
            raise BrokenFile("bad.pdf", "损坏", remedy="请重新下载。")
        return plan

    monkeypatch.setattr(sources, "warned_extraction_of", extraction_of)
    monkeypatch.setattr(review, "audit_extractions", lambda extractions, **_: ())
    ended = call("audit", "bad.pdf", "good.pdf")
    assert ended.code == 3
    assert "错误 BrokenFile: bad.pdf" in ended.err
    assert ended.out == "1 份文件：0 条结果，其中矛盾 0 条\n"
    assert call("audit", "bad.pdf").code == BrokenFile.exit_code


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
