"""spaCy over characters and jieba's words laid over them: the two libraries, each where it is best.

Vocabulary is matched by a spaCy PhraseMatcher on a blank Chinese pipeline that takes every character as a token, so a
name is found wherever it is printed. jieba then says where words begin and end and what part of speech they are, which
keeps 大连 out of 更大连接.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import jieba
import jieba.posseg
import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.util import filter_spans

from policyparse.language.tagging import Tagger
from policyparse.vocabulary import load, load_rows


class Token(NamedTuple):
    """A word of ``text[start:end]`` with jieba's part-of-speech tag (n noun, v verb, p preposition, d adverb…)."""

    start: int
    end: int
    word: str
    tag: str


class Mention(NamedTuple):
    """A vocabulary entry found in ``text[start:end]``."""

    start: int
    end: int
    text: str


@cache
def pipeline() -> Language:
    """The blank Chinese pipeline on the character segmenter."""
    return spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}})


_OPENING = 2  # characters, the shortest name


class Lexicon:
    """Finds the longest of many phrases in a text."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._matcher = PhraseMatcher(pipeline().vocab)
        make = pipeline().make_doc
        known = tuple(phrases)
        self._matcher.add("PHRASE", [make(phrase) for phrase in known])
        self._openings = frozenset(phrase[:_OPENING] for phrase in known)

    def find(self, text: str) -> tuple[Mention, ...]:
        """The longest matches, left to right, none overlapping another."""
        if not any(text[at : at + _OPENING] in self._openings for at in range(len(text))):
            return ()  # most sentences, and a spaCy document costs more than this look
        doc = pipeline().make_doc(text)
        spans = filter_spans(self._matcher(doc, as_spans=True))
        return tuple(Mention(s.start_char, s.end_char, s.text) for s in sorted(spans, key=lambda s: s.start))


@cache
def _tagger() -> Tagger:
    return Tagger(dictionary())


@cache
def dictionary() -> jieba.posseg.POSTokenizer:
    """jieba with the words of the field added; ``find_tokens`` cuts as it would."""
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(_cache_folder())
    jieba.setLogLevel("WARNING")
    for word, tag in _own_words().items():
        tokenizer.add_word(word, tag=tag)
    for word in load("words")["not_words"]:
        tokenizer.del_word(word)
    return jieba.posseg.POSTokenizer(tokenizer)


@cache
def measure_words() -> frozenset[str]:
    """The characters that jieba's dictionary tags as measure words (``绺``, ``帧``), whether or not units.yaml has them."""
    return frozenset(word for word, tag in dictionary().word_tag_tab.items() if tag == "q" and len(word) == 1)


def _cache_folder() -> Path:
    """Where jieba keeps its compiled dictionary: the user's cache folder, else the system's temporary one."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "policyparse"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.gettempdir())
    return folder


def _own_words() -> Mapping[str, str]:
    """Words of the field that jieba would cut: short place names and the nouns of words.yaml."""
    words = {row["short"]: "ns" for row in load_rows("places") if len(row["short"]) > 1 and row["level"] != "county"}
    words.update(dict.fromkeys(load("words")["nouns"], "n"))
    return words


def find_tokens(text: str) -> tuple[Token, ...]:
    """jieba's words of ``text`` with their places and tags; together they cover it."""
    tokens, at = [], 0
    for word, tag in _tagger().cut(text):
        end = at + len(word)
        tokens.append(Token(at, end, word, tag))
        at = end
    return tuple(tokens)
