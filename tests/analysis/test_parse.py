"""The parser gives plain values whose offsets stand in the text, whatever the text is."""

import pytest

from briefing.analysis.parse import parse

TEXTS = [
    "",
    " \n\n\t",
    "Oui.",
    "« Le texte n’est pas fermé, a-t-elle dit.",
    "THE PRESIDENT SAID THAT HE WOULD NOT GO TO THE SUMMIT.",
    "🇲🇽 El presidente dijo que 𝕏 no irá.\n\nÉl insistió.",
    "\"\"\"((( «»«» ''' ,,, —— ...",
]


@pytest.mark.parametrize("language", ["fr", "en", "es"])
@pytest.mark.parametrize("text", TEXTS)
def test_tokens_stand_in_the_text_and_sentences_cover_them(text: str, language: str) -> None:
    parsed = parse(text, language)
    assert all(text[t.start : t.end] == t.text for t in parsed.tokens)
    assert [i for a, b in parsed.sentences for i in range(a, b)] == list(range(len(parsed.tokens)))
    assert [i for a, b in parsed.paragraphs for i in range(a, b)] == list(range(len(parsed.tokens)))


def test_english_prepositions_hang_below_their_noun_as_in_the_other_languages() -> None:
    parsed = parse("The president called on Iran to stop.", "en")
    iran = next(t for t in parsed.tokens if t.text == "Iran")
    assert iran.dep == "obl"
    assert parsed.tokens[iran.head].text == "called"
    assert [parsed.tokens[c].text for c in parsed.children(iran.index)] == ["on"]


def test_a_language_without_a_model_still_has_words_and_sentences() -> None:
    parsed = parse("Dit is goed. Dat niet.", "nl")
    assert not parsed.has_syntax
    assert [parsed.text[parsed.tokens[a].start : parsed.tokens[b - 1].end] for a, b in parsed.sentences] == [
        "Dit is goed.",
        "Dat niet.",
    ]


def test_lines_wrapped_within_a_sentence_are_one_paragraph() -> None:
    text = "The minister said that the talks would go on until the end of\nthe week in Geneva.\nShe left."
    parsed = parse(text, "en")
    assert len(parsed.paragraphs) == 2


@pytest.mark.parametrize(
    ("text", "verb", "subjects"),
    [
        (
            "La formation a commencé, et les hauts commandements militaires ainsi que la Présidence "
            "discutent de son ampleur.",
            "discutent",
            ["commandements"],
        ),
        ("Les ministres que la Présidence consulte discutent de son ampleur.", "consulte", ["Présidence"]),
    ],
)
def test_a_second_subject_after_a_conjunction_is_no_relative_clause(text: str, verb: str, subjects: list[str]) -> None:
    parsed = parse(text, "fr")
    [place] = [t.index for t in parsed.tokens if t.text == verb]
    found = [parsed.tokens[c].text for c in parsed.children(place) if parsed.tokens[c].dep == "nsubj"]
    assert found == subjects
