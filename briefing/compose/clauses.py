"""The words of a line: the article's clause with its verb, quotation marks only around what is verbatim."""

import re
from collections.abc import Iterable, Sequence

from briefing.model import Article, Figure, Fragment, Meeting, Span, Statement
from briefing.text import snippet

_ELISION = Fragment(" […] ")
# Longest stretch between cue and content that is printed along ("sur le fait que", "aux États-Unis de").
_BRIDGE = 48
_LONGEST_SOURCE = 40
_LONGEST_CLAUSE = 160
_LONGEST_SOURCE_BEHIND = 120
_PAIRS = re.compile(r"«(?P<a>[^«»]*)»|“(?P<b>[^“”]*)”|„(?P<c>[^„“”]*)[“”]|\"(?P<d>[^\"]*)\"|‹(?P<e>[^‹›]*)›")
_OPENING, _CLOSING = ("«", "“", "„", '"', "‹"), ("»", "”", '"', "›")
_MARKS = (*_OPENING, *_CLOSING)
_TO_CUTS = str.maketrans(dict.fromkeys(_MARKS, "\0"))  # NUL: no settled text holds it
_BREAK = re.compile(r"[.!?…]\s|\n")
_NEGATION = (
    r"(?i:\b(?:ne|n['’]|non|pas|jamais|no|nunca|not|never|did not|does not|do not|didn['’]t|doesn['’]t|don['’]t)\s*)$"
)


def statement_fragments(article: Article, statement: Statement) -> tuple[Fragment, ...]:
    """A statement as paper prints it.

    A direct one is its content, quoted; any other the article's clause from its verb to its end, in the
    article's words ("a souligné que la coopération a produit des" + quoted "résultats très solides").
    """
    text = article.text
    content = [span for span in statement.content if span.stands_in(text)]
    if statement.kind == "direct":
        quoted = tuple((Fragment(span.quote, "quoted", article.language),) for span in content)
        return _joined(quoted)
    parts = [*content, *(span for span in statement.cue if span.stands_in(text))]
    parts += [s for s in statement.source if s.stands_in(text) and _is_near(text, s, statement.cue)]
    runs = _runs(text, parts, is_negated=statement.is_negated)
    verbatim = [span for span in statement.verbatim if span.stands_in(text)]
    return _joined(tuple(article_fragments(article, start, end, verbatim) for start, end in runs))


def clause_fragments(article: Article, spans: Iterable[Span]) -> tuple[Fragment, ...]:
    """Passages of an article as reported clauses."""
    held = [span for span in spans if span.stands_in(article.text)]
    return _joined(tuple(article_fragments(article, span.start, span.end) for span in held))


def figure_fragments(article: Article, figure: Figure) -> tuple[Fragment, ...]:
    """The article's words for a figure: the quantity and what is counted, in one run where they stand together."""
    parts = [span for span in (figure.span, figure.what) if span and span.stands_in(article.text)]
    return _joined(tuple(article_fragments(article, start, end) for start, end in _runs(article.text, parts)))


def meeting_fragments(article: Article, meeting: Meeting) -> tuple[Fragment, ...]:
    """The title of a meeting, in the article's own words and letters where they stand in its text.

    A title of one word says too little ("réunion"): then it is the clause that announces the meeting.
    """
    if not meeting.title or (" " not in meeting.title.strip() and len(meeting.span.quote) <= _LONGEST_CLAUSE):
        return clause_fragments(article, [meeting.span]) or (Fragment(meeting.title),)
    found = re.search(rf"(?<!\w){re.escape(meeting.title)}(?!\w)", article.text, re.IGNORECASE)
    return (Fragment(found.group(), "reported", article.language),) if found else (Fragment(meeting.title),)


def article_fragments(article: Article, start: int, end: int, verbatim: Sequence[Span] = ()) -> tuple[Fragment, ...]:
    """`text[start:end]` cut at its quotation marks: inside them quoted, outside reported, the marks left to writers."""
    start, end = _with_marks(article.text, start, end)
    text, fragments, position = article.text, list[Fragment](), start
    for quote in _quotes(text, start, end, verbatim):
        before, behind = text[position : quote.start], text[quote.end : end].lstrip()
        opened = before.rstrip()
        fragments += _reported(opened[:-1] if opened.endswith(_MARKS) else before, article.language)
        fragments.append(Fragment(quote.quote, "quoted", article.language))
        position = end - len(behind) + 1 if behind.startswith(_MARKS) else quote.end
    fragments += _reported(text[position:end], article.language)
    return tuple(fragments)


