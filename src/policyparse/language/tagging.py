"""jieba's words and part-of-speech tags, told from jieba's dictionary and model by the same rules in a third of the time.

jieba.posseg tries every hidden state against every other at each unknown character, although its model lets most follow
but one or two, and makes an object of every word. Here the same sums are taken in the same order, so that each word and
tag is jieba's own; a test holds the two equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from math import inf, log
from typing import NamedTuple

from jieba import posseg

State = tuple[str, str]
"""Where a character stands in its word (B, M, E or S alone) and the word's tag."""
Word = tuple[str, str]
"""A word and its tag."""

_BLOCK = re.compile(r"([一-鿕a-zA-Z0-9+#&\._]+)")  # what the dictionary is asked about
_HAN = re.compile(r"([一-鿕]+)")
_DIGITS_OR_LETTERS = re.compile(r"([\.0-9]+|[a-zA-Z0-9]+)")
_DIGIT = re.compile(r"[\.0-9]")
_LETTER = re.compile(r"[a-zA-Z0-9]")
_UNSEEN = -3.14e100  # jieba's logarithm of a probability that its model lacks
_UNKNOWN = "x"
_REMEMBERED = 1 << 15  # runs of unknown characters, mostly two or three of them


class _Model(NamedTuple):
    """jieba's hidden Markov model. ``before`` gives the states from which each one is reached, with the logarithm."""

    states_of: dict[str, tuple[State, ...]]
    start: dict[State, float]
    emit: dict[State, dict[str, float]]
    before: dict[State, dict[State, float]]
    states: tuple[State, ...]


@cache
def _model() -> _Model:
    before: dict[State, dict[State, float]] = {state: {} for state in posseg.trans_P}
    for state, following in posseg.trans_P.items():
        for later, chance in following.items():
            before[later][state] = chance
    return _Model(posseg.char_state_tab_P, posseg.start_P, posseg.emit_P, before, tuple(before))


class Tagger:
    """Cuts text as ``jieba.posseg`` does. ``tokenizer`` holds the dictionary and the tags of its words."""

    def __init__(self, tokenizer: posseg.POSTokenizer) -> None:
        tokenizer.tokenizer.check_initialized()
        tokenizer.makesure_userdict_loaded()
        self._counts: dict[str, int] = tokenizer.tokenizer.FREQ
        self._log_total = log(tokenizer.tokenizer.total)
        self._tags: dict[str, str] = tokenizer.word_tag_tab

    def cut(self, text: str) -> Iterator[Word]:
        """The words of ``text`` in order; together they are the text."""
        for at, block in enumerate(_BLOCK.split(text)):
            if at % 2:
                yield from self._cut_block(block)
            else:
                yield from _marks(block)

    def _cut_block(self, block: str) -> Iterator[Word]:
        """The words of the likeliest path through the dictionary; single characters in a row go to the model."""
        ends, tags = self._likeliest(block), self._tags
        run = start = 0
        while start < len(block):
            end = ends[start]
            if end - start > 1:
                if run < start:
                    yield from self._cut_run(block[run:start])
                word = block[start:end]
                yield word, tags.get(word, _UNKNOWN)
                run = end
            start = end
        if run < start:
            yield from self._cut_run(block[run:start])

    def _likeliest(self, block: str) -> list[int]:
        """Where the word that begins at each place ends, if the rest of the block is to be likeliest."""
        counts, log_total, length = self._counts, self._log_total, len(block)
        best = [0.0] * (length + 1)
        ends = [0] * length
        for start in range(length - 1, -1, -1):
            likeliest, end = -inf, start + 1
            stop = end
            word = block[start:stop]
            while (count := counts.get(word)) is not None:
                if count and (chance := log(count) - log_total + best[stop]) >= likeliest:
                    likeliest, end = chance, stop
                if stop == length:
                    break
                stop += 1
                word = block[start:stop]
            if likeliest == -inf:
                likeliest = log(1) - log_total + best[end]
            best[start], ends[start] = likeliest, end
        return ends

    def _cut_run(self, run: str) -> tuple[Word, ...]:
        """The words of single characters in a row: as the dictionary has them where it knows the run, else by the model."""
        if len(run) == 1 or self._counts.get(run):
            return tuple((char, self._tags.get(char, _UNKNOWN)) for char in run)
        return _cut_unknown(run)


def _marks(text: str) -> Iterator[Word]:
    """What stands between blocks: each mark and space a word of its own, a line's end of two characters one."""
    for part in re.split(r"(\r\n)", text):
        yield from [(part, _UNKNOWN)] if part == "\r\n" else ((char, _UNKNOWN) for char in part)


@lru_cache(maxsize=_REMEMBERED)
def _cut_unknown(run: str) -> tuple[Word, ...]:
    """A run that the dictionary lacks: numbers and Latin words as they are, Chinese characters by the model."""
    words: list[Word] = []
    for at, part in enumerate(_HAN.split(run)):
        words += _by_model(part) if at % 2 else _latin(part)
    return tuple(words)


def _latin(text: str) -> Iterator[Word]:
    for part in filter(None, _DIGITS_OR_LETTERS.split(text)):
        yield part, "m" if _DIGIT.match(part) else "eng" if _LETTER.match(part) else _UNKNOWN


def _by_model(text: str) -> Iterator[Word]:
    """The words that the likeliest states of the characters make."""
    start = 0
    states = _likeliest_states(text)
    for at, (place, tag) in enumerate(states):
        if place in "ES":
            yield text[start : at + 1], tag
            start = at + 1
    if start < len(text):
        yield text[start:], states[start][1]


def _likeliest_states(text: str) -> list[State]:
    """Viterbi's path: the states that most likely printed ``text``; of equal ones the later in order."""
    model = _model()
    chances = {
        state: model.start[state] + model.emit[state].get(text[0], _UNSEEN)
        for state in model.states_of.get(text[0], model.states)
    }
    came_from: list[dict[State, State]] = []
    for char in text[1:]:
        arrivals = _arrivals(model, chances, model.states_of.get(char, model.states), char)
        arrivals = arrivals or _arrivals(model, chances, model.states, char)
        came_from.append({state: earlier for state, (_, earlier) in arrivals.items()})
        chances = {state: chance for state, (chance, _) in arrivals.items()}
    _, last = max((chance, state) for state, chance in chances.items())
    path = [last]
    for step in reversed(came_from):
        path.append(step[path[-1]])
    return path[::-1]


def _arrivals(
    model: _Model, chances: dict[State, float], states: tuple[State, ...], char: str
) -> dict[State, tuple[float, State]]:
    """The likeliest way into each of ``states`` that can be reached: its logarithm and the state it comes from."""
    found: dict[State, tuple[float, State]] = {}
    ended = [state for state in chances if state[0] in "ES"]
    for state in states:
        before, emitted = model.before[state], model.emit[state].get(char, _UNSEEN)
        best, come_from = -inf, None
        for earlier in before if state[0] in "ME" else ended:
            if earlier in before and earlier in chances:
                chance = chances[earlier] + before[earlier] + emitted
                if come_from is None or chance > best or (chance == best and earlier > come_from):
                    best, come_from = chance, earlier
        if come_from is not None:
            found[state] = best, come_from
    return found
