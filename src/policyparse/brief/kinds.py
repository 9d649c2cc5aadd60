"""The kinds of briefs: for each what it is made of, how it is laid out, its sheets and its charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeAlias

from policyparse.brief.change import Comparison
from policyparse.brief.change_charts import change_charts
from policyparse.brief.change_sheets import change_sheets
from policyparse.brief.chart import Chart
from policyparse.brief.digest import Digest
from policyparse.brief.digest_view import DigestView, digest_charts, digest_sheets, lay_out_digest
from policyparse.brief.labels import Labels
from policyparse.brief.lineage import Lineage
from policyparse.brief.lineage_view import LineageView, lay_out_lineage, lineage_sheets
from policyparse.brief.memo import Memo, Review, lay_out_memo, memo_sheets
from policyparse.brief.progress_charts import progress_charts
from policyparse.brief.progress_sheets import progress_sheets
from policyparse.brief.progress_view import ProgressView, lay_out_progress
from policyparse.brief.score_charts import score_charts
from policyparse.brief.score_sheets import score_sheets
from policyparse.brief.score_view import ScorecardView, lay_out_scorecard
from policyparse.brief.sheet import Sheet
from policyparse.brief.standing import Scorecard
from policyparse.brief.tracking import Tracking
from policyparse.brief.view import Brief, lay_out

Subject: TypeAlias = Comparison | Review | Scorecard | Tracking | Digest | Lineage


class Kind(NamedTuple):
    """One kind of brief. ``view`` is what its template sees as ``brief``."""

    name: str
    subject: type[Any]
    view: type[Any]
    lay_out: Callable[[Any, Labels], Any]
    sheets: Callable[[Any, Any, Labels], Sequence[Sheet]]
    charts: Callable[[Any, Labels], Sequence[Chart]]


def _no_charts(subject: object, labels: Labels) -> tuple[Chart, ...]:
    """A brief without pictures."""
    return ()


KINDS: tuple[Kind, ...] = (
    Kind("target_change", Comparison, Brief, lay_out, change_sheets, change_charts),
    Kind("audit_memo", Review, Memo, lay_out_memo, memo_sheets, _no_charts),
    Kind("scorecard", Scorecard, ScorecardView, lay_out_scorecard, score_sheets, score_charts),
    Kind("progress", Tracking, ProgressView, lay_out_progress, progress_sheets, progress_charts),
    Kind("digest", Digest, DigestView, lay_out_digest, digest_sheets, digest_charts),
    Kind("lineage", Lineage, LineageView, lay_out_lineage, lineage_sheets, _no_charts),
)


def kind_of(subject: Subject) -> Kind:
    """The kind of brief that is made of this subject."""
    return next(kind for kind in KINDS if isinstance(subject, kind.subject))
