"""The titles and numbers by which documents cite each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policyparse.document import Head
from policyparse.language.indicators import fold


def bare_title(title: str) -> str:
    """A title without brackets, quotes, spaces and years, so that printings of one title are equal.

    >>> bare_title('5G 应用"扬帆"行动计划（2021-2023年）') == bare_title("5G应用“扬帆”行动计划(2021-2023年)（征求意见稿）")
    True
    """
    return re.sub(r"征求意见稿|[\W_]", "", fold(title))


def bare_number(number: str) -> str:
    """The number of a document without spaces and whatever brackets stand round its year.

    >>> bare_number("市政发〔2023〕12 号") == bare_number("市政发[2023]12号")
    True
    """
    return re.sub(r"[\W_]|第", "", fold(number))


def titles_of(heads: Iterable[Head]) -> Iterator[tuple[str, Head]]:
    """The titles that a document may be cited by: its own, and the one that its title issues (关于印发《…》的通知)."""
    for head in heads:
        if head.title:
            yield bare_title(head.title), head
            for issued in re.findall(r"《([^《》]+)》", head.title):
                yield bare_title(issued), head
