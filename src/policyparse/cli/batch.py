"""Ingest: files and folders into the registry, each file on its own, so that a bad one takes no other with it."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from policyparse.cli.faults import SOME_FAILED, faults_of, told
from policyparse.cli.files import is_file
from policyparse.cli.messages import name, say
from policyparse.cli.output import visible, write, write_table
from policyparse.cli.single import extraction_of
from policyparse.errors import MissingFile, PolicyParseError
from policyparse.registry import Registry, Stored, open_registry

_SCRATCH = (".", "~$")
"""How names begin of files that are nobody's document: hidden ones, and the locks of an open Word file."""

_LITTER = frozenset(("Thumbs.db", "desktop.ini", "__MACOSX"))
"""What Windows and macOS leave in folders and archives."""


class Outcome(NamedTuple):
    """What became of a file: what the registry says, or the fault that kept it out."""

    path: Path
    stored: Stored | None
    fault: PolicyParseError | None = None


def ingest(paths: Sequence[Path], target: str, *, jobs: int = 1) -> None:
    """Read every file into the registry and write a summary; ``jobs`` processes read the pages of a long PDF.

    A single file that fails ends with its fault's own exit code; a batch goes on and ends with SOME_FAILED.
    """
    files = find_files(paths, target)
    if not files:
        raise MissingFile(" ".join(map(str, paths)), say("ingest.nothing"), remedy=say("ingest.nothing.remedy"))
    with open_registry(target) as registry:
        outcomes = list(ingest_each(registry, files, jobs=jobs))
        write_outcomes(outcomes, registry.where)
    failed = [outcome.fault for outcome in outcomes if outcome.fault]
    if failed:
        alone = len(outcomes) == 1 and not paths[0].is_dir()
        raise SystemExit(failed[0].exit_code if alone else SOME_FAILED)


def find_files(paths: Iterable[Path], registry: str = "") -> list[Path]:
    """The files named, and those in the folders named at any depth by name; none twice, and not the registry itself."""
    own = {Path(f"{registry}{suffix}").absolute() for suffix in ("", "-wal", "-shm", "-journal")}
    found = (file for path in paths for file in (_in_folder(path) if path.is_dir() else [path]))
    return [file for file in dict.fromkeys(found) if file.absolute() not in own]


def _in_folder(folder: Path) -> list[Path]:
    """The files of a folder at any depth; folders that cannot be opened too, so that they are named and not passed over."""
    found: list[Path] = []
    closed: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = [name for name in folders if not _is_scratch(name)]
        found += [Path(root) / name for name in names if not _is_scratch(name)]
    return [*sorted(found), *closed]


def _is_scratch(name: str) -> bool:
    return name.startswith(_SCRATCH) or name in _LITTER


def ingest_each(registry: Registry, files: Sequence[Path], *, jobs: int = 1) -> Iterator[Outcome]:
    """Ingest files one by one; faults go to standard error as they happen, above a progress bar."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(say("ingest.reading"), total=len(files))
        for path in files:
            outcome = ingest_one(registry, path, jobs=jobs)
            if outcome.fault:
                progress.console.print(told(outcome.fault), markup=False, highlight=False, soft_wrap=True)
            yield outcome
            progress.advance(task)


def ingest_one(registry: Registry, path: Path, *, jobs: int = 1) -> Outcome:
    """Ingest one file; a document that the registry holds already is not read again."""
    try:
        with faults_of(path):
            stored = registry.stored(_document_id(path)) if is_file(path) else None
            if stored is not None:
                return Outcome(path, stored)
            return Outcome(path, registry.store(extraction_of(path, jobs=jobs)))
    except PolicyParseError as fault:
        return Outcome(path, None, fault=fault)


def _document_id(path: Path) -> str:
    """The SHA-256 of the file's bytes; empty where it cannot be read, which the reader will say better."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def write_outcomes(outcomes: Sequence[Outcome], where: str) -> None:
    """A table of the files, and one line that adds them up."""
    header = [say(f"header.{column}") for column in ("file", "status", "figures", "warnings")]
    write_table(header, (_row(outcome) for outcome in outcomes))
    figures = sum({one.stored.head.id: one.stored.figures for one in outcomes if one.stored}.values())
    failed = sum(outcome.fault is not None for outcome in outcomes)
    line = say("ingest.sum", documents=len(outcomes) - failed, figures=figures, failed=failed, registry=where)
    write(f"{visible(line)}\n")


def _row(outcome: Outcome) -> tuple[str, ...]:
    if outcome.stored is None:
        fault = outcome.fault.name if outcome.fault else ""
        return str(outcome.path), fault, "", name("fault", fault)
    stored = outcome.stored
    same = stored.status == "unchanged" and stored.head.name != outcome.path.name
    hints = [say("ingest.same", name=stored.head.name)] if same else []
    return (
        str(outcome.path),
        name("status", stored.status),
        str(stored.figures),
        "；".join([*hints, *stored.head.warnings]),
    )
