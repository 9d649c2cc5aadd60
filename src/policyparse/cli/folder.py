"""Run: a folder of documents once a day. Read what is new, audit all, write every brief, and an index page of it.

Documents are known by the hash of their bytes and read once; briefs are written again only when a document, the parser, the
templates or the options changed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import typer

import policyparse
from policyparse.audit.finding import Finding
from policyparse.brief import compare, digest, progress, score
from policyparse.brief.digest import RETOLD, find_previous
from policyparse.brief.index import ClaimView, FileStatus, FileView, LinkView, MadeView, render_index
from policyparse.brief.kinds import Subject, kind_of
from policyparse.brief.labels import Labels, load_labels
from policyparse.brief.memo import Review
from policyparse.brief.render import FORMATS, Format
from policyparse.brief.scorecard import has_places
from policyparse.brief.template import template_folders
from policyparse.cli.audit import audit_under
from policyparse.cli.batch import Outcome, find_files, ingest_each
from policyparse.cli.briefs import Look, made_of
from policyparse.cli.faults import SOME_FAILED, faults_of, report, told
from policyparse.cli.files import make_folder, save, save_bytes
from policyparse.cli.last_run import LastRun, load_last_run, save_last_run
from policyparse.cli.messages import current, say
from policyparse.cli.output import visible, write
from policyparse.errors import MissingFile, PolicyParseError
from policyparse.figure import Extraction
from policyparse.registry import Registry, open_registry

INDEX = "index.html"
REGISTRY = "policyparse.sqlite"
BRIEFS = "briefs"

_NO_NAME = re.compile(r"[^\w\-]+")
_NAME_LENGTH = 40


class Job(NamedTuple):
    """One brief to be written: its file name without suffix, the documents that it is about, and what it is made of."""

    name: str
    about: str
    subject: Subject


def formats_of(names: str) -> tuple[Format, ...]:
    """The formats of a list with commas, each once."""
    wanted = dict.fromkeys(name.strip() for name in names.split(",") if name.strip())
    for name in wanted:
        if name not in FORMATS:
            raise typer.BadParameter(say("run.formats", format=name), param_hint="--formats")
    return tuple(format for format in FORMATS if format in wanted)


def run(folder: Path, out: Path, formats: tuple[Format, ...], look: Look) -> None:
    """Do all of it; ends with SOME_FAILED where a file could not be read or a brief not be written."""
    files = _files(folder, out)
    make_folder(out)
    last = load_last_run(out)
    with open_registry(out / REGISTRY) as registry:
        outcomes = list(ingest_each(registry, files))
        extractions = _extractions(registry, outcomes)
    done = audit_under(extractions, str(out / REGISTRY))
    checked = Review(done.extractions, done.findings)
    key = _key(checked, formats, look)
    made = _unchanged(last, key, out) or _write_all(extractions, checked, out, formats, look)
    contradictions = tuple(finding for finding in checked.shown if finding.verdict == "contradiction")
    views = tuple(_file_view(outcome, folder, last) for outcome in outcomes)
    gone = tuple(sorted(set(last.files) - {view.name for view in views}))
    claims = tuple(_claim(finding, last) for finding in contradictions)
    page = render_index(str(folder), views, gone, claims, made, lang=current(), templates=look.templates)
    save(out / INDEX, page)
    known = {_relative(one.path, folder): one.stored.head.id for one in outcomes if one.stored}
    ids = tuple(finding.id for finding in contradictions)
    save_last_run(out, LastRun(files=known, contradictions=ids, key=key, briefs=made))
    _say_done(views, claims, made, out)
    if any(outcome.fault for outcome in outcomes) or any(each.fault for each in made):
        raise SystemExit(SOME_FAILED)


def _files(folder: Path, out: Path) -> list[Path]:
    """The documents of the folder, without what an earlier run wrote. Raises MissingFile."""
    own = out.absolute()
    files = [path for path in find_files([folder]) if own not in path.absolute().parents] if folder.is_dir() else []
    if not files:
        raise MissingFile(str(folder), say("ingest.nothing"), remedy=say("ingest.nothing.remedy"))
    return files


def _extractions(registry: Registry, outcomes: Sequence[Outcome]) -> tuple[Extraction, ...]:
    """What the registry holds of the files that are in the folder now, by date and id."""
    now = {outcome.stored.head.id for outcome in outcomes if outcome.stored}
    return tuple(extraction for extraction in registry.extractions() if extraction.head.id in now)


def _key(checked: Review, formats: Sequence[Format], look: Look) -> str:
    """A hash of everything that the briefs are made from: documents, parser, decisions, language, options, templates."""
    hashed = hashlib.sha256(repr((policyparse.__version__, current(), formats, look.charts)).encode())
    for extraction in checked.extractions:
        hashed.update(extraction.head.id.encode())
    for finding in checked.findings:
        hashed.update(repr((finding.id, finding.muted)).encode())
    for folder in template_folders(look.templates):
        for path in sorted(path for path in folder.iterdir() if path.is_file()):
            hashed.update(path.name.encode() + path.read_bytes())
    return hashed.hexdigest()


def _unchanged(last: LastRun, key: str, out: Path) -> tuple[MadeView, ...]:
    """The briefs of the last run where they would be the same and are still there; none otherwise."""
    whole = all(not made.fault and all((out / link.href).is_file() for link in made.links) for made in last.briefs)
    if last.key != key or not whole:
        return ()
    return tuple(made.model_copy(update={"fresh": False}) for made in last.briefs)


def _write_all(
    extractions: Sequence[Extraction], checked: Review, out: Path, formats: Sequence[Format], look: Look
) -> tuple[MadeView, ...]:
    """Every brief that these documents give: the memo, then document by document what each is good for."""
    labels = load_labels(template_folders(look.templates), current())
    made = [_write(Job("audit_memo", "", checked), out, formats, look, labels)] if extractions else []
    for extraction in extractions:
        try:
            with faults_of(Path(extraction.head.name)):
                jobs = _jobs(extraction, [other for other in extractions if other is not extraction])
        except PolicyParseError as fault:
            report(fault)
            made.append(_failed(_title(extraction), told(fault), labels))
        else:
            made += [_write(job, out, formats, look, labels) for job in jobs]
    return tuple(made)


def _jobs(extraction: Extraction, others: Sequence[Extraction]) -> list[Job]:
    """The briefs that one document gives beside the others."""
    return [
        Job(_name(kind_of(subject).name, extraction), about, subject)
        for subject, about in _subjects(extraction, others)
    ]


def _failed(about: str, fault: str, labels: Labels) -> MadeView:
    """What stands on the index of a document that no brief could be made of."""
    return MadeView(kind=labels.word("briefs"), about=about, lead="", fresh=True, links=(), fault=fault)


def _subjects(extraction: Extraction, others: Sequence[Extraction]) -> Iterator[tuple[Subject, str]]:
    """What can be said of one document beside the others: digest, changes, progress, scorecard."""
    title = _title(extraction)
    kinds = {figure.kind for figure in extraction.figures}
    if "target" in kinds or ("threshold" in kinds and extraction.head.kind not in RETOLD):
        yield digest(extraction, others), title
    previous = find_previous(extraction, others)
    if previous is not None:
        seen = [other for other in others if other is not previous]
        yield compare(previous, extraction, observed=seen), f"{_title(previous)} → {title}"
    if "target" in kinds and extraction.head.kind not in RETOLD:
        tracking = progress(extraction, others)
        if any(track.last for track in tracking.tracks):
            yield tracking, title
    if has_places(extraction):
        card = score(extraction, others)
        if any(column.bar for column in card.columns):
            yield card, title


def _name(kind: str, extraction: Extraction) -> str:
    """A file name that stays the same from run to run and is no other document's."""
    stem = _NO_NAME.sub("_", Path(extraction.head.name).stem)[:_NAME_LENGTH]
    return f"{kind}-{stem}-{extraction.head.id[:8]}"


