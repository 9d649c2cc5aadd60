"""What all tests share: the flag that rewrites golden outputs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("project", deadline=None)  # the first example that needs jieba loads its dictionary
settings.load_profile("project")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="rewrite the golden outputs from what is made now")


@pytest.fixture
def check_golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text byte for byte with its golden file, or rewrites the file under ``--update-goldens``."""

    def check(path: Path, made: str) -> None:
        if request.config.getoption("--update-goldens"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made.encode())
        assert path.is_file(), f"{path} is missing: run pytest --update-goldens"
        assert made.encode() == path.read_bytes()

    return check
