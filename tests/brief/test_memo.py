"""The audit memo: each finding beside its own sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from policyparse.brief.labels import load_labels
from policyparse.brief.memo import lay_out_memo, memo_sheets, review
from policyparse.brief.template import template_folders


def test_findings_of_one_title_keep_their_own_sources(plan: Callable[..., Any]) -> None:
    documents = [
        plan(name, "2025", default={"kind": "reported"}).say("护理站覆盖率为120%", "120%", "护理站覆盖率").done()
        for name in ("甲", "乙")
    ]
    subject = review(documents)
    labels = load_labels(template_folders(None), "zh")
    findings = memo_sheets(subject, lay_out_memo(subject, labels), labels)[0]
    title, sources = (findings.header.index(labels.message("columns", key)) for key in ("title", "finding_sources"))
    twice = [row for row in findings.rows if row[2] == labels.message("audit_verdicts", "contradiction")]
    assert len(twice) == 2
    assert len({row[title] for row in twice}) == 1
    assert len({row[sources] for row in twice}) == 2
