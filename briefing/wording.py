"""Codes, dates, numbers and labels put into words, in the language asked for: the English text is the key."""

import re
from collections.abc import Mapping, Sequence

from briefing.i18n import LANGUAGES, mark, tr, trn
from briefing.model import Caution, Code, Evidence, Figure, ReferenceDate, When

_MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)
_SEPARATORS = {"en": (",", "."), "fr": ("\u202f", ","), "es": (".", ",")}
_QUOTATION_MARKS = {"fr": ("«\u00a0", "\u00a0»"), "es": ("«", "»"), "en": ("“", "”")}
_RANGE_SIGN = "–"
# Before the sound i, "y" becomes "e": "Irak e Irán", but "cobre y hierro" (Ortografía de la RAE).
_SPANISH_I = re.compile(r"h?[ií](?![aeouáéóú])", re.IGNORECASE)


# --- signs ---------------------------------------------------------------------------------------------------------


def quotation_marks(language: str | None) -> tuple[str, str]:
    """The opening and closing mark of a language, with the no-break spaces that French sets inside."""
    return _QUOTATION_MARKS.get(language or "", _QUOTATION_MARKS["en"])


def in_marks(text: str, language: str | None) -> str:
    """A text between the quotation marks of a language."""
    opening, closing = quotation_marks(language)
    return f"{opening}{text}{closing}"


def labelled(label: str, words: str, language: str) -> str:
    """A label and what it stands for, with the colon as the language sets it."""
    return tr("{where}: {words}", language, where=label, words=words)


def citation(evidence: Evidence) -> str:
    """The number of a passage as paper shows it: source, full stop, passage ("1.7")."""
    return f"{evidence.source}.{evidence.passage}"


def join_names(names: tuple[str, ...], language: str) -> str:
    """Names in a row: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    first, last = ", ".join(names[:-1]), names[-1]
    if language == "es" and _SPANISH_I.match(last):
        return f"{first} e {last}"
    return tr("{names} and {last}", language, names=first, last=last)


# --- labels --------------------------------------------------------------------------------------------------------


def stance_words(stance: str, language: str) -> str:
    """The verb that stands before a line: "demands". A code that is not known is given back as it is."""
    words = {
        "support": tr("supports", language),
        "oppose": tr("opposes", language),
        "demand": tr("demands", language),
        "commit": tr("commits", language),
        "assert": tr("asserts", language),
        "threaten": tr("threatens", language),
        "consider": tr("considers", language),
        "report": tr("reports", language),
    }
    return words.get(stance, stance)


def statement_kind_words(kind: str, language: str) -> str:
    """How a statement reached the page: quoted, quoted in part, reported."""
    words = {
        "direct": tr("quoted", language),
        "mixed": tr("quoted in part", language),
        "indirect": tr("reported", language),
    }
    return words.get(kind, kind)


def actor_kind_words(kind: str, language: str) -> str:
    words = {
        "person": tr("person", language),
        "government": tr("government", language),
        "organisation": tr("organisation", language),
        "media": tr("media", language),
        "anonymous": tr("anonymous source", language),
        "group": tr("group", language),
    }
    return words.get(kind, kind)


def state_words(state: str, language: str) -> str:
    words = {
        "proposed": tr("proposed, not reviewed", language),
        "accepted": tr("accepted", language),
        "edited": tr("edited", language),
        "rejected": tr("rejected", language),
    }
    return words.get(state, state)


def purpose_words(purpose: str, language: str) -> str:
    return tr("For decision", language) if purpose == "decision" else tr("For information", language)


def how_known_words(how: str, name: str, language: str) -> str:
    """How the speaker of a statement was found, when it is not by the name at the verb."""
    words = {
        "pronoun": tr("the pronoun stands for {name}", language, name=name),
        "role": tr("named by role: {name}", language, name=name),
        "implicit": tr("no subject at the verb; the speaker is {name}", language, name=name),
    }
    return words.get(how, "")


def language_words(code: str, language: str) -> str:
    """The name of a language in the language asked for ("French")."""
    words = {
        "fr": tr("French", language),
        "en": tr("English", language),
        "es": tr("Spanish", language),
    }
    return words.get(code) or _other_language(code, language)


def _other_language(code: str, language: str) -> str:
    if not code:
        return ""
    from babel import Locale  # names of 600 languages: loaded when one that is not on board is met

    named = Locale(language if language in LANGUAGES else "en").languages.get(code, code)
    return str(named)


# --- dates ---------------------------------------------------------------------------------------------------------


def date_words(value: str | None, language: str) -> str:
    """An ISO date in words, to the precision it is written to: "23 January 2026", "February 2026", "2026".

    A month stays a month. None gives "no date"; what is no ISO date is given back as it is.
    """
    if not value:
        return tr("no date", language)
    parts = value[:10].split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return value
    if len(parts) == 1:
        return value
    number = int(parts[1])
    if not 1 <= number <= 12:
        return value
    month = tr(_MONTHS[number - 1], language)
    if len(parts) == 2:
        return tr("{month} {year}", language, month=month, year=parts[0])
    if int(parts[2]) == 1:
        return tr("1 {month} {year}", language, month=month, year=parts[0])
    return tr("{day} {month} {year}", language, day=int(parts[2]), month=month, year=parts[0])


def when_words(when: When, language: str) -> str:
    """When a meeting is, to its precision; the article's own words where the year is not known."""
    if when.start is None:
        return when.span.quote if when.span else tr("no date", language)
    if when.end is None or when.end == when.start:
        return date_words(when.start, language)
    start, end = date_words(when.start, language), date_words(when.end, language)
    if len(when.start) < 10 or len(when.end) < 10:
        # "du … au …" takes days
        return f"{start} {_RANGE_SIGN} {end}"
    return tr("{start} to {end}", language, start=start, end=end)


