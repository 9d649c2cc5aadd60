from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from policyparse.audit.finding import Finding
from policyparse.cli.demo import NEW_PLAN, OLD_PLAN, bundled_documents
from policyparse.figure import Figure

Call = Callable[..., Any]


def test_the_two_plans_of_the_brief_are_bundled() -> None:
    assert {OLD_PLAN, NEW_PLAN} <= {path.name for path in bundled_documents()}


def test_the_demo_goes_the_whole_way_and_again_changes_nothing(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ended = call("demo", "--out", out)
    assert ended.code == 0, ended.err
    names = ("brief.html", "brief.md", "findings.jsonl", "figures.jsonl")
    written = {name: (out / name).read_bytes() for name in names}
    assert all(written.values())
    assert all(str(out / name) in ended.out.replace("\n", "") for name in names)
    figures = [Figure.model_validate_json(line) for line in written["figures.jsonl"].splitlines()]
    findings = [Finding.model_validate_json(line) for line in written["findings.jsonl"].splitlines()]
    assert len(figures) > 50
    assert len({finding.check for finding in findings}) > 2
    again = call("demo", "--out", out)
    assert "已入库" not in again.out
    assert {name: (out / name).read_bytes() for name in names} == written
