"""Demo: the whole way from documents to a brief, on the documents that come with policyparse."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel

import policyparse
from policyparse.audit import audit
from policyparse.brief import compare, render
from policyparse.brief.render import TextFormat
from policyparse.cli.audit import write_findings
from policyparse.cli.batch import ingest_each, write_outcomes
from policyparse.cli.faults import SOME_FAILED
from policyparse.cli.files import make_folder, save
from policyparse.cli.messages import current, say
from policyparse.cli.output import write
from policyparse.cli.show import SHORT_ID, write_figures
from policyparse.errors import MissingFile
from policyparse.figure import Figure
from policyparse.registry import FigureQuery, Registry, open_registry

OLD_PLAN = "yangfan-2021-draft.pdf"
NEW_PLAN = "yangfan-2024-plan.pdf"

_FORMATS = (".pdf", ".html", ".txt", ".docx")
_FIGURES_SHOWN = 12


def run(out: Path) -> None:
    """Ingest the bundled documents, show what was read, audit them, and write figures, findings and the brief to ``out``."""
    documents = bundled_documents()
    make_folder(out)
    with open_registry(out / "policyparse.sqlite") as registry:
        _heading("demo.ingest", folder=documents[0].parent)
        outcomes = list(ingest_each(registry, documents))
        write_outcomes(outcomes, registry.where)
        shown = _show_targets(registry)
        _audit(registry, out)
        _brief(registry, out)
        save(out / "figures.jsonl", _jsonl(registry.figures()))
        _next(registry, out, shown)
    if any(outcome.fault for outcome in outcomes):
        raise SystemExit(SOME_FAILED)


def bundled_documents() -> list[Path]:
    """The documents of ``corpus/``: inside the installed package, or at the top of a checkout. Raises MissingFile."""
    package = Path(policyparse.__path__[0])
    for folder in (package / "corpus" / "documents", package.parents[1] / "corpus" / "documents"):
        documents = sorted(path for path in folder.glob("*") if path.suffix in _FORMATS)
        if documents:
            return documents
    raise MissingFile("corpus/documents", say("demo.missing"), remedy=say("demo.missing.remedy"))


def _heading(key: str, **blanks: object) -> None:
    write(f"\n== {say(key, **blanks)}\n\n")


def _show_targets(registry: Registry) -> tuple[Figure, ...]:
    """Write the first targets of the newer plan; the figures shown."""
    head = registry.document(NEW_PLAN)
    targets = registry.figures(FigureQuery(document=head.id, kind="target"))
    _heading("demo.targets", title=head.title, count=len(targets))
    shown = targets[:_FIGURES_SHOWN]
    write_figures(shown)
    return shown


def _audit(registry: Registry, out: Path) -> None:
    _heading("demo.audit")
    extractions = registry.extractions()
    findings = audit(extractions, everything=True, lang=current())
    shown = [finding for finding in findings if finding.matters]
    write_findings(shown, documents=len(extractions), hidden=len(findings) - len(shown))
    save(out / "findings.jsonl", _jsonl(findings))


def _brief(registry: Registry, out: Path) -> None:
    """The brief of the two plans, with what the other documents observed."""
    plans = [registry.extraction(registry.document(name).id) for name in (OLD_PLAN, NEW_PLAN)]
    own = {plan.head.id for plan in plans}
    others = [extraction for extraction in registry.extractions() if extraction.head.id not in own]
    comparison = compare(*plans, observed=others)
    _heading("demo.brief", old=comparison.old.title, new=comparison.new.title)
    formats: tuple[TextFormat, ...] = ("md", "html")
    for format in formats:
        save(out / f"brief.{format}", render(comparison, format=format, lang=current()))
    write(f"{say('demo.changes', count=len(comparison.changes))}\n")


def _next(registry: Registry, out: Path, shown: tuple[Figure, ...]) -> None:
    """Where everything was put, and what to try."""
    _heading("demo.files")
    for name in ("brief.html", "brief.md", "findings.jsonl", "figures.jsonl", "policyparse.sqlite"):
        write(f"  {out / name}\n")
    _heading("demo.next")
    explained = [f"explain {figure.id[:SHORT_ID]}" for figure in shown[:1]]
    for command in ("figures --kind target --period 2027", *explained, "audit --all"):
        write(f"  policyparse {command} --registry {registry.where}\n")
    write(f"  policyparse ingest {say('demo.your_folder')}\n")


def _jsonl(records: Iterable[BaseModel]) -> str:
    return "".join(f"{record.model_dump_json()}\n" for record in records)
