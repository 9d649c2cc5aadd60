"""One plan's promises: its target figures put together indicator by indicator, the goals with the annex.

Thresholds and reported figures are no promises and stay out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from fractions import Fraction

from policyparse.brief.change import Target
from policyparse.brief.counting import count_scale
from policyparse.brief.phrase import find_phrase, letters
from policyparse.figure import Comparator, Definition, Extraction, Figure
from policyparse.indicator import normal_name, qualifiers, same_indicator

_STRENGTH: dict[Comparator, int] = {">": 3, "<": 3, ">=": 2, "<=": 2, "range": 2, "=": 1, "~": 0}
"""How firmly a word of comparison binds; the plain number of an annex says less than the goals' 超."""

BESIDE = 60
"""Characters behind a level within which its own growth is printed."""

_LETTER = re.compile(r"[A-Za-z㐀-鿿]{2}")


def find_targets(extraction: Extraction) -> tuple[Target, ...]:
    """The promises of one plan in the order of their places.

    Figures belong together when indicator, place, measure, direction and unit do; a word-order variant of a name
    (``5G在大型企业渗透率``) joins the indicator whose number, deadline and head it repeats.
    """
    groups: list[list[Figure]] = []
    for figure in sorted(extraction.figures, key=lambda figure: (figure.source.start, figure.id)):
        if figure.kind != "target" or not _LETTER.search(normal_name(figure.indicator)):
            continue
        home = _home(figure, groups)
        if home is None:
            groups.append([figure])
        else:
            home.append(figure)
    return tuple(_target(group, find_definition(group, extraction.definitions)) for group in groups)


def standing_targets(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """One plan's promises, each of its deadlines a promise of its own, growth printed with a level laid beside it."""
    alone = lay_beside(targets, lambda target: False)
    return tuple(due_at(target, deadline) for target in alone for deadline in _deadlines(target))


def _deadlines(target: Target) -> list[str]:
    return sorted({_deadline(figure) for figure in (*target.figures, *target.elsewhen)})


def target_of(figures: tuple[Figure, ...], definitions: tuple[Definition, ...]) -> Target:
    """A promise, or a report laid out like one so that it can be held against one."""
    return _target(list(figures), find_definition(figures, definitions))


def due_at(target: Target, deadline: str) -> Target:
    """The same promise as it stands for another of its deadlines."""
    group = sorted((*target.figures, *target.disagreeing, *target.elsewhen), key=lambda figure: figure.source.start)
    made = _target(group, target.definition, deadline)
    return made.model_copy(update={"beside": target.beside})


def lay_beside(targets: tuple[Target, ...], apart: Callable[[Target], bool]) -> tuple[Target, ...]:
    """Each growth or change printed with its level (``3.9万亿元，比上年增加1000亿元``) laid beside that level.

    ``apart`` says which promises stand for themselves all the same.
    """
    laid: dict[int, list[Figure]] = {}
    rest: list[Target] = []
    for target in targets:
        level = next((level for level in targets if _stands_beside(target, level)), None)
        if level is None or apart(target):
            rest.append(target)
        else:
            laid.setdefault(id(level), []).extend(target.figures)
    return tuple(
        target.model_copy(update={"beside": tuple(laid[id(target)])}) if id(target) in laid else target
        for target in rest
    )


def _stands_beside(other: Target, level: Target) -> bool:
    """Whether a growth or change is of this level's indicator, place and deadline, and stands close behind it."""
    if (
        other.measure == "level"
        or level.measure != "level"
        or (other.place, other.period) != (level.place, level.period)
    ):
        return False
    one, two = other.figures[0], level.figures[0]
    if not same_indicator(one.indicator, two.indicator, one_id=one.indicator_id, other_id=two.indicator_id):
        return False
    return any(0 < one.source.start - figure.source.start <= BESIDE for figure in level.figures)


def plan_place(targets: Iterable[Target]) -> str:
    """The place that most of a plan's promises are for; empty for a plan without any."""
    counted = Counter(target.place for target in targets)
    return counted.most_common(1)[0][0] if counted else ""


def place_of(figure: Figure) -> str:
    """The place by its code where it has one, so that 石家庄 and 石家庄市 are one."""
    return figure.place_code or figure.place


def _home(figure: Figure, groups: list[list[Figure]]) -> list[Figure] | None:
    """The group that states the same promise: by name first, else the one whose words it repeats."""
    alike = [group for group in groups if _same_kind(figure, group[0])]
    for group in alike:
        if any(
            same_indicator(figure.indicator, member.indicator, one_id=figure.indicator_id, other_id=member.indicator_id)
            for member in group
        ):
            return group
    variants = [group for group in alike if _is_variant(figure, group[0])]
    return variants[0] if len(variants) == 1 else None


def _same_kind(one: Figure, other: Figure) -> bool:
    return (
        place_of(one) == place_of(other)
        and one.measure == other.measure
        and one.direction == other.direction
        and count_scale(one.unit, other.unit) is not None
    )


def _is_variant(one: Figure, other: Figure) -> bool:
    """Whether two figures of one plan say the same number of the same thing in other words.

    One name's letters lie within the other's, the heads are equal, and so are number, deadline and qualifiers.
    """
    mine, theirs = normal_name(one.indicator), normal_name(other.indicator)
    shorter, longer = sorted((mine, theirs), key=len)
    return (
        one.period == other.period
        and _magnitude(one, one.unit) == _magnitude(other, one.unit)
        and shorter[-2:] == longer[-2:]
        and find_phrase(mine).measure == find_phrase(theirs).measure
        and qualifiers(mine) == qualifiers(theirs)
        and not letters(shorter) - letters(longer)
    )


def _target(group: list[Figure], definition: Definition | None, deadline: str | None = None) -> Target:
    """The promise for ``deadline``, else for the last one that the plan gives."""
    last = deadline or max(_deadline(figure) for figure in group)
    due = [figure for figure in group if _deadline(figure) == last]
    first = due[0]
    stating = [figure for figure in due if _magnitude(figure, first.unit) == _magnitude(first, first.unit)]
    return Target(
        indicator=first.indicator,
        indicator_id=next((figure.indicator_id for figure in group if figure.indicator_id), None),
        place=place_of(first),
        measure=first.measure,
        direction=first.direction,
        comparator=max(stating, key=lambda figure: _STRENGTH[figure.comparator]).comparator,
        value=first.value,
        low=first.low,
        high=first.high,
        unit=first.unit or next((figure.unit for figure in stating if figure.unit), ""),
        period=first.period,
        figures=tuple(stating),
        disagreeing=tuple(figure for figure in due if figure not in stating),
        elsewhen=tuple(figure for figure in group if figure not in due),
        definition=definition,
    )


def _deadline(figure: Figure) -> str:
    return figure.period.split("/")[-1]


def _magnitude(figure: Figure, unit: str) -> tuple[Fraction | None, ...]:
    """Value, low and high in ``unit``; None for what is not printed."""
    scale = count_scale(figure.unit, unit)
    return tuple(
        None if number is None or scale is None else Fraction(number) * scale
        for number in (figure.value, figure.low, figure.high)
    )


def find_definition(figures: Iterable[Figure], definitions: tuple[Definition, ...]) -> Definition | None:
    """The first definition of the indicator that ``figures`` state; None where the document gives none."""
    for definition in definitions:
        for figure in figures:
            if same_indicator(
                definition.indicator, figure.indicator, one_id=definition.indicator_id, other_id=figure.indicator_id
            ):
                return definition
    return None
