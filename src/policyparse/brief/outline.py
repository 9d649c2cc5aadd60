"""Numbers of headings, in the order of GB/T 9704: 一、 then （一）; in English 1 and 1.1."""

from __future__ import annotations

from policyparse.brief.labels import Labels

_DIGITS: tuple[str, ...] = ("", *"一二三四五六七八九")


class Outline:
    """Counts the headings of one brief while it is laid out."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._counts = [0, 0]

    def numbered(self, level: int, text: str) -> str:
        """The heading with its number; ``level`` is 1 or 2. Raises ValueError for another."""
        if level not in (1, 2):
            raise ValueError(f"headings are numbered on levels 1 and 2, not {level}")
        self._counts[level - 1] += 1
        if level == 1:
            self._counts[1] = 0
        words = [numeral(n) if self._labels.numerals == "chinese" else str(n) for n in self._counts[:level]]
        return self._labels.message("headings", str(level), *words) + text


def numeral(number: int) -> str:
    """A whole number from 1 to 99 as it numbers a heading.

    >>> numeral(2), numeral(10), numeral(21)
    ('二', '十', '二十一')
    """
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + _DIGITS[ones]
