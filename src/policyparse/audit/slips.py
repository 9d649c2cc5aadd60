"""Slips of a unit: two numbers that ought to be near and are a known power apart (万 for 亿, 亩 for 公顷)."""

from __future__ import annotations

from fractions import Fraction

NEAR = Fraction(3, 2)
"""Two printings of one fact, or its numbers a year apart, differ by a slip, a revision or a growth; a larger factor is another thing."""

CLOSE = Fraction(6, 5)
"""A slip explains a gap only where the corrected numbers are this close."""

SLIPS: dict[str, Fraction] = {
    "slip_ten": Fraction(10),
    "slip_mu": Fraction(15),
    "slip_hundred": Fraction(100),
    "slip_thousand": Fraction(1000),
    "slip_wan": Fraction(10**4),
    "slip_yi": Fraction(10**8),
}
"""The factor of each slip, by the message that names it."""


def find_slip(one: Fraction, other: Fraction) -> str | None:
    """The slip that would bring two positive numbers together; None where no one slip does, or none is needed.

    >>> find_slip(Fraction(230), Fraction(2310)), find_slip(Fraction(230), Fraction(250)), find_slip(Fraction(0), Fraction(1))
    ('slip_ten', None, None)
    """
    if one <= 0 or other <= 0:
        return None
    ratio = max(one, other) / min(one, other)
    if ratio <= NEAR:
        return None
    fits = [(max(ratio / factor, factor / ratio), slip) for slip, factor in SLIPS.items()]
    apart, slip = min(fits)
    return slip if apart <= CLOSE else None
