"""The words of the field, as data: units, comparators, periods, places, issuers, indicators.

A word is added to a YAML or CSV file here, with the document it was first seen in where that matters; grammar stays in
Python.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from policyparse.errors import English, VocabularyError


@cache
def load(name: str) -> Any:
    """The contents of ``NAME.yaml``. Raises VocabularyError where the file is missing or is no YAML."""
    path = files(__name__) / f"{name}.yaml"
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        english = English("no such vocabulary", "Reinstall policyparse.")
        raise VocabularyError(
            f"{name}.yaml", "没有这个词表", remedy="请重新安装 policyparse。", english=english
        ) from error
    except yaml.YAMLError as error:
        english = English(f"not YAML: {error}", "Correct the file.")
        raise VocabularyError(
            f"{name}.yaml", f"不是合法的 YAML：{error}", remedy="请改正这个文件。", english=english
        ) from error


@cache
def load_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``NAME.csv`` by column name."""
    text = (files(__name__) / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
