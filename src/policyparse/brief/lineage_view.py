"""目标沿革表: a chain of plans laid out for a template and a workbook, a line a target, a column a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, Field

from policyparse import __version__
from policyparse.brief.change import KINDS, Target, ends_of
from policyparse.brief.citations import Citations, SourceView, named
from policyparse.brief.frame import document_views, unread_cautions, value_view
from policyparse.brief.frame_sheets import cited, frame_sheets
from policyparse.brief.labels import Labels
from policyparse.brief.lineage import Line, Lineage, Step
from policyparse.brief.sheet import Amount, CellValue, Sheet
from policyparse.brief.view import DocumentView, Value, difference_text, noted
from policyparse.brief.wording import period_text

MOST_SINGLE = 12
"""Targets of one plan alone that a line names; the workbook has them all."""

_TOLD = ("redefined", "quantified")
"""Steps that need a word of explanation."""

_FROZEN = ConfigDict(frozen=True, extra="forbid")


class PledgeView(BaseModel):
    """What one plan promises of a target."""

    model_config = _FROZEN

    name: str = Field(description="its name in this plan where that is another than the line's; else empty")
    value: Value = Field(description="the number in words, its deadline, its places")


class StepView(BaseModel):
    """What became of a target from one plan to a later one."""

    model_config = _FROZEN

    between: str = Field(description="the numbers of the two plans")
    kind: str = Field(description="raised, lowered, redefined … in words")
    difference: str = Field(description="points and factor in words; empty where none is stated")
    reason: str = Field(description="why it is no plain change; empty where it is one")


class LineView(BaseModel):
    """One target through the plans."""

    model_config = _FROZEN

    indicator: str = Field(description="the indicator as the latest plan that has it prints it")
    pledges: tuple[PledgeView | None, ...] = Field(description="one a plan, in order; none where the plan has none")
    steps: tuple[StepView, ...] = Field(description="what became of it, step by step")


class SingleView(BaseModel):
    """The targets that one plan alone has."""

    model_config = _FROZEN

    plan: str = Field(description="the plan")
    number: int = Field(description="the number of the plan")
    lines: tuple[LineView, ...] = Field(description="its targets that no other plan has, the first of them")
    more: str = Field(description="how many further ones there are; empty for none")


class LineageView(BaseModel):
    """Everything that the table of a chain prints."""

    model_config = _FROZEN

    lead: str = Field(description="the sentence that sums up")
    documents: tuple[DocumentView, ...] = Field(description="the plans, from the oldest to the newest")
    cautions: tuple[str, ...] = Field(description="drafts, and what could not be read")
    columns: tuple[str, ...] = Field(description="the heading of each plan's column")
    links: tuple[str, ...] = Field(description="what changed from each plan to the next, counted")
    lines: tuple[LineView, ...] = Field(description="the targets that two plans or more have, the latest first")
    singles: tuple[SingleView, ...] = Field(description="the targets that one plan alone has, plan by plan")
    sources: tuple[SourceView, ...] = Field(description="the places cited, numbered")
    version: str = Field(description="the parser and its version")


def lay_out_lineage(lineage: Lineage, labels: Labels) -> LineageView:
    """The view of a chain in the words of one language."""
    return _Layout(lineage, labels).view()


class _Layout:
    """Lays out line by line; keeps the citations that it hands out."""

    def __init__(self, lineage: Lineage, labels: Labels) -> None:
        self.lineage = lineage
        self.labels = labels
        self.citations = Citations({head.id: head for head in lineage.heads}, labels)

    def view(self) -> LineageView:
        labels, heads = self.labels, self.lineage.heads
        followed = tuple(self._line(line) for line in self.lineage.lines if len(line.plans) > 1)
        singles = tuple(single for place in range(len(heads)) if (single := self._single(place)).lines)
        drafts = (
            labels.message("messages", "is_draft", head.title or head.name) for head in heads if head.status == "draft"
        )
        return LineageView(
            lead=self._lead(len(followed)),
            documents=document_views(heads, labels),
            cautions=(*drafts, *self._empty(), *unread_cautions(heads, labels)),
            columns=tuple(labels.message("messages", "plan_column", str(place + 1)) for place in range(len(heads))),
            links=tuple(self._links()),
            lines=followed,
            singles=singles,
            sources=self.citations.entries(),
            version=labels.message("messages", "version", __version__),
        )

    def _lead(self, followed: int) -> str:
        heads, lines = self.lineage.heads, self.lineage.lines
        throughout = sum(len(line.plans) == len(heads) for line in lines)
        numbers = (len(heads), len(lines), throughout, followed - throughout, len(lines) - followed)
        return self.labels.message("messages", "lead_lineage", *map(str, numbers))

    def _empty(self) -> Iterable[str]:
        """Names the plans without any target, such as a notice on an evaluation."""
        for place, head in enumerate(self.lineage.heads):
            if self._is_empty(place):
                yield self.labels.message("caveats", "promises_nothing", named(head))

    def _is_empty(self, place: int) -> bool:
        return all(line.targets[place] is None for line in self.lineage.lines)

    def _links(self) -> Iterable[str]:
        """What each plan changed of the one before it, in numbers, where both have targets."""
        labels = self.labels
        for place, comparison in enumerate(self.lineage.comparisons):
            if self._is_empty(place) or self._is_empty(place + 1):
                continue
            count = Counter(change.kind for change in comparison.changes)
            parts = [
                labels.message("messages", "lead_part", labels.message("kinds", kind), str(count[kind]))
                for kind in KINDS
                if count[kind]
            ]
            said = labels.word("lead_joint").join(parts) or labels.word("nothing")
            yield labels.message("messages", "lead", named(comparison.old), named(comparison.new), said)

    def _line(self, line: Line) -> LineView:
        return LineView(
            indicator=line.indicator,
            pledges=tuple(self._pledge(target, line.indicator) if target else None for target in line.targets),
            steps=tuple(self._step(step) for step in line.steps),
        )

    def _pledge(self, target: Target, indicator: str) -> PledgeView:
        value = value_view(target, target.figures, self.labels, self.citations)
        return PledgeView(name=target.indicator if target.indicator != indicator else "", value=value)

    def _step(self, step: Step) -> StepView:
        labels, change = self.labels, step.change
        return StepView(
            between=labels.message("messages", "between_plans", str(step.old + 1), str(step.new + 1)),
            kind=labels.message("kinds", change.kind),
            difference=difference_text(change, labels),
            reason=noted("reasons", change.reason, labels)
            if change.kind in _TOLD or change.comparable == "with_caveat"
            else "",
        )

    def _single(self, place: int) -> SingleView:
        own = [line for line in self.lineage.lines if line.plans == (place,)]
        left = len(own) - MOST_SINGLE
        return SingleView(
            plan=named(self.lineage.heads[place]),
            number=place + 1,
            lines=tuple(self._line(line) for line in own[:MOST_SINGLE]),
            more=self.labels.message("messages", "more_dropped", str(left)) if left > 0 else "",
        )


_PER_PLAN = (("bound", 10), ("value", 14), ("upper", 10), ("unit", 8), ("deadline", 14))
"""What the workbook says of each plan's promise, with the width of the column."""


