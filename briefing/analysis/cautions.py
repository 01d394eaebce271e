"""What the reader should know beside the findings of one article: undated, translated, anonymous, no baseline."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from briefing.analysis.draft import Draft
from briefing.analysis.lexemes import Lexemes, Phrases, read_lexemes
from briefing.analysis.parse import Parsed
from briefing.analysis.words import load
from briefing.model import Actor, Caution, Code, Figure, Findings, Span, Statement

_MOST_LIKE = 24
_NO_SPAN_FIRST = -1


@dataclass(frozen=True, slots=True)
class CautionWords:
    """The table `cautions.toml` of a language, and the adjectives of countries."""

    documents: frozenset[str]
    indefinite: frozenset[str]
    within: frozenset[str]
    demonstratives: frozenset[str]
    general: frozenset[str]
    baselines: Phrases
    speaks: Mapping[str, str]
    adjectives: Mapping[str, str]


@cache
def caution_words(language: str) -> CautionWords:
    table: dict[str, Any] = load(language, "cautions")
    adjectives: Mapping[str, list[str]] = load(language, "countries")["adjectives"]
    sets = ("documents", "indefinite", "within", "demonstratives", "general")
    return CautionWords(
        **{key: frozenset(table[key]) for key in sets},
        baselines=Phrases.of(table["baselines"]),
        speaks=table["speaks"],
        adjectives={word: country for country, words in adjectives.items() for word in words},
    )


def warn(draft: Draft) -> Draft:
    """The draft with its cautions: first those about the whole article, then by the start of their passages."""
    words = caution_words(draft.parsed.language)
    lexemes = draft.lexemes or read_lexemes(draft.parsed.text)
    findings = draft.findings
    found = [
        *_about_article(draft.parsed, findings),
        *_about_dates(findings),
        *_wrong_weekdays(draft),
        *_about_statements(findings, words),
        *_about_documents(draft.parsed, findings, words),
        *_about_unattributed(findings),
        *_about_figures(draft, lexemes, words),
        *_unclear(draft.parsed, findings, words),
    ]
    found.sort(key=lambda c: (c.span.start if c.span else _NO_SPAN_FIRST, c.code.code, c.of))
    return replace(draft, findings=findings._replace(cautions=tuple(found)))


def _about_article(parsed: Parsed, findings: Findings) -> Iterator[Caution]:
    """Undated, dated by inference, or read without a language model."""
    reference = findings.reference_date
    if reference.basis == "none":
        yield Caution(Code("no-publication-date"))
    elif reference.basis == "stated":
        yield Caution(Code("date-inferred", {"value": reference.value or ""}), reference.span)
    if not parsed.has_syntax:
        yield Caution(Code("no-language-model", {"language": parsed.language}))
    media = {a.id: a.name for a in findings.actors if a.kind == "media"}
    if len(media) == 1:
        ((one, name),) = media.items()
        of = tuple(s.key for s in findings.statements if one in s.actors or one in s.via)
        if len(of) >= 2 and 2 * len(of) >= len(findings.statements):
            yield Caution(Code("single-origin", {"name": name}), None, of)


def _about_dates(findings: Findings) -> Iterator[Caution]:
    """Dates whose year or day nothing in the article settles; `of` names the meetings that hang on them."""
    for mention in findings.dates:
        if mention.value is None and mention.basis.code in ("year-unknown", "no-reference"):
            of = tuple(m.key for m in findings.meetings if m.when.span and _covers(m.when.span, mention.span))
            yield Caution(Code("year-unknown", {"words": mention.span.quote}), mention.span, of)


def _covers(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _wrong_weekdays(draft: Draft) -> Iterator[Caution]:
    """A weekday that does not go with its date: "lundi 17 janvier 2026"."""
    for one in draft.timeline:
        weekday = one.expression.weekday
        if weekday is None or one.expression.month is None or one.precision != "day" or not one.value:
            continue
        if one.expression.year and date.fromisoformat(one.value).weekday() != weekday:
            yield Caution(Code("conflicting-dates"), _span(draft.parsed.text, one.start, one.end))


def _about_statements(findings: Findings, words: CautionWords) -> Iterator[Caution]:
    """Anonymous speakers, and quotations of people who speak another language than the article."""
    actors = {actor.id: actor for actor in findings.actors}
    anonymous: dict[str, list[Statement]] = {}
    for statement in findings.statements:
        speakers = [actors[one] for one in statement.actors if one in actors]
        if speakers and all(actor.kind == "anonymous" for actor in speakers):
            anonymous.setdefault(speakers[0].name, []).append(statement)
        languages = {language for actor in speakers if (language := _language_of(actor, words))}
        if statement.kind != "indirect" and len(languages) == 1 and findings.language not in languages:
            (language,) = languages
            yield Caution(Code("translated-quotation", {"language": language}), statement.content[0], (statement.key,))
    for name, said in anonymous.items():
        yield Caution(Code("anonymous-origin", {"name": name}), said[0].content[0], tuple(s.key for s in said))


def _language_of(actor: Actor, words: CautionWords) -> str | None:
    """The language of the country that an actor's name or role names, None when it names none or two."""
    languages = set()
    for text in (actor.name, actor.role or "", *actor.aliases):
        lower = text.lower()
        languages |= {language for country, language in words.speaks.items() if country.lower() in lower}
        for word in lower.replace("’", " ").replace("'", " ").split():
            country = words.adjectives.get(word) or words.adjectives.get(word.rstrip("s").removesuffix("e"))
            if country and country in words.speaks:
                languages.add(words.speaks[country])
    return languages.pop() if len(languages) == 1 else None


