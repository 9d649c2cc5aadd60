"""Two plans → what changed between them → a brief that says so, every number linked to its place.

``compare`` reads Extractions, ``render`` the Comparison; the words of a brief stand in ``templates/labels.yaml``.
"""

from policyparse.brief.change import Change, Comparison, Note, Observation, Target
from policyparse.brief.compare import compare
from policyparse.brief.progress import progress
from policyparse.brief.render import render
from policyparse.brief.tracking import Track, Tracking

__all__ = [
    "Change",
    "Comparison",
    "Note",
    "Observation",
    "Target",
    "Track",
    "Tracking",
    "compare",
    "progress",
    "render",
]
