"""Formulas of the audit in the words of a memo: a superior reads 超过2700万个 where an analyst reads (2700, ∞)万个."""

from __future__ import annotations

import re

from policyparse.brief.labels import Labels

_INTERVAL = re.compile(
    r"(?P<open>[\[(])(?P<low>[-−]?(?:∞|[\d.,]*\d)[万亿]*), (?P<high>[-−]?(?:∞|[\d.,]*\d)[万亿]*)(?P<close>[\])])"
    r"(?P<unit>[万亿]*(?:%|‰|[^\W\d_内]*))"  # [60.3, 73.4]%内任何值, [42.45, 42.55]个, (2700, ∞)万个
)
_SUM = re.compile(r"Σ[(（](?P<rows>\d+行)[)）] = ")


def in_words(formula: str, labels: Labels) -> str:
    """The same arithmetic with its intervals and sums in words; the numbers stay as they are."""
    told = _SUM.sub(lambda found: labels.message("interval_words", "sum", found["rows"]), formula)
    return _INTERVAL.sub(lambda found: _worded(found, labels), told)


def _worded(found: re.Match[str], labels: Labels) -> str:
    low, high, unit = found["low"], found["high"], found["unit"]
    if "∞" in low and "∞" in high:
        code = "any"
    elif "∞" in high:
        code = "above" if found["open"] == "(" else "least"
    elif "∞" in low:
        code = "below" if found["close"] == ")" else "most"
    elif low == high:
        code = "exact"
    else:
        code = "within" if found.string.startswith("内", found.end()) else "between"
    return labels.message("interval_words", code, low, high, unit)
