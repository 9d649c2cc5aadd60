"""Number, unit and the words that bind it, found together: ``超1.62万个``, ``10-20 个``, ``百分之四十以上``, ``6.0:55.0:39.0``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Literal

from policyparse.interval import Word
from policyparse.language.names import Span, overlaps
from policyparse.language.nlp import measure_words
from policyparse.language.numerals import Numeral, find_numerals
from policyparse.language.units import (
    RATES,
    coin_share,
    find_unit,
    header_unit,
    is_counter,
    is_known,
    parse_unit,
    prefixed_unit,
)
from policyparse.vocabulary import load

__all__ = ["RATES", "Quantity", "find_quantities", "find_unit", "header_unit", "is_counter", "parse_unit"]

Shape = Literal["single", "range", "part", "doubling"]

_DASH = re.compile(r"\s*(?:[-—–−－~～至到]|——|--)\s*")
_TOLERANCE = re.compile(r"\s*(?:±|正负|\+/-)\s*$")
_SIBLING = re.compile(r"\s*(?:、|和|与|及|以及|或|/)\s*(?:约|近|超|超过)?\s*")
_DOUBLING = re.compile(r"翻(?:了)?(?P<times>[一二两三四\d])?番")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit in ``text[start:end]``, bound by ``comparator``.

    ``low`` and ``high`` are equal unless it is a range; ``step`` is one unit of the last printed place. ``before`` is
    where the binding words in front begin and ``after`` where those behind end. ``part`` numbers the parts of a ratio
    list from 1. ``chinese`` tells that the number was written in characters.
    """

    start: int
    end: int
    low: Fraction
    high: Fraction
    step: Fraction
    unit: str
    comparator: Word
    shape: Shape
    before: int
    after: int
    form: str = "plain"
    chinese: bool = False
    part: int = 0

    @property
    def value(self) -> Fraction:
        return self.low


def find_quantities(text: str, masked: tuple[Span, ...] = ()) -> tuple[Quantity, ...]:
    """Every quantity of ``text`` (``narrow``) outside ``masked`` spans: names, dates and the like."""
    doublings = [_doubling(match) for match in _DOUBLING.finditer(text)]
    taken = masked + tuple((q.start, q.end) for q in doublings)
    numerals = [n for n in find_numerals(text) if not overlaps((n.start, n.end), taken)]
    measured = _outside_units([_measured(text, numeral) for numeral in numerals])
    found = _join(text, _add_coins(text, measured))
    found = _share_units(text, _join_tolerances(text, found))
    bound = [_bind(text, quantity) for quantity in [*found, *doublings]]
    return tuple(sorted(bound, key=lambda q: q.start))


def _outside_units(found: list[Quantity]) -> list[Quantity]:
    """Without the numbers that stand inside the unit of the one before (千公顷, 百分点)."""
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return kept


def _doubling(match: re.Match[str]) -> Quantity:
    """翻一番 is 1 番, 翻番 the same, 翻两番 2."""
    times = Fraction({"两": 2, "二": 2, "三": 3, "四": 4}.get(match["times"] or "", 1))
    return Quantity(
        match.start(), match.end(), times, times, Fraction(0), "番", "=", "doubling", match.start(), match.end()
    )


_FORM_UNITS = {"percent": "%", "permille": "‰"}
_COMPARATORS: dict[str, Word] = {"more": ">", "at_least": ">=", "nearly": "<", "several": "~", "": "="}
_HALF = re.compile(r"半(?=$|[，。；、,;）)以的左])")


def _measured(text: str, numeral: Numeral) -> Quantity:
    """A numeral with the unit behind it, or the sign of money before it (``$20``); ``一吨半`` is one and a half."""
    unit, start, end = _FORM_UNITS.get(numeral.form, ""), numeral.start, numeral.end
    if numeral.form in ("plain", "vague"):
        if found := find_unit(text, numeral.end):
            unit, end = found
        elif signed := prefixed_unit(text, numeral.start):
            unit, start = signed
        elif counter := _unknown_counter(text, numeral):
            unit, end = counter, numeral.end + len(counter)
    low, step, spread = numeral.value, numeral.step, numeral.high
    if not unit and numeral.form == "plain" and (labelled := _labelled_unit(text, numeral)):
        unit, scale = labelled
        low, step, spread = low * scale, step * scale, None if spread is None else spread * scale
    if unit and low.denominator == 1 and _HALF.match(text, end):
        low, step, end = low + Fraction(1, 2), Fraction(1, 2), end + 1
    return Quantity(
        start, end, low, low if spread is None else spread, step, unit,
        _COMPARATORS[numeral.hedge] if spread is None else "range", "single" if spread is None else "range",
        start, end, form=numeral.form, chinese=numeral.chinese,
    )  # fmt: skip


