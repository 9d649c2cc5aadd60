"""The value of a rule's term over printed figures: an interval, the number as printed, and the unit they are in.

Percentages are numbers of their own beside percentages (``{城镇化率} <= 100``), and hundredths beside ratios: 414 ÷ 1000
is 41.4%. What multiplies or divides two units that cannot be compared has a unit that nobody prints, and is compared by
its number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from policyparse.audit.expression import Comparison, Literally, Minus, Operation, Reference, Relation, Term
from policyparse.audit.meaning import point
from policyparse.figure import Figure
from policyparse.interval import Interval
from policyparse.unit import unit_scale

BARE = "(bare)"
"""The unit of a number of the rule's own that has none: it takes that of what it stands beside."""
RATIO = "(ratio)"
"""The unit of one quantity divided by another of its kind."""
DERIVED = "(derived)"
"""The unit of a product or quotient of two things, which nobody prints."""

_OF_ONE = {
    "%": Fraction(1, 100), "‰": Fraction(1, 1000), "百分点": Fraction(1, 100), "个百分点": Fraction(1, 100),
    "千分点": Fraction(1, 1000), "个千分点": Fraction(1, 1000), "倍": Fraction(1), RATIO: Fraction(1), BARE: Fraction(1),
}  # fmt: skip
"""What one of each is as a plain ratio."""

_POINTS = {"百分点": "%", "个百分点": "%", "千分点": "‰", "个千分点": "‰"}

DIFFERENCE: dict[Comparison, Interval] = {
    "=": Interval.exactly(Fraction(0)),
    "<=": Interval(None, Fraction(0)),
    "<": Interval(None, Fraction(0), open_high=True),
    ">=": Interval(Fraction(0), None),
    ">": Interval(Fraction(0), None, open_low=True),
}
"""Where the difference of the two sides must lie."""


class UnitsDiffer(Exception):
    """Two units that cannot be added or compared."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one, other)
        self.one = one
        self.other = other


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a term comes to."""

    interval: Interval
    point: Fraction
    unit: str

    def times(self, factor: Fraction, unit: str) -> Quantity:
        """The same in another unit, of which one of this unit is ``factor``."""
        return Quantity(self.interval.scaled(factor), self.point * factor, unit)


def value_of(term: Term, figures: Mapping[Reference, Figure], stands_for: Callable[[Figure], Interval]) -> Quantity:
    """What a term comes to over ``figures``, each standing for the numbers that ``stands_for`` gives.

    Raises UnitsDiffer, and ZeroDivisionError where a divisor may be zero.
    """
    if isinstance(term, Literally):
        return Quantity(Interval.exactly(term.value), term.value, term.unit or BARE)
    if isinstance(term, Reference):
        figure = figures[term]
        return Quantity(stands_for(figure), point(figure), figure.unit)
    if isinstance(term, Minus):
        inner = value_of(term.term, figures, stands_for)
        return Quantity(-inner.interval, -inner.point, inner.unit)
    left, right = value_of(term.left, figures, stands_for), value_of(term.right, figures, stands_for)
    return _joined(term, left, right)


def holds(relation: Relation, left: Quantity, right: Quantity) -> bool:
    """Whether the relation can hold for some numbers of the two sides, which are in one unit."""
    return (left.interval - right.interval).meets(DIFFERENCE[relation.comparison])


def is_sure(relation: Relation, left: Quantity, right: Quantity) -> bool:
    """Whether it holds for every number of the two sides."""
    return (left.interval - right.interval).within(DIFFERENCE[relation.comparison])


def is_open(quantity: Quantity) -> bool:
    """Whether words such as 超 and 不足 leave the number open on one side."""
    return quantity.interval.low is None or quantity.interval.high is None


def holds_as_printed(relation: Relation, left: Quantity, right: Quantity) -> bool:
    """Whether it holds for the numbers as they are printed."""
    return Interval.exactly(left.point - right.point).meets(DIFFERENCE[relation.comparison])


def in_one_unit(left: Quantity, right: Quantity) -> tuple[Quantity, Quantity]:
    """Both in the unit of the right, or of the left where the right has none that is printed. Raises UnitsDiffer."""
    units = (left.unit, right.unit)
    if BARE in units or DERIVED in units:
        unit = next((unit for unit in reversed(units) if unit not in (BARE, DERIVED)), "")
        if DERIVED in units and unit in _OF_ONE and unit != RATIO:
            raise UnitsDiffer(left.unit, right.unit)
        return left.times(Fraction(1), unit), right.times(Fraction(1), unit)
    factor = _factor(*units)
    if factor is None:
        raise UnitsDiffer(*units)
    if right.unit == RATIO:
        return left, right.times(1 / factor, left.unit)
    return left.times(factor, right.unit or left.unit), right.times(Fraction(1), right.unit or left.unit)


def _factor(unit: str, other: str) -> Fraction | None:
    """How many of ``other`` one ``unit`` is; changes of a percentage count as percentages."""
    if RATIO in (unit, other):
        return _OF_ONE[unit] / _OF_ONE[other] if unit in _OF_ONE and other in _OF_ONE else None
    return unit_scale(_POINTS.get(unit, unit), _POINTS.get(other, other))


def _joined(term: Operation, left: Quantity, right: Quantity) -> Quantity:
    if term.operator in "+-":
        one, two = in_one_unit(left, right)
        if term.operator == "+":
            return Quantity(one.interval + two.interval, one.point + two.point, one.unit)
        return Quantity(one.interval - two.interval, one.point - two.point, one.unit)
    return _product(left, right) if term.operator == "*" else _quotient(left, right)


def _product(left: Quantity, right: Quantity) -> Quantity:
    """A bare number keeps the other's unit; a ratio of something is of that thing's unit."""
    if BARE in (left.unit, right.unit):
        unit = right.unit if left.unit == BARE else left.unit
    elif left.unit in _OF_ONE or right.unit in _OF_ONE:
        left, right = _plain(left), _plain(right)
        unit = right.unit if left.unit == RATIO else left.unit
    else:
        unit = DERIVED
    return Quantity(left.interval * right.interval, left.point * right.point, unit)


def _quotient(left: Quantity, right: Quantity) -> Quantity:
    if right.point == 0:
        raise ZeroDivisionError(right.unit)
    if right.unit == BARE:
        return Quantity(left.interval / right.interval, left.point / right.point, left.unit)
    factor = _factor(left.unit, right.unit) if left.unit not in (BARE, DERIVED) and right.unit != DERIVED else None
    if factor is not None:
        left, unit = left.times(factor, right.unit), RATIO
    elif right.unit in _OF_ONE:
        right, unit = _plain(right), left.unit
    else:
        unit = DERIVED
    return Quantity(left.interval / right.interval, left.point / right.point, unit)


def _plain(quantity: Quantity) -> Quantity:
    """A percentage as the ratio that it multiplies by; anything else as it is."""
    factor = _OF_ONE.get(quantity.unit)
    return quantity if factor is None else quantity.times(factor, RATIO)
