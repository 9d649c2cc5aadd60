"""The kinds of briefs: for each what it is made of, how it is laid out, its sheets and its charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from policyparse.brief.change import Comparison
from policyparse.brief.change_charts import change_charts
from policyparse.brief.change_sheets import change_sheets
from policyparse.brief.chart import Chart
from policyparse.brief.labels import Labels
from policyparse.brief.sheet import Sheet
from policyparse.brief.view import Brief, lay_out

Subject = Comparison


class Kind(NamedTuple):
    """One kind of brief. ``view`` is what its template sees as ``brief``."""

    name: str
    subject: type[Any]
    view: type[Any]
    lay_out: Callable[[Any, Labels], Any]
    sheets: Callable[[Any, Any, Labels], Sequence[Sheet]]
    charts: Callable[[Any, Labels], Sequence[Chart]]


KINDS: tuple[Kind, ...] = (Kind("target_change", Comparison, Brief, lay_out, change_sheets, change_charts),)


def kind_of(subject: Subject) -> Kind:
    """The kind of brief that is made of this subject."""
    return next(kind for kind in KINDS if isinstance(subject, kind.subject))