_FEWEST_COUNTED = 10  # below it a bare number mostly counts parts of the text (3道防线)


def _unknown_counter(text: str, numeral: Numeral) -> str:
    """The measure word right behind a number that the table of units lacks, as printed (``1200绺``); else nothing."""
    follows = text[numeral.end : numeral.end + 1]
    if numeral.chinese or numeral.value < _FEWEST_COUNTED or not follows or follows.isascii() or is_known(follows):
        return ""
    return follows if follows in measure_words() else ""


_LABEL = re.compile(r"[（(][^（）()\d]{1,12}[）)](?:\s?[:：]\s*|\s+)$")
_LABEL_REACH = 20  # characters


def _labelled_unit(text: str, numeral: Numeral) -> tuple[str, Fraction] | None:
    """The unit that a label in front gives a bare number: ``普及率（%） 40``, ``产值（亿元）：12.5``."""
    if text[numeral.end : numeral.end + 1] in _GOES_ON:
        return None
    label = _LABEL.search(text, max(0, numeral.start - _LABEL_REACH), numeral.start)
    return header_unit(label[0]) if label else None


_GOES_ON = tuple(":∶.、．")  # the parts of a ratio list, the number of a list or heading


def _add_coins(text: str, found: list[Quantity]) -> list[Quantity]:
    """Smaller money joined to the larger before it: ``五元三角``, ``50元6角三分``, ``两美元又三美分``."""
    joined: list[Quantity] = []
    for quantity in found:
        last = joined[-1] if joined else None
        if last and text[last.end : quantity.start] in ("", "又"):
            number_end = quantity.end - len(quantity.unit) if quantity.unit in _COIN_UNITS else quantity.end
            coin = coin_share(last.unit, text, number_end)
            if coin and quantity.unit in ("", *_COIN_UNITS):
                share, end = coin
                value = last.low + quantity.low * share
                joined[-1] = replace(last, end=end, after=end, low=value, high=value, step=share)
                continue
        joined.append(quantity)
    return joined


_COIN_UNITS = ("分",)  # also a score


def _join(text: str, found: list[Quantity]) -> list[Quantity]:
    """Two quantities with a dash between become a range; three or more with colons the parts of a ratio list."""
    joined: list[Quantity] = []
    at = 0
    while at < len(found):
        run = _ratio_run(text, found, at)
        if len(run) >= 3 or (len(run) == 2 and _is_ratio(text, run)):
            joined += [replace(q, shape="part", part=n) for n, q in enumerate(run, start=1)]
            at += len(run)
        elif at + 1 < len(found) and (both := _range(text, found[at], found[at + 1])):
            joined.append(both)
            at += 2
        else:
            joined.append(found[at])
            at += 1
    return joined


def _join_tolerances(text: str, found: list[Quantity]) -> list[Quantity]:
    """``±0.5%`` is the range from -0.5 to 0.5, ``15±2%`` that from 13 to 17."""
    joined: list[Quantity] = []
    for quantity in found:
        sign = _TOLERANCE.search(text, max(0, quantity.start - 4), quantity.start)
        if sign is None or quantity.shape != "single":
            joined.append(quantity)
            continue
        last = joined[-1] if joined and joined[-1].end == sign.start() else None
        middle = last.low if last else Fraction(0)
        start = last.start if last else sign.start()
        low, high = middle - quantity.low, middle + quantity.low
        if last:
            joined.pop()
        joined.append(
            replace(quantity, start=start, before=start, low=low, high=high, shape="range", comparator="range")
        )
    return joined


def _is_ratio(text: str, pair: list[Quantity]) -> bool:
    """Whether two numbers with a colon between are a ratio: its own sign ``47.3∶52.7``, decimals, or a word before them."""
    named = re.search(r"(?:比|比例|比值|结构)[为是达约]?$", text[: pair[0].start])
    return bool(named) or "∶" in text[pair[0].end : pair[1].start] or all(q.step < 1 for q in pair)


