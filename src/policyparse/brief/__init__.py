"""What the stages computed → briefs that say so, every number linked to its place.

``compare`` reads Extractions, ``review`` audits them, ``digest`` sums up one; ``render`` writes any of them as Markdown,
HTML, Word, Excel or PDF. The words of a brief stand in ``templates/labels.yaml``, its layout in ``templates/``.
"""

from policyparse.brief.change import Change, Comparison, Note, Observation, Target
from policyparse.brief.compare import compare
from policyparse.brief.digest import Digest, digest
from policyparse.brief.memo import Review, review
from policyparse.brief.progress import progress
from policyparse.brief.render import render
from policyparse.brief.tracking import Track, Tracking

__all__ = [
    "Change",
    "Comparison",
    "Digest",
    "Note",
    "Observation",
    "Review",
    "Target",
    "Track",
    "Tracking",
    "compare",
    "digest",
    "progress",
    "render",
    "review",
]
