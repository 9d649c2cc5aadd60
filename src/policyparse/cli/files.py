"""Files written whole, and the folders that they need."""

from __future__ import annotations

import os
from pathlib import Path

from policyparse.cli.messages import say
from policyparse.errors import RenderError

_NAME_LENGTH = 40
"""Characters of a file's name that its unfinished part bears, so that no name grows too long."""


def save(path: Path, text: str) -> None:
    """Write a text file whole, as UTF-8 with plain line ends. Raises RenderError where that fails."""
    save_bytes(path, text.encode())


def save_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: what stood there stays until the new file is complete. Raises RenderError."""
    make_folder(path.parent)
    target = path.resolve()
    part = target.with_name(f".{target.name[:_NAME_LENGTH]}.{os.getpid()}")
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)  # a device or pipe is written to, not replaced
            return
        part.write_bytes(data)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise RenderError(str(path), error.strerror or str(error), remedy=say("save.remedy")) from error


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
