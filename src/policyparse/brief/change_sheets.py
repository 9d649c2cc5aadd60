"""The workbook of a comparison: one row a change, exact numbers in cells of their own."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from policyparse.brief.change import Change, Comparison, Target, ends_of
from policyparse.brief.frame_sheets import cited, frame_sheets
from policyparse.brief.labels import Labels
from policyparse.brief.sheet import Amount, CellValue, Sheet
from policyparse.brief.view import Brief, Row, Value

_COLUMNS = (
    ("change_kind", 12), ("old_indicator", 30), ("new_indicator", 30), ("unit", 8),
    ("old_bound", 10), ("old_value", 14), ("old_upper", 14), ("old_deadline", 14),
    ("new_bound", 10), ("new_value", 14), ("new_upper", 14), ("new_deadline", 14),
    ("points", 12), ("factor", 10), ("bearing", 12), ("comparable", 14), ("confidence", 8),
    ("basis", 44), ("caution", 44), ("successor", 24), ("old_sources", 12), ("new_sources", 12),
)  # fmt: skip


def change_sheets(comparison: Comparison, brief: Brief, labels: Labels) -> tuple[Sheet, ...]:
    """Changes, documents, sources, parameters."""
    changes = Sheet(
        labels.word("changes"),
        tuple(labels.message("columns", key) for key, _ in _COLUMNS),
        tuple(_row(label, change, row, labels) for label, change, row in _changes(comparison, brief)),
        tuple(width for _, width in _COLUMNS),
    )
    parameters = [("", brief.lead), *((labels.word("cautions"), caution) for caution in brief.cautions)]
    parameters += [(labels.word("made_by"), brief.version)]
    return (changes, *frame_sheets(brief.documents, brief.sources, parameters, labels))


def _changes(comparison: Comparison, brief: Brief) -> Iterator[tuple[str, Change, Row]]:
    """Each change beside the row that words it."""
    for section in brief.sections:
        for change, row in zip(comparison.of_kind(section.kind), section.rows, strict=True):
            yield section.label, change, row


def _row(label: str, change: Change, row: Row, labels: Labels) -> tuple[CellValue, ...]:
    unit = next((target.unit for target in (change.new, change.old) if target), "")
    return (
        label,
        row.old_name,
        row.new_name,
        unit,
        *_target(change.old, row.old, labels),
        *_target(change.new, row.new, labels),
        None if change.points is None else Amount(Fraction(change.points)),
        None if change.factor is None else Amount(Fraction(change.factor)),
        row.bearing,
        row.comparable,
        row.confidence,
        row.reason,
        labels.word("joint").join(row.caveats),
        row.successor,
        cited(row.old.citations if row.old else row.aim.citations if row.aim else ()),
        cited(row.new.citations if row.new else ()),
    )


def _target(target: Target | None, value: Value | None, labels: Labels) -> tuple[CellValue, ...]:
    """Word of comparison, value, upper end of a range, deadline."""
    if target is None or value is None:
        return ("", None, None, "")
    low, high = ends_of(target)
    upper = Amount(high, target.unit) if target.comparator == "range" else None
    return (labels.message("comparator_names", target.comparator), Amount(low, target.unit), upper, value.period)
