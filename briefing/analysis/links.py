"""What statements have to do with each other: reported through another source (`via`), said again (`restates`)."""

from collections.abc import Sequence

from briefing.analysis.names import stem
from briefing.analysis.parse import Parsed
from briefing.model import Statement

# How much of the shorter statement's words the longer one must have, and how many at least.
_SHARED = 0.6
_LEAST = 2
# The lead: paragraphs from the start in which a statement may say shortly what the body says at length.
_LEAD = 2
# Nor is a lead ever longer than this many statements, so that comparing them with all others stays in proportion.
_MOST = 24
_MEANING = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM"))


def link(statements: Sequence[Statement], parsed: Parsed) -> tuple[Statement, ...]:
    """The statements with `via` and `restates` filled in, in the same order."""
    return _restate(_nest(statements), parsed)


def _nest(statements: Sequence[Statement]) -> list[Statement]:
    """A statement whose cue stands within another's content comes to us through that one's speaker."""
    opens: list[tuple[int, int, Statement]] = sorted(
        ((piece.start, piece.end, s) for s in statements for piece in s.content), key=lambda o: (o[0], -o[1], o[2].key)
    )
    order = sorted(range(len(statements)), key=lambda n: (_place(statements[n]), n))
    out = list(statements)
    stack: list[tuple[int, int, Statement]] = []
    at = 0
    for n in order:
        place = _place(statements[n])
        while at < len(opens) and opens[at][0] <= place:
            stack.append(opens[at])
            at += 1
        stack = [o for o in stack if o[1] > place]
        around = [o[2] for o in stack if o[2] is not statements[n] and o[2].actors != statements[n].actors]
        if around:
            out[n] = statements[n]._replace(via=around[-1].actors)
    return out


def _place(statement: Statement) -> int:
    return statement.cue[0].start if statement.cue else statement.content[0].start


def _restate(statements: list[Statement], parsed: Parsed) -> tuple[Statement, ...]:
    """Marks a short statement of the lead that says what a longer one of the same speaker says further down."""
    if len(parsed.paragraphs) < 2:
        return tuple(statements)
    border = parsed.tokens[parsed.paragraphs[min(_LEAD, len(parsed.paragraphs) - 1)][0]].start
    first = parsed.tokens[parsed.paragraphs[1][0]].start
    words = [_words(s, parsed) for s in statements]
    out = []
    for n, statement in enumerate(statements):
        if n >= _MOST or statement.content[0].start >= border or len(words[n]) < _LEAST:
            out.append(statement)
            continue
        again = tuple(
            other.key
            for m, other in enumerate(statements)
            if other.content[0].start >= max(first, statement.content[-1].end)
            and set(other.actors) & set(statement.actors)
            and len(words[m]) >= len(words[n])
            and len(words[n] & words[m]) >= max(_LEAST, _SHARED * len(words[n]))
        )
        out.append(statement._replace(restates=again) if again else statement)
    return tuple(out)


def _words(statement: Statement, parsed: Parsed) -> frozenset[str]:
    out = set()
    for piece in statement.content:
        for token in parsed.tokens[parsed.token_at(piece.start) : parsed.token_at(piece.end - 1) + 1]:
            if token.pos in _MEANING:
                out.add(stem(token.lemma))
    return frozenset(out)