def _about_documents(parsed: Parsed, findings: Findings, words: CautionWords) -> Iterator[Caution]:
    """Papers that statements rest on: "selon un rapport de NBC News", "dans un communiqué"."""
    named: dict[str, tuple[Span, list[str]]] = {}
    papers: dict[int, list[Span]] = {}
    for statement in findings.statements:
        first = parsed.token_at(min(s.start for s in (*statement.content, *statement.cue, *statement.source)))
        if first >= len(parsed.tokens):
            continue
        sentence = parsed.tokens[first].sentence
        if sentence not in papers:
            found = (_document_at(parsed, index, words) for index in range(*parsed.sentences[sentence]))
            papers[sentence] = [span for span in found if span]
        for span in papers[sentence]:
            named.setdefault(span.quote.lower(), (span, []))[1].append(statement.key)
    for span, of in list(named.values())[:_MOST_LIKE]:
        yield Caution(Code("missing-document", {"name": span.quote}), span, tuple(dict.fromkeys(of)))


def _document_at(parsed: Parsed, index: int, words: CautionWords) -> Span | None:
    """The phrase of a paper brought up at a token, without its article."""
    token = parsed.tokens[index]
    if token.pos != "NOUN" or token.lemma not in words.documents:
        return None
    children = [parsed.tokens[c] for c in parsed.children(index) if c < index]
    is_new = any(c.lower in words.indefinite for c in children)
    is_source = any(c.dep == "case" and c.lower in words.within for c in children)
    if not (is_new and is_source):
        return None
    last = index + 1
    for other in range(index + 1, min(parsed.reach(index)[1], index + 8)):
        is_name = parsed.tokens[other].text[0].isupper()
        if not is_name and parsed.tokens[other].pos not in ("ADP", "PROPN", "NOUN", "ADJ", "DET"):
            break
        if parsed.tokens[other].pos not in ("ADP", "DET"):
            last = other + 1
    start = parsed.tokens[index].start
    return _span(parsed.text, start, parsed.tokens[last - 1].end)


def _about_unattributed(findings: Findings) -> Iterator[Caution]:
    """Passives that don't say by whom, and the conditional of hearsay."""
    for claim in findings.unattributed:
        for part, code in (("passive", "agentless-passive"), ("conditional", "conditional-hearsay")):
            if part in claim.rule:
                yield Caution(Code(code), claim.span, (claim.key,))


def _about_figures(draft: Draft, lexemes: Lexemes, words: CautionWords) -> Iterator[Caution]:
    """Changes without a baseline or period, and counts of the same that differ by who claims them."""
    parsed = draft.parsed
    dated = {
        parsed.tokens[i].sentence for one in draft.timeline if (i := parsed.token_at(one.start)) < len(parsed.tokens)
    }
    has_baseline: dict[int, bool] = dict.fromkeys(dated, True)
    before: Figure | None = None
    for figure in draft.findings.figures:
        index = parsed.token_at(figure.span.start)
        if index >= len(parsed.tokens):
            continue
        sentence = parsed.tokens[index].sentence
        if figure.direction and sentence not in has_baseline:
            has_baseline[sentence] = _has_baseline(parsed, lexemes, sentence, words)
        if figure.direction and not has_baseline[sentence]:
            yield Caution(Code("no-baseline"), figure.span, (figure.key,))
        if before and _differ(before, figure):
            yield Caution(Code("conflicting-figures"), figure.span, (before.key, figure.key))
        before = figure


def _has_baseline(parsed: Parsed, lexemes: Lexemes, sentence: int, words: CautionWords) -> bool:
    first, last = parsed.sentences[sentence]
    begin = lexemes.from_offset(parsed.tokens[first].start)
    end = lexemes.from_offset(parsed.tokens[last - 1].end)
    return any(words.baselines.match(lexemes, index) for index in range(begin, end))


def _differ(one: Figure, other: Figure) -> bool:
    """Whether two figures in a row count the same for different claimants ("… selon la police, … selon …")."""
    if one.unit != other.unit or one.unit == "%" or one.value == other.value:
        return False
    if not one.claimed_by or not other.claimed_by or one.claimed_by == other.claimed_by:
        return False
    same = one.what and other.what and one.what.quote.lower() == other.what.quote.lower()
    return other.span.start - one.span.end < 120 and bool(same or other.rule.endswith(".elliptic"))


def _unclear(parsed: Parsed, findings: Findings, words: CautionWords) -> Iterator[Caution]:
    """A demonstrative in a quotation whose noun the article has not used before: "ces attaques"."""
    seen: dict[str, int] = {}
    for token in parsed.tokens:
        if token.pos == "NOUN" and token.lemma not in seen:
            has_word = any(parsed.tokens[c].pos in ("DET", "NUM", "ADJ") for c in parsed.children(token.index))
            if has_word or token.dep in ("nsubj", "obj", "root"):
                seen[token.lemma] = token.index
    for statement in findings.statements:
        if statement.kind != "direct":
            continue
        for piece in statement.content:
            first, last = parsed.token_at(piece.start), parsed.token_at(piece.end - 1)
            for index in range(first, min(last, len(parsed.tokens) - 1)):
                token, noun = parsed.tokens[index], parsed.tokens[index + 1]
                if token.lower not in words.demonstratives or token.pos != "DET" or noun.pos != "NOUN":
                    continue
                has_more = any(c > noun.index for c in parsed.children(noun.index))
                if has_more or noun.lemma in words.general or seen.get(noun.lemma, noun.index) < noun.index:
                    continue
                span = _span(parsed.text, token.start, noun.end)
                yield Caution(Code("unclear-antecedent", {"word": span.quote}), span, (statement.key,))


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, end, text[start:end])