def _title(extraction: Extraction) -> str:
    return extraction.head.title or extraction.head.name


def _write(job: Job, out: Path, formats: Sequence[Format], look: Look, labels: Labels) -> MadeView:
    """Write a brief in each format; one that fails takes no other with it, and is named on the index."""
    links, faults = [], []
    for format in formats:
        href = f"{BRIEFS}/{job.name}.{format}"
        try:
            with faults_of(out / href):
                save_bytes(out / href, made_of(job.subject, Look(format, None, look.templates, look.charts)))
            links.append(LinkView(format=format, href=href))
        except PolicyParseError as fault:
            report(fault)
            faults.append(told(fault))
    kind = kind_of(job.subject)
    return MadeView(
        kind=labels.message("titles", kind.name),
        about=job.about,
        lead=kind.lay_out(job.subject, labels).lead,
        fresh=True,
        links=tuple(links),
        fault=labels.word("joint").join(faults),
    )


def _file_view(outcome: Outcome, folder: Path, last: LastRun) -> FileView:
    name = _relative(outcome.path, folder)
    if outcome.stored is None:
        why = (told(outcome.fault),) if outcome.fault else ()
        return FileView(name=name, title="", status="failed", figures=0, unread=why)
    head = outcome.stored.head
    before = last.files.get(name)
    status: FileStatus = "new" if before is None else "same" if before == head.id else "changed"
    return FileView(name=name, title=head.title, status=status, figures=outcome.stored.figures, unread=head.warnings)


def _claim(finding: Finding, last: LastRun) -> ClaimView:
    return ClaimView(title=finding.title, formula=finding.formula, fresh=finding.id not in last.contradictions)


def _relative(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _say_done(views: Sequence[FileView], claims: Sequence[ClaimView], made: Sequence[MadeView], out: Path) -> None:
    line = say(
        "run.done",
        documents=len(views),
        new=sum(view.status == "new" for view in views),
        changed=sum(view.status == "changed" for view in views),
        failed=sum(view.status == "failed" for view in views),
        contradictions=len(claims),
        fresh=sum(claim.fresh for claim in claims),
        briefs=len(made),
        written=sum(each.fresh for each in made),
        index=out / INDEX,
    )
    write(f"{visible(line)}\n")