def precision_words(precision: str, language: str) -> str:
    """What is missing in a date that is not exact to the day, else nothing."""
    words = {
        "month": tr("day not stated", language),
        "year": tr("month and day not stated", language),
        "none": tr("date not stated", language),
    }
    return words.get(precision, "")


def basis_words(basis: Code, language: str) -> str:
    """How a date is known ("year from 16 January 2026"); nothing for one that is written out."""
    of = date_words(basis.parameters.get("of"), language)
    words = {
        "year-from-reference": tr("year from {date}", language, date=of),
        "relative-to-reference": tr("counted from {date}", language, date=of),
        "weekday-from-reference": tr("weekday before {date}", language, date=of),
        "relative-to-mention": tr("counted from {date}, named in the text", language, date=of),
        "inherited": tr("date taken from the sentence before", language),
        "year-unknown": tr("year not stated", language),
        "no-reference": tr("the article has no date to count from", language),
        "explicit": "",
        "none": "",
    }
    return words.get(basis.code, basis.code)


def reference_words(reference: ReferenceDate, language: str) -> str:
    """The date of an article with its basis: "16 January 2026 (stated in the text)"."""
    return published_words(reference.value, reference.basis, language)


def published_words(value: str | None, basis: str, language: str) -> str:
    if value is None:
        return tr("no date", language)
    words = {
        "given": tr("given at import", language),
        "stated": tr("stated in the text", language),
        "analyst": tr("set by the analyst", language),
    }
    date = date_words(value, language)
    return f"{date} ({words[basis]})" if basis in words else date


# --- numbers -------------------------------------------------------------------------------------------------------


def number_words(value: float | int, language: str) -> str:
    """A number with the separators of the language: 2500000 is "2,500,000", "2 500 000" or "2.500.000"."""
    thousands, point = _SEPARATORS.get(language, _SEPARATORS["en"])
    shown = f"{int(value):,d}" if float(value).is_integer() else f"{value:,}"
    whole, _, rest = shown.partition(".")
    if language == "es" and abs(value) < 10_000:
        whole = whole.replace(",", "")
    return whole.replace(",", thousands) + (point + rest if rest else "")


