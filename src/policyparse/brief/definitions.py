"""Whether two plans define an indicator in the same words."""

from __future__ import annotations

from policyparse.brief.change import DefinitionState
from policyparse.figure import Definition
from policyparse.indicator import same_wording


def definition_state(old: Definition | None, new: Definition | None) -> DefinitionState:
    """How the two wordings stand to each other, spaces and punctuation apart."""
    if old is None and new is None:
        return "none"
    if old is None or new is None:
        return "one_sided"
    return "identical" if same_wording(old.text, new.text) else "reworded"
