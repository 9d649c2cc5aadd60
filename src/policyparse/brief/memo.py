"""数据核验备忘: what the audit found in a set of documents, laid out for a template, every figure cited at its place.

The memo repeats the audit's rule: it says that figures disagree, never which of them is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pydantic import BaseModel, ConfigDict, Field

from policyparse import __version__
from policyparse.audit import audit
from policyparse.audit.finding import SEVERITIES, Finding, Input, Verdict
from policyparse.audit.restate import as_mention
from policyparse.audit.words import Lang
from policyparse.brief.citations import Citations, SourceView
from policyparse.brief.frame import document_views, unread_cautions
from policyparse.brief.frame_sheets import cited, frame_sheets
from policyparse.brief.labels import Labels
from policyparse.brief.plain import in_words
from policyparse.brief.sheet import Amount, CellValue, Sheet
from policyparse.brief.view import DocumentView, Value
from policyparse.brief.wording import points_text, signed_amount
from policyparse.figure import Extraction, Figure, Mention

MOST_INPUTS = 6
"""Figures of a finding that the text cites; a column may have hundreds, and the workbook lists them all."""

GROUPS: tuple[Verdict, ...] = ("contradiction", "cannot_decide", "not_comparable")
"""The verdicts that a memo explains, in its order; those that agree are counted."""

_FROZEN = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Review:
    """Documents and all that the audit says of them, in one language."""

    extractions: tuple[Extraction, ...]
    findings: tuple[Finding, ...]

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The findings that a reader should see unasked."""
        return tuple(finding for finding in self.findings if finding.matters)


def review(extractions: Iterable[Extraction], *, lang: Lang = "zh") -> Review:
    """Audit the documents; the memo of the review is in the same language."""
    held = tuple(extractions)
    return Review(held, audit(held, everything=True, lang=lang))


class PrintedView(BaseModel):
    """What one document prints of a finding's figures."""

    model_config = _FROZEN

    document: str = Field(description="the document's title")
    values: tuple[Value, ...] = Field(description="the figures as printed, each cited; their period is empty")


class FindingView(BaseModel):
    """One finding in words."""

    model_config = _FROZEN

    title: str = Field(description="what disagrees, in one line")
    check: str = Field(description="the name of the check")
    severity: str = Field(description="critical, high, medium, low or info, in words")
    verdict: str = Field(description="the verdict in words")
    reason: str = Field(description="why it cannot be decided or compared; empty where there is no reason")
    formula: str = Field(description="the arithmetic, with its numbers")
    gap: str = Field(
        description="computed less stated, with its unit; empty where none was computed or the formula says it"
    )
    readings: tuple[str, ...] = Field(description="other ways to read the claim, each with its verdict")
    explanations: tuple[str, ...] = Field(description="what outside the documents might account for the gap")
    inputs: tuple[PrintedView, ...] = Field(description="the figures that the check used, document by document")
    more: str = Field(description="how many further figures the workbook lists; empty for none")


class FindingGroup(BaseModel):
    """The findings of one verdict."""

    model_config = _FROZEN

    kind: Verdict = Field(description="the code of the verdict")
    label: str = Field(description="the verdict in words")
    note: str = Field(description="what the verdict means")
    findings: tuple[FindingView, ...] = Field(description="the gravest first")


class CheckCount(BaseModel):
    """What one check did."""

    model_config = _FROZEN

    name: str = Field(description="the name of the check")
    contradictions: str = Field(description="how many contradictions it found")
    undecided: str = Field(description="how many questions it left open")
    agreeing: str = Field(description="how many times the figures agreed")


class Memo(BaseModel):
    """Everything that an audit memo prints."""

    model_config = _FROZEN

    lead: str = Field(description="the sentence that sums up")
    documents: tuple[DocumentView, ...] = Field(description="the documents checked")
    cautions: tuple[str, ...] = Field(description="how to use the memo, and what could not be read")
    groups: tuple[FindingGroup, ...] = Field(description="the findings by verdict")
    checks: tuple[CheckCount, ...] = Field(description="one row a check that found something to do")
    sources: tuple[SourceView, ...] = Field(description="the places cited, numbered")
    version: str = Field(description="the parser and its version")


