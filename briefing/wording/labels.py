"""The words for codes: stances, kinds, states, languages, headings."""

from collections.abc import Mapping

from briefing.i18n import LANGUAGES, mark, tr

_STANCES = {
    "support": mark("supports"),
    "oppose": mark("opposes"),
    "demand": mark("demands"),
    "commit": mark("commits"),
    "assert": mark("asserts"),
    "threaten": mark("threatens"),
    "consider": mark("considers"),
    "report": mark("reports"),
}
_STATEMENT_KINDS = {
    "direct": mark("quoted"),
    "mixed": mark("quoted in part"),
    "indirect": mark("reported"),
}
_ACTOR_KINDS = {
    "person": mark("person"),
    "government": mark("government"),
    "organisation": mark("organisation"),
    "media": mark("media"),
    "anonymous": mark("anonymous source"),
    "group": mark("group"),
}
_STATES = {
    "proposed": mark("proposed, not reviewed"),
    "accepted": mark("accepted"),
    "edited": mark("edited"),
    "rejected": mark("rejected"),
}
_HOW_KNOWN = {
    "pronoun": mark("the pronoun stands for {name}"),
    "role": mark("named by role: {name}"),
    "implicit": mark("no subject at the verb; the speaker is {name}"),
}
_LANGUAGES = {"fr": mark("French"), "en": mark("English"), "es": mark("Spanish")}
_DIRECTIONS = {"increase": mark("increase"), "decrease": mark("decrease")}
_SECTIONS = {
    "bottom-line": mark("Bottom line"),
    "positions": mark("Positions"),
    "watch": mark("What to watch"),
    "figures": mark("Figures claimed"),
    "unattributed": mark("Reported without a named speaker"),
    "agreement": mark("Agreement, divergence, change"),
    "cautions": mark("Gaps and cautions"),
    "comment": mark("And for us? Analyst’s comment"),
    "chronology": mark("Chronology"),
    "cast": mark("Cast"),
    "sources": mark("Sources"),
}
_COLUMNS = {
    "watch": (mark("When"), mark("What"), mark("Who"), mark("Where")),
    "figures": (mark("Value"), mark("In the article’s words"), mark("Claimed by")),
    "chronology": (mark("Date"), mark("Event"), mark("Who"), mark("Where")),
    "cast": (mark("Actor"), mark("Role"), mark("Also called")),
}


def named(table: Mapping[str, str], code: str, language: str, **parameters: object) -> str:
    """The words for a code; one that is not in the table is given back as it is."""
    return tr(table[code], language, **parameters) if code in table else code


def stance_words(stance: str, language: str) -> str:
    """The verb that stands before a line: "demands"."""
    return named(_STANCES, stance, language)


def statement_kind_words(kind: str, language: str) -> str:
    """How a statement reached the page: quoted, quoted in part, reported."""
    return named(_STATEMENT_KINDS, kind, language)


def actor_kind_words(kind: str, language: str) -> str:
    return named(_ACTOR_KINDS, kind, language)


def state_words(state: str, language: str) -> str:
    return named(_STATES, state, language)


def purpose_words(purpose: str, language: str) -> str:
    return tr("For decision", language) if purpose == "decision" else tr("For information", language)


def how_known_words(how: str, name: str, language: str) -> str:
    """How the speaker of a statement was found, when it is not by the name at the verb."""
    return named(_HOW_KNOWN, how, language, name=name) if how in _HOW_KNOWN else ""


def direction_words(direction: str | None, language: str) -> str:
    return named(_DIRECTIONS, direction, language) if direction in _DIRECTIONS else ""


def language_words(code: str, language: str) -> str:
    """The name of a language in the language asked for ("French")."""
    return named(_LANGUAGES, code, language) if code in _LANGUAGES else _other_language(code, language)


def _other_language(code: str, language: str) -> str:
    from babel import Locale  # names of 600 languages: loaded when one that is not on board is met

    known = Locale(language if language in LANGUAGES else "en").languages
    return str(known.get(code, code))


def section_words(key: str, language: str) -> str:
    """The heading of a section of the brief."""
    return named(_SECTIONS, key, language)


def column_words(section: str, language: str) -> tuple[str, ...]:
    """The column titles of a section that is a table, else nothing."""
    return tuple(tr(column, language) for column in _COLUMNS.get(section, ()))
