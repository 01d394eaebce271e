"""The limits that an article puts on a claim, to be printed beside it and not pages away."""

import re
import tomllib
from functools import cache

from briefing.compose.passages import Ground
from briefing.model import Reading, Span, Statement
from briefing.paths import resource
from briefing.text import snippet

# Plans, threats and promises are what "no decision has been made" and "without doing so" limit.
_LIMITED = ("consider", "threaten", "commit", "assert")
_PLANNED = ("consider", "threaten", "commit")
_LONGEST = 200


def find_limit(ground: Ground, reading: Reading, statement: Statement) -> Span | None:
    """The clause that limits a statement, None if there is none that is sure.

    Either the rest of its sentence ("des frappes | sans les mener à bien"), or a clause without a speaker in the
    next sentence of the paragraph that denies a decision or a date ("aucune décision finale n'ait été prise").
    Only indirect speech: a quotation is limited by its speaker alone.
    """
    if statement.kind == "direct" or statement.stance not in _LIMITED:
        return None
    words = _words(reading.article.language)
    if not words:
        return None
    return _rest_of_sentence(ground, reading, statement, words["connectives"]) or _next_sentence(
        ground, reading, statement, words["clauses"]
    )


def _rest_of_sentence(ground: Ground, reading: Reading, statement: Statement, words: tuple[str, ...]) -> Span | None:
    text = reading.article.text
    end = statement.content[-1].end
    sentence = ground.sentence(statement.content[-1])
    rest = re.match(r"[\s,]*", text[end : sentence.end])
    start = end + (rest.end() if rest else 0)
    stop = start + len(text[start : sentence.end].rstrip(" .!?…\u00a0"))
    beginning = text[start:stop].casefold().replace("’", "'")
    if stop - start > _LONGEST or not any(_begins(beginning, word) for word in words):
        return None
    others = [s for s in reading.findings.statements if s.key != statement.key]
    pieces = [piece for s in others for piece in (*s.content, *s.cue)]
    if start >= stop or any(piece.start < stop and start < piece.end for piece in pieces):
        return None  # what someone says there is a position of its own
    return snippet(text, start, stop)


def _begins(words: str, word: str) -> bool:
    """Whether the words begin with this one: an elided one ("d'") touches the next, any other ends there."""
    behind = words[len(word) : len(word) + 1]
    return words.startswith(word) and (word.endswith("'") or not (behind.isalnum() or behind == "_"))


def _next_sentence(ground: Ground, reading: Reading, statement: Statement, clauses: tuple[str, ...]) -> Span | None:
    if statement.stance not in _PLANNED:
        return None
    here = ground.sentence(statement.content[-1])
    following = next((s for s in ground.sentences if s.start >= here.end), None)
    if following is None or "\n" in reading.article.text[here.end : following.start]:
        return None
    for finding in reading.findings.unattributed:
        is_there = following.start <= finding.span.start < following.end
        if is_there and any(re.search(clause, finding.span.quote, re.IGNORECASE) for clause in clauses):
            return finding.span
    return None


@cache
def _words(language: str) -> dict[str, tuple[str, ...]]:
    file = resource("language", language, "limits.toml")
    if not file.is_file():
        return {}
    return {name: tuple(words) for name, words in tomllib.loads(file.read_text(encoding="utf-8")).items()}