def lay_out_memo(subject: Review, labels: Labels) -> Memo:
    """The memo of a review in the words of one language."""
    layout = _Layout(subject, labels)
    groups = tuple(group for verdict in GROUPS if (group := layout.group(verdict)).findings)
    heads = tuple(extraction.head for extraction in subject.extractions)
    return Memo(
        lead=layout.lead(),
        documents=document_views(heads, labels),
        cautions=(
            labels.word("memo_rule"),
            labels.word("memo_scope"),
            *layout.muted(),
            *unread_cautions(heads, labels),
        ),
        groups=groups,
        checks=layout.checks(),
        sources=layout.citations.entries(),
        version=labels.message("messages", "version", __version__),
    )


def _citable(extraction: Extraction) -> Iterator[Figure | Mention]:
    """Whatever of a document a finding may name as its input."""
    yield from extraction.figures
    yield from extraction.mentions
    yield from map(as_mention, extraction.definitions)


class _Layout:
    """Lays out finding by finding; keeps the citations that it hands out."""

    def __init__(self, subject: Review, labels: Labels) -> None:
        self.subject = subject
        self.labels = labels
        heads = {extraction.head.id: extraction.head for extraction in subject.extractions}
        self.citations = Citations(heads, labels)
        self.titles = {key: head.title or head.name for key, head in heads.items()}
        self.cited = {one.id: one for extraction in subject.extractions for one in _citable(extraction)}

    def lead(self) -> str:
        count = Counter(finding.verdict for finding in self.subject.findings)
        agreeing = count["consistent"] + count["consistent_after_rounding"]
        documents = len(self.subject.extractions)
        figures = sum(len(extraction.figures) for extraction in self.subject.extractions)
        undecided = count["cannot_decide"] + count["not_comparable"]
        numbers = (documents, figures, count["contradiction"], undecided, agreeing)
        return self.labels.message("messages", "lead_memo", *map(str, numbers))

    def muted(self) -> tuple[str, ...]:
        """A line for each finding that a person put out of sight, with the reason given."""
        return tuple(
            self.labels.message("messages", "muted", finding.title, finding.muted.reason, finding.muted.by)
            for finding in self.subject.findings
            if finding.muted is not None
        )

    def group(self, verdict: Verdict) -> FindingGroup:
        labels = self.labels
        return FindingGroup(
            kind=verdict,
            label=labels.message("audit_verdicts", verdict),
            note=labels.message("audit_notes", verdict),
            findings=tuple(self.finding(each) for each in self.subject.shown if each.verdict == verdict),
        )

    def finding(self, finding: Finding) -> FindingView:
        labels = self.labels
        left = len(finding.inputs) - MOST_INPUTS
        return FindingView(
            title=finding.title,
            check=labels.message("checks", finding.check),
            severity=labels.message("severities", finding.severity),
            verdict=labels.message("audit_verdicts", finding.verdict),
            reason=labels.message("audit_reasons", finding.reason) if finding.reason else "",
            formula=in_words(finding.formula, labels),
            gap=self._gap(finding),
            readings=tuple(
                labels.message(
                    "messages",
                    "reading",
                    each.name,
                    labels.message("audit_verdicts", each.verdict),
                    in_words(each.formula, labels),
                )
                for each in finding.readings
            ),
            explanations=tuple(each.text for each in finding.explanations),
            inputs=self._inputs(finding.inputs[:MOST_INPUTS]),
            more=labels.message("messages", "more_inputs", str(left)) if left > 0 else "",
        )

    def _gap(self, finding: Finding) -> str:
        if finding.imbalance is None or self.labels.word("differs_by") in finding.formula:
            return ""
        amount, unit = Fraction(finding.imbalance.amount), finding.imbalance.unit
        return points_text(amount, self.labels) if unit == "%" else signed_amount(amount, unit, self.labels)

    def _inputs(self, inputs: Sequence[Input]) -> tuple[PrintedView, ...]:
        """The figures by document, in the order of their first mention."""
        return tuple(
            PrintedView(
                document=self.titles[document],
                values=tuple(self._input(one) for one in inputs if one.document == document),
            )
            for document in dict.fromkeys(one.document for one in inputs)
        )

    def _input(self, one: Input) -> Value:
        return Value(one.printed, "", self.citations.cite((self.cited[one.figure],)))

    def checks(self) -> tuple[CheckCount, ...]:
        """What each check that had figures to check did, in the order of the first finding."""
        rows = []
        for check in dict.fromkeys(finding.check for finding in self.subject.findings):
            count = Counter(finding.verdict for finding in self.subject.findings if finding.check == check)
            agreeing = count["consistent"] + count["consistent_after_rounding"]
            rows.append(
                CheckCount(
                    name=self.labels.message("checks", check),
                    contradictions=str(count["contradiction"]),
                    undecided=str(count["cannot_decide"] + count["not_comparable"]),
                    agreeing=str(agreeing),
                )
            )
        return tuple(rows)