def lineage_sheets(lineage: Lineage, view: LineageView, labels: Labels) -> tuple[Sheet, ...]:
    """Every target with its number in each plan, what became of it, documents, sources, parameters."""
    header = [labels.message("columns", "indicator")]
    for column in view.columns:
        header += [f"{column} {labels.message('columns', key)}" for key, _ in _PER_PLAN]
    header += [labels.message("columns", "steps"), labels.message("columns", "target_sources")]
    laid_out = _laid_out(lineage, view)
    rows = tuple(_row(line, laid_out.get(place), labels) for place, line in enumerate(lineage.lines))
    widths = (30, *(width for _ in view.columns for _, width in _PER_PLAN), 50, 16)
    parameters = [("", view.lead), *(("", link) for link in view.links)]
    parameters += [(labels.word("cautions"), caution) for caution in view.cautions]
    parameters.append((labels.word("made_by"), view.version))
    return (
        Sheet(labels.word("lineage"), tuple(header), rows, widths),
        *frame_sheets(view.documents, view.sources, parameters, labels),
    )


def _laid_out(lineage: Lineage, view: LineageView) -> dict[int, LineView]:
    """The view of each line that the page shows, by the line's place."""
    followed = [place for place, line in enumerate(lineage.lines) if len(line.plans) > 1]
    shown = dict(zip(followed, view.lines, strict=True))
    alone = {single.number: iter(single.lines) for single in view.singles}
    for place, line in enumerate(lineage.lines):
        if place not in shown:
            one = next(alone[line.plans[0] + 1], None)
            if one is not None:
                shown[place] = one
    return shown


def _row(line: Line, laid_out: LineView | None, labels: Labels) -> tuple[CellValue, ...]:
    cells: list[CellValue] = [line.indicator]
    for target in line.targets:
        cells += _cells(target, labels)
    steps = laid_out.steps if laid_out else ()
    told = (
        labels.word("comma").join(part for part in (each.between, each.kind, each.difference) if part) for each in steps
    )
    cells.append(labels.word("joint").join(told))
    pledges = laid_out.pledges if laid_out else ()
    cells.append("".join(cited(pledge.value.citations) for pledge in pledges if pledge))
    return tuple(cells)


def _cells(target: Target | None, labels: Labels) -> tuple[CellValue, ...]:
    if target is None:
        return ("", None, None, "", "")
    low, high = ends_of(target)
    return (
        labels.message("comparator_names", target.comparator),
        Amount(low, target.unit),
        Amount(high, target.unit) if target.comparator == "range" else None,
        target.unit,
        period_text(target.period, labels),
    )
