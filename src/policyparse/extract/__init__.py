"""Document → figures, definitions and aims."""

from __future__ import annotations

from dataclasses import replace

from policyparse.document import Document, Paragraph
from policyparse.extract.context import Section, section_after, setting_of, setting_under
from policyparse.extract.definitions import find_aims, find_definitions
from policyparse.extract.draft import Draft, finish
from policyparse.extract.mentions import find_mentions
from policyparse.extract.prose import Progress, read_paragraph
from policyparse.extract.tables import read_table
from policyparse.figure import Extraction

__all__ = ["extract"]


def extract(document: Document) -> Extraction:
    """Every figure of a document in reading order, each with its place; definitions, unnumbered aims and mentions beside them."""
    figures = tuple(finish(draft, document) for draft in _drafts(document))
    return Extraction(
        head=document.head,
        figures=figures,
        definitions=find_definitions(document, (figure.indicator for figure in figures)),
        aims=find_aims(document),
        mentions=find_mentions(document),
    )


def _drafts(document: Document) -> list[Draft]:
    setting = setting_of(document)
    progress, section = Progress(setting), Section()
    drafts: list[Draft] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            progress = replace(progress, setting=setting_under(progress.setting, block))
            section = section_after(section, block, progress.setting.clock)
            found, progress = read_paragraph(block, section, progress)
            drafts += found
        else:
            drafts += read_table(block, section, progress.setting)
    return drafts