def memo_sheets(subject: Review, memo: Memo, labels: Labels) -> tuple[Sheet, ...]:
    """All findings, every figure of each, documents, sources, parameters."""
    ranked = sorted(subject.findings, key=lambda finding: (not finding.matters, SEVERITIES.index(finding.severity)))
    numbered = list(enumerate(ranked, start=1))
    views = _views_by_id(subject, memo)
    parameters = [("", memo.lead), *((labels.word("cautions"), caution) for caution in memo.cautions)]
    parameters.append((labels.word("made_by"), memo.version))
    return (
        _findings_sheet(numbered, views, labels),
        _inputs_sheet(numbered, subject, labels),
        *frame_sheets(memo.documents, memo.sources, parameters, labels),
    )


def _views_by_id(subject: Review, memo: Memo) -> dict[str, FindingView]:
    """How the memo words each finding that it shows; findings of two documents may bear one title."""
    views = (view for group in memo.groups for view in group.findings)
    shown = (finding for verdict in GROUPS for finding in subject.shown if finding.verdict == verdict)
    return {finding.id: view for finding, view in zip(shown, views, strict=True)}


_FINDING_COLUMNS = (
    ("finding", 6), ("severity", 8), ("verdict", 14), ("reason", 14), ("check", 18), ("title", 50), ("formula", 60),
    ("gap", 14), ("unit", 10), ("gap_percent", 12), ("finding_sources", 16),
)  # fmt: skip


def _findings_sheet(numbered: Sequence[tuple[int, Finding]], views: dict[str, FindingView], labels: Labels) -> Sheet:
    rows = []
    for number, finding in numbered:
        gap = finding.imbalance
        view = views.get(finding.id)
        row: tuple[CellValue, ...] = (
            number,
            labels.message("severities", finding.severity),
            labels.message("audit_verdicts", finding.verdict),
            labels.message("audit_reasons", finding.reason) if finding.reason else "",
            labels.message("checks", finding.check),
            finding.title,
            finding.formula,
            Amount(Fraction(gap.amount)) if gap else None,
            gap.unit if gap else "",
            Amount(Fraction(gap.percent), "%") if gap and gap.percent is not None else None,
            "".join(cited(value.citations) for each in view.inputs for value in each.values) if view else "",
        )
        rows.append(row)
    header = tuple(labels.message("columns", key) for key, _ in _FINDING_COLUMNS)
    return Sheet(labels.word("findings"), header, tuple(rows), tuple(width for _, width in _FINDING_COLUMNS))


_INPUT_COLUMNS = (
    ("finding", 6), ("document", 44), ("page", 8), ("indicator", 30), ("place", 18), ("period", 14), ("printed", 14),
    ("interval", 22), ("quote", 70),
)  # fmt: skip


def _inputs_sheet(numbered: Sequence[tuple[int, Finding]], subject: Review, labels: Labels) -> Sheet:
    titles = _Layout(subject, labels).titles
    rows: list[tuple[CellValue, ...]] = [
        (
            number, titles[one.document], one.page, one.indicator, one.place, one.period, one.printed, one.interval,
            one.quote,
        )
        for number, finding in numbered
        for one in finding.inputs
    ]  # fmt: skip
    header = tuple(labels.message("columns", key) for key, _ in _INPUT_COLUMNS)
    return Sheet(labels.word("inputs"), header, tuple(rows), tuple(width for _, width in _INPUT_COLUMNS))
