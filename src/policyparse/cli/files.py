"""Files written whole, and the folders that they need."""

from __future__ import annotations

from pathlib import Path

from policyparse.cli.messages import say
from policyparse.errors import RenderError


def save(path: Path, text: str) -> None:
    """Write a text file whole, as UTF-8 with plain line ends. Raises RenderError where that fails."""
    save_bytes(path, text.encode())


def save_bytes(path: Path, data: bytes) -> None:
    """Write a file whole. Raises RenderError where that fails."""
    make_folder(path.parent)
    try:
        path.write_bytes(data)
    except OSError as error:
        what = error.strerror or str(error)
        raise RenderError(str(path), what, remedy=say("save.remedy")) from error


def is_file(path: Path) -> bool:
    """Whether a file is there; not where the name is too long to be one, or its folder may not be searched."""
    try:
        return path.is_file()
    except OSError:
        return False


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are missing. Raises RenderError where that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = error.strerror or str(error)
        raise RenderError(str(folder), what, remedy=say("save.remedy")) from error