def figure_words(figure: Figure, language: str) -> str:
    """Qualifier, value and unit of a figure: "≈ 320 t", "50%", "10–15%". Nothing is converted."""
    values = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    numbers = _RANGE_SIGN.join(number_words(value, language) for value in values)
    if figure.unit == "%":
        counted = tr("{number}%", language, number=numbers)
    elif figure.unit == "people":
        counted = trn("{number} person", "{number} people", _number(values[-1]), language, number=numbers)
    else:
        # a counted noun stands beside it in the article's own words; only its lemma would stand here ("10 barril")
        counted = f"{numbers}\u00a0{figure.unit}" if _is_symbol(figure.unit) else numbers
    return f"{figure.qualifier}\u00a0{counted}" if figure.qualifier else counted


def _is_symbol(unit: str) -> bool:
    """Whether a unit is a currency ("USD") or a symbol ("km²") and no word."""
    return bool(unit) and (unit.isupper() or len(unit) <= 3)


def _number(value: float | int) -> int:
    return 1 if value == 1 else 2


def direction_words(direction: str | None, language: str) -> str:
    words = {"increase": tr("increase", language), "decrease": tr("decrease", language)}
    return words.get(direction or "", "")


# --- cautions ------------------------------------------------------------------------------------------------------


def caution_words(caution: Caution | Code, language: str) -> str:
    """What a caution says, one sentence. A code that is not known is shown with its parameters, never dropped."""
    code = caution.code if isinstance(caution, Caution) else caution
    values = code.parameters
    for words in (_article_caution, _claim_caution, _line_caution):
        if found := words(code.code, values, language):
            return found
    return " ".join([code.code, *values.values()])


# Cautions of these kinds are one line, which lists what each is about.
LISTED_CAUTIONS = (
    "date-inferred",
    "single-origin",
    "anonymous-origin",
    "missing-document",
    "year-unknown",
    "month-only",
    "translated-quotation",
    "unclear-antecedent",
)


def listed_caution_words(found: Sequence[tuple[Code, str]], language: str) -> str:
    """What several cautions of one kind say together: each value, and in brackets where it holds (may be "")."""
    values = [
        tr("{words} ({where})", language, words=_value_words(code, language), where=where)
        if where
        else _value_words(code, language)
        for code, where in found
    ]
    code, listed = found[0][0].code, "; ".join(values)
    words = {
        "translated-quotation": tr(
            "Quotations probably translated by the articles; the originals were not seen: {languages}.",
            language,
            languages=listed,
        ),
        "single-origin": tr("Each of these rests on one origin alone: {names}.", language, names=listed),
        "unclear-antecedent": tr("What these words refer to is not stated: {words}.", language, words=listed),
        "date-inferred": tr("The dates are inferred from the texts: {dates}.", language, dates=listed),
        "year-unknown": tr("The year is not known: {words}.", language, words=listed),
    }
    name = next(iter(found[0][0].parameters), "")
    return words.get(code) or caution_words(Code(code, {name: listed}), language)


def _value_words(code: Code, language: str) -> str:
    """The one parameter of a caution as it is shown in a list."""
    name, value = next(iter(code.parameters.items()), ("", ""))
    if name == "language":
        return language_words(value, language)
    if code.code == "date-inferred":
        return date_words(value, language)
    return in_marks(value, language) if name == "word" else value


