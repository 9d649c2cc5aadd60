"""The brief: whole, linked, escaped, the same every time; and faults of a user's template that can be mended."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import pytest
from lxml import html

from policyparse.brief import Comparison, compare, render, view
from policyparse.brief.labels import load_labels
from policyparse.brief.template import template_folder
from policyparse.brief.wording import gap_text, number_text, significant
from policyparse.errors import RenderError
from policyparse.figure import Extraction

GOLDEN = Path(__file__).parent / "golden"
Three = tuple[Extraction, Extraction, Extraction]


@pytest.fixture
def comparison(elder_care: Three, monkeypatch: pytest.MonkeyPatch) -> Comparison:
    monkeypatch.setattr(view, "__version__", "0")
    old, new, bulletin = elder_care
    return compare(old, new, observed=(bulletin,))


def test_energy_plans_read_as_expected(
    new_energy: tuple[Extraction, Extraction],
    check_golden: Callable[[Path, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(view, "__version__", "0")
    check_golden(GOLDEN / "new_energy.md", render(compare(*new_energy)))


def test_a_brief_says_what_was_compared_and_what_was_not_read(comparison: Comparison) -> None:
    made = render(comparison)
    for said in ("养发〔2026〕9号", "2026年2月10日", "2022年3月1日", "征求意见稿", "疑似扫描件", "policyparse 0"):
        assert said in made


def test_every_link_of_a_page_has_its_place_and_every_place_a_link_back(comparison: Comparison) -> None:
    page = html.document_fromstring(render(comparison, format="html"))
    ids = page.xpath("//@id")
    links = [href.removeprefix("#") for href in page.xpath("//a/@href")]
    assert len(ids) == len(set(ids))
    assert set(links) <= set(ids)
    assert {each for each in ids if re.fullmatch(r"[sc]\d+(-\d+)?", each)} <= set(links)


def test_a_page_fetches_nothing(comparison: Comparison) -> None:
    made = render(comparison, format="html")
    page = html.document_fromstring(made)
    assert not page.xpath("//script | //img | //link | //iframe | //@src")
    assert all(href.startswith("#") for href in page.xpath("//@href"))
    assert "url(" not in made
    assert "@import" not in made


def test_a_source_marks_its_number_in_the_quote(comparison: Comparison) -> None:
    page = html.document_fromstring(render(comparison, format="html"))
    assert page.xpath("//li[@id='s1']//mark/text()") == ["55%"]
    assert "护理型床位占比超过" in page.xpath("string(//li[@id='s1']//blockquote)")


def test_every_footnote_is_defined_once_and_cited(comparison: Comparison) -> None:
    made = render(comparison)
    defined = re.findall(r"^\[\^(\d+)\]:", made, re.MULTILINE)
    cited = set(re.findall(r"\[\^(\d+)\](?!:)", made))
    assert len(defined) == len(set(defined))
    assert set(defined) == cited


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_number_of_a_brief_is_printed_in_its_sources_or_computed(
    seeds: dict[str, Extraction], lang: Literal["zh", "en"]
) -> None:
    made = compare(seeds["old"], seeds["new"], observed=(seeds["results"], seeds["news"]))
    labels = load_labels((template_folder(),), lang)
    page = html.document_fromstring(render(made, format="html", lang=lang))
    numbers = {number for text in _own_words(page) for number in _numbers(text)}
    assert numbers <= _printed(seeds) | _computed(made, labels)
    assert {"85", "23.3", "56"} <= numbers


def _own_words(page: Any) -> list[str]:
    """The text of the page outside its style, its reference marks and the sources section."""
    away = "ancestor::style or ancestor::sup or ancestor::title or ancestor::footer or ancestor::*[@class='sources']"
    return [str(text) for text in page.xpath(f"//text()[not({away})]")]


def _numbers(text: str) -> set[str]:
    return {found.replace(",", "") for found in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}


def _printed(seeds: dict[str, Extraction]) -> set[str]:
    """Every number that a quote, definition, name, period or head of the documents prints, also as words write it."""
    found: set[str] = set()
    for extraction in seeds.values():
        head = extraction.head
        texts = [head.title, head.number or "", head.written or "", head.published or ""]
        texts += [text.text for text in extraction.definitions] + [aim.quote for aim in extraction.aims]
        texts += [part for figure in extraction.figures for part in (figure.quote, figure.indicator, figure.period)]
        for figure in extraction.figures:
            for value in (figure.value, figure.low, figure.high):
                if value is not None:
                    texts += [number_text(Fraction(value), "chinese"), number_text(Fraction(value), "grouped")]
        found |= {number for text in texts for number in _numbers(text)}
    return found | {number.lstrip("0") for number in found}


def _computed(comparison: Comparison, labels: Any) -> set[str]:
    texts = [str(len(comparison.of_kind(change.kind))) for change in comparison.changes]
    for change in comparison.changes:
        texts += [significant(Fraction(each)) for each in (change.points, change.factor) if each is not None]
        texts += [gap_text(seen.points, seen.growth, labels) for seen in change.observed]
    return {number for text in texts for number in _numbers(text)}


HOSTILE = '<script>alert(1)</script> {{ 7*7 }} | **x** [y](javascript:z) `c` \n# heading <b onclick="x">'


@pytest.fixture
def hostile(plan: Callable[..., Any]) -> Comparison:
    old = (
        plan(HOSTILE, "2025", warnings=(HOSTILE,))
        .say(f"{HOSTILE}达到20%", "20%", f"绿化率{HOSTILE}")
        .define(f"绿化率{HOSTILE}", HOSTILE)
    )
    new = plan("乙", "2030").say("达到30%", "30%", f"绿化率{HOSTILE}").aim(HOSTILE, HOSTILE)
    return compare(old.done(), new.done())


def test_document_text_never_becomes_html(hostile: Comparison) -> None:
    page = html.document_fromstring(render(hostile, format="html"))
    assert not page.xpath("//script | //b | //@onclick | //a[starts-with(@href, 'javascript')]")
    assert "{{ 7*7 }}" in page.text_content()


def test_document_text_never_becomes_markdown(hostile: Comparison) -> None:
    made = render(hostile)
    assert "\n# heading" not in made
    assert not re.search(r"(?<!\\)<", made)
    assert not re.search(r"(?<!\\)\*\*x", made)
    assert not re.search(r"(?<!\\)\[y", made)
    assert "{{ 7\\*7 }}" in made


def user_folder(path: Path, template: str, name: str = "target_change.j2") -> Path:
    (path / name).write_text(template, encoding="utf-8")
    return path


def test_a_users_template_takes_the_place_of_ours(comparison: Comparison, tmp_path: Path) -> None:
    folder = user_folder(tmp_path, "{% for s in brief.sections %}{{ s.label }};{% endfor %}")
    assert render(comparison, templates=folder) == "提高;降低;不变;口径调整;由定性转为定量;新增;不再提出;\n"


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("第一行\n{{ brief.nonsense }}", "line 2, field nonsense"),
        ("{{ nothing }}", "line 1, field nothing"),
        ("一\n二\n{% for x in brief.sections %}", "line 3"),
        ("{{ brief.version + 1 }}", "line 1"),
        ("{{ 1 / 0 }}", "line 1"),
    ],
)
def test_a_broken_template_names_its_line_and_field(
    comparison: Comparison, tmp_path: Path, template: str, place: str
) -> None:
    with pytest.raises(RenderError) as fault:
        render(comparison, templates=user_folder(tmp_path, template))
    assert fault.value.where.endswith("target_change.j2")
    assert fault.value.place == place
    assert "policyparse.brief" not in str(fault.value)


def test_a_missing_label_is_named(comparison: Comparison, tmp_path: Path) -> None:
    ours = (template_folder() / "labels.yaml").read_text(encoding="utf-8")
    (tmp_path / "labels.yaml").write_text(ours.replace("    not_in_new: 新", "    other: 新"), encoding="utf-8")
    with pytest.raises(RenderError) as fault:
        render(comparison, templates=tmp_path)
    assert fault.value.place == "field reasons.not_in_new"


def test_broken_labels_name_their_line(comparison: Comparison, tmp_path: Path) -> None:
    (tmp_path / "labels.yaml").write_text("zh:\n  a: [1\n  b: 2\n", encoding="utf-8")
    with pytest.raises(RenderError, match="line 3"):
        render(comparison, templates=tmp_path)


@pytest.mark.parametrize("name", ["labels.yaml", "target_change.j2"])
def test_a_template_file_that_is_no_text_is_a_named_fault(comparison: Comparison, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xff\xfe")
    with pytest.raises(RenderError) as fault:
        render(comparison, templates=tmp_path)
    assert fault.value.where.endswith(name)
