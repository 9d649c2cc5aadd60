from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policyparse.audit.finding import Explanation, Finding, Input, Reading
from policyparse.audit.link import Link
from policyparse.cli import audit as audit_command
from policyparse.cli import sources
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
        "link": Link(id="l", kind="aggregate", members=("a" * 16,)),
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
    monkeypatch.setattr(audit_command, "audit_extractions", lambda extractions, **_: (CRITICAL, WEIGHTS, MINOR, AGREES))
    return filled


def test_what_matters_is_written_in_the_order_of_the_audit(call: Call, found: Path) -> None:
    ended = call("audit", "--registry", found)
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert lines[:2] == ["严重（1）", "[严重] 矛盾 AGG-SUM critical  critical的结果"]
    assert "[中] 无法判定（缺权重） AGG-SUM medium  medium的结果" in lines
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
    monkeypatch.setattr(audit_command, "audit_extractions", lambda extractions, **_: findings)
    assert call("audit", "--fail-on", level, "--registry", filled).code == code


def test_a_bad_file_stops_no_other(call: Call, monkeypatch: pytest.MonkeyPatch, plan: Extraction) -> None:
    def extraction_of(path: Path) -> Extraction:
        if path.name == "bad.pdf":
            raise BrokenFile("bad.pdf", "损坏", remedy="请重新下载。")
        return plan

    monkeypatch.setattr(sources, "warned_extraction_of", extraction_of)
    monkeypatch.setattr(audit_command, "audit_extractions", lambda extractions, **_: ())
    ended = call("audit", "bad.pdf", "good.pdf")
    assert ended.code == 3
    assert "错误 BrokenFile: bad.pdf" in ended.err
    assert ended.out == "1 份文件：0 条结果，其中矛盾 0 条\n"
    assert call("audit", "bad.pdf").code == BrokenFile.exit_code


def test_html_and_excel_are_written_by_the_name_of_the_file(call: Call, found: Path, tmp_path: Path) -> None:
    page, book = tmp_path / "a.html", tmp_path / "a.xlsx"
    assert call("audit", "--registry", found, "--out", page).out == f"已写入 {page}\n"
    assert "critical的结果" in page.read_text(encoding="utf-8")
    assert call("audit", "--registry", found, "--out", book).code == 0
    assert book.read_bytes().startswith(b"PK")
    assert call("audit", "--registry", found, "--format", "xlsx").code == 30


def test_explain_writes_the_chain_of_one_finding(call: Call, found: Path) -> None:
    out = call("audit", "--explain", "crit", "--registry", found).out
    assert "结论：矛盾" in out
    assert "读作四舍五入" in out
    assert call("audit", "--explain", "none", "--registry", found).code == 21


@pytest.fixture
def disputed(call: Call, tmp_path: Path) -> Path:
    """A registry whose document gives one number twice."""
    text = "合肥市情况通报\n\n截至2024年底，合肥市公共充电桩总数为4140个。\n\n2024年，合肥市公共充电桩总数5040个。\n"
    (tmp_path / "甲.txt").write_text(text, encoding="utf-8")
    registry = tmp_path / "r.sqlite"
    call("ingest", tmp_path / "甲.txt", "--registry", registry)
    return registry


def test_a_mute_is_stored_shown_listed_and_undone(call: Call, disputed: Path) -> None:
    lines = call("audit", "--all", "--format", "jsonl", "--registry", disputed).out.splitlines()
    key = next(json.loads(line)["id"] for line in lines if json.loads(line)["check"] == "DUP")
    assert call("mute", key, "--registry", disputed).code == 2
    done = call("mute", key[:8], "--reason", "已核实", "--by", "张三", "--registry", disputed)
    assert done.code == 0, done.err
    assert "已静音：已核实（张三" in call("audit", "--registry", disputed).out
    assert call("audit", "--fail-on", "info", "--registry", disputed).code == 0
    listed = call("mute", "--registry", disputed).out
    assert "有效" in listed
    assert call("mute", done.out.split()[1], "--undo", "--registry", disputed).code == 0
    assert "已静音" not in call("audit", "--registry", disputed).out


def test_a_mute_is_undone_by_the_id_of_the_finding_too(call: Call, disputed: Path) -> None:
    lines = call("audit", "--all", "--format", "jsonl", "--registry", disputed).out.splitlines()
    key = next(json.loads(line)["id"] for line in lines if json.loads(line)["check"] == "DUP")
    assert call("mute", key, "--reason", "已核实", "--registry", disputed).code == 0
    assert call("mute", key[:10], "--undo", "--registry", disputed).code == 0
    assert "已静音" not in call("audit", "--registry", disputed).out
    assert call("mute", key[:10], "--undo", "--registry", disputed).code == 21


def test_figures_are_kept_apart_by_hand_and_tied_again(call: Call, disputed: Path) -> None:
    rows = call("figures", "--indicator", "充电桩", "--format", "jsonl", "--registry", disputed).out.splitlines()
    one, other = [json.loads(row)["id"] for row in rows][:2]
    before = call("audit", "--all", "--format", "jsonl", "--registry", disputed).out
    kept = call("link", one, other, "--apart", "--reason", "口径不同", "--by", "张三", "--registry", disputed)
    assert kept.code == 0, kept.err
    assert '"check":"DUP"' in before
    assert '"check":"DUP"' not in call("audit", "--all", "--format", "jsonl", "--registry", disputed).out
    assert "口径不同" in call("link", "--registry", disputed).out
    assert call("link", kept.out.split()[1], "--undo", "--registry", disputed).code == 0
    assert call("audit", "--all", "--format", "jsonl", "--registry", disputed).out == before
    assert call("link", one, "--reason", "一", "--registry", disputed).code == 2


def test_rules_of_the_user_are_audited_and_their_faults_underlined(call: Call, disputed: Path, tmp_path: Path) -> None:
    rules = tmp_path / "audit.yaml"
    rules.write_text(
        'rules:\n  - name: 上限\n    check: "{公共充电桩总数} <= 100"\n    note: 见年鉴\n', encoding="utf-8"
    )
    out = call("audit", "--rules", rules, "--registry", disputed).out
    assert "矛盾 RULE" in out
    assert "说明 见年鉴" in out
    rules.write_text('rules:\n  - name: 上限\n    check: "{公共充电桩总数|去年} <= 100"\n', encoding="utf-8")
    ended = call("audit", "--rules", rules, "--registry", disputed)
    assert ended.code == 50
    assert "第 3 行第 22 列" in ended.err
    assert ended.err.splitlines()[-1].strip() == "^^^^"


def test_a_rule_that_finds_nothing_says_so(call: Call, disputed: Path, tmp_path: Path) -> None:
    rules = tmp_path / "audit.yaml"
    rules.write_text('rules:\n  - name: 空\n    check: "{火星人口} <= 100"\n', encoding="utf-8")
    assert "火星人口" in call("audit", "--rules", rules, "--registry", disputed).err