def _article_caution(code: str, values: Mapping[str, str], language: str) -> str:
    count = int(values.get("count", "0") or 0)
    words = {
        "no-publication-date": tr("The article carries no publication date.", language),
        "date-inferred": tr(
            "The date is inferred from the text: {date}.", language, date=date_words(values.get("value"), language)
        ),
        "no-language-model": tr(
            "No language model for {language}: statements were found by rules alone.",
            language,
            language=language_words(values.get("language", ""), language),
        ),
        "language-not-read": tr(
            "The analysis does not read {language}: nothing was looked for in this source.",
            language,
            language=language_words(values.get("language", ""), language),
        ),
        "older-source": trn(
            "More than {count} day older than the newest source.",
            "More than {count} days older than the newest source.",
            int(values.get("days", "0") or 0),
            language,
        ),
        "unreviewed": trn(
            "{count} line is a machine proposal that no one has reviewed; it is marked ○.",
            "{count} lines are machine proposals that no one has reviewed; they are marked ○.",
            count,
            language,
        ),
        "orphaned": trn(
            "{count} line rests on a passage that the present analysis no longer finds; it is kept aside.",
            "{count} lines rest on passages that the present analysis no longer finds; they are kept aside.",
            count,
            language,
        ),
    }
    return words.get(code, "")


def _claim_caution(code: str, values: Mapping[str, str], language: str) -> str:
    name = values.get("name", "")
    words = {
        "translated-quotation": tr(
            "Quotation probably translated by the article ({language}); the original was not seen.",
            language,
            language=language_words(values.get("language", ""), language),
        ),
        "single-origin": tr("Everything rests on one origin: {name}.", language, name=name),
        "one-story": tr("Copies or versions of one story: one origin, they do not confirm each other.", language),
        "anonymous-origin": tr("The origin is anonymous: {name}.", language, name=name),
        "missing-document": tr("Cited, but not in this dossier: {name}.", language, name=name),
        "no-baseline": tr("The article gives no baseline or period for this figure.", language),
        "agentless-passive": tr("The article does not say by whom.", language),
        "conditional-hearsay": tr("The article uses the conditional of hearsay.", language),
        "conflicting-figures": tr("The sources give different figures.", language),
        "conflicting-dates": tr("The sources give different dates.", language),
    }
    return words.get(code, "")


def _line_caution(code: str, values: Mapping[str, str], language: str) -> str:
    words = {
        "year-unknown": tr("The year is not known: {words}.", language, words=values.get("words", "")),
        "unclear-antecedent": tr("What “{word}” refers to is not stated.", language, word=values.get("word", "")),
        "month-only": tr(
            "No day is stated, so it is not in the calendar file: {words}", language, words=values.get("words", "")
        ),
        "attributed-by-analyst": tr("Attributed by the analyst.", language),
        "not-verbatim": tr("Quotation marks were left out: the words are not verbatim in the source.", language),
        "uncited": tr("Cites no line of this brief.", language),
        "uncited-line": tr("Cites a line that is not in this brief.", language),
    }
    return words.get(code, "")


# --- headings ------------------------------------------------------------------------------------------------------


def section_words(key: str, language: str) -> str:
    words = {
        "bottom-line": tr("Bottom line", language),
        "positions": tr("Positions", language),
        "watch": tr("What to watch", language),
        "figures": tr("Figures claimed", language),
        "unattributed": tr("Reported without a named speaker", language),
        "agreement": tr("Agreement, divergence, change", language),
        "cautions": tr("Gaps and cautions", language),
        "comment": tr("And for us? Analyst’s comment", language),
        "chronology": tr("Chronology", language),
        "cast": tr("Cast", language),
        "sources": tr("Sources", language),
    }
    return words.get(key, key)


def column_words(section: str, language: str) -> tuple[str, ...]:
    """The column titles of a section that is a table, else nothing."""
    words = {
        "watch": (tr("When", language), tr("What", language), tr("Who", language), tr("Where", language)),
        "figures": (tr("Value", language), tr("In the article’s words", language), tr("Claimed by", language)),
        "chronology": (tr("Date", language), tr("Event", language), tr("Who", language), tr("Where", language)),
        "cast": (tr("Actor", language), tr("Role", language), tr("Also called", language)),
    }
    return words.get(section, ())
