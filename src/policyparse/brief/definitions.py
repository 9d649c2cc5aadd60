"""Whether two plans define an indicator in the same words."""

from __future__ import annotations

import re
import unicodedata

from policyparse.brief.change import DefinitionState
from policyparse.figure import Definition

_NOISE = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """A definition without spaces and punctuation, for telling a new wording from a new layout.

    >>> plain("5G 流量占总流量的比例。") == plain("5G流量占总流量的比例")
    True
    """
    return _NOISE.sub("", unicodedata.normalize("NFKC", text))


def definition_state(old: Definition | None, new: Definition | None) -> DefinitionState:
    """How the two wordings stand to each other, spaces and punctuation apart."""
    if old is None and new is None:
        return "none"
    if old is None or new is None:
        return "one_sided"
    return "identical" if plain(old.text) == plain(new.text) else "reworded"
