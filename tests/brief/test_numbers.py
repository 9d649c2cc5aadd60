"""Every number of a brief is printed in its sources or computed from them: checked on what a reader of the page sees."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Literal

import pytest
from lxml import html
from pydantic import BaseModel

from policyparse.brief import compare, digest, progress, render, review, score
from policyparse.brief.kinds import Subject
from policyparse.brief.wording import number_text, significant
from policyparse.figure import Extraction
from policyparse.interval import decimal_text, exact

ORDINALS = {str(number) for number in range(1, 40)}
"""Numbers of headings, documents and findings."""

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def numbers_of(text: str) -> set[str]:
    return {found.replace(",", "") for found in _NUMBER.findall(text)}


def seen_on(page_text: str) -> set[str]:
    """The numbers of the page outside its style, its reference marks and the quotes of its sources."""
    page = html.document_fromstring(page_text)
    away = "ancestor::style or ancestor::sup or ancestor::title or ancestor::footer or ancestor::*[@class='sources']"
    texts = page.xpath(f"//text()[not({away})]")
    return {number for text in texts for number in numbers_of(str(text))}


def values_in(thing: Any) -> Iterator[Any]:
    """Every scalar, and the size of every collection, inside models, dataclasses and tuples."""
    if isinstance(thing, BaseModel):
        inside: list[Any] = [getattr(thing, name) for name in type(thing).model_fields]
    elif dataclasses.is_dataclass(thing):
        inside = [getattr(thing, each.name) for each in dataclasses.fields(thing)]
    elif isinstance(thing, tuple):
        inside = list(thing)
        yield len(thing)
    else:
        yield thing
        return
    for each in inside:
        yield from values_in(each)


def printed_forms(number: Fraction) -> set[str]:
    """A computed number in every form that the wording gives it."""
    size = abs(number)
    texts = [exact(size), significant(size), decimal_text(size), decimal_text(size, 1), decimal_text(size * 100, 1)]
    texts += [number_text(size, "chinese"), number_text(size, "grouped"), str(int(size * 100 + Fraction(1, 2)))]
    for power in (10**4, 10**8):
        texts += [significant(size / power), decimal_text(size / power)]
    if size >= 1000:
        step = 10 ** (len(str(int(size))) - 3)
        texts.append(str(int(size / step + Fraction(1, 2)) * step))
    return {number for text in texts for number in numbers_of(text)}


def allowed(subject: Subject, documents: list[Extraction]) -> set[str]:
    """What the documents print and what was computed from it; a count is the size of something in the subject."""
    found: set[str] = set(ORDINALS)
    for value in (*values_in(subject), *(value for document in documents for value in values_in(document))):
        if isinstance(value, int):
            found.add(str(value))
        elif isinstance(value, str):
            found |= numbers_of(value)
            if re.fullmatch(r"-?\d+(?:\.\d+)?(?:/\d+)?", value):
                found |= printed_forms(Fraction(value))
    return found | {number.lstrip("0") for number in found}


def subject_of(kind: str, seeds: dict[str, Extraction], lang: Literal["zh", "en"]) -> Subject:
    reports = (seeds["results"], seeds["news"])
    makers: dict[str, Any] = {
        "target_change": lambda: compare(seeds["old"], seeds["new"], observed=reports),
        "audit_memo": lambda: review(seeds.values(), lang=lang),
        "digest": lambda: digest(seeds["new"], seeds.values()),
        "progress": lambda: progress(seeds["new"], reports),
        "scorecard": lambda: score(seeds["results"], [seeds["notice"]] if "notice" in seeds else []),
    }
    made: Subject = makers[kind]()
    return made


def counts_of(subject: Any) -> set[str]:
    """How many items share a verdict, a state or a kind: what the first sentence of a brief counts."""
    groups: dict[str, int] = {}
    for items, key in (("findings", "verdict"), ("tracks", "state"), ("changes", "kind")):
        for item in getattr(subject, items, ()):
            groups[getattr(item, key)] = groups.get(getattr(item, key), 0) + 1
            if items == "findings" and item.matters:
                groups[f"shown {item.verdict}"] = groups.get(f"shown {item.verdict}", 0) + 1
    agreeing = groups.get("consistent", 0) + groups.get("consistent_after_rounding", 0)
    left = groups.get("shown cannot_decide", 0) + groups.get("shown not_comparable", 0)
    extractions = getattr(subject, "extractions", ())
    figures = sum(len(extraction.figures) for extraction in extractions)
    checks: dict[tuple[str, str], int] = {}
    for finding in getattr(subject, "findings", ()):
        group = "agree" if finding.verdict.startswith("consistent") else "open"
        checks[finding.check, group] = checks.get((finding.check, group), 0) + 1
    return {str(number) for number in (*groups.values(), *checks.values(), agreeing, left, figures)}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", ["target_change", "audit_memo", "digest", "progress", "scorecard"])
def test_every_number_of_a_brief_is_printed_in_its_sources_or_computed(
    seeds: dict[str, Extraction], kind: str, lang: Literal["zh", "en"]
) -> None:
    subject = subject_of(kind, seeds, lang)
    seen = seen_on(render(subject, format="html", lang=lang))
    assert len(seen) > 10
    assert seen - allowed(subject, list(seeds.values())) - counts_of(subject) == set()


def test_a_number_from_nowhere_is_noticed(seeds: dict[str, Extraction]) -> None:
    subject = subject_of("target_change", seeds, "zh")
    tampered = render(subject, format="html").replace(">超85%<", ">超86.7%<")
    assert seen_on(tampered) - allowed(subject, list(seeds.values())) - counts_of(subject) == {"86.7"}
