"""Findings laid out for a template: every word chosen, every number written, one cause in one card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from policyparse.audit.finding import Finding, Input
from policyparse.audit.group import Group
from policyparse.audit.report import (
    by_severity,
    cause_line,
    count_line,
    headline,
    place_text,
    plain,
    remarks,
    verdict_text,
)
from policyparse.audit.words import Lang, Words
from policyparse.brief.template import fill_page, template_folders

TEMPLATE = "findings_page.html.j2"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure that a finding uses."""

    printed: str
    reading: str
    interval: str
    place: str
    quote: str


@dataclass(frozen=True, slots=True)
class Card:
    """A finding, with the others that its cause may explain."""

    anchor: str
    check: str
    verdict: str
    title: str
    formula: str
    figures: tuple[FigureRow, ...]
    readings: tuple[str, ...]
    explanations: tuple[str, ...]
    remarks: tuple[str, ...]
    muted: bool
    cause: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The findings of one severity."""

    severity: str
    heading: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class AuditView:
    """What ``findings.html.j2`` lays out."""

    lang: str
    title: str
    lead: str
    labels: dict[str, str]
    sections: tuple[Section, ...]


def render_findings(
    findings: Sequence[Finding], *, documents: int, hidden: int = 0, lang: Lang = "zh", templates: Path | None = None
) -> str:
    """The findings as one HTML page that fetches nothing; ``findings.html.j2`` is its section, for other pages too.

    ``templates`` is a folder whose files take the place of the ones shipped. Raises RenderError.
    """
    view = lay_out_findings(findings, documents=documents, hidden=hidden, lang=lang)
    return fill_page(TEMPLATE, template_folders(templates), {"audit": view})


def lay_out_findings(findings: Sequence[Finding], *, documents: int, hidden: int = 0, lang: Lang = "zh") -> AuditView:
    """Every finding in the section of its severity."""
    words = Words(lang)
    sections = tuple(
        Section(
            severity=severity,
            heading=words.say(
                "report_severity",
                severity=words.say(f"severity.{severity}"),
                count=sum(len(group.findings) for group in groups),
            ),
            cards=tuple(_card(group, words) for group in groups),
        )
        for severity, groups in by_severity(findings)
    )
    labels = {
        name: words.say(f"report_{name}")
        for name in ("figures", "printed", "indicator", "interval", "place", "quote", "none")
    }
    lead = count_line(findings, words, documents=documents, hidden=hidden)
    return AuditView(
        lang="zh-CN" if lang == "zh" else "en",
        title=words.say("report_title"),
        lead=lead,
        labels=labels,
        sections=sections,
    )


def _card(group: Group, words: Words) -> Card:
    finding = group.head
    return Card(
        anchor=f"finding-{finding.id}",
        check=finding.check,
        verdict=verdict_text(finding, words),
        title=finding.title,
        formula=finding.formula,
        figures=tuple(_row(one, words) for one in finding.inputs),
        readings=tuple(_reading_lines(finding, words)),
        explanations=tuple(words.say("report_explanation", text=each.text) for each in finding.explanations),
        remarks=tuple(remarks(finding, words)),
        muted=finding.muted is not None,
        cause=cause_line(group, words) if group.others else "",
        others=tuple(headline(other, words) for other in group.others),
    )


def _reading_lines(finding: Finding, words: Words) -> list[str]:
    return [
        words.say(
            "report_reading", reading=each.name, verdict=words.say(f"verdict.{each.verdict}"), formula=each.formula
        )
        for each in finding.readings
    ]


def _row(one: Input, words: Words) -> FigureRow:
    cell = [part for part in (one.row, one.column) if part]
    return FigureRow(
        printed=plain(one.printed),
        reading=words.joined(part for part in (one.indicator, one.place, one.period) if part),
        interval=one.interval,
        place=" · ".join([place_text(one, words), *cell]),
        quote=plain(one.quote),
    )
