from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from policyparse.document import Document, Table
from policyparse.read import read_bytes


@pytest.fixture
def read_text_file() -> Callable[..., Document]:
    """Read a text as the file ``name``."""

    def read_it(text: str, name: str = "sample.txt") -> Document:
        return read_bytes(text.encode(), name)

    return read_it


@pytest.fixture
def texts() -> Callable[[Table], list[list[str]]]:
    """The texts of a table's grid, a merged cell's in every place that it covers."""

    def grid(table: Table) -> list[list[str]]:
        return [[cell.text if cell else "" for cell in row] for row in table.grid()]

    return grid


@pytest.fixture
def shared() -> Path:
    """The folder of real documents that are no part of the project."""
    folder = Path(os.environ.get("POLICYPARSE_SHARED", Path(__file__).parents[2].parent / "shared"))
    if not folder.is_dir():
        pytest.skip("no shared documents here: set POLICYPARSE_SHARED")
    return folder
