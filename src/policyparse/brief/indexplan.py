"""How a composite index is made: indicators, weights, normalisation, what is done where a number is missing. A YAML file.

name: 5G发展指数
missing: reweight          # leave_out, reweight or zero
swing: 0.2                 # each weight is tried a fifth higher and lower
indicators:
  - indicator: 5G网络接入流量占比   # a name, or the catalogue's id
    weight: 2
    normalisation: target_ratio    # min_max, z_score or target_ratio
    target: 75                     # else the bar that a document sets
  - indicator: 每万人拥有5G基站数
    weight: 1
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from policyparse.brief.standing import Missing, Normalisation
from policyparse.errors import English, VocabularyError
from policyparse.figure import Direction, Number
from policyparse.indicator import same_indicator

SWING = "1/5"
"""By what part a weight is raised and lowered where the file does not say."""


def _check_positive(text: str) -> str:
    if Fraction(text) <= 0:
        raise ValueError("must be above 0")
    return text


def _check_part(text: str) -> str:
    if not 0 <= Fraction(text) < 1:
        raise ValueError("must be at least 0 and below 1")
    return text


Positive = Annotated[Number, AfterValidator(_check_positive)]


class PlannedPart(BaseModel):
    """One indicator of an index as its maker wants it. Weights may be any positive numbers: they are divided by their sum."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    indicator: str = Field(min_length=1)
    weight: Positive = "1"
    normalisation: Normalisation = "min_max"
    good: Direction | None = None
    target: Positive | None = None


class IndexPlan(BaseModel):
    """How an index is made."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    missing: Missing = "leave_out"
    swing: Annotated[Number, AfterValidator(_check_part)] = SWING
    indicators: tuple[PlannedPart, ...] = Field(min_length=1)


def read_index_plan(path: Path) -> IndexPlan:
    """The index plan of a YAML file; numbers are read as they are written. Raises VocabularyError with the field at fault."""
    remedy = "写法见 docs/comparison.md 中的例子。"
    helps = "See the example in docs/comparison.md."
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        return IndexPlan.model_validate(loaded)
    except OSError as error:
        what = error.strerror or str(error)
        raise VocabularyError(str(path), f"打不开：{what}", remedy=remedy, english=English(what, helps)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        english = English(f"not YAML: {error}", helps)
        raise VocabularyError(str(path), f"不是合法的 YAML：{error}", remedy=remedy, english=english) from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(step) for step in first["loc"]) or "the file"
        what, english = _wrong(first["type"], first["msg"]), English(first["msg"], helps)
        raise VocabularyError(str(path), what, place=f"field {field}", remedy=remedy, english=english) from error


_WRONG = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这一项",
    "literal_error": "不是可选的值",
    "too_short": "不能为空",
    "string_too_short": "不能为空",
}
"""Faults of a field by the names that pydantic gives them."""


def _wrong(kind: str, message: str) -> str:
    """What is wrong with a field, in Chinese where the kind of fault is a common one."""
    return _WRONG.get(kind, f"值不合要求（{message}）")


def is_of(part: PlannedPart, indicator: str, indicator_id: str | None) -> bool:
    """Whether a part speaks of an indicator: by the catalogue's id, or by name."""
    return part.indicator == indicator_id or same_indicator(part.indicator, indicator)
