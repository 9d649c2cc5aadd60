"""Document → figures, definitions and aims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from policyparse.document import Document, Head, Paragraph
from policyparse.extract.cells import read_sentences
from policyparse.extract.context import Section, section_after, setting_of, setting_under
from policyparse.extract.definitions import find_aims, find_definitions
from policyparse.extract.draft import Draft, finish
from policyparse.extract.mentions import find_mentions
from policyparse.extract.prose import Progress, read_paragraph, under_heading
from policyparse.extract.tables import read_table
from policyparse.extract.whose import place_of
from policyparse.figure import Extraction, Figure
from policyparse.language.places import NATION, find_places, is_national
from policyparse.language.units import is_known

__all__ = ["extract"]


def extract(document: Document) -> Extraction:
    """Every figure of a document in reading order, each with its place; definitions, unnumbered aims and mentions beside them."""
    figures = tuple(finish(draft, document) for draft in _drafts(document))
    return Extraction(
        head=_with_doubts(document, figures),
        figures=figures,
        definitions=find_definitions(document, (figure.indicator for figure in figures)),
        aims=find_aims(document),
        mentions=find_mentions(document),
    )


def _with_doubts(document: Document, figures: Iterable[Figure]) -> Head:
    """The head with a warning for each unit that the table lacks (it stands as printed and is compared with itself only)
    and one where the figures' place is no more than a guess.
    """
    head = document.head
    unknown = Counter(figure.unit for figure in figures if figure.unit and not is_known(figure.unit))
    doubts = [f"单位“{unit}”不在词表中，照原样保留（{count} 处）" for unit, count in unknown.items()]
    if any("place" in figure.inherited for figure in figures):
        doubts += _doubts_of_place(place_of(document), document)
    return head.model_copy(update={"warnings": (*head.warnings, *doubts)}) if doubts else head


def _doubts_of_place(place: str, document: Document) -> list[str]:
    """What is to be said of the place that figures inherit: it is in no table, or nothing in the document names it."""
    if place != NATION:
        return [] if find_places(place) else [f"“{place}”不在行政区划表中，照原样保留"]
    head = document.head
    if head.issuers or is_national(head.title) or is_national(document.text):
        return []
    return ["文件未写明发文机关和地区，各项数据的地区暂作全国"]


def _drafts(document: Document) -> list[Draft]:
    setting = setting_of(document)
    progress, section = Progress(setting), Section()
    drafts: list[Draft] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            progress = replace(progress, setting=setting_under(progress.setting, block))
            section = section_after(section, block, progress.setting.clock)
            progress = under_heading(progress, block.level)
            found, progress = read_paragraph(block, section, progress)
            drafts += found
        else:
            cells = read_table(block, section, progress.setting) + read_sentences(block, section, progress)
            drafts += sorted(cells, key=lambda draft: draft.span)
    return drafts
