"""Laws that hold for every figure: printings that change nothing, and spans that print what was read."""

from __future__ import annotations

import itertools
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from policyparse.language.names import find_names
from policyparse.language.numerals import narrow
from policyparse.language.quantities import Quantity, find_quantities
from policyparse.language.spelling import DIGITS, spell
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


FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
below_one = st.text("0123456789", min_size=1, max_size=4)
ends = st.tuples(st.integers(1, 9999), st.integers(1, 9999)).filter(lambda pair: pair[0] < pair[1])
DASHES = ["-", "—", "–", "~", "～", "至", "到", "——", " - "]


def one(text: str) -> Quantity:
    (quantity,) = read(text)
    return quantity


def in_characters(digits: str) -> str:
    characters = {str(digit): character for character, digit in DIGITS.items() if character not in "〇两"}
    return "".join(characters[digit] for digit in digits)


@given(st.integers(11, 10**12))
def test_a_spelled_integer_reads_back(number: int) -> None:
    assert one(f"共{spell(number)}吨").value == number


@given(st.integers(0, 9999), below_one)
def test_a_spelled_decimal_reads_back(whole: int, rest: str) -> None:
    quantity = one(f"达到{spell(whole)}点{in_characters(rest)}吨")
    assert (quantity.value, quantity.step) == (Fraction(f"{whole}.{rest}"), Fraction(1, 10 ** len(rest)))


@given(st.integers(11, 10**8))
def test_a_number_in_the_digits_of_money_amounts_reads_back(number: int) -> None:
    assume(number % 10**4 or number % 10**8 == 0)
    printed = spell(number) if number >= 20 else "一" + spell(number)
    assert one(f"补助{printed.translate(FORMAL)}元").value == number


@given(st.integers(1, 9999), below_one, st.sampled_from([("万", 10**4), ("亿", 10**8), ("万亿", 10**12)]))
def test_a_decimal_with_its_power_reads_back(whole: int, rest: str, power: tuple[str, int]) -> None:
    mark, scale = power
    quantity = one(f"投资{whole}.{rest}{mark}元")
    assert (quantity.value, quantity.step) == (Fraction(f"{whole}.{rest}") * scale, Fraction(scale, 10 ** len(rest)))


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_hundred_millions_and_ten_thousands_read_back_together(upper: int, lower: int) -> None:
    assert one(f"收入{upper}亿{lower}万元").value == upper * 10**8 + lower * 10**4


@given(st.integers(1, 99), below_one)
def test_a_percentage_is_the_same_in_digits_and_in_characters(whole: int, rest: str) -> None:
    in_digits, spoken = one(f"增长{whole}.{rest}%"), one(f"增长百分之{spell(whole)}点{in_characters(rest)}")
    assert (in_digits.value, in_digits.unit, in_digits.step) == (spoken.value, spoken.unit, spoken.step)


@given(ends, st.sampled_from(DASHES), st.sampled_from(UNITS))
def test_a_range_keeps_both_ends_with_every_dash(pair: tuple[int, int], dash: str, unit: str) -> None:
    low, high = pair
    quantity = one(f"达到{low}{dash}{high}{unit}")
    assert (quantity.low, quantity.high, quantity.comparator) == (low, high, "range")


@given(ends, st.sampled_from(DASHES))
def test_a_range_may_print_the_unit_at_both_ends(pair: tuple[int, int], dash: str) -> None:
    low, high = pair
    assert (one(f"降低{low}%{dash}{high}%").low, one(f"降低{low}%{dash}{high}%").high) == (low, high)


@given(st.lists(st.integers(1, 9999).map(lambda n: f"{n / 100:.2f}"), min_size=3, max_size=5))
def test_a_ratio_list_has_its_parts_in_order(parts: list[str]) -> None:
    assert [q.value for q in read(f"结构为{':'.join(parts)}。")] == [Fraction(part) for part in parts]


@given(spelled, st.sampled_from(["吨", "公里"]))
def test_spaces_inside_a_spelled_number_change_nothing(number: str, unit: str) -> None:
    assume(any(power in number for power in "十百千万亿"))
    apart = "".join(
        char + (" " if set(char + after) & set("十百千万亿") else "") for char, after in itertools.pairwise(number)
    )
    assert readings(f"共{apart}{number[-1]}{unit}") == readings(f"共{number}{unit}")
