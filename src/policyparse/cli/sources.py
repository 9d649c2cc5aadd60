"""The documents that a command is about: files, or documents of the registry, and what else the registry holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from policyparse.cli.faults import report
from policyparse.cli.files import is_file
from policyparse.cli.messages import say
from policyparse.cli.single import warned_extraction_of
from policyparse.errors import MissingFile, PolicyParseError
from policyparse.figure import Extraction
from policyparse.registry import Registry, open_registry


def named_and_others(
    references: Sequence[str], target: str, *, with_registry: bool = False
) -> tuple[list[Extraction], tuple[Extraction, ...]]:
    """The documents named, and what else the registry holds where it was asked, or where one of them is of it."""
    if not with_registry and all(is_file(Path(reference)) for reference in references):
        return [warned_extraction_of(Path(reference)) for reference in references], ()
    if "://" not in target and not Path(target).exists():
        missing = next(reference for reference in references if not is_file(Path(reference)))
        raise MissingFile(missing, say("brief.missing"), remedy=say("brief.missing.remedy", registry=target))
    with open_registry(target, create=False) as registry:
        named = [_named(registry, reference) for reference in references]
        own = {extraction.head.id for extraction in named}
        return named, tuple(other for other in registry.extractions() if other.head.id not in own)


def readable(files: Sequence[Path]) -> tuple[Extraction, ...]:
    """The extractions of the files that can be read; a single bad file ends the command with its own fault."""
    extractions = []
    for path in files:
        try:
            extractions.append(warned_extraction_of(path))
        except PolicyParseError as fault:
            if len(files) == 1:
                raise
            report(fault)
    return tuple(extractions)


def whole_registry(target: str) -> tuple[Extraction, ...]:
    """All that a registry holds."""
    with open_registry(target, create=False) as registry:
        return registry.extractions()


def _named(registry: Registry, reference: str) -> Extraction:
    path = Path(reference)
    return warned_extraction_of(path) if is_file(path) else registry.extraction(registry.document(reference).id)
