"""Every word of a brief exists in both languages, with the same blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from policyparse.brief.template import template_folder

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
