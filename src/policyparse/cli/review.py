"""The brief of two plans, and files written whole."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from policyparse.brief import compare, render
from policyparse.cli.messages import current, say
from policyparse.cli.output import write
from policyparse.cli.single import warned_extraction_of
from policyparse.errors import MissingFile, RenderError
from policyparse.figure import Extraction
from policyparse.registry import Registry, open_registry

Format = Literal["md", "html"]


def brief(old: str, new: str, target: str, *, format: Format | None, out: Path | None) -> None:
    """Write the brief of two plans; each is a file, or a document of the registry.

    Where one of them is of the registry, its other documents are searched for what was observed. The format is that
    of ``out`` by its name, Markdown where there is neither.
    """
    plans, others = _plans((old, new), target)
    kind: Format = format or ("html" if out is not None and out.suffix in (".html", ".htm") else "md")
    text = render(compare(*plans, observed=others), format=kind, lang=current())
    if out is None:
        write(text)
    else:
        save(out, text)
        write(f"{say('saved', path=out)}\n")


def _plans(references: tuple[str, str], target: str) -> tuple[list[Extraction], tuple[Extraction, ...]]:
    """The two plans, and what else the registry holds where one of them is of the registry."""
    if all(Path(reference).is_file() for reference in references):
        return [warned_extraction_of(Path(reference)) for reference in references], ()
    if "://" not in target and not Path(target).exists():
        missing = next(reference for reference in references if not Path(reference).is_file())
        raise MissingFile(missing, say("brief.missing"), remedy=say("brief.missing.remedy", registry=target))
    with open_registry(target, create=False) as registry:
        plans = [_plan(registry, reference) for reference in references]
        own = {plan.head.id for plan in plans}
        return plans, tuple(other for other in registry.extractions() if other.head.id not in own)


def _plan(registry: Registry, reference: str) -> Extraction:
    path = Path(reference)
    return warned_extraction_of(path) if path.is_file() else registry.extraction(registry.document(reference).id)


def save(path: Path, text: str) -> None:
    """Write a file whole, as UTF-8 with plain line ends. Raises RenderError where that fails."""
    save_bytes(path, text.encode("utf-8"))


def save_bytes(path: Path, data: bytes) -> None:
    """Write a file whole. Raises RenderError where that fails."""
    make_folder(path.parent)
    try:
        path.write_bytes(data)
    except OSError as error:
        what = error.strerror or str(error)
        raise RenderError(str(path), what, remedy=say("save.remedy")) from error


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are missing. Raises RenderError where that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = error.strerror or str(error)
        raise RenderError(str(folder), what, remedy=say("save.remedy")) from error
