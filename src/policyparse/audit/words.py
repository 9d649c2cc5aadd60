"""The words of findings: messages by code and language, and numbers as people write them (917.06万个)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from policyparse.document import Head
from policyparse.figure import Figure
from policyparse.interval import Interval, common_power, decimal_text, exact
from policyparse.period import period_words

Lang = Literal["zh", "en"]


@cache
def _messages() -> dict[str, dict[str, str]]:
    text = (files(__package__) / "messages.yaml").read_text(encoding="utf-8")
    messages: dict[str, dict[str, str]] = yaml.safe_load(text)
    return messages


@dataclass(frozen=True, slots=True)
class Words:
    """Says things in one language. Large numbers are scaled in Chinese and written out in English."""

    lang: Lang = "zh"

    def say(self, code: str, **blanks: object) -> str:
        """The message of a code with its blanks filled.

        >>> Words().say("none"), Words("en").say("none")
        ('无', 'none')
        """
        text = _messages()[code][self.lang].format(**blanks)
        return nest_quotes(text) if self.lang == "zh" else text

    def scale(self, *values: Fraction | None) -> Scale:
        """The power of ten thousand that all of ``values`` are written in."""
        known = [value for value in values if value is not None]
        return Scale(*common_power(*known)) if self.lang == "zh" else Scale(Fraction(1), "")

    def period(self, iso: str) -> str:
        """An ISO period as people write it; empty for none.

        >>> Words().period("2025-09"), Words().period("2021/2025"), Words("en").period("2025-09")
        ('2025年9月', '2021—2025年', '2025-09')
        """
        return period_words(
            iso, lambda form, *parts: self.say(f"period_{form}", **dict(zip("abc", parts, strict=False)))
        )

    def dated(self, figure: Figure) -> str:
        """A figure with its date before it: ``2024年 38.5万人``."""
        return f"{self.period(figure.period)} {said(figure)}".lstrip()

    def worded(self, figure: Figure) -> str:
        """The printed number with its word of comparison where it has one: ``超2700万个``; a bare cell with its percent."""
        number = said(figure)
        if figure.unit == "%" and figure.value is not None and number == exact(Fraction(figure.value)):
            number += figure.unit
        return number if figure.comparator in ("=", "range") else self.say(f"comparator_{figure.comparator}", n=number)

    def called(self, head: Head) -> str:
        """A document by its title in book marks, which one with marks of its own needs no more; by its file without one."""
        if not head.title:
            return head.name
        return head.title if "《" in head.title else f"《{head.title}》"

    def bracketed(self, text: str) -> str:
        """An aside: ``（定义不同）``, or `` (definition)`` in English; nothing for nothing."""
        if not text:
            return ""
        return f"（{text}）" if self.lang == "zh" else f" ({text})"

    def gap_unit(self, unit: str) -> str:
        """The unit of a difference: that of percentages is percentage points.

        >>> Words().gap_unit("%"), Words("en").gap_unit("%"), Words("en").gap_unit("个")
        ('个百分点', ' points', '个')
        """
        if unit != "%":
            return unit
        return "个百分点" if self.lang == "zh" else " points"

    def listed(self, clauses: Iterable[str]) -> str:
        """Several clauses in one sentence."""
        return ("；" if self.lang == "zh" else "; ").join(clauses)

    def joined(self, items: Iterable[str]) -> str:
        """A list as a sentence holds it; ``无`` where it is empty."""
        return ("、" if self.lang == "zh" else ", ").join(items) or self.say("none")


@dataclass(frozen=True, slots=True)
class Scale:
    """One power of ten for all the numbers of a finding.

    >>> Scale(Fraction(10**4), "万").amount(Fraction(9170600), "个")
    '917.06万个'
    """

    factor: Fraction
    word: str

    def amount(self, value: Fraction, unit: str) -> str:
        """A number with the scale's word and a unit."""
        return f"{self.number(value)}{self.word}{unit}"

    def number(self, value: Fraction) -> str:
        """A number in the scale."""
        return decimal_text(value / self.factor)

    def interval(self, interval: Interval, unit: str) -> str:
        """An interval with the scale's word and a unit."""
        return f"{interval.scaled(1 / self.factor)}{self.word}{unit}"


def signed_text(text: str) -> str:
    """A number with its sign always shown: 1782.94 → +1782.94."""
    return text if text.startswith("-") else f"+{text}"


def percent_text(part: Fraction, whole: Fraction) -> str | None:
    """``part`` as a percentage of ``whole`` with one decimal; None where the whole is zero."""
    return None if whole == 0 else decimal_text(part * 100 / abs(whole), 1)


def nest_quotes(text: str) -> str:
    """Quotation marks inside quotation marks as single ones (GB/T 15834); text whose marks do not pair is left alone.

    >>> nest_quotes("“新“扬帆”奖”共5项"), nest_quotes("只有“一半")
    ('“新‘扬帆’奖”共5项', '只有“一半')
    """
    depth, marked = 0, []
    for mark in text:
        depth -= mark == "”"
        if depth < 0:
            return text
        marked.append({"“": "‘", "”": "’"}.get(mark, mark) if depth % 2 else mark)
        depth += mark == "“"
    return "".join(marked) if depth == 0 else text


def said(figure: Figure) -> str:
    """The printed number without the layout in it, for messages."""
    return "".join(figure.printed.split())


def at(figure: Figure) -> str:
    """A figure as a list names it: ``重庆266.35``."""
    return f"{figure.place} {said(figure)}"
