"""What a count lists of its members right before its number: ``广东（珠海、惠州、中山）3个``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policyparse.audit.clause import unspaced
from policyparse.audit.evidence import is_cell
from policyparse.audit.identity import stem
from policyparse.audit.meaning import is_count
from policyparse.figure import Figure
from policyparse.language.places import place_code

MOST_ALIKE = 20
"""So many equal numbers at most are looked for in one sentence."""

_ITEM = r"[^，,。；;：:、（）()\s]{1,20}"
_LIST = re.compile(
    rf"""
    (?:
      (?P<owner>{_ITEM})\s*[（(](?P<inside>[^（）()]+)[）)]          # 广东（珠海、惠州、中山）3个
    | (?P<items>(?:{_ITEM}\s*、\s*)+{_ITEM}?)                       # 天津、石家庄、沧州共20个
    )
    \s*(?P<etc>等)?(?:地区?|省市)?\s*(?P<all>共计?|总共|一共|合计|总计)?\s*$
    """,
    re.VERBOSE,
)
_AND = re.compile(r"[和及与]")


@dataclass(frozen=True, slots=True)
class Listed:
    """What is listed right before a number.

    ``open`` where 等 says that the list may go on, ``whole`` where it says that it is all; ``owner`` as in 广东（…）.
    """

    items: tuple[str, ...]
    owner: str | None
    open: bool
    whole: bool

    @property
    def codes(self) -> tuple[str, ...] | None:
        """The places that the items are; None where one of them is none."""
        codes = [_code(item) for item in self.items]
        return tuple(code for code in codes if code) if all(codes) else None

    @property
    def scope(self) -> str:
        """The beginning that the codes of all the list's places share: of its owner, else of the items; empty for the nation.

        >>> find_list("浙江有温州、台州").scope, find_list("天津、台州").scope
        ('33', '')
        """
        owner = None if self.owner is None else _code(self.owner)
        if owner is not None:
            return stem(owner)
        heads = ({code[:size] for code in self.codes or ()} for size in (4, 2))
        return next((min(head) for head in heads if len(head) == 1), "")


def find_list(before: str) -> Listed | None:
    """The list that ends where a number begins; None where there is none of at least two items.

    >>> find_list("浙江（温州、台州）").items, find_list("覆盖天津、沧州、西安共").items, find_list("全市新增")
    (('温州', '台州'), ('覆盖天津', '沧州', '西安'), None)
    """
    match = _LIST.search(before)
    if match is None:
        return None
    items = [item.strip() for item in re.split("、", match["inside"] or match["items"]) if item.strip()]
    items = [part for item in items for part in _split(item)]
    if len(items) < 2:
        return None
    return Listed(tuple(items), match["owner"], bool(match["etc"]), bool(match["all"] or match["owner"]))


def find_counts(figures: Iterable[Figure]) -> Iterator[tuple[Figure, Listed | None]]:
    """Plain counts with what their clause lists before them; equal printings in one sentence are told apart by order."""
    said: dict[str, list[str]] = {}
    for figure in sorted(figures, key=lambda figure: figure.source.start):
        if is_cell(figure):
            continue
        quote, printed = unspaced(figure.quote), unspaced(figure.printed)
        earlier = said.setdefault(printed, [])
        at = _place(quote, printed, sum(quote.startswith(other) for other in earlier[-MOST_ALIKE:]))
        earlier.append(quote)
        if at >= 0 and figure.comparator == "=" and figure.value is not None and is_count(figure):
            yield figure, find_list(quote[:at])


def _place(quote: str, printed: str, skipped: int) -> int:
    """Where a number stands in its quote, which repeats as many equal ones of the clauses before it; -1 where it does not.

    >>> _place("甲、乙2个，丙、丁2个", "2个", 1)
    9
    """
    at = -1
    for _ in range(skipped + 1):
        at = quote.find(printed, at + 1)
    return at


def _split(item: str) -> list[str]:
    """``珠海和中山`` is two places; ``呼和浩特`` is one."""
    parts = [part for part in _AND.split(item) if part]
    both = len(parts) == 2 and all(place_code(part) for part in parts)
    return parts if both and not place_code(item) else [item]


def _code(item: str) -> str | None:
    """The code of the place that an item is, or ends with (覆盖天津, 内蒙古鄂尔多斯)."""
    for start in range(len(item) - 1):
        code = place_code(item[start:])
        if code is not None:
            return code
    return None
