"""Whether two plans define an indicator in the same words, and of the same population."""

from __future__ import annotations

import re

from policyparse.brief.change import DefinitionState
from policyparse.figure import Definition
from policyparse.indicator import same_wording
from policyparse.vocabulary import load


def definition_state(old: Definition | None, new: Definition | None) -> DefinitionState:
    """How the two wordings stand to each other, spaces and punctuation apart."""
    if old is None and new is None:
        return "none"
    if old is None or new is None:
        return "one_sided"
    return "identical" if same_wording(old.text, new.text) else "reworded"


def population_moved(old: Definition | None, new: Definition | None) -> tuple[str, str] | None:
    """The words that say who is counted in either definition, where they differ; None where they do not, or one is missing."""
    if old is None or new is None:
        return None
    one, other = _population(old.text), _population(new.text)
    return None if one == other else ("、".join(sorted(one)), "、".join(sorted(other)))


def _population(text: str) -> frozenset[str]:
    """
    >>> sorted(_population("规模以上工业企业中大中型企业的占比"))
    ['大中型', '规模以上']
    """
    return frozenset(re.findall("|".join(load("phrases")["populations"]), text))
