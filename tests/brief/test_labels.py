"""Every word of a brief exists in both languages, with the same blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
import yaml

from policyparse.audit.finding import Check, Reason, Severity, Verdict
from policyparse.brief.change import ChangeKind
from policyparse.brief.template import template_folder
from policyparse.brief.tracking import TrackState

CATALOGUE = yaml.safe_load((template_folder() / "labels.yaml").read_text(encoding="utf-8"))


def entries(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from entries(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", str(value)


def test_both_languages_say_the_same_things() -> None:
    chinese, english = dict(entries(CATALOGUE["zh"])), dict(entries(CATALOGUE["en"]))
    assert chinese.keys() == english.keys()
    for key, text in chinese.items():
        assert set(re.findall(r"\{\d", text)) == set(re.findall(r"\{\d", english[key])), key


def test_no_english_label_is_chinese() -> None:
    for key, text in entries(CATALOGUE["en"]):
        assert not re.search(r"[㐀-鿿]", text), key


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        ("checks", Check),
        ("audit_verdicts", Verdict),
        ("audit_reasons", Reason),
        ("severities", Severity),
        ("kinds", ChangeKind),
        ("track_states", TrackState),
    ],
)
def test_every_code_has_its_word(table: str, codes: Any) -> None:
    for lang in ("zh", "en"):
        assert set(get_args(codes)) <= set(CATALOGUE[lang][table])
