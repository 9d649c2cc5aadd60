"""RATIO of what stands beside a share: wholes and parts that it names in short, and a bare ``占13.1%`` behind its part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from policyparse.audit.case import Case, Sides
from policyparse.audit.clause import unspaced
from policyparse.audit.evidence import is_cell
from policyparse.audit.finding import Finding, gravity, slack
from policyparse.audit.identity import place_key, shared_ending
from policyparse.audit.meaning import nearest, point, stands_for
from policyparse.audit.words import said
from policyparse.figure import Figure
from policyparse.indicator import normal_name
from policyparse.interval import decimal_text
from policyparse.unit import unit_scale

PART_BEFORE = 40
"""A bare share stands at most so many characters behind its part."""
WHOLE_BEFORE = 200
"""The whole of a bare share stands at most so many characters before it."""
PASSAGE_BEFORE = 500
"""What a share names in short is printed in full at most so many characters before it."""

_MEASURED = re.compile(r"(?:收入|支出|总额|总值|总量|总数|总)$")
_BARE = re.compile(r"^(?P<part>.{2,}?)占比$")


def in_short(figures: Iterable[Figure], share: Figure, name: str) -> list[Figure]:
    """The levels before a share whose names are the words that it has for them, and more: ``税收`` is 税收收入,
    ``移动电话用户`` is 全部企业的移动电话用户总数. Whole words only: 进出口总额 is no 出口总额.
    """
    wanted = normal_name(name)
    return [
        figure for figure in figures
        if 0 < share.source.start - figure.source.start <= PASSAGE_BEFORE
        and len(wanted) > 1 and _is_like(figure, share) and _is_longer(normal_name(figure.indicator), wanted)
    ]  # fmt: skip


def _is_longer(name: str, wanted: str) -> bool:
    bare = _MEASURED.sub("", name)
    return bare == wanted or shared_ending(bare, wanted) == wanted or shared_ending(name, wanted) == wanted


def _is_like(figure: Figure, share: Figure) -> bool:
    same = (figure.kind, figure.period, place_key(figure)) == (share.kind, share.period, place_key(share))
    level = figure.measure == "level" and figure.value is not None and not is_cell(figure)
    return same and level and unit_scale(figure.unit, "%") is None and "占" not in figure.indicator


def check_bare_shares(case: Case) -> Iterator[Finding]:
    """``高级职称1.3万人，占7.0%``: the part before it over a whole before that; where none fits, over that of the shares
    beside it. Without one that fits, the whole may not be printed.
    """
    for extraction in case.evidence.extractions:
        figures = case.evidence.of_document(extraction.head.id)
        bare = [(share, part, _wholes(figures[:n], part, share))
                for n, share in enumerate(figures) if (part := _part(figures[max(0, n - 3) : n], share)) is not None]  # fmt: skip
        fitting = {part.id: whole for share, part, wholes in bare
                   for whole in wholes[::-1] if _sides(share, part, whole).verdict() != "contradiction"}  # fmt: skip
        of_others = {whole.id for whole in fitting.values()}
        for share, part, wholes in bare:
            whole = fitting.get(part.id) or next((other for other in wholes if other.id in of_others), None)
            if whole is not None:
                yield _judge(case, share, part, whole)


def _part(before: tuple[Figure, ...], share: Figure) -> Figure | None:
    """The level right before a bare share, whose name it bears."""
    match = _BARE.match(share.indicator)
    if match is None or share.unit != "%" or share.measure != "level" or is_cell(share) or share.value is None:
        return None
    if not re.search(rf"占(?:比)?(?:为|达)?{re.escape(unspaced(share.printed))}", unspaced(share.quote)):
        return None
    near = [f for f in before if share.source.start - f.source.start <= PART_BEFORE and _is_like(f, share)]
    return near[-1] if near and normal_name(near[-1].indicator) == normal_name(match["part"]) else None


def _wholes(before: tuple[Figure, ...], part: Figure, share: Figure) -> list[Figure]:
    """The larger levels before a part that count the same things, the nearest first."""
    return [
        figure for figure in reversed(before)
        if 0 < part.source.start - figure.source.start <= WHOLE_BEFORE
        and _is_like(figure, share) and figure.unit == part.unit and point(figure) > point(part) > 0
    ]  # fmt: skip


def _sides(share: Figure, part: Figure, whole: Figure) -> Sides:
    computed = stands_for(part).over(stands_for(whole)).scaled(Fraction(100))
    return Sides(computed, stands_for(share), "%", point(part) / point(whole) * 100, point(share))


def _judge(case: Case, share: Figure, part: Figure, whole: Figure) -> Finding:
    sides = _sides(share, part, whole)
    verdict = sides.verdict()
    weight = gravity(sides.gap, slack(sides.computed, nearest(share)), sides.stated_point)
    blanks = {"part": said(part), "whole": said(whole)}
    return case.finding(
        "RATIO", verdict, weight if verdict == "contradiction" else "info", figures=(share, part, whole), sides=sides,
        title=case.words.say("share_title", share=share.indicator, stated=said(share), **blanks),
        formula=case.words.say("share_formula", value=decimal_text(sides.computed_point, 2), computed=f"{sides.computed}%",
                               interval=f"{sides.stated}%", **blanks),
    )  # fmt: skip
