"""The index page of a folder: what is new since the last run, what contradicts, where the briefs are, what failed."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from policyparse import __version__
from policyparse.brief.labels import Labels, load_labels
from policyparse.brief.outline import Outline
from policyparse.brief.render import TEXT_FORMS
from policyparse.brief.template import fill, template_folders

INDEX = "index"

FileStatus = Literal["new", "changed", "same", "failed"]

_FROZEN = ConfigDict(frozen=True, extra="forbid")


class FileView(BaseModel):
    """One file of the folder."""

    model_config = _FROZEN

    name: str = Field(description="its path in the folder")
    title: str = Field(description="the document's title; empty where it could not be read")
    status: FileStatus = Field(description="new, changed, same or failed")
    figures: int = Field(description="how many figures were read")
    unread: tuple[str, ...] = Field(description="what could not be read, or why the whole file could not")


class LinkView(BaseModel):
    """One file that was made."""

    model_config = _FROZEN

    format: str = Field(description="md, html, docx, xlsx or pdf")
    href: str = Field(description="its address, relative to the index page")


class MadeView(BaseModel):
    """One brief in all its formats."""

    model_config = _FROZEN

    kind: str = Field(description="the kind of brief in words")
    about: str = Field(description="the documents that it is about")
    lead: str = Field(description="its first sentence")
    fresh: bool = Field(description="whether it was written anew in this run")
    links: tuple[LinkView, ...] = Field(description="its files")
    fault: str = Field(description="why a format could not be written; empty where all were")


class ClaimView(BaseModel):
    """One contradiction."""

    model_config = _FROZEN

    title: str = Field(description="what disagrees, in one line")
    formula: str = Field(description="the arithmetic")
    fresh: bool = Field(description="whether the last run did not have it")


class PageView(BaseModel):
    """Everything that the index page prints."""

    model_config = _FROZEN

    folder: str = Field(description="the folder that was read")
    lead: str = Field(description="the sentence that sums up")
    files: tuple[FileView, ...] = Field(description="the files of the folder")
    gone: tuple[str, ...] = Field(description="files that the last run read and that are no longer there")
    claims: tuple[ClaimView, ...] = Field(description="the contradictions, the gravest first")
    briefs: tuple[MadeView, ...] = Field(description="the briefs")
    version: str = Field(description="the parser and its version")


def render_index(
    folder: str,
    files: tuple[FileView, ...],
    gone: tuple[str, ...],
    claims: tuple[ClaimView, ...],
    briefs: tuple[MadeView, ...],
    *,
    lang: Literal["zh", "en"] = "zh",
    templates: Path | None = None,
) -> str:
    """The index as one HTML page that fetches nothing. Raises RenderError."""
    folders = template_folders(templates)
    labels = load_labels(folders, lang)
    view = PageView(
        folder=folder,
        lead=_lead(files, claims, labels),
        files=files,
        gone=gone,
        claims=claims,
        briefs=briefs,
        version=labels.message("messages", "version", __version__),
    )
    context = {
        "brief": view,
        "labels": labels.words,
        "title": labels.message("titles", INDEX),
        "numbered": Outline(labels).numbered,
    }
    return fill(INDEX, TEXT_FORMS["html"], folders, context)


def _lead(files: tuple[FileView, ...], claims: tuple[ClaimView, ...], labels: Labels) -> str:
    count = {status: sum(file.status == status for file in files) for status in ("new", "changed", "failed")}
    fresh = sum(claim.fresh for claim in claims)
    numbers = (len(files), count["new"], count["changed"], count["failed"], len(claims), fresh)
    return labels.message("messages", "lead_index", *map(str, numbers))
