"""Laws that hold for every figure: printings that change nothing, and spans that print what was read."""

from __future__ import annotations

import itertools
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from policyparse.language.names import find_names
from policyparse.language.numerals import narrow
from policyparse.language.quantities import Quantity, find_quantities
from policyparse.language.spelling import spell
from policyparse.vocabulary import load

UNITS = ["个", "家", "户", "人次", "吨", "%", "个百分点", "公里", "吨标准煤", "立方米"]
SCALED = ["亿元", "万亩", "万亿元", "百万千瓦"]
FRONTS = ["达到", "超过", "约", "不低于", "累计建成", "控制在"]
BACKS = ["", "以上", "左右", "以内"]
WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")

arabic = st.one_of(
    st.integers(min_value=10, max_value=999999).map(str),
    st.decimals(min_value=1, max_value=9999, places=2).map(str),
)
spelled = st.integers(min_value=10, max_value=999999999).map(spell)
measured = st.one_of(
    st.tuples(arabic, st.sampled_from(UNITS + SCALED)),
    st.tuples(spelled, st.sampled_from(UNITS)),
).map("".join)
phrases = st.tuples(st.sampled_from(FRONTS), measured, st.sampled_from(BACKS)).map("".join)


def read(text: str) -> list[Quantity]:
    plain = narrow(text)
    return list(find_quantities(plain, find_names(plain)))


def readings(text: str) -> list[tuple[Fraction, Fraction, str, str]]:
    return [(q.low, q.high, q.unit, q.comparator) for q in read(text)]


def spaced(text: str) -> str:
    """``text`` with a space wherever Chinese stands next to a digit, as many editors print it."""
    out = text[:1]
    for left, right in itertools.pairwise(text):
        edge = (left.isascii() and left.isdigit() and not right.isascii()) or (not left.isascii() and right.isdigit())
        out += (" " if edge and right.isprintable() and (left.isascii() or right.isascii()) else "") + right
    return out


def traditional(text: str) -> str:
    back = {new: old for old, new in load("characters")["traditional"].items() if old not in "係儘複"}
    return text.translate(str.maketrans(back))


@given(phrases)
def test_a_phrase_is_one_quantity(phrase: str) -> None:
    assert len(read(f"全市{phrase}。")) == 1


@given(phrases)
def test_spaces_between_chinese_and_digits_change_nothing(phrase: str) -> None:
    assert readings(spaced(phrase)) == readings(phrase)


@given(phrases)
def test_full_width_digits_give_the_same_figures(phrase: str) -> None:
    assert readings(phrase.translate(WIDE)) == readings(phrase)


@given(phrases)
def test_traditional_characters_give_the_same_figures(phrase: str) -> None:
    assert readings(traditional(phrase)) == readings(phrase)


@given(st.lists(phrases, max_size=4).map("，".join))
def test_spans_lie_in_order_inside_the_text(text: str) -> None:
    quantities = read(text)
    assert all(0 <= q.before <= q.start < q.end <= q.after <= len(text) for q in quantities)
    assert all(left.end <= right.start for left, right in itertools.pairwise(quantities))


@given(
    st.text(alphabet="一二三千万亿百十两〇点分之成半多余几上数负0123456789.,%个家元吨第年月日-—:/（）第 ", max_size=40)
)
def test_no_text_breaks_the_grammar(text: str) -> None:
    for quantity in read(text):
        assert text[quantity.start : quantity.end].strip()
        assert quantity.low <= quantity.high


@given(st.integers(min_value=1, max_value=10**9), st.sampled_from(["个", "吨", "公里"]))
def test_a_printed_integer_with_its_unit_reads_back(number: int, unit: str) -> None:
    assert [(q.value, q.unit) for q in read(f"共{number:,}{unit}")] == [(number, unit)]
