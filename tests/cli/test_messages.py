from __future__ import annotations

import inspect
import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from policyparse import cli, errors
from policyparse.cli.messages import Lang, catalogue
from policyparse.errors import PolicyParseError
from policyparse.figure import FigureKind, Measure, Statistic
from policyparse.registry import StoreStatus

SOURCES = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(cli.__file__).parent.glob("*.py")))

GROUPS = {
    "kind": get_args(FigureKind),
    "measure": get_args(Measure),
    "statistic": get_args(Statistic),
    "status": get_args(StoreStatus),
    "fault": [
        name for name, value in vars(errors).items() if inspect.isclass(value) and issubclass(value, PolicyParseError)
    ],
}


def _blanks(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field}


@pytest.mark.parametrize("key", catalogue())
def test_a_message_has_both_languages_and_the_same_blanks(key: str) -> None:
    message = catalogue()[key]
    assert set(message) == set(get_args(Lang))
    assert _blanks(message["zh"]) == _blanks(message["en"])


@pytest.mark.parametrize("group", GROUPS)
def test_every_code_that_a_record_may_hold_has_a_word(group: str) -> None:
    assert [code for code in GROUPS[group] if f"{group}.{code}" not in catalogue()] == []


def test_every_message_asked_for_is_there() -> None:
    asked = set(re.findall(r"""(?:say|_heading)\(\s*["']([a-z_.]+)["']""", SOURCES))
    assert asked
    assert asked - set(catalogue()) == set()


def test_no_message_is_left_over() -> None:
    words = set(re.findall(r"""["']([a-z_.]+)["']""", SOURCES))
    unused = [
        key
        for key in catalogue()
        if key not in words and key.split(".")[0] not in GROUPS and key.split(".")[1] not in words
    ]
    assert unused == []
