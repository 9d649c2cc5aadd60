"""Findings as an Excel workbook: a sheet of findings, a sheet of the figures that they use."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from policyparse.audit.finding import Finding
from policyparse.audit.group import Group, group_findings
from policyparse.audit.report import plain, remarks
from policyparse.audit.words import Lang, Words
from policyparse.brief.sheet import Amount, CellValue, Sheet, write_workbook

_FINDINGS = ("level", "verdict", "reason", "check", "finding", "formula", "computed", "stated", "gap", "unit", "percent",
             "group", "remark", "id")  # fmt: skip
_FIGURES = ("id", "printed", "value", "unit", "interval", "indicator", "region", "period", "document", "page_number",
            "quote")  # fmt: skip
_WIDTHS = {"finding": 60, "formula": 60, "quote": 60, "indicator": 30, "document": 30, "remark": 40, "interval": 26,
           "computed": 26, "stated": 26}  # fmt: skip
_USUAL_WIDTH = 14


def findings_sheet(findings: Sequence[Finding], *, lang: Lang = "zh") -> bytes:
    """The workbook's bytes."""
    words = Words(lang)
    groups = group_findings(findings)
    rows = [row for group in groups for row in _finding_rows(group, words)]
    used = [row for group in groups for finding in group.findings for row in _figure_rows(finding)]
    title = words.say("report_title")
    return write_workbook(
        [_sheet(title, _FINDINGS, rows, words), _sheet(words.say("report_figures"), _FIGURES, used, words)], title
    )


def _sheet(name: str, columns: Sequence[str], rows: Sequence[tuple[CellValue, ...]], words: Words) -> Sheet:
    header = tuple(words.say(f"report_{column}") for column in columns)
    return Sheet(name, header, tuple(rows), tuple(_WIDTHS.get(column, _USUAL_WIDTH) for column in columns))


def _amount(number: str | None) -> Amount | None:
    return None if number is None else Amount(Fraction(number))


def _finding_rows(group: Group, words: Words) -> list[tuple[CellValue, ...]]:
    return [
        (
            words.say(f"severity.{finding.severity}"),
            words.say(f"verdict.{finding.verdict}"),
            words.say(f"reason.{finding.reason}") if finding.reason else None,
            finding.check,
            finding.title,
            finding.formula,
            finding.computed,
            finding.stated,
            _amount(finding.imbalance.amount) if finding.imbalance else None,
            finding.imbalance.unit if finding.imbalance else None,
            _amount(finding.imbalance.percent) if finding.imbalance else None,
            group.head.id if finding is not group.head else None,
            "；".join(remarks(finding, words)) or None,
            finding.id,
        )
        for finding in group.findings
    ]


def _figure_rows(finding: Finding) -> list[tuple[CellValue, ...]]:
    return [
        (
            finding.id,
            plain(one.printed),
            _amount(one.value),
            one.unit,
            one.interval,
            one.indicator,
            one.place,
            one.period,
            one.name,
            one.page,
            plain(one.quote),
        )
        for one in finding.inputs
    ]
