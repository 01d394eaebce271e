"""A text in a language that is not on board is told from one that is, and nothing is looked for in it."""

import pytest

from briefing.analysis import analyse
from briefing.analysis.language import foreign

GERMAN = "Die Außenministerin sagte am Donnerstag in Berlin, dass die Verhandlungen im März fortgesetzt werden."
RUSSIAN = "Министр иностранных дел заявил в четверг, что переговоры будут продолжены в марте."
PORTUGUESE = "O ministro dos Negócios Estrangeiros disse na quinta-feira que as negociações vão continuar em março."
ITALIAN = "Il ministro degli Esteri ha detto giovedì che i negoziati continueranno a marzo a Roma."
CATALAN = "El ministre d’Afers Exteriors va dir dijous que les negociacions continuaran al març a Barcelona."


@pytest.mark.parametrize(
    ("text", "language"),
    [(GERMAN, "de"), (RUSSIAN, "ru"), (PORTUGUESE, "pt"), (ITALIAN, "it"), (CATALAN, "ca")],
)
def test_a_sentence_in_another_language_is_told(text, language):
    assert foreign(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Привет, мир",
        "La ministre Xóchitl Itzel Nezahualpilli a rencontré M. Szczepański et Mme Þorgerður à Reykjavík.",
        "El canciller, Håkon Ødegård, viajó a Kraków para reunirse con Zbigniew Wiśniewski y Jürgen Schäuble.",
        "Readout of Minister Mohammed bin Abdulrahman bin Jassim Al Thani and Abdel Fattah Al Sisi in Jeddah",
        "« Wir schaffen das », avait dit la chancelière ; le ministre a refusé de commenter cette phrase jeudi.",
    ],
)
def test_names_and_short_quotations_make_no_other_language(text):
    assert foreign(text) is None


def test_the_seeds_are_in_no_other_language(seed_texts):
    assert [foreign(text) for text in seed_texts] == [None, None]


def test_nothing_is_looked_for_in_a_language_that_is_not_on_board():
    for findings in (analyse(GERMAN), analyse(GERMAN, language="de")):
        assert [caution.code.code for caution in findings.cautions] == ["language-not-read"]
        assert findings.language == "de"
        assert (findings.statements, findings.actors, findings.dates) == ((), (), ())
