"""Briefs: the comparison of two plans, the audit memo, the digest of a notice, and the templates that lay them out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from policyparse.brief import compare, digest, render, trace
from policyparse.brief.fields import TemplateEntry, list_templates
from policyparse.brief.kinds import Subject
from policyparse.brief.lineage import FEWEST_PLANS
from policyparse.brief.memo import Review
from policyparse.brief.render import FORMATS, Format
from policyparse.cli.audit import audited
from policyparse.cli.files import save_bytes
from policyparse.cli.messages import current, say
from policyparse.cli.output import visible, write
from policyparse.cli.sources import named_and_others
from policyparse.errors import RenderError

_TEXT = ("md", "html")
_SUFFIXES: dict[str, Format] = {".htm": "html", ".markdown": "md", **{f".{format}": format for format in FORMATS}}


@dataclass(frozen=True, slots=True)
class Look:
    """How a brief is to be written: its format, where to, with whose templates, with or without pictures."""

    format: Format | None = None
    out: Path | None = None
    templates: Path | None = None
    charts: bool = False

    @property
    def chosen(self) -> Format:
        """The format asked for, else that of ``out`` by its name, Markdown where there is neither."""
        by_name = _SUFFIXES.get(self.out.suffix.lower(), "md") if self.out else "md"
        return self.format or by_name


def brief(plans: Sequence[str], target: str, look: Look) -> None:
    """Write the brief of two plans, or of a chain of them from the oldest; each is a file, or a document of the registry.

    Where one of two is of the registry, its other documents are searched for what was observed.
    """
    check(look)
    found, others = named_and_others(plans, target)
    deliver(trace(found) if len(found) > FEWEST_PLANS else compare(*found, observed=others), look)


def memo(files: Sequence[Path], target: str, look: Look) -> None:
    """Write the audit memo on these files, or on the whole registry where none are given."""
    check(look)
    done = audited(files, target)
    deliver(Review(done.extractions, done.findings), look)


def sum_up(file: str, target: str, look: Look) -> None:
    """Write the digest of a notice, held against the plan before it in the registry where there is one."""
    check(look)
    held = "://" in target or Path(target).exists()
    found, others = named_and_others((file,), target, with_registry=held)
    deliver(digest(found[0], others), look)


def look_of(format: Format | None, out: Path | None, templates: Path | None, charts: bool) -> Look | None:
    """The look asked for, already checked; None where neither a format nor a file was asked for."""
    if format is None and out is None:
        return None
    look = Look(format, out, templates, charts)
    check(look)
    return look


def check(look: Look) -> None:
    """Refuse a file's bytes on standard output before any work is done."""
    if look.out is None and look.chosen not in _TEXT:
        raise typer.BadParameter(say("brief.out", format=look.chosen), param_hint="--out")


def deliver(subject: Subject, look: Look) -> None:
    """Render and write to ``out``, or to standard output."""
    made = made_of(subject, look)
    if look.out is None:
        write(made.decode())
    else:
        save_bytes(look.out, made)
        write(f"{say('saved', path=look.out)}\n")


def made_of(subject: Subject, look: Look) -> bytes:
    """The brief as bytes, text as UTF-8."""
    kind = look.chosen
    made: str | bytes
    if kind == "md" or kind == "html":
        made = render(subject, format=kind, lang=current(), templates=look.templates, charts=look.charts)
    else:
        made = render(subject, format=kind, lang=current(), templates=look.templates, charts=look.charts)
    return made.encode() if isinstance(made, str) else made


def templates(name: str | None, folder: Path | None, *, as_json: bool) -> None:
    """List the templates with the fields that each may use."""
    entries = list_templates(folder, current())
    if name is not None:
        entries = tuple(entry for entry in entries if entry.name == name)
        if not entries:
            raise RenderError(name, say("templates.none"), remedy=say("templates.none.remedy"))
    if as_json:
        write(json.dumps([entry.as_dict() for entry in entries], ensure_ascii=False, indent=2) + "\n")
    else:
        write("\n".join(_entry_text(entry) for entry in entries))


def _entry_text(entry: TemplateEntry) -> str:
    lines = [f"{entry.name}  {entry.title}", f"  {say('templates.file')} {entry.path}", ""]
    width = max(len(line.path) for line in entry.fields)
    lines += [f"  {line.path:<{width}}  [{line.type}]  {line.description}" for line in entry.fields]
    return "".join(f"{visible(line)}\n" for line in lines)
