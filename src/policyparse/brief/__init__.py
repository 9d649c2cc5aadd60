"""What the stages computed → briefs that say so, every number linked to its place.

``compare`` sets a plan beside the one before it, ``trace`` follows targets through a chain of plans, ``progress`` sets a plan
beside what was reported of it, ``score`` places beside the bars that they must meet; ``review`` audits documents, ``digest`` sums
up one; ``render`` writes a brief of any of them. The words of a brief stand in ``templates/labels.yaml``, its layout in
``templates/``.
"""

from policyparse.brief.change import Change, Comparison, Note, Observation, Target
from policyparse.brief.compare import compare
from policyparse.brief.digest import Digest, digest
from policyparse.brief.lineage import Lineage, trace
from policyparse.brief.memo import Review, review
from policyparse.brief.progress import progress
from policyparse.brief.render import render
from policyparse.brief.scorecard import score
from policyparse.brief.standing import Scorecard
from policyparse.brief.tracking import Track, Tracking

__all__ = [
    "Change",
    "Comparison",
    "Digest",
    "Lineage",
    "Note",
    "Observation",
    "Review",
    "Scorecard",
    "Target",
    "Track",
    "Tracking",
    "compare",
    "digest",
    "progress",
    "render",
    "review",
    "score",
    "trace",
]
