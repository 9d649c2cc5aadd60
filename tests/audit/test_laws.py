"""Laws of verdicts, over made figures."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from policyparse.audit import audit
from policyparse.audit.expression import parse_relation
from policyparse.audit.quantity import Quantity, holds
from policyparse.audit.rules import parse_rules
from policyparse.figure import Extraction
from policyparse.interval import Interval

Make = Callable[..., Extraction]

NUMBERS = st.integers(-50, 50).map(Fraction)
WIDTHS = st.integers(0, 20).map(lambda n: Fraction(n, 2))
MARKS = st.sampled_from(["=", "<", "<=", ">", ">="])
CENTS = st.integers(100, 99_999).map(lambda n: Decimal(n) / 100)


@st.composite
def intervals(draw: Any) -> Interval:
    low, width = draw(NUMBERS), draw(WIDTHS)
    open_ends = (draw(st.booleans()), draw(st.booleans())) if width else (False, False)
    return Interval(low, low + width, *open_ends)


@given(intervals(), intervals(), WIDTHS, WIDTHS, MARKS)
def test_widening_an_interval_never_turns_agreement_into_contradiction(
    one: Interval, other: Interval, left: Fraction, right: Fraction, mark: str
) -> None:
    assert one.low is not None
    assert one.high is not None
    relation = parse_relation(f"{{甲}} {mark} {{乙}}")
    wide = Interval(one.low - left, one.high + right, one.open_low and not left, one.open_high and not right)
    stated = Quantity(other, Fraction(0), "元")
    if holds(relation, Quantity(one, Fraction(0), "元"), stated):
        assert holds(relation, Quantity(wide, Fraction(0), "元"), stated)


@given(intervals(), intervals(), NUMBERS, NUMBERS)
def test_a_product_holds_the_product_of_any_members(
    one: Interval, other: Interval, first: Fraction, second: Fraction
) -> None:
    a, b = _inside(one, first), _inside(other, second)
    assert Interval.exactly(a * b).within(one * other)
    assert Interval.exactly(a - b).within(one - other)
    if not other.meets(Interval.exactly(Fraction(0))):
        assert Interval.exactly(a / b).within(one / other)


def _inside(interval: Interval, hint: Fraction) -> Fraction:
    """A number of the interval, chosen by the hint."""
    assert interval.low is not None
    assert interval.high is not None
    return interval.low + (interval.high - interval.low) * (hint + 51) / 102


def _sum(make: Make, parts: list[Decimal], whole: Decimal, factor: int, unit: str) -> list[tuple[str, str | None]]:
    """The verdicts on a sum whose numbers are printed in a unit ``factor`` times as large."""
    told: dict[str, Any] = {"place": "合肥市", "unit": unit}
    named = [(f"产品{'甲乙丙'[n]}产量", part) for n, part in enumerate(parts)] + [("产品总产量", whole)]
    figures = [
        told | {"indicator": name, "printed": f"{value}{unit}", "value": str(value * factor), "step": str(Decimal("0.01") * factor)}
        for name, value in named
    ]  # fmt: skip
    rules = parse_rules('rules: [{name: 和, check: "{产品甲产量} + {产品乙产量} + {产品丙产量} = {产品总产量}"}]')
    return [
        (f.verdict, f.reason)
        for f in audit([make("a.txt", *figures)], everything=True, rules=rules)
        if f.check == "RULE"
    ]


@given(st.lists(CENTS, min_size=3, max_size=3), st.integers(-3, 3), st.sampled_from([10**4, 10**8]))
def test_scaling_all_values_of_a_relation_changes_no_verdict(
    extraction: Make, parts: list[Decimal], off: int, factor: int
) -> None:
    whole = sum(parts, Decimal(0)) + Decimal(off) / 100
    plain = _sum(extraction, parts, whole, 1, "吨")
    assert plain == _sum(extraction, parts, whole, factor, "吨")
    assert len(plain) == 1


@given(st.integers(1000, 9000), st.integers(1, 400))
def test_unequal_duplicates_of_one_precision_disagree(extraction: Make, number: int, more: int) -> None:
    told: dict[str, Any] = {"indicator": "公共充电桩总数", "place": "合肥市"}
    page = extraction(
        "甲.txt",
        *(
            {"printed": f"{n}个", "quote": f"全市公共充电桩总数{word}{n}个", **told}
            for word, n in (("", number), ("为", number + more))
        ),
    )
    assert [f.verdict for f in audit([page]) if f.check == "DUP"] == ["contradiction"]


@given(order=st.permutations(range(3)))
def test_the_order_of_documents_changes_nothing_under_rules(extraction: Make, order: list[int]) -> None:
    pages = [
        extraction(f"{year}.txt", {"indicator": "粮食产量", "printed": f"{n}吨", "unit": "吨", "place": "合肥市", "period": year})
        for year, n in (("2022", 10), ("2023", 12), ("2024", 9))
    ]  # fmt: skip
    rules = parse_rules('rules: [{name: 增, check: "{粮食产量} >= {粮食产量|上年}"}]')
    assert audit([pages[n] for n in order], everything=True, rules=rules) == audit(pages, everything=True, rules=rules)
