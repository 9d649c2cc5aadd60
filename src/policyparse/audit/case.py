"""What every check is given: the evidence, the words to speak in, and the way to write a finding down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from policyparse.audit.evidence import Evidence
from policyparse.audit.finding import (
    LINK_OF,
    Check,
    Explanation,
    Finding,
    Imbalance,
    Input,
    Reading,
    Reason,
    Severity,
    Verdict,
    finding_id,
    slack,
)
from policyparse.audit.link import NO_CORRECTIONS, Corrections, Link, LinkKind, Place, link_id
from policyparse.audit.meaning import stands_for
from policyparse.audit.words import Words, percent_text
from policyparse.figure import Figure, Mention
from policyparse.interval import Interval, exact


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of a comparison: what the figures compute to, and what is stated, with the unit of both."""

    computed: Interval
    stated: Interval
    unit: str
    computed_point: Fraction
    stated_point: Fraction

    @property
    def gap(self) -> Fraction:
        """What is computed less what is stated."""
        return self.computed_point - self.stated_point

    @property
    def numbers(self) -> tuple[Fraction | None, ...]:
        """All that is to be written in one power of ten thousand: both numbers and the ends of their intervals."""
        ends = (self.computed.low, self.computed.high, self.stated.low, self.stated.high)
        return (self.computed_point, self.stated_point, *ends)

    def verdict(self) -> Verdict:
        """Consistent where the printed numbers are equal, after rounding where only the intervals meet."""
        if self.gap == 0:
            return "consistent"
        return "consistent_after_rounding" if self.computed.meets(self.stated) else "contradiction"


@dataclass(frozen=True, slots=True)
class Case:
    """Evidence, words and a person's corrections of one audit.

    What findings say of a figure is made once and shared by all of them: a column's cells stand in many findings.
    """

    evidence: Evidence
    words: Words
    corrections: Corrections = NO_CORRECTIONS
    _inputs: dict[str, Input] = field(default_factory=dict, repr=False, compare=False)
    _places: dict[str, Place] = field(default_factory=dict, repr=False, compare=False)

    def finding(
        self,
        check: Check,
        verdict: Verdict,
        severity: Severity,
        *,
        title: str,
        formula: str,
        figures: Iterable[Figure | Mention],
        reason: Reason | None = None,
        sides: Sides | None = None,
        readings: tuple[Reading, ...] = (),
        explanations: tuple[Explanation, ...] = (),
        rule: str | None = None,
        note: str | None = None,
        link: LinkKind | None = None,
    ) -> Finding:
        """A finding on ``figures`` (and mentions); its numbers come from ``sides``, where there are two to compare."""
        used = tuple(dict.fromkeys(figures))
        unnumbered = Finding(
            id=finding_id(check, verdict, reason, tuple(figure.id for figure in used), rule),
            check=check,
            verdict=verdict,
            reason=reason,
            severity=severity,
            title=title,
            formula=formula,
            inputs=tuple(self._input(figure) for figure in used),
            readings=readings,
            explanations=explanations,
            rule=rule,
            note=note,
            link=self._link(link or LINK_OF[check], used),
        )
        return unnumbered if sides is None else self._with_numbers(unnumbered, sides)

    def explain(self, code: str, residual: str | None = None, **blanks: object) -> Explanation:
        """An explanation in the words of the language."""
        return Explanation(text=self.words.say(code, **blanks), residual=residual)

    def _with_numbers(self, finding: Finding, sides: Sides) -> Finding:
        scale = self.words.scale(*sides.numbers)
        imbalance = Imbalance(
            amount=exact(sides.gap),
            unit=sides.unit,
            percent=percent_text(sides.gap, sides.stated_point),
            slack=exact(slack(sides.computed, sides.stated)),
        )
        return finding.model_copy(
            update={
                "computed": scale.interval(sides.computed, sides.unit),
                "stated": scale.interval(sides.stated, sides.unit),
                "compatible": sides.computed.meets(sides.stated),
                "entailed": sides.computed.within(sides.stated),
                "imbalance": imbalance,
            }
        )

    def _input(self, figure: Figure | Mention) -> Input:
        if figure.id not in self._inputs:
            self._inputs[figure.id] = self._made_input(figure)
        return self._inputs[figure.id]

    def _made_input(self, figure: Figure | Mention) -> Input:
        printed = Input(
            figure=figure.id,
            document=figure.document,
            name=self.evidence.head(figure.document).name,
            quote=figure.quote,
            printed=figure.printed,
            interval="",
            page=figure.page,
            start=figure.source.start,
            end=figure.source.end,
        )
        return printed if isinstance(figure, Mention) else printed.model_copy(update=self._reading(figure))

    def _reading(self, figure: Figure) -> dict[str, object]:
        """How a figure was read."""
        return {
            "interval": self._interval(figure),
            "indicator": figure.indicator,
            "place": figure.place,
            "period": figure.period,
            "value": figure.value,
            "unit": figure.unit,
            "table": figure.source.table,
            "row": figure.source.row,
            "column": figure.source.column,
        }

    def _interval(self, figure: Figure) -> str:
        interval = stands_for(figure)
        return self.words.scale(interval.low, interval.high).interval(interval, figure.unit)

    def _link(self, kind: LinkKind, figures: tuple[Figure | Mention, ...]) -> Link:
        members = tuple(figure.id for figure in figures)
        evidence = tuple(self._place(figure) for figure in figures)
        return Link(id=link_id(kind, members), kind=kind, members=members, evidence=evidence)

    def _place(self, figure: Figure | Mention) -> Place:
        if figure.id not in self._places:
            self._places[figure.id] = Place(
                document=figure.document,
                quote=figure.quote,
                page=figure.page,
                start=figure.source.start,
                end=figure.source.end,
            )
        return self._places[figure.id]
