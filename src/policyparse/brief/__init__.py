"""Two plans → what changed between them → a brief that says so, every number linked to its place.

``compare`` sets a plan beside the one before it, ``progress`` beside what was reported of it, ``score`` places beside the bars
that they must meet; ``render`` lays a Comparison out. The words of a brief stand in ``templates/labels.yaml``.
"""

from policyparse.brief.change import Change, Comparison, Note, Observation, Target
from policyparse.brief.compare import compare
from policyparse.brief.progress import progress
from policyparse.brief.render import render
from policyparse.brief.scorecard import score
from policyparse.brief.standing import Scorecard
from policyparse.brief.tracking import Track, Tracking

__all__ = [
    "Change",
    "Comparison",
    "Note",
    "Observation",
    "Scorecard",
    "Target",
    "Track",
    "Tracking",
    "compare",
    "progress",
    "render",
    "score",
]