def _ratio_run(text: str, found: list[Quantity], at: int) -> list[Quantity]:
    run = [found[at]]
    for left, right in pairwise(found[at:]):
        if not re.fullmatch(r"\s*[:∶]\s*", text[left.end : right.start]):
            break
        run.append(right)
    return run


def _range(text: str, left: Quantity, right: Quantity) -> Quantity | None:
    """``10-20个``, ``20%—25%``, ``4%至6%``, ``3—5万人``; None where the two are not the ends of one range."""
    if not _DASH.fullmatch(text[left.end : right.start]) or left.shape != "single" or right.shape != "single":
        return None
    if left.unit and left.unit != right.unit:
        return None
    scale = _multiplier(right) if not left.unit and _multiplier(left) == 1 else Fraction(1)
    low = left.low * scale if left.low * scale <= right.high else left.low
    if low >= right.high:
        return None
    return replace(right, start=left.start, before=left.start, low=low, shape="range", comparator="range")


def _multiplier(quantity: Quantity) -> Fraction:
    """The power of ten that 万 or 亿 gave the last place; 1 where the digits stand as they are."""
    return quantity.step if quantity.step > 1 else Fraction(1)


def _share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """``4.6和3.1个百分点``: a number without a unit takes that of the sibling listed right behind it."""
    shared = list(found)
    for at in range(len(shared) - 2, -1, -1):
        left, right = shared[at], shared[at + 1]
        bare = not left.unit and left.form == "plain" and left.shape == "single" and right.shape == "single"
        if bare and right.unit and _SIBLING.fullmatch(text[left.end : right.start]):
            scale = _multiplier(right) if _multiplier(left) == 1 and right.step > 1 else Fraction(1)
            shared[at] = replace(
                left, unit=right.unit, low=left.low * scale, high=left.high * scale, step=left.step * scale
            )
    return shared


@cache
def _binders() -> tuple[re.Pattern[str], dict[str, Word], re.Pattern[str], dict[str, Word]]:
    """Patterns of the words before (anchored at the end) and behind (anchored at the start) and what they mean."""
    table = load("comparators")
    before: dict[str, Word] = {word: sign for sign, words in table["before"].items() for word in words}
    before.update(table["symbols"])
    before.update(dict.fromkeys(table["equal"], "="))
    before.update(dict.fromkeys(load("words")["links"], "="))
    for sign in (">", ">=", "<", "<=", "~"):
        before.update(dict.fromkeys(table["before"][sign], sign))
    after: dict[str, Word] = {word: sign for sign, words in table["after"].items() for word in words}
    return (
        re.compile(rf"(?:{_alternatives(before)})\s*$"), before,
        re.compile(rf"\s*(?:的)?(?P<word>{_alternatives(after)})"), after,
    )  # fmt: skip


def find_hedge(text: str) -> Word | None:
    """The comparator that some word of a stretch gives (``至少`` of 至少降低30%); None where none does."""
    _, before, _, _ = _binders()
    found = (word for word, sign in before.items() if sign != "=" and len(word) > 1 and word in text)
    longest = max(found, key=len, default=None)
    return before[longest] if longest else "~" if "约" in text else None


def _alternatives(words: dict[str, Word]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_AND_MORE = re.compile(r"多(?=$|[，。；、,;）)的])")  # 三倍多


def _bind(text: str, quantity: Quantity) -> Quantity:
    """The comparator that the words before and behind give, and how far those words reach."""
    before_pattern, before_words, after_pattern, after_words = _binders()
    comparator, at = quantity.comparator, quantity.start
    for _ in range(6):
        window = text[max(0, at - 8) : at]
        match = before_pattern.search(window)
        if not match or window.rstrip().endswith(tuple(load("words")["not_links"])):
            break
        word = before_words[match[0].strip()]
        if comparator == "=" and word != "=":
            comparator = word
        at -= len(match[0])
    behind = after_pattern.match(text, quantity.end)
    after = behind.end() if behind else quantity.end
    if behind and quantity.shape != "range":
        comparator = after_words[behind["word"]]
    elif not behind and comparator == "=" and _AND_MORE.match(text, quantity.end):
        comparator, after = ">", quantity.end + 1
    return replace(quantity, comparator=comparator, before=at, after=after)
