"""What ``import policyparse`` promises: the verbs, at no cost."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import policyparse

VERBS = [name for name in policyparse.__all__ if name != "__version__"]
HEAVY = ("jieba", "lxml", "pdfplumber", "pydantic", "spacy", "sqlalchemy")


def _run(script: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8"
    ).stdout


@pytest.mark.parametrize("verb", VERBS)
def test_a_public_verb_is_a_function(verb: str) -> None:
    assert callable(getattr(policyparse, verb))


def test_the_version_is_the_installed_one() -> None:
    assert policyparse.__version__ == version("policyparse")


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = policyparse.nonsense  # type: ignore[attr-defined]


def test_the_stub_declares_exactly_the_public_names() -> None:
    stub = ast.parse(Path(policyparse.__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
    imported = {name.asname for node in stub.body if isinstance(node, ast.ImportFrom) for name in node.names}
    assert imported | {"__version__"} == set(policyparse.__all__)


@pytest.mark.parametrize("room", ["read", "extract", "audit"])
def test_importing_a_room_does_not_hide_the_verb_of_its_name(room: str) -> None:
    script = f"import policyparse, policyparse.{room}; print(callable(policyparse.{room}))"
    assert _run(script) == "True\n"


@pytest.mark.parametrize("module", ["policyparse", "policyparse.cli"])
def test_nothing_heavy_is_imported_before_it_is_needed(module: str) -> None:
    script = f"import sys, {module}; print(*sorted(set(sys.modules) & set({HEAVY!r})))"
    assert _run(script).strip() == ""
