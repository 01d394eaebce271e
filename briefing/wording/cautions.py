"""What a caution says, one sentence; and what several of one kind say together."""

from collections.abc import Mapping, Sequence

from briefing.i18n import mark, tr, trn
from briefing.model import Caution, Code
from briefing.wording.dates import date_words
from briefing.wording.labels import language_words
from briefing.wording.signs import in_marks

_CAUTIONS = {
    # of an article
    "no-publication-date": mark("The article carries no publication date."),
    "date-inferred": mark("The date is inferred from the text: {value}."),
    "no-language-model": mark("No language model for {language}: statements were found by rules alone."),
    "language-not-read": mark("The analysis does not read {language}: nothing was looked for in this source."),
    # of a claim
    "translated-quotation": mark(
        "Quotation probably translated by the article ({language}); the original was not seen."
    ),
    "single-origin": mark("Everything rests on one origin: {name}."),
    "one-story": mark("Copies or versions of one story: one origin, they do not confirm each other."),
    "anonymous-origin": mark("The origin is anonymous: {name}."),
    "missing-document": mark("Cited, but not in this dossier: {name}."),
    "no-baseline": mark("The article gives no baseline or period for this figure."),
    "agentless-passive": mark("The article does not say by whom."),
    "conditional-hearsay": mark("The article uses the conditional of hearsay."),
    "conflicting-figures": mark("The sources give different figures."),
    "conflicting-dates": mark("The sources give different dates."),
    # of a line
    "year-unknown": mark("The year is not known: {words}."),
    "unclear-antecedent": mark("What “{word}” refers to is not stated."),
    "month-only": mark("No day is stated, so it is not in the calendar file: {words}"),
    "attributed-by-analyst": mark("Attributed by the analyst."),
    "not-verbatim": mark("Quotation marks were left out: the words are not verbatim in the source."),
    "uncited": mark("Cites no line of this brief."),
    "uncited-line": mark("Cites a line that is not in this brief."),
}
# Said of several together where one sentence for each would say the same again.
_TOGETHER = {
    "translated-quotation": mark(
        "Quotations probably translated by the articles; the originals were not seen: {listed}."
    ),
    "single-origin": mark("Each of these rests on one origin alone: {listed}."),
    "unclear-antecedent": mark("What these words refer to is not stated: {listed}."),
    "date-inferred": mark("The dates are inferred from the texts: {listed}."),
    "year-unknown": mark("The year is not known: {listed}."),
}
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
_PARAMETERS = dict.fromkeys(("name", "word", "words", "language", "value"), "")


def caution_words(caution: Caution | Code, language: str) -> str:
    """What a caution says. A code that is not known is shown with its parameters, never dropped."""
    code = caution.code if isinstance(caution, Caution) else caution
    if code.code not in _CAUTIONS:
        return _counted(code.code, code.parameters, language) or " ".join([code.code, *code.parameters.values()])
    values = {name: _shown(code, name, value, language) for name, value in code.parameters.items()}
    return tr(_CAUTIONS[code.code], language, **(_PARAMETERS | values))


def listed_caution_words(found: Sequence[tuple[Code, str]], language: str) -> str:
    """What several cautions of one kind say together: each value, and in brackets where it holds (may be "")."""
    values = [
        tr("{words} ({where})", language, words=_value_words(code, language), where=where)
        if where
        else _value_words(code, language)
        for code, where in found
    ]
    code, listed = found[0][0].code, "; ".join(values)
    if code in _TOGETHER:
        return tr(_TOGETHER[code], language, listed=listed)
    name = next(iter(found[0][0].parameters), "")
    return caution_words(Code(code, {name: listed}), language)


def _counted(code: str, values: Mapping[str, str], language: str) -> str:
    """The sentences that count something; "" for any other caution."""
    match code:
        case "older-source":
            return trn(
                "More than {count} day older than the newest source.",
                "More than {count} days older than the newest source.",
                _number(values, "days"),
                language,
            )
        case "unreviewed":
            return trn(
                "{count} line is a machine proposal that no one has reviewed; it is marked ○.",
                "{count} lines are machine proposals that no one has reviewed; they are marked ○.",
                _number(values, "count"),
                language,
            )
        case "orphaned":
            return trn(
                "{count} line rests on a passage that the present analysis no longer finds; it is kept aside.",
                "{count} lines rest on passages that the present analysis no longer finds; they are kept aside.",
                _number(values, "count"),
                language,
            )
    return ""


def _number(values: Mapping[str, str], name: str) -> int:
    return int(values.get(name, "0") or 0)


def _value_words(code: Code, language: str) -> str:
    """The one parameter of a caution as it is shown in a list."""
    name, value = next(iter(code.parameters.items()), ("", ""))
    return in_marks(value, language) if name == "word" else _shown(code, name, value, language)


def _shown(code: Code, name: str, value: str, language: str) -> str:
    if name == "language":
        return language_words(value, language)
    return date_words(value, language) if code.code == "date-inferred" else value
