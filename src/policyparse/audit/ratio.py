"""RATIO: a total and its amount per head imply a population, and all that is implied of one place must meet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from policyparse.audit.case import Case
from policyparse.audit.finding import Explanation, Finding, Reading, Reason, Severity, Verdict
from policyparse.audit.identity import place_key
from policyparse.audit.meaning import common, is_ratio, nearest, point, stands_for, truncated
from policyparse.audit.words import said
from policyparse.figure import Extraction, Figure
from policyparse.indicator import normal_name, same_indicator
from policyparse.interval import Interval
from policyparse.language.indicators import indicator_id
from policyparse.language.nlp import find_tokens
from policyparse.period import relate, years_between
from policyparse.unit import unit_scale

STEADY_YEARS = 5
"""Over so many years the number of people or households is taken as one."""
STEADY_SHARE = Fraction(1, 10)
"""Implied numbers further apart than this cannot be one population under any definition of it."""
MEAN_SHARE = Fraction(1, 50)
"""The mean population of a year and that of its end differ by up to this share."""
BESIDE = 80
"""A rate and the number of its users belong together within so many characters."""

_PER = re.compile(
    r"""
    ^(?:平均)?每(?P<many>[百千万十]*)(?P<base>人|户|平方公里|公里)口?(?:平均)?(?:拥有|享有|有)?的?(?P<of>.+)$  # 每万人拥有5G基站数
  | ^(?P<head>人均|户均)(?P<of_head>.+)$                                                               # 人均地区生产总值
  | ^(?P<users>.+)普及率$                                                                             # 5G个人用户普及率: 用户数 ÷ 人口
    """,
    re.VERBOSE,
)
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4}
_BASES = {"人均": "人", "户均": "户"}
_EVERYTHING = Interval(None, None)


@dataclass(frozen=True, slots=True)
class Implied:
    """A number of ``base`` implied by a total and its amount per ``many`` of them."""

    total: Figure
    per: Figure
    many: Fraction
    base: str

    @property
    def value(self) -> Fraction:
        """The number implied by what is printed."""
        return point(self.total) / point(self.per) * self.many

    def worded(self) -> Interval:
        """What it may be by the words of both numbers."""
        return _over(stands_for(self.total), stands_for(self.per)).scaled(self.many)

    def rounded(self) -> Interval:
        """What it may be if both are rounded."""
        return _over(nearest(self.total), nearest(self.per)).scaled(self.many)

    def cut_off(self) -> Interval:
        """What it may be if both are cut off."""
        return _over(truncated(self.total), truncated(self.per)).scaled(self.many)


def check_implied(case: Case) -> Iterator[Finding]:
    """All implied numbers of one place and base, within a few years of each other, as one claim."""
    groups: dict[tuple[str, str], list[Implied]] = {}
    for extraction in case.evidence.extractions:
        for implied in find_implied(extraction):
            groups.setdefault((place_key(implied.per), implied.base), []).append(implied)
    for together in groups.values():
        together.sort(key=lambda implied: implied.per.period)
        span = [one for one in together if years_between(one.per.period, together[-1].per.period) <= STEADY_YEARS]
        if len(span) > 1:
            yield _judge(case, tuple(span))


def find_implied(extraction: Extraction) -> tuple[Implied, ...]:
    """Every total of a document with its amount per head; the same numbers once.

    Of totals that agree the nearest is taken; where they disagree, none.
    """
    found: dict[tuple[object, ...], Implied] = {}
    for per in extraction.figures:
        match = (
            _PER.match(normal_name(per.indicator)) if per.value and point(per) > 0 and per.measure == "level" else None
        )
        if match is None or not per.period or (match["users"] and per.unit != "%"):
            continue
        totals = [total for total in extraction.figures if _is_total_of(total, per, match)]
        if common(map(stands_for, totals)) is None or not totals:
            continue
        total = min(totals, key=lambda total: abs(total.source.start - per.source.start))
        implied = Implied(total, per, _many(match), match["base"] or _BASES.get(match["head"] or "", "人"))
        found.setdefault((total.value, per.value, per.period), implied)
    return tuple(found.values())


def _many(match: re.Match[str]) -> Fraction:
    if match["users"]:
        return Fraction(100)
    return Fraction(prod(_POWERS[letter] for letter in match["many"] or ""))


def _is_total_of(total: Figure, per: Figure, match: re.Match[str]) -> bool:
    same_state = (
        total.value is not None
        and point(total) > 0
        and total.measure == "level"
        and total.kind == per.kind
        and place_key(total) == place_key(per)
        and relate(total.period, per.period) == "equal"
        and not is_ratio(total)
    )
    if not same_state:
        return False
    if match["users"]:
        beside = abs(total.source.start - per.source.start) <= BESIDE
        return beside and _are_users(total, match["users"])
    of = match["of"] or match["of_head"]
    named = same_indicator(total.indicator, of, one_id=total.indicator_id, other_id=indicator_id(of))
    return named and unit_scale(total.unit, per.unit) == 1


def _are_users(total: Figure, users: str) -> bool:
    """``用户数`` beside ``5G个人用户普及率`` counts those users; a name may leave out words but not add any."""
    name = normal_name(total.indicator)
    return _ends_in_word(users, name) and not Counter(name) - Counter(users)


def _ends_in_word(users: str, name: str) -> bool:
    """Whether the last word of both is one, or that of ``users`` is a compound of it and another (个人用户).

    >>> _ends_in_word("5G个人用户", "用户"), _ends_in_word("互联网", "联网")
    (True, False)
    """
    last = name and find_tokens(name)[-1].word
    whole = find_tokens(users)[-1].word
    rest = whole.removesuffix(last)
    return rest != whole and len(rest) != 1


def _over(total: Interval, per: Interval) -> Interval:
    """The ratios; nothing is known where an amount per head may be zero or the total negative."""
    if per.low is None or per.low <= 0 or (total.low is not None and total.low < 0):
        return _EVERYTHING
    return total.over(per)


def _judge(case: Case, terms: tuple[Implied, ...]) -> Finding:
    readings = {
        "reading_words": common([term.worded() for term in terms]),
        "reading_nearest": common([term.rounded() for term in terms]),
        "reading_truncated": common([term.cut_off() for term in terms]),
    }
    first, words = terms[0], case.words
    scale = words.scale(*(term.value for term in terms))

    def shown(interval: Interval | None) -> str:
        return words.say("empty") if interval is None else scale.interval(interval, first.base)

    verdict, reason, severity = _decide(terms, any(common is not None for common in readings.values()))
    lines = [
        words.say("implied_term", whole=said(term.total), per=said(term.per),
                  value=scale.amount(term.value, term.base), interval=shown(term.rounded()))
        for term in terms
    ]  # fmt: skip
    return case.finding(
        "RATIO", verdict, severity, reason=reason, figures=[f for term in terms for f in (term.total, term.per)],
        title=words.say("implied_title", place=first.per.place, n=len(terms), base=_name(case, first.base)),
        formula=words.say("implied_formula", terms=words.listed(lines), common=shown(readings["reading_nearest"])),
        readings=tuple(
            Reading(
                name=words.say(code),
                verdict="contradiction" if common is None else "consistent_after_rounding",
                formula=shown(common),
            )
            for code, common in readings.items()
        ),
        explanations=_notes(case, terms, reason), link="implied",
    )  # fmt: skip


def _decide(terms: tuple[Implied, ...], meet: bool) -> tuple[Verdict, Reason | None, Severity]:
    """Implied numbers that do not meet contradict each other only where no definition of the base could part them."""
    if meet:
        return "consistent_after_rounding", None, "info"
    low, high = min(term.value for term in terms), max(term.value for term in terms)
    one_total = len({normal_name(term.total.indicator) for term in terms}) == 1
    if one_total and high - low > STEADY_SHARE * low:
        return "contradiction", None, "high"
    moves = len({term.per.period for term in terms}) > 1 or high - low <= MEAN_SHARE * low
    return "cannot_decide", "scope_ambiguous", "low" if moves else "medium"


def _notes(case: Case, terms: tuple[Implied, ...], reason: Reason | None) -> tuple[Explanation, ...]:
    base = _name(case, terms[0].base)
    notes = []
    if len({term.per.period for term in terms}) > 1:
        periods = case.words.joined(dict.fromkeys(case.words.period(term.per.period) for term in terms))
        notes.append(case.explain("implied_years", periods=periods, base=base))
    if reason == "scope_ambiguous":
        notes.append(case.explain("implied_definition", base=base))
    return tuple(notes)


def _name(case: Case, base: str) -> str:
    names = {"人": {"zh": "人口", "en": "people"}, "户": {"zh": "户数", "en": "households"}}
    return names.get(base, {"zh": base, "en": base})[case.words.lang]
