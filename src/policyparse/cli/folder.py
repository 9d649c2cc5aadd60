"""Run: a folder of documents once a day. Read what is new, audit all, write every brief, and an index page of it.

Documents are known by the hash of their bytes and read once; briefs are written again only when a document, the parser, the
templates or the options changed. What the last run had stands in ``run.json`` beside the index.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, get_args

import typer

import policyparse
from policyparse.audit.finding import Finding
from policyparse.brief import compare, digest, review
from policyparse.brief.digest import find_previous
from policyparse.brief.index import ClaimView, FileStatus, FileView, LinkView, MadeView, render_index
from policyparse.brief.kinds import Subject, kind_of
from policyparse.brief.labels import Labels, load_labels
from policyparse.brief.memo import Review
from policyparse.brief.render import Format
from policyparse.brief.template import template_folders
from policyparse.cli.batch import Outcome, find_files, ingest_each
from policyparse.cli.briefs import Look, made_of, make_folder, save, save_bytes
from policyparse.cli.faults import SOME_FAILED, report, told
from policyparse.cli.messages import current, say
from policyparse.cli.output import visible, write
from policyparse.errors import MissingFile, PolicyParseError
from policyparse.figure import Extraction
from policyparse.registry import Registry, open_registry

STATE = "run.json"
INDEX = "index.html"
REGISTRY = "policyparse.sqlite"
BRIEFS = "briefs"

_NO_NAME = re.compile(r"[^\w\-]+")
_NAME_LENGTH = 40


class Job(NamedTuple):
    """One brief to be written: its file name without suffix, what it is about, and how to make its subject."""

    name: str
    about: str
    subject: Callable[[], Subject]


@dataclass(frozen=True, slots=True)
class State:
    """What a run leaves for the next: files with their documents, findings, and what the briefs were made from."""

    files: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[str, ...] = ()
    key: str = ""
    leads: Mapping[str, str] = field(default_factory=dict)


def formats_of(names: str) -> tuple[Format, ...]:
    """The formats of a list with commas, each once."""
    known = {name for group in get_args(Format) for name in (get_args(group) or (group,))}
    wanted = tuple(dict.fromkeys(name.strip() for name in names.split(",") if name.strip()))
    for name in wanted:
        if name not in known:
            raise typer.BadParameter(say("run.formats", format=name), param_hint="--formats")
    return wanted  # type: ignore[return-value]


def run(folder: Path, out: Path, formats: tuple[Format, ...], templates: Path | None, *, charts: bool) -> None:
    """Do all of it; ends with SOME_FAILED where a file could not be read or a brief not be written."""
    files = _files(folder, out)
    make_folder(out)
    last = _load_state(out / STATE)
    with open_registry(out / REGISTRY) as registry:
        outcomes = list(ingest_each(registry, files))
        extractions = _extractions(registry, outcomes)
    checked = review(extractions, lang=current())
    key = _key(extractions, formats, templates, charts)
    look = Look(templates=templates, charts=charts)
    labels = load_labels(template_folders(templates), current())
    leads: dict[str, str] = {}
    made = [
        _write(job, out, formats, look, labels, last if last.key == key else State(), leads)
        for job in _jobs(extractions, checked)
    ]
    contradictions = tuple(finding for finding in checked.findings if finding.verdict == "contradiction")
    views = tuple(_file_view(outcome, folder, last, extractions) for outcome in outcomes)
    gone = tuple(sorted(set(last.files) - {view.name for view in views}))
    claims = tuple(_claim(finding, last) for finding in contradictions)
    save(out / INDEX, render_index(str(folder), views, gone, claims, tuple(made), lang=current(), templates=templates))
    state = State(_known(outcomes, folder), tuple(finding.id for finding in contradictions), key, leads)
    _save_state(out / STATE, state)
    _say_done(views, claims, made, out)
    if any(outcome.fault for outcome in outcomes) or any(each.fault for each in made):
        raise SystemExit(SOME_FAILED)


def _files(folder: Path, out: Path) -> list[Path]:
    """The documents of the folder, without what an earlier run wrote. Raises MissingFile."""
    if not folder.is_dir():
        raise MissingFile(str(folder), say("ingest.nothing"), remedy=say("ingest.nothing.remedy"))
    own = out.absolute()
    files = [path for path in find_files([folder]) if own not in path.absolute().parents]
    if not files:
        raise MissingFile(str(folder), say("ingest.nothing"), remedy=say("ingest.nothing.remedy"))
    return files


def _extractions(registry: Registry, outcomes: Sequence[Outcome]) -> tuple[Extraction, ...]:
    """What the registry holds of the files that are in the folder now, by date and id."""
    now = {outcome.stored.head.id for outcome in outcomes if outcome.stored}
    return tuple(extraction for extraction in registry.extractions() if extraction.head.id in now)


def _key(extractions: Sequence[Extraction], formats: Sequence[str], templates: Path | None, charts: bool) -> str:
    """A hash of everything that the briefs are made from."""
    digest_of = hashlib.sha256()
    digest_of.update(repr((policyparse.__version__, current(), sorted(formats), charts)).encode())
    for extraction in extractions:
        digest_of.update(extraction.head.id.encode())
    for folder in template_folders(templates):
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            digest_of.update(path.name.encode() + path.read_bytes())
    return digest_of.hexdigest()


def _jobs(extractions: Sequence[Extraction], checked: Review) -> Iterator[Job]:
    """Every brief that these documents give: the memo, then document by document what each is good for."""
    if not extractions:
        return
    yield Job("audit_memo", "", lambda: checked)
    for extraction in extractions:
        others = [other for other in extractions if other is not extraction]
        if any(figure.kind in ("target", "threshold") for figure in extraction.figures) or extraction.aims:
            yield Job(_name("digest", extraction), _title(extraction), _digest_of(extraction, others))
        previous = find_previous(extraction, others)
        if previous is not None:
            about = f"{_title(previous)} → {_title(extraction)}"
            yield Job(_name("target_change", extraction), about, _change_of(previous, extraction, others))


def _digest_of(extraction: Extraction, others: Sequence[Extraction]) -> Callable[[], Subject]:
    return lambda: digest(extraction, others)


def _change_of(old: Extraction, new: Extraction, others: Sequence[Extraction]) -> Callable[[], Subject]:
    return lambda: compare(old, new, observed=[other for other in others if other is not old])


def _name(kind: str, extraction: Extraction) -> str:
    """A file name that stays the same from run to run and is no other document's."""
    stem = _NO_NAME.sub("_", Path(extraction.head.name).stem)[:_NAME_LENGTH]
    return f"{kind}-{stem}-{extraction.head.id[:8]}"


