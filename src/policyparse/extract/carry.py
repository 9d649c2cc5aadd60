"""What a name takes over from the one before it: the measure that strata share, of how many people it is counted, and the
subjects that a listed rate is of.

``城市污水处理率达到98%，县城达到95%``, ``每千人口拥有执业医师3.2人、注册护士3.8人``, ``完成比例分别为85%和96%``.
"""

from __future__ import annotations

import re
from functools import cache

from policyparse.language import phrases
from policyparse.language.quantities import RATES, Quantity, is_counter
from policyparse.vocabulary import load


@cache
def _strata() -> tuple[str, ...]:
    return tuple(sorted(load("words")["strata"], key=len, reverse=True))


def stratum_of(name: str, indicator: str) -> str:
    """The indicator of one stratum by that of another; empty where ``name`` is no stratum alone.

    >>> stratum_of("县城", "城市污水处理率"), stratum_of("县城", "污水处理率"), stratum_of("县城道路", "城市污水处理率")
    ('县城污水处理率', '县城污水处理率', '')
    """
    if name not in _strata() or not phrases.MEASURE_NOUN.search(indicator) or "占" in indicator:
        return ""
    other = next((word for word in _strata() if indicator.startswith(word)), "")
    return name + indicator.removeprefix(other)


def is_stratum(name: str) -> bool:
    """Whether a name is one of the parts of a country or people."""
    return name in _strata()


_PER = re.compile(
    r"""
    ^每(?:[十百千万\d]+)?[名个位]?[一-龥]{1,8}?(?:拥有|配备|享有|具有|有|占有)        # 每千人口拥有/执业医师
  | ^每[十百千万]+名?(?:常住|户籍)?(?:人口|居民|老年人|老人|人|名儿童)                  # 每千老年人/养老床位
    """,
    re.VERBOSE,
)


def per_head(name: str, quantity: Quantity, indicator: str, *, listed: bool) -> str:
    """A name with the people that it is counted by, which only the first of a list prints; a part of a person or a bed
    (``3.8人``) cannot be a count of its own.
    """
    per = _PER.match(indicator)
    fraction = is_counter(quantity.unit) and quantity.step < 1
    if per is None or quantity.unit in RATES or re.search("每|人均|户均", name) or not (listed or fraction):
        return name
    return per[0] + name


_OF_EACH = re.compile(r"(?:完成|达成|执行)?(?:比例|率|进度)|占比|比重|增速|增幅|增长率")


def is_of_each(name: str) -> bool:
    """Whether a name is a rate that several subjects before it have each their own of."""
    return _OF_EACH.fullmatch(name) is not None
