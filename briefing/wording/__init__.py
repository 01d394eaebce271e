"""Codes, dates, numbers and labels put into words, in the language asked for: the English text is the key."""

from briefing.wording.cautions import LISTED_CAUTIONS, caution_words, listed_caution_words
from briefing.wording.dates import (
    basis_words,
    date_words,
    precision_words,
    published_words,
    reference_words,
    when_words,
)
from briefing.wording.labels import (
    actor_kind_words,
    column_words,
    direction_words,
    how_known_words,
    language_words,
    purpose_words,
    section_words,
    stance_words,
    state_words,
    statement_kind_words,
)
from briefing.wording.numbers import figure_words, number_words
from briefing.wording.signs import citation, in_marks, join_names, labelled, quotation_marks

__all__ = [
    "LISTED_CAUTIONS",
    "actor_kind_words",
    "basis_words",
    "caution_words",
    "citation",
    "column_words",
    "date_words",
    "direction_words",
    "figure_words",
    "how_known_words",
    "in_marks",
    "join_names",
    "labelled",
    "language_words",
    "listed_caution_words",
    "number_words",
    "precision_words",
    "published_words",
    "purpose_words",
    "quotation_marks",
    "reference_words",
    "section_words",
    "stance_words",
    "state_words",
    "statement_kind_words",
    "when_words",
]