def analyst_fragments(words: str, articles: Sequence[Article]) -> tuple[tuple[Fragment, ...], bool]:
    """The analyst's words, and whether quotation marks had to go: they stay only around what a source says verbatim."""
    fragments, position, is_stripped = list[Fragment](), 0, False
    for match in _PAIRS.finditer(words):
        inner = next(group for group in match.groups() if group is not None).strip()
        home = next((a for a in articles if stands_verbatim(inner, a.text)), None)
        fragments += _analyst(words[position : match.start()])
        if home:
            fragments.append(Fragment(inner, "quoted", home.language))
        else:
            is_stripped = True
            fragments += _analyst(inner)
        position = match.end()
    rest = words[position:]
    is_stripped = is_stripped or any(sign in rest for sign in _MARKS)
    return (*fragments, *_analyst(rest)), is_stripped


def without_marks(words: str) -> str:
    """A gloss or note without quotation marks: a translation carries none."""
    return re.sub(r"[ \u00a0\u202f]+(?=[\s.,;:]|$)", "", _bare(words)).strip()


def plain(fragments: Iterable[Fragment]) -> str:
    """The text of fragments in one string, without any marks."""
    return "".join(fragment.text for fragment in fragments)


def stands_verbatim(words: str, text: str) -> bool:
    """Whether whole words of `text` read exactly like `words`; "respecté" does not stand in "respectés"."""
    return len(words) > 1 and bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def _bare(words: str) -> str:
    words = re.sub(r"[«‹][\s\u00a0\u202f]*|[\s\u00a0\u202f]*[»›]", "", words)
    return re.sub(r"[“”„\"]", "", words)


def _analyst(words: str) -> list[Fragment]:
    bare = _bare(words)
    return [Fragment(bare, "analyst")] if bare else []


def _reported(words: str, language: str) -> list[Fragment]:
    pieces = [piece for piece in words.translate(_TO_CUTS).split("\0") if piece]
    return [Fragment(piece, "reported", language) for piece in pieces]


def _quotes(text: str, start: int, end: int, verbatim: Sequence[Span]) -> list[Span]:
    """What stands between quotation marks, by the statement's own account or by the marks; never overlapping."""
    quotes = [span for span in verbatim if start <= span.start and span.end <= end]
    for match in _PAIRS.finditer(text, start, end):
        inner = next(n for n in "abcde" if match.group(n) is not None)
        if match.group(inner).strip():
            quotes.append(snippet(text, match.start(inner), match.end(inner)))
    kept: list[Span] = []
    for span in sorted(quotes):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _is_near(text: str, source: Span, cues: Sequence[Span]) -> bool:
    """Whether a source stands beside its cue, so that both are one clause ("Elle | a rejeté", "a dit | X").

    Behind the cue it may be long and a few words away: without it a clause would end on a bare verb.
    """
    for cue in cues:
        is_behind = source.start >= cue.end
        gap = text[cue.end : source.start] if is_behind else text[source.end : cue.start]
        longest, widest = (_LONGEST_SOURCE_BEHIND, 30) if is_behind else (_LONGEST_SOURCE, 12)
        if len(source.quote) <= longest and len(gap) <= widest and not re.search(r"[,;:()\n]|[.!?]\s", gap):
            return True
    return False


def _runs(text: str, parts: Sequence[Span], *, is_negated: bool = False) -> list[tuple[int, int]]:
    """Stretches of the text that hold the parts; what is short and unbroken between two of them is printed along."""
    runs: list[tuple[int, int]] = []
    for part in sorted(set(parts)):
        start = part.start
        if is_negated and (before := re.search(_NEGATION, text[max(0, start - 20) : start])):
            start -= len(before.group())
        gap = text[runs[-1][1] : start] if runs else ""
        if runs and (start <= runs[-1][1] or (len(gap) <= _BRIDGE and not _BREAK.search(gap))):
            runs[-1] = (runs[-1][0], max(runs[-1][1], part.end))
        else:
            runs.append((start, part.end))
    return runs


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """A run that begins or ends just inside a quotation mark takes the mark along, so that pairs stay whole."""
    before = re.search(r"[«“„\"‹]\s?$", text[max(0, start - 2) : start])
    after = re.match(r"\s?[»”\"›]", text[end : end + 2])
    bare = _PAIRS.sub("", text[start:end])
    is_open, is_closed = any(sign in bare for sign in _OPENING), any(sign in bare for sign in _CLOSING)
    if before and after and not (is_open or is_closed):
        return start - len(before.group()), end + len(after.group())
    if before and is_closed:
        start -= len(before.group())
    elif after and is_open:
        end += len(after.group())
    return start, end


def _joined(runs: Sequence[tuple[Fragment, ...]]) -> tuple[Fragment, ...]:
    joined: list[Fragment] = []
    for run in runs:
        if joined and run:
            joined.append(_ELISION)
        joined.extend(run)
    return tuple(joined)