def _title(extraction: Extraction) -> str:
    return extraction.head.title or extraction.head.name


def _write(
    job: Job,
    out: Path,
    formats: Sequence[Format],
    look: Look,
    labels: Labels,
    last: State,
    leads: dict[str, str],
) -> MadeView:
    """Write a brief in each format, unless the last run made the same; a format that fails takes no other with it."""
    paths = {format: out / BRIEFS / f"{job.name}.{format}" for format in formats}
    kind = labels.message("titles", job.name.split("-")[0])
    if job.name in last.leads and all(path.is_file() for path in paths.values()):
        leads[job.name] = last.leads[job.name]
        return _made(kind, job, leads, paths, fresh=False, faults=[])
    subject = job.subject()
    leads[job.name] = kind_of(subject).lay_out(subject, labels).lead
    faults, done = [], {}
    for format, path in paths.items():
        try:
            save_bytes(path, made_of(subject, Look(format, path, look.templates, look.charts)))
            done[format] = path
        except PolicyParseError as fault:
            report(fault)
            faults.append(told(fault))
    made = _made(kind, job, leads, done, fresh=True, faults=faults)
    if faults:
        del leads[job.name]
    return made


def _made(
    kind: str,
    job: Job,
    leads: Mapping[str, str],
    paths: Mapping[Format, Path],
    *,
    fresh: bool,
    faults: Sequence[str],
) -> MadeView:
    links = tuple(LinkView(format=format, href=f"{BRIEFS}/{path.name}") for format, path in paths.items())
    return MadeView(kind=kind, about=job.about, lead=leads[job.name], fresh=fresh, links=links, fault="；".join(faults))


def _file_view(outcome: Outcome, folder: Path, last: State, extractions: Sequence[Extraction]) -> FileView:
    name = _relative(outcome.path, folder)
    if outcome.stored is None:
        told_of = told(outcome.fault) if outcome.fault else ""
        return FileView(name=name, title="", status="failed", figures=0, unread=(told_of,))
    head = outcome.stored.head
    before = last.files.get(name)
    status: FileStatus = "new" if before is None else "same" if before == head.id else "changed"
    return FileView(
        name=name, title=head.title, status=status, figures=outcome.stored.figures, unread=tuple(head.warnings)
    )


def _claim(finding: Finding, last: State) -> ClaimView:
    return ClaimView(title=finding.title, formula=finding.formula, fresh=finding.id not in last.findings)


def _relative(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _known(outcomes: Sequence[Outcome], folder: Path) -> dict[str, str]:
    return {_relative(outcome.path, folder): outcome.stored.head.id for outcome in outcomes if outcome.stored}


def _load_state(path: Path) -> State:
    """What the last run left; nothing where there was none, or where it cannot be read any more."""
    if not path.is_file():
        return State()
    try:
        saved: Any = json.loads(path.read_text(encoding="utf-8"))
        return State(dict(saved["files"]), tuple(saved["findings"]), str(saved["key"]), dict(saved["leads"]))
    except (ValueError, KeyError, TypeError):
        return State()


def _save_state(path: Path, state: State) -> None:
    saved = {"files": dict(state.files), "findings": state.findings, "key": state.key, "leads": dict(state.leads)}
    save(path, json.dumps(saved, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def _say_done(views: Sequence[FileView], claims: Sequence[ClaimView], made: Sequence[MadeView], out: Path) -> None:
    line = say(
        "run.done",
        documents=len(views),
        new=sum(view.status == "new" for view in views),
        failed=sum(view.status == "failed" for view in views),
        contradictions=len(claims),
        fresh=sum(claim.fresh for claim in claims),
        briefs=len(made),
        index=out / INDEX,
    )
    write(f"{visible(line)}\n")
