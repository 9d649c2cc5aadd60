"""The components on several tokenisations, in batches, saved and loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

import policyparse.spacy
from policyparse.extract import extract
from policyparse.read import read_bytes

TEXT = "到2027年底，合肥市新建5G基站1.62万个以上，行政村通达率不低于95%。\n森林覆盖率由24.1%提高到25%左右；培育10-20家农机合作社。"
GROUPS = ("figures", "quantities", "periods", "places", "indicators")


def pipeline(nlp: Language | None = None) -> Language:
    nlp = nlp or spacy.blank("zh")
    for name in ("policyparse_quantities", "policyparse_names", "policyparse_figures"):
        nlp.add_pipe(name)
    return nlp


def test_figures_are_those_of_extract_with_their_fields() -> None:
    doc = pipeline()(TEXT)
    figures = extract(read_bytes(TEXT.encode(), "doc.txt")).figures
    assert [span.text for span in doc.spans["figures"]] == [figure.printed for figure in figures]
    for span, figure in zip(doc.spans["figures"], figures, strict=True):
        for name in policyparse.spacy.ATTRIBUTES:
            assert getattr(span._, name) == getattr(figure, name)
        assert span.label_ == figure.kind


def test_every_group_is_set() -> None:
    doc = pipeline()(TEXT)
    assert [span.text for span in doc.spans["quantities"]] == ["1.62万个", "95%", "24.1%", "25%", "10-20家"]
    assert [(span.text, span._.period, span.label_) for span in doc.spans["periods"]] == [
        ("到2027年底", "2027", "deadline")
    ]
    assert [(span.text, span._.place_code) for span in doc.spans["places"]] == [("合肥市", "340100")]
    assert ("森林覆盖率", "forest_cover") in [(s.text, s._.indicator_id) for s in doc.spans["indicators"]]
    ranged = doc.spans["quantities"][-1]
    assert (ranged._.value, ranged._.low, ranged._.high, ranged._.comparator) == (None, "10", "20", "range")


@pytest.mark.parametrize("segmenter", ["char", "jieba"])
def test_any_segmenter_gives_the_same_records(segmenter: str) -> None:
    nlp = pipeline(spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": segmenter}}}))
    assert nlp(TEXT)._.figures == pipeline()(TEXT)._.figures


def test_a_figure_inside_a_token_is_widened_and_reported_never_lost() -> None:
    nlp = pipeline(spacy.blank("en"))  # cuts at spaces and marks only
    doc = nlp(TEXT)
    assert len(doc.spans["figures"]) == 5
    for span, figure in zip(doc.spans["figures"], doc._.figures, strict=True):
        assert figure.printed in span.text
        assert span._.value == figure.value
    widened = [(start, end) for group, start, end in doc._.unaligned if group == "figures"]
    assert {TEXT[start:end] for start, end in widened} >= {"1.62万个", "10-20家"}
    assert pipeline()(TEXT)._.unaligned == ()


def test_batches_give_what_single_documents_give() -> None:
    nlp = pipeline()
    texts = [TEXT, "没有数字的一段话。", "", "粮食产量1200万斤。"]
    batch = list(nlp.pipe(texts))
    assert [doc._.figures for doc in batch] == [nlp(text)._.figures for text in texts]
    assert [len(doc.spans["figures"]) for doc in batch] == [5, 0, 0, 1]


def test_documents_survive_being_saved() -> None:
    doc = pipeline()(TEXT)
    loaded = Doc(Vocab()).from_bytes(doc.to_bytes())
    binned = next(iter(DocBin(docs=[doc], store_user_data=True).get_docs(Vocab())))
    for copy in (loaded, binned):
        assert copy._.figures == doc._.figures
        for group in GROUPS:
            assert [(s.text, s.label_, s._.value) for s in copy.spans[group]] == [
                (s.text, s.label_, s._.value) for s in doc.spans[group]
            ]


def test_other_spans_have_no_fields() -> None:
    doc = pipeline()(TEXT)
    assert doc[0:2]._.value is None


def test_the_date_of_writing_dates_relative_times() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("policyparse_quantities", config={"written": "2026-11"})
    doc = nlp("今年财政投入3亿元")
    assert [span._.period for span in doc.spans["periods"]] == ["2026"]


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="expected a date"):
        spacy.blank("zh").add_pipe("policyparse_quantities", config={"written": "November"})


def test_markup_is_refused() -> None:
    with pytest.raises(ValueError, match="html, not plain text"):
        pipeline()("<html><body><p>新建12座公园。</p></body></html>")


def test_the_example_of_the_docs_runs() -> None:
    page = (Path(__file__).parents[1] / "docs" / "spacy.md").read_text(encoding="utf-8")
    example = page.split("```python\n")[1].split("```")[0]
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", example], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert "1.62万个 target 新建5G基站 >= 16200 个 2027 合肥市" in done.stdout


def test_the_docs_name_every_attribute() -> None:
    page = (Path(__file__).parents[1] / "docs" / "spacy.md").read_text(encoding="utf-8")
    assert [name for name in policyparse.spacy.ATTRIBUTES if f"`{name}`" not in page] == []


def test_processes_hand_records_back() -> None:
    docs = list(pipeline().pipe([TEXT, TEXT], n_process=2, batch_size=1))
    assert [[span._.value for span in doc.spans["figures"]] for doc in docs] == [
        ["16200", "95", "24.1", "25", None]
    ] * 2
